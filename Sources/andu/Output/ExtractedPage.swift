// ExtractedPage.swift — an extracted document as JSON: absent fields of its core as null, others not at all.
import Extraction

/// One page of `andu extract --json`.
struct ExtractedPage: Encodable {
  let path: String
  let document: OfficialDocument
  let explains: Bool

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
    try values.encode(document.paragraphs.map(Line.init), forKey: .paragraphs)
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
