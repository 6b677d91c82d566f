// WideShape.swift — finds UTF-16 by every other byte.

/// UTF-16 without a byte order mark.
enum WideShape {
  private static let window = 1 << 16
  private static let fewest = 32

  /// Of Chinese text and of markup the upper bytes are few: 00, 30, FF and those of characters.
  /// Line ends and marks have a zero there.
  static func charset(of bytes: [UInt8]) -> Charset? {
    let units = min(bytes.count, window) / 2
    guard units >= fewest, bytes.holds(0) else { return nil }
    var upper = [0, 0]
    var zeros = [0, 0]
    for index in 0..<2 * units {
      switch bytes[index] {
      case 0:
        upper[index & 1] += 1
        zeros[index & 1] += 1
      case 0x30, 0xFF, 0x4E...0x9F: upper[index & 1] += 1
      default: continue
      }
    }
    func isUpper(_ place: Int) -> Bool {
      20 * upper[place] >= 19 * units && 20 * upper[1 - place] < 19 * units
        && 100 * zeros[place] >= units
    }
    return isUpper(1) ? .utf16LittleEndian : isUpper(0) ? .utf16BigEndian : nil
  }
}
