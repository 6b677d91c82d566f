// FoldedLetters.swift — a text as its letters alone, and how much of one another holds.

/// The letters, digits and Han characters of a text, folded, in a row: what copies share whatever
/// became of width, script, marks and line breaks.
package struct FoldedLetters: Sendable {
  /// Folded scalars; of those beyond the Basic Multilingual Plane the lower bits.
  package private(set) var values: [UInt16] = []

  /// - Parameter texts: the paragraphs; where one ends makes no difference.
  package init(_ texts: [String]) {
    let analyzer = Analyzer()
    var folded = FoldedText()
    values.reserveCapacity(texts.reduce(0) { $0 + Self.characterCount($1) })
    for text in texts {
      analyzer.fold(text.utf8.span, into: &folded)
      let elements = folded.elements.span
      values.append(atMost: elements.count) { values in
        for index in elements.indices where elements[index].kind != .mark {
          values.append(UInt16(truncatingIfNeeded: elements[index].scalar))
        }
      }
    }
  }

  /// Characters of a text, by their first bytes.
  private static func characterCount(_ text: String) -> Int {
    let bytes = text.utf8.span
    var count = 0
    for index in bytes.indices { count &+= bytes[index] & 0xc0 == 0x80 ? 0 : 1 }
    return count
  }

  package var count: Int { values.count }

  /// A number that texts of the same letters share, and others as good as never.
  package var fingerprint: UInt64 {
    var hash = UInt64(values.count)
    for value in values { hash = (hash ^ UInt64(value)) &* Self.multiplier }
    return Self.mixed(hash)
  }

  // MARK: Sketch

  /// Letters in a run of a sketch: where every tenth letter differs, half of the runs are left.
  static let sketchedLength = 6
  /// Of a text of so many letters or more, one run of sixteen is taken, and of one of more than a
  /// million letters ever fewer.
  private static let longest = 2048

  private static func bound(ofCount count: Int) -> UInt32 {
    if count < longest { return .max }
    let millions = count >> 20
    return UInt32.max >> UInt32(4 + Int.bitWidth - millions.leadingZeroBitCount)
  }

  /// The smallest hashes of a text's runs of six letters, each once, in order. Two sketches share
  /// as large a part of their hashes as the texts share of their runs.
  ///
  /// Source: Broder, “On the resemblance and containment of documents”, SEQUENCES 1997.
  package struct Sketch: Sendable {
    /// Below `bound`; all that are there.
    package let numbers: [UInt32]
    let bound: UInt32

    /// The share of the smaller text's runs that the larger one has, about.
    package func share(with other: Sketch) -> Double {
      let bound = min(bound, other.bound)
      var (own, others, shared) = (0, 0, 0)
      while own < numbers.count, numbers[own] <= bound, others < other.numbers.count,
        other.numbers[others] <= bound
      {
        let (left, right) = (numbers[own], other.numbers[others])
        shared += left == right ? 1 : 0
        own += left <= right ? 1 : 0
        others += right <= left ? 1 : 0
      }
      let smaller = min(count(to: bound), other.count(to: bound))
      return smaller == 0 ? 0 : Double(shared) / Double(smaller)
    }

    private func count(to bound: UInt32) -> Int {
      bound == self.bound ? numbers.count : numbers.prefix { $0 <= bound }.count
    }
  }

  package func sketch() -> Sketch {
    let bound = Self.bound(ofCount: count)
    var numbers: [UInt32] = []
    numbers.reserveCapacity(count < Self.longest ? count : count / 12)
    Self.forEachHash(values.span, of: Self.sketchedLength) { _, hash in
      let number = UInt32(truncatingIfNeeded: hash >> 32)
      if number <= bound { numbers.append(number) }
    }
    numbers.sort()
    var last: UInt32?
    numbers.removeAll { number in
      defer { last = number }
      return number == last
    }
    return Sketch(numbers: numbers, bound: bound)
  }

  // MARK: Comparison

  /// Letters in a run that counts as the same in both texts.
  private static let sharedLength = 5

  /// The share of this text's letters that stand in runs of five or more which `other` holds too,
  /// in any order, 0 … 1.
  package func share(in other: FoldedLetters) -> Double {
    share(in: Runs(other))
  }

  package func share(in other: Runs) -> Double {
    if values.isEmpty { return 0 }
    var (covered, end) = (0, 0)
    Self.forEachHash(values.span, of: Self.sharedLength) { start, hash in
      guard other.contains(hash) else { return }
      covered += start + Self.sharedLength - max(end, start)
      end = start + Self.sharedLength
    }
    return Double(covered) / Double(values.count)
  }

  /// The runs of five letters of a text, made ready to be looked up.
  package struct Runs: Sendable {
    /// Open addressing: the upper halves of hashes, 0 for an empty slot; a power of two, at most
    /// half full.
    private var slots: [UInt32]

    package init(_ letters: FoldedLetters) {
      let size = 1 << (Int.bitWidth - max(8, 2 * letters.count).leadingZeroBitCount)
      slots = [UInt32](repeating: 0, count: size)
      FoldedLetters.forEachHash(letters.values.span, of: FoldedLetters.sharedLength) { _, hash in
        let (slot, isThere) = find(hash)
        if !isThere { slots[slot] = Self.tag(hash) }
      }
    }

    private static func tag(_ hash: UInt64) -> UInt32 {
      max(1, UInt32(truncatingIfNeeded: hash >> 32))
    }

    /// Where the hash stands, or would.
    @inline(__always)
    private func find(_ hash: UInt64) -> (slot: Int, isThere: Bool) {
      let tag = Self.tag(hash)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        if slots[slot] == tag { return (slot, true) }
        slot = (slot + 1) & (slots.count - 1)
      }
      return (slot, false)
    }

    @inline(__always)
    func contains(_ hash: UInt64) -> Bool { find(hash).isThere }
  }

  /// Whether both say the same: to the letter, or, where they are long enough to tell, with most
  /// pairs of letters in common.
  package func isLike(_ other: FoldedLetters) -> Bool {
    if values == other.values { return true }
    guard min(count, other.count) >= Self.leastLiked,
      2 * min(count, other.count) > max(count, other.count)
    else { return false }
    let (own, others) = (pairs, other.pairs)
    let shared = own.count { others.contains($0) }
    return Double(2 * shared) >= Self.likedShare * Double(own.count + others.count)
  }

  /// Headings and the like are the same or are others.
  private static let leastLiked = 20
  /// Where every tenth letter differs, four fifths of the pairs are left.
  private static let likedShare = 0.6

  private var pairs: Set<UInt32> {
    Set(zip(values, values.dropFirst()).map { UInt32($0) << 16 | UInt32($1) })
  }

  /// Numbers of two or more digits, with how often each stands in the text.
  package var figures: [UInt64: Int] {
    var figures: [UInt64: Int] = [:]
    var (value, length): (UInt64, Int) = (0, 0)
    for letter in values + [0] {
      if (0x30...0x39).contains(letter) {
        value = value &* 10 &+ UInt64(letter - 0x30)
        length += 1
      } else {
        if length > 1 { figures[value, default: 0] += 1 }
        (value, length) = (0, 0)
      }
    }
    return figures
  }

  // MARK: Hashes

  private static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Calls `body` with where each run of `length` letters begins, and its hash.
  @inline(__always)
  private static func forEachHash(
    _ values: Span<UInt16>, of length: Int, _ body: (Int, UInt64) -> Void
  ) {
    guard values.count >= length else { return }
    // Takes the letter out again that came in `length` letters ago.
    var last: UInt64 = 1
    for _ in 0..<length { last &*= multiplier }
    var hash: UInt64 = 0
    for index in values.indices {
      hash = hash &* multiplier &+ UInt64(values[index])
      if index >= length { hash &-= UInt64(values[index - length]) &* last }
      if index >= length - 1 { body(index - length + 1, mixed(hash)) }
    }
  }

  /// Source: Appleby, MurmurHash3, the finalizer of 64 bits.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ hash >> 33
  }
}
