// PageVerdict.swift — article, list, or neither: what the chosen content says of the page.

/// The kind of a page and the reason for it.
struct PageVerdict {
  private(set) var kind: PageKind
  private(set) var reason: String
  /// A title stands right above a by-line, or the page's tags name it.
  let isAnchored: Bool

  /// Weight of text that makes an article without any other sign; about as many characters.
  static let plainlyArticle = 180.0
  static let leastArticle = 20.0
  /// The same of three lines of text and hardly a link.
  static let leastPlain = 80.0
  /// The same of two below a heading, or of three without any link that do not speak of the page:
  /// lists consist of links.
  static let leastHeaded = 40.0
  /// Under a title and a by-line, or above a signature, one short line is enough.
  static let leastAnchored = 10.0

  /// Pages that say there is nothing to see say no more than this.
  static let longestRefusal = 500.0

  init(
    _ scorer: ContentScorer, _ content: MainContent, kept: [Int], head: PageHead,
    title: TitleFinder.Candidate?, anchor: TextAnchor?
  ) {
    let lines = scorer.page.lines
    var own = 0
    var linked = 0
    var linkLines = 0
    var textLines = 0
    var stamps = 0
    var datedLinks = 0
    var items = 0
    let isBelowTitle = anchor.map { title?.holds(line: $0.title) ?? false } ?? false
    let byline = isBelowTitle ? anchor?.byline ?? -1 : -1
    // Links above a title and its by-line are the page's.
    for index in kept where index > byline {
      own += Int(lines[index].scalars - lines[index].linked)
      linked += Int(lines[index].linked)
      let isLink = lines[index].linkShare > 0.5 && !lines[index].hasFileLink
      if isLink { linkLines += 1 }
      if lines[index].marks > 0, lines[index].linkShare < 0.3 { textLines += 1 }
      if lines[index].scalars <= 140, lines[index].shape != .tableRow {
        let text = scorer.page.text(index)
        if FurnitureCutter.isStamp(text) {
          stamps += 1
        } else if lines[index].linked >= 6, ChineseDate(text) != nil {
          datedLinks += 1
          if !isLink { items += 1 }
        }
      }
    }
    items += linkLines
    let isFurniture = kept.allSatisfy { index in
      if lines[index].hasFileLink { return false }
      if let kind = scorer.furniture[index] { return kind != .statement }
      guard let title, let first = title.line else { return false }
      return title.holds(line: index) || index < first && lines[index].linkShare > 0.9
    }
    let weight = kept.reduce(0) { $0 + max(scorer.weights[$1], 0) }
    let pageLinks = lines[(byline + 1)...].count { $0.linkShare > 0.5 }
    let isDeclared = head.meta(["ArticleTitle"]) != nil
    let isTitled = title.map { $0.line != nil && $0.score >= 40 } ?? false
    isAnchored = isBelowTitle || isDeclared
    let isAnchoredText =
      isBelowTitle && kept.contains { $0 > anchor?.title ?? 0 && $0 <= (anchor?.byline ?? 0) + 8 }
    let sentences = kept.count {
      lines[$0].marks > 0 && lines[$0].linkShare < 0.3
        && LineShape(scorer.page.text($0)).endsWithStop
    }
    let isLinkless =
      linked == 0 && sentences >= 3
      && !kept.prefix(2).map(scorer.page.text).contains { text in
        FurnitureRules.ofThePage.contains { text.holds($0) }
      }
    // A heading stands right above the text.
    let isHeaded =
      title?.line.map { line in
        (1...3).contains(lines[line].headingLevel) && line < kept.first ?? 0
          && (kept.first ?? 0) - line <= TextAnchor.gap
      } ?? false
    func emptyKind() -> PageKind {
      let isList =
        pageLinks >= 10
        || !isBelowTitle && !isDeclared && PageVerdict.listsTexts(scorer.page)
      return isList ? .list : .other
    }
    let isSigned = kept.indices.contains { place in
      // Dates end in 日 or a digit.
      guard lines[kept[place]].scalars <= 60,
        let last = scorer.page.arena[scorer.page.bytes(kept[place])].last,
        last == 0xA5 || (0x30...0x39).contains(last)
      else { return false }
      let line = LineShape(scorer.page.text(kept[place]))
      if line.signedOffice != nil { return true }
      return place > 0 && line.isDateLine
        && LineShape(scorer.page.text(kept[place - 1])).isOfficeLine
    }
    // 来源 and 发布时间 may stand below a text.
    let isBylinedBelow =
      title?.line.map { $0 <= kept.first ?? 0 } ?? false
      && (kept.last.map { $0 + 1..<min($0 + 7, lines.count) } ?? 0..<0).contains {
        scorer.furniture[$0] == .metadata && ChineseDate(scorer.page.text($0)) != nil
      }
    let refusal = FurnitureRules.refusal(
      in: [head.title ?? ""] + kept.prefix(2).map(scorer.page.text))

    if kept.isEmpty {
      (kind, reason) = (emptyKind(), "no text")
    } else if isFurniture {
      (kind, reason) = (emptyKind(), "nothing but furniture")
    } else if linkLines >= 8, linked > own || linkLines > 2 * max(textLines, 1) {
      (kind, reason) = (.list, "\(linkLines) lines of links, \(textLines) of text")
    } else if !isDeclared,
      datedLinks >= 5 && items * 2 >= kept.count
        || stamps >= 8 && !Self.isChronicle(scorer.page, kept)
    {
      (kind, reason) = (.list, "\(datedLinks) dated links, \(stamps) dates alone")
    } else if !isDeclared, !isAnchoredText, Self.isDigest(scorer.page, kept) {
      (kind, reason) = (.list, "titles, dates and words of other texts by turns")
    } else if let refusal, !isDeclared, !isSigned, !isAnchoredText,
      weight < Self.longestRefusal
    {
      (kind, reason) = (refusal.kind, "“\(refusal.phrase)”")
    } else if isDeclared || content.isNamed && isTitled {
      (kind, reason) = (.article, isDeclared ? "meta ArticleTitle" : "named container and title")
    } else if isAnchoredText, weight >= Self.leastAnchored {
      (kind, reason) = (.article, "title, by-line and text of weight \(Int(weight))")
    } else if isSigned, weight >= Self.leastAnchored {
      (kind, reason) = (.article, "signature and text of weight \(Int(weight))")
    } else if isBylinedBelow, weight >= Self.leastAnchored {
      (kind, reason) = (.article, "text of weight \(Int(weight)) above its by-line")
    } else if weight >= Self.plainlyArticle || isTitled && weight >= Self.leastArticle
      || content.isNamed && weight >= Self.leastArticle
    {
      (kind, reason) = (.article, "text of weight \(Int(weight))")
    } else if linked * 4 < own,
      weight >= Self.leastPlain && sentences >= 3
        || weight >= Self.leastHeaded && (sentences >= 2 && isHeaded || isLinkless)
    {
      (kind, reason) = (.article, "\(sentences) sentences of weight \(Int(weight))")
    } else if weight >= Self.leastArticle, Self.isAddressed(scorer.page, kept, title) {
      (kind, reason) = (.article, "document and addressee")
    } else if weight >= Self.leastArticle, Self.isCatalogued(scorer.page, kept) {
      (kind, reason) = (.article, "labelled fields and text of weight \(Int(weight))")
    } else if weight >= Self.leastArticle, Self.isForm(scorer.page, kept) {
      (kind, reason) = (.article, "labels and a sentence, text of weight \(Int(weight))")
    } else {
      (kind, reason) = (emptyKind(), "text of weight \(Int(weight))")
    }
  }

  /// Nearly every date that stands alone has a sentence below it, or who says it and the sentence;
  /// in a list it has the next title.
  private static func isChronicle(_ page: PageLines, _ kept: [Int]) -> Bool {
    var (stamps, told) = (0, 0)
    for (place, index) in kept.enumerated()
    where page.lines[index].scalars <= 40 && FurnitureCutter.isStamp(page.text(index)) {
      stamps += 1
      let below = kept[(place + 1)...].prefix(2)
      told += below.contains { LineShape(page.text($0)).endsWithStop } ? 1 : 0
    }
    return told * 5 >= stamps * 4
  }

  /// The title of a document (文种) and the line that says to whom it goes.
  private static func isAddressed(
    _ page: PageLines, _ kept: [Int], _ title: TitleFinder.Candidate?
  ) -> Bool {
    guard let title, DocumentKinds.kind(of: title.text) != nil else { return false }
    return kept.prefix(3).contains { LineShape(page.text($0)).isAddresseeLine }
  }

  /// Lines above and below a text where its fields may stand.
  private static let reach = (above: 25, below: 3)

  /// Two fields at least of a document are labelled round the text, or one is and a date stands
  /// below it, or above it in a by-line: 索引号, 发文字号, 成文日期, 来源 and the like, with their values.
  private static func isCatalogued(_ page: PageLines, _ kept: [Int]) -> Bool {
    guard let first = kept.first, let last = kept.last else { return false }
    var labels: Set<String> = []
    var isDated = false
    for index in max(0, first - reach.above)..<min(page.lines.count, last + reach.below + 1)
    where page.lines[index].linkShare < 0.5 && Int(page.lines[index].scalars) <= longestField {
      let text = page.text(index)
      if index >= last, LineShape(text).isDateLine || FurnitureCutter.isStamp(text) {
        isDated = true
      }
      if index < first, first - index <= TextAnchor.gap, FurnitureCutter.isByline(text) {
        isDated = true
      }
      let found =
        InfoTable.entries(in: text, line: index, next: nil)
        + InfoTable.entries(seamed: page.seamedText(index), line: index)
      for entry in found where entry.isCore && InfoLabels.field(of: entry.value) == nil {
        labels.insert(entry.label)
      }
    }
    return labels.count + (isDated ? 1 : 0) >= 2 && !labels.isEmpty
  }

  /// A letter and its answer, a permit, a penalty: lines or rows of a label and its value, and
  /// among them at least one sentence.
  private static func isForm(_ page: PageLines, _ kept: [Int]) -> Bool {
    var labels = 0
    var hasSentence = false
    for index in kept where page.lines[index].linkShare < 0.5 {
      let text = page.text(index)
      let cells = text.split(separator: "\t", omittingEmptySubsequences: false)
      if cells.count == 1, let mark = text.firstIndex(where: { $0 == "：" || $0 == ":" }) {
        let length = text[..<mark].unicodeScalars.count
        let hasValue = text[mark...].unicodeScalars.dropFirst().contains { !$0.isBlank }
        if (2...longestLabel).contains(length), hasValue { labels += 1 }
      }
      for (cell, value) in zip(cells, cells.dropFirst())
      where (2...longestLabel).contains(cell.unicodeScalars.count) && !value.isEmpty {
        labels += 1
      }
      hasSentence =
        hasSentence
        || cells.contains { $0.unicodeScalars.count >= leastSentence && $0.contains("。") }
    }
    return labels >= 2 && hasSentence
  }

  private static let longestLabel = 12
  private static let leastSentence = 20

  /// Scalars of the longest line or row of fields.
  private static let longestField = 200
}
