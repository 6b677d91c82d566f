// PostingWriter.swift — one term's postings → full blocks with skip data, and a tail.

/// Number of a paragraph within its segment, from 0.
package typealias ParagraphID = UInt32

/// Writes posting lists (倒排表), one after the other, into one section; see FORMAT.md.
struct PostingWriter: Sendable {
  private(set) var output = ByteWriter()
  private let formula: BM25
  /// Length codes of all units, for the weights of their postings.
  private let lengths: [UInt8]

  private var bounds = ByteWriter()
  private var skips = ByteWriter()
  private var blocks = ByteWriter()
  /// The ten largest weights of a list, largest first.
  private var best = [Float](repeating: 0, count: 10)
  private var gaps = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var counts = [UInt32](repeating: 0, count: BitPacking.blockSize)

  init(formula: BM25, lengths: [UInt8]) {
    self.formula = formula
    self.lengths = lengths
  }

  /// Forgets the lists that were written, but keeps the memory.
  mutating func removeAll() { output.removeAll() }

  /// Appends a list; returns where it begins.
  mutating func write(_ postings: PostingBuffer) -> PostingPlace {
    let offset = output.count
    let (ids, frequencies) = (postings.ids.span, postings.frequencies.span)
    let tail = ids.count / BitPacking.blockSize * BitPacking.blockSize
    if tail > 0 {
      writeBlocks(ids.extracting(0..<tail), frequencies.extracting(0..<tail))
      if tail < ids.count {
        let rest = tail..<ids.count
        addBound(of: ids.extracting(rest), frequencies.extracting(rest))
      }
      output.u32(UInt32(ids.count))
      output.u8(ImpactCode(above: best[0]).rawValue)
      output.u8(ImpactCode(below: best[9]).rawValue)
      output.append(bounds.bytes)
      output.append(skips.bytes)
      output.append(blocks.bytes)
    }
    // One before paragraph 0, where nothing stands before it.
    let previous = tail > 0 ? ids[tail - 1] : .max
    Self.writeTail(
      ids.extracting(tail..<ids.count), frequencies.extracting(tail..<ids.count),
      after: previous, to: &output)
    return PostingPlace(isLong: tail > 0, offset: offset)
  }

  /// Writes full blocks, with what stands before them, aside.
  private mutating func writeBlocks(_ ids: Span<ParagraphID>, _ frequencies: Span<UInt32>) {
    bounds.removeAll()
    skips.removeAll()
    blocks.removeAll()
    for slot in best.indices { best[slot] = 0 }
    var previous = UInt32.max
    for start in stride(from: 0, to: ids.count, by: BitPacking.blockSize) {
      let range = start..<start + BitPacking.blockSize
      let (ids, frequencies) = (ids.extracting(range), frequencies.extracting(range))
      Self.subtract(ids, frequencies, after: previous, &gaps, &counts)
      previous = ids[BitPacking.blockSize - 1]
      addBound(of: ids, frequencies)
      let widths = (BitPacking.width(of: gaps.span), BitPacking.width(of: counts.span))
      blocks.u8(UInt8(widths.0))
      blocks.u8(UInt8(widths.1))
      BitPacking.pack(gaps, width: widths.0, to: &blocks)
      BitPacking.pack(counts, width: widths.1, to: &blocks)
      skips.u32(previous)
      skips.u32(UInt32(blocks.count))
    }
  }

  /// What is written of a block: by how much each paragraph passes the least it could be, and
  /// each frequency less one.
  private static func subtract(
    _ ids: Span<ParagraphID>, _ frequencies: Span<UInt32>, after first: UInt32,
    _ gaps: inout [UInt32], _ counts: inout [UInt32]
  ) {
    var gaps = gaps.mutableSpan
    var counts = counts.mutableSpan
    var previous = first
    for slot in 0..<BitPacking.blockSize {
      gaps[slot] = ids[slot] &- previous &- 1
      counts[slot] = frequencies[slot] &- 1
      previous = ids[slot]
    }
  }

  /// Adds the largest weight of a block, or of the tail, and keeps the ten largest of all.
  private mutating func addBound(of ids: Span<ParagraphID>, _ frequencies: Span<UInt32>) {
    let bound = Self.bound(ids, frequencies, lengths, formula)
    if bound > best[9] {
      for slot in ids.indices { rank(weight(ids[slot], frequencies[slot])) }
    }
    bounds.u8(ImpactCode(above: bound).rawValue)
  }

  private static func bound(
    _ ids: Span<ParagraphID>, _ frequencies: Span<UInt32>, _ lengths: [UInt8], _ formula: BM25
  ) -> Float {
    let (lengths, table) = (lengths.span, formula.table.span)
    var bound: Float = 0
    for slot in ids.indices {
      let (code, frequency) = (lengths[Int(ids[slot])], frequencies[slot])
      let weight =
        frequency <= BM25.tableFrequency
        ? table[Int(frequency) &<< 8 | Int(code)]
        : formula.weight(frequency: frequency, lengthCode: code)
      bound = weight > bound ? weight : bound
    }
    return bound
  }

  private static func writeTail(
    _ ids: Span<ParagraphID>, _ frequencies: Span<UInt32>, after first: UInt32,
    to output: inout ByteWriter
  ) {
    output.append(atMost: 10 * ids.count) { output in
      var previous = first
      for index in ids.indices {
        let (gap, frequency) = (ids[index] &- previous &- 1, frequencies[index])
        output.variableLength(gap << 1 | (frequency == 1 ? 1 : 0))
        if frequency != 1 { output.variableLength(frequency) }
        previous = ids[index]
      }
    }
  }

  @inline(__always)
  private func weight(_ id: ParagraphID, _ frequency: UInt32) -> Float {
    formula.weight(frequency: frequency, lengthCode: lengths[Int(id)])
  }

  /// Keeps a weight if it is one of the ten largest.
  @inline(__always)
  private mutating func rank(_ weight: Float) {
    if weight > best[9] { insert(weight) }
  }

  @inline(never)
  private mutating func insert(_ weight: Float) {
    var slot = 9
    while slot > 0, best[slot - 1] < weight {
      best[slot] = best[slot - 1]
      slot -= 1
    }
    best[slot] = weight
  }
}
