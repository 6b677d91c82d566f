// PostingWriter.swift — one term's postings → full blocks with skip data, and a tail.

/// Number of a paragraph within its segment, from 0.
package typealias ParagraphID = UInt32

/// Writes posting lists (倒排表), one after the other, into one section; see FORMAT.md.
struct PostingWriter {
  private(set) var output = ByteWriter()
  private let formula: BM25
  /// Length codes of all units, for the weights of their postings.
  private let lengths: [UInt8]

  init(formula: BM25, lengths: [UInt8]) {
    self.formula = formula
    self.lengths = lengths
  }

  /// Appends a list; returns where it begins.
  ///
  /// Shape: `ids` strictly increase; `frequencies` is parallel, each at least 1.
  mutating func write(
    ids: Span<ParagraphID>, frequencies: Span<UInt32>
  ) throws(SegmentError) -> PostingPlace {
    guard output.count < PostingPlace.limit else { throw .tooLarge(what: "the posting lists") }
    let offset = output.count
    var previous: UInt32 = .max  // one before paragraph 0
    let fullCount = ids.count / BitPacking.blockSize * BitPacking.blockSize
    if fullCount > 0 {
      let weights = weights(ids, frequencies)
      var (skips, blocks) = (ByteWriter(), ByteWriter())
      var gaps = [UInt32](repeating: 0, count: BitPacking.blockSize)
      var counts = gaps
      output.u32(UInt32(ids.count))
      output.u8(ImpactCode(above: weights.largest).rawValue)
      output.u8(ImpactCode(below: weights.tenth).rawValue)
      var index = 0
      while index < fullCount {
        var bound: Float = 0
        for slot in 0..<BitPacking.blockSize {
          let (id, frequency) = (ids[index &+ slot], frequencies[index &+ slot])
          gaps[slot] = id &- previous &- 1
          counts[slot] = frequency &- 1
          previous = id
          bound = max(bound, weight(id, frequency))
        }
        let widths = (BitPacking.width(of: gaps.span), BitPacking.width(of: counts.span))
        blocks.u8(UInt8(widths.0))
        blocks.u8(UInt8(widths.1))
        BitPacking.pack(gaps.span, width: widths.0, to: &blocks)
        BitPacking.pack(counts.span, width: widths.1, to: &blocks)
        output.u8(ImpactCode(above: bound).rawValue)
        skips.u32(previous)
        skips.u32(UInt32(blocks.count))
        index += BitPacking.blockSize
      }
      output.append(skips.bytes)
      output.append(blocks.bytes)
    }
    for index in fullCount..<ids.count {
      let (gap, frequency) = (ids[index] &- previous &- 1, frequencies[index])
      output.variableLength(gap << 1 | (frequency == 1 ? 1 : 0))
      if frequency != 1 { output.variableLength(frequency) }
      previous = ids[index]
    }
    return PostingPlace(isLong: fullCount > 0, offset: offset)
  }

  @inline(__always)
  private func weight(_ id: ParagraphID, _ frequency: UInt32) -> Float {
    formula.weight(frequency: frequency, lengthCode: lengths[Int(id)])
  }

  /// The largest and the tenth-largest weight.
  private func weights(
    _ ids: Span<ParagraphID>, _ frequencies: Span<UInt32>
  ) -> (largest: Float, tenth: Float) {
    var best = [Float](repeating: 0, count: 10)
    for index in ids.indices {
      let weight = weight(ids[index], frequencies[index])
      if weight <= best[9] { continue }
      var slot = 9
      while slot > 0, best[slot - 1] < weight {
        best[slot] = best[slot - 1]
        slot -= 1
      }
      best[slot] = weight
    }
    return (best[0], best[9])
  }
}
