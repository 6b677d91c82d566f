// Judgement.swift — conditions on paragraphs that only the owner of the index understands.

/// Which paragraphs of a document meet a condition.
package struct Judgement: Hashable, Sendable {
  /// What tells it from every other: `path:一/3`.
  package let name: String
  /// Only documents of which a paragraph holds this are asked; nil for all.
  let hint: Pattern?
  let paragraphs: @Sendable (SegmentReader, DocumentID) throws(SegmentError) -> [Range<Int>]

  /// - Parameter paragraphs: gives those that meet the condition.
  package init(
    _ name: String, hint: Pattern? = nil,
    paragraphs:
      @escaping @Sendable (SegmentReader, DocumentID) throws(SegmentError) -> [Range<Int>]
  ) {
    self.name = name
    self.hint = hint
    self.paragraphs = paragraphs
  }

  package static func == (a: Judgement, b: Judgement) -> Bool { a.name == b.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What is known so far of a judgement in one segment.
struct Judged {
  /// The documents that were asked, or need not be.
  private var asked: Bitmap
  private(set) var meeting: Bitmap

  init(_ segment: SegmentReader) {
    asked = Bitmap(count: segment.documentCount)
    meeting = Bitmap(count: segment.paragraphCount)
  }

  /// Nothing but these documents need be asked.
  mutating func limit(to documents: Bitmap) {
    for document in 0..<asked.count where !documents[document] { asked[document] = true }
  }

  mutating func ask(
    _ judgement: Judgement, about document: DocumentID, in segment: SegmentReader
  ) throws(SegmentError) {
    if asked[document] { return }
    asked[document] = true
    for range in try judgement.paragraphs(segment, document) { meeting.fill(range) }
  }
}
