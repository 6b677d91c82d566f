// Figure+Rank.swift — ranks: 居全省第3位, 全国第二, 排名第一, 位居全省首位.
internal import Extraction

extension Figure {
  /// The unit of ranks, behind which the field stands where it is told: `名次全省`.
  private static let rankUnit = "名次"

  /// The rank whose 第 or 首 stands at `index`, which is moved behind it; 全国第二批 and 第二，… are none.
  static func rank(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Figure? {
    var end = index + 1
    var number = 1
    if scalars[index] == "首" {
      guard end < scalars.count, scalars[end] == "位" else { return nil }
      end += 1
    } else {
      guard let found = NamedArticle.numeral(scalars, &end), found > 0 else { return nil }
      number = found
      if end < scalars.count, measures.contains(scalars[end]) {
        end += 1
      } else if end < scalars.count, scalars[end].isChinese || scalars[end].digitValue != nil {
        return nil
      }
    }
    guard !isOneOfSeveral(scalars, behind: end),
      let start = beginning(before: index, in: scalars)
    else { return nil }
    let words = String(String.UnicodeScalarView(scalars[start..<index]))
    // 全国首位女法官 and 全省第一名律师 are somebody.
    if end < scalars.count, scalars[end].isChinese, !ClaimWords.behindRanks.contains(scalars[end]),
      !(ClaimWords.ranking + ClaimWords.beforeRanks).contains(where: { words.contains($0) })
    {
      return nil
    }
    let field = ClaimWords.rankedFields.first { words.contains($0) } ?? ""
    index = end
    return Figure(range: start..<end, value: "\(number)", unit: rankUnit + field)
  }

  /// Whether further numbers of the same stand behind one: 第一、二项, 第2-5位, 第5、第6届.
  private static func isOneOfSeveral(_ scalars: [Unicode.Scalar], behind end: Int) -> Bool {
    guard end + 1 < scalars.count, ClaimWords.betweenNumbers.contains(scalars[end]) else {
      return false
    }
    let isNamed = scalars[end + 1] == "第"
    var index = end + (isNamed ? 2 : 1)
    guard index < scalars.count, NamedArticle.numeral(scalars, &index) != nil else { return false }
    // 居全省第三、第二位 are two ranks.
    return !isNamed
      || index < scalars.count && scalars[index].isChinese && !measures.contains(scalars[index])
  }

  /// Where the words begin that make a number behind them a rank: 排名, 居, 全省.
  private static func beginning(before end: Int, in scalars: [Unicode.Scalar]) -> Int? {
    let near = scalars[max(0, end - longestReach)..<end]
    let first = near.lastIndex { clauseMarks.contains($0) }.map { $0 + 1 } ?? near.startIndex
    var start = end
    // 位居全国同类城市第2, but not 由第5位…第3位.
    let word = (first..<end).last { index in
      ClaimWords.ranking.contains { scalars[index..<end].starts(with: $0.unicodeScalars) }
    }
    if let word, !scalars[word..<end].contains(where: { $0 == "第" || $0.digitValue != nil }) {
      start = word
    }
    let words = ClaimWords.ranking + ClaimWords.beforeRanks + ClaimWords.rankedFields
    func stands(_ word: String) -> Bool {
      scalars[first..<start].suffix(word.unicodeScalars.count).elementsEqual(word.unicodeScalars)
    }
    while !ClaimWords.notRanking.contains(where: stands), let word = words.first(where: stands) {
      start -= word.unicodeScalars.count
    }
    return start < end ? start : nil
  }

  /// In scalars.
  private static let longestReach = 16
  /// Measure words (量词) behind the number of a rank.
  private static let measures: Set<Unicode.Scalar> = ["位", "名"]

  var isRank: Bool { unit.hasPrefix(Self.rankUnit) }

  /// Whether it is the same number of the same; the field of a rank may be left out.
  func isSame(as other: Figure) -> Bool {
    guard value == other.value, isRank == other.isRank else { return false }
    return unit == other.unit || isRank && (unit == Self.rankUnit || other.unit == Self.rankUnit)
  }

  /// As a rank may be written: 第3, 第三; 首位.
  var formsOfRank: [String] {
    let number = Int(value) ?? 0
    return ["第\(value)", "第" + ChineseNumber.text(number)] + (number == 1 ? ["首位"] : [])
  }
}
