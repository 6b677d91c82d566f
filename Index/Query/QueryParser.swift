// QueryParser.swift — words, "phrases", OR, NOT, groups, field:value → Query.

/// Reads the query language: words stand side by side (all of them), `A OR B` or `A|B` is either,
/// `-A` or `NOT A` is without, `"A B"` or `“A B”` is exactly that text, `(…)` is one part,
/// `A NEAR/5 B` is both with no more than five characters between them. `name:value` is a field
/// where the caller knows the name, else text.
///
/// `OR` binds more closely than standing side by side: `A B OR C` is `A (B OR C)`.
package struct QueryParser {
  package static let longestQuery = 10_000
  /// Words and phrases of one query.
  package static let mostTexts = 1000

  private let tokens: [QueryToken]
  private var position = 0

  private init(_ tokens: [QueryToken]) { self.tokens = tokens }

  /// - Parameters:
  ///   - fieldNames: what may stand before a colon; what ends with one, before a half-width one.
  ///   - places: those of the names that say what to find, without a word beside them.
  ///   - namesArticles: a name with the number of an article, as `公司法第六十条`, is two words.
  ///   - isStrict: all that was typed has to stand in a paragraph; else the article will do for
  ///     `第六十条第二款` of a law.
  package static func parse(
    _ text: String, analyzer: Analyzer = Analyzer(), fieldNames: [String] = [],
    places: Set<String> = [], namesArticles: Bool = false,
    isStrict: Bool = false
  ) throws(QueryError) -> Query {
    let length = text.unicodeScalars.count
    guard length <= longestQuery else { throw .tooLong(scalars: length, limit: longestQuery) }
    let tokens = try QueryLexer(
      text, analyzer: analyzer, fieldNames: fieldNames, namesArticles: namesArticles,
      isStrict: isStrict
    ).read().tokens
    let count = tokens.count { if case .text = $0.kind { true } else { false } }
    guard count <= mostTexts else { throw .tooManyTexts(count: count, limit: mostTexts) }
    var parser = QueryParser(tokens)
    guard let query = try parser.sequence() else { throw .nothingSearchable(text) }
    if query.patterns.isEmpty, !query.fields.contains(where: { places.contains($0.name) }) {
      let hasFields = tokens.contains { if case .field = $0.kind { true } else { false } }
      throw hasFields ? .onlyFields : .onlyExclusions
    }
    return query
  }

  /// The words of a query that hold nothing to search for.
  package static func passedOver(
    _ text: String, analyzer: Analyzer = Analyzer(), fieldNames: [String] = []
  ) throws(QueryError) -> [String] {
    try QueryLexer(text, analyzer: analyzer, fieldNames: fieldNames).read().passedOver
  }

  private var next: QueryToken? { position < tokens.count ? tokens[position] : nil }

  /// Parts side by side, up to the end of the group; nil when there are none.
  private mutating func sequence() throws(QueryError) -> Query? {
    var parts: [Query] = []
    var and: Int?
    while let token = next, token.kind != .close {
      if case .binary(.and) = token.kind {
        guard !parts.isEmpty, and == nil else { throw .dangling(.and, column: token.column) }
        and = token.column
        position += 1
      } else {
        if let part = try choice() { parts.append(part) }
        and = nil
      }
    }
    if let and { throw .dangling(.and, column: and) }
    return parts.isEmpty ? nil : .joined(parts)
  }

  /// One part, or several with `OR` between them.
  private mutating func choice() throws(QueryError) -> Query? {
    var choices: [Query] = []
    var first = try signed()
    while let token = next, token.kind == .binary(.or) {
      position += 1
      guard let left = first else { throw .dangling(.or, column: token.column) }
      // What stands there instead of a word is what is wrong.
      if let other = next, case .binary(let word) = other.kind {
        throw .dangling(word, column: other.column)
      }
      guard let right = try signed() else { throw .dangling(.or, column: token.column) }
      if choices.isEmpty { choices.append(left) }
      choices.append(right)
      first = right
    }
    return choices.isEmpty ? first : .either(choices)
  }

  /// A part, or what is not one; nil where there is none.
  private mutating func signed() throws(QueryError) -> Query? {
    guard let first = next, first.kind == .not else { return try chain() }
    var isNegated = false
    while next?.kind == .not {
      isNegated.toggle()
      position += 1
    }
    switch next?.kind {
    case .text, .field, .open: break
    default: throw .dangling(.not, column: first.column)
    }
    let part = try chain()
    return isNegated ? part.map { .without($0) } : part
  }

  /// One part, or several with `NEAR` between them.
  private mutating func chain() throws(QueryError) -> Query? {
    var column = next?.column ?? 0
    let first = try operand()
    guard let near = next, case .near = near.kind else { return first }
    guard let first else { throw .dangling(.near, column: near.column) }
    var proximity = Proximity(try Self.choices(first, column))
    while let token = next, case .near(let gap) = token.kind {
      position += 1
      column = next?.column ?? 0
      switch next?.kind {
      case .text, .field, .open: break
      default: throw .dangling(.near, column: token.column)
      }
      guard let operand = try operand() else { throw .dangling(.near, column: token.column) }
      proximity.add(try Self.choices(operand, column), gap)
    }
    return .near(proximity)
  }

  /// What can stand beside `NEAR`: a text, or a choice of texts.
  private static func choices(_ query: Query, _ column: Int) throws(QueryError) -> [Pattern] {
    var patterns: [Pattern] = []
    for part in query.alternatives {
      guard case .text(let pattern) = part else { throw .notNear(column: column) }
      patterns.append(pattern)
    }
    return patterns
  }

  /// A word, a field, a group; nil for a group of nothing, or where something else stands.
  private mutating func operand() throws(QueryError) -> Query? {
    guard let token = next else { return nil }
    switch token.kind {
    case .text(let pattern):
      position += 1
      return .text(pattern)
    case .field(let term):
      position += 1
      return .field(term)
    case .open:
      position += 1
      let group = try sequence()
      position += 1
      return group
    case .binary(let word): throw .dangling(word, column: token.column)
    case .near: throw .dangling(.near, column: token.column)
    case .close, .not: return nil
    }
  }
}

// MARK: Simple forms

extension Query {
  /// `all` of the parts, each once, without groups that say nothing, exclusions last.
  package static func joined(_ parts: [Query]) -> Query {
    func isExclusion(_ query: Query) -> Bool { if case .not = query { true } else { false } }
    let distinct = parts.flatMap(\.parts).uniqued()
    let flat = distinct.filter { !isExclusion($0) } + distinct.filter(isExclusion)
    return flat.count == 1 ? flat[0] : .all(flat)
  }

  /// `any` of the parts, each once.
  fileprivate static func either(_ parts: [Query]) -> Query {
    let flat = parts.flatMap(\.alternatives).uniqued()
    return flat.count == 1 ? flat[0] : .any(flat)
  }

  fileprivate static func without(_ query: Query) -> Query {
    switch query {
    case .not(let inner): inner
    case .any(let parts): joined(parts.map(without))
    default: .not(query)
    }
  }
}
