// BibTeXEntry.swift — a citation as an entry of a BibTeX or biblatex database.
internal import Extraction

extension Citation {
  /// Months and days are for biblatex (`date`), the year alone for BibTeX; both pass over the
  /// fields that they do not know.
  func bibTeX(quotes: Bool) -> String {
    var fields: [(name: String, value: String)] = []
    if !authors.isEmpty {
      // Braces keep an office's name from being read as first and last name.
      fields.append(("author", authors.map { "{\(BibTeX.text($0))}" }.joined(separator: " and ")))
    }
    fields.append(("title", "{\(BibTeX.text(title))}"))
    if let newspaper { fields.append(("journal", BibTeX.text(newspaper))) }
    if let number = record.documentNumber { fields.append(("number", BibTeX.text(number))) }
    if let date = record.displayDate {
      fields.append(("date", date))
      fields.append(("year", String(date.prefix(4))))
    }
    if let url = record.url {
      fields.append(("url", BibTeX.address(url)))
      fields.append(("urldate", accessedOn))
    }
    if let place { fields.append(("note", BibTeX.text(place))) }
    if quotes, let quotedWords { fields.append(("annote", BibTeX.text(quotedWords))) }
    let type = sourceKind == .newspaper ? "article" : "misc"
    let lines = fields.map { "  \($0.name) = {\($0.value)},\n" }.joined()
    return "@\(type){\(BibTeX.key(document, self.lines)),\n\(lines)}"
  }
}

enum BibTeX {
  /// What LaTeX would take for a command. Braces are named: BibTeX counts even escaped ones.
  private static let commands: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "$": "\\$",
    "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}", "\n": " ", "\r": " ", "\t": " ",
  ]

  static func text(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { $0 += commands[$1] ?? String($1) }
  }

  /// An address stands as it is; what would end the field is percent-encoded.
  static func address(_ address: String) -> String {
    let codes: [Unicode.Scalar: String] = ["{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"]
    return address.unicodeScalars.reduce(into: "") { $0 += codes[$1] ?? String($1) }
  }

  /// `andu71f3-6`, `andu71f3-v2-6-9`; an id that no key can hold is its digest.
  static func key(_ document: StoredDocument, _ lines: Range<Int>?) -> String {
    var key = document.shortID
    let isPlain = key.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || scalar == "-" || scalar == "." || scalar == "_"
    }
    if !isPlain { key = String(SHA256Digest(of: Array(key.utf8)).description.prefix(8)) }
    if document.version > 1 { key += "-v\(document.version)" }
    if let lines {
      key += "-\(lines.lowerBound + 1)" + (lines.count > 1 ? "-\(lines.upperBound)" : "")
    }
    return "andu" + key
  }
}
