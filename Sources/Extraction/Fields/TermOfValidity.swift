// TermOfValidity.swift — 自2023年5月1日起施行，有效期五年 → from when, how long and until when.

/// When a document takes effect and how long it is valid, as its own text says.
struct TermOfValidity: Sendable, Hashable {
  /// 施行日期; of `自印发之日起` the day of the document.
  var effectiveOn: ChineseDate?
  /// 有效期: `5年`, `6个月`.
  var validFor: String?
  /// The last day of validity: as written, or reckoned from the two above.
  var expiresOn: ChineseDate?
  /// The words it was read from.
  var words: String

  /// What the last paragraphs of a text, and of its annexes, say of the document itself. `day` is
  /// when it was issued.
  static func find(in paragraphs: [Paragraph], day: ChineseDate?) -> TermOfValidity? {
    // Rules end with their term, and a notice says it of what it issues; of several the last.
    for paragraph in paragraphs.reversed()
    where paragraph.kind != .tableRow && mayHoldTerm(paragraph.text) {
      for sentence in sentences(of: paragraph.text).reversed() {
        if let term = TermOfValidity(sentence, day: day) { return term }
      }
    }
    return nil
  }

  /// A quick look: 起施行 and its like, or 有效期, 试行期.
  private static func mayHoldTerm(_ text: String) -> Bool {
    text.holds("效期") || text.holds("行期") || text.holds("起") && starts.contains { text.holds($0) }
  }

  private static func sentences(of text: String) -> [[Unicode.Scalar]] {
    text.compact.split { $0 == "。" || $0 == ";" }.map(Array.init)
  }

  /// 自某日起 is followed by one of these.
  private static let effects = ["施行", "实施", "执行", "生效", "试行"]
  private static let starts = effects.map { "起" + $0 }
  private static let issueDays = ["印发之日", "发布之日", "公布之日", "发文之日", "颁布之日", "签发之日"]

  private init?(_ sentence: [Unicode.Scalar], day: ChineseDate?) {
    guard sentence.count <= 200 else { return nil }
    let start = sentence.indices.first { index in
      sentence[index] == "起"
        && Self.effects.contains {
          sentence[(index + 1)...].starts(with: $0.unicodeScalars)
        }
    }
    // A law that is cited took effect, too: 《某法》自……起施行.
    if let start, !Self.isOwn(sentence, before: start) { return nil }
    var from: ChineseDate?
    if let start {
      let head = String(scalars: sentence[..<start])
      if let place = sentence[..<start].lastIndex(of: "自") ?? sentence[..<start].lastIndex(of: "从")
      {
        from = ChineseDate.first(in: Array(sentence[..<start]), from: place)?.date
      } else {
        from = ChineseDate.first(in: Array(sentence[..<start]))?.date
      }
      if from == nil, Self.issueDays.contains(where: { head.holds($0) }) { from = day }
    }
    let length = Self.length(in: sentence)
    let until = Self.until(in: sentence)
    guard
      start != nil && (from != nil || length != nil || until != nil)
        || start == nil && (until != nil || length != nil) && Self.isOwn(sentence, before: nil)
    else { return nil }
    effectiveOn = from
    validFor = length.map { "\($0.count)\($0.unit)" }
    expiresOn = until ?? Self.end(of: from, length)
    words = String(scalars: sentence.prefix(60))
  }

  /// 本法, 本办法, 本实施意见, 本公告 …
  private static let ownKinds = [
    "法", "解释", "规定", "通知", "意见", "细则", "方案", "决定", "条例", "措施", "公告", "通告", "制度", "标准", "指南", "指引",
    "准则",
    "文件", "政策", "规划", "计划", "规则", "规程", "规范", "目录", "清单", "章程", "导则",
  ]

  /// What orders and notices say of what they issue: `现予公布，自2025年7月1日起施行`.
  private static let promulgations = ["现予", "现公布", "现发布", "现印发", "予以公布", "予以发布", "予以印发"]

  /// The sentence speaks of the document that it stands in: 本办法, 本通知, or it begins with the
  /// day or the term itself, or with its promulgation.
  private static func isOwn(_ sentence: [Unicode.Scalar], before start: Int?) -> Bool {
    let head = sentence[..<(start ?? sentence.count)]
    for index in head.indices where head[index] == "本" {
      let name = String(scalars: head[(index + 1)...].prefix(8))
      if ownKinds.contains(where: { name.holds($0) }) { return true }
    }
    guard let start else { return head.starts(with: "有效期".unicodeScalars) }
    // 自某日起实施的某办法 is another one; a label may stand before 自.
    let after = start + 3
    if after < sentence.count, sentence[after].isHan { return false }
    let text = String(scalars: head)
    return head.prefix(4).contains("自") || promulgations.contains { text.holds($0) }
      || head.starts(with: "上述".unicodeScalars)
      || head.starts(with: "以上".unicodeScalars)
  }

  /// `有效期5年`, `有效期限为五年`, `试行期两年`
  private static func length(in sentence: [Unicode.Scalar]) -> (count: Int, unit: String)? {
    for word in ["有效期", "试行期", "试行期限"] {
      let pattern = word.scalars
      for start in sentence.indices where sentence[start...].starts(with: pattern) {
        var index = start + pattern.count
        while index < sentence.count, "限为是:暂定".unicodeScalars.contains(sentence[index]) {
          index += 1
        }
        let numerals = sentence[index...].prefix {
          $0.isASCIIDigit || $0 == "两" || ChineseNumeral.isNumeral($0)
        }
        guard numerals.count <= 3,
          let count = ChineseNumeral.value(numerals.map { $0 == "两" ? "二" : $0 }),
          (1...99).contains(count)
        else { continue }
        let unit = sentence[numerals.endIndex...]
        if unit.first == "年" { return (count, "年") }
        if unit.starts(with: "个月".unicodeScalars) { return (count, "个月") }
      }
    }
    return nil
  }

  /// `有效期至2028年4月30日`
  private static func until(in sentence: [Unicode.Scalar]) -> ChineseDate? {
    let pattern = "有效期".scalars
    for start in sentence.indices where sentence[start...].starts(with: pattern) {
      let rest = Array(sentence[(start + pattern.count)...].prefix(20))
      guard let mark = rest.prefix(4).firstIndex(of: "至") ?? rest.prefix(4).firstIndex(of: "到")
      else {
        continue
      }
      if let found = ChineseDate.first(in: rest, from: mark), found.range.lowerBound <= mark + 2 {
        return found.date
      }
    }
    return nil
  }

  /// Five years from May 1st end on April 30th.
  private static func end(
    of start: ChineseDate?, _ length: (count: Int, unit: String)?
  ) -> ChineseDate? {
    guard let start, let length else { return nil }
    let months = start.year * 12 + start.month - 1 + length.count * (length.unit == "年" ? 12 : 1)
    let (year, month) = (months / 12, months % 12 + 1)
    // The month may lack the day: a month from January 31st ends with February.
    for day in stride(from: start.day - 1, through: 1, by: -1) {
      if let date = ChineseDate(year: year, month: month, day: day) { return date }
    }
    let (lastYear, lastMonth) = month == 1 ? (year - 1, 12) : (year, month - 1)
    for day in stride(from: 31, through: 28, by: -1) {
      if let date = ChineseDate(year: lastYear, month: lastMonth, day: day) { return date }
    }
    return nil
  }
}
