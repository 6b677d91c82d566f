// FileSystem.swift — the system calls that swift-system lacks. A fence file.
internal import Glibc
internal import SearchIndex
package import SystemPackage

package enum FileSystem {
  static func exists(_ path: FilePath) -> Bool { (try? status(of: path)) != nil }

  /// Whether something is there; an error where that cannot be seen.
  static func isThere(_ path: FilePath) throws(ArchiveError) -> Bool {
    do { _ = try status(of: path) } catch {
      let errno = error as? Errno ?? .ioError
      if errno == .noSuchFileOrDirectory || errno == .notDirectory { return false }
      throw .system(operation: "open", path, errno)
    }
    return true
  }

  /// A path as a list of them has it, whose bytes need not be UTF-8.
  package static func path(_ bytes: [UInt8]) -> FilePath {
    let characters = bytes.prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0]
    return FilePath(platformString: characters)
  }

  /// A path that was typed behind the program's name.
  package static func path(typed word: String) -> FilePath {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      if let argument = unsafe CommandLine.unsafeArgv[index],
        unsafe String(cString: argument) == word
      {
        return unsafe FilePath(platformString: argument)
      }
    }
    return FilePath(word)
  }

  /// The plain file that stands at a path, links followed, or would stand there; nil for what is no
  /// such file, as a device or a pipe.
  package static func plainFile(at path: FilePath) throws -> FilePath? {
    guard exists(path) else { return path }
    guard try isFile(path) else { return nil }
    let resolved = unsafe path.withPlatformString { unsafe realpath($0, nil) }
    guard let resolved = unsafe resolved else { throw Errno(rawValue: errno) }
    defer { unsafe free(resolved) }
    return unsafe FilePath(platformString: resolved)
  }

  /// The path from the root on, without `.` and `..`.
  static func absolute(_ path: FilePath) throws -> FilePath {
    if path.isAbsolute { return path.lexicallyNormalized() }
    guard let folder = unsafe getcwd(nil, 0) else { throw Errno(rawValue: errno) }
    defer { unsafe free(folder) }
    return unsafe FilePath(platformString: folder).pushing(path).lexicallyNormalized()
  }

  /// Makes `folder` and what is missing above it; each name is lasting before the next is made.
  package static func makeFolder(_ folder: FilePath) throws(ArchiveError) {
    if folder.isEmpty || exists(folder) { return }
    let parent = folder.removingLastComponent()
    try makeFolder(parent)
    let result = unsafe folder.withPlatformString { unsafe mkdir($0, 0o777) }
    if result != 0, errno != EEXIST {
      throw .system(operation: "make the folder", folder, Errno(rawValue: errno))
    }
    try synchronize(parent)
  }

  /// Makes the names in a folder lasting.
  static func synchronize(_ folder: FilePath) throws(ArchiveError) {
    do { try AtomicFile.synchronizeFolder(folder) } catch {
      throw .system(operation: "save", folder, error as? Errno ?? .ioError)
    }
  }

  /// Deletes a file for good; it may be gone already.
  static func delete(_ path: FilePath) throws(ArchiveError) {
    let result = unsafe path.withPlatformString { unsafe unlink($0) }
    if result != 0, errno != ENOENT {
      throw .system(operation: "delete", path, Errno(rawValue: errno))
    }
    try synchronize(path.removingLastComponent())
  }

  /// A new folder below the one for temporary files, which only its owner can enter.
  static func makeTemporaryFolder() throws(ArchiveError) -> FilePath {
    let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/andu-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
    }
    guard isMade else {
      throw .system(operation: "make a folder in", FilePath(base), Errno(rawValue: errno))
    }
    return FilePath(
      String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  static func isFile(_ path: FilePath) throws -> Bool {
    (try status(of: path).st_mode & S_IFMT) == S_IFREG
  }

  static func isFolder(_ path: FilePath) throws -> Bool {
    (try status(of: path).st_mode & S_IFMT) == S_IFDIR
  }

  /// What two paths to the same file share.
  struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  static func identity(of path: FilePath) throws -> Identity {
    let status = try status(of: path)
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The same of an open file, wherever its path leads by now.
  static func identity(of file: FileDescriptor) throws -> Identity {
    var status = stat()
    if unsafe fstat(file.rawValue, &status) != 0 { throw Errno(rawValue: errno) }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// A name of this beginning and ending that nothing in the folder has yet.
  static func freeName(_ stem: String, ending: String = "", in folder: FilePath) -> String {
    var (free, count) = (stem + ending, 1)
    while exists(folder.appending(free)) {
      count += 1
      free = "\(stem)-\(count)\(ending)"
    }
    return free
  }

  static func fileSize(_ path: FilePath) -> Int { (try? Int(status(of: path).st_size)) ?? 0 }

  private static func status(of path: FilePath) throws -> stat {
    var status = stat()
    let result = unsafe path.withPlatformString { unsafe stat($0, &status) }
    if result != 0 { throw Errno(rawValue: errno) }
    return status
  }

  /// The bytes of a file, refused when they are more than `limit`.
  package static func read(_ path: FilePath, limit: Int) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    defer { try? file.close() }
    return try read(file, limit: limit)
  }

  /// The bytes of an open file, refused when they are more than `limit`.
  package static func read(_ file: FileDescriptor, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try unsafe buffer.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw TooLarge(limit: limit) }
    }
  }

  /// The beginning of an open file, up to `count` bytes.
  static func beginning(of file: FileDescriptor, count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try unsafe bytes.withUnsafeMutableBytes {
      try unsafe file.read(fromAbsoluteOffset: 0, into: $0)
    }
    return Array(bytes.prefix(read))
  }

  package struct TooLarge: Error, CustomStringConvertible {
    package let limit: Int
    package var description: String { "over the limit of \(limit >> 20) MB for one page" }
  }
}
