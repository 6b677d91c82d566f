// ReindexCommand.swift — andu reindex: rebuild the index from the originals.
import Archive
import ArgumentParser

struct ReindexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: say("Rebuild the index from the originals.", "由原件重建索引。"))

  @OptionGroup var memory: MemoryOption

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let writer = try ArchiveWriter.rebuilding(
      root: archive.root, options: memory.writing
    ) { Output.complain($0) }
    var report = IngestionReport()
    let started = ContinuousClock.now
    try writer.reindex(report: &report) { ProgressLine.show($0, since: started) }
    Output.endProgress()
    try ReportText.finish(report, isQuiet: false, seconds: ContinuousClock.now - started)
  }
}
