// AtomicFile.swift — writes a file aside, makes it durable, and moves it into place.
// A fence file: passes buffers to the system.
import Glibc
package import SystemPackage

/// A whole file that appears at once or not at all.
///
/// Written aside, `fsync`, `rename`, `fsync` of the folder: after a crash the name holds the
/// old bytes or the new ones, whole. Nothing is left of one that is dropped before `commit`.
package struct AtomicFile: ~Copyable {
  private let path: FilePath
  private let aside: FilePath
  private let file: FileDescriptor
  private let behind: WriteBehind?

  /// Begins a file that will stand at `path`.
  ///
  /// - Parameter isWrittenBehind: whether another thread writes what is appended.
  package init(_ path: FilePath, isWrittenBehind: Bool = false) throws(SegmentError) {
    let name = path.lastComponent?.string ?? path.string
    self.path = path
    aside = path.removingLastComponent().appending("\(name).new")
    do {
      file = try FileDescriptor.open(
        aside, .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
      let reason = error as? Errno ?? .ioError
      if reason == .noSuchFileOrDirectory || reason == .notDirectory {
        let folder = path.removingLastComponent()
        throw .noFolder(file: path.string, folder: folder.isEmpty ? "." : folder.string)
      }
      throw .system(file: path.string, reason)
    }
    behind = isWrittenBehind ? WriteBehind(file) : nil
  }

  deinit {
    _ = behind?.finish()
    try? file.close()
    Self.unlink(aside)
  }

  package func append(_ bytes: [UInt8]) throws(SegmentError) {
    if let behind { return behind.append(bytes) }
    if let errno = file.append(bytes) { throw failure(errno) }
  }

  /// Makes the file durable and gives it its name.
  package consuming func commit() throws(SegmentError) {
    if let errno = behind?.finish() { throw failure(errno) }
    guard fsync(file.rawValue) == 0 else { throw failure(Errno(rawValue: errno)) }
    let renamed = unsafe aside.withPlatformString { from in
      unsafe path.withPlatformString { to in unsafe rename(from, to) }
    }
    guard renamed == 0 else { throw failure(Errno(rawValue: errno)) }
    do {
      try Self.synchronizeFolder(path.removingLastComponent())
    } catch {
      throw failure(error as? Errno ?? .ioError)
    }
  }

  private func failure(_ errno: Errno) -> SegmentError {
    .system(file: path.string, errno)
  }

  /// Replaces `path` with `parts`, one after the other.
  package static func write(_ parts: [[UInt8]], to path: FilePath) throws(SegmentError) {
    let file = try AtomicFile(path)
    for part in parts { try file.append(part) }
    try file.commit()
  }

  /// Makes the names in a folder durable.
  package static func synchronizeFolder(_ folder: FilePath) throws {
    let descriptor = try FileDescriptor.open(folder.isEmpty ? "." : folder, .readOnly)
    defer { try? descriptor.close() }
    if fsync(descriptor.rawValue) != 0 { throw Errno(rawValue: errno) }
  }

  /// The whole of a small file.
  package static func read(_ path: FilePath) throws(SegmentError) -> [UInt8] {
    let file = try MappedFile(path: path)
    return file.copy(0..<file.byteCount)
  }

  /// Removes a file; one that is not there is no error.
  package static func unlink(_ path: FilePath) {
    _ = unsafe path.withPlatformString { unsafe Glibc.unlink($0) }
  }
}

extension FileDescriptor {
  /// Writes all of `bytes`; what went wrong, if something did.
  func append(_ bytes: [UInt8]) -> Errno? {
    do {
      try unsafe bytes.withUnsafeBytes { bytes in _ = try unsafe writeAll(bytes) }
      return nil
    } catch {
      return error as? Errno ?? .ioError
    }
  }
}
