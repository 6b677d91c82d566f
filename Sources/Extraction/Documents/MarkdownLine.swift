// MarkdownLine.swift — the text of one block of Markdown → markup: links stay, emphasis goes.

/// Reads a line from left to right; what is no Markdown stays as it is, inline HTML too.
struct MarkdownLine {
  private(set) var html = ""
  private let text: [Unicode.Scalar]
  private let references: [String: String]
  /// Parts of the line; marks of emphasis are parts of their own until they are known to be some.
  private var parts: [String] = []
  private var open: [(mark: Unicode.Scalar, count: Int, part: Int)] = []
  /// How far away a bracket is looked for.
  private static let reach = 500

  init(_ line: Substring, _ references: [String: String]) {
    text = Array(String(line).trimmed.unicodeScalars)
    self.references = references
    var index = 0
    while index < text.count {
      if let end = code(at: index) ?? link(at: index) ?? emphasis(at: index) {
        index = end
        continue
      }
      let scalar = text[index]
      index += 1
      if scalar == "\\", index < text.count, text[index].isMarkdownMark {
        append(MarkdownPage.escaped(String(text[index])))
        index += 1
      } else if scalar == "<" {
        append(opensTag(at: index) ? "<" : "&lt;")
      } else if scalar != "\\" || index < text.count {
        append(String(scalar))
      }
    }
    html = parts.joined()
  }

  private mutating func append(_ text: String) {
    if parts.isEmpty || open.last?.part == parts.count - 1 { parts.append("") }
    parts[parts.count - 1] += text
  }

  /// Whether a tag follows a `<`; those that make text of all that follows them are none (GFM
  /// 6.11).
  private func opensTag(at start: Int) -> Bool {
    guard start < text.count else { return false }
    if "/!".unicodeScalars.contains(text[start]) { return true }
    let name = text[start...].prefix { $0.isASCII && $0.properties.isAlphabetic }
    // `A<B时` compares.
    let next = name.endIndex < text.count ? text[name.endIndex] : ">"
    return !name.isEmpty
      && (next.isASCII && (next.isBlank || next.isMarkdownMark || next.isASCIIDigit))
      && !Self.swallowing.contains(String(scalars: name).lowercased())
  }

  private static let swallowing: Set<String> = [
    "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext",
  ]

  /// What stands between two runs of as many `` ` `` is text, tags and all (6.1).
  private mutating func code(at start: Int) -> Int? {
    guard text[start] == "`" else { return nil }
    let count = text[start...].prefix { $0 == "`" }.count
    var index = start + count
    while index < text.count {
      let run = text[index...].prefix { $0 == "`" }.count
      if run == count {
        append(MarkdownPage.escaped(String(scalars: text[(start + count)..<index]).trimmed))
        return index + run
      }
      index += max(run, 1)
    }
    append(String(repeating: "`", count: count))
    return start + count
  }

  // MARK: - Links

  /// `[text](address "title")`, `[text][name]`, `[[note|text]]`, `<address>`; of pictures nothing
  /// is left.
  private mutating func link(at start: Int) -> Int? {
    if text[start] == "<" {
      guard let end = close(">", from: start + 1),
        String(scalars: text[(start + 1)..<end].prefix(4)) == "http",
        !text[start..<end].contains(where: \.isBlank)
      else { return nil }
      let address = String(scalars: text[(start + 1)..<end])
      append(Self.link(address, MarkdownPage.escaped(address)))
      return end + 1
    }
    let isPicture = text[start] == "!"
    let bracket = isPicture ? start + 1 : start
    guard bracket < text.count, text[bracket] == "[" else { return nil }
    if bracket + 1 < text.count, text[bracket + 1] == "[" {
      guard let end = close("]", from: bracket + 2), end + 1 < text.count, text[end + 1] == "]"
      else { return nil }
      let names = text[(bracket + 2)..<end].split(separator: "|").map { String(scalars: $0) }
      if let target = names.first, !isPicture || AttachmentFinder.isDocument(target) {
        append(Self.link(target, MarkdownPage.escaped(names.last ?? target)))
      }
      return end + 2
    }
    guard let end = close("]", from: bracket + 1, opening: "["), end + 1 < text.count else {
      return nil
    }
    let label = String(scalars: text[(bracket + 1)..<end])
    let address: String
    let next: Int
    if text[end + 1] == "(", let last = close(")", from: end + 2, opening: "(") {
      let inner = text[(end + 2)..<last].split(whereSeparator: \.isBlank).first ?? []
      address = String(scalars: inner.filter { $0 != "<" && $0 != ">" })
      next = last + 1
    } else if text[end + 1] == "[", let last = close("]", from: end + 2) {
      let name = String(scalars: text[(end + 2)..<last]).lowercased()
      guard let found = references[name.isEmpty ? label.lowercased() : name] else { return nil }
      address = found
      next = last + 1
    } else {
      return nil
    }
    if !isPicture { append(Self.link(address, MarkdownLine(label[...], [:]).html)) }
    return next
  }

  private static func link(_ address: String, _ html: String) -> String {
    "<a href=\"\(MarkdownPage.escaped(address))\">\(html)</a>"
  }

  /// The mark that closes what was opened before `start`.
  private func close(
    _ mark: Unicode.Scalar, from start: Int, opening: Unicode.Scalar? = nil
  ) -> Int? {
    var depth = 0
    var index = start
    while index < min(text.count, start + Self.reach) {
      if text[index] == "\\" {
        index += 1
      } else if text[index] == mark {
        if depth == 0 { return index }
        depth -= 1
      } else if text[index] == opening {
        depth += 1
      }
      index += 1
    }
    return nil
  }

  // MARK: - Emphasis

  /// Runs of `*`, `_`, `~` and `=` in pairs (6.2): the second of a pair takes both away.
  private mutating func emphasis(at start: Int) -> Int? {
    let mark = text[start]
    guard "*_~=".unicodeScalars.contains(mark) else { return nil }
    let end = text[start...].firstIndex { $0 != mark } ?? text.count
    let count = end - start
    if mark == "~" || mark == "=", count != 2 { return nil }
    let before = start > 0 ? text[start - 1] : " "
    let after = end < text.count ? text[end] : " "
    // Underlines within names are no marks.
    if mark == "_", before.isWordPart, after.isWordPart { return nil }
    if !before.isBlank, let opener = open.lastIndex(where: { $0.mark == mark && $0.count == count })
    {
      parts[open[opener].part] = ""
      open.removeSubrange(opener...)
      parts.append("")
      return end
    }
    guard !after.isBlank else { return nil }
    parts.append(String(repeating: String(mark), count: count))
    open.append((mark, count, parts.count - 1))
    return end
  }
}

extension Unicode.Scalar {
  /// What a backslash may stand before (2.4).
  fileprivate var isMarkdownMark: Bool {
    value > 0x20 && value < 0x7F && !properties.isAlphabetic && !isASCIIDigit
  }

  fileprivate var isWordPart: Bool { isASCIIDigit || value < 0x80 && properties.isAlphabetic }
}
