// Recovery.swift — opens what may be damaged, to make the index anew.
package import SearchIndex
package import SystemPackage

extension ArchiveWriter {
  /// Opens an archive whose manifest or index may be missing or damaged, to rebuild it with
  /// `reindex`. What is there answers until that has committed.
  ///
  /// Without a manifest, or with that of another archive, the committed lengths are lost: all is
  /// taken as committed up to the end of the last sound record of each file. What stands after it
  /// is set aside under another name, never deleted.
  /// - Parameter note: is told what was set aside.
  package static func rebuilding(
    root: FilePath, options: IndexWriter.Options = .init(), note: (ArchiveProblem) -> Void
  ) throws -> ArchiveWriter {
    let layout = ArchiveLayout(root: root)
    guard try FileSystem.isThere(layout.manifest) || layout.hasOriginals else {
      throw ArchiveError.noArchive(root)
    }
    let lock = try WriterLock(layout)
    try makeManifestLasting(layout)
    try FileSystem.makeFolder(layout.segments)
    let committed: CommittedFiles
    if let own = try layout.ownCommitted() {
      committed = own
    } else {
      committed = CommittedFiles(
        archive: layout.identity ?? OriginalRecord.randomID(),
        originals: try soundLengths(layout.originals, note),
        annotations: FileSystem.exists(layout.annotations)
          ? try soundLengths(layout.annotations, note) : CommittedLengths())
    }
    return try ArchiveWriter(
      layout, lock: lock, index: IndexWriter(rebuilding: root, options: options),
      committed: committed, options: options)
  }

  fileprivate static let asideEnding = ".aside"

  /// Up to where the WARC files hold sound records.
  private static func soundLengths(
    _ folder: FilePath, _ note: (ArchiveProblem) -> Void
  ) throws -> CommittedLengths {
    var lengths: [Int: Int] = [:]
    let reader = OriginalReader(directory: folder, committed: CommittedLengths())
    for number in try OriginalFile.numbers(in: folder) {
      let name = OriginalFile.name(of: number)
      let path = folder.appending(name)
      let (size, end) = (FileSystem.fileSize(path), reader.soundEnd(of: number))
      if end < size {
        let aside = FileSystem.freeName("\(name).\(end)", ending: asideEnding, in: folder)
        let bytes = try FileSystem.read(path, limit: .max)
        try AtomicFile.write([Array(bytes[end...])], to: folder.appending(aside))
        note(.setAside(file: name, from: end, name: aside))
      }
      if end > 0 { lengths[number] = end }
    }
    return CommittedLengths(lengths)
  }
}

extension Archive {
  /// The files in which `rebuilding` set bytes aside, below the archive's folder, sorted.
  package var asides: [String] {
    var asides: [String] = []
    for (name, folder) in [("originals", layout.originals), ("annotations", layout.annotations)] {
      let names = (try? FolderListing.names(in: folder)) ?? []
      asides += names.filter { $0.hasSuffix(ArchiveWriter.asideEnding) }.sorted()
        .map { "\(name)/\($0)" }
    }
    return asides
  }
}
