// FurnitureCutter+Bylines.swift — lines under a title that begin with their date.

extension FurnitureCutter {
  /// `2010-05-10 15:17`, with nothing else but a reading count or a separator.
  static func isStamp(_ text: String) -> Bool {
    let scalars = Array(
      text.unicodeScalars.drop { $0.isBlank || "•·|".unicodeScalars.contains($0) })
    guard scalars.count <= 26, let found = ChineseDate.first(in: scalars),
      found.range.lowerBound == 0
    else { return false }
    let rest = scalars[found.range.upperBound...]
    let isNumeric = scalars[4] != "年" && scalars[4].digitValue == nil && !scalars[4].isHan
    let hasTime = rest.contains { $0 == ":" || $0 == "：" }
    return (isNumeric || hasTime)
      && rest.allSatisfy { $0.isBlank || $0.isASCIIDigit || stampMarks.contains($0) }
  }

  /// `2024-01-11 17:08　来源：某局　点击：12次`: a line under a title that begins with the date, and
  /// what follows has a label of such lines; or date and time and a name, `2024-01-11 17:08 某某网`.
  package static func isByline(_ text: String) -> Bool {
    let scalars = Array(
      text.unicodeScalars.drop { $0.isBlank || "[【（(•·|".unicodeScalars.contains($0) })
    guard let found = ChineseDate.first(in: scalars), found.range.lowerBound == 0,
      !scalars.contains(where: { "。，；！？".unicodeScalars.contains($0) })
    else { return false }
    let rest = String(scalars: scalars[found.range.upperBound...])
    if FurnitureRules.bylineLabels.contains(where: { rest.holds($0) }) { return true }
    let words = rest.split(separator: " ").filter { !$0.isEmpty }
    return words.count == 2 && isTime(words[0]) && words[1].unicodeScalars.count <= 12
  }

  /// `17:08`, `17:08:45`
  private static func isTime(_ word: Substring) -> Bool {
    (4...8).contains(word.utf8.count) && word.utf8.contains(0x3A)
      && word.utf8.allSatisfy { $0 == 0x3A || (0x30...0x39).contains($0) }
  }

  private static let stampMarks = Set(":：|/-()（）阅读浏览点击次数人气更新".unicodeScalars)
}
