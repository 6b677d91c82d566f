// Recovery.swift — a new manifest from the originals alone.
internal import SearchIndex
package import SystemPackage

extension ArchiveWriter {
  /// Opens an archive whose manifest or index may be missing or damaged, to rebuild it.
  ///
  /// Without a manifest the committed lengths are lost; every whole record that is there
  /// is then taken as committed.
  package static func recovering(root: FilePath) throws -> ArchiveWriter {
    do {
      return try ArchiveWriter(root: root)
    } catch ArchiveError.manifestMissing {
      try startAgain(root, committed: wholeRecords(ArchiveLayout(root: root)))
    } catch let error as SegmentError where error.isDamage || error.needsRebuild {
      let committed =
        (try? Manifest.read(from: root))?.committedOriginals
        ?? wholeRecords(ArchiveLayout(root: root))
      try startAgain(root, committed: committed)
    }
    return try ArchiveWriter(root: root)
  }

  /// Puts a manifest without segments in place of what is there.
  private static func startAgain(_ root: FilePath, committed: CommittedLengths) throws {
    try FileSystem.makeFolder(ArchiveLayout(root: root).segments)
    var manifest = Manifest()
    manifest.owner = Manifest.owner(committed)
    try manifest.write(to: root)
  }

  /// Up to where the WARC files hold whole records.
  private static func wholeRecords(_ layout: ArchiveLayout) -> CommittedLengths {
    var lengths: [Int: Int] = [:]
    for name in (try? FolderListing.names(in: layout.originals)) ?? [] {
      guard name.hasPrefix("andu-"), name.hasSuffix(".warc.gz"),
        let number = Int(name.dropFirst(5).dropLast(8))
      else { continue }
      let size = FileSystem.fileSize(layout.originals.appending(name))
      let reader = OriginalReader(
        directory: layout.originals, committed: CommittedLengths([number: size]))
      var end = 0
      do {
        try reader.forEachRecord { _, location in end = location.offset + location.length }
        end = size
      } catch {
        // What follows the last whole record was never committed, or is lost.
      }
      if end > 0 { lengths[number] = end }
    }
    return CommittedLengths(lengths)
  }
}
