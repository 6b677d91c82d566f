// NearestHeadings.swift — the headings that paragraphs stand right under.

extension SegmentReader {
  /// So far above a paragraph its heading is looked for.
  private static let reach = 50

  /// Whether a paragraph is a heading and nothing more.
  func isHeading(_ paragraph: Int) throws(SegmentError) -> Bool {
    let length = try headingLength(of: paragraph)
    // A mark may end it.
    return length > 0 ? try characterCount(of: paragraph) <= length + 1 : false
  }

  /// The nearest headings above some paragraphs, by paragraph; those without one are left out.
  ///
  /// - Parameter paragraphs: increase.
  func nearestHeadings(
    above paragraphs: [ParagraphID]
  ) throws(SegmentError) -> [ParagraphID: ParagraphID] {
    var found: [ParagraphID: ParagraphID] = [:]
    for (paragraph, document) in zip(paragraphs, try documents(of: paragraphs)) {
      let start = try self.paragraphs(of: document).lowerBound
      found[paragraph] = try nearestHeading(above: Int(paragraph), from: start)
    }
    return found
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
