// CommaSeparated.swift — documents as rows of a table for spreadsheets.
internal import Extraction

/// Comma-separated values: CRLF ends a row, what holds a comma, a quote or a line end is quoted.
///
/// Source: RFC 4180.
package struct CommaSeparated: Sendable {
  /// Whether a cell that a spreadsheet would run as a formula gets `'` before it.
  package var guardsFormulas = true

  package init() {}

  package static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  package func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  private func cell(_ text: String) -> String {
    var text = text
    if guardsFormulas, let first = text.unicodeScalars.first,
      "=+-@\t\r".unicodeScalars.contains(first)
    {
      text = "'" + text
    }
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    // By scalars: a combining mark behind a quote makes one character of both.
    let doubled = text.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
    return "\"\(doubled)\""
  }
}

extension StoredDocument {
  /// The names of `cells`.
  package static let cellNames = [
    "id", "title", "source", "issuer", "publishedOn", "issuedOn", "documentNumber", "documentKind",
    "years", "region", "level", "url", "paragraphs", "tags", "note", "savedAt", "sha256",
  ]

  /// What is known of the document, as cells of a row.
  package var cells: [String] {
    let mark = record.annotations.mark(on: nil)
    let texts: [String?] = [
      record.id, record.displayTitle, record.source, record.issuer, record.publishedOn,
      record.issuedOn, record.documentNumber, record.documentKind ?? record.pageKind,
      record.years.map(String.init).joined(separator: " "), record.region?.name,
      record.region?.level.rawValue, record.url, String(paragraphs.count),
      mark?.tags.joined(separator: " "), mark?.note, record.savedAt, record.sha256,
    ]
    return texts.map { $0 ?? "" }
  }
}
