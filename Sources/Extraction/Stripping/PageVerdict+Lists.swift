// PageVerdict+Lists.swift — titles of other texts and their dates, where links alone tell no list.

extension PageVerdict {
  /// Characters of a title that leads to another text.
  private static let shortestLink: Int32 = 6
  /// Lines below such a title where its date may stand: its office, its number, what it is about.
  private static let span = 4

  /// Fewer titles with their dates are no list: those that links lead from, and those of none.
  private static let fewestEntries = 3
  private static let fewestPlain = 5

  /// Whether a page without a text shows titles of others with their dates: in a line, in a row of a
  /// table, or on lines by turns.
  static func listsTexts(_ page: PageLines) -> Bool {
    let all = Array(page.lines.indices)
    var (entries, plain) = (0, 0)
    var isInTable = false
    for index in all {
      let line = page.lines[index]
      if line.shape == .tableRow {
        let text = page.text(index)
        isInTable = isInTable || isHeadOfList(text)
        let isDated = ChineseDate(text) != nil
        entries += isDated && (isInTable || line.linked >= shortestLink) ? 1 : 0
      } else {
        isInTable = false
        if isEntry(page, all, at: index, isTold: false) {
          entries += 1
        } else if isPlainEntry(page, index) {
          plain += 1
        }
      }
    }
    return entries >= fewestEntries || plain >= fewestPlain
  }

  /// Whether what was kept is titles of other texts, each with a date and some words of its text.
  static func isDigest(_ page: PageLines, _ kept: [Int]) -> Bool {
    let entries = kept.indices.filter { isEntry(page, kept, at: $0, isTold: true) }
    guard let first = entries.first, first < span else { return false }
    return entries.count > fewestEntries && entries.count * span >= kept.count
  }

  /// A title that leads to another text, with its date in the line or, before the next such title,
  /// below it; where it `isTold`, with a sentence there, too.
  private static func isEntry(
    _ page: PageLines, _ lines: [Int], at place: Int, isTold: Bool
  ) -> Bool {
    let line = page.lines[lines[place]]
    guard isTitle(line) else { return false }
    let text = page.text(lines[place])
    var isDated = line.scalars <= 140 && ChineseDate(text) != nil
    var hasSentence = !isTold
    for below in lines[(place + 1)...].prefix(span) where !(isDated && hasSentence) {
      let next = page.lines[below]
      if isTitle(next) { break }
      let words = page.text(below)
      if next.scalars <= 40, ChineseDate(words) != nil,
        FurnitureCutter.isStamp(words) || FurnitureMatcher.shared.kind(of: words) == .metadata
      {
        isDated = true
      } else if next.marks > 0, next.scalars >= 20, next.linkShare < 0.3 {
        hasSentence = true
      }
    }
    return isDated && hasSentence
  }

  private static func isTitle(_ line: TextLine) -> Bool {
    line.linked >= shortestLink && line.linkShare > 0.4 && !line.hasFileLink
  }

  /// `云溪市召开防汛工作会议 2024-05-06`: a script leads from it to the text.
  private static func isPlainEntry(_ page: PageLines, _ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.linked == 0, (14...80).contains(line.scalars), line.marks < 2 else { return false }
    let scalars = page.text(index).scalars
    guard let found = ChineseDate.first(in: scalars), found.range.lowerBound >= 8,
      found.range.upperBound == scalars.count
    else { return false }
    // 截至2024年5月6日 ends a line of a text.
    return scalars[found.range].contains { "-/.".unicodeScalars.contains($0) }
      && (scalars[found.range.lowerBound - 1].isBlank || line.shape == .listItem)
  }

  /// `序号	标题	文号	发布日期`: what the columns of a list of documents are called.
  private static func isHeadOfList(_ text: String) -> Bool {
    let cells = text.split(separator: "\t").map { String(scalars: String($0).compact) }
    return cells.count >= 3 && cells.contains(where: InfoLabels.titleColumns.contains)
      && cells.contains(where: InfoLabels.dateColumns.contains)
  }
}
