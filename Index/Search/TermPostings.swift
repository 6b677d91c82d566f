// TermPostings.swift — the postings of a term, or of every pair that begins with a character.

/// One scored unit of a query within one segment.
enum TermPostings {
  case list(PostingCursor)
  /// The union of a dictionary row, as two parallel arrays.
  case row(ids: [ParagraphID], frequencies: [UInt32])

  /// Every paragraph (or title) that holds the Han character `scalar`, and how often.
  static func row(
    of scalar: UInt32, in dictionary: TermDictionary, units: Int
  ) throws(SegmentError) -> (ids: [ParagraphID], frequencies: [UInt32]) {
    let infos = try dictionary.row(of: scalar)
    if infos.isEmpty { return ([], []) }
    var frequencies = [UInt32](repeating: 0, count: units)
    for info in infos {
      var cursor = PostingCursor(info, in: dictionary.postings)
      while try cursor.next() != PostingCursor.end {
        guard Int(cursor.id) < units else {
          throw .damaged(file: dictionary.postings.file.name, offset: info.offset)
        }
        frequencies[Int(cursor.id)] += try cursor.frequency
      }
    }
    var ids: [ParagraphID] = []
    var counts: [UInt32] = []
    for (id, frequency) in frequencies.enumerated() where frequency > 0 {
      ids.append(ParagraphID(id))
      counts.append(frequency)
    }
    return (ids, counts)
  }
}
