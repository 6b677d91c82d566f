// TaggedParagraphs.swift — of documents of which paragraphs were tagged, those paragraphs.
internal import SearchIndex

extension Annotations {
  /// Whether a paragraph, from 1, has all tags, by itself or because its document has.
  ///
  /// - Parameter tags: as keys.
  func has(_ tags: [[UInt8]], on paragraph: Int) -> Bool {
    let own = marks.filter { $0.anchor == nil || $0.paragraph == paragraph }.flatMap(\.tags)
    let keys = Set(own.map(Fields.tagKey))
    return tags.allSatisfy(keys.contains)
  }
}

extension Archive {
  /// More hits than this are not looked through for tagged paragraphs.
  private static let mostTagged = 10_000

  /// What the search finds in the paragraphs that have the tags.
  func search(
    _ request: SearchRequest, _ read: ReadQuery, inParagraphsTagged tags: [[UInt8]]
  ) throws -> SearchAnswer {
    var wide = request
    (wide.limit, wide.offset) = (Self.mostTagged, 0)
    (wide.groupsByDocument, wide.countsOccurrences) = (false, false)
    var answer = try search(wide, read)
    var known: [String: Annotations] = [:]
    var found = try answer.passages.filter { passage in
      let annotations =
        try known[passage.document]
        ?? document(DocumentReference(id: passage.document)).record.annotations
      known[passage.document] = annotations
      return annotations.has(tags, on: passage.number)
    }
    answer.count(found)
    if request.countsOccurrences { answer.counts = Self.counts(of: found) }
    if request.groupsByDocument {
      var seen: Set<String> = []
      found = found.filter { seen.insert($0.document).inserted }
    }
    answer.passages = Array(found.dropFirst(request.offset).prefix(request.limit))
    return answer
  }

  private static func counts(of passages: [Passage]) -> [DocumentTally] {
    var tallies: [String: DocumentTally] = [:]
    for passage in passages where passage.missing.isEmpty {
      let name = passage.reference.prefix { $0 != "#" }
      var tally =
        tallies[passage.document]
        ?? DocumentTally(
          document: String(name), title: passage.title, paragraphs: 0, hits: 0)
      tally.paragraphs += 1
      tally.hits += passage.highlights.count
      tallies[passage.document] = tally
    }
    return tallies.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension SearchAnswer {
  /// Takes the totals of these passages, which are all that were found.
  mutating func count(_ passages: [Passage]) {
    let full = passages.filter { $0.missing.isEmpty }
    paragraphs = full.count
    documents = Set(full.map(\.document)).count
    partialParagraphs = passages.count - full.count
    partialDocuments = Set(passages.filter { !$0.missing.isEmpty }.map(\.document)).count
  }
}
