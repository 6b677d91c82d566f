// OriginalFile.swift — one WARC file on disk: its name, and the system calls made on it.
//
// A fence file: pread, unlink and fsync of the store of originals.
import Glibc
import SearchIndex
import SystemPackage

/// One open WARC file of the archive.
struct OriginalFile {
  let name: String
  private let path: FilePath
  private let descriptor: FileDescriptor

  enum Mode { case read, append, create }

  init(_ number: Int, in directory: FilePath, _ mode: Mode) throws(OriginalError) {
    name = Self.name(of: number)
    path = directory.appending(name)
    do {
      switch mode {
      case .read:
        descriptor = try .open(path, .readOnly, options: [.closeOnExec])
      case .append:
        descriptor = try .open(path, .writeOnly, options: [.append, .closeOnExec])
      case .create:
        descriptor = try .open(
          path, .writeOnly, options: [.append, .create, .exclusiveCreate, .closeOnExec],
          permissions: [.ownerReadWrite, .groupRead, .otherRead])
      }
    } catch {
      if let errno = error as? Errno, errno == .noSuchFileOrDirectory, mode != .create {
        throw .missingFile(name)
      }
      throw Self.failure("open", path, error)
    }
  }

  func close() { try? descriptor.close() }

  /// `andu-00001.warc.gz` for 1.
  static func name(of number: Int) -> String {
    let digits = String(number)
    return "andu-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".warc.gz"
  }

  /// The numbers of the WARC files in `directory`, ascending. Other files are not looked at.
  static func numbers(in directory: FilePath) throws(OriginalError) -> [Int] {
    let names: [String]
    do { names = try FolderListing.names(in: directory) } catch {
      throw .system(operation: "read", path: directory.string, error)
    }
    var numbers: [Int] = []
    for name in names {
      let digits = name.dropFirst("andu-".count).prefix { $0 != "." }
      if let number = Int(digits), number > 0, Self.name(of: number) == name {
        numbers.append(number)
      }
    }
    return numbers.sorted()
  }

  /// Length in bytes.
  func byteCount() throws(OriginalError) -> Int {
    do { return Int(try descriptor.seek(offset: 0, from: .end)) } catch {
      throw Self.failure("measure", path, error)
    }
  }

  /// The bytes from `offset` on: `count` of them, fewer only at the end of the file.
  func read(_ count: Int, at offset: Int) throws(OriginalError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    do {
      while filled < count {
        let got = try unsafe bytes.withUnsafeMutableBytes {
          try unsafe descriptor.read(
            fromAbsoluteOffset: Int64(offset + filled),
            into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
        }
        if got == 0 { break }
        filled += got
      }
    } catch { throw Self.failure("read", path, error) }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Writes all of `bytes` at the end, in as many system calls as it takes.
  func append(_ bytes: [UInt8]) throws(OriginalError) {
    do { try descriptor.writeAll(bytes) } catch { throw Self.failure("write", path, error) }
  }

  func cut(to byteCount: Int) throws(OriginalError) {
    do { try descriptor.resize(to: Int64(byteCount)) } catch {
      throw Self.failure("cut", path, error)
    }
  }

  /// Returns when everything written so far is on the disk.
  func synchronize() throws(OriginalError) {
    try Self.synchronize(descriptor, path)
  }

  /// Makes created and deleted names in `directory` lasting.
  static func synchronize(directory: FilePath) throws(OriginalError) {
    let descriptor: FileDescriptor
    do {
      descriptor = try .open(directory, .readOnly, options: [.directory, .closeOnExec])
    } catch { throw failure("open", directory, error) }
    defer { try? descriptor.close() }
    try synchronize(descriptor, directory)
  }

  static func delete(_ number: Int, in directory: FilePath) throws(OriginalError) {
    let path = directory.appending(name(of: number))
    guard unsafe path.withPlatformString({ unsafe unlink($0) }) == 0 else {
      throw .system(operation: "delete", path: path.string, Errno(rawValue: Glibc.errno))
    }
  }

  private static func synchronize(
    _ descriptor: FileDescriptor, _ path: FilePath
  ) throws(OriginalError) {
    while fsync(descriptor.rawValue) != 0 {
      let errno = Errno(rawValue: Glibc.errno)
      if errno != .interrupted { throw .system(operation: "save", path: path.string, errno) }
    }
  }

  private static func failure(
    _ operation: String, _ path: FilePath, _ error: any Error
  ) -> OriginalError {
    .system(operation: operation, path: path.string, error as? Errno ?? .ioError)
  }
}
