// FolderListing.swift — the names in a folder. A fence file: reads directory entries.
import Glibc
package import SystemPackage

package enum FolderListing {
  /// The names in `folder`, in no order; what is not UTF-8 in them is replaced.
  package static func names(in folder: FilePath) throws(Errno) -> [String] {
    try entries(in: folder).map(\.string)
  }

  /// The names in `folder`, in no order, with the bytes that they have.
  package static func entries(in folder: FilePath) throws(Errno) -> [FilePath.Component] {
    guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
      throw Errno(rawValue: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [FilePath.Component] = []
    while true {
      // An error and the end look alike but for this.
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw Errno(rawValue: errno) }
        return names
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe FilePath.Component(platformString: $0)
        }
      }
      if let name, name.kind == .regular { names.append(name) }
    }
  }

  /// Whether a name is one that only the index writes: segments, deletions, files aside.
  static func isIndexFile(_ name: String) -> Bool {
    name.hasSuffix(".seg") || name.hasSuffix(".del") || name.hasSuffix(".new")
  }
}
