// CivilDay.swift — the calendar: days to dates and back, and how they are written.

/// Arithmetic of the Gregorian calendar. Days are counted from 1 March of year 0.
///
/// Source: Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”.
package enum CivilDay {
  /// How many days a month has.
  package static func count(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Days up to the day before a month begins.
  static func count(before month: Int, of year: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let month = (month + 9) % 12
    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5
  }

  /// The date that comes after so many days.
  static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// The day of China, UTC+8; empty beyond the year 2100.
  static func inChina(secondsSince1970 seconds: Int) -> String {
    guard (0...lastSecond).contains(seconds) else { return "" }
    let (year, month, day) = date((seconds + 8 * 3600) / 86400 + 719_468)
    return ChineseDate(year: year, month: month, day: day)?.description ?? ""
  }

  /// In the year 2100.
  private static let lastSecond = 4_102_444_800

  /// `yyyy-MM-dd`
  static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
