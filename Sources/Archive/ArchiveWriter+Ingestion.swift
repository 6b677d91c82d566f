// ArchiveWriter+Ingestion.swift — pages and imported lines in, batch by batch.
package import Extraction
import SearchIndex
package import SystemPackage

extension ArchiveWriter {
  /// A page to be added, or a file that holds pages.
  package struct Page: Sendable {
    package var path: FilePath?
    package var bytes: [UInt8]?
    package var url: String?
    package var options: ExtractionOptions
    /// Where it stands in the file of `path`: an address, a name in a ZIP file.
    var inner: String?
    /// What was saved beside it there.
    var folder: PageFolder?
    /// When it was fetched, UTC, as the file says.
    var savedAt: String?
    /// Why it is not all that there was, when the file says that it is not.
    var cut: String?
    /// What `bytes` are, when the file says it.
    var contentType: String?
    /// What another archive kept, in the place of bytes.
    var kept: KeptRecord?
    /// That archive's id; empty where it has none.
    var archive = ""

    /// Whether it tells of something that happened to a document.
    var isEvent: Bool { kept.map { !$0.isDocument } ?? false }

    /// - Parameter bytes: nil to read them from `path`.
    package init(
      path: FilePath?, bytes: [UInt8]? = nil, url: String? = nil, options: ExtractionOptions
    ) {
      self.path = path
      self.bytes = bytes
      self.url = url
      self.options = options
    }

    var name: String {
      let file = path?.string ?? "-"
      return inner.map { "\(file): \($0)" } ?? file
    }
  }

  /// Adds pages, in order, and commits now and then; the caller commits at the end.
  package func add(
    _ pages: [Page], report: inout IngestionReport, progress: (IngestionProgress) -> Void
  ) throws {
    merge = nil
    removalsAhead = RemovalsAhead(pages)
    removedThere = []
    var source = SavedPages(pages)
    var ahead: Page?
    while true {
      let batch = takeBatch(&source, &ahead, report: &report)
      if batch.isEmpty { break }
      progress(
        IngestionProgress(
          done: source.begun - batch.count, total: pages.count,
          byteCount: report.byteCount, current: batch.first?.name ?? ""))
      if batch[0].isEvent {
        try takeEvents(batch.compactMap(\.kept), report: &report)
      } else {
        try addBatch(batch, report: &report)
      }
      try commitIfDue()
    }
    report.removed += removedThere.count
    let late = waiting
    waiting = []
    try takeEvents(late, report: &report)
    if !waiting.isEmpty { report.passedOver["annotation", default: 0] += waiting.count }
    waiting = []
    report.passedOver.merge(source.passedOver, uniquingKeysWith: +)
  }

  /// The next pages, or the next events: what happened comes after what it happened to.
  private func takeBatch(
    _ source: inout SavedPages, _ ahead: inout Page?, report: inout IngestionReport
  ) -> [Page] {
    var batch = ahead.map { [$0] } ?? []
    ahead = nil
    var byteCount = 0
    while batch.count < Self.batch.count, byteCount < Self.batch.byteCount {
      do {
        guard let page = try source.next() else { break }
        if let first = batch.first, first.isEvent != page.isEvent {
          ahead = page
          break
        }
        byteCount += page.bytes?.count ?? page.path.map(FileSystem.fileSize) ?? 0
        batch.append(page)
      } catch {
        report.failures.append(.init(what: error.name, why: error.reason))
      }
    }
    return batch
  }

  private func addBatch(_ batch: [Page], report: inout IngestionReport) throws {
    let date = Self.now()
    let read = concurrentMap(batch) { page in
      Result { try Understanding.original(of: page, date: date) }
    }
    var wanted: [(Page, OriginalRecord)] = []
    var seen: Set<SHA256Digest> = []
    for (page, result) in zip(batch, read) {
      do {
        guard let original = try result.get() else {
          report.joined += 1
          continue
        }
        report.byteCount += original.block.count
        let key = Fields.digestKey(original.digest.description)
        if try index.contains(key: key) || !seen.insert(original.digest).inserted {
          report.count(.unchanged)
          if page.kept == nil, let bytes = try index.writtenRecord(forKey: key),
            let known = try alreadyKept(page, original, in: bytes)
          {
            report.alreadyKept.append(known)
          }
        } else {
          wanted.append((page, original))
        }
      } catch let error as SegmentError {
        throw error
      } catch {
        report.failures.append(.init(what: page.name, why: error))
      }
    }
    let understanding = understanding
    let understood = concurrentMap(wanted) { page, original in
      Result { () throws -> (UnderstoodOriginal, [UInt8], OriginalRecord, [UInt8]?) in
        var made: OriginalRecord?
        if case .document(_, let conversion)? = page.kept { made = conversion }
        var understood = try understanding.read(
          original, conversion: made, limit: page.options.maximumSize)
        let located = original.relocated(to: understood.document.url)
        made =
          made
          ?? understood.document.conversion.map { Understanding.record(of: $0, from: located) }
        let conversion = try made?.member()
        // It may be ten times its file; packed it is enough.
        understood.document.conversion = nil
        return (understood, try located.member(), located, conversion)
      }
    }
    for ((page, _), result) in zip(wanted, understood) {
      let document: UnderstoodOriginal
      var (member, original, conversion): ([UInt8], OriginalRecord, [UInt8]?)
      do { (document, member, original, conversion) = try result.get() } catch {
        report.failures.append(.init(what: page.name, why: error))
        continue
      }
      if page.kept != nil,
        removalsAhead.contains(.init(archive: page.archive, document: document.id))
      {
        removedThere.insert(document.id)
        continue
      }
      if page.kept != nil, try isOlder(original, than: document) {
        original = original.adding(Understanding.olderField)
        member = try original.member()
      }
      try requirePlace()
      let location = try originals.append(member: member)
      let converted = try conversion.map { try originals.append(member: $0) }
      let outcome = try admit(
        document, original: original, at: location, conversion: converted)
      report.count(outcome, of: page.name)
      if page.kept != nil, outcome == .added { broughtIn.insert(document.id) }
      if document.document.kind != .article {
        report.countWithoutArticle(page.name, kind: document.document.kind.rawValue)
      }
      if let why = document.document.truncated {
        report.truncated.append((page.name, why))
      }
    }
  }

  /// What is to be said of a page whose bytes are in the archive; nil when nothing is.
  ///
  /// - Parameter bytes: the record of its document.
  private func alreadyKept(
    _ page: Page, _ original: OriginalRecord, in bytes: [UInt8]
  ) throws -> IngestionReport.AlreadyKept? {
    let digest = original.digest.description
    let place = try PageRecord.versions(in: bytes).firstIndex { $0.sha256 == digest } ?? 0
    // The records of a WARC file bring their addresses along.
    let address = page.inner == nil ? page.url : nil
    let isText = original.contentType.hasPrefix("text/")
    let encoding = isText && place == 0 ? page.options.encoding : nil
    if place == 0, address == nil, encoding == nil { return nil }
    let record = try PageRecord(bytes: bytes)
    var known = IngestionReport.AlreadyKept(what: page.name, id: record.id, version: place + 1)
    if address != nil || encoding != nil,
      let read = try? understanding.read(original, limit: page.options.maximumSize)
    {
      // A page that says its address keeps it, whatever is given.
      if let address, read.id != record.id {
        known.address = .init(given: address, kept: record.url ?? "")
      }
      if encoding != nil, read.document.encoding != record.encoding {
        known.encoding = .init(given: read.document.encoding, kept: record.encoding)
      }
    }
    return place > 0 || known.address != nil || known.encoding != nil ? known : nil
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
        let line: [UInt8]?
        do { line = try lines.next() } catch {
          // What came before the damage is kept.
          report.failures.append(.init(what: "\(name):\(number + 1)", why: error))
          line = nil
        }
        guard let line else {
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
        let understood = try understanding.read(original, isChecked: true)
        let located = original.relocated(to: understood.document.url ?? "urn:andu:\(understood.id)")
        return (understood, try located.member(), located)
      }
    }
    for ((number, _), result) in zip(wanted, understood) {
      let (document, member, original): (UnderstoodOriginal, [UInt8], OriginalRecord)
      do { (document, member, original) = try result.get() } catch {
        report.failures.append(.init(what: "\(name):\(number)", why: error))
        continue
      }
      if try index.contains(key: Fields.digestKey(original.digest.description)) {
        report.count(.unchanged)
        continue
      }
      try requirePlace()
      report.count(
        try admit(document, original: original, at: try originals.append(member: member)),
        of: "\(name):\(number)")
      if document.standing == .noArticle {
        report.countWithoutArticle("\(name):\(number)", kind: document.document.kind.rawValue)
      }
    }
  }
}
