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
    for leaf in countedLeaves(with: &verifier) {
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
  /// The texts to count, each place once: of the ways to write one text, `[普法` and `普法`, not
  /// those that another stands in.
  private func countedLeaves(with verifier: inout PhraseVerifier) -> Set<Query> {
    let leaves = Set(query.leaves)
    let patterns = leaves.compactMap { leaf -> Pattern? in
      if case .text(let pattern) = leaf { pattern } else { nil }
    }
    if patterns.allSatisfy({ $0.typed == nil }) { return leaves }
    return leaves.filter { leaf in
      guard case .text(let pattern) = leaf else { return true }
      return !patterns.contains { isCounted(pattern, with: $0, &verifier) }
    }
  }

  /// Whether who counts `other` has counted the places of `pattern`, too.
  private func isCounted(
    _ pattern: Pattern, with other: Pattern, _ verifier: inout PhraseVerifier
  ) -> Bool {
    if pattern.text == other.text, pattern.hasWildcards == other.hasWildcards {
      // What was typed twice.
      return (other.typed ?? "") < (pattern.typed ?? "")
    }
    guard (pattern.typed ?? pattern.text) == (other.typed ?? other.text),
      let (long, short) = compiled[pattern].flatMap({ long in compiled[other].map { (long, $0) } }),
      (short.scalars.count, other.text) < (long.scalars.count, pattern.text)
    else { return false }
    return !verifier.occurrences(of: short, in: Array(pattern.text.utf8), limit: 1).isEmpty
  }
}
