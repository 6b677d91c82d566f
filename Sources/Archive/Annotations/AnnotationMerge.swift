// AnnotationMerge.swift — annotations from another archive: what is newer there, and nothing else.

/// A change to annotations with what its record says of it.
struct KeptEvent: Sendable {
  var event: AnnotationEvent
  /// UTC, as in WARC.
  var date: String
  /// That of the record.
  var id: String
}

/// What of a document's annotations can be changed by itself.
enum AnnotationPart: Hashable {
  case field(String)
  case tag(String, ParagraphAnchor?)
  case note(ParagraphAnchor?)
}

/// When each part of a document's annotations was last changed.
struct AnnotationChanges {
  private var dates: [AnnotationPart: String] = [:]
  /// When all of them were removed.
  private var removal = ""

  /// Empty for a part that was never changed.
  func date(of part: AnnotationPart) -> String { max(dates[part] ?? "", removal) }

  mutating func note(_ event: AnnotationEvent, at date: String) {
    if event.isRemoval == true { removal = max(removal, date) }
    for part in event.parts { dates[part] = max(dates[part] ?? "", date) }
  }
}

/// Takes over annotations of another archive: a backup, or the same pages on another machine.
///
/// Of each field, tag and note the newer change counts; of two of one second the one here.
struct AnnotationMerge {
  private let here: AnnotationLog
  private var ids: Set<String>
  /// What was taken over, by document.
  private var taken: [String: AnnotationChanges] = [:]

  init(_ here: AnnotationLog) {
    self.here = here
    ids = here.ids
  }

  /// What of an event counts here; nil when nothing does.
  ///
  /// - Parameters:
  ///   - document: the id that its document has here.
  ///   - sha256: what that was read from.
  mutating func take(_ kept: KeptEvent, document: String, sha256: String) -> KeptEvent? {
    guard ids.insert(kept.id).inserted else { return nil }
    let changes = here.changes(of: document, sha256: sha256)
    let before = taken[document] ?? AnnotationChanges()
    var own = kept.event
    (own.document, own.sha256) = (document, sha256)
    let newer = own.filtered { part in
      // What came together has its own order.
      kept.date > changes.date(of: part) && kept.date >= before.date(of: part)
    }
    guard let newer else { return nil }
    taken[document, default: AnnotationChanges()].note(newer, at: kept.date)
    // A record that says something else is another one.
    let id = newer == kept.event ? kept.id : OriginalRecord.randomID()
    return KeptEvent(event: newer, date: kept.date, id: id)
  }
}

extension AnnotationEvent {
  /// What it changes.
  var parts: [AnnotationPart] {
    var parts: [AnnotationPart] = []
    for name in (values ?? [:]).keys { parts.append(.field(name)) }
    for tag in (addsTags ?? []) + (dropsTags ?? []) { parts.append(.tag(tag, anchor)) }
    if note != nil { parts.append(.note(anchor)) }
    return parts
  }

  /// The event with some of its changes; nil when none is left.
  func filtered(_ isWanted: (AnnotationPart) -> Bool) -> AnnotationEvent? {
    var event = self
    event.values = values?.filter { isWanted(.field($0.key)) }
    event.addsTags = addsTags?.filter { isWanted(.tag($0, anchor)) }
    event.dropsTags = dropsTags?.filter { isWanted(.tag($0, anchor)) }
    if event.values?.isEmpty == true { event.values = nil }
    if event.addsTags?.isEmpty == true { event.addsTags = nil }
    if event.dropsTags?.isEmpty == true { event.dropsTags = nil }
    if note != nil, !isWanted(.note(anchor)) { event.note = nil }
    return event.parts.isEmpty ? nil : event
  }
}
