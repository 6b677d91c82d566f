// BrowserPrint.swift — the PDF file that a browser made of a web page → the page.

/// A web page that was printed: what the browser set above and below each sheet is known for what
/// it is, and the rest is read as the page that it was, site furniture and all.
struct BrowserPrint {
  /// Without the heads and feet of the browser.
  private let sheets: [[PrintedRow]]
  private let title: String?
  private let address: String?
  private let savedAt: String?

  /// nil: a document that no browser made.
  init?(_ file: PDFPages) {
    let creator = file.properties["Creator"] ?? ""
    let isBrowser = Self.browsers.contains { creator.holds($0) }
    let sheets = file.pages.map(\.rows)
    // The same text stands beside date or address on each sheet.
    let edges = sheets.flatMap { rows in
      [rows.first, rows.last].compactMap { $0.flatMap { Edge($0.text) } }
    }
    let rests = Set(edges.map(\.rest)).subtracting([""])
    let isFramed =
      edges.contains { $0.address != nil } && edges.contains(where: \.hasClock)
      && edges.count >= 2 * sheets.count && rests.count <= 1
    guard isBrowser || isFramed else { return nil }
    let name = file.properties["Title"].flatMap { $0.isEmpty ? nil : $0 }
    let isFurniture: (PrintedRow) -> Bool = { row in
      guard let edge = Edge(row.text) else { return false }
      return edge.rest.isEmpty || isFramed || name?.compact.starts(with: edge.rest.compact) == true
    }
    self.sheets = sheets.map { rows in
      var rows = rows[...]
      if let first = rows.first, isFurniture(first) { rows.removeFirst() }
      if let last = rows.last, isFurniture(last) { rows.removeLast() }
      return Array(rows)
    }
    title = isBrowser ? name ?? rests.first : rests.first
    address = edges.lazy.compactMap(\.address).first { $0.hasPrefix("http") && !$0.hasSuffix("…") }
    savedAt = file.properties["CreationDate"].flatMap { SavedDate.utc($0) }
  }

  /// What browsers call themselves in the files that they make.
  private static let browsers = ["Mozilla", "Chrom", "Firefox", "Safari", "Edge", "Opera"]

  /// What is too short for a page is read as a text.
  func document(_ options: ExtractionOptions) -> OfficialDocument {
    var text = PrintedDocument.read(sheets)
    text.lines = withWholeTitle(text.lines)
    var options = options
    options.address = address ?? options.address
    var document = PageReader.read(Array(markup(of: text.lines).utf8), options)
    if document.kind == .other { document = PlainTextReader.read(text.lines, options) }
    document.setSaved(at: savedAt, origin: "PDF CreationDate")
    document.truncated = text.truncated
    document.parts = DocumentPart.parts(of: document)
    return document
  }

  /// A title that runs over several rows is put together again as the file's own has it.
  private func withWholeTitle(_ lines: [DocumentText.Line]) -> [DocumentText.Line] {
    guard let whole = title.map({ String(scalars: $0.compact) }) else { return lines }
    var joined: [DocumentText.Line] = []
    for line in lines {
      if let last = joined.last, last.text.unicodeScalars.count >= Self.shortestTitleRow,
        whole.holds(String(scalars: (last.text + line.text).compact))
      {
        joined[joined.count - 1].text += line.text
      } else {
        joined.append(line)
      }
    }
    return joined
  }

  private static let shortestTitleRow = 8

  /// Above the line that is the title of the file stands the head of the site, below it the text.
  private func markup(of lines: [DocumentText.Line]) -> String {
    let name = title.map { "<title>\(MarkdownPage.escaped($0))</title>\n" } ?? ""
    guard let start = titleLine(in: lines) else { return name + Self.markup(of: lines[...]) }
    return """
      \(name)<div class=header>
      \(Self.markup(of: lines[..<start]))</div>
      <h1>\(MarkdownPage.escaped(lines[start].text))</h1>
      <div class=article-content>
      \(Self.markup(of: lines[(start + 1)...]))</div>
      """
  }

  private func titleLine(in lines: [DocumentText.Line]) -> Int? {
    guard let whole = title?.compact else { return nil }
    let found = lines.indices.filter { index in
      let line = lines[index].text.compact
      // Some sites call every page by their own name.
      return line.count >= 4 && !lines[index].isTableRow && whole.starts(with: line)
        && !LineShape(lines[index].text).isOfficeLine
    }
    return found.first { lines[$0].isLarge } ?? found.first
  }

  private static func markup(of lines: ArraySlice<DocumentText.Line>) -> String {
    var markup = ""
    var wasRow = false
    for line in lines {
      if line.isTableRow != wasRow { markup += wasRow ? "</table>\n" : "<table>\n" }
      wasRow = line.isTableRow
      let text = MarkdownPage.escaped(line.text)
      if line.isTableRow {
        let cells = text.split(separator: "\t", omittingEmptySubsequences: false)
        markup += "<tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr>\n"
      } else {
        markup += line.isLarge ? "<h2>\(text)</h2>\n" : "<p>\(text)</p>\n"
      }
    }
    return markup + (wasRow ? "</table>\n" : "")
  }

  /// A row that a browser sets at the edge of a sheet: date and title, address and number.
  private struct Edge {
    var address: String?
    var hasClock = false
    /// The title, or nothing.
    var rest = ""

    init?(_ text: String) {
      var words: [Substring] = []
      var hasNumber = false
      for word in text.split(separator: " ") {
        if word.hasPrefix("http://") || word.hasPrefix("https://") || word.hasPrefix("file://") {
          address = String(word)
        } else if Self.isClock(word) {
          hasClock = true
        } else if Self.isNumber(word) {
          hasNumber = true
        } else {
          words.append(word)
        }
      }
      guard address != nil || hasClock || hasNumber && words.isEmpty else { return nil }
      if hasClock { words.removeAll { Self.isDate($0) || ["AM", "PM"].contains($0) } }
      rest = words.joined(separator: " ")
    }

    /// `2:08`, `14:08`, `下午2:08`
    private static func isClock(_ word: Substring) -> Bool {
      let time = word.drop { "上下午凌晨早中晚".contains($0) }.split(separator: ":")
      return (2...3).contains(time.count) && time.allSatisfy { $0.count <= 2 && Int($0) != nil }
    }

    /// `11/25/26,`, `2026/11/25`, `25.11.2026`, `2026年11月25日`
    private static func isDate(_ word: Substring) -> Bool {
      let parts = word.split { "/-.年月日,".contains($0) }
      return parts.count == 3 && parts.allSatisfy { Int($0) != nil }
    }

    /// `1/2`, `第`, `1`, `页，共`, `of`
    private static func isNumber(_ word: Substring) -> Bool {
      word == "of" || word == "Page"
        || word.unicodeScalars.allSatisfy {
          $0.isASCIIDigit || "/-—第页頁共，,".unicodeScalars.contains($0)
        }
    }
  }
}
