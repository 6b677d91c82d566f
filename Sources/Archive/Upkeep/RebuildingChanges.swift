// RebuildingChanges.swift — what an index that was made anew has otherwise than the one before.
internal import Extraction
internal import SearchIndex

/// What new rules read otherwise in the same originals.
package struct RebuildingChanges: Sendable {
  /// What became of one document.
  package struct Document: Sendable {
    package let id: String
    /// Fields whose values differ: before and after, empty for none.
    package var fields: [(name: String, before: String, after: String)] = []
    /// Paragraphs that are new, and such as are no longer there.
    package var newParagraphs = 0
    package var goneParagraphs = 0

    package init(id: String) { self.id = id }

    package var paragraphs: Int { max(newParagraphs, goneParagraphs) }
  }

  /// Those that changed.
  package private(set) var documents: [Document] = []
  /// Documents that were not there before, and such as are no longer.
  package private(set) var added: [String] = []
  package private(set) var gone: [String] = []
  /// Tags and notes on paragraphs that are no longer there.
  package private(set) var lostMarks: [String] = []

  private static let dates = Set(DocumentFields.dates.map(\.name))

  package var titles: Int { count { $0 == "title" } }
  package var dates: Int { count(Self.dates.contains) }
  package var otherFields: Int { count { $0 != "title" && !Self.dates.contains($0) } }
  package var paragraphs: Int { documents.reduce(0) { $0 + $1.paragraphs } }
  package var isEmpty: Bool { documents.isEmpty && added.isEmpty && gone.isEmpty }

  private func count(_ isCounted: (String) -> Bool) -> Int {
    documents.reduce(0) { $0 + $1.fields.count { isCounted($0.name) } }
  }

  /// Compares two snapshots of one archive, document by document.
  package init(from old: Archive, to new: Archive) throws {
    let prefix = Fields.idKey("")
    var before: [[UInt8]: DocumentPlace] = [:]
    for (key, place) in try old.index.documents(withKeyPrefix: prefix) { before[key] = place }
    for (key, place) in try new.index.documents(withKeyPrefix: prefix) {
      let id = String(decoding: key.dropFirst(), as: UTF8.self)
      let now = try Stored(place, in: new)
      try noteLostMarks(now.record)
      guard let former = before.removeValue(forKey: key) else {
        added.append(id)
        continue
      }
      let then = try Stored(former, in: old)
      if then == now { continue }
      let change = try Self.change(id, then, now)
      if !change.fields.isEmpty || change.paragraphs > 0 { documents.append(change) }
    }
    gone = before.keys.map { String(decoding: $0.dropFirst(), as: UTF8.self) }.sorted()
    added.sort()
    documents.sort { $0.id < $1.id }
  }

  /// A document as it is stored.
  private struct Stored: Equatable {
    let record: [UInt8]
    let texts: [String]

    init(_ place: DocumentPlace, in archive: Archive) throws {
      let reader = archive.index.segments[place.segment].reader
      record = try reader.record(of: place.document)
      texts = try reader.texts(of: place.document)
    }
  }

  private mutating func noteLostMarks(_ bytes: [UInt8]) throws {
    // Few documents have any; all others need not be decoded.
    guard String(decoding: bytes, as: UTF8.self).contains("\"annotations\":") else { return }
    let record = try PageRecord(bytes: bytes)
    for mark in record.annotations.marks where mark.isLost {
      lostMarks.append("\(record.id)  \(mark.anchor?.opening ?? "")")
    }
  }

  private static func change(_ id: String, _ then: Stored, _ now: Stored) throws -> Document {
    var change = Document(id: id)
    let (was, fields) = (
      try PageRecord(bytes: then.record).fields.lines,
      try PageRecord(bytes: now.record).fields.lines
    )
    for name in Set(was.map(\.name) + fields.map(\.name)).sorted() {
      let values = [was, fields].map { $0.first { $0.name == name }?.value ?? "" }
      if values[0] != values[1] { change.fields.append((name, values[0], values[1])) }
    }
    var counts: [String: Int] = [:]
    for text in then.texts { counts[text, default: 0] += 1 }
    for text in now.texts {
      if let count = counts[text], count > 0 {
        counts[text] = count - 1
      } else {
        change.newParagraphs += 1
      }
    }
    change.goneParagraphs = counts.values.reduce(0, +)
    return change
  }
}
