// ChineseDate+Value.swift — forms of a date that stand for one behind a label alone.

extension ChineseDate {
  /// The day that a labelled value names: as any text has it, or as clocks and databases print it,
  /// `20240506`, `20240506090500`, `5/26/2024 9:05:00 AM`, `Mon May 06 09:05:00 CST 2024`.
  package init?(value: String) {
    if let date = ChineseDate(value) {
      self = date
      return
    }
    guard value.utf8.count <= Self.longestValue else { return nil }
    let scalars = value.trimmed.scalars
    // A clock that was never set gives the first day of 1970.
    guard let date = Self.inRun(scalars) ?? Self.yearLast(scalars) ?? Self.english(value),
      (date.year, date.month, date.day) != (1970, 1, 1)
    else { return nil }
    self = date
  }

  /// In bytes.
  private static let longestValue = 48

  /// `20240506`, with the time of day behind it or not.
  private static func inRun(_ scalars: [Unicode.Scalar]) -> ChineseDate? {
    let digits = scalars.prefix { $0.isASCIIDigit }
    guard [8, 12, 14].contains(digits.count), let day = Int(String(scalars: digits.prefix(8)))
    else { return nil }
    return ChineseDate(year: day / 10000, month: day / 100 % 100, day: day % 100)
  }

  /// `25-06-2024`, `06/25/2024`: of two numbers that may both be the month nothing is said, unless
  /// the clock behind them is that of a country that puts the month first.
  private static func yearLast(_ scalars: [Unicode.Scalar]) -> ChineseDate? {
    let date = scalars.prefix { $0.isASCIIDigit || "/-.".unicodeScalars.contains($0) }
    let parts = date.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }
    guard parts.count == 3, parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4,
      let first = Int(String(scalars: parts[0])), let second = Int(String(scalars: parts[1])),
      let year = Int(String(scalars: parts[2]))
    else { return nil }
    let rest = String(scalars: scalars[date.endIndex...])
    let isMonthFirst = rest.ends(with: "AM") || rest.ends(with: "PM")
    if second > 12 || isMonthFirst || first == second {
      return ChineseDate(year: year, month: first, day: second)
    }
    return first > 12 ? ChineseDate(year: year, month: second, day: first) : nil
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Mon May 06 09:05:00 CST 2024`, `May  6 2024  9:05AM`
  private static func english(_ value: String) -> ChineseDate? {
    let words = value.split { $0 == " " || $0 == "," }.map(String.init)
    guard let place = words.firstIndex(where: months.contains), place + 2 < words.count,
      let month = months.firstIndex(of: words[place]), let day = Int(words[place + 1])
    else { return nil }
    let year = words[(place + 2)...].first { $0.utf8.count == 4 && Int($0) != nil }
    return year.flatMap { Int($0) }.flatMap {
      ChineseDate(year: $0, month: month + 1, day: day)
    }
  }
}
