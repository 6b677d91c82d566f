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
    where line.scalars <= 140 && line.linkShare < 0.9
      && (line.shape != .tableRow || isBylineRow(page, index))
      && ChineseDate.mayStand(in: page.arena.span.extracting(page.bytes(index)))
    {
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
      title(above: byline, page, furniture).map { title in
        let own = repeated(title, page, furniture)
        return (
          anchor: TextAnchor(title: own ?? title, byline: own ?? byline.line),
          isLabelled: byline.isLabelled
        )
      }
    }
    if bylines.count <= mostStamps {
      return anchors.first { $0.isLabelled || !isBelowText($0.anchor, page, furniture) }?.anchor
    }
    let heading = anchors.first { (1...2).contains(page.lines[$0.anchor.title].headingLevel) }
    if let heading { return heading.anchor }
    let labelled = anchors.filter(\.isLabelled)
    return labelled.count <= mostStamps ? labelled.first?.anchor : nil
  }

  /// A title and a date alone, with a text above them and none below, are of a list beside it.
  private static func isBelowText(
    _ anchor: TextAnchor, _ page: PageLines, _ furniture: [FurnitureKind?]
  ) -> Bool {
    func isText(_ index: Int) -> Bool {
      let line = page.lines[index]
      return furniture[index] == nil && line.marks > 0 && line.scalars >= leastText
        && line.linkShare < 0.3
    }
    return !((anchor.byline + 1)..<max(anchor.byline + 1, page.lines.count)).contains(where: isText)
      && (0..<anchor.title).contains(where: isText)
  }

  /// In scalars.
  private static let leastText: Int32 = 30

  /// `发布时间：2023-05-06␉来源：某局`: the by-line of an old page, a row of its own.
  private static func isBylineRow(_ page: PageLines, _ index: Int) -> Bool {
    guard page.lines[index].scalars <= 80, page.lines[index].cells <= 4 else { return false }
    let fields = InfoTable.entries(in: page.text(index), line: index, next: nil).map(\.field)
    return fields.contains(.publishedOn) && fields.contains(.source)
  }

  /// A heading of so many characters is a title, whatever it begins or ends with.
  private static let shortestHeading = 6

  private static func title(
    above byline: (line: Int, isLabelled: Bool), _ page: PageLines, _ furniture: [FurnitureKind?]
  ) -> Int? {
    for title in stride(from: byline.line - 1, through: max(byline.line - gap, 0), by: -1) {
      let line = page.lines[title]
      let isHeading = line.headingLevel == 1 && line.scalars >= shortestHeading
      if furniture[title] != nil, !isHeading { continue }
      // How a rule came about stands below its title.
      if line.scalars <= 400, LineShape(page.text(title)).isBracketedHistory { continue }
      guard line.linkShare < 0.5, line.shape != .tableRow, (2...120).contains(line.scalars)
      else { return nil }
      let text = page.text(title)
      // The author's name; as a heading it is that of the person whose page it is.
      let isName =
        line.scalars == 3 && (1...3).contains(line.headingLevel) && byline.isLabelled
        && Authors.isPerson(text)
      if line.scalars < 4, !isName { continue }
      // So does the second half of some titles.
      if text.hasPrefix("——") || InfoLabels.field(of: text) != nil { continue }
      if isIssue(text) { continue }
      // A menu without links.
      if text.hasPrefix("首页") { return nil }
      // The number often stands below the title.
      if line.scalars <= 30, DocumentNumber(text) != nil { continue }
      let shape = LineShape(text)
      // A by-line below the text stands under its end.
      let endsText =
        shape.endsSentence || shape.isDateLine || shape.isOfficeLine || shape.isAttachmentLine
        || shape.isReleaseNote
      return endsText && !isHeading ? nil : title
    }
    return nil
  }

  /// `2026年第4号（总第58号）`: the number of an announcement below its title.
  static func isIssue(_ text: String) -> Bool {
    text.utf8.count <= 64 && text.holds("年第") && text.holds("号")
      && text.firstVisible?.isASCIIDigit ?? false
  }

  /// The title above a line that begins with it: `…工作计划（详见附件）` is a text, and the by-line
  /// below it tells nothing of where it begins.
  private static func repeated(
    _ line: Int, _ page: PageLines, _ furniture: [FurnitureKind?]
  ) -> Int? {
    guard line > 0, furniture[line - 1] == nil, page.lines[line - 1].linkShare < 0.5,
      page.lines[line - 1].scalars >= 8, page.lines[line - 1].scalars < page.lines[line].scalars
    else { return nil }
    // The name of the office is that of the site.
    let above = page.text(line - 1)
    return page.text(line).compact.starts(with: above.compact) && !LineShape(above).isOfficeLine
      ? line - 1 : nil
  }
}
