// BinarySearch.swift — where in something sorted a value stands, or would.

/// The first index of `range` of which `precedes` is false; `precedes` is true of a
/// prefix of the range.
@inline(__always)
func lowerBound<Failure: Error>(
  _ range: Range<Int>, where precedes: (Int) throws(Failure) -> Bool
) throws(Failure) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = (low + high) / 2
    if try precedes(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}

extension [ParagraphID] {
  /// The index of the first element from `start` on that is not below `value`, most often near.
  ///
  /// Shape: the elements increase.
  /// Complexity: O(log d), d the distance; exponential search, then binary.
  func firstIndex(notBelow value: ParagraphID, from start: Int = 0) -> Int {
    var (low, step) = (start, 1)
    while low + step <= count, self[low + step - 1] < value {
      low += step
      step *= 2
    }
    return lowerBound(low..<Swift.min(count, low + step)) { self[$0] < value }
  }
}
