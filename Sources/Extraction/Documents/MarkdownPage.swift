// MarkdownPage.swift — Markdown, as web clippers and notebooks save pages in it → markup.

/// Turns the blocks of Markdown into the markup that the steps of HTML read: the clipper made it
/// from a page, so title, by-line and furniture stand in it as there.
///
/// A line break is one, as notebooks show it; the number of an ordered item is part of its text.
/// Source: CommonMark 0.31.2, whose sections are named below; tables as GitHub has them.
struct MarkdownPage {
  private(set) var html = ""
  /// When the clip was made, as its front matter says.
  private(set) var savedAt: String?
  private let lines: [Substring]
  /// Addresses of `[text][name]` by name (4.7).
  private var references: [String: String] = [:]

  init(_ text: [UInt8]) {
    lines = String(decoding: text, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    let (properties, start) = Self.frontMatter(lines)
    var body = lines[start...]
    for line in body {
      if let (name, address) = Self.definition(line) {
        references[name] = references[name] ?? address
      }
    }
    for (name, metas) in Self.metas {
      guard let value = name.lazy.compactMap({ properties[$0] }).first else { continue }
      let isAddress = value.hasPrefix("http")
      guard let meta = metas.first(where: { ($0 == "Url") == isAddress }) else { continue }
      html += "<meta name=\"\(meta)\" content=\"\(Self.escaped(value))\">\n"
    }
    savedAt = properties["created"].flatMap { SavedDate.utc($0) }
    // The title stands above the text.
    if let first = body.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      let heading = Self.heading(body[first]), heading.level == 1
    {
      html += "<h1>\(inline(heading.text))</h1>\n"
      body = body[(first + 1)...]
    } else if let title = properties["title"] {
      html += "<h1>\(Self.escaped(title))</h1>\n"
    }
    if properties["andu"] != nil { body = Self.withoutNotes(body)[...] }
    html += "<div class=article-content>\n"
    blocks(body)
    html += "</div>\n"
  }

  /// What people noted on a document is no text of it; `andu export` writes it below what it is on.
  private static func withoutNotes(_ lines: ArraySlice<Substring>) -> [Substring] {
    var isNote = false
    return lines.filter { line in
      isNote = line.hasPrefix("> [!note]") || isNote && line.hasPrefix(">")
      return !isNote
    }
  }

  // MARK: - Front matter

  /// Properties of a clip, and the tags of a page that say the same.
  private static let metas: [(names: [String], metas: [String])] = [
    (["title", "标题"], ["ArticleTitle"]),
    (["published", "date", "publish_date", "pubdate", "发布日期", "日期"], ["PubDate"]),
    (["url", "link", "source_url", "source-url"], ["Url"]),
    (["source", "来源"], ["ContentSource", "Url"]),
    (["author", "authors", "byline", "作者"], ["Author"]),
    (["site"], ["SiteName"]), (["keywords"], ["Keywords"]),
  ]

  /// The values between two lines `---`, lists joined, and the line behind them.
  private static func frontMatter(
    _ lines: [Substring]
  ) -> (properties: [String: String], start: Int) {
    guard lines.first.map({ String($0).trimmed }) == "---",
      let end = lines.dropFirst().prefix(200).firstIndex(where: { $0 == "---" || $0 == "..." })
    else { return ([:], 0) }
    var properties: [String: String] = [:]
    var name = ""
    // Of a value that is written on the indented lines below its name.
    var block: [String]?
    for line in lines[1..<end] {
      let item = String(line).trimmed
      if block != nil, line.first?.isWhitespace ?? true {
        block?.append(item)
        // Lines of Chinese text were broken anywhere.
        properties[name] = block?.reduce("") { $0 + Self.seam($0, $1) + $1 }
        continue
      }
      block = nil
      if item.hasPrefix("- ") {
        let value = plainValue(item.dropFirst(2))
        properties[name] = [properties[name], value].compactMap(\.self).joined(separator: ",")
      } else if let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false {
        name = line[..<colon].lowercased()
        let value = plainValue(line[line.index(after: colon)...])
        if Self.blockMarks.contains(value) {
          block = []
        } else if !value.isEmpty {
          properties[name] = value
        }
      }
    }
    return (properties, end + 1)
  }

  /// Source: YAML 1.2.2, 8.1 (block scalars).
  private static let blockMarks: Set<String> = [">", ">-", ">+", "|", "|-", "|+"]

  /// What stands between two lines of a value.
  private static func seam(_ text: String, _ next: String) -> String {
    guard let last = text.unicodeScalars.last, let first = next.unicodeScalars.first else {
      return ""
    }
    return last.isASCII || first.isASCII ? " " : ""
  }

  /// Without the quotes, brackets of a list and those of a note's name.
  private static func plainValue(_ text: Substring) -> String {
    let marks = Set("\"'[] ")
    let trimmed = text.drop(while: marks.contains)
    return String(trimmed.reversed().drop(while: marks.contains).reversed())
  }

  // MARK: - Blocks

  private mutating func blocks(_ body: ArraySlice<Substring>) {
    var index = body.startIndex
    var fence: Substring?
    while index < body.endIndex {
      let line = body[index].drop { $0 == " " || $0 == "\t" || $0 == ">" }
      let next = index + 1 < body.endIndex ? body[index + 1].drop { $0 == " " || $0 == ">" } : ""
      index += 1
      if let mark = fence {
        if line.hasPrefix(mark) { fence = nil } else { paragraph(Self.escaped(String(line))) }
      } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
        fence = line.prefix(3)
      } else if let heading = Self.heading(line) {
        html += "<h\(heading.level)>\(inline(heading.text))</h\(heading.level)>\n"
      } else if Self.isBreak(line) || Self.definition(line) != nil {
        continue
      } else if line.contains("|"), Self.isDelimiterRow(next) {
        html += "<table>\n" + row(line)
        index += 1
        while index < body.endIndex, body[index].contains("|") {
          html += row(body[index])
          index += 1
        }
        html += "</table>\n"
      } else if let item = Self.bullet(line) {
        html += "<ul><li>\(inline(item))</li></ul>\n"
      } else if !next.isEmpty, next.allSatisfy({ $0 == "=" }) {
        html += "<h1>\(inline(line))</h1>\n"
        index += 1
      } else {
        paragraph(inline(line))
      }
    }
  }

  private mutating func paragraph(_ text: String) {
    if !text.isEmpty { html += "<p>\(text)</p>\n" }
  }

  /// `## 标题 ##` (4.2)
  private static func heading(_ line: Substring) -> (level: Int, text: Substring)? {
    let level = line.prefix { $0 == "#" }.count
    let rest = line.dropFirst(level)
    guard (1...6).contains(level), rest.first.map(\.isWhitespace) ?? true else { return nil }
    var text = rest[...]
    while text.last == "#" || text.last?.isWhitespace == true { text.removeLast() }
    return (level, text)
  }

  /// `---`, `* * *` (4.1)
  private static func isBreak(_ line: Substring) -> Bool {
    let marks = line.filter { !$0.isWhitespace }
    return marks.count >= 3 && "-*_".contains(marks.first ?? " ")
      && marks.allSatisfy { $0 == marks.first }
  }

  private static func bullet(_ line: Substring) -> Substring? {
    guard let mark = line.first, "-*+•".contains(mark), line.dropFirst().first == " " else {
      return nil
    }
    let text = line.dropFirst(2)
    // `- [x] done`
    return ["[ ] ", "[x] "].contains(String(text.prefix(4))) ? text.dropFirst(4) : text
  }

  private static func isDelimiterRow(_ line: Substring) -> Bool {
    line.contains("-") && line.contains("|") && line.allSatisfy { "|-: \t".contains($0) }
  }

  private func row(_ line: Substring) -> String {
    var cells = [""]
    var isEscaped = false
    for character in String(line).trimmed {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\"
    }
    if cells.first == "" { cells.removeFirst() }
    if cells.last == "" { cells.removeLast() }
    let texts = cells.map { "<td>\(inline($0.trimmed[...]))</td>" }
    return "<tr>\(texts.joined())</tr>\n"
  }

  /// `[name]: address "title"` (4.7); a sentence in the place of the address is text.
  private static func definition(_ line: Substring) -> (name: String, address: String)? {
    guard line.hasPrefix("["), let end = line.prefix(100).firstIndex(of: "]"),
      line[end...].hasPrefix("]: "), !line.hasPrefix("[^")
    else { return nil }
    let words = line[end...].dropFirst(3).split(separator: " ")
    guard let address = words.first, words.count == 1 || "\"'(".contains(words[1].first ?? " "),
      address.unicodeScalars.allSatisfy({ !$0.isHan })
        || address.contains(where: { "./#".contains($0) })
    else { return nil }
    return (line.dropFirst()[..<end].lowercased(), String(address))
  }

  // MARK: - Within a line

  private func inline(_ line: Substring) -> String {
    MarkdownLine(line, references).html
  }

  static func escaped(_ text: String) -> String {
    var html = ""
    for character in text {
      switch character {
      case "<": html += "&lt;"
      case "&": html += "&amp;"
      case "\"": html += "&quot;"
      default: html.append(character)
      }
    }
    return html
  }
}
