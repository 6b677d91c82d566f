// ArchiveIdentity.swift — which archive a manifest and the WARC files beside it belong to.
internal import SearchIndex

/// A manifest says how much of each WARC file is committed, and what is not is cut off. So the
/// manifest of another archive must never be taken for this one's: both bear the archive's id.
///
/// Archives of older programs have no id, and nothing is said of them.
extension ArchiveLayout {
  /// The id of the archive that the WARC files are part of, by the first that says so.
  var identity: String? {
    for folder in [originals, annotations] {
      let reader = OriginalReader(directory: folder, committed: CommittedLengths())
      for number in (try? OriginalFile.numbers(in: folder)) ?? [] {
        if let archive = reader.archive(of: number) { return archive }
      }
    }
    return nil
  }

  /// Whether what is `committed` is that of another archive than the one whose files these are.
  func isForeign(_ committed: CommittedFiles) -> Bool {
    identity.map { $0 != committed.archive } ?? false
  }

  /// What the manifest commits; nil when it is missing, damaged or another archive's.
  ///
  /// Error: what the system says. A disk that does not answer is no damage: what it holds may be
  /// asked for again.
  func ownCommitted() throws -> CommittedFiles? {
    let manifest: Manifest?
    do { manifest = try Manifest.read(from: root) } catch {
      if case .system = error { throw error }
      return nil
    }
    guard let manifest else { return nil }
    let committed = CommittedFiles(manifest.owner)
    return isForeign(committed) ? nil : committed
  }

  /// Error: `foreignManifest` when the manifest, should it be readable, is another archive's.
  func requireOwnManifest() throws(ArchiveError) {
    if let manifest = try? Manifest.read(from: root), isForeign(CommittedFiles(manifest.owner)) {
      throw .foreignManifest(root)
    }
  }
}
