// Filter.swift — conditions on documents, as bitmaps.

/// A condition on a document's columns.
package indirect enum DocumentFilter: Hashable, Sendable {
  /// The number in `column` lies in the range.
  case number(column: Int, ClosedRange<UInt32>)
  /// The string in `column`, folded, holds this text, folded.
  case contains(column: Int, String)
  case equals(column: Int, String)
  case begins(column: Int, String)
  case ends(column: Int, String)
  /// The title holds this text.
  case title(String)
  /// The title ends with this text, but for what stands in parentheses behind it.
  case titleEnds(String)
  /// One of these is a key of the document.
  case keys([[UInt8]])
  case any([DocumentFilter])
  case all([DocumentFilter])
  case not(DocumentFilter)

  /// The documents of `segment` that meet the condition.
  func documents(in segment: SegmentReader) throws(SegmentError) -> Bitmap {
    let analyzer = segment.analyzer
    var bitmap = Bitmap(count: segment.documentCount)
    switch self {
    case .number(let column, let range):
      for document in 0..<segment.documentCount
      where range.contains(try segment.number(column, of: document)) {
        bitmap[document] = true
      }
    case .contains(let column, let text):
      let wanted = analyzer.fold(text).scalars
      try Self.mark(&bitmap, column, in: segment) { string in
        Self.holds(analyzer.fold(string).scalars, wanted)
      }
    case .equals(let column, let text):
      let wanted = analyzer.fold(text).scalars
      try Self.mark(&bitmap, column, in: segment) { analyzer.fold($0).scalars == wanted }
    case .begins(let column, let text):
      let wanted = analyzer.fold(text).scalars
      try Self.mark(&bitmap, column, in: segment) {
        analyzer.fold($0).scalars.starts(with: wanted)
      }
    case .ends(let column, let text):
      let wanted = analyzer.fold(text).scalars
      try Self.mark(&bitmap, column, in: segment) {
        analyzer.fold($0).scalars.ends(with: wanted)
      }
    case .title(let text):
      let pattern = CompiledPattern(Pattern(text), analyzer: analyzer, isLiteral: false)
      var search = PatternSearch(segment)
      for document in try search.titles(pattern) { bitmap[Int(document)] = true }
    case .titleEnds(let text):
      let wanted = analyzer.fold(text).scalars
      let pattern = CompiledPattern(Pattern(text), analyzer: analyzer, isLiteral: false)
      var search = PatternSearch(segment)
      for document in try search.titles(pattern).map({ Int($0) })
      where DocumentName.ends(try segment.foldedTitle(of: document), with: wanted) {
        bitmap[document] = true
      }
    case .keys(let keys):
      for wanted in keys {
        for (key, document) in try segment.documents(withKeyPrefix: wanted, limit: .max)
        where key == wanted { bitmap[document] = true }
      }
    case .any(let filters):
      for filter in filters {
        bitmap.formUnion(try filter.documents(in: segment))
      }
    case .all(let filters):
      bitmap = Bitmap(count: segment.documentCount, filled: true)
      for filter in filters {
        bitmap.formIntersection(try filter.documents(in: segment))
      }
    case .not(let filter):
      bitmap = try filter.documents(in: segment).inverse
    }
    return bitmap
  }

  private static func mark(
    _ bitmap: inout Bitmap, _ column: Int, in segment: SegmentReader,
    where matches: (String) -> Bool
  ) throws(SegmentError) {
    guard column < Int(segment.counts.stringColumns) else {
      throw .columnMissing(file: segment.name)
    }
    var ordinals: Set<UInt32> = []
    for (ordinal, string) in try segment.strings(column) where matches(string) {
      ordinals.insert(ordinal)
    }
    if ordinals.isEmpty { return }
    for document in 0..<segment.documentCount
    where ordinals.contains(try segment.stringOrdinal(column, of: document)) {
      bitmap[document] = true
    }
  }

  private static func holds(_ text: [UInt32], _ wanted: [UInt32]) -> Bool {
    guard !wanted.isEmpty, text.count >= wanted.count else { return wanted.isEmpty }
    return (0...text.count - wanted.count).contains { start in
      text[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
