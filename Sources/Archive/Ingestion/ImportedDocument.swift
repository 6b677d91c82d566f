// ImportedDocument.swift — one line of JSON ⇄ one document.
import Extraction
internal import FoundationEssentials

/// A document as `export` writes it and `import` reads it: a line of JSON with at least
/// `paragraphs`.
///
/// A paragraph is a string, or an object as in `andu extract --json`; strings get their
/// structure from their numbering.
struct ImportedDocument: Codable {
  struct Paragraph: Codable {
    var text: String
    var kind: String?
    var depth: Int?
    var label: String?
    var headingLength: Int?
    var headings: [String]?

    init(text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self.text = text
        return
      }
      let values = try decoder.container(keyedBy: CodingKeys.self)
      text = try values.decode(String.self, forKey: .text)
      kind = try values.decodeIfPresent(String.self, forKey: .kind)
      depth = try values.decodeIfPresent(Int.self, forKey: .depth)
      label = try values.decodeIfPresent(String.self, forKey: .label)
      headingLength = try values.decodeIfPresent(Int.self, forKey: .headingLength)
      headings = try values.decodeIfPresent([String].self, forKey: .headings)
    }
  }

  var id: String?
  var kind: String?
  /// 发布日期, or whichever date is known.
  var date: String?
  var fields: DocumentFields
  var sha256: String?
  var paragraphs: [Paragraph]
  /// Something stands in the place of the region that is none.
  private var isRegionWrong = false

  private enum CodingKeys: String, CodingKey {
    case id = "doc_id"
    case kind, date, sha256, paragraphs, region
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    kind = try values.decodeIfPresent(String.self, forKey: .kind)
    date = try values.decodeIfPresent(String.self, forKey: .date)
    fields = try DocumentFields(from: decoder)
    if values.contains(.region), fields.region == nil {
      isRegionWrong = try !values.decodeNil(forKey: .region)
    }
    sha256 = try values.decodeIfPresent(String.self, forKey: .sha256)
    paragraphs = try values.decode([Paragraph].self, forKey: .paragraphs)
  }

  func encode(to encoder: any Encoder) throws {
    try fields.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(id, forKey: .id)
    try values.encodeIfPresent(kind, forKey: .kind)
    try values.encodeIfPresent(date, forKey: .date)
    try values.encodeIfPresent(sha256, forKey: .sha256)
    try values.encode(paragraphs, forKey: .paragraphs)
  }

  init(line: [UInt8]) throws {
    do {
      self = try JSONDecoder().decode(ImportedDocument.self, from: Data(line))
    } catch let error as DecodingError {
      throw ArchiveError.badLine(LineDamage(error))
    }
    if let id, id.isEmpty || id.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      throw ArchiveError.badLine(.badID)
    }
  }

  /// Refuses what would be lost, dates that are none, a region of another type, and a line that
  /// says nothing: without a text, a title, and the kind that `export` writes of every page.
  func check() throws(ArchiveError) {
    let texts = paragraphs.map(\.text) + [fields.title ?? ""]
    if kind == nil, texts.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw .badLine(.noText) }
    var dates: [(name: String, text: String?)] = [("date", date)]
    for (name, path) in DocumentFields.dates { dates.append((name, fields[keyPath: path])) }
    for (name, text) in dates {
      if let text, !text.isEmpty, Self.date(text) == nil { throw .badLine(.badDate(name)) }
    }
    if isRegionWrong { throw .badLine(.otherType("region")) }
  }

  /// A stored document, whole.
  init(_ record: PageRecord, _ paragraphs: [Extraction.Paragraph]) {
    id = record.id
    kind = record.pageKind
    date = record.displayDate
    fields = record.fields
    sha256 = record.sha256
    self.paragraphs = paragraphs.map { paragraph in
      var imported = Paragraph(text: paragraph.text)
      imported.kind = paragraph.kind.rawValue
      imported.depth = paragraph.depth
      imported.label = paragraph.label
      imported.headingLength = paragraph.headingLength
      imported.headings = paragraph.headings
      return imported
    }
  }

  func line() throws -> [UInt8] { try SortedJSON.bytes(self) }

  /// The document that the line describes.
  var document: OfficialDocument {
    var document = OfficialDocument()
    document.kind = kind.flatMap(PageKind.init(rawValue:)) ?? .article
    document.fields = checkedFields
    if document.kind == .article { document.fields.completeFromTitle() }
    let structured = Outline.structure(paragraphs.map(\.text))
    document.paragraphs = zip(paragraphs, structured).map { imported, structured in
      guard let depth = imported.depth else { return structured }
      // What the line claims of its text must fit it.
      let heading = imported.headingLength ?? structured.headingLength
      let fits = (0...imported.text.unicodeScalars.count).contains(heading)
      return Extraction.Paragraph(
        text: imported.text,
        kind: imported.kind.flatMap(ParagraphKind.init(rawValue:)) ?? structured.kind,
        depth: min(max(0, depth), 255), label: imported.label,
        headingLength: fits ? heading : 0,
        headings: imported.headings ?? structured.headings)
    }
    document.parts = DocumentPart.parts(of: document)
    return document
  }

  /// Without blanks round texts; those that are empty and dates that are none are left out.
  private var checkedFields: DocumentFields {
    var fields = fields
    for (_, path) in DocumentFields.core + DocumentFields.further + DocumentFields.ofPage {
      guard let text = fields[keyPath: path]?.trimmed else { continue }
      fields[keyPath: path] = text.isEmpty ? nil : text
    }
    for (_, path) in DocumentFields.dates {
      fields[keyPath: path] = fields[keyPath: path].flatMap { Self.date($0) }
    }
    fields.savedAt = fields.savedAt.flatMap { SavedDate.utc($0) }
    if fields.issuedOn == nil {
      fields.publishedOn = fields.publishedOn ?? date.flatMap { Self.date($0) }
    }
    return fields
  }

  /// `2023-05-06`, also from `2023/5/6` or `2023年5月6日`; a year or a month as it is.
  private static func date(_ text: String) -> String? {
    DocumentCondition.isDate(text) ? text : ChineseDate.whole(text)?.description
  }
}

/// Why a line of JSON is not a document.
package enum LineDamage: Sendable, Hashable {
  case missing(String)
  /// The path of keys whose value is of another type.
  case otherType(String)
  case badDate(String)
  case notJSON
  case notADocument
  case badID
  case noText

  init(_ error: DecodingError) {
    self =
      switch error {
      case .keyNotFound(let key, _): .missing(key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context):
        // The line itself has no key.
        context.codingPath.isEmpty ? .notADocument : .otherType(Self.name(context.codingPath))
      case .dataCorrupted: .notJSON
      @unknown default: .notADocument
      }
  }

  /// `paragraphs.2.text`: keys, and places in lists from 1.
  private static func name(_ path: [any CodingKey]) -> String {
    path.map { key in key.intValue.map { "\($0 + 1)" } ?? key.stringValue }
      .joined(separator: ".")
  }
}

extension LineDamage: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let key): "“\(key)” is missing"
    case .otherType(let path): "“\(path)” is of another type"
    case .badDate(let key): "“\(key)” is no date"
    case .notJSON: "this is not JSON"
    case .notADocument: "this is not a document, an object with “paragraphs”"
    case .badID: "doc_id is empty or holds control characters"
    case .noText: "“paragraphs” holds no text, and there is no title"
    }
  }
}
