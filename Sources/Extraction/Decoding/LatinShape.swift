// LatinShape.swift — tells texts of western Europe from those of two-byte characters.

/// How the bytes from 80 on stand in a text.
///
/// An accented letter stands alone between letters of ASCII. Of GBK hardly any byte does, and of
/// Big5, where two in five characters end in a byte of ASCII, one in four.
struct LatinShape {
  private var count = 0
  private var alone = 0
  private var hasControls = false

  /// So much of a text tells.
  private static let window = 1 << 18

  init(_ bytes: [UInt8]) {
    var run = 0
    for byte in bytes.prefix(Self.window) {
      switch byte {
      case 0x80...:
        run += 1
        continue
      case 0x09, 0x0A, 0x0C, 0x0D: break
      case ..<0x20: hasControls = true
      default: break
      }
      // Behind a byte of a character of four, 81 30 89 38, stands a digit.
      if run == 1, !byte.isASCIIDigit { alone += 1 }
      count += run
      run = 0
    }
    count += run
  }

  var isLatin: Bool { !hasControls && count > 0 && 4 * alone >= 3 * count }
}
