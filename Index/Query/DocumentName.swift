// DocumentName.swift — whether a title is the name by which people call its document.

/// Compares folded titles with names, of which people leave out what all laws or those of a place
/// begin with.
package enum DocumentName {
  /// Whether a title is the name, but for what may stand before it and a version behind it:
  /// `中华人民共和国公司法(2023修订)` ends with `公司法`, `公司法实施办法` does not.
  package static func ends(_ title: [UInt32], with name: [UInt32]) -> Bool {
    let title = withoutVersion(title)
    return title.count >= name.count && title.suffix(name.count).elementsEqual(name)
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
  static func bare(_ title: [UInt32]) -> [UInt32] {
    let title = withoutVersion(title)
    let name = title.starts(with: state) ? title.dropFirst(state.count) : title
    return Array(name[..<(name.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? name.startIndex)])
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

  /// How many times as long as a name what it is short for may be.
  private static let mostLeftOut = 3

  private static let state = "中华人民共和国".unicodeScalars.map(\.value)
  private static let divisions = Set("省市区县州盟旗".unicodeScalars.map(\.value))
  private static let longestPlace = 9

  private static func withoutVersion(_ title: [UInt32]) -> ArraySlice<UInt32> {
    let (open, close): (UInt32, UInt32) = (0x28, 0x29)
    let end = title.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    guard end > 0, title[end - 1] == close, let start = title.lastIndex(of: open) else {
      return title[..<end]
    }
    return title[..<start]
  }
}
