// MissingClauses.swift — what a hit does not hold of all that was asked.

extension Searcher {
  /// Puts into each hit that misses something, of the first `count`, the clauses that neither the
  /// paragraph nor a heading above it nor the title holds.
  func nameMissing(in hits: inout [SearchHit], first count: Int = .max) throws(SegmentError) {
    if hits.prefix(count).allSatisfy(\.missing.isEmpty) { return }
    var evaluators = segments.indices.map { evaluator($0) }
    // What was typed again is looked for once.
    var firsts: [Query: Int] = [:]
    for (index, clause) in clauses.enumerated() where firsts[clause] == nil {
      firsts[clause] = index
    }
    let first = clauses.indices.map { firsts[clauses[$0]] ?? $0 }
    let distinct = clauses.indices.filter { first[$0] == $0 }
    for index in hits.indices.prefix(count) where !hits[index].missing.isEmpty {
      let hit = hits[index]
      let absent = Set(try missing(distinct, hit, &evaluators[hit.segment]))
      hits[index].missing = clauses.indices.filter { absent.contains(first[$0]) }
    }
  }

  private func missing(
    _ clauses: [Int], _ hit: SearchHit, _ evaluator: inout QueryEvaluator
  ) throws(SegmentError) -> [Int] {
    let reader = segments[hit.segment].reader
    let start = try reader.paragraphs(of: hit.document).lowerBound
    var missing = clauses
    for (text, paragraph) in [
      (try reader.textBytes(of: hit.paragraph), hit.paragraph),
      (try reader.titleBytes(of: hit.document), nil),
    ] {
      let held = try held(missing, in: text, of: hit.document, paragraph, &evaluator)
      missing.removeAll(where: held.contains)
    }
    for heading in try reader.headings(above: hit.paragraph, from: start) where !missing.isEmpty {
      let text = try reader.textBytes(of: heading)
      // Those that its body alone holds are still missing.
      for clause in try held(missing, in: text, of: hit.document, heading, &evaluator)
      where try evaluator.heading(of: heading, holds: self.clauses[clause], isOwn: true) {
        missing.removeAll { $0 == clause }
      }
    }
    return missing
  }

  /// Those of the clauses that a text of a document holds.
  ///
  /// - Parameter paragraph: the one that the text is of; nil for a title.
  func held(
    _ indices: [Int], in text: [UInt8], of document: DocumentID, _ paragraph: Int?,
    _ evaluator: inout QueryEvaluator
  ) throws(SegmentError) -> [Int] {
    evaluator.read(ReadText(text))
    var held: [Int] = []
    for clause in indices
    where try evaluator.matches(clauses[clause], in: document, paragraph) {
      held.append(clause)
    }
    return held
  }
}
