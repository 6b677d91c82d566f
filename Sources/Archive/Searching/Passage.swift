// Passage.swift — a paragraph that was found, with all that is needed to show and to cite it.
package import Extraction
package import SearchIndex

/// A paragraph that answers a query, in the terms of its document.
@dynamicMemberLookup
package struct Passage: Sendable, Hashable {
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
  /// The same in each of `headings`, and in `title`.
  package var headingHighlights: [[Range<Int>]] = []
  package var titleHighlights: [Range<Int>] = []
  package var score: Float = 0
  /// Words of the query that neither the paragraph nor its headings nor the title hold.
  package var missing: [String] = []
  /// Those that are stretches of a text which stands nowhere as typed.
  package var absent: [String] = []
  package var isTitleOnly = false
  /// What it holds of each clause; empty unless asked for.
  package var held: [HeldClause] = []
  /// Where copies of the document have the same.
  package var copies: [CopyPlace] = []
  /// Of a document of which the archive has a newer state.
  package var newer: NewerState?
  /// Further full matches of the document, when one passage stands for it.
  package var others: Int?
  /// Neighbouring paragraphs, when asked for.
  package var before: [String]
  package var after: [String]
  /// The document's title, or what it is called without one.
  package var title: String
  package var fields: DocumentFields
  /// The kind of page.
  package var pageKind: String
  package var savedAs: String
  /// When it was put into the archive, UTC.
  package var addedAt: String?
  /// SHA-256 of the bytes as they were saved.
  package var sha256: String

  package subscript<Value>(dynamicMember path: KeyPath<DocumentFields, Value>) -> Value {
    fields[keyPath: path]
  }

  package var date: String? { fields.publishedOn ?? fields.issuedOn }

  /// - Parameters:
  ///   - paragraph: its place in the segment, within `range`, that of its document.
  ///   - highlights: where the query stands in a text.
  init(
    _ paragraph: Int, in range: Range<Int>, of record: PageRecord, shortID: String,
    _ reader: SegmentReader, context: Int, highlights: (String) -> [Range<Int>] = { _ in [] }
  ) throws {
    let lines = try reader.storedPath(to: paragraph, from: range.lowerBound)
    let stored = lines[lines.count - 1]
    headings = stored.headings
    if !stored.kind.isHeadingLine, let own = Outline.name(of: stored) { headings.append(own) }
    number = paragraph - range.lowerBound + 1
    reference = "\(shortID)#\(number)"
    document = record.id
    let above = Array(lines.dropLast())
    let depth = Article.depth(of: stored, below: above)
    path = (Array(above.prefix(depth)) + [stored]).compactMap(\.label)
    text = stored.text
    title = record.displayTitle
    self.highlights = highlights(text)
    headingHighlights = headings.map(highlights)
    titleHighlights = highlights(title)
    let reach = min(max(0, context), range.count)
    before = try (max(range.lowerBound, paragraph - reach)..<paragraph).map {
      try reader.text(of: $0)
    }
    after = try (paragraph + 1..<max(paragraph + 1, min(range.upperBound, paragraph + 1 + reach)))
      .map { try reader.text(of: $0) }
    fields = record.fields
    pageKind = record.pageKind
    savedAs = record.savedAs
    addedAt = record.versions.first?.addedAt
    sha256 = record.sha256
  }
}

extension Passage: Encodable {
  private enum CodingKeys: CodingKey {
    case v, type, reference, document, number, path, headings, headingHighlights, text, highlights
    case score, missing, titleOnly, why, copies, newer, others, before, after, title
    case titleHighlights, years, level, region
    case attachments, encoding, pageKind, savedAs, addedAt, sha256
  }

  /// Version of the JSON form; `docs/JSON.md` describes it.
  package static let schemaVersion = 1

  /// Every key but `why` is there; what is not known is null.
  package func encode(to encoder: any Encoder) throws {
    var texts = encoder.container(keyedBy: DocumentFields.Key.self)
    for (name, path) in DocumentFields.core + DocumentFields.further + DocumentFields.ofPage
    where name != "title" {
      try texts.encode(fields[keyPath: path], forKey: DocumentFields.Key(name))
    }
    for (name, path) in DocumentFields.lists {
      try texts.encode(fields[keyPath: path], forKey: DocumentFields.Key(name))
    }
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.schemaVersion, forKey: .v)
    try values.encode("passage", forKey: .type)
    try values.encode(reference, forKey: .reference)
    try values.encode(document, forKey: .document)
    try values.encode(number, forKey: .number)
    try values.encode(path, forKey: .path)
    try values.encode(headings, forKey: .headings)
    try values.encode(headingHighlights.map(Self.pairs), forKey: .headingHighlights)
    try values.encode(text, forKey: .text)
    try values.encode(Self.pairs(highlights), forKey: .highlights)
    try values.encode(score, forKey: .score)
    try values.encode(missing, forKey: .missing)
    try values.encode(isTitleOnly, forKey: .titleOnly)
    if !held.isEmpty { try values.encode(held.map(Why.init), forKey: .why) }
    try values.encode(copies, forKey: .copies)
    try values.encode(newer, forKey: .newer)
    try values.encode(others, forKey: .others)
    try values.encode(before, forKey: .before)
    try values.encode(after, forKey: .after)
    try values.encode(title, forKey: .title)
    try values.encode(Self.pairs(titleHighlights), forKey: .titleHighlights)
    try values.encode(fields.years, forKey: .years)
    try values.encode(fields.region?.level, forKey: .level)
    try values.encode(fields.region, forKey: .region)
    try values.encode(fields.attachments, forKey: .attachments)
    try values.encode(fields.encoding, forKey: .encoding)
    try values.encode(pageKind, forKey: .pageKind)
    try values.encode(savedAs, forKey: .savedAs)
    try values.encode(addedAt, forKey: .addedAt)
    try values.encode(sha256, forKey: .sha256)
  }

  private static func pairs(_ ranges: [Range<Int>]) -> [[Int]] {
    ranges.map { [$0.lowerBound, $0.upperBound] }
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
