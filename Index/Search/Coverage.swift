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
  /// The paragraphs that hold a clause themselves, in order.
  private var held: [Held] = []
  private var merged: [Held] = []

  /// A paragraph with the number of clauses that it covers, and what they score.
  private struct Held {
    var paragraph: ParagraphID
    var covered: Int32
    var score: Float
  }

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
      if held.isEmpty {
        guard let first = range.first, !isExcluded(ParagraphID(first)) else { continue }
        try body(
          Candidate(
            paragraph: ParagraphID(first), document: document,
            covered: inTitle.count { $0 }, isTitleOnly: true))
        continue
      }
      try coverBelowHeadings(range)
      for slot in held.indices {
        let found = held[slot]
        try body(
          Candidate(
            paragraph: found.paragraph, document: document, covered: Int(found.covered),
            score: found.score))
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
    held.removeAll(keepingCapacity: true)
    let inAll = Int32(inTitle.count { $0 })
    for clause in own.indices where !own[clause].isEmpty {
      swap(&merged, &held)
      held.removeAll(keepingCapacity: true)
      let (ids, scores) = (clauses[clause].own.ids, clauses[clause].own.scores)
      // What the title covers is counted once.
      let step: Int32 = inTitle[clause] ? 0 : 1
      var slot = 0
      for index in own[clause] {
        let id = ids[index]
        while slot < merged.count, merged[slot].paragraph < id {
          held.append(merged[slot])
          slot += 1
        }
        var next = Held(paragraph: id, covered: inAll, score: 0)
        if slot < merged.count, merged[slot].paragraph == id {
          next = merged[slot]
          slot += 1
        }
        next.covered += step
        next.score += scores[index]
        held.append(next)
      }
      held.append(contentsOf: merged[slot...])
    }
  }

  // MARK: Exclusions

  private mutating func dropExcluded(_ range: Range<Int>) {
    while excludedNext < excluded.count, excluded[excludedNext] < range.lowerBound {
      excludedNext += 1
    }
    if excludedNext == excluded.count || excluded[excludedNext] >= range.upperBound { return }
    let excluded = excluded
    var next = excludedNext
    held.removeAll { found in
      while next < excluded.count, excluded[next] < found.paragraph { next += 1 }
      return next < excluded.count && excluded[next] == found.paragraph
    }
  }

  private func isExcluded(_ paragraph: ParagraphID) -> Bool {
    let place = excluded.partitioningIndex { $0 >= paragraph }
    return place < excluded.count && excluded[place] == paragraph
  }

  // MARK: Headings

  /// Counts clauses that stand in a heading above a paragraph and not in itself.
  private mutating func coverBelowHeadings(_ range: Range<Int>) throws(SegmentError) {
    // Only where every clause is somewhere in the document can headings complete a match.
    guard clauses.count > 1, clauses.indices.allSatisfy({ inTitle[$0] || !own[$0].isEmpty })
    else { return }
    for clause in clauses.indices where !inTitle[clause] {
      let ids = clauses[clause].own.ids[own[clause]]
      let sections = try headedSections(range, clause)
      var (section, next) = (0, ids.startIndex)
      for slot in held.indices where section < sections.count {
        let paragraph = held[slot].paragraph
        while section < sections.count, sections[section].upperBound <= paragraph { section += 1 }
        while next < ids.endIndex, ids[next] < paragraph { next += 1 }
        let isOwn = next < ids.endIndex && ids[next] == paragraph
        if !isOwn, section < sections.count, sections[section].contains(paragraph) {
          held[slot].covered += 1
        }
      }
    }
  }

  /// The paragraphs below the headings that hold a clause, as far as one that was found needs
  /// them.
  private func headedSections(
    _ range: Range<Int>, _ clause: Int
  ) throws(SegmentError) -> [Range<ParagraphID>] {
    var found: [Range<ParagraphID>] = []
    // A heading matters only above paragraphs that do not hold the clause themselves.
    var (lacking, next) = (0, own[clause].lowerBound)
    let ids = clauses[clause].own.ids
    for index in own[clause] {
      let heading = ids[index]
      if try segment.level(of: Int(heading)) == 0 { continue }
      if found.last?.contains(heading) == true { continue }
      while lacking < held.count {
        let paragraph = held[lacking].paragraph
        while next < own[clause].upperBound, ids[next] < paragraph { next += 1 }
        let isOwn = next < own[clause].upperBound && ids[next] == paragraph
        if !isOwn, paragraph > heading { break }
        lacking += 1
      }
      if lacking == held.count { break }
      let end = try sectionEnd(
        below: Int(heading), in: range, beyond: Int(held[lacking].paragraph))
      if let end, try headingHolds(Int(heading), clause) {
        found.append(heading + 1..<ParagraphID(end))
      }
    }
    return found
  }

  /// Where the section of a heading ends; nil when that is not after `paragraph`.
  private func sectionEnd(
    below heading: Int, in range: Range<Int>, beyond paragraph: Int
  ) throws(SegmentError) -> Int? {
    let level = try segment.level(of: heading)
    var end = heading + 1
    while end < range.upperBound {
      let below = try segment.level(of: end)
      if below > 0 && below <= level { break }
      end += 1
    }
    return end > paragraph ? end : nil
  }
}
