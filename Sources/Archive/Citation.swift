// Citation.swift — where a paragraph stands, in the forms in which people cite.
internal import Extraction

/// How a citation is written.
package enum CitationStyle: String, Sendable, CaseIterable {
  /// GB/T 7714—2015《信息与文献 参考文献著录规则》, electronic resources.
  case gbt7714
  /// As official documents refer to one another: 《题名》（文号）.
  case official
  /// In words, with what proves it: address, digest.
  case plain
}

/// A reference to a document, or to one of its paragraphs.
package struct Citation: Sendable {
  package let document: StoredDocument
  /// Index of the paragraph; nil to cite the whole document.
  package let paragraph: Int?
  /// When it was looked up: yyyy-MM-dd.
  package let accessedOn: String

  package init(_ document: StoredDocument, paragraph: Int?, accessedOn: String) {
    self.document = document
    self.paragraph = paragraph
    self.accessedOn = accessedOn
  }

  private var record: PageRecord { document.record }

  /// The citation; with `quotes`, followed by the paragraph's words.
  package func text(_ style: CitationStyle, quotes: Bool) -> String {
    var text =
      switch style {
      case .gbt7714: gbt7714
      case .official: official
      case .plain: plain
      }
    if quotes, let paragraph {
      text += "\n“\(Self.nested(document.paragraphs[paragraph].text))”"
    }
    return text
  }

  private var gbt7714: String {
    var text = ""
    if let author = record.issuer ?? record.source { text += "\(author). " }
    text += record.displayTitle
    if let number = record.documentNumber { text += ":\(number)" }
    let isOnline = record.url != nil
    let type = record.documentNumber == nil ? "EB" : "A"
    text += isOnline ? "[\(type)/OL]." : "[\(type)]."
    if let date = record.displayDate { text += " (\(date))" }
    if isOnline { text += record.displayDate == nil ? " [\(accessedOn)]" : "[\(accessedOn)]" }
    if !text.hasSuffix(".") { text += "." }
    if let url = record.url { text += " \(url)." }
    if let place { text += " \(place)." }
    return text
  }

  private var official: String {
    var text = record.title.map { "《\(Self.innerTitle($0))》" } ?? record.displayTitle
    if let number = record.documentNumber { text += "（\(number)）" }
    if let place { text += place }
    return text
  }

  private var plain: String {
    var parts = [record.title.map { "《\(Self.innerTitle($0))》" } ?? record.displayTitle]
    if let source = record.displaySource { parts.append(source) }
    if let date = record.displayDate { parts.append(date) }
    if let number = record.documentNumber { parts.append(number) }
    if let place { parts.append(place) }
    var text = parts.joined(separator: "，")
    if let paragraph { text += "（\(document.reference(paragraph + 1))）" }
    if let url = record.url { text += "\n\(url)" }
    return text + "\nSHA-256 \(record.sha256)"
  }

  /// Where the paragraph stands, in words: 第六部分第15项, 第二部分（三）, 第三条第（一）项; the
  /// paragraph's number where no label of its own says it.
  private var place: String? {
    guard let paragraph else { return nil }
    var words = ""
    for index in document.ancestors(of: paragraph) + [paragraph] {
      words += Self.place(document.paragraphs[index], inArticle: words.hasSuffix("条"))
    }
    return document.paragraphs[paragraph].label == nil ? words + "第\(paragraph + 1)段" : words
  }

  /// What one label adds to the place.
  private static func place(_ paragraph: Paragraph, inArticle: Bool) -> String {
    guard let label = paragraph.label else { return "" }
    if label.hasPrefix("第") { return label }
    switch paragraph.text.first {
    case "（", "(": return inArticle ? "第（\(label)）项" : "（\(label)）"
    case let first? where first.isASCII && first.isNumber: return "第\(label)项"
    case let first? where label.hasPrefix(String(first)): return "第\(label)部分"
    default: return "第\(label)目"
    }
  }

  /// Title marks inside title marks become single ones (GB/T 15834).
  private static func innerTitle(_ title: String) -> String {
    String(title.map { $0 == "《" ? "〈" : $0 == "》" ? "〉" : $0 })
  }

  /// Quotation marks inside quotation marks become single ones (GB/T 15834).
  private static func nested(_ text: String) -> String {
    String(text.map { $0 == "“" ? "‘" : $0 == "”" ? "’" : $0 })
  }
}
