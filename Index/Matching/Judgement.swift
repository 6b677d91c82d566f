// Judgement.swift — conditions on paragraphs that only the owner of the index understands.

/// Which paragraphs of a document meet a condition.
package struct Judgement: Hashable, Sendable {
  /// What tells it from every other: `path:一/3`.
  package let name: String
  /// Only documents of which a paragraph holds this are asked; nil for all.
  let hint: Pattern?
  let paragraphs: Meeting

  /// Given a document and its paragraphs that hold the hint, none without one, returns those that
  /// meet the condition.
  package typealias Meeting =
    @Sendable (SegmentReader, DocumentID, _ holding: [Int]) throws(SegmentError) -> [Range<Int>]

  package init(_ name: String, hint: Pattern? = nil, paragraphs: @escaping Meeting) {
    self.name = name
    self.hint = hint
    self.paragraphs = paragraphs
  }

  package static func == (a: Judgement, b: Judgement) -> Bool { a.name == b.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What is known so far of a judgement in one segment.
struct Judged {
  private var asked: Bitmap
  private(set) var meeting: Bitmap
  /// The paragraphs that hold the hint; nil without one.
  private let holding: [ParagraphID]?

  init(_ segment: SegmentReader, holding: [ParagraphID]?) {
    asked = Bitmap(count: segment.documentCount)
    meeting = Bitmap(count: segment.paragraphCount)
    self.holding = holding
  }

  mutating func ask(
    _ judgement: Judgement, about document: DocumentID, in segment: SegmentReader
  ) throws(SegmentError) {
    if asked[document] { return }
    asked[document] = true
    var paragraphs: [Int] = []
    if let holding {
      let range = try segment.paragraphs(of: document)
      let first = holding.firstIndex(notBelow: ParagraphID(range.lowerBound))
      paragraphs = holding[first...].prefix { $0 < range.upperBound }.map { Int($0) }
      if paragraphs.isEmpty { return }
    }
    for range in try judgement.paragraphs(segment, document, paragraphs) { meeting.fill(range) }
  }
}
