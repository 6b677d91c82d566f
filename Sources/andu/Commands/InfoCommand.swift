// InfoCommand.swift — andu info: every field, and where it was read.
import Archive
import ArgumentParser
import Extraction

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
    let archive = try archive.open()
    let document = try archive.document(try archive.reference(reference))
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
    line("region", record.region?.description)
    line("authors", record.authors?.joined(separator: " "))
    line("subject", record.subject)
    line("keywords", record.keywords?.joined(separator: " "))
    line("site", record.site)
    line("column", record.column)
    line("effectiveOn", record.effectiveOn)
    line("validFor", record.validFor)
    line("expiresOn", record.expiresOn)
    line("repealedOn", record.repealedOn)
    line("wrapper", record.wrapper)
    line("work", record.work)
    for file in record.attachments ?? [] {
      let handle = try archive.handle(ofAddress: file.address).map { "  → \($0)" } ?? ""
      line("attachment", "\(file.name)  \(file.address)\(handle)")
    }
    line("url", record.url)
    line("savedAs", record.savedAs)
    line("savedAt", record.savedAt)
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
