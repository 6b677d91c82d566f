// JoinedMatches.swift — what the clauses of a query hold, one paragraph after another.

/// A paragraph, how many clauses it holds, and what they score.
struct JoinedMatch {
  var paragraph: ParagraphID
  var covered: Int32
  var score: Float
}

/// Adds up lists of matches, a window of paragraphs at a time.
///
/// Merging them would compare each number with those of other lists, and foresee half of the
/// outcomes. Source: term-at-a-time accumulators, Zobel & Moffat, “Inverted Files for Text
/// Search Engines”, ACM Computing Surveys 38(2), 2006, section 4.
struct JoinedMatches {
  /// In the order of paragraphs.
  private(set) var matches: [JoinedMatch] = []

  init(_ lists: [ScoredMatches]) {
    matches.reserveCapacity(lists.reduce(0) { max($0, $1.ids.count) })
    if lists.count == 1 {
      for (id, score) in zip(lists[0].ids, lists[0].scores) {
        matches.append(JoinedMatch(paragraph: id, covered: 1, score: score))
      }
      return
    }
    var next = lists.map { _ in 0 }
    var window = Window()
    while let start = Self.start(lists, next) {
      for list in lists.indices { window.add(lists[list], from: &next[list], start) }
      window.empty(start, into: &matches)
    }
  }

  /// Where the window begins that holds the first of the matches to come.
  private static func start(_ lists: [ScoredMatches], _ next: [Int]) -> ParagraphID? {
    var first: ParagraphID?
    for (list, index) in zip(lists, next) where index < list.ids.count {
      first = min(first ?? .max, list.ids[index])
    }
    return first.map { $0 / ParagraphID(Window.size) * ParagraphID(Window.size) }
  }

  /// The sums of some paragraphs, few enough to stay in the fastest cache.
  private struct Window {
    static let size = 2048
    private var scores = [Float](repeating: 0, count: size)
    private var counts = [Int32](repeating: 0, count: size)
    /// A bit for each paragraph: whether it has a count.
    private var marks = [UInt64](repeating: 0, count: size / 64)

    /// Adds the matches from `next` on that lie in the window, and moves `next` behind them.
    mutating func add(_ list: ScoredMatches, from next: inout Int, _ start: ParagraphID) {
      var index = next
      while index < list.ids.count {
        let slot = Int(list.ids[index] &- start)
        if slot >= Self.size { break }
        marks[slot >> 6] |= 1 << UInt64(slot & 63)
        counts[slot] += 1
        scores[slot] += list.scores[index]
        index += 1
      }
      next = index
    }

    mutating func empty(_ start: ParagraphID, into matches: inout [JoinedMatch]) {
      for word in marks.indices {
        var rest = marks[word]
        marks[word] = 0
        while rest != 0 {
          let slot = word * 64 + rest.trailingZeroBitCount
          rest &= rest - 1
          matches.append(
            JoinedMatch(
              paragraph: start + ParagraphID(slot), covered: counts[slot], score: scores[slot]))
          (counts[slot], scores[slot]) = (0, 0)
        }
      }
    }
  }
}
