// Figure.swift — numbers with their units, and how else they may be written.
internal import Extraction

/// A number and its unit: 21,964件, 20.2%, 332万余宗, 三百二十件, 百分之五.
struct Figure: Sendable, Hashable {
  /// Unicode scalars of the text, from the first digit to the unit.
  let range: Range<Int>
  /// In half width, not grouped, not magnified: `3320000余` for 332万余; `3-5`.
  let value: String
  /// `件`, `人次`, `%`, `个百分点`.
  let unit: String

  private static let percent: [Unicode.Scalar] = ["%", "％", "‰"]
  private static let spelledPercent = Array("百分之".unicodeScalars)
  /// What makes a number a date or the name of something.
  private static let noUnits: [Unicode.Scalar] = ["月", "日", "号", "时", "届"]
  /// What stands behind years: 2021年, 2021修订, 2018版.
  private static let behindYears: [Unicode.Scalar] = ["年", "修", "版"]
  /// What Chinese numerals count; 十分 and 千方百计 are none.
  private static let measures = Set(
    "个件起宗例名人家户次场项条批元份篇部座所间处台辆艘套吨亩岁天年周期类种支幅张册本位对组队村镇县市区乡校厂层公平"
      .unicodeScalars)
  /// Of these there are no halves; and what they count may follow the number of an item.
  private static let wholes = Set(
    "个件起宗例名人家户次场项条批份篇部座所间处台辆艘套岁年类种支幅张册本位组队村镇县市区乡校厂".unicodeScalars)
  private static let about: [Unicode.Scalar] = ["余", "多"]
  /// What 次 makes a unit of its own with: 480人次 are not 480人.
  private static let counted = Set("人户件场班批车架台艘例项家".unicodeScalars)
  /// 次日 and 次要 begin another word.
  private static let behindNext = Set("日年月周季晨要".unicodeScalars)
  /// Marks of quotation and of titles stand within a clause.
  static let clauseMarks = Set("，。；：、！？,;:()（）【】\t".unicodeScalars)

  static func all(in scalars: [Unicode.Scalar]) -> [Figure] {
    var figures: [Figure] = []
    var index = 0
    while index < scalars.count {
      let start = index
      let found: Figure?
      if scalars[index].digitValue != nil {
        found = inDigits(scalars, &index)
      } else if scalars[index] == spelledPercent[0],
        scalars[index...].starts(with: spelledPercent)
      {
        found = percentage(scalars, &index)
      } else if scalars[index] == "第" || scalars[index] == "首" {
        found = rank(scalars, &index)
      } else if ChineseNumber.mayBegin(with: scalars[index]) {
        found = spelled(scalars, &index)
      } else {
        found = nil
      }
      if let found { figures.append(found) }
      if index == start { index += 1 }
    }
    return figures
  }

  /// Each with the range of it and of what is written before it.
  static func withLeads(in scalars: [Unicode.Scalar]) -> [(figure: Figure, range: Range<Int>)] {
    var previous = 0
    return all(in: scalars).map { figure in
      let range = figure.withLead(in: scalars, after: previous)
      previous = figure.range.upperBound
      return (figure, range)
    }
  }

  // MARK: In digits

  /// `index` is moved behind the digits, and behind the unit where there is one.
  private static func inDigits(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Figure? {
    var start = index
    var digits = ""
    while index < scalars.count {
      if let digit = scalars[index].digitValue {
        digits += "\(digit)"
      } else if index + 1 < scalars.count, scalars[index + 1].digitValue != nil,
        let mark = mark(scalars[index])
      {
        if mark == ",", !groups(scalars, index) { break }
        if mark != "," { digits.append(mark) }
      } else {
        break
      }
      index += 1
    }
    if let behind = behindLabel(scalars, start, index) {
      start = behind
      digits = String(digits.drop { $0 != "." }.dropFirst())
    }
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
    let places = places(scalars, &index)
    var value = places == 0 ? digits : magnified(digits, by: places)
    let isPlain = value == digits
    if index < scalars.count, about.contains(scalars[index]) {
      index += 1
      // 50余万
      let more = self.places(scalars, &index)
      value = (more == 0 ? value : magnified(value, by: more)) + "余"
    }
    while index < scalars.count, scalars[index] == " " { index += 1 }
    guard index < scalars.count else { return nil }
    let first = scalars[index]
    let isYear =
      behindYears.contains(first) && isPlain
      && digits.split(separator: "-").allSatisfy { $0.count == 4 }
    guard percent.contains(first) || first.isChinese && !noUnits.contains(first), !isYear else {
      return nil
    }
    let unit = unit(scalars, &index)
    return Figure(range: start..<index, value: value, unit: unit)
  }

  /// Where a figure begins behind the number of an item, `16.11个司法所`; `end` is behind its digits.
  private static func behindLabel(
    _ scalars: [Unicode.Scalar], _ start: Int, _ end: Int
  ) -> Int? {
    guard scalars[..<start].allSatisfy({ $0 == " " || $0 == "\u{3000}" }),
      let point = scalars[start..<end].firstIndex(where: { $0 == "." || $0 == "．" }),
      point - start < 3, point + 1 < end, scalars[point + 1].digitValue ?? 0 > 0,
      !scalars[(point + 1)..<end].contains(where: { $0 == "." || $0 == "．" })
    else { return nil }
    var next = end
    while next < scalars.count, about.contains(scalars[next]) || scalars[next] == " " { next += 1 }
    guard next < scalars.count, wholes.contains(scalars[next]),
      !scalars[next...].starts(with: "个百分点".unicodeScalars)
    else { return nil }
    return point + 1
  }

  /// By how many places 十, 百, 千, 万, 亿 move what stands before them.
  private static func places(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Int {
    var places = 0
    while index < scalars.count, let more = ChineseNumber.places[scalars[index]] {
      places += more
      index += 1
    }
    return places
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
    let behind = scalars[(comma + 1)...].prefix { $0.digitValue != nil }
    return behind.count == 3
  }

  /// `3.2`, by 4: `32000`; what is no single number keeps its magnifier as `e4`.
  private static func magnified(_ digits: String, by places: Int) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !digits.contains("-") else { return "\(digits)e\(places)" }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let moved = fraction + String(repeating: "0", count: max(0, places - fraction.count))
    var rest = Substring(moved.dropFirst(places))
    while rest.last == "0" { rest.removeLast() }
    let whole = (parts[0] + moved.prefix(places)).drop { $0 == "0" }
    return (whole.isEmpty ? "0" : whole) + (rest.isEmpty ? "" : "." + rest)
  }

  private static func unit(_ scalars: [Unicode.Scalar], _ index: inout Int) -> String {
    let first = scalars[index]
    index += 1
    if first == "个", scalars[index...].starts(with: "百分点".unicodeScalars) {
      index += 3
      return "个百分点"
    }
    if countsTimes(scalars, index - 1) {
      index += 1
      return "\(first)次"
    }
    return percent.contains(first) && first != "‰" ? "%" : String(first)
  }

  /// Whether 人次, 场次 or the like stands there.
  private static func countsTimes(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard counted.contains(scalars[index]), index + 1 < scalars.count, scalars[index + 1] == "次"
    else { return false }
    return index + 2 == scalars.count || !behindNext.contains(scalars[index + 2])
  }

  // MARK: In Chinese numerals

  /// 三百二十件; below ten they are words: 一个, 两手.
  private static func spelled(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Figure? {
    let start = index
    let number = ChineseNumber.read(scalars, &index)
    let before = start > 0 ? scalars[start - 1] : " "
    guard var value = number.map(String.init), value.utf8.count > 1,
      !"第几数上".unicodeScalars.contains(before)
    else { return nil }
    var end = index
    if end < scalars.count, about.contains(scalars[end]) {
      end += 1
      // 五十余万
      let more = places(scalars, &end)
      value = (more == 0 ? value : magnified(value, by: more)) + "余"
    }
    guard end < scalars.count, measures.contains(scalars[end]) || countsTimes(scalars, end) else {
      return nil
    }
    index = end
    let unit = unit(scalars, &index)
    return Figure(range: start..<index, value: value, unit: unit)
  }

  /// 百分之二十点五
  private static func percentage(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Figure? {
    let start = index
    index += spelledPercent.count
    guard var value = ChineseNumber.read(scalars, &index).map(String.init) else { return nil }
    if index + 1 < scalars.count, scalars[index] == "点",
      ChineseNumber.digits[scalars[index + 1]] != nil
    {
      value += "."
      index += 1
      while index < scalars.count, let digit = ChineseNumber.digits[scalars[index]] {
        value += "\(digit)"
        index += 1
      }
    }
    return Figure(range: start..<index, value: value, unit: "%")
  }

  // MARK: What it says

  /// Of a whole, or between two of these.
  var isShare: Bool { unit == "%" || unit == "个百分点" }

  /// Whether both count the same, or one of them how often: 人, 人次.
  func isComparable(to other: Figure) -> Bool {
    if isRank || other.isRank { return isRank && other.isRank }
    return unit == other.unit || isShare && other.isShare || unit == other.unit + "次"
      || unit + "次" == other.unit
  }

  /// The digits of its number, noughts at both ends aside.
  var significantDigits: Int {
    let digits = value.unicodeScalars.filter { $0.digitValue != nil }.drop { $0 == "0" }
    return digits.count - digits.reversed().prefix { $0 == "0" }.count
  }

  // MARK: Around it

  /// The figure and what is written before it without a break: where that is long, from a word on
  /// behind which another may begin.
  ///
  /// - Parameter previous: the end of the figure before it.
  func withLead(in scalars: [Unicode.Scalar], after previous: Int = 0) -> Range<Int> {
    let end = range.lowerBound
    var start = end
    while start > previous, scalars[start - 1].isChinese { start -= 1 }
    func skip(_ marks: String) {
      while start < end, marks.unicodeScalars.contains(scalars[start]) { start += 1 }
    }
    // 2022年全市…
    if start > 0, scalars[start - 1].digitValue != nil { skip("年月日号时度底初") }
    if end - start > Self.longestLead {
      let latest = end - Self.longestLead
      let mark = scalars[latest..<end].firstIndex { Self.breaks.contains($0) }
      start = mark.map { $0 + 1 < end ? $0 + 1 : latest } ?? latest
    }
    let whole = start
    while let word = Self.scopes.first(where: { scalars[start..<end].starts(with: $0) }) {
      start += word.count
      // 共办理, but not 共产党员.
      if start + 1 < end, scalars[start] == "共", !Self.behindShared.contains(scalars[start + 1]) {
        start += 1
      }
    }
    return (start < end ? start : whole)..<range.upperBound
  }

  private static let longestLead = 24
  private static let breaks = Set("的了在和与及等对将把被从以".unicodeScalars)
  private static let behindShared = Set("产同享建青治和".unicodeScalars)
  private static let scopes = [
    "全市", "全省", "全国", "全县", "全区", "全年", "去年", "今年", "上年", "其中", "累计", "共计",
  ].map { Array($0.unicodeScalars) }

  /// The clause that it stands in, from `first` on; where no word stands before it, with the clause
  /// before.
  func clause(in scalars: [Unicode.Scalar], from first: Int = 0) -> Range<Int> {
    let least = min(first, range.lowerBound)
    var start = range.lowerBound
    while start > least, !Self.clauseMarks.contains(scalars[start - 1]) { start -= 1 }
    if range.lowerBound - start < 2, start > least + 1 {
      start -= 1
      while start > least, !Self.clauseMarks.contains(scalars[start - 1]) { start -= 1 }
    }
    var end = Self.behindCounted(range.upperBound, in: scalars)
    while end < scalars.count, !Self.clauseMarks.contains(scalars[end]) { end += 1 }
    return start..<end
  }

  /// Behind brackets in the name of what is counted: 8个区（市）县, 30个村（社区）.
  private static func behindCounted(_ end: Int, in scalars: [Unicode.Scalar]) -> Int {
    let near = scalars[end...].prefix(longestCounted)
    guard let open = near.firstIndex(where: { $0 == "（" || $0 == "(" }), open > end,
      let close = near[open...].firstIndex(where: { $0 == "）" || $0 == ")" }),
      near[..<close].allSatisfy({ $0.isChinese || $0 == near[open] })
    else { return end }
    return close + 1
  }

  private static let longestCounted = 7

  /// The number and its unit as they may be written: 21964件, 21,964件; 32000人, 3.2万人, 三万二千人.
  var forms: [String] {
    if isRank { return formsOfRank }
    var forms = [value + unit]
    let digits = String(value.prefix { $0.isNumber && $0.isASCII })
    let rest = value.dropFirst(digits.count) + unit
    if digits.utf8.count > 3 {
      var grouped = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.utf8.count - index) % 3 == 0 { grouped.append(",") }
        grouped.append(digit)
      }
      forms.append(grouped + rest)
    }
    guard let number = Int(digits), value == digits || value == digits + "余" else { return forms }
    for (name, places) in [("万", 4), ("亿", 8)] where digits.utf8.count > places {
      let (whole, part) = (digits.dropLast(places), digits.suffix(places))
      let tail = String(part.reversed().drop { $0 == "0" }.reversed())
      if tail.isEmpty, value != digits, let count = Int(whole) {
        forms += [String(whole), ChineseNumber.text(count)].map { $0 + "余" + name + unit }
      }
      if tail.utf8.count <= 2 {
        forms.append(whole + (tail.isEmpty ? "" : "." + tail) + name + rest)
      }
    }
    if unit == "%" {
      if value == digits { forms.append("百分之" + ChineseNumber.text(number)) }
    } else if number > 9 {
      let text = ChineseNumber.text(number)
      if text.unicodeScalars.count < 7 { forms.append(text + rest) }
    }
    return forms
  }
}

extension Unicode.Scalar {
  /// A Chinese character of a word or a name; 〇 is only a digit.
  var isChinese: Bool { (0x3400...0x9fff).contains(value) }
}
