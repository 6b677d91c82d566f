// DocumentNumber+Scan.swift — every 发文字号 that a running text cites.

extension DocumentNumber {
  /// Where the numbers stand, in order: those with a year in brackets, and those of orders and
  /// announcements (国务院令第743号).
  package static func all(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while let found = first(in: scalars, from: start) {
      ranges.append(afterVerb(found.range, in: scalars))
      start = found.range.upperBound
    }
    for end in scalars.indices where scalars[end] == "号" {
      if ranges.contains(where: { $0.contains(end) }) { continue }
      if let order = order(in: scalars, endingAt: end + 1) { ranges.append(order) }
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// What a sentence does with a number, which no office's short name holds.
  private static let verbs = [
    "落实", "贯彻", "执行", "参照", "对照", "依照", "遵照", "是", "按", "见",
  ].map(\.scalars)

  private static func afterVerb(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
    var start = range.lowerBound
    let bracket = scalars[range].firstIndex { !$0.isHan } ?? range.upperBound
    for verb in verbs {
      for index in stride(from: bracket - verb.count - 1, through: start, by: -1)
      where scalars[index..<(index + verb.count)].elementsEqual(verb) {
        start = index + verb.count
        break
      }
    }
    return start..<range.upperBound
  }

  /// An order's number with the shortest name of an office that makes it one.
  private static func order(in scalars: [Unicode.Scalar], endingAt end: Int) -> Range<Int>? {
    guard let mark = scalars[max(0, end - 10)..<end].lastIndex(of: "第") else { return nil }
    var start = mark
    while start > 0, end - start < 40,
      scalars[start - 1].isHan || scalars[start - 1].digitValue != nil
    {
      start -= 1
    }
    for lead in leads {
      var index = mark - lead.count
      while index >= start {
        if scalars[index..<(index + lead.count)].elementsEqual(lead) {
          start = index + lead.count
          break
        }
        index -= 1
      }
    }
    guard start < mark, DocumentNumber(String(scalars: scalars[start..<end])) != nil else {
      return nil
    }
    return start..<end
  }
}
