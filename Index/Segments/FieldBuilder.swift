// FieldBuilder.swift — the tokens of one field → its posting lists.

/// Collects the terms of one field, unit by unit (a paragraph, or a document's title).
///
/// Tokens are kept as one stream of term numbers; a counting sort by term at the end
/// gives every posting list in order. A segment may be built by several of these, each with
/// some of the units.
struct FieldBuilder: Sendable {
  private var table = TermTable()
  /// Term numbers of all tokens, unit after unit.
  private var stream: [UInt32] = []
  /// The units, and where the tokens of each end in `stream`.
  private var units: [(id: UInt32, end: UInt32)] = []
  /// The units of all tokens in the order of their terms; those of term `t` are
  /// `starts[t]..<starts[t + 1]`, in increasing order.
  private var sorted: [UInt32] = []
  private var starts: [UInt32] = []
  /// After `group`: the terms in order, with their numbers.
  private(set) var terms = SortedTerms()

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    table.removeAll()
    stream.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
  }

  /// Adds a unit, whose number is above those of all before it; returns its length in
  /// counted tokens.
  mutating func add(_ text: FoldedText, unit: UInt32) -> Int {
    let length = table.appendNumbers(of: text, to: &stream)
    units.append((unit, UInt32(stream.count)))
    return length
  }

  /// Sorts the terms, and the units of all tokens by term.
  mutating func group() {
    terms = table.sorted()
    starts.removeAll(keepingCapacity: true)
    starts += repeatElement(0, count: table.count + 1)
    if sorted.count < stream.count {
      sorted += repeatElement(0, count: stream.count - sorted.count)
    }
    Self.count(stream, into: &starts)
    for term in 0..<table.count { starts[term + 1] += starts[term] }
    var next = starts
    Self.scatter(stream, units, at: &next, into: &sorted)
  }

  private static func count(_ stream: [UInt32], into counts: inout [UInt32]) {
    let stream = stream.span
    var counts = counts.mutableSpan
    for index in stream.indices { counts[Int(stream[index]) &+ 1] &+= 1 }
  }

  private static func scatter(
    _ stream: [UInt32], _ units: [(id: UInt32, end: UInt32)], at next: inout [UInt32],
    into sorted: inout [UInt32]
  ) {
    let (stream, units) = (stream.span, units.span)
    var next = next.mutableSpan
    var sorted = sorted.mutableSpan
    var position = 0
    for index in units.indices {
      let unit = units[index]
      while position < Int(unit.end) {
        let term = Int(stream[position])
        sorted[Int(next[term])] = unit.id
        next[term] &+= 1
        position &+= 1
      }
    }
  }

  /// After `group`: how many tokens a term has.
  func tokenCount(of term: UInt32) -> Int {
    Int(starts[Int(term) + 1] - starts[Int(term)])
  }

  /// After `group`: the units of the tokens of a term, as often as they hold it.
  @_lifetime(borrow self)
  func units(of term: UInt32) -> Span<UInt32> {
    sorted.span.extracting(Int(starts[Int(term)])..<Int(starts[Int(term) + 1]))
  }
}
