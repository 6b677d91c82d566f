// ArchiveWriter.swift — puts originals in, takes documents out: everything that changes an archive.
internal import Extraction
internal import FoundationEssentials
package import SearchIndex
package import SystemPackage

/// The one writer of an archive.
///
/// What is added becomes visible, and survives a crash, with the next `commit`; until
/// then it is as if it had not been added.
package final class ArchiveWriter {
  package let layout: ArchiveLayout
  private let lock: WriterLock
  let understanding = Understanding()
  var originals: OriginalWriter
  /// Opened when there is something to write.
  var annotations: OriginalWriter?
  /// What people added, where the index is made anew from it; nil where the index knows it.
  var known: AnnotationLog?
  private var likenesses = LikenessFinder()
  /// What is committed of the WARC files.
  var committed: CommittedFiles
  var index: IndexWriter
  let indexOptions: IndexWriter.Options
  private var lastCommit = ContinuousClock.now
  var isChanged = false
  /// What the files that are being added will yet say was removed in their archives.
  var removalsAhead = RemovalsAhead()
  /// The documents that were not taken from there, because of that.
  var removedThere: Set<String> = []
  /// The documents that came new from another archive.
  var broughtIn: Set<String> = []
  /// Annotations from there whose documents are not here, or not yet.
  var waiting: [KeptRecord] = []
  /// Of the annotations from there what counts here; nil before there are any.
  var merge: AnnotationMerge?

  /// The name under which WARC files say who wrote them.
  package static let software = "andu \(Version.number)"
  /// Committed at least this often while pages go in; zero for after every batch.
  package var commitInterval = Duration.seconds(5)
  /// What is read and extracted at a time: so many files, so many bytes.
  static let batch = (count: 64, byteCount: 16 << 20)

  /// Makes an empty archive in `root`, a folder that is empty or not there yet.
  package static func create(at root: FilePath) throws {
    let layout = ArchiveLayout(root: root)
    if layout.hasManifest { throw ArchiveError.alreadyThere(root) }
    if layout.hasOriginals { throw ArchiveError.manifestMissing(root) }
    if let names = try? FolderListing.names(in: root), !names.isEmpty {
      throw ArchiveError.notEmpty(root)
    }
    for folder in [layout.originals, layout.segments] { try FileSystem.makeFolder(folder) }
    try FileSystem.synchronize(root)
    var manifest = Manifest()
    manifest.owner = CommittedFiles(archive: OriginalRecord.randomID()).owner
    try manifest.write(to: root)
  }

  /// Opens the archive in `root` for writing; what a crash left half done is cut off.
  package convenience init(
    root: FilePath, options: IndexWriter.Options = .init()
  ) throws {
    let layout = ArchiveLayout(root: root)
    try layout.requireManifest()
    let lock = try WriterLock(layout)
    try layout.requireOwnManifest()
    try ArchiveWriter.makeManifestLasting(layout)
    let index = try IndexWriter(folder: root, options: options)
    let committed = CommittedFiles(index.owner)
    try self.init(layout, lock: lock, index: index, committed: committed, options: options)
  }

  /// To be done before files are deleted that the manifest does not name: the writer before may
  /// have died, or failed, when it had given the manifest its name and not yet made that lasting.
  /// A power loss could then bring back the older manifest, and what that names must be there.
  static func makeManifestLasting(_ layout: ArchiveLayout) throws(ArchiveError) {
    try FileSystem.synchronize(layout.root)
  }

  /// - Parameter committed: beyond these lengths the files are cut off.
  init(
    _ layout: ArchiveLayout, lock: consuming WriterLock, index: consuming IndexWriter,
    committed: CommittedFiles, options: IndexWriter.Options
  ) throws {
    self.layout = layout
    self.lock = lock
    self.index = index
    self.committed = committed
    // Older programs did not name them, and a crash may have come before that.
    self.committed.searches.formUnion(
      try SavedSearches(layout, archive: committed.archive).names())
    indexOptions = options
    originals = try OriginalWriter(
      directory: layout.originals, committed: committed.originals, software: Self.software,
      date: Self.now(), archive: committed.archive)
  }

  /// Now, in UTC, as WARC writes it.
  package static func now() -> String { Date.now.formatted(.iso8601) }

  /// What the index keeps of the document with this id; nil when there is none.
  func record(of id: String) throws -> PageRecord? {
    try index.record(forKey: Fields.idKey(id)).map { try PageRecord(bytes: $0) }
  }

  /// Puts an understood original into the index: in the place of the version before it, or among
  /// the older ones where that is the better.
  func admit(
    _ understood: UnderstoodOriginal, original: OriginalRecord, at location: OriginalLocation,
    conversion: OriginalLocation? = nil
  ) throws -> IngestionReport.Outcome {
    isChanged = true
    let version = PageRecord.Version(
      sha256: original.digest.description, location: location, addedAt: original.date,
      conversion: conversion,
      standing: understood.standing == .article ? nil : understood.standing)
    var versions = [version]
    var outcome = IngestionReport.Outcome.added
    var added = known?.annotations(of: understood.id, sha256: original.digest.description)
    if var before = try self.record(of: understood.id) {
      let key = Fields.idKey(understood.id)
      let isLate = original.fields.contains(Understanding.olderField)
      if before.insert(version, isLate: isLate) > 0 {
        try replace(before, paragraphs: try index.paragraphs(forKey: key))
        let article = before.versions[0]
        if article.rank == version.rank { return .newVersion }
        return .keptBehind(
          .init(
            standing: understood.standing, title: before.displayTitle, addedAt: article.addedAt))
      }
      versions = before.versions
      added = added ?? before.annotations
      try index.delete(key: key)
      outcome = .newVersion
    }
    var record = PageRecord(
      id: understood.id, savedAs: understood.savedAs, contentType: understood.contentType,
      document: understood.document, versions: versions)
    let paragraphs = understood.document.paragraphs.map(Fields.paragraph)
    if let added, !added.isEmpty { record.annotate(added, paragraphs: paragraphs.map(\.text)) }
    try enter(record, paragraphs: paragraphs, text: understood.text)
    return outcome
  }

  /// Puts a record that says something new of its document in the place of the one before.
  func replace(_ record: PageRecord, paragraphs: [DocumentInput.Paragraph]) throws {
    try requirePlace()
    try index.delete(key: Fields.idKey(record.id))
    let text =
      record.isArticle ? LikenessFinder.Prepared(FoldedLetters(paragraphs.map(\.text))) : nil
    try enter(record, paragraphs: paragraphs, text: text)
    isChanged = true
  }

  /// Puts a document into the index, with what its text shares with those that are there.
  private func enter(
    _ record: PageRecord, paragraphs: [DocumentInput.Paragraph], text: LikenessFinder.Prepared?
  ) throws {
    var record = record
    record.likeness = try text.map { text in
      Likeness(
        text: text.text.name, alike: try likenesses.find(text, in: index),
        edition: Likeness.edition(paragraphs.map(\.text)))
    }
    try index.add(try Fields.input(record, paragraphs: paragraphs, text: text))
    likenesses.note(text, in: index)
  }

  // MARK: Removing

  /// Takes a document out of the search, with all its versions. Its originals stay until
  /// `compact`; that it was removed is written beside them.
  package func remove(_ record: PageRecord) throws {
    try requirePlace()
    guard let newest = record.versions.first else { return }
    let resource = try OriginalReader(
      directory: layout.originals, committed: committed.originals
    ).read(newest.location)
    try originals.append(
      try OriginalRecord.event(
        about: resource, date: Self.now(), Removals.fields(of: record.id)))
    if !record.annotations.isEmpty {
      var event = AnnotationEvent(record)
      event.isRemoval = true
      try keep(event)
    }
    try index.delete(key: Fields.idKey(record.id))
    isChanged = true
  }

  // MARK: Committing

  /// To be asked before anything is written by its path: what is open would go on in a folder that
  /// was moved away, and the rest into the one that stands there now.
  func requirePlace() throws(ArchiveError) { try lock.requirePlace() }

  /// Makes everything so far visible and durable, as one.
  package func commit() throws {
    if isChanged {
      try requirePlace()
      committed.originals = try originals.flush()
      if let annotations { committed.annotations = try annotations.flush() }
      try index.commit(owner: committed.owner)
    }
    isChanged = false
    lastCommit = .now
  }

  func commitIfDue() throws {
    if ContinuousClock.now - lastCommit >= commitInterval { try commit() }
  }
}
