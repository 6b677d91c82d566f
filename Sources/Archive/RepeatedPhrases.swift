// RepeatedPhrases.swift — texts → the set phrases (提法) that many documents share, without marks round them.

/// Finds runs of Han characters that stand in many documents and cannot be made longer without
/// losing most of them.
///
/// Level by level, as in Agrawal & Srikant, “Fast Algorithms for Mining Association Rules”, VLDB
/// 1994: a run can only be frequent when both runs within it that are one character shorter are.
struct RepeatedPhrases {
  struct Phrase {
    var text: String
    var hits: Int
    /// Numbers of the documents that hold it, from 0 in the order in which they were begun.
    var documents: [Int] = []
  }

  struct Limits: Sendable, Hashable {
    /// Characters of a phrase.
    var length = 4...16
    var leastDocuments = 2
  }

  /// The characters of all runs; 0, which no text holds, ends each.
  private var characters: [UInt16] = []
  /// Where each document begins.
  private var starts: [Int] = []
  private let limits: Limits

  /// A run that is one character longer and stands in this share of a run's documents replaces it.
  private static let share = 0.7
  /// What no phrase begins or ends with.
  private static let particles = Set(
    "的了和与及或在是为对等将并其之以于由被从到把也又都而且但即各这那该此个年月日号".utf16)

  /// What is known of one run.
  private struct Count {
    var documents: Int32 = 0
    var hits: Int32 = 0
    /// The document that was counted last.
    var last: Int32 = -1
    /// Documents of the most frequent run that is one character longer.
    var longer: Int32 = 0
    /// Where it stands.
    var place: Int32 = 0
  }

  private typealias Counts = [UInt64: Count]

  init(_ limits: Limits = .init()) { self.limits = limits }

  var documentCount: Int { starts.count }

  mutating func beginDocument() { starts.append(characters.count) }

  /// Adds a paragraph to the document that was begun last.
  mutating func add(_ text: String) {
    var isInRun = false
    for unit in text.utf16 {
      if (0x4e00...0x9fff).contains(unit) {
        characters.append(unit)
        isInRun = true
      } else if isInRun {
        characters.append(0)
        isInRun = false
      }
    }
    if isInRun { characters.append(0) }
  }

  /// The phrases, those of most documents first; none is part of another.
  func phrases(limit: Int) -> [Phrase] {
    let shortest = limits.length.lowerBound
    var found: [(count: Count, length: Int)] = []
    // Where a frequent run of the length before begins.
    var isFrequent = mayBeFrequent(shortest)
    var shorter: Counts = [:]
    for length in shortest...limits.length.upperBound + 1 {
      let counts = count(length, isFrequent, isFirst: length == shortest)
      isFrequent = mark(length, counts, isFrequent, &shorter)
      for count in shorter.values
      where Double(count.longer) < Self.share * Double(count.documents) {
        found.append((count, length - 1))
      }
      shorter = counts.filter { Int($0.value.documents) >= limits.leastDocuments }
      if shorter.isEmpty { break }
    }
    return withDocuments(select(found, limit))
  }

  // MARK: Levels

  /// Calls `body` with each run of a length: where it begins, its hash, those of the two runs
  /// within it that are one character shorter, and its document.
  private func forEachRun(
    of length: Int,
    _ body: (_ place: Int, _ hash: UInt64, _ first: UInt64, _ second: UInt64, _ document: Int) ->
      Void
  ) {
    let characters = characters.span
    let (base, last) = (Self.base, Self.power(length - 1))
    let beforeLast = Self.power(length - 2)
    var (hash, inner, run, document): (UInt64, UInt64, Int, Int) = (0, 0, 0, 0)
    for index in 0..<characters.count {
      while document + 1 < starts.count, starts[document + 1] <= index { document += 1 }
      let value = UInt64(characters[index])
      if value == 0 {
        (hash, inner, run) = (0, 0, 0)
        continue
      }
      if run >= length { hash &-= UInt64(characters[index &- length]) &* last }
      let first = inner
      if run >= length - 1 { inner &-= UInt64(characters[index &- length &+ 1]) &* beforeLast }
      hash = hash &* base &+ value
      inner = inner &* base &+ value
      run += 1
      if run >= length { body(index &- length &+ 1, hash, first, inner, document) }
    }
  }

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func power(_ exponent: Int) -> UInt64 {
    (0..<max(0, exponent)).reduce(1) { product, _ in product &* base }
  }

  /// Where runs begin that may be frequent: counted by their hashes, several in one place.
  private func mayBeFrequent(_ length: Int) -> [Bool] {
    var bits = 12
    while bits < 24, 1 << bits < 2 * characters.count { bits += 1 }
    func slot(_ hash: UInt64) -> Int { Int((hash &* Self.base) >> UInt64(64 - bits)) }
    var counts = [Int32](repeating: 0, count: 1 << bits)
    var last = [Int32](repeating: -1, count: 1 << bits)
    forEachRun(of: length) { _, hash, _, _, document in
      let slot = slot(hash)
      if last[slot] != Int32(document) {
        last[slot] = Int32(document)
        counts[slot] += 1
      }
    }
    var marks = [Bool](repeating: false, count: characters.count + 1)
    forEachRun(of: length) { place, hash, _, _, _ in
      marks[place] = Int(counts[slot(hash)]) >= limits.leastDocuments
    }
    return marks
  }

  private func count(_ length: Int, _ isFrequent: [Bool], isFirst: Bool) -> Counts {
    var counts: Counts = [:]
    forEachRun(of: length) { place, hash, _, _, document in
      guard isFrequent[place], isFirst || isFrequent[place + 1] else { return }
      var count = counts[hash] ?? Count(place: Int32(truncatingIfNeeded: place))
      count.hits += 1
      if count.last != Int32(document) {
        count.last = Int32(document)
        count.documents += 1
      }
      counts[hash] = count
    }
    return counts
  }

  /// Where frequent runs of this length begin; the runs that they replace are told so.
  private func mark(
    _ length: Int, _ counts: Counts, _ isFrequent: [Bool], _ shorter: inout Counts
  ) -> [Bool] {
    var marks = [Bool](repeating: false, count: characters.count + 1)
    var runs = shorter
    forEachRun(of: length) { place, hash, first, second, _ in
      guard isFrequent[place], let count = counts[hash],
        Int(count.documents) >= limits.leastDocuments
      else { return }
      marks[place] = true
      for inner in [first, second] {
        if let known = runs[inner], known.longer < count.documents {
          runs[inner]?.longer = count.documents
        }
      }
    }
    shorter = runs
    return marks
  }

  // MARK: Choice

  private func select(_ found: [(count: Count, length: Int)], _ limit: Int) -> [Phrase] {
    let candidates = found.filter { count, length in
      let (first, last) = (Int(count.place), Int(count.place) + length - 1)
      return !Self.particles.contains(characters[first])
        && !Self.particles.contains(characters[last])
    }.sorted {
      ($0.count.documents, $0.count.hits, $0.length, $1.count.place)
        > ($1.count.documents, $1.count.hits, $1.length, $0.count.place)
    }
    var chosen: [Phrase] = []
    for (count, length) in candidates {
      if chosen.count == limit { break }
      let place = Int(count.place)
      let text = String(decoding: characters[place..<place + length], as: UTF16.self)
      if chosen.contains(where: { $0.text.contains(text) || text.contains($0.text) }) { continue }
      chosen.append(Phrase(text: text, hits: Int(count.hits)))
    }
    return chosen
  }

  private func withDocuments(_ phrases: [Phrase]) -> [Phrase] {
    var phrases = phrases
    for length in Set(phrases.map(\.text.utf16.count)).sorted() {
      var numbers: [UInt64: Int] = [:]
      for (number, phrase) in phrases.enumerated() where phrase.text.utf16.count == length {
        numbers[phrase.text.utf16.reduce(0) { $0 &* Self.base &+ UInt64($1) }] = number
      }
      forEachRun(of: length) { _, hash, _, _, document in
        guard let number = numbers[hash], phrases[number].documents.last != document else { return }
        phrases[number].documents.append(document)
      }
    }
    return phrases
  }
}
