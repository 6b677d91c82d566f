// PrintedDocument.swift — rows of the pages of an OFD or PDF file → paragraphs.

/// Puts paragraphs together again: a row that reaches the right margin goes on in the next, an
/// indent of two characters begins a paragraph. Page numbers and running heads are left out.
///
/// Source: GB/T 9704—2012, 7.3.3 (indent of two characters), 7.5 (page numbers).
struct PrintedDocument {
  /// Rows that fill a page have this many characters.
  private static let shortest = 10.0

  private var rows: [PrintedRow]
  /// The size of most of the text.
  private let size: Double
  private let (left, right): (Double, Double)
  /// From a row to the next.
  private let pitch: Double

  /// - Parameter pages: the rows of each.
  static func read(_ pages: [[PrintedRow]]) -> DocumentText {
    let rows = pages.flatMap(\.self)
    let blank = pages.count(where: \.isEmpty)
    var text = DocumentText()
    if rows.isEmpty {
      text.truncated = "the file is a scan or pictures: its \(pages.count) pages hold no text"
      return text
    }
    if blank > 0 {
      text.truncated = "\(blank) of \(pages.count) pages hold no text: scans, pictures or empty"
    }
    text.lines = PrintedDocument(rows, pages: pages.count).lines
    return text
  }

  private init(_ rows: [PrintedRow], pages: Int) {
    self.rows = Self.withoutRunningHeads(Self.withoutPageNumbers(rows), pages: pages)
    size = Self.commonSize(self.rows)
    let size = size
    let body = self.rows.filter { Self.isLike($0.size, size) && $0.cells.count == 1 }
    left = Self.edge(body.map { -$0.left }, size).map { -$0 } ?? 0
    right = Self.edge(body.map(\.right), size) ?? 0
    let steps = zip(self.rows, self.rows.dropFirst()).filter { $0.page == $1.page }
      .map { $1.baseline - $0.baseline }.sorted()
    pitch = steps.isEmpty ? 2 * size : steps[steps.count / 2]
  }

  private static func isLike(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 0.12 * max(a, b) }

  private static func commonSize(_ rows: [PrintedRow]) -> Double {
    var weights: [Int: Int] = [:]
    for row in rows { weights[Self.rounded(row.size), default: 0] += row.text.utf8.count }
    let best = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 1
    return Double(max(best, 1)) / 10
  }

  private static func rounded(_ length: Double) -> Int { Int(min(max(length, 0), 1e6) * 10 + 0.5) }

  /// The greatest value that another one is near to; the greatest of all when none is.
  private static func edge(_ values: [Double], _ size: Double) -> Double? {
    let sorted = values.sorted(by: >)
    for (index, value) in sorted.dropLast().enumerated() where value - sorted[index + 1] < size {
      return value
    }
    return sorted.first
  }

  // MARK: - Furniture

  /// `— 1 —`, `-2-`, `第3页`, `4/10`, `5` as the first or last row of a page.
  private static func withoutPageNumbers(_ rows: [PrintedRow]) -> [PrintedRow] {
    rows.indices.filter { index in
      let isFirst = index == 0 || rows[index - 1].page != rows[index].page
      let isLast = index + 1 == rows.count || rows[index + 1].page != rows[index].page
      return !((isFirst || isLast) && isPageNumber(rows[index].text))
    }.map { rows[$0] }
  }

  static func isPageNumber(_ text: String) -> Bool {
    let scalars = text.compact
    guard (1...16).contains(scalars.count),
      scalars.contains(where: { $0.isASCIIDigit || "IVXivx".unicodeScalars.contains($0) })
    else { return false }
    return scalars.allSatisfy {
      $0.isASCIIDigit || "—–-_－·|/第页頁共ivxIVX".unicodeScalars.contains($0)
    }
  }

  /// The same text, numbers apart, at the same height of the first or last two rows of at least
  /// three pages and of a third of all.
  private static func withoutRunningHeads(_ rows: [PrintedRow], pages: Int) -> [PrintedRow] {
    guard pages >= 3 else { return rows }
    var counts: [String: Set<Int>] = [:]
    func key(_ index: Int) -> String? {
      let row = rows[index]
      let isEdge = [-2, 2].contains { step in
        let other = index + step
        return !rows.indices.contains(other) || rows[other].page != row.page
      }
      // 附件1, 附件2 … stand at the same place of their pages, and are no heads.
      guard isEdge, row.text.compact.first != "附" else { return nil }
      let text = String(scalars: row.text.compact.filter { !$0.isASCIIDigit })
      return "\(rounded(row.baseline) / max(rounded(row.size), 1)) \(text)"
    }
    for index in rows.indices {
      if let key = key(index) { counts[key, default: []].insert(rows[index].page) }
    }
    return rows.indices.filter { index in
      guard let key = key(index), let count = counts[key]?.count else { return true }
      return count < 3 || count * 3 < pages
    }.map { rows[$0] }
  }

  // MARK: - Paragraphs

  private var lines: [DocumentText.Line] {
    let table = PrintedTable(rows)
    let isNote = notes
    var lines: [StyledLine] = []
    var notes: [DocumentText.Line] = []
    var last: PrintedRow?
    for (index, row) in rows.enumerated() {
      if let cells = table.texts[index] {
        lines.append(StyledLine(text: cells, isTableRow: true))
        last = nil
      } else if isNote.contains(index) {
        // At the foot of a page; the text goes on above that of the next.
        notes.append(.init(text: row.text))
      } else {
        if let last, continues(last, row) {
          lines[lines.count - 1].text += Self.seam(last.text, row.text) + row.text
        } else {
          lines.append(
            StyledLine(
              text: row.text, isCentered: isCentered(row),
              size: Self.rounded(Self.isLike(row.size, size) ? size : row.size),
              followsBlank: last.map { !isNext($0, row) } ?? false))
        }
        last = row
      }
    }
    return TitleLines.joined(lines) + notes
  }

  /// Small type with nothing but its like below it on the page, and text above.
  private var notes: Set<Int> {
    var found: Set<Int> = []
    var foot: [Int] = []
    for index in rows.indices.reversed() {
      if let last = foot.last, rows[last].page != rows[index].page { foot = [] }
      let isFoot = index + 1 == rows.count || rows[index + 1].page != rows[index].page
      if rows[index].size < 0.8 * size {
        if isFoot || !foot.isEmpty { foot.append(index) }
      } else {
        found.formUnion(foot)
        foot = []
      }
    }
    return found
  }

  private func isNext(_ row: PrintedRow, _ next: PrintedRow) -> Bool {
    row.page == next.page
      && next.baseline - row.baseline <= 1.7 * max(pitch, max(row.size, next.size) * 1.2)
  }

  private func isCentered(_ row: PrintedRow) -> Bool {
    let (before, after) = (row.left - left, right - row.right)
    return abs(before - after) < 2 * row.size
  }

  /// Whether a paragraph goes on from one row to the next.
  private func continues(_ row: PrintedRow, _ next: PrintedRow) -> Bool {
    guard Self.isLike(row.size, next.size), row.size > 0.88 * size,
      row.right >= right - 2 * row.size, row.right - left >= Self.shortest * size,
      next.left < left + 1.2 * size, row.page != next.page || isNext(row, next)
    else { return false }
    // Some documents indent nothing; there a number begins a paragraph.
    return OutlineLabel(next.text) == nil || !LineShape(row.text).endsSentence
  }

  /// What stands between the texts of two rows.
  private static func seam(_ text: String, _ next: String) -> String {
    guard let last = text.unicodeScalars.last, let first = next.unicodeScalars.first else {
      return ""
    }
    return last.isASCII && first.isASCII && last != "-" && first != ")" ? " " : ""
  }
}
