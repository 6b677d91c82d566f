// Outline+Stored.swift — what can be read again from a stored paragraph alone.

extension Outline {
  /// The label that opens a paragraph: `六`, `15`, `第三条`; nil when no number does.
  package static func label(of text: String) -> String? { OutlineLabel(text)?.text }

  /// What a paragraph with these first scalars as its heading is called in the path of
  /// those below it.
  package static func headingText(of text: String, headingLength: Int) -> String {
    headingText(Paragraph(text: text, label: label(of: text), headingLength: headingLength))
  }
}

extension OfficialDocument {
  /// Reads from the title and the dates what was not given: kind and years.
  package mutating func completeFromTitle() {
    if documentKind == nil, let title { documentKind = DocumentKinds.kind(of: title) }
    if years.isEmpty, let title { years = Years.named(in: title) }
    if years.isEmpty, let year = (publishedOn ?? issuedOn).flatMap({ Int($0.prefix(4)) }) {
      years = [year]
    }
  }
}
