// EditorsNote.swift — the editor's name behind the last sentence of a text.

/// `…建立完善制度8项。（市纪委监委 || 责任编辑 某某）`, `…保障能力。 编辑：某某`
enum EditorsNote {
  private static let longest = 40
  /// Less than this before the brackets is no paragraph.
  private static let shortestText = 12

  /// Takes the note off the last paragraphs.
  static func remove(from paragraphs: inout [Paragraph]) {
    for index in paragraphs.indices.suffix(2) {
      if let text = removed(from: paragraphs[index].text) { paragraphs[index].text = text }
    }
  }

  /// The paragraph without the note; nil where it has none.
  static func removed(from text: String) -> String? {
    withoutBrackets(text) ?? withoutName(text)
  }

  private static func withoutBrackets(_ text: String) -> String? {
    let scalars = text.scalars
    guard let last = scalars.last, "）)】]".unicodeScalars.contains(last),
      let open = scalars.lastIndex(where: { "（(【[".unicodeScalars.contains($0) }),
      scalars.count - open <= longest, open >= shortestText
    else { return nil }
    let note = String(scalars: scalars[open...])
    let rest = String(scalars: scalars[..<open]).trimmed
    guard note.holds("编辑") || note.holds("责编"), let end = rest.unicodeScalars.last,
      "。！？”…".unicodeScalars.contains(end)
    else { return nil }
    return rest
  }

  private static let labels = ["责任编辑", "编辑", "责编"]
  private static let longestName = 12

  /// `…保障能力。 编辑：某某`
  private static func withoutName(_ text: String) -> String? {
    let scalars = text.scalars
    guard let colon = scalars.lastIndex(where: { $0 == "：" || $0 == ":" }),
      (2...longestName).contains(scalars.count - colon - 1), colon >= shortestText,
      scalars[(colon + 1)...].allSatisfy({ $0.isHan || $0.isBlank || $0 == "、" })
    else { return nil }
    let head = String(scalars: scalars[..<colon])
    guard let label = labels.first(where: { head.ends(with: $0) }) else { return nil }
    let rest = String(scalars: head.scalars.dropLast(label.unicodeScalars.count)).trimmed
    guard let end = rest.unicodeScalars.last, "。！？”…".unicodeScalars.contains(end) else {
      return nil
    }
    return rest
  }
}
