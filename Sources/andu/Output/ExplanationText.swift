// ExplanationText.swift — how a query was answered and why, for people.
import Archive
import SearchIndex

/// The lines that explain a search.
enum ExplanationText {
  static func lines(_ plan: SearchPlan, isBroken: Bool) -> [String] {
    var lines = [say("query: ", "检索式：") + plan.query]
    lines += plan.texts.map(line)
    lines.append(say("way: ", "方式：") + way(plan.way))
    for word in plan.passedOver {
      lines.append(
        say(
          "“\(word)” holds nothing to search for and is passed over", "“\(word)”中没有可检索的字，略去"))
    }
    if isBroken {
      lines.append(
        say(
          "nothing holds the text as typed: paragraphs with a good part of its pairs are shown",
          "没有与输入完全一致的段落：列出含有其中较多字对的段落"))
    }
    return lines.map { SafeText.visible($0) }
  }

  /// How one text is looked for.
  static func line(_ text: PlannedText) -> String {
    var line = "“\(text.text)”"
    if let typed = text.typed { line += say(" for “\(typed)”", "（“\(typed)”的另一写法）") }
    line += say(": ", "：")
    if let row = text.row {
      line += say(
        "every pair that begins with \(row), and runs that end with it",
        "以“\(row)”开头的所有字对，和以它结尾的字串")
    } else if text.isScan {
      line += say("every stored text", "全部原文")
    } else {
      line += text.terms.map { "\($0.term) (\($0.paragraphs))" }.joined(separator: " AND ")
    }
    if text.isChecked, !text.isScan { line += say(", then the stored text", "，再核对原文") }
    if text.terms.contains(where: { $0.paragraphs == 0 }) {
      line += say("; stands nowhere", "；无处出现")
    }
    return line
  }

  private static func way(_ way: SearchOptions.Scope?) -> String {
    switch way {
    case nil:
      say("off the posting lists, past what cannot be among the best", "直接由倒排表取最佳者")
    case .paragraph: say("part by part, joined paragraph by paragraph", "逐词查找，按段合并")
    case .section: say("part by part, joined under each heading", "逐词查找，按标题合并")
    case .document: say("part by part, joined document by document", "逐词查找，按文档合并")
    }
  }

  /// Why a paragraph has its score.
  static func lines(_ passage: Passage) -> [String] {
    let own = passage.held.reduce(0) { $0 + $1.score }
    var lines = [
      say("score ", "得分 ") + number(passage.score)
        + say(", of the words in its own text ", "，其中本段词语 ") + number(own)
    ]
    for held in passage.held {
      var places: [String] = []
      if held.isInText {
        places.append(
          say(
            "\(held.occurrences) × here, \(number(held.score))",
            "本段 \(held.occurrences) 处，\(number(held.score))"))
      }
      if held.isInHeading { places.append(say("in a heading above", "上级标题")) }
      if held.isInTitle { places.append(say("in the title", "文件标题")) }
      if places.isEmpty { places.append(say("not here", "本段及其标题没有")) }
      lines.append(held.clause + say(": ", "：") + places.joined(separator: say("; ", "；")))
    }
    return lines.map { SafeText.visible($0) }
  }

  /// Two digits behind the point.
  private static func number(_ value: Float) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
