// DraftItem.swift — what a draft claims: titles, document numbers, quotations, figures, ranks.
internal import Extraction

/// Something in a draft that a source can be asked for.
package struct DraftItem: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 《题名》, without its marks.
    case title
    /// 文号.
    case number
    /// 第三十条, 第三十条第二款, behind a title.
    case article
    /// “引文”, without its marks.
    case quote
    /// A number and its unit, with the words before it: 案件21964件.
    case figure
    /// A place in an order, with the words before it: 满意度居全省第3位.
    case rank

    /// Looked for by the words round it.
    var isFigure: Bool { self == .figure || self == .rank }
  }

  package var kind: Kind
  package var text: String
  /// Unicode scalars of the paragraph.
  package var range: Range<Int>
  /// Of an article, and of a number in brackets: the title that it stands behind; of a title that
  /// is a short name which the draft gives, what it is given for.
  package var title: String?
  /// The title has no marks, and begins no later than the name.
  package var isBare = false

  /// Quotations and titles of fewer characters, letters and digits say too little, as does a kind
  /// alone: 《通知》.
  static let shortest = [Kind.quote: 4, .title: 2]

  static let longestTitle = 500
  /// Between a title and its articles.
  private static let longestBracket = 200

  /// The items of a paragraph, in order.
  ///
  /// - Parameter names: what the draft gives short names for.
  package static func all(
    in text: String, _ names: DeclaredNames = DeclaredNames()
  ) -> [DraftItem] {
    let scalars = Array(text.unicodeScalars)
    let titles = marked(scalars, titleMarks, nests: true)
    var taken = TakenScalars(count: scalars.count)
    taken.take(titles.map { $0.lowerBound - 1..<$0.upperBound + 1 })
    let quotes = marked(scalars, quotationMarks, nests: false)
      .filter { !taken.holds($0) && !isAlias($0, scalars) }
    let pieces = quotes.flatMap { withoutGaps(scalars, $0) }
    let numbers = DocumentNumber.all(in: scalars).filter { !taken.holds($0) }
    func items(_ kind: Kind, _ ranges: [Range<Int>]) -> [DraftItem] {
      ranges.compactMap { range in
        // Marks that do not belong together.
        if kind == .title, range.count > longestTitle { return nil }
        let text = String(String.UnicodeScalarView(scalars[range]))
        let length = ComparedText(text).scalars.count
        if length < shortest[kind] ?? 1 || kind == .title && DocumentKinds.isName(text) {
          return nil
        }
        let item = DraftItem(kind: kind, text: text, range: range)
        return kind == .title ? item.titled(names.meaning(of: text, at: range.lowerBound)) : item
      }
    }
    let laws = BareLawName.all(in: scalars, names).filter { law in
      !taken.holds(law) && !quotes.contains { $0.contains(law.lowerBound) }
    }
    let articles =
      (titles.filter { !names.isGiven(at: $0.lowerBound) }
      .flatMap { Self.articles(of: $0, isBare: false, scalars, names) }
      + laws.flatMap { Self.articles(of: $0, isBare: true, scalars, names) })
      .filter { !taken.holds($0.range) }
    let numbered = items(.number, numbers).map { number in
      var number = number
      number.title = owner(of: number.range, titles, scalars, names)
      return number
    }
    let found = items(.title, titles) + articles + items(.quote, pieces) + numbered
    taken.take(found.map(\.range))
    let figures = Figure.withLeads(in: scalars).filter { figure, _ in !taken.holds(figure.range) }
    let counts = figures.filter { !$0.figure.isRank }.map(\.range)
    let ranks = figures.filter { $0.figure.isRank }.map(\.range)
    return (found + items(.figure, counts) + items(.rank, ranks))
      .sorted {
        ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
      }
  }

  /// 《…》（国办发〔2017〕47号）
  private static func owner(
    of number: Range<Int>, _ titles: [Range<Int>], _ scalars: [Unicode.Scalar],
    _ names: DeclaredNames
  ) -> String? {
    let bracket = number.lowerBound - 1
    guard bracket > 0, "（(".unicodeScalars.contains(scalars[bracket]),
      let title = titles.first(where: { $0.upperBound + 1 == bracket })
    else { return nil }
    let words = String(String.UnicodeScalarView(scalars[title]))
    if case .title(let full)? = names.meaning(of: words, at: title.lowerBound) { return full }
    return words
  }

  /// The same with what a short name stands for as its title.
  func titled(_ name: NamedSource.Name?) -> DraftItem {
    var item = self
    switch name {
    case .title(let title)?: (item.title, item.isBare) = (title, false)
    case .bare(let words)?: (item.title, item.isBare) = (words, true)
    case .number?, nil: break
    }
    return item
  }

  /// Titles that are no more than a kind, 《条例》, and that the draft gives for documents.
  static func kinds(in text: String, _ names: DeclaredNames) -> [DraftItem] {
    titles(in: text).compactMap { range in
      let title = text.scalars(in: range)
      guard DocumentKinds.isName(title),
        let name = names.meaning(of: title, at: range.lowerBound)
      else { return nil }
      return DraftItem(kind: .title, text: title, range: range).titled(name)
    }
  }

  /// Whether what is quoted is a name that the draft gives: （以下简称“行政处罚法”）.
  private static func isAlias(_ quote: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<(quote.lowerBound - 1)]
    return aliasing.contains { before.suffix($0.count).elementsEqual($0) }
  }

  private static let aliasing = ["简称", "统称", "下称", "简称为", "统称为"].map {
    Array($0.unicodeScalars)
  }

  /// The articles of a title: 《监察法》第二十五条、第三十条, 《…法》（以下简称…）第九条第二款.
  static func articles(
    of title: Range<Int>, isBare: Bool, _ scalars: [Unicode.Scalar], _ names: DeclaredNames
  ) -> [DraftItem] {
    let words = String(String.UnicodeScalarView(scalars[title]))
    let name = names.meaning(of: words, at: title.lowerBound)
    var index = title.upperBound + (isBare ? 0 : 1)
    if index < scalars.count, "（(".unicodeScalars.contains(scalars[index]),
      let close = scalars[index...].prefix(longestBracket)
        .firstIndex(where: { "）)".unicodeScalars.contains($0) })
    {
      index = close + 1
    }
    var articles: [DraftItem] = []
    while index < scalars.count {
      if let found = NamedArticle.read(scalars, at: index) {
        let end = NamedArticle.clause(in: scalars, at: found.range.upperBound)?.end
        let range = index..<(end ?? found.range.upperBound)
        articles.append(
          DraftItem(
            kind: .article, text: String(String.UnicodeScalarView(scalars[range])),
            range: range, title: words, isBare: isBare
          ).titled(name))
        index = range.upperBound
      } else if NamedArticle.isBetween(scalars[index]) {
        index += 1
      } else {
        break
      }
    }
    return articles
  }

  static let titleMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "《": "》", "〈": "〉", "<": ">", "＜": "＞",
  ]
  private static let quotationMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "「": "」", "『": "』", "\"": "\"", "＂": "＂",
  ]

  /// What stands between title marks, as it is; titles within titles, too.
  static func titles(in text: String) -> [Range<Int>] {
    marked(Array(text.unicodeScalars), titleMarks, nests: true)
  }

  /// What stands between marks; of marks within marks the outermost, or all.
  private static func marked(
    _ scalars: [Unicode.Scalar], _ marks: [Unicode.Scalar: Unicode.Scalar], nests: Bool
  ) -> [Range<Int>] {
    var open: [(start: Int, close: Unicode.Scalar)] = []
    var ranges: [Range<Int>] = []
    for (index, scalar) in scalars.enumerated() {
      if let last = open.last, scalar == last.close {
        open.removeLast()
        if nests || open.isEmpty { ranges.append(last.start..<index) }
      } else if let close = marks[scalar] {
        // A bare < is a title mark only within a title.
        if open.isEmpty, scalar == "<" || scalar == "＜" || (nests && scalar == "〈") { continue }
        open.append((index + 1, close))
      }
    }
    return ranges
  }

  /// The pieces between marks of omission.
  private static func withoutGaps(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> [Range<Int>]
  {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where scalars[index] == "…" {
      if start < index { pieces.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }
}

/// The scalars of a paragraph that items have taken.
private struct TakenScalars {
  private var isTaken: [Bool]

  init(count: Int) { isTaken = [Bool](repeating: false, count: count) }

  /// - Parameter ranges: also such as lie within others.
  mutating func take(_ ranges: [Range<Int>]) {
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for index in max(end, range.lowerBound)..<max(end, range.upperBound) {
        isTaken[index] = true
      }
      end = max(end, range.upperBound)
    }
  }

  /// Whether the range begins in one that was taken.
  func holds(_ range: Range<Int>) -> Bool {
    range.lowerBound < isTaken.count && isTaken[range.lowerBound]
  }
}
