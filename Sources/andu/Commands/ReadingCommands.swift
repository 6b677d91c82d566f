// ReadingCommands.swift — show, tree, info, cite: one document or a paragraph of it.
import Archive
import ArgumentParser
import Extraction
import FoundationEssentials

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: say("Read a document or a paragraph.", "阅读文档或段落。"),
    discussion: """
      andu show 8191
      andu show 8191#15 --around 1
      andu show 8191#六/15
      andu show 8191@2 --original > old.html
      """)

  @Argument(
    help: ArgumentHelp(
      say("ID, ID#PARAGRAPH, ID#HEADING/PATH or ID@VERSION.", "编号、编号#段、编号#标题/路径 或 编号@版本。")))
  var reference: String

  @Option(
    help: ArgumentHelp(say("Neighbouring paragraphs to show.", "显示前后若干段。"), valueName: "count"))
  var around = 0

  @Flag(help: ArgumentHelp(say("Print the bytes as they were saved.", "输出保存时的原始字节。")))
  var original = false

  @Flag(help: ArgumentHelp(say("Print what is known of the document only.", "只显示文档信息。")))
  var meta = false

  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if around < 0 { throw ValidationError(say("counts are not negative", "数目不能为负")) }
  }

  func run() throws {
    let (archive, reference) = (try archive.open(), try DocumentReference(reference))
    let document = try archive.document(reference)
    if original { return Output.write(try archive.original(of: document)) }
    let renderer = color.renderer
    if meta { return Output.write(renderer.header(document)) }
    guard let place = reference.place else {
      Output.write(renderer.header(document) + "\n")
      for index in document.paragraphs.indices {
        Output.write(renderer.paragraph(document, index))
      }
      return
    }
    let index = try document.index(of: place, as: self.reference)
    Output.write(renderer.header(document) + renderer.place(document, index) + "\n")
    let first = max(0, index - around)
    let last = min(document.paragraphs.count - 1, index + around)
    for near in first...last { Output.write(renderer.paragraph(document, near)) }
  }
}

struct TreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", abstract: say("The headings of a document.", "文档的标题层次。"))

  @Argument(help: ArgumentHelp(say("ID or ID@VERSION.", "编号或 编号@版本。")))
  var reference: String

  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let document = try archive.open().document(try DocumentReference(reference))
    let renderer = color.renderer
    Output.write(renderer.header(document))
    var count = 0
    for index in document.paragraphs.indices
    where document.paragraphs[index].depth > 0 || document.paragraphs[index].label != nil {
      Output.write(renderer.branch(document, index))
      count += 1
    }
    Output.note(
      say(
        counted(count, "outline line") + ", " + counted(document.paragraphs.count, "paragraph"),
        "标题和编号条目 \(count)，共 \(document.paragraphs.count) 段"))
  }
}

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: say("What is known of a document, and from where.", "文档的全部信息及其出处。"))

  @Argument(help: ArgumentHelp(say("ID or ID@VERSION.", "编号或 编号@版本。")))
  var reference: String

  @Flag(help: ArgumentHelp(say("Print JSON.", "输出 JSON。")))
  var json = false

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let document = try archive.open().document(try DocumentReference(reference))
    let record = document.record
    if json { return Output.line(try JSONOutput.text(record, isPretty: true)) }
    func line(_ field: String, _ value: String?) {
      guard let value else { return }
      let proofs = record.evidence.filter { $0.field == field }.map { proof in
        proof.value == value ? proof.origin : "\(proof.origin): \(proof.value)"
      }
      let proof = proofs.isEmpty ? "" : "  [\(proofs.joined(separator: "; "))]"
      Output.line(SafeText.visible(Columns.pad(field, to: 16) + value + proof))
    }
    line("id", record.id)
    line("kind", record.pageKind)
    line("title", record.title)
    line("publishedOn", record.publishedOn)
    line("source", record.source)
    line("issuer", record.issuer)
    line("documentNumber", record.documentNumber)
    line("indexNumber", record.indexNumber)
    line("issuedOn", record.issuedOn)
    line("validity", record.validity)
    line("documentKind", record.documentKind)
    line("years", record.years.isEmpty ? nil : record.years.map(String.init).joined(separator: " "))
    line("url", record.url)
    line("savedAs", record.savedAs)
    line("contentType", record.contentType)
    line("encoding", record.encoding)
    line("truncated", record.truncated)
    line("paragraphs", "\(document.paragraphs.count)")
    for (index, version) in record.versions.enumerated() {
      let name = "\(document.shortID)@\(document.version + index)"
      Output.line(
        SafeText.visible(
          Columns.pad(index == 0 ? "versions" : "", to: 16)
            + "\(name)  \(version.addedAt)  SHA-256 \(version.sha256)"))
    }
  }
}

struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: say("A citation, ready to paste.", "生成引文。"),
    discussion: """
      andu cite 8191#15
      andu cite 8191#六/15 --style official --quote
      """)

  @Argument(help: ArgumentHelp(say("ID or ID#PARAGRAPH.", "编号或 编号#段。")))
  var reference: String

  @Option(help: ArgumentHelp(say("gbt7714, official or plain.", "gbt7714、official 或 plain。")))
  var style = CitationStyle.gbt7714

  @Flag(help: ArgumentHelp(say("Add the paragraph's words.", "附上段落原文。")))
  var quote = false

  @Option(
    help: ArgumentHelp(
      say("When it was looked up (default: today).", "引用日期（默认今天）。"), valueName: "date"))
  var accessed: String?

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if let accessed, accessed.count != 10 || !ConditionOptions.isDate(accessed) {
      throw ValidationError(
        say("--accessed \(accessed): write 2023-06-30", "--accessed \(accessed)：应写 2023-06-30"))
    }
  }

  func run() throws {
    let reference = try DocumentReference(reference)
    let document = try archive.open().document(reference)
    let index = try reference.place.map { try document.index(of: $0, as: self.reference) }
    if quote, index == nil {
      throw ValidationError(say("--quote needs a paragraph: ID#PARAGRAPH", "--quote 需要指明段落：编号#段"))
    }
    let today = String(ArchiveWriter.now().prefix(10))
    let citation = Citation(document, paragraph: index, accessedOn: accessed ?? today)
    Output.line(SafeText.visible(citation.text(style, quotes: quote), keeping: "\n"))
  }
}

extension CitationStyle: ExpressibleByArgument {}
