// DraftItem.swift — what a draft claims: titles, document numbers, quotations, figures.
internal import Extraction

/// Something in a draft that a source can be asked for.
package struct DraftItem: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 《题名》, without its marks.
    case title
    /// 文号.
    case number
    /// “引文”, without its marks.
    case quote
    /// A number and its unit, with the words before it: 案件21964件.
    case figure
  }

  package var kind: Kind
  package var text: String
  /// Unicode scalars of the paragraph.
  package var range: Range<Int>

  /// Quotations and titles of fewer characters, letters and digits say too little.
  static let shortest = [Kind.quote: 4, .title: 2]

  /// The items of a paragraph, in order.
  package static func all(in text: String) -> [DraftItem] {
    let scalars = Array(text.unicodeScalars)
    let titles = marked(scalars, titleMarks, nests: true)
    var taken = titles.map { $0.lowerBound - 1..<$0.upperBound + 1 }
    let quotes = marked(scalars, quotationMarks, nests: false)
      .filter { quote in !taken.contains { $0.contains(quote.lowerBound) } }
    let pieces = quotes.flatMap { withoutGaps(scalars, $0) }
    let numbers = DocumentNumber.all(in: scalars)
      .filter { number in !taken.contains { $0.contains(number.lowerBound) } }
    func items(_ kind: Kind, _ ranges: [Range<Int>]) -> [DraftItem] {
      ranges.compactMap { range in
        let text = text.scalars(in: range)
        let length = ComparedText(text).scalars.count
        return length < shortest[kind] ?? 1 ? nil : DraftItem(kind: kind, text: text, range: range)
      }
    }
    let found = items(.title, titles) + items(.quote, pieces) + items(.number, numbers)
    taken += found.map(\.range)
    let figures = Figure.all(in: scalars).filter { figure in
      !taken.contains { $0.contains(figure.range.lowerBound) }
    }
    return (found + items(.figure, figures.map { $0.withLead(in: scalars) }))
      .sorted {
        ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
      }
  }

  private static let titleMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "《": "》", "〈": "〉", "<": ">", "＜": "＞",
  ]
  private static let quotationMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "「": "」", "『": "』", "\"": "\"", "＂": "＂",
  ]

  /// What stands between marks; of marks within marks the outermost, or all.
  private static func marked(
    _ scalars: [Unicode.Scalar], _ marks: [Unicode.Scalar: Unicode.Scalar], nests: Bool
  ) -> [Range<Int>] {
    var open: [(start: Int, close: Unicode.Scalar)] = []
    var ranges: [Range<Int>] = []
    for (index, scalar) in scalars.enumerated() {
      if let last = open.last, scalar == last.close {
        open.removeLast()
        if nests || open.isEmpty { ranges.append(last.start..<index) }
      } else if let close = marks[scalar] {
        // A bare < is a title mark only within a title.
        if open.isEmpty, scalar == "<" || scalar == "＜" || (nests && scalar == "〈") { continue }
        open.append((index + 1, close))
      }
    }
    return ranges
  }

  /// The pieces between marks of omission.
  private static func withoutGaps(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> [Range<Int>]
  {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where scalars[index] == "…" {
      if start < index { pieces.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }
}

/// A number written in digits, and its unit: 21,964件, 20.2%, 332万余宗.
struct Figure: Sendable, Hashable {
  /// Unicode scalars of the text, from the first digit to the unit.
  let range: Range<Int>
  /// The digits, in half width and not grouped, and what magnifies them: `332万余`.
  let value: String
  /// `件`, `%`, `个百分点`.
  let unit: String

  private static let percent: [Unicode.Scalar] = ["%", "％", "‰"]
  /// What makes a number a date or the name of something.
  private static let noUnits: [Unicode.Scalar] = ["月", "日", "号", "时", "届"]
  private static let clauseMarks = Set("，。；：、！？,;:()（）【】《》“”\t".unicodeScalars)

  static func all(in scalars: [Unicode.Scalar]) -> [Figure] {
    var figures: [Figure] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index].figure != nil else {
        index += 1
        continue
      }
      let start = index
      var digits = ""
      while index < scalars.count {
        if let digit = scalars[index].figure {
          digits.unicodeScalars.append(digit)
        } else if index + 1 < scalars.count, scalars[index + 1].figure != nil,
          let mark = mark(scalars[index])
        {
          if mark == ",", !groups(scalars, index) { break }
          if mark != "," { digits.append(mark) }
        } else {
          break
        }
        index += 1
      }
      if let figure = figure(scalars, start, digits, &index) { figures.append(figure) }
    }
    return figures
  }

  /// What may stand within a number.
  private static func mark(_ scalar: Unicode.Scalar) -> Character? {
    switch scalar {
    case ".", "．": "."
    case ",", "，": ","
    case "-", "–", "—", "~", "～", "－": "-"
    default: nil
    }
  }

  private static func groups(_ scalars: [Unicode.Scalar], _ comma: Int) -> Bool {
    let behind = scalars[(comma + 1)...].prefix { $0.figure != nil }
    return behind.count == 3
  }

  /// The figure whose digits end at `index`, which is moved behind its unit.
  private static func figure(
    _ scalars: [Unicode.Scalar], _ start: Int, _ digits: String, _ index: inout Int
  ) -> Figure? {
    // A number with a nought before it is a code.
    if digits.hasPrefix("0"), digits.count > 1, !digits.hasPrefix("0.") { return nil }
    if start > 0 {
      let before = scalars[start - 1]
      if before == "第" || before == "+" || before == "-"
        || before.properties.isAlphabetic && before.isASCII
      {
        return nil
      }
    }
    var value = digits
    func skipBlank() { while index < scalars.count, scalars[index] == " " { index += 1 } }
    while index < scalars.count, "十百千万亿余多".unicodeScalars.contains(scalars[index]) {
      value.unicodeScalars.append(scalars[index])
      index += 1
    }
    skipBlank()
    guard index < scalars.count else { return nil }
    let first = scalars[index]
    let isYear = first == "年" && digits.count == 4 && value == digits
    guard percent.contains(first) || first.isChinese && !noUnits.contains(first), !isYear else {
      return nil
    }
    var unit = percent.contains(first) && first != "‰" ? "%" : String(first)
    index += 1
    if first == "个", scalars[index...].starts(with: "百分点".unicodeScalars) {
      unit += "百分点"
      index += 3
    }
    return Figure(range: start..<index, value: value, unit: unit)
  }

  /// The figure and up to six characters before it, of the same clause.
  func withLead(in scalars: [Unicode.Scalar]) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < 6, scalars[start - 1].isChinese { start -= 1 }
    return start..<range.upperBound
  }

  /// The clause that it stands in; with the one before, where no word is before it.
  func clause(in scalars: [Unicode.Scalar]) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, !Self.clauseMarks.contains(scalars[start - 1]) { start -= 1 }
    if range.lowerBound - start < 2, start > 1 {
      start -= 1
      while start > 0, !Self.clauseMarks.contains(scalars[start - 1]) { start -= 1 }
    }
    var end = range.upperBound
    while end < scalars.count, !Self.clauseMarks.contains(scalars[end]) { end += 1 }
    return start..<end
  }
}

extension Unicode.Scalar {
  /// The digit, in half width.
  fileprivate var figure: Unicode.Scalar? {
    switch value {
    case 0x30...0x39: self
    case 0xff10...0xff19: Unicode.Scalar(value - 0xfee0)
    default: nil
    }
  }

  fileprivate var isChinese: Bool { (0x3400...0x9fff).contains(value) }
}
