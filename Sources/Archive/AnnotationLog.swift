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
  /// Indices into `events`.
  private var byDocument: [String: [Int]] = [:]
  private var byDigest: [String: [Int]] = [:]

  init() {}

  /// - Parameter note: is told what is damaged and stepped over.
  init(_ reader: OriginalReader, note: (ArchiveProblem) -> Void) throws {
    let problems = try reader.forEachSoundRecord { record, _ in
      guard let event = Self.event(in: record) else { return }
      byDocument[event.document, default: []].append(events.count)
      byDigest[event.sha256, default: []].append(events.count)
      events.append(event)
    }
    for problem in problems { note(.annotations(problem)) }
  }

  /// What was added to a document: under its id, or, under whatever id it had, to these bytes.
  func annotations(of id: String, sha256: String) -> Annotations {
    var annotations = Annotations()
    let places = Set((byDocument[id] ?? []) + (byDigest[sha256] ?? []))
    for place in places.sorted() { annotations.take(events[place]) }
    return annotations
  }

  static func event(in record: OriginalRecord) -> AnnotationEvent? {
    guard record.kind == .metadata, record.contentType == contentType else { return nil }
    return try? JSONDecoder().decode(AnnotationEvent.self, from: Data(record.block))
  }

  static func record(of event: AnnotationEvent, date: String) throws -> OriginalRecord {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return OriginalRecord(
      kind: .metadata, targetURI: "urn:andu:\(event.document)", date: date,
      contentType: contentType, block: Array(try encoder.encode(event)))
  }
}
