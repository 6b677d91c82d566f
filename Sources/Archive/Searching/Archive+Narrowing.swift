// Archive+Narrowing.swift — an answer cut down to some of its passages.
internal import SearchIndex

extension Archive {
  /// Leaves of an answer the passages that are `kept`, best first, as the request wants them.
  func narrow(
    _ answer: inout SearchAnswer, to kept: [Passage], _ request: SearchRequest
  ) throws {
    answer.count(kept)
    let full = Dictionary(grouping: kept.filter { $0.missing.isEmpty }, by: \.document)
      .mapValues(\.count)
    let counts = try full.map { id, count in
      DocumentCount(try resolve(id), paragraphs: count)
    }
    answer.facets = try facets(request.facets, of: counts, withHits: false)
    var shown = kept
    if request.groupsByDocument {
      shown = kept.uniqued(on: \.document)
      for index in shown.indices where shown[index].missing.isEmpty {
        shown[index].others = full[shown[index].document].map { $0 - 1 }
      }
    }
    answer.passages = Array(shown.dropFirst(request.offset).prefix(request.limit))
  }
}

extension SearchAnswer {
  /// Takes the totals of these passages, which are all that were found.
  fileprivate mutating func count(_ passages: [Passage]) {
    let full = passages.filter { $0.missing.isEmpty }
    paragraphs = full.count
    documents = Set(full.map(\.document)).count
    partialParagraphs = passages.count - full.count
    partialDocuments = Set(passages.filter { !$0.missing.isEmpty }.map(\.document)).count
    let ofDocuments = Dictionary(grouping: full) { passage in
      String(passage.reference.dropLast("#\(passage.number)".count))
    }
    counts = counts?.compactMap { tally in
      guard let own = ofDocuments[tally.document] else { return nil }
      var tally = tally
      tally.paragraphs = own.count
      tally.hits = own.reduce(0) { $0 + $1.highlights.count }
      return tally
    }
  }
}
