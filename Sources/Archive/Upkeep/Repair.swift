// Repair.swift — makes a damaged archive whole: derived files anew, damaged originals put aside.
internal import Extraction
internal import SearchIndex
package import SystemPackage

/// What was damaged in an archive, where its bytes are now, and what was lost with them.
package struct Repair: Sendable {
  /// A version of a document, as the index knew it.
  package struct Document: Codable, Sendable, Hashable {
    package var id: String
    /// 1 is the newest.
    package var version: Int
    package var title: String
    package var url: String?
    package var sha256: String
  }

  /// Bytes of a WARC file that held no sound record of this archive.
  package struct Gap: Codable, Sendable {
    /// Below the archive's folder, as `keptAs`.
    package var file: String
    /// In bytes.
    package var offset: Int
    package var length: Int
    package var why: String
    /// Those whose originals stood there, as far as the index could tell.
    package var documents: [Document]
    /// Where the bytes are now; nil for bytes that are not there.
    package var keptAs: String?
  }

  package fileprivate(set) var gaps: [Gap] = []
  /// Saved searches that could not be read, by the files in which they are now.
  package fileprivate(set) var searches: [String] = []
  /// The files of saved searches that are gone.
  package fileprivate(set) var missingSearches: [String] = []
  /// Versions whose originals are gone, though no gap is where they stood.
  package fileprivate(set) var others: [Document] = []
  /// Documents with fewer tags, notes or corrections than before.
  package fileprivate(set) var unannotated: [Document] = []
  /// Documents that were removed, and are back: what said so was damaged.
  package fileprivate(set) var returned: [Document] = []
  package fileprivate(set) var report = IngestionReport()

  package var hasLost: Bool {
    !gaps.isEmpty || !searches.isEmpty || !missingSearches.isEmpty || !others.isEmpty
      || !unannotated.isEmpty || !returned.isEmpty || !report.failures.isEmpty
      || !report.damage.isEmpty
  }
}

extension ArchiveWriter {
  /// Makes the index anew from all that is sound; what is damaged and cannot be made anew is copied
  /// into the folder `quarantine`, as it is, with what was known of it. Nothing is deleted before
  /// its copy is durable and the new state is committed.
  ///
  /// Without a manifest all bytes of the WARC files are taken as committed.
  package static func repair(
    root: FilePath, progress: (IngestionProgress) -> Void
  ) throws -> Repair {
    let layout = ArchiveLayout(root: root)
    guard layout.hasManifest || layout.hasOriginals else { throw ArchiveError.noArchive(root) }
    let lock = try WriterLock(layout)
    for folder in [layout.originals, layout.segments] { try FileSystem.makeFolder(folder) }
    let before = try? Archive(root: root)
    let known = KnownDocuments(before)
    let committed = try wanted(layout, before)
    if !committed.annotations.files.isEmpty { try FileSystem.makeFolder(layout.annotations) }
    let writer = try ArchiveWriter(
      layout, lock: lock, index: IndexWriter(rebuilding: root),
      committed: layout.present(committed), options: .init())
    var repair = Repair()
    try writer.setAsideSearches(&repair)
    let moved = try writer.salvage(committed, known, &repair)
    try writer.reindex(report: &repair.report, progress: progress)
    // Not before the commit, as in a compaction.
    if !moved.isEmpty {
      try SavedSearches(layout, archive: committed.archive).follow(moved)
    }
    try writer.reopenFiles()
    repair.compare(known, with: KnownDocuments(try Archive(root: root)))
    return repair
  }

  /// What was committed of the WARC files.
  private static func wanted(
    _ layout: ArchiveLayout, _ archive: Archive?
  ) throws -> CommittedFiles {
    // A manifest whose segments are there is this archive's, whatever the WARC files say.
    if let archive { return CommittedFiles(archive.index.owner) }
    if let own = try layout.ownCommitted() { return own }
    return CommittedFiles(
      archive: layout.identity ?? OriginalRecord.randomID(),
      originals: try lengths(layout.originals), annotations: try lengths(layout.annotations))
  }

  /// The lengths of the WARC files as they are.
  private static func lengths(_ folder: FilePath) throws -> CommittedLengths {
    var lengths = CommittedLengths()
    guard FileSystem.exists(folder) else { return lengths }
    for number in try OriginalFile.numbers(in: folder) {
      lengths[number] = FileSystem.fileSize(folder.appending(OriginalFile.name(of: number)))
    }
    return lengths
  }

  private func setAsideSearches(_ repair: inout Repair) throws {
    let searches = SavedSearches(layout, archive: committed.archive)
    for (file, _) in searches.damaged() {
      guard let name = file.lastComponent?.string else { continue }
      guard FileSystem.exists(file) else {
        repair.missingSearches.append("searches/\(name)")
        continue
      }
      let kept = freeName("searches-\(name)")
      try putAside([try FileSystem.read(file, limit: .max)], as: kept)
      AtomicFile.unlink(file)
      repair.searches.append("quarantine/\(kept)")
    }
    committed.searches = try searches.names()
  }

  /// Leaves in `committed` the files that hold what is sound of `wanted`.
  ///
  /// Returns where the originals are that have moved, by where they were.
  private func salvage(
    _ wanted: CommittedFiles, _ known: KnownDocuments, _ repair: inout Repair
  ) throws -> [OriginalLocation: OriginalLocation] {
    let originals = try salvage(
      layout.originals, wanted.originals, present: committed.originals, &repair
    ) { known.documents(in: $0) }
    let annotations = try salvage(
      layout.annotations, wanted.annotations, present: committed.annotations, &repair
    ) { _ in [] }
    committed.originals = originals.committed
    committed.annotations = annotations.committed
    return originals.moved
  }

  private func salvage(
    _ folder: FilePath, _ wanted: CommittedLengths, present: CommittedLengths,
    _ repair: inout Repair, documents: (OriginalReader.Gap) -> [Repair.Document]
  ) throws -> OriginalSalvage {
    let reader = OriginalReader(directory: folder, committed: wanted, archive: committed.archive)
    let salvage = try OriginalSalvage(
      reader, present: present, software: Self.software, date: Self.now())
    for gap in salvage.gaps {
      repair.gaps.append(try putAside(gap, from: folder, documents(gap)))
    }
    return salvage
  }

  /// Copies the bytes of a gap into the quarantine, and beside them what is known of them.
  private func putAside(
    _ gap: OriginalReader.Gap, from folder: FilePath, _ documents: [Repair.Document]
  ) throws -> Repair.Gap {
    let name = OriginalFile.name(of: gap.file)
    let kind = folder.lastComponent?.string ?? ""
    let kept = freeName("\(kind)-\(name)-\(gap.range.lowerBound)")
    var told = Repair.Gap(
      file: "\(kind)/\(name)", offset: gap.range.lowerBound, length: gap.range.count,
      why: gap.why.description, documents: documents)
    if FileSystem.fileSize(folder.appending(name)) > gap.range.lowerBound {
      let file = try OriginalFile(gap.file, in: folder, .read)
      defer { file.close() }
      try FileSystem.makeFolder(layout.quarantine)
      let aside = try AtomicFile(layout.quarantine.appending(kept))
      for offset in stride(from: gap.range.lowerBound, to: gap.range.upperBound, by: 1 << 20) {
        try aside.append(try file.read(min(1 << 20, gap.range.upperBound - offset), at: offset))
      }
      try aside.commit()
      told.keptAs = "quarantine/\(kept)"
    }
    try putAside([try SortedJSON.bytes(told, isPretty: true), [0x0a]], as: "\(kept).json")
    return told
  }

  /// A name that nothing in the quarantine has yet.
  private func freeName(_ name: String) -> String {
    FileSystem.freeName(name, in: layout.quarantine)
  }

  private func putAside(_ parts: [[UInt8]], as name: String) throws {
    try FileSystem.makeFolder(layout.quarantine)
    try AtomicFile.write(parts, to: layout.quarantine.appending(name))
    try AtomicFile.synchronizeFolder(layout.root)
  }
}

extension ArchiveLayout {
  /// As much of `committed` as is there.
  fileprivate func present(_ committed: CommittedFiles) -> CommittedFiles {
    func cut(_ lengths: CommittedLengths, in folder: FilePath) -> CommittedLengths {
      var present = CommittedLengths()
      for number in lengths.files {
        let path = folder.appending(OriginalFile.name(of: number))
        guard FileSystem.exists(path), let length = lengths[number] else { continue }
        present[number] = min(length, FileSystem.fileSize(path))
      }
      return present
    }
    var present = committed
    present.originals = cut(committed.originals, in: originals)
    present.annotations = cut(committed.annotations, in: annotations)
    return present
  }
}

/// What an index says of the documents in it, as far as it can be read.
private struct KnownDocuments {
  private(set) var versions: [(location: OriginalLocation, document: Repair.Document)] = []
  /// By id, of documents that have any.
  private(set) var annotations: [String: (document: Repair.Document, annotations: Annotations)] =
    [:]
  /// Whether every document could be read.
  private(set) var isWhole = false

  init(_ archive: Archive?) {
    guard let archive, let documents = try? archive.index.documents(matching: []) else { return }
    isWhole = true
    for place in documents {
      if let record = try? archive.record(at: place) { take(record) } else { isWhole = false }
    }
  }

  private mutating func take(_ record: PageRecord) {
    for (place, version) in record.versions.enumerated() {
      let document = Repair.Document(
        id: record.id, version: place + 1, title: record.displayTitle, url: record.url,
        sha256: version.sha256)
      versions.append((version.location, document))
      if place == 0, !record.annotations.isEmpty {
        annotations[record.id] = (document, record.annotations)
      }
    }
  }

  func documents(in gap: OriginalReader.Gap) -> [Repair.Document] {
    versions.filter { $0.location.file == gap.file && gap.range.contains($0.location.offset) }
      .map { $0.document }
  }

  var documents: [Repair.Document] { versions.map { $0.document } }
}

extension Repair {
  /// Notes what is otherwise than before, beside the gaps.
  fileprivate mutating func compare(_ known: KnownDocuments, with now: KnownDocuments) {
    let digests = Set(now.documents.map(\.sha256))
    let told = Set(gaps.flatMap(\.documents))
    others = known.documents.filter { !digests.contains($0.sha256) && !told.contains($0) }
    let ids = Set(now.documents.map(\.id))
    unannotated = known.annotations.values.filter {
      ids.contains($0.document.id)
        && now.annotations[$0.document.id]?.annotations != $0.annotations
    }.map { $0.document }.sorted { $0.id < $1.id }
    if known.isWhole {
      let before = Set(known.documents.map(\.id))
      returned = now.documents.filter { $0.version == 1 && !before.contains($0.id) }
    }
  }
}
