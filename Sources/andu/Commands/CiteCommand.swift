// CiteCommand.swift — andu cite: a citation, ready to paste.
import Archive
import ArgumentParser
import Extraction

struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: say("A citation, ready to paste.", "生成引文。"),
    discussion: """
      andu cite 8191#15
      andu cite 8191#六/15 --style official --quote
      """)

  @Argument(help: ArgumentHelp(say("ID or ID#PARAGRAPH.", "编号或 编号#段。")))
  var reference: String

  @Option(help: ArgumentHelp(say("gbt7714, official or plain.", "gbt7714、official 或 plain。")))
  var style = CitationStyle.gbt7714

  @Flag(help: ArgumentHelp(say("Add the paragraph's words.", "附上段落原文。")))
  var quote = false

  @Option(
    help: ArgumentHelp(
      say("When it was looked up (default: today).", "引用日期（默认今天）。"), valueName: "date"))
  var accessed: String?

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if let accessed, accessed.count != 10 || !DocumentCondition.isDate(accessed) {
      throw ValidationError(
        say("--accessed \(accessed): write 2023-06-30", "--accessed \(accessed)：应写 2023-06-30"))
    }
  }

  func run() throws {
    let archive = try archive.open()
    let reference = try archive.reference(reference)
    let document = try archive.document(reference)
    let index = try reference.place.map { try document.index(of: $0, as: self.reference) }
    if quote, index == nil {
      throw ValidationError(say("--quote needs a paragraph: ID#PARAGRAPH", "--quote 需要指明段落：编号#段"))
    }
    // What is cited is the page as it was saved.
    let savedOn = document.record.savedAt.map { String($0.prefix(10)) }
    let citation = Citation(
      document, paragraph: index, accessedOn: accessed ?? savedOn ?? Environment.today)
    Output.line(SafeText.visible(citation.text(style, quotes: quote), keeping: "\n"))
  }
}

extension CitationStyle: ExpressibleByArgument {}
