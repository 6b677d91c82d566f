// ExtractCommand.swift — andu extract: what is read in a page, without an archive.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "extract",
    abstract: say("Show what is read in saved pages.", "显示从网页中读出的内容。"),
    discussion: """
      andu extract page.html
      andu extract --jsonl saved/*.html > pages.jsonl
      andu extract page.html --why
      """)

  @Argument(
    help: ArgumentHelp(
      say("Saved pages; - is standard input.", "已保存的网页；- 为标准输入。"), valueName: "file"))
  var files: [String]

  @Flag(
    help: ArgumentHelp(say("Print one JSON object, or an array of several.", "输出 JSON 对象，多个时为数组。")))
  var json = false

  @Flag(help: ArgumentHelp(say("Print one JSON object a line.", "每行输出一个 JSON 对象。")))
  var jsonl = false

  @Flag(
    help: ArgumentHelp(say("Say how the content was chosen and what was cut.", "说明如何选取正文、删去了什么。")))
  var why = false

  @Option(help: ArgumentHelp(say("Read pages in this encoding.", "按此编码读取。"), valueName: "name"))
  var encoding: String?

  @OptionGroup var pageSize: PageSizeOption

  @OptionGroup var color: ColorOption

  func run() throws {
    var options = ExtractionOptions()
    options.encoding = encoding
    options.explains = why
    options.maximumSize = pageSize.bytes
    var pages: [ExtractedPage] = []
    var hasFailed = false
    for file in files {
      var page = ArchiveWriter.Page(
        path: file == "-" ? nil : FileSystem.path(typed: file), options: options)
      page.options.form = FolderWalk.form(of: FileSystem.path(typed: file))
      do {
        if file == "-" {
          page.bytes = try FileSystem.read(.standardInput, limit: options.maximumSize)
        }
        try PageReading.read(page) { name, result in
          switch result {
          case .success(let document):
            let page = ExtractedPage(path: name, document: document, explains: why)
            if jsonl {
              try page.writeLine { Output.write($0) }
            } else if json {
              pages.append(page)
            } else {
              printText(page)
            }
          case .failure(let error):
            Output.complain(Messages.text(name, error))
            hasFailed = true
          }
        }
      } catch {
        Output.complain(Messages.text(file, error))
        hasFailed = true
      }
    }
    if json {
      let text =
        try pages.count == 1 && files.count == 1
        ? JSONOutput.text(pages[0], isPretty: true) : JSONOutput.text(pages, isPretty: true)
      Output.line(text)
    }
    if hasFailed { throw Status.someFailed.code }
  }

  private func printText(_ page: ExtractedPage) {
    let style = color.style
    let document = page.document
    Output.line(style.title(SafeText.visible(document.title ?? page.path)))
    let files = document.attachments.map { ("attachment", "\($0.name)  \($0.address)") }
    for (name, value) in [("kind", document.kind.rawValue)] + document.fields.lines + files
    where name != "title" {
      let shown = FieldNames.shown(value, of: name)
      Output.line(SafeText.visible("\(Columns.pad(FieldNames.shown(name), to: 15)) \(shown)"))
    }
    if why {
      for proof in document.evidence {
        let (field, origin) = (FieldNames.shown(proof.field), FieldNames.origin(proof.origin))
        Output.line(style.faint(SafeText.visible("  \(field) = \(proof.value)  [\(origin)]")))
      }
      for step in document.trace {
        let shown = say(step, StepText.chinese(step))
        Output.line(style.faint(SafeText.visible("  \(shown)")))
      }
    }
    Output.line("")
    for paragraph in document.paragraphs {
      let indent = String(repeating: "  ", count: max(0, paragraph.depth - 1))
      let text = indent + SafeText.visible(paragraph.text)
      Output.line(paragraph.kind.isHeadingLine ? style.title(text) : text)
    }
  }
}
