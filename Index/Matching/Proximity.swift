// Proximity.swift — texts that stand near one another: A NEAR/10 B.

/// Texts of which each stands near the next.
package struct Proximity: Hashable, Sendable {
  /// How far one text may be from the next.
  package struct Gap: Hashable, Sendable {
    /// Characters between the two, as they are compared: folded unless a search is literal.
    package var most: Int
    /// The next comes behind.
    package var isOrdered: Bool

    package init(most: Int, isOrdered: Bool) { (self.most, self.isOrdered) = (most, isOrdered) }

    /// `NEAR` without a number.
    package static let usual = 10
    package static let widest = 1000
  }

  /// At least two; each is a choice of texts.
  package private(set) var operands: [[Pattern]]
  /// Shape: one fewer than `operands`, each between two of them.
  package private(set) var gaps: [Gap] = []

  package init(_ first: [Pattern]) { operands = [first] }

  package mutating func add(_ next: [Pattern], _ gap: Gap) {
    operands.append(next)
    gaps.append(gap)
  }

  /// With every number also as it may be written otherwise.
  var spelled: Proximity {
    var spelled = self
    spelled.operands = operands.map { $0.flatMap { [$0] + $0.spellings } }
    return spelled
  }

  /// A place of a text: in characters, and in bytes of the source.
  typealias Place = (characters: Range<Int>, source: Range<Int>)

  /// The places of each operand that are part of a chain from the first operand to the last.
  ///
  /// Shape: parallel to `operands`; none is empty, or all are.
  /// Complexity: O(n log n) in the number of places.
  func chains(_ places: [[Place]]) -> [[Place]] {
    let none = places.map { _ in [] as [Place] }
    if places.contains(where: \.isEmpty) { return none }
    var places = places
    places[0] = Self.sorted(places[0])
    for (index, gap) in gaps.enumerated() {
      places[index + 1] = Self.sorted(places[index + 1])
      let before = Neighbours(places[index])
      places[index + 1].removeAll {
        !before.isNear($0.characters, gap.most, before: true, behind: !gap.isOrdered)
      }
      if places[index + 1].isEmpty { return none }
    }
    for (index, gap) in gaps.enumerated().reversed() {
      let behind = Neighbours(places[index + 1])
      places[index].removeAll {
        !behind.isNear($0.characters, gap.most, before: !gap.isOrdered, behind: true)
      }
    }
    return places
  }

  /// By their beginnings, each once.
  private static func sorted(_ places: [Place]) -> [Place] {
    let isSorted = zip(places, places.dropFirst()).allSatisfy {
      $0.characters.lowerBound < $1.characters.lowerBound
    }
    if isSorted { return places }
    var sorted: [Place] = []
    for place in places.sorted(by: {
      ($0.characters.lowerBound, $0.characters.upperBound)
        < ($1.characters.lowerBound, $1.characters.upperBound)
    }) where sorted.last?.characters != place.characters {
      sorted.append(place)
    }
    return sorted
  }

  /// Places that are asked for what is next to another place.
  private struct Neighbours {
    private let starts: [Int]
    private let ends: [Int]

    /// - Parameter places: by their beginnings.
    init(_ places: [Place]) {
      starts = places.map(\.characters.lowerBound)
      ends = places.map(\.characters.upperBound).sorted()
    }

    /// Whether one of the places is no further than `most` from `range`, before or behind it, and
    /// does not overlap it.
    func isNear(_ range: Range<Int>, _ most: Int, before: Bool, behind: Bool) -> Bool {
      if before {
        let next = lowerBound(0..<ends.count) { ends[$0] <= range.lowerBound }
        if next > 0, range.lowerBound - ends[next - 1] <= most { return true }
      }
      if behind {
        let next = lowerBound(0..<starts.count) { starts[$0] < range.upperBound }
        if next < starts.count, starts[next] - range.upperBound <= most { return true }
      }
      return false
    }
  }
}

extension Proximity: CustomStringConvertible {
  package var description: String {
    var text = Self.description(operands[0])
    for (gap, operand) in zip(gaps, operands.dropFirst()) {
      text += " \(gap.isOrdered ? "ONEAR" : "NEAR")/\(gap.most) \(Self.description(operand))"
    }
    return text
  }

  private static func description(_ operand: [Pattern]) -> String {
    let texts = operand.filter { $0.typed == nil }.map { "“\($0.text)”" }
    return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: " OR ")))"
  }
}
