// Bitmap.swift — a set of small numbers, one bit each.

/// A set of numbers under `count`.
package struct Bitmap: Sendable, Hashable {
  package let count: Int
  package private(set) var words: [UInt64]

  package init(count: Int, filled: Bool = false) {
    self.count = count
    words = [UInt64](repeating: filled ? .max : 0, count: (count + 63) / 64)
    if filled, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  init(count: Int, words: [UInt64]) {
    precondition(words.count == (count + 63) / 64)
    self.count = count
    self.words = words
  }

  /// What is not in the set.
  var inverse: Bitmap {
    var inverse = Bitmap(count: count, filled: true)
    inverse.subtract(self)
    return inverse
  }

  package subscript(index: Int) -> Bool {
    get { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }
    set {
      if newValue {
        words[index >> 6] |= 1 << UInt64(index & 63)
      } else {
        words[index >> 6] &= ~(1 << UInt64(index & 63))
      }
    }
  }

  /// Takes away what is not in `other`, which has the same `count`.
  mutating func formIntersection(_ other: Bitmap) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Adds what is in `other`, which has the same `count`.
  mutating func formUnion(_ other: Bitmap) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Takes away what is in `other`, which has the same `count`.
  mutating func subtract(_ other: Bitmap) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  mutating func insert(_ ids: [ParagraphID]) {
    for id in ids { words[Int(id >> 6)] |= 1 << UInt64(id & 63) }
  }

  /// Adds all numbers of `range`.
  mutating func fill(_ range: Range<Int>) {
    for (index, ones) in Self.words(of: range) { words[index] |= ones }
  }

  /// Takes away all numbers of `range`.
  mutating func subtract(_ range: Range<Int>) {
    for (index, ones) in Self.words(of: range) { words[index] &= ~ones }
  }

  /// The words that `range` is in, and its part of each.
  private static func words(of range: Range<Int>) -> some Sequence<(index: Int, ones: UInt64)> {
    sequence(state: range.lowerBound) { start in
      if start >= range.upperBound { return nil }
      let (index, count) = (start >> 6, min(64 - start & 63, range.upperBound - start))
      let ones = count == 64 ? UInt64.max : (1 << UInt64(count)) - 1
      defer { start += count }
      return (index, ones << UInt64(start & 63))
    }
  }

  /// The first number of `range` in the set.
  func next(in range: Range<Int>) -> Int? { next(in: range) { words[$0] } }

  /// The first number of `range` in the set and not in `other`, which has the same `count`.
  func next(in range: Range<Int>, without other: Bitmap) -> Int? {
    next(in: range) { words[$0] & ~other.words[$0] }
  }

  func intersects(_ range: Range<Int>) -> Bool { next(in: range) != nil }

  @inline(__always)
  private func next(in range: Range<Int>, _ word: (Int) -> UInt64) -> Int? {
    if range.isEmpty { return nil }
    var index = range.lowerBound >> 6
    var rest = word(index) & (.max << UInt64(range.lowerBound & 63))
    while rest == 0 {
      index += 1
      if index << 6 >= range.upperBound { return nil }
      rest = word(index)
    }
    let found = index << 6 + rest.trailingZeroBitCount
    return found < range.upperBound ? found : nil
  }

  /// The numbers in the set, in order.
  var members: [ParagraphID] {
    var members: [ParagraphID] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(ParagraphID(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return members
  }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  package var population: Int { population(ofWords: words.indices) }

  /// How many of the numbers are in some of `words`.
  func population(ofWords range: Range<Int>) -> Int {
    // Counting the bits of a word takes a dozen operations where the processor has none for it.
    words[range].reduce(0) { $1 == 0 ? $0 : $0 + $1.nonzeroBitCount }
  }
}
