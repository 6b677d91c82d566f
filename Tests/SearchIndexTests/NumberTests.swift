// NumberTests.swift — integers of the format, lengths in a byte, sets and the best k.
import Testing

@testable import SearchIndex

@Suite struct NumberTests {
  @Test(
    arguments: [
      (0, [0]), (1, [1]), (127, [0x7f]), (128, [0x80, 1]), (300, [0xac, 2]),
      (16_383, [0xff, 0x7f]),
      (16_384, [0x80, 0x80, 1]), (0xffff_ffff, [0xff, 0xff, 0xff, 0xff, 0x0f]),
    ] as [(UInt32, [UInt8])])
  func variableLengthIntegersAreLEB128(value: UInt32, bytes: [UInt8]) throws {
    var writer = ByteWriter()
    writer.append(atMost: 5) { $0.variableLength(value) }
    #expect(writer.bytes == bytes)
  }

  /// Values of Lucene's table, to be looked up by its byte.
  @Test(
    arguments: [
      (0, 0), (1, 1), (23, 23), (24, 24), (39, 39), (40, 40), (41, 42), (47, 54), (48, 56),
      (49, 60),
      (56, 88), (57, 96), (64, 152), (72, 280), (80, 536), (255, 2_013_265_944),
    ] as [(UInt8, Int)])
  func aLengthByteMeansWhatLuceneMeans(code: UInt8, length: Int) {
    #expect(LengthCode.decode(code) == length)
    #expect(LengthCode.encode(length) == code)
  }

  @Test func lengthsAreExactToThirtyNineAndNeverGrow() {
    for length in 0..<40 { #expect(LengthCode.decode(LengthCode.encode(length)) == length) }
    var last: UInt8 = 0
    for length in 0..<200_000 {
      let code = LengthCode.encode(length)
      let decoded = LengthCode.decode(code)
      if code < last || decoded > length || Double(length - decoded) > 0.125 * Double(length) {
        Issue.record("\(length) becomes \(decoded)")
      }
      last = code
    }
    for code in UInt8.min..<UInt8.max {
      #expect(LengthCode.decode(code) < LengthCode.decode(code + 1))
    }
  }

  @Test(arguments: 0..<20)
  func theBestKAreTheFirstOfASort(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    let values = (0..<numbers.below(300)).map { _ in numbers.below(100) }
    for capacity in [0, 1, 2, 10, 1000] {
      var best = TopK<Int>(capacity)
      for value in values { best.insert(value) }
      #expect(best.descending == Array(values.sorted(by: >).prefix(capacity)))
    }
  }

  @Test(arguments: 0..<20)
  func selectionsBehaveLikeSets(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    let lists = (0..<2).map { _ in
      Set((0..<numbers.below(40)).map { _ in UInt32(numbers.below(60)) })
    }
    func selection(_ list: Set<UInt32>) -> Selection {
      var matches = ScoredMatches()
      for id in list.sorted() { matches.append(id, Float(id) + 1) }
      return Selection(matches, of: 60)
    }
    let (left, right) = (selection(lists[0]), selection(lists[1]))
    var selected = left
    selected.formIntersection(right)
    let both = selected.matches
    #expect(both.ids == lists[0].intersection(lists[1]).sorted())
    #expect(both.scores == both.ids.map { 2 * (Float($0) + 1) })
    selected = left
    selected.formUnion(right)
    let either = selected.matches
    #expect(either.ids == lists[0].union(lists[1]).sorted())
    #expect(
      either.scores == either.ids.map { (Float($0) + 1) * (both.ids.contains($0) ? 2 : 1) })
    selected = right.inverse
    selected.formIntersection(left)
    let rest = selected.matches
    #expect(rest.ids == lists[0].subtracting(lists[1]).sorted())
    #expect(rest.scores == rest.ids.map { Float($0) + 1 })
    selected = right.inverse
    selected.formUnion(left)
    let others = selected.matches
    #expect(Set(others.ids) == Set<UInt32>(0..<60).subtracting(lists[1]).union(lists[0]))
    #expect(others.scores == others.ids.map { lists[0].contains($0) ? Float($0) + 1 : 0 })
  }

  @Test(arguments: 0..<20)
  func aBitmapTakesRanges(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    var bitmap = Bitmap(count: 300)
    var plain: Set<Int> = []
    for _ in 0..<4 {
      let start = numbers.below(300)
      let range = start..<start + numbers.below(301 - start)
      bitmap.fill(range)
      plain.formUnion(range)
    }
    #expect((0..<300).allSatisfy { bitmap[$0] == plain.contains($0) })
  }

  @Test(arguments: 0..<20)
  func aBitmapIsWalkedInOrder(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    var (bitmap, other) = (Bitmap(count: 300), Bitmap(count: 300))
    var (members, others): (Set<Int>, Set<Int>) = ([], [])
    for _ in 0..<numbers.below(41) {
      members.insert(numbers.below(300))
      others.insert(numbers.below(300))
    }
    bitmap.insert(members.sorted().map { ParagraphID($0) })
    other.insert(others.sorted().map { ParagraphID($0) })
    for start in 0..<300 {
      let range = start..<start + numbers.below(301 - start)
      let inside = members.filter(range.contains)
      #expect(bitmap.next(in: range) == inside.min())
      #expect(bitmap.next(in: range, without: other) == inside.subtracting(others).min())
      #expect(bitmap.intersects(range) == !inside.isEmpty)
    }
    let cut = 70..<200
    var rest = bitmap
    rest.subtract(cut)
    #expect(Set(rest.members.map(Int.init)) == members.filter { !cut.contains($0) })
    bitmap.subtract(other)
    #expect(Set(bitmap.members.map(Int.init)) == members.subtracting(others))
  }

  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func aBitmapHoldsWhatWasPutIn(count: Int) {
    var bitmap = Bitmap(count: count)
    #expect(bitmap.population == 0)
    #expect(Bitmap(count: count, filled: true).population == count)
    for index in stride(from: 0, to: count, by: 3) { bitmap[index] = true }
    for index in stride(from: 0, to: count, by: 6) { bitmap[index] = false }
    #expect((0..<count).allSatisfy { bitmap[$0] == ($0 % 6 == 3) })
  }
}

@Suite struct MergePolicyTests {
  private let policy = MergePolicy()
  private static let mb = 1 << 20

  @Test(
    arguments: [
      ([], nil), ([5], nil), ([Int](repeating: 100, count: 3), nil),
      ([Int](repeating: 100, count: 4), 0..<4),
      // What is larger stays where it is.
      ([100 * mb] + [Int](repeating: 100, count: 4), 1..<5),
      ([100 * mb] + [Int](repeating: 100, count: 3), nil),
      // A small one in front of larger ones goes with them, once they are four.
      ([100] + [Int](repeating: mb, count: 4), 0..<5),
      ([Int](repeating: mb, count: 3) + [100, 100, mb], 0..<6),
      ([Int](repeating: mb, count: 2) + [100, 100], nil),
      ([100, mb, 100, 100], nil),
      // The oldest four at a time.
      ([Int](repeating: mb, count: 9), 0..<4),
      // Nothing beyond the largest size.
      ([Int](repeating: 150 * mb, count: 4), nil),
      ([Int](repeating: 120 * mb, count: 4), 0..<4),
    ] as [([Int], Range<Int>?)])
  func neighboursOfOneLevelAreJoined(sizes: [Int], plan: Range<Int>?) {
    #expect(policy.plan(sizes: sizes, deletedShare: sizes.map { _ in 0 }) == plan)
  }

  @Test func aSegmentMostlyDeletedIsRewritten() {
    #expect(policy.plan(sizes: [9, 9, 9], deletedShare: [0.5, 0.51, 1]) == 1..<2)
  }

  /// However many small commits there are, the segments stay few and every byte is
  /// written a few times only.
  @Test func manyCommitsMakeFewSegments() {
    var sizes: [Int] = []
    var written = 0
    let commits = 5000
    for _ in 0..<commits {
      sizes.append(100_000)
      while let range = policy.plan(sizes: sizes, deletedShare: sizes.map { _ in 0 }) {
        let size = sizes[range].reduce(0, +)
        written += size
        sizes.replaceSubrange(range, with: [size])
      }
    }
    #expect(sizes.reduce(0, +) == commits * 100_000)
    #expect(sizes.count < 30)
    #expect(written < 8 * commits * 100_000)
  }
}
