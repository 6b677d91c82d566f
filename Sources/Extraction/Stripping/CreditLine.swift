// CreditLine.swift — tells a line that only names who made a text.

/// `文字：某某　图片：某某`, `撰稿/某某；审核/某某`: parts in the making and the names behind them, and
/// nothing else. A list of posts (`组长：某某`) is none.
enum CreditLine {
  /// In scalars, white space aside.
  static let longest = 60

  /// The name of an office, and that of somebody's account, in scalars.
  private static let longestUnit = 20
  private static let longestAccount = 12

  /// A part and where it stands.
  private struct Mark {
    var role: String
    var start: Int
    var nameStart: Int
  }

  static func isOne(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 == 0x2F || $0 == 0x3A || $0 == 0x7C || $0 >= 0x80 })
    else { return false }
    let scalars = unbracketed(text.trimmed.scalars)
    guard scalars.count(where: { !$0.isBlank }) <= longest else { return false }
    let marks = parts(in: scalars)
    let isAlone = marks.count == 1
    guard let first = marks.first, first.start == 0,
      !isAlone || FurnitureRules.creditsAlone.contains(first.role)
    else { return false }
    return marks.indices.allSatisfy { place in
      let end = place + 1 < marks.count ? marks[place + 1].start : scalars.count
      let start = marks[place].nameStart
      return start < end
        && areNames(scalars[start..<end], of: marks[place].role, isAlone: isAlone)
    }
  }

  private static func unbracketed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let first = scalars.first, let last = scalars.last, scalars.count > 2,
      "（([【".unicodeScalars.contains(first), "）)]】".unicodeScalars.contains(last)
    else { return scalars }
    return Array(scalars.dropFirst().dropLast())
  }

  private static func parts(in scalars: [Unicode.Scalar]) -> [Mark] {
    var marks: [Mark] = []
    for (index, scalar) in scalars.enumerated() where isDivider(scalar) {
      guard let found = role(in: scalars, before: index) else { continue }
      // 文/图： is one part.
      while let last = marks.last, last.start >= found.start { marks.removeLast() }
      marks.append(Mark(role: found.role, start: found.start, nameStart: index + 1))
    }
    return marks
  }

  /// The longest part that ends before a place, blanks in it aside, and where it begins.
  private static func role(
    in scalars: [Unicode.Scalar], before end: Int
  ) -> (role: String, start: Int)? {
    var role: [Unicode.Scalar] = []
    var best: (role: String, start: Int)?
    var start = end
    while start > 0, role.count < FurnitureRules.longestCredit {
      start -= 1
      if scalars[start].isBlank { continue }
      role.insert(scalars[start], at: 0)
      let word = String(scalars: role)
      let isSetOff = start == 0 || isBetween(scalars[start - 1])
      if isSetOff, FurnitureRules.credits.contains(word) { best = (word, start) }
    }
    return best
  }

  private static func areNames(
    _ part: ArraySlice<Unicode.Scalar>, of role: String, isAlone: Bool
  ) -> Bool {
    let words = part.split(whereSeparator: isBetween)
    // 张　三 is one name.
    let halves = words.count { $0.count == 1 }
    guard !words.isEmpty, halves % 2 == 0 else { return false }
    return words.allSatisfy { word in
      if word.count == 1 { return word.first?.isHan ?? false }
      let name = String(scalars: word)
      // 文字：仿宋三号: few names have four characters.
      if Authors.isPerson(name), !isAlone || word.count != 4 { return true }
      if word.count <= longestAccount, word.allSatisfy(isAccountPart) { return true }
      return FurnitureRules.creditsOfUnits.contains(role) && word.count <= longestUnit
        && Byline.isName(name)
    }
  }

  /// `admin`, `user01`
  private static func isAccountPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIDigit || (0x41...0x5A).contains(scalar.value)
      || (0x61...0x7A).contains(scalar.value)
  }

  private static func isDivider(_ scalar: Unicode.Scalar) -> Bool {
    InfoTable.isColon(scalar) || "/|｜丨".unicodeScalars.contains(scalar)
  }

  private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || isDivider(scalar) || "、，,；;。·".unicodeScalars.contains(scalar)
  }
}
