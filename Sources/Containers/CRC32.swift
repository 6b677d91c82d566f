// CRC32.swift — bytes → the checksum of gzip and ZIP. A fence file: hands a pointer to zlib.
internal import CZlib

enum CRC32 {
  /// Source: ISO 3309, ITU-T V.42; the polynomial of APPNOTE 4.4.7.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt(0)
    var start = 0
    while start < bytes.count {
      // zlib counts in 32 bits.
      let length = min(bytes.count - start, 1 << 30)
      sum = unsafe bytes[start..<start + length].withUnsafeBufferPointer { piece in
        unsafe crc32(sum, piece.baseAddress, UInt32(length))
      }
      start += length
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}
