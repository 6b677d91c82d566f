// StoredDocument.swift — one document of the archive: its record and its paragraphs.
package import Extraction
internal import SearchIndex

/// A document in a snapshot, or an older version of one, read from its original.
package struct StoredDocument: Sendable {
  package let record: PageRecord
  /// The shortest beginning of the id that no other document shares.
  package let shortID: String
  /// 1 is the newest.
  package let version: Int
  package let paragraphs: [Paragraph]

  /// How paragraph `number`, from 1, is named: `8191#12`.
  package func reference(_ number: Int) -> String { "\(handle)#\(number)" }

  /// How paragraphs in a row, as indices, are named: `8191#12-15`.
  package func reference(_ lines: Range<Int>) -> String {
    let first = reference(lines.lowerBound + 1)
    return lines.count > 1 ? "\(first)-\(lines.upperBound)" : first
  }

  /// How the document is named: `8191`, `8191@2`.
  package var handle: String { version == 1 ? shortID : "\(shortID)@\(version)" }

  /// The headings and numbered lines, as indices.
  package var outline: [Int] {
    paragraphs.indices.filter { index in
      paragraphs[index].outlineLevel > 0 && paragraphs[index].kind != .signature
    }
  }

  /// The part of the outline that begins with a heading or numbered line, or with the one that a
  /// paragraph stands under.
  package func outline(around index: Int) -> [Int] {
    let lines = outline
    guard let top = lines.contains(index) ? index : ancestors(of: index).last else { return [] }
    return [top]
      + lines.drop { $0 <= top }
      .prefix { paragraphs[$0].outlineLevel > paragraphs[top].outlineLevel }
  }

  /// The labels from the outermost heading to the paragraph: `六`, `15`.
  package func path(of index: Int) -> [String] {
    (ancestors(of: index) + [index]).compactMap { paragraphs[$0].label }
  }

  /// The headings and numbered lines that a paragraph stands below, outermost first, as indices.
  package func ancestors(of index: Int) -> [Int] {
    let lines = linesAbove(index)
    let depth = Article.depth(of: paragraphs[index], below: lines.map { paragraphs[$0] })
    return Array(lines.prefix(depth))
  }

  /// The same by levels alone, as the index knows them.
  func linesAbove(_ index: Int) -> [Int] {
    var ancestors: [Int] = []
    var level = paragraphs[index].outlineLevel
    if level == 0 { level = .max }
    for above in stride(from: index - 1, through: 0, by: -1) {
      let opened = paragraphs[above].outlineLevel
      if opened > 0, opened < level {
        if paragraphs[above].kind == .signature { break }
        ancestors.append(above)
        level = opened
      }
    }
    return ancestors.reversed()
  }
}

extension SegmentReader {
  /// A paragraph as it was stored, without the headings above it.
  func storedParagraph(_ index: Int) throws(SegmentError) -> Paragraph {
    Paragraph(
      stored: try text(of: index), kind: Fields.kind(try kind(of: index)),
      outlineLevel: Int(try level(of: index)), headingLength: try headingLength(of: index))
  }

  /// How a paragraph begins: as much as says which label it has.
  func opening(of index: Int) throws(SegmentError) -> String {
    String(decoding: try textBytes(of: index, scalars: OutlineLabel.reach), as: UTF8.self)
  }

  /// A paragraph of which only the opening is read: no more than its label and place count.
  func line(_ index: Int, opening: String) throws(SegmentError) -> Paragraph {
    Paragraph(
      stored: opening, kind: Fields.kind(try kind(of: index)),
      outlineLevel: Int(try level(of: index)), headingLength: 0)
  }

  /// A paragraph of the document that begins at `start`, with the lines above it, outermost
  /// first; the last is the paragraph itself.
  func storedPath(to index: Int, from start: Int) throws(SegmentError) -> [Paragraph] {
    var path: [Paragraph] = []
    for line in try headings(above: index, from: start) + [index] {
      path.append(try storedParagraph(line))
    }
    return Outline.withHeadings(path)
  }

  /// All paragraphs of a document, each with its headings.
  func storedParagraphs(of document: DocumentID) throws(SegmentError) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    for index in try self.paragraphs(of: document) {
      paragraphs.append(try storedParagraph(index))
    }
    return Outline.withHeadings(paragraphs)
  }
}
