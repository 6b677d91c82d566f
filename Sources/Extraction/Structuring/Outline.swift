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
    structure(texts.map { Paragraph(text: $0, kind: $0.utf8.contains(0x09) ? .tableRow : .text) })
  }

  /// Keeps the kinds `tableRow` and `listItem` it is given; decides all the rest.
  static func structure(_ drafts: [Paragraph]) -> [Paragraph] {
    var paragraphs = drafts.map {
      Paragraph(text: $0.text, kind: $0.kind == .heading ? .text : $0.kind)
    }
    let shapes = paragraphs.map { LineShape($0.text) }
    markAttachments(&paragraphs, shapes)
    markSignatures(&paragraphs, shapes)
    markNumbered(&paragraphs, shapes)
    markRunIns(&paragraphs, shapes)
    markBareHeadings(&paragraphs, shapes)
    fillHeadings(&paragraphs)
    return paragraphs
  }

  // MARK: - Annexes and signatures

  private static func markAttachments(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    var number: Int?
    for index in paragraphs.indices where paragraphs[index].kind != .tableRow {
      let shape = shapes[index]
      if shape.isAttachmentLine {
        paragraphs[index].kind = .attachment
        number = shape.attachmentNumber
      } else if let last = number, let label = OutlineLabel(paragraphs[index].text),
        label.level == .third, label.text == "\(last + 1)", shape.count <= 80
      {
        paragraphs[index].kind = .attachment
        number = last + 1
      } else {
        number = nil
      }
    }
  }

  private static func markSignatures(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    for index in paragraphs.indices
    where paragraphs[index].kind == .text && shapes[index].isDateLine && index > 0 {
      var office = index - 1
      var isSigned = false
      while office > 0, paragraphs[office].kind == .text, shapes[office].isOfficeLine,
        index - office <= 8
      {
        paragraphs[office].kind = .signature
        isSigned = true
        office -= 1
      }
      let isNearEnd = paragraphs.count - index <= 6
      if isSigned || isNearEnd { paragraphs[index].kind = .signature }
    }
  }

  // MARK: - Numbered lines

  private static func markNumbered(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    let labels = paragraphs.map { paragraph in
      paragraph.kind == .text || paragraph.kind == .listItem ? OutlineLabel(paragraph.text) : nil
    }
    let statutes = labels.compactMap(\.?.level).filter(\.isStatute)
    let isStatute = statutes.count >= 2
    let levels = Set(statutes).sorted()
    var shift = 0
    for index in paragraphs.indices {
      guard let label = labels[index] else { continue }
      if label.level.isStatute, !isStatute, label.level == .article { continue }
      if label.level.isStatute { shift = levels.count }
      paragraphs[index].label = label.text
      paragraphs[index].depth =
        label.level.isStatute
        ? (levels.firstIndex(of: label.level) ?? 0) + 1
        : label.level.rawValue - OutlineLabel.Level.first.rawValue + 1 + shift
      let shape = shapes[index]
      if isHeading(label, shape, next: index + 1, paragraphs, labels) {
        paragraphs[index].kind = .heading
        paragraphs[index].headingLength = shape.count
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

  /// A whole short numbered line is a heading when it names what follows it.
  private static func isHeading(
    _ label: OutlineLabel, _ shape: LineShape, next: Int, _ paragraphs: [Paragraph],
    _ labels: [OutlineLabel?]
  ) -> Bool {
    guard shape.count <= longestHeading, !shape.endsSentence, !shape.holdsSentenceEnd else {
      return false
    }
    if label.level < .article { return true }
    guard label.level <= .second || shape.count <= longestBareHeading, next < paragraphs.count
    else { return false }
    if paragraphs[next].kind == .tableRow { return true }
    guard let following = labels[next] else { return paragraphs[next].kind != .signature }
    return following.level > label.level
  }

  private static func markRunIns(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    var found: [(index: Int, length: Int)] = []
    for index in paragraphs.indices
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

  // MARK: - Bare headings

  private static func markBareHeadings(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    var runs: [Range<Int>] = []
    var index = 0
    while index < paragraphs.count {
      var end = index
      while end < paragraphs.count, isBareLine(paragraphs[end], shapes[end]) { end += 1 }
      if end > index {
        if end - index <= 3, end < paragraphs.count,
          introduces(shapes[end - 1], paragraphs[end], shapes[end])
        {
          runs.append(index..<end)
        }
        index = end
      } else {
        index += 1
      }
    }
    let longest = runs.map(\.count).max() ?? 0
    let firstNumbered = paragraphs.firstIndex { $0.label != nil && $0.depth == 1 }
    let lastNumbered = paragraphs.lastIndex { $0.label != nil } ?? -1
    var depthAbove = 0
    var read = 0
    for run in runs {
      for paragraph in paragraphs[read..<run.lowerBound]
      where paragraph.label != nil && paragraph.kind == .heading {
        depthAbove = paragraph.depth
      }
      read = run.upperBound
      // Above the numbered lines stand titles of parts, which no depth is left for.
      let isAboveNumbers =
        firstNumbered.map { run.lowerBound < $0 } ?? false
        || run.upperBound <= lastNumbered
          && DocumentKinds.kind(of: paragraphs[run.upperBound - 1].text) != nil
      for (offset, index) in run.enumerated() {
        paragraphs[index].kind = .heading
        paragraphs[index].headingLength = shapes[index].count
        paragraphs[index].depth =
          isAboveNumbers ? 0 : depthAbove + longest - run.count + offset + 1
      }
    }
  }

  private static func isBareLine(_ paragraph: Paragraph, _ shape: LineShape) -> Bool {
    paragraph.kind == .text && paragraph.label == nil && shape.isBare
      && shape.count <= longestBareHeading
  }

  private static func introduces(
    _ heading: LineShape, _ next: Paragraph, _ shape: LineShape
  ) -> Bool {
    if next.kind == .tableRow { return false }
    if let label = next.label, !label.isEmpty { return true }
    return next.kind == .text && shape.count >= max(2 * heading.count, 40)
      && (shape.endsSentence || shape.holdsSentenceEnd)
  }

  // MARK: - Parents

  /// A line hangs below the nearest earlier one of smaller depth, a plain paragraph below the
  /// nearest one that is numbered or a heading. A signature ends all that stands before it.
  static func fillHeadings(_ paragraphs: inout [Paragraph]) {
    var open: [(depth: Int, name: String)] = []
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      let opens = paragraph.kind == .heading || paragraph.label != nil
      if opens {
        while let last = open.last, last.depth >= paragraph.depth { open.removeLast() }
      }
      switch paragraph.kind {
      case .signature: open = []
      case .attachment: break
      // A numbered sentence without a heading is a parent, but names nothing.
      default: paragraphs[index].headings = open.map(\.name).filter { !$0.isEmpty }
      }
      if opens { open.append((paragraph.depth, headingText(paragraph))) }
    }
  }

  /// What a line is called in the path of those below it: its heading without the number;
  /// empty when it has none.
  static func headingText(_ paragraph: Paragraph) -> String {
    let scalars = Array(paragraph.text.unicodeScalars)
    let start = paragraph.label == nil ? 0 : OutlineLabel(paragraph.text)?.length ?? 0
    var end = min(scalars.count, max(paragraph.headingLength, start))
    while end > start, LineShape.clauseMarks.contains(scalars[end - 1]) { end -= 1 }
    return String(scalars: scalars[start..<end]).trimmed
  }
}
