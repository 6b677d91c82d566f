// RepeatedPhrases.swift — texts → set phrases (提法) that many documents share.

/// Finds runs of Han characters that stand in many documents and cannot be made longer without
/// losing most of them.
///
/// Level by level, as in Agrawal & Srikant, “Fast Algorithms for Mining Association Rules”, VLDB
/// 1994: a run can only be frequent when both runs within it that are one character shorter are.
package struct RepeatedPhrases {
  package struct Phrase {
    package var text: String
    /// How often it stands in all of them.
    package var hits: Int
    /// Numbers of the documents that hold it, from 0 in the order in which they were begun.
    package var documents: [Int] = []
  }

  package struct Limits: Sendable, Hashable {
    /// Characters of a phrase, two or more.
    package var length: ClosedRange<Int>
    package var leastDocuments: Int

    package init(length: ClosedRange<Int>, leastDocuments: Int) {
      (self.length, self.leastDocuments) = (length, leastDocuments)
    }
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
    var place = 0
  }

  package init(_ limits: Limits) { self.limits = limits }

  package mutating func beginDocument() { starts.append(characters.count) }

  /// Adds a paragraph to the document that was begun last.
  package mutating func add(_ text: String) {
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
  package func phrases(limit: Int) -> [Phrase] {
    var found: [(count: Count, length: Int)] = []
    // The runs of the length before, and which of them begins where.
    var (shorter, numbers): ([Count], [Int32]) = ([], [])
    for length in limits.length.lowerBound...limits.length.upperBound + 1 {
      let level =
        numbers.isEmpty ? firstLevel(length) : nextLevel(numbers, isFrequent: shorter.map(isKept))
      for count in level.counts where isKept(count) && !numbers.isEmpty {
        for inner in [numbers[count.place], numbers[count.place + 1]] {
          shorter[Int(inner)].longer = max(shorter[Int(inner)].longer, count.documents)
        }
      }
      found += shorter.filter {
        isKept($0) && Double($0.longer) < Self.share * Double($0.documents)
      }.map { ($0, length - 1) }
      (shorter, numbers) = (level.counts, level.numbers)
      if !shorter.contains(where: isKept) { break }
    }
    return withDocuments(select(found, limit))
  }

  private func isKept(_ count: Count) -> Bool {
    Int(count.documents) >= limits.leastDocuments
  }

  // MARK: Levels

  /// The runs of one length.
  private struct Level {
    var counts: [Count] = []
    /// For each place the run that begins there; -1 is none that is counted.
    var numbers: [Int32]

    mutating func add(_ number: Int, at place: Int, of document: Int) {
      if number == counts.count { counts.append(Count(place: place)) }
      numbers[place] = Int32(number)
      counts[number].hits += 1
      if counts[number].last != Int32(document) {
        counts[number].last = Int32(document)
        counts[number].documents += 1
      }
    }
  }

  private func firstLevel(_ length: Int) -> Level {
    let isLikely = mayBeFrequent(length)
    var level = Level(numbers: [Int32](repeating: -1, count: characters.count + 1))
    var table = RunTable()
    forEachRun(of: length) { place, hash, document in
      if isLikely[place] { level.add(table.number(hash), at: place, of: document) }
    }
    return level
  }

  /// Runs of one character more, each known by the two runs within it.
  private func nextLevel(_ numbers: [Int32], isFrequent: [Bool]) -> Level {
    var level = Level(numbers: [Int32](repeating: -1, count: characters.count + 1))
    var table = RunTable()
    var document = 0
    for place in characters.indices {
      while document + 1 < starts.count, starts[document + 1] <= place { document += 1 }
      let (first, second) = (numbers[place], numbers[place + 1])
      guard first >= 0, second >= 0, isFrequent[Int(first)], isFrequent[Int(second)] else {
        continue
      }
      let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
      level.add(table.number(key), at: place, of: document)
    }
    return level
  }

  /// Calls `body` with each run of a length: where it begins, its hash, and its document.
  private func forEachRun(
    of length: Int, _ body: (_ place: Int, _ hash: UInt64, _ document: Int) -> Void
  ) {
    let characters = characters.span
    let last = (1..<length).reduce(UInt64(1)) { product, _ in product &* Self.base }
    var (hash, run, document): (UInt64, Int, Int) = (0, 0, 0)
    for index in 0..<characters.count {
      while document + 1 < starts.count, starts[document + 1] <= index { document += 1 }
      let value = UInt64(characters[index])
      if value == 0 {
        (hash, run) = (0, 0)
        continue
      }
      if run >= length { hash &-= UInt64(characters[index &- length]) &* last }
      hash = hash &* Self.base &+ value
      run += 1
      if run >= length { body(index &- length &+ 1, hash, document) }
    }
  }

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Where runs begin that may be frequent: counted by their hashes, several in one place.
  ///
  /// A place holds the document that was counted last and, above it, how many were.
  private func mayBeFrequent(_ length: Int) -> [Bool] {
    let (bits, documentBits) = (22, 22)
    let most = UInt32.max >> UInt32(documentBits)
    var places = [UInt32](repeating: 0, count: 1 << bits)
    func place(_ hash: UInt64) -> Int { Int((hash &* Self.base) >> UInt64(64 - bits)) }
    forEachRun(of: length) { _, hash, document in
      let place = place(hash)
      let held = places[place]
      let number = UInt32(truncatingIfNeeded: document + 1) & (1 << UInt32(documentBits) - 1)
      if held & (1 << UInt32(documentBits) - 1) != number {
        places[place] = min(held >> UInt32(documentBits) + 1, most) << UInt32(documentBits) | number
      }
    }
    let least = min(UInt32(limits.leastDocuments), most)
    var marks = [Bool](repeating: false, count: characters.count + 1)
    forEachRun(of: length) { start, hash, _ in
      marks[start] = places[place(hash)] >> UInt32(documentBits) >= least
    }
    return marks
  }

  // MARK: Choice

  private func select(_ found: [(count: Count, length: Int)], _ limit: Int) -> [Phrase] {
    let candidates = found.filter { count, length in
      let (first, last) = (count.place, count.place + length - 1)
      return !Self.particles.contains(characters[first])
        && !Self.particles.contains(characters[last]) && !isNumber(at: first)
    }.sorted {
      ($0.count.documents, $0.count.hits, $0.length, $1.count.place)
        > ($1.count.documents, $1.count.hits, $1.length, $0.count.place)
    }
    var chosen: [Phrase] = []
    for (count, length) in candidates {
      if chosen.count == limit { break }
      let text = String(
        decoding: characters[count.place..<count.place + length], as: UTF16.self)
      if chosen.contains(where: { $0.text.contains(text) || text.contains($0.text) }) { continue }
      chosen.append(Phrase(text: text, hits: Int(count.hits)))
    }
    return chosen
  }

  /// 第十一条, which all laws share.
  private func isNumber(at place: Int) -> Bool {
    characters[place] == Self.ordinal && Self.numerals.contains(characters[place + 1])
  }

  private static let ordinal = Array("第".utf16)[0]
  private static let numerals = Set("一二三四五六七八九十百".utf16)

  private func withDocuments(_ phrases: [Phrase]) -> [Phrase] {
    var phrases = phrases
    for length in Set(phrases.map(\.text.utf16.count)).sorted() {
      var numbers: [UInt64: Int] = [:]
      // Most runs are none of them, and told so by a part of their hash.
      var isLikely = [Bool](repeating: false, count: 1 << 16)
      for (number, phrase) in phrases.enumerated() where phrase.text.utf16.count == length {
        let hash = phrase.text.utf16.reduce(0) { $0 &* Self.base &+ UInt64($1) }
        numbers[hash] = number
        isLikely[Int(hash >> 48)] = true
      }
      forEachRun(of: length) { _, hash, document in
        guard isLikely[Int(hash >> 48)], let number = numbers[hash],
          phrases[number].documents.last != document
        else { return }
        phrases[number].documents.append(document)
      }
    }
    return phrases
  }
}

/// Numbers keys in the order in which they come, from 0: open addressing, for millions of them.
private struct RunTable {
  private var keys = [UInt64](repeating: 0, count: 1 << 12)
  /// -1 where there is no key.
  private var numbers = [Int32](repeating: -1, count: 1 << 12)
  private var count = 0

  mutating func number(_ key: UInt64) -> Int {
    if 2 * count >= keys.count { grow() }
    var slot = firstSlot(of: key)
    while numbers[slot] >= 0 {
      if keys[slot] == key { return Int(numbers[slot]) }
      slot = (slot + 1) & (keys.count - 1)
    }
    (keys[slot], numbers[slot]) = (key, Int32(count))
    count += 1
    return count - 1
  }

  private func firstSlot(of key: UInt64) -> Int {
    // Multiplicative hashing by the golden ratio (Knuth, TAOCP 3, 6.4).
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - keys.count.trailingZeroBitCount))
  }

  private mutating func grow() {
    let (old, oldNumbers) = (keys, numbers)
    keys = [UInt64](repeating: 0, count: 2 * old.count)
    numbers = [Int32](repeating: -1, count: 2 * old.count)
    for (key, number) in zip(old, oldNumbers) where number >= 0 {
      var slot = firstSlot(of: key)
      while numbers[slot] >= 0 { slot = (slot + 1) & (keys.count - 1) }
      (keys[slot], numbers[slot]) = (key, number)
    }
  }
}
