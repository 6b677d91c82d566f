// Inflate.swift — deflate, zlib and gzip streams → bytes. A fence file: hands pointers to zlib.
internal import CZlib

/// Decompresses one stream at a time.
package enum Inflate {
  /// How a stream of deflated data is framed.
  package enum Frame: Int32, Sendable {
    /// RFC 1951 alone, as in ZIP files.
    case bare = -15
    /// RFC 1950, which HTTP calls deflate.
    case zlib = 15
    /// RFC 1952, one member.
    case gzip = 31
  }

  /// What the stream that begins `compressed` holds, and how many bytes it takes there.
  ///
  /// - Parameter limit: the most bytes that are made; more is an error, as is a stream that ends
  ///   early.
  package static func bytes(
    of compressed: ArraySlice<UInt8>, _ frame: Frame, limit: Int,
    what: String = "the compressed data"
  ) throws(ContainerError) -> (bytes: [UInt8], consumed: Int) {
    var stream = unsafe z_stream()
    var output: [UInt8] = []
    var consumed = 0
    let error: ContainerError? = unsafe withUnsafeMutablePointer(to: &stream) { stream in
      guard unsafe andu_inflate_init(stream, frame.rawValue) == Z_OK else {
        return .damaged(what)
      }
      defer { unsafe inflateEnd(stream) }
      return unsafe compressed.withUnsafeBufferPointer { input in
        var status = Z_OK
        // More input than 32 bits can count makes more output than any limit.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
        while status == Z_OK {
          let room = min(max(1 << 14, output.count), limit + 1 - output.count)
          if room <= 0 { return .tooLarge(what, limit: limit) }
          output.append(addingCapacity: room) { target in
            unsafe target.withUnsafeMutableBufferPointer { buffer, count in
              unsafe stream.pointee.next_out = buffer.baseAddress
              unsafe stream.pointee.avail_out = UInt32(room)
              status = unsafe inflate(stream, Z_NO_FLUSH)
              count = unsafe room - Int(stream.pointee.avail_out)
            }
          }
          // No progress: the stream goes on where the input has ended.
          let isStuck = unsafe stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
          if status == Z_OK, isStuck { return .damaged(what) }
        }
        guard status == Z_STREAM_END else { return .damaged(what) }
        consumed = unsafe input.count - Int(stream.pointee.avail_in)
        return nil
      }
    }
    if let error { throw error }
    if output.count > limit { throw .tooLarge(what, limit: limit) }
    return (output, consumed)
  }
}
