// InlineItem.swift — 一是…二是…三是… within one paragraph → its items.

/// One of several points that a paragraph counts out in its own line (段内列举).
package struct InlineItem: Sendable, Hashable {
  /// The numeral: `一`.
  package var label: String
  /// Scalars of the paragraph, from the numeral to the next item or the end.
  package var range: Range<Int>

  package init(label: String, range: Range<Int>) {
    self.label = label
    self.range = range
  }
}

extension InlineItem {
  private static let numerals = "一二三四五六七八九十".scalars
  private static let verbs: [Unicode.Scalar] = ["是", "要"]

  /// The items of a text, in order: 一 first, none left out, all with the same verb, each at the
  /// start or behind a mark. Fewer than two are none.
  static func items(in text: String) -> [InlineItem] {
    let scalars = text.scalars
    for verb in verbs {
      var starts: [Int] = []
      var index = 0
      while index + 1 < scalars.count, starts.count < numerals.count {
        if scalars[index + 1] == verb, scalars[index] == numerals[starts.count],
          isOpening(scalars, index)
        {
          starts.append(index)
        }
        index += 1
      }
      guard starts.count >= 2 else { continue }
      let ends = starts.dropFirst() + [end(of: text, scalars.count)]
      return zip(starts, ends).enumerated().map { number, bounds in
        InlineItem(label: String(numerals[number]), range: bounds.0..<max(bounds.0, bounds.1))
      }
    }
    return []
  }

  private static func isOpening(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = scalars[..<index].last { !$0.isBlank }
    return before.map { "。；;：:，,！？".unicodeScalars.contains($0) } ?? true
  }

  /// The last item does not hold the block of responsible units.
  private static func end(of text: String, _ count: Int) -> Int {
    ResponsibilityBlock(text).flatMap { $0.start > 0 ? $0.start : nil } ?? count
  }
}

extension Paragraph {
  /// 一是…二是…: the points that the text counts out; empty when it does not.
  package var items: [InlineItem] { kind == .tableRow ? [] : InlineItem.items(in: text) }
}
