// VerifyCommand.swift — andu verify: read every byte again and check it.
import Archive
import ArgumentParser

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
    for problem in problems { Output.complain(Messages.text(problem)) }
    if !problems.isEmpty { throw Status.damaged.code }
    Output.note(
      say(
        "all is well: \(counted(archive.documentCount, "document")), \(ReportText.size(archive.originalByteCount)) of originals, \(ReportText.size(archive.indexByteCount)) of index",
        "完好：\(archive.documentCount) 个文档，原件 \(ReportText.size(archive.originalByteCount))，索引 \(ReportText.size(archive.indexByteCount))"
      ))
  }
}
