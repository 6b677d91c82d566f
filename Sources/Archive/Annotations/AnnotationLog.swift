// AnnotationLog.swift — the annotations' own file beside the originals, read and written.
internal import FoundationEssentials
import SystemPackage

/// What people added, change by change, in the order in which it was added.
///
/// The changes stand in WARC files of their own, one `metadata` record each, that are appended to,
/// made durable and committed by the manifest as the originals are.
struct AnnotationLog {
  static let contentType = "application/json"

  private var events: [AnnotationEvent] = []
  /// Shape: parallel to `events`.
  private var dates: [String] = []
  /// The ids of the records.
  private(set) var ids: Set<String> = []
  /// Indices into `events`.
  private var byDocument: [String: [Int]] = [:]
  private var byDigest: [String: [Int]] = [:]

  /// - Parameter note: is told what is damaged and stepped over.
  init(_ reader: OriginalReader, note: (ArchiveProblem) -> Void) throws {
    let problems = try reader.forEachSoundRecord { record, _ in
      guard let event = Self.event(in: record) else { return }
      byDocument[event.document, default: []].append(events.count)
      byDigest[event.sha256, default: []].append(events.count)
      events.append(event)
      dates.append(record.date)
      ids.insert(record.id)
    }
    for problem in problems { note(.annotations(problem)) }
  }

  /// What was added to a document: under its id, or, under whatever id it had, to these bytes.
  func annotations(of id: String, sha256: String) -> Annotations {
    var annotations = Annotations()
    for place in places(of: id, sha256: sha256) { annotations.take(events[place]) }
    return annotations
  }

  /// When each part of a document's annotations was last changed.
  func changes(of id: String, sha256: String) -> AnnotationChanges {
    var changes = AnnotationChanges()
    for place in places(of: id, sha256: sha256) { changes.note(events[place], at: dates[place]) }
    return changes
  }

  private func places(of id: String, sha256: String) -> [Int] {
    Set((byDocument[id] ?? []) + (byDigest[sha256] ?? [])).sorted()
  }

  static func event(in record: OriginalRecord) -> AnnotationEvent? {
    guard record.kind == .metadata, record.contentType == contentType else { return nil }
    return try? JSONDecoder().decode(AnnotationEvent.self, from: Data(record.block))
  }

  static func record(of kept: KeptEvent) throws -> OriginalRecord {
    let block = try SortedJSON.bytes(kept.event)
    return OriginalRecord(
      kind: .metadata, id: kept.id,
      targetURI: OriginalRecord.percentEncoded("urn:andu:\(kept.event.document)"),
      date: kept.date, contentType: contentType, refersTo: nil, fields: [],
      digest: SHA256Digest(of: block), block: block)
  }
}
