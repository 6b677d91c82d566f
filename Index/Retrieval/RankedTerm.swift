// RankedTerm.swift — a term made ready to be ranked: its list, its weight, its bounds.

/// The posting list of one term in one segment, and what it is worth in a query.
struct RankedTerm {
  var cursor: PostingCursor
  let idf: Float
  /// What a bound of this segment is multiplied with to hold for the whole index.
  private let above: Float
  /// No paragraph scores more.
  private(set) var largest: Float
  /// Ten paragraphs score at least this; 0 when that is not known.
  private(set) var tenth: Float

  init(
    _ list: PostingList, idf: Float, _ formula: BM25, _ lengths: Column<UInt8>,
    drift: (above: Float, below: Float)
  ) throws(SegmentError) {
    cursor = PostingCursor(list)
    self.idf = idf
    // Rounding of single-precision products must not make a bound too tight.
    above = idf * drift.above * 1.00001
    if let bounds = list.weightBounds {
      largest = bounds.largest.weight * above
      tenth = bounds.tenth.weight * idf * drift.below * 0.99999
      return
    }
    (largest, tenth) = (0, 0)
    while try cursor.next() != PostingCursor.end {
      let code = lengths[cursor.id]
      largest = max(largest, idf * formula.weight(frequency: cursor.frequency, lengthCode: code))
    }
    // Sums of bounds are added up in another order than sums of scores.
    largest *= 1.00001
    cursor = PostingCursor(list)
    try cursor.next()
  }

  /// No paragraph of a block, or of the tail, scores more.
  @inline(__always)
  func bound(of block: Int) -> Float {
    cursor.list.blockCount == 0 ? largest : cursor.list.bound(of: block).weight * above
  }

  /// Offers every paragraph that holds the term and scores more than the bar. Blocks that
  /// can hold none are not decoded.
  ///
  /// Source: Ding & Suel, “Faster Top-k Document Retrieval Using Block-Max Indexes”,
  /// SIGIR 2011, for one term.
  consuming func rank(
    _ formula: BM25, _ lengths: Column<UInt8>, accept: Bitmap?, into best: inout BestParagraphs
  ) throws(SegmentError) {
    let list = cursor.list
    var block = 0
    while block < list.blockCount || block == list.blockCount && list.hasTail {
      if bound(of: block) <= best.bar {
        block += 1
        continue
      }
      guard try cursor.decodeBlock(block) else { break }
      repeat {
        let code = lengths[cursor.id]
        let score = idf * formula.weight(frequency: cursor.frequency, lengthCode: code)
        if score > best.bar, accept.map({ $0[Int(cursor.id)] }) ?? true {
          best.insert(cursor.id, score)
        }
      } while cursor.nextInBlock()
      block += 1
    }
  }
}
