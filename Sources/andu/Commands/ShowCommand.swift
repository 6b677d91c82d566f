// ShowCommand.swift — andu show: read a document or a paragraph.
import Archive
import ArgumentParser
import Extraction

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: say("Read a document or a paragraph.", "阅读文档或段落。"),
    discussion: """
      andu show 8191
      andu show 8191#15 --around 1
      andu show 8191#六/15
      andu show 8191#15 --json
      andu show 8191 --raw | wc -m
      andu show 8191@2 --original > old.html
      """)

  @Argument(
    help: ArgumentHelp(
      say("ID, ID#PARAGRAPH, ID#HEADING/PATH or ID@VERSION.", "编号、编号#段、编号#标题/路径 或 编号@版本。")))
  var reference: String

  @Option(
    help: ArgumentHelp(say("Neighbouring paragraphs to show.", "显示前后若干段。"), valueName: "count"))
  var around = 0

  @Flag(help: ArgumentHelp(say("Print the bytes as they were saved.", "输出保存时的原始字节。")))
  var original = false

  @Flag(help: ArgumentHelp(say("Print what is known of the document only.", "只显示文档信息。")))
  var meta = false

  @Flag(help: ArgumentHelp(say("Print the paragraphs as one JSON array.", "把各段输出为一个 JSON 数组。")))
  var json = false

  @Flag(
    help: ArgumentHelp(say("Print the texts of the paragraphs only, one a line.", "只输出各段原文，每行一段。")))
  var raw = false

  @OptionGroup var color: ColorOption
  @OptionGroup var pager: PagerOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if around < 0 { throw ValidationError(say("counts are not negative", "数目不能为负")) }
  }

  func run() throws {
    let archive = try archive.open()
    let reference = try archive.reference(reference)
    let document = try archive.document(reference)
    if original { return Output.write(try archive.original(of: document)) }
    pager.start()
    if json || raw {
      var shown = Array(document.paragraphs.indices)
      if let place = reference.place {
        let index = try document.index(of: place, as: self.reference)
        shown = shown.filter { abs($0 - index) <= around }
      }
      if json {
        return Output.line(try JSONOutput.text(shown.map { PrintedParagraph(document, $0) }))
      }
      for index in shown { Output.line(SafeText.visible(document.paragraphs[index].text)) }
      return
    }
    let renderer = color.renderer
    if meta { return Output.write(renderer.header(document)) }
    guard let place = reference.place else {
      Output.write(renderer.header(document) + "\n")
      for index in document.paragraphs.indices {
        Output.write(renderer.paragraph(document, index))
      }
      return
    }
    let index = try document.index(of: place, as: self.reference)
    Output.write(renderer.header(document) + renderer.place(document, index) + "\n")
    let first = max(0, index - around)
    let last = min(document.paragraphs.count - 1, index + around)
    for near in first...last { Output.write(renderer.paragraph(document, near)) }
  }
}
