// PrintedPage.swift — pieces of text where a page shows them → its rows, from top to bottom.

/// A piece of text with its place; lengths in any unit, y grows downwards.
struct PrintedText {
  var text: String
  var left: Double
  var right: Double
  var baseline: Double
  /// Of the type: the width of a Chinese character.
  var size: Double
}

/// One row of a page.
struct PrintedRow {
  struct Cell {
    var text: String
    var left: Double
    var right: Double
  }
  var page: Int
  var baseline: Double
  var size: Double
  /// Parted by gaps that no text has; at least one.
  var cells: [Cell]

  var left: Double { cells.first?.left ?? 0 }
  var right: Double { cells.last?.right ?? 0 }
  var text: String { cells.map(\.text).joined(separator: " ") }
}

struct PrintedPage {
  var number: Int
  var texts: [PrintedText] = []

  /// In characters.
  var length: Int { texts.reduce(0) { $0 + $1.text.unicodeScalars.count } }

  /// In sizes of the type: gaps from which on a blank stands between two Chinese characters,
  /// between two letters, between one and the other, which printers set apart, and a cell ends.
  private static let (hanGap, letterGap, mixedGap, cellGap) = (0.6, 0.12, 0.45, 1.5)

  var rows: [PrintedRow] {
    var groups: [[PrintedText]] = []
    let shown = texts.filter { $0.size > 0 && $0.size.isFinite && !$0.text.isEmpty }
    for text in shown.sorted(by: { ($0.baseline, $0.left) < ($1.baseline, $1.left) }) {
      if let last = groups.last?.last, Self.shareRow(last, text) {
        groups[groups.count - 1].append(text)
      } else {
        groups.append([text])
      }
    }
    return groups.compactMap(row)
  }

  /// They stand beside each other for half the height of the smaller: so do raised signs.
  private static func shareRow(_ above: PrintedText, _ below: PrintedText) -> Bool {
    let top = max(above.baseline - above.size, below.baseline - below.size)
    return above.baseline - top > 0.5 * min(above.size, below.size)
  }

  private func row(_ group: [PrintedText]) -> PrintedRow? {
    func length(_ text: PrintedText) -> Int { text.text.unicodeScalars.count }
    guard let main = group.max(by: { length($0) < length($1) }) else { return nil }
    var row = PrintedRow(page: number, baseline: main.baseline, size: main.size, cells: [])
    for piece in group.sorted(by: { $0.left < $1.left }) where !Self.isMark(piece, beside: main) {
      let cell = PrintedRow.Cell(text: piece.text, left: piece.left, right: piece.right)
      // The text of a cell that is held here would be copied with each piece.
      guard let right = row.cells.last?.right,
        let before = row.cells.last?.text.unicodeScalars.last,
        let next = piece.text.unicodeScalars.first,
        case let gap = (piece.left - right) / main.size, gap <= Self.cellGap
      else {
        row.cells.append(cell)
        continue
      }
      let blank = gap > Self.gap(before, next) ? " " : ""
      row.cells[row.cells.count - 1].text += blank + piece.text
      row.cells[row.cells.count - 1].right = max(right, piece.right)
    }
    for index in row.cells.indices { row.cells[index].text = row.cells[index].text.tidied }
    row.cells.removeAll { $0.text.isEmpty }
    return row.cells.isEmpty ? nil : row
  }

  /// The raised number of a note (脚注).
  private static func isMark(_ piece: PrintedText, beside main: PrintedText) -> Bool {
    piece.size < 0.75 * main.size && piece.baseline < main.baseline
      && piece.text.unicodeScalars.count(where: \.isASCIIDigit) <= 2
      && piece.text.unicodeScalars.allSatisfy {
        $0.isASCIIDigit || "[]〔〕*①②③④⑤⑥⑦⑧⑨⑩".unicodeScalars.contains($0)
      }
  }

  private static func gap(_ before: Unicode.Scalar, _ next: Unicode.Scalar) -> Double {
    switch (before.isASCII, next.isASCII) {
    case (false, false): hanGap
    case (true, true): letterGap
    default: mixedGap
    }
  }
}
