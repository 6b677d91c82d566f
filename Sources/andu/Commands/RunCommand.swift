// RunCommand.swift — andu run: a saved search again.
import Archive
import ArgumentParser

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "run", abstract: say("Run a saved search.", "运行已保存的检索。"),
    discussion: say(
      """
      andu run 普法
      andu run 普法 --new             only what came since it was last run
      andu run 普法 --new --jsonl     further options, in the place of its own

      What --new has not shown, as with -c, -n or a further condition, stays new:
      the next --new goes on with it. What was there at the first run is not new.
      Of a document that was saved anew, only paragraphs that did not stand in the
      version before are new.
      """,
      """
      andu run 普法
      andu run 普法 --new             只看上次运行之后新增的
      andu run 普法 --new --jsonl     可再加检索选项，以后加的为准

      --new 没有列出的（如用 -c、-n 或另加条件时）下次仍算新增，接着列出。
      首次运行时已有的不算新增。
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
    let arguments = further.contains(where: Self.isForm) ? Self.formless(saved) : saved.arguments
    var search = try SearchCommand.parse(arguments + further)
    search.archive = archive
    let seen = open.seen(by: saved)
    if new, let seen {
      search.since = seen
      search.shown = open.shown(by: saved)
    }
    let showing = try search.show()
    Output.flush()
    // Nothing is seen that was not shown, but for what was there before the first run.
    let isSame = try search.asks(like: kept) && !search.count
    let isSeen = isSame && (search.since == nil || showing.left == 0)
    if new || seen == nil, let note = whatStaysNew(showing, isSeen: isSeen, isSame: isSame, seen) {
      Output.note(note)
    }
    // Taken before the search: what is added meanwhile is new the next time.
    let marked = search.since == nil || search.count ? [] : showing.passages
    saved.note(run: open, isSeen: isSeen, showing: marked, asDocuments: search.isGrouped)
    do { try searches.write(saved) } catch {
      Output.complain(
        say("the run cannot be noted: \(error)", "无法记录本次运行：\(Messages.text(error))"))
    }
    if showing.isNothing { throw Status.nothingFound.code }
  }

  /// What of that which is new was not shown, and how to see it; nil where there is no such thing.
  private func whatStaysNew(
    _ showing: SearchCommand.Showing, isSeen: Bool, isSame: Bool, _ seen: OriginalPosition?
  ) -> String? {
    if isSeen {
      guard new, seen == nil, showing.left != 0 else { return nil }
      return say(
        "the first run: what is there counts as seen; the next --new shows what comes after it",
        "首次运行：现有的都算已看过；下次 --new 只列出此后新增的")
    }
    guard isSame, let left = showing.left else {
      return say("not all was shown: the next --new shows the rest", "未全部列出：下次 --new 仍会列出其余")
    }
    return say(
      "\(left) more new: the next --new shows them, -n \(left) all at once",
      "另有 \(left) 条新增：再次 --new 接着列出，加 -n \(left) 则一次列完")
  }

  // MARK: Forms

  private static let forms = ["--json", "--jsonl", "--tsv", "-0", "--null", "--trec"]

  private static func isForm(_ argument: String) -> Bool {
    forms.contains(argument) || argument.hasPrefix("--trec=")
  }

  /// What was saved without the form of its output: that which is typed behind it counts.
  private static func formless(_ search: SavedSearch) -> [String] {
    var left: [String] = []
    var isTag = false
    for (index, argument) in search.arguments.enumerated() {
      if argument == "--" { return left + search.arguments[index...] }
      if !isTag, !isForm(argument) { left.append(argument) }
      isTag = argument == "--trec"
    }
    return left
  }
}
