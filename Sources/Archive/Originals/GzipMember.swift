// GzipMember.swift — one record as one gzip member that knows its own length and checksum.
//
// A fence file: the only file of Archive that hands pointers to zlib.
import CZlib
import SystemPackage

/// A gzip member (RFC 1952) with a header that never varies but for one extra field, so that every
/// changed bit of a member can be noticed and a reader can step over a damaged one.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 4 | `1f 8b 08 04`: gzip, deflate, an extra field follows |
/// | 4 | 6 | no time, no flags, system unknown: `00 00 00 00 00 ff` |
/// | 10 | 6 | extra field of 12 bytes: `0c 00`, its name `AN`, 8 bytes of content: `08 00` |
/// | 16 | 4 | length of the whole member in bytes, little-endian |
/// | 20 | 4 | CRC-32 of everything after this field, little-endian |
/// | 24 | … | the deflate stream, then CRC-32 and length of what it holds |
package enum GzipMember {
  static let headerByteCount = 24
  private static let trailerByteCount = 8
  static let prefix: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x04, 0, 0, 0, 0, 0, 0xff, 12, 0, UInt8(ascii: "A"), UInt8(ascii: "N"), 8, 0,
  ]
  private static let level: Int32 = 6
  /// Negative: a bare deflate stream; header and trailer are written and read here.
  private static let windowBits: Int32 = -15
  /// No deflate stream yields more bytes than this for each of its own.
  private static let highestRatio = 1032

  /// Compresses `pieces`, one after the other, into one member.
  ///
  /// Shape: the pieces together are shorter than 2 GB.
  /// Error: `.noMemory` of the system, should zlib not get its 256 KB.
  package static func compress(_ pieces: [[UInt8]]) throws(OriginalError) -> [UInt8] {
    let plainByteCount = pieces.reduce(0) { $0 + $1.count }
    precondition(plainByteCount < 1 << 31, "longer than a member can say")
    var stream = unsafe z_stream()
    var member: [UInt8] = []
    let done = unsafe withUnsafeMutablePointer(to: &stream) { stream in
      guard unsafe andu_deflate_init(stream, level, windowBits) == Z_OK else { return false }
      defer { unsafe deflateEnd(stream) }
      let bound = Int(unsafe deflateBound(stream, UInt(plainByteCount)))
      member = [UInt8](repeating: 0, count: headerByteCount + bound)
      let ended = unsafe member.withUnsafeMutableBytes { output in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: output[headerByteCount...])
        return unsafe deflateAll(pieces, stream, into: room)
      }
      member.removeLast(bound - Int(unsafe stream.pointee.total_out))
      return ended
    }
    guard done else { throw .system(operation: "compress", path: "a record", .noMemory) }
    var plainChecksum: UInt32 = 0
    for piece in pieces { plainChecksum = checksum(piece[...], after: plainChecksum) }
    member += littleEndian(plainChecksum) + littleEndian(UInt32(truncatingIfNeeded: plainByteCount))
    member.replaceSubrange(
      0..<headerByteCount,
      with: prefix + littleEndian(UInt32(truncatingIfNeeded: member.count))
        + littleEndian(checksum(member[headerByteCount...])))
    return member
  }

  /// The length in bytes of the member that begins with `header` (24 bytes or more).
  static func byteCount(header: [UInt8]) throws(OriginalDamage) -> Int {
    guard header.count >= headerByteCount, header.starts(with: prefix) else { throw .memberHeader }
    let byteCount = Int(integer(in: header, at: 16))
    guard byteCount > headerByteCount + trailerByteCount else { throw .memberLength }
    return byteCount
  }

  /// What `member` holds. Allocates no more than `limit` bytes, whatever the member says.
  package static func decompress(_ member: [UInt8], limit: Int) throws(OriginalDamage) -> [UInt8] {
    guard try byteCount(header: member) == member.count else { throw .memberLength }
    guard integer(in: member, at: 20) == checksum(member[headerByteCount...]) else {
      throw .memberChecksum
    }
    let body = headerByteCount..<(member.count - trailerByteCount)
    let plainByteCount = Int(integer(in: member, at: body.upperBound + 4))
    guard plainByteCount <= limit else { throw .tooLarge }
    guard plainByteCount <= (body.count + 1) * highestRatio else { throw .compressedBytes }
    var plain = [UInt8](repeating: 0, count: plainByteCount)
    guard inflate(member[body], into: &plain),
      checksum(plain[...]) == integer(in: member, at: body.upperBound)
    else { throw .compressedBytes }
    return plain
  }

  private static func deflateAll(
    _ pieces: [[UInt8]], _ stream: UnsafeMutablePointer<z_stream>,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(output.count)
    for piece in pieces {
      let taken = unsafe piece.withUnsafeBufferPointer { input in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        return input.isEmpty || (unsafe deflate(stream, Z_NO_FLUSH)) == Z_OK
      }
      guard taken, unsafe stream.pointee.avail_in == 0 else { return false }
    }
    return unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
  }

  /// True if `body` is one whole deflate stream that fills `plain` exactly.
  private static func inflate(_ body: ArraySlice<UInt8>, into plain: inout [UInt8]) -> Bool {
    var stream = unsafe z_stream()
    return unsafe withUnsafeMutablePointer(to: &stream) { stream in
      guard unsafe andu_inflate_init(stream, windowBits) == Z_OK else { return false }
      defer { unsafe inflateEnd(stream) }
      return unsafe body.withUnsafeBufferPointer { input in
        unsafe plain.withUnsafeMutableBufferPointer { output in
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe stream.pointee.avail_in = UInt32(input.count)
          unsafe stream.pointee.next_out = output.baseAddress
          unsafe stream.pointee.avail_out = UInt32(output.count)
          return unsafe CZlib.inflate(stream, Z_FINISH) == Z_STREAM_END
            && stream.pointee.avail_in == 0 && stream.pointee.avail_out == 0
        }
      }
    }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>, after previous: UInt32 = 0) -> UInt32 {
    guard !bytes.isEmpty else { return previous }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: unsafe crc32_z(UInt(previous), buffer.baseAddress, buffer.count))
    }
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func integer(in bytes: [UInt8], at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }
}
