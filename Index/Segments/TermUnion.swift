// TermUnion.swift — the terms of several sources in one order, and where each has them.

/// The terms of one source, bigrams before words, each in order.
struct SortedTerms: Sendable {
  /// First character in the upper half, second in the lower.
  var bigrams: [UInt32] = []
  var words: [[UInt8]] = []
  /// The source's number for each of them.
  var numbers: [UInt32] = []
}

/// Every term that some source has, once, in order.
struct TermUnion: Sendable {
  /// A term as one source has it.
  struct Entry: Sendable {
    var source: UInt32
    /// The source's number for the term.
    var number: UInt32
  }

  private var bigrams: [UInt32] = []
  private var words: [[UInt8]] = []
  private var entries: [Entry] = []
  /// Where the entries of each term begin; one more for where the last ones end.
  private var starts: [UInt32] = [0]

  init(_ sources: [SortedTerms]) {
    entries.reserveCapacity(sources.reduce(0) { $0 + $1.numbers.count })
    joinBigrams(of: sources)
    joinWords(of: sources)
  }

  private mutating func joinBigrams(of sources: [SortedTerms]) {
    var heads = [Int](repeating: 0, count: sources.count)
    while true {
      var least = UInt64.max
      for (source, head) in zip(sources, heads) where head < source.bigrams.count {
        least = min(least, UInt64(source.bigrams[head]))
      }
      guard let least = UInt32(exactly: least) else { return }
      bigrams.append(least)
      for index in heads.indices {
        let head = heads[index]
        if head == sources[index].bigrams.count || sources[index].bigrams[head] != least {
          continue
        }
        entries.append(Entry(source: UInt32(index), number: sources[index].numbers[head]))
        heads[index] += 1
      }
      starts.append(UInt32(entries.count))
    }
  }

  private mutating func joinWords(of sources: [SortedTerms]) {
    var heads = [Int](repeating: 0, count: sources.count)
    while true {
      var least: [UInt8]?
      for (source, head) in zip(sources, heads) where head < source.words.count {
        let word = source.words[head]
        if let found = least, !word.lexicographicallyPrecedes(found) { continue }
        least = word
      }
      guard let least else { return }
      words.append(least)
      for index in heads.indices {
        let (head, source) = (heads[index], sources[index])
        if head == source.words.count || source.words[head] != least { continue }
        entries.append(
          Entry(source: UInt32(index), number: source.numbers[source.bigrams.count + head]))
        heads[index] += 1
      }
      starts.append(UInt32(entries.count))
    }
  }

  var count: Int { bigrams.count + words.count }

  func key(of term: Int) -> TermKey {
    if term >= bigrams.count { return .word(words[term - bigrams.count]) }
    let code = bigrams[term]
    return .bigram(UInt16(code >> 16), UInt16(truncatingIfNeeded: code))
  }

  /// The sources that have a term, in order.
  subscript(term: Int) -> Span<Entry> {
    @_lifetime(borrow self) get {
      entries.span.extracting(Int(starts[term])..<Int(starts[term + 1]))
    }
  }
}
