// FieldBuilder.swift — the tokens of one field → its dictionary and posting lists.

/// Collects the terms of one field, unit by unit (a paragraph, or a document's title),
/// and writes them sorted.
///
/// Tokens are kept as one stream of term numbers; a counting sort by term at the end
/// gives every posting list in order.
struct FieldBuilder {
  private var terms = TermTable()
  /// Term numbers of all tokens, unit after unit.
  private var stream: [UInt32] = []
  /// Where each unit's tokens end in `stream`.
  private var unitEnds: [UInt32] = []
  /// Length of each unit in counted tokens, in one byte.
  private(set) var lengths: [UInt8] = []
  private(set) var totalLength: UInt64 = 0

  /// Where each token goes in the order of the terms; kept for the next segment.
  private var units: [UInt32] = []

  /// Bytes of memory that the field needs until it is written, about.
  var memory: Int { 8 * stream.count + 5 * unitEnds.count }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    terms.removeAll()
    stream.removeAll(keepingCapacity: true)
    unitEnds.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    totalLength = 0
  }

  /// Adds the next unit.
  mutating func add(_ buffer: AnalysisBuffer) {
    terms.appendNumbers(of: buffer, to: &stream)
    var length = 0
    let tokens = buffer.tokens.span
    for index in tokens.indices where tokens[index].isCounted { length &+= 1 }
    unitEnds.append(UInt32(stream.count))
    lengths.append(LengthCode.encode(length))
    totalLength += UInt64(length)
  }

  /// The eight sections of the field, numbered from `first`.
  mutating func sections(from first: SectionID) throws(SegmentError) -> [(SectionID, [UInt8])] {
    let starts = groupUnitsByTerm()
    let order = terms.sortedNumbers()

    var rows = ByteWriter()
    var rowStarts = ByteWriter()
    var seconds = ByteWriter()
    var bigrams = ByteWriter()
    var wordOffsets = ByteWriter()
    var words = ByteWriter()
    var wordPlaces = ByteWriter()
    let formula = BM25(paragraphs: lengths.count, tokens: totalLength)
    var postings = PostingWriter(formula: formula, lengths: lengths)
    var lastFirst: UInt16?
    var ids = [UInt32](repeating: 0, count: unitEnds.count)
    var frequencies = ids
    for term in order {
      var count = 0
      var last = UInt32.max
      for index in Int(starts[term])..<Int(starts[term + 1]) {
        let unit = units[index]
        if unit == last {
          frequencies[count &- 1] &+= 1
        } else {
          ids[count] = unit
          frequencies[count] = 1
          count &+= 1
          last = unit
        }
      }
      let place = try postings.write(
        ids: ids.span.extracting(0..<count), frequencies: frequencies.span.extracting(0..<count))
      switch terms.keys[term] {
      case .bigram(let first, let second):
        if first != lastFirst {
          rows.u16(first)
          rowStarts.u32(UInt32(seconds.count / 2))
          lastFirst = first
        }
        seconds.u16(second)
        bigrams.u32(place.rawValue)
      case .word(let bytes):
        wordOffsets.u32(UInt32(words.count))
        words.append(bytes)
        wordPlaces.u32(place.rawValue)
      }
    }
    rowStarts.u32(UInt32(seconds.count / 2))
    wordOffsets.u32(UInt32(words.count))
    let parts = [
      rows, rowStarts, seconds, bigrams, wordOffsets, words, wordPlaces, postings.output,
    ]
    var sections: [(SectionID, [UInt8])] = []
    for (index, part) in parts.enumerated() {
      guard let id = SectionID(rawValue: first.rawValue + UInt32(index)) else { continue }
      sections.append((id, part.bytes))
    }
    return sections
  }

  /// Sorts the units of all tokens by term into `units`; `starts[t]..<starts[t + 1]` are those
  /// of term `t`, in increasing order.
  private mutating func groupUnitsByTerm() -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: terms.keys.count + 1)
    for term in stream { starts[Int(term) + 1] += 1 }
    for term in terms.keys.indices { starts[term + 1] += starts[term] }
    var next = starts
    if units.count < stream.count {
      units += repeatElement(0, count: stream.count - units.count)
    }
    var position = 0
    for (unit, end) in unitEnds.enumerated() {
      while position < Int(end) {
        let term = Int(stream[position])
        units[Int(next[term])] = UInt32(truncatingIfNeeded: unit)
        next[term] &+= 1
        position &+= 1
      }
    }
    return starts
  }
}
