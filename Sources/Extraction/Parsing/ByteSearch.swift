// ByteSearch.swift — where bytes stand in bytes, as fast as the system can. A fence file: memchr.
import Glibc

extension [UInt8] {
  func holds(_ byte: UInt8) -> Bool { firstRange(of: [byte]) != nil }

  /// The first place of `needle` from `start` on, byte for byte.
  ///
  /// It looks for one byte of it first: one that is no small letter, because these are rare.
  func firstRange(of needle: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard start >= 0, !needle.isEmpty else { return nil }
    let pivot = needle.firstIndex { !(0x61...0x7A).contains($0) } ?? 0
    var next = start + pivot
    while next < count {
      let found = unsafe withUnsafeBytes { text -> Int? in
        guard let base = text.baseAddress,
          let place = unsafe memchr(base + next, Int32(needle[pivot]), text.count - next)
        else { return nil }
        return unsafe UnsafeRawPointer(place) - base
      }
      guard let found else { return nil }
      let range = (found - pivot)..<(found - pivot + needle.count)
      if range.upperBound <= count, self[range].elementsEqual(needle) { return range }
      next = found + 1
    }
    return nil
  }

  /// Copies a span as the system copies.
  mutating func append(contentsOf span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
