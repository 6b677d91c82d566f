// Region.swift — where an office is: a division of GB/T 2260 and its level.

/// A division (行政区划) and the level of the office in it.
package struct Region: Sendable, Hashable, Codable {
  package enum Level: String, Sendable, Hashable, Codable, CaseIterable {
    case nation = "国家"
    case province = "省"
    case prefecture = "市"
    case county = "县"
    /// 镇、乡、街道; its code is that of the county.
    case township = "镇街"
  }

  /// Six digits of GB/T 2260; `000000` is the State.
  package var code: String
  /// The division with those around it: `广东省江门市`.
  package var name: String
  package var level: Level

  package init(code: String, name: String, level: Level) {
    (self.code, self.name, self.level) = (code, name, level)
  }

  /// What a code stands for, with the divisions around it; nil when the table does not have it.
  package static func name(ofCode code: String) -> String? {
    if code == nation.code { return nation.name }
    return Int(code).flatMap { Region($0) }.flatMap { $0.code == code ? $0.name : nil }
  }

  static let nation = Region(code: "000000", name: "中华人民共和国", level: .nation)

  /// The division of a code of the table, or the smallest known one around it.
  init?(_ code: Int) {
    let divisions = Divisions.all
    for known in [code, code / 100 * 100, code / 10000 * 10000]
    where divisions.name(of: known) != nil {
      let digits = String(known)
      self.init(
        code: digits, name: divisions.fullName(of: known),
        level: known % 10000 == 0 ? .province : known % 100 == 0 ? .prefecture : .county)
      return
    }
    return nil
  }

  /// Its code as a number.
  var number: Int { Int(code) ?? 0 }

  func isOfSameProvince(as other: Region) -> Bool { code.prefix(2) == other.code.prefix(2) }

  /// Whether the other is a smaller one within it.
  func holds(_ other: Region) -> Bool {
    guard self != other else { return false }
    if level == .nation || other.level == .nation { return level == .nation }
    return Divisions.holds(number, other.number)
  }
}

extension Region: CustomStringConvertible {
  package var description: String { "\(code) \(name) (\(level.rawValue))" }
}
