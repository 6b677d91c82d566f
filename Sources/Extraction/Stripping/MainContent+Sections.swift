// MainContent+Sections.swift — a text in several sections of one name, of which one was chosen.

extension MainContent {
  /// `<div class="tab">个人简历…</div><div class="tab">工作分工…</div>`: where a list above makes the
  /// element around them worth less than one section, takes in its neighbours of the same name that
  /// hold running text and no link.
  mutating func takeSections(_ scorer: ContentScorer) {
    let (tree, page) = (scorer.tree, scorer.page)
    guard !isNamed else { return }
    for section in [node] + tree.ancestors(of: node).prefix(Self.outerSections) {
      guard let name = tree.attribute(.class, of: section), !name.isEmpty,
        page.range(of: section, in: tree).upperBound == lines.upperBound
      else { continue }
      var next = Int(tree.nodes[section].end)
      let end = Int(tree.nodes[Int(tree.nodes[section].parent)].end)
      while next < end {
        let range = page.range(of: next, in: tree)
        defer { next = max(Int(tree.nodes[next].end), next + 1) }
        if range.isEmpty { continue }
        guard tree.nodes[next].tag == tree.nodes[section].tag,
          tree.attribute(.class, of: next) == name, scorer.sum(range) >= Self.leastSection,
          range.allSatisfy({ page.lines[$0].linked == 0 && scorer.furniture[$0] == nil })
        else { return }
        lines = lines.lowerBound..<range.upperBound
      }
    }
  }

  private static let outerSections = 2
}
