// KeepingCommands.swift — remove, compact, reindex, verify: looking after the archive.
import Archive
import ArgumentParser

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: say("Take documents out of the search.", "将文档移出检索。"),
    discussion: say(
      "With all their versions. Their originals stay in the archive until `andu compact`.",
      "连同其全部版本。原件保留至 `andu compact`。"))

  @Argument(help: ArgumentHelp(say("Their ids.", "文档编号。"), valueName: "id"))
  var references: [String]

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let writer = try ArchiveWriter(root: archive.root)
    let open = try archive.open()
    var records: [PageRecord] = []
    for text in references {
      let reference = try DocumentReference(text)
      guard reference.place == nil, reference.version == 1 else {
        throw ValidationError(say("\(text): whole documents are removed", "\(text)：只能移除整个文档"))
      }
      let record = try open.document(reference).record
      if !records.contains(where: { $0.id == record.id }) { records.append(record) }
    }
    for record in records { try writer.remove(record) }
    try writer.commit()
    for record in records {
      Output.note(
        say(
          "removed \(record.id) \(record.displayTitle)", "已移除 \(record.id) \(record.displayTitle)"))
    }
  }
}

struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
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
    for failure in report.failures { Output.complain("\(failure.what): \(failure.why)") }
    if !report.failures.isEmpty { throw Status.someFailed.code }
  }
}

struct ReindexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: say("Rebuild the index from the originals.", "由原件重建索引。"))

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let writer = try ArchiveWriter.recovering(root: archive.root)
    var report = IngestionReport()
    let started = ContinuousClock.now
    try writer.reindex(report: &report) { ProgressLine.show($0, since: started) }
    Output.endProgress()
    try ReportText.finish(report, isQuiet: false, seconds: ContinuousClock.now - started)
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: say("Read every byte again and check it.", "重新读取并校验全部字节。"))

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let problems = archive.verify { count in
      if count % 500 == 0 { Output.progress(say(counted(count, "original"), "\(count) 个原件")) }
    }
    Output.endProgress()
    for problem in problems { Output.complain(problem) }
    if !problems.isEmpty { throw Status.damaged.code }
    Output.note(
      say(
        "all is well: \(counted(archive.documentCount, "document")), \(ReportText.size(archive.originalByteCount)) of originals, \(ReportText.size(archive.indexByteCount)) of index",
        "完好：\(archive.documentCount) 个文档，原件 \(ReportText.size(archive.originalByteCount))，索引 \(ReportText.size(archive.indexByteCount))"
      ))
  }
}
