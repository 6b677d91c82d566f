// Explanation.swift — how a query is answered, and why a paragraph has its place.

/// How one text of a query is looked for.
package struct PlannedText: Sendable, Hashable {
  package struct Term: Sendable, Hashable {
    package var term: String
    /// Paragraphs that hold it.
    package var paragraphs: Int
  }

  package var text: String
  /// What was typed, where this is another way to write it.
  package var typed: String?
  /// Terms that a paragraph must hold, the rarest first.
  package var terms: [Term] = []
  /// The character of which every pair is united, where no term is certain.
  package var row: Character?
  /// The stored texts of what holds the terms are looked at.
  package var isChecked: Bool

  /// Nothing says where to look: every text is looked at.
  package var isScan: Bool { terms.isEmpty && row == nil }
}

/// Where one clause of a query is held round a paragraph.
package struct HeldClause: Sendable, Hashable {
  package var clause: String
  /// How often its texts stand in the paragraph.
  package var occurrences: Int
  /// What they weigh there, by BM25 alone.
  package var score: Float
  /// Held by the paragraph's own text; by a heading above it; by the title.
  package var isInText: Bool
  package var isInHeading: Bool
  package var isInTitle: Bool
}

extension IndexReader {
  /// How each text of the query is looked for, those that must not be there among them.
  package func plan(_ query: Query, isLiteral: Bool) throws(SegmentError) -> [PlannedText] {
    var options = SearchOptions()
    options.isLiteral = isLiteral
    return try searcher(query, options).plan(query)
  }

  /// By what the parts of the query, each looked for by itself, are joined; nil where the answer is
  /// taken off the posting lists, past what cannot be among the best.
  package func way(
    _ query: Query, _ options: SearchOptions
  ) throws(SegmentError) -> SearchOptions.Scope? {
    let isRetrieved = try searcher(query, options).retrieval != nil
    return options.scope == .paragraph && isRetrieved ? nil : options.scope
  }

  /// The hits with the clauses that they miss, which `SearchOptions.explained` left open.
  package func explained(
    _ hits: [SearchHit], of query: Query, _ options: SearchOptions
  ) throws(SegmentError) -> [SearchHit] {
    // What whole documents and sections miss is known with them.
    if options.scope != .paragraph { return hits }
    var explained = hits
    try searcher(query, options, scores: false).nameMissing(in: &explained)
    return explained
  }

  /// What is held of each clause round a paragraph that was found.
  package func held(
    by hit: SearchHit, of query: Query, _ options: SearchOptions
  ) throws(SegmentError) -> [HeldClause] {
    try searcher(query, options).held(by: hit)
  }
}

extension QueryEvaluator {
  /// How often a text or a nearness stands in a paragraph, and what it weighs there.
  mutating func weight(
    of leaf: Query, in paragraph: Int
  ) throws(SegmentError) -> (occurrences: Int, score: Float) {
    var (frequency, idf): (UInt32, Float) = (0, 0)
    switch leaf {
    case .text(let pattern):
      guard let text = compiled[pattern] else { break }
      frequency = try search.frequency(of: text, in: paragraph)
      idf = weights.idf(text)
    case .near(let proximity):
      frequency = try self.frequency(of: proximity, in: paragraph)
      idf = self.idf(proximity)
    case .all, .any, .not, .field, .documents, .under, .judged: break
    }
    if frequency == 0 { return (0, 0) }
    let code = try search.segment.lengthCode(of: paragraph)
    return (Int(frequency), idf * formula.weight(frequency: frequency, lengthCode: code))
  }
}

extension Searcher {
  /// How each text of the query as it was given is looked for.
  func plan(_ given: Query) throws(SegmentError) -> [PlannedText] {
    var plan: [PlannedText] = []
    for (pattern, text) in given.allPatterns.compactMap({ pattern in
      compiled[pattern].map { (pattern, $0) }
    }) where !plan.contains(where: { $0.text == pattern.text && $0.typed == pattern.typed }) {
      var terms: [PlannedText.Term] = []
      for term in text.terms {
        var paragraphs = 0
        for segment in segments {
          paragraphs += try segment.reader.body.find(term)?.documentFrequency ?? 0
        }
        terms.append(.init(term: term.description, paragraphs: paragraphs))
      }
      plan.append(
        PlannedText(
          text: pattern.text, typed: pattern.typed,
          terms: terms.sorted { $0.paragraphs < $1.paragraphs },
          row: text.row.flatMap(Unicode.Scalar.init).map(Character.init),
          isChecked: text.needsCheck))
    }
    return plan
  }

  func held(by hit: SearchHit) throws(SegmentError) -> [HeldClause] {
    let reader = segments[hit.segment].reader
    let start = try reader.paragraphs(of: hit.document).lowerBound
    let headings = try reader.headings(above: hit.paragraph, from: start)
    var evaluator = evaluator(hit.segment)
    let all = Array(clauses.indices)
    let text = try reader.textBytes(of: hit.paragraph)
    let inText = try self.held(all, in: text, of: hit.document, hit.paragraph, &evaluator)
    let title = try reader.titleBytes(of: hit.document)
    let inTitle = try self.held(all, in: title, of: hit.document, nil, &evaluator)
    var held: [HeldClause] = []
    for (index, clause) in clauses.enumerated() {
      var clauseHeld = HeldClause(
        clause: clause.description, occurrences: 0, score: 0, isInText: inText.contains(index),
        isInHeading: false, isInTitle: inTitle.contains(index))
      for heading in headings where !clauseHeld.isInHeading {
        clauseHeld.isInHeading = try evaluator.heading(of: heading, holds: clause, isOwn: false)
      }
      // In their order, in which the sum comes out the same every time.
      for leaf in clause.leaves.uniqued() {
        let (occurrences, score) = try evaluator.weight(of: leaf, in: hit.paragraph)
        clauseHeld.occurrences += occurrences
        clauseHeld.score += score
      }
      held.append(clauseHeld)
    }
    return held
  }
}
