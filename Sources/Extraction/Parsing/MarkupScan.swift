// MarkupScan.swift — a pass over the markup before libxml2 sees it: takes out what it trips on.

/// Prepares decoded markup for the parser.
///
/// - `</body>` and `</html>` are left out: libxml2 hangs what follows them beside the root.
/// - Attributes past the first 2,000 of a tag are blanked: libxml2 compares each with all.
/// - What stands in scripts and styles is left out, because libxml2 reads it letter by letter;
///   `scripts` says where it stood.
/// - NUL becomes a space.
package struct MarkupScan {
  /// Source: libxml2 2.9.14 takes 0.18 s for 5,000 attributes and 7.7 s for 40,000.
  static let attributeLimit = 2000

  /// What the parser is given.
  package private(set) var bytes: [UInt8] = []
  /// Where the contents of scripts stand in the markup.
  package private(set) var scripts: [Range<Int>] = []
  /// What swallows the rest of the page, if anything does: `a comment is never closed`.
  private(set) var swallowed: String?
  /// How many tags lost attributes.
  private(set) var shortenedTags = 0
  private var hasCommentEnd = true
  /// How far the markup has been copied or left out.
  private var copied = 0

  package init(_ markup: [UInt8]) {
    bytes.reserveCapacity(markup.count)
    scan(markup.span)
    copy(markup.span, upTo: markup.count)
    if bytes.holds(0) {
      for index in bytes.indices where bytes[index] == 0 { bytes[index] = 0x20 }
    }
  }

  private static let rawTextNames: [[UInt8]] = ["script", "style", "textarea", "xmp", "title"]
    .map { Array($0.utf8) }
  private static let closedNames: [[UInt8]] = ["body", "html"].map { Array($0.utf8) }

  private mutating func copy(_ markup: Span<UInt8>, upTo end: Int) {
    guard end > copied else { return }
    let piece = markup.extracting(copied..<end)
    bytes.append(contentsOf: piece)
    copied = end
  }

  private mutating func scan(_ markup: Span<UInt8>) {
    var index = 0
    let count = markup.count
    while index + 1 < count {
      if markup[index] != 0x3C {
        index += 1
        continue
      }
      let next = markup[index + 1]
      if next == 0x21 {
        index = endOfDeclaration(markup, index)
      } else if next == 0x2F {
        index = skipClosingTag(markup, index)
      } else if next.isASCIILetter {
        index = scanTag(markup, index)
      } else {
        index += 1
      }
    }
  }

  /// The place after a comment or declaration.
  ///
  /// A comment that never ends would swallow the page: its opening is left out, so that the
  /// text in it is kept, and the page is marked.
  private mutating func endOfDeclaration(_ markup: Span<UInt8>, _ start: Int) -> Int {
    guard start + 3 < markup.count, markup[start + 2] == 0x2D, markup[start + 3] == 0x2D else {
      var index = start + 2
      while index < markup.count, markup[index] != 0x3E { index += 1 }
      return index
    }
    // `<!-->` is a whole comment.
    var index = start + 2
    while hasCommentEnd, index + 2 < markup.count {
      if markup[index] == 0x2D, markup[index + 1] == 0x2D, markup[index + 2] == 0x3E {
        return index + 3
      }
      index += 1
    }
    hasCommentEnd = false
    if swallowed == nil { swallowed = "a comment that opens at byte \(start) is never closed" }
    copy(markup, upTo: start)
    copied = start + 4
    return start + 4
  }

  private mutating func skipClosingTag(_ markup: Span<UInt8>, _ start: Int) -> Int {
    for name in Self.closedNames where Self.matches(markup, name, at: start + 2) {
      let after = start + 2 + name.count
      guard after >= markup.count || !markup[after].isASCIINamePart else { break }
      copy(markup, upTo: start)
      var index = start
      while index < markup.count, markup[index] != 0x3E { index += 1 }
      copied = min(index + 1, markup.count)
      // Words on both sides of it stay apart.
      bytes.append(0x20)
      return copied
    }
    return start + 2
  }

  /// The place after a tag, and after its content when that is not markup.
  private mutating func scanTag(_ markup: Span<UInt8>, _ start: Int) -> Int {
    let count = markup.count
    var index = start + 1
    while index < count, markup[index].isASCIINamePart { index += 1 }
    let nameEnd = index
    var attributes = 0
    var isBetween = true
    var previous: UInt8 = 0
    while index < count {
      let byte = markup[index]
      if byte == 0x3E { break }
      if byte.isHTMLSpace || byte == 0x2F {
        isBetween = true
      } else if (byte == 0x22 || byte == 0x27) && previous == 0x3D {
        index += 1
        while index < count, markup[index] != byte { index += 1 }
        isBetween = true
        previous = byte
      } else {
        if isBetween, previous != 0x3D, byte != 0x3D {
          attributes += 1
          if attributes == Self.attributeLimit + 1 {
            shortenedTags += 1
            copy(markup, upTo: index)
          }
        }
        isBetween = false
        previous = byte
      }
      index += 1
    }
    if attributes > Self.attributeLimit { copied = min(index, count) }
    guard index < count else { return count }
    for name in Self.rawTextNames
    where nameEnd - start - 1 == name.count && Self.matches(markup, name, at: start + 1) {
      let end = endOfRawText(markup, name, from: index + 1)
      let isScript = name == Self.rawTextNames[0]
      if isScript { scripts.append(index + 1..<end) }
      if isScript || name == Self.rawTextNames[1] {
        copy(markup, upTo: index + 1)
        copied = end
      }
      return end
    }
    return index + 1
  }

  private mutating func endOfRawText(
    _ markup: Span<UInt8>, _ name: [UInt8], from start: Int
  ) -> Int {
    var index = start
    while index + 1 < markup.count {
      if markup[index] == 0x3C, markup[index + 1] == 0x2F,
        Self.matches(markup, name, at: index + 2)
      {
        return index
      }
      index += 1
    }
    if swallowed == nil {
      swallowed = "a <\(String(decoding: name, as: UTF8.self))> is never closed"
    }
    return markup.count
  }

  /// Whether `name`, in lower case, stands at `index` in any case.
  private static func matches(_ markup: Span<UInt8>, _ name: [UInt8], at index: Int) -> Bool {
    guard index + name.count <= markup.count else { return false }
    for offset in name.indices where markup[index + offset].asciiLowercased != name[offset] {
      return false
    }
    return true
  }
}
