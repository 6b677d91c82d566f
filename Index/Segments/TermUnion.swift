// TermUnion.swift — the terms of several sources in one order, and where each has them.

/// Every term that some source has, once, in order: bigrams before words.
struct TermUnion: Sendable {
  /// A term as one source has it.
  struct Entry: Sendable {
    var source: UInt32
    /// The source's number for the term.
    var number: UInt32
  }

  /// The terms of one source, sorted, and the source's number for each.
  struct Source: Sendable {
    var keys: [TermKey]
    var numbers: [UInt32]
  }

  private(set) var keys: [TermKey] = []
  private var entries: [Entry] = []
  /// Where the entries of each term begin; one more for where the last ones end.
  private var starts: [UInt32] = []

  init(_ sources: [Source]) {
    let most = sources.reduce(0) { max($0, $1.keys.count) }
    keys.reserveCapacity(most)
    entries.reserveCapacity(sources.reduce(0) { $0 + $1.keys.count })
    var heads = [Int](repeating: 0, count: sources.count)
    while true {
      var least: TermKey?
      for (source, head) in heads.enumerated() where head < sources[source].keys.count {
        let key = sources[source].keys[head]
        if let found = least, found <= key { continue }
        least = key
      }
      guard let least else { break }
      starts.append(UInt32(entries.count))
      keys.append(least)
      for (source, head) in heads.enumerated()
      where head < sources[source].keys.count && sources[source].keys[head] == least {
        entries.append(Entry(source: UInt32(source), number: sources[source].numbers[head]))
        heads[source] += 1
      }
    }
    starts.append(UInt32(entries.count))
  }

  var count: Int { keys.count }

  /// The sources that have a term, in order.
  subscript(term: Int) -> ArraySlice<Entry> {
    entries[Int(starts[term])..<Int(starts[term + 1])]
  }
}

extension TermKey: Comparable {
  package static func < (left: TermKey, right: TermKey) -> Bool {
    switch (left, right) {
    case (.bigram(let first, let second), .bigram(let otherFirst, let otherSecond)):
      (first, second) < (otherFirst, otherSecond)
    case (.bigram, .word): true
    case (.word, .bigram): false
    case (.word(let bytes), .word(let other)): bytes.lexicographicallyPrecedes(other)
    }
  }
}
