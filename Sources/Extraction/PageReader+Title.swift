// PageReader+Title.swift — which of the lines that could be its title a text has.

extension PageReader {
  /// What a comment of the system calls the text.
  var notedTitle: TitleFinder.Candidate? {
    scripted.first { $0.field == .title }.map {
      TitleFinder.Candidate(text: $0.value, line: nil, origin: "comment \($0.label)", score: 58)
    }
  }

  /// `原标题：…` at the beginning of a text that has no other title.
  func originalTitle(_ content: MainContent) -> TitleFinder.Candidate? {
    for index in content.lines.prefix(4) where page.lines[index].scalars <= 90 {
      let text = page.text(index)
      guard FurnitureMatcher.shared.kind(of: text) == .originalTitle,
        let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" })
      else { continue }
      var title = String(text[text.index(after: colon)...]).trimmed
      // （原标题：…）
      let isBracketed = text.unicodeScalars.first.map { "（([【".unicodeScalars.contains($0) }
      if isBracketed ?? false, let last = title.unicodeScalars.last,
        "）)]】".unicodeScalars.contains(last)
      {
        title = String(title.dropLast())
      }
      guard title.unicodeScalars.count >= 6 else { return nil }
      return TitleFinder.Candidate(text: title, line: index, origin: "original title", score: 20)
    }
    return nil
  }

  /// The best candidate; when the head supports none, the nearest marked one above the content.
  func chooseTitle(
    _ candidates: [TitleFinder.Candidate], _ content: MainContent
  ) -> TitleFinder.Candidate? {
    if let best = candidates.first, best.score >= 40 { return best }
    let near = candidates.filter { candidate in
      guard let line = candidate.line, candidate.score > 5 else { return false }
      return line <= content.lines.lowerBound + 6 && line >= content.lines.lowerBound - 25
    }
    let labelled = (max(0, content.lines.lowerBound - 25)..<content.lines.lowerBound + 10).lazy
      .compactMap { $0 < page.lines.count ? labelledTitle($0) : nil }.first
    if let marked = near.first, marked.score > 16 {
      // A heading may name the section of the site.
      if let labelled, labelled.text.utf8.count >= 2 * marked.text.utf8.count { return labelled }
      return marked
    }
    if let labelled { return labelled }
    // The first line of the text, when it reads like the title of a document, or two.
    for (number, index) in content.lines.prefix(5).enumerated() {
      let text = page.text(index)
      let shape = LineShape(text)
      let isWhole =
        shape.isBare || shape.isBareWithComma && DocumentKinds.kind(of: text) != nil
      guard isWhole || shape.isBareOrCut, text.unicodeScalars.count >= 4 else { continue }
      let next = index + 1 < page.lines.count ? page.text(index + 1) : ""
      let isAbout = text.hasPrefix("关于") && text.unicodeScalars.count >= 8
      if number < 3 || isAbout, goesOn(index, in: next) {
        return TitleFinder.Candidate(
          text: text + next, line: index, lineCount: 2, origin: "first lines", score: 30)
      }
      guard isWhole else { continue }
      let isNamed = LineShape(next).isAddresseeLine || DocumentKinds.kind(of: text) != nil
      if number < 3, isNamed || isAbout {
        return TitleFinder.Candidate(text: text, line: index, origin: "first line", score: 30)
      }
    }
    guard let best = candidates.first else { return lineAbove(content) }
    // A head that names the site alone says nothing of the text.
    if near.isEmpty, TitleFinder.isSiteName(best.text),
      let line = lineAbove(content) ?? firstLine(content)
    {
      return line
    }
    let last = near.first ?? best
    // 相关阅读, 分享到: the heading of a box is no title, where the page has no other.
    return last.score < 0 && FurnitureMatcher.shared.kind(of: last.text) != nil ? nil : last
  }

  /// Whether a line is no title by itself, but one with the next: `…关于印发` and below it
  /// `《…办法》的通知`, or `某某水库引水工程` and `中标结果公告`.
  private func goesOn(_ index: Int, in next: String) -> Bool {
    let text = page.text(index)
    // 关于印发《…方案》 names a plan, and with 的通知 a notice.
    let isOpen = DocumentKinds.kind(of: text) == nil || next.hasPrefix("的")
    guard text.unicodeScalars.count >= 8, isOpen,
      LineShape(text).isBare && LineShape(next).isBare || LineShape(text + next).isBare,
      DocumentKinds.kind(of: text + next) != nil
    else { return false }
    if text.hasPrefix("关于") { return true }
    // A menu and a number stand above titles, too.
    return page.lines[index].linkShare == 0 && !text.unicodeScalars.contains(where: \.isBlank)
      && (text.holds("关于") || next.unicodeScalars.count <= 12) && OutlineLabel(text) == nil
      && !LineShape(text).isOfficeLine && DocumentNumber(text) == nil
  }

  /// `标　题：关于…的通知`
  private func labelledTitle(_ index: Int) -> TitleFinder.Candidate? {
    guard mayHoldLabel(index) else { return nil }
    let entries = InfoTable.entries(in: page.text(index), line: index, next: nil)
    guard let found = entries.first, found.field == .title else { return nil }
    return TitleFinder.Candidate(
      text: found.value, line: index, origin: "line \(found.label)", score: 30)
  }

  /// `青禾社发（林清和 摄）`, `图为施工现场。林清和摄`: who took a picture.
  private static func isCredit(_ text: String) -> Bool {
    ["摄", "摄）", "摄)", "摄影", "供图", "供图）"].contains { text.ends(with: $0) }
  }

  /// The first line of the text, where it is set off and reads like a title, and a sentence follows.
  private func firstLine(_ content: MainContent) -> TitleFinder.Candidate? {
    let first = content.lines.lowerBound
    guard content.lines.count > 1 else { return nil }
    let line = page.lines[first]
    let text = page.text(first)
    let shape = LineShape(text)
    guard line.shape == .text, line.linked == 0, (8...60).contains(line.scalars), line.marks == 0,
      shape.isBare, !shape.isOfficeLine, OutlineLabel(text) == nil, DocumentNumber(text) == nil,
      ChineseDate(text) == nil, FurnitureMatcher.shared.kind(of: text) == nil,
      LineShape(page.text(first + 1)).endsWithStop, isSetOff(line)
    else { return nil }
    return TitleFinder.Candidate(text: text, line: first, origin: "first line", score: 20)
  }

  /// Set in bold or centred, as titles are and first lines of poems are not.
  private func isSetOff(_ line: TextLine) -> Bool {
    tree.ancestors(of: Int(line.firstNode)).prefix(4).contains { node in
      let tag = tree.nodes[node].tag
      return tag == .b || tag == .strong || tag.headingLevel > 0
        || tree.attribute(.style, of: node)?.holds("center") ?? false
    }
  }

  /// What the head of the page says in full where a template cuts the heading short:
  /// `关于进一步做好春季…`.
  func inFull(
    _ title: TitleFinder.Candidate, _ candidates: [TitleFinder.Candidate]
  ) -> TitleFinder.Candidate {
    let shown = title.text.compact
    var stem = shown[...]
    while let last = stem.last, Self.isDot(last) { stem.removeLast() }
    guard stem.count >= Self.shortestStem, shown.count - stem.count >= 2 || shown.last == "…",
      let full = candidates.first(where: { candidate in
        let words = candidate.text.compact
        return candidate.line == nil && words.count > stem.count && words.starts(with: stem)
          && !(words.last.map(Self.isDot) ?? false)
      })
    else { return title }
    var whole = title
    whole.text = full.text
    return whole
  }

  private static func isDot(_ scalar: Unicode.Scalar) -> Bool { scalar == "…" || scalar == "." }

  /// Scalars of a heading that are left of it.
  private static let shortestStem = 8

  /// The nearest line above the text that could be its title.
  private func lineAbove(_ content: MainContent) -> TitleFinder.Candidate? {
    for index in (max(0, content.lines.lowerBound - 8)..<content.lines.lowerBound).reversed() {
      let line = page.lines[index]
      let text = page.text(index)
      if let named = labelledTitle(index) { return named }
      let isBesideTheTitle =
        !InfoTable.entries(in: text, line: index, next: nil).isEmpty
        || FurnitureMatcher.shared.kind(of: text) != nil
        || ChineseDate(text) != nil && text.holds(":") || FurnitureCutter.isStamp(text)
        || FurnitureCutter.isByline(text) || DocumentNumber(text) != nil
        || TextAnchor.isIssue(text) || Self.isCredit(text)
      if isBesideTheTitle { continue }
      let shape = LineShape(text)
      guard line.linkShare < 0.5, line.shape == .text, (6...80).contains(line.scalars),
        !shape.endsSentence, !shape.isDateLine, !TitleFinder.isSiteName(text), !text.holds("www."),
        !text.hasPrefix("首页")
      else { return nil }
      return TitleFinder.Candidate(
        text: text, line: index, origin: "line above the text", score: 20)
    }
    return nil
  }
}
