// SearchRequest.swift — words, conditions, how many and in which order.

/// A search as a program asks for it.
package struct SearchRequest: Sendable, Hashable {
  package enum Order: String, Sendable, Hashable, CaseIterable {
    /// The best, the newest or the oldest first; by the issuer's name.
    case score, date, oldest, issuer
  }

  /// Where all words of a query have to stand.
  package enum Scope: String, Sendable, Hashable, CaseIterable {
    case para, section, doc
  }

  package var words: String
  package var conditions: [DocumentCondition] = []
  /// Where the paragraphs must stand; with one of these, there may be no words.
  package var places: [PlaceCondition] = []
  /// What fields in the words ask of documents does not count.
  package var ignoresConditions = false
  package var limit = 10
  package var offset = 0
  /// Only paragraphs whose own text holds every word.
  package var isStrict = false
  package var isLiteral = false
  package var scope = Scope.para
  package var order = Order.score
  /// The best paragraph of each document.
  package var groupsByDocument = false
  package var countsOccurrences = false
  /// Tell how the query is answered, and what each paragraph holds of it.
  package var isExplained = false
  /// By what to count the full matches.
  package var facets: [CountedField] = []
  /// One result for what copies of a document have in common, the original's.
  package var foldsCopies = false
  /// Neighbours to show on each side.
  package var context = 0

  /// Only what came since the originals went so far; nil for all.
  package var since: OriginalPosition?
  /// What of it was shown already.
  package var shown: Set<String> = []

  package init(_ words: String) { self.words = words }
}
