// WindowUnion.swift — how many paragraphs of a window hold any of some terms.
// A fence file: marks paragraphs in raw memory.

/// Counts the union of posting lists, window by window: a byte for each paragraph is set by every
/// posting, then the bytes are added up. Frequencies and scores are not looked at.
struct WindowUnion {
  private var cursors: [PostingCursor]
  private let memory: WindowScores

  init(_ lists: [PostingList], _ memory: WindowScores) {
    cursors = lists.map(PostingCursor.init)
    self.memory = memory
  }

  /// - Parameter window: behind those that were asked for before, `WindowedDisjunction.windowSize`
  ///   paragraphs at most.
  mutating func count(in window: Range<Int>) throws(SegmentError) -> Int {
    let (first, end) = (ParagraphID(window.lowerBound), ParagraphID(window.upperBound))
    let seen = unsafe memory.seen - window.lowerBound
    for index in cursors.indices {
      if try cursors[index].advance(to: first) >= end { continue }
      repeat {
        unsafe cursors[index].takeIDs(below: end) { ids, count in
          var slot = 0
          while slot &+ 4 <= count {
            unsafe seen[Int(truncatingIfNeeded: ids[slot])] = 1
            unsafe seen[Int(truncatingIfNeeded: ids[slot &+ 1])] = 1
            unsafe seen[Int(truncatingIfNeeded: ids[slot &+ 2])] = 1
            unsafe seen[Int(truncatingIfNeeded: ids[slot &+ 3])] = 1
            slot &+= 4
          }
          while slot < count {
            unsafe seen[Int(truncatingIfNeeded: ids[slot])] = 1
            slot &+= 1
          }
        }
      } while try cursors[index].continuesBelow(end)
    }
    return memory.takeSeen(in: window.count)
  }
}

extension WindowScores {
  /// How many of the first `size` paragraphs were seen; none is any more.
  fileprivate func takeSeen(in size: Int) -> Int {
    let memory = unsafe UnsafeMutableRawPointer(seen)
    var total = 0
    var start = 0
    // The memory of a whole window is there, whatever its size.
    while start < size {
      var sums = SIMD16<UInt8>.zero
      // A byte counts up to 255.
      let end = min(size, start &+ 64 * 63)
      while start < end {
        for part in 0..<4 {
          let offset = start &+ 16 &* part
          sums = unsafe sums &+ memory.load(fromByteOffset: offset, as: SIMD16<UInt8>.self)
          unsafe memory.storeBytes(of: .zero, toByteOffset: offset, as: SIMD16<UInt8>.self)
        }
        start &+= 64
      }
      let pairs =
        SIMD8<UInt16>(truncatingIfNeeded: sums.evenHalf) &+ .init(truncatingIfNeeded: sums.oddHalf)
      total &+= Int(pairs.wrappedSum())
    }
    return total
  }
}
