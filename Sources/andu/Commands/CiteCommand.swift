// CiteCommand.swift — andu cite: citations, ready to paste, and whether old ones still hold.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "cite",
    abstract: say("Citations, ready to paste.", "生成引文，核对旧引文。"),
    discussion: say(
      """
      andu cite 8191#15
      andu cite 8191#六/15 --style official --quote
      andu cite 8191#第三条第二款 --quote
      andu cite 8191 71f3 --style bibtex > refs.bib
      andu search 法治体检 --tsv | andu cite - --style csl-json
      andu cite 8191#15 --text 案件21964件 --anchor >> notes.md
      andu cite --check notes.md        is what was quoted still there?

      An anchor is a line of JSON: the words, what stood round them, where, digests.
      --check tells of each whether it is found, moved, changed or gone. Exit: 0 all
      found or moved, 1 none of them, 3 some.
      """,
      """
      andu cite 8191#15
      andu cite 8191#六/15 --style official --quote
      andu cite 8191#第三条第二款 --quote
      andu cite 8191 71f3 --style bibtex > refs.bib
      andu search 法治体检 --tsv | andu cite - --style csl-json
      andu cite 8191#15 --text 案件21964件 --anchor >> notes.md
      andu cite --check notes.md        引过的话是否还在

      锚点是一行 JSON：原文、上下文、位置和摘要值。
      --check 逐条报告原样、移位、改动或消失。
      退出码：0 全部原样或移位，1 一条也没有，3 只有一部分。
      """))

  @Argument(
    help: ArgumentHelp(
      say(
        "ID, ID#PARAGRAPH, ID#FIRST-LAST or ID#HEADING/PATH; - reads them from standard input, "
          + "one a line.",
        "编号、编号#段、编号#首段-末段 或 编号#标题/路径；- 从标准输入读取，每行一个。"), valueName: "reference"))
  var references: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "gbt7714, official, plain, bibtex or csl-json.",
        "gbt7714、official、plain、bibtex 或 csl-json。")))
  var style = CitationStyle.gbt7714

  @Flag(help: ArgumentHelp(say("Add the words that are cited.", "附上所引原文。")))
  var quote = false

  @Option(
    help: ArgumentHelp(
      say(
        "Cite these words of the paragraph, or of the document.", "只引段落（或文档）中的这些字。"),
      valueName: "words"))
  var text: String?

  @Flag(help: ArgumentHelp(say("Print an anchor of each quotation instead.", "改为输出引文的锚点。")))
  var anchor = false

  @Option(
    help: ArgumentHelp(
      say(
        "Check the anchors in this file; - is standard input.", "核对文件中的锚点；- 为标准输入。"),
      valueName: "file"))
  var check: String?

  @Option(
    help: ArgumentHelp(
      say(
        "When it was looked up (default: when the page was saved, else today).",
        "引用日期（默认为网页保存之日，不详则为今天）。"), valueName: "date"))
  var accessed: String?

  @Flag(help: ArgumentHelp(say("Print one JSON array.", "输出一个 JSON 数组。")))
  var json = false

  @Flag(help: ArgumentHelp(say("Print one JSON object a line.", "每行输出一个 JSON 对象。")))
  var jsonl = false

  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if let accessed, accessed.count != 10 || !DocumentCondition.isDate(accessed) {
      throw ValidationError(
        say("--accessed \(accessed): write 2023-06-30", "--accessed \(accessed)：应写 2023-06-30"))
    }
    if references.isEmpty == (check == nil) {
      throw ValidationError(
        say("name what to cite, or --check FILE", "请指明要引用的编号，或用 --check 文件"))
    }
    if json && jsonl {
      throw ValidationError(say("choose one of --json, --jsonl", "--json、--jsonl 只能选一个"))
    }
    if (json || jsonl) && (anchor || style == .cslJSON) {
      throw ValidationError(
        say("anchors and csl-json are JSON already", "锚点和 csl-json 本来就是 JSON"))
    }
  }

  func run() throws {
    let archive = try archive.open()
    if let check { return try checkAnchors(of: check, in: archive) }
    var citations: [(reference: String, citation: Citation)] = []
    var failed: Status?
    let references = try self.references.flatMap { $0 == "-" ? try Self.listed() : [$0] }
    for reference in references {
      do {
        citations.append((reference, try citation(reference, in: archive)))
      } catch  where references.count > 1 {
        Output.complain(Messages.text(error))
        if failed != .damaged {
          failed = Failure(error)?.status == .damaged ? .damaged : .someFailed
        }
      }
    }
    try printCitations(citations)
    if let failed { throw failed.code }
    if references.isEmpty { throw Status.nothingFound.code }
  }

  /// References on standard input: the first column of a line, or what its JSON says.
  private static func listed() throws -> [String] {
    let lines = try LineReader(path: nil)
    var references: [String] = []
    while let line = try lines.next() {
      let text = String(decoding: line, as: UTF8.self)
      if let reference = JSONOutput.string("reference", in: text) {
        references.append(reference)
        continue
      }
      let cell = text.prefix { $0 != "\t" }.drop { $0.isWhitespace }
      if let end = cell.lastIndex(where: { !$0.isWhitespace }) {
        references.append(String(cell[...end]))
      }
    }
    return references
  }

  private func citation(_ text: String, in archive: Archive) throws -> Citation {
    let reference = try archive.reference(text)
    let document = try archive.document(reference)
    let lines = try reference.place.map { try document.lines(of: $0, as: text) }
    // What is cited is the page as it was saved.
    let savedOn = document.record.savedAt.map { String($0.prefix(10)) }
    let accessedOn = accessed ?? savedOn ?? Environment.today
    if let words = self.text {
      guard let found = document.passage(words, in: lines) else {
        throw Complaint(
          "\(text): the words “\(words)” are not there; see `andu show \(text)`",
          "\(text)：其中没有“\(words)”；可用 `andu show \(text)` 查看")
      }
      return Citation(
        document, paragraph: found.paragraph, passage: found.range, accessedOn: accessedOn)
    }
    if quote || anchor, lines == nil {
      throw Complaint(
        "\(text): \(quote ? "--quote" : "--anchor") needs a paragraph, ID#PARAGRAPH, or --text",
        "\(text)：\(quote ? "--quote" : "--anchor") 需要指明段落（编号#段）或用 --text")
    }
    return Citation(document, lines: lines, accessedOn: accessedOn)
  }

  // MARK: Output

  private func printCitations(_ citations: [(reference: String, citation: Citation)]) throws {
    if anchor {
      for anchor in citations.compactMap({ QuoteAnchor($0.citation) }) {
        Output.line(try JSONOutput.text(anchor))
      }
    } else if json || jsonl {
      let lines = try citations.map {
        try CitedLine($1, style: style, quotes: quote || text != nil)
      }
      if json {
        Output.line(try JSONOutput.text(lines))
      } else {
        for line in lines { Output.line(try JSONOutput.text(line)) }
      }
    } else if style == .cslJSON {
      let items = citations.map { CSLItem($0.citation, quotes: quote) }
      Output.line(SafeText.escaped(try CSLItem.json(items)))
    } else {
      let texts = try citations.map { try $0.citation.text(style, quotes: quote) }
      // A blank line tells apart what takes several.
      let separator = texts.contains { $0.contains("\n") } ? "\n\n" : "\n"
      if texts.isEmpty { return }
      Output.line(SafeText.visible(texts.joined(separator: separator), keeping: "\n"))
    }
  }

  private func checkAnchors(of file: String, in archive: Archive) throws {
    let limit = ExtractionOptions().maximumSize
    let bytes: [UInt8]
    do {
      bytes =
        try file == "-"
        ? FileSystem.read(.standardInput, limit: limit)
        : FileSystem.read(FilePath(file), limit: limit)
    } catch {
      throw Complaint("\(file): \(error)", "\(file)：\(Messages.chinese(error))")
    }
    var lines: [CheckedAnchor] = []
    for (line, anchor) in QuoteAnchor.all(in: String(decoding: bytes, as: UTF8.self)) {
      let checked = CheckedAnchor(
        line: line, anchor: anchor,
        verdict: try anchor.map { try archive.verify($0) } ?? .unreadable)
      lines.append(checked)
      if jsonl { Output.line(try JSONOutput.text(checked)) }
    }
    if json { Output.line(try JSONOutput.text(lines)) }
    let style = color.style
    if !json && !jsonl { for line in lines { Output.write(line.text(style)) } }
    if lines.isEmpty {
      Output.note(
        say(
          "no anchors in \(file); `andu cite ID#PARAGRAPH --anchor` makes one",
          "\(file) 中没有锚点；用 `andu cite 编号#段 --anchor` 生成"))
      throw Status.nothingFound.code
    }
    Output.note(CheckedAnchor.totals(lines))
    let good = lines.count { $0.isGood }
    if good == 0 { throw Status.nothingFound.code }
    if good < lines.count { throw Status.someFailed.code }
  }
}

extension CitationStyle: Choice {}
