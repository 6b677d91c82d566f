// Outline.swift — paragraphs as strings → paragraphs with kind, depth, label and headings.

/// The tree of a document: `一、` holds `（一）` holds `1.`, as far as the text has them.
///
/// Numbers are labels, not positions: texts skip levels and number through chapters, so the
/// parent of a line is the nearest earlier one of smaller depth. In a text of 章 and 条 these
/// come first and the depths of `一、`, `（一）` … move down below them.
package enum Outline {
  /// Headings are no longer than this, in scalars.
  static let longestHeading = 60
  static let longestBareHeading = 40
  static let longestRunIn = 30

  /// One paragraph for each text, in order, none dropped or merged, not even an empty one.
  package static func structure(_ texts: [String]) -> [Paragraph] {
    structure(texts.map { Paragraph(text: $0, kind: $0.holds("\t") ? .tableRow : .text) })
  }

  /// Keeps the kinds `tableRow` and `listItem` it is given; decides all the rest.
  static func structure(_ drafts: consuming [Paragraph]) -> [Paragraph] {
    var paragraphs = drafts
    for index in paragraphs.indices {
      let kind = paragraphs[index].kind
      paragraphs[index] = Paragraph(
        text: paragraphs[index].text, kind: kind == .heading ? .text : kind)
    }
    let shapes = paragraphs.map { LineShape($0.text) }
    markAttachments(&paragraphs, shapes)
    markSignatures(&paragraphs, shapes)
    let parts = PartBoundaries(paragraphs, shapes).parts
    for part in parts {
      for line in part.titleLines {
        paragraphs[line].kind = .title
        paragraphs[line].headingLength = shapes[line].count
      }
      markAddressees(&paragraphs, shapes, in: part.range)
    }
    var labels = paragraphs.map { paragraph in
      paragraph.kind == .text || paragraph.kind == .listItem ? OutlineLabel(paragraph.text) : nil
    }
    // Each part has numbers and headings of its own.
    for part in parts {
      for (index, label) in decimals(in: part.range, paragraphs, labels) { labels[index] = label }
      markNumbered(&paragraphs, shapes, &labels, in: part.range)
      markRunIns(&paragraphs, shapes, in: part.range)
      markBareHeadings(&paragraphs, shapes, in: part.range)
    }
    fillHeadings(&paragraphs)
    ResponsibleUnit.assign(to: &paragraphs)
    return paragraphs
  }

  // MARK: - Numbered lines

  private static func markNumbered(
    _ paragraphs: inout [Paragraph], _ shapes: [LineShape], _ labels: inout [OutlineLabel?],
    in lines: Range<Int>
  ) {
    setDepths(of: &paragraphs, shapes, &labels, in: lines)
    for index in lines {
      guard let label = labels[index] else { continue }
      paragraphs[index].label = label.text
      let shape = shapes[index]
      if isHeading(label, shape, index, paragraphs, labels, in: lines) {
        paragraphs[index].kind = .heading
        paragraphs[index].headingLength = shape.count
      } else if let end = shape.bracketedHeading(after: label.length) {
        paragraphs[index].headingLength = end
      } else {
        let sentence = shape.firstSentence(after: label.length)
        let heading = (sentence ?? 0) - label.length
        let isRunIn =
          sentence != nil && heading <= longestRunIn + 1
          && shape.count - label.length >= 3 * heading
        paragraphs[index].headingLength = isRunIn ? sentence ?? 0 : label.length
      }
    }
  }

  /// The depth of each paragraph that a number opens; what is no number after all loses its label.
  private static func setDepths(
    of paragraphs: inout [Paragraph], _ shapes: [LineShape], _ labels: inout [OutlineLabel?],
    in lines: Range<Int>
  ) {
    let statutes = labels[lines].compactMap(\.?.level).filter(\.isStatute)
    // One 第三条 is cited, two are a way of numbering.
    if statutes.count < 2 {
      for index in lines where labels[index]?.level == .article { labels[index] = nil }
    }
    let levels = Set(statutes).sorted()
    let outer = levels.filter { $0 < .article }.count
    let isAbove = firstLevelHoldsArticles(labels[lines], shapes)
    let deepest = labels[lines].reduce(1) { max($0, $1?.numbers.count ?? 1) }
    var shift = 0
    for index in lines {
      guard let label = labels[index] else { continue }
      let below = label.level > .third ? deepest - 1 : max(label.numbers.count, 1) - 1
      let number = label.level.rawValue - OutlineLabel.Level.first.rawValue + 1 + below
      if isAbove, label.level == .article || label.level == .first {
        paragraphs[index].depth = outer + (label.level == .first ? 1 : 2)
        shift = outer + 1
      } else if label.level.isStatute {
        paragraphs[index].depth = (levels.firstIndex(of: label.level) ?? 0) + 1
        shift = max(shift, levels.count)
      } else {
        paragraphs[index].depth = number + shift
      }
    }
  }

  /// Whether the articles stand below 一、二、 as if these were chapters.
  private static func firstLevelHoldsArticles(
    _ labels: ArraySlice<OutlineLabel?>, _ shapes: [LineShape]
  ) -> Bool {
    let labelled = labels.indices.filter { labels[$0] != nil }
    let heads = zip(labelled, labelled.dropFirst()).filter { index, next in
      labels[index]?.level == .first && labels[next]?.level == .article
        && shapes[index].count <= longestBareHeading && !shapes[index].endsSentence
    }
    return heads.count >= 2
  }

  /// A whole short numbered line is a heading when it names what follows it.
  private static func isHeading(
    _ label: OutlineLabel, _ shape: LineShape, _ index: Int, _ paragraphs: [Paragraph],
    _ labels: [OutlineLabel?], in lines: Range<Int>
  ) -> Bool {
    let isStatute = label.level.isStatute
    let isNamed = !shape.endsSentence && !shape.holdsSentenceEnd
    guard shape.count <= longestHeading,
      isNamed || !isStatute && shape.isName(after: label.length)
    else { return false }
    if label.level < .article { return true }
    let next = index + 1
    guard label.level <= .second || shape.count <= longestBareHeading, next < lines.upperBound
    else { return false }
    if paragraphs[next].kind == .tableRow { return true }
    guard labels[next] == nil else { return paragraphs[next].depth > paragraphs[index].depth }
    // The last of several items in a row is an item too.
    let isItem =
      index > lines.lowerBound && labels[index - 1]?.level == label.level
      && paragraphs[index - 1].kind != .heading
    return !isItem && paragraphs[next].kind != .signature && paragraphs[next].kind != .attachment
  }

  private static func markRunIns(
    _ paragraphs: inout [Paragraph], _ shapes: [LineShape], in lines: Range<Int>
  ) {
    var found: [(index: Int, length: Int)] = []
    for index in lines
    where paragraphs[index].kind == .text && paragraphs[index].label == nil {
      let shape = shapes[index]
      if let sentence = shape.firstSentence(after: 0), sentence <= longestRunIn + 1,
        shape.count >= 3 * sentence, !shape.holdsComma(before: sentence), !shape.opensWithQuote
      {
        found.append((index, sentence))
      }
    }
    // One short first sentence is style, several are a way of heading paragraphs.
    guard found.count >= 2 else { return }
    for entry in found { paragraphs[entry.index].headingLength = entry.length }
  }

  // MARK: - Parents

  /// A line hangs below the nearest earlier one of smaller depth, a plain paragraph below the
  /// nearest one that is numbered or a heading. A signature ends all that stands before it, and
  /// so does the title of a part, whose lines are one heading.
  static func fillHeadings(_ paragraphs: inout [Paragraph]) {
    var open: [(depth: Int, name: String)] = []
    // The names of `open`, made once for all lines below them.
    var names: [String]?
    var title: [String] = []
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      if paragraph.kind == .title {
        paragraphs[index].headings = title
        title.append(paragraph.text)
        (open, names) = ([(-1, title.joined())], nil)
        continue
      }
      title = []
      let opens = paragraph.kind == .heading || paragraph.label != nil
      if opens {
        names = nil
        while let last = open.last, last.depth >= paragraph.depth { open.removeLast() }
      }
      switch paragraph.kind {
      case .signature: (open, names) = ([], [])
      case .attachment: break
      default:
        // A numbered sentence without a heading is a parent, but names nothing.
        let headings = names ?? open.map(\.name).filter { !$0.isEmpty }
        paragraphs[index].headings = headings
        names = headings
      }
      if opens {
        open.append((paragraph.depth, headingText(paragraph)))
        names = nil
      }
    }
  }

  /// What a line is called in the path of those below it: its heading without the number;
  /// empty when it has none.
  static func headingText(_ paragraph: Paragraph) -> String {
    var start = paragraph.label == nil ? 0 : Self.label(of: paragraph.text)?.length ?? 0
    guard paragraph.headingLength > start else { return "" }
    let scalars = paragraph.text.scalars(first: paragraph.headingLength)
    var end = scalars.count
    while end > start, LineShape.isClauseMark(scalars[end - 1]) { end -= 1 }
    // 第一条 【目的】
    if paragraph.label != nil, end - start > 2, scalars[start] == "【", scalars[end - 1] == "】" {
      (start, end) = (start + 1, end - 1)
    }
    return String(scalars: scalars[start..<end]).trimmed
  }
}
