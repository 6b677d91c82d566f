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
    func line(_ field: String, _ value: String) {
      let proofs = record.evidence.filter { $0.field == field }.map { proof in
        proof.value == value ? proof.origin : "\(proof.origin): \(proof.value)"
      }
      let proof = proofs.isEmpty ? "" : "  [\(proofs.joined(separator: "; "))]"
      Output.line(SafeText.visible(Columns.pad(field, to: 16) + value + proof))
    }
    line("id", record.id)
    line("kind", record.pageKind)
    for (name, value) in record.fields.lines { line(name, value) }
    for file in record.attachments {
      let handle = try archive.handle(ofAddress: file.address).map { "  → \($0)" } ?? ""
      line("attachment", "\(file.name)  \(file.address)\(handle)")
    }
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
    for (index, version) in record.versions.enumerated() {
      let name = "\(document.shortID)@\(document.version + index)"
      Output.line(
        SafeText.visible(
          Columns.pad(index == 0 ? "versions" : "", to: 16)
            + "\(name)  \(version.addedAt)  SHA-256 \(version.sha256)"))
    }
  }
}
