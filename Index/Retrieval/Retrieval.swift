// Retrieval.swift — the queries that are ranked straight off the posting lists.

/// A query whose best paragraphs are found without first listing all that match.
enum Retrieval {
  /// Paragraphs that hold at least one of the terms; the best sum first.
  case anyTerm([TermKey])
  /// Paragraphs that hold every text.
  case everyText([CompiledPattern])

  /// - Returns: nil for a query of any other shape.
  init?(_ query: Query, compiled: (Pattern) -> CompiledPattern?) {
    func patterns(_ parts: [Query]) -> [CompiledPattern]? {
      var patterns: [CompiledPattern] = []
      for part in parts {
        guard case .text(let pattern) = part, let text = compiled(pattern), text.row == nil,
          !text.terms.isEmpty
        else { return nil }
        patterns.append(text)
      }
      return patterns
    }
    switch query {
    case .text:
      guard let pattern = patterns([query])?.first else { return nil }
      self = pattern.onlyTerm.map { .anyTerm([$0]) } ?? .everyText([pattern])
    case .any(let parts):
      guard let terms = patterns(parts)?.map(\.onlyTerm), !terms.contains(nil) else { return nil }
      self = .anyTerm(terms.compactMap { $0 })
    case .all(let parts):
      guard !parts.isEmpty, let patterns = patterns(parts) else { return nil }
      self = .everyText(patterns)
    case .near, .not, .field, .documents, .under, .judged: return nil
    }
  }

  /// Offers the paragraphs of one segment to `best`.
  ///
  /// - Parameters:
  ///   - index: the segment's place among those that `weights` was made for.
  ///   - accept: the paragraphs that may be found; nil for all.
  ///   - scores: made when they are needed, for all segments.
  func rank(
    in segment: SegmentReader, _ index: Int, accept: Bitmap?, _ formula: BM25,
    _ weights: QueryWeights, _ scores: inout WindowScores?, counts: Bool,
    into best: inout BestParagraphs
  ) throws(SegmentError) {
    let lengths = try segment.lengthCodes()
    let drift = formula.drift(from: segment.averageLength)
    switch self {
    case .anyTerm(let keys):
      var terms: [RankedTerm] = []
      for key in keys {
        guard let list = weights.list(key, inSegment: index) else { continue }
        terms.append(
          try RankedTerm(list, idf: weights.idf(key), formula, lengths, drift: drift))
      }
      if accept == nil { best.prime(ten: terms.map(\.tenth).max() ?? 0) }
      if let term = terms.first, terms.count == 1, !counts || accept == nil {
        if counts { best.count += term.cursor.documentFrequency }
        try term.rank(formula, lengths, accept: accept, into: &best)
      } else if !terms.isEmpty {
        let memory = scores ?? WindowScores()
        scores = memory
        var disjunction = WindowedDisjunction(terms, formula, lengths, memory, accept: accept)
        try disjunction.rank(into: &best, counts: counts)
      }
    case .everyText(let patterns):
      var texts: [RequiredText] = []
      for pattern in patterns {
        var lists: [PostingList] = []
        for term in pattern.terms {
          guard let list = weights.list(term, inSegment: index) else { return }
          lists.append(list)
        }
        texts.append(RequiredText(pattern: pattern, idf: weights.idf(pattern), lists: lists))
      }
      var search = PatternSearch(segment)
      var conjunction = RankedConjunction(
        texts, formula, lengths, drift: drift.above, accept: accept)
      try conjunction.rank(into: &best, counts: counts, &search)
    }
  }
}
