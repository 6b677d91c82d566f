// IndexReader.swift — a snapshot of an index: start here to read.
package import SystemPackage

/// The segments of one commit. Later commits do not change it; readers never wait.
package struct IndexReader: Sendable {
  package let segments: [LiveSegment]
  package let generation: Int
  package let owner: [String: String]
  package let analyzer: Analyzer
  private let formula: BM25
  /// Chooses the candidates of the second stage, with its numbers for paragraphs that hold all that
  /// was asked.
  private let candidateFormula: BM25

  /// Opens the newest commit in `folder`; an index that was never committed is empty.
  package init(folder: FilePath, analyzer: Analyzer = Analyzer()) throws(SegmentError) {
    var manifest = try Manifest.read(from: folder) ?? Manifest()
    while true {
      do {
        segments = try [LiveSegment](manifest, in: folder, analyzer: analyzer)
        break
      } catch {
        // A writer may have committed and removed the old segments in the meantime.
        let newer = try Manifest.read(from: folder) ?? Manifest()
        if newer.generation == manifest.generation { throw error }
        manifest = newer
      }
    }
    generation = manifest.generation
    owner = manifest.owner
    self.analyzer = analyzer
    let paragraphs = segments.reduce(0) { $0 + $1.reader.paragraphCount }
    let tokens = segments.reduce(0) { $0 + $1.reader.counts.tokens }
    formula = BM25(paragraphs: paragraphs, tokens: tokens)
    let profile = RankingProfile(coverage: 1)
    candidateFormula = BM25(
      paragraphs: paragraphs, tokens: tokens, k1: profile.saturation, b: profile.normalization)
  }

  package var documentCount: Int { segments.reduce(0) { $0 + $1.liveDocumentCount } }
  package var paragraphCount: Int { segments.reduce(0) { $0 + $1.reader.paragraphCount } }

  package func search(
    _ query: Query, _ options: SearchOptions
  ) throws(SegmentError) -> SearchResults {
    try searcher(query, options).search()
  }

  /// - Parameter scores: false where only texts are looked at.
  func searcher(
    _ query: Query, _ options: SearchOptions, scores: Bool = true
  ) throws(SegmentError) -> Searcher {
    try Searcher(
      query, options, segments: segments, analyzer: analyzer, formula: formula,
      candidateFormula: candidateFormula, scores: scores)
  }

  /// The documents whose keys begin with `prefix`, no more than `limit` of them.
  package func documents(
    withKeyPrefix prefix: [UInt8], limit: Int = .max
  ) throws(SegmentError) -> [(key: [UInt8], place: DocumentPlace)] {
    try segments.documents(withKeyPrefix: prefix, limit: limit)
  }

  /// The documents that pass the filters, in the order in which they were added.
  package func documents(
    matching filters: [DocumentFilter]
  ) throws(SegmentError) -> [DocumentPlace] {
    var found: [DocumentPlace] = []
    for (index, segment) in segments.enumerated() {
      for document in try segment.documents(matching: filters).members {
        found.append(DocumentPlace(segment: index, document: Int(document)))
      }
    }
    return found
  }

  /// Reads every page of every segment again; the first thing that is wrong is thrown.
  package func verify() throws(SegmentError) {
    for segment in segments { try segment.reader.verify() }
  }

  /// - Parameter isBroken: pieces of texts are shown, where those do not stand as they are.
  package func highlighter(
    of query: Query, isLiteral: Bool, isBroken: Bool
  ) -> Highlighter {
    Highlighter(query, analyzer: analyzer, isLiteral: isLiteral, isBroken: isBroken)
  }
}
