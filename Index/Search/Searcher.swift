// Searcher.swift — a query over all segments: match, cover, score, keep the best.

/// Answers one query on one snapshot.
struct Searcher {
  private let segments: [LiveSegment]
  private let analyzer: Analyzer
  private let query: Query
  private let options: SearchOptions
  private let compiled: [Pattern: CompiledPattern]
  /// Those of each clause.
  private let clausePatterns: [[CompiledPattern]]
  private let formula: BM25
  private let weights: QueryWeights
  /// Parallel to `segments`.
  private let rows: [SegmentRows]

  init(
    _ query: Query, _ options: SearchOptions, segments: [LiveSegment], analyzer: Analyzer,
    formula: BM25
  ) throws(SegmentError) {
    self.query = query
    self.options = options
    self.segments = segments
    self.analyzer = analyzer
    self.formula = formula
    var compiled: [Pattern: CompiledPattern] = [:]
    let excluded = query.exclusions.flatMap(\.patterns)
    for pattern in query.patterns + excluded {
      compiled[pattern] = CompiledPattern(
        pattern, analyzer: analyzer, isLiteral: options.isLiteral)
    }
    self.compiled = compiled
    clausePatterns = query.clauses.map { $0.patterns.compactMap { compiled[$0] } }
    let scalars = Set(compiled.values.compactMap(\.row))
    var rows: [SegmentRows] = []
    for segment in segments {
      var united: SegmentRows = [:]
      for scalar in scalars {
        united[scalar] = try Matches(
          rowOf: scalar, in: segment.reader.body, units: segment.reader.paragraphCount)
      }
      rows.append(united)
    }
    self.rows = rows
    weights = try QueryWeights(
      query.patterns.compactMap { compiled[$0] }, formula: formula, segments: segments,
      rowsOfSegments: rows)
  }

  func search() throws(SegmentError) -> SearchResults {
    if let retrieval { return try search(retrieval) }
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

  // MARK: By score alone

  /// The query as something that is ranked list by list; nil when more must be known of each
  /// match than its score.
  private var retrieval: Retrieval? {
    guard options.isStrict, options.order == .score, !options.groupsByDocument,
      !options.countsOccurrences, options.totals != .documents
    else { return nil }
    return Retrieval(query) { compiled[$0] }
  }

  private func search(_ retrieval: Retrieval) throws(SegmentError) -> SearchResults {
    let (sum, isTooMany) = options.limit.addingReportingOverflow(options.offset)
    var best = BestParagraphs(isTooMany ? .max : sum)
    var scores: WindowScores?
    for (index, segment) in segments.enumerated() {
      best.segment = Int32(index)
      let accept = try allowedDocuments(segment).map { allowed throws(SegmentError) in
        try segment.reader.paragraphs(of: allowed)
      }
      try retrieval.rank(
        in: segment.reader, index, accept: accept, formula, weights, analyzer, &scores,
        counts: options.totals == .paragraphs, into: &best)
    }
    var results = SearchResults()
    results.paragraphs = best.count
    for found in best.descending.dropFirst(options.offset) {
      let (segment, paragraph) = (Int(found.segment), Int(found.paragraph))
      results.hits.append(
        SearchHit(
          segment: segment, paragraph: paragraph,
          document: try segments[segment].reader.document(of: paragraph), score: found.score,
          missing: [], isTitleOnly: false))
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
      excluded = SortedIDs.union([excluded, try evaluate(exclusion, with: &patterns).ids])
    }

    // The full matches, where their occurrences are counted too.
    var full: [Candidate] = []
    let take = { candidate throws(SegmentError) in
      try collect(candidate, in: index, into: &collector)
      if options.countsOccurrences, candidate.covered == matches.count { full.append(candidate) }
    }
    if options.isStrict {
      var all = matches.first?.own ?? ScoredMatches()
      for match in matches.dropFirst() { all = .intersection(all, match.own) }
      all = all.subtracting(excluded)
      try visit(all, covered: matches.count, allowed: allowed, in: segment.reader, take)
    } else {
      var coverage = Coverage(segment.reader, matches, excluded: excluded) {
        paragraph, clause throws(SegmentError) in
        try headingHolds(clause, paragraph, isOwn: true, &patterns)
      }
      try coverage.visit(allows: { allowed?[$0] != false }, take)
    }
    try countOccurrences(full, in: index, with: &patterns, into: &collector)
  }

  private func collect(
    _ candidate: Candidate, in index: Int, into collector: inout HitCollector
  ) throws(SegmentError) {
    var key: UInt32 = 0
    if case .number(let column) = options.order {
      key = try segments[index].reader.number(column, of: candidate.document)
    }
    let score = candidate.isTitleOnly ? titleScore : candidate.score
    collector.add(candidate, score: score, orderKey: key, segment: index)
  }

  private func visit(
    _ matches: ScoredMatches, covered: Int, allowed: Bitmap?, in segment: SegmentReader,
    _ body: (Candidate) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    for (index, document) in try segment.documents(of: matches.ids).enumerated()
    where allowed?[document] != false {
      try body(
        Candidate(
          paragraph: matches.ids[index], document: document, covered: covered,
          score: matches.scores[index]))
    }
  }

  /// What a title alone is worth: one occurrence of every term in an average paragraph.
  private var titleScore: Float {
    let patterns = query.patterns.compactMap { compiled[$0] }
    return patterns.reduce(0) { $0 + weights.idf($1) } / (1 + BM25.k1)
  }

  private func countOccurrences(
    _ candidates: [Candidate], in segment: Int, with search: inout PatternSearch,
    into collector: inout HitCollector
  ) throws(SegmentError) {
    let patterns = Set(query.patterns).compactMap { compiled[$0] }
    for candidate in candidates {
      var occurrences = 0
      for pattern in patterns {
        occurrences += Int(try search.frequency(of: pattern, in: Int(candidate.paragraph)))
      }
      collector.count(occurrences, in: candidate.document, segment: segment)
    }
  }

  /// The documents that are there and pass the filters; nil when that is all of them.
  private func allowedDocuments(_ segment: LiveSegment) throws(SegmentError) -> Bitmap? {
    if options.filters.isEmpty, segment.deleted.isEmpty { return nil }
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
  ) throws(SegmentError) -> ScoredMatches {
    switch query {
    case .text(let pattern):
      guard let compiled = compiled[pattern] else { return ScoredMatches() }
      return try ScoredMatches(
        try search.paragraphs(compiled), idf: weights.idf(compiled), formula: formula,
        lengths: try search.segment.lengthCodes())
    case .any(let parts):
      var matches = ScoredMatches()
      for part in parts { matches = .union(matches, try evaluate(part, with: &search)) }
      return matches
    case .all:
      var matches: ScoredMatches?
      for clause in query.clauses {
        let found = try evaluate(clause, with: &search)
        matches = matches.map { .intersection($0, found) } ?? found
      }
      for exclusion in query.exclusions {
        matches = matches?.subtracting(try evaluate(exclusion, with: &search).ids)
      }
      return matches ?? ScoredMatches()
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

  /// - Parameter isOwn: the paragraph is known to match the clause.
  private func headingHolds(
    _ clause: Int, _ paragraph: Int, isOwn: Bool, _ search: inout PatternSearch
  ) throws(SegmentError) -> Bool {
    let patterns = clausePatterns[clause]
    for pattern in patterns
    where try search.heading(
      of: paragraph, holds: pattern, isInText: isOwn && patterns.count == 1)
    {
      return true
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
    var search = PatternSearch(reader, analyzer: analyzer)
    for (index, patterns) in clausePatterns.enumerated() {
      let isHere = patterns.contains { pattern in
        verifier.contains(pattern, in: own) || verifier.contains(pattern, in: title)
      }
      if isHere { continue }
      var isAbove = false
      for heading in headings
      where try headingHolds(index, heading, isOwn: false, &search) { isAbove = true }
      if !isAbove { missing.append(index) }
    }
    return missing
  }

  // MARK: Pieces

  /// A long text that stands nowhere, as a question does, may be looked for in pieces.
  private var canBeBroken: Bool {
    !options.isStrict && !options.isLiteral
      && query.patterns.contains { (compiled[$0]?.hanCount ?? 0) >= PieceSearch.shortest }
  }

  private func searchPieces(
    _ index: Int, into collector: inout HitCollector
  ) throws(SegmentError) {
    let segment = segments[index]
    let allowed = try allowedDocuments(segment)
    let pieces = PieceSearch(query.patterns.compactMap { compiled[$0] }, weights, formula)
    var found = try pieces.paragraphs(in: segment.reader)
    var patterns = PatternSearch(segment.reader, rows[index], analyzer: analyzer)
    for exclusion in query.exclusions {
      found = found.subtracting(try evaluate(exclusion, with: &patterns).ids)
    }
    try visit(found, covered: 0, allowed: allowed, in: segment.reader) {
      candidate throws(SegmentError) in
      try collect(candidate, in: index, into: &collector)
    }
  }
}
