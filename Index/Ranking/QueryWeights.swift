// QueryWeights.swift — the lists of a query's terms, and what they weigh in every segment.

/// The idf of every term of a query, and of the whole texts that are made of them.
struct QueryWeights: Sendable {
  private struct Term: Sendable {
    var idf: Float
    /// A list for each segment; nil where the term is not there.
    var lists: [PostingList?]
  }

  private var terms: [TermKey: Term] = [:]
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
        var lists: [PostingList?] = []
        for segment in segments { lists.append(try segment.reader.body.find(term)) }
        let frequency = lists.reduce(0) { $0 + ($1?.documentFrequency ?? 0) }
        terms[term] = Term(idf: formula.idf(documentFrequency: frequency), lists: lists)
      }
    }
  }

  func idf(_ term: TermKey) -> Float { terms[term]?.idf ?? 0 }

  /// The postings of a term in a segment; nil when no paragraph there holds it.
  func list(_ term: TermKey, inSegment index: Int) -> PostingList? { terms[term]?.lists[index] }

  /// A text that must stand as it is weighs what its terms weigh together, as in Lucene's
  /// `PhraseQuery`.
  func idf(_ pattern: CompiledPattern) -> Float {
    if let row = pattern.row { return rows[row] ?? 0 }
    return pattern.countedTerms.reduce(0) { $0 + idf($1) }
  }
}
