// ArticleList.swift — 第264、265条, 第三条至第五条: several articles in one word of a query.

/// The articles that a text ends with a list of.
struct ArticleList {
  /// Where the list begins.
  let start: Int
  /// Folded, each as 第…条, those that 至 leaves out among them. The list itself comes first where
  /// it writes one of them in another way.
  let articles: [[UInt32]]

  /// More are no list.
  private static let most = 50

  private struct Item {
    let start: Int
    let number: [UInt32]
    /// 之一
    let inserted: [UInt32]
    /// Whether 第 stands before the number and 条 behind it.
    let hasOrdinal: Bool
    let hasUnit: Bool
    /// Whether 至 stands before it.
    var isReached = false
  }

  /// Nil for one article, and for what is no list.
  ///
  /// - Parameter scalars: folded.
  init?(endOf scalars: [UInt32]) {
    var items: [Item] = []
    var end = scalars.count
    while let last = Self.item(endingAt: end, in: scalars) {
      items.append(last)
      end = last.start
      let mark = end > 0 ? scalars[end - 1] : 0
      items[items.count - 1].isReached = Self.reaching.contains(mark)
      guard Self.reaching.contains(mark) || Self.joining.contains(mark) else { break }
      end -= 1
      if mark == Self.and, end > 0, scalars[end - 1] == Self.also { end -= 1 }
    }
    items.reverse()
    guard let first = items.first, items.count > 1, items.contains(where: \.hasUnit),
      first.start == 0 || first.hasOrdinal
        || ArticleNumber.mayHave(Array(scalars[..<first.start]))
    else { return nil }
    let isWhole = items.allSatisfy { $0.hasOrdinal && $0.hasUnit }
    var articles: [[UInt32]] = isWhole ? [] : [Array(scalars[first.start...])]
    for (place, item) in items.enumerated() {
      if place > 0, item.isReached, let from = Self.value(items[place - 1].number),
        let to = Self.value(item.number)
      {
        guard from < to, to - from < Self.most else { return nil }
        for number in (from + 1)..<to {
          articles.append(Self.written(Self.numerals(number, like: item.number)))
        }
      }
      articles.append(Self.written(item.number) + item.inserted)
    }
    guard articles.count <= Self.most else { return nil }
    start = first.start
    self.articles = articles
  }

  /// Between articles, and between those that others lie between.
  private static let joining = Set("、,和及与或".unicodeScalars.map(\.value))
  private static let reaching = Set("至到-~".unicodeScalars.map(\.value))
  /// 以及
  private static let also: UInt32 = 0x4ee5
  private static let and: UInt32 = 0x53ca

  private static func item(endingAt end: Int, in scalars: [UInt32]) -> Item? {
    var end = end
    var inserted: [UInt32] = []
    let behind = numberStart(before: end, in: scalars)
    if behind < end, behind > 1, scalars[behind - 1] == ArticleNumber.inserted,
      scalars[behind - 2] == ArticleNumber.article
    {
      inserted = Array(scalars[(behind - 1)..<end])
      end = behind - 1
    }
    let hasUnit = end > 0 && scalars[end - 1] == ArticleNumber.article
    if hasUnit { end -= 1 }
    let start = numberStart(before: end, in: scalars)
    if start == end { return nil }
    let hasOrdinal = start > 0 && scalars[start - 1] == ArticleNumber.ordinal
    return Item(
      start: hasOrdinal ? start - 1 : start, number: Array(scalars[start..<end]),
      inserted: inserted, hasOrdinal: hasOrdinal, hasUnit: hasUnit)
  }

  private static func numberStart(before end: Int, in scalars: [UInt32]) -> Int {
    var start = end
    while start > 0, ArticleNumber.digits.contains(scalars[start - 1]) { start -= 1 }
    return start
  }

  private static func written(_ number: [UInt32]) -> [UInt32] {
    [ArticleNumber.ordinal] + number + [ArticleNumber.article]
  }

  /// Nil for what is no number of an article.
  private static func value(_ number: [UInt32]) -> Int? {
    guard number.allSatisfy(ArticleNumber.asciiDigits.contains) else {
      return HanNumber.value(number.compactMap(Unicode.Scalar.init)[...])
    }
    guard number.count <= 4 else { return nil }
    return number.reduce(0) { $0 * 10 + Int($1 - ArticleNumber.asciiDigits.lowerBound) }
  }

  /// A number in digits, or in Chinese numerals as another is.
  private static func numerals(_ number: Int, like other: [UInt32]) -> [UInt32] {
    if other.contains(where: ArticleNumber.asciiDigits.contains) {
      return String(number).unicodeScalars.map(\.value)
    }
    return HanNumber.text(number).map(\.value)
  }
}
