// StoredDocument+Places.swift — `六/15`, `第二十五条第三款`, `67-69` → the paragraphs that are meant.
internal import Extraction
internal import SearchIndex

extension StoredDocument {
  /// The index of the one paragraph that `place` names, or of the first of its section.
  package func index(
    of place: DocumentReference.Place, as reference: String
  ) throws(ArchiveError) -> Int {
    if case .numbers = place { throw .notAReference(reference) }
    return try lines(of: place, as: reference).lowerBound
  }

  /// The paragraphs that `place` names, as indices: a number its own, a heading, an article or an
  /// item all that stands below it.
  package func lines(
    of place: DocumentReference.Place, as reference: String
  ) throws(ArchiveError) -> Range<Int> {
    switch place {
    case .number(let number):
      return try lines(of: .numbers(number...number), as: reference)
    case .numbers(let numbers):
      guard numbers.upperBound <= paragraphs.count else {
        throw .noSuchParagraph(reference, count: paragraphs.count)
      }
      return numbers.lowerBound - 1..<numbers.upperBound
    case .path(let labels):
      guard let lines = lines(at: labels) else { throw .noSuchHeading(reference) }
      return lines
    }
  }

  private func lines(at labels: [String]) -> Range<Int>? {
    guard let clause = ArticlePath(labels) else { return line(at: labels).map(section(of:)) }
    guard let head = line(at: clause.article) else { return nil }
    return Article(paragraphs[linesBelow(head)])?.lines(at: clause)
  }

  /// A line with what stands below it.
  func section(of index: Int) -> Range<Int> {
    if let article = article(around: index), article.range.lowerBound < index {
      return article.lines(from: index)
    }
    return linesBelow(index)
  }

  /// The article that a paragraph stands in, or opens.
  func article(around index: Int) -> Article? {
    let start = (linesAbove(index) + [index]).last { line in
      paragraphs[line].label.map(Article.isLabel) ?? false
    }
    return start.flatMap { Article(paragraphs[linesBelow($0)]) }
  }

  /// A heading or numbered line and those below it, up to the next of its level or above.
  private func linesBelow(_ index: Int) -> Range<Int> {
    let level = paragraphs[index].outlineLevel
    var end = index + 1
    while level > 0, end < paragraphs.count,
      paragraphs[end].outlineLevel == 0 || paragraphs[end].outlineLevel > level
    {
      end += 1
    }
    return index..<end
  }

  // MARK: Labels

  /// The line with these labels, the outermost where there are several, and the first of those.
  private func line(at labels: [String]) -> Int? {
    let candidates = paragraphs.indices.filter { Self.answers(paragraphs[$0], labels.last) }
    var found = candidates.filter { index in
      let path = (linesAbove(index) + [index]).filter { paragraphs[$0].label != nil }
      return path.count >= labels.count
        && zip(path.suffix(labels.count), labels).allSatisfy { Self.answers(paragraphs[$0], $1) }
    }
    if found.isEmpty {
      // A level may be left out: `六/15` also names 六 / （二） / 15.
      found = candidates.filter { index in
        Self.answers((linesAbove(index) + [index]).map { paragraphs[$0] }, labels)
      }
    }
    let ranked =
      found.map { (paragraphs[$0].outlineLevel, 0, $0) }
      + statutes(numbered: labels).map { (paragraphs[$0].outlineLevel, 1, $0) }
    return ranked.min { $0 < $1 }?.2
  }

  /// The chapters and articles that a number alone may stand for: `四` for 第四章.
  private func statutes(numbered labels: [String]) -> [Int] {
    guard labels.count == 1, let number = Ordinal.number(of: labels[0]),
      Ordinal.inHan(labels[0]) == labels[0]
    else { return [] }
    return paragraphs.indices.filter { index in
      guard let label = paragraphs[index].label, label.hasPrefix("第"),
        let ordinal = Ordinal(label)
      else { return false }
      return ordinal.number == number && ordinal.inserted == nil
    }
  }

  /// Whether the lines from the outermost heading down carry the labels, in order, perhaps with
  /// others between them.
  static func answers(_ lines: [Paragraph], _ labels: [String]) -> Bool {
    var wanted = labels[...]
    for line in lines where answers(line, wanted.first) { wanted.removeFirst() }
    return wanted.isEmpty
  }

  /// Whether a paragraph carries the label that a step of a path asks for.
  static func answers(_ paragraph: Paragraph, _ step: String?) -> Bool {
    guard let step, let label = paragraph.label else { return false }
    if label == step { return true }
    let first = paragraph.text.first { !$0.isWhitespace }
    if step.hasPrefix("（") { return step == "（\(label)）" && (first == "(" || first == "（") }
    guard step.hasPrefix("第") else { return false }
    if label.hasPrefix("第") {
      // A step is in the standard form; only another way to write a number has to be read.
      guard label.unicodeScalars.contains(where: Ordinal.isOtherForm) else { return false }
      return Ordinal(label)?.description == step
    }
    // 第六部分 is 六、; 第三项 and 第三目 are items, whatever marks they have.
    let isBare = first.map { label.hasPrefix(String($0)) } ?? false
    let isPart = isBare && Ordinal.inHan(label) == label
    let isAsked =
      step.hasSuffix("部分")
      ? isPart
      : step.hasSuffix("项") || step.hasSuffix("目") ? !isPart || paragraph.depth > 1 : false
    guard isAsked, let wanted = Ordinal(step) else { return false }
    return Ordinal.number(of: label) == wanted.number
  }
}

/// The labels of a path that names a 款, which has no label of its own.
struct ArticlePath: Sendable {
  /// Down to the article.
  let article: [String]
  let clause: Int
  /// Below the 款.
  let items: [String]

  /// - Returns: nil where no 款 is named.
  init?(_ labels: [String]) {
    let ordinals = labels.map { $0.hasPrefix("第") ? Ordinal($0) : nil }
    guard let index = ordinals.firstIndex(where: { $0?.unit == "款" }), index > 0,
      let clause = ordinals[index]?.number
    else { return nil }
    self.clause = clause
    article = Array(labels[..<index])
    items = Array(labels[(index + 1)...])
  }
}

extension Article {
  /// The lines of a 款, or of an item in it.
  func lines(at path: ArticlePath) -> Range<Int>? {
    index(clause: path.clause, items: path.items).map(lines(from:))
  }
}

/// Tells by how a line begins that it cannot carry a label, so that few lines have to be read.
/// Whatever `StoredDocument.answers` says yes to passes.
struct LabelSieve: Sendable {
  private let step: String
  /// 第三条, 第二项; else the number alone.
  private let isOrdinal: Bool
  /// 第六部分 may be 六、 and 第三项 （三）.
  private let mayBeItem: Bool
  private let beginsWithDigit: Bool

  init(_ step: String) {
    self.step = step
    isOrdinal = step.hasPrefix("第")
    mayBeItem = ["部分", "项", "目"].contains { step.hasSuffix($0) }
    beginsWithDigit = step.unicodeScalars.first?.isASCIIDigit ?? false
  }

  func passes(_ opening: String) -> Bool {
    if opening.utf8.starts(with: step.utf8) { return true }
    guard let first = opening.unicodeScalars.first else { return false }
    if first == "第" { return isOrdinal && hasOtherForm(opening) }
    let isNumeral = HanNumber.isNumeral(first) && !Ordinal.isOtherForm(first)
    if !isOrdinal { return !isNumeral && (!first.isASCIIDigit || beginsWithDigit) }
    return mayBeItem || !(first.isASCIIDigit || isNumeral || first == "（" || first == "(")
  }

  /// Whether a line may have the number in another form: 第3条, 第 三 条.
  private func hasOtherForm(_ opening: String) -> Bool {
    let rest = opening.unicodeScalars.dropFirst().drop { scalar in
      HanNumber.isNumeral(scalar) && !Ordinal.isOtherForm(scalar)
    }
    guard let unit = rest.first, "编章节条部".unicodeScalars.contains(unit) else { return true }
    return rest.dropFirst().first == "之"
  }
}
