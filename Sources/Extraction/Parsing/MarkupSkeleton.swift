// MarkupSkeleton.swift — a page's markup → its tags alone, for libxml2, and where the rest stands.

/// The tags of a page, its texts and attributes cut out and numbered.
///
/// libxml2 decides which element holds what; it would also read every text and every attribute
/// letter by letter, 60 instructions each. So it is given a *mark* where a text stood, and in the
/// tree the mark stands for the text's place in the markup. References such as `&nbsp;` are left
/// to libxml2, and so are values that hold one.
///
/// Left out altogether:
/// - `</body>` and `</html>`: libxml2 hangs what follows them beside the root;
/// - attributes nobody asks for, however many: libxml2 compares each with all;
/// - scripts, styles, drawings and pictures, for each of which an empty comment stands, so that
///   texts on both sides stay apart; `scripts` says where the scripts stood;
/// - tags beyond the first 400,000 of small pages, whose texts run together;
/// - end tags that libxml2 would search too long for, in pages that nest without end (`OpenTags`);
/// - declarations, processing instructions and their like.
package struct MarkupSkeleton {
  /// A number between two of these is a mark; the markup itself is rid of them.
  static let markByte: UInt8 = 0x7F
  /// What the one attribute begins with whose name is the mark of a tag's attributes: `_12`.
  static let markName = UInt8(ascii: "_")
  /// Texts shorter than this are left where they are: a mark is no shorter.
  private static let shortestText = 10
  /// In bytes; references in longer values are left as they stand.
  private static let longestValue = 1 << 16
  /// Tags that open an element; each costs some hundred bytes of memory until the page is read.
  private let mostTags: Int

  /// The page, without characters that cannot stand in one.
  package private(set) var markup: [UInt8]
  /// What libxml2 is given.
  package private(set) var bytes: [UInt8] = []
  /// What each mark stands for: bytes of the markup, or attributes.
  private(set) var places: [(start: UInt32, length: UInt32)] = []
  private(set) var attributes: [HTMLTree.Attribute] = []
  /// How many tags open an element.
  private(set) var tags = 0
  /// Where the contents of scripts stand in the markup.
  package private(set) var scripts: [Range<Int>] = []
  /// What swallows the rest of the page, if anything does: `a comment is never closed`.
  private(set) var swallowed: String?
  private var hasCommentEnd = true
  private var hasDrawingEnd = true
  /// nil in pages with few tags.
  private var openTags: OpenTags?

  package init(_ text: [UInt8]) {
    markup = text
    mostTags = max(400_000, text.count / 40)
    if markup.holds(0) || markup.holds(Self.markByte) {
      for index in markup.indices where markup[index] == 0 || markup[index] == Self.markByte {
        markup[index] = 0x20
      }
    }
    markup.mendControls(from: 0)
    bytes.reserveCapacity(markup.count / 4 + 64)
    places.reserveCapacity(markup.count / 64)
    attributes.reserveCapacity(markup.count / 64)
    let whole = markup
    if whole.span.count(of: UInt8(ascii: "<")) > OpenTags.fewestTags { openTags = OpenTags() }
    scan(whole.span)
  }

  private mutating func scan(_ markup: Span<UInt8>) {
    var index = 0
    while index < markup.count {
      guard Self.opensMarkup(markup, index) else {
        index = skipText(markup, from: index, to: markup.count)
        continue
      }
      let next = markup[index + 1]
      index =
        next == UInt8(ascii: "/")
        ? skipClosingTag(markup, index)
        : next.isASCIILetter ? skipTag(markup, index) : skipDeclaration(markup, index)
    }
  }

  /// Any other `<` is a letter of the text.
  private static func opensMarkup(_ markup: Span<UInt8>, _ index: Int) -> Bool {
    guard markup[index] == UInt8(ascii: "<"), index + 1 < markup.count else { return false }
    let next = markup[index + 1]
    return next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
      || next == UInt8(ascii: "?")
  }

  private mutating func mark(_ start: Int, _ length: Int) {
    bytes.append(Self.markByte)
    number(start, length)
    bytes.append(Self.markByte)
  }

  private mutating func number(_ start: Int, _ length: Int) {
    var unit = 1
    while unit * 10 <= places.count { unit *= 10 }
    while unit > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: places.count / unit % 10))
      unit /= 10
    }
    places.append((UInt32(start), UInt32(length)))
  }

  private mutating func copy(_ markup: Span<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: markup.extracting(range))
  }

  // MARK: - Texts

  /// The place of the next tag, or after all text where tags are none.
  private mutating func skipText(
    _ markup: Span<UInt8>, from start: Int, to limit: Int, isRaw: Bool = false
  ) -> Int {
    let end = isRaw ? limit : Self.endOfText(markup, from: start, to: limit)
    var begin = start
    while let reference = markup.firstIndex(of: UInt8(ascii: "&"), from: begin, to: end) {
      keepText(markup, begin..<reference)
      begin = Self.endOfReference(markup, reference, end)
      copy(markup, reference..<begin)
      if markup[begin - 1] != UInt8(ascii: ";"), Self.mayEndOpen(markup, reference..<begin) {
        bytes.append(UInt8(ascii: ";"))
      }
    }
    keepText(markup, begin..<end)
    return end
  }

  private static func endOfText(_ markup: Span<UInt8>, from start: Int, to limit: Int) -> Int {
    var index = start
    while let next = markup.firstIndex(of: UInt8(ascii: "<"), from: index, to: limit) {
      if opensMarkup(markup, next) { return next }
      index = next + 1
    }
    return limit
  }

  private mutating func keepText(_ markup: Span<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    if range.allSatisfy({ markup[$0] <= 0x20 }) {
      // White space is white space, but a line break between Chinese characters is nothing.
      let hasBreak = range.contains { markup[$0] == 0x0A }
      bytes.append(hasBreak ? 0x0A : 0x20)
    } else if range.count < Self.shortestText, !holdsLessThan(markup, range) {
      copy(markup, range)
    } else {
      mark(range.lowerBound, range.count)
    }
  }

  /// Some that open no tag here open one for libxml2.
  private func holdsLessThan(_ markup: Span<UInt8>, _ range: Range<Int>) -> Bool {
    markup.extracting(range).firstIndex(of: UInt8(ascii: "<"), from: 0) != nil
  }

  // MARK: - Comments and closing tags

  /// The place after a comment or declaration.
  ///
  /// A comment that never ends would swallow the page: its opening is left out, so that the
  /// text in it is kept, and the page is marked.
  private mutating func skipDeclaration(_ markup: Span<UInt8>, _ start: Int) -> Int {
    let isComment =
      start + 3 < markup.count && markup[start + 1] == UInt8(ascii: "!")
      && markup[start + 2] == 0x2D && markup[start + 3] == 0x2D
    guard isComment else {
      return endOfTag(markup, from: start, opened: start)
    }
    // `<!-->` is a whole comment.
    var index = start + 2
    while hasCommentEnd, index + 2 < markup.count {
      if markup[index] == 0x2D, markup[index + 1] == 0x2D, markup[index + 2] == 0x3E {
        if index > start + 4 {
          bytes.append(contentsOf: "<!--".utf8)
          mark(start + 4, index - start - 4)
          bytes.append(contentsOf: "-->".utf8)
        }
        return index + 3
      }
      index += 1
    }
    hasCommentEnd = false
    note("a comment that opens at byte \(start) is never closed")
    return start + 4
  }

  private static let closedNames: [[UInt8]] = ["body", "html"].map { Array($0.utf8) }

  private mutating func skipClosingTag(_ markup: Span<UInt8>, _ start: Int) -> Int {
    var nameEnd = start + 2
    while nameEnd < markup.count, markup[nameEnd].isASCIINamePart { nameEnd += 1 }
    let end = endOfTag(markup, from: nameEnd, opened: start)
    let name = start + 2..<nameEnd
    if name.isEmpty || tags == mostTags
      || Self.closedNames.contains(where: { Self.matches(markup, $0, name) })
    {
      // Words on both sides of it stay apart.
      bytes.append(0x20)
    } else if openTags?.close(markup.extracting(name)) == false {
      bytes.append(0x20)
      note(OpenTags.reason)
    } else {
      copy(markup, start..<nameEnd)
      bytes.append(UInt8(ascii: ">"))
    }
    return end
  }

  /// The place after the next `>`; without one nothing but text in a tag follows.
  private mutating func endOfTag(_ markup: Span<UInt8>, from start: Int, opened: Int) -> Int {
    if let end = markup.firstIndex(of: UInt8(ascii: ">"), from: start) { return end + 1 }
    note("a tag that opens at byte \(opened) is never closed")
    return markup.count
  }

  // MARK: - Tags

  /// The place after a tag, and after its content when that is not markup.
  private mutating func skipTag(_ markup: Span<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    while index < markup.count, markup[index].isASCIINamePart { index += 1 }
    let name = start + 1..<index
    let begin = bytes.count
    copy(markup, start..<index)
    let firstAttribute = attributes.count
    var isClosed = false
    while index < markup.count, markup[index] != UInt8(ascii: ">") {
      let byte = markup[index]
      isClosed = byte == UInt8(ascii: "/")
      if isClosed || byte.isHTMLSpace {
        index += 1
      } else {
        index = skipAttribute(markup, index, since: firstAttribute)
      }
    }
    guard index < markup.count else {
      bytes.removeSubrange(begin...)
      attributes.removeSubrange(firstAttribute...)
      note("a tag that opens at byte \(start) is never closed")
      return markup.count
    }
    if let end = skipWhole(markup, name, from: index + 1) {
      bytes.removeSubrange(begin...)
      attributes.removeSubrange(firstAttribute...)
      bytes.append(contentsOf: "<!---->".utf8)
      return end
    }
    if tags == mostTags {
      bytes.removeSubrange(begin...)
      attributes.removeSubrange(firstAttribute...)
      bytes.append(0x20)
      note("more than \(mostTags) tags; paragraphs behind them ran together")
      return index + 1
    }
    if attributes.count > firstAttribute {
      bytes.append(0x20)
      bytes.append(Self.markName)
      number(firstAttribute, attributes.count - firstAttribute)
    }
    // libxml2 waits for the end of some that never have one.
    if Self.name(markup, name, in: Self.voidNames) != nil { isClosed = true }
    if isClosed {
      bytes.append(0x20)
      bytes.append(UInt8(ascii: "/"))
    }
    bytes.append(UInt8(ascii: ">"))
    tags += 1
    openTags?.open(markup.extracting(name), isClosed: isClosed)
    guard let raw = Self.name(markup, name, in: Self.rawTextNames) else { return index + 1 }
    let end = Self.endOfContent(markup, raw, from: index + 1)
    if end == nil { noteOpen(raw) }
    return skipText(markup, from: index + 1, to: end ?? markup.count, isRaw: true)
  }

  /// The place after an attribute; the first of a name counts.
  private mutating func skipAttribute(
    _ markup: Span<UInt8>, _ start: Int, since first: Int
  ) -> Int {
    var index = start + 1
    while index < markup.count, !markup[index].endsAttributeName { index += 1 }
    let name = HTMLAttribute.named(markup.extracting(start..<index))
    var next = index
    while next < markup.count, markup[next].isHTMLSpace { next += 1 }
    var value = index..<index
    if next < markup.count, markup[next] == UInt8(ascii: "=") {
      next += 1
      while next < markup.count, markup[next].isHTMLSpace { next += 1 }
      (value, index) = Self.value(markup, from: next)
    }
    guard let name, !attributes[first...].contains(where: { $0.name == name }),
      name != .style || InlineStyle.mayMatter(markup.extracting(value))
    else { return index }
    if value.count > Self.longestValue
      || markup.extracting(value).firstIndex(of: UInt8(ascii: "&"), from: 0) == nil
    {
      attributes.append((name, UInt32(value.lowerBound), UInt32(value.count)))
    } else {
      bytes.append(0x20)
      copy(markup, start..<index)
      // For the end of such a value libxml2 would look in all that follows.
      if index == value.upperBound, let quote = Self.openQuote(markup, before: value) {
        bytes.append(quote)
      }
    }
    return index
  }

  private static func openQuote(_ markup: Span<UInt8>, before value: Range<Int>) -> UInt8? {
    let byte = markup[value.lowerBound - 1]
    return byte == 0x22 || byte == 0x27 ? byte : nil
  }

  /// A value without its quotation marks, and the place after it.
  private static func value(_ markup: Span<UInt8>, from start: Int) -> (Range<Int>, Int) {
    guard start < markup.count else { return (start..<start, start) }
    let quote = markup[start]
    if quote == 0x22 || quote == 0x27 {
      if let end = markup.firstIndex(of: quote, from: start + 1) {
        return (start + 1..<end, end + 1)
      }
      // A value that never ends would swallow the page.
      let end = markup.firstIndex(of: UInt8(ascii: ">"), from: start) ?? markup.count
      return (start + 1..<max(end, start + 1), end)
    }
    var index = start
    while index < markup.count, !markup[index].isHTMLSpace, markup[index] != UInt8(ascii: ">") {
      index += 1
    }
    return (start..<index, index)
  }

  private static let voidNames = ["embed", "source", "track", "wbr", "bgsound", "keygen"].map {
    Array($0.utf8)
  }
  private static let wholeNames = ["script", "style", "svg", "img"].map { Array($0.utf8) }
  private static let rawTextNames = ["title", "textarea", "xmp"].map { Array($0.utf8) }

  private static func name(
    _ markup: Span<UInt8>, _ range: Range<Int>, in names: [[UInt8]]
  ) -> [UInt8]? {
    guard range.count >= 3 else { return nil }
    for name in names where matches(markup, name, range) { return name }
    return nil
  }

  /// The place after an element that is left out with all that stands in it; nil for any other.
  private mutating func skipWhole(
    _ markup: Span<UInt8>, _ range: Range<Int>, from start: Int
  ) -> Int? {
    guard let name = Self.name(markup, range, in: Self.wholeNames) else { return nil }
    let isDrawing = name == Self.wholeNames[2]
    if isDrawing && !hasDrawingEnd || name == Self.wholeNames[3] { return start }
    guard let end = Self.endOfContent(markup, name, from: start) else {
      // What follows an open script is script; what follows an open drawing may be text.
      if isDrawing { hasDrawingEnd = false } else { noteOpen(name) }
      return isDrawing ? start : markup.count
    }
    if name == Self.wholeNames[0] { scripts.append(start..<end) }
    return markup.firstIndex(of: UInt8(ascii: ">"), from: end).map { $0 + 1 } ?? markup.count
  }

  /// The place of the closing tag, the first that has the name.
  private static func endOfContent(
    _ markup: Span<UInt8>, _ name: [UInt8], from start: Int
  ) -> Int? {
    var index = start
    while let next = markup.firstIndex(of: UInt8(ascii: "<"), from: index) {
      let place = next + 2..<next + 2 + name.count
      guard place.upperBound <= markup.count else { return nil }
      if markup[next + 1] == UInt8(ascii: "/"), matches(markup, name, place) {
        return next
      }
      index = next + 1
    }
    return nil
  }

  private mutating func noteOpen(_ name: [UInt8]) {
    note("a <\(String(decoding: name, as: UTF8.self))> is never closed")
  }

  private mutating func note(_ reason: String) {
    if swallowed == nil { swallowed = reason }
  }

  /// Whether `name`, in lower case, stands there in any case.
  static func matches(_ markup: Span<UInt8>, _ name: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count == name.count else { return false }
    for offset in name.indices
    where markup[range.lowerBound + offset].asciiLowercased != name[offset] { return false }
    return true
  }
}
