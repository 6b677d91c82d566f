// ImportCommand.swift — andu import: documents from JSON Lines.
import Archive
import ArgumentParser
import SystemPackage

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "import",
    abstract: say("Put documents in from JSON Lines.", "从 JSON Lines 收入文档。"),
    discussion: say(
      """
      One document a line:
      {"doc_id"?, "title", "date", "source", "url"?, "paragraphs": […]}
      All that `andu export` writes is read. Gzipped files are read as they are.
      """,
      """
      每行一个：{"doc_id"?, "title", "date", "source", "url"?, "paragraphs": […]}；
      `andu export` 写出的字段都能读回。gzip 文件可直接读取。
      """))

  @Argument(
    help: ArgumentHelp(
      say("A .jsonl or .jsonl.gz file; - is standard input.", ".jsonl 或 .jsonl.gz 文件；- 为标准输入。")))
  var file: String

  /// A file that is no JSON Lines fails line by line, each for the same reason.
  private static let mostFailures = 10

  @Flag(name: .shortAndLong, help: ArgumentHelp(say("Say only what failed.", "只报告失败。")))
  var quiet = false

  @OptionGroup var pageSize: PageSizeOption

  @OptionGroup var memory: MemoryOption

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let lines = try LineReader(
      path: file == "-" ? nil : FilePath(file), longestLine: pageSize.bytes)
    let writer = try ArchiveWriter(root: archive.root, options: memory.writing)
    var report = IngestionReport()
    let started = ContinuousClock.now
    try writer.importLines(lines, name: file, report: &report) { progress in
      ProgressLine.show(progress, since: started)
    }
    try writer.commit()
    Output.endProgress()
    try ReportText.finish(
      report, isQuiet: quiet, most: Self.mostFailures, seconds: ContinuousClock.now - started)
  }
}
