// WordDocument.swift — a DOCX archive → the lines of its text.
import Containers

/// Reads WordprocessingML: the text as Word shows it, numbers included, without what stands at
/// the edges of its pages.
///
/// Source: ECMA-376-1:2016, 17 (WordprocessingML); part 3 for alternate content.
struct WordDocument {
  private static let usualPart = "word/document.xml"

  static func isWord(_ archive: ZipArchive) -> Bool {
    archive.entry(named: "[Content_Types].xml") != nil && mainPart(of: archive) != nil
  }

  /// The part that holds the text; `word/document2.xml` and others are named by the package.
  ///
  /// Source: ECMA-376-2:2016, 9.3 (relationships).
  private static func mainPart(of archive: ZipArchive) -> String? {
    if archive.entry(named: usualPart) != nil { return usualPart }
    let main = related(to: "", in: archive).first { $0.kind == "officeDocument" }
    guard let name = main?.part,
      name.lowercased().hasPrefix("word/"), archive.entry(named: name) != nil
    else { return nil }
    return name
  }

  /// Bytes of all diagrams together.
  private static let mostOfDiagrams = 64 << 20

  private struct Relation {
    let id: String
    /// What the part is to the one that refers to it: `styles`, `footnotes`.
    let kind: String
    let part: String
  }

  /// The parts that a part refers to; those of the package where the part's name is empty.
  private static func related(to name: String, in archive: ZipArchive) -> [Relation] {
    var steps = name.split(separator: "/", omittingEmptySubsequences: false)
    let file = steps.popLast() ?? ""
    let place = (steps + ["_rels", "\(file).rels"]).joined(separator: "/")
    guard let tree = try? PackageParts.tree(place, of: archive) else { return [] }
    var found: [Relation] = []
    for relation in tree.root.children("Relationship") where relation["TargetMode"] != "External" {
      guard let kind = relation["Type"]?.split(separator: "/").last, let target = relation["Target"]
      else { continue }
      found.append(
        Relation(
          id: relation["Id"] ?? "", kind: String(kind), part: PackageParts.path(target, in: name)))
    }
    return found
  }

  static func read(_ archive: ZipArchive) throws(ContainerError) -> DocumentText {
    guard let mainPart = Self.mainPart(of: archive),
      let main = try PackageParts.tree(mainPart, of: archive)
    else { throw .damaged("the DOCX file") }
    let relations = Self.related(to: mainPart, in: archive)
    let names = Dictionary(relations.map { ($0.kind, $0.part) }) { first, _ in first }
    func relatedPart(_ kind: String) throws(ContainerError) -> XMLTree? {
      try PackageParts.tree(names[kind] ?? "word/\(kind).xml", of: archive)
    }
    let styles = WordStyles(try relatedPart("styles")?.root)
    let numbering = WordNumbering(try relatedPart("numbering")?.root, styles: styles)
    var diagrams: [String: [String]] = [:]
    var known: Set<String> = []
    var left = Self.mostOfDiagrams
    for relation in relations
    where relation.kind == "diagramData" && known.insert(relation.part).inserted {
      left -= archive.entry(named: relation.part)?.size ?? 0
      guard left >= 0 else { throw .tooLarge("the DOCX file", limit: Self.mostOfDiagrams) }
      let model = try? PackageParts.tree(relation.part, of: archive)
      diagrams[relation.id] = model.map { WordDiagram.texts($0.root) }
    }
    var text = WordText(styles, numbering, diagrams: diagrams)
    if let body = main.root.first("body") { text.readBlocks(body) }
    // Notes are shown at the foot of pages or at the end; here they follow the text.
    for (kind, name) in [("footnote", "footnotes"), ("endnote", "endnotes")] {
      if let notes = try relatedPart(name) {
        text.readNotes(notes.root.children(kind), kind)
      }
    }
    var document = DocumentText(lines: TitleLines.joined(text.lines))
    if text.unread > 0 {
      document.truncated = "\(text.unread) parts of the DOCX file are in other formats"
    }
    if let core = try PackageParts.tree("docProps/core.xml", of: archive)?.root {
      document.note("title", core.first("title")?.text, "property title of the file, not used")
      document.note("issuedOn", core.first("created")?.text, "property created, not used")
    }
    return document
  }
}

/// A line of a document with what its look says.
struct StyledLine {
  var text: String
  var isTableRow = false
  var isCentered = false
  /// Of the type, in any unit; nil when it is not known.
  var size: Int?
  /// The line before it was empty.
  var followsBlank = false
}

/// Titles are set in several centred lines of large type; a title is one line.
enum TitleLines {
  static let most = 4
  static let longest = 100

  static func joined(_ lines: [StyledLine]) -> [DocumentText.Line] {
    var weights: [Int: Int] = [:]
    for line in lines {
      if let size = line.size { weights[size, default: 0] += line.text.utf8.count }
    }
    let body = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    var joined: [DocumentText.Line] = []
    var parts = 0
    for (index, line) in lines.enumerated() {
      let isPart = isPart(line, over: body)
      if isPart, parts > 0, parts < most, !line.followsBlank, lines[index - 1].size == line.size,
        let last = joined.last,
        last.text.unicodeScalars.count + line.text.unicodeScalars.count <= longest
      {
        joined[joined.count - 1].text = last.text + line.text
        parts += 1
      } else {
        joined.append(
          .init(
            text: line.text, isTableRow: line.isTableRow,
            isLarge: 5 * (line.size ?? 0) >= 6 * body && body > 0))
        parts = isPart ? 1 : 0
      }
    }
    return joined
  }

  private static func isPart(_ line: StyledLine, over body: Int) -> Bool {
    guard line.isCentered, !line.isTableRow, let size = line.size, size > body else { return false }
    let shape = LineShape(line.text)
    return !shape.isDateLine && DocumentNumber(line.text) == nil && OutlineLabel(line.text) == nil
      && !shape.endsSentence && !line.text.ends(with: "文件")
  }
}
