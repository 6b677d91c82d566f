// RunCommand.swift — andu run: a saved search again.
import Archive
import ArgumentParser

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: say("Run a saved search.", "运行已保存的检索。"),
    discussion: say(
      """
      andu run 普法
      andu run 普法 --new             only what came since it was last run
      andu run 普法 --new --jsonl     further options of search may follow

      What --new has not shown, as with -c, -n or a further condition, stays new.
      Of a document that was saved anew, only paragraphs that did not stand in the
      version before are new.
      """,
      """
      andu run 普法
      andu run 普法 --new             只看上次运行之后新增的
      andu run 普法 --new --jsonl     可再加检索选项

      --new 没有列出的（如用 -c、-n 或另加条件时）下次仍算新增。
      重新保存过的文档，只有先前版本中没有的段落才算新增。
      """))

  @Argument(help: ArgumentHelp(say("Its name.", "名称。")))
  var name: String

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      say("Further words and options of search.", "另加的检索词和选项。"), valueName: "option"))
  var further: [String] = []

  @Flag(help: ArgumentHelp(say("Only what came since the last run.", "只看上次运行之后新增的。")))
  var new = false

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let open = try archive.open()
    let searches = open.searches
    guard var saved = try searches.search(named: name) else {
      Output.complain(
        say(
          "\(name): no search is called so; `andu save --list` shows them",
          "\(name)：没有这个检索；`andu save --list` 可列出全部"))
      throw Status.nothingFound.code
    }
    let kept = try SearchCommand.parse(saved.arguments)
    var search = try SearchCommand.parse(saved.arguments + further)
    search.archive = archive
    let seen = open.seen(by: saved)
    if new { search.since = seen }
    let showing = try search.show()
    Output.flush()
    // Nothing is seen that was not shown, but for what was there before the first run.
    let isSeen =
      try search.asks(like: kept) && !search.count
      && (search.since == nil || showing != .some)
    if !isSeen, new || seen == nil {
      Output.note(
        say(
          "not all was shown: the next --new shows it again", "未全部列出：下次 --new 仍会列出"))
    }
    // Taken before the search: what is added meanwhile is new the next time.
    saved.note(run: open, isSeen: isSeen)
    do { try searches.write(saved) } catch {
      Output.complain(
        say("the run cannot be noted: \(error)", "无法记录本次运行：\(Messages.text(error))"))
    }
    if showing == .nothing { throw Status.nothingFound.code }
  }
}
