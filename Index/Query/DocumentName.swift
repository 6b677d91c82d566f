// DocumentName.swift — whether a title is the name by which people call its document.

/// Compares folded titles with names, of which people leave out what all laws or those of a place
/// begin with.
package enum DocumentName {
  /// Whether a title is the name, but for what may stand before it and a version behind it:
  /// `中华人民共和国公司法(2023修订)` ends with `公司法`, `公司法实施办法` does not.
  package static func ends(_ title: [UInt32], with name: [UInt32]) -> Bool {
    withoutVersion(title).ends(with: name)
  }

  /// Whether it is the name and nothing else but the State or a place before it: `民法典`,
  /// `养犬管理规定` of `北京市养犬管理规定`.
  package static func `is`(_ name: [UInt32], _ title: [UInt32]) -> Bool {
    guard name.count > 1, ends(title, with: name) else { return false }
    let before = withoutVersion(title).dropLast(name.count)
    return before.isEmpty || before.elementsEqual(state)
      || before.count < longestPlace && before.last.map(divisions.contains) ?? false
  }

  /// A shorter text is short for anything.
  static let shortest = 3

  /// A title without the State before it and a version behind it.
  package static func bare(_ title: [UInt32]) -> [UInt32] {
    let title = withoutVersion(title)
    let name = title.starts(with: state) ? title.dropFirst(state.count) : title
    return Array(name[..<(name.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? name.startIndex)])
  }

  /// Whether a title is that of a law (法, 法典) of the State, whose name it begins with.
  static func isLawOfState(_ title: [UInt32]) -> Bool {
    let title = withoutVersion(title)
    return title.starts(with: state) && lawEndings.contains(title[title.endIndex - 1])
  }

  /// The place whose rules a title is of, without what kind of division it is: 上海 of
  /// 上海市非机动车安全管理条例, 恩施 of 恩施土家族苗族自治州饮用水条例; nil where it begins with none, as
  /// 证券市场禁入规定 and 行政区划管理条例.
  static func place(of title: [UInt32]) -> ArraySlice<UInt32>? {
    if title.count < 3 || title.starts(with: state) { return nil }
    // 广州市, 杭州西湖.
    if title[1] == prefecture { return title[..<2] }
    let start = title.indices.prefix(longestWithKind).dropFirst(2)
    guard let end = start.first(where: { isDivision($0, of: title) }) else { return nil }
    return hasKind(title[..<end]) ? title[..<2] : title[..<end]
  }

  /// Whether the name of a division ends at a place in a title, and no other word stands there.
  private static func isDivision(_ place: Int, of title: [UInt32]) -> Bool {
    guard divisions.contains(title[place]) else { return false }
    if title[place] == area, !hasKind(title[..<place]) { return false }
    return !wordsWithin.contains { word in
      title[(place - 1)...place].elementsEqual(word)
        || title[place...].prefix(2).elementsEqual(word)
    }
  }

  /// 新疆维吾尔自治 of 自治区, 深圳经济特 of 经济特区.
  private static func hasKind(_ name: ArraySlice<UInt32>) -> Bool {
    kinds.contains { name.count > $0.count + 1 && name.ends(with: $0) }
  }

  /// Whether the name is the bare title without some of its inner characters: 民诉法 of 民事诉讼法,
  /// but 道交法 of no 办法.
  static func isShort(_ name: [UInt32], for title: [UInt32]) -> Bool {
    guard title.count > name.count, title.count <= mostLeftOut * name.count,
      title.first == name.first, ArticleNumber.ending(of: title) == ArticleNumber.ending(of: name)
    else { return false }
    var rest = name[...]
    for scalar in title where scalar == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  /// Whether the name is that of a title but for words right before its ending, 劳动法 of 劳动合同法:
  /// rather another law's than short.
  package static func isCutOff(_ name: [UInt32], of title: [UInt32]) -> Bool {
    let ending = ArticleNumber.ending(of: name)?.count ?? 0
    return title.starts(with: name.dropLast(ending))
  }

  /// How many times as long as a name what it is short for may be.
  private static let mostLeftOut = 3

  private static let state = "中华人民共和国".unicodeScalars.map(\.value)
  private static let lawEndings = Set("法典".unicodeScalars.map(\.value))
  private static let area: UInt32 = 0x533a  // 区
  private static let prefecture: UInt32 = 0x5dde  // 州
  private static let divisions = Set("省市区县州盟旗".unicodeScalars.map(\.value))
  private static let longestPlace = 9
  /// 黔西南布依族苗族自治州
  private static let longestWithKind = 12
  private static let kinds = ["自治", "经济特"].map { $0.unicodeScalars.map(\.value) }
  /// Words with the character of a division that name none.
  private static let wordsWithin = [
    "市场", "市容", "市政", "市民", "上市", "城市", "超市", "联盟", "加盟", "国旗", "全省", "全市", "全县", "全州",
    "各省", "各市", "各县",
  ].map { $0.unicodeScalars.map(\.value) }

  private static func withoutVersion(_ title: [UInt32]) -> ArraySlice<UInt32> {
    let (open, close): (UInt32, UInt32) = (0x28, 0x29)
    let end = title.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    guard end > 0, title[end - 1] == close, let start = title.lastIndex(of: open) else {
      return title[..<end]
    }
    return title[..<start]
  }
}
