// TextOrder.swift — the strings of a column in one order over all segments.

/// Where each document's string stands among all strings of a column.
struct TextOrder {
  /// For each segment, the key of each ordinal.
  private let keys: [[UInt32: UInt32]]
  private let column: Int

  /// Strings are compared scalar by scalar; the first has the largest key, the empty string 0.
  init(_ column: Int, in segments: [LiveSegment]) throws(SegmentError) {
    self.column = column
    var columns: [[(ordinal: UInt32, string: String)]] = []
    for segment in segments {
      guard column < Int(segment.reader.counts.stringColumns) else {
        throw .columnMissing(file: segment.reader.name)
      }
      columns.append(try segment.reader.strings(column))
    }
    let known = Set(columns.joined().map(\.string)).subtracting([""])
      .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    var ranks: [String: UInt32] = [:]
    for (place, string) in known.enumerated() { ranks[string] = UInt32(known.count - place) }
    keys = columns.map { strings in
      Dictionary(strings.map { ($0.ordinal, ranks[$0.string] ?? 0) }) { first, _ in first }
    }
  }

  func key(
    of document: DocumentID, in segment: SegmentReader, _ index: Int
  ) throws(SegmentError) -> UInt32 {
    keys[index][try segment.stringOrdinal(column, of: document)] ?? 0
  }
}
