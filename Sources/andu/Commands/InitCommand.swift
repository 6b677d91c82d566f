// InitCommand.swift — andu init: make an archive.
import Archive
import ArgumentParser
import SystemPackage

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "init", abstract: say("Make an empty archive.", "建立空档案。"))

  @Argument(help: ArgumentHelp(say("Its folder.", "所在文件夹。"), valueName: "dir"))
  var folder: String?

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let root = folder.map { FilePath($0) } ?? archive.root
    try ArchiveWriter.create(at: root)
    Output.note(say("made an archive in \(root)", "已在 \(root) 建立档案"))
    if root != ArchiveOption.root(nil) {
      Output.note(
        say("use it with: export ANDU_ARCHIVE=\(root)", "使用前：export ANDU_ARCHIVE=\(root)"))
    }
  }
}
