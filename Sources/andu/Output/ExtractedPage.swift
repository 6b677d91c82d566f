// ExtractedPage.swift — an extracted document as JSON: absent fields of its core as null, others not at all.
import Extraction

/// One page of `andu extract --json`.
struct ExtractedPage: Encodable {
  let path: String
  let document: OfficialDocument
  let explains: Bool

  init(path: String, document: OfficialDocument, explains: Bool) {
    self.path = path
    self.document = document
    self.explains = explains
  }

  /// The fields that were found, with their names.
  var fields: [(String, String)] {
    var fields = [("kind", document.kind.rawValue)]
    for (name, value) in named { if let value { fields.append((name, value)) } }
    if !document.years.isEmpty {
      fields.append(("years", document.years.map(String.init).joined(separator: " ")))
    }
    if let region = document.region { fields.append(("region", region.description)) }
    for (name, values) in lists where !values.isEmpty {
      fields.append((name, values.joined(separator: " ")))
    }
    for (name, value) in further { if let value { fields.append((name, value)) } }
    for file in document.attachments {
      fields.append(("attachment", "\(file.name)  \(file.address)"))
    }
    return fields + [("encoding", document.encoding)]
  }

  /// Absent from the JSON when there are none.
  private var lists: [(String, [String])] {
    [("authors", document.authors), ("keywords", document.keywords)]
  }

  /// Absent from the JSON when not found.
  private var further: [(String, String?)] {
    [
      ("subject", document.subject), ("site", document.site), ("column", document.column),
      ("effectiveOn", document.effectiveOn), ("validFor", document.validFor),
      ("expiresOn", document.expiresOn), ("repealedOn", document.repealedOn),
      ("wrapper", document.wrapper), ("work", document.work),
    ]
  }

  private var named: [(String, String?)] {
    [
      ("publishedOn", document.publishedOn), ("source", document.source),
      ("issuer", document.issuer), ("documentNumber", document.documentNumber),
      ("indexNumber", document.indexNumber), ("issuedOn", document.issuedOn),
      ("validity", document.validity), ("documentKind", document.documentKind),
      ("url", document.url), ("savedAt", document.savedAt), ("truncated", document.truncated),
    ]
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(path, forKey: Key("path"))
    try values.encode(document.kind.rawValue, forKey: Key("kind"))
    try values.encode(document.title, forKey: Key("title"))
    for (name, value) in named { try values.encode(value, forKey: Key(name)) }
    try values.encode(document.years, forKey: Key("years"))
    try values.encodeIfPresent(document.region, forKey: Key("region"))
    for (name, items) in lists where !items.isEmpty { try values.encode(items, forKey: Key(name)) }
    for (name, value) in further { try values.encodeIfPresent(value, forKey: Key(name)) }
    if !document.attachments.isEmpty {
      try values.encode(document.attachments, forKey: Key("attachments"))
    }
    try values.encode(document.encoding, forKey: Key("encoding"))
    try values.encode(document.paragraphs.map(Line.init), forKey: Key("paragraphs"))
    if !document.parts.isEmpty {
      try values.encode(document.parts.map(Part.init), forKey: Key("parts"))
    }
    if explains {
      try values.encode(document.evidence.map(Proof.init), forKey: Key("evidence"))
      try values.encode(document.trace, forKey: Key("why"))
    }
  }

  private struct Line: Encodable {
    let text: String
    let kind: String
    let depth: Int
    let label: String?
    let headings: [String]
    let responsible: [Unit]
    let items: [Item]

    init(_ paragraph: Paragraph) {
      text = paragraph.text
      kind = paragraph.kind.rawValue
      depth = paragraph.depth
      label = paragraph.label
      headings = paragraph.headings
      responsible = paragraph.responsible.map { Unit(name: $0.name, role: $0.role.rawValue) }
      items = paragraph.items.map {
        Item(label: $0.label, start: $0.range.lowerBound, end: $0.range.upperBound)
      }
    }

    private enum CodingKeys: CodingKey {
      case text, kind, depth, label, headings, responsible, items
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(text, forKey: .text)
      try values.encode(kind, forKey: .kind)
      try values.encode(depth, forKey: .depth)
      try values.encode(label, forKey: .label)
      try values.encode(headings, forKey: .headings)
      if !responsible.isEmpty { try values.encode(responsible, forKey: .responsible) }
      if !items.isEmpty { try values.encode(items, forKey: .items) }
    }
  }

  private struct Unit: Encodable {
    let name: String
    let role: String
  }

  /// 一是…: scalars of the paragraph, the end excluded.
  private struct Item: Encodable {
    let label: String
    let start: Int
    let end: Int
  }

  /// A part, by the numbers of its first and last paragraph, from 1.
  private struct Part: Encodable {
    let part: DocumentPart

    init(_ part: DocumentPart) { self.part = part }

    private enum CodingKeys: CodingKey {
      case first, last, title, documentKind, addressees, issuer, issuedOn, documentNumber
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(part.range.lowerBound + 1, forKey: .first)
      try values.encode(part.range.upperBound, forKey: .last)
      try values.encode(part.title, forKey: .title)
      try values.encode(part.documentKind, forKey: .documentKind)
      try values.encode(part.addressees, forKey: .addressees)
      try values.encode(part.issuer, forKey: .issuer)
      try values.encode(part.issuedOn, forKey: .issuedOn)
      try values.encode(part.documentNumber, forKey: .documentNumber)
    }
  }

  private struct Proof: Encodable {
    let field: String
    let value: String
    let origin: String

    init(_ evidence: Evidence) {
      field = evidence.field
      value = evidence.value
      origin = evidence.origin
    }
  }
}
