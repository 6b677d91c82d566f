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
    var bitmap = Bitmap(count: segment.documentCount)
    switch self {
    case .number(let column, let range):
      for document in 0..<segment.documentCount
      where range.contains(try segment.number(column, of: document)) {
        bitmap[document] = true
      }
    case .contains(let column, let text):
      bitmap = try Self.documents(in: segment, column, text) { $0.holds($1) }
    case .equals(let column, let text):
      bitmap = try Self.documents(in: segment, column, text) { $0 == $1 }
    case .begins(let column, let text):
      bitmap = try Self.documents(in: segment, column, text) { $0.starts(with: $1) }
    case .ends(let column, let text):
      bitmap = try Self.documents(in: segment, column, text) { $0.ends(with: $1) }
    case .title(let text): bitmap.insert(try Self.titles(holding: text, in: segment))
    case .titleEnds(let text):
      let wanted = segment.analyzer.fold(text).scalars
      for document in try Self.titles(holding: text, in: segment)
      where DocumentName.ends(try segment.foldedTitle(of: Int(document)), with: wanted) {
        bitmap[Int(document)] = true
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

  /// The documents whose string in a column matches the text; both are folded.
  private static func documents(
    in segment: SegmentReader, _ column: Int, _ text: String,
    where matches: (_ string: [UInt32], _ text: [UInt32]) -> Bool
  ) throws(SegmentError) -> Bitmap {
    guard column < Int(segment.counts.stringColumns) else {
      throw .columnMissing(file: segment.name)
    }
    let wanted = segment.analyzer.fold(text).scalars
    var ordinals: Set<UInt32> = []
    for (ordinal, string) in try segment.strings(column)
    where matches(segment.analyzer.fold(string).scalars, wanted) {
      ordinals.insert(ordinal)
    }
    var documents = Bitmap(count: segment.documentCount)
    if ordinals.isEmpty { return documents }
    for document in 0..<segment.documentCount
    where ordinals.contains(try segment.stringOrdinal(column, of: document)) {
      documents[document] = true
    }
    return documents
  }

  private static func titles(
    holding text: String, in segment: SegmentReader
  ) throws(SegmentError) -> [ParagraphID] {
    let pattern = CompiledPattern(Pattern(text), analyzer: segment.analyzer, isLiteral: false)
    var search = PatternSearch(segment)
    return try search.titles(pattern)
  }
}
