// Archive+Originals.swift — what is kept of a version of a document, wherever it came to stand.

extension Archive {
  /// What is kept of a version: its bytes as saved, and what a program made of them.
  typealias StoredOriginal = (original: OriginalRecord, conversion: OriginalRecord?)

  /// Reads what is kept of a version.
  ///
  /// A compaction that came after this snapshot has moved it and deleted the file that the snapshot
  /// names; it is then read where the newest state has it.
  /// Error: damage, and another sound record in the place of the original.
  func stored(_ version: PageRecord.Version) throws -> StoredOriginal {
    do {
      let original = try originals.read(version.location)
      guard original.digest.description == version.sha256 else {
        throw OriginalError.otherRecord(at: version.location)
      }
      return (original, try version.conversion.map(originals.read))
    } catch OriginalError.missingFile(let name) {
      let now = try Archive(root: layout.root)
      guard now.generation != generation, let moved = try now.version(ofBytes: version.sha256)
      else { throw OriginalError.missingFile(name) }
      return try now.stored(moved)
    }
  }

  private func version(ofBytes sha256: String) throws -> PageRecord.Version? {
    for tied in try records(withKey: Fields.digestKey(sha256)) {
      for version in tied.record.versions where version.sha256 == sha256 { return version }
    }
    return nil
  }
}
