// SegmentPart.swift — what one thread makes of its share of a segment's documents.

/// Terms and coded texts of some of a segment's documents.
struct SegmentPart: Sendable {
  /// Documents to read, and where they stand in the segment.
  struct Work: Sendable {
    var documents: ArraySlice<DocumentInput>
    var firstDocument: Int
    var firstParagraph: Int
  }

  var work: Work?
  private(set) var body = FieldBuilder()
  private(set) var title = FieldBuilder()
  /// Of the last work, unit by unit, in order: lengths in counted tokens, codes of the texts,
  /// and where each ends.
  private(set) var bodyLengths: [Int] = []
  private(set) var titleLengths: [Int] = []
  private(set) var codes: [UInt8] = []
  private(set) var texts: [(end: Int, isPlain: Bool)] = []

  private var folded = FoldedText()
  private var encoder = TextEncoder()

  /// Does the work that was given.
  mutating func analyze(_ analyzer: Analyzer) {
    bodyLengths.removeAll(keepingCapacity: true)
    titleLengths.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    guard let work else { return }
    self.work = nil
    var paragraph = UInt32(work.firstParagraph)
    for (index, document) in work.documents.enumerated() {
      analyzer.fold(document.title.utf8.span, into: &folded)
      titleLengths.append(title.add(folded, unit: UInt32(work.firstDocument + index)))
      for text in document.paragraphs {
        let bytes = text.text.utf8.span
        analyzer.fold(bytes, into: &folded)
        bodyLengths.append(body.add(folded, unit: paragraph))
        encoder.encode(bytes, to: &codes)
        texts.append((codes.count, folded.isPlain))
        paragraph += 1
      }
    }
  }

  /// Makes the postings ready to be read.
  mutating func group() {
    body.group()
    title.group()
  }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    body.removeAll()
    title.removeAll()
  }
}
