// ExportCommand.swift — andu export: a selection of documents, or their originals, to files.
import Archive
import ArgumentParser
import SearchIndex
import SystemPackage

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "export",
    abstract: say("Write documents, or their originals, to files.", "导出文档或其原件。"),
    discussion: say(
      """
      andu export --year 2023 > 2023.jsonl           which `andu import` reads
      andu export --format md -o ~/notes --tag 引用  a Markdown file each
      andu export --format csv --bom -o list.csv     a row each, for spreadsheets
      andu export --query 法律明白人 --originals out.warc.gz
          the original bytes, which `andu add` and web-archive tools read

      --query selects the documents that have it in full in one of their paragraphs.
      """,
      """
      andu export --year 2023 > 2023.jsonl           `andu import` 可读回
      andu export --format md -o ~/notes --tag 引用  每个文档一个 Markdown 文件
      andu export --format csv --bom -o list.csv     每个文档一行，供电子表格使用
      andu export --query 法律明白人 --originals out.warc.gz
          原件，`andu add` 和网页存档工具可读

      --query 选取有段落完全符合检索式的文档。
      """))

  enum Format: String, Choice {
    case jsonl, md, csv
  }

  @Option(help: ArgumentHelp(say("jsonl (the default), md or csv.", "jsonl（默认）、md 或 csv。")))
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say("The file to write; for md the folder.", "写入的文件；md 为文件夹。"), valueName: "path"))
  var output: String?

  @Option(help: ArgumentHelp(say("Documents in which this is found.", "含有此检索式的文档。")))
  var query: String?

  @Option(
    help: ArgumentHelp(
      say("Write their originals to this WARC file.", "将原件写入此 WARC 文件。"),
      valueName: "file.warc.gz"))
  var originals: String?

  @Flag(
    help: ArgumentHelp(
      say("Put corrections, tags and notes with the originals.", "原件附带更正、标签和批注。")))
  var annotations = false

  @Flag(
    help: ArgumentHelp(
      say("csv: begin with a byte order mark, for Excel.", "csv：以 BOM 开头，供 Excel 识别。")))
  var bom = false

  @Flag(
    help: ArgumentHelp(
      say(
        "csv: leave cells as they are: those that begin with = + - @, control characters too.",
        "csv：单元格保持原样，包括以 = + - @ 开头的和控制字符。")))
  var rawCells = false

  @Flag(help: ArgumentHelp(say("md: write over files that differ.", "md：覆盖内容不同的文件。")))
  var overwrite = false

  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if format == .md, output == nil {
      throw ValidationError(
        say(
          "--format md writes a file each: name a folder with -o", "--format md 逐个写文件：请用 -o 指定文件夹"))
    }
    if originals == nil, annotations {
      throw ValidationError(
        say("--annotations goes with --originals", "--annotations 须与 --originals 连用"))
    }
    for (name, isGiven, form) in [
      ("--bom", bom, Format.csv), ("--raw-cells", rawCells, .csv), ("--overwrite", overwrite, .md),
    ] where isGiven && format != form {
      throw ValidationError(
        say(
          "\(name) goes with --format \(form.rawValue)", "\(name) 须与 --format \(form.rawValue) 连用"))
    }
    if originals == "-", format != nil, output == nil || output == "-" {
      throw ValidationError(
        say("only one of them can go to standard output", "标准输出只能写一种"))
    }
    if output != nil, originals != nil, format == nil {
      throw ValidationError(
        say(
          "-o goes with --format; --originals has its own file",
          "-o 须与 --format 连用；--originals 自带文件名"))
    }
  }

  func run() throws {
    let archive = try archive.open()
    let conditions = try conditions.conditions()
    let selection = try archive.select(conditions, query: query)
    if selection.count == 0 {
      Output.note(say("nothing to export", "没有可导出的文档"))
      throw Status.nothingFound.code
    }
    if let originals { try write(originals, of: selection, in: archive) }
    switch format ?? (originals == nil ? .jsonl : nil) {
    case .jsonl?:
      try write(to: output) { put in
        try archive.forEach(in: selection, form: Self.line, put)
      }
    case .csv?:
      var table = CommaSeparated()
      table.guardsFormulas = !rawCells
      try write(to: output) { put in
        if bom { try put(CommaSeparated.byteOrderMark) }
        try put(Array(table.row(StoredDocument.cellNames).utf8))
        let (form, isRaw) = (table, rawCells)
        try archive.forEach(
          in: selection,
          form: { document in
            let row = form.row(document.cells)
            return Array((isRaw ? row : Self.harmless(row)).utf8)
          }, put)
      }
    case .md?: try writeNotes(of: selection, in: archive)
    case nil: break
    }
    Output.note(say(counted(selection.count, "document"), "共 \(selection.count) 个文档"))
  }

  @Sendable private static func line(_ document: StoredDocument) throws -> [UInt8] {
    let json = String(decoding: try document.jsonLine(), as: UTF8.self)
    return Array((SafeText.escaped(json) + "\n").utf8)
  }

  /// A row of which nothing would move a terminal's cursor; CRLF ends it as before.
  private static func harmless(_ row: String) -> String {
    SafeText.visible(String(row.unicodeScalars.dropLast(2)), keeping: "\n") + "\r\n"
  }

  /// To the file that is named, whole or not at all, to what is there and is no file, or to
  /// standard output.
  private func write(
    to name: String?, _ body: (_ put: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    guard let name, name != "-" else { return try body { Output.write($0) } }
    let path = FilePath(name)
    guard let target = try FileSystem.plainFile(at: path) else {
      do {
        let open = try FileDescriptor.open(path, .writeOnly, options: [.closeOnExec])
        return try open.closeAfter { try body { _ = try open.writeAll($0) } }
      } catch let error as Errno {
        throw ArchiveError.system(operation: "write", path, error)
      }
    }
    let file = try AtomicFile(target)
    try body { try file.append($0) }
    try file.commit()
  }

  private func write(
    _ name: String, of selection: Archive.Selection, in archive: Archive
  ) throws {
    var count = 0
    try write(to: name) { put in
      count = try archive.exportOriginals(
        of: selection, file: FilePath(name).lastComponent?.string ?? name, annotated: annotations,
        put)
    }
    Output.note(say("\(counted(count, "original")) in \(name)", "\(count) 个原件写入 \(name)"))
  }

  private func writeNotes(of selection: Archive.Selection, in archive: Archive) throws {
    let folder = FilePath(output ?? "")
    try FileSystem.makeFolder(folder)
    var taken: Set<String> = []
    var (kept, done) = (0, 0)
    try archive.forEach(
      in: selection,
      form: { document in
        let note = MarkdownNote(document)
        return (name: note.fileName, long: note.longFileName, bytes: Array(note.text.utf8))
      },
      { name, long, bytes in
        // Some file systems take no two names that differ in case alone.
        let isFirst = taken.insert(name.lowercased()).inserted
        let path = folder.appending((isFirst ? name : long) + ".md")
        let there = try? FileSystem.read(path, limit: 64 << 20)
        if there == bytes { return }
        if there != nil, !overwrite {
          kept += 1
          return Output.complain(
            say(
              "\(path): there already, and different; --overwrite writes over it",
              "\(path)：已存在且内容不同；--overwrite 可覆盖"))
        }
        // Not made durable one by one: that takes longer than all the rest, and export can be run
        // again.
        do {
          let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
          try file.closeAfter { _ = try file.writeAll(bytes) }
        } catch let error as Errno {
          throw ArchiveError.system(operation: "write", path, error)
        }
        done += 1
        if done % 500 == 0 { Output.progress("\(done)/\(selection.count)") }
      })
    Output.endProgress()
    if kept > 0 { throw Status.someFailed.code }
  }
}
