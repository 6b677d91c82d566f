// Ordinal.swift — 第二十五条, 第25条, 第十七条之一, 第六部分, 第三款: numbers with what they count.
internal import Extraction
internal import SearchIndex

/// A number of a part of a text, however it is written.
struct Ordinal: Hashable, Sendable {
  var number: Int
  /// What is counted: 条, 款 …
  var unit: String
  /// Of an article that was put in later: 第十七条之一.
  var inserted: Int?

  private static let units = ["部分", "编", "章", "节", "条", "款", "项", "目"]
  private static let article = "条"

  /// Reads a text that is nothing else, with or without 第: `第二十五条`, `25条`.
  init?(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    if rest.first == "第" { rest = rest.dropFirst() }
    let numerals = rest.prefix(while: Self.isNumeral)
    guard let number = Self.number(numerals) else { return nil }
    rest = rest[numerals.endIndex...]
    guard let unit = Self.units.first(where: { rest.starts(with: $0.unicodeScalars) }) else {
      return nil
    }
    rest = rest.dropFirst(unit.unicodeScalars.count)
    var inserted: Int?
    if !rest.isEmpty {
      guard unit == Self.article, rest.first == "之",
        let behind = Self.number(rest.dropFirst())
      else { return nil }
      inserted = behind
    }
    (self.number, self.unit, self.inserted) = (number, unit, inserted)
  }

  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    scalar.digitValue != nil || HanNumber.isNumeral(scalar)
  }

  /// Whether `description` writes the numeral in another way.
  static func isOtherForm(_ scalar: Unicode.Scalar) -> Bool {
    scalar.digitValue != nil || scalar == "〇" || scalar == "○"
  }

  /// The value of a label without a unit: `三`, `15`.
  static func number(of label: String) -> Int? { number(Array(label.unicodeScalars)[...]) }

  /// A label in Chinese numerals, where it is a number.
  static func inHan(_ label: String) -> String { number(of: label).map(han) ?? label }

  private static func number(_ numerals: ArraySlice<Unicode.Scalar>) -> Int? {
    guard (1...7).contains(numerals.count) else { return nil }
    let digits = numerals.compactMap(\.digitValue)
    guard digits.count == numerals.count else { return HanNumber.value(numerals) }
    let number = digits.reduce(0) { $0 * 10 + $1 }
    // What numerals are written for.
    return (1...9999).contains(number) ? number : nil
  }

  fileprivate static func han(_ number: Int) -> String {
    String(String.UnicodeScalarView(HanNumber.text(number)))
  }
}

extension Ordinal: CustomStringConvertible {
  /// In Chinese numerals: `第二十五条`.
  var description: String {
    "第\(Self.han(number))\(unit)" + (inserted.map { "之\(Self.han($0))" } ?? "")
  }
}
