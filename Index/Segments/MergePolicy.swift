// MergePolicy.swift — which neighbouring segments to join: a plan, no work.

/// Joins segments so that there are few, and each byte is rewritten rarely.
///
/// Segments fall into levels by size, each four times the one below. When four segments of one
/// level stand together, with smaller ones among them, they become one, the oldest first; a
/// byte is thus rewritten about once a level. Source: the log-structured merge of Lucene's
/// `LogByteSizeMergePolicy`; order of documents is kept.
struct MergePolicy: Sendable {
  var factor = 4
  /// Segments of up to this many bytes are all of the lowest level.
  var smallest = 1 << 17
  /// No merge makes a segment of more bytes.
  var largest = 1 << 29

  /// The segments to join next; nil when all is well.
  ///
  /// Shape: `sizes` in bytes, oldest first; `deletedShare` parallel, 0…1.
  func plan(sizes: [Int], deletedShare: [Double]) -> Range<Int>? {
    if let wasteful = deletedShare.firstIndex(where: { $0 > 0.5 }) {
      return wasteful..<wasteful + 1
    }
    let levels = sizes.map(level)
    for level in 0...(levels.max() ?? 0) {
      for start in sizes.indices {
        var (end, bytes, count) = (start, 0, 0)
        while end < sizes.count, levels[end] <= level, bytes + sizes[end] <= largest {
          bytes += sizes[end]
          if levels[end] == level { count += 1 }
          end += 1
          if count == factor { return start..<end }
        }
      }
    }
    return nil
  }

  private func level(_ size: Int) -> Int {
    var (level, bound) = (0, smallest)
    while size > bound {
      bound *= factor
      level += 1
    }
    return level
  }
}
