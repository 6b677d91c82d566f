// ListCommand.swift — andu list: the documents of the archive.
import Archive
import ArgumentParser
import Extraction
import SearchIndex

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "list", abstract: say("The documents of the archive.", "列出文档。"),
    discussion: say(
      """
      andu list --year 2023 --kind 行动方案 --tsv
      andu list --region 泉州市 --site gov.cn
      andu list --sort date -n 20 --cols id,issuer,documentNumber,title
      andu list --level 市 -0 | xargs -0 -n 1 andu tree
      """,
      """
      andu list --year 2023 --kind 行动方案 --tsv
      andu list --region 泉州市 --site gov.cn
      andu list --sort 日期 -n 20 --cols 编号,发文机关,发文字号,标题
      andu list --level 市 -0 | xargs -0 -n 1 andu tree
      """))

  @Option(
    help: ArgumentHelp(
      say(
        "Columns, joined by commas: id, date, source, kind, paragraphs, title, versions, or a field of `andu info`.",
        "要列出的项，以逗号分隔：编号、日期、来源、类型、段落、标题、版本，或 `andu info` 中的字段；也可用英文名称。"),
      valueName: "names"))
  var cols: String?

  @Option(
    help: ArgumentHelp(
      say(
        "By this column; dates and numbers downward. oldest: by date, upward.",
        "按此项排序；日期和数目由大到小。最早（oldest）：按日期由早到晚。"), valueName: "name"))
  var sort: String?

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Documents to list.", "最多列出若干个。"), valueName: "count"))
  var limit: Int?

  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: ArgumentHelp(say("Print ids, each with a NUL behind it.", "只输出编号，以 NUL 分隔。")))
  var null = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  private static let tsvColumns = [
    "id", "date", "source", "documentNumber", "kind", "paragraphs", "title", "url",
  ]
  private static let columns =
    tsvColumns + [
      "versions", "pageKind", "region", "level", "years", "savedAs", "sha256", "encoding",
      "contentType", "attachments", "parts", "hangsOn", "tags", "note",
    ]
    + (DocumentFields.core + DocumentFields.further + DocumentFields.ofPage).map(\.name)
    + DocumentFields.lists.map(\.name)

  func validate() throws {
    try requireCounts(limit)
    for name in typed ?? [] where Self.column(name) == nil { throw unknown("--cols", name) }
    if let sort, sortColumn == nil { throw unknown("--sort", sort) }
  }

  private var isOldestFirst: Bool { sort == "oldest" || sort == "最早" }

  private var sortColumn: String? { isOldestFirst ? "date" : sort.flatMap(Self.column) }

  /// The columns as they were typed; nil for those that are shown without being named.
  private var typed: [String]? {
    cols.map { names in names.split { ",，、".contains($0) }.map(String.init) }
  }

  private var names: [String]? { typed.map { $0.compactMap(Self.column) } }

  /// The column that is so called in English, or in Chinese as in `andu info` and `andu set`.
  private static func column(_ name: String) -> String? {
    if columns.contains(name) { return name }
    // As `andu info` has them, one a line.
    if name == "attachment" || name == "part" { return name + "s" }
    if let column = columns.first(where: { chineseName($0) == name }) { return column }
    guard let field = SettableField(name), columns.contains(field.name) else { return nil }
    return field.name
  }

  /// `kind` is called as in queries: it is that of the document, and where it has none of the page.
  private static func chineseName(_ column: String) -> String {
    column == "kind" ? CountedField.kind.chineseName : FieldNames.chinese(column)
  }

  private func unknown(_ option: String, _ name: String) -> ValidationError {
    let known = Self.columns.uniqued()
    let chinese = known.map { Self.chineseName($0) }
    return ValidationError(
      say(
        "\(option) \(name): write \(known.joined(separator: ", "))",
        "\(option) \(name)：应写 \(chinese.joined(separator: "、"))"))
  }

  func run() throws {
    let archive = try archive.open()
    // What is not sorted ends where the list does.
    let end: Int = sortColumn == nil ? limit ?? .max : .max
    var documents = try archive.list(try conditions.conditions(), limit: end)
      .map(ListedDocument.init)
    if (names ?? []).contains("hangsOn") || sortColumn == "hangsOn" {
      for index in documents.indices {
        let pages = try archive.pages(linkingTo: documents[index].record)
        documents[index].pages = pages.map(\.handle)
      }
    }
    if let column = sortColumn { documents = sorted(documents, by: column) }
    if let limit { documents = Array(documents.prefix(limit)) }
    if null {
      for document in documents { Output.write(document.shortID + "\0") }
    } else if format.isJSON {
      var list = JSONList(format)
      for document in documents { try list.add(document) }
      list.end()
    } else if format.tsv {
      for document in documents { Output.row((names ?? Self.tsvColumns).map(document.value)) }
    } else {
      printTable(documents)
    }
    let kinds =
      documents.isEmpty ? try SearchHint.kinds(try conditions.conditions(), in: archive) : nil
    Output.note(
      say(counted(documents.count, "document"), "共 \(documents.count) 个文档")
        + (kinds.map { say("; ", "；") + $0 } ?? ""))
    if documents.isEmpty { throw Status.nothingFound.code }
  }

  /// Dates and numbers downward, unless the oldest are to be first, texts upward, what is not known
  /// last; else as they came.
  private func sorted(_ documents: [ListedDocument], by name: String) -> [ListedDocument] {
    let isDown =
      !isOldestFirst && name == "date" || name.hasSuffix("On") || name == "savedAt"
      || ["paragraphs", "versions", "years"].contains(name)
    let keyed = documents.enumerated().map { (key: $1.value(name), place: $0, document: $1) }
    return keyed.sorted { a, b in
      if a.key == b.key { return a.place < b.place }
      if a.key.isEmpty || b.key.isEmpty { return b.key.isEmpty }
      if !isOldestFirst, let first = Int(a.key), let second = Int(b.key) { return first > second }
      return isDown ? a.key > b.key : a.key < b.key
    }.map(\.document)
  }

  private func printTable(_ documents: [ListedDocument]) {
    let names = names ?? ["id", "date", "title"]
    let rows = documents.map { document in
      names.map { SafeText.visible(document.value($0)) }
    }
    // The last column is of any width.
    let leads = Columns.aligned(
      rows.map { Array($0.dropLast()) + [""] }, least: names.map { $0 == "date" ? 10 : 0 })
    for (index, lead) in leads.enumerated() {
      let last = rows[index].last ?? ""
      let source = cols == nil ? documents[index].record.displaySource : nil
      let behind = source.map { " · " + SafeText.visible($0) } ?? ""
      // Whoever reads a pipe wants all of it.
      guard Terminal.hasWidth else {
        Output.line(lead + last + behind)
        continue
      }
      let room = max(Self.shortestTitle, Terminal.width - displayWidth(of: lead))
      let cut =
        names.last == "title" ? Columns.cutInside(last, to: room) : Columns.cut(last, to: room)
      let rest = room - displayWidth(of: cut)
      let end = rest < Self.shortestSource ? "" : Columns.cut(behind, to: rest)
      Output.line(Columns.cut(lead + cut + end, to: Terminal.width))
    }
  }

  /// Columns of eight Han characters; of one with what stands round it.
  private static let shortestTitle = 16
  private static let shortestSource = 6
}

/// A document of a list, and what its columns hold.
private struct ListedDocument: Encodable {
  let shortID: String
  let record: PageRecord
  let paragraphs: Int
  /// Those that link to it, where they are asked for.
  var pages: [String] = []

  init(_ listed: (shortID: String, PageRecord, paragraphs: Int)) {
    (shortID, record, paragraphs) = listed
  }

  func value(_ name: String) -> String {
    switch name {
    case "id": return shortID
    case "date": return record.displayDate ?? ""
    case "source": return record.displaySource ?? ""
    case "kind": return record.documentKind ?? record.pageKind
    case "pageKind": return record.pageKind
    case "paragraphs": return "\(paragraphs)"
    case "versions": return "\(record.versions.count)"
    case "title": return record.displayTitle
    case "region": return record.region?.name ?? ""
    case "level": return record.region?.level.rawValue ?? ""
    case "years": return record.years.map(String.init).joined(separator: " ")
    case "savedAs": return record.savedAs
    case "sha256": return record.sha256
    case "encoding": return record.fields.encoding
    case "contentType": return record.contentType
    case "attachments": return Self.joined(record.attachments.map(\.name))
    case "parts": return Self.joined(record.parts.map { $0.title ?? $0.documentKind ?? "" })
    case "hangsOn": return pages.joined(separator: " ")
    case "tags": return record.annotations.tags.sorted().joined(separator: " ")
    case "note": return Self.joined(record.annotations.marks.compactMap(\.note))
    default:
      if let list = DocumentFields.lists.first(where: { $0.name == name }) {
        return record.fields[keyPath: list.path].joined(separator: " ")
      }
      let texts = DocumentFields.core + DocumentFields.further + DocumentFields.ofPage
      return texts.first { $0.name == name }.flatMap { record.fields[keyPath: $0.path] } ?? ""
    }
  }

  /// Texts that may hold blanks.
  private static func joined(_ texts: [String]) -> String {
    texts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private enum CodingKeys: CodingKey { case v, reference, id, kind, paragraphs, versions, sha256 }

  func encode(to encoder: any Encoder) throws {
    try record.fields.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(1, forKey: .v)
    try values.encode(shortID, forKey: .reference)
    try values.encode(record.id, forKey: .id)
    try values.encode(record.pageKind, forKey: .kind)
    try values.encode(paragraphs, forKey: .paragraphs)
    try values.encode(record.versions.count, forKey: .versions)
    try values.encode(record.sha256, forKey: .sha256)
  }
}
