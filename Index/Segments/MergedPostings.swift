// MergedPostings.swift — the lists of several segments, joined term by term.

/// The postings of one field of several segments, renumbered, in the order of the segments.
struct MergedPostings: PostingSource {
  let terms: TermUnion
  private let dictionaries: [TermDictionary]
  private let numbers: [Renumbering]

  /// - Parameter numbers: parallel to `dictionaries`.
  init(_ dictionaries: [TermDictionary], _ numbers: [Renumbering]) throws(SegmentError) {
    self.dictionaries = dictionaries
    self.numbers = numbers
    var sources: [SortedTerms] = []
    for dictionary in dictionaries { sources.append(try dictionary.terms()) }
    terms = TermUnion(sources)
  }

  /// A posting takes a byte or two.
  func size(of term: Int) -> Int {
    let (entries, dictionaries) = (terms[term], dictionaries.span)
    var size = 1
    for index in entries.indices {
      let entry = entries[index]
      size += (try? dictionaries[Int(entry.source)].byteCount(Int(entry.number))) ?? 0
    }
    return size
  }

  func read(_ term: Int, into postings: inout PostingBuffer) throws(SegmentError) {
    let (entries, dictionaries, numbers) = (terms[term], dictionaries.span, numbers.span)
    postings.removeAll()
    for index in entries.indices {
      let entry = entries[index]
      let first = postings.ids.count
      try dictionaries[Int(entry.source)].postings(Int(entry.number)).append(to: &postings)
      numbers[Int(entry.source)].apply(to: &postings, from: first)
    }
  }
}
