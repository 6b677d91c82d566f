// ArticlePart.swift — a 款 or item of an article, as a sentence names it.

/// A part of an article as a sentence names it: 第二款, 第（四）项, 第一款第四项.
struct ArticlePart: Hashable, Sendable {
  var clause: Int?
  var item: Int?

  /// The one that stands at `start`, and where it ends.
  static func read(
    _ scalars: [Unicode.Scalar], at start: Int
  ) -> (part: ArticlePart, end: Int)? {
    var (part, end) = (ArticlePart(), start)
    if let clause = NamedArticle.clause(in: scalars, at: end) {
      (part.clause, end) = (clause.number, clause.end)
    }
    if let item = item(in: scalars, at: end) { (part.item, end) = (item.number, item.end) }
    return end > start ? (part, end) : nil
  }

  private static func item(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (number: Int, end: Int)? {
    guard start < scalars.count, scalars[start] == "第" else { return nil }
    var index = start + 1
    func passes(_ marks: String) -> Bool {
      guard index < scalars.count, marks.unicodeScalars.contains(scalars[index]) else {
        return false
      }
      index += 1
      return true
    }
    let isBracketed = passes("（(")
    guard let number = NamedArticle.numeral(scalars, &index), number > 0,
      !isBracketed || passes("）)"), passes("项")
    else { return nil }
    return (number, index)
  }
}
