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
  /// The pairs of the text that is being added.
  private var codes: [UInt32] = []
  /// For each of them the slot that is looked at first.
  private var firstSlots: [UInt64] = []
  /// No pair of characters: its first would be a noncharacter.
  private static let noPair = UInt32.max

  init() {
    slots = [UInt64](repeating: 0, count: 1 << 12)
    mask = slots.count - 1
  }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = 0 }
    bigramCount = 0
    words.removeAll(keepingCapacity: true)
  }

  /// Appends the numbers of all tokens' terms to `numbers`, new ones where a term was not seen
  /// before.
  mutating func appendNumbers(of buffer: AnalysisBuffer, to numbers: inout [UInt32]) {
    let (tokens, elements) = (buffer.tokens.span, buffer.folded.elements.span)
    let count = tokens.count
    if codes.count < count {
      codes += repeatElement(0, count: count - codes.count)
      firstSlots += repeatElement(0, count: count - firstSlots.count)
    }
    Self.fill(&codes, tokens, elements)
    // First looks into the table, which do not wait for one another.
    Self.look(slots, mask, for: codes, count, into: &firstSlots)
    for index in 0..<count {
      let (code, slot) = (codes[index], firstSlots[index])
      if slot != 0, UInt32(truncatingIfNeeded: slot >> 32) == code {
        numbers.append(UInt32(truncatingIfNeeded: slot) &- 1)
      } else if code == Self.noPair {
        numbers.append(number(ofWord: TermKey(tokens[index], in: buffer.folded)))
      } else {
        numbers.append(number(ofPair: code))
      }
    }
  }

  private static func fill(
    _ codes: inout [UInt32], _ tokens: Span<Token>, _ elements: Span<FoldedText.Element>
  ) {
    var codes = codes.mutableSpan
    for index in tokens.indices {
      let token = tokens[index]
      let start = Int(token.start)
      let first = elements[start].scalar
      let second = token.kind == .bigram ? elements[start &+ 1].scalar : 0
      let isPair = token.kind != .word && first <= 0xffff && second <= 0xffff
      codes[index] = isPair ? first << 16 | second : noPair
    }
  }

  private static func look(
    _ slots: [UInt64], _ mask: Int, for codes: [UInt32], _ count: Int, into found: inout [UInt64]
  ) {
    let (slots, codes) = (slots.span, codes.span)
    var found = found.mutableSpan
    for index in 0..<count { found[index] = slots[hash(UInt64(codes[index])) & mask] }
  }

  /// The numbers in the order of their terms: bigrams before words, each by its characters.
  func sortedNumbers() -> [Int] {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(bigramCount)
    for slot in slots where slot != 0 { pairs.append(slot) }
    pairs.sort()
    let ordered = words.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return pairs.map { Int(UInt32(truncatingIfNeeded: $0)) - 1 } + ordered.map { Int($0.value) }
  }

  private mutating func number(ofWord key: TermKey) -> UInt32 {
    guard case .word(let bytes) = key else { return number(ofPair: Self.noPair) }
    if let number = words[bytes] { return number }
    let number = UInt32(keys.count)
    words[bytes] = number
    keys.append(key)
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
    let number = UInt32(keys.count)
    keys.append(.bigram(UInt16(code >> 16), UInt16(truncatingIfNeeded: code)))
    slots[index] = UInt64(code) << 32 | UInt64(number + 1)
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
