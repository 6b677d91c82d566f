// CheckedClaim.swift — a claim of a draft and what the archive says to it, for people and programs.
import Archive

/// One object of `andu check --json`, one entry of its text.
struct CheckedClaim: Encodable {
  let file: String
  /// Of the draft as it is read, from 1; 0 is its title.
  let paragraph: Int
  /// Of a draft that is a text, the line of the file, from 1.
  let line: Int?
  /// Lines are counted in the draft, not paragraphs.
  let hasLines: Bool
  let item: DraftItem
  let verdict: DraftVerdict

  private enum CodingKeys: String, CodingKey {
    case v, file, paragraph, line, start, end, kind, text, title, status, place, isDocument, notIn
    case clauses, notSaved, years, also, difference
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(1, forKey: .v)
    try values.encode(file, forKey: .file)
    try values.encode(paragraph, forKey: .paragraph)
    try values.encodeIfPresent(line, forKey: .line)
    try values.encode(item.range.lowerBound, forKey: .start)
    try values.encode(item.range.upperBound, forKey: .end)
    try values.encode(item.kind.rawValue, forKey: .kind)
    try values.encode(item.text, forKey: .text)
    try values.encodeIfPresent(item.title, forKey: .title)
    try values.encode(verdict.status.rawValue, forKey: .status)
    try values.encode(verdict.place.map(FoundPlace.init), forKey: .place)
    try values.encode(verdict.isDocument, forKey: .isDocument)
    try values.encodeIfPresent(verdict.notIn, forKey: .notIn)
    try values.encodeIfPresent(verdict.clauses, forKey: .clauses)
    if verdict.isNotSaved { try values.encode(true, forKey: .notSaved) }
    if !verdict.years.isEmpty { try values.encode(verdict.years, forKey: .years) }
    try values.encode(verdict.also, forKey: .also)
    try values.encode(verdict.difference?.description, forKey: .difference)
  }

  /// What stands in the columns of `text`.
  static func heading(hasLines: Bool, namesFile: Bool) -> String {
    Columns.pad(say("result", "结果"), to: say("missing", "没有").count + 3)
      + (namesFile ? say("draft ", "文稿 ") : "")
      + (hasLines ? say("line", "行") : say("paragraph", "段")) + say("  claim", "  内容")
  }

  /// `near     3  案件21946件`, below it what comes nearest, and what differs.
  func text(_ style: Style, namesFile: Bool) -> String {
    let status = Columns.pad(Self.name(verdict.status), to: say("missing", "没有").count + 3)
    let place =
      (namesFile ? "\(file) " : "") + (paragraph == 0 ? say("title", "标题") : "\(line ?? paragraph)")
    var text =
      (verdict.status == .found ? status : style.alarm(status))
      + SafeText.visible("\(place)  \(marked)") + "\n"
    guard let source = verdict.place else { return text }
    if let named = verdict.notIn {
      let words =
        verdict.status == .elsewhere
        ? say("not in \(named); it stands in:", "不在\(named)，见于：")
        : say("nearest, but not in \(named):", "不在\(named)，最相近的见于：")
      text += "  \(SafeText.visible(words))\n"
    }
    if let count = verdict.clauses {
      text += say("  the article has \(count) 款 only:\n", "  该条只有\(count)款：\n")
    }
    if verdict.isNotSaved {
      text += say("  not in what is saved of it, a part:\n", "  只收了该文件的一部分，其中没有此条：\n")
    }
    if !verdict.years.isEmpty {
      let years = verdict.years.map(String.init).joined(separator: say(", ", "、"))
      text += say("  the source tells it of \(years):\n", "  原文所述为 \(years) 年：\n")
    }
    let words = [source.citation, source.source ?? "", source.date ?? ""].filter { !$0.isEmpty }
    let also =
      verdict.also.isEmpty ? "" : say("; also ", "；另见 ") + verdict.also.joined(separator: " ")
    text +=
      "  \(style.reference(SafeText.visible(source.reference)))  "
      + style.faint(SafeText.visible(words.joined(separator: " · ") + also)) + "\n"
    if let difference = verdict.difference { text += "  \(style.difference(difference))\n" }
    return text
  }

  private var marked: String {
    switch item.kind {
    case .title: "《\(Self.short(item.text))》"
    case .article: "《\(item.title ?? "")》\(item.text)"
    case .quote: "“\(Self.short(item.text))”"
    case .number, .figure, .rank: item.text
    }
  }

  private static let longest = 60

  private static func short(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= longest ? text : "\(String(scalars.prefix(longest)))…"
  }

  private static func name(_ status: DraftVerdict.Status) -> String {
    switch status {
    case .found: say("found", "找到")
    case .elsewhere: say("elsewhere", "他处")
    case .near: say("near", "相近")
    case .missing: say("missing", "没有")
    }
  }

  static func totals(_ claims: [CheckedClaim]) -> String {
    func count(_ status: DraftVerdict.Status) -> Int {
      claims.count { $0.verdict.status == status }
    }
    if claims.isEmpty {
      return say(
        "nothing to check: no 《title》, document number, “quotation”, figure with a unit or rank",
        "没有可核对的内容：没有《题名》、文号、“引文”、带单位的数字或位次")
    }
    let others = count(.elsewhere)
    let elsewhere = others == 0 ? "" : say(", \(others) elsewhere", "，他处 \(others)")
    return say(
      "\(claims.count) checked: \(count(.found)) found\(elsewhere), \(count(.near)) near, "
        + "\(count(.missing)) missing",
      "核对 \(claims.count) 处：找到 \(count(.found))\(elsewhere)，相近 \(count(.near))，"
        + "没有 \(count(.missing))")
  }
}
