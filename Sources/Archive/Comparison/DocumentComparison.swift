// DocumentComparison.swift — two lists of paragraphs → what was kept, changed, removed, added.

/// One step of a comparison; numbers of paragraphs from 1.
package struct ComparedParagraph: Sendable, Hashable, Encodable {
  package enum Change: String, Sendable, Hashable, Encodable {
    case same, changed, removed, added
    /// The same words stand elsewhere, too: `movedTo`, `movedFrom`.
    case movedAway, movedHere
    /// A clause with other local words.
    case adapted
  }

  package enum Part: Sendable, Hashable, Encodable {
    case same(String)
    case removed(String)
    case added(String)
    /// A local word in the place of another.
    case adapted(from: String, to: String)

    var isAdapted: Bool { if case .adapted = self { true } else { false } }

    private enum CodingKeys: CodingKey { case same, removed, added, from, to }

    package func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .same(let text): try values.encode(text, forKey: .same)
      case .removed(let text): try values.encode(text, forKey: .removed)
      case .added(let text): try values.encode(text, forKey: .added)
      case .adapted(let old, let new):
        try values.encode(old, forKey: .from)
        try values.encode(new, forKey: .to)
      }
    }
  }

  package var change: Change
  package var old: Int?
  package var new: Int?
  /// Where the same words stand on the other side, when they were moved.
  package var elsewhere: Int?
  /// The text, in the order of both sides.
  package var parts: [Part]
}

/// How two texts differ, paragraph by paragraph.
package struct DocumentComparison: Sendable {
  package let steps: [ComparedParagraph]

  /// Pairs of characters that two paragraphs must share, of all that either has, to be one that
  /// was changed.
  private static let leastLikeness = 0.4
  /// A pair of characters in more paragraphs than this tells none from the others.
  private static let mostHolders = 40

  /// - Parameter areOne: the two paragraphs are compared whatever they hold.
  package init(_ old: [String], _ new: [String], areOne: Bool = false) {
    let same = SequenceDiff.matches(old, new)
    var pairs = same.map { (old: $0.0, new: $0.1) }
    if areOne, old.count == 1, new.count == 1 {
      pairs = [(0, 0)]
    } else {
      pairs = Self.merge(pairs, old, new)
    }
    var steps: [ComparedParagraph] = []
    var (i, j) = (0, 0)
    for pair in pairs + [(old.count, new.count)] {
      while i < pair.old {
        steps.append(.init(change: .removed, old: i + 1, parts: [.removed(old[i])]))
        i += 1
      }
      while j < pair.new {
        steps.append(.init(change: .added, new: j + 1, parts: [.added(new[j])]))
        j += 1
      }
      if i < old.count, j < new.count {
        let isSame = old[i] == new[j]
        steps.append(
          .init(
            change: isSame ? .same : .changed, old: i + 1, new: j + 1,
            parts: isSame ? [.same(old[i])] : TextComparison.parts(old[i], new[j])))
        (i, j) = (i + 1, j + 1)
      }
    }
    self.steps = Self.markMoves(steps)
  }

  package func count(_ changes: ComparedParagraph.Change...) -> Int {
    steps.count { changes.contains($0.change) }
  }

  package var isSame: Bool { steps.allSatisfy { $0.change == .same } }

  /// The equal paragraphs, and between them those that are alike, in order.
  private static func merge(
    _ same: [(old: Int, new: Int)], _ old: [String], _ new: [String]
  ) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var (i, j) = (0, 0)
    for pair in same + [(old.count, new.count)] {
      if i < pair.old, j < pair.new { pairs += alike(old, i..<pair.old, new, j..<pair.new) }
      if pair.old < old.count { pairs.append(pair) }
      (i, j) = (pair.old + 1, pair.new + 1)
    }
    return pairs
  }

  private static func bigrams(_ text: String) -> Set<UInt64> {
    ComparedText.pairs(of: text.unicodeScalars.map(\.value))
  }

  /// The heaviest sequence of pairs of paragraphs that are alike, both in order. Only those that
  /// share a rare pair of characters are looked at.
  private static func alike(
    _ old: [String], _ left: Range<Int>, _ new: [String], _ right: Range<Int>
  ) -> [(old: Int, new: Int)] {
    let (a, b) = (left.map { bigrams(old[$0]) }, right.map { bigrams(new[$0]) })
    var holders: [UInt64: [Int]] = [:]
    for (number, set) in b.enumerated() {
      for bigram in set { holders[bigram, default: []].append(number) }
    }
    /// The best chain that ends at a new paragraph or before it, by Fenwick's tree of maxima.
    var tree = [(weight: Double, link: Int)](repeating: (0, -1), count: b.count + 1)
    func best(upTo end: Int) -> (weight: Double, link: Int) {
      var best: (weight: Double, link: Int) = (0, -1)
      var index = end
      while index > 0 {
        if tree[index].weight > best.weight { best = tree[index] }
        index &= index - 1
      }
      return best
    }
    var chain: [(old: Int, new: Int, before: Int)] = []
    for (number, set) in a.enumerated() {
      var others: Set<Int> = []
      for bigram in set {
        if let those = holders[bigram], those.count <= mostHolders { others.formUnion(those) }
      }
      var links: [(new: Int, weight: Double, link: Int)] = []
      for other in others.sorted() {
        let likeness =
          2 * Double(set.intersection(b[other]).count) / Double(set.count + b[other].count)
        if likeness < leastLikeness { continue }
        let best = best(upTo: other)
        chain.append((left.lowerBound + number, right.lowerBound + other, best.link))
        links.append((other, best.weight + likeness, chain.count - 1))
      }
      // Put in together: a paragraph follows none of its own pairs.
      for link in links {
        var index = link.new + 1
        while index <= b.count {
          if tree[index].weight < link.weight { tree[index] = (link.weight, link.link) }
          index += index & -index
        }
      }
    }
    var link = best(upTo: b.count).link
    var pairs: [(old: Int, new: Int)] = []
    while link >= 0 {
      pairs.append((chain[link].old, chain[link].new))
      link = chain[link].before
    }
    return pairs.reversed()
  }

  /// Paragraphs that were taken out here and put in there.
  private static func markMoves(_ steps: [ComparedParagraph]) -> [ComparedParagraph] {
    var steps = steps
    var removed: [ComparedParagraph.Part: [Int]] = [:]
    for (index, step) in steps.enumerated().reversed() where step.change == .removed {
      if case .removed(let text) = step.parts[0] {
        removed[.added(text), default: []].append(index)
      }
    }
    for (index, step) in steps.enumerated() where step.change == .added {
      guard let source = removed[step.parts[0]]?.popLast() else { continue }
      steps[source].change = .movedAway
      steps[source].elsewhere = step.new
      steps[index].change = .movedHere
      steps[index].elsewhere = steps[source].old
    }
    return steps
  }
}
