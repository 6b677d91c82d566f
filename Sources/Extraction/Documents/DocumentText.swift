// DocumentText.swift — what a reader of office documents gives: lines, as a plain text has them.

/// The paragraphs of a document before they are understood.
struct DocumentText {
  struct Line: Hashable {
    var text: String
    /// Cells joined by TAB.
    var isTableRow = false
    /// In larger type than most of the text.
    var isLarge = false
    /// Of a text file, from 1.
    var number: Int?
  }
  var lines: [Line] = []
  /// What the file says of itself; people copy files, so it decides nothing.
  var evidence: [Evidence] = []
  /// Why the text is not all there; nil when it is.
  var truncated: String?

  /// Notes a property of the file, when it says anything.
  mutating func note(_ field: String, _ value: String?, _ origin: String) {
    guard let value = value?.trimmed, !value.isEmpty else { return }
    evidence.append(Evidence(field: field, value: value, origin: origin))
  }
}

extension String {
  /// One line: runs of blanks, tabs and line breaks become one blank, none is left at the ends.
  var tidied: String {
    var scalars = String.UnicodeScalarView()
    var isPending = false
    for scalar in unicodeScalars {
      if scalar.isBlank && scalar != "\u{3000}" {
        isPending = true
      } else {
        if isPending, !scalars.isEmpty { scalars.append(" ") }
        isPending = false
        scalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return String(scalars).trimmed
  }
}
