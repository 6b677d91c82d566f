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

  /// Adds all numbers of `range`.
  mutating func fill(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let count = min(64 - index & 63, range.upperBound - index)
      let ones = count == 64 ? UInt64.max : (1 << UInt64(count)) - 1
      words[index >> 6] |= ones << UInt64(index & 63)
      index += count
    }
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

  package var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
