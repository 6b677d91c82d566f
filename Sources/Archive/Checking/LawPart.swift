// LawPart.swift — whether a document is only a part of its law, as one book (编) saved by itself.
internal import Extraction

extension StoredDocument {
  /// The articles that are paragraphs, in order.
  var articles: [NamedArticle] {
    paragraphs.compactMap { $0.label.flatMap { NamedArticle(label: $0) } }
  }

  /// Whether an article that it does not have may stand in a part of the law that was not saved
  /// with it: where its articles begin with another than the first, or end before that one and its
  /// title or text says that more of them follows.
  func mayLack(_ article: NamedArticle) -> Bool {
    let numbers = articles.map(\.number)
    guard let first = numbers.first, let last = numbers.max() else { return false }
    return first > 1 || article.number > last && isBeginning
  }

  /// Whether it says that it is the beginning of a law: one book alone, 总则 alone, or fewer books or
  /// chapters than its table of contents has.
  private var isBeginning: Bool {
    let title = Array(record.displayTitle.unicodeScalars)
    // 云溪市法典（第一编　总则）; 民法总则 is a law of its own.
    if let open = title.lastIndex(where: { ClaimWords.brackets.contains($0) }) {
      let part = title[open...]
      if part.indices.contains(where: { Self.number(title, at: $0, of: "编") != nil })
        || String(String.UnicodeScalarView(part)).contains(ClaimWords.generalPart)
      {
        return true
      }
    }
    let books = divisions("编")
    if let last = books.named.max(), let held = books.held.max() {
      return books.held.count == 1 || last > held
    }
    let chapters = divisions("章")
    guard let last = chapters.named.max(), let held = chapters.held.max() else { return false }
    return last > held || chapters.held.count == 1 && chapters.isGeneral
  }

  /// The numbers of books or chapters that headings name, those that articles stand in, and whether
  /// one is called 总则.
  private func divisions(
    _ kind: Unicode.Scalar
  ) -> (named: Set<Int>, held: Set<Int>, isGeneral: Bool) {
    var (named, held): (Set<Int>, Set<Int>) = ([], [])
    var isGeneral = false
    var open: Int?
    for paragraph in paragraphs {
      if let label = paragraph.label, NamedArticle(label: label) != nil {
        if let open { held.insert(open) }
        continue
      }
      let scalars = paragraph.text.unicodeScalars.filter { !$0.properties.isWhitespace }
      let text = Array(scalars)
      guard text.count <= Self.longestHeading, text.last != "。",
        let number = Self.number(text, at: 0, of: kind)
      else { continue }
      named.insert(number)
      open = number
      if paragraph.text.contains(ClaimWords.generalPart) { isGeneral = true }
    }
    return (named, held, isGeneral)
  }

  /// The number of the 第一编 or 第二章 that stands at `start`.
  private static func number(
    _ scalars: [Unicode.Scalar], at start: Int, of kind: Unicode.Scalar
  ) -> Int? {
    guard start < scalars.count, scalars[start] == "第" else { return nil }
    var index = start + 1
    guard let number = NamedArticle.numeral(scalars, &index), index < scalars.count,
      scalars[index] == kind
    else { return nil }
    return number
  }

  /// In scalars.
  private static let longestHeading = 30
}
