// VerifyCommand.swift — andu verify: read every byte again, check it, and repair what can be.
import Archive
import ArgumentParser

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "verify",
    abstract: say("Read every byte again and check it.", "重新读取并校验全部字节。"),
    discussion: say(
      """
      andu verify             what is damaged, and where
      andu verify --repair    and make the archive whole again

      A repair makes the index anew, keeps every original and annotation that is
      whole, moves what is damaged to the archive's folder quarantine, and says what
      was lost. What a backup still holds is better restored from there first.
      Exit: 0 all is well and nothing was lost, 3 all is well now and something was
      lost, 5 damaged.
      """,
      """
      andu verify             查出哪里损坏
      andu verify --repair    并把档案修复完好

      修复时重建索引，保留全部完好的原件和标注，把损坏的移入档案的 quarantine 文件夹，
      并说明损失了什么。备份中还有的，应先由备份恢复。
      退出码：0 完好且无损失，3 已修复但有损失，5 损坏。
      """))

  @Flag(
    help: ArgumentHelp(
      say("Make the archive whole again, and say what was lost.", "修复档案，并说明损失了什么。")))
  var repair = false

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    if repair { return try mend() }
    var state = try archive.open()
    var problems = problems(of: state)
    // A compaction deletes the files of the state before it.
    while !problems.isEmpty, let newer = try? archive.open(),
      newer.generation != state.generation
    {
      state = newer
      problems = self.problems(of: newer)
    }
    try finish(state, problems)
  }

  private func problems(of archive: Archive) -> [ArchiveProblem] {
    let problems = archive.verify { count in
      if count % 500 == 0 { Output.progress(say(counted(count, "original"), "\(count) 个原件")) }
    }
    Output.endProgress()
    return problems
  }

  /// Tells what is wrong, or that all is well.
  private func finish(_ archive: Archive, _ problems: [ArchiveProblem]) throws {
    for problem in problems { Output.complain(Messages.text(problem)) }
    for file in archive.asides {
      Output.note(
        say(
          "\(file): bytes that `andu reindex` could not read and set aside; nothing uses them",
          "\(file)：`andu reindex` 无法读取而另存的字节；档案不使用它们"))
    }
    if !problems.isEmpty { throw Status.damaged.code }
    Output.note(
      say(
        "all is well: \(counted(archive.documentCount, "document")), \(ReportText.size(archive.originalByteCount)) of originals, \(ReportText.size(archive.indexByteCount)) of index",
        "完好：\(archive.documentCount) 个文档，原件 \(ReportText.size(archive.originalByteCount))，索引 \(ReportText.size(archive.indexByteCount))"
      ))
  }

  private func mend() throws {
    if let whole = try? archive.open(), problems(of: whole).isEmpty { return try finish(whole, []) }
    let started = ContinuousClock.now
    let repair = try ArchiveWriter.repair(root: archive.root) {
      ProgressLine.show($0, since: started)
    }
    Output.endProgress()
    for line in RepairText.lines(repair) { Output.complain(line) }
    let mended = try archive.open()
    try finish(mended, problems(of: mended))
    if repair.hasLost { throw Status.someFailed.code }
    Output.note(say("nothing was lost; the index was made anew", "没有损失；索引已重建"))
  }
}
