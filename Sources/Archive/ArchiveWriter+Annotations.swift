// ArchiveWriter+Annotations.swift — corrections, tags and notes in, at once durable and indexed.
internal import SearchIndex

extension ArchiveWriter {
  /// What is to become of tags and note of a document or a paragraph.
  package struct MarkChange: Sendable {
    package var addedTags: [String] = []
    package var droppedTags: [String] = []
    /// Empty to take the note away; nil to leave it.
    package var note: String?

    package init() {}

    var onlyTakesAway: Bool { addedTags.isEmpty && (note ?? "").isEmpty }
  }

  /// Sets fields by hand; what was read there stays known.
  ///
  /// - Parameter values: in the form of `SettableField.standard`; empty to take a value back.
  /// - Returns: the record as it is now.
  @discardableResult
  package func set(_ values: [String: String], of record: PageRecord) throws -> PageRecord {
    var event = AnnotationEvent(record)
    event.values = values
    return try annotate(record, event)
  }

  /// Changes tags and note of a document, or of its paragraph of this number, from 1.
  @discardableResult
  package func mark(
    _ record: PageRecord, paragraph number: Int?, _ change: MarkChange
  ) throws -> PageRecord {
    var event = AnnotationEvent(record)
    event.anchor = try number.map { try anchor(of: $0, in: record, change) }
    if !change.addedTags.isEmpty { event.addsTags = change.addedTags }
    if !change.droppedTags.isEmpty { event.dropsTags = change.droppedTags }
    event.note = change.note
    return try annotate(record, event)
  }

  private func anchor(
    of number: Int, in record: PageRecord, _ change: MarkChange
  ) throws -> ParagraphAnchor {
    if let anchor = record.annotations.mark(on: number)?.anchor { return anchor }
    // Where a paragraph stood that is no longer there, one can still take away what was on it.
    if change.onlyTakesAway,
      let lost = record.annotations.marks.first(where: { $0.isLost && $0.anchor?.number == number })
    {
      return lost.anchor ?? ParagraphAnchor("", number: number)
    }
    let paragraphs = try index.paragraphs(forKey: Fields.idKey(record.id))
    guard paragraphs.indices.contains(number - 1) else {
      throw ArchiveError.noSuchParagraph("\(record.id)#\(number)", count: paragraphs.count)
    }
    return ParagraphAnchor(paragraphs[number - 1].text, number: number)
  }

  private func annotate(
    _ record: PageRecord, _ event: AnnotationEvent
  ) throws -> PageRecord { try annotate(record, [Self.new(event)]) }

  private static func new(_ event: AnnotationEvent) -> KeptEvent {
    KeptEvent(event: event, date: now(), id: OriginalRecord.randomID())
  }

  private func annotate(_ record: PageRecord, _ events: [KeptEvent]) throws -> PageRecord {
    guard var record = try self.record(of: record.id) else {
      throw ArchiveError.unknownDocument(record.id)
    }
    var added = record.annotations
    for kept in events { added.take(kept.event) }
    if added == record.annotations { return record }
    for kept in events { try keep(kept) }
    let paragraphs = try index.paragraphs(forKey: Fields.idKey(record.id))
    record.annotate(added, paragraphs: paragraphs.map(\.text))
    try replace(record, paragraphs: paragraphs)
    return record
  }

  /// Takes over what happened to documents in another archive: removals of what came from there,
  /// and annotations of what is here, where they are newer.
  func takeEvents(_ events: [KeptRecord], report: inout IngestionReport) throws {
    var annotations: [String: [KeptEvent]] = [:]
    for event in events {
      switch event {
      case .document: break
      case .removal(let removal):
        // What was known of has not come in.
        if removalsAhead.pass(removal) { continue }
        let id = removal.document
        guard broughtIn.remove(id) != nil, let gone = try record(of: id) else { continue }
        // What was not committed yet cannot be read, and so not be removed.
        try commit()
        try remove(gone)
        report.removed += 1
      case .annotation(let kept):
        let event = kept.event
        let keys = [Fields.idKey(event.document), Fields.digestKey(event.sha256)]
        guard
          let bytes = try keys.compactMap({ [self] in try index.record(forKey: $0) }).first
        else {
          // Its document may come yet.
          waiting.append(.annotation(kept))
          continue
        }
        let record = try PageRecord(bytes: bytes)
        // Removed there, it is still here.
        if event.isRemoval == true {
          annotations[record.id] = []
        } else if let own = try takeOver(kept, to: record) {
          annotations[record.id, default: []].append(own)
        }
      }
    }
    for (id, events) in annotations.sorted(by: { $0.key < $1.key }) where !events.isEmpty {
      guard let before = try record(of: id) else { continue }
      if try annotate(before, events).annotations != before.annotations { report.annotated += 1 }
    }
  }

  /// What of an event from another archive counts here; nil when nothing does.
  private func takeOver(_ kept: KeptEvent, to record: PageRecord) throws -> KeptEvent? {
    if merge == nil {
      // What was added and is not committed cannot be read.
      try commit()
      let reader = OriginalReader(
        directory: layout.annotations, committed: committed.annotations)
      merge = AnnotationMerge(try AnnotationLog(reader) { _ in })
    }
    return merge?.take(kept, document: record.id, sha256: record.sha256)
  }

  /// Whether a version from another archive is older than the newest one here of its standing.
  func isOlder(_ original: OriginalRecord, than read: UnderstoodOriginal) throws -> Bool {
    let newest = try record(of: read.id)?.versions.first { $0.rank == read.standing.rank }
    return newest.map { $0.addedAt > original.date } ?? false
  }

  /// Appends the event to the annotations; lasting with the next commit.
  func keep(_ event: AnnotationEvent) throws { try keep(Self.new(event)) }

  private func keep(_ kept: KeptEvent) throws {
    try requirePlace()
    if annotations == nil { try openAnnotations() }
    try annotations?.append(try AnnotationLog.record(of: kept))
    isChanged = true
  }

  func openAnnotations() throws {
    try FileSystem.makeFolder(layout.annotations)
    annotations = try OriginalWriter(
      directory: layout.annotations, committed: committed.annotations, software: Self.software,
      date: Self.now(), archive: committed.archive)
  }

  /// Writes the annotations anew without those of removed documents; commits nothing. Returns how
  /// many records were dropped.
  func compactAnnotations() throws -> Int {
    if committed.annotations.total == 0 { return 0 }
    var removals: [String: OriginalLocation] = [:]
    try OriginalReader(
      directory: layout.annotations, committed: committed.annotations
    ).forEachRecord { record, location in
      guard let event = AnnotationLog.event(in: record), event.isRemoval == true else { return }
      removals[event.document] = location
    }
    if removals.isEmpty { return 0 }
    let compaction = try OriginalCompaction(
      directory: layout.annotations, committed: committed.annotations, software: Self.software,
      date: Self.now(), archive: committed.archive
    ) { record, location in
      guard let event = AnnotationLog.event(in: record), let end = removals[event.document] else {
        return true
      }
      return (location.file, location.offset) > (end.file, end.offset)
    }
    committed.annotations = compaction.committed
    return compaction.droppedCount
  }
}
