// ExportCommand.swift — andu export: documents as JSON Lines.
import Archive
import ArgumentParser

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: say("Write documents as JSON Lines.", "以 JSON Lines 导出文档。"),
    discussion: "andu export --year 2023 > 2023.jsonl")

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case jsonl
  }

  @Option(help: ArgumentHelp(say("jsonl.", "jsonl。")))
  var format = Format.jsonl

  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let count = try archive.open().export(try conditions.conditions()) { line in
      Output.write(line + [0x0a])
    }
    Output.note(say(counted(count, "document"), "共 \(count) 个文档"))
    if count == 0 { throw Status.nothingFound.code }
  }
}
