// ScalarPlaces.swift — bytes of a text → its Unicode scalars.

/// Counts the scalars of a text up to bytes that never go back.
struct ScalarPlaces {
  private var bytes: String.UTF8View.Iterator
  private var (byte, count) = (0, 0)

  init(_ text: String) { bytes = text.utf8.makeIterator() }

  /// The scalars of a range of bytes.
  mutating func scalars(in range: Range<Int>) -> Range<Int> {
    let start = scalar(at: range.lowerBound)
    return start..<scalar(at: range.upperBound)
  }

  private mutating func scalar(at target: Int) -> Int {
    while byte < target, let next = bytes.next() {
      if next & 0xc0 != 0x80 { count += 1 }
      byte += 1
    }
    return count
  }
}
