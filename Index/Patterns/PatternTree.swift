// PatternTree.swift — a regular expression, read.

/// What a pattern is made of.
indirect enum PatternTree: Hashable, Sendable {
  case one(ScalarSet)
  case sequence([PatternTree])
  /// The first that leads to a match is taken.
  case choice([PatternTree])
  /// No more than `most`, or any number of times.
  case repeated(PatternTree, least: Int, most: Int?, isGreedy: Bool)
  case place(Place)

  /// What a place between two characters can be.
  enum Place: Hashable, Sendable {
    case textStart, textEnd, wordEdge, noWordEdge
  }

  /// The longest run of single characters that every match holds.
  var requiredText: [UInt32] {
    var (best, run): ([UInt32], [UInt32]) = ([], [])
    for part in flat {
      if case .one(let set) = part, let scalar = set.only {
        run.append(scalar)
        if run.count > best.count { best = run }
      } else {
        run = []
      }
    }
    return best
  }

  /// The text that is all it matches; nil when there is more to it.
  var onlyText: [UInt32]? {
    let parts = flat
    let scalars = parts.compactMap { part in
      if case .one(let set) = part { set.only } else { nil }
    }
    return scalars.count == parts.count ? scalars : nil
  }

  /// What stands in every match, one after the other; of what is repeated the first time.
  private var flat: [PatternTree] {
    switch self {
    case .sequence(let parts): parts.flatMap(\.flat)
    case .repeated(let part, let least, _, _) where least > 0: part.flat + [self]
    default: [self]
    }
  }
}
