// PrintedParagraph.swift — a paragraph of a document as JSON.
import Archive
import Extraction

/// What `show` and `tree` print of a paragraph for programs.
struct PrintedParagraph: Encodable {
  var v = 1
  let reference: String
  /// From 1.
  let number: Int
  let kind: String
  let depth: Int
  let label: String?
  /// Labels from the outermost heading down.
  let path: [String]
  let headings: [String]
  let text: String

  init(_ document: StoredDocument, _ index: Int) {
    let paragraph = document.paragraphs[index]
    reference = document.reference(index + 1)
    number = index + 1
    kind = paragraph.kind.rawValue
    depth = paragraph.depth
    label = paragraph.label
    path = document.path(of: index)
    headings = paragraph.headings
    text = paragraph.text
  }
}
