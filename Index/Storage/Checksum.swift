// Checksum.swift — CRC-32 of bytes, by zlib. A fence file: passes pointers to C.
internal import CZlib

/// CRC-32 as in gzip (ISO 3309), the checksum of every page and file of an index.
enum Checksum {
  /// Bytes in a page, the unit that is checked when it is first touched.
  static let pageSize = 16 << 10

  static func crc32(_ bytes: UnsafeRawBufferPointer, continuing crc: UInt32 = 0) -> UInt32 {
    let start = unsafe bytes.bindMemory(to: UInt8.self)
    return unsafe UInt32(
      truncatingIfNeeded: crc32_z(UInt(crc), start.baseAddress, start.count))
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe crc32($0) }
  }

  static func crc32(_ bytes: ArraySlice<UInt8>, continuing crc: UInt32) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe crc32($0, continuing: crc) }
  }
}
