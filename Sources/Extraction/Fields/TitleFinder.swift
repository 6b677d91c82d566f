// TitleFinder.swift — finds the title (标题) that a page shows for its text.

/// Weighs what could be the title: marked elements and lines, against what the head says.
struct TitleFinder {
  struct Candidate: Sendable {
    var text: String
    /// The first line it stands on; nil when it comes from the head alone.
    var line: Int?
    var lineCount = 1
    var origin: String
    var score: Double

    /// Whether a line of the page is one of the title's own.
    func holds(line number: Int) -> Bool {
      line.map { ($0..<($0 + lineCount)).contains(number) } ?? false
    }
  }

  static let articleTitleMetas = ["ArticleTitle", "article:title", "og:title", "twitter:title"]
  static let longestTitle = 160
  /// A shorter one in the head, which no line repeats, may be the column's.
  private static let shortestOwn = 7

  let tree: HTMLTree
  let page: PageLines
  let roles: ElementRoles
  private let head: PageHead
  let headTitle: [Unicode.Scalar]
  /// nil also where a template fills in the name of the site.
  let metaTitle: [Unicode.Scalar]?
  private let siteNames: Set<[Unicode.Scalar]>
  /// The head calls the page by the name of its site.
  let namesSite: Bool

  init(_ tree: HTMLTree, _ page: PageLines, _ roles: ElementRoles, _ head: PageHead) {
    (self.tree, self.page, self.roles, self.head) = (tree, page, roles, head)
    headTitle = (head.title ?? "").compact
    let ownTitle = head.meta(["ArticleTitle"])?.value
    metaTitle = ownTitle.flatMap { Self.isSiteName($0) ? nil : $0.compact }
    var names: Set<[Unicode.Scalar]> = []
    for name in ["SiteName", "og:site_name", "ColumnName", "application-name"] {
      if let value = head.meta([name])?.value { names.insert(value.compact) }
    }
    siteNames = names
    namesSite = head.title.map(Self.isSiteName) ?? false
  }

  /// All candidates, best first.
  func candidates(_ anchor: TextAnchor?) -> [Candidate] {
    var found: [Candidate] = []
    if let anchor {
      let block = Int(page.lines[anchor.title].block)
      let lines = titleLines(around: anchor.title)
      let first = lines == nil ? firstLine(of: anchor.title) : anchor.title
      let text =
        lines.map { ownText(of: $0.node, lines: $0.range) }
        ?? text(from: first, to: anchor.title)
      let named = DocumentKinds.kind(of: text) == nil ? 0.0 : 8.0
      found.append(
        Candidate(
          text: text, line: lines?.range.lowerBound ?? first,
          lineCount: lines?.range.count ?? anchor.title - first + 1,
          origin: "line above the by-line",
          score: 32 + named + support(text, block)))
    }
    var boxed: Set<Int> = []
    for (index, node) in tree.nodes.enumerated() {
      let isTitled = roles.own[index] == .title || boxed.contains(index)
      guard node.tag.headingLevel > 0 || isTitled else { continue }
      let range = page.range(of: index, in: tree)
      guard (1...5).contains(range.count) else { continue }
      if let heading = headingAboveByline(in: index, range) {
        boxed.insert(heading)
        continue
      }
      let text = withoutStamp(index, withoutWidgets(index, ownText(of: index, lines: range)))
      let length = text.unicodeScalars.count
      guard (2...Self.longestTitle).contains(length) else { continue }
      // An order may be called by its number, another document is not.
      if let number = DocumentNumber(text), !number.isOrder { continue }
      var score = Double([0, 16, 11, 7, 3, 2][node.tag.headingLevel]) + (isTitled ? 12 : 0)
      if page.lines[range].allSatisfy({ $0.linkShare > 0.5 }), leadsElsewhere(index) {
        score -= 25
      }
      score += support(text, index)
      if OutlineLabel(text) != nil { score -= 20 }
      if Self.isOnlyKind(text) { score += 24 }
      if isNumbered(text, range) { score += 16 }
      found.append(
        Candidate(
          text: text, line: range.lowerBound, lineCount: range.count,
          origin: isTitled
            ? "title container \(MainContent.describe(index, tree))"
            : node.tag.name, score: score))
    }
    for (index, line) in page.lines.enumerated()
    where line.scalars >= 6 && Int(line.scalars) <= Self.longestTitle && line.linkShare < 0.5 {
      guard !headTitle.isEmpty || metaTitle != nil else { break }
      let text = page.text(index)
      // What the head calls a title may begin anywhere in it.
      guard let first = text.unicodeScalars.first?.narrowed,
        headTitle.contains(first) || metaTitle?.contains(first) ?? false
      else { continue }
      // The head may name the office alone, which signs the text.
      let score = support(text, Int(line.block))
      if score >= 30, !LineShape(text).isOfficeLine {
        found.append(Candidate(text: text, line: index, origin: "line", score: score))
      }
    }
    if let broken = brokenTitle() {
      // A part of it is no title.
      found.removeAll { $0.lineCount < broken.lineCount && $0.line.map(broken.holds) ?? false }
      found.append(broken)
    }
    if let meta = head.meta(Self.articleTitleMetas), FieldValue.cleaned(meta.value) != nil {
      let isOwn = meta.name == "ArticleTitle" && metaTitle != nil
      found.append(
        Candidate(
          text: isOwn ? Self.withoutTags(meta.value) : Self.withoutSite(meta.value), line: nil,
          origin: "meta \(meta.name)",
          score: !isOwn ? 20 : meta.value.compact.count < Self.shortestOwn ? 34 : 58))
    }
    if let title = head.title {
      let text = Self.withoutSite(title)
      if !text.isEmpty {
        found.append(Candidate(text: text, line: nil, origin: "<title>", score: 16))
      }
    }
    return found.sorted { $0.score > $1.score }
  }

  /// Whether a link below an element goes to another page: those of some editors go nowhere.
  private func leadsElsewhere(_ node: Int) -> Bool {
    (node..<Int(tree.nodes[node].end)).contains { index in
      guard tree.nodes[index].tag == .a, let address = tree.attribute(.href, of: index) else {
        return false
      }
      return !address.isEmpty && !address.hasPrefix("#") && !address.hasPrefix("javascript:")
    }
  }

  /// A title that stands broken over several lines, found by what the head says in one piece.
  private func brokenTitle() -> Candidate? {
    let meta = head.meta(["ArticleTitle"])?.value
    let whole = metaTitle ?? Self.firstPart(headTitle).map(Array.init) ?? headTitle
    guard whole.count >= 12 else { return nil }
    for start in page.lines.indices where page.lines[start].scalars < Int32(whole.count) {
      guard page.lines[start].scalars >= 4,
        page.text(start).unicodeScalars.first?.narrowed == whole.first
      else { continue }
      var joined = page.text(start).compact
      guard whole.starts(with: joined) else { continue }
      for end in (start + 1)..<min(start + 6, page.lines.count) {
        joined += page.text(end).compact
        guard whole.starts(with: joined) else { break }
        if joined.count == whole.count {
          return Candidate(
            text: meta ?? Self.withoutSite(head.title ?? ""),
            line: start, lineCount: end - start + 1, origin: "broken over lines", score: 62)
        }
      }
    }
    return nil
  }

  /// How far the head of the page, its site and its furniture speak for a text.
  private func support(_ text: String, _ node: Int) -> Double {
    let compact = text.compact
    let count = compact.count
    guard count >= 2 else { return -50 }
    var score = Double(min(count, 30)) * 0.4
    if compact == metaTitle { score += 60 }
    if siteNames.contains(compact) { score -= 60 }
    if namesSite, compact == headTitle {
      score -= 10
    } else if count >= 5 {
      if headTitle.starts(with: compact) {
        // Half of a title that is broken over lines is a worse title than the whole.
        let first = Self.firstPart(headTitle)?.count ?? headTitle.count
        score += first >= count * 5 / 3 && first - count >= 8 ? 5 : 45
      } else if count >= 8, let place = Self.place(of: compact, in: headTitle) {
        // The site's own name ends the head's title.
        score += place + count == headTitle.count ? -5 : 32
      } else if count >= 8, headTitle.count >= 8, compact.starts(with: headTitle.prefix(count)) {
        score += 25
      } else if let first = Self.firstPart(headTitle), first.count >= 8, compact.starts(with: first)
      {
        score += 30
      }
    } else if !isNamedByHead(compact) {
      score -= 10
    }
    // 图解…, 点赞…: headlines may begin so.
    let isHeading = tree.nodes[node].tag == .h1 && count >= 6
    if !isHeading, FurnitureMatcher.shared.kind(of: text) != nil { score -= 60 }
    let around = tree.ancestors(of: node).prefix(12).first { roles.own[$0] == .furniture }
    if let around, isLinked(around) { score -= 15 }
    return score
  }

  /// `林清和-某某县人民政府`: the head begins with the name of the person whose page it is.
  private func isNamedByHead(_ name: [Unicode.Scalar]) -> Bool {
    guard name.count <= 3, headTitle.starts(with: name), Authors.isPerson(String(scalars: name))
    else { return false }
    return headTitle.count == name.count || Self.separators.contains(headTitle[name.count])
  }

  /// Whether a third of an element's text leads elsewhere: the head of a page does, the head of a
  /// text, which often has the same name, does not.
  private func isLinked(_ node: Int) -> Bool {
    let lines = page.lines[page.range(of: node, in: tree)]
    return lines.reduce(0) { $0 + 3 * $1.linked } >= lines.reduce(0) { $0 + $1.scalars }
  }

  /// Some editors leave the markup of a subtitle in the tag.
  private static func withoutTags(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    // `<strong>…</strong>`; `<某某条例>解读` has names in such brackets.
    while scalars.count > 1, scalars[0] == "<", scalars[1].isASCII,
      let close = scalars.firstIndex(of: ">")
    {
      scalars.removeFirst(close + 1)
    }
    guard let open = scalars.firstIndex(of: "<"), open > 3, open + 1 < scalars.count,
      scalars[open + 1].isASCII
    else { return String(scalars: scalars).trimmed }
    return String(scalars: scalars[..<open]).trimmed
  }

  private static func place(of needle: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
    guard needle.count <= text.count else { return nil }
    for start in 0...(text.count - needle.count)
    where text[start..<(start + needle.count)].elementsEqual(needle) {
      return start
    }
    return nil
  }

  private static let separators: Set<Unicode.Scalar> = [
    "_", "|", "-", "—", "–", "─", "¦", "·", "»", "<",
  ]

  private static func firstPart(_ title: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar>? {
    title.indices.first { separates(title, $0) }.map { title[..<$0] }
  }

  /// The head's title without the names of column and site behind it, or before it.
  static func withoutSite(_ title: String) -> String {
    var texts = parts(of: title)
    // 某某县人民政府 政务动态 县住建局召开…
    if texts.count == 1 { texts = behindSite(texts[0]) ?? texts }
    guard let first = texts.first else { return "" }
    let isSite = texts.count > 1 && isSiteName(first)
    if first.unicodeScalars.count >= 6, !isSite { return first }
    if isOnlyKind(first) { return first }
    if isSite {
      let own = texts.filter { !isSiteName($0) && $0.unicodeScalars.count >= 4 }
      if !own.isEmpty { texts = own }
    }
    return texts.max { $0.unicodeScalars.count < $1.unicodeScalars.count } ?? first
  }

  /// `公　告`, `讣告`: the kind of document is all of its title.
  private static func isOnlyKind(_ text: String) -> Bool {
    guard text.utf8.count <= 24, let kind = DocumentKinds.kind(of: text) else { return false }
    return text.compact.elementsEqual(kind.unicodeScalars)
  }

  /// The words of a title that begins with the name of its site, when the last is a headline.
  private static func behindSite(_ title: String) -> [String]? {
    let words = title.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 1, isSiteName(words[0]), let last = words.last,
      last.unicodeScalars.count >= 10, !isSiteName(last)
    else { return nil }
    return [words[0], last]
  }

  /// Names the office whose site it is, or the site.
  static func isSiteName(_ text: String) -> Bool {
    LineShape(text).isOfficeLine || FurnitureRules.homeEnds.contains { text.ends(with: $0) }
  }

  /// `饮水思源——某市供水工作纪实`: the dash of a title and its second half, not of a site's name.
  private static func isWithin(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let first = index > 0 && scalars[index - 1] == "—" ? index - 1 : index
    guard first > 3, first + 2 < scalars.count, scalars[first + 1] == "—" else { return false }
    let rest = scalars[(first + 2)...].prefix { !separators.contains($0) }
    return rest.count > 4 && !isSiteName(String(scalars: rest))
  }

  /// Whether a part of the head's title ends before a sign; `2023—2025年` is one part.
  private static func separates(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let isBetweenDigits =
      index > 0 && index + 1 < scalars.count && scalars[index - 1].isASCIIDigit
      && scalars[index + 1].isASCIIDigit
    return separators.contains(scalars[index]) && !isBetweenDigits
  }

  /// What the head's title names: the page, then column and site.
  static func parts(of title: String) -> [String] {
    let scalars = Array(title.unicodeScalars)
    var parts: [[Unicode.Scalar]] = [[]]
    for (index, scalar) in scalars.enumerated() {
      let isWithin = scalar == "—" && isWithin(scalars, index)
      if scalar != "·", !isWithin, separates(scalars, index) {
        parts.append([])
      } else {
        parts[parts.count - 1].append(scalar)
      }
    }
    return parts.map { String(scalars: $0).trimmed }.filter { !$0.isEmpty }
  }
}
