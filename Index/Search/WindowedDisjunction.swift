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
  /// Looking up one paragraph in a list costs about as much as adding up this many postings.
  private static let lookupCost = 16

  private var terms: [RankedTerm]
  private let formula: BM25
  private let lengths: LengthCodes
  private let accept: Bitmap?
  /// The score of each paragraph of the window.
  private let scores: UnsafeMutablePointer<Float>
  /// Where the postings of a sparse window lie, in the order in which they were added up.
  private let touched: UnsafeMutablePointer<UInt16>
  private var touchedCount = 0
  /// Paragraphs of the window that may pass the bar, in order.
  private var candidates: [ParagraphID] = []
  /// For each term the block that the next window begins in.
  private var blocks: [Int]
  /// What each term can add in this window.
  private var bounds: [Float]
  /// What the terms from this one on can add together.
  private var rest: [Float]

  /// - Parameter terms: added up in the order of their idf, whatever their order here.
  init(_ terms: [RankedTerm], _ formula: BM25, _ lengths: LengthCodes, accept: Bitmap?) {
    self.terms = terms.enumerated().sorted { left, right in
      (right.element.idf, left.offset) < (left.element.idf, right.offset)
    }.map(\.element)
    self.formula = formula
    self.lengths = lengths
    self.accept = accept
    blocks = terms.map { _ in 0 }
    bounds = terms.map { _ in 0 }
    rest = [Float](repeating: 0, count: terms.count + 1)
    unsafe scores = .allocate(capacity: Self.windowSize)
    unsafe scores.initialize(repeating: 0, count: Self.windowSize)
    unsafe touched = .allocate(capacity: Self.windowSize)
    unsafe touched.initialize(repeating: 0, count: Self.windowSize)
  }

  deinit {
    unsafe scores.deallocate()
    unsafe touched.deallocate()
  }

  /// Offers the paragraphs to `best`.
  ///
  /// - Parameter counts: every paragraph that holds a term is counted, so none is passed over.
  mutating func rank(into best: inout BestParagraphs, counts: Bool) throws(SegmentError) {
    var start = 0
    while start < lengths.count {
      let window = start..<min(lengths.count, start + Self.windowSize)
      start = window.upperBound
      try bound(window)
      if rest[0] == 0 || !counts && rest[0] <= best.bar { continue }
      var (next, expected) = (0, 0)
      while next < terms.count, counts || rest[next] > best.bar {
        expected += expectedPostings(next, window)
        next += 1
      }
      var isSparse = expected < Self.windowSize / Self.sparseRatio
      touchedCount = 0
      for index in 0..<next where bounds[index] > 0 {
        try addUp(index, window, isSparse: &isSparse)
      }
      try offer(window, from: next, isSparse: &isSparse, to: &best)
      let count = isSparse ? clearTouched(window) : clear(window)
      if counts { best.count += count }
    }
  }

  /// How many postings of a term a window holds on the average.
  private func expectedPostings(_ index: Int, _ window: Range<Int>) -> Int {
    bounds[index] == 0
      ? 0 : terms[index].cursor.documentFrequency * window.count / max(1, lengths.count)
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
      if block == list.blockCount, list.hasTail { bound = max(bound, terms[index].largest) }
      if terms[index].cursor.lowerBound >= window.upperBound { bound = 0 }
      bounds[index] = bound
    }
    for index in terms.indices.reversed() { rest[index] = rest[index + 1] + bounds[index] }
  }

  /// Adds the scores of a term to those of the window. A sparse window may turn out not to
  /// be one.
  private mutating func addUp(
    _ index: Int, _ window: Range<Int>, isSparse: inout Bool
  ) throws(SegmentError) {
    let (first, end) = (UInt32(window.lowerBound), UInt32(window.upperBound))
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
    let codes = unsafe lengths.base
    let scores = unsafe scores - first
    let formula = formula
    let touched = unsafe touched
    var touchedCount = touchedCount
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
  }

  /// Empties the window; returns how many paragraphs of it scored and may be found.
  private func clear(_ window: Range<Int>) -> Int {
    let memory = unsafe UnsafeMutableRawPointer(scores)
    if accept != nil {
      let count = window.indices.count { isFound($0 - window.lowerBound, window) }
      unsafe scores.update(repeating: 0, count: window.count)
      return count
    }
    var counts = SIMD8<Int32>.zero
    for slot in stride(from: 0, to: window.count, by: 8) {
      // The memory of a whole window is there, whatever the count.
      let scored = unsafe memory.load(fromByteOffset: 4 &* slot, as: SIMD8<Float>.self) .> 0
      counts = unsafe counts &- unsafeBitCast(scored, to: SIMD8<Int32>.self)
      unsafe memory.storeBytes(of: .zero, toByteOffset: 4 &* slot, as: SIMD8<Float>.self)
    }
    return Int(counts.wrappedSum())
  }

  /// Empties the touched places of the window; returns as `clear`.
  private func clearTouched(_ window: Range<Int>) -> Int {
    var count = 0
    for index in 0..<touchedCount {
      let slot = unsafe Int(touched[index])
      if isFound(slot, window) { count &+= 1 }
      unsafe scores[slot] = 0
    }
    return count
  }

  @inline(__always)
  private func isFound(_ slot: Int, _ window: Range<Int>) -> Bool {
    guard unsafe scores[slot] > 0 else { return false }
    if let accept { return accept[window.lowerBound + slot] }
    return true
  }

  /// Completes the scores of paragraphs that may pass the bar by the terms from `next` on.
  private mutating func offer(
    _ window: Range<Int>, from next: Int, isSparse: inout Bool, to best: inout BestParagraphs
  ) throws(SegmentError) {
    let least = max(0, best.bar - rest[next])
    if isSparse { findTouched(window, above: least) } else { findCandidates(window, above: least) }
    var next = next
    while next < terms.count, !candidates.isEmpty {
      if bounds[next] > 0 {
        if candidates.count * Self.lookupCost > expectedPostings(next, window) {
          try addUp(next, window, isSparse: &isSparse)
        } else {
          try lookUp(next, window)
        }
      }
      next += 1
      let least = best.bar - rest[next]
      candidates.removeAll { unsafe scores[Int($0) - window.lowerBound] <= least }
    }
    for id in candidates {
      let score = unsafe scores[Int(id) - window.lowerBound]
      if score > best.bar, accept.map({ $0[Int(id)] }) ?? true { best.insert(id, score) }
    }
  }

  /// The paragraphs of a sparse window that score more than `least`.
  private mutating func findTouched(_ window: Range<Int>, above least: Float) {
    candidates.removeAll(keepingCapacity: true)
    for index in 0..<touchedCount {
      let slot = unsafe Int(touched[index])
      if unsafe scores[slot] > least { candidates.append(ParagraphID(window.lowerBound + slot)) }
    }
    if candidates.count < 2 { return }
    candidates.sort()
    var kept = 1
    for index in 1..<candidates.count where candidates[index] != candidates[kept - 1] {
      candidates[kept] = candidates[index]
      kept += 1
    }
    candidates.removeLast(candidates.count - kept)
  }

  /// Adds the scores of a term to those of the candidates only.
  private mutating func lookUp(_ index: Int, _ window: Range<Int>) throws(SegmentError) {
    let idf = terms[index].idf
    for id in candidates where try terms[index].cursor.advance(to: id) == id {
      let frequency = terms[index].cursor.frequency
      unsafe scores[Int(id) - window.lowerBound] +=
        idf * formula.weight(frequency: frequency, lengthCode: lengths[id])
    }
  }

  /// The paragraphs of the window that score more than `least`.
  private mutating func findCandidates(_ window: Range<Int>, above least: Float) {
    candidates.removeAll(keepingCapacity: true)
    let memory = unsafe UnsafeRawPointer(scores)
    let bar = SIMD8<Float>(repeating: least)
    var slot = 0
    while slot &+ 16 <= window.count {
      let left = unsafe memory.load(fromByteOffset: 4 &* slot, as: SIMD8<Float>.self) .> bar
      let right = unsafe memory.load(fromByteOffset: 4 &* slot &+ 32, as: SIMD8<Float>.self) .> bar
      if any(left .| right) {
        for place in slot..<slot &+ 16 where unsafe scores[place] > least {
          candidates.append(ParagraphID(window.lowerBound + place))
        }
      }
      slot &+= 16
    }
    while slot < window.count {
      if unsafe scores[slot] > least { candidates.append(ParagraphID(window.lowerBound + slot)) }
      slot += 1
    }
  }
}
