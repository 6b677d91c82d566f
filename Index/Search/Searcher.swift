// Searcher.swift — a query over all segments: match, cover, score, keep the best.

/// Answers one query on one snapshot.
struct Searcher {
  private let segments: [LiveSegment]
  private let analyzer: Analyzer
  private let query: Query
  private let options: SearchOptions
  private let compiled: [Pattern: CompiledPattern]
  private let terms: ScoredTerms
  /// Parallel to `segments`.
  private let rows: [SegmentRows]

  /// A word of fewer Han characters is not looked for in pieces.
  private static let shortestBroken = 6
  /// The share of a broken query, by weight, that a paragraph must hold.
  private static let brokenShare: Float = 0.3

  init(
    _ query: Query, _ options: SearchOptions, segments: [LiveSegment], analyzer: Analyzer
  ) throws(SegmentError) {
    self.query = query
    self.options = options
    self.segments = segments
    self.analyzer = analyzer
    var compiled: [Pattern: CompiledPattern] = [:]
    let excluded = query.exclusions.flatMap(\.patterns)
    for pattern in query.patterns + excluded {
      compiled[pattern] = CompiledPattern(
        pattern, analyzer: analyzer, isLiteral: options.isLiteral)
    }
    self.compiled = compiled
    var rows: [SegmentRows] = []
    for segment in segments {
      var united: SegmentRows = [:]
      for scalar in Set(compiled.values.compactMap(\.row)) {
        united[scalar] = try RowPostings(
          of: scalar, in: segment.reader.body, units: segment.reader.paragraphCount)
      }
      rows.append(united)
    }
    self.rows = rows
    let formula = BM25(
      paragraphs: segments.reduce(0) { $0 + $1.reader.paragraphCount },
      tokens: segments.reduce(0) { $0 + $1.reader.counts.tokens })
    terms = try ScoredTerms(query.patterns.compactMap { compiled[$0] }, formula: formula) {
      unit throws(SegmentError) in
      var frequency = 0
      for (index, segment) in segments.enumerated() {
        switch unit {
        case .term(let key):
          frequency += try segment.reader.body.find(key)?.documentFrequency ?? 0
        case .row(let scalar): frequency += rows[index][scalar]?.ids.count ?? 0
        }
      }
      return frequency
    }
  }

  func search() throws(SegmentError) -> SearchResults {
    var collector = HitCollector(options, clauseCount: query.clauses.count)
    for index in segments.indices { try search(index, into: &collector) }
    if collector.isEmpty, canBeBroken {
      collector.results.isBroken = true
      for index in segments.indices { try searchPieces(index, into: &collector) }
    }
    var results = collector.finish()
    for index in results.hits.indices where !results.hits[index].missing.isEmpty {
      results.hits[index].missing = try missing(results.hits[index])
    }
    return results
  }

  // MARK: One segment

  private func search(_ index: Int, into collector: inout HitCollector) throws(SegmentError) {
    let segment = segments[index]
    let allowed = try allowedDocuments(segment)
    var patterns = PatternSearch(segment.reader, rows[index], analyzer: analyzer)
    var matches: [ClauseMatches] = []
    for clause in query.clauses {
      var match = ClauseMatches(own: try evaluate(clause, with: &patterns))
      if !options.isStrict { match.titles = try titles(clause, with: &patterns) }
      matches.append(match)
    }
    var excluded: [ParagraphID] = []
    for exclusion in query.exclusions {
      excluded = SortedIDs.union([excluded, try evaluate(exclusion, with: &patterns)])
    }

    var candidates: [Candidate] = []
    if options.isStrict {
      var all = matches.first?.own ?? []
      for match in matches.dropFirst() { all = SortedIDs.intersection(all, match.own) }
      all = SortedIDs.subtract(excluded, from: all)
      for (paragraph, document) in zip(all, try segment.reader.documents(of: all)) {
        if allowed?[document] == false { continue }
        candidates.append(
          Candidate(paragraph: paragraph, document: document, covered: matches.count))
      }
    } else {
      var coverage = Coverage(segment.reader, matches, excluded: excluded) {
        paragraph, clause throws(SegmentError) in
        try headingHolds(query.clauses[clause], paragraph, in: segment.reader)
      }
      candidates = try coverage.candidates { allowed?[$0] != false }
    }
    try collect(candidates, in: index, into: &collector)
    if options.countsOccurrences {
      try countOccurrences(candidates, in: index, with: &patterns, into: &collector)
    }
  }

  private func collect(
    _ candidates: [Candidate], in index: Int, into collector: inout HitCollector
  ) throws(SegmentError) {
    let reader = segments[index].reader
    let scores = try terms.scores(of: candidates.map(\.paragraph), in: reader, rows[index])
    for (candidate, score) in zip(candidates, scores) {
      var key: UInt32 = 0
      if case .number(let column) = options.order {
        key = try reader.number(column, of: candidate.document)
      }
      collector.add(
        candidate, score: candidate.isTitleOnly ? titleScore : score, orderKey: key, segment: index)
    }
  }

  /// What a title alone is worth: one occurrence of every term in an average paragraph.
  private var titleScore: Float { terms.idfs.reduce(0, +) / (1 + BM25.k1) }

  private func countOccurrences(
    _ candidates: [Candidate], in segment: Int, with search: inout PatternSearch,
    into collector: inout HitCollector
  ) throws(SegmentError) {
    let patterns = Set(query.patterns).compactMap { compiled[$0] }
    for candidate in candidates where candidate.covered == query.clauses.count {
      var occurrences = 0
      for pattern in patterns {
        occurrences += try search.occurrences(of: pattern, in: Int(candidate.paragraph))
      }
      collector.count(occurrences, in: candidate.document, segment: segment)
    }
  }

  /// The documents that are there and pass the filters; nil when that is all of them.
  private func allowedDocuments(_ segment: LiveSegment) throws(SegmentError) -> Bitmap? {
    if options.filters.isEmpty, segment.deleted.population == 0 { return nil }
    var allowed = Bitmap(count: segment.reader.documentCount, filled: true)
    var conditions: [Bitmap] = []
    for filter in options.filters {
      conditions.append(try filter.documents(in: segment.reader, analyzer: analyzer))
    }
    for document in 0..<allowed.count
    where segment.deleted[document] || conditions.contains(where: { !$0[document] }) {
      allowed[document] = false
    }
    return allowed
  }

  // MARK: Matching

  private func evaluate(
    _ query: Query, with search: inout PatternSearch
  ) throws(SegmentError) -> [ParagraphID] {
    switch query {
    case .text(let pattern):
      guard let compiled = compiled[pattern] else { return [] }
      return try search.paragraphs(compiled)
    case .any(let parts):
      var lists: [[ParagraphID]] = []
      for part in parts { lists.append(try evaluate(part, with: &search)) }
      return SortedIDs.union(lists)
    case .all:
      var matches: [ParagraphID]?
      for clause in query.clauses {
        let list = try evaluate(clause, with: &search)
        matches = matches.map { SortedIDs.intersection($0, list) } ?? list
      }
      for exclusion in query.exclusions {
        let list = try evaluate(exclusion, with: &search)
        matches = matches.map { SortedIDs.subtract(list, from: $0) }
      }
      return matches ?? []
    case .not(let part): return try evaluate(part, with: &search)
    }
  }

  private func titles(
    _ query: Query, with search: inout PatternSearch
  ) throws(SegmentError) -> [ParagraphID] {
    var lists: [[ParagraphID]] = []
    for pattern in query.patterns {
      if let compiled = compiled[pattern] { lists.append(try search.titles(compiled)) }
    }
    return SortedIDs.union(lists)
  }

  private func headingHolds(
    _ clause: Query, _ paragraph: Int, in segment: SegmentReader
  ) throws(SegmentError) -> Bool {
    var search = PatternSearch(segment, analyzer: analyzer)
    for pattern in clause.patterns {
      if let compiled = compiled[pattern], try search.heading(of: paragraph, holds: compiled) {
        return true
      }
    }
    return false
  }

  /// The clauses that a partial hit does not hold anywhere.
  private func missing(_ hit: SearchHit) throws(SegmentError) -> [Int] {
    let reader = segments[hit.segment].reader
    let start = try reader.paragraphs(of: hit.document).lowerBound
    var verifier = PhraseVerifier(analyzer: analyzer)
    let own = try reader.textBytes(of: hit.paragraph)
    let title = try reader.titleBytes(of: hit.document)
    let headings = try reader.headings(above: hit.paragraph, from: start)
    var missing: [Int] = []
    for (index, clause) in query.clauses.enumerated() {
      let isHere = clause.patterns.compactMap { compiled[$0] }.contains { pattern in
        verifier.contains(pattern, in: own) || verifier.contains(pattern, in: title)
      }
      if isHere { continue }
      var isAbove = false
      for heading in headings where try headingHolds(clause, heading, in: reader) { isAbove = true }
      if !isAbove { missing.append(index) }
    }
    return missing
  }

  // MARK: Pieces

  /// A long text that stands nowhere, as a question does, may be looked for in pieces.
  private var canBeBroken: Bool {
    !options.isStrict && !options.isLiteral
      && query.patterns.contains { (compiled[$0]?.hanCount ?? 0) >= Self.shortestBroken }
  }

  private func searchPieces(
    _ index: Int, into collector: inout HitCollector
  ) throws(SegmentError) {
    let segment = segments[index]
    let allowed = try allowedDocuments(segment)
    var found = try terms.paragraphs(holding: Self.brokenShare, in: segment.reader, rows[index])
    var patterns = PatternSearch(segment.reader, rows[index], analyzer: analyzer)
    for exclusion in query.exclusions {
      found = SortedIDs.subtract(try evaluate(exclusion, with: &patterns), from: found)
    }
    var candidates: [Candidate] = []
    for (paragraph, document) in zip(found, try segment.reader.documents(of: found)) {
      if allowed?[document] == false { continue }
      candidates.append(Candidate(paragraph: paragraph, document: document, covered: 0))
    }
    try collect(candidates, in: index, into: &collector)
  }
}
