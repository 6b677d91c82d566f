// BrokenSearch.swift — a text that stands nowhere as typed, looked for in pieces in every segment.

extension Searcher {
  /// A long text that stands nowhere, as a question does, may be looked for in pieces; a short one
  /// where enough Han characters follow one another, as in 调解成功率98%.
  private var canBeBroken: Bool {
    isLong(query)
      || query.patterns.contains { (compiled[$0]?.longestHanRun ?? 0) >= PieceSearch.shortest }
  }

  private func isLong(_ query: Query) -> Bool {
    query.patterns.contains { (compiled[$0]?.hanCount ?? 0) >= PieceSearch.long }
  }

  /// Whether pieces are to be looked for, where nothing holds all: as nothing of the query stands
  /// anywhere, or a long text does not, beside which others say little.
  ///
  /// - Parameter coverages: of all segments; nil in each for a query of one part, which is lost.
  func isBroken(_ coverages: [Coverage?]) -> Bool {
    if options.isStrict || options.isLiteral { return false }
    let lost = clauses.indices.filter { clause in
      coverages.allSatisfy { $0.map { !$0.stands(clause) } ?? true }
    }
    return lost.count == clauses.count ? canBeBroken : lost.contains { isLong(clauses[$0]) }
  }

  /// Whether more stands anywhere than the words that ask, where the query has more.
  private func isAboutSomething(_ asked: RankedQuery) throws(SegmentError) -> Bool {
    if asked.terms.allSatisfy(\.onlyAsks) { return true }
    for term in asked.terms where !term.onlyAsks {
      if try stands(term) { return true }
    }
    return false
  }

  /// Whether a document that is not deleted holds a term.
  private func stands(_ term: RankedQuery.Term) throws(SegmentError) -> Bool {
    for (index, segment) in segments.enumerated() {
      guard let list = weights.list(term.key, inSegment: index) else { continue }
      if segment.deleted.isEmpty { return true }
      var cursor = PostingCursor(list)
      while try cursor.next() != PostingCursor.end {
        if !segment.deleted[try segment.reader.document(of: Int(cursor.id))] { return true }
      }
    }
    return false
  }

  func searchPieces(
    of asked: RankedQuery, into collector: inout HitCollector
  ) throws(SegmentError) {
    if try !isAboutSomething(asked) { return }
    let pieces = PieceSearch(asked, weights, formula)
    let memory = WindowScores()
    var best = BestParagraphs(max(PieceSearch.depth, options.wanted))
    var found: [RankedParagraph] = []
    var accepted: [Bitmap?] = []
    for (index, segment) in segments.enumerated() {
      best.segment = Int32(index)
      let accept = try allowedParagraphs(index)
      accepted.append(accept)
      for paragraph in try pieces.rank(
        in: segment.reader, index, accept: accept, memory, into: &best)
      {
        found.append(RankedParagraph(score: 0, segment: Int32(index), paragraph: paragraph))
      }
    }
    found += best.descending
    if isLong(query) {
      let behind = try paragraphs(
        behind: best.descending.prefix(PieceSearch.followed), among: accepted)
      found += try holding(.leastNonzeroMagnitude, of: asked, behind, readsHeadings: true)
    } else {
      found = try mostHeld(found, asked)
    }
    found.sort { ($0.segment, $0.paragraph, $1.score) < ($1.segment, $1.paragraph, $0.score) }
    var last: RankedParagraph?
    for hit in found {
      if let last, last.segment == hit.segment, last.paragraph == hit.paragraph { continue }
      last = hit
      let segment = Int(hit.segment)
      let document = try segments[segment].reader.document(of: Int(hit.paragraph))
      let candidate = Candidate(
        paragraph: hit.paragraph, document: document, covered: 0, score: hit.score)
      collector.count(candidate, segment: segment)
      try collect(candidate, in: segment, into: &collector)
    }
  }

  /// Those that hold, with their titles, most of what the index holds of the query.
  private func mostHeld(
    _ found: [RankedParagraph], _ asked: RankedQuery
  ) throws(SegmentError) -> [RankedParagraph] {
    var known: Float = 0
    for term in asked.terms where try stands(term) { known += term.weight }
    return try holding(PieceSearch.most * known, of: asked, found, readsHeadings: false)
  }

  /// Those that hold, with their titles and perhaps their headings, so much of a query.
  private func holding(
    _ least: Float, of asked: RankedQuery, _ found: [RankedParagraph], readsHeadings: Bool
  ) throws(SegmentError) -> [RankedParagraph] {
    var left: [RankedParagraph] = []
    for (segment, own) in Dictionary(grouping: found, by: \.segment) {
      let evidence = try FieldEvidence(
        asked, Set(own.map(\.paragraph)).sorted(), in: segments[Int(segment)].reader, Int(segment),
        weights, asides: options.asides, readsHeadings: readsHeadings)
      left += own.filter { evidence.held[evidence.slot(of: $0.paragraph)] >= least }
    }
    return left
  }

  /// What stands right behind some paragraphs, as good a candidate as they are: an answer may hold
  /// nothing of its question, and what is listed nothing of what announces it.
  private func paragraphs(
    behind found: ArraySlice<RankedParagraph>, among accepted: [Bitmap?]
  ) throws(SegmentError) -> [RankedParagraph] {
    var behind: [RankedParagraph] = []
    for hit in found {
      let (segment, paragraph) = (Int(hit.segment), Int(hit.paragraph))
      let reader = segments[segment].reader
      let document = try reader.paragraphs(of: try reader.document(of: paragraph))
      let end = min(document.upperBound, paragraph + 1 + PieceSearch.followers)
      for next in paragraph + 1..<end where accepted[segment]?[next] ?? true {
        behind.append(
          RankedParagraph(score: hit.score, segment: hit.segment, paragraph: ParagraphID(next)))
      }
    }
    return behind
  }

  /// The paragraphs that may be found; nil when that is all of them.
  private func allowedParagraphs(_ index: Int) throws(SegmentError) -> Bitmap? {
    let reader = segments[index].reader
    let documents = try allowedDocuments(segments[index])
    var allowed: Bitmap?
    if let documents { allowed = try reader.paragraphs(of: documents) }
    var evaluator = evaluator(index, allowed: documents)
    let excluded = try excluded(&evaluator)
    if excluded.isEmpty { return allowed }
    var rest = allowed ?? Bitmap(count: reader.paragraphCount, filled: true)
    rest.subtract(excluded)
    return rest
  }
}
