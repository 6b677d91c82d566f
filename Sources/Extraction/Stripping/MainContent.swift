// MainContent.swift — chooses the main content (正文区域) of a page.

/// The lines that were chosen, and why.
struct MainContent: Sendable {
  var lines: Range<Int>
  /// The element around them.
  var node: Int
  /// What the choice is worth; see `ContentScorer`.
  var score: Double
  /// Found by the name or comment marks of a known system.
  var isNamed: Bool
  /// The candidates in the order of their score, for `trace`.
  var candidates: [String] = []

  /// An element inside with this share of the score is taken instead of the one around it.
  static let share = 0.9
  static let namedShare = 0.7
  /// An element with this share of the text below the title holds what matters of it.
  static let leastShown = 0.6
  /// A content worth more is no list or foot that was taken for want of better.
  static let plainScore = 200.0

  /// The best element; nil on a page without text.
  static func find(_ scorer: ContentScorer, explains: Bool) -> MainContent? {
    let tree = scorer.tree
    var scores: [Candidate] = []
    for (index, node) in tree.nodes.enumerated() where node.tag.isContainer {
      let range = scorer.page.range(of: index, in: tree)
      guard !range.isEmpty else { continue }
      if node.tag == .li || node.tag == .ul || node.tag == .blockquote || node.tag == .dd,
        scorer.roles.own[index] == nil
      {
        continue
      }
      scores.append((index, range, scorer.sum(range) + scorer.bonus(index, range)))
    }
    guard let best = choose(scores, scorer) else { return nil }
    var content = MainContent(
      lines: best.lines, node: best.node, score: best.score,
      isNamed: scorer.roles.own[best.node] == .content)
    for marked in scorer.roles.marked {
      let lines =
        Int(
          scorer.page.linesBefore[marked.lowerBound])..<Int(
          scorer.page.linesBefore[marked.upperBound])
      let score = scorer.sum(lines) * 1.3 + 200
      if !lines.isEmpty, scorer.positive(lines) > 0, score > namedShare * content.score {
        content = MainContent(
          lines: lines, node: Int(tree.nodes[marked.lowerBound].parent), score: score,
          isNamed: true)
      }
    }
    if content.score < plainScore, let start = scorer.textStart {
      content.takeShortText(below: start, scores, scorer)
    }
    content.takeSpilled(scorer)
    content.takeOpened(scorer)
    content.takeSections(scorer)
    content.takeBlocks(scorer)
    content.takeLead(scorer)
    content.takeInTables(scorer)
    content.takeTab(scorer)
    if explains {
      content.candidates = scores.sorted { $0.score > $1.score }.prefix(6).map {
        "candidate \(describe($0.node, tree)): score \(Int($0.score)), \($0.lines.count) lines"
      }
    }
    return content
  }

  private typealias Candidate = (node: Int, lines: Range<Int>, score: Double)

  /// The best element, and in it the one that holds nearly all of its worth.
  private static func choose(_ scores: [Candidate], _ scorer: ContentScorer) -> Candidate? {
    guard var best = scores.max(by: { $0.score < $1.score }) else { return nil }
    while let inner = innerElement(best, scores, scorer) { best = inner }
    return best
  }

  /// A short text in one element with a long list of links makes the element worth nothing: takes
  /// an element without what follows its text, or the lines below the title whatever holds them.
  private mutating func takeShortText(
    below start: Int, _ scores: [Candidate], _ scorer: ContentScorer
  ) {
    let cut = scores.compactMap { entry -> Candidate? in
      guard entry.lines.upperBound > start, entry.lines.lowerBound <= start + Self.farthestStart
      else { return nil }
      let best = scorer.bestPrefix(of: entry.lines)
      let holdsText = 2 * scorer.positive(best) >= scorer.positive(entry.lines)
      return (
        entry.node, Self.withoutCaption(best, entry.lines, scorer),
        scorer.sum(best) + (holdsText ? scorer.bonus(entry.node, best) : 0)
      )
    }
    if let best = Self.choose(cut, scorer), best.score > score + Self.leastGain {
      (lines, node, score) = (best.lines, best.node, best.score)
      isNamed = scorer.roles.own[node] == .content
    }
    if let below = Self.lines(below: start, scorer), scorer.sum(below) > score,
      scorer.positive(below.clamped(to: lines)) < Self.leastShown * scorer.positive(below)
    {
      (score, isNamed) = (scorer.sum(below), false)
      lines = Self.withoutCaption(below, below.lowerBound..<scorer.page.lines.count, scorer)
      node = Int(scorer.page.lines[lines.lowerBound].block)
    }
  }

  /// A list of a few links counts so much against a text.
  private static let leastGain = 40.0

  /// Without the name of the list that follows; with the list when the text announces it.
  private static func withoutCaption(
    _ lines: Range<Int>, _ whole: Range<Int>, _ scorer: ContentScorer
  ) -> Range<Int> {
    let page = scorer.page
    let last = lines.upperBound - 1
    guard lines.count > 1, lines.upperBound < whole.upperBound, page.lines[last].linkShare < 0.5
    else { return lines }
    let text = page.text(last)
    if page.lines[last].scalars > 12, text.ends(with: "：") {
      let links = (lines.upperBound..<whole.upperBound).prefix { page.lines[$0].linkShare > 0.5 }
      return lines.lowerBound..<links.endIndex
    }
    let shape = LineShape(text)
    let isCaption =
      page.lines[last].scalars <= 8 && page.lines[last].marks == 0 && !shape.isDateLine
      && !shape.isOfficeLine && !shape.isAttachmentLine && !shape.isReleaseNote
    return isCaption ? lines.dropLast() : lines
  }

  /// Text begins within so many lines of its title.
  private static let farthestStart = 12

  /// The lines from the title or by-line down to the first list of links or foot.
  private static func lines(below title: Int, _ scorer: ContentScorer) -> Range<Int>? {
    let lines = scorer.page.lines
    func isLink(_ index: Int) -> Bool {
      index < lines.count && lines[index].linkShare > 0.4 && !lines[index].hasFileLink
    }
    func isHead(_ index: Int) -> Bool {
      if let kind = scorer.furniture[index] { return !kind.endsText }
      let text = scorer.page.text(index)
      return isLink(index) || FurnitureCutter.isStamp(text) || FurnitureCutter.isByline(text)
    }
    var start = title + 1
    while start < lines.count, isHead(start) { start += 1 }
    var end = start
    while end < lines.count, !(scorer.furniture[end]?.endsText ?? false),
      !(isLink(end) && isLink(end + 1))
    {
      end += 1
    }
    return start - title <= farthestStart && end > start ? start..<end : nil
  }

  /// The best element within `outer` that keeps nearly all of its worth, or has the name.
  private static func innerElement(
    _ outer: Candidate, _ scores: [Candidate], _ scorer: ContentScorer
  ) -> Candidate? {
    let end = Int(scorer.tree.nodes[outer.node].end)
    var best: Candidate?
    for entry in scores where entry.node > outer.node && entry.node < end {
      let isNamed = scorer.roles.own[entry.node] == .content
      let isNamedOuter = scorer.roles.own[outer.node] == .content
      let needed = isNamed && !isNamedOuter ? namedShare : share
      guard entry.score >= needed * outer.score, entry.lines.count < outer.lines.count else {
        continue
      }
      if !isNamed {
        // A plain block of one line among others is a paragraph, not a container.
        let lost = scorer.positive(outer.lines) - scorer.positive(entry.lines)
        if lost > 0.02 * scorer.positive(outer.lines), isNamedOuter || entry.lines.count < 3 {
          continue
        }
        if entry.lines.count == 1, lost > 0 { continue }
        // Nothing but text is around it, or more of what it is itself.
        let losesText = lost > 0.02 * scorer.positive(outer.lines)
        let against = scorer.positive(outer.lines) - scorer.sum(outer.lines)
        if against < 1, losesText || entry.lines.count == 1 { continue }
        if losesText, isSection(entry.node, of: outer.node, scorer) { continue }
      }
      if entry.score > best?.score ?? -.infinity { best = entry }
    }
    return best
  }

  /// Running text of at least this weight makes an element a section.
  static let leastSection = 20.0

  /// Whether an element stands within one of several sections: neighbours under one name, with
  /// running text in more than one of them.
  private static func isSection(_ inner: Int, of outer: Int, _ scorer: ContentScorer) -> Bool {
    let tree = scorer.tree
    for section in [inner] + tree.ancestors(of: inner).prefix(while: { $0 > outer }) {
      guard let name = tree.attribute(.class, of: section), !name.isEmpty else { continue }
      var child = Int(tree.nodes[section].parent) + 1
      let end = Int(tree.nodes[child - 1].end)
      while child < end {
        let lines = scorer.page.range(of: child, in: tree)
        if child != section, tree.nodes[child].tag == tree.nodes[section].tag, !lines.isEmpty,
          scorer.sum(lines) >= leastSection, tree.attribute(.class, of: child) == name
        {
          return true
        }
        child = max(Int(tree.nodes[child].end), child + 1)
      }
    }
    return false
  }

  /// Announcements of purchases put a table of data above their text: it is part of it, unless
  /// it is the 信息公开 table.
  private mutating func takeInTables(_ scorer: ContentScorer) {
    let page = scorer.page
    var start = lines.lowerBound
    var rows = 0
    var index = start - 1
    while index >= 0, lines.lowerBound - index <= 60 {
      let line = page.lines[index]
      guard line.linkShare < 0.5, scorer.weights[index] >= 0 else { break }
      if line.headingLevel > 0 {
        // The table's caption.
        if rows >= 3, line.headingLevel > 2, line.scalars <= 12, scorer.furniture[index] == nil {
          start = index
        }
        break
      }
      if line.shape == .tableRow {
        if InfoTable.isInfoRow(page.text(index)) { return }
        rows += 1
      } else if line.scalars > 20 || scorer.furniture[index] != nil {
        break
      }
      start = index
      index -= 1
    }
    if rows >= 3 { lines = start..<lines.upperBound }
  }

  static func describe(_ node: Int, _ tree: HTMLTree) -> String {
    var text = tree.nodes[node].tag.name
    if let id = tree.attribute(.id, of: node) { text += "#\(id)" }
    if let names = tree.attribute(.class, of: node) {
      text += names.split(separator: " ").map { ".\($0)" }.joined()
    }
    return text
  }
}
