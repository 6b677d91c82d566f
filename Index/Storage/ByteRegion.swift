// ByteRegion.swift — a section of a mapped file, read with bounds and checksums checked.

/// A range of a mapped file that can be kept and copied: *file + offset*, opened
/// again at every read.
///
/// Every read goes through `require`, so a damaged page is an error before it is
/// an answer.
struct ByteRegion: Sendable {
  let file: MappedFile
  /// Where the region stands in the file, in bytes.
  let range: Range<Int>

  var count: Int { range.count }

  /// Checks the pages of `part`; returns its range in the file.
  @inline(__always)
  func require(_ part: Range<Int>) throws(SegmentError) -> Range<Int> {
    guard part.lowerBound >= 0, part.upperBound <= count else {
      throw .damaged(file: file.name, offset: range.lowerBound + max(0, part.lowerBound))
    }
    let absolute = range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
    try file.require(absolute)
    return absolute
  }

  @inline(__always)
  func u8(_ index: Int) throws(SegmentError) -> UInt8 {
    file.load(UInt8.self, at: try require(index..<index + 1).lowerBound)
  }

  /// The `index`th entry of a table of 16-bit integers.
  @inline(__always)
  func u16(_ index: Int) throws(SegmentError) -> UInt16 {
    file.load(UInt16.self, at: try require(2 * index..<2 * index + 2).lowerBound)
  }

  /// The first entry of `range` of a sorted table of 16-bit integers that is not below `value`.
  func lowerBound(of value: UInt16, in range: Range<Int>) throws(SegmentError) -> Int {
    let start = try require(2 * range.lowerBound..<2 * range.upperBound).lowerBound
    var (low, length) = (0, range.count)
    // Without branches to foresee.
    while length > 0 {
      let half = (length + 1) >> 1
      let isBelow = file.load(UInt16.self, at: start &+ 2 &* (low &+ half &- 1)) < value
      low &+= isBelow ? half : 0
      length &-= half
    }
    return range.lowerBound + low
  }

  /// The `index`th entry of a table of 32-bit integers.
  @inline(__always)
  func u32(_ index: Int) throws(SegmentError) -> UInt32 {
    file.load(UInt32.self, at: try require(4 * index..<4 * index + 4).lowerBound)
  }

  /// The `index`th and the next entry of a table of 32-bit integers.
  @inline(__always)
  func pair(_ index: Int) throws(SegmentError) -> (UInt32, UInt32) {
    let place = try require(4 * index..<4 * index + 8).lowerBound
    return (file.load(UInt32.self, at: place), file.load(UInt32.self, at: place + 4))
  }

  /// The `index`th and the next entry of a table of 32-bit integers, as a half-open range.
  func range(_ index: Int) throws(SegmentError) -> Range<Int> {
    let (first, next) = try pair(index)
    let (start, end) = (Int(first), Int(next))
    guard start <= end else {
      throw .damaged(file: file.name, offset: range.lowerBound + 4 * index)
    }
    return start..<end
  }

  func bytes(_ part: Range<Int>) throws(SegmentError) -> [UInt8] {
    file.copy(try require(part))
  }

  /// Whether a part comes before `bytes` in the order of bytes.
  func precedes(_ part: Range<Int>, _ bytes: [UInt8]) throws(SegmentError) -> Bool {
    file.precedes(try require(part), bytes)
  }

  func string(_ part: Range<Int>) throws(SegmentError) -> String {
    String(decoding: try bytes(part), as: UTF8.self)
  }
}
