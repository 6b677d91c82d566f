// PageReader.swift — decoded markup → document: parse, strip, structure.

/// One page on its way through the steps.
struct PageReader {
  let tree: HTMLTree
  let page: PageLines
  let roles: ElementRoles
  let head: PageHead
  private let explains: Bool
  /// Its address when that is known from elsewhere.
  private let address: String?
  private var document = OfficialDocument()
  /// Fields that a script would show, or that a comment notes.
  private(set) var scripted: [InfoEntry] = []

  /// - Parameter isWhole: nothing was put into the page; what it stores may still be.
  static func read(
    _ text: [UInt8], _ options: ExtractionOptions, isWhole: Bool = true
  ) -> OfficialDocument {
    let skeleton = MarkupSkeleton(text)
    let tree = HTMLTree(skeleton)
    var reader = PageReader(tree, options, showsHidden: false)
    reader.document.series = PageSeries(text)
    reader.document.truncated = skeleton.swallowed ?? tree.stopped ?? reader.page.ranTogether
    if let record = CatalogRecord.find(in: skeleton.markup, skeleton.scripts) {
      return reader.readCatalogRecord(record)
    }
    if reader.head.meta(["og:site_name"])?.value == WeChatArticle.siteName {
      reader.scripted = WeChatArticle.entries(in: skeleton.markup, skeleton.scripts)
    }
    reader.scripted += FounderArticle.entries(in: text)
    if let title = reader.head.title {
      reader.scripted += ScriptArticle.entries(
        in: skeleton.markup, skeleton.scripts, title: title)
    }
    reader.scripted += ScriptedByline.entries(in: skeleton.markup, skeleton.scripts)
    let document = reader.run()
    if document.kind == .article { return document }
    if options.takesAllLines { return reader.withAllLines(document) }
    if isWhole, document.kind == .other || document.kind == .shell,
      let markup = StoredMarkup.shown(in: skeleton.markup)
    {
      let shown = read(markup, options, isWhole: false)
      if shown.kind == .article { return shown }
    }
    let isHidden = reader.hasHiddenContent
    guard isHidden || reader.hidesMost else { return document }
    // A script would have shown it.
    var second = PageReader(tree, options, showsHidden: true)
    second.document.truncated = document.truncated
    second.document.series = document.series
    second.scripted = reader.scripted
    second.trace("the main content is hidden until a script runs")
    let shown = second.run()
    return isHidden || shown.kind == .article ? shown : document
  }

  /// What is no article, with all of its lines as its text.
  private func withAllLines(_ document: OfficialDocument) -> OfficialDocument {
    var document = document
    document.kind = .article
    document.paragraphs = Outline.structure(page.lines.indices.map(page.text))
    return document
  }

  /// An element with the name of a main content holds text that is all hidden, or the whole page
  /// is: `<body style="display:none">`.
  private var hasHiddenContent: Bool {
    let shown = page.lines.reduce(0) { $0 + $1.scalars }
    if shown < TextlessPage.shellText, !tree.nodes.isEmpty,
      tree.text(of: 0).utf8.count > Self.hiddenPage
    {
      return true
    }
    return roles.nodes([.content]).contains { node in
      page.range(of: node, in: tree).isEmpty
        && tree.text(of: node).utf8.count > 300
    }
  }

  /// A page of no kind shows less than one element hides: a short notice. Several small ones are
  /// what pops up on any page.
  private var hidesMost: Bool {
    guard document.kind == .other || document.kind == .shell else { return false }
    let least = max(page.arena.count, Self.hiddenText)
    var node = 0
    while node < tree.nodes.count {
      guard tree.isHidden(node) else {
        node += 1
        continue
      }
      if !tree.nodes[node].tag.isInvisible, roles.own[node] != .furniture,
        tree.text(of: node).utf8.count > least
      {
        return true
      }
      node = max(Int(tree.nodes[node].end), node + 1)
    }
    return false
  }

  /// Bytes of text that a page holds which a script would show.
  private static let hiddenPage = 900
  private static let hiddenText = 300

  private init(_ tree: HTMLTree, _ options: ExtractionOptions, showsHidden: Bool) {
    self.tree = tree
    explains = options.explains
    address = options.address
    page = PageLines(tree, showsHidden: showsHidden)
    roles = ElementRoles(tree)
    head = PageHead(tree)
  }

  private mutating func trace(_ line: String) {
    if explains { document.trace.append(line) }
  }

  private mutating func run() -> OfficialDocument {
    var scorer = ContentScorer(tree, page, roles)
    let anchor = TextAnchor.find(page, scorer.furniture)
    let titles = TitleFinder(tree, page, roles, head).candidates(anchor)
    let likely = titles.first { $0.line != nil && $0.score >= 42 }
    scorer.place(title: likely?.line, anchor: anchor)
    var sources = FieldReader.Sources(head: head, address: address)
    guard let content = MainContent.find(scorer, explains: explains) else {
      setKind(.other, "no lines", scorer)
      sources.title = titles.first.map { ($0.text, $0.origin) }
      return FieldReader.fill(document, from: sources)
    }
    for candidate in content.candidates { trace(candidate) }
    trace("main content \(MainContent.describe(content.node, tree)), score \(Int(content.score))")

    let title = (chooseTitle(titles, content) ?? notedTitle ?? originalTitle(content))
      .map { inFull($0, titles) }
    if let title { trace("title from \(title.origin), score \(Int(title.score))") }
    sources.title = title.map { ($0.text, $0.origin) }
    let bylineEnd =
      anchor.flatMap { title?.holds(line: $0.title) ?? false ? $0.byline + 1 : nil } ?? 0
    let kept = cut(content, scorer.furniture, title, bylineEnd: bylineEnd)
    let verdict = PageVerdict(scorer, content, kept: kept, head: head, title: title, anchor: anchor)
    setKind(verdict.kind, verdict.reason, scorer, isOwn: verdict.isAnchored)
    if document.kind == .article {
      var drafts = kept.map(draft)
      EditorsNote.remove(from: &drafts)
      document.paragraphs = Outline.structure(drafts)
    }
    // Under a title and a by-line may stand pictures alone.
    sources.isOwn = verdict.kind == .other && verdict.isAnchored
    guard document.kind == .article || sources.isOwn else {
      sources.title = columnTitle(title)
      return FieldReader.fill(document, from: sources)
    }
    // Of pictures alone no text begins above the by-line.
    let own = sources.isOwn ? kept.filter { $0 >= bylineEnd } : kept
    collectFields(&sources, title, content, own, bylineEnd: bylineEnd)
    sources.paragraphs = document.paragraphs
    return FieldReader.fill(document, from: sources)
  }

  /// The lines of the content that stay.
  private mutating func cut(
    _ content: MainContent, _ furniture: [FurnitureKind?], _ title: TitleFinder.Candidate?,
    bylineEnd: Int
  ) -> [Int] {
    let first = content.lines.lowerBound
    let cutter = FurnitureCutter(
      content.lines.map { cutterLine($0) }, title: title?.text,
      kinds: Array(furniture[content.lines]), headEnd: max(0, bylineEnd - first),
      isTitled: (title?.line).map { (0...12).contains(first - $0) } ?? false)
    for cut in cutter.cuts where explains {
      let text = cutter.lines[cut.lines.lowerBound].text.prefix(30)
      trace("cut \(cut.rule): “\(text)”")
    }
    return cutter.survivors.map { $0 + first }
  }

  /// What is neither article nor known already may be of a kind of its own.
  private mutating func setKind(
    _ kind: PageKind, _ reason: String, _ scorer: ContentScorer, isOwn: Bool = false
  ) {
    document.kind = kind
    trace("page kind \(kind.rawValue): \(reason)")
    guard kind == .list || kind == .other && !isOwn else { return }
    let page = TextlessPage(
      tree, page, scorer.furniture, head: head, address: address, isList: kind == .list)
    if page.kind != kind { trace("page kind \(page.kind.rawValue): \(page.reason)") }
    document.kind = page.kind
  }

  private func draft(_ index: Int) -> Paragraph {
    let line = page.lines[index]
    let kind: ParagraphKind =
      switch line.shape {
      case .text: .text
      case .listItem: .listItem
      case .tableRow: .tableRow
      }
    return Paragraph(text: page.text(index), kind: kind)
  }

  private func cutterLine(_ index: Int) -> FurnitureCutter.Line {
    let line = page.lines[index]
    var cut = FurnitureCutter.Line(
      text: page.text(index), count: Int(line.scalars), marks: Int(line.marks))
    cut.linkShare = line.linkShare
    cut.hasFileLink = line.hasFileLink
    cut.isTableRow = line.shape == .tableRow
    let block = tree.nodes[Int(line.block)]
    cut.place = block.tag == .p ? 0 : Int(block.parent) << 8 | Int(block.tag.rawValue)
    cut.isByline =
      isIn(.byline, Int(line.block))
      || line.scalars <= 12 && ChineseDate.inPieces(page.seamedText(index)) != nil
      || mayBeginWithLabel(index)
        && InfoTable.entries(seamed: page.seamedText(index), line: index)
          .contains { !$0.isOfDecision }
    return cut
  }

  private func isIn(_ role: ContainerRole, _ node: Int) -> Bool {
    tree.ancestors(of: node).prefix(4).contains { roles.own[$0] == role }
  }

  /// What a page without a text of its own is called: a list by its column, not by its site.
  private func columnTitle(
    _ title: TitleFinder.Candidate?
  ) -> (text: String, origin: String)? {
    if document.kind == .list || document.kind == .home {
      if let name = head.meta(["ColumnName"])?.value { return (name, "meta ColumnName") }
      if document.kind == .list, let name = listName { return name }
      if let name = head.title.flatMap({ TitleFinder.parts(of: $0).first }) {
        return (name, "<title>")
      }
    }
    return title.map { ($0.text, $0.origin) }
  }

  // MARK: - Fields

  private func collectFields(
    _ sources: inout FieldReader.Sources, _ title: TitleFinder.Candidate?, _ content: MainContent,
    _ kept: [Int], bylineEnd: Int
  ) {
    let opening = kept.prefix(12)
    var isBody = [Bool](repeating: false, count: page.lines.count)
    for index in kept.dropFirst(12) { isBody[index] = true }
    let first = kept.first ?? max(content.lines.lowerBound, bylineEnd)
    let last = kept.last ?? max(content.lines.upperBound, bylineEnd)
    let titleLine = title?.line ?? max(0, first - 8)
    sources.textStart = first
    sources.titleLine = title?.line
    sources.topDate = kept.first.flatMap {
      ChineseDate.whole(ChineseDate.withoutWeekday(page.text($0)))
    }
    var far: [InfoEntry] = []
    var pairs: [InfoEntry] = []
    for index in page.lines.indices where !isBody[index] {
      let isRow = page.lines[index].shape == .tableRow
      if opening.contains(index), !isRow { continue }
      let isNear = index >= min(titleLine, first) - 25 && index <= last + 12
      let hasLabel = mayHoldLabel(index)
      guard hasLabel || isNear, !isIn(.comments, Int(page.lines[index].block)) else { continue }
      guard hasLabel else {
        if mayBeginWithLabel(index) {
          pairs += labelled(index, &sources).filter {
            $0.field == .title || !isTitle(index + 1, title)
          }
        }
        continue
      }
      // The value of a cell stands in its row, or below a row of labels.
      let next = !isRow && index + 1 < page.lines.count ? page.text(index + 1) : nil
      let text = isRow ? page.text(index) : page.seamedText(index)
      var entries = InfoTable.entries(in: text, line: index, next: next)
      // Below the text such a table lists other documents.
      if isRow, index > 0, index <= first + 1, page.lines[index].linkShare == 0,
        page.lines[index - 1].shape == .tableRow,
        InfoTable.isHeaderRow(page.text(index - 1))
      {
        entries = InfoTable.entries(below: page.text(index - 1), in: text, line: index)
      }
      // Below an empty label may stand the title, which is the value of its own label alone.
      if !isRow, entries.contains(where: { $0.isRow && $0.field != .title }),
        isTitle(index + 1, title)
      {
        entries.removeAll { $0.isRow && $0.field != .title }
      }
      if index < titleLine, ChineseDate.isOfToday(text), !page.isIssue {
        entries.removeAll { $0.field == .publishedOn }
      }
      if isNear { sources.entries += entries } else { far += entries }
    }
    // One word alone is no label; by turns with others it is, or with labels that have a colon.
    let turns =
      pairs + sources.entries.filter { $0.isRow && "：:".contains(page.text($0.line).last ?? " ") }
    sources.entries += pairs.filter { pair in turns.contains { abs($0.line - pair.line) == 2 } }
    sources.entries += far
    sources.entries += scripted
    let bylineStart = min(titleLine, first)
    // The date may stand on the line below its label.
    let bylines = InfoTable.bylines(sources.entries)
    let issued = Set(
      sources.entries.filter { $0.field == .issuedOn && !$0.tellsPosting(bylines: bylines) }
        .flatMap {
          [$0.line, page.lines[$0.line].shape == .tableRow || !$0.isRow ? $0.line : $0.line + 1]
        })
    // The head of a page shows the day of the visit; a by-line above the title is one where none
    // stands below it.
    let head = max(0, bylineStart - 3)..<bylineStart
    let isBelow = (bylineStart..<max(first, bylineStart)).contains {
      page.lines[$0].scalars <= 120 && ChineseDate(page.text($0)) != nil
    }
    let above = head.filter {
      !isBelow
        && (page.isIssue || page.lines[$0].linkShare < 0.4 && !ChineseDate.isOfToday(page.text($0)))
    }
    let near = above + Array(bylineStart..<max(first, bylineStart))
    for index in near + content.lines.prefix(6).filter({ !kept.contains($0) })
    where index < page.lines.count && page.lines[index].scalars <= 120 && !issued.contains(index)
      && !page.isDatedLink(index) && !page.text(index).hasPrefix("——")
    {
      sources.bylines.append(page.seamedText(index))
    }
    let top = max(0, min(titleLine, first))
    sources.topLines = (top..<max(first, top)).filter { $0 < page.lines.count }.map(page.text)
    sources.topLines += kept.prefix(6).map { page.text($0) }
    // The number may stand above the title.
    sources.topLines += (max(0, top - 3)..<min(top, page.lines.count))
      .filter { page.lines[$0].linkShare == 0 }.map(page.text)
    for index in (last + 1)..<(last + 8) where index < page.lines.count {
      let text = page.text(index)
      if FurnitureMatcher.shared.kind(of: text) == .metadata { sources.linesBelow.append(text) }
    }
    sources.attachments = AttachmentFinder(tree, page, roles).attachments(around: content.lines)
  }

  /// A label without a colon: with its value in another element of the line, or on the next one.
  private func labelled(_ index: Int, _ sources: inout FieldReader.Sources) -> [InfoEntry] {
    sources.entries += InfoTable.entries(seamed: page.seamedText(index), line: index)
    guard page.lines[index].scalars <= 8, index + 1 < page.lines.count else { return [] }
    let entry = InfoTable.entry(of: page.text(index), value: page.text(index + 1), line: index)
    return entry.map { [$0] } ?? []
  }

  private func isTitle(_ index: Int, _ title: TitleFinder.Candidate?) -> Bool {
    guard let title, index < page.lines.count else { return false }
    return title.holds(line: index) || page.text(index).compact == title.text.compact
  }

  private func mayBeginWithLabel(_ index: Int) -> Bool {
    let line = page.lines[index]
    return line.scalars <= 100 && line.linkShare < 0.9
      && page.text(index).unicodeScalars.first.map(InfoLabels.openings.contains) ?? false
  }

  /// A table row, or a line with a colon.
  func mayHoldLabel(_ index: Int) -> Bool {
    let line = page.lines[index]
    if line.shape == .tableRow { return true }
    guard Int(line.scalars) <= InfoTable.longestLine, line.linkShare < 0.9 else { return false }
    return InfoTable.mayHoldLabel(page.text(index))
  }

  // MARK: - Catalogue pages

  /// A page whose record is data in a script: its body is markup of its own.
  private mutating func readCatalogRecord(_ record: CatalogRecord) -> OfficialDocument {
    trace("record in a script: \(record.fields.keys.sorted().joined(separator: ", "))")
    let innerTree = HTMLTree(MarkupSkeleton(Array(record.content.utf8)))
    let inner = PageLines(innerTree)
    let drafts = inner.lines.indices.map { index in
      Paragraph(
        text: inner.text(index), kind: inner.lines[index].shape == .tableRow ? .tableRow : .text)
    }
    let lines = drafts.map {
      FurnitureCutter.Line(text: $0.text, count: $0.text.unicodeScalars.count, marks: 0)
    }
    let cutter = FurnitureCutter(lines, title: record.title)
    document.paragraphs = Outline.structure(cutter.survivors.map { drafts[$0] })
    document.kind = document.paragraphs.isEmpty && record.title == nil ? .other : .article
    var sources = FieldReader.Sources(head: head, address: address)
    sources.title = record.title.map { ($0, "record title") }
    sources.entries = record.entries
    if let address = record.address {
      document.url = address
      document.evidence.append(Evidence(field: "url", value: address, origin: "record url"))
    }
    sources.topLines = document.paragraphs.prefix(6).map(\.text)
    sources.attachments = record.attachments
    for file in AttachmentFinder(innerTree, inner).attachments(around: inner.lines.indices)
    where !sources.attachments.contains(where: { $0.address == file.address }) {
      sources.attachments.append(file)
    }
    sources.paragraphs = document.paragraphs
    return FieldReader.fill(document, from: sources)
  }
}
