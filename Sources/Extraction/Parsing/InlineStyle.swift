// InlineStyle.swift — what a `style` attribute says of the text in its element.

/// Not shown, or moved off the screen; or shown with the line breaks of the source.
enum InlineStyle {
  private static let styles = ["display:none", "left:-999", "top:-999", "text-indent:-999"]
    .map { Array($0.utf8) }
  private static let unseenStyle = Array("visibility:hidden".utf8)
  /// Beside it they show that a script makes the element appear.
  private static let fadings = ["animation", "opacity"].map { Array($0.utf8) }
  private static let breakStyle = Array("white-space:pre".utf8)
  private static let blockStyle = Array("display:block".utf8)

  static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    guard mayMatter(style.span) else { return false }
    let folded = folded(style)
    return styles.contains { folded.firstRange(of: $0) != nil }
  }

  /// `visibility: hidden`, which keeps the place of what it hides.
  static func isUnseen(_ style: ArraySlice<UInt8>) -> Bool {
    guard mayMatter(style.span) else { return false }
    let folded = folded(style)
    return folded.firstRange(of: unseenStyle) != nil
      && !fadings.contains { folded.firstRange(of: $0) != nil }
  }

  /// `white-space: pre`, `pre-line`, `pre-wrap`
  static func keepsBreaks(_ style: ArraySlice<UInt8>) -> Bool {
    mayMatter(style.span) && folded(style).firstRange(of: breakStyle) != nil
  }

  /// `display: block`: an inline element on a line of its own.
  static func isBlock(_ style: ArraySlice<UInt8>) -> Bool {
    mayMatter(style.span) && folded(style).firstRange(of: blockStyle) != nil
  }

  private static func folded(_ style: ArraySlice<UInt8>) -> [UInt8] {
    style.filter { !$0.isHTMLSpace }.map(\.asciiLowercased)
  }

  /// A quick look: every style of these holds `none`, `999`, `pre`, `hidden` or `block`.
  static func mayMatter(_ style: Span<UInt8>) -> Bool {
    guard style.count >= 11 else { return false }
    for index in 2..<style.count {
      let byte = style[index].asciiLowercased
      if byte == UInt8(ascii: "9"), style[index - 1] == byte, style[index - 2] == byte {
        return true
      }
      if byte == UInt8(ascii: "k"), style[index - 1].asciiLowercased == UInt8(ascii: "c"),
        style[index - 2].asciiLowercased == UInt8(ascii: "o"), isOfDisplay(style, before: index - 4)
      {
        return true
      }
      guard byte == UInt8(ascii: "e") else { continue }
      let pair = (style[index - 2].asciiLowercased, style[index - 1].asciiLowercased)
      if pair == (UInt8(ascii: "o"), UInt8(ascii: "n"))
        || pair == (UInt8(ascii: "p"), UInt8(ascii: "r"))
      {
        return true
      }
      if pair == (UInt8(ascii: "d"), UInt8(ascii: "d")), isOfVisibility(style, before: index - 4) {
        return true
      }
    }
    return false
  }

  /// `display: block`, and not `inline-block`.
  private static func isOfDisplay(_ style: Span<UInt8>, before value: Int) -> Bool {
    value > 0 && (style[value - 1].isHTMLSpace || style[value - 1] == UInt8(ascii: ":"))
  }

  /// `overflow: hidden` is on all kinds of elements.
  private static func isOfVisibility(_ style: Span<UInt8>, before value: Int) -> Bool {
    var index = value - 1
    while index > 0, style[index].isHTMLSpace || style[index] == UInt8(ascii: ":") { index -= 1 }
    return index > 0 && style[index].asciiLowercased == UInt8(ascii: "y")
  }
}
