// MarkupScan.swift — a pass over the markup before libxml2 sees it: takes out what it trips on.

/// Prepares decoded markup for the parser, in place and without changing its length.
///
/// - `</body>` and `</html>` are blanked: libxml2 hangs what follows them beside the root.
/// - Attributes past the first 2,000 of a tag are blanked: libxml2 compares each with all.
/// - NUL becomes a space.
///
/// Comments, scripts and styles are left alone.
package struct MarkupScan {
  /// Source: libxml2 2.9.14 takes 0.18 s for 5,000 attributes and 7.7 s for 40,000.
  static let attributeLimit = 2000

  package private(set) var bytes: [UInt8]
  /// What swallows the rest of the page, if anything does: `a comment is never closed`.
  private(set) var swallowed: String?
  private var hasCommentEnd = true
  /// How many tags lost attributes.
  private(set) var shortenedTags = 0

  package init(_ markup: [UInt8]) {
    bytes = markup
    if bytes.contains(0) {
      for index in bytes.indices where bytes[index] == 0 { bytes[index] = 0x20 }
    }
    scan()
  }

  private static let rawTextNames: [[UInt8]] = ["script", "style", "textarea", "xmp", "title"]
    .map { Array($0.utf8) }
  private static let closedNames: [[UInt8]] = ["body", "html"].map { Array($0.utf8) }

  private mutating func scan() {
    var index = 0
    let count = bytes.count
    while index + 1 < count {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      let next = bytes[index + 1]
      if next == 0x21 {
        index = endOfDeclaration(index)
      } else if next == 0x2F {
        index = blankClosingTag(index)
      } else if next.isASCIILetter {
        index = scanTag(index)
      } else {
        index += 1
      }
    }
  }

  /// The place after a comment or declaration.
  ///
  /// A comment that never ends would swallow the page: its opening is blanked, so that the
  /// text in it is kept, and the page is marked.
  private mutating func endOfDeclaration(_ start: Int) -> Int {
    guard start + 3 < bytes.count, bytes[start + 2] == 0x2D, bytes[start + 3] == 0x2D else {
      var index = start + 2
      while index < bytes.count, bytes[index] != 0x3E { index += 1 }
      return index
    }
    // `<!-->` is a whole comment.
    var index = start + 2
    while hasCommentEnd, index + 2 < bytes.count {
      if bytes[index] == 0x2D, bytes[index + 1] == 0x2D, bytes[index + 2] == 0x3E {
        return index + 3
      }
      index += 1
    }
    hasCommentEnd = false
    if swallowed == nil { swallowed = "a comment that opens at byte \(start) is never closed" }
    for place in start..<(start + 4) { bytes[place] = 0x20 }
    return start + 4
  }

  private mutating func blankClosingTag(_ start: Int) -> Int {
    for name in Self.closedNames where bytes.matches(lowercased: name, at: start + 2) {
      let after = start + 2 + name.count
      guard after >= bytes.count || !bytes[after].isASCIINamePart else { break }
      var index = start
      while index < bytes.count, bytes[index] != 0x3E {
        bytes[index] = 0x20
        index += 1
      }
      if index < bytes.count { bytes[index] = 0x20 }
      return index
    }
    return start + 2
  }

  /// The place after a tag, and after its content when that is not markup.
  private mutating func scanTag(_ start: Int) -> Int {
    let count = bytes.count
    var index = start + 1
    while index < count, bytes[index].isASCIINamePart { index += 1 }
    let nameEnd = index
    var attributes = 0
    var isBetween = true
    var previous: UInt8 = 0
    while index < count {
      let byte = bytes[index]
      if byte == 0x3E { break }
      if byte.isHTMLSpace || byte == 0x2F {
        isBetween = true
      } else if (byte == 0x22 || byte == 0x27) && previous == 0x3D {
        var close = index + 1
        while close < count, bytes[close] != byte { close += 1 }
        if attributes > Self.attributeLimit { blank(index...min(close, count - 1)) }
        index = close
        isBetween = true
        previous = byte
      } else {
        if isBetween, previous != 0x3D, byte != 0x3D {
          attributes += 1
          if attributes == Self.attributeLimit + 1 { shortenedTags += 1 }
        }
        isBetween = false
        previous = byte
        if attributes > Self.attributeLimit { bytes[index] = 0x20 }
      }
      index += 1
    }
    guard index < count else { return count }
    for name in Self.rawTextNames
    where nameEnd - start - 1 == name.count && bytes.matches(lowercased: name, at: start + 1) {
      return endOfRawText(name, from: index + 1)
    }
    return index + 1
  }

  private mutating func blank(_ range: ClosedRange<Int>) {
    for index in range { bytes[index] = 0x20 }
  }

  private mutating func endOfRawText(_ name: [UInt8], from start: Int) -> Int {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == 0x3C, bytes[index + 1] == 0x2F,
        bytes.matches(lowercased: name, at: index + 2)
      {
        return index
      }
      index += 1
    }
    if swallowed == nil {
      swallowed = "a <\(String(decoding: name, as: UTF8.self))> is never closed"
    }
    return bytes.count
  }
}
