// PostingList.swift — where the parts of one posting list stand. A fence file: reads raw memory.

/// Where a posting list stands in its section, as the dictionary keeps it: the highest bit says
/// that it is long, the others the offset of its first byte.
struct PostingPlace: Hashable, Sendable {
  let rawValue: UInt32

  /// Where no list begins or ends any more.
  static let limit = 1 << 31

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(isLong: Bool, offset: Int) {
    precondition(offset < Self.limit)
    rawValue = (isLong ? 1 << 31 : 0) | UInt32(offset)
  }

  /// Whether it has a full block or more, and so its number of postings at its head.
  var isLong: Bool { rawValue >> 31 == 1 }
  var offset: Int { Int(rawValue) & (Self.limit - 1) }

  func moved(by distance: Int) -> PostingPlace {
    PostingPlace(isLong: isLong, offset: offset + distance)
  }
}

/// The bytes of one posting list (倒排表), checked to lie in the file and to be undamaged.
///
/// Bounds and skip entries stand before the blocks, so that blocks that cannot matter are
/// passed over without being read; see FORMAT.md.
@safe package struct PostingList: @unchecked Sendable {
  /// Number of paragraphs (of documents, in the title field) that hold the term.
  package let documentFrequency: Int
  let blockCount: Int
  /// Every paragraph of the list is less than this.
  private let units: Int
  private let file: MappedFile
  /// Where the list begins in the file, in bytes.
  private let origin: Int
  private let byteCount: Int
  private let base: UnsafeRawPointer

  private static let skipEntrySize = 8
  /// Number of postings, largest and tenth-largest weight, before the bounds of the blocks.
  private static let headSize = 6

  /// The list at `place` of `region`, which ends where the next one begins.
  ///
  /// - Parameter units: how many paragraphs (documents, in the title field) there are.
  init(
    _ place: PostingPlace, end: Int, in region: ByteRegion, units: Int
  ) throws(SegmentError) {
    guard place.offset < end else {
      throw .damaged(file: region.file.name, offset: region.range.lowerBound + place.offset)
    }
    let range = try region.require(place.offset..<end)
    self.units = units
    file = region.file
    origin = range.lowerBound
    byteCount = range.count
    unsafe base = region.file.address(of: range)
    let bytes = unsafe UnsafeRawBufferPointer(start: base, count: range.count)
    if place.isLong {
      documentFrequency =
        range.count < Self.headSize
        ? 0 : unsafe Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
      blockCount = documentFrequency / BitPacking.blockSize
    } else {
      documentFrequency = unsafe Self.count(bytes)
      blockCount = 0
    }
    let isSound =
      place.isLong
      ? documentFrequency >= BitPacking.blockSize && blocksOffset <= byteCount
      : (1..<BitPacking.blockSize).contains(documentFrequency)
    guard isSound, documentFrequency <= units else { throw damaged(at: 0) }
  }

  /// How many postings end in the bytes of a list that is not long.
  private static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
    var (count, isFrequency) = (0, false)
    var isOne = true
    var isFirst = true
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      if isFirst, !isFrequency { isOne = byte & 1 == 1 }
      isFirst = byte < 0x80
      if !isFirst { continue }
      if isFrequency || isOne { count += 1 }
      isFrequency = !isFrequency && !isOne
    }
    return count
  }

  /// Where the skip entries begin: after the bounds of the blocks and of the tail.
  @inline(__always)
  private var skipsOffset: Int { Self.headSize &+ blockCount &+ (hasTail ? 1 : 0) }

  /// Where the blocks begin in the list.
  private var blocksOffset: Int {
    blockCount == 0 ? 0 : skipsOffset + Self.skipEntrySize * blockCount
  }

  /// What no posting of the list weighs more than, and what ten of them weigh at least;
  /// nil when there are no full blocks.
  var weightBounds: (largest: ImpactCode, tenth: ImpactCode)? {
    blockCount == 0 ? nil : (ImpactCode(byte(4)), ImpactCode(byte(5)))
  }

  /// Whether postings stand after the last full block.
  var hasTail: Bool { documentFrequency > BitPacking.blockSize * blockCount }

  /// Whether a block has a bound; `blockCount` stands for the tail.
  func hasBound(of block: Int) -> Bool {
    block < blockCount || blockCount > 0 && hasTail
  }

  /// What no posting of a block that has a bound weighs more than.
  @inline(__always)
  func bound(of block: Int) -> ImpactCode { ImpactCode(byte(Self.headSize &+ block)) }

  /// The last paragraph of a full block.
  @inline(__always)
  func lastID(of block: Int) -> ParagraphID {
    word(skipsOffset &+ Self.skipEntrySize &* block)
  }

  /// Where a full block begins in the list; `blockCount` gives the tail.
  @inline(__always)
  private func start(of block: Int) -> Int {
    if block == 0 { return blocksOffset }
    let entry = skipsOffset &+ Self.skipEntrySize &* (block &- 1)
    return blocksOffset &+ Int(word(entry &+ 4))
  }

  /// The first block from `block` on whose last paragraph is not before `target`;
  /// `blockCount` when only the tail can hold it.
  ///
  /// Complexity: O(log d), d the distance; exponential search, then binary.
  func block(from block: Int, reaching target: ParagraphID) -> Int {
    var (low, step) = (block, 1)
    var high = block
    while high < blockCount, lastID(of: high) < target {
      low = high + 1
      high += step
      step *= 2
    }
    return lowerBound(low..<min(high, blockCount)) { lastID(of: $0) < target }
  }

  /// Decodes the paragraphs of a full block; returns where its frequencies stand.
  func decodeIDs(
    of block: Int, into ids: UnsafeMutablePointer<UInt32>
  ) throws(SegmentError) -> PackedFrequencies {
    let (from, end) = (start(of: block), start(of: block + 1))
    guard from >= blocksOffset, from + 2 <= end, end <= byteCount else { throw damaged(at: from) }
    let (idWidth, countWidth) = (Int(byte(from)), Int(byte(from + 1)))
    let middle = from + 2 + BitPacking.byteCount(width: idWidth)
    guard idWidth <= 32, countWidth <= 32,
      middle + BitPacking.byteCount(width: countWidth) == end
    else { throw damaged(at: from) }
    let previous = block == 0 ? UInt32.max : lastID(of: block - 1)
    unsafe BitPacking.unpackIncreasing(base + from + 2, width: idWidth, after: previous, into: ids)
    let isBehind = unsafe block == 0 || previous < ids[0]
    // Gaps of up to 24 bits cannot pass 32 bits together: the last number proves the others.
    let isIncreasing =
      unsafe ids[0] <= ids[127]
      && (idWidth <= 24 || (1..<128).allSatisfy { unsafe ids[$0 - 1] < ids[$0] })
    guard isBehind, isIncreasing, unsafe ids[127] == lastID(of: block), unsafe ids[127] < units
    else { throw damaged(at: from) }
    return PackedFrequencies(offset: middle, width: countWidth)
  }

  /// Decodes the frequencies of a full block.
  func decode(_ packed: PackedFrequencies, into frequencies: UnsafeMutablePointer<UInt32>) {
    unsafe BitPacking.unpack(
      base + packed.offset, width: packed.width, plus: 1, into: frequencies)
  }

  /// Decodes the postings after the last full block; returns how many there are.
  func decodeTail(
    into ids: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafeMutablePointer<UInt32>
  ) throws(SegmentError) -> Int {
    let count = documentFrequency - BitPacking.blockSize * blockCount
    var offset = start(of: blockCount)
    var previous = blockCount == 0 ? UInt32.max : lastID(of: blockCount - 1)
    for index in 0..<count {
      let pair = try variableLength(&offset)
      let next = previous &+ (pair >> 1) &+ 1
      guard next > previous || index == 0 && blockCount == 0, next < units else {
        throw damaged(at: offset)
      }
      previous = next
      unsafe ids[index] = previous
      unsafe frequencies[index] = pair & 1 == 1 ? 1 : try variableLength(&offset)
    }
    return count
  }

  /// Appends all postings to `postings`.
  func append(to postings: inout PostingBuffer) throws(SegmentError) {
    let count = documentFrequency
    let full = BitPacking.blockSize * blockCount
    unsafe try postings.append(count: count) { ids, frequencies throws(SegmentError) in
      for block in 0..<blockCount {
        let start = BitPacking.blockSize * block
        let packed = unsafe try decodeIDs(of: block, into: ids + start)
        unsafe decode(packed, into: frequencies + start)
      }
      _ = unsafe try decodeTail(into: ids + full, frequencies + full)
    }
  }

  /// An unsigned LEB128 integer: seven bits a byte, lowest first.
  private func variableLength(_ offset: inout Int) throws(SegmentError) -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while shift < 35, offset < byteCount {
      let byte = byte(offset)
      offset += 1
      value |= UInt32(byte & 0x7f) &<< shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw damaged(at: offset)
  }

  func damaged(at offset: Int) -> SegmentError {
    .damaged(file: file.name, offset: origin + offset)
  }

  @inline(__always)
  private func byte(_ offset: Int) -> UInt8 {
    unsafe base.load(fromByteOffset: offset, as: UInt8.self)
  }

  @inline(__always)
  private func word(_ offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

/// Where the frequencies of a decoded block stand in its list.
struct PackedFrequencies: Sendable {
  var offset: Int
  /// Bits of the largest frequency less one.
  var width: Int
}
