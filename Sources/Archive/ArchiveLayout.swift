// ArchiveLayout.swift — where an archive's files stand.
internal import SearchIndex
package import SystemPackage

/// The folder of an archive: `originals/*.warc.gz` are the truth, `annotations/*.warc.gz` what
/// people added, `segments/*` and `manifest` are derived, `lock` names the writer; `quarantine/*`
/// is what `verify --repair` put aside.
package struct ArchiveLayout: Sendable, Hashable {
  package let root: FilePath

  package init(root: FilePath) { self.root = root }

  package var originals: FilePath { root.appending("originals") }
  /// Not there before something is added by hand.
  package var annotations: FilePath { root.appending("annotations") }
  /// Not there before a search is saved.
  package var searches: FilePath { root.appending("searches") }
  /// Not there before something damaged is put there.
  package var quarantine: FilePath { root.appending("quarantine") }
  package var segments: FilePath { root.appending(Manifest.segmentFolderName) }
  package var manifest: FilePath { root.appending(Manifest.fileName) }
  package var lock: FilePath { root.appending("lock") }

  package var hasManifest: Bool { FileSystem.exists(manifest) }
  package var hasOriginals: Bool { FileSystem.exists(originals) }

  /// Error: says what stands in the place of an archive, or why that cannot be seen.
  func requireManifest() throws(ArchiveError) {
    if try FileSystem.isThere(manifest) { return }
    throw hasOriginals ? ArchiveError.manifestMissing(root) : ArchiveError.noArchive(root)
  }
}

/// What a manifest commits beside the index: the lengths of the WARC files, and which searches
/// there are.
struct CommittedFiles: Sendable, Hashable {
  /// The id of the archive, made with it; nil in archives of older programs.
  var archive: String?
  var originals = CommittedLengths()
  var annotations = CommittedLengths()
  /// The names of the saved searches.
  var searches: Set<String> = []

  private static let kinds:
    [(prefix: String, path: any WritableKeyPath<Self, CommittedLengths> & Sendable)] = [
      ("original.", \.originals), ("annotation.", \.annotations),
    ]

  private static let archiveKey = "archive"
  private static let searchesKey = "searches"
}

extension CommittedFiles {
  /// - Parameter owner: the owner's lines of a manifest.
  init(_ owner: [String: String]) {
    archive = owner[Self.archiveKey]
    // A name holds no space.
    searches = Set((owner[Self.searchesKey] ?? "").split(separator: " ").map(String.init))
    for (prefix, path) in Self.kinds {
      for (key, value) in owner where key.hasPrefix(prefix) {
        if let file = Int(key.dropFirst(prefix.count)), let length = Int(value) {
          self[keyPath: path][file] = length
        }
      }
    }
  }

  var owner: [String: String] {
    var lines: [String: String] = [:]
    lines[Self.archiveKey] = archive
    if !searches.isEmpty {
      lines[Self.searchesKey] = searches.sorted().joined(separator: " ")
    }
    for (prefix, path) in Self.kinds {
      for file in self[keyPath: path].files {
        lines["\(prefix)\(file)"] = self[keyPath: path][file].map(String.init)
      }
    }
    return lines
  }
}
