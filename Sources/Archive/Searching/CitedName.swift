// CitedName.swift — `cites:《行政复议法》第十条`, `引用：国办发〔2017〕47号`: how a query names what is cited.
internal import Extraction
internal import SearchIndex

/// A document as paragraphs name it, by its title between title marks or by its number (文号), and
/// the article of it that they name right behind: 《行政复议法》第十条.
struct CitedName: Sendable {
  private enum Name: Sendable {
    /// Typed in title marks: this title, but for the State or a place before it and a version
    /// behind it.
    case title([UInt32])
    case number(DocumentNumber)
    /// Part of a title or of a number, as it was typed.
    case part(String)
  }

  private let name: Name
  private let article: NamedArticle?
  private let clause: Int?

  /// Nil for what no paragraph names so: one of many, 《行政?议法》, or more behind a title than an
  /// article, 《行政复议法》第十条第二项.
  init?(_ value: String) {
    let typed = Array(value.unicodeScalars.filter { !$0.properties.isWhitespace })
    if typed.contains(where: { Self.wildcards.contains($0) }) { return nil }
    var words = value
    var wanted: (article: NamedArticle, clause: Int?)?
    for start in typed.indices.dropFirst() {
      guard let found = Self.article(typed, at: start) else { continue }
      let before = String(String.UnicodeScalarView(typed[..<start]))
      if Self.mayHaveArticles(before) { (words, wanted) = (before, found) }
      break
    }
    (article, clause) = (wanted?.article, wanted?.clause)
    let name = words.unicodeScalars.filter { !$0.properties.isWhitespace }
    if let number = DocumentNumber(words) {
      self.name = .number(number)
    } else if let open = name.first, let close = DraftItem.titleMarks[open], name.contains(close) {
      guard name.last == close else { return nil }
      let title = ComparedText(String(String.UnicodeScalarView(name.dropFirst().dropLast())))
      self.name = .title(DocumentName.bare(title.scalars))
    } else {
      self.name = .part(words)
    }
  }

  /// The article, or 款 of one, that a text ends with.
  private static func article(
    _ scalars: [Unicode.Scalar], at start: Int
  ) -> (article: NamedArticle, clause: Int?)? {
    guard let found = NamedArticle.read(scalars, at: start) else { return nil }
    let clause = NamedArticle.clause(in: scalars, at: found.range.upperBound)
    guard (clause?.end ?? found.range.upperBound) == scalars.count else { return nil }
    return (found.article, clause?.number)
  }

  /// Whether what stands before an article names a document, and is not the beginning of a title.
  private static func mayHaveArticles(_ name: String) -> Bool {
    guard let last = name.unicodeScalars.last else { return false }
    return DraftItem.titleMarks.values.contains(last) || DocumentNumber(name) != nil
      || DocumentKinds.kind(of: name) != nil
      || ClaimWords.isLaw(name.unicodeScalars)
  }

  /// Whether a text names it.
  func stands(in text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    switch name {
    case .title(let wanted):
      return DraftItem.titles(in: text).contains { title in
        DocumentName.is(wanted, ComparedText(text.scalars(in: title)).scalars)
          && hasArticle(behind: title, isTitle: true, scalars)
      }
    case .number(let wanted):
      return DocumentNumber.all(in: scalars).contains { range in
        (DocumentNumber(text.scalars(in: range)).map { wanted.isWritten($0) } ?? false)
          && hasArticle(behind: range, isTitle: false, scalars)
      }
    case .part(let value):
      let wanted = Self.compared(value)
      func names(_ range: Range<Int>) -> Bool {
        Self.compared(text.scalars(in: range)).holds(wanted)
      }
      return DraftItem.titles(in: text).contains { title in
        names(title) && hasArticle(behind: title, isTitle: true, scalars)
      }
        || DocumentNumber.all(in: scalars).contains { number in
          names(number) && hasArticle(behind: number, isTitle: false, scalars)
        }
    }
  }

  /// Whether the article, if one is asked for, stands behind a name, by itself or in a list.
  private func hasArticle(
    behind name: Range<Int>, isTitle: Bool, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    guard let article else { return true }
    let items = DraftItem.articles(of: name, isBare: !isTitle, scalars, DeclaredNames())
    return items.contains { item in
      let written = Array(item.text.unicodeScalars)
      guard let found = NamedArticle.read(written, at: 0), found.article == article else {
        return false
      }
      guard let clause else { return true }
      return NamedArticle.clause(in: written, at: found.range.upperBound)?.number == clause
    }
  }

  private static let wildcards = Set("?*".unicodeScalars)

  private static func compared(_ name: String) -> [UInt32] {
    ComparedText(Fields.bracketed(name)).scalars
  }

  /// What stands as it is in every text that names it, however the rest is written: the longest run
  /// of Chinese characters, else of letters and digits.
  var hint: Pattern {
    let scalars: [Unicode.Scalar]
    switch name {
    case .title(let title): scalars = title.compactMap(Unicode.Scalar.init)
    case .number(let number): scalars = Array(number.issuerCode.unicodeScalars)
    case .part(let value): scalars = Array(value.unicodeScalars)
    }
    func longest(_ isPart: (Unicode.Scalar) -> Bool) -> String? {
      scalars.split { !isPart($0) }.max { $0.count < $1.count }
        .map { String(String.UnicodeScalarView($0)) }
    }
    let chinese = longest { $0.isChinese }
    let word = longest { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    return Pattern(chinese ?? word ?? "")
  }
}

extension DocumentNumber {
  /// Whether one is the other, or that with words before it, as a sentence has: 现将云政复….
  func isWritten(_ other: DocumentNumber) -> Bool {
    other.year == year && other.serial == serial
      && (other.issuerCode.hasSuffix(issuerCode) || issuerCode.hasSuffix(other.issuerCode))
  }
}
