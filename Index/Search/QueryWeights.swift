// QueryWeights.swift — what the parts of a query weigh, the same in every segment.

/// The idf of every term of a query, and of the whole texts that are made of them.
struct QueryWeights: Sendable {
  private var terms: [TermKey: Float] = [:]
  private var rows: [UInt32: Float] = [:]

  /// - Parameter rowsOfSegments: parallel to `segments`.
  init(
    _ patterns: [CompiledPattern], formula: BM25, segments: [LiveSegment],
    rowsOfSegments: [SegmentRows]
  ) throws(SegmentError) {
    for pattern in patterns {
      if let row = pattern.row {
        rows[row] = formula.idf(
          documentFrequency: rowsOfSegments.reduce(0) { $0 + ($1[row]?.ids.count ?? 0) })
      }
      for term in pattern.terms + pattern.countedTerms where terms[term] == nil {
        var frequency = 0
        for segment in segments {
          frequency += try segment.reader.body.find(term)?.documentFrequency ?? 0
        }
        terms[term] = formula.idf(documentFrequency: frequency)
      }
    }
  }

  func idf(_ term: TermKey) -> Float { terms[term] ?? 0 }

  /// A text that must stand as it is weighs what its terms weigh together, as in Lucene's
  /// `PhraseQuery`.
  func idf(_ pattern: CompiledPattern) -> Float {
    if let row = pattern.row { return rows[row] ?? 0 }
    return pattern.countedTerms.reduce(0) { $0 + idf($1) }
  }
}
