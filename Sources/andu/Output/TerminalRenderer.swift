// TerminalRenderer.swift — passages and documents for people.
import Archive
import Extraction

struct TerminalRenderer {
  let style: Style
  let width = Terminal.width
  /// Columns of running text: beyond `longestLine` the eye loses the line.
  var textWidth: Int { min(width, Self.longestLine) }

  private static let longestLine = 120
  private static let indent = "   "

  init(_ color: ColorChoice) { style = Style(isColored: color.isOn) }

  // MARK: Search results

  /// - Parameter isNearest: nothing holds the query as typed, which is said of all together.
  func passage(_ passage: Passage, rank: Int, isNearest: Bool = false) -> String {
    let lead = Columns.pad("\(rank)", to: max(2, "\(rank)".count)) + " "
    var lines = [lead + style.title(about(passage, width: width - displayWidth(of: lead)))]
    let place = SafeText.visible(
      [passage.path.joined(separator: "/"), passage.headings.last ?? ""]
        .filter { !$0.isEmpty }.joined(separator: " "))
    lines.append(
      colored(
        Columns.spread(Self.indent + place, SafeText.visible(passage.reference), width: textWidth),
        passage.reference))
    for text in passage.before { lines += neighbour(text) }
    lines += snippet(passage)
    for text in passage.after { lines += neighbour(text) }
    if !passage.copies.isEmpty { lines.append(Self.indent + style.faint(copies(passage.copies))) }
    if let newer = passage.newer {
      let (name, date) = (SafeText.visible(newer.document), SafeText.visible(newer.date))
      let words = say("(a newer state: \(name), \(date))", "（有较新的版本：\(name)，\(date)）")
      lines.append(Self.indent + style.faint(words))
    }
    if passage.isTitleOnly {
      lines.append(Self.indent + style.faint(say("(only the title matches)", "（仅标题符合）")))
    }
    if let others = passage.others, others > 0 {
      let more = say("(\(others) more of this document)", "（本文另有 \(others) 段）")
      lines.append(Self.indent + style.faint(more))
    }
    let missing = isNearest ? passage.absent : passage.missing
    if !missing.isEmpty {
      let words = SafeText.visible(missing.joined(separator: say(", ", "、")))
      lines.append(Self.indent + style.faint(say("(without \(words))", "（缺 \(words)）")))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Title, source, date and level; the source gives way first, then the title within.
  private func about(_ passage: Passage, width: Int) -> String {
    let when = joined([dates(passage), passage.region?.level.rawValue ?? ""])
    let room = width - displayWidth(of: when)
    let title = SafeText.visible(passage.title)
    let source = Columns.cut(
      joined([passage.source ?? passage.issuer ?? ""]),
      to: max(Self.shortestSource, room - displayWidth(of: title)))
    let cut = Columns.cutInside(title, to: max(16, room - displayWidth(of: source)))
    return Columns.cut(cut + source + when, to: width)
  }

  /// Columns of seven Han characters, and what stands before them.
  private static let shortestSource = 18

  private func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.map { " · " + SafeText.visible($0) }.joined()
  }

  /// The date, with the years that the document is about when it is of another.
  private func dates(_ passage: Passage) -> String {
    let date = passage.date ?? ""
    guard let first = passage.years.min(), let last = passage.years.max(),
      first != last || !date.hasPrefix("\(first)")
    else { return date }
    let years = first == last ? "\(first)" : "\(first)–\(last)"
    return [date, say("(\(years))", "(\(years)年)")].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Places that are named with the count of them; more would fill the screen.
  private static let namedCopies = 3

  private func copies(_ copies: [CopyPlace]) -> String {
    let named = copies.prefix(Self.namedCopies).map { SafeText.visible($0.reference) }
    let more = copies.count > named.count ? "…" : ""
    return say(
      "(\(counted(copies.count, "more place")): \(named.joined(separator: ", "))\(more))",
      "（另有 \(copies.count) 处：\(named.joined(separator: "、"))\(more)）")
  }

  private func colored(_ line: String, _ reference: String) -> String {
    let reference = SafeText.visible(reference)
    guard line.hasSuffix(reference) else { return line }
    return style.faint(String(line.dropLast(reference.count))) + style.reference(reference)
  }

  private func neighbour(_ text: String) -> [String] {
    let cut = Columns.cut(SafeText.visible(text), to: 2 * (textWidth - 6))
    return Columns.lines(cut, width: textWidth - 5).map { Self.indent + "  " + style.faint($0) }
  }

  /// The paragraph, cut round its hits, wrapped, hits marked.
  private func snippet(_ passage: Passage) -> [String] {
    let scalars = Array(SafeText.visible(passage.text).unicodeScalars)
    let window = Snippet.range(of: scalars, hits: passage.highlights)
    let lead: [Unicode.Scalar] = window.lowerBound > 0 ? ["…"] : []
    let tail: [Unicode.Scalar] = window.upperBound < scalars.count ? ["…"] : []
    let shift = lead.count - window.lowerBound
    let shown = lead + scalars[window] + tail
    let hits = passage.highlights.compactMap { hit -> Range<Int>? in
      let cut = hit.clamped(to: window)
      return cut.isEmpty ? nil : cut.lowerBound + shift..<cut.upperBound + shift
    }
    return marked(shown, hits, width: textWidth - 3).map { Self.indent + $0 }
  }

  /// Wrapped lines of `scalars` with the hits marked: in colour, else in brackets.
  private func marked(
    _ scalars: [Unicode.Scalar], _ hits: [Range<Int>], width: Int
  ) -> [String] {
    guard style.isColored else {
      var text: [Unicode.Scalar] = []
      var end = 0
      for hit in hits {
        text += scalars[end..<hit.lowerBound]
        text.append("[")
        text += scalars[hit]
        text.append("]")
        end = hit.upperBound
      }
      text += scalars[end...]
      return Columns.wrap(text, width: width).map { string(text[$0]) }
    }
    return Columns.wrap(scalars, width: width).map { line in
      var text = ""
      var index = line.lowerBound
      // Colour ends with the line.
      for hit in hits.map({ $0.clamped(to: line) }) where !hit.isEmpty {
        text += string(scalars[index..<hit.lowerBound])
        text += style.hitStart + string(scalars[hit]) + style.hitEnd
        index = hit.upperBound
      }
      return text + string(scalars[index..<line.upperBound])
    }
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
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
    let lines = Columns.lines(SafeText.visible(paragraph.text), width: textWidth - margin - 1)
    return lines.enumerated().map { offset, line in
      let text = paragraph.kind.isHeadingLine ? style.title(line) : line
      return style.faint(offset == 0 ? number : Columns.pad("", to: margin)) + " " + text + "\n"
    }.joined() + mark(document, on: index + 1)
  }

  /// Where paragraphs in a row stand, above them: what they share of it.
  func place(_ document: StoredDocument, _ lines: Range<Int>) -> String {
    var path = document.path(of: lines.lowerBound)
    var headings = document.paragraphs[lines.lowerBound].headings
    func shared(_ first: [String], _ second: [String]) -> [String] {
      zip(first, second).prefix { $0.0 == $0.1 }.map(\.0)
    }
    for index in lines.dropFirst() where !path.isEmpty || !headings.isEmpty {
      path = shared(path, document.path(of: index))
      headings = shared(headings, document.paragraphs[index].headings)
    }
    var parts = headings.map { SafeText.visible($0) }
    if !path.isEmpty { parts.insert(path.joined(separator: "/"), at: 0) }
    return parts.isEmpty ? "" : style.faint(parts.joined(separator: " › ")) + "\n"
  }

  /// The headings and numbered lines, each below those above it.
  func tree(_ document: StoredDocument, _ lines: [Int]) -> String {
    lines.map { branch(document, $0) }.joined()
  }

  /// A heading of the tree.
  private func branch(_ document: StoredDocument, _ index: Int) -> String {
    let paragraph = document.paragraphs[index]
    let opening = paragraph.text.scalars(in: 0..<paragraph.headingLength)
    // What has no heading of its own is known by how it goes on.
    let isNamed = Outline.name(of: paragraph).map { opening.contains($0) } ?? false
    let text = SafeText.visible(isNamed ? opening : paragraph.text)
    let indent = String(repeating: "  ", count: document.ancestors(of: index).count)
    let reference = SafeText.visible(document.reference(index + 1))
    return colored(Columns.spread(indent + text, reference, width: width), reference) + "\n"
  }
}
