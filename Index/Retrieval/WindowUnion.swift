// WindowUnion.swift — how many paragraphs of a window hold any of some terms.
// A fence file: marks paragraphs in raw memory.

/// Counts the union of posting lists, window by window: a byte for each paragraph is set by every
/// posting. Where postings are few, those that set a new one are counted; where they are many, the
/// bytes are added up in the end. Frequencies and scores are not looked at.
struct WindowUnion {
  /// A window with more postings than this has its bytes added up.
  private static let few = 1 << 10

  private var cursors: [PostingCursor]
  private let memory: WindowScores
  /// Whether those that set a new byte are counted.
  private(set) var countsNew = false
  private var new = 0

  init(_ lists: [PostingList], _ memory: WindowScores) {
    cursors = lists.map(PostingCursor.init)
    self.memory = memory
  }

  /// Begins a window, behind those before.
  ///
  /// - Parameter expected: postings in it, about.
  mutating func begin(expected: Int) {
    countsNew = expected <= Self.few
    new = 0
  }

  /// Takes note of paragraphs that `WindowScores.mark` found new.
  mutating func add(_ new: Int) { self.new &+= new }

  /// Marks what the lists hold that are not marked already, and ends the window.
  ///
  /// - Parameter window: `WindowedDisjunction.windowSize` paragraphs at most.
  /// - Returns: how many paragraphs were marked.
  mutating func finish(_ window: Range<Int>, marked: [Bool]) throws(SegmentError) -> Int {
    let (first, end) = (ParagraphID(window.lowerBound), ParagraphID(window.upperBound))
    let (memory, countsNew) = (memory, countsNew)
    var new = new
    for index in cursors.indices where !marked[index] {
      if try cursors[index].advance(to: first) >= end { continue }
      repeat {
        unsafe cursors[index].takeIDs(below: end) { ids, count in
          unsafe new &+= memory.mark(ids, count, from: window.lowerBound, countsNew: countsNew)
        }
      } while try cursors[index].continuesBelow(end)
    }
    if !countsNew { return memory.takeSeen(in: window.count) }
    unsafe memory.seen.update(repeating: 0, count: window.count)
    return new
  }
}

extension WindowScores {
  private static let atOnce = 8

  /// Marks paragraphs of the window that begins at `first` as seen; returns how many were not
  /// before, 0 where that is not wanted.
  @unsafe @inline(__always)
  func mark(
    _ ids: UnsafePointer<UInt32>, _ count: Int, from first: Int, countsNew: Bool
  ) -> Int {
    let seen = unsafe seen - first
    if countsNew {
      var new = count
      for slot in 0..<count {
        let id = unsafe Int(truncatingIfNeeded: ids[slot])
        new &-= unsafe Int(truncatingIfNeeded: seen[id])
        unsafe seen[id] = 1
      }
      return new
    }
    var slot = 0
    while slot &+ Self.atOnce <= count {
      // Compiled without a loop.
      for place in slot..<slot &+ Self.atOnce {
        unsafe seen[Int(truncatingIfNeeded: ids[place])] = 1
      }
      slot &+= Self.atOnce
    }
    while slot < count {
      unsafe seen[Int(truncatingIfNeeded: ids[slot])] = 1
      slot &+= 1
    }
    return 0
  }

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
