// Sections.swift — a heading and what stands below it.

extension SegmentReader {
  /// The heading and the paragraphs below it, up to the next heading of its level or above.
  ///
  /// - Parameter range: the paragraphs of its document.
  package func section(of heading: Int, in range: Range<Int>) throws(SegmentError) -> Range<Int> {
    let level = try level(of: heading)
    var end = heading + 1
    while level > 0, end < range.upperBound {
      let below = try self.level(of: end)
      if below > 0 && below <= level { break }
      end += 1
    }
    return heading..<end
  }
}
