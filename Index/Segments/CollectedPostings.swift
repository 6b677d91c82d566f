// CollectedPostings.swift — what builders collected of a field, term by term.

/// The postings of one field, from the builders that collected them side by side.
struct CollectedPostings: PostingSource {
  let terms: TermUnion
  private let builders: [FieldBuilder]

  /// - Parameter builders: grouped.
  init(_ builders: [FieldBuilder]) {
    self.builders = builders
    terms = TermUnion(builders.map(\.terms))
  }

  func size(of term: Int) -> Int {
    let (entries, builders) = (terms[term], builders.span)
    var size = 0
    for index in entries.indices {
      let entry = entries[index]
      size += builders[Int(entry.source)].tokenCount(of: entry.number)
    }
    return size
  }

  func read(_ term: Int, into postings: inout PostingBuffer) throws(SegmentError) {
    let (entries, builders) = (terms[term], builders.span)
    if entries.count == 1 {
      let entry = entries[0]
      return postings.set(builders[Int(entry.source)].units(of: entry.number))
    }
    postings.removeAll()
    for index in entries.indices {
      let entry = entries[index]
      postings.merge(builders[Int(entry.source)].units(of: entry.number))
    }
    postings.setMerged()
  }
}
