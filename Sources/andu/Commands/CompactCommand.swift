// CompactCommand.swift — andu compact: drop the originals of removed documents.
import Archive
import ArgumentParser

struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "compact",
    abstract: say("Drop the originals of removed documents.", "清除已移除文档的原件。"))

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let before = try archive.open().originalByteCount
    let writer = try ArchiveWriter(root: archive.root)
    var report = IngestionReport()
    let started = ContinuousClock.now
    let dropped = try writer.compact(report: &report) { ProgressLine.show($0, since: started) }
    Output.endProgress()
    let after = try archive.open().originalByteCount
    Output.note(
      say(
        "\(counted(dropped, "record")) dropped; originals \(ReportText.size(before)) → \(ReportText.size(after))",
        "清除 \(dropped) 条记录；原件 \(ReportText.size(before)) → \(ReportText.size(after))"))
    for failure in report.failures {
      Output.complain(Messages.text(failure.what, failure.why))
    }
    if !report.failures.isEmpty { throw Status.someFailed.code }
  }
}
