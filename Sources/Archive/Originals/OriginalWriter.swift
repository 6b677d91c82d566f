// OriginalWriter.swift — appends records to the WARC files; the only thing that changes them.
package import SystemPackage

/// Appends records to the archive's WARC files. One at a time for an archive: whoever makes one
/// holds the archive's lock.
///
/// Records are safe once `flush()` has returned *and* its result stands in the manifest. Whatever
/// stops the writer before that, the next writer finds the files as the manifest describes them.
package final class OriginalWriter {
  /// 1 GB, the size the standard recommends. Source: ISO 28500:2017, Annex C.
  package static let defaultFileLimit = 1_000_000_000
  private static let bufferByteCount = 1 << 18

  private let directory: FilePath
  private let software: String
  private let date: String
  private let archive: String?
  private let fileLimit: Int
  private var lengths: CommittedLengths
  private var file: OriginalFile?
  private var number: Int
  /// Written to `file` or pending, in bytes.
  private var byteCount = 0
  private var pending: [UInt8] = []
  private var isDirty = false
  private var failure: OriginalError?

  /// Opens the files in `directory` for appending, first cutting off what is not committed: bytes
  /// beyond a committed length, and files that `committed` does not name. So a manifest that is
  /// merely missing must never be taken for one that commits nothing.
  ///
  /// - Parameters:
  ///   - software: name and version, for the warcinfo record, such as `andu 1.0.0`.
  ///   - date: now, in the form of `OriginalRecord.date`; dates the warcinfo records.
  ///   - archive: the id of the archive, for the warcinfo records.
  ///   - fileLimit: bytes after which a new file is begun.
  ///   - startsNewFile: whether the committed files are left as they are.
  ///   - lastNumber: the number of the last file that there was, should it be missing.
  package init(
    directory: FilePath, committed: CommittedLengths, software: String, date: String,
    archive: String? = nil, fileLimit: Int = defaultFileLimit, startsNewFile: Bool = false,
    lastNumber: Int = 0
  ) throws(OriginalError) {
    self.directory = directory
    self.software = software
    self.date = date
    self.archive = archive
    self.fileLimit = fileLimit
    lengths = committed
    number = max(committed.files.last ?? 0, lastNumber)
    try Self.cutOff(beyond: committed, in: directory)
    if !startsNewFile, let length = committed[number], length < fileLimit {
      file = try OriginalFile(number, in: directory, .append)
      byteCount = length
    }
  }

  deinit { file?.close() }

  /// Appends `record` and says where it will stand.
  @discardableResult
  package func append(_ record: OriginalRecord) throws(OriginalError) -> OriginalLocation {
    try append(member: record.member())
  }

  /// Appends what `OriginalRecord.member()` made.
  ///
  /// Error: once writing has failed, every later call fails with the same error.
  @discardableResult
  package func append(member: [UInt8]) throws(OriginalError) -> OriginalLocation {
    if let failure { throw failure }
    do {
      if file == nil || byteCount + member.count > fileLimit { try startFile() }
      return try put(member)
    } catch {
      failure = error
      throw error
    }
  }

  /// Returns when all that was appended is on the disk, with the lengths for the manifest.
  package func flush() throws(OriginalError) -> CommittedLengths {
    if let failure { throw failure }
    do { try finishFile() } catch {
      failure = error
      throw error
    }
    return lengths
  }

  /// Begins the next file with its warcinfo record. Numbers are never used twice, so that a reader
  /// with an older manifest cannot take one file for another.
  func startFile() throws(OriginalError) {
    try finishFile()
    file?.close()
    file = nil
    number += 1
    file = try OriginalFile(number, in: directory, .create)
    byteCount = 0
    try OriginalFile.synchronize(directory: directory)
    let information = try OriginalRecord.information(
      file: OriginalFile.name(of: number), software: software, date: date, archive: archive)
    _ = try put(information.member())
  }

  private func put(_ member: [UInt8]) throws(OriginalError) -> OriginalLocation {
    let location = OriginalLocation(file: number, offset: byteCount, length: member.count)
    pending += member
    byteCount += member.count
    isDirty = true
    if pending.count >= Self.bufferByteCount { try writePending() }
    return location
  }

  private func writePending() throws(OriginalError) {
    try file?.append(pending)
    pending.removeAll(keepingCapacity: pending.capacity <= 4 * Self.bufferByteCount)
  }

  private func finishFile() throws(OriginalError) {
    guard isDirty, let file else { return }
    try writePending()
    try file.synchronize()
    lengths[number] = byteCount
    isDirty = false
  }

  private static func cutOff(
    beyond committed: CommittedLengths, in directory: FilePath
  ) throws(OriginalError) {
    // Nothing may be changed before it is certain that all committed bytes are there.
    for number in committed.files {
      let file = try OriginalFile(number, in: directory, .append)
      defer { file.close() }
      let length = try file.byteCount()
      if let wanted = committed[number], length < wanted {
        throw .shortFile(file.name, length: length, committed: wanted)
      }
    }
    var isDirectoryDirty = false
    for number in try OriginalFile.numbers(in: directory) {
      guard let wanted = committed[number] else {
        try OriginalFile.delete(number, in: directory)
        isDirectoryDirty = true
        continue
      }
      let file = try OriginalFile(number, in: directory, .append)
      defer { file.close() }
      if try file.byteCount() > wanted {
        try file.cut(to: wanted)
        try file.synchronize()
      }
    }
    if isDirectoryDirty { try OriginalFile.synchronize(directory: directory) }
  }
}
