// CitedName.swift — `cites:《行政复议法》`, `引用：国办发〔2017〕47号`: how a query names what is cited.
internal import Extraction
internal import SearchIndex

/// A document as paragraphs name it: by its title between title marks, or by its number (文号).
enum CitedName: Sendable {
  /// Typed in title marks: this title, but for the State or a place before it and a version behind
  /// it.
  case title([UInt32])
  case number(DocumentNumber)
  /// Part of a title or of a number, as it was typed.
  case part(String)

  init(_ value: String) {
    let name = value.unicodeScalars.filter { !$0.properties.isWhitespace }
    if let number = DocumentNumber(value) {
      self = .number(number)
    } else if let open = name.first, let close = DraftItem.titleMarks[open], name.last == close {
      let title = ComparedText(String(String.UnicodeScalarView(name.dropFirst().dropLast())))
      self = .title(DocumentName.bare(title.scalars))
    } else {
      self = .part(value)
    }
  }

  /// Whether a text names it.
  func stands(in text: String) -> Bool {
    switch self {
    case .title(let wanted):
      return DraftItem.titles(in: text).contains { title in
        DocumentName.is(wanted, ComparedText(text.scalars(in: title)).scalars)
      }
    case .number(let wanted):
      return DocumentNumber.all(in: Array(text.unicodeScalars)).contains { range in
        DocumentNumber(text.scalars(in: range)).map { wanted.isWritten($0) } ?? false
      }
    case .part(let value):
      let wanted = Self.compared(value)
      let names = DraftItem.titles(in: text) + DocumentNumber.all(in: Array(text.unicodeScalars))
      return names.contains { Self.compared(text.scalars(in: $0)).holds(wanted) }
    }
  }

  private static func compared(_ name: String) -> [UInt32] {
    ComparedText(Fields.bracketed(name)).scalars
  }

  /// What stands as it is in every text that names it, however the rest is written: the longest run
  /// of Chinese characters, else of letters and digits.
  var hint: Pattern {
    let scalars: [Unicode.Scalar]
    switch self {
    case .title(let title): scalars = title.compactMap(Unicode.Scalar.init)
    case .number(let number): scalars = Array(number.issuerCode.unicodeScalars)
    case .part(let value): scalars = Array(value.unicodeScalars)
    }
    func longest(_ isPart: (Unicode.Scalar) -> Bool) -> String? {
      scalars.split { !isPart($0) }.max { $0.count < $1.count }
        .map { String(String.UnicodeScalarView($0)) }
    }
    let chinese = longest { (0x3400...0x9fff).contains($0.value) }
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
