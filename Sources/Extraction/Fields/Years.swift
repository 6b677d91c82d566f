// Years.swift — the years (年度) that titles, headings and openings name.

/// The years that a document speaks of.
package enum Years {
  /// `2023年`, `2023年度`, `2021-2025年`, `（2023—2025）`; a document number's year is none.
  package static func named(in title: String) -> [Int] {
    let scalars = title.compact
    var years: Set<Int> = []
    var index = 0
    while index < scalars.count {
      guard scalars[index].isASCIIDigit, index == 0 || !scalars[index - 1].isASCIIDigit else {
        index += 1
        continue
      }
      let digits = scalars[index...].prefix { $0.isASCIIDigit }
      let start = index
      index += digits.count
      guard digits.count == 4, let year = Int(String(scalars: digits)), (1949...2060).contains(year)
      else { continue }
      if start > 0, "〔[".unicodeScalars.contains(scalars[start - 1]) { continue }
      var rest = index
      if rest < scalars.count, scalars[rest] == "年" { rest += 1 }
      if rest < scalars.count, "-—–~～至到".unicodeScalars.contains(scalars[rest].narrowed) {
        while rest < scalars.count, "-—–~～至到".unicodeScalars.contains(scalars[rest].narrowed) {
          rest += 1
        }
        let second = scalars[rest...].prefix { $0.isASCIIDigit }
        if second.count == 4, let last = Int(String(scalars: second)), last > year,
          last - year <= 20
        {
          years.formUnion(year...last)
          index = rest + 4
          continue
        }
      }
      if index < scalars.count, scalars[index] == "年" { years.insert(year) }
    }
    return years.sorted()
  }

  /// The years of the parts of a text, 回眸2023年 and 展望2024年: what its headings name beside
  /// words of looking back or ahead, or as `2023年` alone; empty when they name fewer than two.
  static func ofParts(_ paragraphs: [Paragraph]) -> [Int] {
    var years: Set<Int> = []
    for paragraph in paragraphs where paragraph.kind == .heading {
      let heading = Outline.headingText(paragraph)
      guard heading.utf8.contains(where: \.isASCIIDigit) else { continue }
      let isPart = partWords.contains { heading.holds($0) } || heading.compact.count <= 5
      if isPart { years.formUnion(named(in: heading)) }
    }
    return years.count >= 2 ? years.sorted() : []
  }

  private static let partWords = [
    "回眸", "回顾", "总结", "展望", "安排", "计划", "打算", "思路", "工作", "任务", "要点", "情况", "目标", "部署",
  ]

  /// The year that the text opens with, `2023年是…`; a day, `2023年5月1日`,
  /// is none.
  static func opening(_ paragraphs: [Paragraph]) -> Int? {
    for paragraph in paragraphs.prefix(3) where paragraph.kind == .text {
      guard paragraph.text.firstVisible?.digitValue != nil else { continue }
      let scalars = paragraph.text.compact
      let digits = scalars.prefix { $0.isASCIIDigit }
      guard digits.count == 4, scalars.count > 5, scalars[4] == "年",
        let year = Int(String(scalars: digits)), (1949...2060).contains(year)
      else { continue }
      return scalars[5] == "," || scalars[5].isHan ? year : nil
    }
    return nil
  }
}
