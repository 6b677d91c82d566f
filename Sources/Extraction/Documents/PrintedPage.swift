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
  var page: Int
  var left: Double
  var right: Double
  var baseline: Double
  var size: Double
  /// Parted by gaps that no text has.
  var cells: [String]

  var text: String { cells.joined(separator: " ") }
}

struct PrintedPage {
  var number: Int
  var texts: [PrintedText] = []

  /// In sizes of the type: gaps from which on a blank stands between two Chinese characters,
  /// between two letters, between one and the other, which printers set apart, and a cell ends.
  private static let (hanGap, letterGap, mixedGap, cellGap) = (0.6, 0.12, 0.45, 1.5)

  var rows: [PrintedRow] {
    var groups: [[PrintedText]] = []
    let shown = texts.filter { $0.size > 0 && $0.size.isFinite && !$0.text.isEmpty }
    for text in shown.sorted(by: { ($0.baseline, $0.left) < ($1.baseline, $1.left) }) {
      // Raised and lowered signs belong to the row that they stand in.
      if let first = groups.last?.first,
        text.baseline - first.baseline < 0.45 * min(first.size, text.size)
      {
        groups[groups.count - 1].append(text)
      } else {
        groups.append([text])
      }
    }
    return groups.compactMap(row)
  }

  private func row(_ group: [PrintedText]) -> PrintedRow? {
    let pieces = group.sorted { $0.left < $1.left }
    guard let first = pieces.first,
      let main = pieces.max(by: { $0.text.unicodeScalars.count < $1.text.unicodeScalars.count })
    else { return nil }
    var row = PrintedRow(
      page: number, left: first.left, right: first.right, baseline: main.baseline, size: main.size,
      cells: [""])
    var last: Unicode.Scalar?
    for piece in pieces {
      let gap = (piece.left - row.right) / max(main.size, 0.001)
      if let before = last, let next = piece.text.unicodeScalars.first {
        if gap > Self.cellGap {
          row.cells.append("")
        } else if gap > Self.gap(before, next) {
          row.cells[row.cells.count - 1] += " "
        }
      }
      row.cells[row.cells.count - 1] += piece.text
      row.right = max(row.right, piece.right)
      last = piece.text.unicodeScalars.last ?? last
    }
    row.cells = row.cells.map(\.tidied).filter { !$0.isEmpty }
    return row.cells.isEmpty ? nil : row
  }

  private static func gap(_ before: Unicode.Scalar, _ next: Unicode.Scalar) -> Double {
    switch (before.isASCII, next.isASCII) {
    case (false, false): hanGap
    case (true, true): letterGap
    default: mixedGap
    }
  }
}
