// IndexWriter.swift — add, delete, commit: start here to write.
package import SystemPackage

/// The one writer of an index folder. Its owner makes sure that there is only one.
///
/// Nothing is visible to readers, and nothing survives a crash, before `commit`.
package struct IndexWriter: ~Copyable {
  package let folder: FilePath
  private let segmentFolder: FilePath
  private let analyzer: Analyzer
  private let policy = MergePolicy()
  private var manifest: Manifest
  private var live: [LiveSegment]
  private var builder: SegmentBuilder
  /// The keys of documents that are in `builder`.
  private var pendingKeys: Set<[UInt8]> = []
  private var nextNumber: Int

  private let threads: Int
  /// A builder of more bytes of text is written out.
  private let segmentSize: Int

  /// Memory that a builder takes for each byte of text, at most about.
  private static let memoryPerByte = 3

  /// How an index is written. What is written does not depend on the number of threads.
  package struct Options: Sendable {
    /// Threads that read documents and write posting lists.
    package var threads = processorCount
    /// Bytes of memory that documents may take, about, before they become a segment.
    package var memory = 128 << 20

    package init() {}
  }

  /// Opens the index in `folder`, or begins one in it and its folder of segments, which
  /// are both there. Files that the manifest does not name
  /// were left by a crash and are removed.
  package init(
    folder: FilePath, analyzer: Analyzer = Analyzer(), options: Options = Options()
  ) throws(SegmentError) {
    let manifest = try Manifest.read(from: folder) ?? Manifest()
    let live = try [LiveSegment](manifest, in: folder, analyzer: analyzer)
    self.init(folder, analyzer, options, manifest, live, nextNumber: manifest.nextSegmentNumber)
    removeUnnamedFiles()
  }

  /// Begins an index anew beside what stands in `folder`, which answers until the first commit
  /// takes its place. What is there may be damaged or missing.
  package init(
    rebuilding folder: FilePath, analyzer: Analyzer = Analyzer(), options: Options = Options()
  ) throws(SegmentError) {
    let names: [String]
    do { names = try FolderListing.names(in: folder.appending(Manifest.segmentFolderName)) } catch {
      throw .system(file: Manifest.segmentFolderName, error)
    }
    var manifest = Manifest()
    manifest.generation = (try? Manifest.read(from: folder))?.generation ?? 0
    // A number that is in use must not be given again while the old index answers; one that no
    // manifest may name is not in use.
    let numbers = names.compactMap { Int($0.prefix { $0.isNumber }) }.filter { $0 < Manifest.most }
    self.init(folder, analyzer, options, manifest, [], nextNumber: 1 + (numbers.max() ?? 0))
  }

  private init(
    _ folder: FilePath, _ analyzer: Analyzer, _ options: Options, _ manifest: Manifest,
    _ live: [LiveSegment], nextNumber: Int
  ) {
    self.folder = folder
    segmentFolder = folder.appending(Manifest.segmentFolderName)
    self.analyzer = analyzer
    self.manifest = manifest
    self.live = live
    self.nextNumber = nextNumber
    builder = SegmentBuilder(analyzer: analyzer, threads: options.threads)
    threads = options.threads
    segmentSize = options.memory / Self.memoryPerByte
  }

  package var owner: [String: String] { manifest.owner }

  /// Adds the next document.
  package mutating func add(_ document: DocumentInput) throws(SegmentError) {
    try builder.add(document)
    for key in document.keys { pendingKeys.insert(key) }
    if builder.byteCount > segmentSize { try flush() }
  }

  /// Whether a document with `key` is there.
  package func contains(key: [UInt8]) throws(SegmentError) -> Bool {
    if pendingKeys.contains(key) { return true }
    return try findCommitted(key) != nil
  }

  /// The record of the document with `key`; nil when there is none.
  package mutating func record(forKey key: [UInt8]) throws(SegmentError) -> [UInt8]? {
    guard let place = try find(key) else { return nil }
    return try live[place.segment].reader.record(of: place.document)
  }

  /// The record of the document with `key` if it stands in a segment; nil when it is in memory or
  /// not there. No segment is written for it, as `record` may do.
  package func writtenRecord(forKey key: [UInt8]) throws(SegmentError) -> [UInt8]? {
    guard !pendingKeys.contains(key), let place = try findCommitted(key) else { return nil }
    return try live[place.segment].reader.record(of: place.document)
  }

  /// The paragraphs of the document with `key`, as they were given; none when there is none.
  package mutating func paragraphs(
    forKey key: [UInt8]
  ) throws(SegmentError) -> [DocumentInput.Paragraph] {
    guard let place = try find(key) else { return [] }
    let reader = live[place.segment].reader
    var paragraphs: [DocumentInput.Paragraph] = []
    for index in try reader.paragraphs(of: place.document) {
      paragraphs.append(
        DocumentInput.Paragraph(
          try reader.text(of: index), level: try reader.level(of: index),
          headingLength: UInt8(clamping: try reader.headingLength(of: index)),
          kind: try reader.kind(of: index)))
    }
    return paragraphs
  }

  /// How many documents were added since a segment was last written; only those in segments can
  /// be read.
  package var unwrittenCount: Int { builder.documentCount }

  /// The documents in segments whose keys begin with `prefix`.
  package func written(
    withKeyPrefix prefix: [UInt8]
  ) throws(SegmentError) -> [(key: [UInt8], place: DocumentPlace)] {
    try live.documents(withKeyPrefix: prefix)
  }

  /// The texts of the paragraphs of a document that `written` found.
  package func texts(at place: DocumentPlace) throws(SegmentError) -> [String] {
    try live[place.segment].reader.texts(of: place.document)
  }

  /// Removes the document with `key`; false when there is none.
  @discardableResult
  package mutating func delete(key: [UInt8]) throws(SegmentError) -> Bool {
    guard let place = try find(key) else { return false }
    live[place.segment].deleted[place.document] = true
    live[place.segment].isDirty = true
    return true
  }

  /// Makes all that was added and deleted visible and durable, as one, together with
  /// the owner's lines. Merges that are due come after, and change no answer.
  package mutating func commit(owner: [String: String]) throws(SegmentError) {
    try flush()
    try publish(owner: owner)
    while let range = policy.plan(
      sizes: live.map(\.reader.byteCount),
      deletedShare: live.map {
        Double($0.deleted.population) / Double(max(1, $0.reader.documentCount))
      })
    {
      // Gives its memory back, which merging takes.
      builder = SegmentBuilder(analyzer: analyzer, threads: threads)
      let merger = try SegmentMerger(live[range], analyzer: analyzer, threads: threads)
      var merged: [LiveSegment] = []
      if !merger.isEmpty {
        let path = segmentFolder.appending(nextName())
        try merger.write(to: path)
        merged.append(try open(path))
      }
      live.replaceSubrange(range, with: merged)
      try publish(owner: owner)
    }
  }

  /// Writes the manifest, and removes what it does not name.
  private mutating func publish(owner: [String: String]) throws(SegmentError) {
    var next = manifest
    next.generation += 1
    next.owner = owner
    for index in live.indices where live[index].isDirty {
      let stem = live[index].entry.name.prefix { $0 != "." }
      let name = "\(stem)-\(Self.padded(next.generation)).del"
      live[index].entry.deletionsChecksum = try DeletedDocuments.write(
        live[index].deleted, to: segmentFolder.appending(name))
      live[index].entry.deletions = name
      live[index].isDirty = false
    }
    next.segments = live.map(\.entry)
    try next.write(to: folder)
    manifest = next
    removeUnnamedFiles()
  }

  // MARK: -

  private mutating func find(_ key: [UInt8]) throws(SegmentError) -> DocumentPlace? {
    if pendingKeys.contains(key) { try flush() }
    return try findCommitted(key)
  }

  private func findCommitted(_ key: [UInt8]) throws(SegmentError) -> DocumentPlace? {
    for index in live.indices.reversed() {
      for (found, document) in try live[index].reader.documents(withKeyPrefix: key, limit: .max)
      where found == key && !live[index].deleted[document] {
        return DocumentPlace(segment: index, document: document)
      }
    }
    return nil
  }

  /// Writes the builder out as a segment that no manifest names yet.
  private mutating func flush() throws(SegmentError) {
    if builder.isEmpty { return }
    pendingKeys = []
    let path = segmentFolder.appending(nextName())
    try builder.write(to: path)
    live.append(try open(path))
  }

  private mutating func nextName() -> String {
    nextNumber += 1
    return "\(Self.padded(nextNumber - 1)).seg"
  }

  /// The segment that was written to `path`.
  private func open(_ path: FilePath) throws(SegmentError) -> LiveSegment {
    LiveSegment(try SegmentReader(path: path, analyzer: analyzer))
  }

  private func removeUnnamedFiles() {
    var named: Set<String> = []
    for entry in manifest.segments {
      named.insert(entry.name)
      if let deletions = entry.deletions { named.insert(deletions) }
    }
    for name in (try? FolderListing.names(in: segmentFolder)) ?? []
    where FolderListing.isIndexFile(name) && !named.contains(name) {
      AtomicFile.unlink(segmentFolder.appending(name))
    }
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
