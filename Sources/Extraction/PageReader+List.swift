// PageReader+List.swift — what a list is called where the head of its page names the site alone.

extension PageReader {
  private static let longestName = 20

  /// The last step of the breadcrumb, else the heading above the list; nil where the head of the
  /// page names a column itself: what it says of a column stands on a line of the page, too.
  var listName: (text: String, origin: String)? {
    guard let title = head.title, TitleFinder.parts(of: title).count == 1 else { return nil }
    let words = title.compact
    let isShown = page.lines.indices.contains { page.text($0).compact == words }
    let isSite = TitleFinder.isSiteName(title) || head.meta(["SiteName"])?.value.compact == words
    if isSite || !isShown, let step = lastStep { return (step, "breadcrumb") }
    if !isShown, let heading = listHeading { return (heading, "heading above the list") }
    return nil
  }

  /// `您现在的位置：首页 > 政务公开 > 公示公告`: the column that a page stands in.
  private var lastStep: String? {
    for (index, line) in page.lines.enumerated()
    where Int(line.scalars) <= FurnitureRules.longestLine {
      let text = page.text(index)
      guard FurnitureMatcher.shared.kind(of: text) == .breadcrumb else { continue }
      // 首页 / 政务公开 / 办事服务 may be a menu.
      let marks = text.holds("位置") ? ">＞»›→/" : ">＞»›→"
      let steps = text.scalars.split { marks.unicodeScalars.contains($0) }
      let names = steps.dropFirst().compactMap { step in
        step.split(whereSeparator: \.isBlank).first.map { String(scalars: $0) }
      }
      if let name = names.last(where: Self.isColumn) { return name }
    }
    return nil
  }

  private static func isColumn(_ name: String) -> Bool {
    (2...longestName).contains(name.unicodeScalars.count)
      && !FurnitureRules.plainSteps.contains(name)
      && name.unicodeScalars.contains(where: \.isHan)
  }

  /// Links to texts that make a list, and the characters of the shortest.
  private static let leastItems = 3
  private static let shortestItem: Int32 = 8

  /// The heading right above the longest run of links to texts, where another link of the page has
  /// its words: those of columns stand in a menu, those of boxes (点击热门) in none.
  private var listHeading: String? {
    var best: (text: String, items: Int)?
    for (node, element) in tree.nodes.enumerated()
    where element.tag.headingLevel > 0 || roles.own[node] == .title {
      let range = page.range(of: node, in: tree)
      guard range.count == 1 else { continue }
      let items = page.lines[range.upperBound...].prefix {
        $0.linkShare > 0.5 && $0.linked >= Self.shortestItem
      }
      guard items.count >= max(Self.leastItems, (best?.items ?? 0) + 1) else { continue }
      let text = tree.text(of: node)
      if Self.isColumn(text), isLinked(text, outside: node) { best = (text, items.count) }
    }
    return best?.text
  }

  private func isLinked(_ text: String, outside node: Int) -> Bool {
    let words = text.compact
    let own = node..<Int(tree.nodes[node].end)
    return tree.nodes.indices.contains { index in
      tree.nodes[index].tag == .a && !own.contains(index) && tree.text(of: index).compact == words
    }
  }
}
