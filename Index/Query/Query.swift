// Query.swift — what was asked.

/// A piece of text to be found as it stands: a word or a "phrase".
package struct Pattern: Hashable, Sendable {
  package let text: String
  /// Question marks inside it stand for any one character.
  package let hasWildcards: Bool
  /// What was typed, where this is another way to write it; nil where this was typed.
  package var typed: String?
  /// The name that `typed` is short for.
  package var isFullName = false
  /// Of its length and bytes, or of some when they are many; taken once, as patterns are asked for
  /// with every paragraph that is looked at.
  private let sample: Int

  package init(_ text: String, hasWildcards: Bool = false) {
    (self.text, self.hasWildcards) = (text, hasWildcards)
    var hasher = Hasher()
    let bytes = text.utf8
    hasher.combine(bytes.count)
    for offset in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 64)) {
      hasher.combine(bytes[bytes.index(bytes.startIndex, offsetBy: offset)])
    }
    sample = hasher.finalize()
  }

  package static func == (first: Pattern, second: Pattern) -> Bool {
    first.sample == second.sample && first.hasWildcards == second.hasWildcards
      && first.typed == second.typed && first.text == second.text
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(sample) }
}

/// What a query asks of a field: `kind:通知`.
package struct FieldTerm: Hashable, Sendable {
  /// As the caller names the field.
  package var name: String
  package var value: String
  /// Where the value begins, in characters from 0.
  package var column: Int

  package init(name: String, value: String, column: Int) {
    (self.name, self.value, self.column) = (name, value, column)
  }
}

/// A parsed query: a tree of texts and conditions, of which a paragraph meets the whole or a part.
/// Every part of Andu that searches passes this value around.
package indirect enum Query: Hashable, Sendable {
  /// Paragraphs that hold the text.
  case text(Pattern)
  /// Paragraphs in which texts stand near one another.
  case near(Proximity)
  /// Paragraphs that match every one.
  case all([Query])
  /// Paragraphs that match at least one.
  case any([Query])
  /// Paragraphs that do not match.
  case not(Query)
  /// As it was typed; the caller, who knows the field, puts something else in its place.
  case field(FieldTerm)
  /// All paragraphs of the documents that meet a condition.
  case documents(DocumentFilter)
  /// Headings that hold the text, and all that stands below them.
  case under(Pattern)
  /// Paragraphs that the owner of the index picks.
  case judged(Judgement)

  /// The parts side by side.
  var parts: [Query] {
    if case .all(let parts) = self { parts } else { [self] }
  }

  /// The parts that a paragraph should match, one by one: all that cannot match where none of
  /// their texts stand.
  package var clauses: [Query] { parts.filter { !$0.isOpen } }

  /// Parts one of which is enough to match.
  var alternatives: [Query] {
    if case .any(let parts) = self { parts } else { [self] }
  }

  /// The parts that a paragraph must not match.
  package var exclusions: [Query] {
    parts.compactMap { if case .not(let query) = $0, $0.isOpen { query } else { nil } }
  }

  /// The other parts that a paragraph must match, whatever it holds of the rest: conditions, and
  /// choices one of which is met without a text.
  package var requirements: [Query] {
    parts.filter { if case .not = $0 { false } else { $0.isOpen } }
  }

  /// Whether a paragraph may match that holds no text of the query.
  var isOpen: Bool {
    switch self {
    case .text, .near: false
    case .all(let parts): parts.allSatisfy(\.isOpen)
    case .any(let parts): parts.contains(where: \.isOpen)
    case .not(let query): query.mayFail
    case .field, .documents, .under, .judged: true
    }
  }

  /// Whether a paragraph may fail to match that holds no text of the query.
  private var mayFail: Bool {
    switch self {
    case .text, .near, .field, .documents, .under, .judged: true
    case .all(let parts): parts.contains(where: \.mayFail)
    case .any(let parts): parts.allSatisfy(\.mayFail)
    case .not(let query): query.isOpen
    }
  }

  /// Every text that may be found in a matching paragraph.
  package var patterns: [Pattern] { members(inNegations: false).flatMap(\.texts) }

  /// Every text, those that must not stand in a matching paragraph among them.
  package var allPatterns: [Pattern] { members(inNegations: true).flatMap(\.texts) }

  /// The texts and nearnesses that a matching paragraph may hold, one by one.
  package var leaves: [Query] { members(inNegations: false).filter { !$0.texts.isEmpty } }

  /// The fields that a matching paragraph may meet.
  package var fields: [FieldTerm] {
    members(inNegations: false).compactMap { if case .field(let term) = $0 { term } else { nil } }
  }

  /// What stands in the groups of the query, in their order.
  ///
  /// - Parameter inNegations: in what must not match, too.
  private func members(inNegations: Bool) -> [Query] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap { $0.members(inNegations: inNegations) }
    case .not(let query): inNegations ? query.members(inNegations: true) : []
    case .text, .near, .field, .documents, .under, .judged: [self]
    }
  }

  /// The texts of a text or a nearness; none of anything else.
  private var texts: [Pattern] {
    switch self {
    case .text(let pattern): [pattern]
    case .near(let proximity): proximity.operands.flatMap { $0 }
    case .all, .any, .not, .field, .documents, .under, .judged: []
    }
  }

  /// The query with every field replaced by what `meaning` says it means, to be met or, where that
  /// is true, to be left out.
  package func replacingFields(
    isExcluded: Bool = false, _ meaning: (FieldTerm, Bool) throws -> Query
  ) rethrows -> Query {
    switch self {
    case .field(let term): try meaning(term, isExcluded)
    case .all(let parts):
      .all(try parts.map { try $0.replacingFields(isExcluded: isExcluded, meaning) })
    case .any(let parts):
      .any(try parts.map { try $0.replacingFields(isExcluded: isExcluded, meaning) })
    case .not(let query):
      .not(try query.replacingFields(isExcluded: !isExcluded, meaning))
    case .text, .near, .documents, .under, .judged: self
    }
  }

  /// What it asks of documents alone; nil when it asks for anything else.
  private var documentFilter: DocumentFilter? {
    switch self {
    case .documents(let filter): return filter
    case .text, .near, .field, .under, .judged: return nil
    case .not(let query): return query.documentFilter.map { .not($0) }
    case .all(let parts), .any(let parts):
      let filters = parts.compactMap(\.documentFilter)
      guard filters.count == parts.count else { return nil }
      if case .any = self { return .any(filters) }
      return .all(filters)
    }
  }

  /// The conditions on documents that the whole query is under, and what it asks beside them.
  package var filtered: (filters: [DocumentFilter], rest: Query) {
    let filters = parts.map(\.documentFilter)
    let rest = zip(parts, filters).filter { $1 == nil }.map(\.0)
    // A group stays one part.
    if rest.count == 1, case .all = rest[0] { return (filters.compactMap { $0 }, .all(rest)) }
    return (filters.compactMap { $0 }, rest.count == 1 ? rest[0] : .all(rest))
  }
}

extension Query: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let pattern): "“\(pattern.text)”"
    case .near(let proximity): "\(proximity)"
    case .all(let parts): parts.map(\.grouped).joined(separator: " ")
    case .any(let parts):
      parts.filter { !$0.isSpelling }.map(\.grouped).joined(separator: " OR ")
    case .not(let part): "-\(part.grouped)"
    case .field(let term): "\(term.name):\(term.value)"
    case .documents(let filter): "\(filter)"
    case .under(let pattern): "heading:“\(pattern.text)”"
    case .judged(let judgement): judgement.name
    }
  }

  private var isSpelling: Bool {
    if case .text(let pattern) = self { pattern.typed != nil } else { false }
  }

  /// As it stands inside another.
  private var grouped: String {
    switch self {
    case .any(let parts) where parts.count(where: { !$0.isSpelling }) == 1: description
    case .all, .any: "(\(description))"
    default: description
    }
  }
}
