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

  private static let dates: Set<String> = [
    "publishedOn", "issuedOn", "effectiveOn", "expiresOn", "repealedOn",
  ]

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
    var before: Set<String> = []
    try old.forEach(in: try old.select([])) { before.insert($0.record.id) }
    try new.forEach(in: try new.select([])) { now in
      let id = now.record.id
      for mark in now.record.annotations.marks where mark.isLost {
        lostMarks.append("\(now.handle)  \(mark.anchor?.opening ?? "")")
      }
      guard before.remove(id) != nil else { return added.append(id) }
      let then = try old.document(DocumentReference(id: id))
      if then.record == now.record, then.paragraphs == now.paragraphs { return }
      var change = Document(id: id)
      let (was, fields) = (then.record.fields.lines, now.record.fields.lines)
      for name in Set(was.map(\.name) + fields.map(\.name)).sorted() {
        let values = [was, fields].map { $0.first { $0.name == name }?.value ?? "" }
        if values[0] != values[1] { change.fields.append((name, values[0], values[1])) }
      }
      var texts: [String: Int] = [:]
      for paragraph in then.paragraphs { texts[paragraph.text, default: 0] += 1 }
      for paragraph in now.paragraphs {
        if let count = texts[paragraph.text], count > 0 {
          texts[paragraph.text] = count - 1
        } else {
          change.newParagraphs += 1
        }
      }
      change.goneParagraphs = texts.values.reduce(0, +)
      if !change.fields.isEmpty || change.paragraphs > 0 { documents.append(change) }
    }
    gone = before.sorted()
  }
}
