// FrameSources.swift — the markup of a page → the frames it shows: addresses, or their own markup.

/// What `<frame src=…>` and `<iframe src=…>` name and `<iframe srcdoc=…>` holds, found without a
/// parse.
package enum FrameSources {
  private static let names = ["frame", "FRAME", "Frame"].map { Array($0.utf8) }
  private static let longestTag = 2048
  private static let most = 64

  /// A tag and what it shows.
  package struct Frame: Sendable {
    package let tag: Range<Int>
    /// The address, as written but for `&amp;`; empty where there is none.
    package let source: String
    /// The page itself, which comes before any address. Source: HTML, 4.8.5.
    package let markup: [UInt8]?
  }

  /// In their order; what stands in comments shows nothing.
  package static func find(in markup: [UInt8]) -> [Frame] {
    var found: [Frame] = []
    // Most pages have no frames, and need not be looked through for comments.
    var comments: [Range<Int>]?
    for name in names {
      var (start, behind) = (0, 0)
      while found.count < most, let name = markup.firstRange(of: name, from: start) {
        start = name.upperBound
        let before = markup[..<name.lowerBound].suffix(2)
        guard
          before.last == UInt8(ascii: "<")
            || before.first == UInt8(ascii: "<")
              && before.last?.asciiLowercased == UInt8(ascii: "i")
        else { continue }
        let known = comments ?? self.comments(in: markup)
        comments = known
        while behind < known.count, known[behind].upperBound <= name.lowerBound { behind += 1 }
        if behind < known.count, known[behind].contains(name.lowerBound) {
          start = known[behind].upperBound
          continue
        }
        let open = markup[..<start].lastIndex(of: UInt8(ascii: "<")) ?? start
        let tag = attributes(markup, from: start)
        // What a page holds within another is not looked through for frames of the outer one.
        start = tag.end
        if tag.markup != nil || !tag.source.isEmpty {
          found.append(Frame(tag: open..<tag.end, source: tag.source, markup: tag.markup))
        }
      }
    }
    return found.sorted { $0.tag.lowerBound < $1.tag.lowerBound }
  }

  /// Whether a frame of the page holds its own markup, as programs write it that save a page with
  /// all that it shows in one file.
  static func holdsMarkup(_ page: [UInt8]) -> Bool {
    page.firstRange(of: inner + [UInt8(ascii: "=")], from: 0) != nil
      && find(in: page).contains { $0.markup != nil }
  }

  /// One that is never closed is taken for none.
  private static func comments(in markup: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while let open = markup.firstRange(of: tagStart, from: start)?.lowerBound {
      start = open + 1
      if markup.matches(lowercased: commentStart, at: open) {
        guard let end = commentEnd(in: markup, from: open + 2) else { break }
        found.append(open..<end)
        start = end
      } else if let close = texts.first(where: { markup.matches(lowercased: $0.open, at: open) })?
        .close
      {
        // `<!--` in a script that `</script>` ends is no comment of the page.
        guard let end = markup.firstRange(ofLowercased: close, from: start) else { break }
        start = end.upperBound
      }
    }
    return found
  }

  /// `<!-->` and `<!--->` are whole ones, `--!>` is an end, too.
  /// Source: HTML, 13.2.5.43–52.
  ///
  /// - Parameter first: behind the `<!`.
  private static func commentEnd(in markup: [UInt8], from first: Int) -> Int? {
    var start = first
    while let dashes = markup.firstRange(of: dashes, from: start) {
      let rest = markup[dashes.upperBound...]
      if rest.first == UInt8(ascii: ">") { return dashes.upperBound + 1 }
      if dashes.lowerBound >= first + 2, rest.starts(with: "!>".utf8) {
        return dashes.upperBound + 2
      }
      start = dashes.lowerBound + 1
    }
    return nil
  }

  private static let tagStart = Array("<".utf8)
  private static let commentStart = Array("<!--".utf8)
  private static let dashes = Array("--".utf8)
  /// What holds text and no markup.
  private static let texts = ["script", "style"].map {
    (open: Array("<\($0)".utf8), close: Array("</\($0)".utf8))
  }
  private static let address = Array("src".utf8)
  private static let inner = Array("srcdoc".utf8)

  /// The attributes that say what is shown, and where the tag ends.
  ///
  /// Source: HTML, 13.1.2.3 (attributes). A value is no longer than a tag can be, unless it is a
  /// page.
  private static func attributes(
    _ page: [UInt8], from start: Int
  ) -> (source: String, markup: [UInt8]?, end: Int) {
    var tag: (source: String, markup: [UInt8]?, end: Int) = ("", nil, start)
    var left = longestTag
    while tag.end < page.count, left > 0 {
      let name = page[tag.end...].prefix(left).prefix { !isNameEnd($0) }
      left = max(0, left - name.count - 1)
      guard !name.isEmpty else {
        tag.end += 1
        if page[tag.end - 1] == UInt8(ascii: ">") { return tag }
        continue
      }
      tag.end = name.endIndex
      var value = page[tag.end...].prefix(left).drop { $0 <= 0x20 }
      guard value.first == UInt8(ascii: "=") else { continue }
      let isPage = name.elementsEqual(inner) { $0.asciiLowercased == $1 }
      value = page[(value.startIndex + 1)...].prefix(isPage ? page.count : left)
        .drop { $0 <= 0x20 }
      if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = value.dropFirst().prefix { $0 != quote }
        tag.end = min(value.endIndex + 1, page.count)
      } else {
        value = value.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
        tag.end = value.endIndex
      }
      if isPage {
        tag.markup = tag.markup ?? unescaped(value)
      } else {
        left -= value.count
        if tag.source.isEmpty, name.elementsEqual(address, by: { $0.asciiLowercased == $1 }) {
          tag.source = String(decoding: value, as: UTF8.self).split(separator: "&amp;")
            .joined(separator: "&")
        }
      }
    }
    return tag
  }

  private static func isNameEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "/")
  }

  /// The characters that cannot stand in a quoted value, and those that need not, as programs
  /// write them.
  private static let references = [
    ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"),
    ("&gt;", ">"), ("&amp;", "&"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func unescaped(_ value: ArraySlice<UInt8>) -> [UInt8] {
    var markup: [UInt8] = []
    markup.reserveCapacity(value.count)
    var index = value.startIndex
    while index < value.endIndex {
      if value[index] == UInt8(ascii: "&"),
        let (mark, meaning) = references.first(where: { value[index...].starts(with: $0.0) })
      {
        markup += meaning
        index += mark.count
      } else {
        markup.append(value[index])
        index += 1
      }
    }
    return markup
  }
}
