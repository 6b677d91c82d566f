// Selection.swift — a set of paragraphs, and what a query scores in them.

/// A set of the paragraphs of a segment, a bit each, and what a query scores in them.
struct Selection {
  private(set) var ids: Bitmap
  /// Those of them that hold a text of the query.
  private var scored = ScoredMatches()

  /// None of the paragraphs scores.
  init(_ ids: Bitmap) { self.ids = ids }

  /// - Parameter count: paragraphs of the segment.
  init(_ scored: ScoredMatches, of count: Int) {
    ids = Bitmap(count: count)
    ids.insert(scored.ids)
    self.scored = scored
  }

  var inverse: Selection { Selection(ids.inverse) }

  mutating func formUnion(_ other: Selection) {
    ids.formUnion(other.ids)
    scored = .union(scored, other.scored)
  }

  mutating func formIntersection(_ other: Selection) {
    ids.formIntersection(other.ids)
    scored = .union(scored.within(ids), other.scored.within(ids))
  }

  /// The set written out; what holds no text of the query scores 0.
  var matches: ScoredMatches {
    if ids.population == scored.ids.count { return scored }
    return .union(ScoredMatches(unscored: ids.members), scored)
  }
}
