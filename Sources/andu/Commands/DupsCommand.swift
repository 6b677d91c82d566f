// DupsCommand.swift — andu dups: documents that are copies of one another.
import Archive
import ArgumentParser
import Extraction

struct DupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "dups",
    abstract: say("Documents passed on or printed again.", "转发、转载的文档。"),
    discussion: say(
      """
      andu dups               groups of copies, the original first
      andu dups 8191          the copies of one document
      andu dups --versions    a law as it was made and as it was amended
      andu dups --jsonl       a group a line

      Copies share most of their text and say nothing of themselves that sets them
      apart: another place, year or number in the title, another document number,
      another amendment in the history of a law. `andu search` shows one of them.
      """,
      """
      andu dups               各组副本，原件在前
      andu dups 8191          一个文档的副本
      andu dups --versions    同一法规的历次修订
      andu dups --jsonl       每行一组

      副本的正文大体相同，且标题中的地名、年份、序号，发文字号和法规修订沿革都不
      相抵触。`andu search` 只列其一。
      """))

  @Argument(help: ArgumentHelp(say("ID; all documents without it.", "编号；省略则列出全部。")))
  var reference: String?

  @Flag(
    help: ArgumentHelp(
      say("Amended states of one text, newest first, in the place of copies.", "列出同一文本的历次修订，新的在前。"))
  )
  var versions = false

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Groups to show; all without it.", "显示组数；省略则全部。"), valueName: "count"))
  var limit: Int?

  @OptionGroup var format: FormatOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws { try requireCounts(limit) }

  func run() throws {
    let archive = try archive.open()
    let kind = versions ? CopyGroup.Kind.versions : .copies
    var groups: [CopyGroup]
    if let reference {
      let document = try archive.document(try archive.reference(reference))
      groups = [try archive.group(kind, of: document)].compactMap(\.self)
    } else {
      groups = try archive.copyGroups(kind)
    }
    let shown = groups.prefix(limit ?? .max)
    if format.isJSON {
      var list = JSONList(format)
      for group in shown { try list.add(GroupOutput(group)) }
      list.end()
    } else if format.tsv {
      for (number, group) in shown.enumerated() {
        for member in group.members { Output.row(["\(number + 1)"] + cells(member)) }
      }
    } else {
      for (number, group) in shown.enumerated() {
        if number > 0 { Output.line("") }
        printGroup(group)
      }
    }
    let documents = groups.reduce(0) { $0 + $1.members.count }
    Output.note(
      say(
        "\(counted(groups.count, "group")) of \(counted(documents, "document"))",
        "\(groups.count) 组，\(documents) 个文档"))
    if try !archive.knowsLikenesses() {
      Output.note(
        say(
          "this index was made before copies were looked for: run `andu reindex`",
          "此索引建立时尚不识别副本：请运行 `andu reindex`"))
    }
    if groups.isEmpty { throw Status.nothingFound.code }
  }

  private func cells(_ member: CopyGroup.Member) -> [String] {
    let record = member.record
    return [
      member.handle, record.displayDate ?? "", record.displaySource ?? "", record.displayTitle,
      record.url ?? record.savedAs,
    ]
  }

  /// The first in full, the others below it.
  private func printGroup(_ group: CopyGroup) {
    let style = color.style
    let width = group.members.map { displayWidth(of: SafeText.visible($0.handle)) }.max() ?? 0
    for (number, member) in group.members.enumerated() {
      let record = member.record
      let about = [
        record.displayTitle, record.displaySource, record.likeness?.edition ?? record.displayDate,
      ].compactMap(\.self).map { SafeText.visible($0) }.joined(separator: " · ")
      let handle = Columns.pad(SafeText.visible(member.handle), to: width)
      let room = Terminal.hasWidth ? Terminal.width - width - 5 : .max
      let text = room == .max ? about : Columns.cut(about, to: room)
      Output.line(
        "\(number == 0 ? " " : "  ")\(style.reference(handle))  \(number == 0 ? style.title(text) : text)"
      )
    }
  }
}

private struct GroupOutput: Encodable {
  struct Member: Encodable {
    let reference: String
    let document: String
    let title: String
    let publishedOn: String?
    let issuedOn: String?
    let edition: String?
    let source: String?
    let issuer: String?
    let documentNumber: String?
    let url: String?
    let sha256: String

    init(_ member: CopyGroup.Member) {
      let record = member.record
      reference = member.handle
      document = record.id
      title = record.displayTitle
      publishedOn = record.publishedOn
      issuedOn = record.issuedOn
      edition = record.likeness?.edition
      source = record.source
      issuer = record.issuer
      documentNumber = record.documentNumber
      url = record.url
      sha256 = record.sha256
    }
  }

  let v = 1
  let kind: CopyGroup.Kind
  let documents: [Member]

  init(_ group: CopyGroup) {
    kind = group.kind
    documents = group.members.map(Member.init)
  }
}
