// BitPacking.swift — 128 integers at w bits each. A fence file: reads raw memory.

/// Blocks of 128 unsigned integers, packed vertically: lane `l` of row `r` holds
/// integer `4r + l`, so that four integers are packed and unpacked at once.
///
/// Source: Lemire & Boytsov, “Decoding billions of integers per second through
/// vectorization”, Software: Practice & Experience 45(1), 2015, §4 (SIMD-BP128).
enum BitPacking {
  static let blockSize = 128

  /// Bytes that a block takes at `width` bits.
  static func byteCount(width: Int) -> Int { 16 * width }

  /// The bits that the largest of `values` needs, 0…32.
  static func width(of values: [UInt32]) -> Int {
    var all: UInt32 = 0
    for value in values { all |= value }
    return 32 - all.leadingZeroBitCount
  }

  static func pack(_ values: [UInt32], width: Int, to writer: inout ByteWriter) {
    precondition(values.count == blockSize)
    if width == 0 { return }
    var words = [SIMD4<UInt32>](repeating: .zero, count: width)
    for row in 0..<32 {
      let value = SIMD4(
        values[4 * row], values[4 * row + 1], values[4 * row + 2], values[4 * row + 3])
      let bit = row * width
      let (word, shift) = (bit >> 5, UInt32(bit & 31))
      words[word] |= value &<< SIMD4(repeating: shift)
      if shift + UInt32(width) > 32 {
        words[word + 1] |= value &>> SIMD4(repeating: 32 - shift)
      }
    }
    for word in words {
      for lane in 0..<4 { writer.u32(word[lane]) }
    }
  }

  /// Unpacks the block at `range` of `region`, whose length is `byteCount(width:)`.
  @inline(__always)
  static func unpack(
    _ region: ByteRegion, at offset: Int, width: Int, into block: inout [128 of UInt32]
  ) throws(SegmentError) {
    guard width <= 32 else {
      throw .damaged(file: region.file.name, offset: region.range.lowerBound + offset)
    }
    let range = try region.require(offset..<offset + byteCount(width: width))
    unsafe region.file.withBytes(range) { bytes in
      guard width > 0, let base = bytes.baseAddress else {
        for index in 0..<blockSize { block[index] = 0 }
        return
      }
      let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 &<< UInt32(width)) &- 1)
      for row in 0..<32 {
        let bit = row &* width
        let (word, shift) = (bit &>> 5, UInt32(truncatingIfNeeded: bit & 31))
        var value =
          unsafe base.loadUnaligned(
            fromByteOffset: 16 &* word, as: SIMD4<UInt32>.self) &>> SIMD4(repeating: shift)
        if shift &+ UInt32(truncatingIfNeeded: width) > 32 {
          value |=
            unsafe base.loadUnaligned(
              fromByteOffset: 16 &* (word &+ 1), as: SIMD4<UInt32>.self)
            &<< SIMD4(repeating: 32 &- shift)
        }
        value &= mask
        for lane in 0..<4 { block[4 &* row &+ lane] = value[lane] }
      }
    }
  }
}
