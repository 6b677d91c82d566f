// BestParagraphs.swift — the best k paragraphs so far, and what a better one must score.

/// A scored paragraph; of equal ones the earlier is the better.
struct RankedParagraph: Comparable {
  var score: Float
  var segment: Int32
  var paragraph: ParagraphID

  static func < (left: RankedParagraph, right: RankedParagraph) -> Bool {
    if left.score != right.score { return left.score < right.score }
    return (left.segment, left.paragraph) > (right.segment, right.paragraph)
  }
}

/// Keeps the best of the paragraphs that are offered, segment by segment, in order.
struct BestParagraphs {
  private var best: TopK<RankedParagraph>
  private let capacity: Int
  /// Only a paragraph that scores more than this can be among the best.
  private(set) var bar: Float
  /// Paragraphs that match, of all segments; counted where that was asked for.
  var count = 0
  /// The segment that is being searched.
  var segment: Int32 = 0

  init(_ capacity: Int) {
    best = TopK(capacity)
    self.capacity = capacity
    bar = capacity == 0 ? .infinity : -.infinity
  }

  /// Says that ten paragraphs score at least `score`, so that no worse ones need be looked at.
  mutating func prime(ten score: Float) {
    if capacity <= 10 { bar = max(bar, score.nextDown) }
  }

  var isFull: Bool { best.worstOfFull != nil }

  /// Takes a paragraph that scores more than `bar`, or as much and comes before others.
  mutating func insert(_ paragraph: ParagraphID, _ score: Float) {
    best.insert(RankedParagraph(score: score, segment: segment, paragraph: paragraph))
    if let worst = best.worstOfFull { bar = max(bar, worst.score) }
  }

  /// Best first.
  var descending: [RankedParagraph] { best.descending }
}
