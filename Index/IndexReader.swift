// IndexReader.swift — a snapshot of an index: start here to read.
package import SystemPackage

/// The segments of one commit. Later commits do not change it; readers never wait.
package struct IndexReader: Sendable {
  package let segments: [LiveSegment]
  package let generation: Int
  package let owner: [String: String]
  package let analyzer: Analyzer
  private let formula: BM25

  /// Opens the newest commit in `folder`; an index that was never committed is empty.
  package init(folder: FilePath, analyzer: Analyzer = Analyzer()) throws(SegmentError) {
    var manifest = try Manifest.read(from: folder) ?? Manifest()
    while true {
      do {
        var segments: [LiveSegment] = []
        for entry in manifest.segments {
          segments.append(try LiveSegment(entry, in: folder, analyzer: analyzer))
        }
        self.segments = segments
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
    formula = BM25(
      paragraphs: segments.reduce(0) { $0 + $1.reader.paragraphCount },
      tokens: segments.reduce(0) { $0 + $1.reader.counts.tokens })
  }

  package var documentCount: Int { segments.reduce(0) { $0 + $1.liveDocumentCount } }
  package var paragraphCount: Int { segments.reduce(0) { $0 + $1.reader.paragraphCount } }

  package func search(
    _ query: Query, _ options: SearchOptions
  ) throws(SegmentError) -> SearchResults {
    try searcher(query, options).search()
  }

  func searcher(_ query: Query, _ options: SearchOptions) throws(SegmentError) -> Searcher {
    try Searcher(query, options, segments: segments, analyzer: analyzer, formula: formula)
  }

  /// The documents whose keys begin with `prefix`, no more than `limit` of them.
  package func documents(
    withKeyPrefix prefix: [UInt8], limit: Int = .max
  ) throws(SegmentError) -> [(key: [UInt8], segment: Int, document: DocumentID)] {
    var found: [(key: [UInt8], segment: Int, document: DocumentID)] = []
    for (index, segment) in segments.enumerated() {
      for (key, document) in try segment.reader.documents(
        withKeyPrefix: prefix, limit: limit == .max ? .max : limit + segment.deleted.population)
      where !segment.deleted[document] {
        found.append((key, index, document))
        if found.count == limit { return found }
      }
    }
    return found
  }

  /// The documents that pass the filters, in the order in which they were added.
  package func documents(
    matching filters: [DocumentFilter]
  ) throws(SegmentError) -> [(segment: Int, document: DocumentID)] {
    var found: [(segment: Int, document: DocumentID)] = []
    for (index, segment) in segments.enumerated() {
      var conditions: [Bitmap] = []
      for filter in filters {
        conditions.append(try filter.documents(in: segment.reader, analyzer: analyzer))
      }
      for document in 0..<segment.reader.documentCount
      where !segment.deleted[document] && conditions.allSatisfy({ $0[document] }) {
        found.append((index, document))
      }
    }
    return found
  }

  /// Reads every page of every segment again; the first thing that is wrong is thrown.
  package func verify() throws(SegmentError) {
    for segment in segments { try segment.reader.verify() }
  }

  /// Where the query stands in `text`, in UTF-8 bytes, in order and without overlaps;
  /// pieces of it when `isBroken`.
  package func highlights(
    of query: Query, in text: String, isLiteral: Bool, isBroken: Bool
  ) -> [Range<Int>] {
    var verifier = PhraseVerifier(analyzer: analyzer)
    let bytes = Array(text.utf8)
    var ranges: [Range<Int>] = []
    for case .near(let proximity) in query.leaves {
      var compiled: [Pattern: CompiledPattern] = [:]
      for pattern in proximity.operands.joined() {
        compiled[pattern] = CompiledPattern(pattern, analyzer: analyzer, isLiteral: isLiteral)
      }
      ranges += verifier.occurrences(of: proximity, compiled, in: bytes).joined()
    }
    for case .text(let pattern) in query.leaves {
      let compiled = CompiledPattern(pattern, analyzer: analyzer, isLiteral: isLiteral)
      let found = verifier.occurrences(of: compiled, in: bytes)
      ranges += found
      if found.isEmpty, isBroken { ranges += pieces(of: compiled, in: bytes) }
    }
    return Self.merge(ranges)
  }

  private func pieces(of pattern: CompiledPattern, in text: [UInt8]) -> [Range<Int>] {
    var buffer = AnalysisBuffer()
    analyzer.analyze(text.span, into: &buffer)
    let wanted = Set(pattern.terms)
    return buffer.tokens
      .filter { $0.isCounted && wanted.contains(TermKey($0, in: buffer.folded)) }
      .map { buffer.folded.sourceRange(Int($0.start)..<Int($0.end)) }
  }

  private static func merge(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
