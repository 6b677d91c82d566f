// ArchiveWriter.swift — puts originals in, takes documents out: everything that changes an archive.
package import Extraction
internal import FoundationEssentials
import SearchIndex
package import SystemPackage

/// The one writer of an archive.
///
/// What is added becomes visible, and survives a crash, with the next `commit`; until
/// then it is as if it had not been added.
package final class ArchiveWriter {
  package let layout: ArchiveLayout
  private let lock: WriterLock
  private let understanding = Understanding()
  private var originals: OriginalWriter
  private var index: IndexWriter
  private var lastCommit = ContinuousClock.now
  private var isChanged = false

  /// The name under which WARC files say who wrote them.
  package static let software = "andu \(Version.number)"
  /// Committed at least this often while pages go in; zero for after every batch.
  package var commitInterval = Duration.seconds(5)
  /// What is read and extracted at a time: so many files, so many bytes.
  private static let batch = (count: 64, byteCount: 16 << 20)

  /// Makes an empty archive in `root`, a folder that is empty or not there yet.
  package static func create(at root: FilePath) throws {
    let layout = ArchiveLayout(root: root)
    if layout.hasManifest { throw ArchiveError.alreadyThere(root) }
    if layout.hasOriginals { throw ArchiveError.manifestMissing(root) }
    if !FolderWalk.names(in: root).isEmpty { throw ArchiveError.notEmpty(root) }
    for folder in [layout.originals, layout.segments] { try ArchiveLayout.makeFolder(folder) }
    try AtomicFile.synchronizeFolder(root)
    try Manifest().write(to: root)
  }

  /// Opens the archive in `root` for writing; what a crash left half done is cut off.
  package init(root: FilePath, memoryLimit: Int? = nil) throws {
    layout = ArchiveLayout(root: root)
    guard layout.hasManifest else {
      throw layout.hasOriginals
        ? ArchiveError.manifestMissing(root) : ArchiveError.noArchive(root)
    }
    lock = try WriterLock(layout)
    index = try IndexWriter(folder: root)
    if let memoryLimit { index.memoryLimit = memoryLimit }
    originals = try OriginalWriter(
      directory: layout.originals, committed: Manifest.committedOriginals(index.owner),
      software: Self.software, date: Self.now())
  }

  /// Now, in UTC, as WARC writes it.
  package static func now() -> String { Date.now.formatted(.iso8601) }

  // MARK: Adding

  /// A page to be added.
  package struct Page: Sendable {
    package var path: FilePath?
    package var bytes: [UInt8]?
    package var url: String?
    package var options: ExtractionOptions

    /// - Parameter bytes: nil to read them from `path`.
    package init(
      path: FilePath?, bytes: [UInt8]? = nil, url: String? = nil, options: ExtractionOptions
    ) {
      self.path = path
      self.bytes = bytes
      self.url = url
      self.options = options
    }

    var name: String { path?.string ?? "-" }
  }

  /// Adds pages, in order, and commits now and then; the caller commits at the end.
  package func add(
    _ pages: [Page], report: inout IngestionReport, progress: (IngestionProgress) -> Void
  ) throws {
    var rest = pages[...]
    while !rest.isEmpty {
      let batch = takeBatch(&rest)
      progress(
        IngestionProgress(
          done: pages.count - rest.count - batch.count, total: pages.count,
          byteCount: report.byteCount, current: batch.first?.name ?? ""))
      try addBatch(batch, report: &report)
      try commitIfDue()
    }
  }

  private func takeBatch(_ rest: inout ArraySlice<Page>) -> [Page] {
    var batch: [Page] = []
    var byteCount = 0
    while let page = rest.first, batch.count < Self.batch.count, byteCount < Self.batch.byteCount {
      byteCount += page.bytes?.count ?? page.path.map(FolderWalk.fileSize) ?? 0
      batch.append(page)
      rest.removeFirst()
    }
    return batch
  }

  private func addBatch(_ batch: [Page], report: inout IngestionReport) throws {
    let date = Self.now()
    let read = concurrentMap(batch) { page in
      Result { () throws -> OriginalRecord in
        let bytes =
          try page.bytes ?? FolderWalk.read(page.path ?? "", limit: page.options.maximumSize)
        if bytes.isEmpty { throw ExtractionError.empty }
        return Understanding.original(
          of: bytes, options: page.options, path: page.path, url: page.url, date: date)
      }
    }
    var wanted: [(Page, OriginalRecord)] = []
    var seen: Set<SHA256Digest> = []
    for (page, result) in zip(batch, read) {
      do {
        let original = try result.get()
        report.byteCount += original.block.count
        if try index.contains(key: Fields.digestKey(original.digest.description))
          || !seen.insert(original.digest).inserted
        {
          report.count(.unchanged)
        } else {
          wanted.append((page, original))
        }
      } catch let error as SegmentError {
        throw error
      } catch {
        report.failures.append(.init(what: page.name, why: "\(error)"))
      }
    }
    let understanding = understanding
    let understood = concurrentMap(wanted.map(\.1)) { original in
      Result { () throws -> (UnderstoodOriginal, [UInt8], OriginalRecord) in
        let understood = try understanding.read(original)
        let located = original.relocated(to: understood.document.url)
        return (understood, try located.member(), located)
      }
    }
    for ((page, _), result) in zip(wanted, understood) {
      let (document, member, original): (UnderstoodOriginal, [UInt8], OriginalRecord)
      do { (document, member, original) = try result.get() } catch {
        report.failures.append(.init(what: page.name, why: "\(error)"))
        continue
      }
      let location = try originals.append(member: member)
      report.count(try admit(document, original: original, at: location))
      if document.document.kind != .article { report.withoutArticle += 1 }
      if let why = document.document.truncated {
        report.truncated.append(.init(what: page.name, why: why))
      }
    }
  }

  /// Adds the lines of a JSON Lines file, one document each.
  package func importLines(
    _ lines: LineReader, name: String, report: inout IngestionReport,
    progress: (IngestionProgress) -> Void
  ) throws {
    var number = 0
    var isAtEnd = false
    while !isAtEnd {
      let date = Self.now()
      var batch: [(Int, OriginalRecord)] = []
      var byteCount = 0
      while batch.count < 256, byteCount < Self.batch.byteCount {
        guard let line = try lines.next() else {
          isAtEnd = true
          break
        }
        number += 1
        if line.allSatisfy({ $0 <= 0x20 }) { continue }
        byteCount += line.count
        batch.append(
          (
            number,
            OriginalRecord(
              kind: .resource, targetURI: nil, date: date, contentType: Understanding.jsonType,
              fields: [.init(Understanding.savedAsField, OriginalRecord.percentEncoded(name))],
              block: line)
          ))
      }
      report.byteCount += byteCount
      try importBatch(batch, name: name, report: &report)
      try commitIfDue()
      progress(
        IngestionProgress(
          done: report.total, total: nil, byteCount: report.byteCount, current: name))
    }
  }

  private func importBatch(
    _ batch: [(Int, OriginalRecord)], name: String, report: inout IngestionReport
  ) throws {
    var wanted: [(Int, OriginalRecord)] = []
    for (number, original) in batch {
      if try index.contains(key: Fields.digestKey(original.digest.description)) {
        report.count(.unchanged)
      } else {
        wanted.append((number, original))
      }
    }
    let understanding = understanding
    let understood = concurrentMap(wanted) { _, original in
      Result { () throws -> (UnderstoodOriginal, [UInt8], OriginalRecord) in
        let understood = try understanding.read(original)
        let located = original.relocated(to: understood.document.url ?? "urn:andu:\(understood.id)")
        return (understood, try located.member(), located)
      }
    }
    for ((number, _), result) in zip(wanted, understood) {
      let (document, member, original): (UnderstoodOriginal, [UInt8], OriginalRecord)
      do { (document, member, original) = try result.get() } catch {
        report.failures.append(.init(what: "\(name):\(number)", why: "\(error)"))
        continue
      }
      if try index.contains(key: Fields.digestKey(original.digest.description)) {
        report.count(.unchanged)
        continue
      }
      report.count(
        try admit(document, original: original, at: try originals.append(member: member)))
    }
  }

  /// Puts an understood original into the index, in the place of the version before it.
  private func admit(
    _ understood: UnderstoodOriginal, original: OriginalRecord, at location: OriginalLocation
  ) throws -> IngestionReport.Outcome {
    isChanged = true
    let key = Fields.idKey(understood.id)
    var versions = [
      PageRecord.Version(
        sha256: original.digest.description, location: location, addedAt: original.date)
    ]
    var outcome = IngestionReport.Outcome.added
    if let older = try index.record(forKey: key) {
      versions += try PageRecord(bytes: older).versions
      try index.delete(key: key)
      outcome = .newVersion
    }
    let record = PageRecord(
      id: understood.id, savedAs: understood.savedAs, contentType: understood.contentType,
      document: understood.document, versions: versions)
    try index.add(try Fields.input(record, paragraphs: understood.document.paragraphs))
    return outcome
  }

  // MARK: Removing

  private static let eventField = "andu-event"
  private static let documentField = "andu-document"
  private static let removal = "removed"

  /// Takes a document out of the search, with all its versions. Its originals stay until
  /// `compact`; that it was removed is written beside them.
  package func remove(_ record: PageRecord) throws {
    guard let newest = record.versions.first else { return }
    let resource = try OriginalReader(
      directory: layout.originals, committed: Manifest.committedOriginals(index.owner)
    ).read(newest.location)
    try originals.append(
      try OriginalRecord.event(
        about: resource, date: Self.now(),
        [.init(Self.eventField, Self.removal), .init(Self.documentField, record.id)]))
    try index.delete(key: Fields.idKey(record.id))
    isChanged = true
  }

  // MARK: Committing

  /// Makes everything so far visible and durable, as one.
  package func commit() throws {
    if isChanged {
      let committed = try originals.flush()
      try index.commit(owner: Manifest.owner(committed))
    }
    isChanged = false
    lastCommit = .now
  }

  private func commitIfDue() throws {
    if ContinuousClock.now - lastCommit >= commitInterval { try commit() }
  }

  // MARK: Rebuilding

  /// Makes the index anew from the originals; the old one answers until the commit.
  package func reindex(
    report: inout IngestionReport, progress: (IngestionProgress) -> Void
  ) throws {
    try rebuild(
      from: Manifest.committedOriginals(index.owner), report: &report, progress: progress)
  }

  /// Writes the originals anew without those of removed documents, then rebuilds.
  /// Returns how many records were dropped.
  package func compact(
    report: inout IngestionReport, progress: (IngestionProgress) -> Void
  ) throws -> Int {
    try commit()
    let committed = Manifest.committedOriginals(index.owner)
    var kept: Set<OriginalLocation> = []
    let reader = try IndexReader(folder: layout.root)
    for (segment, document) in try reader.documents(matching: []) {
      let record = try PageRecord(bytes: reader.segments[segment].reader.record(of: document))
      kept.formUnion(record.versions.map(\.location))
    }
    let compaction = try OriginalCompaction(
      directory: layout.originals, committed: committed, software: Self.software, date: Self.now()
    ) { record, location in
      record.kind == .resource && kept.contains(location)
    }
    try rebuild(from: compaction.committed, report: &report, progress: progress)
    // The next writer finds only what the manifest now names, and deletes the old files.
    originals = try OriginalWriter(
      directory: layout.originals, committed: compaction.committed, software: Self.software,
      date: Self.now())
    return compaction.droppedCount
  }

  private func rebuild(
    from committed: CommittedLengths, report: inout IngestionReport,
    progress: (IngestionProgress) -> Void
  ) throws {
    index.deleteAll()
    var batch: [(OriginalRecord, OriginalLocation)] = []
    var byteCount = 0
    let reader = OriginalReader(directory: layout.originals, committed: committed)
    try reader.forEachRecord { record, location in
      batch.append((record, location))
      byteCount += record.block.count
      guard batch.count >= Self.batch.count || byteCount >= Self.batch.byteCount else { return }
      try rebuild(batch, report: &report)
      batch = []
      byteCount = 0
      progress(
        IngestionProgress(
          done: report.total, total: nil, byteCount: report.byteCount,
          current: record.targetURI ?? ""))
    }
    try rebuild(batch, report: &report)
    try index.commit(owner: Manifest.owner(committed))
    isChanged = false
  }

  private func rebuild(
    _ batch: [(OriginalRecord, OriginalLocation)], report: inout IngestionReport
  ) throws {
    let understanding = understanding
    let understood = concurrentMap(batch.map(\.0)) { original in
      original.kind == .resource ? Result { try understanding.read(original) } : nil
    }
    for ((original, location), result) in zip(batch, understood) {
      report.byteCount += original.block.count
      switch result {
      case .success(let document)?:
        report.count(try admit(document, original: original, at: location))
        if document.document.kind != .article { report.withoutArticle += 1 }
      case .failure(let error)?:
        report.failures.append(.init(what: original.targetURI ?? original.id, why: "\(error)"))
      case nil:
        let fields = original.blockFields
        if fields.contains(.init(Self.eventField, Self.removal)),
          let id = fields.first(where: { $0.name == Self.documentField })?.value
        {
          try index.delete(key: Fields.idKey(id))
        }
      }
    }
  }
}
