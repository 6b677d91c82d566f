// Removals.swift — that a document was removed, as the originals say it.

/// The removals among the originals: for each document the place of its last one.
struct Removals {
  private static let event = OriginalRecord.Field("andu-event", "removed")
  private static let documentField = "andu-document"

  private var last: [String: OriginalLocation] = [:]

  /// Error: the first record that is damaged.
  init(_ originals: OriginalReader) throws {
    try originals.forEachRecord { record, location in note(record, location) }
  }

  init() {}

  /// The block of a record that says a document was removed.
  static func fields(of document: String) -> [OriginalRecord.Field] {
    [event, .init(documentField, document)]
  }

  /// The document that the record says was removed; nil for any other record.
  static func document(_ record: OriginalRecord) -> String? {
    let fields = record.blockFields
    guard record.kind == .metadata, fields.contains(event) else { return nil }
    return fields.first { $0.name == documentField }?.value
  }

  mutating func note(_ record: OriginalRecord, _ location: OriginalLocation) {
    if let id = Self.document(record) { last[id] = location }
  }

  /// Whether the document of an original was removed after the original was added. One that
  /// cannot be understood is not covered.
  func cover(
    _ original: OriginalRecord, at location: OriginalLocation, understanding: Understanding
  ) -> Bool {
    guard !last.isEmpty, let understood = try? understanding.read(original),
      let removal = last[understood.id]
    else { return false }
    return (location.file, location.offset) < (removal.file, removal.offset)
  }
}
