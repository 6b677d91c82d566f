// WindowScores.swift — the memory in which windows of paragraphs are added up, and what lifts them.
// A fence file: owns raw memory.

/// The memory of a window, for all segments of a query; scores and marks are zero between windows.
@safe final class WindowScores {
  /// The score of each paragraph of the window.
  let scores: UnsafeMutablePointer<Float>
  /// Where the postings of a sparse window lie, in the order in which they were added up.
  let touched: UnsafeMutablePointer<UInt16>
  /// A bit for each paragraph of a sparse window: whether it may pass the bar.
  let marks: UnsafeMutablePointer<UInt64>

  init() {
    let size = WindowedDisjunction.windowSize
    unsafe scores = .allocate(capacity: size)
    unsafe scores.initialize(repeating: 0, count: size)
    unsafe touched = .allocate(capacity: size)
    unsafe marks = .allocate(capacity: size / 64)
    unsafe marks.initialize(repeating: 0, count: size / 64)
  }

  deinit {
    unsafe scores.deallocate()
    unsafe touched.deallocate()
    unsafe marks.deallocate()
  }
}

/// What the paragraphs of a document score beside their terms, if they hold any.
struct DocumentBoost {
  var paragraphs: Range<Int>
  var score: Float
}
