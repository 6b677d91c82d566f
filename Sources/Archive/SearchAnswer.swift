// SearchAnswer.swift — what a search found; the one form for terminal, JSON and all else.

package import SearchIndex

/// How a search was answered.
package struct SearchPlan: Sendable, Hashable {
  /// As it was understood.
  package var query: String
  package var texts: [PlannedText]
  package var way: SearchWay
  /// Words of marks alone, which ask for nothing.
  package var passedOver: [String]
}

/// A paragraph that was found, with all that is needed to show and to cite it.
package struct Passage: Sendable, Hashable, Encodable {
  /// `8191#15`.
  package var reference: String
  /// The document's id, in full.
  package var document: String
  /// The paragraph's number in its document, from 1.
  package var number: Int
  /// Labels from the outermost heading down: `六`, `15`.
  package var path: [String]
  /// The headings above, outermost first, and the paragraph's own when it has one.
  package var headings: [String]
  package var text: String
  /// Where the query stands in `text`: Unicode scalars, half-open, in order.
  package var highlights: [Range<Int>]
  package var score: Float
  /// Words of the query that neither the paragraph nor its headings nor the title hold.
  package var missing: [String]
  package var isTitleOnly: Bool
  /// Neighbouring paragraphs, when asked for.
  package var before: [String]
  package var after: [String]
  package var title: String
  package var publishedOn: String?
  package var issuedOn: String?
  package var source: String?
  package var issuer: String?
  package var documentNumber: String?
  package var documentKind: String?
  package var years: [Int]
  package var url: String?
  package var sha256: String
  /// What it holds of each clause; empty unless asked for.
  package var held: [HeldClause] = []

  private enum CodingKeys: String, CodingKey {
    case v, reference, document, number, path, headings, text, highlights, score, missing
    case titleOnly, before, after, title, publishedOn, issuedOn, source, issuer, documentNumber
    case documentKind, years, url, sha256, why
  }

  /// Version of the JSON form.
  package static let schemaVersion = 1

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.schemaVersion, forKey: .v)
    try values.encode(reference, forKey: .reference)
    try values.encode(document, forKey: .document)
    try values.encode(number, forKey: .number)
    try values.encode(path, forKey: .path)
    try values.encode(headings, forKey: .headings)
    try values.encode(text, forKey: .text)
    try values.encode(highlights.map { [$0.lowerBound, $0.upperBound] }, forKey: .highlights)
    try values.encode(score, forKey: .score)
    try values.encode(missing, forKey: .missing)
    try values.encode(isTitleOnly, forKey: .titleOnly)
    try values.encode(before, forKey: .before)
    try values.encode(after, forKey: .after)
    try values.encode(title, forKey: .title)
    try values.encode(publishedOn, forKey: .publishedOn)
    try values.encode(issuedOn, forKey: .issuedOn)
    try values.encode(source, forKey: .source)
    try values.encode(issuer, forKey: .issuer)
    try values.encode(documentNumber, forKey: .documentNumber)
    try values.encode(documentKind, forKey: .documentKind)
    try values.encode(years, forKey: .years)
    try values.encode(url, forKey: .url)
    try values.encode(sha256, forKey: .sha256)
    if !held.isEmpty { try values.encode(held.map(Why.init), forKey: .why) }
  }
}

/// What a paragraph holds of one clause, as JSON has it.
private struct Why: Encodable {
  let clause: String
  let occurrences: Int
  let score: Float
  let text, heading, title: Bool

  init(_ held: HeldClause) {
    (clause, occurrences, score) = (held.clause, held.occurrences, held.score)
    (text, heading, title) = (held.isInText, held.isInHeading, held.isInTitle)
  }
}

/// What one document holds of a query.
package struct DocumentTally: Sendable, Hashable, Encodable {
  /// The shortest unambiguous id.
  package var document: String
  package var title: String
  package var paragraphs: Int
  /// How often the words of the query stand in those paragraphs.
  package var hits: Int
}

/// The answer to a `SearchRequest`.
package struct SearchAnswer: Sendable {
  package var passages: [Passage] = []
  /// Paragraphs that match in full, and the documents they are in.
  package var paragraphs = 0
  package var documents = 0
  /// What each document holds, when asked for, in the order in which they were added.
  package var counts: [DocumentTally]?
  package var partialParagraphs = 0
  package var partialDocuments = 0
  /// How it was answered, when asked for.
  package var plan: SearchPlan?
  /// The query stands nowhere as typed; what is shown holds pieces of it.
  package var isBroken = false
  /// The commit that was searched.
  package var generation = 0
}
