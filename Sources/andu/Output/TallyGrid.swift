// TallyGrid.swift — counts by two fields as a table.
import Archive
import Extraction

/// Documents by year and level: years down, levels across, from the State to townships.
struct TallyGrid {
  private let rows: [String]
  private let columns: [String]
  private let counts: [[String]: Int]

  private static let cellWidth = 8

  /// - Parameter tallies: each with two values.
  init(_ tallies: [Tally]) {
    let known = Region.Level.allCases.map(\.rawValue)
    rows = Set(tallies.map { $0.values[0] }).sorted()
    columns = Set(tallies.map { $0.values[1] }).sorted {
      (known.firstIndex(of: $0) ?? known.count, $0) < (known.firstIndex(of: $1) ?? known.count, $1)
    }
    counts = Dictionary(tallies.map { ($0.values, $0.documents) }) { first, _ in first }
  }

  var text: String {
    if rows.isEmpty { return "" }
    let names = columns.map { SafeText.visible($0.isEmpty ? "–" : $0) }
    var text = line("", names)
    for row in rows {
      text += line(row.isEmpty ? "–" : row, columns.map { cell(counts[[row, $0]] ?? 0) })
    }
    return text
  }

  private func cell(_ count: Int) -> String { count == 0 ? "·" : "\(count)" }

  private func line(_ name: String, _ cells: [String]) -> String {
    let padded = cells.map { cell in
      String(repeating: " ", count: max(1, Self.cellWidth - displayWidth(of: cell))) + cell
    }
    return Columns.pad(SafeText.visible(name), to: 6) + padded.joined() + "\n"
  }
}
