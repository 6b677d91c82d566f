// Sections.swift — a heading and what stands below it.

extension SegmentReader {
  /// The heading and the paragraphs below it, up to the next heading of its level or above.
  ///
  /// - Parameter range: the paragraphs of its document.
  package func section(of heading: Int, in range: Range<Int>) throws(SegmentError) -> Range<Int> {
    try levels(of: range).section(of: heading, in: range)
  }
}

extension Column<UInt8> {
  /// The same in the levels of paragraphs.
  func section(of heading: Int, in range: Range<Int>) -> Range<Int> {
    let level = self[heading]
    var end = heading + 1
    while level > 0, end < range.upperBound, self[end] == 0 || self[end] > level { end += 1 }
    return heading..<end
  }
}
