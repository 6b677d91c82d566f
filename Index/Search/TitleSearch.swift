// TitleSearch.swift — documents by their titles alone.

extension IndexReader {
  /// The documents whose title holds the text, no more than `limit`.
  package func documents(
    titled text: String, limit: Int
  ) throws(SegmentError) -> [DocumentPlace] {
    Array(try documents(matching: [.title(text)]).prefix(limit))
  }

  /// The documents whose titles hold most of the pairs and words of the text, best first.
  package func documents(
    titledLike text: String, limit: Int
  ) throws(SegmentError) -> [DocumentPlace] {
    let terms = CompiledPattern(Pattern(text), analyzer: analyzer, isLiteral: false).terms
    var best: [(place: DocumentPlace, held: Int)] = []
    for (index, segment) in segments.enumerated() {
      var held = [Int](repeating: 0, count: segment.reader.documentCount)
      for term in terms {
        guard let list = try segment.reader.title.find(term) else { continue }
        for document in try Matches(list).ids where Int(document) < held.count {
          held[Int(document)] += 1
        }
      }
      for (document, count) in held.enumerated()
      where count * 3 > terms.count && !segment.deleted[document] {
        best.append((DocumentPlace(segment: index, document: document), count))
      }
    }
    return best.sorted { $0.held > $1.held }.prefix(limit).map(\.place)
  }
}
