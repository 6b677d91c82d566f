// WordText.swift — the elements of a Word document's body → its lines.

/// Walks a tree whose depth `XMLTree` limits.
struct WordText {
  /// A cell with more than this, in characters, and several paragraphs holds text, not a datum.
  static let longestCell = 400
  /// Columns that a table can have.
  static let mostColumns = 64

  private(set) var lines: [StyledLine] = []
  /// Parts in another format that stand in the text and are not read (17.17.2.1, altChunk).
  private(set) var unread = 0
  private let styles: WordStyles
  private var numbering: WordNumbering
  /// The texts of diagrams that have not been shown, by the names that the document has for them.
  private var diagrams: [String: [String]]
  /// The lines of the paragraph that is being read.
  private var current: [String] = [""]
  /// The size of its first text.
  private var size: Int?
  private var fields: [Field] = []
  /// Of a paragraph whose end is deleted: the next one continues it.
  private var carried: [String]?
  private var isAfterBlank = false
  /// Notes in the order in which the text refers to them.
  private var references: [String: [String]] = [:]

  /// A field that is open.
  private struct Field {
    /// Its code is read: what it says to Word, not to a reader.
    var isCode = true
    var code = ""
    /// What is shown where no result is stored.
    var choice: String?
    var hasResult = false
  }

  /// Fields in fields; of more that are open the outermost was never closed.
  private static let deepestField = 64

  init(_ styles: WordStyles, _ numbering: WordNumbering, diagrams: [String: [String]] = [:]) {
    (self.styles, self.numbering, self.diagrams) = (styles, numbering, diagrams)
  }

  // MARK: - Blocks

  mutating func readBlocks(_ parent: XMLElement) {
    for child in parent.children {
      switch child.name {
      case "p": readParagraph(child)
      case "tbl": readTable(child)
      case "AlternateContent": if let chosen = Self.alternative(child) { readBlocks(chosen) }
      case "del", "moveFrom", "sectPr": continue
      case "altChunk": unread += 1
      case "sdt" where Self.isContents(child) || Self.isPlaceholder(child): continue
      default: readBlocks(child)
      }
    }
  }

  /// A table of contents (目录) repeats the headings.
  private static func isContents(_ block: XMLElement) -> Bool {
    block.first("sdtPr")?.all("docPartGallery").contains { $0["val"] == "Table of Contents" }
      ?? false
  }

  /// “Click here to enter text”, where nobody has.
  private static func isPlaceholder(_ control: XMLElement) -> Bool {
    control.first("sdtPr")?.first("showingPlcHdr").map(WordProperty.isOn) ?? false
  }

  /// The same content in a newer and an older form: one of them counts, the newer unless only the
  /// older has a text.
  private static func alternative(_ element: XMLElement) -> XMLElement? {
    let forms = element.children("Choice") + element.children("Fallback")
    return forms.first { !$0.all("t").isEmpty } ?? forms.first
  }

  private mutating func readParagraph(_ paragraph: XMLElement) {
    let properties = paragraph.first("pPr")
    let style = properties?.first("pStyle")?["val"]
    (current, size) = (carried ?? [""], nil)
    carried = nil
    readInline(paragraph)
    // A field whose code has no end in its paragraph must not swallow the next ones.
    for index in fields.indices { fields[index].isCode = false }
    if properties?.first("rPr")?.first("del") != nil {
      carried = current
      return
    }
    if styles.isContentsLine(style) { return }
    let label = numbering.label(style: style, numbering: properties?.first("numPr"))
    let isCentered = properties?.first("jc").map { $0["val"] == "center" }
    var isFirst = true
    for piece in current {
      let text = piece.tidied
      guard !text.isEmpty else { continue }
      lines.append(
        StyledLine(
          text: isFirst ? label + text : text, isCentered: isCentered ?? styles.isCentered(style),
          size: size ?? styles.size(style), followsBlank: isFirst && isAfterBlank))
      isFirst = false
    }
    isAfterBlank = isFirst
  }

  // MARK: - Inline

  private mutating func readInline(_ parent: XMLElement) {
    for child in parent.children {
      switch child.name {
      case "pPr", "rPr", "del", "moveFrom", "rt", "delText", "sdtPr": continue
      case "instrText": readCode(child.text)
      case "r": readRun(child)
      case "t": append(child.text)
      case "tab", "ptab": append(" ")
      case "noBreakHyphen": append("-")
      case "br", "cr": if !isInCode { current.append("") }
      case "fldChar": readField(child)
      case "sym": append(WordFields.symbol(child["font"], child["char"]))
      case "footnoteReference", "endnoteReference":
        if let id = child["id"] {
          references[String(child.name.dropLast("Reference".count)), default: []].append(id)
        }
      case "AlternateContent": if let chosen = Self.alternative(child) { readInline(chosen) }
      case "txbxContent": readBox(child)
      // Letters that are drawn (艺术字), as the head of a document may be.
      case "textpath": if let text = child["string"] { append(text) }
      // A diagram (SmartArt) stands where its anchor is, as a text box does.
      case "relIds":
        if let id = child["dm"], let texts = diagrams.removeValue(forKey: id) {
          lines += texts.map { StyledLine(text: $0) }
        }
      case "sdt" where Self.isPlaceholder(child): continue
      default: readInline(child)
      }
    }
  }

  private mutating func readRun(_ run: XMLElement) {
    let properties = run.first("rPr")
    if properties?.first("vanish").map(WordProperty.isOn) == true { return }
    let before = current.last
    readInline(run)
    if size == nil, current.last != before {
      size = properties?.first("sz")?["val"].flatMap { Int($0) }
    }
  }

  private var isInCode: Bool { fields.contains { $0.isCode } }

  private mutating func append(_ text: String) {
    if isInCode { return }
    current[current.count - 1] += text
    for index in fields.indices { fields[index].hasResult = true }
  }

  private mutating func readCode(_ code: String) {
    guard let last = fields.indices.last, fields[last].isCode,
      fields[last].code.utf8.count + code.utf8.count <= WordFields.longestCode
    else { return }
    fields[last].code += code
  }

  private mutating func readField(_ mark: XMLElement) {
    switch mark["fldCharType"] {
    case "begin":
      if fields.count == Self.deepestField { fields.removeFirst() }
      fields.append(Field(choice: WordFields.choice(mark.first("ffData"))))
    case "separate": if let last = fields.indices.last { fields[last].isCode = false }
    case "end":
      guard let field = fields.popLast(), !field.hasResult,
        let text = field.choice ?? WordFields.shown(field.code)
      else { return }
      append(text)
    default: break
    }
  }

  /// A text box (文本框) stands where its anchor is: its lines come before that paragraph's.
  private mutating func readBox(_ box: XMLElement) {
    let outer = (current, size, fields, carried)
    (fields, carried) = ([], nil)
    readBlocks(box)
    (current, size, fields, carried) = outer
  }

  mutating func readNotes(_ notes: [XMLElement], _ kind: String) {
    var byID = Dictionary(notes.map { ($0["id"] ?? "", $0) }) { first, _ in first }
    for (index, id) in (references[kind] ?? []).enumerated() {
      // One that is referred to again is shown once.
      guard let note = byID.removeValue(forKey: id) else { continue }
      let start = lines.count
      readBlocks(note)
      if start < lines.count { lines[start].text = "[\(index + 1)] " + lines[start].text }
    }
  }

  // MARK: - Tables

  private struct Cell {
    var lines: [StyledLine]
    /// Columns it takes.
    var span: Int

    var text: String { lines.map(\.text.tidied).joined(separator: " ") }
    /// In bytes.
    var isRunningText: Bool {
      lines.count > 3 && lines.reduce(0) { $0 + $1.text.utf8.count } > 3 * WordText.longestCell
    }
  }

  private mutating func readTable(_ table: XMLElement) {
    for child in table.children {
      switch child.name {
      case "tr": readRow(child)
      case "tblPr", "tblGrid", "del", "moveFrom": continue
      default: readTable(child)
      }
    }
    isAfterBlank = true
  }

  private mutating func readRow(_ row: XMLElement) {
    let properties = row.first("trPr")
    if properties?.first("del") != nil { return }
    var cells: [Cell] = []
    collectCells(row, into: &cells)
    // One cell lays text out, as does one that holds a text of its own.
    if cells.count == 1 || cells.contains(where: \.isRunningText) {
      for cell in cells { lines += cell.lines }
      return
    }
    guard cells.contains(where: { !$0.lines.isEmpty }) else { return }
    var columns = [String](repeating: "", count: Self.number(properties?.first("gridBefore")) ?? 0)
    for cell in cells where columns.count < Self.mostColumns {
      columns.append(cell.text)
      columns += Array(repeating: "", count: cell.span - 1)
    }
    lines.append(StyledLine(text: columns.joined(separator: "\t"), isTableRow: true))
  }

  private mutating func collectCells(_ parent: XMLElement, into cells: inout [Cell]) {
    for child in parent.children {
      switch child.name {
      case "tc":
        let properties = child.first("tcPr")
        let outer = (lines, isAfterBlank)
        lines = []
        readBlocks(child)
        let read = lines
        (lines, isAfterBlank) = outer
        // What is merged with the cell above or before shows nothing of its own.
        let isMerged = ["vMerge", "hMerge"].contains { name in
          properties?.first(name).map { $0["val"] != "restart" } ?? false
        }
        cells.append(
          Cell(lines: isMerged ? [] : read, span: Self.number(properties?.first("gridSpan")) ?? 1))
      case "trPr", "tblPrEx", "del", "moveFrom": continue
      default: collectCells(child, into: &cells)
      }
    }
  }

  /// Columns, as many as a table can have.
  private static func number(_ element: XMLElement?) -> Int? {
    element?["val"].flatMap { Int($0) }.map { min(max($0, 1), mostColumns) }
  }
}
