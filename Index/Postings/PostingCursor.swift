// PostingCursor.swift — walks one posting list: next, advance(to:), frequency.

/// What the dictionary knows of a term.
package struct TermInfo: Hashable, Sendable {
  /// Number of paragraphs (of documents, in the title field) that hold the term.
  package var documentFrequency: Int
  /// Where the posting list begins in its section, in bytes.
  var offset: Int
}

/// A position in one posting list, at first before it; moves only forward.
///
/// One block of 128 postings is decoded at a time, its frequencies only when asked
/// for; `advance` leaps over blocks by the skip data.
struct PostingCursor {
  /// The `id` of a cursor that has passed its last posting.
  static let end: ParagraphID = .max

  let documentFrequency: Int
  private let region: ByteRegion
  private let skip: SkipData
  /// Paragraph at the cursor; meaningless before the first move.
  private(set) var id: ParagraphID = 0

  private var ids: [128 of UInt32] = .init(repeating: 0)
  private var frequencies: [128 of UInt32] = .init(repeating: 0)
  /// The decoded block; `skip.blockCount` is the tail, -1 before the first.
  private var block = -1
  private var slot = 0
  private var count = 0
  /// Where the frequencies of the block stand; nil once they are decoded.
  private var packedFrequencies: Int?

  init(_ info: TermInfo, in region: ByteRegion) {
    documentFrequency = info.documentFrequency
    self.region = region
    skip = SkipData(region, at: info.offset, documentFrequency: info.documentFrequency)
  }

  /// Moves to the next posting; returns its paragraph or `end`.
  @discardableResult
  mutating func next() throws(SegmentError) -> ParagraphID {
    slot += 1
    if slot >= count {
      if block >= skip.blockCount { return finish() }
      try decode(block + 1)
      if count == 0 { return finish() }
    }
    id = ids[slot]
    return id
  }

  /// Moves to the first posting at or after `target`, if the cursor is not there yet.
  @discardableResult
  mutating func advance(to target: ParagraphID) throws(SegmentError) -> ParagraphID {
    if block >= 0, slot < count, id >= target { return id }
    if block < 0 || slot >= count || ids[count - 1] < target {
      if id == Self.end, block >= 0 { return id }
      let reached = try skip.block(from: block + 1, reaching: target)
      if block >= skip.blockCount { return finish() }
      try decode(reached)
      if count == 0 { return finish() }
    }
    while slot < count, ids[slot] < target { slot += 1 }
    if slot == count { return finish() }
    id = ids[slot]
    return id
  }

  /// How often the term occurs at the cursor.
  var frequency: UInt32 {
    mutating get throws(SegmentError) {
      if let packed = packedFrequencies {
        let width = Int(try region.u8(try skip.start(block) + 1))
        try BitPacking.unpack(region, at: packed, width: width, into: &frequencies)
        for index in 0..<128 { frequencies[index] &+= 1 }
        packedFrequencies = nil
      }
      return frequencies[slot]
    }
  }

  private mutating func finish() -> ParagraphID {
    id = Self.end
    slot = count
    block = max(block, skip.blockCount)
    return id
  }

  private mutating func decode(_ index: Int) throws(SegmentError) {
    let start = try skip.start(index)
    var previous = index == 0 ? UInt32.max : try skip.lastID(index - 1)
    block = index
    slot = 0
    guard index < skip.blockCount else { return try decodeTail(at: start, after: previous) }
    let width = Int(try region.u8(start))
    try BitPacking.unpack(region, at: start + 2, width: width, into: &ids)
    for index in 0..<128 {
      previous = previous &+ ids[index] &+ 1
      ids[index] = previous
    }
    packedFrequencies = start + 2 + BitPacking.byteCount(width: width)
    count = 128
  }

  private mutating func decodeTail(
    at start: Int, after previous: ParagraphID
  ) throws(SegmentError) {
    var previous = previous
    var reader = ByteReader(region, at: start)
    count = documentFrequency - BitPacking.blockSize * skip.blockCount
    for index in 0..<count {
      let pair = try reader.variableLength()
      previous = previous &+ (pair >> 1) &+ 1
      ids[index] = previous
      frequencies[index] = pair & 1 == 1 ? 1 : try reader.variableLength()
    }
    packedFrequencies = nil
  }
}
