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
      let origin = say(
        proof.origin,
        SettableField(proof.origin)?.chineseName ?? Phrases.chinese(proof.origin))
      return proof.value == value ? origin : "\(origin): \(proof.value)"
    }
    let proof = proofs.isEmpty ? "" : "  [\(proofs.joined(separator: "; "))]"
    return SafeText.visible(Columns.pad(FieldNames.shown(name), to: 16) + value + proof) + "\n"
  }
}

/// What fields are called in the language of the user.
enum FieldNames {
  /// Those that cannot be set by hand.
  private static let others = [
    "id": "编号", "kind": "页面类型", "encoding": "编码", "truncated": "未读完", "attachment": "附件",
    "hangsOn": "所属网页", "part": "组成部分", "savedAs": "原文件", "contentType": "格式",
    "paragraphs": "段落", "tags": "标签", "note": "批注", "versions": "版本",
  ]

  static func shown(_ name: String) -> String {
    say(name, others[name] ?? SettableField(name)?.chineseName ?? name)
  }
}
