// OriginalReader.swift — reads committed records: one by its location, all in order, or to check.
package import SystemPackage

/// Reads what is committed of the archive's WARC files. Holds no file open and takes no lock; sees
/// only what `committed` covers, whatever a writer appends meanwhile.
package struct OriginalReader: Sendable {
  package let directory: FilePath
  package let committed: CommittedLengths
  /// The id of the archive that the files have to be part of; nil when it has none.
  let archive: String?

  package init(directory: FilePath, committed: CommittedLengths, archive: String? = nil) {
    self.directory = directory
    self.committed = committed
    self.archive = archive
  }

  /// The record at `location`, its checksum and digest verified.
  package func read(_ location: OriginalLocation) throws(OriginalError) -> OriginalRecord {
    guard let end = committed[location.file], location.offset >= 0,
      location.length > GzipMember.headerByteCount, location.offset < end,
      location.length <= end - location.offset
    else { throw .notCommitted(location) }
    let file = try OriginalFile(location.file, in: directory, .read)
    defer { file.close() }
    let member = try file.read(location.length, at: location.offset)
    return try decode(member, at: location, of: file)
  }

  /// Calls `body` for every record but the warcinfo ones, in the order of files and offsets, from
  /// `position` on, with one record in memory at a time. Ends with the first error, its own or that
  /// of `body`.
  package func forEachRecord(
    after position: OriginalPosition? = nil,
    _ body: (OriginalRecord, OriginalLocation) throws -> Void
  ) throws {
    try forEachMember(after: position) { record, location, _ in try body(record, location) }
  }

  /// As `forEachRecord`, with the compressed bytes of each record.
  func forEachMember(
    after position: OriginalPosition? = nil,
    _ body: (OriginalRecord, OriginalLocation, _ member: [UInt8]) throws -> Void
  ) throws {
    for number in committed.files where number >= position?.file ?? 0 {
      let file = try OriginalFile(number, in: directory, .read)
      defer { file.close() }
      let end = committed[number] ?? 0
      var offset = number == position?.file ? position?.offset ?? 0 : 0
      while offset < end {
        let (record, location, member) = try next(at: offset, end: end, file, number)
        if record.kind != .warcinfo { try body(record, location, member) }
        offset += location.length
      }
    }
  }

  /// Whether a record begins or the committed bytes end there; true for a file that is not there
  /// any more.
  func hasBoundary(at position: OriginalPosition) -> Bool {
    guard let end = committed[position.file] else { return true }
    if position.offset == 0 || position.offset == end { return true }
    guard position.offset > 0, position.offset < end,
      let file = try? OriginalFile(position.file, in: directory, .read)
    else { return false }
    defer { file.close() }
    return (try? next(at: position.offset, end: end, file, position.file)) != nil
  }

  /// Reads every committed byte and tells all that is wrong with it; what cannot be read is stepped
  /// over. Calls `body` for every sound record but the warcinfo ones.
  package func verify(
    _ body: (OriginalRecord, OriginalLocation) -> Void = { _, _ in }
  ) -> [OriginalError] {
    (try? forEachSoundRecord(body)) ?? []
  }

  /// Calls `body` for every sound record but the warcinfo ones, in order, and steps over what
  /// cannot be read. Returns what is wrong; throws only what `body` throws.
  package func forEachSoundRecord(
    _ body: (OriginalRecord, OriginalLocation) throws -> Void
  ) throws -> [OriginalError] {
    var problems: [OriginalError] = []
    for number in committed.files {
      do {
        let file = try OriginalFile(number, in: directory, .read)
        defer { file.close() }
        try scan(file, number, problems: &problems, body)
      } catch let error as OriginalError {
        problems.append(error)
      }
    }
    return problems
  }

  private func scan(
    _ file: OriginalFile, _ number: Int, problems: inout [OriginalError],
    _ body: (OriginalRecord, OriginalLocation) throws -> Void
  ) throws {
    let committedEnd = committed[number] ?? 0
    let length = try file.byteCount()
    if length < committedEnd {
      problems.append(.shortFile(file.name, length: length, committed: committedEnd))
    }
    let end = min(length, committedEnd)
    var offset = 0
    while offset < end {
      let found: (record: OriginalRecord, location: OriginalLocation, member: [UInt8])
      do throws(OriginalError) {
        found = try next(at: offset, end: end, file, number)
      } catch {
        problems.append(error)
        offset = try nextMember(after: offset, end: end, file)
        continue
      }
      if (found.record.kind == .warcinfo) != (offset == 0)
        || offset == 0 && !found.record.fields.contains(.init("WARC-Filename", file.name))
        || isForeign(found.record)
      {
        problems.append(.damaged(file: file.name, offset: offset, .foreignFile))
      }
      if found.record.kind != .warcinfo { try body(found.record, found.location) }
      offset += found.location.length
    }
  }

  /// Whether the record says that its file is part of another archive.
  func isForeign(_ record: OriginalRecord) -> Bool {
    archive != nil && record.archive != nil && record.archive != archive
  }

  /// The id of the archive that a file says it is part of; nil when it says none.
  func archive(of number: Int) -> String? {
    guard let file = try? OriginalFile(number, in: directory, .read),
      let length = try? file.byteCount()
    else { return nil }
    defer { file.close() }
    // A longer record is none that says so.
    return (try? next(at: 0, end: min(length, 1 << 16), file, number))?.0.archive
  }

  /// Where the last sound record of a file ends, warcinfo too; 0 when there is none.
  func soundEnd(of number: Int) -> Int {
    guard let file = try? OriginalFile(number, in: directory, .read),
      let length = try? file.byteCount()
    else { return 0 }
    defer { file.close() }
    var (offset, end) = (0, 0)
    while offset < length {
      if let (_, location, _) = try? next(at: offset, end: length, file, number) {
        offset += location.length
        end = offset
      } else {
        offset = (try? nextMember(after: offset, end: length, file)) ?? length
      }
    }
    return end
  }

  func next(
    at offset: Int, end: Int, _ file: OriginalFile, _ number: Int
  ) throws(OriginalError) -> (OriginalRecord, OriginalLocation, member: [UInt8]) {
    let header = try file.read(min(GzipMember.headerByteCount, end - offset), at: offset)
    let length: Int
    do throws(OriginalDamage) {
      length = try GzipMember.byteCount(header: header)
      if length > end - offset { throw .memberLength }
    } catch {
      throw .damaged(file: file.name, offset: offset, error)
    }
    let member = try file.read(length, at: offset)
    let location = OriginalLocation(file: number, offset: offset, length: length)
    return (try decode(member, at: location, of: file), location, member)
  }

  private func decode(
    _ member: [UInt8], at location: OriginalLocation, of file: OriginalFile
  ) throws(OriginalError) -> OriginalRecord {
    do {
      return try OriginalRecord(
        warc: GzipMember.decompress(member, limit: OriginalRecord.byteLimit))
    } catch {
      throw .damaged(file: file.name, offset: location.offset, error)
    }
  }

  /// Where, after a damaged record, something looks like the beginning of a record again.
  func nextMember(
    after damaged: Int, end: Int, _ file: OriginalFile
  ) throws(OriginalError) -> Int {
    let prefix = GzipMember.prefix
    var offset = damaged + 1
    while offset < end {
      let chunk = try file.read(min(1 << 16, end - offset), at: offset)
      for start in chunk.indices.dropLast(prefix.count - 1)
      where chunk[start] == prefix[0] && chunk[start...].starts(with: prefix) {
        return offset + start
      }
      if chunk.count < prefix.count { break }
      offset += chunk.count - prefix.count + 1
    }
    return end
  }
}
