// ReindexCommand.swift — andu reindex: rebuild the index from the originals.
import Archive
import ArgumentParser

struct ReindexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "reindex",
    abstract: say("Rebuild the index from the originals.", "由原件重建索引。"),
    discussion: say(
      """
      andu reindex        says how much is read otherwise than before
      andu reindex -v     and what: a document a line
      """,
      """
      andu reindex        并说明读法与先前有多少不同
      andu reindex -v     逐个文档列出不同之处
      """))

  @Flag(name: .shortAndLong, help: ArgumentHelp(say("List what changed.", "列出有变化的内容。")))
  var verbose = false

  @OptionGroup var memory: MemoryOption

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let before = try? archive.open()
    var hasSteppedOver = false
    let writer = try ArchiveWriter.rebuilding(
      root: archive.root, options: memory.writing
    ) { problem in
      hasSteppedOver = true
      Output.complain(Messages.text(problem))
    }
    var report = IngestionReport()
    let started = ContinuousClock.now
    try writer.reindex(report: &report) { ProgressLine.show($0, since: started) }
    Output.endProgress()
    if let before {
      ChangesText.print(
        try? RebuildingChanges(from: before, to: try archive.open()), isVerbose: verbose)
    }
    try ReportText.finish(
      report, isQuiet: false, seconds: ContinuousClock.now - started, isDamaged: hasSteppedOver)
  }
}
