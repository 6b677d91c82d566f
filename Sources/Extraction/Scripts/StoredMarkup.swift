// StoredMarkup.swift — a text that a page keeps where nobody sees it, until a script puts it in.

/// `<textarea style="display:none">&lt;p&gt;…</textarea>`, `<input type="hidden"
/// value="&lt;p&gt;…">`, `<script type="text/html"><p>…</script>` and their like.
enum StoredMarkup {
  private static let input = Array("input".utf8)
  private static let script = Array("script".utf8)
  private static let names =
    [input, script] + ["textarea", "template", "noscript"].map { Array($0.utf8) }

  /// Chinese characters of the shortest text that counts; of one without a tag, which may be a
  /// summary or a note beside a form.
  private static let leastText = 60
  private static let leastPlain = 100

  private static let comment = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)

  /// The page with the longest of such texts in the place of what holds it; nil where it has none.
  static func shown(in markup: [UInt8]) -> [UInt8]? {
    guard let found = longest(in: markup) else { return nil }
    let isText = !found.body.holds(UInt8(ascii: "<"))
    var page = Array(markup[..<found.place.lowerBound])
    page += Array((isText ? "<div style=\"white-space: pre-line\">" : "<div>").utf8)
    page += found.body
    page += Array("</div>".utf8)
    page += markup[found.place.upperBound...]
    return page
  }

  private static func longest(in markup: [UInt8]) -> (place: Range<Int>, body: [UInt8])? {
    var best: (place: Range<Int>, body: [UInt8])?
    var most = leastText - 1
    // What is never closed holds the rest of the page, and is not looked for again.
    var open = names
    var index = 0
    while let start = markup.span.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = start + 1
      if markup[start...].starts(with: comment) {
        guard let end = markup.firstRange(of: commentEnd, from: start) else { break }
        index = end.upperBound
        continue
      }
      guard let name = open.first(where: { isTag($0, in: markup, at: start + 1) }) else { continue }
      guard let tag = tag(in: markup, from: start + 1 + name.count) else { break }
      // Beside a password stand the terms of a service.
      if tag.isPassword { return nil }
      index = tag.end
      var content = tag.value
      if name != input {
        guard let close = markup.firstRange(ofLowercased: Array("</".utf8) + name, from: tag.end)
        else {
          open.removeAll { $0 == name }
          continue
        }
        let end = markup.span.firstIndex(of: UInt8(ascii: ">"), from: close.upperBound)
        index = (end ?? markup.count - 1) + 1
        if name == script, !tag.isText { continue }
        content = tag.end..<close.lowerBound
      }
      let body = plain(markup[content])
      let worth = worth(of: body)
      let isTagged = body.holds(UInt8(ascii: "<"))
      if worth > most, isTagged || name != input && worth >= leastPlain {
        best = (start..<index, body)
        most = worth
      }
    }
    return best
  }

  // MARK: - Elements

  private static func isTag(_ name: [UInt8], in markup: [UInt8], at index: Int) -> Bool {
    let end = index + name.count
    return end < markup.count && markup[end].endsAttributeName
      && markup.matches(lowercased: name, at: index)
  }

  /// What two attributes of a tag say, and the place after it.
  private struct Tag {
    var value = 0..<0
    /// The type of a script says that it is none.
    var isText = false
    var isPassword = false
    var end = 0
  }

  private static let valueName = Array("value".utf8)
  private static let typeName = Array("type".utf8)

  /// nil for a tag that is never closed.
  private static func tag(in markup: [UInt8], from start: Int) -> Tag? {
    var tag = Tag()
    var index = start
    while index < markup.count, markup[index] != UInt8(ascii: ">") {
      let first = index
      while index < markup.count, !markup[index].endsAttributeName { index += 1 }
      let name = first..<index
      while index < markup.count, markup[index].isHTMLSpace { index += 1 }
      guard index < markup.count, markup[index] == UInt8(ascii: "=") else {
        if index < markup.count, markup[index] == UInt8(ascii: "/") { index += 1 }
        continue
      }
      index += 1
      while index < markup.count, markup[index].isHTMLSpace { index += 1 }
      guard index < markup.count else { return nil }
      var value = index..<index
      let quote = markup[index]
      if quote == 0x22 || quote == 0x27 {
        guard let end = markup.span.firstIndex(of: quote, from: index + 1) else { return nil }
        value = (index + 1)..<end
        index = end + 1
      } else {
        while index < markup.count, !markup[index].isHTMLSpace,
          markup[index] != UInt8(ascii: ">")
        {
          index += 1
        }
        value = value.lowerBound..<index
      }
      if name.count == valueName.count, markup.matches(lowercased: valueName, at: first) {
        tag.value = value
      } else if name.count == typeName.count, markup.matches(lowercased: typeName, at: first) {
        let type = String(decoding: markup[value], as: UTF8.self).lowercased()
        tag.isText = type.hasPrefix("text/") && !type.hasSuffix("script")
        tag.isPassword = type == "password"
      }
    }
    tag.end = index + 1
    return index < markup.count ? tag : nil
  }

  // MARK: - Texts

  /// References to the signs of markup, `&amp;` last: it may be part of another one.
  private static let references = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#34;", "\""),
    ("&#60;", "<"), ("&#62;", ">"), ("&amp;", "&"),
  ].map { (name: Array($0.utf8), sign: Array($1.utf8)) }

  /// A text with its tags as tags. One that has tags already is left as it is.
  private static func plain(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var text = Array(content)
    if text.holds(UInt8(ascii: "<")) { return text }
    for (name, sign) in references { text = replacing(name, by: sign, in: text) }
    return text
  }

  private static func replacing(
    _ name: [UInt8], by sign: [UInt8], in text: [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let found = text.firstRange(of: name, from: start) {
      result += text[start..<found.lowerBound]
      result += sign
      start = found.upperBound
    }
    return start == 0 ? text : result + text[start...]
  }

  /// `{"data":`, `[{"title":`, `{{each list}}`: data and templates for lists.
  private static func isData(_ body: [UInt8]) -> Bool {
    let signs = body.drop { $0.isHTMLSpace }
    guard signs.first == UInt8(ascii: "[") else { return signs.first == UInt8(ascii: "{") }
    return signs.dropFirst().first { !$0.isHTMLSpace } == UInt8(ascii: "{")
  }

  /// Chinese characters outside of tags; 0 where no sentence ends.
  private static func worth(of body: [UInt8]) -> Int {
    guard !isData(body), body.firstRange(of: Array("。".utf8)) != nil else { return 0 }
    var count = 0
    var isTag = false
    for byte in body {
      if byte == UInt8(ascii: "<") {
        isTag = true
      } else if byte == UInt8(ascii: ">") {
        isTag = false
      } else if !isTag, (0xE4...0xE9).contains(byte) {
        count += 1
      }
    }
    return count
  }
}
