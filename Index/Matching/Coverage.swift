// Coverage.swift — which paragraphs hold all that was asked, counting headings and titles.

/// Where one clause of a query was found in a segment.
struct ClauseMatches {
  /// A paragraph whose own text is in one of these holds the clause.
  var parts: [WeighedMatches]
  /// Documents whose title matches, in order.
  var titles: [ParagraphID]
  /// Those of `titles` that are the name that was asked for, perhaps with the State or a place
  /// before it; in order.
  var named: [ParagraphID] = []
  /// What a title adds to the score of the paragraphs of its document, and what its name adds.
  var titleScore: Float = 0
  var nameScore: Float = 0

  /// What the title of a document adds, one of `titles`.
  func score(ofTitle document: ParagraphID) -> Float {
    if named.isEmpty { return titleScore }
    let place = named.firstIndex(notBelow: document)
    return titleScore + (place < named.count && named[place] == document ? nameScore : 0)
  }
}

/// A paragraph to be ranked.
struct Candidate {
  var paragraph: ParagraphID
  var document: DocumentID
  /// Clauses found in the paragraph, its headings or the title.
  var covered: Int
  /// What the clauses score that its own text and the title hold; of a title alone what its name
  /// adds.
  var score: Float = 0
  /// Its own text matches nothing; the title does, and this paragraph stands for the document.
  var isTitleOnly = false
}

/// What a candidate has to exceed to be wanted.
struct CandidateBar {
  var covered = 0
  var score = -Float.infinity

  /// The score that one which holds so many clauses has to exceed.
  func score(ofCovered count: Int) -> Float {
    count == covered ? score : count > covered ? -.infinity : .infinity
  }
}

/// The candidates of a segment, and which clauses each holds.
///
/// Each set is a bit a paragraph, so what the clauses have in common, and how much of it there is,
/// takes one operation for 64 paragraphs. What a candidate scores is reckoned when it is visited.
struct Coverage {
  private let segment: SegmentReader
  private let starts: DocumentStarts
  private let clauses: [ClauseMatches]
  private let formula: BM25
  /// Paragraphs whose own text holds a clause, and that may be found.
  private var candidates: Bitmap
  /// For each clause the paragraphs that hold it: by their own text, a heading or the title.
  private var holding: [Bitmap]
  /// The candidates that hold every clause.
  private var full: Bitmap
  /// Documents whose title holds every clause and whose paragraphs hold none, in order.
  private var titleOnly: [DocumentID] = []

  /// - Parameters:
  ///   - excluded: paragraphs that are no candidates; as headings they still count.
  ///   - allowed: the documents that may be found; nil for all.
  ///   - headingHolds: whether the heading part of a paragraph holds a clause.
  init(
    _ segment: SegmentReader, _ clauses: [ClauseMatches], _ formula: BM25,
    excluded: Bitmap, allowed: Bitmap?,
    headingHolds: (_ paragraph: Int, _ clause: Int) throws(SegmentError) -> Bool
  ) throws(SegmentError) {
    (self.segment, self.clauses, self.formula) = (segment, clauses, formula)
    starts = try segment.documentStarts()
    let own = clauses.map { clause in
      var own = Bitmap(count: segment.paragraphCount)
      for part in clause.parts { own.insert(part.ids) }
      return own
    }
    candidates = own[0]
    for other in own.dropFirst() { candidates.formUnion(other) }
    candidates.subtract(excluded)
    if let allowed { candidates.formIntersection(try segment.paragraphs(of: allowed)) }
    holding = own
    full = candidates
    let titles = clauses.map { clause in
      var titles = Bitmap(count: segment.documentCount)
      titles.insert(clause.titles)
      return titles
    }
    if clauses.count > 1 {
      for clause in clauses.indices {
        for title in clauses[clause].titles {
          holding[clause].fill(try starts.paragraphs(of: Int(title)))
        }
      }
      try coverBelowHeadings(own, titles, headingHolds)
      for held in holding { full.formIntersection(held) }
    }
    try findTitleOnly(titles, excluded: excluded, allowed: allowed)
  }

  /// Whether a candidate holds a clause.
  func stands(_ clause: Int) -> Bool {
    var held = holding[clause]
    held.formIntersection(candidates)
    return !held.isEmpty
  }

  private mutating func findTitleOnly(
    _ titles: [Bitmap], excluded: Bitmap, allowed: Bitmap?
  ) throws(SegmentError) {
    var documents = titles[0]
    for other in titles.dropFirst() { documents.formIntersection(other) }
    if let allowed { documents.formIntersection(allowed) }
    for document in documents.members {
      let range = try starts.paragraphs(of: Int(document))
      guard let first = range.first, !candidates.intersects(range), !excluded[first] else {
        continue
      }
      titleOnly.append(Int(document))
    }
  }

  // MARK: Headings

  /// Adds the paragraphs below headings that hold a clause to those that hold it.
  ///
  /// - Parameters:
  ///   - own: for each clause, the paragraphs that hold it themselves.
  ///   - titles: for each clause, the documents whose title holds it.
  private mutating func coverBelowHeadings(
    _ own: [Bitmap], _ titles: [Bitmap],
    _ headingHolds: (_ paragraph: Int, _ clause: Int) throws(SegmentError) -> Bool
  ) throws(SegmentError) {
    let inside = try paragraphs(ofDocumentsHoldingAll: own, titles)
    let levels = try segment.levels()
    for clause in clauses.indices {
      var headings = own[clause]
      headings.formIntersection(inside)
      var (document, range) = (0, 0..<0)
      var settledEnd = 0
      for paragraph in headings.members where paragraph >= settledEnd && levels[paragraph] > 0 {
        let heading = Int(paragraph)
        if !range.contains(heading) {
          (document, range) = try starts.find(paragraph, from: document)
        }
        // It matters only above candidates that do not hold the clause.
        let behind = heading + 1..<range.upperBound
        guard let lacking = candidates.next(in: behind, without: holding[clause]) else {
          settledEnd = range.upperBound
          continue
        }
        if levels.section(of: heading, in: heading..<lacking + 1).contains(lacking),
          try headingHolds(heading, clause)
        {
          let section = levels.section(of: heading, in: range)
          holding[clause].fill(heading + 1..<section.upperBound)
          settledEnd = section.upperBound
        }
      }
    }
  }

  /// The paragraphs of the documents in which every clause is somewhere: only there can headings
  /// complete a match.
  private func paragraphs(
    ofDocumentsHoldingAll own: [Bitmap], _ titles: [Bitmap]
  ) throws(SegmentError) -> Bitmap {
    var inside = Bitmap(count: segment.paragraphCount)
    let sizes = clauses.map { $0.titles.count + $0.parts.reduce(0) { $0 + $1.ids.count } }
    guard let rarest = clauses.indices.min(by: { sizes[$0] < sizes[$1] }) else { return inside }
    var documents = titles[rarest]
    try starts.visit(own[rarest]) { document, _ in documents[document] = true }
    for document in documents.members {
      let range = try starts.paragraphs(of: Int(document))
      if clauses.indices.allSatisfy({ titles[$0][Int(document)] || own[$0].intersects(range) }) {
        inside.fill(range)
      }
    }
    return inside
  }

  // MARK: Counting

  /// How much was found, and in how many documents.
  struct Totals {
    var paragraphs = 0
    var documents = 0
    /// Of candidates that hold some clauses but not all.
    var partialParagraphs = 0
    var partialDocuments = 0
  }

  func totals() throws(SegmentError) -> Totals {
    var totals = Totals()
    let hasPartial = clauses.count > 1
    try starts.visit(candidates) { _, range in
      if !hasPartial || full.intersects(range) { totals.documents += 1 }
      if hasPartial, candidates.next(in: range, without: full) != nil {
        totals.partialDocuments += 1
      }
    }
    totals.paragraphs = full.population
    if hasPartial { totals.partialParagraphs = candidates.population - totals.paragraphs }
    totals.paragraphs += titleOnly.count
    totals.documents += titleOnly.count
    return totals
  }

  // MARK: Visiting

  /// Calls `body` with the candidates that hold every clause, in order; a document of which only
  /// the title does is visited by its first paragraph.
  ///
  /// - Parameter body: returns the score that a wanted one has to exceed from then on.
  func visitFull(_ body: (Candidate) throws(SegmentError) -> Float) throws(SegmentError) {
    var title = 0
    func visitTitles(before document: DocumentID) throws(SegmentError) {
      while title < titleOnly.count, titleOnly[title] < document {
        let document = titleOnly[title]
        let first = try starts.paragraphs(of: document).lowerBound
        let name = clauses.reduce(0) {
          $0 + $1.score(ofTitle: ParagraphID(document)) - $1.titleScore
        }
        _ = try body(
          Candidate(
            paragraph: ParagraphID(first), document: document, covered: clauses.count, score: name,
            isTitleOnly: true))
        title += 1
      }
    }
    var document = 0
    var scores = try ClauseScores(segment, clauses, starts, formula)
    try scores.visit(full) { paragraph, score throws(SegmentError) in
      document = try starts.find(paragraph, from: document).document
      try visitTitles(before: document)
      return try body(
        Candidate(
          paragraph: paragraph, document: document, covered: clauses.count, score: score))
    }
    try visitTitles(before: .max)
  }

  /// Calls `body` with the candidates that hold some clauses but not all, in order.
  ///
  /// - Parameters:
  ///   - skipsFull: leaves out documents that have a paragraph which holds all.
  ///   - bar: what a wanted one has to exceed.
  ///   - body: returns what one has to exceed from then on.
  func visitPartial(
    skipsFull: Bool, above bar: CandidateBar,
    _ body: (Candidate) throws(SegmentError) -> CandidateBar
  ) throws(SegmentError) {
    var partial = candidates
    partial.subtract(full)
    if skipsFull { try starts.visit(full) { _, range in partial.subtract(range) } }
    var (bar, document) = (bar, 0)
    var scores = try ClauseScores(segment, clauses, starts, formula)
    try scores.visit(partial) { paragraph, score throws(SegmentError) in
      // Of two clauses it holds some but not all: one.
      let covered = clauses.count == 2 ? 1 : holding.count { $0[Int(paragraph)] }
      if score > bar.score(ofCovered: covered) {
        document = try starts.find(paragraph, from: document).document
        bar = try body(
          Candidate(paragraph: paragraph, document: document, covered: covered, score: score))
      }
      return bar.score(ofCovered: clauses.count - 1)
    }
  }
}
