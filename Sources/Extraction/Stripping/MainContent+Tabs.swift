// MainContent+Tabs.swift — a document in one of several tabs, beside what explains it.

extension MainContent {
  /// The names of tabs, and the element that holds them.
  private typealias Bar = (names: [String], node: Int)

  /// `<ul><li>全文</li><li>图解</li><li>解读</li></ul><div>…</div><div>…</div><div>…</div>`: of the
  /// panels behind such names the one of the document alone is its text.
  mutating func takeTab(_ scorer: ContentScorer) {
    guard let bar = bar(scorer), let place = bar.names.firstIndex(where: ContainerRules.isTextTab),
      bar.names.contains(where: ContainerRules.isReadingTab)
    else { return }
    let tree = scorer.tree
    for element in tree.ancestors(of: bar.node).prefix(Self.outerBars) {
      let end = Int(tree.nodes[Int(tree.nodes[element].parent)].end)
      let below = Self.elements(from: Int(tree.nodes[element].end), to: end, tree)
      guard let first = below.first else { continue }
      let inner = Self.elements(from: first + 1, to: Int(tree.nodes[first].end), tree)
      let panels = inner.count == bar.names.count ? inner : Array(below.prefix(bar.names.count))
      guard panels.count == bar.names.count,
        inner.count == panels.count || below.count == panels.count
          || panels.allSatisfy({ Self.hasName(of: first, $0, tree) })
      else { continue }
      let panel = scorer.page.range(of: panels[place], in: tree)
      guard !panel.isEmpty, scorer.positive(panel) >= Self.leastSection else { return }
      let later = panels.dropFirst(place + 1).map { scorer.page.range(of: $0, in: tree) }
      // The signature of the document stands below all of it.
      if !Self.isSigned(panel, scorer.page),
        later.contains(where: { Self.isSigned($0, scorer.page) })
      {
        return
      }
      (lines, node) = (panel, panels[place])
      return
    }
  }

  /// Lines round the beginning of a text in which the names may stand.
  private static let reach = 8
  /// Elements round the names beside which the panels may stand.
  private static let outerBars = 3

  /// Names of tabs on lines of their own, or on one.
  private func bar(_ scorer: ContentScorer) -> Bar? {
    let page = scorer.page
    let near =
      max(0, lines.lowerBound - Self.reach)..<min(lines.lowerBound + Self.reach, lines.upperBound)
    var names: [String] = []
    var first = 0
    for index in near {
      let isShort = page.lines[index].scalars <= Self.longestBar
      let words = isShort ? Self.words(of: page.seamedText(index)) : []
      guard !words.isEmpty, words.allSatisfy(ContainerRules.isTab) else {
        if names.count > 1 { break }
        names = []
        continue
      }
      if names.isEmpty { first = index }
      names += words
    }
    guard names.count > 1, let last = near.last(where: { $0 >= first }) else { return nil }
    let block = Int(page.lines[first].block)
    if Self.words(of: page.seamedText(first)).count == names.count { return (names, block) }
    let end = Int(page.lines[min(first + names.count - 1, last)].block)
    let outer = scorer.tree.ancestors(of: block).first { Int(scorer.tree.nodes[$0].end) > end }
    return outer.map { (names, $0) }
  }

  /// In scalars.
  private static let longestBar: Int32 = 40

  private static func words(of line: String) -> [String] {
    let words = line.unicodeScalars.split {
      $0.isBlank || $0 == PageLines.seam || $0 == "|" || $0 == "｜"
    }
    return words.map { String(scalars: $0) }
  }

  /// The day of a signature is among the last lines.
  private static func isSigned(_ lines: Range<Int>, _ page: PageLines) -> Bool {
    lines.suffix(3).contains { LineShape(page.text($0)).isDateLine }
  }

  /// `tab on`, `tab`
  private static func hasName(of first: Int, _ node: Int, _ tree: HTMLTree) -> Bool {
    let names = [first, node].map { tree.attribute(.class, of: $0)?.split(separator: " ").first }
    return names[0] != nil && names[0] == names[1]
  }

  /// The elements side by side that may hold lines.
  private static func elements(from start: Int, to end: Int, _ tree: HTMLTree) -> [Int] {
    var found: [Int] = []
    var next = start
    while next < end {
      if tree.nodes[next].tag.isContainer { found.append(next) }
      next = max(Int(tree.nodes[next].end), next + 1)
    }
    return found
  }
}
