// SequenceDiff.swift — two sequences → the pairs of equal elements that they share, in order.

/// A common subsequence, the longest where that costs little.
///
/// Source: E. W. Myers, “An O(ND) Difference Algorithm and Its Variations”, Algorithmica 1, 1986,
/// in its linear space form; as GNU diff does, a part that differs too much is split where the
/// search has come furthest.
enum SequenceDiff {
  /// Differences within a part beyond which the best split is no longer looked for.
  private static let mostDifferences = 512

  /// Indices of equal elements, both increasing.
  static func matches<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [(Int, Int)] {
    // What stands on one side only can match nothing.
    var numbers: [Element: Int] = [:]
    for element in old where numbers[element] == nil { numbers[element] = numbers.count }
    let shared = Set(new.compactMap { numbers[$0] })
    let left = old.indices.filter { numbers[old[$0]].map(shared.contains) ?? false }
    let right = new.indices.filter { numbers[new[$0]] != nil }
    let (a, b) = (left.compactMap { numbers[old[$0]] }, right.compactMap { numbers[new[$0]] })
    var pairs: [(Int, Int)] = []
    var parts = [(a.indices, b.indices)]
    while let (first, second) = parts.popLast() {
      var (x, y) = (first, second)
      while let i = x.first, let j = y.first, a[i] == b[j] {
        pairs.append((left[i], right[j]))
        (x, y) = (x.dropFirst(), y.dropFirst())
      }
      while let i = x.last, let j = y.last, a[i] == b[j] {
        pairs.append((left[i], right[j]))
        (x, y) = (x.dropLast(), y.dropLast())
      }
      if x.isEmpty || y.isEmpty { continue }
      let (i, j) = middle(a, x, b, y)
      // A split in a corner would be no split.
      if (i, j) == (x.lowerBound, y.lowerBound) || (i, j) == (x.upperBound, y.upperBound) {
        continue
      }
      parts.append((x.lowerBound..<i, y.lowerBound..<j))
      parts.append((i..<x.upperBound, j..<y.upperBound))
    }
    return pairs.sorted { $0 < $1 }
  }

  /// The longest common subsequence of two short sequences: indices of equal elements, both
  /// increasing; of several the one that passes over elements of `old` first.
  ///
  /// - Complexity: the product of the lengths, in time and memory.
  static func longest<Element: Equatable>(_ old: [Element], _ new: [Element]) -> [(Int, Int)] {
    // Lengths for the rests of both.
    let width = new.count + 1
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for row in old.indices.reversed() {
      for column in new.indices.reversed() {
        lengths[row * width + column] =
          old[row] == new[column]
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < old.count, column < new.count {
      if old[row] == new[column] {
        pairs.append((row, column))
        (row, column) = (row + 1, column + 1)
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return pairs
  }

  /// A place on a best way from the beginning of both parts to their ends.
  private static func middle(
    _ a: [Int], _ x: Range<Int>, _ b: [Int], _ y: Range<Int>
  ) -> (Int, Int) {
    let (n, m) = (x.count, y.count)
    let delta = n - m
    let limit = min((n + m + 1) / 2, mostDifferences)
    let offset = limit + 1
    // The furthest column on each diagonal, from the beginning and from the end.
    var ahead = [Int](repeating: 0, count: 2 * offset + 1)
    var behind = ahead
    var best = (0, 0)
    for distance in 0...limit {
      for k in stride(from: -distance, through: distance, by: 2) {
        var i =
          k == -distance || k != distance && ahead[offset + k - 1] < ahead[offset + k + 1]
          ? ahead[offset + k + 1] : ahead[offset + k - 1] + 1
        var j = i - k
        while i < n, j < m, j >= 0, a[x.lowerBound + i] == b[y.lowerBound + j] {
          i += 1
          j += 1
        }
        ahead[offset + k] = i
        if i <= n, j <= m, j >= 0, i + j > best.0 + best.1 { best = (i, j) }
        let other = delta - k
        if delta % 2 != 0, abs(other) < distance, i + behind[offset + other] >= n, i <= n, j <= m,
          j >= 0
        {
          return (x.lowerBound + i, y.lowerBound + j)
        }
      }
      for k in stride(from: -distance, through: distance, by: 2) {
        var i =
          k == -distance || k != distance && behind[offset + k - 1] < behind[offset + k + 1]
          ? behind[offset + k + 1] : behind[offset + k - 1] + 1
        var j = i - k
        while i < n, j < m, j >= 0, a[x.upperBound - 1 - i] == b[y.upperBound - 1 - j] {
          i += 1
          j += 1
        }
        behind[offset + k] = i
        let other = delta - k
        if delta % 2 == 0, abs(other) <= distance, i + ahead[offset + other] >= n, i <= n, j <= m,
          j >= 0
        {
          return (x.upperBound - i, y.upperBound - j)
        }
      }
    }
    return (x.lowerBound + best.0, y.lowerBound + best.1)
  }
}
