// NameList.swift — `各县(市、区)司法局，行政复议一科、二科` → the names it lists.

/// Names of offices in a row (单位列表), as addressees and responsibility blocks give them.
///
/// Marks inside brackets part nothing. What the writer left out is put back: `行政复议一科、二科`
/// are 行政复议一科 and 行政复议二科; `各市、县人民政府` is one name.
struct NameList {
  /// A name and the mark before it.
  struct Piece {
    var text: String
    var mark: Unicode.Scalar?
  }
  private(set) var pieces: [Piece] = []

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", ",", "、", "；", ";": true
    default: false
    }
  }
  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "（", "[", "［", "【", "〔", "《", "<": true
    default: false
    }
  }
  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "）", "]", "］", "】", "〕", "》", ">": true
    default: false
    }
  }

  init() {}

  /// Parts a text at its marks, outside of brackets.
  init(
    _ scalars: some Sequence<Unicode.Scalar>,
    isMark: (Unicode.Scalar) -> Bool = NameList.isMark
  ) {
    var depth = 0
    var mark: Unicode.Scalar?
    var name: [Unicode.Scalar] = []
    for scalar in scalars {
      if Self.isOpening(scalar) { depth += 1 }
      if Self.isClosing(scalar) { depth = max(0, depth - 1) }
      if depth == 0, isMark(scalar) {
        append(String(scalars: name), after: mark)
        name = []
        mark = scalar
      } else {
        name.append(scalar)
      }
    }
    append(String(scalars: name), after: mark)
  }

  mutating func append(_ name: String, after mark: Unicode.Scalar?) {
    let name = name.trimmed
    if !name.isEmpty { pieces.append(Piece(text: name, mark: mark)) }
  }

  /// The names, in order, each whole.
  var names: [String] {
    var names: [String] = []
    var isOpen = false
    for (index, piece) in pieces.enumerated() {
      let last = names.last
      if let last, isOpen || piece.mark == "、" && Self.isTail(piece.text) {
        names[names.count - 1] = last + "、" + piece.text
      } else if let last, let pair = Self.completed(last, piece.text) {
        names[names.count - 1] = pair.first
        names.append(pair.second)
      } else {
        names.append(piece.text)
      }
      isOpen = sharesOffice(index)
    }
    return names
  }

  // MARK: - What was left out

  /// Whether a place is named alone because the office behind a later name is its too: `各市、
  /// 县人民政府`, `天津市、辽宁省经信委`, `中直、区直各单位`.
  private func sharesOffice(_ index: Int) -> Bool {
    guard index + 1 < pieces.count else { return false }
    let (piece, next) = (pieces[index].text, pieces[index + 1])
    guard next.mark == "、" else { return false }
    let start = next.text.unicodeScalars.prefix(2)
    if piece.ends(with: "直"), piece.unicodeScalars.count <= 3 { return start.last == "直" }
    guard start.first != "各", start.last != "直" else { return false }
    if Self.isLevel(piece) { return true }
    // Of places with names of their own the last has to be more than a place.
    guard Self.isPlace(piece), let owner = start.first, !"省市区县州".unicodeScalars.contains(owner)
    else { return false }
    return Self.isPlace(next.text) ? sharesOffice(index + 1) : Self.holdsPlace(next.text)
  }

  /// `各市`, `县（市）`: a level of places.
  private static func isLevel(_ name: String) -> Bool {
    var scalars = name.scalars
    if let last = scalars.last, isClosing(last), let open = scalars.firstIndex(where: isOpening) {
      scalars.removeSubrange(open...)
    }
    if scalars.first == "各" { scalars.removeFirst() }
    return levels.contains(String(scalars: scalars))
  }

  private static func isPlace(_ name: String) -> Bool {
    let count = name.unicodeScalars.count
    return (3...5).contains(count) && ["省", "市", "自治区"].contains { name.ends(with: $0) }
      || (6...8).contains(count) && name.ends(with: "自治区")
  }

  /// A name of an office that begins with its place.
  private static func holdsPlace(_ name: String) -> Bool {
    let start = name.unicodeScalars.prefix(6).dropFirst(2)
    return start.contains { "省市区".unicodeScalars.contains($0) }
  }

  /// `办` and `局` after `市政府各委`.
  private static func isTail(_ name: String) -> Bool {
    name.unicodeScalars.count == 1 && !numerals.contains(name.unicodeScalars.first ?? " ")
  }

  private static let levels: Set<String> = [
    "省", "自治区", "直辖市", "计划单列市", "市", "州", "盟", "旗", "县", "区", "县区", "市县", "镇", "乡", "乡镇",
    "街道", "地级以上市", "地级市", "设区市", "设区的市", "自治州", "自治县", "市辖区",
  ]

  /// `行政复议一科` and `二科`, or `行政复议一` and `二科`: both names, whole.
  private static func completed(
    _ last: String, _ name: String
  ) -> (first: String, second: String)? {
    let (tail, whole) = (name.scalars, last.scalars)
    let count = tail.prefix { numerals.contains($0) }.count
    guard count > 0, count < tail.count, tail.count - count <= 3 else { return nil }
    let unit = tail[count...]
    var end = whole.count
    let isCut = whole.last.map { numerals.contains($0) } ?? false
    if !isCut {
      guard whole.count > unit.count, whole.suffix(unit.count).elementsEqual(unit) else {
        return nil
      }
      end -= unit.count
    }
    var start = end
    while start > 0, numerals.contains(whole[start - 1]) { start -= 1 }
    guard start > 0, start < end else { return nil }
    return (
      isCut ? last + String(scalars: unit) : last, String(scalars: whole[..<start]) + name
    )
  }

  private static let numerals = Set("一二三四五六七八九十".unicodeScalars)
}
