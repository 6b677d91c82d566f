// NearestHeadings.swift — the headings that paragraphs stand under, the questions they answer.

extension SegmentReader {
  /// So far above a paragraph its heading is looked for.
  private static let reach = 50
  /// Paragraphs behind a question that answer it, and the scalars of the longest.
  private static let answers = 2
  private static let longestQuestion = 60

  /// Whether a paragraph is a heading and nothing more.
  func isHeading(_ paragraph: Int) throws(SegmentError) -> Bool {
    let length = try headingLength(of: paragraph)
    // A mark may end it.
    return length > 0 ? try characterCount(of: paragraph) <= length + 1 : false
  }

  /// The nearest headings above some paragraphs, or the questions that they answer, by paragraph;
  /// those without one are left out.
  ///
  /// - Parameter paragraphs: increase.
  func nearestHeadings(
    above paragraphs: [ParagraphID]
  ) throws(SegmentError) -> [ParagraphID: ParagraphID] {
    var found: [ParagraphID: ParagraphID] = [:]
    for (paragraph, document) in zip(paragraphs, try documents(of: paragraphs)) {
      let start = try self.paragraphs(of: document).lowerBound
      if let question = try question(before: Int(paragraph), from: start) {
        found[paragraph] = question
      } else {
        found[paragraph] = try nearestHeading(above: Int(paragraph), from: start)
      }
    }
    return found
  }

  private func question(
    before paragraph: Int, from documentStart: Int
  ) throws(SegmentError) -> ParagraphID? {
    var index = paragraph - 1
    while index >= max(documentStart, paragraph - Self.answers) {
      if try isQuestion(index) { return try isQuestion(paragraph) ? nil : ParagraphID(index) }
      index -= 1
    }
    return nil
  }

  private func isQuestion(_ paragraph: Int) throws(SegmentError) -> Bool {
    guard try characterCount(of: paragraph) <= Self.longestQuestion else { return false }
    let text = try textBytes(of: paragraph)
    return text.last == UInt8(ascii: "?") || text.suffix(3).elementsEqual("？".utf8)
  }

  private func nearestHeading(
    above paragraph: Int, from documentStart: Int
  ) throws(SegmentError) -> ParagraphID? {
    var level = try self.level(of: paragraph)
    if level == 0 { level = .max }
    var index = paragraph - 1
    let end = max(documentStart, paragraph - Self.reach)
    while index >= end, level > 1 {
      let above = try self.level(of: index)
      if above > 0, above < level {
        if try headingLength(of: index) > 0 { return ParagraphID(index) }
        level = above
      }
      index -= 1
    }
    return nil
  }
}
