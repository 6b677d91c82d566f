// CheckCommand.swift — andu check: the claims of a draft and their sources.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "check",
    abstract: say(
      "Check the titles, document numbers, quotations and figures of a draft.",
      "核对文稿中的题名、文号、引文和数字。"),
    discussion: say(
      """
      andu check draft.docx
      andu check draft.md --quiet         only what is not found
      pandoc draft.odt -t plain | andu check - --jsonl

      Each 《title》 and its articles, document number, “quotation” of four characters
      or more, figure with its unit (案件21964件, 20.2%) and rank (居全省第3位) is
      looked for. Width, script, blanks, quotation marks and grouped digits make no
      difference. A quotation is looked for first in the document and article that
      its sentence names; where it stands in others only, it is elsewhere. What is
      not found is shown against the nearest text: [-draft-]{+archive+}. The number
      before a claim is its line in a text, its paragraph in any other draft.
      Exit: 0 all found where they are said to be, 1 none, 3 some.
      """,
      """
      andu check 文稿.docx
      andu check 文稿.md --quiet         只列出没有找到的
      pandoc 文稿.odt -t plain | andu check - --jsonl

      逐一查找《题名》及其条目、文号、四字以上的“引文”、带单位的数字
      （案件21964件、20.2%）和位次（居全省第3位）。
      全半角、繁简、空格、引号和千分位不算差别。
      引文先在同一句所称的文件和条目中查找，只见于别处的列为“他处”。
      没有找到的，与最相近的原文对照：[-文稿-]{+档案+}。
      每处之前的数字，文本为行号，其他文稿为段号。
      退出码：0 全部在所称之处找到，1 全未找到，3 部分找到。
      """))

  @Argument(
    help: ArgumentHelp(
      say(
        "Drafts: text, Markdown, HTML, DOCX …; - is standard input.",
        "文稿：文本、Markdown、HTML、DOCX 等；- 为标准输入。"), valueName: "draft"))
  var files: [String]

  @Flag(
    name: [.customShort("q"), .long],
    help: ArgumentHelp(say("Print only what is not found.", "只列出没有找到的。")))
  var quiet = false

  @Flag(help: ArgumentHelp(say("Print one JSON array.", "输出一个 JSON 数组。")))
  var json = false

  @Flag(help: ArgumentHelp(say("Print one JSON object a line.", "每行输出一个 JSON 对象。")))
  var jsonl = false

  @Option(
    help: ArgumentHelp(say("Read the drafts in this encoding.", "按此编码读取。"), valueName: "name"))
  var encoding: String?

  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if json && jsonl {
      throw ValidationError(say("choose one of --json, --jsonl", "--json、--jsonl 只能选一个"))
    }
  }

  func run() throws {
    let check = DraftCheck(try archive.open())
    var claims: [CheckedClaim] = []
    var (hasFailed, hasRead) = (false, false)
    for file in files {
      do {
        for draft in try drafts(in: file, &hasFailed) {
          hasRead = true
          claims += try self.claims(of: draft.document, draft.name, check)
        }
      } catch  where files.count > 1 {
        Output.complain(Messages.text(file, error))
        hasFailed = true
      }
    }
    Output.endProgress()
    let shown = claims.filter { !quiet || $0.verdict.status != .found }
    if json { Output.line(try JSONOutput.text(shown)) }
    let style = color.style
    var heading = ""
    for claim in shown where !json {
      if jsonl {
        Output.line(try JSONOutput.text(claim))
        continue
      }
      let next = CheckedClaim.heading(hasLines: claim.hasLines, namesFile: files.count > 1)
      if next != heading { Output.line(style.faint(next)) }
      heading = next
      Output.write(claim.text(style, namesFile: files.count > 1))
    }
    if !claims.isEmpty || !hasFailed { Output.note(CheckedClaim.totals(claims)) }
    let found = claims.count { $0.verdict.status == .found }
    let elsewhere = claims.count { $0.verdict.status == .elsewhere }
    if hasFailed { throw (hasRead ? Status.someFailed : .usage).code }
    if found + elsewhere == 0 { throw Status.nothingFound.code }
    if found < claims.count { throw Status.someFailed.code }
  }

  private func drafts(
    in file: String, _ hasFailed: inout Bool
  ) throws -> [(name: String, document: OfficialDocument)] {
    var options = ExtractionOptions()
    options.encoding = encoding
    options.takesAllLines = true
    options.form = FolderWalk.form(of: FileSystem.path(typed: file))
    var page = ArchiveWriter.Page(
      path: file == "-" ? nil : FileSystem.path(typed: file), options: options)
    if file == "-" {
      page.bytes = try FileSystem.read(.standardInput, limit: options.maximumSize)
    }
    var drafts: [(name: String, document: OfficialDocument)] = []
    var failed = false
    try PageReading.read(page) { name, result in
      switch result {
      case .success(let document): drafts.append((name, document))
      case .failure(let error):
        Output.complain(Messages.text(name, error))
        failed = true
      }
    }
    hasFailed = hasFailed || failed
    return drafts
  }

  private static let paragraphsAtOnce = 32

  /// Paragraph 0 is the title, where that is no paragraph, too.
  private func claims(
    of draft: OfficialDocument, _ name: String, _ check: DraftCheck
  ) throws -> [CheckedClaim] {
    var claims: [CheckedClaim] = []
    let paragraphs = draft.paragraphs.map(\.text)
    let title = draft.title.flatMap { paragraphs.contains($0) ? nil : $0 } ?? ""
    let texts = [title] + paragraphs
    let names = DeclaredNames(in: texts)
    for start in stride(from: 0, to: texts.count, by: Self.paragraphsAtOnce) {
      Output.progress(
        say("paragraph \(start) of \(texts.count - 1)", "第 \(start)/\(texts.count - 1) 段"))
      let verdicts = try check.verdicts(
        on: texts[start...].prefix(Self.paragraphsAtOnce), names)
      for (offset, found) in verdicts.enumerated() {
        claims += found.map { item, verdict in
          let index = start + offset - 1
          let line = draft.lines.indices.contains(index) ? draft.lines[index] : nil
          return CheckedClaim(
            file: name, paragraph: start + offset, line: line, hasLines: !draft.lines.isEmpty,
            item: item, verdict: verdict)
        }
      }
    }
    return claims
  }
}
