// FurnitureCutter+Head.swift — what stands above a text: by-lines, fields, tables of them, links.

extension FurnitureCutter {
  /// Everything down to the by-line under the title, when it is short lines only.
  mutating func cutAboveByline(_ end: Int) {
    guard end > 0, end < lines.count, end <= 24, end * 2 < lines.count + 6,
      lines[..<end].allSatisfy({ $0.count <= 140 && $0.marks < 3 })
    else { return }
    drop(0..<end, "above the by-line")
  }

  mutating func cutHead() {
    var index = kept.lowerBound
    var (labels, values): (Set<Int>, Set<Int>) = ([], [])
    /// `<dt>索引号</dt><dd>…</dd><dt>发文机关</dt>`: a label alone, below another one or its value.
    func isLabel(_ index: Int) -> Bool {
      index + 1 < kept.upperBound && InfoTable.isLabel(lines[index].text)
        && (labels.contains(index - 1) || values.contains(index - 1))
    }
    /// What stands below a label; 各有关单位： begins the text below an empty one.
    func isValue(_ index: Int) -> Bool {
      lines[index].count <= 60 && lines[index].marks == 0 && index > kept.lowerBound
        && !values.contains(index - 1) && kinds[index - 1] ?? .metadata == .metadata
        && InfoTable.isLabel(lines[index - 1].text) && !lines[index].text.ends(with: "：")
    }
    while index < kept.upperBound {
      if isDropped[index] || headRule(index) != nil {
        if InfoTable.isLabel(lines[index].text) {
          labels.insert(index)
        } else if labels.contains(index - 1) {
          values.insert(index)
        }
        index += 1
      } else if isLabel(index) {
        labels.insert(index)
        index += 1
      } else if isValue(index) {
        values.insert(index)
        index += 1
      } else if let table = infoTable(after: index) {
        drop(index..<table, "caption of 信息公开 table")
        index = table
      } else {
        break
      }
    }
    if index < kept.upperBound {
      for line in kept.lowerBound..<index where !isDropped[line] {
        drop(line..<(line + 1), "head \(headRule(line) ?? "labelled field")")
      }
    }
  }

  /// Where the 信息公开 table begins that a short line or two announces.
  private func infoTable(after index: Int) -> Int? {
    for table in (index + 1)..<(index + 3) where table < kept.upperBound {
      if lines[table].isTableRow, InfoTable.isInfoRow(lines[table].text) { return table }
      if lines[table].count > 20 || lines[index].count > 20 { return nil }
    }
    return nil
  }

  func headRule(_ index: Int) -> String? {
    let line = lines[index]
    // One row of links, named in its first cell.
    if line.isTableRow, line.linkShare > 0.9, !line.hasFileLink,
      FurnitureMatcher.shared.kind(of: String(line.text.prefix { $0 != "\t" })) == .related
    {
      return "related"
    }
    if line.isTableRow { return isInfoRow(index) ? "信息公开 table" : nil }
    if kinds[index] == .related {
      if isLoneCaption(index) { return "related" }
      // A list of other texts on one line; files and interpretations are the document's own.
      return line.linkShare > 0.9 && !line.hasFileLink && !isOwnList(line) ? "related" : nil
    }
    if isOfEvent(index) { return nil }
    if let kind = kinds[index] { return isNotice(index) ? nil : kind.rawValue }
    if line.isByline, line.count <= 60 { return "byline" }
    if Self.isLabelled(line) { return "labelled field" }
    if Self.isCatalogue(line) { return "信息公开 fields" }
    if Self.isStamp(line.text) { return "date stamp" }
    if !line.isTableRow, line.linkShare < 0.5, line.count <= FurnitureRules.longestLine,
      Self.isByline(line.text)
    {
      return "byline"
    }
    if line.linkShare > 0.9, !line.hasFileLink, line.count <= 30 { return "links" }
    return nil
  }

  /// `相关链接` with the text below it, and no link.
  private func isLoneCaption(_ index: Int) -> Bool {
    guard index + 1 < kept.upperBound, lines[index].count <= 5 else { return false }
    let next = lines[index + 1]
    return next.linkShare < 0.5 && !next.hasFileLink && !isOwnItem(next)
  }

  /// A row of the 信息公开 table, or one below it that opens with any label.
  private func isInfoRow(_ index: Int) -> Bool {
    let text = lines[index].text
    if InfoTable.isInfoRow(text) { return true }
    guard index > kept.lowerBound, lines[index - 1].isTableRow else { return false }
    return InfoTable.isHeaderRow(lines[index - 1].text)
      || InfoTable.isInfoRow(lines[index - 1].text)
        && InfoTable.isLabel(String(text.prefix { $0 != "\t" }))
  }

  /// `索引号：… 发文机关：… 成文日期：…`: the 信息公开 table in one line.
  private static func isCatalogue(_ line: Line) -> Bool {
    guard !line.isTableRow, line.count <= InfoTable.longestLine,
      InfoTable.mayHoldLabel(line.text)
    else { return false }
    let entries = InfoTable.entries(in: line.text, line: 0, next: nil)
    guard let first = entries.first, entries.count(where: \.isCore) >= fewestFields,
      entries.contains(where: { $0.field == .indexNumber || $0.field == .documentNumber })
    else { return false }
    let words = String(scalars: line.text.compact.drop { "【[〖［".unicodeScalars.contains($0) })
    return words.hasPrefix(first.label)
  }

  private static let fewestFields = 3

  /// `【发布文号】…`: a field of the document, its label in brackets.
  private static func isLabelled(_ line: Line) -> Bool {
    guard line.count <= 60, let first = line.text.unicodeScalars.first,
      "【[［〖".unicodeScalars.contains(first),
      let entry = InfoTable.entries(in: line.text, line: 0, next: nil).first
    else { return false }
    return entry.isCore && line.text.dropFirst().hasPrefix(entry.label)
  }
}
