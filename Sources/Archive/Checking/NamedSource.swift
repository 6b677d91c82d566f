// NamedSource.swift — what a sentence names as the source of a claim.
internal import Extraction

/// An article as a sentence names it, or as a law numbers it: 第三十条, 第30条, 第十七条之一.
struct NamedArticle: Hashable, Sendable {
  let number: Int
  /// 1 for 之一; 0 where none follows.
  let inserted: Int

  /// The article whose 第 stands at `start`, and what it takes.
  static func read(
    _ scalars: [Unicode.Scalar], at start: Int
  ) -> (article: NamedArticle, range: Range<Int>)? {
    guard scalars[start] == "第" else { return nil }
    var index = start + 1
    guard let number = numeral(scalars, &index), number > 0, index < scalars.count,
      scalars[index] == "条"
    else { return nil }
    index += 1
    var inserted = 0
    if index < scalars.count, scalars[index] == "之" {
      var end = index + 1
      if let further = numeral(scalars, &end) { (inserted, index) = (further, end) }
    }
    return (NamedArticle(number: number, inserted: inserted), start..<index)
  }

  /// The 款 whose 第 stands at `start`, behind an article, and where it ends.
  static func clause(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (number: Int, end: Int)? {
    guard start < scalars.count, scalars[start] == "第" else { return nil }
    var index = start + 1
    guard let number = numeral(scalars, &index), number > 0, index < scalars.count,
      scalars[index] == "款"
    else { return nil }
    return (number, index + 1)
  }

  /// All that stand in `range`, in order.
  static func all(
    in scalars: [Unicode.Scalar], _ range: Range<Int>
  ) -> [(article: NamedArticle, range: Range<Int>)] {
    range.compactMap { read(scalars, at: $0) }.filter { $0.range.upperBound <= range.upperBound }
  }

  /// The article that a label is; nil for any other.
  init?(label: String) {
    let scalars = Array(label.unicodeScalars)
    guard !scalars.isEmpty, let found = Self.read(scalars, at: 0), found.range == scalars.indices
    else { return nil }
    self = found.article
  }

  fileprivate init(number: Int, inserted: Int) { (self.number, self.inserted) = (number, inserted) }

  /// Whether it may stand between articles that are listed together, as paragraphs of them do.
  static func isBetween(_ scalar: Unicode.Scalar) -> Bool { between.contains(scalar) }

  private static let between = Set(
    "、和及与至到或第款项（）()一二三四五六七八九十0123456789 　".unicodeScalars)

  static func numeral(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Int? {
    if let number = scalars.number(at: &index, digits: 4) { return number }
    guard index < scalars.count, ChineseNumber.mayBegin(with: scalars[index]) else { return nil }
    return ChineseNumber.read(scalars, &index)
  }
}

/// A document that a sentence names, and the articles of it that the claim is said to stand in.
struct NamedSource: Hashable, Sendable {
  enum Name: Hashable, Sendable {
    case title(String)
    /// A title without marks, which may be none.
    case bare(String)
    /// 文号.
    case number(String)
  }

  var name: Name
  var articles: [NamedArticle] = []
  /// Of the one article.
  var part: ArticlePart?
}

/// All that the sentence of a claim names before it, or in brackets right behind it.
struct NamedSources: Hashable, Sendable {
  private(set) var sources: [NamedSource] = []
  /// 《监察法》第三十条: the last of them, as it is written.
  private(set) var words = ""
  /// Whether the sentence says that the claim stands in what it names. Of a quotation it does unless
  /// it only acts on its source (落实…，推进“…”); of a figure only where it says so.
  private(set) var isClaimed = false

  /// - Parameters:
  ///   - text: the paragraph of the draft that holds the claim.
  ///   - names: what the draft gives short names for.
  init(of claim: DraftItem, in text: [Unicode.Scalar], _ names: DeclaredNames) {
    // Of a text without paragraphs no more is read than a sentence is long.
    let first = max(0, claim.range.lowerBound - Self.longestSentence)
    let end = min(text.count, claim.range.upperBound + Self.longestBracket)
    var item = claim
    item.range = claim.range.lowerBound - first..<claim.range.upperBound - first
    let scalars = Array(text[first..<end])
    let given = names.from(first)
    let sentences = String(String.UnicodeScalarView(scalars))
    let items = DraftItem.all(in: sentences, given) + DraftItem.kinds(in: sentences, given)
    let quotes = items.filter { $0.kind == .quote }.map(\.range)
    // What a quotation names is its own affair.
    let bare = BareLawName.all(in: scalars, given).map { range in
      let words = String(String.UnicodeScalarView(scalars[range]))
      return DraftItem(kind: .title, text: words, range: range)
        .titled(given.meaning(of: words, at: range.lowerBound))
    }
    let outside = bare.filter { name in
      !items.contains { $0.kind == .title && $0.range.contains(name.range.lowerBound) }
    }
    let names = (items + outside).sorted { $0.range.lowerBound < $1.range.lowerBound }
      .filter { name in
        (name.kind == .title || name.kind == .number)
          && !given.isGiven(at: name.range.lowerBound)
          && !quotes.contains { $0.contains(name.range.lowerBound) }
      }
    let spared = quotes + names.map(\.range)
    let start = item.range.lowerBound
    let sentence =
      scalars[..<start].indices.last { index in
        Self.sentenceEnds.contains(scalars[index]) && !spared.contains { $0.contains(index) }
      }.map { $0 + 1 } ?? 0
    let before = names.filter {
      $0.range.lowerBound >= sentence && $0.range.upperBound <= start
    }
    if let last = before.last(where: { name in
      !before.contains { $0 != name && $0.range.contains(name.range.lowerBound) }
    }) {
      take(before, scalars, upTo: start)
      isClaimed = Self.isClaimed(
        item, after: last, of: before, from: sentence, scalars, self)
    } else if let bracket = Self.bracket(behind: item, scalars) {
      let inside = names.filter {
        $0.range.lowerBound > bracket.lowerBound && $0.range.upperBound <= bracket.upperBound
      }
      guard inside.first.map({ Self.opens($0, bracket, scalars) }) ?? false else { return }
      take(inside, scalars, upTo: bracket.upperBound)
      isClaimed = true
    }
  }

  private mutating func take(_ names: [DraftItem], _ scalars: [Unicode.Scalar], upTo end: Int) {
    for (place, item) in names.enumerated() {
      let start = item.range.upperBound
      let next = names[(place + 1)...].first { $0.range.lowerBound >= start }
      let stretch = start..<max(start, next?.range.lowerBound ?? end)
      let articles = Self.lastGroup(NamedArticle.all(in: scalars, stretch), scalars)
      let named = Self.articles(of: articles, scalars)
      let name = Self.name(item, scalars)
      let part = Self.part(of: articles, in: stretch, scalars)
      sources.append(NamedSource(name: name, articles: named, part: part?.part))
      var written = Self.words(of: articles, scalars)
      if let part, let start = articles.last?.range.upperBound {
        written += String(String.UnicodeScalarView(scalars[start..<part.end]))
      }
      // What ends last of those before it: a title, others in it left aside.
      let previous = names[..<place].map(\.range).max { $0.upperBound < $1.upperBound }
      if item.kind == .number, let previous,
        (0...3).contains(item.range.lowerBound - previous.upperBound)
      {
        // 《…》（国发〔2016〕55号）第三条 is an article of the one as of the other.
        for other in 0..<place
        where names[other].range.overlaps(previous) && sources[other].articles.isEmpty {
          sources[other].articles = named
          sources[other].part = part?.part
        }
        words += written
      } else if let previous, previous.upperBound > start {
        words += written
      } else {
        words = (item.kind == .title ? "《\(item.title ?? item.text)》" : item.text) + written
      }
    }
  }

  private static func name(
    _ item: DraftItem, _ scalars: [Unicode.Scalar]
  ) -> NamedSource.Name {
    if item.kind == .number { return .number(item.text) }
    if let title = item.title { return item.isBare ? .bare(title) : .title(title) }
    return isMarked(item, scalars) ? .title(item.text) : .bare(item.text)
  }

  private static func isMarked(_ title: DraftItem, _ scalars: [Unicode.Scalar]) -> Bool {
    let before = title.range.lowerBound - 1
    return before >= 0 && "《〈<＜".unicodeScalars.contains(scalars[before])
  }

  /// The articles that are listed together, the last such list: 第三条、第五条.
  private static func lastGroup(
    _ articles: [(article: NamedArticle, range: Range<Int>)], _ scalars: [Unicode.Scalar]
  ) -> [(article: NamedArticle, range: Range<Int>)] {
    var group = articles.suffix(1)
    for previous in articles.dropLast().reversed() {
      guard let first = group.first else { break }
      let gap = scalars[previous.range.upperBound..<first.range.lowerBound]
      guard gap.allSatisfy(NamedArticle.isBetween) else { break }
      group = [previous] + group
    }
    return Array(group)
  }

  /// The 款 or item of the one article that is named; nil where others are, 第一款、第三款, or
  /// where the claim stands behind another.
  private static func part(
    of articles: [(article: NamedArticle, range: Range<Int>)], in stretch: Range<Int>,
    _ scalars: [Unicode.Scalar]
  ) -> (part: ArticlePart, end: Int)? {
    guard articles.count == 1, let start = articles.last?.range.upperBound,
      let found = ArticlePart.read(scalars, at: start), found.end <= stretch.upperBound,
      found.end == scalars.count || !listing.contains(scalars[found.end])
    else { return nil }
    let isOnly = !(found.end..<stretch.upperBound).contains { index in
      ArticlePart.read(scalars, at: index) != nil
    }
    return isOnly ? found : nil
  }

  private static let listing = Set("、和及与至到或".unicodeScalars)

  /// All that a list names: of 第三条至第五条 those between, too.
  private static func articles(
    of group: [(article: NamedArticle, range: Range<Int>)], _ scalars: [Unicode.Scalar]
  ) -> [NamedArticle] {
    var articles: [NamedArticle] = []
    for (place, named) in group.enumerated() {
      if place > 0, reaches(group[place - 1].range, named.range, scalars) {
        let (first, last) = (group[place - 1].article.number, named.article.number)
        if first < last, last - first <= longestReach {
          for number in first..<last {
            articles += (0...mostInserted).map { NamedArticle(number: number, inserted: $0) }
          }
        }
      }
      articles.append(named.article)
    }
    return articles
  }

  private static func words(
    of group: [(article: NamedArticle, range: Range<Int>)], _ scalars: [Unicode.Scalar]
  ) -> String {
    var words = ""
    for (place, named) in group.enumerated() {
      if place > 0 {
        words += reaches(group[place - 1].range, named.range, scalars) ? "至" : "、"
      }
      words += String(String.UnicodeScalarView(scalars[named.range]))
    }
    return words
  }

  /// Whether 至 or 到 stands between two articles of a list.
  private static func reaches(
    _ first: Range<Int>, _ last: Range<Int>, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    let mark = scalars[first.upperBound..<last.lowerBound].last { $0 != " " }
    return mark == "至" || mark == "到"
  }

  private static func isClaimed(
    _ item: DraftItem, after name: DraftItem, of names: [DraftItem], from sentence: Int,
    _ scalars: [Unicode.Scalar], _ found: NamedSources
  ) -> Bool {
    let behind = Self.unquoted(scalars[name.range.upperBound..<item.range.lowerBound])
    let words = String(String.UnicodeScalarView(behind))
    // Titles hold such words, too.
    let outside = (sentence..<name.range.lowerBound).filter { index in
      !names.contains { $0.range.contains(index) }
    }
    let clause = outside.reversed().prefix { !"，,".unicodeScalars.contains(scalars[$0]) }
    let before = String(String.UnicodeScalarView(clause.reversed().map { scalars[$0] }))
    let isCarriedOut = ClaimWords.carrying.contains(where: { before.contains($0) })
    let isFollowed =
      isCarriedOut || ClaimWords.following.contains(where: { before.contains($0) })
    let mark = behind.lastIndex { clauseMarks.contains($0) }
    // 根据《统计公报》，我市…增长6.5%, and what by it 我市应当… do, is from there.
    let isBased =
      item.kind.isFigure
      ? ClaimWords.basing.contains(where: { before.contains($0) })
        && !ClaimWords.nouns.contains(where: { words.contains($0) })
      : !isCarriedOut && ClaimWords.duties.contains(where: { words.contains($0) })
    // 按照《…》要求，我市…: what is said there is the speaker's.
    if isFollowed, !isBased, mark != nil,
      ClaimWords.speakers.contains(where: { words.contains($0) })
    {
      return false
    }
    if name.kind == .title, !isMarked(name, scalars) {
      // Figures of what was done 根据行政处罚法第三十三条.
      if item.kind.isFigure, isFollowed { return false }
      // 行政处罚法第三十三条规定：“…”, but not 依据行政处罚法第三十三条推行“…”.
      return saysApart(words) || behind.allSatisfy(ClaimWords.ofArticles.contains)
    }
    if isFollowed, isOfDeeds(item, words, by: name, found) { return false }
    if found.sources.contains(where: { !$0.articles.isEmpty }) { return true }
    let says =
      isFollowed ? saysApart(words) : ClaimWords.saying.contains(where: { words.contains($0) })
    if says || isFollowed && isBased { return true }
    if item.kind.isFigure { return ClaimWords.basing.contains(where: { before.contains($0) }) }
    guard let mark, isFollowed else { return true }
    // 根据《…》，“…” is a quotation of it, 根据《…》，推进“…” is what is done.
    return !isCarriedOut
      && !behind[mark...].contains {
        $0.isChinese && !ClaimWords.joining.contains($0)
      }
  }

  /// Whether a figure counts what was done by a law: 根据《…法》第二条规定，办理案件21964件.
  private static func isOfDeeds(
    _ item: DraftItem, _ words: String, by name: DraftItem, _ found: NamedSources
  ) -> Bool {
    let title = (name.title ?? name.text).unicodeScalars
    let isLaw =
      found.sources.contains { !$0.articles.isEmpty }
      || ClaimWords.isLaw(title)
    guard item.kind.isFigure, isLaw, let unit = item.text.unicodeScalars.last,
      !ClaimWords.unitsOfRules.contains(unit)
    else { return false }
    let told = words + item.text
    return ClaimWords.deeds.contains(where: { told.contains($0) })
      && !ClaimWords.duties.contains(where: { told.contains($0) })
  }

  /// A text without what is quoted in it whole: that says nothing of who says what follows.
  private static func unquoted(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var rest: [Unicode.Scalar] = []
    var open: [Int] = []
    for scalar in text {
      if ClaimWords.opening.contains(scalar) { open.append(rest.count) }
      if ClaimWords.closing.contains(scalar), let start = open.popLast() {
        rest.removeSubrange(start...)
      } else {
        rest.append(scalar)
      }
    }
    return rest
  }

  /// Whether it is said of what is followed that it says something: not 的要求, 规定的程序.
  private static func saysApart(_ words: String) -> Bool {
    ClaimWords.saying.contains { word in
      !ClaimWords.nouns.contains(word)
        && words.replacing(word + "的", with: "").contains(word)
    }
  }

  /// What stands in brackets right behind a quotation: “…”（《监察法》第二十五条）.
  private static func bracket(
    behind item: DraftItem, _ scalars: [Unicode.Scalar]
  ) -> Range<Int>? {
    guard item.kind == .quote else { return nil }
    // Behind its closing mark.
    let open = item.range.upperBound + 1
    guard open < scalars.count, "（(".unicodeScalars.contains(scalars[open]) else { return nil }
    var depth = 0
    for index in open..<scalars.count {
      if "（(".unicodeScalars.contains(scalars[index]) { depth += 1 }
      if "）)".unicodeScalars.contains(scalars[index]) { depth -= 1 }
      if depth == 0 { return open..<index }
    }
    return nil
  }

  private static func opens(
    _ name: DraftItem, _ bracket: Range<Int>, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    let lead = scalars[(bracket.lowerBound + 1)..<name.range.lowerBound]
    return lead.count <= 3 && lead.allSatisfy(ClaimWords.citing.contains)
  }

  private static let longestSentence = 4000
  private static let longestBracket = 400
  /// Articles that 第三条至第五条 may span, and that were put in behind each: 第三条之一.
  private static let longestReach = 500
  private static let mostInserted = 9
  private static let sentenceEnds = Set("。；！？;\n".unicodeScalars)
  private static let clauseMarks = Set("，、,；".unicodeScalars)
}
