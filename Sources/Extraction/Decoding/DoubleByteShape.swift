// DoubleByteShape.swift — tells Big5 from GBK by the bytes of their characters.

/// How the characters of two bytes in a text are made up.
///
/// Of Big5 two in five end in a byte that is a letter or mark of ASCII; of GB 2312 none do, and of
/// the rest of GBK most begin or end in a byte that Big5 leaves free.
/// Source: WHATWG Encoding Standard, “Big5” and “gb18030”.
struct DoubleByteShape {
  private var count = 0
  /// They end in 40–7E.
  private var low = 0
  /// They begin in 81–A0 or end in 80–A0, or are of four bytes.
  private var foreign = 0

  /// So much of a text tells.
  private static let window = 1 << 18
  /// Fewer characters tell nothing.
  private static let fewest = 40

  init(_ bytes: [UInt8]) {
    let end = min(bytes.count, Self.window) - 1
    var index = 0
    while index < end {
      let (lead, trail) = (bytes[index], bytes[index + 1])
      guard lead >= 0x81, lead < 0xFF, trail >= 0x30, trail != 0x7F, trail != 0xFF else {
        index += 1
        continue
      }
      index += 2
      switch trail {
      case 0x30...0x39 where index < end && bytes[index] >= 0x81:
        (count, foreign) = (count + 1, foreign + 1)
        index += 2
      case ..<0x40: index -= 1
      case 0x80...0xA0: (count, foreign) = (count + 1, foreign + 1)
      default:
        count += 1
        if lead < 0xA1 {
          foreign += 1
        } else if trail < 0x7F {
          low += 1
        }
      }
    }
  }

  /// Whatever is declared.
  var isBig5: Bool { count >= Self.fewest && 5 * low >= count && 20 * foreign <= count }

  /// Where it is declared: characters that an office has made for itself are in no table.
  var mayBeBig5: Bool { count >= Self.fewest && 10 * low >= count && 2 * foreign <= low }
}
