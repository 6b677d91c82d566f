// WriterLock.swift — one writer at a time. The system frees the lock when its holder dies.
internal import Glibc
import SystemPackage

/// An exclusive `flock` on the archive's `lock` file, which holds the writer's pid.
struct WriterLock: ~Copyable {
  private let descriptor: FileDescriptor

  init(_ layout: ArchiveLayout) throws(ArchiveError) {
    descriptor = try LockFile.open(layout)
  }

  deinit { try? descriptor.close() }
}

private enum LockFile {
  static func open(_ layout: ArchiveLayout) throws(ArchiveError) -> FileDescriptor {
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
      return descriptor
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
