// SkipData.swift — where each full block of a posting list ends, and at which paragraph.

/// The skip entries of one posting list: for each full block its last paragraph and
/// where it ends, counted from the end of the skip entries.
struct SkipData {
  static let entrySize = 8

  private let region: ByteRegion
  /// Where the entries begin in the region, in bytes.
  private let offset: Int
  let blockCount: Int

  init(_ region: ByteRegion, at offset: Int, documentFrequency: Int) {
    self.region = region
    self.offset = offset
    blockCount = documentFrequency / BitPacking.blockSize
  }

  /// Where the blocks begin.
  var blocksOffset: Int { offset + Self.entrySize * blockCount }

  func lastID(_ block: Int) throws(SegmentError) -> ParagraphID {
    try word(offset + Self.entrySize * block)
  }

  /// Where `block` begins in the region; `blockCount` gives the tail.
  func start(_ block: Int) throws(SegmentError) -> Int {
    if block == 0 { return blocksOffset }
    return blocksOffset + Int(try word(offset + Self.entrySize * (block - 1) + 4))
  }

  /// The first block from `block` on whose last paragraph is not before `target`;
  /// `blockCount` when only the tail can hold it.
  ///
  /// Complexity: O(log d), d the distance; exponential search, then binary.
  func block(from block: Int, reaching target: ParagraphID) throws(SegmentError) -> Int {
    var (low, step) = (block, 1)
    var high = block
    while high < blockCount, try lastID(high) < target {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, blockCount)
    while low < high {
      let middle = (low + high) / 2
      if try lastID(middle) < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func word(_ position: Int) throws(SegmentError) -> UInt32 {
    region.file.load(UInt32.self, at: try region.require(position..<position + 4).lowerBound)
  }
}
