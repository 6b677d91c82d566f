// TerminalRenderer+Highlights.swift — a text in full, with marks in it.

extension TerminalRenderer {
  /// The text with colour where the ranges of Unicode scalars are; without colour as it is.
  func highlighted(_ text: String, _ ranges: [Range<Int>]) -> String {
    guard style.isColored, !ranges.isEmpty else { return SafeText.visible(text) }
    let scalars = Array(text.unicodeScalars)
    func part(_ range: Range<Int>) -> String {
      SafeText.visible(String(String.UnicodeScalarView(scalars[range])))
    }
    var marked = ""
    var end = 0
    for range in ranges {
      marked += part(end..<range.lowerBound) + style.hitStart + part(range) + style.hitEnd
      end = range.upperBound
    }
    return marked + part(end..<scalars.count)
  }
}
