// ClauseScores.swift — what the parts of a query score together in paragraphs, window by window.

/// Adds up what paragraphs score, a window of them at a time.
///
/// Going through the lists side by side would compare each number with those of other lists, and
/// foresee half of the outcomes. Source: term-at-a-time accumulators, Zobel & Moffat, “Inverted
/// Files for Text Search Engines”, ACM Computing Surveys 38(2), 2006, section 4.
struct ClauseScores {
  /// Few enough paragraphs to stay in the fastest cache.
  private static let size = 4096
  /// Paragraphs of a window that are looked for one by one, as that takes less than adding it up.
  private static let few = 8

  private let clauses: [ClauseMatches]
  private let parts: [WeighedMatches]
  private let starts: DocumentStarts
  private let formula: BM25
  private let lengths: Column<UInt8>
  /// In each part, the first that is not in an earlier window.
  private var next: [Int]
  /// For each clause, the first title whose document goes on behind earlier windows.
  private var nextTitle: [Int]
  private var scores = [Float](repeating: 0, count: size)

  init(
    _ segment: SegmentReader, _ clauses: [ClauseMatches], _ starts: DocumentStarts,
    _ formula: BM25
  ) throws(SegmentError) {
    (self.clauses, self.starts, self.formula) = (clauses, starts, formula)
    parts = clauses.flatMap(\.parts)
    next = parts.map { _ in 0 }
    nextTitle = clauses.map { _ in 0 }
    lengths = try segment.lengthCodes()
  }

  /// Calls `body` with some paragraphs, in order, and what each scores.
  ///
  /// - Parameter body: returns the score that a wanted one has to exceed from then on.
  mutating func visit(
    _ paragraphs: Bitmap, _ body: (ParagraphID, Float) throws(SegmentError) -> Float
  ) throws(SegmentError) {
    var bar = -Float.infinity
    var first = paragraphs.next(in: 0..<paragraphs.count)
    while let paragraph = first {
      let start = paragraph / Self.size * Self.size
      let window = start..<min(start + Self.size, paragraphs.count)
      let words = window.lowerBound / 64..<(window.upperBound + 63) / 64
      let isSparse = paragraphs.population(ofWords: words) <= Self.few
      let before = next
      var hasTitles = false
      if !isSparse {
        for part in parts.indices { addUp(part, window) }
        for clause in clauses.indices where try addTitles(clause, window) { hasTitles = true }
      }
      for word in words {
        var rest = paragraphs.words[word]
        while rest != 0 {
          let paragraph = word * 64 + rest.trailingZeroBitCount
          rest &= rest - 1
          let score = isSparse ? try self.score(paragraph) : scores[paragraph - start]
          if score > bar { bar = try body(ParagraphID(paragraph), score) }
        }
      }
      if hasTitles {
        for slot in scores.indices { scores[slot] = 0 }
      } else if !isSparse {
        for part in parts.indices { clear(part, from: before[part], start) }
      }
      first = paragraphs.next(in: window.upperBound..<paragraphs.count)
    }
  }

  /// What one paragraph scores, behind those that were asked for before.
  private mutating func score(_ paragraph: Int) throws(SegmentError) -> Float {
    let id = ParagraphID(paragraph)
    var score: Float = 0
    for part in parts.indices {
      let index = parts[part].ids.firstIndex(notBelow: id, from: next[part])
      next[part] = index
      if index < parts[part].ids.count, parts[part].ids[index] == id {
        score += parts[part].score(at: index, formula, lengthCode: lengths[id])
      }
    }
    for clause in clauses.indices {
      let titles = clauses[clause].titles
      while nextTitle[clause] < titles.count {
        let title = titles[nextTitle[clause]]
        let document = try starts.paragraphs(of: Int(title))
        if document.contains(paragraph) { score += clauses[clause].score(ofTitle: title) }
        if document.upperBound > paragraph { break }
        nextTitle[clause] += 1
      }
    }
    return score
  }

  private mutating func addUp(_ part: Int, _ window: Range<Int>) {
    let (ids, end) = (parts[part].ids, ParagraphID(window.upperBound))
    let start = ParagraphID(window.lowerBound)
    var index = ids.firstIndex(notBelow: start, from: next[part])
    while index < ids.count, ids[index] < end {
      let id = ids[index]
      scores[Int(id - start)] += parts[part].score(at: index, formula, lengthCode: lengths[id])
      index += 1
    }
    next[part] = index
  }

  /// - Returns: whether a document of the window has a title that holds the clause.
  private mutating func addTitles(
    _ clause: Int, _ window: Range<Int>
  ) throws(SegmentError) -> Bool {
    let titles = clauses[clause].titles
    var hasTitles = false
    var index = nextTitle[clause]
    while index < titles.count {
      let document = try starts.paragraphs(of: Int(titles[index]))
      if document.lowerBound >= window.upperBound { break }
      let within = document.clamped(to: window)
      if !within.isEmpty {
        hasTitles = true
        let score = clauses[clause].score(ofTitle: titles[index])
        for paragraph in within { scores[paragraph - window.lowerBound] += score }
      }
      if document.upperBound > window.upperBound { break }
      index += 1
    }
    nextTitle[clause] = index
    return hasTitles
  }

  private mutating func clear(_ part: Int, from first: Int, _ start: Int) {
    for id in parts[part].ids[first..<next[part]] where id >= start { scores[Int(id) - start] = 0 }
  }
}
