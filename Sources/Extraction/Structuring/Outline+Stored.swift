// Outline+Stored.swift — the outline as it is stored: one level a paragraph, and back.

extension Paragraph {
  /// The levels below this are those of titles and signatures. Archives of before hold depth + 1
  /// there.
  private static let firstLevel = 16

  /// The level under which the index keeps the paragraph. 1: a signature or the first line of a
  /// title, which close what stands before them; 2 and up: the other lines of a title; from 16
  /// on the depths of headings and numbered lines; 0: opens nothing.
  package var outlineLevel: Int {
    if kind == .signature { return 1 }
    if kind == .title { return min(headings.count + 1, Self.firstLevel - 1) }
    return kind == .heading || label != nil ? depth + Self.firstLevel : 0
  }

  /// The paragraph that was stored with this level, without the headings above it.
  package init(stored text: String, kind: ParagraphKind, outlineLevel: Int, headingLength: Int) {
    let opens = outlineLevel > 0 && kind != .signature && kind != .title
    let depth =
      outlineLevel < Self.firstLevel ? outlineLevel - 1 : outlineLevel - Self.firstLevel
    self.init(
      text: text, kind: kind, depth: opens ? depth : 0,
      label: opens ? Outline.label(of: text)?.text : nil, headingLength: headingLength)
  }
}

extension Outline {
  /// The paragraphs with the headings above each; they may be a document's, or only those
  /// on the way from the outermost heading to one paragraph.
  package static func withHeadings(_ paragraphs: [Paragraph]) -> [Paragraph] {
    var paragraphs = paragraphs
    fillHeadings(&paragraphs)
    ResponsibleUnit.assign(to: &paragraphs)
    return paragraphs
  }

  /// What a paragraph is called in the path of those below it; nil when it names nothing.
  package static func name(of paragraph: Paragraph) -> String? {
    guard paragraph.headingLength > 0 else { return nil }
    let name = headingText(paragraph)
    return name.isEmpty ? nil : name
  }
}

extension DocumentFields {
  /// Reads from the title and the dates what was not given: kind and years.
  package mutating func completeFromTitle() {
    if documentKind == nil, let title { documentKind = DocumentKinds.kind(of: title) }
    if years.isEmpty, let title { years = Years.named(in: title) }
    if years.isEmpty, let year = (publishedOn ?? issuedOn).flatMap({ Int($0.prefix(4)) }) {
      years = [year]
    }
  }
}
