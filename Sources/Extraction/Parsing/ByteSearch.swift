// ByteSearch.swift — where bytes stand in bytes, and how many, as fast as the system can.
// A fence file: memchr, and a loop without checks.
import Glibc

/// Looks for one byte first, the one that is the rarest in pages, then at those around it.
private enum ByteSearch {
  /// In Chinese text the bytes after the first of a character are rarer than it; in markup, what
  /// is no small letter.
  static func pivot(of needle: UnsafeBufferPointer<UInt8>) -> Int {
    unsafe needle.lastIndex { (0x80...0xBF).contains($0) }
      ?? needle.firstIndex { !(0x61...0x7A).contains($0) } ?? 0
  }

  static func first(
    _ needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let wanted = needle.baseAddress, let base = text.baseAddress, needle.count > 0 else {
      return needle.isEmpty ? start : nil
    }
    let pivot = unsafe pivot(of: needle)
    let byte = Int32(unsafe needle[pivot])
    var next = start + pivot
    // Behind the pivot the rest of the needle has to stand.
    let end = text.count - (needle.count - 1 - pivot)
    while next < end {
      guard let place = unsafe memchr(base + next, byte, end - next) else { return nil }
      let found = unsafe UnsafeRawPointer(place) - UnsafeRawPointer(base)
      if unsafe memcmp(base + found - pivot, wanted, needle.count) == 0 { return found - pivot }
      next = found + 1
    }
    return nil
  }
}

extension [UInt8] {
  /// The first place of `needle` from `start` on, byte for byte.
  func firstRange(of needle: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard start >= 0, start <= count else { return nil }
    let found = unsafe withUnsafeBufferPointer { text in
      unsafe needle.withUnsafeBufferPointer { unsafe ByteSearch.first($0, in: text, from: start) }
    }
    return found.map { $0..<($0 + needle.count) }
  }

  func holds(_ byte: UInt8) -> Bool { firstRange(of: [byte]) != nil }

  /// Copies a span as the system copies.
  mutating func append(contentsOf span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  /// The first place of a byte from `start` on, before `end`.
  func firstIndex(of byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    let end = Swift.min(end ?? count, count)
    guard start < end else { return nil }
    return unsafe withUnsafeBufferPointer { text -> Int? in
      guard let base = text.baseAddress,
        let place = unsafe memchr(base + start, Int32(byte), end - start)
      else { return nil }
      return unsafe UnsafeRawPointer(place) - UnsafeRawPointer(base)
    }
  }
}

extension String {
  /// Whether the text holds another, byte by byte.
  func holds(_ needle: String) -> Bool { firstByte(of: needle) != nil }

  /// Where another text first stands in this one, in bytes.
  func firstByte(of needle: String) -> Int? {
    let (text, wanted) = (utf8.span, needle.utf8.span)
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe wanted.withUnsafeBufferPointer { unsafe ByteSearch.first($0, in: text, from: 0) }
    }
  }

  /// Byte by byte: `hasSuffix` asks Unicode whether two spellings mean the same.
  func ends(with ending: String) -> Bool {
    let (bytes, wanted) = (utf8.span, ending.utf8.span)
    let start = bytes.count - wanted.count
    guard start >= 0 else { return false }
    for index in wanted.indices where bytes[start + index] != wanted[index] { return false }
    return true
  }
}

extension Span<UInt8> {
  /// A number that equal bytes share, in this process.
  var hash: Int {
    var hasher = Hasher()
    unsafe withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// How many scalars UTF-8 text has.
  var scalarCount: Int { number { $0 & 0xC0 != 0x80 } }

  func count(of byte: UInt8) -> Int { number { $0 == byte } }

  @inline(__always)
  private func number(where isCounted: (UInt8) -> Bool) -> Int {
    unsafe withUnsafeBufferPointer { bytes in
      var (count, index) = (0, 0)
      while index < bytes.count {
        // As many as a byte can count: the processor then adds up sixteen at once.
        let end = Swift.min(index + 255, bytes.count)
        var found: UInt8 = 0
        while index < end {
          found &+= unsafe isCounted(bytes[index]) ? 1 : 0
          index += 1
        }
        count += Int(found)
      }
      return count
    }
  }
}
