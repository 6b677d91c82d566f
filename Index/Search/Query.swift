// Query.swift — what was asked.

/// A piece of text to be found as it stands: a word or a "phrase".
package struct Pattern: Hashable, Sendable {
  package var text: String

  package init(_ text: String) { self.text = text }
}

/// A parsed query. Every part of Andu that searches passes this value around.
package indirect enum Query: Hashable, Sendable {
  /// Paragraphs that hold the text.
  case text(Pattern)
  /// Paragraphs that match every one.
  case all([Query])
  /// Paragraphs that match at least one.
  case any([Query])
  /// Paragraphs that do not match; only inside `all`, beside something that does.
  case not(Query)

  /// The parts that a paragraph should match, one by one.
  package var clauses: [Query] {
    guard case .all(let parts) = self else { return [self] }
    return parts.filter { if case .not = $0 { false } else { true } }
  }

  /// The parts that a paragraph must not match.
  package var exclusions: [Query] {
    guard case .all(let parts) = self else { return [] }
    return parts.compactMap { if case .not(let query) = $0 { query } else { nil } }
  }

  /// Every text that may be found in a matching paragraph.
  package var patterns: [Pattern] {
    switch self {
    case .text(let pattern): [pattern]
    case .all(let parts), .any(let parts): parts.flatMap(\.patterns)
    case .not: []
    }
  }
}

extension Query: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let pattern): "“\(pattern.text)”"
    case .all(let parts): parts.map(\.description).joined(separator: " ")
    case .any(let parts): parts.map(\.description).joined(separator: " OR ")
    case .not(let part): "-\(part)"
    }
  }
}
