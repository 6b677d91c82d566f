// VersionsCommand.swift — andu versions: every saved state of a document.
import Archive
import ArgumentParser
import Extraction

struct VersionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "versions",
    abstract: say("Every saved state of a document.", "文档的各次保存。"),
    discussion: say(
      """
      andu versions 8191        newest first, with what each changed; what is no
                                article, or was cut short, behind the articles
      andu diff 8191@2 8191     how two of them differ
      """,
      """
      andu versions 8191        新的在前，并列出各次的改动；无正文或不完整的在正文之后
      andu diff 8191@2 8191     比较其中两次
      """))

  @Argument(help: ArgumentHelp(say("ID.", "编号。")))
  var reference: String

  @OptionGroup var format: FormatOptions
  @OptionGroup var pager: PagerOption
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    var reference = try archive.reference(reference)
    var document = try archive.document(reference)
    let count = document.record.versions.count
    var list = JSONList(format)
    pager.start()
    for number in 0..<count {
      let state = document
      var comparison: DocumentComparison?
      if number + 1 < count {
        reference.version += 1
        document = try archive.document(reference)
        comparison = DocumentComparison(
          document.paragraphs.map(\.text), state.paragraphs.map(\.text))
      }
      let row = SavedState(state, comparison)
      if format.isJSON {
        try list.add(row)
      } else if format.tsv {
        Output.row(row.cells)
      } else {
        Output.line(SafeText.visible(row.line))
      }
    }
    list.end()
    Output.note(say(counted(count, "version"), "共 \(count) 个版本"))
  }
}

private struct SavedState: Encodable {
  let v = 1
  let reference: String
  let addedAt: String
  let savedAt: String?
  let sha256: String
  /// Nil for an article that was read to its end.
  let standing: Standing?
  let paragraphs: Int
  /// Paragraphs that differ from the state before it; nil for the first.
  var changed, removed, added, moved: Int?

  init(_ document: StoredDocument, _ comparison: DocumentComparison?) {
    let version = document.record.versions.first
    reference = "\(document.shortID)@\(document.version)"
    addedAt = version?.addedAt ?? ""
    savedAt = document.record.savedAt
    sha256 = version?.sha256 ?? ""
    standing = version?.standing
    paragraphs = document.paragraphs.count
    if let comparison {
      (changed, removed) = (comparison.count(.changed), comparison.count(.removed))
      (added, moved) = (comparison.count(.added), comparison.count(.movedHere))
    }
  }

  var cells: [String] {
    [reference, addedAt, savedAt ?? "", sha256, "\(paragraphs)"]
      + [changed, removed, added, moved].map { $0.map(String.init) ?? "" }
      + [standing == .article ? "" : standing?.rawValue ?? ""]
  }

  var line: String {
    var parts = [
      reference, savedAt ?? addedAt, "SHA-256 \(sha256.prefix(16))…",
      say(counted(paragraphs, "paragraph"), "\(paragraphs) 段"),
    ]
    switch standing {
    case .cutShort: parts.append(say("cut short", "不完整"))
    case .noArticle: parts.append(say("no article", "无正文"))
    default: break
    }
    if let changed, let removed, let added, let moved {
      parts.append("~\(changed) -\(removed) +\(added)" + (moved > 0 ? " <>\(moved)" : ""))
    }
    return parts.joined(separator: "  ")
  }
}
