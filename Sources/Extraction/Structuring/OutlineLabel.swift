// OutlineLabel.swift — the number a line opens with: 一、（一）1.（1）① 第三条.

/// The label (序号) at the start of a paragraph.
package struct OutlineLabel: Hashable, Sendable {
  package enum Level: Int, Sendable, Comparable {
    case part, chapter, section, article
    case first, second, third, fourth, fifth

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    /// Belongs to the order of laws and rules: 编章节条.
    var isStatute: Bool { self <= .article }
  }
  package var level: Level
  /// Without brackets and marks: `六`, `15`, `第三条`.
  package var text: String
  /// Scalars from the start of the paragraph up to the first of its text.
  package var length: Int
  /// So many scalars at the start of a paragraph are looked at.
  package static let reach = 28
  /// The numbers of a decimal label: `2.1.3`; empty for all others.
  package private(set) var numbers: [Int] = []

  /// Reads the start of a paragraph; nil when no number opens it.
  ///
  /// Source: GB/T 9704—2012, 7.3.3 for the order; the forms are those found on pages.
  package init?(_ paragraph: String) {
    guard let first = paragraph.firstVisible, Self.mayOpen(first) else { return nil }
    let scalars = paragraph.scalars(first: Self.reach)
    guard let start = scalars.firstIndex(of: first) else { return nil }
    let found: (level: Level, text: String, end: Int)?
    if first == "第" {
      found = Self.statute(scalars, start)
    } else if first == "(" || first == "（" {
      found = Self.bracketed(scalars, start)
    } else if let circled = Self.circled(first) {
      found = (circled.level, "\(circled.value)", start + 1)
    } else {
      found = Self.plain(scalars, start)
    }
    guard let found else { return nil }
    var end = found.end
    scalars.skipBlanks(&end)
    // A number alone is no label: something has to follow.
    guard end < scalars.count else { return nil }
    (level, text, length) = (found.level, found.text, end)
  }

  /// Reads `1.1　编制目的` or `2　组织体系` where one opens the paragraph, as emergency plans and
  /// standards number their parts; whether it is a figure, the lines around it tell.
  package init?(decimal paragraph: String) {
    guard let first = paragraph.firstVisible, first.digitValue != nil else { return nil }
    let scalars = paragraph.scalars(first: Self.reach)
    guard let start = scalars.firstIndex(of: first) else { return nil }
    var numbers: [Int] = []
    var index = start
    while true {
      let begin = index
      guard let value = scalars.number(at: &index, digits: 3), index - begin < 3, value > 0
      else { return nil }
      numbers.append(value)
      let isPoint = index < scalars.count && ".．".unicodeScalars.contains(scalars[index])
      guard isPoint, index + 1 < scalars.count, scalars[index + 1].digitValue != nil else { break }
      index += 1
    }
    let end = index
    if numbers.count > 1, index < scalars.count, Self.isMeasure(scalars[index]) { return nil }
    if numbers.count > 1, index < scalars.count, ".．、".unicodeScalars.contains(scalars[index]) {
      index += 1
    }
    scalars.skipBlanks(&index)
    guard numbers.count <= 5, index < scalars.count,
      scalars[index].isHan || "《“（(".unicodeScalars.contains(scalars[index]),
      // 5 月, 3 大行动: a number alone may count something.
      numbers.count > 1 || index > end && !Self.countsSomething(scalars[index])
    else { return nil }
    (level, text, length) = (.third, numbers.map(String.init).joined(separator: "."), index)
    self.numbers = numbers
  }

  /// `1.5倍`, `1.2公里`
  private static func isMeasure(_ next: Unicode.Scalar) -> Bool {
    "倍成米吨亩公平千百万亿元角级度分".unicodeScalars.contains(next)
  }

  private static func countsSomething(_ next: Unicode.Scalar) -> Bool {
    "年月日时点分秒周天岁个名人位户家件条项类种批次届期号场座所台辆套处块级层度米吨亩公千百万亿元角倍成大小余多至到和或省市县区乡镇村".unicodeScalars
      .contains(next)
  }

  private static func mayOpen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "第" || scalar == "(" || scalar == "（" || scalar.digitValue != nil
      || isNumeral(scalar) || circled(scalar) != nil
  }

  /// 一 … 十, 百.
  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
    default: false
    }
  }

  private static func statute(
    _ scalars: [Unicode.Scalar], _ start: Int
  ) -> (level: Level, text: String, end: Int)? {
    var index = start + 1
    while index < scalars.count, index - start <= 8,
      ChineseNumeral.isNumeral(scalars[index]) || scalars[index].digitValue != nil
        || scalars[index].isBlank
    {
      index += 1
    }
    guard index > start + 1, index < scalars.count else { return nil }
    // 第一部分　单位概况
    if scalars[index] == "部", index + 2 < scalars.count, scalars[index + 1] == "分",
      scalars[index + 2].isBlank || "、：:".unicodeScalars.contains(scalars[index + 2])
    {
      return (
        .part, String(scalars: scalars[start...(index + 1)].filter { !$0.isBlank }), index + 2
      )
    }
    let level: Level
    switch scalars[index] {
    case "编": level = .part
    case "章": level = .chapter
    case "节": level = .section
    case "条": level = .article
    default: return nil
    }
    // 第三条规定… speaks of an article; a label is set off by a blank, a mark or a bracket,
    // or followed by the article's own text.
    var after = index + 1
    // An article that was put in later: 第十七条之一.
    if level == .article, after + 1 < scalars.count, scalars[after] == "之",
      ChineseNumeral.isNumeral(scalars[after + 1])
    {
      after += 1
      while after < scalars.count, ChineseNumeral.isNumeral(scalars[after]) { after += 1 }
    }
    if after < scalars.count, level == .article,
      speaksOfArticle(scalars[after]) || namesItem(scalars[after...])
    {
      return nil
    }
    let text = String(scalars: scalars[start..<after].filter { !$0.isBlank })
    return (level, text, after)
  }

  private static func speaksOfArticle(_ next: Unicode.Scalar) -> Bool {
    switch next {
    case "规", "款", "项", "的", "和", "至", "、", "，", ",", "之", "与", "及", "或", "中": true
    default: false
    }
  }

  /// `第二十条 第（一）项`: a rule that is cited, as the tables of annual reports do.
  private static func namesItem(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = rest.filter { !$0.isBlank }.prefix(7)
    return words.first == "第" && words.dropFirst(2).contains { $0 == "项" || $0 == "款" }
  }

  private static func bracketed(
    _ scalars: [Unicode.Scalar], _ start: Int
  ) -> (level: Level, text: String, end: Int)? {
    var index = start + 1
    var inner: [Unicode.Scalar] = []
    while index < scalars.count, inner.count <= 4, scalars[index] != ")", scalars[index] != "）" {
      if !scalars[index].isBlank { inner.append(scalars[index]) }
      index += 1
    }
    guard index < scalars.count, scalars[index] == ")" || scalars[index] == "）", !inner.isEmpty
    else { return nil }
    var end = index + 1
    if end < scalars.count, "、.．".unicodeScalars.contains(scalars[end]) { end += 1 }
    if inner.count <= 3, inner.allSatisfy({ isNumeral($0) && $0 != "百" }) {
      return (.second, String(scalars: inner), end)
    }
    if inner.count <= 2, inner.allSatisfy({ $0.digitValue != nil }) {
      return (.fourth, String(scalars: inner.map(\.narrowed)), end)
    }
    return nil
  }

  private static func plain(
    _ scalars: [Unicode.Scalar], _ start: Int
  ) -> (level: Level, text: String, end: Int)? {
    var index = start
    while index < scalars.count, isNumeral(scalars[index]) { index += 1 }
    if index > start, index - start <= 4, index < scalars.count,
      "、.．".unicodeScalars.contains(scalars[index])
    {
      return (.first, String(scalars: scalars[start..<index]), index + 1)
    }
    index = start
    while index < scalars.count, scalars[index].digitValue != nil { index += 1 }
    guard index > start, index - start <= 3, index < scalars.count,
      ".．、".unicodeScalars.contains(scalars[index])
    else { return nil }
    // 98.09% and 2023.6 are figures.
    if index + 1 < scalars.count, scalars[index + 1].digitValue != nil, scalars[index] != "、" {
      return nil
    }
    return (.third, String(scalars: scalars[start..<index].map(\.narrowed)), index + 1)
  }

  private static func circled(_ scalar: Unicode.Scalar) -> (level: Level, value: Int)? {
    switch scalar.value {
    case 0x2460...0x2473: (.fifth, Int(scalar.value) - 0x245F)
    case 0x2474...0x2487: (.fourth, Int(scalar.value) - 0x2473)
    case 0x2488...0x249B: (.third, Int(scalar.value) - 0x2487)
    case 0x3220...0x3229: (.second, Int(scalar.value) - 0x321F)
    default: nil
    }
  }
}
