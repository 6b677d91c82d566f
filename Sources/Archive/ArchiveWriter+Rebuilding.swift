// ArchiveWriter+Rebuilding.swift — the index made anew; originals rid of what was removed.
internal import Extraction
import SearchIndex

extension ArchiveWriter {
  /// Writes the originals anew without those of removed documents, then rebuilds.
  /// Returns how many records were dropped.
  ///
  /// Only what the originals themselves say was removed is dropped: a page that is not in the
  /// index for any other reason stays. A damaged original is an error, and nothing is changed.
  package func compact(
    report: inout IngestionReport, progress: (IngestionProgress) -> Void
  ) throws -> Int {
    try requirePlace()
    try commit()
    // What follows the originals at the end has to be readable before they are written anew.
    let searches = SavedSearches(layout, archive: committed.archive)
    _ = try searches.all()
    let originalReader = OriginalReader(
      directory: layout.originals, committed: committed.originals)
    let removals = try Removals(originalReader)
    let indexed = try Archive(root: layout.root).indexedOriginals()
    let understanding = understanding
    var lastKept: String?
    let compaction = try OriginalCompaction(
      directory: layout.originals, committed: committed.originals, software: Self.software,
      date: Self.now(), archive: committed.archive
    ) { record, location in
      if record.kind == .conversion { return record.refersTo == lastKept }
      guard record.isDocument,
        indexed.contains(location)
          || !removals.cover(record, at: location, understanding: understanding)
      else { return false }
      lastKept = record.id
      return true
    }
    let dropped = try compactAnnotations() + compaction.droppedCount
    committed.originals = compaction.committed
    index = try IndexWriter(rebuilding: layout.root, options: indexOptions)
    try reindex(report: &report, progress: progress)
    // Not before the commit: a search that is ahead of the originals would never tell of what is
    // added next. One that is behind tells of things twice.
    try searches.follow(compaction.moved)
    try reopenFiles()
    return dropped
  }

  /// The next writers find only what the manifest now names, and delete the old files.
  func reopenFiles() throws {
    originals = try OriginalWriter(
      directory: layout.originals, committed: committed.originals, software: Self.software,
      date: Self.now(), archive: committed.archive)
    annotations = nil
    if FileSystem.exists(layout.annotations) { try openAnnotations() }
  }

  /// Makes the index anew from the originals, as far as `committed` says; the old one answers until
  /// the commit.
  ///
  /// An original that is damaged is stepped over and reported; nothing of it is changed.
  package func reindex(
    report: inout IngestionReport, progress: (IngestionProgress) -> Void
  ) throws {
    var batch: [Located] = []
    var byteCount = 0
    let added = OriginalReader(directory: layout.annotations, committed: committed.annotations)
    known = try AnnotationLog(added) { report.damage.append($0) }
    defer { known = nil }
    let reader = OriginalReader(directory: layout.originals, committed: committed.originals)
    let problems = try reader.forEachSoundRecord { record, location in
      byteCount += record.block.count
      if record.kind == .conversion {
        // It stands right behind its original.
        if let last = batch.indices.last, batch[last].original.id == record.refersTo {
          batch[last].conversion = (record, location)
        }
        return
      }
      guard batch.count >= Self.batch.count || byteCount >= Self.batch.byteCount else {
        batch.append(Located(original: record, location: location))
        return
      }
      try rebuild(batch, report: &report)
      batch = [Located(original: record, location: location)]
      byteCount = record.block.count
      progress(
        IngestionProgress(
          done: report.total, total: nil, byteCount: report.byteCount,
          current: record.targetURI ?? ""))
    }
    try rebuild(batch, report: &report)
    report.damage += problems.map(ArchiveProblem.original)
    try requirePlace()
    try index.commit(owner: committed.owner)
    isChanged = false
  }

  /// A record, and what a program made of it.
  private struct Located {
    var original: OriginalRecord
    var location: OriginalLocation
    var conversion: (record: OriginalRecord, location: OriginalLocation)?
  }

  private func rebuild(_ batch: [Located], report: inout IngestionReport) throws {
    try requirePlace()
    let understanding = understanding
    let understood = concurrentMap(batch) { item in
      item.original.isDocument
        ? Result { try understanding.read(item.original, conversion: item.conversion?.record) }
        : nil
    }
    for (item, result) in zip(batch, understood) {
      let (original, location) = (item.original, item.location)
      report.byteCount += original.block.count
      switch result {
      case .success(let document)?:
        // The same bytes twice: a compaction that was cut short left a copy.
        if try index.contains(key: Fields.digestKey(original.digest.description)) { continue }
        report.count(
          try admit(
            document, original: original, at: location, conversion: item.conversion?.location))
        if document.document.kind != .article { report.withoutArticle += 1 }
      case .failure(let error)?:
        report.failures.append(.init(what: original.targetURI ?? original.id, why: error))
      case nil:
        if let id = Removals.document(original) { try index.delete(key: Fields.idKey(id)) }
      }
    }
  }
}
