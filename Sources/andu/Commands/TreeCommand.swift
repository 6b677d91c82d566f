// TreeCommand.swift — andu tree: the headings of a document.
import Archive
import ArgumentParser

struct TreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", abstract: say("The headings of a document.", "文档的标题层次。"),
    discussion: """
      andu tree fd98
      andu tree fd98 --json
      """)

  @Argument(help: ArgumentHelp(say("ID or ID@VERSION.", "编号或 编号@版本。")))
  var reference: String

  @Flag(help: ArgumentHelp(say("Print one JSON array.", "输出一个 JSON 数组。")))
  var json = false

  @OptionGroup var color: ColorOption
  @OptionGroup var pager: PagerOption
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let document = try archive.document(try archive.reference(reference))
    pager.start()
    if json {
      return Output.line(
        try JSONOutput.text(document.outline.map { PrintedParagraph(document, $0) }))
    }
    let renderer = color.renderer
    Output.write(renderer.header(document) + renderer.tree(document, document.outline))
    Output.note(
      say(
        counted(document.outline.count, "outline line") + ", "
          + counted(document.paragraphs.count, "paragraph"),
        "标题和编号条目 \(document.outline.count)，共 \(document.paragraphs.count) 段"))
  }
}
