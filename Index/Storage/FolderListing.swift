// FolderListing.swift — the names in a folder. A fence file: reads directory entries.
import Glibc
package import SystemPackage

package enum FolderListing {
  /// The names in `folder`, in no order.
  package static func names(in folder: FilePath) throws(Errno) -> [String] {
    guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
      throw Errno(rawValue: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      // An error and the end look alike but for this.
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw Errno(rawValue: errno) }
        return names
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// Whether a name is one that only the index writes: segments, deletions, files aside.
  static func isIndexFile(_ name: String) -> Bool {
    name.hasSuffix(".seg") || name.hasSuffix(".del") || name.hasSuffix(".new")
  }
}
