// Outline+Decimal.swift — labels of several numbers: 1.1, 2.1.3.

extension Outline {
  /// The label of a paragraph that is known to have one.
  static func label(of text: String) -> OutlineLabel? {
    OutlineLabel(text) ?? OutlineLabel(decimal: text)
  }

  /// The decimal labels of a part, and where they stand.
  ///
  /// `1.5倍以上` opens like one: a label goes on from another, 1.2 from 1.1 and 1.1 from 1 or to
  /// 1.2. A number alone is one where labels below it follow: `1　总则`.
  static func decimals(
    in lines: Range<Int>, _ paragraphs: [Paragraph], _ labels: [OutlineLabel?]
  ) -> [(index: Int, label: OutlineLabel)] {
    let candidates = lines.compactMap { index -> (index: Int, label: OutlineLabel)? in
      let paragraph = paragraphs[index]
      guard paragraph.kind == .text || paragraph.kind == .listItem else { return nil }
      return OutlineLabel(decimal: paragraph.text).map { (index, $0) }
    }
    guard candidates.count(where: { $0.label.numbers.count > 1 }) >= fewestDecimals,
      candidates.count <= mostDecimals
    else { return [] }
    let plain = labels[lines].compactMap { $0?.level == .third ? Int($0?.text ?? "") : nil }
    let all = Set(candidates.map(\.label.numbers) + plain.map { [$0] })
    var known: Set<[Int]> = []
    for (_, label) in candidates where label.numbers.count > 1 {
      let (numbers, parent) = (label.numbers, Array(label.numbers.dropLast()))
      let last = numbers[parent.count]
      let goesOn =
        last > 1
        ? known.contains(parent + [last - 1]) : all.contains(parent + [2]) || all.contains(parent)
      if goesOn { known.insert(numbers) }
    }
    guard known.count >= fewestDecimals else { return [] }
    return candidates.filter { _, label in
      label.numbers.count > 1 ? known.contains(label.numbers) : known.contains(label.numbers + [1])
    }
  }

  private static let fewestDecimals = 2
  /// More are a table's.
  private static let mostDecimals = 5_000
}
