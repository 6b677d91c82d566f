// ArticleNumber.swift — “第三十条” in a query: the provision that is meant, if its document is.

/// The number of an article (条) as a query names it, and as the article begins with it.
enum ArticleNumber {
  static let digits = Set("一二三四五六七八九十百千零〇0123456789".unicodeScalars.map(\.value))
  static let ordinal: UInt32 = 0x7b2c  // 第
  static let article: UInt32 = 0x6761  // 条
  /// 第三十条之一 is not 第三十条.
  static let inserted: UInt32 = 0x4e4b  // 之

  private static let units = Set("款项目".unicodeScalars.map(\.value))
  private static let open = Set("(（".unicodeScalars.map(\.value))
  private static let close = Set(")）".unicodeScalars.map(\.value))

  /// Where article numbers stand in the folded scalars of a query.
  static func ranges(in scalars: [UInt32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
      guard scalars[start] == ordinal else {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, digits.contains(scalars[end]) { end += 1 }
      if end > start + 1, end < scalars.count, scalars[end] == article {
        end = self.end(of: scalars, behind: end + 1)
        ranges.append(start..<end)
      }
      start = end
    }
    return ranges
  }

  /// Behind 之一, where that follows at `start`.
  private static func end(of scalars: [UInt32], behind start: Int) -> Int {
    guard start + 1 < scalars.count, scalars[start] == inserted else { return start }
    return scalars[(start + 1)...].firstIndex { !digits.contains($0) } ?? scalars.count
  }

  /// Where the number begins with which a text ends, written without 第: 236条, 120条之一.
  static func bareStart(in scalars: [UInt32]) -> Int? {
    guard var end = scalars.lastIndex(where: { !digits.contains($0) }) else { return nil }
    let isInserted = scalars[end] == inserted && end > 0 && end + 1 < scalars.count
    if isInserted { end -= 1 }
    guard scalars[end] == article, isInserted || end + 1 == scalars.count else { return nil }
    let before = scalars[..<end].lastIndex { !digits.contains($0) }
    let start = before.map { $0 + 1 } ?? 0
    return start < end && before.map({ scalars[$0] }) != ordinal ? start : nil
  }

  /// Where the digits begin with which a name ends, 刑法264, that are no year.
  static func digitsStart(in scalars: [UInt32]) -> Int? {
    guard let last = scalars.lastIndex(where: { !asciiDigits.contains($0) }) else { return nil }
    let number = scalars[(last + 1)...]
    let name = Array(scalars[...last])
    guard (1...4).contains(number.count), mayHave(name), !isCounted(name) else { return nil }
    let value = number.reduce(0) { $0 * 10 + $1 - asciiDigits.lowerBound }
    return value == 0 || years.contains(value) ? nil : last + 1
  }

  static let asciiDigits: ClosedRange<UInt32> = 0x30...0x39
  private static let years: ClosedRange<UInt32> = 1900...2099
  /// End as names of laws do, and are none: 方法1, 算法3.
  private static let countedWords = [
    "方法", "做法", "说法", "看法", "想法", "写法", "手法", "算法", "用法", "打法", "玩法", "读法", "疗法", "语法", "句法",
    "文法", "书法", "技法", "执法", "立法", "司法", "普法", "违法", "守法", "合法", "非法", "依法", "学法", "用典", "字典",
    "词典", "辞典", "经典", "古典", "庆典", "盛典", "名词解释",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Laws that end as such words do: 公司法 is no 司法.
  private static let uncountedNames = ["公司法", "信用法", "征用法", "使用法", "阅读法"].map {
    $0.unicodeScalars.map(\.value)
  }

  private static func isCounted(_ name: [UInt32]) -> Bool {
    countedWords.contains { name.ends(with: $0) }
      && !uncountedNames.contains { name.ends(with: $0) }
  }

  /// What follows the number of an article at the end of a text, 第二款第三项: where it begins, and
  /// how it is written with 第 before each number. Nil where a text does not end so.
  static func divisions(in scalars: [UInt32]) -> (start: Int, text: [UInt32])? {
    var (start, text): (Int, [UInt32]) = (scalars.count, [])
    while start > 1, units.contains(scalars[start - 1]) {
      var first = start - 1
      let isBracketed = close.contains(scalars[first - 1])
      if isBracketed { first -= 1 }
      let end = first
      while first > 0, digits.contains(scalars[first - 1]) { first -= 1 }
      if first == end { return nil }
      if isBracketed {
        guard first > 0, open.contains(scalars[first - 1]) else { return nil }
        first -= 1
      }
      text = [ordinal] + scalars[first..<start] + text
      start = first > 0 && scalars[first - 1] == ordinal ? first - 1 : first
    }
    return text.isEmpty || start == 0 ? nil : (start, text)
  }

  /// What names of texts that have articles end with; title marks are folded away.
  private static let names = ["法", "典", "条例", "规定", "办法", "细则", "解释"].map {
    $0.unicodeScalars.map(\.value)
  }

  static func mayHave(_ name: [UInt32]) -> Bool { ending(of: name) != nil }

  /// Which of `names` a name ends with, the longest where there are several.
  static func ending(of name: [UInt32]) -> [UInt32]? {
    names.filter { name.count > $0.count && name.ends(with: $0) }
      .max { $0.count < $1.count }
  }

  /// Whether a text names an article in digits: 第24条.
  static func isInDigits(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map { Numerals.plain($0).value }
    return ranges(in: scalars).contains { range in
      scalars[range].contains(where: asciiDigits.contains)
    }
  }

  /// Whether a paragraph, of which `scalars` are the first folded ones, is the article.
  static func begins(_ scalars: some Collection<UInt32>, with number: [UInt32]) -> Bool {
    scalars.starts(with: number) && scalars.dropFirst(number.count).first != inserted
  }
}
