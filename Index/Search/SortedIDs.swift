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
