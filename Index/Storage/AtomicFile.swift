// AtomicFile.swift — writes a file aside, makes it durable, and moves it into place.
// A fence file: passes buffers to the system.
import Glibc
package import SystemPackage

/// Whole files that appear at once or not at all.
package enum AtomicFile {
  /// Replaces `path` with `parts`, one after the other.
  ///
  /// Write aside, `fsync`, `rename`, `fsync` of the folder: after a crash the name
  /// holds the old bytes or the new ones, whole.
  package static func write(_ parts: [[UInt8]], to path: FilePath) throws(SegmentError) {
    let name = path.lastComponent?.string ?? path.string
    let aside = path.removingLastComponent().appending("\(name).new")
    do {
      let file = try FileDescriptor.open(
        aside, .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      do {
        for part in parts {
          try unsafe part.withUnsafeBytes { bytes in _ = try unsafe file.writeAll(bytes) }
        }
        if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
        try file.close()
      } catch {
        try? file.close()
        unlink(aside)
        throw error
      }
      let renamed = unsafe aside.withPlatformString { from in
        unsafe path.withPlatformString { to in unsafe rename(from, to) }
      }
      if renamed != 0 { throw Errno(rawValue: errno) }
      try synchronizeFolder(path.removingLastComponent())
    } catch let error as Errno {
      throw .system(file: name, error)
    } catch {
      throw .system(file: name, .ioError)
    }
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
