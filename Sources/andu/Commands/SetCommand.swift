// SetCommand.swift — andu set: correct by hand what is known of documents.
import Archive
import ArgumentParser
import Extraction

struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "set",
    abstract: say("Correct by hand what is known of documents.", "手工更正文档信息。"),
    discussion: say(
      """
      andu set 71f3 title=关于印发工作要点的通知 publishedOn=2023-06-30
      andu set 71f3 a5cf issuer=云溪市司法局 region=福建省泉州市 level=市
      andu set 71f3 issuer=            take it back: what was read counts again

      Fields, by these names, their Chinese ones or those of query fields:
      \(SetCommand.listed(SettableField.names, ", "))

      What was read is kept and shown by `andu info`; what is set by hand stays
      through reindex and new versions.
      """,
      """
      andu set 71f3 标题=关于印发工作要点的通知 发布日期=2023-06-30
      andu set 71f3 a5cf 发文机关=云溪市司法局 地区=福建省泉州市 级别=市
      andu set 71f3 发文机关=            取消更正，恢复读出的值

      可更正以下各项，也可用英文名称：
      \(SetCommand.listed(SettableField.names.map(FieldNames.chinese), "、"))

      读出的值仍保留，`andu info` 可见；手工更正不受 reindex 和新版本影响。
      """))

  /// Names on lines that fit a narrow terminal; none is broken.
  private static func listed(_ names: [String], _ comma: String) -> String {
    var lines = [""]
    for (index, name) in names.enumerated() {
      let word = index + 1 < names.count ? name + comma : name
      if displayWidth(of: lines[lines.count - 1] + word.trimmed) > 78 { lines.append("") }
      lines[lines.count - 1] += word
    }
    return lines.map(\.trimmed).joined(separator: "\n")
  }

  @Argument(
    help: ArgumentHelp(
      say("Ids, then field=value, once or more.", "文档编号，然后是一个或多个 字段=值。"),
      valueName: "id field=value"))
  var arguments: [String]

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let values = try values()
    let writer = try ArchiveWriter(root: archive.root)
    let open = try archive.open()
    let records = try open.wholeDocuments(references)
    for record in records where values["level"].map({ !$0.isEmpty }) ?? false {
      guard values["region"] ?? record.region?.code ?? "" != "" else {
        throw ValidationError(
          say(
            "\(record.id): a level belongs to a region; set region=, too",
            "\(record.id)：级别从属于地区，请同时设置 地区="))
      }
    }
    var changed: [PageRecord] = []
    for record in records { changed.append(try writer.set(values, of: record)) }
    try writer.commit()
    for record in changed {
      for name in SettableField.names where values[name] != nil {
        let value = SettableField(name).flatMap { $0.value(in: record.fields) }
        let shown = value ?? Self.unread(name, of: record)
        Output.note("\(record.id)  \(FieldNames.shown(name)) = \(shown)")
      }
    }
  }

  /// What to say of a field that was taken back and never read.
  private static func unread(_ name: String, of record: PageRecord) -> String {
    name == "title"
      ? say("(none read; shown as “\(record.displayTitle)”)", "（未读出，显示为“\(record.displayTitle)”）")
      : say("(none read)", "（未读出）")
  }

  private var references: [String] {
    arguments.enumerated().filter { $0 == 0 || !Self.isAssignment($1) }.map(\.element)
  }

  private static func isAssignment(_ argument: String) -> Bool {
    argument.contains("=") || argument.contains("＝")
  }

  private func values() throws -> [String: String] {
    var values: [String: String] = [:]
    for argument in arguments.dropFirst() where Self.isAssignment(argument) {
      let parts = argument.split(maxSplits: 1, omittingEmptySubsequences: false) {
        $0 == "=" || $0 == "＝"
      }.map(String.init)
      guard let field = SettableField(parts[0]) else {
        let names = SettableField.names
        let chinese = names.map(FieldNames.chinese)
        throw ValidationError(
          say(
            "\(parts[0]): no field is called so; there are \(names.joined(separator: ", "))",
            "\(parts[0])：没有这个字段；可用 \(chinese.joined(separator: "、"))"))
      }
      guard values[field.name] == nil else {
        throw ValidationError(
          say(
            "\(argument): \(field.name) is set twice",
            "\(argument)：\(FieldNames.chinese(field.name))写了两次"))
      }
      do {
        let isBlank = parts[1].allSatisfy(\.isWhitespace)
        values[field.name] = isBlank ? "" : try field.standard(parts[1])
      } catch {
        throw ValidationError(
          say(
            "\(argument): \(field.advice.english)", "\(argument)：\(field.advice.chinese)"))
      }
    }
    if values.isEmpty {
      throw ValidationError(
        say("say what to set: field=value", "请写明要更正什么：字段=值"))
    }
    return values
  }
}

extension Archive {
  /// The records of the documents that are named, each once.
  func wholeDocuments(_ references: [String]) throws -> [PageRecord] {
    var records: [PageRecord] = []
    for text in references {
      let reference = try reference(text)
      guard reference.place == nil, !reference.namesVersion else {
        throw ValidationError(
          say("\(text): name a whole document: ID", "\(text)：请给出整个文档的编号"))
      }
      let record = try document(reference).record
      if !records.contains(where: { $0.id == record.id }) { records.append(record) }
    }
    return records
  }
}
