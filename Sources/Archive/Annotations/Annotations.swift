// Annotations.swift — what people add to a document: corrected fields, tags and notes.
internal import Extraction
internal import SearchIndex

/// What people added to one document, apart from all that was read in it.
package struct Annotations: Codable, Sendable, Hashable {
  /// Fields corrected by hand (著录修正), by name, in the form of `SettableField`.
  package var values: [String: String] = [:]
  /// Tags and notes, in the order in which they were begun.
  package var marks: [Mark] = []

  package init() {}

  var isEmpty: Bool { values.isEmpty && marks.isEmpty }

  /// The tags of the document and of its paragraphs.
  package var tags: Set<String> { Set(marks.flatMap(\.tags)) }

  /// What was added to a paragraph, counted from 1; nil for the document as a whole.
  package func mark(on paragraph: Int?) -> Mark? {
    marks.first { $0.paragraph == paragraph && !$0.isLost }
  }

  /// Whether a paragraph, from 1, has all tags, by itself or because its document has.
  ///
  /// - Parameter tags: as keys.
  func has(_ tags: [[UInt8]], on paragraph: Int) -> Bool {
    let own = marks.filter { $0.anchor == nil || $0.paragraph == paragraph }.flatMap(\.tags)
    let keys = Set(own.map(Fields.tagKey))
    return tags.allSatisfy(keys.contains)
  }

  mutating func take(_ event: AnnotationEvent) {
    if event.isRemoval == true { self = Annotations() }
    for (name, value) in event.values ?? [:] { values[name] = value.isEmpty ? nil : value }
    guard event.addsTags != nil || event.dropsTags != nil || event.note != nil else { return }
    var mark = Mark(anchor: event.anchor)
    if let place = marks.firstIndex(where: { $0.anchor == event.anchor }) {
      mark = marks.remove(at: place)
      mark.take(event)
      if !mark.isEmpty { marks.insert(mark, at: place) }
    } else {
      mark.take(event)
      if !mark.isEmpty { marks.append(mark) }
    }
  }

  /// Finds the paragraphs of the marks again among those of a document.
  mutating func anchor(in texts: [String]) {
    guard marks.contains(where: { $0.anchor != nil }) else { return }
    var places: [String: [Int]] = [:]
    for (index, text) in texts.enumerated() {
      places[ParagraphAnchor.digest(of: text), default: []].append(index + 1)
    }
    for index in marks.indices {
      guard let anchor = marks[index].anchor else { continue }
      let found = places[anchor.digest]?.min { abs($0 - anchor.number) < abs($1 - anchor.number) }
      marks[index].paragraph = found
    }
  }
}

/// Tags (标签) and a note (批注) on a document or a paragraph.
package struct Mark: Codable, Sendable, Hashable {
  /// The paragraph; nil for the document as a whole.
  package var anchor: ParagraphAnchor?
  /// Where the paragraph stands now, from 1.
  package var paragraph: Int?
  package var tags: [String] = []
  package var note: String?

  /// Whether the document no longer holds the paragraph.
  package var isLost: Bool { anchor != nil && paragraph == nil }

  var isEmpty: Bool { tags.isEmpty && note == nil }

  mutating func take(_ event: AnnotationEvent) {
    tags.removeAll { (event.dropsTags ?? []).contains($0) }
    tags += (event.addsTags ?? []).filter { !tags.contains($0) }
    if let note = event.note { self.note = note.isEmpty ? nil : note }
  }
}

/// What a paragraph is known by, wherever it comes to stand.
package struct ParagraphAnchor: Codable, Sendable, Hashable {
  /// SHA-256 of the paragraph's text, folded, without blanks.
  package var digest: String
  /// Where it stood, from 1, when something was first added to it; tells it from others of the
  /// same text.
  package var number: Int
  /// How the text begins, for people.
  package var opening: String

  package init(_ text: String, number: Int) {
    digest = Self.digest(of: text)
    self.number = number
    opening = text.scalars(in: 0..<40)
  }

  static func digest(of text: String) -> String {
    let folded = String(scalarValues: Analyzer().fold(text).scalars).unicodeScalars
      .filter { !$0.properties.isWhitespace }
    return SHA256Digest(of: Array(String(folded).utf8)).description
  }
}

/// One change to the annotations of a document, as it is kept for good.
struct AnnotationEvent: Codable, Sendable, Hashable {
  /// The document's id, and what it was read from, should it come to have another id.
  var document: String
  var sha256: String
  /// Fields by name; an empty value takes the correction back.
  var values: [String: String]?
  /// The paragraph that tags or note are on; nil for the document as a whole.
  var anchor: ParagraphAnchor?
  var addsTags: [String]?
  var dropsTags: [String]?
  /// Empty: there is none any more.
  var note: String?
  /// The document was removed, and its annotations with it.
  var isRemoval: Bool?

  init(_ record: PageRecord) {
    document = record.id
    sha256 = record.sha256
  }
}

/// What a tag may be, and the form in which it is kept.
package enum Tag {
  private static let longest = 50

  /// The tag without the blanks round it; nil for what cannot be one: a tag is of letters, digits
  /// and the marks `-_./·`, and does not begin with `-` or `+`.
  package static func standard(_ typed: String) -> String? {
    let tag = typed.trimmed
    let isPlain = tag.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_./·".contains(Character($0))
    }
    guard isPlain, !tag.isEmpty, tag.unicodeScalars.count <= longest, tag.first != "-" else {
      return nil
    }
    return tag
  }
}
