// SearchOptions.swift — how a query is to be answered, and the answer.

/// What to return of the paragraphs that match.
package struct SearchOptions: Hashable, Sendable {
  package enum Order: Hashable, Sendable {
    case score
    /// By a number column, largest or smallest first, 0 last.
    case number(column: Int, isAscending: Bool = false)
    /// By a string column, in the order of its scalars, what has none last.
    case text(column: Int)
  }

  /// What a query has to be met by as a whole.
  package enum Scope: Hashable, Sendable {
    case paragraph
    /// What stands under one heading: what is right below it, the heading itself, and the
    /// sections below those.
    case section
    case document
  }

  /// What to count of all that matches; what is not counted need not be looked at.
  package enum Totals: Hashable, Sendable {
    case none, paragraphs, documents
  }

  /// Results to return, after `offset` better ones.
  package var limit = 10
  package var offset = 0
  /// Of so many results it is said which clauses they miss; of partial ones beyond, all.
  package var explained = Int.max
  /// Only paragraphs whose own text holds every clause; nothing partial.
  package var isStrict = false
  /// No folding: the text as typed, to the byte.
  package var isLiteral = false
  package var scope = Scope.paragraph
  package var order = Order.score
  /// The best paragraph of each document only.
  package var groupsByDocument = false
  /// Count the full matches of each document.
  package var countsDocuments = false
  /// Count how often the query stands in the matching paragraphs.
  package var countsOccurrences = false
  package var filters: [DocumentFilter] = []
  /// Kinds of paragraphs whose own words hardly count where results are ordered by score:
  /// signatures and the like, which name and tell nothing.
  package var asides: Set<UInt8> = []
  /// Less than `documents` makes a difference only where `isStrict`.
  package var totals = Totals.documents

  package init() {}

  /// Results up to the last that is asked for.
  var wanted: Int {
    let (sum, isTooMany) = limit.addingReportingOverflow(offset)
    return isTooMany ? .max : sum
  }
}

/// A paragraph that was found.
package struct SearchHit: Sendable {
  /// Index into the reader's segments.
  package var segment: Int
  package var paragraph: Int
  package var document: DocumentID
  package var score: Float
  /// The clauses that neither the paragraph nor its headings nor the title hold, as
  /// indices into `Query.clauses`; empty for a full match.
  package var missing: [Int]
  /// Only the title matches; the paragraph is the document's first.
  package var isTitleOnly: Bool

  /// Where its document stands.
  package var place: DocumentPlace { DocumentPlace(segment: segment, document: document) }
}

/// What one document holds of a query.
package struct DocumentCount: Sendable, Hashable {
  package var place: DocumentPlace
  package var paragraphs: Int
  package var occurrences: Int

  package init(_ place: DocumentPlace, paragraphs: Int = 0, occurrences: Int = 0) {
    (self.place, self.paragraphs, self.occurrences) = (place, paragraphs, occurrences)
  }
}

package struct SearchResults: Sendable {
  package var hits: [SearchHit] = []
  /// Paragraphs that match in full, and the documents they are in.
  package var paragraphs = 0
  package var documents = 0
  /// The full matches of each document, and how often the query stands in them if that was
  /// counted, in order of documents; nil when not asked for.
  package var counts: [DocumentCount]?
  /// Paragraphs that hold some of it, and the documents they are in.
  package var partialParagraphs = 0
  package var partialDocuments = 0
  /// The query stands nowhere as typed; the partial results hold pieces of it.
  package var isBroken = false
}
