// MarkdownNote.swift — a document as Markdown with front matter, as notebooks keep them.
internal import Extraction

/// A document as Markdown: its fields as front matter, its title, its paragraphs, with the tags and
/// notes of each. `andu add` reads it back.
package struct MarkdownNote: Sendable {
  private let document: StoredDocument

  package init(_ document: StoredDocument) { self.document = document }

  private var record: PageRecord { document.record }

  package var text: String {
    var blocks = ["# " + Self.escaped(record.displayTitle)]
    if let note = record.annotations.mark(on: nil)?.note { blocks.append(Self.callout(note)) }
    var rows: [String] = []
    func endTable() {
      if !rows.isEmpty { blocks.append(Self.table(rows)) }
      rows = []
    }
    for (index, paragraph) in document.paragraphs.enumerated() {
      let mark = record.annotations.mark(on: index + 1)
      if paragraph.kind == .tableRow {
        rows.append(paragraph.text)
        if mark == nil { continue }
      }
      endTable()
      if paragraph.kind != .tableRow { blocks.append(Self.block(paragraph)) }
      if let mark { blocks.append(Self.callout(mark)) }
    }
    endTable()
    return frontMatter + blocks.joined(separator: "\n\n") + "\n"
  }

  // MARK: Front matter

  private var frontMatter: String {
    let fields: [(String, String?)] = [
      ("title", record.displayTitle), ("source", record.source), ("issuer", record.issuer),
      ("published", record.publishedOn), ("issued", record.issuedOn),
      ("number", record.documentNumber), ("kind", record.documentKind), ("url", record.url),
      ("region", record.region?.name), ("level", record.region?.level.rawValue),
      ("created", record.savedAt), ("andu", record.id), ("sha256", record.sha256),
    ]
    var lines = fields.compactMap { name, value in value.map { "\(name): \(Self.quoted($0))" } }
    if !record.years.isEmpty {
      lines.append("years: [\(record.years.map(String.init).joined(separator: ", "))]")
    }
    let lists = [
      ("author", record.authors), ("keywords", record.keywords),
      ("tags", record.annotations.mark(on: nil)?.tags ?? []),
    ]
    for (name, values) in lists where !values.isEmpty {
      lines.append("\(name): [\(values.map(Self.quoted).joined(separator: ", "))]")
    }
    return "---\n" + lines.joined(separator: "\n") + "\n---\n\n"
  }

  /// A string of YAML, which takes those of JSON.
  private static func quoted(_ text: String) -> String {
    (try? SortedJSON.bytes(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  // MARK: Blocks

  private static func block(_ paragraph: Paragraph) -> String {
    let text = escaped(paragraph.text)
    switch paragraph.kind {
    case .heading:
      return String(repeating: "#", count: min(max(1, paragraph.depth), 5) + 1) + " " + text
    case .title: return "## " + text
    case .listItem: return "- " + text
    default: return text
    }
  }

  private static func table(_ rows: [String]) -> String {
    let cells = rows.map { row in
      row.split(separator: "\t", omittingEmptySubsequences: false).map { escaped(String($0)) }
    }
    let width = cells.map(\.count).max() ?? 1
    var lines = cells.map { row in
      "| " + (row + [String](repeating: "", count: width - row.count)).joined(separator: " | ")
        + " |"
    }
    lines.insert("|" + String(repeating: " --- |", count: width), at: 1)
    return lines.joined(separator: "\n")
  }

  private static func callout(_ mark: Mark) -> String {
    var lines = mark.tags.isEmpty ? [] : [mark.tags.map { "#\($0)" }.joined(separator: " ")]
    if let note = mark.note { lines.append(note) }
    return callout(lines.joined(separator: "\n"))
  }

  private static func callout(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (["> [!note]"] + lines.map { "> " + $0 }).joined(separator: "\n")
  }

  /// Text that Markdown would take for something else.
  static func escaped(_ text: String) -> String {
    let opensBlock = text.utf8.first.map(openers.contains) ?? false
    if !opensBlock, !text.utf8.contains(where: special.contains) { return text }
    var escaped: [UInt8] = opensBlock ? [UInt8(ascii: "\\")] : []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"): escaped.append(UInt8(ascii: " "))
      case let mark where special.contains(mark): escaped += [UInt8(ascii: "\\"), mark]
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// Of lines that begin a block; within a line.
  private static let openers = Array("#>-+=~".utf8)
  private static let special = Array("\\`*_<[]|\n\t".utf8)

  // MARK: File names

  /// A name for the file, without its ending, that every file system takes: date and title.
  package var fileName: String {
    let date = record.displayDate.map { "\($0) " } ?? ""
    return Self.safeName(date + record.displayTitle)
  }

  /// The same with the id, for where another document has that name already.
  package var longFileName: String { "\(fileName) \(Self.safeName(String(record.id.prefix(16))))" }

  /// In bytes of UTF-8; with a number and an ending it stays below the 255 that systems allow.
  private static let longestName = 200
  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// Without what Windows, macOS or links of a notebook forbid in a name.
  package static func safeName(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      if name.utf8.count >= longestName { break }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        continue
      default: break
      }
      name.unicodeScalars.append("/\\:*?\"<>|#^[]".unicodeScalars.contains(scalar) ? "_" : scalar)
    }
    while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
    while let first = name.first, first == "." || first.isWhitespace { name.removeFirst() }
    if name.isEmpty { return "_" }
    let stem = name.prefix { $0 != "." }.lowercased()
    return reserved.contains(stem) ? "_" + name : name
  }
}
