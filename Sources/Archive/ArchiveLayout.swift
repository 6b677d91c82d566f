// ArchiveLayout.swift — where an archive's files stand, and making the folders.
internal import Glibc
internal import SearchIndex
package import SystemPackage

/// The folder of an archive: `originals/*.warc.gz` are the truth, `segments/*` and
/// `manifest` are derived, `lock` names the writer.
package struct ArchiveLayout: Sendable, Hashable {
  package let root: FilePath

  package init(root: FilePath) { self.root = root }

  package var originals: FilePath { root.appending("originals") }
  package var segments: FilePath { root.appending(Manifest.segmentFolderName) }
  package var manifest: FilePath { root.appending(Manifest.fileName) }
  package var lock: FilePath { root.appending("lock") }

  package var hasManifest: Bool { Self.exists(manifest) }
  package var hasOriginals: Bool { Self.exists(originals) }

  static func exists(_ path: FilePath) -> Bool {
    do {
      try FileDescriptor.open(path, .readOnly).close()
      return true
    } catch {
      return (error as? Errno) != .noSuchFileOrDirectory && (error as? Errno) != .notDirectory
    }
  }

  /// Makes `folder` and what is missing above it.
  static func makeFolder(_ folder: FilePath) throws(ArchiveError) {
    if folder.isEmpty || exists(folder) { return }
    try makeFolder(folder.removingLastComponent())
    let result = unsafe folder.withPlatformString { unsafe mkdir($0, 0o777) }
    if result != 0, errno != EEXIST {
      throw .system(operation: "make the folder", folder, Errno(rawValue: errno))
    }
  }
}

extension Manifest {
  private static let originalPrefix = "original."

  /// The committed length of each WARC file.
  var committedOriginals: CommittedLengths {
    Self.committedOriginals(owner)
  }

  static func committedOriginals(_ owner: [String: String]) -> CommittedLengths {
    var lengths: [Int: Int] = [:]
    for (key, value) in owner where key.hasPrefix(originalPrefix) {
      if let file = Int(key.dropFirst(originalPrefix.count)), let length = Int(value) {
        lengths[file] = length
      }
    }
    return CommittedLengths(lengths)
  }

  static func owner(_ committed: CommittedLengths) -> [String: String] {
    var lines: [String: String] = [:]
    for file in committed.files {
      lines["\(originalPrefix)\(file)"] = committed[file].map(String.init)
    }
    return lines
  }
}
