// EnclosingMarks.swift — marks that people put round words, and texts do not: '社区矫正', 【社区矫正】.

/// The apostrophes and brackets of a query that may be marks of quotation.
///
/// Quotation and title marks are passed over wherever they stand. These are not, as they are part
/// of what texts say: it's, 〔2023〕12号, 【专栏】. A query with them is looked for as it is, and without.
enum EnclosingMarks {
  private static let quotes = Set("'＇`｀".unicodeScalars)
  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "[": "]", "［": "］", "【": "】", "〔": "〕", "﹝": "﹞", "<": ">", "＜": "＞",
  ]
  private static let closers = Set(closing.values)

  /// The text without them; nil where there are none.
  static func without(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var dropped: Set<Int> = []
    var open: [Int] = []
    for (index, scalar) in scalars.enumerated() {
      if quotes.contains(scalar) {
        if !isInWord(index, scalars) { dropped.insert(index) }
      } else if closing[scalar] != nil {
        open.append(index)
      } else if let start = open.last, closing[scalars[start]] == scalar {
        open.removeLast()
        if !isNumber(scalars[(start + 1)..<index]) { dropped.formUnion([start, index]) }
      } else if closers.contains(scalar), index == scalars.count - 1 {
        // What it closes opens in a word before.
        dropped.insert(index)
      }
    }
    if open.first == 0 { dropped.insert(0) }
    if let last = open.last, last == scalars.count - 1 { dropped.insert(last) }
    if dropped.isEmpty { return nil }
    let kept = scalars.indices.filter { !dropped.contains($0) }.map { scalars[$0] }
    return String(String.UnicodeScalarView(kept))
  }

  /// Whether letters or digits stand on both sides: it's.
  private static func isInWord(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    [index - 1, index + 1].allSatisfy { place in
      guard scalars.indices.contains(place), scalars[place].value < 0x3000 else { return false }
      return scalars[place].properties.isAlphabetic || isNumber(scalars[place...place])
    }
  }

  /// Whether it is what brackets belong to, a year or the label of an item: 〔2023〕, 【一】; or
  /// nothing.
  private static func isNumber(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    text.allSatisfy { HanNumber.isNumeral($0) || $0.properties.numericType != nil }
  }
}
