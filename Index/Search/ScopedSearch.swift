// ScopedSearch.swift — words that may stand anywhere in one document, or under one heading.

/// Numbers what a query has to be met by as a whole.
private struct Units {
  let segment: SegmentReader
  let scope: SearchOptions.Scope
  /// The paragraphs of the document that was asked about last, and the heading above each.
  private var range = 0..<0
  private var parents: [Int?] = []
  private var levels: [UInt8] = []

  init(_ segment: SegmentReader, _ scope: SearchOptions.Scope) {
    (self.segment, self.scope) = (segment, scope)
  }

  /// The unit that a paragraph stands in: its document, or what stands under the heading right
  /// above it; where there is none, all of the document.
  mutating func unit(of paragraph: ParagraphID) throws(SegmentError) -> ParagraphID {
    if scope == .document { return ParagraphID(try segment.document(of: Int(paragraph))) }
    try open(Int(paragraph))
    return unit(under: parents[Int(paragraph) - range.lowerBound])
  }

  /// The units that hold one of the paragraphs, in order.
  mutating func holding(_ paragraphs: [ParagraphID]) throws(SegmentError) -> [ParagraphID] {
    if scope == .document {
      var documents: [ParagraphID] = []
      for document in try segment.documents(of: paragraphs)
      where documents.last != ParagraphID(document) { documents.append(ParagraphID(document)) }
      return documents
    }
    var units: Set<ParagraphID> = []
    for paragraph in paragraphs {
      try open(Int(paragraph))
      var line: Int? = Int(paragraph)
      if levels[Int(paragraph) - range.lowerBound] == 0 {
        line = parents[Int(paragraph) - range.lowerBound]
      }
      while let heading = line {
        if !units.insert(unit(under: heading)).inserted { break }
        line = parents[heading - range.lowerBound]
      }
      if line == nil { units.insert(unit(under: nil)) }
    }
    return units.sorted()
  }

  /// The document of each unit is known by its first paragraph.
  private func unit(under heading: Int?) -> ParagraphID {
    ParagraphID(heading.map { 2 * $0 + 1 } ?? 2 * range.lowerBound)
  }

  /// Finds the heading above each paragraph of a document.
  private mutating func open(_ paragraph: Int) throws(SegmentError) {
    if range.contains(paragraph) { return }
    range = try segment.paragraphs(of: try segment.document(of: paragraph))
    (parents, levels) = ([], [])
    var above: [Int] = []
    for index in range {
      let level = try segment.level(of: index)
      while level > 0, let last = above.last, levels[last - range.lowerBound] >= level {
        above.removeLast()
      }
      levels.append(level)
      parents.append(above.last)
      if level > 0 { above.append(index) }
    }
  }
}

/// Evaluates a query of several clauses over documents or sections of one segment: each clause by
/// itself may be met anywhere in the unit that a paragraph stands in.
struct ScopedSearch {
  private let segment: SegmentReader
  private var units: Units
  private let clauses: [Query]
  /// Parallel to `clauses`: the units, and the documents by their titles, that meet each.
  private var met: [Bitmap] = []
  private var titles: [Bitmap] = []
  /// The units that meet what must be met beside the clauses.
  private var accepted: Bitmap
  private var scored = ScoredMatches()

  init(
    _ query: Query, _ scope: SearchOptions.Scope, isStrict: Bool,
    _ evaluator: inout QueryEvaluator
  ) throws(SegmentError) {
    segment = evaluator.search.segment
    units = Units(segment, scope)
    clauses = query.clauses
    let count = scope == .document ? segment.documentCount : 2 * segment.paragraphCount
    accepted = Bitmap(count: count)
    for clause in clauses {
      met.append(try matching(clause, &evaluator))
      titles.append(
        try isStrict ? Bitmap(count: segment.documentCount) : evaluator.titles(clause))
      for leaf in Set(clause.leaves).sorted(by: { $0.description < $1.description }) {
        scored = .union(scored, try evaluator.paragraphs(leaf).matches)
      }
    }
    let conditions = query.requirements + query.exclusions.map { .not($0) }
    accepted = try matching(.all(conditions), &evaluator)
  }

  /// The units that a part of the query matches: each of its texts may stand anywhere in them.
  private mutating func matching(
    _ query: Query, _ evaluator: inout QueryEvaluator
  ) throws(SegmentError) -> Bitmap {
    var matching = Bitmap(count: accepted.count)
    switch query {
    case .all(let parts):
      matching = matching.inverse
      for part in parts { matching.formIntersection(try self.matching(part, &evaluator)) }
    case .any(let parts):
      for part in parts { matching.formUnion(try self.matching(part, &evaluator)) }
    case .not(let part): matching = try self.matching(part, &evaluator).inverse
    case .text, .near, .field, .documents, .under, .judged:
      matching.insert(try units.holding(try evaluator.paragraphs(query).ids.members))
    }
    return matching
  }

  /// Calls `body` with the paragraphs that hold a text of a clause, in order, and with documents of
  /// which only the title meets all.
  mutating func visit(
    allows: (DocumentID) -> Bool, _ body: (Candidate) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    var alone = clauses.isEmpty ? Bitmap(count: segment.documentCount) : titles[0]
    for title in titles.dropFirst() { alone.formIntersection(title) }
    let documents = try segment.documents(of: scored.ids)
    var next = 0
    for document in 0..<segment.documentCount {
      var isFound = false
      while next < documents.count, documents[next] == document {
        let paragraph = scored.ids[next]
        let unit = Int(try units.unit(of: paragraph))
        if accepted[unit], allows(document) {
          isFound = true
          let covered = clauses.indices.count { met[$0][unit] || titles[$0][document] }
          try body(
            Candidate(
              paragraph: paragraph, document: document, covered: covered,
              score: scored.scores[next]))
        }
        next += 1
      }
      guard !isFound, alone[document], allows(document),
        let first = try segment.paragraphs(of: document).first,
        accepted[Int(try units.unit(of: ParagraphID(first)))]
      else { continue }
      try body(
        Candidate(
          paragraph: ParagraphID(first), document: document, covered: clauses.count,
          isTitleOnly: true))
    }
  }

  /// The clauses that neither the unit of a paragraph nor the title meets.
  mutating func missing(_ paragraph: Int, in document: DocumentID) throws(SegmentError) -> [Int] {
    let unit = Int(try units.unit(of: ParagraphID(paragraph)))
    return clauses.indices.filter { !met[$0][unit] && !titles[$0][document] }
  }
}

extension Searcher {
  /// Answers by documents or sections.
  func searchUnits() throws(SegmentError) -> SearchResults {
    var collector = HitCollector(options, clauseCount: clauses.count, atLeast: 0)
    var searches: [ScopedSearch] = []
    for (index, segment) in segments.enumerated() {
      let allowed = try allowedDocuments(segment)
      var evaluator = evaluator(index, allowed: allowed)
      var search = try ScopedSearch(query, options.scope, isStrict: options.isStrict, &evaluator)
      var full: [Candidate] = []
      func take(_ candidate: Candidate) throws(SegmentError) {
        let isFull = candidate.covered == clauses.count
        if options.isStrict && !isFull { return }
        collector.count(candidate, segment: index)
        try collect(candidate, in: index, into: &collector)
        if options.countsOccurrences, isFull {
          full.append(candidate)
        } else if options.countsDocuments, isFull {
          collector.count(0, in: candidate.document, segment: index)
        }
      }
      try search.visit(allows: { allowed?[$0] != false }, take)
      try countOccurrences(full, in: index, with: &evaluator.search, into: &collector)
      searches.append(search)
    }
    var results = try collector.finish { hits throws(SegmentError) in hits }
    for index in results.hits.indices where !results.hits[index].missing.isEmpty {
      let hit = results.hits[index]
      results.hits[index].missing = try searches[hit.segment].missing(
        hit.paragraph, in: hit.document)
    }
    return results
  }
}
