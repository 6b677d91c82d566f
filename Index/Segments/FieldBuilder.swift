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

  /// Bytes of memory in use, about.
  var memory: Int { 4 * stream.capacity + 5 * unitEnds.count }

  /// Adds the next unit.
  mutating func add(_ buffer: AnalysisBuffer) {
    var length = 0
    for token in buffer.tokens {
      stream.append(terms.number(of: token, in: buffer.folded))
      if token.isCounted { length += 1 }
    }
    unitEnds.append(UInt32(stream.count))
    lengths.append(LengthCode.encode(length))
    totalLength += UInt64(length)
  }

  /// The eight sections of the field, numbered from `first`.
  func sections(from first: SectionID) throws(SegmentError) -> [(SectionID, [UInt8])] {
    let (starts, units) = unitsByTerm()
    let order = terms.keys.indices.sorted { Self.precedes(terms.keys[$0], terms.keys[$1]) }

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
    var (ids, frequencies): ([UInt32], [UInt32]) = ([], [])
    for term in order {
      ids.removeAll(keepingCapacity: true)
      frequencies.removeAll(keepingCapacity: true)
      for unit in units[Int(starts[term])..<Int(starts[term + 1])] {
        if ids.last == unit {
          frequencies[frequencies.count - 1] += 1
        } else {
          ids.append(unit)
          frequencies.append(1)
        }
      }
      let place = try postings.write(ids: ids.span, frequencies: frequencies.span)
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
    let parts = [rows, rowStarts, seconds, bigrams, wordOffsets, words, wordPlaces, postings.output]
    var sections: [(SectionID, [UInt8])] = []
    for (index, part) in parts.enumerated() {
      guard let id = SectionID(rawValue: first.rawValue + UInt32(index)) else { continue }
      sections.append((id, part.bytes))
    }
    return sections
  }

  /// The units of every token, grouped by term; `starts[t]..<starts[t + 1]` are those of
  /// term `t`, in increasing order.
  private func unitsByTerm() -> (starts: [UInt32], units: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: terms.keys.count + 1)
    for term in stream { starts[Int(term) + 1] += 1 }
    for term in terms.keys.indices { starts[term + 1] += starts[term] }
    var next = starts
    var units = [UInt32](repeating: 0, count: stream.count)
    var position = 0
    for (unit, end) in unitEnds.enumerated() {
      while position < Int(end) {
        let term = Int(stream[position])
        units[Int(next[term])] = UInt32(unit)
        next[term] += 1
        position += 1
      }
    }
    return (starts, units)
  }

  /// Bigrams before words, each in order of its characters.
  private static func precedes(_ left: TermKey, _ right: TermKey) -> Bool {
    switch (left, right) {
    case (.bigram(let a, let b), .bigram(let c, let d)): (a, b) < (c, d)
    case (.word(let a), .word(let b)): a.lexicographicallyPrecedes(b)
    case (.bigram, .word): true
    case (.word, .bigram): false
    }
  }
}
