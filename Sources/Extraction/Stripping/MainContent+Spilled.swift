// MainContent+Spilled.swift — takes in what a stray tag puts before or behind the main content.

extension MainContent {
  /// Editors leave a `</div>` too many in a text: the element ends there for every parser, and the
  /// rest of the paragraphs stand behind it. Takes in the neighbours that are like the element's
  /// own children, down to the last that is text or signs it.
  mutating func takeSpilled(_ scorer: ContentScorer) {
    let (tree, page) = (scorer.tree, scorer.page)
    guard lines.upperBound == page.range(of: node, in: tree).upperBound,
      lines.upperBound < page.lines.count
    else { return }
    var kinds: [Int]?
    var element = node
    var (climbed, lineEnd) = (0, lines.upperBound)
    var isText = false
    while climbed < Self.mostStrayTags, tree.nodes[element].parent != element {
      let parent = Int(tree.nodes[element].parent)
      var next = Int(tree.nodes[element].end)
      while next < Int(tree.nodes[parent].end) {
        let range = page.range(of: next, in: tree)
        defer { next = max(Int(tree.nodes[next].end), next + 1) }
        if range.isEmpty { continue }
        let own = kinds ?? Self.children(of: node, tree)
        kinds = own
        guard own.contains(where: { Self.isLike($0, next, tree) }),
          scorer.roles.own[next] == nil, range.allSatisfy({ Self.isOwn($0, scorer) })
        else { return }
        isText = isText || range.contains { scorer.weights[$0] >= Self.leastSpilled }
        lineEnd = range.upperBound
        let shape = LineShape(page.text(lineEnd - 1))
        let isSigned =
          lineEnd - lines.upperBound >= 1 && shape.isDateLine
          && LineShape(page.text(lineEnd - 2)).isOfficeLine
        if isText || isSigned { lines = lines.lowerBound..<lineEnd }
      }
      element = parent
      climbed += 1
    }
  }

  /// Or they open a `<div>` in a text that nothing closes, and all that follows stands in it. Takes
  /// in the paragraphs right before the element that are like its own.
  mutating func takeOpened(_ scorer: ContentScorer) {
    let (tree, page) = (scorer.tree, scorer.page)
    let parent = Int(tree.nodes[node].parent)
    guard lines.lowerBound == page.range(of: node, in: tree).lowerBound, parent != node else {
      return
    }
    var before: [Int] = []
    var next = parent + 1
    while next < node {
      if !page.range(of: next, in: tree).isEmpty { before.append(next) }
      next = max(Int(tree.nodes[next].end), next + 1)
    }
    if before.isEmpty { return }
    let kinds = Self.children(of: node, tree).filter { tree.nodes[$0].tag == .p }
    var start = lines.lowerBound
    var isText = false
    for element in before.reversed() {
      let range = page.range(of: element, in: tree)
      guard kinds.contains(where: { Self.isLike($0, element, tree) }),
        scorer.roles.own[element] == nil, range.allSatisfy({ Self.isOwn($0, scorer) })
      else { break }
      isText = isText || range.contains { scorer.weights[$0] >= Self.leastSpilled }
      start = range.lowerBound
    }
    if isText { lines = start..<lines.upperBound }
  }

  private static let mostStrayTags = 2
  /// Weight of a line that is running text for sure.
  private static let leastSpilled = 12.0

  private static let mostKinds = 8

  /// The children that hold paragraphs, one of each tag and class.
  private static func children(of node: Int, _ tree: HTMLTree) -> [Int] {
    var found: [Int] = []
    var child = node + 1
    while child < Int(tree.nodes[node].end), found.count < mostKinds {
      let tag = tree.nodes[child].tag
      if tag == .p || tag == .div || tag == .section,
        !found.contains(where: { isLike($0, child, tree) })
      {
        found.append(child)
      }
      child = max(Int(tree.nodes[child].end), child + 1)
    }
    return found
  }

  private static func isLike(_ child: Int, _ other: Int, _ tree: HTMLTree) -> Bool {
    tree.nodes[child].tag == tree.nodes[other].tag
      && tree.attribute(.class, of: child) == tree.attribute(.class, of: other)
      && tree.attribute(.id, of: other) == nil
  }

  /// No link to elsewhere, and nothing that only the page around a text has.
  private static func isOwn(_ line: Int, _ scorer: ContentScorer) -> Bool {
    scorer.furniture[line] == nil
      && (scorer.page.lines[line].linkShare < 0.5 || scorer.page.lines[line].hasFileLink)
  }
}
