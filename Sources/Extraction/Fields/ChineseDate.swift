// ChineseDate.swift — dates as Chinese pages write them.

/// A calendar day (日期), read from `2024-01-05`, `2024年1月5日`, `2024.1.5`, `2024/01/05` or
/// `二〇二四年一月五日`; written as `2024-01-05`.
package struct ChineseDate: Hashable, Sendable, Comparable {
  package var year: Int
  package var month: Int
  package var day: Int

  package init?(year: Int, month: Int, day: Int) {
    guard (1900...2100).contains(year), (1...12).contains(month),
      (1...CivilDay.count(inMonth: month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The first date in the text.
  package init?(_ text: String) {
    guard Self.mayStand(in: text.utf8.span), let found = Self.first(in: text.scalars) else {
      return nil
    }
    self = found.date
  }

  /// Whether a text holds a mark that can stand behind a year: no date goes without, and most
  /// lines do.
  static func mayStand(in text: Span<UInt8>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case 0x2D...0x2F: return true
      case 0xE2, 0xE5, 0xEF:
        guard index + 2 < text.count else { break }
        // U+2010, 年, and -./ in full width.
        switch (text[index], text[index + 1], text[index + 2]) {
        case (0xE2, 0x80, 0x90), (0xE5, 0xB9, 0xB4), (0xEF, 0xBC, 0x8D...0x8F): return true
        default: break
        }
      default: break
      }
    }
    return false
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// The first date in the text and the scalars it takes, `日` included, a time of day not.
  static func first(
    in scalars: [Unicode.Scalar], from start: Int = 0
  ) -> (date: ChineseDate, range: Range<Int>)? {
    var index = start
    while index < scalars.count {
      if mayBegin(with: scalars[index]), index == 0 || numeral(scalars[index - 1]) == nil,
        let found = date(in: scalars, at: index)
      {
        return (found.date, index..<found.end)
      }
      index += 1
    }
    return nil
  }

  /// The date that a text begins with, and the place after it.
  static func leading(_ scalars: [Unicode.Scalar]) -> (date: ChineseDate, end: Int)? {
    date(in: scalars, at: 0)
  }

  static func mayBegin(with scalar: Unicode.Scalar) -> Bool {
    numeral(scalar) != nil || scalar == "民"
  }

  /// The date that is the whole of a line, as under a document.
  package static func whole(_ line: String) -> ChineseDate? {
    guard let start = line.firstVisible, numeral(start.narrowed) != nil,
      mayStand(in: line.utf8.span)
    else { return nil }
    let scalars = line.compact
    guard (8...14).contains(scalars.count), let found = first(in: scalars),
      found.range == scalars.indices
    else { return nil }
    return found.date
  }

  /// A day within an address: `/t20240105_123.html`, `/art/2024/1/5/art_1_2.html`.
  package static func inAddress(_ address: String) -> ChineseDate? {
    let scalars = address.scalars
    for index in scalars.indices where scalars[index] == "t" || scalars[index] == "/" {
      let digits = scalars[(index + 1)...].prefix { $0.isASCIIDigit }
      if digits.count == 8, let number = Int(String(scalars: digits)),
        let date = ChineseDate(
          year: number / 10000, month: number / 100 % 100, day: number % 100)
      {
        return date
      }
      if digits.count == 4, let found = date(in: scalars, at: index + 1),
        scalars[index + 5] == "/" || scalars[index + 5] == "-"
      {
        return found.date
      }
    }
    return nil
  }

  private static func date(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (date: ChineseDate, end: Int)? {
    var index = start
    guard let year = year(scalars, &index) else { return nil }
    scalars.skipBlanks(&index)
    guard index < scalars.count else { return nil }
    let mark = scalars[index].narrowed
    guard mark == "年" || mark == "-" || mark == "." || mark == "/" || mark == "\u{2010}"
    else { return nil }
    index += 1
    scalars.skipBlanks(&index)
    guard let month = number(scalars, &index, digits: 1, atMost: 2) else { return nil }
    scalars.skipBlanks(&index)
    guard index < scalars.count else { return nil }
    let second = scalars[index].narrowed
    guard mark == "年" ? second == "月" : second == mark else { return nil }
    index += 1
    scalars.skipBlanks(&index)
    guard let day = number(scalars, &index, digits: 1, atMost: 2) else { return nil }
    if mark != "年", index < scalars.count, scalars[index].isASCIIDigit, !hasTime(scalars, index) {
      return nil
    }
    let beforeMark = index
    scalars.skipBlanks(&index)
    if index < scalars.count, scalars[index] == "日" { index += 1 } else { index = beforeMark }
    return ChineseDate(year: year, month: month, day: day).map { ($0, index) }
  }

  /// `2024`, and `民國113`, of which year 1 is 1912.
  private static func year(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Int? {
    guard index < scalars.count else { return nil }
    if scalars[index] != "民" { return number(scalars, &index, digits: 4, atMost: 4) }
    guard index + 2 < scalars.count, scalars[index + 1] == "國" || scalars[index + 1] == "国"
    else { return nil }
    index += 2
    scalars.skipBlanks(&index)
    return number(scalars, &index, digits: 1, atMost: 3).map { $0 + 1911 }
  }

  /// `2019-09-2609:25` runs the time into the day.
  private static func hasTime(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index + 2 < scalars.count && scalars[index + 2].narrowed == ":"
  }

  private static func numeral(_ scalar: Unicode.Scalar) -> Int? {
    if let digit = scalar.digitValue { return digit }
    return switch scalar {
    // Letters that look like 〇: Latin, Cyrillic, Greek (court rulings have it), and ◯.
    case "O", "Ｏ", "О", "o", "\u{39F}", "\u{3BF}", "\u{25EF}": 0
    case "元": 1
    case "十": 10
    default: ChineseNumeral.digit(scalar)
    }
  }

  /// A number of digits, or of numerals with 十 in it: 十二, 二十, 三十一.
  private static func number(
    _ scalars: [Unicode.Scalar], _ index: inout Int, digits: Int, atMost: Int
  ) -> Int? {
    guard index < scalars.count, let first = numeral(scalars[index]) else { return nil }
    if scalars[index].digitValue != nil {
      let start = index
      let value = scalars.number(at: &index, digits: atMost)
      return index - start >= digits ? value : nil
    }
    var value = 0
    var count = 0
    if digits == 4 {
      guard first < 10 else { return nil }
      while index < scalars.count, count < 4, let digit = numeral(scalars[index]), digit < 10 {
        value = value * 10 + digit
        count += 1
        index += 1
      }
      return count == 4 ? value : nil
    }
    while index < scalars.count, count < 3, let digit = numeral(scalars[index]) {
      value = digit == 10 ? (count == 0 ? 10 : value * 10) : value + digit
      count += 1
      index += 1
    }
    return value
  }
}

extension ChineseDate: CustomStringConvertible {
  package var description: String { CivilDay.text(year, month, day) }
}
