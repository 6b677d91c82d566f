// Conjunction.swift — units that hold every term, led by the rarest list.

enum Conjunction {
  /// The units that are in every list, in order, each with its smallest frequency there.
  ///
  /// The rarest list leads, the others leap to where it stands by their skip data.
  static func intersect(_ cursors: [PostingCursor]) throws(SegmentError) -> Matches {
    var others = cursors.sorted { $0.documentFrequency < $1.documentFrequency }
    guard var lead = others.first else { return Matches() }
    others.removeFirst()
    var matches = Matches()
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
      var least = lead.frequency
      for index in others.indices { least = min(least, others[index].frequency) }
      matches.append(candidate, least)
      candidate = try lead.next()
    }
    return matches
  }
}
