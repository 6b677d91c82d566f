// FolderWalk.swift — the saved pages among files and folders. A fence file: reads directories.
internal import Glibc
package import SystemPackage

/// Finds what is to be added under the paths a user names.
package enum FolderWalk {
  /// Files in a folder are pages when their names end so; a file that is named itself
  /// always is.
  static let pageExtensions: Set<String> = ["html", "htm", "shtml", "shtm", "xhtml", "xht", "txt"]

  /// The pages under `path`, folders entered, in order of their names.
  ///
  /// A browser's `NAME_files` beside `NAME.html` belongs to that page; hidden files are
  /// passed over. Links are followed, but no folder is entered twice.
  package static func pages(under path: FilePath) throws -> [FilePath] {
    guard try isFolder(path) else { return [path] }
    var found: [FilePath] = []
    var folders = [path]
    var entered: Set<FileIdentity> = []
    while let folder = folders.popLast() {
      guard entered.insert(FileIdentity(try status(of: folder))).inserted else { continue }
      let names = names(in: folder).sorted()
      let pages = names.filter { name in
        pageExtensions.contains(FilePath(name).extension?.lowercased() ?? "")
      }
      let stems = Set(pages.compactMap { FilePath($0).stem })
      var below: [FilePath] = []
      for name in names where !name.hasPrefix(".") {
        let child = folder.appending(name)
        if (try? isFolder(child)) == true {
          if !belongsToPage(name, stems) { below.append(child) }
        } else if pages.contains(name) {
          found.append(child)
        }
      }
      folders += below.reversed()
    }
    return found
  }

  /// What two paths to the same file share.
  private struct FileIdentity: Hashable {
    let device: dev_t
    let number: ino_t

    init(_ status: stat) {
      device = status.st_dev
      number = status.st_ino
    }
  }

  private static func belongsToPage(_ name: String, _ stems: Set<String>) -> Bool {
    for suffix in ["_files", ".files", "_archivos", "-Dateien"] where name.hasSuffix(suffix) {
      if stems.contains(String(name.dropLast(suffix.count))) { return true }
    }
    return false
  }

  /// The names in a folder; none when it cannot be read.
  static func names(in folder: FilePath) -> [String] {
    guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func isFolder(_ path: FilePath) throws -> Bool {
    (try status(of: path).st_mode & S_IFMT) == S_IFDIR
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

  struct TooLarge: Error, CustomStringConvertible {
    let limit: Int
    var description: String { "over the limit of \(limit >> 20) MB for one page" }
  }
}
