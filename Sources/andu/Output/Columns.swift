// Columns.swift — text of Han characters in columns of a terminal.

enum Columns {
  /// The beginning of `text` that fits into `width` columns, with `…` when it was cut.
  static func cut(_ text: String, to width: Int) -> String {
    if displayWidth(of: text) <= width { return text }
    var used = 0
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let next = displayWidth(of: scalar)
      if used + next > width - 1 { break }
      used += next
      kept.append(scalar)
    }
    return String(kept) + "…"
  }

  /// `left`, cut if need be, and `right` at the right edge.
  static func spread(_ left: String, _ right: String, width: Int) -> String {
    let room = width - displayWidth(of: right) - 2
    let cut = cut(left, to: max(8, room))
    let gap = max(2, width - displayWidth(of: cut) - displayWidth(of: right))
    return cut + String(repeating: " ", count: gap) + right
  }

  /// `text` and blanks up to `width` columns.
  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(of: text)))
  }

  /// Lines of at most `width` columns; Han text may be broken anywhere but before a
  /// closing mark.
  ///
  /// Shape: half-open ranges into `scalars`, one a line, in order.
  static func wrap(_ scalars: [Unicode.Scalar], width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var (start, used) = (0, 0)
    var lastSpace: Int?
    var index = 0
    while index < scalars.count {
      let next = displayWidth(of: scalars[index])
      if used + next > width, index > start, !isClosing(scalars[index]) {
        var end = index
        if isWord(scalars[index]), isWord(scalars[index - 1]), let space = lastSpace, space > start
        {
          end = space
        }
        lines.append(start..<end)
        start = end
        used = scalars[start..<index].reduce(0) { $0 + displayWidth(of: $1) }
        lastSpace = nil
      }
      if !isWord(scalars[index]) { lastSpace = index + 1 }
      used += next
      index += 1
    }
    if start < scalars.count || lines.isEmpty { lines.append(start..<scalars.count) }
    return lines
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    "。，、；：！？）》」』”’,.;:!?)]…".unicodeScalars.contains(scalar)
  }
}
