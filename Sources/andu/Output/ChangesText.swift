// ChangesText.swift — what a reindex reads otherwise than before.
import Archive

enum ChangesText {
  /// - Parameter changes: nil when the index before could not be read.
  static func print(_ changes: RebuildingChanges?, isVerbose: Bool) {
    guard let changes else {
      return Output.note(
        say("the index before cannot be read; what changed is not known", "先前的索引无法读取，变化不明"))
    }
    if isVerbose { list(changes) }
    for mark in changes.lostMarks {
      Output.note(
        say("a paragraph with a tag or note is no longer there: \(mark)", "带标签或批注的段落已不在：\(mark)"))
    }
    if changes.isEmpty {
      return Output.note(say("nothing is read otherwise than before", "与先前读法无异"))
    }
    Output.note(
      say(
        "changed: \(counted(changes.titles, "title")), \(counted(changes.dates, "date")), "
          + "\(counted(changes.otherFields, "other field")), "
          + "\(counted(changes.paragraphs, "paragraph")) in "
          + "\(counted(changes.documents.count, "document")); "
          + "\(counted(changes.added.count, "document")) more, \(changes.gone.count) gone",
        "变化：\(changes.documents.count) 个文档的标题 \(changes.titles)、日期 \(changes.dates)、"
          + "其他字段 \(changes.otherFields)、段落 \(changes.paragraphs)；"
          + "多出文档 \(changes.added.count)，消失 \(changes.gone.count)"))
  }

  private static func list(_ changes: RebuildingChanges) {
    func line(_ parts: String...) {
      Output.line(SafeText.visible(parts.joined(separator: "  ")))
    }
    for document in changes.documents {
      for (name, before, after) in document.fields {
        line(document.id, name, "\(before.isEmpty ? "∅" : before) → \(after.isEmpty ? "∅" : after)")
      }
      if document.paragraphs > 0 {
        line(document.id, "paragraphs", "+\(document.newParagraphs) −\(document.goneParagraphs)")
      }
    }
    for id in changes.added { line(id, say("new", "新增")) }
    for id in changes.gone { line(id, say("gone", "消失")) }
  }
}
