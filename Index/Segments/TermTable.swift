// TermTable.swift — numbers the terms of a segment under construction.

/// Terms in the order in which they were first seen, and the way from a term to its number.
///
/// Bigrams are found in an open-addressing table of 64-bit slots: key above, number
/// below. Words are few and stand in an ordinary dictionary.
struct TermTable {
  private(set) var keys: [TermKey] = []
  /// `key << 32 | number + 1`, 0 for an empty slot.
  private var slots: [UInt64]
  private var mask: Int
  private var bigramCount = 0
  private var words: [[UInt8]: UInt32] = [:]

  init() {
    slots = [UInt64](repeating: 0, count: 1 << 12)
    mask = slots.count - 1
  }

  /// The number of a token's term, a new one when it was not seen before.
  mutating func number(of token: Token, in folded: FoldedText) -> UInt32 {
    switch TermKey(token, in: folded) {
    case .bigram(let first, let second): return number(first, second)
    case .word(let bytes):
      let key = TermKey.word(bytes)
      if let number = words[bytes] { return number }
      let number = UInt32(keys.count)
      words[bytes] = number
      keys.append(key)
      return number
    }
  }

  private mutating func number(_ first: UInt16, _ second: UInt16) -> UInt32 {
    let code = UInt64(first) << 16 | UInt64(second)
    var index = Self.hash(code) & mask
    while slots[index] != 0 {
      if slots[index] >> 32 == code { return UInt32(truncatingIfNeeded: slots[index]) - 1 }
      index = (index + 1) & mask
    }
    let number = UInt32(keys.count)
    keys.append(.bigram(first, second))
    slots[index] = code << 32 | UInt64(number + 1)
    bigramCount += 1
    if bigramCount * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    mask = slots.count - 1
    for slot in old where slot != 0 {
      var index = Self.hash(slot >> 32) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }

  /// Fibonacci hashing: the upper half of the product, which every bit of `code` has moved.
  @inline(__always)
  private static func hash(_ code: UInt64) -> Int {
    Int(truncatingIfNeeded: (code &* 0x9e37_79b9_7f4a_7c15) >> 32)
  }
}
