// SortedIDs.swift — set operations on increasing lists of numbers.

enum SortedIDs {
  static func union(_ lists: [[ParagraphID]]) -> [ParagraphID] {
    guard var merged = lists.first else { return [] }
    for list in lists.dropFirst() { merged = union(merged, list) }
    return merged
  }

  private static func union(_ left: [ParagraphID], _ right: [ParagraphID]) -> [ParagraphID] {
    var merged: [ParagraphID] = []
    merged.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      let (a, b) = (left[i], right[j])
      merged.append(min(a, b))
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    merged += left[i...]
    merged += right[j...]
    return merged
  }

  static func intersection(_ left: [ParagraphID], _ right: [ParagraphID]) -> [ParagraphID] {
    var common: [ParagraphID] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      let (a, b) = (left[i], right[j])
      if a == b { common.append(a) }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return common
  }

  static func subtract(_ right: [ParagraphID], from left: [ParagraphID]) -> [ParagraphID] {
    if right.isEmpty { return left }
    var rest: [ParagraphID] = []
    var j = 0
    for id in left {
      while j < right.count, right[j] < id { j += 1 }
      if j == right.count || right[j] != id { rest.append(id) }
    }
    return rest
  }
}

extension [ParagraphID] {
  /// The index of the first element of which `isAfter` holds; it holds of all later ones.
  ///
  /// Complexity: O(log n).
  func partitioningIndex(where isAfter: (ParagraphID) -> Bool) -> Int {
    partitioningIndex(in: 0..<count, where: isAfter)
  }

  /// The index of the first element from `start` on that is not below `value`, most often near.
  func firstIndex(notBelow value: ParagraphID, from start: Int) -> Int {
    var (low, step) = (start, 1)
    while low + step <= count, self[low + step - 1] < value {
      low += step
      step *= 2
    }
    return partitioningIndex(in: low..<Swift.min(count, low + step)) { $0 >= value }
  }

  private func partitioningIndex(
    in range: Range<Int>, where isAfter: (ParagraphID) -> Bool
  ) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
