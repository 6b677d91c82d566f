// ArticleList.swift — 第264、265条, 第三条至第五条: several articles in one word of a query.

/// The articles that a text ends with a list of.
struct ArticleList {
  /// Where the list begins.
  let start: Int
  /// Folded, each as 第…条, those that 至 leaves out among them; one with a 款 also without it. The
  /// list itself comes first where it writes one of them in another way.
  let articles: [[UInt32]]
  /// Whether it writes all of them as 第…条.
  let isWhole: Bool

  /// More are no list.
  private static let most = 50

  private struct Item {
    let start: Int
    let number: [UInt32]
    /// 之一
    let inserted: [UInt32]
    /// 第二款
    let division: [UInt32]
    /// Whether 第 stands before the number and 条 behind it.
    let hasOrdinal: Bool
    let hasUnit: Bool
    /// Whether 至 stands before it.
    var isReached = false

    var article: [UInt32] { ArticleList.written(number) + inserted }
  }

  /// Nil for one article, and for what is no list.
  ///
  /// - Parameter scalars: folded.
  init?(endOf scalars: [UInt32]) {
    var items: [Item] = []
    var end = scalars.count
    while items.count <= Self.most, let last = Self.item(endingAt: end, in: scalars) {
      items.append(last)
      end = last.start
      guard let mark = Self.mark(before: end, in: scalars) else { break }
      items[items.count - 1].isReached = Self.reaching.contains(scalars[end - 1])
      end = mark
    }
    items.reverse()
    guard let first = items.first, items.count > 1, items.contains(where: \.hasUnit),
      first.start == 0 || first.hasOrdinal
        || ArticleNumber.mayHave(Array(scalars[..<first.start]))
    else { return nil }
    isWhole = items.allSatisfy { $0.hasOrdinal && $0.hasUnit }
    var articles: [[UInt32]] = isWhole ? [] : [Array(scalars[first.start...])]
    for (place, item) in items.enumerated() {
      if place > 0, item.isReached {
        guard let between = Self.between(items[place - 1], item) else { return nil }
        articles += between
      }
      if !item.division.isEmpty { articles.append(item.article + item.division) }
      articles.append(item.article)
    }
    guard articles.count <= Self.most else { return nil }
    start = first.start
    self.articles = articles
  }

  /// Whether a text ends with an article and a mark that another article has to follow: 刑法第三条、.
  ///
  /// - Parameter scalars: folded.
  static func goesOn(_ scalars: [UInt32]) -> Bool {
    guard let end = mark(before: scalars.count, in: scalars) else { return false }
    return item(endingAt: end, in: scalars)?.hasUnit ?? false
  }

  /// Between articles, and between those that others lie between.
  private static let joining = Set("、,和及与或".unicodeScalars.map(\.value))
  private static let reaching = Set("至到-~".unicodeScalars.map(\.value))
  /// 以及, 或者
  private static let also: UInt32 = 0x4ee5
  private static let and: UInt32 = 0x53ca
  private static let or: UInt32 = 0x6216
  private static let other: UInt32 = 0x8005

  /// Where the mark begins that ends before `end`; nil where none does.
  private static func mark(before end: Int, in scalars: [UInt32]) -> Int? {
    guard end > 0 else { return nil }
    let last = scalars[end - 1]
    let before = end > 1 ? scalars[end - 2] : 0
    if last == and && before == also || last == other && before == or { return end - 2 }
    return joining.contains(last) || reaching.contains(last) ? end - 1 : nil
  }

  /// Those that lie between two: none where the second is the lesser, nil where there are too many.
  private static func between(_ first: Item, _ last: Item) -> [[UInt32]]? {
    guard let from = value(first.number), let to = value(last.number) else { return [] }
    if from == to, let one = value(Array(first.inserted.dropFirst())),
      let other = value(Array(last.inserted.dropFirst())), one < other
    {
      guard other - one < most else { return nil }
      return (one + 1..<other).map { number in
        written(last.number) + [ArticleNumber.inserted] + numerals(number, like: last.inserted)
      }
    }
    guard to - from < most else { return nil }
    return from < to ? (from + 1..<to).map { written(numerals($0, like: last.number)) } : []
  }

  private static func item(endingAt end: Int, in scalars: [UInt32]) -> Item? {
    let divisions = ArticleNumber.divisions(in: Array(scalars[..<end]))
    var end = divisions?.start ?? end
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
    if start == end || divisions != nil && !hasUnit { return nil }
    let hasOrdinal = start > 0 && scalars[start - 1] == ArticleNumber.ordinal
    return Item(
      start: hasOrdinal ? start - 1 : start, number: Array(scalars[start..<end]),
      inserted: inserted, division: divisions?.text ?? [], hasOrdinal: hasOrdinal,
      hasUnit: hasUnit)
  }

  private static func numberStart(before end: Int, in scalars: [UInt32]) -> Int {
    var start = end
    while start > 0, ArticleNumber.digits.contains(scalars[start - 1]) { start -= 1 }
    return start
  }

  private static func written(_ number: [UInt32]) -> [UInt32] {
    [ArticleNumber.ordinal] + number + [ArticleNumber.article]
  }

  /// Nil for what is no number of an article; 0 for none.
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
