// TokenizeCommand.swift — andu tokenize: the terms of a text, and how a query is answered.
import Archive
import ArgumentParser

struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "tokenize",
    abstract: say("Show the terms of a text and how a query is answered.", "显示文本的词项和检索方式。"),
    discussion: "andu tokenize '（一）法治体检'")

  @Argument(help: ArgumentHelp(say("The text.", "文本。")))
  var text: [String]

  @Flag(help: ArgumentHelp(say("Without folding.", "不作折叠。")))
  var literal = false

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let text = text.joined(separator: " ")
    Output.line(
      say("terms: ", "词项：")
        + Archive.tokens(text).map { SafeText.visible($0) }.joined(separator: " "))
    // The plan needs an archive for its counts; the terms do not.
    guard let archive = try? archive.open() else { return }
    for text in try archive.plan(text, isLiteral: literal) {
      Output.line(say("plan: ", "检索：") + SafeText.visible(ExplanationText.line(text)))
    }
  }
}
