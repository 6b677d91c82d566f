// Fields.swift — how a document's fields become keys, columns and paragraphs of the index.
import Extraction
import SearchIndex

/// The index's view of a document.
enum Fields {
  /// Number columns.
  enum Number: Int {
    /// yyyymmdd of 发布日期, else 成文日期; 0 when neither is known.
    case date
    /// The years that the document is about, first and last; 0 when unknown.
    case firstYear, lastYear
  }

  /// String columns; empty when unknown.
  enum Text: Int {
    case issuer, source, documentKind, pageKind
  }

  static func idKey(_ id: String) -> [UInt8] { Array("i\(id)".utf8) }
  static func digestKey(_ sha256: String) -> [UInt8] { Array("s\(sha256)".utf8) }

  /// Where a document lies, and what a page links to; any number of documents may share one.
  static func placeKey(_ place: String) -> [UInt8] { Array("p\(Understanding.id(of: place))".utf8) }
  static func linkKey(_ target: String) -> [UInt8] {
    Array("l\(Understanding.id(of: target))".utf8)
  }

  /// By address and by place, as `Archive.document(of:on:)` looks for them.
  private static func tieKeys(_ record: PageRecord) -> Set<[UInt8]> {
    guard record.contentType != Understanding.jsonType else { return [] }
    let here = SavedPlace(record.savedAs)
    let links = record.attachments.flatMap { file in
      [Understanding.id(ofAddress: file.address)] + here.places(of: file).map(\.neighbourhood)
    }
    return Set([placeKey(here.neighbourhood)] + links.map(linkKey))
  }

  static func input(
    _ record: PageRecord, paragraphs: [Paragraph]
  ) throws -> DocumentInput {
    DocumentInput(
      keys: [idKey(record.id)] + record.versions.map { digestKey($0.sha256) }
        + tieKeys(record).sorted { $0.lexicographicallyPrecedes($1) },
      title: record.title ?? "",
      numbers: [
        dateNumber(record.displayDate), UInt32(record.years.min() ?? 0),
        UInt32(record.years.max() ?? 0),
      ],
      strings: [
        record.issuer ?? "", record.source ?? "", record.documentKind ?? "", record.pageKind,
      ],
      record: try record.bytes(),
      paragraphs: paragraphs.map { paragraph in
        .init(
          paragraph.text, level: UInt8(clamping: paragraph.outlineLevel),
          headingLength: UInt8(clamping: paragraph.headingLength),
          kind: UInt8(ParagraphKind.allCases.firstIndex(of: paragraph.kind) ?? 0))
      })
  }

  static func kind(_ number: UInt8) -> ParagraphKind {
    Int(number) < ParagraphKind.allCases.count ? ParagraphKind.allCases[Int(number)] : .text
  }

  /// `2023-06-30` → 20230630; a year or a month alone is its first day.
  static func dateNumber(_ date: String?) -> UInt32 {
    guard let date else { return 0 }
    let parts = date.split(separator: "-").compactMap { UInt32($0) }
    guard let year = parts.first, (1...9999).contains(year) else { return 0 }
    let month = parts.count > 1 ? parts[1] : 1
    let day = parts.count > 2 ? parts[2] : 1
    return year * 10_000 + min(month, 12) * 100 + min(day, 31)
  }
}

/// Conditions on documents, as a user gives them.
package struct DocumentConditions: Sendable, Hashable {
  package var years: ClosedRange<Int>?
  /// Dates `yyyy[-MM[-dd]]`, both included.
  package var since: String?
  package var until: String?
  /// Part of the name of the issuer or the source.
  package var issuer: String?
  /// The kind of document, whole: `通知`; or the kind of page: `list`.
  package var kind: String?

  package init() {}

  /// Whether the text is a date as `yyyy`, `yyyy-MM` or `yyyy-MM-dd`.
  package static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count && parts.count <= 3 && parts[0].count == 4
      && numbers[0] > 0 && parts.dropFirst().allSatisfy { $0.count == 2 }
      && (parts.count < 2 || (1...12).contains(numbers[1]))
      && (parts.count < 3 || (1...31).contains(numbers[2]))
  }

  var filters: [DocumentFilter] {
    var filters: [DocumentFilter] = []
    if let years {
      filters.append(
        .number(column: Fields.Number.firstYear.rawValue, 1...UInt32(clamping: years.upperBound)))
      filters.append(
        .number(
          column: Fields.Number.lastYear.rawValue, UInt32(clamping: years.lowerBound)...UInt32.max))
    }
    if since != nil || until != nil {
      let first = since.map(Fields.dateNumber) ?? 1
      // A year or month alone ends with its last day.
      let last = until.map { Fields.dateNumber($0 + String("-12-31".dropFirst($0.count - 4))) }
      filters.append(
        .number(column: Fields.Number.date.rawValue, first...max(first, last ?? .max)))
    }
    if let issuer {
      filters.append(
        .any([
          .contains(column: Fields.Text.issuer.rawValue, issuer),
          .contains(column: Fields.Text.source.rawValue, issuer),
        ]))
    }
    if let kind {
      filters.append(
        .any([
          .equals(column: Fields.Text.documentKind.rawValue, kind),
          .equals(column: Fields.Text.pageKind.rawValue, kind),
        ]))
    }
    return filters
  }
}
