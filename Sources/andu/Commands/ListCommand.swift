// ListCommand.swift — andu list: the documents of the archive.
import Archive
import ArgumentParser
import Extraction

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: say("The documents of the archive.", "列出文档。"),
    discussion: """
      andu list --year 2023 --kind 行动方案 --tsv
      andu list --region 泉州市 --site gov.cn
      """)

  @Flag(help: ArgumentHelp(say("Print tab-separated values.", "输出制表符分隔的值。")))
  var tsv = false

  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let documents = try archive.open().list(try conditions.conditions())
    let width = documents.map { displayWidth(of: SafeText.visible($0.shortID)) }.max() ?? 4
    for (shortID, record, paragraphs) in documents {
      if tsv {
        Output.line(
          [
            shortID, record.displayDate ?? "", record.displaySource ?? "",
            record.documentNumber ?? "", record.documentKind ?? record.pageKind,
            "\(paragraphs)", record.displayTitle, record.url ?? "",
          ].map(SafeText.cell).joined(separator: "\t"))
      } else {
        let date = Columns.pad(record.displayDate ?? "", to: 10)
        let lead = "\(Columns.pad(SafeText.visible(shortID), to: width))  \(date)  "
        let source = record.displaySource.map { " · \($0)" } ?? ""
        let line = lead + SafeText.visible(record.displayTitle + source)
        // Whoever reads a pipe wants all of it.
        Output.line(Terminal.hasWidth ? Columns.cut(line, to: Terminal.width) : line)
      }
    }
    Output.note(say(counted(documents.count, "document"), "共 \(documents.count) 个文档"))
    if documents.isEmpty { throw Status.nothingFound.code }
  }
}
