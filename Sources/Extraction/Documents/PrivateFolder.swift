// PrivateFolder.swift — bytes → a folder of their own on disk, for one program, and then gone.
// A fence file: system calls.
import Glibc

/// A folder below the one for temporary files that only its owner can enter.
struct PrivateFolder {
  let root: String

  init(holding bytes: [UInt8], named name: String, _ what: String) throws(ExtractionError) {
    let base = ChildProgram.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(base)/andu-XXXXXX".utf8CString)
    // mkdtemp makes it with mode 0700.
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
    }
    guard isMade else { throw .notConverted(what, why: "no folder can be made in \(base)") }
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      try write(bytes, to: name, what)
    } catch {
      remove()
      throw error
    }
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Writes a file, and makes the folders above it.
  func write(_ bytes: [UInt8], to name: String, _ what: String) throws(ExtractionError) {
    var folder = root
    for step in name.split(separator: "/").dropLast() {
      folder += "/\(step)"
      unsafe mkdir(folder, 0o700)
    }
    let file = unsafe open(path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .notConverted(what, why: "no file can be written in \(root)") }
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes[offset...].withUnsafeBytes { piece in
        unsafe Glibc.write(file, piece.baseAddress, piece.count)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      offset += count
    }
    guard close(file) == 0, offset == bytes.count else {
      throw .notConverted(what, why: "the disk of \(root) is full")
    }
  }

  /// The bytes of a file; nil when there is none, or it holds more than the limit.
  func read(_ name: String, limit: Int) -> [UInt8]? {
    let file = unsafe open(path(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    return nil
  }

  /// Removes the folder with all that a program left in it.
  func remove() { Self.remove(root, depth: 0) }

  /// Links are removed, not followed.
  private static func remove(_ path: String, depth: Int) {
    if unsafe Glibc.remove(path) == 0 || errno != ENOTEMPTY || depth > 64 { return }
    guard let folder = unsafe opendir(path) else { return }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    unsafe closedir(folder)
    for name in names { remove("\(path)/\(name)", depth: depth + 1) }
    unsafe _ = Glibc.remove(path)
  }
}
