// PatternProgram.swift — PatternTree → steps of a nondeterministic automaton.

/// A pattern as Thompson's automaton, forward or backward.
///
/// Source: K. Thompson, “Regular Expression Search Algorithm”, CACM 11(6), 1968.
struct PatternProgram: Sendable {
  enum Step: Sendable {
    case one(set: Int, next: Int)
    /// The first way is the better one.
    case either(Int, Int)
    case place(PatternTree.Place, next: Int)
    case match
  }

  private(set) var steps: [Step] = [.match]
  private(set) var start = 0
  /// Reads texts from their ends.
  let isBackward: Bool
  private(set) var hasPlaces = false
  private static let largest = 10_000

  init(
    _ tree: PatternTree, numbers: [ScalarSet: Int], isBackward: Bool
  ) throws(PatternError) {
    self.isBackward = isBackward
    start = try add(tree, numbers, next: 0)
  }

  /// Adds what leads through `tree` to `next`; returns where it begins.
  private mutating func add(
    _ tree: PatternTree, _ numbers: [ScalarSet: Int], next: Int
  ) throws(PatternError) -> Int {
    switch tree {
    case .one(let set): return try add(.one(set: numbers[set] ?? 0, next: next))
    case .place(let place):
      hasPlaces = true
      return try add(.place(place, next: next))
    case .sequence(let parts):
      var next = next
      for part in isBackward ? parts : parts.reversed() {
        next = try add(part, numbers, next: next)
      }
      return next
    case .choice(let branches):
      var first: Int?
      for branch in branches.reversed() {
        let entry = try add(branch, numbers, next: next)
        first = if let first { try add(.either(entry, first)) } else { entry }
      }
      return first ?? next
    case .repeated(let part, let least, let most, let isGreedy):
      var entry = next
      if let most {
        for _ in least..<most {
          let body = try add(part, numbers, next: entry)
          entry = try add(isGreedy ? .either(body, next) : .either(next, body))
        }
      } else {
        entry = try add(.match)
        let body = try add(part, numbers, next: entry)
        steps[entry] = isGreedy ? .either(body, next) : .either(next, body)
      }
      for _ in 0..<least {
        let count = steps.count
        entry = try add(part, numbers, next: entry)
        // A part that takes no step takes none however often.
        if steps.count == count { break }
      }
      return entry
    }
  }

  private mutating func add(_ step: Step) throws(PatternError) -> Int {
    if steps.count > Self.largest { throw PatternError(.tooLarge) }
    steps.append(step)
    return steps.count - 1
  }
}
