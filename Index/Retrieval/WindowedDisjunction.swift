// WindowedDisjunction.swift — the best paragraphs for any of several terms, window by window.
// A fence file: adds up scores through raw memory.

/// Paragraphs are gone through in windows whose scores fit into the processor's cache. In each
/// window the lists of the terms are added up from the rarest on, until what the others could
/// add is no more than the bar; from then on only paragraphs that could pass it are
/// looked at.
///
/// Source: Turtle & Flood, “Query evaluation: strategies and optimizations”, IPM 31(6), 1995
/// (MaxScore), by windows as in Mallia, Siedlaczek & Suel, “An Experimental Study of Index
/// Compression and DAAT Query Processing Methods”, ECIR 2019.
@safe struct WindowedDisjunction: ~Copyable {
  /// Paragraphs in a window.
  static let windowSize = 1 << 14
  /// A window with one posting to so many paragraphs, or fewer, is not looked through from
  /// end to end.
  private static let sparseRatio = 8
  /// Paragraphs of the rarest terms that are scored before all others.
  private static let primers = 48
  /// Looking up one paragraph in a list costs about as much as adding up this many postings.
  private static let lookupCost = 6

  private var terms: [RankedTerm]
  private let formula: BM25
  private let lengths: Column<UInt8>
  private let accept: Bitmap?
  private let boosts: [DocumentBoost]
  /// The first boost that does not end before the window.
  private var nextBoost = 0
  private let memory: WindowScores
  private let scores: UnsafeMutablePointer<Float>
  private let touched: UnsafeMutablePointer<UInt16>
  private let candidates: UnsafeMutablePointer<UInt16>
  private var touchedCount = 0
  private var candidateCount = 0
  /// For each term the block that the next window begins in.
  private var blocks: [Int]
  /// What each term can add in this window.
  private var bounds: [Float]
  /// What the terms from this one on can add together.
  private var rest: [Float]
  /// Counts what is passed over; nil where nothing has to be.
  private var union: WindowUnion?
  /// Whether what is added up is marked for the union, too, and which terms were.
  private var isMarking = false
  private var marked: [Bool]

  /// - Parameters:
  ///   - terms: added up in the order of their idf, whatever their order here.
  ///   - boosts: in the order of their paragraphs.
  init(
    _ terms: [RankedTerm], _ formula: BM25, _ lengths: Column<UInt8>,
    _ memory: WindowScores, accept: Bitmap?, boosts: [DocumentBoost] = []
  ) {
    self.boosts = boosts
    self.terms = terms.enumerated().sorted { left, right in
      (right.element.idf, left.offset) < (left.element.idf, right.offset)
    }.map(\.element)
    self.formula = formula
    self.lengths = lengths
    self.accept = accept
    blocks = terms.map { _ in 0 }
    bounds = terms.map { _ in 0 }
    marked = terms.map { _ in false }
    rest = [Float](repeating: 0, count: terms.count + 1)
    self.memory = memory
    unsafe scores = memory.scores
    unsafe touched = memory.touched
    unsafe candidates = memory.candidates
  }

  /// Offers the paragraphs to `best`.
  ///
  /// - Parameter counts: every paragraph that holds a term is counted, so none is passed over.
  mutating func rank(into best: inout BestParagraphs, counts: Bool) throws(SegmentError) {
    if accept == nil, !best.isFull { try prime(&best) }
    // What is passed over can be counted all the same, but not what a filter says to it.
    let passesOver = !counts || accept == nil
    union = counts && passesOver ? WindowUnion(terms.map(\.cursor.list), memory) : nil
    var start = 0
    while start < lengths.count {
      let window = start..<min(lengths.count, start + Self.windowSize)
      start = window.upperBound
      try bound(window)
      let boost = rest[terms.count]
      if rest[0] == boost { continue }
      var (next, expected) = (0, 0)
      while next < terms.count, !passesOver || rest[next] > best.bar {
        expected += expectedPostings(next, window)
        next += 1
      }
      if next < terms.count, union != nil { beginUnion(window) }
      if next > 0 {
        let count = try score(window, upTo: next, expected: expected, &best)
        if counts, next == terms.count { best.count += count }
      }
      if isMarking, let count = try union?.finish(window, marked: marked) { best.count += count }
      isMarking = false
    }
  }

  /// Adds up the lists before `next` in the window and offers what can pass the bar; where that
  /// is all lists, returns how many paragraphs scored and may be found.
  private mutating func score(
    _ window: Range<Int>, upTo next: Int, expected: Int, _ best: inout BestParagraphs
  ) throws(SegmentError) -> Int {
    var isSparse = expected < Self.windowSize / Self.sparseRatio
    touchedCount = 0
    for index in 0..<next where bounds[index] > 0 {
      try addUp(index, window, isSparse: &isSparse)
    }
    if rest[terms.count] > 0 { addBoosts(window) }
    if next == terms.count {
      return isSparse ? harvestTouched(window, &best) : harvest(window, &best)
    }
    try offer(window, from: next, isSparse: &isSparse, to: &best)
    if isSparse {
      clearTouched()
    } else {
      unsafe scores.update(repeating: 0, count: window.count)
    }
    return 0
  }

  /// From here on what is added up counts for the union of the window.
  private mutating func beginUnion(_ window: Range<Int>) {
    var expected = 0
    for index in terms.indices { expected += expectedPostings(index, window) }
    union?.begin(expected: expected)
    isMarking = true
    for index in marked.indices { marked[index] = false }
  }

  /// How many postings of a term a window holds on the average.
  private func expectedPostings(_ index: Int, _ window: Range<Int>) -> Int {
    bounds[index] == 0
      ? 0 : terms[index].cursor.documentFrequency * window.count / max(1, lengths.count)
  }

  /// Scores the paragraphs that hold the rarest terms, so that the bar is high from the start.
  private func prime(_ best: inout BestParagraphs) throws(SegmentError) {
    var rarest = PostingBuffer()
    for term in terms {
      if rarest.ids.count + term.cursor.documentFrequency > Self.primers { break }
      try term.cursor.list.append(to: &rarest)
    }
    var ids = rarest.ids
    if ids.count < 10 { return }
    ids.sort()
    var unique: [ParagraphID] = []
    for id in ids where unique.last != id { unique.append(id) }
    if unique.count < 10 { return }
    var sums = [Float](repeating: 0, count: unique.count)
    for term in terms {
      var cursor = PostingCursor(term.cursor.list)
      for (index, id) in unique.enumerated() where try cursor.advance(to: id) == id {
        sums[index] +=
          term.idf * formula.weight(frequency: cursor.frequency, lengthCode: lengths[id])
      }
    }
    sums.sort(by: >)
    best.prime(ten: sums[9])
  }

  /// Finds what each term can add in the window.
  private mutating func bound(_ window: Range<Int>) throws(SegmentError) {
    for index in terms.indices {
      let list = terms[index].cursor.list
      var block = blocks[index]
      while block < list.blockCount, list.lastID(of: block) < window.lowerBound { block += 1 }
      blocks[index] = block
      var bound: Float = 0
      while block < list.blockCount {
        bound = max(bound, terms[index].bound(of: block))
        if list.lastID(of: block) >= window.upperBound - 1 { break }
        block += 1
      }
      if block == list.blockCount, list.hasTail {
        bound = max(bound, terms[index].bound(of: block))
      }
      if terms[index].cursor.lowerBound >= window.upperBound { bound = 0 }
      bounds[index] = bound
    }
    rest[terms.count] = largestBoost(window)
    for index in terms.indices.reversed() { rest[index] = rest[index + 1] + bounds[index] }
  }

  private mutating func largestBoost(_ window: Range<Int>) -> Float {
    while nextBoost < boosts.count, boosts[nextBoost].paragraphs.upperBound <= window.lowerBound {
      nextBoost += 1
    }
    var largest: Float = 0
    var index = nextBoost
    while index < boosts.count, boosts[index].paragraphs.lowerBound < window.upperBound {
      largest = max(largest, boosts[index].score)
      index += 1
    }
    return largest
  }

  /// Lifts the paragraphs of the window that score.
  private func addBoosts(_ window: Range<Int>) {
    var index = nextBoost
    while index < boosts.count, boosts[index].paragraphs.lowerBound < window.upperBound {
      let range = boosts[index].paragraphs.clamped(to: window)
      let score = boosts[index].score
      for slot in range.lowerBound - window.lowerBound..<range.upperBound - window.lowerBound {
        let own = unsafe scores[slot]
        unsafe scores[slot] = own > 0 ? own + score : own
      }
      index += 1
    }
  }

  /// Adds the scores of a term to those of the window. A sparse window may turn out not to
  /// be one.
  private mutating func addUp(
    _ index: Int, _ window: Range<Int>, isSparse: inout Bool
  ) throws(SegmentError) {
    let (first, end) = (UInt32(window.lowerBound), UInt32(window.upperBound))
    if isMarking { marked[index] = true }
    if try terms[index].cursor.advance(to: first) >= end { return }
    repeat {
      if isSparse, touchedCount + BitPacking.blockSize > Self.windowSize { isSparse = false }
      addUpBlock(index, from: Int(first), below: end, isSparse: isSparse)
    } while try terms[index].cursor.continuesBelow(end)
  }

  private mutating func addUpBlock(
    _ index: Int, from first: Int, below end: UInt32, isSparse: Bool
  ) {
    let idf = terms[index].idf
    let codes = unsafe lengths.base.assumingMemoryBound(to: UInt8.self)
    let scores = unsafe scores - first
    let formula = formula
    let touched = unsafe touched
    let memory = memory
    let countsNew = isMarking ? union?.countsNew : nil
    var (touchedCount, new) = (touchedCount, 0)
    unsafe formula.table.withUnsafeBufferPointer { table in
      guard let table = table.baseAddress else { return }
      let ones = unsafe table + 256
      unsafe terms[index].cursor.takeBlock(below: end) { ids, frequencies, count, largest in
        if largest == 1 {
          for slot in 0..<count {
            let id = unsafe Int(truncatingIfNeeded: ids[slot])
            unsafe scores[id] += idf * ones[Int(truncatingIfNeeded: codes[id])]
          }
        } else if largest <= BM25.tableFrequency {
          for slot in 0..<count {
            let id = unsafe Int(truncatingIfNeeded: ids[slot])
            let row = unsafe Int(truncatingIfNeeded: frequencies[slot]) &<< 8
            unsafe scores[id] += idf * table[row | Int(truncatingIfNeeded: codes[id])]
          }
        } else {
          for slot in 0..<count {
            let id = unsafe Int(truncatingIfNeeded: ids[slot])
            unsafe scores[id] +=
              idf * formula.weight(frequency: frequencies[slot], lengthCode: codes[id])
          }
        }
        if let countsNew {
          unsafe new &+= memory.mark(ids, count, from: first, countsNew: countsNew)
        }
        if isSparse {
          for slot in 0..<count {
            unsafe touched[touchedCount &+ slot] =
              UInt16(truncatingIfNeeded: Int(truncatingIfNeeded: ids[slot]) &- first)
          }
          touchedCount &+= count
        }
      }
    }
    self.touchedCount = touchedCount
    if new > 0 { union?.add(new) }
  }

  /// Offers the paragraphs of a window whose scores are complete, and empties it; returns how
  /// many scored and may be found.
  private mutating func harvest(_ window: Range<Int>, _ best: inout BestParagraphs) -> Int {
    if accept != nil {
      var count = 0
      for slot in 0..<window.count where unsafe scores[slot] > 0 {
        if unsafe take(slot, scores[slot], window, &best) { count += 1 }
      }
      unsafe scores.update(repeating: 0, count: window.count)
      return count
    }
    candidateCount = memory.findCandidates(in: window.count, above: max(0, best.bar))
    for index in 0..<candidateCount {
      let slot = unsafe Int(candidates[index])
      let score = unsafe scores[slot]
      if score > best.bar { best.insert(ParagraphID(window.lowerBound + slot), score) }
    }
    let memory = unsafe UnsafeMutableRawPointer(scores)
    var counts = SIMD4<Int32>.zero
    var slot = 0
    // The memory of a whole window is there, whatever its count.
    while slot < window.count {
      let left = unsafe memory.load(fromByteOffset: 4 &* slot, as: SIMD4<Float>.self)
      let right = unsafe memory.load(fromByteOffset: 4 &* slot &+ 16, as: SIMD4<Float>.self)
      counts = unsafe counts &- unsafeBitCast(left .> 0, to: SIMD4<Int32>.self)
      counts = unsafe counts &- unsafeBitCast(right .> 0, to: SIMD4<Int32>.self)
      unsafe memory.storeBytes(of: .zero, toByteOffset: 4 &* slot, as: SIMD4<Float>.self)
      unsafe memory.storeBytes(of: .zero, toByteOffset: 4 &* slot &+ 16, as: SIMD4<Float>.self)
      slot &+= 8
    }
    return Int(counts.wrappedSum())
  }

  /// Like `harvest`, of a sparse window. Equal scores come in no order, so those at the bar are
  /// offered too.
  private func harvestTouched(_ window: Range<Int>, _ best: inout BestParagraphs) -> Int {
    var count = 0
    for index in 0..<touchedCount {
      let slot = unsafe Int(touched[index])
      let score = unsafe scores[slot]
      if score == 0 { continue }
      unsafe scores[slot] = 0
      if score < best.bar, accept == nil {
        count &+= 1
      } else if take(slot, score, window, &best) {
        count &+= 1
      }
    }
    return count
  }

  /// Offers a paragraph that scored; false when it may not be found.
  private func take(
    _ slot: Int, _ score: Float, _ window: Range<Int>, _ best: inout BestParagraphs
  ) -> Bool {
    let id = window.lowerBound + slot
    if let accept, !accept[id] { return false }
    if score >= best.bar { best.insert(ParagraphID(id), score) }
    return true
  }

  private func clearTouched() {
    for index in 0..<touchedCount { unsafe scores[Int(touched[index])] = 0 }
  }

  /// Completes the scores of paragraphs that may pass the bar by the terms from `next` on.
  private mutating func offer(
    _ window: Range<Int>, from next: Int, isSparse: inout Bool, to best: inout BestParagraphs
  ) throws(SegmentError) {
    // The boosts are in the scores already.
    let boost = rest[terms.count]
    let least = max(0, best.bar - rest[next] + boost)
    candidateCount =
      isSparse
      ? memory.findTouched(touchedCount, above: least)
      : memory.findCandidates(in: window.count, above: least)
    var isOrdered = !isSparse
    var next = next
    while next < terms.count, candidateCount > 0 {
      if bounds[next] > 0 {
        if candidateCount * Self.lookupCost > expectedPostings(next, window) {
          try addUp(next, window, isSparse: &isSparse)
        } else {
          if !isOrdered { candidateCount = memory.sortCandidates(candidateCount) }
          isOrdered = true
          try lookUp(next, window)
        }
      }
      next += 1
      keepCandidates(above: best.bar - rest[next] + boost)
    }
    if !isOrdered { candidateCount = memory.sortCandidates(candidateCount) }
    for index in 0..<candidateCount {
      let slot = unsafe Int(candidates[index])
      let (id, score) = unsafe (window.lowerBound + slot, scores[slot])
      if score > best.bar, accept.map({ $0[id] }) ?? true { best.insert(ParagraphID(id), score) }
    }
  }

  private mutating func keepCandidates(above least: Float) {
    let (scores, candidates) = unsafe (scores, candidates)
    var kept = 0
    for index in 0..<candidateCount {
      let slot = unsafe candidates[index]
      unsafe candidates[kept] = slot
      kept &+= unsafe scores[Int(slot)] > least ? 1 : 0
    }
    candidateCount = kept
  }

  /// Adds the scores of a term to those of the candidates only.
  private mutating func lookUp(_ index: Int, _ window: Range<Int>) throws(SegmentError) {
    let idf = terms[index].idf
    for candidate in 0..<candidateCount {
      let slot = unsafe Int(candidates[candidate])
      let id = ParagraphID(window.lowerBound + slot)
      guard try terms[index].cursor.advance(to: id) == id else { continue }
      let frequency = terms[index].cursor.frequency
      unsafe scores[slot] += idf * formula.weight(frequency: frequency, lengthCode: lengths[id])
    }
  }
}
