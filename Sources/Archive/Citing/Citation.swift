// Citation.swift — where a paragraph stands, in the forms in which people cite.
internal import Extraction

/// How a citation is written.
package enum CitationStyle: String, Sendable, CaseIterable {
  /// GB/T 7714—2015《信息与文献 参考文献著录规则》: newspapers, documents, web pages.
  case gbt7714
  /// As official documents refer to one another: 《题名》（文号）.
  case official
  /// In words, with what proves it: address, digest.
  case plain
  /// An entry of a BibTeX or biblatex database.
  case bibtex
  /// An item of citeproc and of reference managers.
  case cslJSON = "csl-json"
}

/// A reference to a document, to paragraphs of it, or to some words in one of them.
package struct Citation: Sendable {
  package let document: StoredDocument
  /// Indices of the paragraphs; nil to cite the whole document.
  package let lines: Range<Int>?
  /// The words that are quoted: Unicode scalars of the one paragraph; nil for all of them.
  package let passage: Range<Int>?
  /// When it was looked up: yyyy-MM-dd.
  package let accessedOn: String

  package init(
    _ document: StoredDocument, paragraph: Int?, passage: Range<Int>? = nil, accessedOn: String
  ) {
    self.document = document
    lines = paragraph.map { $0..<$0 + 1 }
    self.passage = passage
    self.accessedOn = accessedOn
  }

  /// A reference to paragraphs in a row.
  package init(_ document: StoredDocument, lines: Range<Int>?, accessedOn: String) {
    self.document = document
    self.lines = lines
    passage = nil
    self.accessedOn = accessedOn
  }

  /// Index of the first paragraph.
  var paragraph: Int? { lines?.lowerBound }

  var record: PageRecord { document.record }

  /// The words that are cited, as they stand, each paragraph on a line; nil for a whole document.
  package var quotedWords: String? {
    guard let lines else { return nil }
    let text = document.paragraphs[lines].map(\.text).joined(separator: "\n")
    return passage.map { text.scalars(in: $0) } ?? text
  }

  /// What is cited, as a reference: `8191#15`, `8191#12-15`.
  package var reference: String { lines.map { document.reference($0) } ?? document.handle }

  /// The citation; with `quotes`, the words that are cited too.
  package func text(_ style: CitationStyle, quotes: Bool) throws -> String {
    switch style {
    case .gbt7714: quoted(gbt7714, quotes)
    case .official: quoted(official, quotes)
    case .plain: quoted(plain, quotes)
    case .bibtex: bibTeX(quotes: quotes)
    case .cslJSON: try CSLItem.json([CSLItem(self, quotes: quotes)])
    }
  }

  private func quoted(_ text: String, _ quotes: Bool) -> String {
    guard quotes, let quotedWords else { return text }
    return "\(text)\n“\(Self.nested(quotedWords))”"
  }

  // MARK: What is said of the source

  /// What the source is, as far as it makes a difference.
  enum SourceKind { case newspaper, document, page }

  /// What ends in 报 and is no newspaper.
  private static let noNewspapers = [
    "公报", "通报", "简报", "快报", "年报", "月报", "专报", "情报", "预报", "汇报", "海报",
  ]

  /// The newspaper that the page was taken from; a site may stand before it: 人民网-《人民日报》.
  var newspaper: String? {
    guard record.documentNumber == nil,
      let paper = record.source?.split(whereSeparator: { "-－—–".contains($0) }).last
    else { return nil }
    var name = paper.filter { $0 != "《" && $0 != "》" }.trimmed
    if name.hasSuffix("报社") { name.removeLast() }
    let isOther = Self.noNewspapers.contains { name.hasSuffix($0) }
    return name.hasSuffix("报") && name.count > 1 && !isOther ? name : nil
  }

  var sourceKind: SourceKind {
    newspaper != nil ? .newspaper : record.documentNumber != nil ? .document : .page
  }

  /// 主要责任者: the offices that issued it, or who wrote it.
  var authors: [String] {
    if newspaper != nil { return record.authors }
    if let issuer = record.issuer { return JointIssuers.names(in: issuer) }
    if !record.authors.isEmpty { return record.authors }
    return record.source.map { [Self.withoutMarks($0)] } ?? []
  }

  /// The name of a periodical that stands in title marks as a whole: 《理财周刊》.
  private static func withoutMarks(_ name: String) -> String {
    let inner = name.dropFirst().dropLast()
    let isMarked = name.first == "《" && name.last == "》" && !inner.contains { "《》".contains($0) }
    return isMarked && !inner.isEmpty ? String(inner) : name
  }

  /// The part of the page that the paragraph stands in: the plan below the notice.
  var part: DocumentPart? {
    paragraph.flatMap { index in
      record.parts.first { $0.range.contains(index) && $0.title != nil }
    }
  }

  /// The title, where one is known.
  private var knownTitle: String? {
    (record.title ?? part?.title ?? record.work).map(withoutNumber)
  }

  /// A title without the document's number in brackets behind it: that is given beside the title.
  private func withoutNumber(_ title: String) -> String {
    guard let number = record.documentNumber,
      let end = title.lastIndex(where: { !$0.isWhitespace }), ")）]】".contains(title[end])
    else { return title }
    for start in title[..<end].indices.reversed() where "(（[【".contains(title[start]) {
      let inner = String(title[title.index(after: start)..<end])
      let isNumber = DocumentNumber(inner).map { $0 == DocumentNumber(number) } ?? false
      guard isNumber || inner == number else { continue }
      let rest = String(title[..<start]).trimmed
      return rest.isEmpty ? title : rest
    }
    return title
  }

  var title: String { knownTitle ?? record.displayTitle }

  /// Where in the source, in words; with the title of the part that is not the source's own.
  var place: String? {
    guard let place = placeInPart else { return nil }
    guard let inner = part?.title.map(withoutNumber), inner != title else { return place }
    return "所附《\(Self.innerTitle(inner))》\(place)"
  }

  // MARK: For people

  /// Source: GB/T 7714—2015, 4.6 (electronic resources), 4.3 (parts of serials), 8.1 (three
  /// authors).
  private var gbt7714: String {
    var text = ""
    if !authors.isEmpty {
      let named = authors.prefix(3) + (authors.count > 3 ? ["等"] : [])
      text += named.joined(separator: ", ") + ". "
    }
    text += title
    if let number = record.documentNumber { text += ":\(number)" }
    let isOnline = record.url != nil
    let type =
      switch sourceKind {
      case .newspaper: "N"
      case .document: "A"
      case .page: "EB"
      }
    text += isOnline ? "[\(type)/OL]." : "[\(type)]."
    let accessed = isOnline || type == "EB" ? "[\(accessedOn)]" : ""
    if let newspaper {
      text += " \(newspaper)"
      if let date = record.displayDate { text += ", \(date)" }
      text += accessed
    } else {
      let date = record.displayDate.map { "(\($0))" } ?? ""
      if !(date + accessed).isEmpty { text += " \(date)\(accessed)" }
    }
    if !text.hasSuffix(".") { text += "." }
    if let url = record.url { text += " \(url)." }
    if let place { text += " \(place)." }
    return text
  }

  private var markedTitle: String {
    knownTitle.map { "《\(Self.innerTitle($0))》" } ?? title
  }

  /// As official documents refer to one another.
  package var official: String {
    var text = markedTitle
    if let number = record.documentNumber { text += "（\(number)）" }
    if let place { text += place }
    return text
  }

  private var plain: String {
    var parts = [markedTitle]
    if let source = record.displaySource { parts.append(source) }
    if let date = record.displayDate { parts.append(date) }
    if let number = record.documentNumber { parts.append(number) }
    if let place { parts.append(place) }
    var text = parts.joined(separator: "，")
    if lines != nil { text += "（\(reference)）" }
    if let url = record.url { text += "\n\(url)" }
    return text + "\nSHA-256 \(record.sha256)"
  }

  /// Title marks inside title marks.
  private static func innerTitle(_ title: String) -> String {
    inner(title, double: ("《", "》"), single: ("〈", "〉"))
  }

  /// Quotation marks inside quotation marks.
  private static func nested(_ text: String) -> String {
    inner(text, double: ("“", "”"), single: ("‘", "’"))
  }

  /// Double marks become single ones, and the single ones in these double (GB/T 15834).
  private static func inner(
    _ text: String, double: (open: Character, close: Character),
    single: (open: Character, close: Character)
  ) -> String {
    var inner = ""
    var (outermost, within) = (0, 0)
    for mark in text {
      switch mark {
      case double.open:
        outermost += 1
        inner.append(single.open)
      case double.close:
        outermost = max(0, outermost - 1)
        inner.append(single.close)
      case single.open where outermost > 0:
        within += 1
        inner.append(double.open)
      case single.close where within > 0:
        within -= 1
        inner.append(double.close)
      default: inner.append(mark)
      }
    }
    return inner
  }
}
