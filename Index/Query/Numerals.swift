// Numerals.swift — the ways to write one number: 1,234 and 1234, 二〇二三年 and 2023年.

/// Finds the numbers in a text that is looked for, and how else they may be written.
///
/// Numbers are written with or without commas between thousands, years, months, days, the numbers
/// of articles and amounts with numerals of either kind, document numbers with brackets of either
/// kind, with 第 or without.
/// `十四五`, `第三` and the like are words, not numbers.
enum Numerals {
  /// Other spellings of one text; more are not tried.
  static let most = 7

  /// The text with its numbers written in every other way.
  static func spellings(of text: String) -> [String] {
    let typed = Array(text.unicodeScalars)
    let scalars = typed.map(plain)
    if !scalars.contains(where: { isDigit($0) || $0 == pair || HanNumber.isNumeral($0) }) {
      return []
    }
    var spelled: [[Unicode.Scalar]] = [[]]
    var index = 0
    while index < scalars.count {
      let (length, others) = number(in: scalars, at: index) ?? (1, [])
      let written = Array(typed[index..<index + length])
      var longer: [[Unicode.Scalar]] = []
      for form in [written] + others {
        for start in spelled where longer.count <= most { longer.append(start + form) }
      }
      spelled = longer
      index += length
    }
    return spelled.dropFirst().map { String(String.UnicodeScalarView($0)) }
  }

  /// How many scalars a number has, and its other forms.
  private typealias Written = (length: Int, others: [[Unicode.Scalar]])

  /// The number that begins at `start`; nil where none begins that has any other form.
  private static func number(in text: [Unicode.Scalar], at start: Int) -> Written? {
    if let bracketed = bracketedYear(in: text, at: start) { return bracketed }
    if let ordinal = ordinal(in: text, at: start) { return ordinal }
    if let day = day(in: text, at: start) { return day }
    if let amount = amount(in: text, at: start) { return amount }
    let before = start > 0 ? text[start - 1] : " "
    if isHanDigit(text[start]) {
      let end = text[start...].firstIndex { !isHanDigit($0) } ?? text.count
      guard end - start == 4, years.contains(text[start]), end < text.count, text[end] == "年",
        !isHanDigit(before), !counters.contains(before)
      else { return (end - start, []) }
      return (4, others(thanYear: text[start..<end]))
    }
    guard isDigit(text[start]) else { return nil }
    var end = start
    while end < text.count,
      isDigit(text[end]) || text[end] == "," && end + 1 < text.count && isDigit(text[end + 1])
    {
      end += 1
    }
    let written = text[start..<end]
    // Inside a word, behind a decimal point: no whole number.
    if isLetter(before) || before == "." || end < text.count && isLetter(text[end]) {
      return (end - start, [])
    }
    let digits = written.filter { $0 != "," }
    if digits.count < written.count {
      return (end - start, written.elementsEqual(grouped(digits)) ? [Array(digits)] : [])
    }
    if digits.count == 4, end < text.count, text[end] == "年" {
      return (4, others(thanYear: written))
    }
    if digits.count < 4 || digits.first == "0" || isYear(digits) { return (end - start, []) }
    return (end - start, [grouped(digits)])
  }

  // MARK: Document numbers, articles, days

  /// The year of a document number, with brackets of either kind, and with 第 or without:
  /// 〔2023〕12号, （2023）第12号; also 2023年12号 behind the code of an office.
  private static func bracketedYear(in text: [Unicode.Scalar], at start: Int) -> Written? {
    guard start + 6 < text.count else { return nil }
    let close = brackets[text[start]]
    let first = close == nil ? start : start + 1
    let (year, last) = (text[first..<(first + 4)], first + 4)
    guard year.allSatisfy(isDigit), last + 1 < text.count, text[last] == close ?? "年" else {
      return nil
    }
    if close == nil, start == 0 || text[start - 1].value < 0x3000 || !isYear(year) { return nil }
    let number = text[last + 1] == "第" ? last + 2 : last + 1
    let end = text[number...].firstIndex { !isDigit($0) } ?? text.count
    guard end > number, end < text.count, text[end] == "号" else { return nil }
    let (square, round): ([Unicode.Scalar], [Unicode.Scalar]) =
      (["〔"] + year + ["〕"], ["（"] + year + ["）"])
    if close == nil { return (number - start, [square, round]) }
    // Brackets of one kind are one to the search.
    let isRound = text[start] == "(" || text[start] == "（"
    let (own, other) = isRound ? (round, square) : (square, round)
    let isBare = number == last + 1
    return (
      number - start,
      isBare ? [other, own + ["第"], other + ["第"]] : [other + ["第"], square, round]
    )
  }

  /// 18周岁, 十八周岁; 2年, 两年; 1234元, 1,234元; 50%, 百分之五十: how much of something there is.
  private static func amount(in text: [Unicode.Scalar], at start: Int) -> Written? {
    if text[start...].starts(with: hundredth) {
      guard let number = numeral(in: text, at: start + hundredth.count) else { return nil }
      return (number.end - start, [digits(of: number.value) + ["%"]])
    }
    let before = start > 0 ? text[start - 1] : " "
    if isDigit(before) || isLetter(before) || ".,第月".unicodeScalars.contains(before)
      || HanNumber.isNumeral(before) || counters.contains(before)
    {
      return nil
    }
    guard let number = quantity(in: text, at: start), number.end < text.count else { return nil }
    let (written, behind) = (text[start..<number.end], text[number.end])
    if isDigit(text[start]), !written.contains(","), behind == "%" || behind == "％" {
      return (number.end + 1 - start, [hundredth + HanNumber.text(number.value)])
    }
    guard units.contains(where: { text[number.end...].starts(with: $0) }) else { return nil }
    // 12月2日 holds 2日, which is no span of two days.
    let next = number.end + 1 < text.count ? text[number.end + 1] : " "
    if text[start] == pair, behind == "日", !spans.contains(next) { return nil }
    // A year, not so many of them.
    if written.count == 4, behind == "年", isDigit(text[start]) { return nil }
    var forms = [digits(of: number.value)]
    if number.value > 999 { forms.append(grouped(forms[0])) }
    forms += HanNumber.forms(number.value)
    if number.value == 2 { forms.append([pair]) }
    return (written.count, forms.filter { !written.elementsEqual($0) })
  }

  /// How many there are: a numeral of either kind, 两, or four digits with a comma.
  private static func quantity(
    in text: [Unicode.Scalar], at start: Int
  ) -> (value: Int, end: Int)? {
    if text[start] == pair { return (value: 2, end: start + 1) }
    let end = text[start...].firstIndex { !isDigit($0) && $0 != "," } ?? text.count
    let written = text[start..<end]
    let digits = Array(written.filter { $0 != "," })
    guard digits.count == 4, digits[0] != "0", written.elementsEqual(grouped(digits)) else {
      return numeral(in: text, at: start)
    }
    return (value: digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }, end: end)
  }

  /// 第24条, 第二十四条: what is counted in order.
  private static func ordinal(in text: [Unicode.Scalar], at start: Int) -> Written? {
    guard text[start] == "第", let number = numeral(in: text, at: start + 1),
      number.end < text.count, ordered.contains(text[number.end])
    else { return nil }
    let written = text[start..<number.end]
    var forms: [[Unicode.Scalar]] = []
    for form in [digits(of: number.value)] + HanNumber.forms(number.value) {
      let other = [text[start]] + form
      if !written.elementsEqual(other) { forms.append(other) }
    }
    return (written.count, forms)
  }

  /// 6月19日, 六月十九日; a month without a day only behind 年.
  private static func day(in text: [Unicode.Scalar], at start: Int) -> Written? {
    let before = start > 0 ? text[start - 1] : " "
    if isDigit(before) || before == "." || before == "," || HanNumber.isNumeral(before) {
      return nil
    }
    guard let month = numeral(in: text, at: start), (1...12).contains(month.value),
      month.end < text.count, text[month.end] == "月"
    else { return nil }
    var end = month.end + 1
    var digits = digits(of: month.value) + [text[month.end]]
    var han = HanNumber.text(month.value) + [text[month.end]]
    if let day = numeral(in: text, at: end), (1...31).contains(day.value),
      day.end < text.count, text[day.end] == "日"
    {
      end = day.end + 1
      digits += Self.digits(of: day.value) + [text[day.end]]
      han += HanNumber.text(day.value) + [text[day.end]]
    } else if before != "年" {
      return nil
    }
    let written = text[start..<end]
    return (written.count, [digits, han].filter { !written.elementsEqual($0) })
  }

  /// A number of either kind, and where it ends.
  private static func numeral(
    in text: [Unicode.Scalar], at start: Int
  ) -> (value: Int, end: Int)? {
    guard start < text.count else { return nil }
    let isDigits = isDigit(text[start])
    let end =
      text[start...].firstIndex { isDigits ? !isDigit($0) : !HanNumber.isNumeral($0) } ?? text.count
    let written = text[start..<end]
    guard isDigits else { return HanNumber.value(written).map { (value: $0, end: end) } }
    let value = written.count > 4 ? 0 : written.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    guard value > 0 else { return nil }
    return (value, end)
  }

  private static func digits(of number: Int) -> [Unicode.Scalar] {
    Array("\(number)".unicodeScalars)
  }

  /// The year in the other digits, with each sign for zero.
  private static func others(thanYear year: ArraySlice<Unicode.Scalar>) -> [[Unicode.Scalar]] {
    let values = year.compactMap { scalar -> Int? in
      if isDigit(scalar) { return Int(scalar.value - 0x30) }
      return zeros.contains(scalar) ? 0 : han.firstIndex(of: scalar)
    }
    var forms = [values.map { Unicode.Scalar(UInt8(0x30 + $0)) }]
    for zero in [han[0], "零"] {
      let form = values.map { $0 == 0 ? zero : han[$0] }
      if !forms.contains(form) { forms.append(form) }
    }
    let same = year.map { $0 == "○" ? han[0] : $0 }
    return forms.filter { $0 != same }
  }

  /// `1234567` → `1,234,567`.
  private static func grouped(_ digits: some Collection<Unicode.Scalar>) -> [Unicode.Scalar] {
    var grouped: [Unicode.Scalar] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }

  private static func isYear(_ digits: some Collection<Unicode.Scalar>) -> Bool {
    digits.count == 4 && (digits.starts(with: ["1", "9"]) || digits.starts(with: ["2", "0"]))
  }

  // MARK: Characters

  private static let han: [Unicode.Scalar] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  private static let zeros: Set<Unicode.Scalar> = ["〇", "○", "零"]
  /// What the digits of years begin with.
  private static let years: Set<Unicode.Scalar> = ["一", "二"]
  /// What stands behind a number in order. 第一 alone is a word.
  private static let ordered: Set<Unicode.Scalar> = [
    "条", "款", "项", "章", "节", "编", "届", "次", "批", "号", "期",
  ]
  /// What is counted in numerals of either kind.
  private static let units = ["周岁", "岁", "日", "天", "个月", "年", "小时", "元", "万元", "亿元", "倍"].map {
    Array($0.unicodeScalars)
  }
  private static let hundredth = Array("百分之".unicodeScalars)
  /// What stands behind days that are counted: 两日内, 两日后.
  private static let spans: Set<Unicode.Scalar> = ["内", "以", "之", "前", "后"]
  /// Two of something, which is no digit of a number.
  private static let pair: Unicode.Scalar = "两"
  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】", "﹝": "﹞",
  ]
  /// What stands in numbers that are not written digit by digit.
  private static let counters: Set<Unicode.Scalar> = ["十", "百", "千", "万", "亿", "第"]

  private static func isHanDigit(_ scalar: Unicode.Scalar) -> Bool {
    zeros.contains(scalar) || han.contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x30 && scalar.value <= 0x39
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x3000 && scalar.properties.isAlphabetic
  }

  /// Digits and commas without their width, and simplified characters: 條 and 歲 count as 条 and 岁.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xff10...0xff19: Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
    case 0xff0c: ","
    case 0x3400...0x9fff:
      Unicode.Scalar(Folding.fold(scalar.value)) ?? scalar
    default: scalar
    }
  }
}

extension String {
  /// The text with digits of half width and in simplified characters, as queries are read for
  /// their numbers.
  package var withPlainNumbers: String {
    String(String.UnicodeScalarView(unicodeScalars.map(Numerals.plain)))
  }
}

extension Query {
  /// The query with each number also as it may be written otherwise, and quoted words without what
  /// quotes them.
  package var spelled: Query {
    switch self {
    case .text(let pattern):
      let others = pattern.spellings
      return others.isEmpty ? self : .any([self] + others.map { .text($0) })
    case .near(let proximity): return .near(proximity.spelled)
    case .any(let parts): return .any(parts.flatMap(\.spelled.alternatives))
    case .all(let parts): return .all(parts.map(\.spelled))
    case .not(let part): return .not(part.spelled)
    case .field, .documents, .under, .judged: return self
    }
  }

  /// The query without the spellings that stand nowhere.
  func dropping(_ isUseless: (Pattern) -> Bool) -> Query {
    switch self {
    case .any(let parts):
      let left = parts.filter { part in
        if case .text(let pattern) = part, pattern.typed != nil {
          !isUseless(pattern)
        } else {
          true
        }
      }.map { $0.dropping(isUseless) }
      return left.count == 1 ? left[0] : .any(left)
    case .all(let parts): return .all(parts.map { $0.dropping(isUseless) })
    case .not(let part): return .not(part.dropping(isUseless))
    case .text, .near, .field, .documents, .under, .judged: return self
    }
  }
}

extension Pattern {
  /// The same text without marks that may only quote it, and with its numbers written otherwise.
  var spellings: [Pattern] {
    if typed != nil { return [] }
    let bare = EnclosingMarks.without(text)
    let others = hasWildcards ? [] : Numerals.spellings(of: bare ?? text)
    return ((bare.map { [$0] } ?? []) + others).map {
      var other = Pattern($0, hasWildcards: hasWildcards)
      other.typed = text
      return other
    }
  }

  /// 第24条 as articles begin: 第二十四条.
  var spellingInWords: Pattern? {
    ArticleNumber.isInDigits(text) ? spellings.first { !ArticleNumber.isInDigits($0.text) } : nil
  }
}
