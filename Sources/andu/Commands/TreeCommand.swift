// TreeCommand.swift — andu tree: the headings of a document.
import Archive
import ArgumentParser

struct TreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "tree", abstract: say("The headings of a document.", "文档的标题层次。"),
    discussion: say(
      """
      andu tree fd98
      andu tree fd98#二              a part of it
      andu tree fd98 --json
      """,
      """
      andu tree fd98
      andu tree fd98#二              其中一部分
      andu tree fd98 --json
      """))

  @Argument(
    help: ArgumentHelp(
      say("ID, ID@VERSION, or ID#HEADING/PATH for a part.", "编号、编号@版本，或 编号#标题/路径（其中一部分）。")))
  var reference: String

  @Flag(help: ArgumentHelp(say("Print one JSON array.", "输出一个 JSON 数组。")))
  var json = false

  @OptionGroup var color: ColorOption
  @OptionGroup var pager: PagerOption
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let named = try archive.reference(reference)
    let document = try archive.document(named)
    let lines = try named.place.map { try document.lines(of: $0, as: reference) }
    let shown = lines.map { document.outline(around: $0.lowerBound) } ?? document.outline
    pager.start()
    if json {
      return Output.line(try JSONOutput.text(shown.map { PrintedParagraph(document, $0) }))
    }
    let renderer = color.renderer
    Output.write(renderer.header(document) + renderer.tree(document, shown))
    Output.note(
      say(
        counted(shown.count, "outline line") + ", "
          + counted(document.paragraphs.count, "paragraph"),
        "标题和编号条目 \(shown.count)，共 \(document.paragraphs.count) 段"))
  }
}
