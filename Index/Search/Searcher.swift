// Searcher.swift — a query over all segments: match, cover, score, keep the best.

/// Answers one query on one snapshot.
///
/// A class, so that closures called for each candidate retain one reference and not every field.
final class Searcher {
  let segments: [LiveSegment]
  let analyzer: Analyzer
  /// Without the conditions on documents that hold for the whole; those are in `filters`.
  let query: Query
  /// Those of `query`.
  let clauses: [Query]
  private let filters: [DocumentFilter]
  let options: SearchOptions
  let compiled: [Pattern: CompiledPattern]
  let formula: BM25
  private let candidateFormula: BM25
  let weights: QueryWeights
  /// Where the order is that of a string column.
  private let textOrder: TextOrder?
  /// Parallel to `segments`.
  private let rows: [SegmentRows]

  /// - Parameter scores: false leaves out what only scoring needs.
  init(
    _ query: Query, _ options: SearchOptions, segments: [LiveSegment], analyzer: Analyzer,
    formula: BM25, candidateFormula: BM25, scores: Bool
  ) throws(SegmentError) {
    let (filters, query) = query.filtered
    self.filters = options.filters + filters
    self.options = options
    self.segments = segments
    self.analyzer = analyzer
    self.formula = formula
    self.candidateFormula = candidateFormula
    if case .text(let column) = options.order {
      textOrder = try TextOrder(column, in: segments)
    } else {
      textOrder = nil
    }
    var compiled: [Pattern: CompiledPattern] = [:]
    for pattern in query.allPatterns where compiled[pattern] == nil {
      compiled[pattern] = CompiledPattern(
        pattern, analyzer: analyzer, isLiteral: options.isLiteral)
    }
    self.compiled = compiled
    let scored = scores ? query.patterns.compactMap { compiled[$0] } : []
    let scalars = scores ? Set(compiled.values.compactMap(\.row)) : []
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
      scored, formula: formula, segments: segments, rowsOfSegments: rows)
    // Most numbers are written in one way only: the query is then as simple as it was typed.
    var useless: Set<Pattern> = []
    for (pattern, text) in compiled where pattern.typed != nil {
      var isSomewhere = text.row != nil
      for segment in segments where !isSomewhere {
        isSomewhere = try text.mayStand(in: segment.reader.body)
        if !isSomewhere { isSomewhere = try text.mayStand(in: segment.reader.title) }
      }
      if !isSomewhere { useless.insert(pattern) }
    }
    self.query = useless.isEmpty ? query : query.dropping(useless.contains)
    clauses = self.query.clauses
  }

  func search() throws(SegmentError) -> SearchResults {
    if options.scope != .paragraph, !clauses.isEmpty { return try searchUnits() }
    if let retrieval { return try search(retrieval) }
    var collector = HitCollector(
      options, clauseCount: clauses.count, atLeast: isRanked ? RankingDepth.clauses.candidates : 0)
    var coverages: [Coverage?] = []
    for index in segments.indices { coverages.append(try search(index, into: &collector)) }
    var asked: RankedQuery?
    if collector.results.paragraphs == 0, isBroken(coverages) {
      let broken = try rankedQuery()
      var pieces = HitCollector(
        options, clauseCount: clauses.count, atLeast: isRanked ? RankingDepth.pieces.candidates : 0)
      try searchPieces(of: broken, into: &pieces)
      if !pieces.isEmpty {
        asked = broken
        collector = pieces
        collector.results.isBroken = true
      }
    }
    if asked == nil { try addPartial(coverages, to: &collector) }
    var results = try collector.finish { [asked] hits throws(SegmentError) in
      if !isRanked || hits.isEmpty { return hits }
      let query = if let asked { asked } else { try rankedQuery() }
      return try ranked(hits, query, asked == nil ? .clauses : .pieces)
    }
    try nameMissing(in: &results.hits, first: options.explained)
    return results
  }

  // MARK: By score alone

  /// The query as something that is ranked list by list; nil when more must be known of each
  /// match than its score.
  var retrieval: Retrieval? {
    guard options.isStrict, options.order == .score, !options.groupsByDocument,
      !options.countsOccurrences, !options.countsDocuments, options.totals != .documents
    else { return nil }
    return Retrieval(query) { compiled[$0] }
  }

  private func search(_ retrieval: Retrieval) throws(SegmentError) -> SearchResults {
    var best = BestParagraphs(options.wanted)
    var scores: WindowScores?
    for (index, segment) in segments.enumerated() {
      best.segment = Int32(index)
      let accept = try allowedDocuments(segment).map { allowed throws(SegmentError) in
        try segment.reader.paragraphs(of: allowed)
      }
      try retrieval.rank(
        in: segment.reader, index, accept: accept, formula, weights, &scores,
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

  /// Adds the full matches of a segment.
  ///
  /// - Returns: what tells of the partial ones; nil where there are none.
  private func search(
    _ index: Int, into collector: inout HitCollector
  ) throws(SegmentError) -> Coverage? {
    let segment = segments[index]
    let allowed = try allowedDocuments(segment)
    var evaluator = evaluator(index, allowed: allowed)

    // The full matches, where their occurrences are counted too.
    var full: [Candidate] = []
    func take(_ candidate: Candidate) throws(SegmentError) {
      try collect(candidate, in: index, into: &collector)
      if options.countsOccurrences {
        full.append(candidate)
      } else if options.countsDocuments {
        collector.count(0, in: candidate.document, segment: index)
      }
    }
    var coverage: Coverage?
    if options.isStrict || clauses.isEmpty {
      let matches = try evaluator.paragraphs(query).matches
      for (place, document) in try segment.reader.documents(of: matches.ids).enumerated()
      where allowed?[document] != false {
        let candidate = Candidate(
          paragraph: matches.ids[place], document: document, covered: clauses.count,
          score: matches.scores[place])
        collector.count(candidate, segment: index)
        try take(candidate)
      }
    } else {
      let found = try cover(&evaluator, allowed: allowed)
      collector.count(try found.totals())
      try found.visitFull { candidate throws(SegmentError) in
        try take(candidate)
        return collector.bar.score(ofCovered: clauses.count)
      }
      if clauses.count > 1 { coverage = found }
    }
    try countOccurrences(full, in: index, with: &evaluator.search, into: &collector)
    return coverage
  }

  /// Adds the partial matches, where results are left for them behind the full ones.
  private func addPartial(
    _ coverages: [Coverage?], to collector: inout HitCollector
  ) throws(SegmentError) {
    if !collector.hasRoom { return }
    for (index, coverage) in coverages.enumerated() {
      guard let coverage else { continue }
      try coverage.visitPartial(skipsFull: options.groupsByDocument, above: collector.bar) {
        candidate throws(SegmentError) in
        try collect(candidate, in: index, into: &collector)
        return collector.bar
      }
    }
  }

  private func cover(
    _ evaluator: inout QueryEvaluator, allowed: Bitmap?
  ) throws(SegmentError) -> Coverage {
    let segment = evaluator.search.segment
    var matches: [ClauseMatches] = []
    for clause in clauses { matches.append(try evaluator.matches(clause)) }
    if !query.requirements.isEmpty {
      evaluator.allowed = try documents(of: matches, in: segment, among: allowed)
    }
    let excluded = try excluded(&evaluator)
    return try Coverage(segment, matches, candidateFormula, excluded: excluded, allowed: allowed) {
      [clauses] paragraph, clause throws(SegmentError) in
      try evaluator.heading(of: paragraph, holds: clauses[clause], isOwn: true)
    }
  }

  /// The documents in which a clause was found.
  private func documents(
    of matches: [ClauseMatches], in segment: SegmentReader, among allowed: Bitmap?
  ) throws(SegmentError) -> Bitmap {
    var documents = Bitmap(count: segment.documentCount)
    for match in matches {
      for part in match.parts {
        for document in try segment.documents(of: part.ids) where allowed?[document] != false {
          documents[document] = true
        }
      }
      for title in match.titles where allowed?[Int(title)] != false {
        documents[Int(title)] = true
      }
    }
    return documents
  }

  func evaluator(_ index: Int, allowed: Bitmap? = nil) -> QueryEvaluator {
    QueryEvaluator(
      segments[index].reader, rows[index], compiled: compiled, weights: weights, formula: formula,
      allowed: allowed)
  }

  /// The paragraphs that an exclusion matches, or a requirement does not.
  func excluded(_ evaluator: inout QueryEvaluator) throws(SegmentError) -> Bitmap {
    var excluded = Bitmap(count: evaluator.search.segment.paragraphCount)
    for exclusion in query.exclusions {
      excluded.formUnion(try evaluator.paragraphs(exclusion).ids)
    }
    for requirement in query.requirements {
      excluded.formUnion(try evaluator.paragraphs(requirement).ids.inverse)
    }
    return excluded
  }

  func collect(
    _ candidate: Candidate, in index: Int, into collector: inout HitCollector
  ) throws(SegmentError) {
    var key: UInt32 = 0
    if case .number(let column, let isAscending) = options.order {
      key = try segments[index].reader.number(column, of: candidate.document)
      if isAscending, key > 0 { key = .max - key }
    } else if let textOrder {
      key = try textOrder.key(of: candidate.document, in: segments[index].reader, index)
    }
    let score = (candidate.isTitleOnly ? titleScore : 0) + candidate.score
    collector.add(candidate, score: score, orderKey: key, segment: index)
  }

  /// What a title alone is worth: one occurrence of every term in an average paragraph.
  private var titleScore: Float {
    let patterns = query.patterns.compactMap { compiled[$0] }
    return patterns.reduce(0) { $0 + weights.idf($1) } / (1 + BM25.k1)
  }

  /// The documents that are there and pass the filters; nil when that is all of them.
  func allowedDocuments(_ segment: LiveSegment) throws(SegmentError) -> Bitmap? {
    if filters.isEmpty, segment.deleted.isEmpty { return nil }
    return try segment.documents(matching: filters)
  }

  // MARK: Second stage

  /// Whether the score is that of the second stage.
  private var isRanked: Bool {
    !options.isStrict && options.order == .score
  }

  /// The best candidates in their final order, the others behind them.
  private func ranked(
    _ hits: [RankedHit], _ asked: RankedQuery, _ depth: RankingDepth
  ) throws(SegmentError) -> [RankedHit] {
    let ranking = FieldRanking(
      asked, segments: segments, weights: weights, averageLength: formula.averageLength,
      asides: options.asides)
    let candidates = Array(hits.prefix(depth.candidates))
    return try ranking.rank(candidates, depth)
      + hits.dropFirst(depth.candidates)
  }

  private func rankedQuery() throws(SegmentError) -> RankedQuery {
    // An article is ranked by the number that it begins with, where that stands anywhere.
    let patterns = query.patterns
    // So is a law by its full name.
    let texts = patterns.filter { $0.typed == nil }.map { pattern in
      pattern.spellingInWords.flatMap { patterns.contains($0) ? $0 : nil }
        ?? patterns.first { $0.isFullName && $0.typed == pattern.text } ?? pattern
    }
    return try RankedQuery(
      texts.compactMap { compiled[$0] }, weights, formula,
      analyzer: analyzer
    ) { scalar throws(SegmentError) in
      // Counting them would unite hundreds of lists.
      var (pairs, paragraphs) = (0.0, 0)
      for segment in segments.map(\.reader) {
        pairs += try segment.body.share(ofRow: scalar) * Double(segment.counts.tokens)
        paragraphs += segment.paragraphCount
      }
      return min(paragraphs, Int(pairs * RankingProfile.paragraphsPerPair))
    }
  }
}
