// TermPostings.swift — the postings of a term, or of every pair that begins with a character.

/// One scored unit of a query within one segment.
enum TermPostings {
  case list(PostingCursor)
  case row(RowPostings)
}

/// The union of a dictionary row: every paragraph (or title) that holds one Han character,
/// and how often.
///
/// Shape: parallel; `ids` strictly increase.
struct RowPostings: Sendable {
  private(set) var ids: [ParagraphID] = []
  private(set) var frequencies: [UInt32] = []

  init(
    of scalar: UInt32, in dictionary: TermDictionary, units: Int
  ) throws(SegmentError) {
    let infos = try dictionary.row(of: scalar)
    if infos.isEmpty { return }
    var counts = [UInt32](repeating: 0, count: units)
    for info in infos {
      var cursor = PostingCursor(info, in: dictionary.postings)
      while try cursor.next() != PostingCursor.end {
        guard Int(cursor.id) < units else {
          throw .damaged(file: dictionary.postings.file.name, offset: info.offset)
        }
        counts[Int(cursor.id)] += try cursor.frequency
      }
    }
    for (id, count) in counts.enumerated() where count > 0 {
      ids.append(ParagraphID(id))
      frequencies.append(count)
    }
  }
}

/// The rows that a query needs in one segment, by character; each is united once.
typealias SegmentRows = [UInt32: RowPostings]
