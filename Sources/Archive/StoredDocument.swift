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

  /// How the document is named: `8191`, `8191@2`.
  package var handle: String { version == 1 ? shortID : "\(shortID)@\(version)" }

  /// The labels from the outermost heading to the paragraph: `六`, `15`.
  package func path(of index: Int) -> [String] {
    (ancestors(of: index) + [index]).compactMap { paragraphs[$0].label }
  }

  /// The headings above a paragraph, outermost first, as indices.
  package func ancestors(of index: Int) -> [Int] {
    var ancestors: [Int] = []
    var depth = paragraphs[index].depth == 0 ? Int.max : paragraphs[index].depth
    for above in stride(from: index - 1, through: 0, by: -1)
    where paragraphs[above].depth > 0 && paragraphs[above].depth < depth {
      ancestors.append(above)
      depth = paragraphs[above].depth
    }
    return ancestors.reversed()
  }

  /// The index of the paragraph that `place` names.
  package func index(
    of place: DocumentReference.Place, as reference: String
  ) throws(ArchiveError) -> Int {
    switch place {
    case .number(let number):
      guard number <= paragraphs.count else {
        throw .noSuchParagraph(reference, count: paragraphs.count)
      }
      return number - 1
    case .path(let labels):
      for index in paragraphs.indices
      where paragraphs[index].label.map(DocumentReference.bare) == labels.last {
        let path = path(of: index).map(DocumentReference.bare)
        if path.suffix(labels.count).elementsEqual(labels) { return index }
      }
      // A level may be left out: `六/15` also names 六 / （二） / 15.
      for index in paragraphs.indices
      where paragraphs[index].label.map(DocumentReference.bare) == labels.last {
        var wanted = labels[...]
        for label in path(of: index).map(DocumentReference.bare) where label == wanted.first {
          wanted.removeFirst()
        }
        if wanted.isEmpty { return index }
      }
      throw .noSuchHeading(reference)
    }
  }
}

extension SegmentReader {
  /// A paragraph as it was stored, without the headings above it.
  func storedParagraph(_ index: Int) throws(SegmentError) -> Paragraph {
    let text = try text(of: index)
    let headingLength = try headingLength(of: index)
    let depth = Int(try level(of: index))
    let kind = Fields.kind(try kind(of: index))
    // An article (第三条) has a label and no depth; other numbers without a depth are
    // part of the text.
    let label = kind == .tableRow ? nil : Outline.label(of: text)
    return Paragraph(
      text: text, kind: kind, depth: depth,
      label: depth > 0 || label?.hasPrefix("第") == true ? label : nil,
      headingLength: headingLength)
  }

  /// All paragraphs of a document, each with its headings.
  func storedParagraphs(of document: DocumentID) throws(SegmentError) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var open: [(depth: Int, text: String)] = []
    for index in try self.paragraphs(of: document) {
      var paragraph = try storedParagraph(index)
      if paragraph.depth > 0 {
        while let last = open.last, last.depth >= paragraph.depth { open.removeLast() }
      }
      paragraph.headings = open.map(\.text)
      if paragraph.depth > 0 {
        let heading = Outline.headingText(
          of: paragraph.text, headingLength: paragraph.headingLength)
        open.append((paragraph.depth, heading))
      }
      paragraphs.append(paragraph)
    }
    return paragraphs
  }
}
