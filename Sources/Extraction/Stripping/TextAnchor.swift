// TextAnchor.swift — where the text must begin: the title and the by-line under it.

/// The line that shows date or source, and the title right above it.
struct TextAnchor: Sendable {
  var title: Int
  var byline: Int

  /// How many lines may stand between the two.
  static let gap = 4
  /// Pages with more dated lines than this list things, or hold comments: there only a heading is
  /// the title of the text, or what stands above a line that names more than a date.
  static let mostStamps = 4

  /// The first by-line that has a title above it; nil on pages that have none or list many.
  static func find(_ page: PageLines, _ furniture: [FurnitureKind?]) -> TextAnchor? {
    var bylines: [(line: Int, isLabelled: Bool)] = []
    for (index, line) in page.lines.enumerated()
    where line.scalars <= 140 && line.linkShare < 0.9 && line.shape != .tableRow {
      let isMetadata = furniture[index] == .metadata || furniture[index] == .counter
      let text = page.text(index)
      if isMetadata
        ? ChineseDate(text) != nil : line.linkShare < 0.5 && FurnitureCutter.isByline(text)
      {
        bylines.append((index, true))
      } else if furniture[index] == nil, line.scalars <= 26, FurnitureCutter.isStamp(text) {
        bylines.append((index, false))
      }
    }
    let anchors = bylines.compactMap { byline in
      title(above: byline.line, page, furniture).map {
        (anchor: TextAnchor(title: $0, byline: byline.line), isLabelled: byline.isLabelled)
      }
    }
    if bylines.count <= mostStamps { return anchors.first?.anchor }
    let heading = anchors.first { (1...2).contains(page.lines[$0.anchor.title].headingLevel) }
    if let heading { return heading.anchor }
    let labelled = anchors.filter(\.isLabelled)
    return labelled.count <= mostStamps ? labelled.first?.anchor : nil
  }

  private static func title(
    above byline: Int, _ page: PageLines, _ furniture: [FurnitureKind?]
  ) -> Int? {
    for title in stride(from: byline - 1, through: max(byline - gap, 0), by: -1) {
      if furniture[title] != nil { continue }
      let line = page.lines[title]
      guard line.linkShare < 0.5, line.shape != .tableRow, (4...120).contains(line.scalars)
      else { return nil }
      let shape = LineShape(page.text(title))
      return shape.endsSentence || shape.isDateLine || shape.isOfficeLine ? nil : title
    }
    return nil
  }
}
