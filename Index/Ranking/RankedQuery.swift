// RankedQuery.swift — a query as ranking sees it: weighed terms, characters, article numbers.

/// What the second stage of ranking looks for in paragraphs, titles and documents.
struct RankedQuery {
  struct Term {
    var key: TermKey
    /// Its idf, as often as it stands in the query; little where it only asks.
    var weight: Float
    /// It stands in the query only where it overlaps a word that asks.
    var onlyAsks = true
  }

  struct Character {
    /// Folded.
    var scalar: UInt32
    var weight: Float
  }

  /// An article that is asked for by its number.
  struct Article {
    /// Folded scalars of the number.
    var number: [UInt32]
    /// Terms that a paragraph must hold to begin with it, as indices into `terms`.
    var terms: [Int]
  }

  struct Name {
    /// Folded.
    var scalars: [UInt32]
    /// As indices into `terms`.
    var terms: [Int] = []
    /// Of its terms.
    var weight: Float = 0
  }

  /// What documents may be called: words of the query, without article numbers.
  private(set) var names: [Name] = []

  private(set) var terms: [Term] = []
  private(set) var characters: [Character] = []
  private(set) var articles: [Article] = []
  /// What a paragraph with every term holds.
  private(set) var total: Float = 0

  /// - Parameter characterFrequency: about how many paragraphs hold a Han character.
  init(
    _ patterns: [CompiledPattern], _ weights: QueryWeights, _ formula: BM25, analyzer: Analyzer,
    characterFrequency: (UInt32) throws(SegmentError) -> Int
  ) throws(SegmentError) {
    var places: [TermKey: Int] = [:]
    var known: Set<UInt32> = []
    for pattern in patterns {
      var buffer = AnalysisBuffer()
      analyzer.analyze(pattern.pattern.text.utf8.span, into: &buffer)
      let (folded, scalars) = (buffer.folded, buffer.folded.scalars)
      let asks = QuestionWords.marks(in: scalars)
      let numbers = ArticleNumber.ranges(in: scalars)
      var name = Name(
        scalars: Array(scalars[..<(numbers.first?.lowerBound ?? scalars.count)]))
      var starts: [Int: Int] = [:]
      for token in buffer.tokens where token.isCounted {
        let (start, end) = (Int(token.start), Int(token.end))
        let key = TermKey(token, in: folded)
        let doesAsk = asks[start..<end].contains(true)
        var share = doesAsk ? QuestionWords.share : 1
        if Self.isTornApart(folded.elements[start..<end]) { share *= RankingProfile.tornShare }
        let place = places[key] ?? terms.count
        if place == terms.count {
          places[key] = place
          terms.append(Term(key: key, weight: 0))
        }
        terms[place].weight += weights.idf(key) * share
        if !doesAsk { terms[place].onlyAsks = false }
        if end <= name.scalars.count {
          name.terms.append(place)
          name.weight += weights.idf(key) * share
        }
        starts[start] = place
      }
      for (index, element) in folded.elements.enumerated()
      where element.kind == .han && known.insert(element.scalar).inserted {
        let idf = formula.idf(documentFrequency: try characterFrequency(element.scalar))
        characters.append(
          Character(
            scalar: element.scalar, weight: idf * (asks[index] ? QuestionWords.share : 1)))
      }
      if name.scalars.count > 1 { names.append(name) }
      for range in numbers {
        articles.append(
          Article(
            number: Array(scalars[range]),
            terms: (range.lowerBound..<range.upperBound - 1).compactMap { starts[$0] }))
      }
    }
    total = terms.reduce(0) { $0 + $1.weight }
  }

  /// Whether a mark that folding passes over stands within: 《公司法》第 has a pair 法第 that is no
  /// word.
  private static func isTornApart(_ elements: ArraySlice<FoldedText.Element>) -> Bool {
    zip(elements, elements.dropFirst()).contains { $0.sourceEnd != $1.sourceStart }
  }
}
