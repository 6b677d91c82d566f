// LineReader.swift — the lines of a file that may be gzipped. A fence file: calls zlib.
import CZlib
package import SystemPackage

/// Reads a file line by line, plain or gzip alike.
@safe package final class LineReader {
  private let file: gzFile
  private let name: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// A longer line is no document.
  static let longestLine = 256 << 20

  /// - Parameter path: nil for standard input.
  package init(path: FilePath?) throws {
    name = path?.string ?? "-"
    let descriptor: FileDescriptor =
      if let path {
        try Self.open(path)
      } else {
        try FileDescriptor.standardInput.duplicate()
      }
    guard let opened = unsafe gzdopen(descriptor.rawValue, "r") else {
      try? descriptor.close()
      throw Errno.ioError
    }
    unsafe file = unsafe opened
    unsafe gzbuffer(file, 1 << 16)
  }

  private static func open(_ path: FilePath) throws(ArchiveError) -> FileDescriptor {
    do {
      return try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    } catch {
      throw .system(operation: "read the file", path, (error as? Errno) ?? .ioError)
    }
  }

  deinit { unsafe gzclose(file) }

  /// The next line without its end; nil after the last.
  package func next() throws -> [UInt8]? {
    var scanned = position
    while true {
      if let end = buffer[scanned...].firstIndex(of: 0x0a) {
        let line = Array(buffer[position..<end])
        position = end + 1
        return line
      }
      if isAtEnd {
        guard position < buffer.count else { return nil }
        let line = Array(buffer[position...])
        position = buffer.count
        return line
      }
      scanned = buffer.count - position
      buffer.removeFirst(position)
      position = 0
      try fill()
    }
  }

  private func fill() throws {
    // Long lines are read in long pieces, and a short file costs no more than it has.
    let chunk = min(max(1 << 16, buffer.count), 1 << 20)
    guard buffer.count < Self.longestLine else {
      throw ArchiveError.badLine("a line is over \(Self.longestLine >> 20) MB")
    }
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: chunk))
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe gzread(file, bytes.baseAddress.map { unsafe $0 + old }, UInt32(chunk))
    }
    buffer.removeLast(chunk - max(0, Int(count)))
    if count < 0 { throw ArchiveError.badLine("\(name): the gzip data is damaged") }
    if count == 0 {
      var code: Int32 = 0
      _ = unsafe gzerror(file, &code)
      if code != Z_OK, code != Z_STREAM_END {
        throw ArchiveError.badLine("\(name): the gzip data ends early")
      }
      isAtEnd = true
    }
  }
}
