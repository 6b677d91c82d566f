// UTF8Shape.swift — how far bytes are UTF-8. A fence file: reads eight bytes at once.

/// How far bytes are valid UTF-8: counts of multi-byte sequences and of bad ones.
struct UTF8Shape {
  private(set) var multibyte = 0
  private(set) var invalid = 0

  init(_ bytes: [UInt8]) {
    let text = bytes.span
    var index = 0
    while true {
      index = Self.skipASCII(text, from: index)
      guard index < text.count else { break }
      let start = index
      while Self.isHan(text, at: index) { index += 3 }
      if index > start {
        multibyte += (index - start) / 3
        continue
      }
      let length = Self.sequenceLength(text, at: index)
      if length == 0 {
        invalid += 1
        index += 1
      } else {
        multibyte += 1
        index += length
      }
    }
  }

  private static func skipASCII(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe text.bytes
    while index + 8 <= text.count {
      let eight = unsafe raw.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index, as: UInt64.self)
      let high = UInt64(littleEndian: eight) & 0x8080_8080_8080_8080
      if high != 0 { return index + high.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count, text[index] < 0x80 { index += 1 }
    return index
  }

  /// U+4000–U+9FFF: what most characters of a page are.
  private static func isHan(_ text: Span<UInt8>, at index: Int) -> Bool {
    guard index + 3 <= text.count else { return false }
    let (first, second, third) = unsafe (
      text[unchecked: index], text[unchecked: index + 1], text[unchecked: index + 2]
    )
    return first >= 0xE4 && first <= 0xE9 && second & 0xC0 == 0x80 && third & 0xC0 == 0x80
  }

  /// The length of the well-formed sequence at `index`, 0 if there is none.
  ///
  /// Source: The Unicode Standard, table 3-7.
  private static func sequenceLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF4: (length, high) = (4, 0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= bytes.count else { return 0 }
    guard bytes[index + 1] >= low, bytes[index + 1] <= high else { return 0 }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
