// LineShape.swift — what the look of one line tells: heading, signature, annex, sentence.

/// Facts about one line of text that the outline and the cutting of furniture ask for.
struct LineShape: Sendable {
  private let text: String
  /// Scalars of the line.
  let count: Int

  init(_ text: String) {
    self.text = text
    count = text.utf8.span.scalarCount
  }

  /// Made when asked for: most questions are about short lines, or answered by the text's bytes.
  private var scalars: [Unicode.Scalar] { text.scalars }

  static func isClauseMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "，", "；", "：", "！", "？", ",", ";", ":", "!", "?", ".", "、", " ": true
    default: false
    }
  }

  /// The last mark ends a sentence or announces a list.
  var endsSentence: Bool {
    switch text.unicodeScalars.last(where: { !Self.isClosing($0) }) {
    case "。", "！", "？", "；", "!", "?", ";": true
    case "：", ":", "，", ",", "、", "…", ".", "—": true
    default: false
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "”", "’", "\"", "'", "）", ")", "》": true
    default: false
    }
  }

  var holdsSentenceEnd: Bool { text.holds("。") || text.holds("；") || text.holds(";") }

  /// Scalars up to and with the first full stop, which stands behind the label of `start` scalars.
  func firstSentence(after start: Int) -> Int? {
    guard let stop = text.firstByte(of: "。") else { return nil }
    let end = text.utf8.span.extracting(first: stop).scalarCount
    return end < start ? nil : end + 1
  }

  func holdsComma(before end: Int) -> Bool {
    text.scalars(first: end).contains { "，,；;：:！？!?".unicodeScalars.contains($0) }
  }

  /// `（一）指导思想。`, `二、搬迁期限：`: names what follows and says nothing of it.
  func isName(after start: Int) -> Bool {
    guard let last, last == "。" || last == "：" || last == ":", (3...21).contains(count - start)
    else { return false }
    let name = scalars[start...].dropLast()
    if name.contains(where: { "。；;，,：:！？!?".unicodeScalars.contains($0) }) { return false }
    if last == "。" { return count - start <= 13 }
    let text = String(scalars: name)
    return !Self.announcing.contains { text.holds($0) } && !Self.announcementEnds.ends(text)
  }

  /// Lists are announced, not headed, with these words.
  private static let announcing = ["如下", "下列", "之一", "以下"]
  private static let announcementEnds = EndingTable(["的", "包括", "为", "是", "是指"])

  /// `第一条 【目的】为了…`: the end of the heading in brackets.
  func bracketedHeading(after start: Int) -> Int? {
    guard start < count, text.holds("【") else { return nil }
    let head = text.scalars(first: start + 22)
    guard head[start] == "【", let close = head[start...].firstIndex(of: "】"), close + 1 < count
    else { return nil }
    return close + 1
  }

  /// `各县（市、区）司法局，市局各科室：`
  var isAddresseeLine: Bool {
    guard let last, last == "：" || last == ":", (3...500).contains(count),
      OutlineLabel(text) == nil
    else { return false }
    let names = NameList(scalars.dropLast()).names
    guard !names.isEmpty, names.allSatisfy({ $0.unicodeScalars.count <= 60 }),
      !holdsSentenceEnd, let end = names.last
    else { return false }
    let known = names.count { Self.isUnitName($0) || Self.isReader($0) }
    return (Self.isUnitName(end) || Self.isReader(end)) && 2 * known >= names.count
  }

  private static func isReader(_ name: String) -> Bool { readers.ends(name) }

  /// Who else is written to.
  private static let readers = EndingTable([
    "同志", "代表", "委员", "市民", "居民", "朋友", "家长", "同学", "考生", "网友", "政府", "县", "区", "州", "市",
    "乡", "镇", "街道", "村", "学校", "分局", "站", "用人单位", "纳税人", "群众",
  ])

  var opensWithQuote: Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "‘'\"—（(【[".unicodeScalars.contains(first)
  }

  /// Could head a part of the text: short, no marks of a sentence, not a by-line or a caption.
  var isBare: Bool { isBareOrCut && isBalanced && !isHistoryNote }

  /// As `isBare`, but may be a piece of a title that is broken within its 《》.
  var isBareOrCut: Bool {
    guard (2...60).contains(count), hasLettersOfHeading, !endsSentence else { return false }
    switch text.unicodeScalars.first {
    case "（", "(", "[", "【", "《", "<": return false
    default: break
    }
    if Self.captionEnds.ends(text) || isDateLine || isAttachmentLine || isCaption { return false }
    if last == "号" && DocumentNumber(text) != nil { return false }
    return Self.byLines.firstMatch(in: Array(text.utf8)[...]) == nil
  }

  /// Two Chinese characters at least, and no mark of a sentence or a list: a first look, at bytes.
  private var hasLettersOfHeading: Bool {
    let bytes = text.utf8.span
    var han = 0
    for index in bytes.indices {
      switch bytes[index] {
      case 0x09, 0x2C, 0x3A, 0x3B, 0x40, 0x7C: return false
      case 0xE5...0xE9: han += 1
      case 0xE3, 0xEF:
        guard index + 2 < bytes.count else { break }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        // 。，；
        case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x9B): return false
        default: break
        }
      default: break
      }
    }
    return han >= 2 || text.unicodeScalars.count(where: \.isHan) >= 2
  }

  /// `2008年7月25日 …会议通过`, `2024年7月10日 …修订）`: how a rule came about.
  private var isHistoryNote: Bool {
    guard let first = text.unicodeScalars.first, first.digitValue != nil || first == "二" else {
      return false
    }
    let scalars = scalars
    guard let date = ChineseDate.first(in: scalars), date.range.lowerBound == 0 else {
      return false
    }
    return Self.historyEnds.ends(String(scalars: scalars.filter { $0 != "）" && $0 != ")" }))
  }

  /// `（2024年6月28日…会议通过　根据…修正）`: the same below the title of a rule, in brackets.
  var isBracketedHistory: Bool {
    isBracketed && LineShape(String(scalars: scalars.dropFirst().dropLast())).isHistoryNote
  }

  /// `图1 某某示意图`, `表2-1　某某统计表`, `图一：…`: names a figure or a table and heads nothing.
  private var isCaption: Bool {
    switch text.unicodeScalars.first {
    case "附", "续", "插", "图", "表": break
    default: return false
    }
    let rest = scalars.drop { "附续插".unicodeScalars.contains($0) }
    guard let first = rest.first, first == "图" || first == "表" else { return false }
    let number = rest.dropFirst().drop { $0.isBlank || $0 == "表" }
    guard let digit = number.first else { return false }
    if digit.digitValue != nil {
      let next = number.drop { $0.digitValue != nil || "-－—.．".unicodeScalars.contains($0) }.first
      return next.map { !"年月日个张".unicodeScalars.contains($0) } ?? true
    }
    let next = number.drop { "一二三四五六七八九十".unicodeScalars.contains($0) }.first
    return next != digit && (next.map { $0.isBlank || "：:、.".unicodeScalars.contains($0) } ?? true)
  }

  private static let historyEnds = EndingTable([
    "通过", "公布", "发布", "颁布", "修订", "修正", "修改", "批准", "施行",
  ])

  /// No 《 or “ that the next line closes.
  private var isBalanced: Bool {
    var (titles, quotations) = (0, 0)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "《": titles += 1
      case "》": titles -= 1
      case "“": quotations += 1
      case "”": quotations -= 1
      default: break
      }
    }
    return titles == 0 && quotations == 0
  }

  /// Goes on with a sentence that was cut before it.
  var goesOn: Bool {
    text.unicodeScalars.first.map { "》”，。；、）,;)".unicodeScalars.contains($0) } ?? false
  }

  /// `异国他乡，指尖上的舞蹈`: bare but for one comma in its middle.
  var isBareWithComma: Bool {
    let scalars = scalars
    let commas = scalars.indices.filter { scalars[$0] == "，" || scalars[$0] == "," }
    guard commas.count == 1, commas[0] >= 3, count - commas[0] >= 4 else { return false }
    var bare = scalars
    bare[commas[0]] = " "
    return LineShape(String(scalars: bare)).isBare
  }

  /// The last mark is a full stop, or one within a quotation.
  var endsWithStop: Bool {
    text.unicodeScalars.last { !"”’\"'）)".unicodeScalars.contains($0) } == "。"
  }

  private var last: Unicode.Scalar? { text.unicodeScalars.last }

  private static let byLines = PhraseTable(byLineWords.map { ($0, true) })
  private static let byLineWords = [
    "记者", "通讯员", "来源", "编辑", "责编", "作者", "摄影", "供图", "供稿", "图为", "电话", "地址", "邮编",
    "联系人", "附件", "原标题", "下载", "点击", "http", "www.", "：",
  ]
  private static let captionEnds = EndingTable([
    "摄", "图", "供", "图）", "图)", "文", ".pdf", ".doc", ".docx", ".xls",
  ])

  /// A line that is a date and nothing else.
  var isDateLine: Bool {
    count <= 26 && ChineseDate.whole(text) != nil
  }

  /// The name of an office (机关) and nothing else, as it signs.
  var isOfficeLine: Bool {
    guard count <= 80 else { return false }
    let name = Self.withoutSeal(scalars.filter { !$0.isBlank })[...]
    guard (3...40).contains(name.count),
      name.allSatisfy({ $0.isHan || "、（）()·".unicodeScalars.contains($0) })
    else { return false }
    let text = String(scalars: name)
    return Self.officeEnds.ends(text) && !Self.meetingEnds.ends(text)
      && Self.deeds.firstMatch(in: Array(text.utf8)[...]) == nil
  }

  /// `云溪市司法局（盖章）`: the name alone.
  static func withoutSeal(_ name: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let last = name.last, last == "）" || last == ")",
      let seal = seals.first(where: { seal in
        name.dropLast().reversed().starts(with: seal.reversed())
      }), name.count > seal.count + 2,
      "（(".unicodeScalars.contains(name[name.count - seal.count - 2])
    else { return name }
    return Array(name.dropLast(seal.count + 2))
  }

  private static let seals = ["盖章", "公章", "印章", "代章", "印", "章"].map { Array($0.unicodeScalars) }

  /// Two names of offices or more on one line, with blanks between.
  var namesOffices: Bool {
    guard count <= 80 else { return false }
    let names = scalars.split(whereSeparator: \.isBlank)
    return names.count > 1
      && names.allSatisfy { $0.count >= 4 && LineShape(String(scalars: $0)).isOfficeLine }
  }

  private static let officeEnds = EndingTable(OfficeWords.offices)
  private static let unitEnds = EndingTable(OfficeWords.offices + OfficeWords.units)
  private static let meetingEnds = EndingTable(OfficeWords.meetings)
  private static let deeds = PhraseTable(OfficeWords.deeds.map { ($0, true) })

  /// `（云溪市司法局代章）`: whose seal stands for that of the office that signs.
  var isSealNote: Bool {
    guard isBracketed, count <= 40 else { return false }
    let note = scalars.dropFirst().dropLast().filter { !$0.isBlank }
    return Self.seals.contains { note.reversed().starts(with: $0.reversed()) }
  }

  /// `省长　赵某某`, `代县　长　赵某某`: who signs an order, by post and name.
  var isSignedByPost: Bool {
    guard count <= 16 else { return false }
    let letters = scalars.filter { !$0.isBlank }
    // 代省长
    let name = letters.drop { $0 == "代" }
    guard letters.count < count,
      let post = OfficeWords.posts.first(where: { name.starts(with: $0.unicodeScalars) })
    else { return false }
    let rest = name.dropFirst(post.unicodeScalars.count)
    if (2...3).contains(rest.count), rest.allSatisfy(\.isHan) { return true }
    // 主席团　秘书处, 会长单位　某某商会: names of offices begin so, too.
    if isOfficeLine { return false }
    if rest.count == 4, rest.allSatisfy(\.isHan) { return true }
    let words = text.scalars.split(whereSeparator: \.isBlank)
    return words.count >= 2 && words.allSatisfy { $0.allSatisfy(\.isHan) }
      && (2...4).contains(words.dropFirst().joined().count)
  }

  /// `云溪市司法局　2023年6月30日`: the office that signs and its date on one line.
  var signedOffice: String? {
    guard count <= 60, let last, last == "日" || last.digitValue != nil else { return nil }
    let name = scalars.filter { !$0.isBlank }
    guard let date = ChineseDate.first(in: name), date.range.upperBound == name.count,
      date.range.lowerBound >= 4
    else { return nil }
    let office = String(scalars: name[..<date.range.lowerBound])
    return LineShape(office).isOfficeLine ? office : nil
  }

  /// Ends as names of offices do, or speaks of all of a kind: `各县（市、区）司法局`, `各有关单位`.
  static func isUnitName(_ name: String) -> Bool {
    var scalars = name.scalars
    guard !scalars.contains(where: { "的由要将把。".unicodeScalars.contains($0) }) else {
      return false
    }
    if scalars.first == "各" { return true }
    while let last = scalars.last, ")）】〕".unicodeScalars.contains(last),
      let open = scalars.lastIndex(where: { "(（【〔".unicodeScalars.contains($0) }), open > 0
    {
      scalars.removeSubrange(open...)
    }
    return unitEnds.ends(String(scalars: scalars))
  }

  /// `（此件公开发布）`, `（信息公开形式：主动公开）`
  var isReleaseNote: Bool {
    guard isBracketed, count <= 24 else { return false }
    return text.holds("公开") && ["此件", "信息", "主动公开", "依申请公开"].contains { text.holds($0) }
  }

  /// The whole line stands in round brackets.
  var isBracketed: Bool {
    guard let first = text.unicodeScalars.first, let last else { return false }
    return (first == "(" || first == "（") && (last == ")" || last == "）")
  }

  static func isFileName(_ text: String) -> Bool {
    let name = text.unicodeScalars.reversed().prefix(6)
    return name.contains(".") && name.prefix(3).allSatisfy { $0.value < 0x80 }
  }

  /// What an annex line names, without `附件`, its number and marks; nil for other lines.
  var annexRest: ArraySlice<Unicode.Scalar>? {
    guard var rest = attachmentRest else { return nil }
    let marks = "：:.、．-—】]）)".unicodeScalars
    // 附件：1.清单, 附件1-2：清单
    for _ in 0..<3 {
      rest = rest.drop { $0.isBlank || marks.contains($0) }
      let number = rest.prefix {
        $0.digitValue != nil || "一二三四五六七八九十".unicodeScalars.contains($0)
      }
      let next = rest.dropFirst(number.count).first
      let isSetOff = next.map { $0.isBlank || marks.contains($0) } ?? true
      guard (1...2).contains(number.count), isSetOff else { break }
      rest = rest.dropFirst(number.count)
    }
    return rest
  }

  /// `附件：1.…`, `附：…`, `附件1.…`
  var isAttachmentLine: Bool { attachmentRest != nil }

  /// The number of the annex that the line names first; 1 when it has none, 0 when it names no
  /// annex at all.
  var attachmentNumber: Int? {
    guard let rest = attachmentRest else { return nil }
    let digits = rest.drop { !$0.isASCIIDigit }.prefix { $0.isASCIIDigit }
    let isBare = annexRest?.isEmpty ?? true
    return Int(String(scalars: digits)) ?? (isBare ? 0 : 1)
  }

  private var attachmentRest: ArraySlice<Unicode.Scalar>? {
    guard count <= 120 else { return nil }
    let isBefore = { (scalar: Unicode.Scalar) in
      scalar.isBlank || "【[（(".unicodeScalars.contains(scalar)
    }
    guard text.unicodeScalars.first(where: { !isBefore($0) }) == "附" else { return nil }
    var rest = scalars.drop(while: isBefore).dropFirst()
    if let second = rest.first, second == "件" || second == "表" || second == "图" {
      rest = rest.dropFirst()
    } else if rest.first(where: { !$0.isBlank }) != "：", rest.first(where: { !$0.isBlank }) != ":" {
      return nil
    }
    let next = rest.first { !$0.isBlank }
    guard let next else { return rest }
    let isSetOff =
      "：:.、．-—】]）)".unicodeScalars.contains(next) || next.digitValue != nil
      || "一二三四五六七八九十".unicodeScalars.contains(next)
    return isSetOff && !endsSentence || next == "：" || next == ":" ? rest : nil
  }
}
