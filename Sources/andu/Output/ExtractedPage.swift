// ExtractedPage.swift — an extracted document as JSON, absent fields as null.
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
    return fields + [("encoding", document.encoding)]
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
    try values.encode(document.encoding, forKey: Key("encoding"))
    try values.encode(document.paragraphs.map(Line.init), forKey: Key("paragraphs"))
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

    init(_ paragraph: Paragraph) {
      text = paragraph.text
      kind = paragraph.kind.rawValue
      depth = paragraph.depth
      label = paragraph.label
      headings = paragraph.headings
    }

    private enum CodingKeys: CodingKey { case text, kind, depth, label, headings }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(text, forKey: .text)
      try values.encode(kind, forKey: .kind)
      try values.encode(depth, forKey: .depth)
      try values.encode(label, forKey: .label)
      try values.encode(headings, forKey: .headings)
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
