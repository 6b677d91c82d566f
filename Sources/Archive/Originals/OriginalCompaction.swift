// OriginalCompaction.swift — the WARC files written anew without what is no longer wanted.
package import SystemPackage

/// The outcome of writing the wanted records into new files. The old files are untouched: the owner
/// puts `committed` into the manifest, and the next writer deletes what is no longer named there.
package struct OriginalCompaction: Sendable {
  /// The new files only.
  package let committed: CommittedLengths
  /// Old location → new location of every record kept.
  package let moved: [OriginalLocation: OriginalLocation]
  /// Records left out.
  package let droppedCount: Int

  /// Copies the records that `keeping` says true to into new files, byte for byte, in order.
  ///
  /// Always begins one new file, even for no record, so that file numbers never start again.
  /// Error: ends with the first damaged record; what was written is cut off by the next writer.
  package init(
    directory: FilePath, committed old: CommittedLengths, software: String, date: String,
    archive: String? = nil, fileLimit: Int = OriginalWriter.defaultFileLimit,
    keeping: (OriginalRecord, OriginalLocation) throws -> Bool
  ) throws {
    let writer = try OriginalWriter(
      directory: directory, committed: old, software: software, date: date, archive: archive,
      fileLimit: fileLimit, startsNewFile: true)
    try writer.startFile()
    var moved: [OriginalLocation: OriginalLocation] = [:]
    var droppedCount = 0
    let reader = OriginalReader(directory: directory, committed: old)
    try reader.forEachMember { record, location, member in
      if try keeping(record, location) {
        moved[location] = try writer.append(member: member)
      } else {
        droppedCount += 1
      }
    }
    var committed = try writer.flush()
    for file in old.files { committed[file] = nil }
    self.committed = committed
    self.moved = moved
    self.droppedCount = droppedCount
  }
}
