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
  let clauses: [ClauseMatches]
  /// Paragraphs that are no candidates, in order; as headings they still count.
  private let excluded: [ParagraphID]
  /// Whether the heading part of a paragraph holds a clause.
  private let headingHolds: (Int, Int) throws(SegmentError) -> Bool
  /// The candidates that hold a clause themselves, in order.
  private var found: [JoinedMatch]
  /// The documents whose title holds a clause, in order.
  private let titled: [ParagraphID]
  private let segment: SegmentReader
  private let starts: DocumentStarts
  /// What comes next of each clause.
  private var ownNext: [Int]
  private var titleNext: [Int]

  // Of the document that is being visited; kept so that their memory is.

  /// Indices into the clauses' own matches, and whether the title matches, by clause.
  private var own: [Range<Int>]
  private var inTitle: [Bool]

  init(
    _ segment: SegmentReader, _ clauses: [ClauseMatches], excluded: [ParagraphID],
    headingHolds: @escaping (_ paragraph: Int, _ clause: Int) throws(SegmentError) -> Bool
  ) throws(SegmentError) {
    self.clauses = clauses
    self.excluded = excluded
    self.headingHolds = headingHolds
    found = JoinedMatches(clauses.map(\.own)).matches
    var titled = Bitmap(count: segment.documentCount)
    for clause in clauses {
      for title in clause.titles { titled[Int(title)] = true }
    }
    self.titled = titled.members
    self.segment = segment
    starts = try segment.documentStarts()
    ownNext = clauses.map { _ in 0 }
    titleNext = ownNext
    own = clauses.map { _ in 0..<0 }
    inTitle = clauses.map { _ in false }
    if !excluded.isEmpty { dropExcluded() }
  }

  private mutating func dropExcluded() {
    var next = 0
    found.removeAll { [excluded] match in
      while next < excluded.count, excluded[next] < match.paragraph { next += 1 }
      return next < excluded.count && excluded[next] == match.paragraph
    }
  }

  private func isExcluded(_ paragraph: Int) -> Bool {
    let place = excluded.partitioningIndex { $0 >= paragraph }
    return place < excluded.count && excluded[place] == paragraph
  }

  /// Calls `body` with the candidates of the documents that `allows` lets through, in order.
  mutating func visit(
    allows: (DocumentID) -> Bool, _ body: (Candidate) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    var (document, next, title) = (0, 0, 0)
    while next < found.count || title < titled.count {
      document =
        next < found.count
        ? try starts.document(of: found[next].paragraph, from: document) : .max
      let hasTitle = title < titled.count && titled[title] <= document
      if hasTitle {
        document = Int(titled[title])
        title += 1
      }
      let range = try starts.paragraphs(of: document)
      let first = next
      while next < found.count, found[next].paragraph < range.upperBound { next += 1 }
      guard allows(document) else { continue }
      if hasTitle { readTitle(of: document) }
      if first < next {
        try cover(first..<next, in: range, hasTitle: hasTitle)
        for slot in first..<next {
          let match = found[slot]
          try body(
            Candidate(
              paragraph: match.paragraph, document: document, covered: Int(match.covered),
              score: match.score))
        }
      } else if let paragraph = range.first, !isExcluded(paragraph) {
        try body(
          Candidate(
            paragraph: ParagraphID(paragraph), document: document,
            covered: inTitle.count { $0 }, isTitleOnly: true))
      }
      if hasTitle { for clause in inTitle.indices { inTitle[clause] = false } }
    }
  }

  private mutating func readTitle(of document: DocumentID) {
    for clause in clauses.indices {
      let titles = clauses[clause].titles
      var next = titleNext[clause]
      while next < titles.count, titles[next] < document { next += 1 }
      titleNext[clause] = next
      inTitle[clause] = next < titles.count && Int(titles[next]) == document
    }
  }

  /// Counts what title and headings hold for the matches `slots` of a document.
  private mutating func cover(
    _ slots: Range<Int>, in range: Range<Int>, hasTitle: Bool
  ) throws(SegmentError) {
    guard clauses.count > 1, hasTitle || mayBeCompleted(slots) else { return }
    findOwn(in: range)
    if hasTitle { coverByTitle(slots) }
    // Only where every clause is somewhere in the document can headings complete a match.
    guard clauses.indices.allSatisfy({ inTitle[$0] || !own[$0].isEmpty }) else { return }
    let levels = try segment.levels(of: range)
    for clause in clauses.indices where !inTitle[clause] {
      try coverBelowHeadings(slots, levels, clause)
    }
  }

  /// Whether headings could complete a match, as far as numbers tell.
  private func mayBeCompleted(_ slots: Range<Int>) -> Bool {
    if !excluded.isEmpty { return true }
    if slots.count == 1 { return false }
    var held = 0
    var isComplete = true
    for match in found[slots] {
      held += Int(match.covered)
      if match.covered < clauses.count { isComplete = false }
    }
    return !isComplete && held >= clauses.count
  }

  /// Finds the clauses' matches in a document, which is behind those that were looked at before.
  private mutating func findOwn(in range: Range<Int>) {
    for clause in clauses.indices {
      let ids = clauses[clause].own.ids
      let start = ids.firstIndex(notBelow: ParagraphID(range.lowerBound), from: ownNext[clause])
      var end = start
      while end < ids.count, ids[end] < range.upperBound { end += 1 }
      ownNext[clause] = end
      own[clause] = start..<end
    }
  }

  // MARK: Titles

  private mutating func coverByTitle(_ slots: Range<Int>) {
    let inAll = Int32(inTitle.count { $0 })
    for slot in slots { found[slot].covered += inAll }
    // What the title covers is counted once.
    for clause in clauses.indices where inTitle[clause] {
      var slot = slots.lowerBound
      for id in clauses[clause].own.ids[own[clause]] {
        while slot < slots.upperBound, found[slot].paragraph < id { slot += 1 }
        if slot < slots.upperBound, found[slot].paragraph == id { found[slot].covered -= 1 }
      }
    }
  }

  // MARK: Headings

  /// Counts a clause that stands in a heading above a paragraph and not in itself.
  ///
  /// - Parameter levels: of the document's paragraphs.
  private mutating func coverBelowHeadings(
    _ slots: Range<Int>, _ levels: Column<UInt8>, _ clause: Int
  ) throws(SegmentError) {
    let ids = clauses[clause].own.ids[own[clause]]
    let sections = try headedSections(slots, levels, clause)
    var (section, next) = (0, ids.startIndex)
    for slot in slots where section < sections.count {
      let paragraph = found[slot].paragraph
      while section < sections.count, sections[section].upperBound <= paragraph { section += 1 }
      while next < ids.endIndex, ids[next] < paragraph { next += 1 }
      let isOwn = next < ids.endIndex && ids[next] == paragraph
      if !isOwn, section < sections.count, sections[section].contains(paragraph) {
        found[slot].covered += 1
      }
    }
  }

  /// The paragraphs below the headings that hold a clause, as far as one that was found needs
  /// them.
  private func headedSections(
    _ slots: Range<Int>, _ levels: Column<UInt8>, _ clause: Int
  ) throws(SegmentError) -> [Range<ParagraphID>] {
    var sections: [Range<ParagraphID>] = []
    // A heading matters only above paragraphs that do not hold the clause themselves.
    var (lacking, next) = (slots.lowerBound, own[clause].lowerBound)
    let ids = clauses[clause].own.ids
    for heading in ids[own[clause]] where levels[heading] > 0 {
      if sections.last?.contains(heading) == true { continue }
      while lacking < slots.upperBound {
        let paragraph = found[lacking].paragraph
        while next < own[clause].upperBound, ids[next] < paragraph { next += 1 }
        let isOwn = next < own[clause].upperBound && ids[next] == paragraph
        if !isOwn, paragraph > heading { break }
        lacking += 1
      }
      if lacking == slots.upperBound { break }
      let end = Self.sectionEnd(below: heading, levels)
      if end > found[lacking].paragraph, try headingHolds(Int(heading), clause) {
        sections.append(heading + 1..<end)
      }
    }
    return sections
  }

  private static func sectionEnd(
    below heading: ParagraphID, _ levels: Column<UInt8>
  ) -> ParagraphID {
    let level = levels[heading]
    var end = heading + 1
    while end < levels.count, levels[end] == 0 || levels[end] > level { end += 1 }
    return end
  }
}
