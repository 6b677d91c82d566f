// PieceSearch.swift — the first stage for a text that stands nowhere: what holds most of it.

/// Finds paragraphs that hold pieces of a query which, as typed, stands nowhere: a question,
/// or a name and an article number that stand in different fields.
struct PieceSearch {
  private let query: RankedQuery
  private let weights: QueryWeights
  private let formula: BM25

  /// A query none of whose words has so many Han characters is not looked for in pieces.
  static let shortest = 4
  /// Of a query without a word of so many a paragraph must hold `most` of the weight of what stands
  /// anywhere: a pair or two say little.
  static let long = 6
  static let most: Float = 2 / 3
  /// So many paragraphs are found by what they hold, and so many behind each of the best of them.
  static let depth = 500
  static let followed = 100
  static let followers = 2
  /// What a term in the title of its document adds to a paragraph that holds others.
  private static let titleShare: Float = 0.5
  private static let titleSaturation: Float = 0.6
  /// Documents, the best by title, whose articles are looked for by number.
  private static let namedDocuments = 50

  init(_ query: RankedQuery, _ weights: QueryWeights, _ formula: BM25) {
    self.query = query
    self.weights = weights
    self.formula = formula
  }

  /// Offers the paragraphs of one segment to `best`.
  ///
  /// - Returns: paragraphs that `best` may pass over and that are candidates all the same.
  func rank(
    in segment: SegmentReader, _ index: Int, accept: Bitmap?, _ memory: WindowScores,
    into best: inout BestParagraphs
  ) throws(SegmentError) -> [ParagraphID] {
    let lengths = try segment.lengthCodes()
    let drift = formula.drift(from: segment.averageLength)
    var terms: [RankedTerm] = []
    for term in query.terms {
      guard let list = weights.list(term.key, inSegment: index) else { continue }
      terms.append(try RankedTerm(list, idf: term.weight, formula, lengths, drift: drift))
    }
    if terms.isEmpty { return [] }
    let boosts = try boosts(in: segment)
    var disjunction = WindowedDisjunction(
      terms, formula, lengths, memory, accept: accept, boosts: boosts)
    try disjunction.rank(into: &best, counts: false)
    return try articles(inSegment: index, of: boosts).filter { accept?[Int($0)] ?? true }
  }

  /// What titles add, in the order of their documents.
  private func boosts(in segment: SegmentReader) throws(SegmentError) -> [DocumentBoost] {
    var scores: [Float] = []
    for term in query.terms {
      guard let list = try segment.title.find(term.key) else { continue }
      if scores.isEmpty { scores = [Float](repeating: 0, count: segment.documentCount) }
      var cursor = PostingCursor(list)
      while try cursor.next() != PostingCursor.end {
        let frequency = Float(cursor.frequency)
        scores[Int(cursor.id)] +=
          Self.titleShare * term.weight * frequency / (Self.titleSaturation + frequency)
      }
    }
    var boosts: [DocumentBoost] = []
    for (document, score) in scores.enumerated() where score > 0 {
      boosts.append(DocumentBoost(paragraphs: try segment.paragraphs(of: document), score: score))
    }
    return boosts
  }

  /// Paragraphs that hold all pairs of an article number, in the documents with the best titles.
  private func articles(
    inSegment index: Int, of boosts: [DocumentBoost]
  ) throws(SegmentError) -> [ParagraphID] {
    if query.articles.isEmpty || boosts.isEmpty { return [] }
    var bar: Float = 0
    if boosts.count > Self.namedDocuments {
      bar = boosts.map(\.score).sorted(by: >)[Self.namedDocuments]
    }
    let named = boosts.filter { $0.score > bar }
    var found: Set<ParagraphID> = []
    for article in query.articles {
      let lists = article.terms.map { weights.list(query.terms[$0].key, inSegment: index) }
      let cursors = lists.compactMap { $0.map(PostingCursor.init) }
      if cursors.isEmpty || cursors.count < lists.count { continue }
      let holding = try Matches.intersection(of: cursors).ids
      var next = 0
      for boost in named {
        while next < holding.count, holding[next] < boost.paragraphs.lowerBound { next += 1 }
        while next < holding.count, holding[next] < boost.paragraphs.upperBound {
          found.insert(holding[next])
          next += 1
        }
      }
    }
    return found.sorted()
  }
}
