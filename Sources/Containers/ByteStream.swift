// ByteStream.swift — a file or bytes, gzipped or not → bytes in order. A fence file: calls zlib.
internal import CZlib

/// Reads forward, without ever holding more than it is asked for.
///
/// Gzip is undone as it goes, any number of members one after the other, as WARC files have them.
@safe package final class ByteStream {
  private let name: String
  private var file: gzFile?
  /// Gzip members that are in memory and not yet unpacked.
  private var members: ArraySlice<UInt8> = []
  private var buffer: [UInt8] = []
  private var position = 0
  /// How many bytes have been read, unpacked.
  package private(set) var offset = 0

  /// - Parameter descriptor: an open file; closed with the stream.
  package init(descriptor: Int32, name: String) throws(ContainerError) {
    self.name = name
    unsafe file = gzdopen(descriptor, "r")
    guard unsafe file != nil else { throw .damaged(name) }
    unsafe gzbuffer(file, 1 << 16)
  }

  package init(bytes: [UInt8], name: String) {
    self.name = name
    if bytes.starts(with: [0x1f, 0x8b]) {
      members = bytes[...]
    } else {
      buffer = bytes
    }
  }

  deinit { if let file = unsafe file { unsafe gzclose(file) } }

  /// The next `count` bytes, fewer at the end.
  package func read(_ count: Int) throws(ContainerError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, try fill() {
      let piece = buffer[position..<min(buffer.count, position + count - bytes.count)]
      bytes += piece
      advance(piece.count)
    }
    return bytes
  }

  /// Passes over `count` bytes; false when there are fewer.
  package func skip(_ count: Int) throws(ContainerError) -> Bool {
    var left = count
    while left > 0, try fill() {
      let step = min(left, buffer.count - position)
      advance(step)
      left -= step
    }
    return left == 0
  }

  /// The next line with its end, if it has one; nil at the end of the file.
  ///
  /// Error: `tooLarge` for a line over `limit` bytes.
  package func line(limit: Int) throws(ContainerError) -> [UInt8]? {
    var line: [UInt8] = []
    while try fill() {
      let end = buffer[position...].firstIndex(of: 0x0a).map { $0 + 1 } ?? buffer.count
      line += buffer[position..<end]
      advance(end - position)
      if line.last == 0x0a { return line }
      if line.count > limit { throw .tooLarge("a line of \(name)", limit: limit) }
    }
    return line.isEmpty ? nil : line
  }

  private func advance(_ count: Int) {
    position += count
    offset += count
  }

  /// Makes sure that a byte is in the buffer; false at the end.
  private func fill() throws(ContainerError) -> Bool {
    if position < buffer.count { return true }
    position = 0
    buffer.removeAll(keepingCapacity: true)
    if let file = unsafe file {
      // Little at first, so that a short file costs no more than it has.
      try unsafe fill(from: file, min(max(1 << 14, offset), 1 << 20))
    } else if !members.isEmpty {
      let (bytes, consumed) = try Inflate.bytes(
        of: members, .gzip, limit: 1 << 30, what: "the gzip data of \(name)")
      members = members.dropFirst(consumed)
      buffer = bytes
      // Members may be empty, and some writers fill up with zeros.
      if bytes.isEmpty, members.first == 0x1f { return try fill() }
      if members.first != 0x1f { members = [] }
    }
    return !buffer.isEmpty
  }

  @unsafe
  private func fill(from file: gzFile, _ count: Int) throws(ContainerError) {
    var got: Int32 = 0
    buffer.append(addingCapacity: count) { target in
      unsafe target.withUnsafeMutableBufferPointer { room, filled in
        unsafe got = gzread(file, room.baseAddress, UInt32(count))
        filled = Int(max(0, got))
      }
    }
    var code: Int32 = 0
    if got <= 0 { unsafe _ = gzerror(file, &code) }
    if got < 0 { throw .damaged("the gzip data of \(name)") }
    if code != Z_OK && code != Z_STREAM_END {
      throw .damaged("the gzip data of \(name), which ends early,")
    }
  }
}
