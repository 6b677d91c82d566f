// Years.swift — the years (年度) that titles name.

/// The years that a title speaks of.
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
}
