// TitleFinder+Lines.swift — the lines a title stands on, and its text without what else is there.

extension TitleFinder {
  /// The heading or title element of several lines that a line is the last of.
  func titleLines(around line: Int) -> (node: Int, range: Range<Int>)? {
    for node in tree.ancestors(of: Int(page.lines[line].block)).prefix(4)
    where tree.nodes[node].tag.headingLevel > 0 || roles.own[node] == .title {
      let range = page.range(of: node, in: tree)
      guard (2...5).contains(range.count), range.last == line,
        tree.text(of: node).unicodeScalars.count <= Self.longestTitle
      else { return nil }
      return (node, range)
    }
    return nil
  }

  /// The heading in a box that holds the by-line, too:
  /// `<div class="title"><h2>…</h2><div>时间：…</div></div>`.
  func headingAboveByline(in box: Int, _ lines: Range<Int>) -> Int? {
    guard lines.count > 1, tree.nodes[box].tag.headingLevel == 0 else { return nil }
    let heading = ((box + 1)..<Int(tree.nodes[box].end)).first {
      tree.nodes[$0].tag.headingLevel > 0
    }
    guard let heading else { return nil }
    let own = page.range(of: heading, in: tree)
    let isFirst = !own.isEmpty && own.lowerBound == lines.lowerBound
    let hasByline = (own.upperBound..<max(own.upperBound, lines.upperBound)).contains {
      ChineseDate(page.text($0)) != nil
    }
    return isFirst && hasByline ? heading : nil
  }

  /// The first line of a title that is broken over several in one element, where the head of the
  /// page does not know it; or that of its office: `<p>云溪市司法局</p><p>关于…的通知</p>`.
  func firstLine(of last: Int) -> Int {
    guard namesSite || headTitle.isEmpty, page.lines[last].scalars <= 60 else { return last }
    let block = Int(page.lines[last].block)
    var first = last
    while first > 0, last - first < Self.mostBreaks, Int(page.lines[first - 1].block) == block,
      isPiece(first - 1)
    {
      first -= 1
    }
    if first < last { return first }
    let text = page.text(last)
    guard last > 0, text.hasPrefix("关于"), DocumentKinds.kind(of: text) != nil, isPiece(last - 1),
      LineShape(page.text(last - 1)).isOfficeLine
    else { return last }
    let upper = Int(page.lines[last - 1].block)
    let isNeighbour =
      tree.nodes[upper].tag == tree.nodes[block].tag
      && tree.nodes[upper].parent == tree.nodes[block].parent
      && tree.attribute(.class, of: upper) == tree.attribute(.class, of: block)
    return isNeighbour ? last - 1 : last
  }

  private static let mostBreaks = 3

  /// `关于…的通知` and below it `某发〔2024〕1号`: the title of a document, whatever stands higher up.
  func isNumbered(_ text: String, _ lines: Range<Int>) -> Bool {
    guard lines.upperBound < page.lines.count, page.lines[lines.upperBound].scalars <= 30,
      page.lines[lines.upperBound].linkShare == 0, DocumentKinds.kind(of: text) != nil
    else { return false }
    let below = page.text(lines.upperBound)
    return below.ends(with: "号") && DocumentNumber(below) != nil
  }

  /// Whether a line can be the beginning of a title that goes on below.
  func isPiece(_ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.linkShare == 0, line.shape == .text, (4...60).contains(line.scalars), line.marks == 0
    else { return false }
    let text = page.text(index)
    return FurnitureMatcher.shared.kind(of: text) == nil
      && ChineseDate(text) == nil && !text.holds("：") && !text.holds(":")
      && !FurnitureRules.homeEnds.contains { $0 != "人民政府" && text.ends(with: $0) }
  }

  /// An element's text; a title that is broken over lines goes on without a blank between two
  /// Chinese characters or marks, while blanks within a line stay.
  func ownText(of node: Int, lines: Range<Int>) -> String {
    let text = Self.once(tree.text(of: node))
    guard lines.count > 1 else { return text }
    var joined = ""
    for index in lines {
      let line = page.text(index).collapsed
      if let last = joined.unicodeScalars.last, let first = line.unicodeScalars.first,
        last.isASCII && first.isASCII
      {
        joined += " "
      }
      joined += line
    }
    // Lines may go on behind an inline element.
    return joined.compact == text.compact ? joined : text
  }

  /// The text of the line above a by-line, and of those that it goes on from.
  func text(from first: Int, to last: Int) -> String {
    let heading = tree.ancestors(of: Int(page.lines[last].block)).prefix(3).first {
      tree.nodes[$0].tag.headingLevel > 0 || roles.own[$0] == .title
    }
    let own = Self.once(page.text(last))
    let text =
      heading.map { page.range(of: $0, in: tree).count == 1 ? withoutWidgets($0, own) : own } ?? own
    return (first..<last).map(page.text).joined() + text
  }

  /// Some templates set the title twice, for two widths of screen.
  static func once(_ text: String) -> String {
    let compact = text.compact
    let half = compact.count / 2
    guard half >= 6, compact.count == 2 * half, compact[..<half] == compact[half...] else {
      return text
    }
    var left = half
    return String(
      scalars: text.scalars.prefix { scalar in
        if !scalar.isBlank { left -= 1 }
        return left >= 0
      }
    ).trimmed
  }

  /// A heading's text without what a template puts into it in elements of their own, at either
  /// end: `<h1>…<span>[字体：大 中 小]</span></h1>`.
  func withoutWidgets(_ heading: Int, _ text: String) -> String {
    let texts = (heading..<Int(tree.nodes[heading].end)).filter { node in
      tree.nodes[node].tag == .text
        && !String(decoding: tree.arena[tree.textRange(node)], as: UTF8.self).trimmed.isEmpty
    }
    guard texts.count > 1 else { return text }
    var scalars = text.scalars
    for (isLast, node) in [(false, texts[0])]
      + texts.dropFirst().suffix(3).reversed().map({ (true, $0) })
    {
      guard Int(tree.nodes[node].parent) != heading else { continue }
      let widget = tree.text(of: Int(tree.nodes[node].parent))
      let length = widget.unicodeScalars.count
      guard FurnitureMatcher.shared.kind(of: widget) == .widget, scalars.count - length >= 6,
        isLast ? String(scalars: scalars).ends(with: widget) : text.hasPrefix(widget)
      else { continue }
      if isLast { scalars.removeLast(length) } else { scalars.removeFirst(length) }
      scalars = String(scalars: scalars).trimmed.scalars
    }
    return String(scalars: scalars).trimmed
  }

  /// A heading's text without the date that stands in an element of its own at its end, unless the
  /// head of the page has it too: `<h1>关于…的通知<small>（2024-06-16）</small></h1>`.
  func withoutStamp(_ heading: Int, _ text: String) -> String {
    guard ChineseDate.mayStand(in: text.utf8.span) else { return text }
    let end = Int(tree.nodes[heading].end)
    guard
      let last = (heading..<end).last(where: {
        tree.nodes[$0].tag == .text
          && !String(decoding: tree.arena[tree.textRange($0)], as: UTF8.self).trimmed.isEmpty
      }), Int(tree.nodes[last].parent) != heading
    else { return text }
    let stamp = tree.text(of: Int(tree.nodes[last].parent)).compact
    let inner = stamp.drop { "([【".unicodeScalars.contains($0) }
      .filter { !")]】".unicodeScalars.contains($0) }
    let date = InfoTable.entries(in: String(scalars: inner), line: 0, next: nil).first {
      $0.field == .publishedOn
    }
    let isStamp = date != nil || ChineseDate.whole(String(scalars: inner)) != nil
    let whole = text.compact
    guard isStamp, whole.suffix(stamp.count) == stamp[...], whole.count - stamp.count >= 6,
      !headTitle.starts(with: whole), metaTitle != whole
    else { return text }
    var scalars = text.scalars
    var left = stamp.count
    while left > 0 { if !scalars.removeLast().isBlank { left -= 1 } }
    return String(scalars: scalars).trimmed
  }
}
