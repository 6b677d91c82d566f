// OccurrenceCounts.swift — how often all that was asked for stands in the paragraphs that match.

extension Searcher {
  /// - Parameter candidates: in the order of their paragraphs.
  func countOccurrences(
    _ candidates: [Candidate], in segment: Int, with search: inout PatternSearch,
    into collector: inout HitCollector
  ) throws(SegmentError) {
    if candidates.isEmpty { return }
    var occurrences = [Int](repeating: 0, count: candidates.count)
    var verifier = PhraseVerifier(analyzer: analyzer)
    for leaf in Set(query.leaves) {
      if case .text(let pattern) = leaf, let compiled = compiled[pattern] {
        if let known = try search.indexedFrequencies(of: compiled) {
          var next = 0
          for (slot, candidate) in candidates.enumerated() {
            while next < known.ids.count, known.ids[next] < candidate.paragraph { next += 1 }
            guard next < known.ids.count, known.ids[next] == candidate.paragraph else { continue }
            occurrences[slot] += Int(known.frequencies[next])
          }
        } else {
          for (slot, candidate) in candidates.enumerated() {
            occurrences[slot] += Int(
              try search.frequency(of: compiled, in: Int(candidate.paragraph)))
          }
        }
      } else if case .near(let proximity) = leaf {
        for (slot, candidate) in candidates.enumerated() {
          let text = try search.segment.textBytes(of: Int(candidate.paragraph))
          for places in verifier.occurrences(of: proximity, compiled, in: text) {
            occurrences[slot] += places.count
          }
        }
      }
    }
    for (candidate, count) in zip(candidates, occurrences) {
      collector.count(count, in: candidate.document, segment: segment)
    }
  }
}
