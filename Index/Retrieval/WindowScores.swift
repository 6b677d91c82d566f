// WindowScores.swift — the memory in which windows of paragraphs are added up, and what lifts them.
// A fence file: owns raw memory.

/// The memory of a window, used for all segments of a query. Between windows everything in it is
/// zero but the lists of places.
@safe final class WindowScores {
  /// The score of each paragraph of the window.
  let scores: UnsafeMutablePointer<Float>
  /// Where the postings of a sparse window lie, in the order in which they were added up.
  let touched: UnsafeMutablePointer<UInt16>
  /// A bit for each paragraph of a sparse window: whether it may pass the bar.
  private let marks: UnsafeMutablePointer<UInt64>
  /// Where the paragraphs lie that may pass the bar.
  let candidates: UnsafeMutablePointer<UInt16>
  /// Whether each paragraph of the window holds a term: 1 or 0.
  let seen: UnsafeMutablePointer<UInt8>

  init() {
    let size = WindowedDisjunction.windowSize
    unsafe scores = .allocate(capacity: size)
    unsafe scores.initialize(repeating: 0, count: size)
    unsafe touched = .allocate(capacity: size)
    unsafe marks = .allocate(capacity: size / 64)
    unsafe marks.initialize(repeating: 0, count: size / 64)
    unsafe candidates = .allocate(capacity: size)
    unsafe seen = .allocate(capacity: size)
    unsafe seen.initialize(repeating: 0, count: size)
  }

  deinit {
    unsafe scores.deallocate()
    unsafe touched.deallocate()
    unsafe marks.deallocate()
    unsafe candidates.deallocate()
    unsafe seen.deallocate()
  }
}

extension WindowScores {
  /// Writes the touched paragraphs that score more than `least` to `candidates`, in the order in
  /// which they were touched, some several times; returns how many.
  func findTouched(_ touchedCount: Int, above least: Float) -> Int {
    let (scores, touched, candidates) = unsafe (scores, touched, candidates)
    var count = 0
    for index in 0..<touchedCount {
      let slot = unsafe touched[index]
      unsafe candidates[count] = slot
      count &+= unsafe scores[Int(slot)] > least ? 1 : 0
    }
    return count
  }

  /// Puts the first `count` candidates in order, each once; returns how many there are.
  func sortCandidates(_ count: Int) -> Int {
    if count <= 1 { return count }
    return count <= Self.few ? insertInOrder(count) : sortByMarks(count)
  }

  private static let few = 16

  private func insertInOrder(_ count: Int) -> Int {
    let candidates = unsafe candidates
    var kept = 1
    for index in 1..<count {
      let slot = unsafe candidates[index]
      var place = kept
      while place > 0, unsafe candidates[place &- 1] > slot { place &-= 1 }
      if place > 0, unsafe candidates[place &- 1] == slot { continue }
      var last = kept
      while last > place {
        unsafe candidates[last] = candidates[last &- 1]
        last &-= 1
      }
      unsafe candidates[place] = slot
      kept &+= 1
    }
    return kept
  }

  private func sortByMarks(_ count: Int) -> Int {
    let (candidates, marks) = unsafe (candidates, marks)
    for index in 0..<count {
      let slot = unsafe Int(candidates[index])
      unsafe marks[slot &>> 6] |= 1 &<< UInt64(slot & 63)
    }
    var kept = 0
    for index in 0..<WindowedDisjunction.windowSize / 64 {
      var word = unsafe marks[index]
      if word == 0 { continue }
      unsafe marks[index] = 0
      while word != 0 {
        let slot = index &<< 6 &+ word.trailingZeroBitCount
        unsafe candidates[kept] = UInt16(truncatingIfNeeded: slot)
        kept &+= 1
        word &= word &- 1
      }
    }
    return kept
  }

  /// Writes those of the first `size` paragraphs that score more than `least` to `candidates`, in
  /// order; returns how many.
  func findCandidates(in size: Int, above least: Float) -> Int {
    let (scores, candidates) = unsafe (scores, candidates)
    let memory = UnsafeRawPointer(scores)
    let bar = SIMD8<Float>(repeating: least)
    var count = 0
    var slot = 0
    while slot &+ 16 <= size {
      let left = unsafe memory.load(fromByteOffset: 4 &* slot, as: SIMD8<Float>.self) .> bar
      let right = unsafe memory.load(fromByteOffset: 4 &* slot &+ 32, as: SIMD8<Float>.self) .> bar
      if any(left .| right) {
        for place in slot..<slot &+ 16 {
          unsafe candidates[count] = UInt16(truncatingIfNeeded: place)
          count &+= unsafe scores[place] > least ? 1 : 0
        }
      }
      slot &+= 16
    }
    while slot < size {
      unsafe candidates[count] = UInt16(truncatingIfNeeded: slot)
      count &+= unsafe scores[slot] > least ? 1 : 0
      slot += 1
    }
    return count
  }
}

/// What the paragraphs of a document score beside their terms, if they hold any.
struct DocumentBoost {
  var paragraphs: Range<Int>
  var score: Float
}
