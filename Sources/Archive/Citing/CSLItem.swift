// CSLItem.swift — a citation as an item of CSL-JSON, which citeproc and reference managers read.
internal import Extraction

/// One item.
///
/// Source: Citation Style Language 1.0.2, csl-data schema.
package struct CSLItem: Encodable, Sendable {
  private struct Name: Encodable { let literal: String }

  private struct Date: Encodable {
    let parts: [[Int]]

    private enum CodingKeys: String, CodingKey { case parts = "date-parts" }

    init?(_ date: String?) {
      guard let date else { return nil }
      let numbers = date.split(separator: "-").compactMap { Int($0) }
      if numbers.isEmpty { return nil }
      parts = [numbers]
    }
  }

  private let id: String
  private let type: String
  private let title: String
  private let author: [Name]?
  private let containerTitle: String?
  private let number: String?
  private let issued: Date?
  private let accessed: Date?
  private let address: String?
  private let language = "zh-CN"
  private let note: String?
  private let annote: String?

  private enum CodingKeys: String, CodingKey {
    case id, type, title, author, number, issued, accessed, language, note, annote
    case containerTitle = "container-title"
    case address = "URL"
  }

  package init(_ citation: Citation, quotes: Bool) {
    let record = citation.record
    id = BibTeX.key(citation.document, citation.lines)
    type =
      switch citation.sourceKind {
      case .newspaper: "article-newspaper"
      case .document: "document"
      case .page: "webpage"
      }
    title = citation.title
    author = citation.authors.isEmpty ? nil : citation.authors.map(Name.init)
    containerTitle = citation.newspaper ?? record.site
    number = record.documentNumber
    issued = Date(record.displayDate)
    accessed = record.url == nil ? nil : Date(citation.accessedOn)
    address = record.url
    note = citation.place
    annote = quotes ? citation.quotedWords : nil
  }

  /// The items as a file of them.
  package static func json(_ items: [CSLItem]) throws -> String {
    String(decoding: try SortedJSON.bytes(items, isPretty: true), as: UTF8.self)
  }
}
