// Outline+Bare.swift — short lines without numbers that head what follows them.

extension Outline {
  /// Bare lines in front of a long paragraph or of numbers are headings; up to three in a row are
  /// one below the other.
  static func markBareHeadings(
    _ paragraphs: inout [Paragraph], _ shapes: [LineShape], in lines: Range<Int>
  ) {
    let hasNumbers = paragraphs[lines].contains { $0.label != nil }
    var runs = bareRuns(paragraphs, shapes, in: lines)
    // A text without numbers that has lines only above its first sentence has captions there.
    if !hasNumbers, runs.count == 1, runs[0].lowerBound <= lines.lowerBound + 1,
      DocumentKinds.kind(of: paragraphs[runs[0].upperBound - 1].text) == nil
    {
      return
    }
    if !hasNumbers, runs.count >= 2 { addSiblings(&runs, paragraphs, shapes, in: lines) }
    let longest = runs.map(\.count).max() ?? 0
    let firstNumbered = paragraphs[lines].firstIndex { $0.label != nil && $0.depth == 1 }
    let lastNumbered = paragraphs[lines].lastIndex { $0.label != nil } ?? -1
    var depthAbove = 0
    var read = lines.lowerBound
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

  private static let longestRun = 3

  /// Looks up from what may stand below a heading: most short lines are asked nothing.
  private static func bareRuns(
    _ paragraphs: [Paragraph], _ shapes: [LineShape], in lines: Range<Int>
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for end in lines.dropFirst() where mayBeHeaded(paragraphs[end], shapes[end]) {
      var start = end
      while start > lines.lowerBound, end - start <= longestRun,
        isBareLine(paragraphs[start - 1], shapes[start - 1])
      {
        start -= 1
      }
      if start < end, end - start <= longestRun,
        introduces(shapes[end - 1], paragraphs[end], shapes[end])
      {
        runs.append(start..<end)
      }
    }
    return runs
  }

  /// A number, or a paragraph as long as `introduces` wants it; neither is a bare line itself.
  private static func mayBeHeaded(_ paragraph: Paragraph, _ shape: LineShape) -> Bool {
    paragraph.label != nil || paragraph.kind == .text && shape.count >= shortestHeaded
  }

  private static let shortestHeaded = 40

  /// Where several bare lines head the text, others like them do so with less to show: with a
  /// comma, or above a shorter paragraph.
  private static func addSiblings(
    _ runs: inout [Range<Int>], _ paragraphs: [Paragraph], _ shapes: [LineShape],
    in lines: Range<Int>
  ) {
    let known = Set(runs.joined())
    for index in lines.dropFirst().dropLast()
    where !known.contains(index) && !known.contains(index - 1) && !known.contains(index + 1) {
      let (line, next) = (shapes[index], shapes[index + 1])
      let isFree =
        !isBareLine(paragraphs[index - 1], shapes[index - 1])
        && !isBareLine(paragraphs[index + 1], next)
      if isFree, paragraphs[index].kind == .text, line.count <= longestRunIn,
        line.isBare || line.isBareWithComma, paragraphs[index + 1].kind == .text,
        next.count >= max(25, 2 * line.count), next.endsWithStop
      {
        runs.append(index..<(index + 1))
      }
    }
    runs.sort { $0.lowerBound < $1.lowerBound }
  }

  private static func isBareLine(_ paragraph: Paragraph, _ shape: LineShape) -> Bool {
    paragraph.kind == .text && paragraph.label == nil && shape.count <= longestBareHeading
      && shape.isBare && !isContents(paragraph)
  }

  /// `目　录`: names what follows, and nothing hangs below it.
  private static func isContents(_ paragraph: Paragraph) -> Bool {
    paragraph.text.firstVisible == "目" && paragraph.text.compact.elementsEqual("目录".unicodeScalars)
  }

  private static func introduces(
    _ heading: LineShape, _ next: Paragraph, _ shape: LineShape
  ) -> Bool {
    if next.kind == .tableRow || shape.goesOn { return false }
    // Before a number that goes on stands the end of what it goes on from.
    if next.label != nil {
      return OutlineLabel(next.text).map { $0.level != .first || $0.text == "一" } ?? true
    }
    return next.kind == .text && shape.count >= max(2 * heading.count, shortestHeaded)
      && (shape.endsSentence || shape.holdsSentenceEnd)
  }
}
