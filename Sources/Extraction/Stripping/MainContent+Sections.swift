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

  /// `<div class="TRS_Editor">…</div><div class="pic">…</div><div class="TRS_Editor">…</div>`:
  /// takes in the neighbours under the same name of a main content, and the captions between.
  mutating func takeBlocks(_ scorer: ContentScorer) {
    let (tree, page) = (scorer.tree, scorer.page)
    guard scorer.roles.own[node] == .content, let name = tree.attribute(.class, of: node),
      lines == page.range(of: node, in: tree)
    else { return }
    var isBlock = Set(lines)
    var whole = lines
    let parent = Int(tree.nodes[node].parent)
    var next = parent + 1
    while next < Int(tree.nodes[parent].end) {
      let range = page.range(of: next, in: tree)
      if next != node, !range.isEmpty, tree.nodes[next].tag == tree.nodes[node].tag,
        tree.attribute(.class, of: next) == name, scorer.sum(range) > 0
      {
        isBlock.formUnion(range)
        whole = min(whole.lowerBound, range.lowerBound)..<max(whole.upperBound, range.upperBound)
      }
      next = max(Int(tree.nodes[next].end), next + 1)
    }
    let isWhole = whole.allSatisfy { line in
      isBlock.contains(line)
        || page.lines[line].linked == 0 && page.lines[line].scalars <= Self.longestCaption
          && scorer.furniture[line] == nil
    }
    if isWhole { lines = whole }
  }

  /// `<div class="article"><p>…</p><div class="TRS_Editor">…</div></div>`: takes in the paragraphs
  /// of running text right above a main content, in the same element. What stands below is as often
  /// the page's.
  mutating func takeLead(_ scorer: ContentScorer) {
    let (tree, page) = (scorer.tree, scorer.page)
    guard scorer.roles.own[node] == .content, lines == page.range(of: node, in: tree) else {
      return
    }
    var lead: Range<Int>?
    var next = Int(tree.nodes[node].parent) + 1
    while next < node {
      let range = page.range(of: next, in: tree)
      let isText =
        tree.nodes[next].tag == .p && scorer.roles.own[next] == nil
        && range.allSatisfy { page.lines[$0].linked == 0 && scorer.furniture[$0] == nil }
        && scorer.sum(range) >= Self.leastSection
        && !range.isEmpty && LineShape(page.text(range.upperBound - 1)).endsSentence
      if !range.isEmpty {
        lead = isText ? (lead?.lowerBound ?? range.lowerBound)..<range.upperBound : nil
      }
      next = max(Int(tree.nodes[next].end), next + 1)
    }
    if let lead, lead.upperBound == lines.lowerBound {
      lines = lead.lowerBound..<lines.upperBound
    }
  }

  /// In characters.
  private static let longestCaption: Int32 = 60
}
