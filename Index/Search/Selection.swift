// Selection.swift — sets of paragraphs or documents as a query makes them: joined, cut, turned round.

/// A set of numbers, and what a query scores in them. What a query must not hold makes sets of
/// nearly everything: those are kept by what is not in them.
struct Selection {
  /// Without `except` the whole set, else those in it that score something.
  private(set) var scored: ScoredMatches
  /// What is not in the set, in order; everything else is. Nil for an ordinary set.
  private(set) var except: [ParagraphID]?

  init(_ scored: ScoredMatches = ScoredMatches()) { self.scored = scored }

  /// Shape: `ids` increase. None of them scores.
  init(_ ids: [ParagraphID]) { scored = ScoredMatches(unscored: ids) }

  private init(_ scored: ScoredMatches, except: [ParagraphID]?) {
    (self.scored, self.except) = (scored, except)
  }

  static var everything: Selection { Selection(ScoredMatches(), except: []) }

  var inverse: Selection {
    if let except { return Selection(except) }
    return Selection(ScoredMatches(), except: scored.ids)
  }

  static func union(_ a: Selection, _ b: Selection) -> Selection {
    let scored = ScoredMatches.union(a.scored, b.scored)
    let except: [ParagraphID]? =
      switch (a.except, b.except) {
      case (nil, nil): nil
      case (let except?, nil): SortedIDs.subtract(b.scored.ids, from: except)
      case (nil, let except?): SortedIDs.subtract(a.scored.ids, from: except)
      case (let left?, let right?): SortedIDs.intersection(left, right)
      }
    return Selection(scored, except: except)
  }

  static func intersection(_ a: Selection, _ b: Selection) -> Selection {
    switch (a.except, b.except) {
    case (nil, nil): Selection(.intersection(a.scored, b.scored))
    case (let except?, nil):
      Selection(b.scored.subtracting(except).adding(a.scored))
    case (nil, let except?):
      Selection(a.scored.subtracting(except).adding(b.scored))
    case (let left?, let right?):
      Selection(
        ScoredMatches.union(a.scored.subtracting(right), b.scored.subtracting(left)),
        except: SortedIDs.union([left, right]))
    }
  }

  /// The set written out, of the numbers under `count`.
  func matches(of count: Int) -> ScoredMatches {
    guard let except else { return scored }
    let all = SortedIDs.subtract(except, from: (0..<count).map { ParagraphID($0) })
    return ScoredMatches(unscored: all).adding(scored)
  }

  func bitmap(of count: Int) -> Bitmap {
    var bitmap = Bitmap(count: count, filled: except != nil)
    for id in except ?? [] { bitmap[Int(id)] = false }
    for id in scored.ids { bitmap[Int(id)] = true }
    return bitmap
  }
}
