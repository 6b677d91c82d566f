// NearestHeadings.swift — the headings that paragraphs stand under, the questions they answer.

extension SegmentReader {
  /// So far above a paragraph its heading is looked for.
  private static let reach = 50
  /// Paragraphs behind a question that answer it.
  private static let answers = 2
  /// In bytes of its code.
  private static let longestQuestion = 120
  private static let questionMarks = ["？", "?"].map { TextEncoder.code(of: $0) }

  /// Whether a paragraph is a heading and nothing more.
  func isHeading(_ paragraph: Int) throws(SegmentError) -> Bool {
    let length = try headingLength(of: paragraph)
    if length == 0 { return false }
    // A mark may end it.
    return try texts.withCode(at: try texts.place(of: paragraph)) { code in
      TextCode.length(of: length + 1, in: code) == code.count
    }
  }

  /// The nearest headings above some paragraphs, or the questions that they answer.
  ///
  /// - Parameter paragraphs: increase.
  /// - Returns: parallel to `paragraphs`; nil for those that stand under none.
  func nearestHeadings(
    above paragraphs: [ParagraphID]
  ) throws(SegmentError) -> [ParagraphID?] {
    var found: [ParagraphID?] = []
    found.reserveCapacity(paragraphs.count)
    for (paragraph, document) in zip(paragraphs, try documents(of: paragraphs)) {
      let start = try self.paragraphs(of: document).lowerBound
      if let question = try question(before: Int(paragraph), from: start) {
        found.append(question)
      } else {
        found.append(try nearestHeading(above: Int(paragraph), from: start))
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
    let place = try texts.place(of: paragraph)
    if place.range.count > Self.longestQuestion { return false }
    return try texts.withCode(at: place) { code in
      for mark in Self.questionMarks where TextCode.ends(code, with: mark) { return true }
      return false
    }
  }

  private func nearestHeading(
    above paragraph: Int, from documentStart: Int
  ) throws(SegmentError) -> ParagraphID? {
    let end = max(documentStart, paragraph - Self.reach)
    let levels = try levels(of: end..<paragraph + 1)
    var level = levels[paragraph]
    if level == 0 { level = .max }
    var index = paragraph - 1
    while index >= end, level > 1 {
      let above = levels[index]
      if above > 0, above < level {
        if try headingLength(of: index) > 0 { return ParagraphID(index) }
        level = above
      }
      index -= 1
    }
    return nil
  }
}
