// QueryError.swift — what is wrong with a query, and at which of its characters.

/// Columns are characters from 0.
package enum QueryError: Error, Hashable, Sendable {
  /// Nothing in it is indexed: only marks and spaces.
  case nothingSearchable(String)
  case onlyExclusions
  /// Conditions on documents, and no word to be found in them.
  case onlyFields
  /// `OR`, `AND`, `NEAR` without something on both sides, `NOT` without something behind it.
  case dangling(QueryOperator, column: Int)
  case openQuote(column: Int)
  case openGroup(column: Int)
  /// A closing parenthesis that closes nothing.
  case strayClose(column: Int)
  /// Groups in groups.
  case tooDeep(column: Int, limit: Int)
  /// `NEAR` over more characters than are looked at.
  case tooWide(column: Int, limit: Int)
  /// What stands beside `NEAR` is no word, nor a choice of words.
  case notNear(column: Int)
  case tooManyTexts(count: Int, limit: Int)
  case tooLong(scalars: Int, limit: Int)
}

/// What joins the parts of a query, by the word for it.
package enum QueryOperator: String, Hashable, Sendable {
  case or = "OR"
  case and = "AND"
  case not = "NOT"
  case near = "NEAR"
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
      "the query has only fields; add a word to be found — `andu list` lists documents by fields, "
        + "`andu tag --list TAG` what has a tag"
    case .dangling(let word, _):
      "\(word.rawValue) needs a word \(word == .not ? "behind it" : "on both sides"); "
        + "to find the word itself, quote it: \"\(word.rawValue)\""
    case .openQuote: "this quotation mark is not closed"
    case .openGroup: "this parenthesis is not closed; to find the mark itself, quote it"
    case .strayClose: "this parenthesis closes nothing; to find the mark itself, quote it"
    case .tooDeep(_, let limit): "groups stand in groups more than \(limit) deep"
    case .tooWide(_, let limit): "NEAR reaches at most \(limit) characters"
    case .notNear: "only words, and choices of words, (A OR B), can stand beside NEAR"
    case .tooManyTexts(let count, let limit):
      "the query has \(count) words; at most \(limit) are answered"
    case .tooLong(let scalars, let limit):
      "the query has \(scalars) characters; at most \(limit) are answered"
    }
  }

  /// The character that is meant, from 0.
  package var column: Int? {
    switch self {
    case .dangling(_, let column), .openQuote(let column), .openGroup(let column),
      .strayClose(let column), .tooDeep(let column, _), .tooWide(let column, _),
      .notNear(let column):
      column
    case .nothingSearchable, .onlyExclusions, .onlyFields, .tooManyTexts, .tooLong: nil
    }
  }
}
