// TagCommand.swift — andu tag: tags on documents and paragraphs.
import Archive
import ArgumentParser
import Extraction

struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "tag", abstract: say("Tag documents and paragraphs.", "为文档和段落加标签。"),
    discussion: say(
      """
      andu tag 71f3 +范文 -待读        give one, take one away
      andu tag 71f3#6 a5cf#二/3 +引用  on paragraphs
      andu tag 71f3                    the tags of a document and its paragraphs
      andu tag --list                  all tags
      andu tag --list 范文             what has this one
      andu search 普法 tag:范文        in documents that have it; also --tag

      A tag on a paragraph follows its text, whatever its number becomes.
      """,
      """
      andu tag 71f3 +范文 -待读        加一个，去一个
      andu tag 71f3#6 a5cf#二/3 +引用  加在段落上
      andu tag 71f3                    文档及其段落的标签
      andu tag --list                  全部标签
      andu tag --list 范文             列出带此标签的
      andu search 普法 标签:范文       在带此标签的文档中检索；也可用 --tag

      段落的标签跟随其文字，不随段号变化。
      """))

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      say("References, then +tag to give it, -tag to take it away.", "编号，然后 +标签 加上、-标签 去掉。"),
      valueName: "ref +tag -tag"))
  var arguments: [String] = []

  @Flag(
    help: ArgumentHelp(say("All tags, or what has the tags that are named.", "列出全部标签，或带有所给标签的。")))
  var list = false

  @Flag(help: ArgumentHelp(say("Print tab-separated values.", "输出制表符分隔的值。")))
  var tsv = false

  @OptionGroup var archive: ArchiveOption

  private var changes: [String] { arguments.filter { $0.hasPrefix("+") || $0.hasPrefix("-") } }
  private var named: [String] { arguments.filter { !$0.hasPrefix("+") && !$0.hasPrefix("-") } }

  func validate() throws {
    if let option = arguments.first(where: { $0.hasPrefix("--") }) {
      throw ValidationError(say("unknown option \(option)", "没有选项 \(option)"))
    }
    if !list, named.isEmpty {
      throw ValidationError(
        say("name a document or a paragraph, or --list", "请给出文档或段落，或用 --list"))
    }
    if list, !changes.isEmpty {
      throw ValidationError(say("--list changes no tags", "--list 不改变标签"))
    }
  }

  func run() throws {
    if list { return try printList() }
    if changes.isEmpty { return try printTags() }
    var change = ArchiveWriter.MarkChange()
    for text in changes {
      guard let tag = Tag.standard(String(text.dropFirst())) else {
        throw ValidationError(
          say(
            "\(text): a tag is of letters, digits and -_./·, at most 50",
            "\(text)：标签由文字、数字和 -_./· 组成，至多 50 字"))
      }
      if text.hasPrefix("+") {
        change.addedTags.append(tag)
      } else {
        change.droppedTags.append(tag)
      }
    }
    if let tag = change.addedTags.first(where: change.droppedTags.contains) {
      throw ValidationError(
        say("\(tag) cannot be given and taken away at once", "不能同时加上和去掉\(tag)"))
    }
    let writer = try ArchiveWriter(root: archive.root)
    var lines: [String] = []
    for place in try archive.open().places(named) {
      let record = try writer.mark(place.document.record, paragraph: place.paragraph, change)
      let tags = record.annotations.mark(on: place.paragraph)?.tags ?? []
      lines.append("\(place.name)  \(tags.joined(separator: " "))")
    }
    try writer.commit()
    for line in lines { Output.note(line) }
  }

  private func printTags() throws {
    let archive = try archive.open()
    var rows: [[String]] = []
    for place in try archive.places(named) {
      for mark in place.document.record.annotations.marks
      where !mark.tags.isEmpty && mark.isOn(place.paragraph) {
        rows.append(row(mark, on: place.document))
      }
    }
    try printRows(rows)
  }

  private func printList() throws {
    let archive = try archive.open()
    let wanted = Set(named.compactMap(Tag.standard))
    let isWanted = { (mark: Mark) in wanted.isSubset(of: mark.tags) }
    var counts: [String: Int] = [:]
    var rows: [[String]] = []
    for tagged in try archive.taggedDocuments() {
      var document = tagged
      // Only what is listed needs its paragraphs.
      if !named.isEmpty, tagged.record.annotations.marks.contains(where: isWanted) {
        document = try archive.document(try archive.reference(tagged.record.id))
      }
      for mark in document.record.annotations.marks {
        for tag in mark.tags { counts[tag, default: 0] += 1 }
        guard !named.isEmpty, isWanted(mark) else { continue }
        rows.append(row(mark, on: document))
      }
    }
    if named.isEmpty {
      rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { tag, count in [tag, "\(count)"] }
    }
    try printRows(rows)
  }

  /// Reference, tags and text; of a paragraph that is no longer there how it began.
  private func row(_ mark: Mark, on document: StoredDocument) -> [String] {
    var text = mark.anchor?.opening ?? document.record.displayTitle
    if let number = mark.paragraph, document.paragraphs.indices.contains(number - 1) {
      text = document.paragraphs[number - 1].text
    }
    let lost = mark.isLost && !tsv ? say("  (no longer there)", "  （原段已不在）") : ""
    return [document.name(of: mark), mark.tags.joined(separator: " "), text + lost]
  }

  private func printRows(_ rows: [[String]]) throws {
    if rows.isEmpty {
      Output.note(
        say("no tags; `andu tag ID +TAG` gives one", "没有标签；用 `andu tag 编号 +标签` 加上"))
      throw Status.nothingFound.code
    }
    if tsv {
      for row in rows { Output.row(row) }
      return
    }
    let cells = rows.map { row in row.map { SafeText.visible($0) } }
    for line in Columns.aligned(cells, least: [12]) {
      Output.line(Terminal.hasWidth ? Columns.cut(line, to: Terminal.width) : line)
    }
  }
}

/// A document or a paragraph that was named.
struct NamedPlace {
  let document: StoredDocument
  /// From 1; nil for the document as a whole.
  let paragraph: Int?

  var name: String { paragraph.map(document.reference) ?? document.handle }
}

extension Mark {
  /// Whether it is on this paragraph, or on one that stood there and is gone; on any for nil.
  func isOn(_ place: Int?) -> Bool { place == nil || (paragraph ?? anchor?.number) == place }

  /// What is said behind a mark whose paragraph is gone: how that began.
  var loss: String {
    guard isLost, let anchor else { return "" }
    return say("  (no longer there: \(anchor.opening))", "  （原段已不在：\(anchor.opening)）")
  }
}

extension StoredDocument {
  func name(of mark: Mark) -> String {
    guard let anchor = mark.anchor else { return handle }
    return reference(mark.paragraph ?? anchor.number)
  }
}

extension Archive {
  /// The places that references name. Where a marked paragraph stood that is no longer there, its
  /// number still names it.
  func places(_ references: [String]) throws -> [NamedPlace] {
    try references.map { text in
      var reference = try reference(text)
      guard !reference.namesVersion else {
        throw ValidationError(
          say(
            "\(text): tags and notes are on the document, whatever its version; leave out the @",
            "\(text)：标签和批注属于文档，不属于某个版本；请去掉 @ 及版本号"))
      }
      let place = reference.place
      if case .numbers? = place {
        throw ValidationError(
          say(
            "\(text): tags and notes are on one paragraph or on a document, not on several "
              + "paragraphs in a row",
            "\(text)：标签和批注属于一段或整篇文档，不能写在连续几段上"))
      }
      reference.place = nil
      let document = try document(reference)
      let lost = document.record.annotations.marks.filter(\.isLost).compactMap(\.anchor?.number)
      if case .number(let number)? = place, lost.contains(number) {
        return NamedPlace(document: document, paragraph: number)
      }
      return NamedPlace(
        document: document, paragraph: try place.map { try document.index(of: $0, as: text) + 1 })
    }
  }
}
