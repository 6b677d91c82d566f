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
  /// What comes next of each clause.
  private var ownNext: [Int]
  private var titleNext: [Int]
  private var excludedNext = 0

  // Of the document that is being visited; kept so that their memory is.

  /// Indices into the clauses' own matches, and whether the title matches, by clause.
  private var own: [Range<Int>]
  private var inTitle: [Bool]
  /// The paragraphs that hold a clause themselves, in order, with what they cover and score.
  private var paragraphs: [ParagraphID] = []
  private var merged: [ParagraphID] = []
  private var covered: [Int] = []
  private var scores: [Float] = []

  init(
    _ segment: SegmentReader, _ clauses: [ClauseMatches], excluded: [ParagraphID],
    headingHolds: @escaping (_ paragraph: Int, _ clause: Int) throws(SegmentError) -> Bool
  ) {
    self.segment = segment
    self.clauses = clauses
    self.excluded = excluded
    self.headingHolds = headingHolds
    ownNext = clauses.map { _ in 0 }
    titleNext = ownNext
    own = clauses.map { _ in 0..<0 }
    inTitle = clauses.map { _ in false }
  }

  /// Calls `body` with the candidates of the documents that `allows` lets through, in order.
  mutating func visit(
    allows: (DocumentID) -> Bool, _ body: (Candidate) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    var last = 0
    while let document = try nextDocument(from: last) {
      last = document
      let range = try segment.paragraphs(of: document)
      take(document, below: ParagraphID(range.upperBound))
      guard allows(document) else { continue }
      merge()
      if !excluded.isEmpty { dropExcluded(range) }
      if paragraphs.isEmpty {
        guard let first = range.first, !isExcluded(ParagraphID(first)) else { continue }
        try body(
          Candidate(
            paragraph: ParagraphID(first), document: document,
            covered: inTitle.count { $0 }, isTitleOnly: true))
        continue
      }
      try cover(range)
      for (slot, paragraph) in paragraphs.enumerated() {
        try body(
          Candidate(
            paragraph: paragraph, document: document, covered: covered[slot],
            score: scores[slot]))
      }
    }
  }

  private func nextDocument(from last: DocumentID) throws(SegmentError) -> DocumentID? {
    var title: DocumentID?
    var paragraph: ParagraphID?
    for (index, clause) in clauses.enumerated() {
      if titleNext[index] < clause.titles.count {
        title = min(title ?? .max, Int(clause.titles[titleNext[index]]))
      }
      if ownNext[index] < clause.own.ids.count {
        paragraph = min(paragraph ?? .max, clause.own.ids[ownNext[index]])
      }
    }
    guard let paragraph else { return title }
    let document = try segment.document(of: Int(paragraph), from: last)
    return min(document, title ?? .max)
  }

  /// Takes the document's matches from those that come next.
  private mutating func take(_ document: DocumentID, below end: ParagraphID) {
    for index in clauses.indices {
      let titles = clauses[index].titles
      inTitle[index] =
        titleNext[index] < titles.count && Int(titles[titleNext[index]]) == document
      if inTitle[index] { titleNext[index] += 1 }
      let start = ownNext[index]
      var next = start
      while next < clauses[index].own.ids.count, clauses[index].own.ids[next] < end { next += 1 }
      ownNext[index] = next
      own[index] = start..<next
    }
  }

  /// Joins what the clauses hold of the document into one list.
  private mutating func merge() {
    paragraphs.removeAll(keepingCapacity: true)
    for clause in own.indices where !own[clause].isEmpty {
      swap(&merged, &paragraphs)
      paragraphs.removeAll(keepingCapacity: true)
      var slot = 0
      for index in own[clause] {
        let id = clauses[clause].own.ids[index]
        while slot < merged.count, merged[slot] < id {
          paragraphs.append(merged[slot])
          slot += 1
        }
        if slot < merged.count, merged[slot] == id { slot += 1 }
        paragraphs.append(id)
      }
      paragraphs.append(contentsOf: merged[slot...])
    }
  }

  /// Counts and scores the clauses in every paragraph.
  private mutating func cover(_ range: Range<Int>) throws(SegmentError) {
    covered.removeAll(keepingCapacity: true)
    covered.append(contentsOf: repeatElement(inTitle.count { $0 }, count: paragraphs.count))
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(0, count: paragraphs.count))
    for clause in clauses.indices {
      var slot = 0
      for index in own[clause] {
        let id = clauses[clause].own.ids[index]
        while slot < paragraphs.count, paragraphs[slot] < id { slot += 1 }
        if slot == paragraphs.count { break }
        if paragraphs[slot] != id { continue }
        scores[slot] += clauses[clause].own.scores[index]
        if !inTitle[clause] { covered[slot] += 1 }
      }
    }
    // Only where every clause is somewhere in the document can headings complete a match.
    guard clauses.count > 1, clauses.indices.allSatisfy({ inTitle[$0] || !own[$0].isEmpty })
    else { return }
    for clause in clauses.indices where !inTitle[clause] { try coverBelowHeadings(clause, range) }
  }

  /// Counts a clause where it stands in a heading above, not in the paragraph itself.
  private mutating func coverBelowHeadings(
    _ clause: Int, _ range: Range<Int>
  ) throws(SegmentError) {
    let ids = clauses[clause].own.ids[own[clause]]
    let sections = try headedSections(range, clause)
    var (section, next) = (0, ids.startIndex)
    for (slot, paragraph) in paragraphs.enumerated() where section < sections.count {
      while section < sections.count, sections[section].upperBound <= paragraph { section += 1 }
      while next < ids.endIndex, ids[next] < paragraph { next += 1 }
      let isOwn = next < ids.endIndex && ids[next] == paragraph
      if !isOwn, section < sections.count, sections[section].contains(paragraph) {
        covered[slot] += 1
      }
    }
  }

  // MARK: Exclusions

  private mutating func dropExcluded(_ range: Range<Int>) {
    while excludedNext < excluded.count, excluded[excludedNext] < range.lowerBound {
      excludedNext += 1
    }
    if excludedNext == excluded.count || excluded[excludedNext] >= range.upperBound { return }
    paragraphs = SortedIDs.subtract(
      Array(excluded[excludedNext...].prefix { $0 < range.upperBound }), from: paragraphs)
  }

  private func isExcluded(_ paragraph: ParagraphID) -> Bool {
    let place = excluded.partitioningIndex { $0 >= paragraph }
    return place < excluded.count && excluded[place] == paragraph
  }

  // MARK: Headings

  /// The paragraphs below the headings that hold a clause, as far as one that was found needs
  /// them.
  private func headedSections(
    _ range: Range<Int>, _ clause: Int
  ) throws(SegmentError) -> [Range<ParagraphID>] {
    var found: [Range<ParagraphID>] = []
    let own = Array(clauses[clause].own.ids[own[clause]])
    // A heading matters only above paragraphs that do not hold the clause themselves.
    let lacking = SortedIDs.subtract(own, from: paragraphs)
    var next = 0
    for heading in own {
      while next < lacking.count, lacking[next] <= heading { next += 1 }
      if next == lacking.count { break }
      if found.last?.contains(heading) == true { continue }
      let end = try sectionEnd(below: Int(heading), in: range, beyond: Int(lacking[next]))
      if let end, try headingHolds(Int(heading), clause) {
        found.append(heading + 1..<ParagraphID(end))
      }
    }
    return found
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
