// PostingWriter.swift — one term's postings → full blocks with skip data, and a tail.

/// Number of a paragraph within its segment, from 0.
package typealias ParagraphID = UInt32

/// Writes posting lists (倒排表), one after the other, into one section.
///
/// A list of *n* postings is `n / 128` skip entries, as many packed blocks, and the
/// other postings as variable-length pairs; see FORMAT.md.
struct PostingWriter {
  private(set) var output = ByteWriter()

  /// Appends a list; returns the offset at which it begins.
  ///
  /// Shape: `ids` strictly increase; `frequencies` is parallel, each at least 1.
  mutating func write(
    ids: ArraySlice<ParagraphID>, frequencies: ArraySlice<UInt32>
  ) throws(SegmentError) -> UInt32 {
    guard output.count < 1 << 31 else { throw .tooLarge(what: "the posting lists") }
    let offset = UInt32(output.count)
    let blockCount = ids.count / BitPacking.blockSize
    var blocks = ByteWriter()
    var previous: UInt32 = .max  // one before paragraph 0
    var index = (ids.startIndex, frequencies.startIndex)
    for _ in 0..<blockCount {
      var gaps: [UInt32] = []
      var counts: [UInt32] = []
      gaps.reserveCapacity(BitPacking.blockSize)
      counts.reserveCapacity(BitPacking.blockSize)
      for _ in 0..<BitPacking.blockSize {
        gaps.append(ids[index.0] &- previous &- 1)
        counts.append(frequencies[index.1] - 1)
        previous = ids[index.0]
        index = (index.0 + 1, index.1 + 1)
      }
      let widths = (BitPacking.width(of: gaps), BitPacking.width(of: counts))
      blocks.u8(UInt8(widths.0))
      blocks.u8(UInt8(widths.1))
      BitPacking.pack(gaps, width: widths.0, to: &blocks)
      BitPacking.pack(counts, width: widths.1, to: &blocks)
      output.u32(previous)
      output.u32(UInt32(blocks.count))
    }
    output.append(blocks.bytes)
    while index.0 < ids.endIndex {
      let gap = ids[index.0] &- previous &- 1
      let frequency = frequencies[index.1]
      output.variableLength(gap << 1 | (frequency == 1 ? 1 : 0))
      if frequency != 1 { output.variableLength(frequency) }
      previous = ids[index.0]
      index = (index.0 + 1, index.1 + 1)
    }
    return offset
  }
}
