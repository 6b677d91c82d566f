// ArchiveWriter+Rebuilding.swift — the index anew from the originals; originals without what was removed.
internal import Extraction
import SearchIndex

extension ArchiveWriter {
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
