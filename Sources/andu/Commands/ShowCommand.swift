// ShowCommand.swift — andu show: read a document or a paragraph.
import Archive
import ArgumentParser
import Extraction

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "show", abstract: say("Read a document or a paragraph.", "阅读文档或段落。"),
    discussion: say(
      """
      andu show 8191
      andu show 8191#15 --around 1            with its neighbours
      andu show 8191#12-15                    several
      andu show 8191#六                       a section, by its number
      andu show 8191#第三条第二款             a 款 of an article
      andu show 8191#六/15                    by its place in the headings
      andu show 8191#六 --tree                the headings of a part
      andu show 8191 --evidence               where each field was read
      andu show 8191#15 --json
      andu show 8191 --raw | wc -m
      andu show 8191@2 --original > old.html
      """,
      """
      andu show 8191
      andu show 8191#15 --around 1            连同前后各一段
      andu show 8191#12-15                    连续几段
      andu show 8191#六                       按序号看整个部分
      andu show 8191#第三条第二款             法条中的一款
      andu show 8191#六/15                    按标题位置
      andu show 8191#六 --tree                某一部分的标题
      andu show 8191 --evidence               各项信息的出处
      andu show 8191#15 --json
      andu show 8191 --raw | wc -m
      andu show 8191@2 --original > old.html
      """))

  @Argument(
    help: ArgumentHelp(
      say(
        "ID, ID#PARAGRAPH, ID#FIRST-LAST, ID#HEADING/PATH or ID@VERSION.",
        "编号、编号#段、编号#首段-末段、编号#标题/路径 或 编号@版本。")))
  var reference: String

  @Option(
    help: ArgumentHelp(say("Neighbouring paragraphs to show.", "显示前后若干段。"), valueName: "count"))
  var around = 0

  @Flag(help: ArgumentHelp(say("Print the bytes as they were saved.", "输出保存时的原始字节。")))
  var original = false

  @Flag(help: ArgumentHelp(say("Print what is known of the document only.", "只显示文档信息。")))
  var meta = false

  @Flag(
    help: ArgumentHelp(
      say("Print what is known of the document, and where it was read.", "只显示文档信息及其出处。")))
  var evidence = false

  @Flag(
    help: ArgumentHelp(
      say("Print the headings, or those of the part named.", "只显示标题层次，或所指部分的标题层次。")))
  var tree = false

  @Flag(help: ArgumentHelp(say("Print the paragraphs as one JSON array.", "把各段输出为一个 JSON 数组。")))
  var json = false

  @Flag(
    help: ArgumentHelp(say("Print the texts of the paragraphs only, one a line.", "只输出各段原文，每行一段。")))
  var raw = false

  @OptionGroup var color: ColorOption
  @OptionGroup var pager: PagerOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    try requireCounts(around)
    if [original, meta, evidence, tree, raw].count(where: { $0 }) > 1 {
      throw ValidationError(
        say(
          "choose one of --original, --meta, --evidence, --tree, --raw",
          "--original、--meta、--evidence、--tree、--raw 只能选一个"))
    }
    if json, original || meta || evidence || raw {
      throw ValidationError(
        say(
          "--json is of paragraphs; `andu info --json` prints what is known of a document",
          "--json 输出段落；文档信息请用 `andu info --json`"))
    }
  }

  func run() throws {
    let archive = try archive.open()
    let reference = try archive.reference(reference)
    let document = try archive.document(reference)
    if original { return Output.write(try archive.original(of: document)) }
    pager.start()
    let lines = try reference.place.map { try document.lines(of: $0, as: self.reference) }
    var shown = Array(document.paragraphs.indices)
    if tree {
      shown = lines.map { document.outline(around: $0.lowerBound) } ?? document.outline
    } else if let lines {
      let reach = min(around, shown.count)
      shown = shown.filter { $0 >= lines.lowerBound - reach && $0 < lines.upperBound + reach }
    }
    if json || raw {
      if json {
        return Output.line(try JSONOutput.text(shown.map { PrintedParagraph(document, $0) }))
      }
      for index in shown { Output.line(SafeText.visible(document.paragraphs[index].text)) }
      return
    }
    let renderer = color.renderer
    var text = renderer.header(document)
    if evidence {
      text += renderer.fields(document.record)
    } else if tree {
      text += renderer.tree(document, shown)
    } else if !meta {
      text += lines.map { renderer.place(document, $0) } ?? ""
      text += "\n" + shown.map { renderer.paragraph(document, $0) }.joined()
    }
    Output.write(text)
  }
}
