// RankedConjunction.swift — the best paragraphs that hold every one of several texts.
// A fence file: keeps counts in raw memory.

/// One text that a paragraph must hold.
struct RequiredText {
  let pattern: CompiledPattern
  /// The weight of the whole: the sum of the idf of its terms.
  let idf: Float
  /// The lists of its terms.
  let lists: [PostingList]
}

/// The rarest list leads: each of its blocks is cut down by the other lists, one after the
/// other, which leap by their skip data. A text of several terms is then looked for in what is
/// stored: the index has no positions. Its frequency is not above that of any of its terms, so
/// that texts which cannot pass the bar are not read.
@safe struct RankedConjunction: ~Copyable {
  /// Shape: `patterns`, `idfs` and `bounds` are parallel, an element a text.
  private let patterns: [CompiledPattern]
  private let idfs: [Float]
  private let needsCheck: Bool
  private var lead: PostingCursor
  private let leadText: Int
  /// The other lists, the rarest first, and the text that each is a term of.
  private var others: [(cursor: PostingCursor, text: Int)] = []
  /// For each text, what its weight is at most in the other lists.
  private var bounds: [Float]
  private let formula: BM25
  private let lengths: Column<UInt8>
  private let drift: Float
  private let accept: Bitmap?
  /// The places of the leading block that are left.
  private let alive: UnsafeMutablePointer<UInt8>
  /// Where the texts of those places stand.
  private let places: UnsafeMutablePointer<ParagraphText.Place>
  /// For each text and place the smallest frequency of its terms.
  private let least: UnsafeMutablePointer<UInt32>

  /// - Parameter drift: what a bound of the segment is multiplied with to hold for the index.
  init(
    _ texts: [RequiredText], _ formula: BM25,
    _ lengths: Column<UInt8>, drift: Float, accept: Bitmap?
  ) {
    patterns = texts.map(\.pattern)
    idfs = texts.map(\.idf)
    needsCheck = patterns.contains { $0.needsCheck }
    var lists = texts.enumerated().flatMap { index, text in text.lists.map { ($0, index) } }
    lists.sort { $0.0.documentFrequency < $1.0.documentFrequency }
    let first = lists.removeFirst()
    lead = PostingCursor(first.0)
    leadText = first.1
    bounds = texts.map { _ in 1 }
    for (list, text) in lists {
      others.append((PostingCursor(list), text))
      bounds[text] = min(bounds[text], list.weightBounds?.largest.weight ?? 1)
    }
    self.formula = formula
    self.lengths = lengths
    self.drift = drift * 1.00001
    self.accept = accept
    unsafe alive = .allocate(capacity: BitPacking.blockSize)
    unsafe alive.initialize(repeating: 0, count: BitPacking.blockSize)
    unsafe places = .allocate(capacity: BitPacking.blockSize)
    unsafe places.initialize(repeating: ParagraphText.Place(), count: BitPacking.blockSize)
    unsafe least = .allocate(capacity: BitPacking.blockSize * texts.count)
    unsafe least.initialize(repeating: .max, count: BitPacking.blockSize * texts.count)
  }

  deinit {
    unsafe alive.deallocate()
    unsafe places.deallocate()
    unsafe least.deallocate()
  }

  /// Offers the paragraphs to `best`.
  ///
  /// - Parameter counts: every match is counted, so none is passed over.
  mutating func rank(
    into best: inout BestParagraphs, counts: Bool, _ search: inout PatternSearch
  ) throws(SegmentError) {
    for block in 0...lead.list.blockCount {
      if !counts, bound(of: block) <= best.bar { continue }
      guard try lead.decodeBlock(block) else { return }
      let count = try intersectBlock(above: counts ? nil : best.bar)
      // Where all are looked at, they are found together.
      let knowsPlaces = counts && needsCheck
      if knowsPlaces {
        unsafe try search.segment.texts.find(lead.blockIDs, alive, count: count, into: places)
      }
      for index in 0..<count {
        let place = unsafe Int(alive[index])
        let paragraph = unsafe lead.blockIDs[place]
        if let accept, !accept[Int(paragraph)] { continue }
        guard
          let score = try score(
            paragraph, at: place, textAt: knowsPlaces ? unsafe places[index] : nil,
            above: best.bar, counts: counts, &search)
        else { continue }
        if counts { best.count += 1 }
        if score > best.bar { best.insert(paragraph, score) }
      }
    }
  }

  /// Cuts the leading block down to what all lists hold, and what can pass the bar; returns how
  /// much is left.
  private mutating func intersectBlock(above bar: Float?) throws(SegmentError) -> Int {
    var count = select(above: bar ?? -.infinity)
    if count == 0 { return 0 }
    unsafe least.update(repeating: .max, count: BitPacking.blockSize * idfs.count)
    for index in others.indices {
      count = unsafe try others[index].cursor.keep(
        alive, count: count, of: lead.blockIDs,
        least: least + BitPacking.blockSize * others[index].text)
      if count == 0 { return 0 }
    }
    return count
  }

  /// Finds the places of the leading block whose paragraphs could score more than the bar, by
  /// their lengths and what the other texts weigh at most; returns how many there are.
  private mutating func select(above bar: Float) -> Int {
    let count = lead.blockLength
    var others: Float = 0
    for index in idfs.indices where index != leadText {
      others += idfs[index] * bounds[index] * drift
    }
    if others > bar {
      for place in 0..<count { unsafe alive[place] = UInt8(truncatingIfNeeded: place) }
      return count
    }
    let (ids, frequencies) = unsafe (lead.blockIDs, lead.blockFrequencies())
    let idf = idfs[leadText] * 1.00001
    var kept = 0
    for place in 0..<count {
      let frequency = unsafe frequencies?[place] ?? 1
      let weight = unsafe weight(frequency, lengths[ids[place]])
      unsafe alive[kept] = UInt8(truncatingIfNeeded: place)
      kept &+= Branchless.isAbove(idf * weight + others, bar)
    }
    return kept
  }

  /// What no paragraph of the leading list's block scores more than.
  private func bound(of block: Int) -> Float {
    var bound: Float = 0
    for index in idfs.indices {
      var weight = bounds[index]
      if index == leadText, lead.list.hasBound(of: block) {
        weight = min(weight, lead.list.bound(of: block).weight)
      }
      bound += idfs[index] * weight * drift
    }
    return bound
  }

  /// The score of the paragraph at a place of the leading block, or something below the bar where
  /// it cannot pass that; nil when it does not hold a text, or need not.
  ///
  /// - Parameter counts: it needs to hold them even when it cannot pass the bar.
  private mutating func score(
    _ paragraph: ParagraphID, at place: Int, textAt textPlace: ParagraphText.Place?,
    above bar: Float, counts: Bool, _ search: inout PatternSearch
  ) throws(SegmentError) -> Float? {
    let code = lengths[paragraph]
    var score: Float = 0
    for index in idfs.indices {
      var frequency = unsafe least[BitPacking.blockSize * index + place]
      if index == leadText { frequency = min(frequency, lead.frequency(at: place)) }
      unsafe least[BitPacking.blockSize * index + place] = frequency
      score += idfs[index] * weight(frequency, code)
    }
    if !needsCheck { return score }
    // One match is enough where it cannot.
    let passes = score > bar
    if !passes, !counts { return nil }
    score = 0
    for index in idfs.indices {
      var frequency = unsafe least[BitPacking.blockSize * index + place]
      if patterns[index].needsCheck {
        frequency = try search.frequency(
          of: patterns[index], in: Int(paragraph), atMost: passes ? frequency : 1, at: textPlace)
        if frequency == 0 { return nil }
      }
      score += idfs[index] * weight(frequency, code)
    }
    return score
  }

  @inline(__always)
  private func weight(_ frequency: UInt32, _ code: UInt8) -> Float {
    if frequency <= BM25.tableFrequency {
      return formula.table[Int(truncatingIfNeeded: frequency) &<< 8 | Int(code)]
    }
    return formula.weight(frequency: frequency, lengthCode: code)
  }
}
