// PieceSearch.swift — a long text that stands nowhere, looked for in pieces.

/// Finds the paragraphs that hold a good part of a query, when the query as typed, a question
/// for example, stands nowhere.
struct PieceSearch {
  /// Shape: parallel; each term once.
  private var terms: [TermKey] = []
  private var idfs: [Float] = []
  private let formula: BM25

  /// A word of fewer Han characters is not looked for in pieces.
  static let shortest = 6
  /// The share of the query, by weight, that a paragraph must hold.
  private static let share: Float = 0.3

  init(_ patterns: [CompiledPattern], _ weights: QueryWeights, _ formula: BM25) {
    self.formula = formula
    var seen: Set<TermKey> = []
    for term in patterns.flatMap(\.terms) where seen.insert(term).inserted {
      terms.append(term)
      idfs.append(weights.idf(term))
    }
  }

  /// The paragraphs, in order, with the BM25 score of all the terms in them.
  func paragraphs(in segment: SegmentReader) throws(SegmentError) -> ScoredMatches {
    var held = [Float](repeating: 0, count: segment.paragraphCount)
    var scores = held
    let lengths = try segment.lengthCodes()
    for (term, idf) in zip(terms, idfs) {
      guard let list = try segment.body.find(term) else { continue }
      var cursor = PostingCursor(list)
      while try cursor.next() != PostingCursor.end {
        guard Int(cursor.id) < held.count else { throw lengths.damaged }
        held[Int(cursor.id)] += idf
        scores[Int(cursor.id)] +=
          idf * formula.weight(frequency: cursor.frequency, lengthCode: lengths[cursor.id])
      }
    }
    let least = Self.share * idfs.reduce(0, +)
    var found = ScoredMatches()
    for id in held.indices where held[id] > 0 && held[id] >= least {
      found.append(ParagraphID(id), scores[id])
    }
    return found
  }
}
