// TerminalRenderer.swift — passages and documents for people.
import Archive
import Extraction

struct TerminalRenderer {
  let style: Style
  var width = min(Terminal.width, longestLine)

  /// Columns beyond which the eye loses the line.
  private static let longestLine = 120
  /// Scalars of a paragraph that are shown of a search result.
  private static let snippetLength = 150
  private static let indent = "   "

  init(_ color: ColorChoice) { style = Style(isColored: color.isOn) }

  // MARK: Search results

  func passage(_ passage: Passage, rank: Int) -> String {
    let lead = Columns.pad("\(rank)", to: max(2, "\(rank)".count)) + " "
    let about = [
      passage.title, passage.source ?? passage.issuer ?? "",
      passage.publishedOn ?? passage.issuedOn ?? "",
    ].filter { !$0.isEmpty }.map { SafeText.visible($0) }
    var lines = [lead + style.title(Columns.cut(about.joined(separator: " · "), to: width - 3))]
    let place = SafeText.visible(
      [passage.path.joined(separator: "/"), passage.headings.last ?? ""]
        .filter { !$0.isEmpty }.joined(separator: " "))
    lines.append(
      colored(
        Columns.spread(Self.indent + place, SafeText.visible(passage.reference), width: width),
        passage.reference))
    for text in passage.before { lines += neighbour(text) }
    lines += snippet(passage)
    for text in passage.after { lines += neighbour(text) }
    if passage.isTitleOnly {
      lines.append(Self.indent + style.faint(say("(only the title matches)", "（仅标题符合）")))
    }
    if !passage.missing.isEmpty {
      let words = SafeText.visible(passage.missing.joined(separator: say(", ", "、")))
      lines.append(Self.indent + style.faint(say("(without \(words))", "（缺 \(words)）")))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func colored(_ line: String, _ reference: String) -> String {
    let reference = SafeText.visible(reference)
    guard line.hasSuffix(reference) else { return line }
    return style.faint(String(line.dropLast(reference.count))) + style.reference(reference)
  }

  private func neighbour(_ text: String) -> [String] {
    let cut = Columns.cut(SafeText.visible(text), to: 2 * (width - 6))
    let scalars = Array(cut.unicodeScalars)
    return Columns.wrap(scalars, width: width - 5).map { range in
      Self.indent + "  " + style.faint(String(String.UnicodeScalarView(scalars[range])))
    }
  }

  /// The paragraph, cut round its hits, wrapped, hits marked.
  private func snippet(_ passage: Passage) -> [String] {
    let scalars = Array(passage.text.unicodeScalars)
    let window = Self.window(scalars, passage.highlights)
    let lead: [Unicode.Scalar] = window.lowerBound > 0 ? ["…"] : []
    let tail: [Unicode.Scalar] = window.upperBound < scalars.count ? ["…"] : []
    let shift = lead.count - window.lowerBound
    let shown = lead + scalars[window] + tail
    let hits = passage.highlights.compactMap { hit -> Range<Int>? in
      let cut = hit.clamped(to: window)
      return cut.isEmpty ? nil : cut.lowerBound + shift..<cut.upperBound + shift
    }
    return marked(shown, hits, width: width - 3).map { Self.indent + $0 }
  }

  /// The part of the text to show: all of it when it is short, else the stretch that
  /// holds the most hits, begun and ended at a clause.
  static func window(_ scalars: [Unicode.Scalar], _ hits: [Range<Int>]) -> Range<Int> {
    if scalars.count <= snippetLength + 30 { return 0..<scalars.count }
    var best = 0..<min(snippetLength, scalars.count)
    var most = -1
    for hit in hits {
      let start = max(0, hit.lowerBound - snippetLength / 3)
      let range = start..<min(scalars.count, start + snippetLength)
      let count = hits.count { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound }
      if count > most { (best, most) = (range, count) }
    }
    var (start, end) = (best.lowerBound, best.upperBound)
    let breaks = Set("。；，：！？;,".unicodeScalars)
    let firstHit = hits.first { $0.lowerBound >= start }?.lowerBound ?? start
    if start > 0, let mark = scalars[start..<firstHit].firstIndex(where: { breaks.contains($0) }) {
      start = mark + 1
    }
    let lastHit = hits.last { $0.upperBound <= end }?.upperBound ?? start
    if end < scalars.count, lastHit < end,
      let mark = scalars[lastHit..<end].lastIndex(where: { breaks.contains($0) })
    {
      end = mark + 1
    }
    return start..<end
  }

  /// Wrapped lines of `scalars` with the hits marked.
  private func marked(
    _ scalars: [Unicode.Scalar], _ hits: [Range<Int>], width: Int
  ) -> [String] {
    let room = style.isColored ? width : width - 2
    return Columns.wrap(scalars, width: room).map { line in
      var text = ""
      var index = line.lowerBound
      for hit in hits {
        let cut = hit.clamped(to: line)
        if cut.isEmpty { continue }
        text += safe(scalars[index..<cut.lowerBound])
        // Colour ends with the line; a bracket stands only where the hit begins or ends.
        if style.isColored || cut.lowerBound == hit.lowerBound { text += style.hitStart }
        text += safe(scalars[cut])
        if style.isColored || cut.upperBound == hit.upperBound { text += style.hitEnd }
        index = cut.upperBound
      }
      return text + safe(scalars[index..<line.upperBound])
    }
  }

  private func safe(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    SafeText.visible(String(String.UnicodeScalarView(scalars)))
  }

  // MARK: Documents

  /// Title, who and when, and where it came from.
  func header(_ document: StoredDocument) -> String {
    let record = document.record
    var lines = [style.title(SafeText.visible(record.displayTitle))]
    let about = [
      record.displaySource, record.displayDate, record.documentNumber,
      record.validity,
    ].compactMap { $0 }.map { SafeText.visible($0) }
    if !about.isEmpty { lines.append(about.joined(separator: " · ")) }
    if let url = record.url { lines.append(style.faint(SafeText.visible(url))) }
    lines.append(style.faint(SafeText.visible(document.handle) + "  SHA-256 \(record.sha256)"))
    return lines.joined(separator: "\n") + "\n" + mark(document, on: nil)
  }

  /// A paragraph in full, wrapped, its number in the margin.
  func paragraph(_ document: StoredDocument, _ index: Int) -> String {
    let paragraph = document.paragraphs[index]
    let margin = "\(document.paragraphs.count)".count + 1
    let number = Columns.pad("\(index + 1)", to: margin)
    let scalars = Array(SafeText.visible(paragraph.text).unicodeScalars)
    let lines = Columns.wrap(scalars, width: width - margin - 1).map { range in
      String(String.UnicodeScalarView(scalars[range]))
    }
    return lines.enumerated().map { offset, line in
      let text = paragraph.kind.isHeadingLine ? style.title(line) : line
      return style.faint(offset == 0 ? number : Columns.pad("", to: margin)) + " " + text + "\n"
    }.joined() + mark(document, on: index + 1)
  }

  /// Where a paragraph stands, above it.
  func place(_ document: StoredDocument, _ index: Int) -> String {
    let headings = document.paragraphs[index].headings
    var parts = headings.map { SafeText.visible($0) }
    let path = document.path(of: index).joined(separator: "/")
    if !path.isEmpty { parts.insert(path, at: 0) }
    return parts.isEmpty ? "" : style.faint(parts.joined(separator: " › ")) + "\n"
  }

  /// The headings and numbered lines, each below those above it.
  func tree(_ document: StoredDocument, _ lines: [Int]) -> String {
    lines.map { branch(document, $0) }.joined()
  }

  /// A heading of the tree.
  private func branch(_ document: StoredDocument, _ index: Int) -> String {
    let paragraph = document.paragraphs[index]
    let opening = String(
      String.UnicodeScalarView(paragraph.text.unicodeScalars.prefix(paragraph.headingLength)))
    // What has no heading of its own is known by how it goes on.
    let isNamed = Outline.name(of: paragraph).map { opening.contains($0) } ?? false
    let text = SafeText.visible(isNamed ? opening : paragraph.text)
    let indent = String(repeating: "  ", count: document.ancestors(of: index).count)
    let reference = SafeText.visible(document.reference(index + 1))
    return colored(Columns.spread(indent + text, reference, width: width), reference) + "\n"
  }
}
