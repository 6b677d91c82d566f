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
  static func width(of values: Span<UInt32>) -> Int {
    var all: UInt32 = 0
    for index in values.indices { all |= values[index] }
    return 32 - all.leadingZeroBitCount
  }

  static func pack(_ values: [UInt32], width: Int, to writer: inout ByteWriter) {
    precondition(values.count == blockSize && width <= 32)
    if width == 0 { return }
    writer.append(atMost: byteCount(width: width)) { output in
      unsafe output.withUnsafeMutableBufferPointer { bytes, count in
        guard let base = bytes.baseAddress else { return }
        unsafe pack(values.span, width, at: UnsafeMutableRawPointer(base))
        count += byteCount(width: width)
      }
    }
  }

  @inline(__always)
  private static func pack(_ values: Span<UInt32>, _ width: Int, at base: UnsafeMutableRawPointer) {
    let width = UInt32(width)
    var pending = SIMD4<UInt32>.zero
    var (filled, offset): (UInt32, Int) = (0, 0)
    for row in 0..<32 {
      let value = SIMD4(
        values[4 * row], values[4 * row + 1], values[4 * row + 2], values[4 * row + 3])
      pending |= value &<< SIMD4(repeating: filled)
      filled += width
      if filled >= 32 {
        unsafe base.storeBytes(of: pending, toByteOffset: offset, as: SIMD4<UInt32>.self)
        offset &+= 16
        filled -= 32
        pending = filled == 0 ? .zero : value &>> SIMD4(repeating: width - filled)
      }
    }
  }

  /// Unpacks the block at `source`, `byteCount(width:)` bytes, into 128 integers.
  @unsafe
  static func unpack(
    _ source: UnsafeRawPointer, width: Int, plus added: UInt32,
    into block: UnsafeMutablePointer<UInt32>
  ) {
    let add = SIMD4(repeating: added)
    unsafe withEachRow(source, width) { row, value in
      unsafe store(value &+ add, row, block)
    }
  }

  /// Unpacks gaps into the increasing numbers that they stand for: each is the one
  /// before it, plus its gap, plus one.
  @unsafe
  static func unpackIncreasing(
    _ source: UnsafeRawPointer, width: Int, after previous: UInt32,
    into block: UnsafeMutablePointer<UInt32>
  ) {
    var last = SIMD4(repeating: previous)
    let one = SIMD4<UInt32>(repeating: 1)
    unsafe withEachRow(source, width) { row, value in
      var sums = value &+ one
      // Two steps of a prefix sum: within pairs of lanes, then from the first pair to the second.
      let pairs = unsafe unsafeBitCast(sums, to: SIMD2<UInt64>.self)
      sums = unsafe sums &+ unsafeBitCast(pairs &<< SIMD2(repeating: 32), to: SIMD4<UInt32>.self)
      sums = sums &+ SIMD4(0, 0, sums.y, sums.y)
      sums = sums &+ last
      unsafe store(sums, row, block)
      last = SIMD4(repeating: sums.w)
    }
  }

  @inline(__always)
  private static func store(
    _ value: SIMD4<UInt32>, _ row: Int, _ block: UnsafeMutablePointer<UInt32>
  ) {
    unsafe UnsafeMutableRawPointer(block).storeBytes(
      of: value, toByteOffset: 16 &* row, as: SIMD4<UInt32>.self)
  }

  /// Calls `body` with the 32 rows of a block, in order. For each width of common use all rows are
  /// compiled one by one, with the width known: where each begins and how far it is shifted are
  /// then constants.
  @inline(__always)
  private static func withEachRow(
    _ source: UnsafeRawPointer, _ width: Int, _ body: (Int, SIMD4<UInt32>) -> Void
  ) {
    switch width {
    case 0: for row in 0..<32 { body(row, .zero) }
    case 1: unsafe allRows(source, 1, body)
    case 2: unsafe allRows(source, 2, body)
    case 3: unsafe allRows(source, 3, body)
    case 4: unsafe allRows(source, 4, body)
    case 5: unsafe allRows(source, 5, body)
    case 6: unsafe allRows(source, 6, body)
    case 7: unsafe allRows(source, 7, body)
    case 8: unsafe allRows(source, 8, body)
    case 9: unsafe allRows(source, 9, body)
    case 10: unsafe allRows(source, 10, body)
    case 11: unsafe allRows(source, 11, body)
    case 12: unsafe allRows(source, 12, body)
    default: for row in 0..<32 { body(row, unsafe self.row(row, source, width)) }
    }
  }

  /// The compiler does not unroll so long a loop.
  @inline(__always)
  private static func allRows(
    _ source: UnsafeRawPointer, _ width: Int, _ body: (Int, SIMD4<UInt32>) -> Void
  ) {
    unsafe eightRows(0, source, width, body)
    unsafe eightRows(8, source, width, body)
    unsafe eightRows(16, source, width, body)
    unsafe eightRows(24, source, width, body)
  }

  @inline(__always)
  private static func eightRows(
    _ first: Int, _ source: UnsafeRawPointer, _ width: Int, _ body: (Int, SIMD4<UInt32>) -> Void
  ) {
    body(first, unsafe row(first, source, width))
    body(first + 1, unsafe row(first + 1, source, width))
    body(first + 2, unsafe row(first + 2, source, width))
    body(first + 3, unsafe row(first + 3, source, width))
    body(first + 4, unsafe row(first + 4, source, width))
    body(first + 5, unsafe row(first + 5, source, width))
    body(first + 6, unsafe row(first + 6, source, width))
    body(first + 7, unsafe row(first + 7, source, width))
  }

  /// Four integers; those that lie across two words take their upper bits from the second.
  @inline(__always)
  private static func row(
    _ row: Int, _ source: UnsafeRawPointer, _ width: Int
  ) -> SIMD4<UInt32> {
    let first = row &* width
    let (word, shift) = (first &>> 5, first & 31)
    let mask = SIMD4<UInt32>(repeating: width >= 32 ? .max : (1 &<< UInt32(width)) &- 1)
    var value =
      unsafe source.loadUnaligned(fromByteOffset: 16 &* word, as: SIMD4<UInt32>.self)
      &>> SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
    if shift &+ width > 32 {
      let upper = unsafe source.loadUnaligned(
        fromByteOffset: 16 &* word &+ 16, as: SIMD4<UInt32>.self)
      value |= upper &<< SIMD4(repeating: UInt32(truncatingIfNeeded: 32 &- shift))
    }
    return value & mask
  }
}
