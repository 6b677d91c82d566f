// Renumbering.swift — where the units of a segment stand in the one that it is merged into.

/// Units of a segment that stay, moved together.
struct Renumbering: Sendable {
  /// Runs of units that stay.
  let kept: [Range<Int>]
  /// One past the last number in the new segment.
  let end: Int
  private let start: Int
  private let deleted: Bitmap
  /// The new number of each unit; nil when all stay.
  private let numbers: [UInt32]?

  init(_ deleted: Bitmap, from start: Int) {
    self.start = start
    self.deleted = deleted
    if deleted.population == 0 {
      kept = [0..<deleted.count]
      numbers = nil
      end = start + deleted.count
      return
    }
    var kept: [Range<Int>] = []
    var numbers: [UInt32] = []
    var next = start
    for unit in 0..<deleted.count {
      numbers.append(UInt32(next))
      if deleted[unit] { continue }
      next += 1
      if let last = kept.last, last.upperBound == unit {
        kept[kept.count - 1] = last.lowerBound..<unit + 1
      } else {
        kept.append(unit..<unit + 1)
      }
    }
    self.kept = kept
    self.numbers = numbers
    end = next
  }

  func keeps(_ unit: Int) -> Bool { numbers == nil || !deleted[unit] }

  /// Gives the postings from `first` on their new numbers, without those that go.
  func apply(to postings: inout PostingBuffer, from first: Int) {
    guard let numbers else {
      var ids = postings.ids.mutableSpan
      for index in first..<ids.count { ids[index] &+= UInt32(truncatingIfNeeded: start) }
      return
    }
    var slot = first
    for index in first..<postings.ids.count {
      let unit = Int(postings.ids[index])
      if deleted[unit] { continue }
      postings.ids[slot] = numbers[unit]
      postings.frequencies[slot] = postings.frequencies[index]
      slot += 1
    }
    postings.ids.removeLast(postings.ids.count - slot)
    postings.frequencies.removeLast(postings.frequencies.count - slot)
  }
}
