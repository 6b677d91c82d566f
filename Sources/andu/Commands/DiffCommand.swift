// DiffCommand.swift — andu diff: what changed.
import Archive
import ArgumentParser
import Extraction

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "diff",
    abstract: say(
      "Compare two documents, versions, sections or paragraphs.", "比较两个文档、版本、部分或段落。"),
    discussion: say(
      """
      andu diff 8191                     what its newest version changed
      andu diff 8191@3 8191@1            two versions
      andu diff 8191 fd98 -C 0           two documents, only what differs
      andu diff 8191#第三条 fd98#第四条  two articles, or sections
      andu diff 8191#12 fd98#3           two paragraphs, word by word
      andu diff 8191 fd98 --adapt        what the second took over

      Paragraphs are aligned first; those that are alike are compared within.
      Without colour [-what is gone-] and {+what is new+} are marked. Ends with 1
      when nothing differs.

      --adapt lists the clauses that are alike but for the names of places, words
      such as 全省 and 我市, and the level of offices: {江苏→云溪}. They may stand
      anywhere.
      """,
      """
      andu diff 8191                     最新版本改了什么
      andu diff 8191@3 8191@1            两个版本
      andu diff 8191 fd98 -C 0           两个文档，只看不同之处
      andu diff 8191#第三条 fd98#第四条  两条，或两个部分
      andu diff 8191#12 fd98#3           两个段落，逐字比较
      andu diff 8191 fd98 --adapt        后者沿用前者而更换地名之处

      先对齐段落，再在相近的段落内逐词比较。不用颜色时以 [-删去-] 和 {+增加+} 标出。
      没有不同时退出码为 1。

      --adapt 列出除地名、“全省”“我市”之类和机关层级之外相近的分句：{江苏→云溪}，
      不论在何处。
      """))

  @Argument(
    help: ArgumentHelp(
      say(
        "ID, ID@VERSION, ID#PARAGRAPH, ID#FIRST-LAST or ID#HEADING/PATH.",
        "编号、编号@版本、编号#段、编号#首段-末段 或 编号#标题/路径。")))
  var old: String

  @Argument(
    help: ArgumentHelp(
      say("The same; without it, a document's newest version.", "同上；省略时为该文档的最新版本。")))
  var new: String?

  @Option(
    name: .customShort("C", allowingJoined: true),
    help: ArgumentHelp(
      say("Equal paragraphs to show round those that differ (1).", "不同之处前后显示若干相同段落（1）。"),
      valueName: "count"))
  var context = 1

  @Flag(
    help: ArgumentHelp(
      say("Clauses that were taken over with other local words.", "列出更换地名而沿用的分句。")))
  var adapt = false

  @Flag(help: ArgumentHelp(say("Print JSON.", "输出 JSON。")))
  var json = false

  @OptionGroup var color: ColorOption
  @OptionGroup var pager: PagerOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws { try requireCounts(context) }

  func run() throws {
    let archive = try archive.open()
    let (left, right) = try sides(archive)
    pager.start()
    if adapt { return try printAdaptations(left, right) }
    let comparison = DocumentComparison(
      left.texts, right.texts, areOne: left.lines?.count == 1 && right.lines?.count == 1)
    if json {
      try printJSON(comparison.steps, left, right)
    } else {
      print(comparison, left, right)
    }
    Output.note(comparison.summary)
    if comparison.isSame { throw Status.nothingFound.code }
  }

  private func printAdaptations(_ left: ComparedSide, _ right: ComparedSide) throws {
    let regions = [left, right].compactMap(\.document.record.region)
    let steps = AdaptedText.find(left.texts, right.texts, local: LocalWords(of: regions))
    if json {
      try printJSON(steps, left, right)
    } else {
      printHeadings(left, right)
      for step in steps {
        Output.line(step.shifted(left.offset, right.offset).line(color.style))
      }
    }
    Output.note(
      say("\(counted(steps.count, "clause")) with other local words", "更换地名沿用的分句 \(steps.count) 处"))
    if steps.isEmpty { throw Status.nothingFound.code }
  }

  private func printJSON(
    _ steps: [ComparedParagraph], _ left: ComparedSide, _ right: ComparedSide
  ) throws {
    Output.line(
      try JSONOutput.text(
        ComparisonOutput(
          old: left.name, new: right.name,
          steps: steps.map { $0.shifted(left.offset, right.offset) }), isPretty: true))
  }

  private func printHeadings(_ left: ComparedSide, _ right: ComparedSide) {
    let style = color.style
    Output.line(style.title(SafeText.visible("--- \(left.heading)")))
    Output.line(style.title(SafeText.visible("+++ \(right.heading)")))
  }

  private func sides(_ archive: Archive) throws -> (ComparedSide, ComparedSide) {
    let reference = try archive.reference(old)
    if let new {
      return (
        try ComparedSide(archive, reference, old),
        try ComparedSide(archive, try archive.reference(new), new)
      )
    }
    let newest = try archive.document(reference)
    guard newest.record.versions.count > 1 else {
      throw Complaint(
        "\(newest.handle): there is no earlier version; name what to compare it with",
        "\(newest.handle)：没有更早的版本；请指明与什么比较")
    }
    var earlier = reference
    earlier.version += 1
    return (
      try ComparedSide(archive, earlier, old), try ComparedSide(archive, reference, old)
    )
  }

  private func print(
    _ comparison: DocumentComparison, _ left: ComparedSide, _ right: ComparedSide
  ) {
    let style = color.style
    printHeadings(left, right)
    let steps = comparison.steps
    let near = steps.indices.filter { steps[$0].change != .same }
    var next = 0
    for (index, step) in steps.enumerated() {
      while next < near.count, near[next] + context < index { next += 1 }
      guard next < near.count, near[next] - context <= index else { continue }
      if index > 0, index == near[next] - context, next == 0 || near[next - 1] + context < index - 1
      {
        Output.line(style.faint("…"))
      }
      Output.line(step.shifted(left.offset, right.offset).line(style))
    }
  }
}

/// One side of a comparison.
private struct ComparedSide {
  let document: StoredDocument
  /// The paragraphs that are compared, as indices; nil for all.
  let lines: Range<Int>?

  init(_ archive: Archive, _ reference: DocumentReference, _ name: String) throws {
    let document = try archive.document(reference)
    self.document = document
    lines = try reference.place.map { try document.lines(of: $0, as: name) }
  }

  var offset: Int { lines?.lowerBound ?? 0 }

  var texts: [String] {
    document.paragraphs[lines ?? document.paragraphs.indices].map(\.text)
  }

  var name: String { lines.map { document.reference($0) } ?? document.handle }

  var heading: String {
    [name, document.record.displayTitle, document.record.displayDate ?? ""]
      .filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

private struct ComparisonOutput: Encodable {
  var v = 1
  let old: String
  let new: String
  let steps: [ComparedParagraph]
}

extension DocumentComparison {
  var summary: String {
    let (same, changed) = (count(.same), count(.changed))
    let (removed, added) = (count(.removed), count(.added))
    let moved = count(.movedHere)
    if isSame { return say("no difference", "没有不同") }
    return say(
      "\(same) alike, \(changed) changed, \(removed) removed, \(added) added, \(moved) moved",
      "相同 \(same) 段，改动 \(changed)，删去 \(removed)，增加 \(added)，移动 \(moved)")
  }
}

extension ComparedParagraph {
  /// With the numbers in the documents, where single paragraphs were compared.
  fileprivate func shifted(_ old: Int, _ new: Int) -> ComparedParagraph {
    var step = self
    step.old = step.old.map { $0 + old }
    step.new = step.new.map { $0 + new }
    return step
  }

  fileprivate func line(_ style: Style) -> String {
    let isWithin = change == .changed || change == .adapted
    let text = parts.map { part in
      switch part {
      case .same(let text): SafeText.visible(text)
      case .removed(let text): isWithin ? style.removed(text) : SafeText.visible(text)
      case .added(let text): isWithin ? style.added(text) : SafeText.visible(text)
      case .adapted(let old, let new): style.adapted(old, new)
      }
    }.joined()
    let numbers = [old, new].compactMap { $0.map { "#\($0)" } }.joined(separator: "→")
    switch change {
    case .same: return style.faint("  \(numbers)  \(text)")
    case .changed: return "~ \(numbers)  \(text)"
    case .adapted: return "≈ \(numbers)  \(text)"
    case .removed: return style.paint("- \(numbers)  \(text)", "31")
    case .added: return style.paint("+ \(numbers)  \(text)", "32")
    case .movedAway:
      return style.faint("< \(numbers)  \(say("now", "移至")) #\(elsewhere ?? 0)  \(text)")
    case .movedHere:
      return style.faint("> \(numbers)  \(say("was", "原为")) #\(elsewhere ?? 0)  \(text)")
    }
  }
}

extension Style {
  fileprivate func removed(_ text: String) -> String { marked(text, "31", "[-", "-]") }
  fileprivate func added(_ text: String) -> String { marked(text, "32", "{+", "+}") }
  fileprivate func adapted(_ old: String, _ new: String) -> String {
    marked("\(old)→\(new)", "33", "{", "}")
  }

  /// In colour, else between marks.
  private func marked(
    _ text: String, _ code: String, _ open: String, _ close: String
  ) -> String {
    let text = SafeText.visible(text)
    return isColored ? paint(text, code) : open + text + close
  }
}
