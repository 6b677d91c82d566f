// FurnitureCutter+Bylines.swift — lines under a title that begin with their date.

extension FurnitureCutter {
  /// `2010-05-10 15:17`, with nothing else but a reading count or a separator.
  static func isStamp(_ text: String) -> Bool {
    guard let (scalars, end) = afterDate(text), scalars.count <= 32 else {
      return false
    }
    let rest = scalars[end...]
    let isNumeric = scalars[4] != "年" && scalars[4].digitValue == nil && !scalars[4].isHan
    let hasTime = rest.contains { $0 == ":" || $0 == "：" }
    return (isNumeric || hasTime)
      && rest.allSatisfy { $0.isBlank || $0.isASCIIDigit || stampMarks.contains($0) }
  }

  /// `2024-01-11 17:08　来源：某局　点击：12次`: a line under a title that begins with the date, and
  /// what follows has a label of such lines; or date and time and a name, `2024-01-11 17:08 某某网`.
  ///
  /// A name may stand before date and time: `某某日报2024-01-11 17:08`.
  package static func isByline(_ text: String) -> Bool {
    guard ChineseDate.mayStand(in: text.utf8.span), !sentenceMarks.contains(where: text.holds)
    else { return false }
    guard let (scalars, end) = afterDate(text) else { return isNamedStamp(text) }
    let rest = String(scalars: withoutDividers(scalars[end...]))
    if FurnitureRules.bylineLabels.contains(where: { rest.holds($0) }) { return true }
    let words = rest.split { $0 == " " || $0 == "\u{3000}" }
    if (1...2).contains(words.count), scalars.count <= 40, Byline.isName(String(words[0])),
      // Scripts write how often it was read: `某某局　次`.
      words.dropFirst().allSatisfy({ Int($0) != nil || $0 == "次" })
    {
      return true
    }
    return (2...3).contains(words.count) && isTime(words[0])
      && words[1].unicodeScalars.count <= 12 && words.dropFirst(2).allSatisfy { Int($0) != nil }
  }

  /// `某某日报2024-01-11 17:08`
  private static func isNamedStamp(_ text: String) -> Bool {
    guard text.utf8.count <= 150 else { return false }
    let scalars = text.scalars
    guard let found = ChineseDate.first(in: scalars), (2...20).contains(found.range.lowerBound)
    else { return false }
    if found.range.upperBound == scalars.count {
      return Byline.isName(String(scalars: withoutDividers(scalars[..<found.range.lowerBound])))
    }
    var stamp = scalars[found.range.lowerBound...]
    // WeChat names the province behind the time.
    let place = stamp.reversed().prefix(while: \.isHan).count
    if (2...3).contains(place) { stamp = stamp.dropLast(place) }
    return !scalars[..<found.range.lowerBound].contains { $0 == ":" || $0 == "：" }
      && scalars[found.range.upperBound...].contains { $0 == ":" || $0 == "：" }
      && isStamp(String(scalars: stamp))
  }

  /// `某某局 · `, ` | 某某局`: a name without what stands between it and the date.
  private static func withoutDividers(
    _ part: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    var part = part
    while let last = part.last, last.isBlank || dividers.contains(last) { part.removeLast() }
    return part.drop { $0.isBlank || dividers.contains($0) }
  }

  private static let dividers = Set("·•|｜丨/".unicodeScalars)

  /// The text of a line that begins with a date, and the place after the date.
  private static func afterDate(_ text: String) -> (scalars: [Unicode.Scalar], end: Int)? {
    let begin = text.unicodeScalars.drop { scalar in
      switch scalar {
      case "•", "·", "|", "[", "【", "（", "(": true
      default: scalar.isBlank
      }
    }
    guard let first = begin.first, ChineseDate.mayBegin(with: first),
      ChineseDate.mayStand(in: text.utf8.span)
    else { return nil }
    let scalars = Array(begin)
    return ChineseDate.leading(scalars).map { (scalars, $0.end) }
  }

  /// `17:08`, `17:08:45`
  private static func isTime(_ word: Substring) -> Bool {
    (4...8).contains(word.utf8.count) && word.utf8.contains(0x3A)
      && word.utf8.allSatisfy { $0 == 0x3A || (0x30...0x39).contains($0) }
  }

  private static let sentenceMarks = ["。", "，", "；", "！", "？"]

  private static let stampMarks = Set(":：|/-()（）[]【】阅读浏览点击次数量人气更新.万wW+".unicodeScalars)
}
