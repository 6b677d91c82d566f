// LineShape.swift — what the look of one line tells: heading, signature, annex, sentence.

/// Facts about one line of text that the outline and the cutting of furniture ask for.
struct LineShape: Sendable {
  private let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var count: Int { scalars.count }

  static let clauseMarks: Set<Unicode.Scalar> = [
    "。", "，", "；", "：", "！", "？", ",", ";", ":", "!", "?", ".", "、", " ",
  ]
  private static let sentenceEnds: Set<Unicode.Scalar> = ["。", "！", "？", "；", "!", "?", ";"]

  /// The last mark ends a sentence or announces a list.
  var endsSentence: Bool {
    guard let last = scalars.last(where: { !"”’\"'）)》".unicodeScalars.contains($0) }) else {
      return false
    }
    return Self.sentenceEnds.contains(last) || "：:，,、….—".unicodeScalars.contains(last)
  }

  var holdsSentenceEnd: Bool { scalars.contains { $0 == "。" || $0 == "；" || $0 == ";" } }

  /// Scalars up to and with the first full stop after `start`.
  func firstSentence(after start: Int) -> Int? {
    guard start < scalars.count else { return nil }
    return scalars[start...].firstIndex(of: "。").map { $0 + 1 }
  }

  func holdsComma(before end: Int) -> Bool {
    scalars.prefix(end).contains { "，,；;：:！？!?".unicodeScalars.contains($0) }
  }

  var opensWithQuote: Bool {
    guard let first = scalars.first else { return false }
    return "‘'\"—（(【[".unicodeScalars.contains(first)
  }

  private var han: Int { scalars.count(where: \.isHan) }

  /// Could head a part of the text: short, no marks of a sentence, not a by-line or a caption.
  var isBare: Bool {
    guard count >= 2, count <= 60, last != "。", han >= 2, !endsSentence, !holdsSentenceEnd else {
      return false
    }
    if scalars.contains(where: { "，,\t|@:".unicodeScalars.contains($0) }) { return false }
    if isDateLine || isAttachmentLine || last == "号" && isDocumentNumber { return false }
    if let first = scalars.first, "（([【《<".unicodeScalars.contains(first) { return false }
    let text = String(scalars: scalars)
    if Self.byLines.firstMatch(in: Array(text.utf8)[...]) != nil { return false }
    return !Self.captionEnds.contains { text.hasSuffix($0) }
  }

  private var last: Unicode.Scalar? { scalars.last }

  private var isDocumentNumber: Bool { DocumentNumber(String(scalars: scalars)) != nil }

  private static let byLines = PhraseTable(byLineWords.map { ($0, true) })
  private static let byLineWords = [
    "记者", "通讯员", "来源", "编辑", "责编", "作者", "摄影", "供图", "供稿", "图为", "电话", "地址", "邮编",
    "联系人", "附件", "原标题", "下载", "点击", "http", "www.", "：",
  ]
  private static let captionEnds = [
    "摄", "图", "供", "图）", "图)", "文", ".pdf", ".doc", ".docx", ".xls",
  ]

  /// A line that is a date and nothing else.
  var isDateLine: Bool {
    count <= 26 && ChineseDate.whole(String(scalars: scalars)) != nil
  }

  /// The name of an office (机关) and nothing else, as it signs.
  var isOfficeLine: Bool {
    guard count <= 80 else { return false }
    let name = scalars.filter { !$0.isBlank }
    guard (3...40).contains(name.count),
      name.allSatisfy({ $0.isHan || "、（）()·".unicodeScalars.contains($0) })
    else { return false }
    let text = String(scalars: name)
    return Self.officeEnds.contains { text.hasSuffix($0) }
  }

  static let officeEnds = [
    "局", "委", "委员会", "政府", "办公室", "厅", "部", "院", "中心", "处", "署", "办", "会", "馆", "所", "站",
    "大队", "支队", "总队", "公司", "学校", "大学", "学院", "银行", "集团", "社", "台", "指挥部", "领导小组", "组",
    "党组", "法院", "检察院", "街道", "乡", "镇",
  ]

  /// `附件：1.…`, `附：…`, `附件1.…`
  var isAttachmentLine: Bool { attachmentRest != nil }

  /// The number of the annex that the line names first; 1 when it has none.
  var attachmentNumber: Int? {
    guard let rest = attachmentRest else { return nil }
    let digits = rest.drop { !$0.isASCIIDigit }.prefix { $0.isASCIIDigit }
    return Int(String(scalars: digits)) ?? 1
  }

  private var attachmentRest: ArraySlice<Unicode.Scalar>? {
    guard count <= 120 else { return nil }
    let text = scalars.drop { $0.isBlank || "【[（(".unicodeScalars.contains($0) }
    guard text.first == "附" else { return nil }
    var rest = text.dropFirst()
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
