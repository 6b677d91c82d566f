// NumberFormula.swift — set phrases made of numbers: “1+6+3”, and others of the same shape.
internal import SearchIndex

/// Numbers and what joins them: 1+6+3, 3+X.
///
/// Shape: `joints` has one more element than `numbers`, what stands before, between and behind
/// them.
struct NumberFormula: Sendable {
  private(set) var numbers: [[UInt32]] = []
  private(set) var joints: [[UInt32]] = [[]]

  /// Nil for what holds words, or no two numbers.
  ///
  /// - Parameter scalars: folded.
  init?(_ scalars: [UInt32]) {
    for (index, scalar) in scalars.enumerated() {
      guard scalar < 0x80 else { return nil }
      if ComparedText.isDigit(scalar) {
        if index == 0 || !ComparedText.isDigit(scalars[index - 1]) {
          numbers.append([])
          joints.append([])
        }
        numbers[numbers.count - 1].append(scalar)
      } else {
        joints[joints.count - 1].append(scalar)
      }
    }
    guard numbers.count > 1, joints[1..<(joints.count - 1)].allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
  }

  /// Where it stands as a whole: 1+6 is no part of 1+6+3.
  func occurrence(in scalars: [UInt32]) -> Range<Int>? {
    nearest(in: scalars).flatMap { $0.shared == numbers.count ? $0.range : nil }
  }

  /// The first that stands in a text with the same joints and the most numbers of this one.
  func nearest(in scalars: [UInt32]) -> (range: Range<Int>, shared: Int)? {
    var best: (range: Range<Int>, shared: Int)?
    for start in scalars.indices {
      if let found = match(scalars, at: start), found.shared > best?.shared ?? 0 { best = found }
    }
    return best
  }

  private func match(
    _ scalars: [UInt32], at start: Int
  ) -> (range: Range<Int>, shared: Int)? {
    // Not within another, longer one.
    if start > 0, Self.joins(scalars[start - 1]) { return nil }
    var (index, shared) = (start, 0)
    for (place, joint) in joints.enumerated() {
      guard scalars[index...].starts(with: joint) else { return nil }
      index += joint.count
      if place == numbers.count { break }
      let number = scalars[index...].prefix(while: ComparedText.isDigit)
      if number.isEmpty { return nil }
      if number.elementsEqual(numbers[place]) { shared += 1 }
      index += number.count
    }
    if index < scalars.count, Self.joins(scalars[index]) { return nil }
    return (start..<index, shared)
  }

  private static func joins(_ scalar: UInt32) -> Bool {
    ComparedText.isDigit(scalar) || scalar == 0x2b  // +
  }

  /// The texts that stand in it whatever one of its numbers is, for each of them.
  var pieces: [[String]] {
    numbers.indices.map { left in
      var (before, after) = (joints[left], joints[left + 1])
      for place in (0..<left).reversed() { before = joints[place] + numbers[place] + before }
      for place in (left + 1)..<numbers.count { after += numbers[place] + joints[place + 1] }
      return [before, after].filter { $0.contains(where: ComparedText.isDigit) }.map {
        String(scalarValues: $0)
      }
    }
  }
}
