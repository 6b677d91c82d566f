// WriterLock.swift — one writer at a time. The system frees the lock when its holder dies.
internal import Glibc
import SystemPackage

/// An exclusive `flock` on the archive's `lock` file, which holds the writer's pid.
struct WriterLock: ~Copyable {
  private let descriptor: FileDescriptor
  private let layout: ArchiveLayout
  private let place: WriterPlace

  init(_ layout: ArchiveLayout) throws(ArchiveError) {
    let held = try LockFile.open(layout)
    descriptor = held.descriptor
    place = held.place
    self.layout = layout
  }

  deinit { try? descriptor.close() }

  /// Error: `replaced` when the archive's path leads no longer to what was locked.
  func requirePlace() throws(ArchiveError) {
    guard let now = try? WriterPlace(layout, lock: FileSystem.identity(of: layout.lock)),
      now == place
    else { throw .replaced(layout.root) }
  }
}

/// The folder that a writer writes to, and the file that it locked there.
private struct WriterPlace: Equatable {
  private let folder: FileSystem.Identity
  private let lock: FileSystem.Identity

  init(_ layout: ArchiveLayout, lock: FileSystem.Identity) throws {
    folder = try FileSystem.identity(of: layout.root.isEmpty ? "." : layout.root)
    self.lock = lock
  }
}

private enum LockFile {
  static func open(
    _ layout: ArchiveLayout
  ) throws(ArchiveError) -> (descriptor: FileDescriptor, place: WriterPlace) {
    do {
      let descriptor = try FileDescriptor.open(
        layout.lock, .readWrite, options: [.create, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) != 0 {
        let pid = (try? pid(descriptor)) ?? "?"
        try? descriptor.close()
        throw ArchiveError.locked(layout.root, pid: pid)
      }
      try write("\(getpid())\n", to: descriptor)
      let lock = try FileSystem.identity(of: descriptor)
      return (descriptor, try WriterPlace(layout, lock: lock))
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw .system(operation: "lock the archive", layout.lock, (error as? Errno) ?? .ioError)
    }
  }

  private static func pid(_ descriptor: FileDescriptor) throws -> String {
    let bytes = try FileSystem.beginning(of: descriptor, count: 32)
    return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
  }

  static func write(_ text: String, to descriptor: FileDescriptor) throws {
    if ftruncate(descriptor.rawValue, 0) != 0 { throw Errno(rawValue: errno) }
    _ = try descriptor.writeAll(toAbsoluteOffset: 0, text.utf8)
  }
}
