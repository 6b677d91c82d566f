// CollectedPostings.swift — what builders collected of a field, term by term.

/// The postings of one field, from the builders that collected them side by side.
struct CollectedPostings: PostingSource {
  let terms: TermUnion
  private let builders: [FieldBuilder]

  /// - Parameter builders: grouped.
  init(_ builders: [FieldBuilder]) {
    self.builders = builders
    terms = TermUnion(builders.map(\.source))
  }

  func size(of term: Int) -> Int {
    terms[term].reduce(0) { $0 + builders[Int($1.source)].tokens(of: $1.number).count }
  }

  func read(_ term: Int, into postings: inout PostingBuffer) throws(SegmentError) {
    let entries = terms[term]
    if entries.count == 1, let entry = entries.first {
      postings.set(units(entry).span)
    } else {
      postings.set(merging: entries.map(units))
    }
  }

  private func units(_ entry: TermUnion.Entry) -> ArraySlice<UInt32> {
    let builder = builders[Int(entry.source)]
    return builder.units(builder.tokens(of: entry.number))
  }
}
