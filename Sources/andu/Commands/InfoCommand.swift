// InfoCommand.swift — andu info: every field, and where it was read.
import Archive
import ArgumentParser
import Extraction

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "info",
    abstract: say("What is known of a document, and from where.", "文档的全部信息及其出处。"),
    discussion: """
      andu info 8191
      andu info 8191@2 --json
      """)

  @Argument(help: ArgumentHelp(say("ID or ID@VERSION.", "编号或 编号@版本。")))
  var reference: String

  @Flag(help: ArgumentHelp(say("Print JSON.", "输出 JSON。")))
  var json = false

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let document = try archive.document(try archive.reference(reference))
    let record = document.record
    let files = try record.attachments.map { ($0, try archive.document(of: $0, on: record)) }
    let pages = try archive.pages(linkingTo: record)
    if json {
      let known = KnownDocument(
        record: record, documents: files.compactMap { $1.map(Tied.init) },
        hangsOn: pages.map(Tied.init))
      return Output.line(try JSONOutput.text(known, isPretty: true))
    }
    let renderer = TerminalRenderer(.auto)
    func line(_ field: String, _ value: String) {
      Output.write(renderer.field(field, value))
    }
    line("id", record.id)
    line("kind", record.pageKind)
    Output.write(renderer.fields(record))
    for (file, document) in files {
      let found = document.map { "  → \($0.handle)  \($0.record.savedAs)" } ?? ""
      line("attachment", "\(file.name)  \(file.address)\(found)")
    }
    for page in pages { line("hangsOn", "\(page.handle)  \(page.record.displayTitle)") }
    for part in record.parts {
      let told = [
        "#\(part.first)–#\(part.last)", part.title, part.documentKind, part.documentNumber,
        part.issuer, part.issuedOn,
        part.addressees.isEmpty ? nil : "→ " + part.addressees.joined(separator: "、"),
      ]
      line("part", told.compactMap(\.self).joined(separator: "  "))
    }
    line("savedAs", record.savedAs)
    line("contentType", record.contentType)
    line("paragraphs", "\(document.paragraphs.count)")
    for mark in record.annotations.marks {
      let place = mark.anchor == nil ? "" : document.name(of: mark) + "  "
      if !mark.tags.isEmpty { line("tags", place + mark.tags.joined(separator: " ") + mark.loss) }
      if let note = mark.note { line("note", place + note + mark.loss) }
    }
    for (index, version) in record.versions.enumerated() {
      let name = "\(document.shortID)@\(document.version + index)"
      Output.line(
        SafeText.visible(
          Columns.pad(index == 0 ? FieldNames.shown("versions") : "", to: 16)
            + "\(name)  \(version.addedAt)  SHA-256 \(version.sha256)"))
    }
  }
}

/// A record and the documents that it hangs together with, which are absent where there are none.
private struct KnownDocument: Encodable {
  let record: PageRecord
  let documents: [Tied]
  let hangsOn: [Tied]

  private enum CodingKeys: CodingKey { case v, documents, hangsOn }

  func encode(to encoder: any Encoder) throws {
    try record.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(1, forKey: .v)
    if !documents.isEmpty { try values.encode(documents, forKey: .documents) }
    if !hangsOn.isEmpty { try values.encode(hangsOn, forKey: .hangsOn) }
  }
}

private struct Tied: Encodable {
  let id: String
  let title: String
  let savedAs: String

  init(_ document: TiedDocument) {
    (id, title) = (document.handle, document.record.displayTitle)
    savedAs = document.record.savedAs
  }
}
