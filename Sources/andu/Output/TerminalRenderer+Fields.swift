// TerminalRenderer+Fields.swift — what is known of a document, and where it was read.
import Archive
import Extraction

extension TerminalRenderer {
  /// The fields that were found, a line each, with their evidence and readings that differ.
  func fields(_ record: PageRecord) -> String {
    record.fields.lines.map { field($0.name, $0.value, record.evidence) }.joined()
  }

  /// `publishedOn     2023-05-10  [meta PubDate; head line: 2023-05-11]`
  func field(_ name: String, _ value: String, _ evidence: [Evidence] = []) -> String {
    let proofs = evidence.filter { $0.field == name }.map { proof in
      let origin = FieldNames.origin(proof.origin)
      return proof.value == value ? origin : "\(origin): \(proof.value)"
    }
    let proof = proofs.isEmpty ? "" : "  [\(proofs.joined(separator: "; "))]"
    let shown = FieldNames.shown(value, of: name)
    return SafeText.visible(Columns.pad(FieldNames.shown(name), to: 16) + shown + proof) + "\n"
  }
}
