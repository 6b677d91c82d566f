// TermTable.swift — numbers the terms of a segment under construction.

/// Terms in the order in which they were first seen, and the way from a term to its number.
///
/// Bigrams are found in an open-addressing table of 64-bit slots: key above, number
/// below. Words are few and stand in an ordinary dictionary.
struct TermTable: Sendable {
  private(set) var count = 0
  /// `key << 32 | number + 1`, 0 for an empty slot.
  private var slots: [UInt64]
  private var mask: Int
  private var bigramCount = 0
  private var words: [[UInt8]: UInt32] = [:]
  /// Numbers of short words seen lately, each word in its slot; 0 for an empty one.
  private var recent: [(word: UInt64, number: UInt32)]
  private static let recentCount = 1 << 10
  /// The pairs of the text that is being added.
  private var codes: [UInt32] = []
  /// Its tokens that are no pairs, and the places in it of those that were not found at once.
  private var wordTokens: [Token] = []
  private var missed: [Int] = []
  /// No pair of characters: its first would be a noncharacter.
  private static let noPair = UInt32.max

  init() {
    slots = [UInt64](repeating: 0, count: 1 << 12)
    mask = slots.count - 1
    recent = Array(repeating: (word: 0, number: 0), count: Self.recentCount)
  }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    count = 0
    for index in slots.indices { slots[index] = 0 }
    bigramCount = 0
    words.removeAll(keepingCapacity: true)
    for index in recent.indices { recent[index] = (0, 0) }
  }

  /// Appends the numbers of the terms of all tokens, new ones where a term was not seen
  /// before; returns the length of the text in counted tokens.
  mutating func appendNumbers(of folded: FoldedText, to numbers: inout [UInt32]) -> Int {
    let elements = folded.elements.span
    codes.removeAll(keepingCapacity: true)
    wordTokens.removeAll(keepingCapacity: true)
    var length = 0
    codes.append(atMost: elements.count) { codes in
      BigramTokenizer.forEachToken(of: elements) { token in
        if token.isCounted { length &+= 1 }
        let code = Self.code(token, elements)
        if code == Self.noPair { wordTokens.append(token) }
        codes.append(code)
      }
    }
    let start = numbers.count
    missed.removeAll(keepingCapacity: true)
    Self.look(slots, mask, for: codes, &numbers, &missed)
    var word = 0
    for index in missed {
      let code = codes[index]
      if code == Self.noPair {
        numbers[start + index] = number(of: wordTokens[word], in: folded)
        word += 1
      } else {
        numbers[start + index] = number(ofPair: code)
      }
    }
    return length
  }

  @inline(__always)
  private static func code(_ token: Token, _ elements: Span<FoldedText.Element>) -> UInt32 {
    let start = Int(token.start)
    let first = elements[start].scalar
    let second = token.kind == .bigram ? elements[start &+ 1].scalar : 0
    let isPair = token.kind != .word && first <= 0xffff && second <= 0xffff
    return isPair ? first << 16 | second : noPair
  }

  /// First looks into the table: none waits for another, and none branches on what it finds.
  private static func look(
    _ slots: [UInt64], _ mask: Int, for codes: [UInt32], _ numbers: inout [UInt32],
    _ missed: inout [Int]
  ) {
    let (slots, codes) = (slots.span, codes.span)
    numbers.append(atMost: codes.count) { numbers in
      missed.append(atMost: codes.count) { missed in
        for index in codes.indices {
          let code = codes[index]
          let slot = slots[hash(UInt64(code)) & mask]
          numbers.append(UInt32(truncatingIfNeeded: slot) &- 1)
          if UInt32(truncatingIfNeeded: slot >> 32) != code || slot == 0 { missed.append(index) }
        }
      }
    }
  }

  /// The terms in order, with their numbers.
  func sorted() -> SortedTerms {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(bigramCount)
    for slot in slots where slot != 0 { pairs.append(slot) }
    // From the lowest digit up: each sort keeps the order of the one before.
    for shift in [32, 43, 54] as [UInt64] { pairs = Self.sorted(pairs, by: shift) }
    let ordered = words.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return SortedTerms(
      bigrams: pairs.map { UInt32(truncatingIfNeeded: $0 >> 32) }, words: ordered.map(\.key),
      numbers: pairs.map { UInt32(truncatingIfNeeded: $0) - 1 } + ordered.map(\.value))
  }

  /// A counting sort by eleven bits, from `shift` on.
  private static func sorted(_ values: [UInt64], by shift: UInt64) -> [UInt64] {
    var next = [Int](repeating: 0, count: (1 << 11) + 1)
    for value in values { next[Int(value >> shift & 0x7ff) + 1] += 1 }
    for digit in 0..<1 << 11 { next[digit + 1] += next[digit] }
    var sorted = values
    for value in values {
      let digit = Int(value >> shift & 0x7ff)
      sorted[next[digit]] = value
      next[digit] += 1
    }
    return sorted
  }

  /// The number of a token that is no pair.
  private mutating func number(of token: Token, in folded: FoldedText) -> UInt32 {
    let word = Self.packed(token, folded.elements.span)
    let slot = Self.hash(word) & (Self.recentCount - 1)
    if word != 0, recent[slot].word == word { return recent[slot].number }
    let number = number(ofWord: TermKey(token, in: folded))
    if word != 0 { recent[slot] = (word, number) }
    return number
  }

  /// A word of up to eight letters of ASCII in one number; 0 for any other.
  private static func packed(_ token: Token, _ elements: Span<FoldedText.Element>) -> UInt64 {
    guard token.kind == .word, token.end - token.start <= 8 else { return 0 }
    var word: UInt64 = 0
    for index in Int(token.start)..<Int(token.end) {
      let scalar = elements[index].scalar
      guard (1..<0x80).contains(scalar) else { return 0 }
      word = word << 8 | UInt64(scalar)
    }
    return word
  }

  private mutating func number(ofWord key: TermKey) -> UInt32 {
    guard case .word(let bytes) = key else { return number(ofPair: Self.noPair) }
    if let number = words[bytes] { return number }
    let number = UInt32(count)
    words[bytes] = number
    count += 1
    return number
  }

  @inline(__always)
  private mutating func number(ofPair code: UInt32) -> UInt32 {
    var index = Self.hash(UInt64(code)) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { break }
      if UInt32(truncatingIfNeeded: slot >> 32) == code {
        return UInt32(truncatingIfNeeded: slot) &- 1
      }
      index = (index &+ 1) & mask
    }
    return insert(code, at: index)
  }

  @inline(never)
  private mutating func insert(_ code: UInt32, at index: Int) -> UInt32 {
    let number = UInt32(count)
    count += 1
    slots[index] = UInt64(code) << 32 | UInt64(number + 1)
    bigramCount += 1
    if bigramCount * 4 > slots.count * 3 { grow() }
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
