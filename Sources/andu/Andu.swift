// Andu.swift — the program: its commands, and how it ends.
import Archive
import ArgumentParser

@main
struct Andu: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "andu",
    abstract: say(
      "Keeps saved government pages, finds the paragraph, cites it.",
      "保存政府网页，检索到段落，生成引文。"),
    discussion: say(
      """
      andu init                       make an archive
      andu add ~/saved                put saved pages in
      andu search 法律明白人          find paragraphs
      andu show ID#15 --around 1      read one with its neighbours
      andu cite ID#15                 cite it

      An archive is a folder: --archive DIR, else ANDU_ARCHIVE, else
      $XDG_DATA_HOME/andu. Exit: 0 found, 1 nothing found, 2 usage or error,
      3 some inputs failed, 4 index missing or needs rebuilding, 5 damaged.
      """,
      """
      andu init                       建立档案
      andu add ~/saved                收入已保存的网页
      andu search 法律明白人          检索段落
      andu show ID#15 --around 1      连同前后段落阅读
      andu cite ID#15                 生成引文

      档案就是一个文件夹：--archive DIR，否则 ANDU_ARCHIVE，
      否则 $XDG_DATA_HOME/andu。退出码：0 有结果，1 无结果，2 用法或错误，
      3 部分输入失败，4 索引缺失或需重建，5 损坏。
      """),
    version: "andu \(Version.number)",
    subcommands: [
      InitCommand.self, AddCommand.self, ImportCommand.self, SearchCommand.self,
      GrepCommand.self, DiffCommand.self, VersionsCommand.self, DupsCommand.self,
      StatsCommand.self,
      TermsCommand.self,
      ShowCommand.self, OpenCommand.self, TreeCommand.self, InfoCommand.self, ListCommand.self,
      CiteCommand.self, CheckCommand.self, SetCommand.self, TagCommand.self, NoteCommand.self,
      SaveCommand.self, RunCommand.self,
      ExportCommand.self, RemoveCommand.self, CompactCommand.self, ReindexCommand.self,
      VerifyCommand.self, ExtractCommand.self, TokenizeCommand.self, CompletionsCommand.self,
    ])

  static func main() {
    ignoreWriteSignals()
    returnLargeBuffers()
    var hasParsed = false
    do {
      var command = try namedCommand() ?? parseAsRoot(arguments)
      hasParsed = true
      try command.run()
      Output.flush()
      Pager.end()
    } catch {
      finish(error, hasParsed: hasParsed)
    }
  }

  /// The command that the first argument names, or nil when its arguments are not in order.
  ///
  /// Parsing from the root builds the options of every command, which costs more than most
  /// searches; only the root can tell errors and help with the whole usage.
  private static func namedCommand() -> (any ParsableCommand)? {
    guard let name = arguments.first,
      let type = configuration.subcommands.first(where: { $0._commandName == name })
    else { return nil }
    return try? type.parseAsRoot(Array(arguments.dropFirst()))
  }

  /// What was typed; `-kind:通知`, which would be taken for options of a letter, as `NOT kind:通知`.
  private static var arguments: [String] {
    let typed = CommandLine.arguments.dropFirst()
    guard let name = typed.first, takingQueries.contains(where: { $0._commandName == name }) else {
      return Array(typed)
    }
    var isQuery = false
    return typed.flatMap { argument -> [String] in
      if argument == "--" { isQuery = true }
      guard !isQuery, argument.hasPrefix("-"),
        let colon = argument.firstIndex(where: { $0 == ":" || $0 == "：" }),
        DocumentField.names[argument[..<colon].dropFirst().lowercased()] != nil
      else { return [argument] }
      return ["NOT", String(argument.dropFirst())]
    }
  }

  private static let takingQueries: [any ParsableCommand.Type] = [
    SearchCommand.self, SaveCommand.self, RunCommand.self, StatsCommand.self, TermsCommand.self,
  ]

  /// Says what went wrong and exits with the code that means it.
  private static func finish(_ error: any Error, hasParsed: Bool) -> Never {
    Output.flush()
    if let code = error as? ExitCode { Foreground.exit(code.rawValue) }
    let status = Self.exitCode(for: error)
    if status.isSuccess {
      // Help and version are asked for: they are the output.
      Output.write(ParserText.help(Self.fullMessage(for: error)) + "\n")
      Output.flush()
      Foreground.exit(0)
    }
    if let known = Failure(error) {
      Output.complain(known.message)
      Foreground.exit(known.status.rawValue)
    }
    let message = Self.message(for: error)
    let names = configuration.subcommands.map { $0._commandName }
    let unknown = hasParsed ? nil : UnknownCommand(in: arguments, names: names + ["help"])
    Output.complain(
      unknown?.message ?? ParserText.negativeCount(in: CommandLine.arguments, message)
        ?? ParserText.message(message))
    let usage = Self.fullMessage(for: error).split(separator: "\n").drop { !$0.hasPrefix("Usage") }
    // Once a command runs, only the root's usage could be told, which helps nobody.
    if !usage.isEmpty, !hasParsed { Output.note(ParserText.help(usage.joined(separator: "\n"))) }
    Foreground.exit(Status.usage.rawValue)
  }
}
