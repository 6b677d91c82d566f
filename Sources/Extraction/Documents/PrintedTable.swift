// PrintedTable.swift — rows of a page that stand together in columns → rows of a table.

/// Rows of several cells, two and more of them in a row; one alone is a line with a gap.
struct PrintedTable {
  /// Rows that belong to a table, by their number, with the cells that they have in it.
  private(set) var texts: [Int: String] = [:]

  init(_ rows: [PrintedRow]) {
    var index = 0
    while index < rows.count {
      var end = index
      while end < rows.count, rows[end].cells.count > 1, rows[end].page == rows[index].page {
        end += 1
      }
      if end - index >= 2 {
        let columns = Self.columns(of: rows[index..<end])
        for row in index..<end { texts[row] = Self.text(rows[row].cells, columns) }
      }
      index = max(end, index + 1)
    }
  }

  /// Where the cells of the rows that have the most of them stand.
  private static func columns(of rows: ArraySlice<PrintedRow>) -> [PrintedRow.Cell] {
    let most = rows.map(\.cells.count).max() ?? 0
    let full = rows.filter { $0.cells.count == most }
    guard var columns = full.first?.cells else { return [] }
    for row in full {
      for (index, cell) in row.cells.enumerated() {
        columns[index].left = min(columns[index].left, cell.left)
        columns[index].right = max(columns[index].right, cell.right)
      }
    }
    return columns
  }

  /// Each cell under the first column that it shares with, or the nearest: what is merged with
  /// the row above leaves its place empty.
  private static func text(_ cells: [PrintedRow.Cell], _ columns: [PrintedRow.Cell]) -> String {
    var texts = [String](repeating: "", count: columns.count)
    var next = 0
    for (index, cell) in cells.enumerated() {
      // So many columns are needed for the cells that follow.
      let last = columns.count - (cells.count - index)
      guard next <= last else { break }
      let best =
        (next...last).first { shared(cell, columns[$0]) > 0 }
        ?? (next...last).max { shared(cell, columns[$0]) < shared(cell, columns[$1]) } ?? next
      texts[best] = cell.text
      next = best + 1
    }
    return texts.joined(separator: "\t")
  }

  /// The length of both together; below zero the gap between them.
  private static func shared(_ cell: PrintedRow.Cell, _ column: PrintedRow.Cell) -> Double {
    min(cell.right, column.right) - max(cell.left, column.left)
  }
}
