// TerminalRenderer+Marks.swift — tags and notes below what they are on.
import Archive

extension TerminalRenderer {
  /// The tags and the note of a paragraph, counted from 1, or of the document; empty when there are
  /// none.
  func mark(_ document: StoredDocument, on paragraph: Int?) -> String {
    guard let mark = document.record.annotations.mark(on: paragraph) else { return "" }
    let indent =
      paragraph == nil ? "" : Columns.pad("", to: "\(document.paragraphs.count)".count + 2)
    var lines: [String] = []
    if !mark.tags.isEmpty {
      lines.append(say("tags: ", "标签：") + mark.tags.joined(separator: say(", ", "、")))
    }
    if let note = mark.note {
      lines += note.split(separator: "\n").map { say("note: ", "批注：") + $0 }
    }
    return lines.flatMap { line -> [String] in
      Columns.lines(SafeText.visible(line), width: textWidth - displayWidth(of: indent)).map {
        indent + style.reference($0) + "\n"
      }
    }.joined()
  }
}
