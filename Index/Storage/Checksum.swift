// Checksum.swift — checksums of bytes, by xxHash. A fence file: passes pointers to C.
internal import CXXHash

/// The lower 32 bits of XXH3 with 64 bits and seed 0, the checksum of every page and file
/// of an index: it notices damage and is no secret.
///
/// Source: Yann Collet, xxHash, XXH3_64bits; the algorithm is stable since version 0.8.0.
enum Checksum {
  /// Bytes in a page, the unit that is checked when it is first touched.
  static let pageSize = 16 << 10

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    unsafe UInt32(truncatingIfNeeded: xxh3_64bits(bytes.baseAddress, bytes.count))
  }

  static func of(_ bytes: [UInt8]) -> UInt32 { unsafe bytes.withUnsafeBytes { unsafe of($0) } }

  static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe of($0) }
  }
}
