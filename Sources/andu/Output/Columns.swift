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

  /// The same with the end of `text` behind `…`: it tells a draft, or an amendment, from the rest.
  static func cutInside(_ text: String, to width: Int) -> String {
    if displayWidth(of: text) <= width { return text }
    var used = 0
    var end: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars.reversed() {
      let next = displayWidth(of: scalar)
      if used + next > min(longestEnd, width / 2) { break }
      used += next
      end.append(scalar)
    }
    // A mark without the letter that it belongs to.
    while let first = end.last, displayWidth(of: first) == 0 { end.removeLast() }
    return cut(text, to: width - used) + String(String.UnicodeScalarView(end.reversed()))
  }

  /// Columns of （征求意见稿）, and a Han character before it.
  private static let longestEnd = 16

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

  /// Rows of cells as lines, each column but the last as wide as its widest cell.
  ///
  /// - Parameter least: the fewest columns that the cells of a row are given, from the first on.
  static func aligned(_ rows: [[String]], least: [Int] = []) -> [String] {
    var widths = least
    for row in rows {
      for (column, cell) in row.enumerated() {
        let width = displayWidth(of: cell)
        if column < widths.count {
          widths[column] = max(widths[column], width)
        } else {
          widths.append(width)
        }
      }
    }
    return rows.map { row in
      let cells = zip(row, widths).map { pad($0, to: $1) }.dropLast() + row.suffix(1)
      return cells.joined(separator: "  ")
    }
  }

  /// Lines of at most `width` columns. Han text may be broken anywhere but before a closing and
  /// behind an opening mark, words only between words.
  ///
  /// Shape: half-open ranges into `scalars`, one a line, in order.
  static func wrap(_ scalars: [Unicode.Scalar], width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var (start, used) = (0, 0)
    var index = 0
    while index < scalars.count {
      let next = displayWidth(of: scalars[index])
      if used + next > width, index > start {
        let end = lineEnd(scalars, start..<index)
        lines.append(start..<end)
        start = end
        used = scalars[start..<index].reduce(0) { $0 + displayWidth(of: $1) }
      }
      used += next
      index += 1
    }
    if start < scalars.count || lines.isEmpty { lines.append(start..<scalars.count) }
    return lines
  }

  /// The lines of a text, wrapped.
  static func lines(_ text: String, width: Int) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return wrap(scalars, width: width).map { String(String.UnicodeScalarView(scalars[$0])) }
  }

  /// So many scalars a line may end early for the sake of marks, or of a word.
  private static let longestRun = 24

  /// Where a line that is full should end.
  private static func lineEnd(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> Int {
    func isTorn(_ end: Int) -> Bool {
      isWord(scalars[end]) && isWord(scalars[end - 1])
        || isClosing(scalars[end]) || isOpening(scalars[end - 1])
    }
    var end = line.upperBound
    while end > line.lowerBound + 1, line.upperBound - end < longestRun, isTorn(end) { end -= 1 }
    return isTorn(end) ? line.upperBound : end
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    "（《「『“‘([".unicodeScalars.contains(scalar)
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    "。，、；：！？）》」』”’,.;:!?)]…".unicodeScalars.contains(scalar)
  }
}
