// TaggedParagraphs.swift — which paragraphs have tags; the totals of what was looked through.
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
