// PostingTests.swift — packed blocks and posting lists against plain arrays.
import Testing

@testable import SearchIndex

@Suite struct PostingTests {
  @Test(arguments: 0...32)
  func aBlockOfEveryWidthComesBack(width: Int) throws {
    var numbers = SeededGenerator(UInt64(width))
    let mask: UInt32 = width == 32 ? .max : (1 << UInt32(width)) - 1
    var values = (0..<128).map { _ in UInt32.random(in: 0...(.max), using: &numbers) & mask }
    values[numbers.below(128)] = mask
    #expect(BitPacking.width(of: values.span) == width)

    var writer = ByteWriter()
    writer.u8(7)  // blocks stand at any offset
    BitPacking.pack(values, width: width, to: &writer)
    #expect(writer.count == 1 + BitPacking.byteCount(width: width))
    writer.u8(9)
    var block = [UInt32](repeating: 0xdead_beef, count: 128)
    writer.bytes.withUnsafeBytes {
      BitPacking.unpack($0.baseAddress! + 1, width: width, plus: 0, into: &block)
    }
    #expect(block == values)
    writer.bytes.withUnsafeBytes {
      BitPacking.unpackIncreasing($0.baseAddress! + 1, width: width, after: 5, into: &block)
    }
    var sum: UInt32 = 5
    #expect(
      block
        == values.map { gap in
          sum = sum &+ gap &+ 1
          return sum
        })
  }

  @Test func aListThatEndsEarlyIsDamage() throws {
    var numbers = SeededGenerator(1)
    var writer = Self.writer
    var list = Written(1000, &numbers)
    list.write(to: &writer)
    let folder = TemporaryFolder()
    let region = try folder.region(writer.output.bytes)
    for end in 0..<list.end {
      #expect(throws: SegmentError.self) {
        var cursor = PostingCursor(
          try PostingList(list.place, end: end, in: region, units: 3_000_000))
        while try cursor.next() != PostingCursor.end { _ = cursor.frequency }
      }
    }
  }

  @Test(arguments: [1, 5, 127, 128, 129, 1000])
  func aParagraphThatIsNotThereIsDamage(count: Int) throws {
    var numbers = SeededGenerator(2)
    var writer = Self.writer
    var list = Written(count, &numbers)
    list.write(to: &writer)
    let folder = TemporaryFolder()
    let region = try folder.region(writer.output.bytes)
    func walk(units: Int) throws {
      var cursor = PostingCursor(
        try PostingList(list.place, end: list.end, in: region, units: units))
      while try cursor.next() != PostingCursor.end { _ = cursor.frequency }
    }
    let last = Int(try #require(list.ids.last))
    try walk(units: last + 1)
    #expect(throws: SegmentError.self) { try walk(units: last) }
    // More than there are is known before any is read.
    #expect(throws: SegmentError.self) {
      try PostingList(list.place, end: list.end, in: region, units: count - 1)
    }
  }

  /// Two blocks whose gaps do not lead to the last paragraphs that the skip entries name.
  @Test(arguments: [3, 24, 25, 32])
  func aBlockThatIsNotWhereItIsSaidToBeIsDamage(width: Int) throws {
    let folder = TemporaryFolder()
    let noGaps = [UInt32](repeating: 0, count: 128)
    func list(_ lastIDs: [UInt32], _ gaps: [UInt32]) throws -> PostingList {
      var (bytes, blocks) = (ByteWriter(), ByteWriter())
      bytes.u32(256)
      // The weights of the list, and the bounds of the blocks.
      for _ in 0..<4 { bytes.u8(0) }
      for lastID in lastIDs {
        blocks.u8(UInt8(width))
        blocks.u8(0)
        BitPacking.pack(gaps, width: width, to: &blocks)
        bytes.u32(lastID)
        bytes.u32(UInt32(blocks.count))
      }
      bytes.append(blocks.bytes)
      let region = try folder.region(bytes.bytes)
      return try PostingList(
        PostingPlace(isLong: true, offset: 0), end: region.count, in: region, units: 1000)
    }
    func walk(_ lastIDs: [UInt32], _ gaps: [UInt32]) throws -> Int {
      var cursor = PostingCursor(try list(lastIDs, gaps))
      var count = 0
      while try cursor.next() != PostingCursor.end { count += 1 }
      return count
    }
    #expect(try walk([127, 255], noGaps) == 256)
    for lastIDs in [[126, 255], [128, 255], [128, 256], [127, 254], [127, 256]] as [[UInt32]] {
      #expect(throws: SegmentError.self, "\(lastIDs)") { try walk(lastIDs, noGaps) }
    }
    // Behind a block that ends with the largest number all begins again.
    #expect(throws: SegmentError.self) {
      var cursor = PostingCursor(try list([.max, 127], noGaps))
      _ = try cursor.decodeBlock(1)
    }
    if width == 32 {
      var gaps = noGaps
      gaps[1] = .max
      #expect(throws: SegmentError.self) { try walk([126, 253], gaps) }
    }
  }

  /// For lists of paragraphs that are all of one length.
  static var writer: PostingWriter {
    PostingWriter(
      formula: BM25(paragraphs: 1, tokens: 20), lengths: [UInt8](repeating: 20, count: 3_000_000))
  }

  /// One list among others, written and ready to be read.
  struct Written {
    var ids: [UInt32] = []
    var frequencies: [UInt32] = []
    var place = PostingPlace(rawValue: 0)
    var end = 0

    init(_ count: Int, _ numbers: inout SeededGenerator) {
      let spread = [1, 2, 10, 1000][numbers.below(4)]
      let often = [1, 2, 40, 100_000][numbers.below(4)]
      var next = UInt32(numbers.below(spread))
      for _ in 0..<count {
        ids.append(next)
        frequencies.append(UInt32(1 + numbers.below(often)))
        next += UInt32(1 + numbers.below(spread))
      }
    }

    mutating func write(to writer: inout PostingWriter) {
      var postings = PostingBuffer()
      (postings.ids, postings.frequencies) = (ids, frequencies)
      place = writer.write(postings)
      end = writer.output.count
    }

    func cursor(_ region: ByteRegion) throws -> PostingCursor {
      PostingCursor(try PostingList(place, end: end, in: region, units: 3_000_000))
    }
  }

  static let counts =
    Array(1...5) + [63, 100, 126, 127, 128, 129, 130, 200, 255, 256, 257, 300, 384, 511, 1000]
    + [1024, 1999, 2000]

  @Test(arguments: 0..<5)
  func listsComeBackWithNext(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(seed))
    var writer = Self.writer
    var lists = Self.counts.map { Written($0, &numbers) }
    for index in lists.indices { lists[index].write(to: &writer) }
    let folder = TemporaryFolder()
    let region = try folder.region(writer.output.bytes)
    for list in lists {
      var cursor = try list.cursor(region)
      #expect(cursor.documentFrequency == list.ids.count)
      var ids: [UInt32] = []
      var frequencies: [UInt32] = []
      while try cursor.next() != PostingCursor.end {
        ids.append(cursor.id)
        frequencies.append(try cursor.frequency)
      }
      #expect(ids == list.ids)
      #expect(frequencies == list.frequencies)
      #expect(try cursor.next() == PostingCursor.end)
      #expect(try cursor.advance(to: 0) == PostingCursor.end)
    }
  }

  /// Moves a cursor at random, asking for frequencies only now and then, beside a plain
  /// position in the arrays.
  @Test(arguments: 0..<40)
  func movesAtRandomAreThoseOfAnArray(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(100 + seed))
    var writer = Self.writer
    let count = seed < 20 ? Self.counts[numbers.below(Self.counts.count)] : 1 + numbers.below(2000)
    var list = Written(count, &numbers)
    list.write(to: &writer)
    let folder = TemporaryFolder()
    let region = try folder.region(writer.output.bytes)
    for _ in 0..<20 {
      var cursor = try list.cursor(region)
      var place = -1
      let leap = 1 + numbers.below([3, 50, 400, 3000][numbers.below(4)])
      while place < list.ids.count {
        if numbers.once(in: 3) {
          place += 1
          let expected = place < list.ids.count ? list.ids[place] : PostingCursor.end
          #expect(try cursor.next() == expected)
        } else {
          let from = max(place, 0)
          let near = min(list.ids.count - 1, from + numbers.below(leap))
          let target =
            numbers.once(in: 20) ? UInt32.max - 1 : list.ids[near] + UInt32(numbers.below(3))
          while place < list.ids.count, place < 0 || list.ids[place] < target { place += 1 }
          let expected = place < list.ids.count ? list.ids[place] : PostingCursor.end
          #expect(try cursor.advance(to: target) == expected)
          if place == from, numbers.once(in: 4) { break }
        }
        if place < list.ids.count {
          #expect(cursor.id == list.ids[place])
          if numbers.once(in: 2) { #expect(try cursor.frequency == list.frequencies[place]) }
        }
      }
    }
  }

  @Test(arguments: 0..<30)
  func conjunctionIsTheIntersectionOfSets(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(500 + seed))
    var writer = Self.writer
    var lists: [Written] = []
    for _ in 0..<1 + numbers.below(4) {
      var list = Written(1, &numbers)
      list.ids = (0..<UInt32(1 + numbers.below(3000))).filter { _ in !numbers.once(in: 4) }
      if list.ids.isEmpty { list.ids = [0] }
      list.frequencies = list.ids.map { _ in 1 }
      list.write(to: &writer)
      lists.append(list)
    }
    let folder = TemporaryFolder()
    let region = try folder.region(writer.output.bytes)
    let found = try Matches.intersection(of: lists.map { try $0.cursor(region) })
    let expected = lists.dropFirst().reduce(Set(lists[0].ids)) { $0.intersection($1.ids) }
    #expect(found.ids == expected.sorted())
    #expect(found.frequencies.allSatisfy { $0 == 1 })
  }

  @Test func nothingIsCommonToNoLists() throws {
    #expect(try Matches.intersection(of: []).ids == [])
  }
}
