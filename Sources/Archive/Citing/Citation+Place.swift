// Citation+Place.swift — where the cited paragraphs stand, in words: 第六部分第15项, 第三条第二款.
internal import Extraction

extension Citation {
  /// Where the paragraphs stand, in words: 第六部分第15项, 第二部分（三）, in articles 第三条第二款第一项;
  /// where no label of its own says it, by its number below the last label, bare headings not
  /// counted, or in the whole. A section or an article that is cited whole has its own name.
  var placeInPart: String? {
    guard let lines else { return nil }
    let (first, last) = (lines.lowerBound, lines.upperBound - 1)
    if first == last || document.article(around: first)?.lines(from: first) == lines {
      return words(for: first)
    }
    if document.section(of: first) == lines { return words(for: first, isWhole: true) }
    let (start, end) = ends(of: lines)
    return "\(start)至\(end)"
  }

  /// What the first and the last of several paragraphs are called, an article that both stand in
  /// only once, 第三条第二款 and 第三款, as is the 款 of items: 第三条第二款第一项 and 第三项.
  private func ends(of lines: Range<Int>) -> (start: String, end: String) {
    let (first, last) = (lines.lowerBound, lines.upperBound - 1)
    let opening = document.section(of: first)
    let start = words(for: first, isWhole: opening.upperBound <= lines.upperBound)
    guard let article = document.article(around: last) else { return (start, words(for: last)) }
    if article.range.lowerBound > first, article.range.upperBound == lines.upperBound {
      return (start, words(for: article.range.lowerBound, isWhole: true))
    }
    let end = words(for: last)
    let shared = prefix(of: article) + article.label
    guard article.range.lowerBound <= first, end.count > shared.count else { return (start, end) }
    let (head, rest) = (start.dropFirst(shared.count), end.dropFirst(shared.count))
    guard let clause = rest.firstIndex(of: "款").map({ rest[...$0] }), head.hasPrefix(clause),
      head.count > clause.count, rest.count > clause.count
    else { return (start, String(rest)) }
    return (start, String(rest.dropFirst(clause.count)))
  }

  /// - Parameter isWhole: an article with all of its 款 is meant, not the first.
  private func words(for index: Int, isWhole: Bool = false) -> String {
    let paragraphs = document.paragraphs
    if let article = document.article(around: index) {
      if isWhole, index == article.range.lowerBound { return prefix(of: article) + article.label }
      if let words = article.words(for: index) { return prefix(of: article) + words }
    }
    let ancestors = document.ancestors(of: index)
    if paragraphs[index].label != nil {
      return (ancestors + [index]).map { Self.words(paragraphs[$0]) }.joined()
    }
    guard let label = ancestors.last(where: { paragraphs[$0].label != nil }) else {
      return "第\(index - (part?.range.lowerBound ?? 0) + 1)段"
    }
    let above = paragraphs[(label + 1)..<index].count { $0.kind != .heading }
    return words(for: label, isWhole: true) + "第\(above + 1)段"
  }

  /// The chapter, where the number of an article does not name it alone: articles are numbered
  /// through all chapters of a law, but not in every text.
  private func prefix(of article: Article) -> String {
    let paragraphs = document.paragraphs
    let lines = paragraphs.indices.clamped(to: part?.range ?? paragraphs.indices)
    guard lines.count(where: { paragraphs[$0].label == article.label }) > 1,
      let chapter = document.ancestors(of: article.range.lowerBound)
        .last(where: { paragraphs[$0].label != nil })
    else { return "" }
    return words(for: chapter)
  }

  /// What one label adds to the place, outside of articles.
  private static func words(_ paragraph: Paragraph) -> String {
    guard let label = paragraph.label else { return "" }
    if label.hasPrefix("第") { return label }
    switch paragraph.text.first {
    case "（", "(": return "（\(label)）"
    case let first? where first.isASCII && first.isNumber: return "第\(label)项"
    case let first? where label.hasPrefix(String(first)): return "第\(label)部分"
    default: return "第\(label)目"
    }
  }
}
