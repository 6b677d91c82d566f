// SearchAnswer.swift — what a search found; the one form for terminal, JSON and all else.

package import SearchIndex

/// How a search was answered.
package struct SearchPlan: Sendable, Hashable {
  /// As it was understood.
  package var query: String
  package var texts: [PlannedText]
  /// What its parts were joined by; nil where it was taken off the posting lists.
  package var way: SearchOptions.Scope?
  /// Words of marks alone, which ask for nothing.
  package var passedOver: [String]
}

/// What one document holds of a query.
package struct DocumentTally: Sendable, Hashable, Encodable {
  package var v = Passage.schemaVersion
  package var type = "tally"
  /// The shortest unambiguous id.
  package var document: String
  package var title: String
  package var paragraphs: Int
  /// How often the words of the query stand in those paragraphs.
  package var hits: Int
}

/// The full matches by one field: years in order, else the most first.
package struct Facet: Sendable, Hashable {
  package var field: CountedField
  package var tallies: [Tally]
}

/// The answer to a `SearchRequest`.
package struct SearchAnswer: Sendable {
  package var passages: [Passage] = []
  /// Paragraphs that match in full, and the documents they are in.
  package var paragraphs = 0
  package var documents = 0
  /// What each document holds, when asked for, in the order in which they were added.
  package var counts: [DocumentTally]?
  /// The full matches by what was asked for, in that order.
  package var facets: [Facet] = []
  package var partialParagraphs = 0
  package var partialDocuments = 0
  /// How it was answered, when asked for.
  package var plan: SearchPlan?
  /// The query stands nowhere as typed; what is shown holds pieces of it.
  package var isBroken = false
  /// The commit that was searched.
  package var generation = 0
}
