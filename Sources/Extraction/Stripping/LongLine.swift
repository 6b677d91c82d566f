// LongLine.swift — where a line is broken that is too long for a paragraph.

/// Breaks lines of megabytes into paragraphs.
///
/// Paragraphs are folded, tokenized and compared whole, in many times their size; one that is as
/// long as a page can be would take more memory than a page may. No text is lost.
enum LongLine {
  /// Bytes, of 65,536 Chinese characters, behind which a line ends with its sentence or at a blank.
  static let most = 3 << 16
  /// Bytes behind which it ends wherever that is.
  static let utmost = 2 * most

  /// The place behind the first of `。；！？` and blanks in a range; nil when none stands there.
  static func firstEnd(_ text: Span<UInt8>, in range: Range<Int>) -> Int? {
    for index in range {
      if text[index] <= 0x20 { return index + 1 }
      guard text[index] == 0xE3 || text[index] == 0xEF, index + 2 < range.upperBound else {
        continue
      }
      switch (text[index], text[index + 1], text[index + 2]) {
      case (0xE3, 0x80, 0x80), (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9B),
        (0xEF, 0xBC, 0x9F):
        return index + 3
      default: break
      }
    }
    return nil
  }

  /// The text of a line in pieces, without white space at their ends.
  static func pieces(of line: String) -> [String] {
    guard line.utf8.count > most else { return [line] }
    let bytes = Array(line.utf8)
    var pieces: [String] = []
    var start = 0
    while start < bytes.count {
      let end = end(bytes.span, from: start)
      let piece = String(decoding: bytes[start..<end], as: UTF8.self).trimmed
      if !piece.isEmpty { pieces.append(piece) }
      start = end
    }
    return pieces
  }

  /// The place behind a line that begins at `start`.
  private static func end(_ text: Span<UInt8>, from start: Int) -> Int {
    guard text.count - start > most else { return text.count }
    var last = min(start + utmost, text.count)
    if let end = firstEnd(text, in: start + most..<last) { return end }
    while last < text.count, text[last] & 0xC0 == 0x80 { last -= 1 }
    return last
  }
}
