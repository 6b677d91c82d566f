// DraftItem.swift — what a draft claims: titles, document numbers, quotations, figures.
internal import Extraction

/// Something in a draft that a source can be asked for.
package struct DraftItem: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 《题名》, without its marks.
    case title
    /// 文号.
    case number
    /// “引文”, without its marks.
    case quote
    /// A number and its unit, with the words before it: 案件21964件.
    case figure
  }

  package var kind: Kind
  package var text: String
  /// Unicode scalars of the paragraph.
  package var range: Range<Int>

  /// Quotations and titles of fewer characters, letters and digits say too little, as does a kind
  /// alone: 《通知》.
  static let shortest = [Kind.quote: 4, .title: 2]

  /// The items of a paragraph, in order.
  package static func all(in text: String) -> [DraftItem] {
    let scalars = Array(text.unicodeScalars)
    let titles = marked(scalars, titleMarks, nests: true)
    var taken = titles.map { $0.lowerBound - 1..<$0.upperBound + 1 }
    let quotes = marked(scalars, quotationMarks, nests: false)
      .filter { quote in !taken.contains { $0.contains(quote.lowerBound) } }
    let pieces = quotes.flatMap { withoutGaps(scalars, $0) }
    let numbers = DocumentNumber.all(in: scalars)
      .filter { number in !taken.contains { $0.contains(number.lowerBound) } }
    func items(_ kind: Kind, _ ranges: [Range<Int>]) -> [DraftItem] {
      ranges.compactMap { range in
        let text = text.scalars(in: range)
        let length = ComparedText(text).scalars.count
        if length < shortest[kind] ?? 1 || kind == .title && DocumentKinds.isName(text) {
          return nil
        }
        return DraftItem(kind: kind, text: text, range: range)
      }
    }
    let found = items(.title, titles) + items(.quote, pieces) + items(.number, numbers)
    taken += found.map(\.range)
    let figures = Figure.all(in: scalars).filter { figure in
      !taken.contains { $0.contains(figure.range.lowerBound) }
    }
    return (found + items(.figure, figures.map { $0.withLead(in: scalars) }))
      .sorted {
        ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
      }
  }

  private static let titleMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "《": "》", "〈": "〉", "<": ">", "＜": "＞",
  ]
  private static let quotationMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "「": "」", "『": "』", "\"": "\"", "＂": "＂",
  ]

  /// What stands between marks; of marks within marks the outermost, or all.
  private static func marked(
    _ scalars: [Unicode.Scalar], _ marks: [Unicode.Scalar: Unicode.Scalar], nests: Bool
  ) -> [Range<Int>] {
    var open: [(start: Int, close: Unicode.Scalar)] = []
    var ranges: [Range<Int>] = []
    for (index, scalar) in scalars.enumerated() {
      if let last = open.last, scalar == last.close {
        open.removeLast()
        if nests || open.isEmpty { ranges.append(last.start..<index) }
      } else if let close = marks[scalar] {
        // A bare < is a title mark only within a title.
        if open.isEmpty, scalar == "<" || scalar == "＜" || (nests && scalar == "〈") { continue }
        open.append((index + 1, close))
      }
    }
    return ranges
  }

  /// The pieces between marks of omission.
  private static func withoutGaps(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> [Range<Int>]
  {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where scalars[index] == "…" {
      if start < index { pieces.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }
}
