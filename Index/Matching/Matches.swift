// Matches.swift — the paragraphs that hold a text, how often, and what that is worth.

/// The paragraphs (or titles) that hold something, and how often.
///
/// Shape: parallel; `ids` strictly increase; frequencies are at least 1.
struct Matches: Sendable {
  private(set) var ids: [ParagraphID] = []
  private(set) var frequencies: [UInt32] = []

  init() {}

  /// All postings of a list.
  init(_ list: PostingList) throws(SegmentError) {
    var postings = PostingBuffer()
    try list.append(to: &postings)
    (ids, frequencies) = (postings.ids, postings.frequencies)
  }

  /// The union of a dictionary row: every unit that holds one Han character.
  init(
    rowOf scalar: UInt32, in dictionary: TermDictionary, units: Int
  ) throws(SegmentError) {
    let lists = try dictionary.row(of: scalar)
    if lists.isEmpty { return }
    var counts = [UInt32](repeating: 0, count: units)
    for list in lists {
      var cursor = PostingCursor(list)
      try cursor.addAll(to: &counts)
    }
    for (id, count) in counts.enumerated() where count > 0 { append(ParagraphID(id), count) }
  }

  /// The units that are in every list, in order, each with its smallest frequency there.
  ///
  /// The rarest list leads, the others leap to where it stands by their skip data.
  static func intersection(of cursors: [PostingCursor]) throws(SegmentError) -> Matches {
    var others = cursors.sorted { $0.documentFrequency < $1.documentFrequency }
    guard var lead = others.first else { return Matches() }
    others.removeFirst()
    var matches = Matches()
    var candidate = try lead.next()
    next: while candidate != PostingCursor.end {
      for index in others.indices {
        let reached = try others[index].advance(to: candidate)
        if reached != candidate {
          if reached == PostingCursor.end { return matches }
          candidate = try lead.advance(to: reached)
          continue next
        }
      }
      var least = lead.frequency
      for index in others.indices { least = min(least, others[index].frequency) }
      matches.append(candidate, least)
      candidate = try lead.next()
    }
    return matches
  }

  @inline(__always)
  mutating func append(_ id: ParagraphID, _ frequency: UInt32) {
    ids.append(id)
    frequencies.append(frequency)
  }
}

/// The rows that a query needs in one segment, by character; each is united once.
typealias SegmentRows = [UInt32: Matches]

/// Paragraphs and what a part of a query scores in them.
///
/// Shape: parallel; `ids` strictly increase.
struct ScoredMatches: Sendable {
  private(set) var ids: [ParagraphID] = []
  private(set) var scores: [Float] = []

  init() {}

  init(
    _ matches: Matches, idf: Float, formula: BM25, in segment: SegmentReader
  ) throws(SegmentError) {
    ids = matches.ids
    scores.reserveCapacity(ids.count)
    // A few do not pay for checking the lengths of all.
    let lengths = ids.count < 64 ? nil : try segment.lengthCodes()
    for (id, frequency) in zip(ids, matches.frequencies) {
      let code = if let lengths { lengths[id] } else { try segment.lengthCode(of: Int(id)) }
      scores.append(idf * formula.weight(frequency: frequency, lengthCode: code))
    }
  }

  /// - Parameter ids: increase.
  init(unscored ids: [ParagraphID]) {
    self.ids = ids
    scores = [Float](repeating: 0, count: ids.count)
  }

  mutating func append(_ id: ParagraphID, _ score: Float) {
    ids.append(id)
    scores.append(score)
  }

  /// What either holds; the scores of both are added up.
  static func union(_ left: ScoredMatches, _ right: ScoredMatches) -> ScoredMatches {
    if left.ids.isEmpty { return right }
    if right.ids.isEmpty { return left }
    var merged = ScoredMatches()
    merged.ids.reserveCapacity(left.ids.count + right.ids.count)
    merged.scores.reserveCapacity(left.ids.count + right.ids.count)
    var (i, j) = (0, 0)
    while i < left.ids.count, j < right.ids.count {
      let (a, b) = (left.ids[i], right.ids[j])
      merged.append(
        min(a, b), (a <= b ? left.scores[i] : 0) + (b <= a ? right.scores[j] : 0))
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    merged.ids += left.ids[i...]
    merged.scores += left.scores[i...]
    merged.ids += right.ids[j...]
    merged.scores += right.scores[j...]
    return merged
  }

  /// Those that are in `paragraphs`.
  func within(_ paragraphs: Bitmap) -> ScoredMatches {
    var within = ScoredMatches()
    for (id, score) in zip(ids, scores) where paragraphs[Int(id)] { within.append(id, score) }
    return within
  }
}

/// The paragraphs that hold a part of a query; what it scores in them is reckoned when it is asked
/// for.
struct WeighedMatches {
  /// Increase.
  let ids: [ParagraphID]
  /// Parallel to `ids`; empty where the scores are known.
  private let frequencies: [UInt32]
  private let idf: Float
  private let scores: [Float]

  init(_ matches: Matches, idf: Float) {
    (ids, frequencies, self.idf, scores) = (matches.ids, matches.frequencies, idf, [])
  }

  init(_ scored: ScoredMatches) {
    (ids, frequencies, idf, scores) = (scored.ids, [], 0, scored.scores)
  }

  /// - Parameter index: into `ids`.
  func score(at index: Int, _ formula: BM25, lengthCode: UInt8) -> Float {
    if frequencies.isEmpty { return scores[index] }
    return idf * formula.weight(frequency: frequencies[index], lengthCode: lengthCode)
  }
}
