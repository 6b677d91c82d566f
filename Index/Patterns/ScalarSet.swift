// ScalarSet.swift — a set of Unicode scalars.

/// Scalars as ranges, in order and apart.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  static let largest: UInt32 = 0x10ffff
  static let all = ScalarSet([0...largest])

  init(_ ranges: some Sequence<ClosedRange<UInt32>>) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
        let end = max(last.upperBound, range.upperBound)
        self.ranges[self.ranges.count - 1] = last.lowerBound...end
      } else {
        self.ranges.append(range)
      }
    }
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  /// All that are not in it.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= Self.largest { gaps.append(next...Self.largest) }
    return ScalarSet(gaps)
  }

  /// What `fold` makes of its scalars; beyond the Basic Multilingual Plane only of single ones.
  func folded(_ fold: (UInt32) -> UInt32) -> ScalarSet {
    let plane: ClosedRange<UInt32> = 0...0xffff
    var folded: [ClosedRange<UInt32>] = []
    for range in ranges {
      if range.count == 1 || range.upperBound <= plane.upperBound {
        folded += range.map { fold($0)...fold($0) }
      } else {
        if range.overlaps(plane) { folded += range.clamped(to: plane).map { fold($0)...fold($0) } }
        folded.append(max(range.lowerBound, plane.upperBound + 1)...range.upperBound)
      }
    }
    return ScalarSet(folded)
  }

  /// The one scalar that is in it, if it is one.
  var only: UInt32? {
    guard ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  static let digits = ScalarSet([0x30...0x39, 0xff10...0xff19])
  static let spaces = ScalarSet([
    0x09...0x0d, 0x20...0x20, 0x85...0x85, 0xa0...0xa0, 0x2000...0x200a, 0x2028...0x2029,
    0x202f...0x202f, 0x205f...0x205f, 0x3000...0x3000,
  ])
  static let han = ScalarSet([
    0x3005...0x3005, 0x3007...0x3007, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff,
    0x20000...0x3ffff,
  ])
  /// Letters and digits, which stand in words; Han characters do not.
  static let words = ScalarSet(
    [0x5f...0x5f]
      + (0...0xffff as ClosedRange<UInt32>).lazy.filter {
        !(0x4e00...0x9fff).contains($0) && CharacterClass($0, profile: .standard) == .word
      }.map { $0...$0 })
  static let letters = ScalarSet(
    words.ranges.lazy.flatMap { $0 }.filter {
      Unicode.Scalar($0).map { $0.properties.numericType == nil && $0 != "_" } ?? false
    }.map { $0...$0 })
}
