// HidingStyle.swift — whether a `style` attribute hides its element.

/// Not shown, or moved off the screen.
enum HidingStyle {
  private static let styles = ["display:none", "left:-999", "top:-999", "text-indent:-999"]
    .map { Array($0.utf8) }

  static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    guard mayHide(style.span) else { return false }
    let folded = style.filter { !$0.isHTMLSpace }.map(\.asciiLowercased)
    return styles.contains { folded.firstRange(of: $0) != nil }
  }

  /// A quick look: every hiding style ends in `none` or `999`.
  static func mayHide(_ style: Span<UInt8>) -> Bool {
    guard style.count >= 11 else { return false }
    for index in 2..<style.count {
      let byte = style[index].asciiLowercased
      if byte == UInt8(ascii: "9"), style[index - 1] == byte, style[index - 2] == byte {
        return true
      }
      if byte == UInt8(ascii: "e"), style[index - 1].asciiLowercased == UInt8(ascii: "n"),
        style[index - 2].asciiLowercased == UInt8(ascii: "o")
      {
        return true
      }
    }
    return false
  }
}
