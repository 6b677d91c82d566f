// LineReader.swift — the lines of a file that may be gzipped.
internal import Containers
package import SystemPackage

/// Reads a file line by line, plain or gzip alike.
package final class LineReader {
  private let stream: ByteStream
  private let longestLine: Int

  /// - Parameters:
  ///   - path: nil for standard input.
  ///   - longestLine: a longer one is no document.
  package init(path: FilePath?, longestLine: Int = OriginalRecord.blockLimit) throws {
    self.longestLine = longestLine
    let descriptor: FileDescriptor =
      if let path {
        try Self.open(path)
      } else {
        try FileDescriptor.standardInput.duplicate()
      }
    stream = try ByteStream(descriptor: descriptor.rawValue, name: path?.string ?? "-")
  }

  private static func open(_ path: FilePath) throws(ArchiveError) -> FileDescriptor {
    // A folder can be opened, and is damaged gzip to whoever reads it.
    if (try? FileSystem.isFolder(path)) == true {
      throw .system(operation: "read the file", path, .isDirectory)
    }
    do {
      return try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    } catch {
      throw .system(operation: "read the file", path, (error as? Errno) ?? .ioError)
    }
  }

  /// The next line without its end; nil after the last.
  package func next() throws -> [UInt8]? {
    guard var line = try stream.line(limit: longestLine) else { return nil }
    if line.last == 0x0a { line.removeLast() }
    return line
  }
}
