// OriginalSalvage.swift — damaged WARC files written anew with all that is sound in them.

extension OriginalReader {
  /// A run of committed bytes that holds no sound record of this archive.
  struct Gap: Sendable {
    var file: Int
    /// In bytes of the file; of what is missing, the bytes that it should have.
    var range: Range<Int>
    var why: OriginalError
  }

  /// Calls `body` for every sound record, the warcinfo ones too, in order, and returns the gaps
  /// between them. A file of another archive is a gap as a whole.
  ///
  /// Error: what `body` throws, and what the system does.
  func forEachSoundMember(
    _ body: (OriginalRecord, OriginalLocation, _ member: [UInt8]) throws -> Void
  ) throws -> [Gap] {
    var gaps: [Gap] = []
    for number in committed.files {
      let end = committed[number] ?? 0
      let file: OriginalFile
      do throws(OriginalError) {
        file = try OriginalFile(number, in: directory, .read)
      } catch {
        guard case .missingFile = error else { throw error }
        gaps.append(Gap(file: number, range: 0..<end, why: error))
        continue
      }
      defer { file.close() }
      let length = min(try file.byteCount(), end)
      gaps += try self.gaps(in: file, number, length: length, body)
      if length < end {
        let why = OriginalError.shortFile(file.name, length: length, committed: end)
        gaps.append(Gap(file: number, range: length..<end, why: why))
      }
    }
    return gaps
  }

  private func gaps(
    in file: OriginalFile, _ number: Int, length: Int,
    _ body: (OriginalRecord, OriginalLocation, _ member: [UInt8]) throws -> Void
  ) throws -> [Gap] {
    var gaps: [Gap] = []
    var offset = 0
    while offset < length {
      let found: (record: OriginalRecord, location: OriginalLocation, member: [UInt8])
      do throws(OriginalError) {
        found = try next(at: offset, end: length, file, number)
      } catch {
        guard case .damaged = error else { throw error }
        let resumed = try nextMember(after: offset, end: length, file)
        if let last = gaps.indices.last, gaps[last].range.upperBound == offset {
          gaps[last].range = gaps[last].range.lowerBound..<resumed
        } else {
          gaps.append(Gap(file: number, range: offset..<resumed, why: error))
        }
        offset = resumed
        continue
      }
      if isForeign(found.record) {
        let why = OriginalError.damaged(file: file.name, offset: offset, .foreignFile)
        return gaps + [Gap(file: number, range: offset..<length, why: why)]
      }
      try body(found.record, found.location, found.member)
      offset += found.location.length
    }
    return gaps
  }
}

/// The outcome of writing what is sound into new files, where there are gaps. The old files are
/// untouched: the owner puts `committed` into the manifest, and the next writer deletes what is no
/// longer named there.
struct OriginalSalvage {
  let gaps: [OriginalReader.Gap]
  /// The new files only, or the old ones when there are no gaps.
  let committed: CommittedLengths
  /// Old location → new location of every record, when there are gaps.
  let moved: [OriginalLocation: OriginalLocation]

  /// - Parameters:
  ///   - reader: reads what was committed.
  ///   - present: as much of that as is there.
  init(
    _ reader: OriginalReader, present: CommittedLengths, software: String, date: String
  ) throws {
    gaps = try reader.forEachSoundMember { _, _, _ in }
    guard !gaps.isEmpty else {
      self.committed = reader.committed
      self.moved = [:]
      return
    }
    let writer = try OriginalWriter(
      directory: reader.directory, committed: present, software: software, date: date,
      archive: reader.archive, startsNewFile: true, lastNumber: reader.committed.files.last ?? 0)
    try writer.startFile()
    var moved: [OriginalLocation: OriginalLocation] = [:]
    _ = try reader.forEachSoundMember { record, location, member in
      if record.kind != .warcinfo { moved[location] = try writer.append(member: member) }
    }
    var committed = try writer.flush()
    for file in present.files { committed[file] = nil }
    self.committed = committed
    self.moved = moved
  }
}
