// Conjunction.swift — paragraphs that hold every term, led by the rarest list.

enum Conjunction {
  /// The units that are in every list, in order.
  ///
  /// The rarest list leads, the others leap to where it stands by their skip data.
  static func intersect(_ cursors: [PostingCursor]) throws(SegmentError) -> [ParagraphID] {
    var others = cursors.sorted { $0.documentFrequency < $1.documentFrequency }
    guard var lead = others.first else { return [] }
    others.removeFirst()
    var matches: [ParagraphID] = []
    var candidate = try lead.next()
    next: while candidate != PostingCursor.end {
      for index in others.indices {
        let reached = try others[index].advance(to: candidate)
        if reached != candidate {
          if reached == PostingCursor.end { return matches }
          candidate = try lead.advance(to: reached)
          continue next
        }
      }
      matches.append(candidate)
      candidate = try lead.next()
    }
    return matches
  }
}
