// ExtractedPage.swift — an extracted document as JSON; absent core fields are null.
import Extraction

/// One page of `andu extract --json`.
struct ExtractedPage: Encodable {
  let path: String
  let document: OfficialDocument
  let explains: Bool
  private let paragraphs: ArraySlice<Paragraph>

  init(path: String, document: OfficialDocument, explains: Bool) {
    (self.path, self.document, self.explains) = (path, document, explains)
    paragraphs = document.paragraphs[...]
  }

  private init(withoutParagraphs page: ExtractedPage) {
    (path, document, explains) = (page.path, page.document, page.explains)
    paragraphs = []
  }

  /// The page as one line of JSON, in pieces: an encoder holds all that it writes as values, which
  /// for a long text is many times its length.
  func writeLine(_ write: (String) -> Void) throws {
    let shell = try JSONOutput.text(ExtractedPage(withoutParagraphs: self))
    // Quotes within texts are escaped, so that this is the key and nothing else.
    guard let place = shell.firstRange(of: "\"paragraphs\":[")?.upperBound else { return }
    write(String(shell[..<place]))
    for start in stride(from: 0, to: document.paragraphs.count, by: Self.piece) {
      let lines = document.paragraphs[start...].prefix(Self.piece).map(Line.init)
      write((start > 0 ? "," : "") + (try JSONOutput.text(lines).dropFirst().dropLast()))
    }
    write(shell[place...] + "\n")
  }

  /// So many paragraphs are encoded at a time.
  private static let piece = 1000

  private enum CodingKeys: CodingKey {
    case path, kind, paragraphs, parts, evidence, why
  }

  func encode(to encoder: any Encoder) throws {
    try document.fields.encode(to: encoder)
    var absent = encoder.container(keyedBy: DocumentFields.Key.self)
    for (name, path) in DocumentFields.core + DocumentFields.ofPage
    where document.fields[keyPath: path] == nil {
      try absent.encodeNil(forKey: .init(name))
    }
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(path, forKey: .path)
    try values.encode(document.kind.rawValue, forKey: .kind)
    try values.encode(paragraphs.map(Line.init), forKey: .paragraphs)
    if !document.parts.isEmpty { try values.encode(document.parts, forKey: .parts) }
    if explains {
      try values.encode(document.evidence, forKey: .evidence)
      try values.encode(document.trace, forKey: .why)
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
}
