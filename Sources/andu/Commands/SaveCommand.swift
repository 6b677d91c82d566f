// SaveCommand.swift — andu save: keep a search under a name.
import Archive
import ArgumentParser

struct SaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "save", abstract: say("Keep a search under a name.", "保存检索式。"),
    discussion: say(
      """
      andu save 普法 法律明白人 --region 福建 -n 20   then: andu run 普法 --new
      andu save --list
      andu save --delete 普法

      Behind the name stands what `andu search` takes, and is kept with the archive.
      """,
      """
      andu save 普法 法律明白人 --region 福建 -n 20   之后：andu run 普法 --new
      andu save --list
      andu save --delete 普法

      名称之后的写法与 `andu search` 相同，随档案保存。
      """))

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      say("A name, then the query and options of search.", "名称，然后是检索式和检索选项。"),
      valueName: "name query"))
  var words: [String] = []

  @Flag(help: ArgumentHelp(say("List the saved searches.", "列出已保存的检索。")))
  var list = false

  @Option(
    help: ArgumentHelp(say("Delete the search of this name.", "删除此名称的检索。"), valueName: "name"))
  var delete: String?

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    if list {
      let (all, errors) = try archive.open().searches.readable()
      let rows: [[String]] = all.map { search in
        // What is quoted for a shell needs no guard against spreadsheets.
        [search.name, search.lastRunAt ?? ""].map(SafeText.cell) + [Self.typed(search)]
      }
      if Terminal.isOutputTerminal {
        // Not cut, so that a query can be copied.
        for line in Columns.aligned(rows) { Output.line(line) }
      } else {
        for row in rows { Output.line(row.joined(separator: "\t")) }
      }
      for error in errors { Output.complain(Messages.text(error)) }
      if let error = errors.first { throw (Failure(error)?.status ?? .someFailed).code }
      if all.isEmpty {
        Output.note(
          say("no searches; `andu save NAME QUERY` keeps one", "没有检索；用 `andu save 名称 检索式` 保存"))
        throw Status.nothingFound.code
      }
    } else if let delete {
      guard try ArchiveWriter(root: archive.root).deleteSearch(delete) else {
        Output.complain(
          say(
            "\(delete): no search is called so; `andu save --list` shows them",
            "\(delete)：没有这个检索；`andu save --list` 可列出全部"))
        throw Status.nothingFound.code
      }
      Output.note(say("\(delete) deleted", "已删除 \(delete)"))
    } else {
      guard let name = words.first, words.count > 1 else {
        throw ValidationError(say("write a name and a query", "请写名称和检索式"))
      }
      let arguments = Array(words.dropFirst())
      // What cannot be searched is not kept.
      var search = try SearchCommand.parse(arguments)
      search.archive = archive
      try search.check()
      // One that is lost or damaged is replaced, too.
      let before = try? archive.open().searches.search(named: name)
      var saved = SavedSearch(name: name, arguments: arguments)
      if let before, before.arguments == arguments {
        (saved.lastRunAt, saved.seen) = (before.lastRunAt, before.seen)
        saved.shown = before.shown
      }
      guard try ArchiveWriter(root: archive.root).keep(saved) else {
        throw ValidationError(
          say(
            "\(name): a name is of letters, digits and -_.·", "\(name)：名称由文字、数字和 -_.· 组成"))
      }
      if let before, before.arguments != arguments {
        let query = Self.typed(before)
        Output.note(say("in the place of: \(query)", "取代原有的：\(query)"))
      }
      Output.note(say("saved; run it with: andu run \(name)", "已保存；运行：andu run \(name)"))
    }
  }

  /// As it can be typed again.
  private static func typed(_ search: SavedSearch) -> String {
    SafeText.visible(search.arguments.map(ShellWord.quoted).joined(separator: " "))
  }
}
