// HitCollector.swift — counts what matches, keeps the best, one or many a document.

/// Gathers candidates from the segments, in their order.
struct HitCollector {
  private let options: SearchOptions
  private let clauseCount: Int
  private var best: TopK<RankedHit>
  /// The best candidate of each document, when documents are grouped.
  private var bestOfDocuments: TopK<RankedHit>
  /// The best are ordered anew, so they are kept besides those of documents.
  private let isRanked: Bool
  var results = SearchResults()
  private var counts: [DocumentCount] = []
  /// The best candidate of the document that is being added, when documents are grouped.
  private var open: RankedHit?
  private var lastFull: DocumentPlace?
  private var lastPartial: DocumentPlace?

  /// - Parameter least: candidates that are kept to be ordered anew, even when fewer are asked
  ///   for; 0 when they are in order.
  init(_ options: SearchOptions, clauseCount: Int, atLeast least: Int) {
    self.options = options
    self.clauseCount = clauseCount
    best = TopK(max(least, options.wanted))
    bestOfDocuments = TopK(best.capacity)
    isRanked = least > 0
  }

  var isEmpty: Bool { results.paragraphs == 0 && results.partialParagraphs == 0 }

  /// Whether there are fewer full matches than are asked for, so that partial ones follow them.
  var hasRoom: Bool {
    (options.groupsByDocument ? results.documents : results.paragraphs) < options.wanted
  }

  /// Whether every full match has to be added, however little it scores.
  private var wantsEvery: Bool {
    options.groupsByDocument || options.countsDocuments || options.countsOccurrences
      || options.order != .score
  }

  /// What a candidate that comes behind those that were added has to exceed to be among the best.
  var bar: CandidateBar {
    guard !wantsEvery, let worst = best.worstOfFull else { return CandidateBar() }
    return CandidateBar(covered: worst.covered, score: worst.score)
  }

  /// Candidates come in order of their documents, the partial ones perhaps once more from the
  /// first on.
  mutating func add(_ candidate: Candidate, score: Float, orderKey: UInt32, segment: Int) {
    let hit = RankedHit(
      covered: candidate.covered, orderKey: orderKey, score: score, segment: segment,
      paragraph: candidate.paragraph, document: candidate.document,
      isTitleOnly: candidate.isTitleOnly)
    if !options.groupsByDocument || isRanked { best.insert(hit) }
    guard options.groupsByDocument else { return }
    if let open, open.place == hit.place {
      self.open = max(open, hit)
    } else {
      if let open { bestOfDocuments.insert(open) }
      open = hit
    }
  }

  mutating func count(_ totals: Coverage.Totals) {
    results.paragraphs += totals.paragraphs
    results.documents += totals.documents
    results.partialParagraphs += totals.partialParagraphs
    results.partialDocuments += totals.partialDocuments
  }

  /// Counts candidates that come in order.
  mutating func count(_ candidate: Candidate, segment: Int) {
    let place = DocumentPlace(segment: segment, document: candidate.document)
    if candidate.covered == clauseCount {
      results.paragraphs += 1
      if lastFull != place { results.documents += 1 }
      lastFull = place
    } else {
      results.partialParagraphs += 1
      if lastPartial != place { results.partialDocuments += 1 }
      lastPartial = place
    }
  }

  /// Adds what one full match holds; documents come in order.
  mutating func count(_ occurrences: Int, in document: DocumentID, segment: Int) {
    let place = DocumentPlace(segment: segment, document: document)
    if counts.last?.place != place { counts.append(DocumentCount(place)) }
    counts[counts.count - 1].paragraphs += 1
    counts[counts.count - 1].occurrences += occurrences
  }

  /// - Parameter order: gives the kept ones, best first, their final order.
  consuming func finish(
    _ order: ([RankedHit]) throws(SegmentError) -> [RankedHit]
  ) throws(SegmentError) -> SearchResults {
    if let open { bestOfDocuments.insert(open) }
    if options.countsOccurrences || options.countsDocuments { results.counts = counts }
    var hits = try order(best.descending)
    if options.groupsByDocument {
      hits = (hits + bestOfDocuments.descending).uniqued(on: \.place)
    }
    let every = Array(0..<clauseCount)
    results.hits = hits.dropFirst(options.offset).prefix(options.limit).map { hit in
      SearchHit(
        segment: hit.segment, paragraph: Int(hit.paragraph), document: hit.document,
        score: hit.score, missing: hit.covered == clauseCount ? [] : every,
        isTitleOnly: hit.isTitleOnly)
    }
    return results
  }
}

/// A candidate in the order of results; of equal ones the earlier added is the better.
struct RankedHit: Comparable {
  var covered: Int
  var orderKey: UInt32
  var score: Float
  var segment: Int
  var paragraph: ParagraphID
  var document: DocumentID
  var isTitleOnly: Bool

  var place: DocumentPlace { DocumentPlace(segment: segment, document: document) }

  static func < (left: RankedHit, right: RankedHit) -> Bool {
    if left.covered != right.covered { return left.covered < right.covered }
    if left.orderKey != right.orderKey { return left.orderKey < right.orderKey }
    if left.score != right.score { return left.score < right.score }
    return (left.segment, left.paragraph) > (right.segment, right.paragraph)
  }
}
