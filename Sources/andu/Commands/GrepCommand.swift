// GrepCommand.swift — andu grep: every paragraph is read, none is left to the index.
import Archive
import ArgumentParser
import SearchIndex

struct GrepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "grep",
    abstract: say(
      "Read every paragraph for a text or a regular expression.", "逐段查找文字或正则表达式，不经索引。"),
    discussion: say(
      #"""
      andu grep '同比增长[0-9.]+%'       every paragraph with such a figure, in order
      andu grep -F '（一）' -c           a text to the letter; how often
      andu grep '[“"].{2,8}[”"]工程' --year 2023 --level 市
      andu grep -i '普法規劃|ＡＰＰ' -l  width, case and script make no difference

      Known: . [ab] [^a-z] (a|b) a* a+ a? a{2,5}, lazy with ? behind, ^ $ (of the
      paragraph), \d digits, \w letters and digits (not Han), \s space, \b their
      edge, \p{Han}, \x{4E00}.
      Texts are read in one pass: no pattern takes longer than its length allows.
      """#,
      #"""
      andu grep '同比增长[0-9.]+%'          按文档顺序列出含有这类数字的每一段
      andu grep -F '（一）' -c              逐字查找；出现多少次
      andu grep '[“"].{2,8}[”"]工程' --year 2023 --level 市
      andu grep -i '普法規劃|ＡＰＰ' -l      不分全半角、大小写和繁简

      可用：. [ab] [^a-z] (a|b) a* a+ a? a{2,5}，后加 ? 取最短，^ $（段首、段尾），
      \d 数字，\w 字母和数字（不含汉字），\s 空白，\b 其边界，\p{Han} 汉字，\x{4E00}。
      正文只读一遍：任何表达式的用时都有上限。
      """#))

  @Argument(
    help: ArgumentHelp(
      say("A regular expression; with -F, a text.", "正则表达式；加 -F 则为文字。"), valueName: "pattern"))
  var pattern: String

  @Flag(
    name: [.customShort("F"), .long],
    help: ArgumentHelp(say("The pattern is a text, to the letter.", "按原文逐字查找。")))
  var fixedStrings = false

  @Flag(
    name: [.customShort("i"), .long],
    help: ArgumentHelp(
      say("Width, case and traditional characters make no difference.", "不分全半角、大小写和繁简。")))
  var ignoreCase = false

  @Flag(
    name: [.customShort("v"), .long],
    help: ArgumentHelp(say("The paragraphs that do not hold it.", "列出不含的段落。")))
  var invertMatch = false

  @Flag(
    name: .customShort("c"),
    help: ArgumentHelp(
      say(
        "Count documents, paragraphs and hits; with -l for each document.",
        "只计文档、段落和命中数；加 -l 则逐个文档。")))
  var count = false

  @Flag(name: .customShort("l"), help: ArgumentHelp(say("The documents only.", "只列文档。")))
  var documents = false

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Stop after so many paragraphs.", "最多列出若干段。"), valueName: "count"))
  var limit: Int?

  @Option(
    name: .customShort("C", allowingJoined: true),
    help: ArgumentHelp(say("Neighbouring paragraphs to show.", "显示前后若干段。"), valueName: "count"))
  var context = 0

  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws { try requireCounts(limit, context) }

  func run() throws {
    let archive = try archive.open()
    do {
      var request = try ScanRequest(
        pattern, isLiteral: fixedStrings, isFolded: ignoreCase)
      request.conditions = try conditions.conditions()
      request.isInverted = invertMatch
      let found =
        count || documents
        ? try printCounts(archive, request) : try printParagraphs(archive, request)
      if !found { throw Status.nothingFound.code }
    } catch let error as PatternError {
      Output.complain(Messages.text(SafeText.visible(pattern), error))
      if let column = error.column {
        Output.point(behind: pattern.scalars(in: 0..<column), in: pattern)
      }
      throw Status.usage.code
    }
  }

  // MARK: Paragraphs

  private func printParagraphs(_ archive: Archive, _ request: ScanRequest) throws -> Bool {
    if limit == 0 { return false }
    var printer = ScanPrinter(renderer: color.renderer, context: context)
    var (paragraphs, hits) = (0, 0)
    var list = JSONList(format)
    try archive.scan(request) { found in
      paragraphs += 1
      hits += found.highlights.count
      if format.isJSON {
        try list.add(try found.passage(context: context))
      } else if format.tsv {
        let record = found.document.record
        Output.row([
          found.reference, record.displayDate ?? "", record.displaySource ?? "",
          record.displayTitle, try found.document.text(of: found.index),
        ])
      } else {
        try printer.print(found)
      }
      return limit.map { paragraphs < $0 } ?? true
    }
    try printer.end()
    list.end()
    Output.note(
      paragraphs == 0
        ? say("nothing found", "没有找到")
        : say(
          "\(counted(paragraphs, "paragraph")), \(counted(hits, "hit"))",
          "\(paragraphs) 段，\(hits) 处"))
    return paragraphs > 0
  }

  // MARK: Counts

  private func printCounts(_ archive: Archive, _ request: ScanRequest) throws -> Bool {
    let counts = try archive.scanCounts(request, countsHits: count || format.isJSON)
    if documents {
      var list = JSONList(format)
      for found in counts.prefix(limit ?? .max) {
        let tally = try archive.tally(of: found)
        if format.isJSON {
          try list.add(tally)
        } else {
          let numbers = count ? ["\(tally.paragraphs)", "\(tally.hits)"] : []
          let cells = [tally.document] + numbers + [tally.title]
          if format.tsv {
            Output.row(cells)
          } else {
            Output.line(SafeText.visible(cells.joined(separator: "  ")))
          }
        }
      }
      list.end()
    } else {
      let totals = Totals(
        documents: counts.count, paragraphs: counts.reduce(0) { $0 + $1.paragraphs },
        hits: counts.reduce(0) { $0 + $1.hits })
      if format.isJSON {
        Output.line(try JSONOutput.text(totals))
      } else if format.tsv {
        Output.row(totals.cells)
      } else {
        Output.line(totals.description)
      }
    }
    return !counts.isEmpty
  }
}

/// Paragraphs with their neighbours: each once, a line between those that do not touch.
private struct ScanPrinter {
  let renderer: TerminalRenderer
  let context: Int
  private var document: FoundDocument?
  /// The next paragraph of the document that is not printed, and up to where its
  /// predecessor's neighbours go.
  private var next = 0
  private var pending = 0

  init(renderer: TerminalRenderer, context: Int) {
    (self.renderer, self.context) = (renderer, context)
  }

  mutating func print(_ found: FoundParagraph) throws {
    let record = found.document.record
    if document?.record.id != record.id {
      try end()
      let about = [record.displayTitle, record.displaySource, record.displayDate]
        .compactMap { $0 }.joined(separator: " · ")
      Output.line(renderer.style.title(SafeText.visible(about)))
      document = found.document
      (next, pending) = (0, 0)
    }
    try printNeighbours(upTo: min(pending, found.index))
    let first = max(next, found.index - context)
    if context > 0, next > 0, first > next { Output.line(renderer.style.faint("--")) }
    next = first
    try printNeighbours(upTo: found.index)
    let text = try found.document.text(of: found.index)
    Output.line(
      renderer.style.reference(SafeText.visible(found.reference)) + "  "
        + renderer.highlighted(text, found.highlights))
    next = found.index + 1
    pending = next + context
  }

  /// The neighbours of the last paragraph.
  mutating func end() throws {
    guard let document else { return }
    try printNeighbours(upTo: min(pending, document.paragraphCount))
  }

  private mutating func printNeighbours(upTo end: Int) throws {
    guard let document else { return }
    while next < end {
      let text = SafeText.visible(try document.text(of: next))
      Output.line(
        renderer.style.faint(SafeText.visible("\(document.shortID)#\(next + 1)") + "  " + text))
      next += 1
    }
  }
}
