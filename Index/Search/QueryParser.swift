// QueryParser.swift — words, "phrases", OR, -exclusions, field:value → Query and field terms.

/// What is wrong with a query, and at which of its characters.
package enum QueryError: Error, Hashable, Sendable {
  /// Nothing in it is indexed: only marks and spaces.
  case nothingSearchable(String)
  case onlyExclusions
  /// Conditions on documents, and no word to be found in them.
  case onlyFields
  /// Fields hold for the whole query.
  case fieldBesideOr(column: Int)
  /// `OR` without something on both sides; offset in characters from 0.
  case danglingOr(column: Int)
  case openQuote(column: Int)
  case tooLong(scalars: Int, limit: Int)
}

extension QueryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothingSearchable(let text):
      text.isEmpty
        ? "the query is empty"
        : "“\(text)” holds no character, letter or digit to search for"
    case .onlyExclusions: "the query only excludes; add a word to be found"
    case .onlyFields:
      "the query has only fields; add a word to be found — `andu list` lists documents by fields"
    case .fieldBesideOr: "a field holds for the whole query and cannot stand beside OR"
    case .danglingOr: "OR needs a word on both sides; to find the word itself, quote it: \"OR\""
    case .openQuote: "this quotation mark is not closed"
    case .tooLong(let scalars, let limit):
      "the query has \(scalars) characters; at most \(limit) are answered"
    }
  }

  /// The character that is meant, from 0.
  package var column: Int? {
    switch self {
    case .danglingOr(let column), .openQuote(let column), .fieldBesideOr(let column): column
    default: nil
    }
  }
}

/// What a query asks of a field of the document: `kind:通知`, `-机构：“司法局”`.
package struct FieldTerm: Hashable, Sendable {
  /// As the caller names the field.
  package var name: String
  package var value: String
  package var isExcluded = false
  /// Where the value begins, in characters from 0.
  package var column: Int
}

/// Reads the query language: words stand side by side (all of them), `A OR B` is
/// either, `-A` is without, `"A B"` or `“A B”` is exactly that text. `name:value` is a field
/// where the caller knows the name, else text.
package struct QueryParser {
  package static let longestQuery = 10_000

  private let characters: [Character]
  private var position = 0
  private let analyzer: Analyzer
  private let fieldNames: [String]
  private var fields: [FieldTerm] = []

  private init(_ text: String, analyzer: Analyzer, fieldNames: [String]) {
    characters = Array(text)
    self.analyzer = analyzer
    self.fieldNames = fieldNames
  }

  package static func parse(
    _ text: String, analyzer: Analyzer = Analyzer()
  ) throws(QueryError) -> Query {
    try parse(text, analyzer: analyzer, fieldNames: []).query
  }

  package static func parse(
    _ text: String, analyzer: Analyzer = Analyzer(), fieldNames: [String]
  ) throws(QueryError) -> (query: Query, fields: [FieldTerm]) {
    let length = text.unicodeScalars.count
    guard length <= longestQuery else { throw .tooLong(scalars: length, limit: longestQuery) }
    var parser = QueryParser(text, analyzer: analyzer, fieldNames: fieldNames)
    let query = try parser.query(text)
    return (query, parser.fields)
  }

  private enum Unit {
    case text(String, isExcluded: Bool)
    case or(column: Int)
    case field(FieldTerm, column: Int)
  }

  private mutating func query(_ text: String) throws(QueryError) -> Query {
    var groups: [[Query]] = []
    var exclusions: [Query] = []
    var pendingOr: Int?
    var isAfterWord = false
    var fieldBefore: Int?
    while let unit = try nextUnit() {
      switch unit {
      case .or(let column):
        if let fieldBefore { throw .fieldBesideOr(column: fieldBefore) }
        guard isAfterWord else { throw .danglingOr(column: column) }
        pendingOr = column
        isAfterWord = false
      case .field(let field, let column):
        if pendingOr != nil { throw .fieldBesideOr(column: column) }
        fields.append(field)
        (isAfterWord, fieldBefore) = (false, column)
      case .text(let words, let isExcluded):
        fieldBefore = nil
        // A word of marks alone matches everything: it is passed over, as long as
        // something else is asked for.
        guard analyzer.fold(words).isSearchable else { continue }
        if isExcluded {
          if let pendingOr { throw .danglingOr(column: pendingOr) }
          exclusions.append(.not(.text(Pattern(words))))
          isAfterWord = false
        } else if pendingOr != nil, !groups.isEmpty {
          groups[groups.count - 1].append(.text(Pattern(words)))
          pendingOr = nil
          isAfterWord = true
        } else {
          groups.append([.text(Pattern(words))])
          isAfterWord = true
        }
      }
    }
    if let pendingOr { throw .danglingOr(column: pendingOr) }
    if groups.isEmpty {
      if !fields.isEmpty { throw .onlyFields }
      if !exclusions.isEmpty { throw .onlyExclusions }
      throw .nothingSearchable(text)
    }
    var seen: Set<Query> = []
    let clauses = groups.map { $0.count == 1 ? $0[0] : .any($0) }.filter {
      seen.insert($0).inserted
    }
    let parts = clauses + exclusions
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private static let closing: [Character: Character] = ["\"": "\"", "“": "”", "„": "”", "＂": "＂"]

  private mutating func nextUnit() throws(QueryError) -> Unit? {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    guard position < characters.count else { return nil }
    let start = position
    var isExcluded = false
    if characters[position] == "-" || characters[position] == "－",
      position + 1 < characters.count, !characters[position + 1].isWhitespace
    {
      isExcluded = true
      position += 1
    }
    if let name = fieldName() { return try field(name, from: start, isExcluded: isExcluded) }
    if let close = Self.closing[characters[position]], isPhraseQuote(at: position, close) {
      return .text(try quoted(until: close), isExcluded: isExcluded)
    }
    // A quotation mark inside a word belongs to the word: “八五”普法.
    while position < characters.count, !characters[position].isWhitespace { position += 1 }
    let word = String(characters[(isExcluded ? start + 1 : start)..<position])
    return word == "OR" && !isExcluded ? .or(column: start) : .text(word, isExcluded: isExcluded)
  }

  /// The known name before a colon that begins here, in any width, case and script.
  private func fieldName() -> String? {
    let longest = fieldNames.map(\.count).max() ?? 0
    let start = characters[position...].prefix(longest + 1)
    guard let colon = start.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let typed = analyzer.fold(String(start[..<colon])).scalars
    return fieldNames.first { analyzer.fold($0).scalars == typed }
  }

  private mutating func field(
    _ name: String, from start: Int, isExcluded: Bool
  ) throws(QueryError) -> Unit {
    while characters[position] != ":", characters[position] != "：" { position += 1 }
    position += 1
    let column = position
    var value: String
    if position < characters.count, let close = Self.closing[characters[position]],
      isPhraseQuote(at: position, close)
    {
      value = try quoted(until: close)
    } else {
      while position < characters.count, !characters[position].isWhitespace { position += 1 }
      value = String(characters[column..<position])
    }
    let term = FieldTerm(name: name, value: value, isExcluded: isExcluded, column: column)
    return .field(term, column: start)
  }

  /// Whether the quotation mark at `index` opens a phrase: a Chinese one does when the
  /// word ends with its partner.
  private func isPhraseQuote(at index: Int, _ close: Character) -> Bool {
    if characters[index] == "\"" || characters[index] == "＂" { return true }
    guard let end = characters[index...].firstIndex(of: close) else { return true }
    return end + 1 == characters.count || characters[end + 1].isWhitespace
  }

  private mutating func quoted(until close: Character) throws(QueryError) -> String {
    let open = position
    position += 1
    let start = position
    while position < characters.count, characters[position] != close { position += 1 }
    guard position < characters.count else { throw .openQuote(column: open) }
    position += 1
    return String(characters[start..<position - 1])
  }
}
