// Array+Append.swift — elements written where the array keeps them.

extension Array {
  /// Appends what `write` writes, no more than `capacity` elements.
  ///
  /// To make room for nothing in an empty array is to write to one that all threads share.
  @inline(__always)
  mutating func append(atMost capacity: Int, _ write: (inout OutputSpan<Element>) -> Void) {
    if capacity > 0 { append(addingCapacity: capacity, initializingWith: write) }
  }
}
