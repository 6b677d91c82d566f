// FurnitureCutter.swift — cuts page furniture off both ends of the main content.

/// Decides which lines of the main content stay.
///
/// Only ends are cut: a marker between two paragraphs is content. A content that is all
/// furniture is kept. Each cut is a range of lines and the rule behind it, so it can be undone.
package struct FurnitureCutter {
  struct Cut: Sendable {
    var lines: Range<Int>
    var rule: String
  }

  /// One line as the cutter sees it; the same for pages and for plain text.
  package struct Line {
    var text: String
    var count: Int
    var marks: Int
    package var linkShare: Double = 0
    var hasFileLink = false
    var isByline = false
    /// Lines whose elements are of one kind below one parent have the same; 0 for paragraphs.
    package var place = 0
    package var isTableRow = false

    /// It stands in a paragraph of the text, as far as that is known, and not in a box.
    var isParagraph: Bool { place == 0 }

    package init(text: String, count: Int, marks: Int, isTableRow: Bool = false) {
      (self.text, self.count, self.marks, self.isTableRow) = (text, count, marks, isTableRow)
    }
  }

  let lines: [Line]
  let kinds: [FurnitureKind?]
  private(set) var kept: Range<Int>
  var cuts: [Cut] = []
  /// Parallel to `lines`.
  var isDropped: [Bool]
  /// A title or by-line stands right above the text.
  var isTitled: Bool
  /// How many of the lines cut at the end are links to other texts.
  var tailLinks = 0
  /// The last line that only the foot of a page has; -1 where there is none.
  private var footEnd = -1

  package init(
    _ lines: [Line], title: String?, kinds: [FurnitureKind?]? = nil, headEnd: Int = 0,
    isTitled: Bool = false
  ) {
    self.lines = lines
    self.isTitled = isTitled
    self.kinds = Self.withInterface(
      lines, kinds ?? lines.map { FurnitureMatcher.shared.kind(of: $0.text) })
    kept = lines.indices
    isDropped = [Bool](repeating: false, count: lines.count)
    footEnd = lines.indices.last { self.kinds[$0] == .site && !isShared($0) } ?? -1
    // A content that is all furniture is for its reader to judge.
    if lines.indices.allSatisfy({ self.kinds[$0] != nil }) { return }
    dropCode()
    dropTwin()
    dropBoxes()
    cutAboveByline(headEnd)
    cutHead()
    if let title {
      // Some pages set the title twice, above and below the by-line.
      for _ in 0..<3 where dropTitle(title.compact) {}
    }
    cutHeadLinks()
    cutTail()
    cutFiles()
    cutSection()
    cutTail()
    cutLinks()
    cutTail()
    dropByTheEnds()
    if survivors.isEmpty {
      kept = lines.indices
      undoCuts()
    }
  }

  mutating func undoCuts() {
    for index in isDropped.indices { isDropped[index] = false }
    cuts = []
  }

  /// The lines that stay, in order.
  package var survivors: [Int] { kept.filter { !isDropped[$0] } }

  mutating func drop(_ range: Range<Int>, _ rule: String) {
    guard !range.isEmpty else { return }
    cuts.append(Cut(lines: range, rule: rule))
    for index in range { isDropped[index] = true }
  }

  /// Style sheets and scripts that an editor pasted into the text.
  private mutating func dropCode() {
    for index in lines.indices where Self.looksLikeCode(lines[index]) {
      drop(index..<(index + 1), "code")
    }
  }

  private static func looksLikeCode(_ line: Line) -> Bool {
    let text = line.text
    guard text.holds("{") || text.holds(";") else { return isLeftOver(text) }
    return text.holds("{") && text.holds("}") && text.holds(":") && line.marks > 0
      && !text.unicodeScalars.contains { $0 == "。" }
      && text.unicodeScalars.count(where: \.isHan) * 4 < line.count
      || text.holds("function(") || text.holds("document.write(")
      || text.holds("$('#") || text.holds("img#imgConac")
      || isLeftOver(text)
  }

  /// What word processors and paging leave in a text: `Normal 0 7.8 磅 0 2 false false`,
  /// `#PAGE_BREAK#`, `#p#副标题#e#`.
  private static func isLeftOver(_ text: String) -> Bool {
    text.hasPrefix("Normal") && text.holds("false") && text.utf8.count <= 300
      || text.holds("[if gte mso") || text.hasPrefix("#p#") && text.ends(with: "#e#")
      || text.utf8.count <= 24 && text.utf8.first.map { $0 < 0x80 } ?? false
        && FurnitureRules.pageBreaks.contains(text)
  }

  /// The source below a subheading, and the editor's name above a last note.
  private mutating func dropByTheEnds() {
    let rest = survivors
    guard rest.count > 4 else { return }
    if lines[rest[0]].marks == 0, lines[rest[0]].count <= 40, kinds[rest[1]] == .metadata,
      lines[rest[1]].count <= 30,
      FurnitureRules.sourceLabels.contains(where: lines[rest[1]].text.hasPrefix)
    {
      drop(rest[1]..<(rest[1] + 1), "head metadata")
    }
    for index in rest.suffix(3) where kinds[index] == .editor && lines[index].count <= 30 {
      if !lines[index].isTableRow, !lines[index].hasFileLink {
        drop(index..<(index + 1), "tail editor")
      }
    }
  }

  // MARK: - Tail

  private mutating func cutTail() {
    var rest = survivors
    while let last = rest.last, rest.count > 1, let rule = tailRule(last) {
      if rule == "links", lines[last].count >= Self.shortestText { tailLinks += 1 }
      drop(last..<(last + 1), "tail \(rule)")
      rest.removeLast()
    }
  }

  private func tailRule(_ index: Int) -> String? {
    let line = lines[index]
    if let kind = kinds[index] {
      if isNotice(index), index > footEnd { return nil }
      if kind == .metadata, saysRelease(index) { return nil }
      if line.hasFileLink, kind != .site { return nil }
      if line.isTableRow, kind != .site, kind != .widget { return nil }
      // 所在位置：… may be of the text.
      return kind == .breadcrumb && !line.text.holds("首页") ? nil : kind.rawValue
    }
    if line.linkShare > 0.9, !line.hasFileLink, line.count <= 12, !isOwnItem(line) {
      return "links"
    }
    if line.linkShare > 0.5, !line.hasFileLink, Self.isLinkedReading(line.text) { return "related" }
    if line.count <= 30, line.marks == 0, !line.isTableRow,
      FurnitureRules.hostEnds.contains(where: { line.text.ends(with: $0) })
    {
      return "site"
    }
    if line.count <= CreditLine.longest, !line.isTableRow, !line.hasFileLink,
      CreditLine.isOne(line.text), !isListed(index)
    {
      return "credits"
    }
    if line.count <= 5, !line.isTableRow, line.text.unicodeScalars.allSatisfy(\.isASCIIDigit) {
      // `12` below a heart.
      return "counter"
    }
    if line.count <= 24, line.text.holds("编辑"), let first = line.text.unicodeScalars.first,
      let last = line.text.unicodeScalars.last, "（(".unicodeScalars.contains(first),
      "）)".unicodeScalars.contains(last)
    {
      return "editor"
    }
    return nil
  }

  /// `【图解】一图读懂《…》`, a link behind the name of a related list in brackets.
  private static func isLinkedReading(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "【[［".unicodeScalars.contains(first) else {
      return false
    }
    let name = text.unicodeScalars.dropFirst().prefix { !"】]］".unicodeScalars.contains($0) }
    return FurnitureMatcher.shared.kind(of: String(scalars: name)) == .related
  }

  /// `主创名单如下：`, `组长：林清和` or `三等奖` above it: the line is one of a list of names.
  private func isListed(_ index: Int) -> Bool {
    let above = (max(0, index - Self.mostCredits)..<index).last {
      kinds[$0] == nil && !CreditLine.isOne(lines[$0].text)
    }
    guard let above else { return index >= Self.mostCredits }
    if Self.leavesOpen(lines[above]) { return true }
    let shape = LineShape(lines[above].text)
    let isShort = lines[above].marks == 0 && lines[above].count < Self.shortestEnd
    return !lines[above].isTableRow && !shape.endsWithStop && !isSigned(above)
      && (isShort || lines[above].text.unicodeScalars.contains(where: InfoTable.isColon))
  }

  /// More lines that name people are a list.
  private static let mostCredits = 12
  /// A shorter line ends no text but heads a list.
  private static let shortestEnd = 8

  /// `举报电话：…`, `主办单位：…`: of a notice, unless the foot of a page follows.
  func isNotice(_ index: Int) -> Bool { lines[index].linkShare < 0.5 && isShared(index) }

  /// `时　间：…` or `日期：…` above `地　点：…`: when something takes place, and not when it was put up.
  func isOfEvent(_ index: Int) -> Bool {
    guard index + 1 < kept.upperBound, lines[index].count <= FurnitureRules.longestLine,
      lines[index + 1].text.hasPrefix("地")
    else { return false }
    let day = lines[index].text.compact.prefix(2)
    return ["时间", "日期"].contains { day.elementsEqual($0.unicodeScalars) }
      && lines[index + 1].text.compact.starts(with: "地点".unicodeScalars)
  }

  /// `信息公开选项：主动公开` or `主题词：…` right below a signature: a part of the document.
  private func saysRelease(_ index: Int) -> Bool {
    let line = lines[index]
    guard index > 0, line.isParagraph, line.count <= Self.longestRelease, isSigned(index - 1) else {
      return false
    }
    return line.text.hasPrefix("主题词")
      || FurnitureRules.releases.contains { line.text.holds($0) }
  }

  private static let longestRelease = 40

  private func isShared(_ index: Int) -> Bool {
    FurnitureRules.isSharedWithNotices(lines[index].text)
  }

  /// Annexes and numbered items are the document's own, wherever their links lead.
  func isOwnItem(_ line: Line) -> Bool {
    OutlineLabel(line.text) != nil || LineShape(line.text).isAttachmentLine
  }

  func isSigned(_ line: Int) -> Bool {
    let shape = LineShape(lines[line].text)
    return shape.isDateLine || shape.isOfficeLine || shape.isAttachmentLine || shape.isReleaseNote
  }

  /// A related list, a disclaimer or the foot of the page, when nothing but such follows.
  private mutating func cutSection() {
    let rest = survivors
    guard rest.count > 1 else { return }
    // The places behind the last line that is text, strictly and with short lines let go.
    let strict = (rest.lastIndex { !isNoise($0, isLoose: false) } ?? -1) + 1
    let loose = (rest.lastIndex { !isNoise($0, isLoose: true) } ?? -1) + 1
    for (offset, index) in rest.enumerated().dropFirst() {
      guard let kind = kinds[index], kind != .metadata, kind != .breadcrumb,
        !lines[index].hasFileLink, !isNotice(index) || index < footEnd
      else { continue }
      if offset >= (kind.opensSection ? loose : strict) {
        for line in rest[offset...] { drop(line..<(line + 1), "section \(kind.rawValue)") }
        return
      }
    }
  }

  /// `·某某新闻 (2005-04-27 18:03)`: nothing but the date stands outside of the link.
  func isDatedLink(_ line: Line) -> Bool {
    let plain = Double(line.count) * (1 - line.linkShare)
    return line.linkShare > 0.2 && plain <= 24 && line.count <= 90
      && ChineseDate(line.text) != nil
  }

  private func isNoise(_ index: Int, isLoose: Bool) -> Bool {
    let line = lines[index]
    if kinds[index] != nil { return true }
    if line.hasFileLink { return false }
    if line.linkShare > 0.5 || isDatedLink(line) || isTeaser(line) { return true }
    return isLoose && line.count <= 30 && line.marks == 0 && !line.isTableRow && !isSigned(index)
  }
}
