// LengthCode.swift — a paragraph's length in one byte.

/// Lengths in one byte: exact up to 39, then about 12 % apart.
///
/// Source: Apache Lucene, `SmallFloat.intToByte4`; the same bytes, so that scores can be
/// compared.
enum LengthCode {
  /// Lengths under this are their own code.
  private static let free = 255 - 231

  /// The length that each code stands for.
  static let lengths: [Int] = (0...255).map { decode(UInt8($0)) }

  static func encode(_ length: Int) -> UInt8 {
    if length < free { return UInt8(length) }
    return UInt8(free + floatCode(length - free))
  }

  static func decode(_ code: UInt8) -> Int {
    if code < free { return Int(code) }
    let float = Int(code) - free
    let shift = (float >> 3) - 1
    return free + (shift < 0 ? float & 7 : (float & 7 | 8) << shift)
  }

  /// Three bits of mantissa under an implied one, five of exponent.
  private static func floatCode(_ value: Int) -> Int {
    let bits = Int.bitWidth - value.leadingZeroBitCount
    if bits < 4 { return value }
    let shift = bits - 4
    return (value >> shift) & 7 | (shift + 1) << 3
  }
}
