// Coverage.swift — which paragraphs hold all that was asked, counting headings and titles.

/// Where one clause of a query was found in a segment.
struct ClauseMatches {
  /// Paragraphs whose own text matches, in order, and what the clause scores in them.
  var own: ScoredMatches
  /// Documents whose title matches, in order.
  var titles: [ParagraphID] = []
}

/// A paragraph to be ranked.
struct Candidate {
  var paragraph: ParagraphID
  var document: DocumentID
  /// Clauses found in the paragraph, its headings or the title.
  var covered: Int
  /// What the clauses score that its own text holds.
  var score: Float = 0
  /// Its own text matches nothing; the title does, and this paragraph stands for the document.
  var isTitleOnly = false
}

/// Joins the matches of the clauses, document by document.
struct Coverage {
  let segment: SegmentReader
  let clauses: [ClauseMatches]
  /// Paragraphs that are no candidates, in order; as headings they still count.
  let excluded: [ParagraphID]
  /// Whether the heading part of a paragraph holds a clause.
  let headingHolds: (Int, Int) throws(SegmentError) -> Bool
  private var ownNext: [Int]
  private var titleNext: [Int]

  init(
    _ segment: SegmentReader, _ clauses: [ClauseMatches], excluded: [ParagraphID],
    headingHolds: @escaping (_ paragraph: Int, _ clause: Int) throws(SegmentError) -> Bool
  ) {
    self.segment = segment
    self.clauses = clauses
    self.excluded = excluded
    self.headingHolds = headingHolds
    ownNext = clauses.map { _ in 0 }
    titleNext = clauses.map { _ in 0 }
  }

  /// Calls `body` with the candidates of the documents that `allows` lets through, in order.
  mutating func visit(
    allows: (DocumentID) -> Bool, _ body: (Candidate) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    while let document = try nextDocument() {
      let range = try segment.paragraphs(of: document)
      let inTitle = takeTitles(document)
      let own = takeOwn(below: range.upperBound)
      guard allows(document) else { continue }
      try visit(document, range, inTitle: inTitle, own: own, body)
    }
  }

  private mutating func nextDocument() throws(SegmentError) -> DocumentID? {
    var next: DocumentID?
    for (index, clause) in clauses.enumerated() {
      if titleNext[index] < clause.titles.count {
        next = min(next ?? .max, Int(clause.titles[titleNext[index]]))
      }
      if ownNext[index] < clause.own.ids.count {
        let paragraph = Int(clause.own.ids[ownNext[index]])
        if let known = next, try segment.paragraphs(of: known).lowerBound <= paragraph { continue }
        next = try segment.document(of: paragraph)
      }
    }
    return next
  }

  private mutating func takeTitles(_ document: DocumentID) -> [Bool] {
    clauses.indices.map { index in
      let titles = clauses[index].titles
      guard titleNext[index] < titles.count, titles[titleNext[index]] == document else {
        return false
      }
      titleNext[index] += 1
      return true
    }
  }

  private mutating func takeOwn(below end: Int) -> [ArraySlice<ParagraphID>] {
    clauses.indices.map { index in
      let own = clauses[index].own.ids
      let start = ownNext[index]
      while ownNext[index] < own.count, own[ownNext[index]] < end { ownNext[index] += 1 }
      return own[start..<ownNext[index]]
    }
  }

  private func visit(
    _ document: DocumentID, _ range: Range<Int>, inTitle: [Bool],
    own: [ArraySlice<ParagraphID>], _ body: (Candidate) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    let paragraphs = SortedIDs.subtract(
      excludedParagraphs(range), from: SortedIDs.union(own.filter { !$0.isEmpty }.map(Array.init)))
    if paragraphs.isEmpty {
      guard let first = range.first, excludedParagraphs(first..<first + 1).isEmpty else { return }
      return try body(
        Candidate(
          paragraph: ParagraphID(first), document: document,
          covered: inTitle.count { $0 }, isTitleOnly: true))
    }
    // Only where every clause is somewhere in the document can headings complete a match.
    let mayBeComplete =
      clauses.count > 1 && zip(own, inTitle).allSatisfy { !$0.isEmpty || $1 }
    let sections =
      mayBeComplete
      ? try headedSections(range, paragraphs, inTitle: inTitle, own: own) : own.map { _ in [] }
    var covered = [Int](repeating: 0, count: paragraphs.count)
    var scores = [Float](repeating: 0, count: paragraphs.count)
    for clause in clauses.indices {
      add(
        own[clause], clauses[clause].own.scores, sections[clause], isAll: inTitle[clause],
        to: &covered, &scores, of: paragraphs)
    }
    for (slot, paragraph) in paragraphs.enumerated() {
      try body(
        Candidate(
          paragraph: paragraph, document: document, covered: covered[slot], score: scores[slot]))
    }
  }

  /// Adds what one clause covers and scores.
  ///
  /// Shape: `scores` has an element for each index of `own`; `sections` increase and do not
  /// overlap; `covered` and `sums` are parallel to `paragraphs`, which hold all of `own` that is
  /// not excluded.
  private func add(
    _ own: ArraySlice<ParagraphID>, _ scores: [Float], _ sections: [Range<ParagraphID>],
    isAll: Bool, to covered: inout [Int], _ sums: inout [Float], of paragraphs: [ParagraphID]
  ) {
    var next = own.startIndex
    var section = 0
    for slot in paragraphs.indices {
      let paragraph = paragraphs[slot]
      while next < own.endIndex, own[next] < paragraph { next += 1 }
      let isOwn = next < own.endIndex && own[next] == paragraph
      if isOwn { sums[slot] += scores[next] }
      while section < sections.count, sections[section].upperBound <= paragraph { section += 1 }
      let isBelow = section < sections.count && sections[section].contains(paragraph)
      if isOwn || isAll || isBelow { covered[slot] += 1 }
    }
  }

  private func excludedParagraphs(_ range: Range<Int>) -> [ParagraphID] {
    if excluded.isEmpty { return [] }
    let start = excluded.partitioningIndex { $0 >= range.lowerBound }
    return Array(excluded[start...].prefix { $0 < range.upperBound })
  }

  /// For each clause, the paragraphs below the headings that hold it, as far as one of `matched`
  /// needs them.
  private func headedSections(
    _ range: Range<Int>, _ matched: [ParagraphID], inTitle: [Bool],
    own: [ArraySlice<ParagraphID>]
  ) throws(SegmentError) -> [[Range<ParagraphID>]] {
    var sections: [[Range<ParagraphID>]] = []
    for clause in clauses.indices {
      var found: [Range<ParagraphID>] = []
      if !inTitle[clause] {
        // A heading matters only above paragraphs that do not hold the clause themselves.
        let lacking = SortedIDs.subtract(Array(own[clause]), from: matched)
        var next = 0
        for heading in own[clause] {
          while next < lacking.count, lacking[next] <= heading { next += 1 }
          if next == lacking.count { break }
          if found.last?.contains(heading) == true { continue }
          let end = try sectionEnd(below: Int(heading), in: range, beyond: Int(lacking[next]))
          if let end, try headingHolds(Int(heading), clause) {
            found.append(heading + 1..<ParagraphID(end))
          }
        }
      }
      sections.append(found)
    }
    return sections
  }

  /// Where the section of a heading ends; nil when that is not after `paragraph`, or when it is
  /// no heading.
  private func sectionEnd(
    below heading: Int, in range: Range<Int>, beyond paragraph: Int
  ) throws(SegmentError) -> Int? {
    let level = try segment.level(of: heading)
    if level == 0 { return nil }
    var end = heading + 1
    while end < range.upperBound {
      let below = try segment.level(of: end)
      if below > 0 && below <= level { break }
      end += 1
    }
    return end > paragraph ? end : nil
  }
}
