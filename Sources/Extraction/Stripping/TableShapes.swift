// TableShapes.swift — tells tables that hold data from tables that lay out a page.

/// Which rows of a page's tables are read as one line each.
///
/// A table with a table inside lays out a page and is walked into. So is a row with one
/// filled cell, and a row where a cell holds several paragraphs of running text, of fewer
/// characters when it is a label and that cell.
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
    for entry in rows where !layout.contains(entry.table) && Self.holdsData(entry.row, tree) {
      dataRows.insert(entry.row)
    }
  }

  private static func holdsData(_ row: Int, _ tree: HTMLTree) -> Bool {
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
      for inner in (index + 1)..<max(Int(node.end), index + 1) {
        let tag = tree.nodes[inner].tag
        if tag == .text {
          bytes += Int(tree.nodes[inner].length)
        } else if tag == .br || tag == .p || tag == .div || tag == .li {
          blocks += 1
        }
      }
      // Three bytes a character.
      if blocks > 3, bytes > 3 * longestCell { return false }
      if cells == 1 { label = bytes }
      isText = cells == 2 && blocks >= 3 && bytes > 3 * longestLabelled
      index = max(Int(node.end), index + 1)
    }
    return cells > 1 && !(cells == 2 && isText && label <= 3 * longestLabel)
  }
}
