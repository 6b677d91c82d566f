// JointIssuers.swift — `国家发展改革委、国家能源局` → the offices that issued a document together.

/// The names in a field of the issuer (发文机关), of which a joint document (联合行文) has several.
package enum JointIssuers {
  /// The shortest name that a blank alone sets off from another, in scalars.
  private static let shortest = 3
  /// Part of the name before them, with a blank or without.
  private static let tails: Set<String> = ["办公厅", "办公室", "委员会", "秘书处", "秘书局"]

  /// The offices, in order; the text itself where it is no list of them.
  package static func names(in text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let parted = NameList(scalars) { NameList.isMark($0) || $0.isBlank }.names
    let isParted = parted.allSatisfy { name in
      name.unicodeScalars.count >= shortest && isName(name) && !tails.contains(name)
    }
    let names = isParted ? parted : NameList(scalars).names
    return names.count > 1 && names.allSatisfy(isName) ? names : [text]
  }

  private static func isName(_ name: String) -> Bool {
    name.unicodeScalars.count > 1
      && name.unicodeScalars.allSatisfy { $0.isHan || "、()（）“”".unicodeScalars.contains($0) }
  }
}
