// ChineseDate+Weekday.swift — the clocks of pages, which show the day of the visit.

extension ChineseDate {
  /// `今天是2024年5月6日 星期一`: what the head of a page shows of the day it is read on.
  static func isOfToday(_ text: String) -> Bool {
    text.holds("星期") || text.holds("今天是") || text.holds("今日是")
  }

  /// `2024年5月6日　星期一`: the date alone.
  static func withoutWeekday(_ text: String) -> String {
    guard text.utf8.count <= 60, text.holds("星期") else { return text }
    let scalars = text.scalars
    guard let place = scalars.firstIndex(of: "星"), scalars.count - place == 3 else { return text }
    return String(scalars: scalars[..<place])
  }
}
