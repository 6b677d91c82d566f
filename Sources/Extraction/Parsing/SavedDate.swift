// SavedDate.swift — the moment a page was saved, as programs write it → UTC.

/// Reads what mail (`Wed, 8 Nov 2023 10:20:30 +0800`), JavaScript (`Wed Nov 08 2023 10:20:30
/// GMT+0800 (…)`) and ISO 8601 (`2023-11-08T02:20:30.123Z`) make of a date.
package enum SavedDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `yyyy-MM-ddTHH:mm:ssZ`; nil for anything else.
  package static func utc(_ text: String) -> String? {
    let words = text.prefix { $0 != "(" }.split {
      $0 == " " || $0 == "," || $0 == "T" && isISO(text)
    }
    guard let clock = words.lastIndex(where: { $0.contains(":") && !$0.hasPrefix("GMT") }) else {
      return nil
    }
    let time = words[clock].prefix { !"Zz.+-".contains($0) }.split(separator: ":").compactMap {
      Int($0)
    }
    guard time.count >= 2, time.allSatisfy({ (0..<61).contains($0) }), time[0] < 24 else {
      return nil
    }
    var numbers: [Int] = []
    var month: Int?
    for word in words[..<clock] {
      let parts = word.split(separator: "-")
      if parts.count == 3, let year = Int(parts[0]), let middle = Int(parts[1]),
        let day = Int(parts[2])
      {
        (numbers, month) = ([year, day], middle)
      } else if let number = Int(word) {
        numbers.append(number)
      } else if let index = months.firstIndex(of: String(word.lowercased().prefix(3))) {
        month = index + 1
      }
    }
    // ISO 8601 may put the zone behind the time, the others write it as a word of its own.
    let zone = words[clock].drop { !"Zz+-".contains($0) } + (words[(clock + 1)...].first ?? "")
    guard let month, (1...12).contains(month), let year = numbers.first(where: { $0 > 1900 }),
      let day = numbers.first(where: { $0 <= 31 }), day > 0, year < 10_000,
      let offset = minutes(of: String(zone))
    else { return nil }
    return formatted(
      days: day + CivilDay.count(before: month, of: year), minutes: time[0] * 60 + time[1] - offset,
      seconds: min(59, time.count > 2 ? time[2] : 0))
  }

  private static func isISO(_ text: String) -> Bool {
    text.utf8.count > 10 && text.utf8.dropFirst(10).first == UInt8(ascii: "T")
  }

  /// East of Greenwich; nil for what is no zone.
  private static func minutes(of zone: String) -> Int? {
    var rest = zone.uppercased()[...]
    for name in ["GMT", "UTC", "UT", "Z"] where rest.hasPrefix(name) {
      rest = rest.dropFirst(name.count)
    }
    if rest.isEmpty { return 0 }
    let digits = rest.dropFirst().filter { $0 != ":" }
    guard "+-".contains(rest.first ?? " "), digits.count == 4, let number = Int(digits) else {
      return nil
    }
    return (number / 100 * 60 + number % 100) * (rest.first == "-" ? -1 : 1)
  }

  private static func formatted(days: Int, minutes: Int, seconds: Int) -> String {
    let total = (days - 1) * 1440 + minutes
    let minute = total % 1440
    let (year, month, day) = CivilDay.date(total / 1440)
    let time = [minute / 60, minute % 60, seconds].map { CivilDay.padded($0, 2) }
    return "\(CivilDay.text(year, month, day))T\(time.joined(separator: ":"))Z"
  }
}
