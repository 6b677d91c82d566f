// TableShapes.swift — tells tables that hold data from tables that lay out a page.

/// Which rows of a page's tables are read as one line each.
///
/// A table with a table inside lays out a page and is walked into, and so is one whose rows have
/// one filled cell each, beside blanks that keep a distance. So is a row with one cell, one with a
/// heading, and one where a cell holds several paragraphs of running text, of fewer characters
/// when it is a label and that cell, or when the row is all of the table: the columns of a
/// newspaper, a menu beside a text.
struct TableShapes {
  /// A cell with more than this in several blocks is running text, not a datum.
  static let longestCell = 400
  /// The same of a cell behind a label, and the longest label.
  private static let longestLabelled = 100
  private static let longestLabel = 12

  private var dataRows: Set<Int> = []

  func isDataRow(_ node: Int) -> Bool { dataRows.contains(node) }

  init(_ tree: HTMLTree) {
    var stack: [(node: Int, end: Int)] = []
    var rows: [(row: Int, table: Int)] = []
    var layout: Set<Int> = []
    for (index, node) in tree.nodes.enumerated() {
      guard node.tag == .table || node.tag == .tr else { continue }
      while let last = stack.last, last.end <= index { stack.removeLast() }
      if node.tag == .table {
        for outer in stack { layout.insert(outer.node) }
        stack.append((index, Int(node.end)))
      } else if let table = stack.last {
        rows.append((index, table.node))
      }
    }
    var found: [(row: Int, table: Int)] = []
    /// Tables with a row of several filled cells, and how many rows have any.
    var filled: Set<Int> = []
    var heights: [Int: Int] = [:]
    var columns: Set<Int> = []
    for entry in rows where !layout.contains(entry.table) {
      let row = Row(entry.row, tree)
      if row.filledCells > 1 { filled.insert(entry.table) }
      if row.filledCells > 0 { heights[entry.table, default: 0] += 1 }
      if row.filledCells > 1, row.textCells > 0 { columns.insert(entry.table) }
      if row.holdsData { found.append(entry) }
    }
    for entry in found where filled.contains(entry.table) {
      if columns.contains(entry.table), heights[entry.table] == 1 { continue }
      dataRows.insert(entry.row)
    }
  }

  private struct Row {
    private(set) var filledCells = 0
    /// Those with several paragraphs of running text.
    private(set) var textCells = 0
    private(set) var holdsData = false

    init(_ row: Int, _ tree: HTMLTree) {
      var cells = 0
      var label = 0
      var isText = false
      var index = row + 1
      let end = Int(tree.nodes[row].end)
      while index < end {
        let node = tree.nodes[index]
        guard node.tag == .td || node.tag == .th else {
          index += 1
          continue
        }
        cells += 1
        var bytes = 0
        var blocks = 0
        var isFilled = false
        for inner in (index + 1)..<max(Int(node.end), index + 1) {
          let tag = tree.nodes[inner].tag
          if tag == .text {
            bytes += Int(tree.nodes[inner].length)
            isFilled = isFilled || TableShapes.isFilled(tree.arena.span, tree.textRange(inner))
          } else if tag == .br || tag == .p || tag == .div || tag == .li {
            blocks += 1
          } else if tag == .h1 || tag == .h2 || tag == .h3, node.tag == .td {
            return
          }
        }
        if isFilled { filledCells += 1 }
        if blocks >= 2, bytes > 3 * longestLabelled { textCells += 1 }
        // Three bytes a character.
        if blocks > 3, bytes > 3 * longestCell { return }
        if cells == 1 { label = bytes }
        isText = cells == 2 && blocks >= 3 && bytes > 3 * longestLabelled
        index = max(Int(node.end), index + 1)
      }
      holdsData = cells > 1 && !(cells == 2 && isText && label <= 3 * longestLabel)
    }
  }

  /// Whether a text is more than blanks: `&nbsp;`, U+3000.
  private static func isFilled(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      switch text[index] {
      case 0...0x20: index += 1
      case 0xC2 where index + 1 < range.upperBound && text[index + 1] == 0xA0: index += 2
      case 0xE3
      where index + 2 < range.upperBound && text[index + 1] == 0x80 && text[index + 2] == 0x80:
        index += 3
      default: return true
      }
    }
    return false
  }
}
