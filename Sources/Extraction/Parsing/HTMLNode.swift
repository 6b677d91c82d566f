// HTMLNode.swift — what one node of a parsed page is, and what its tag means for the text.

/// The elements that matter to extraction; every other is `unknown`.
enum HTMLTag: UInt8, CaseIterable, Sendable {
  case text, comment, unknown
  case html, head, body, title, meta, link, base, script, style, noscript, template
  case div, p, br, hr, h1, h2, h3, h4, h5, h6
  case ul, ol, li, dl, dt, dd
  case table, caption, thead, tbody, tfoot, tr, td, th, col, colgroup
  case a, span, b, strong, i, em, u, s, font, sup, sub, small, big, label, img
  case section, article, main, header, footer, nav, aside, figure, figcaption, details, summary
  case address, blockquote, pre, center, fieldset, legend, hgroup
  case form, input, select, option, button, textarea, iframe, frame, object, embed, svg, canvas
  case video, audio, map, marquee, dialog
  case ucapcontent, ucaptitle, foundercontent, foundertitle
  /// What word processors say to themselves.
  case xml

  var name: String { Self.names[Int(rawValue)] }

  private static let names = allCases.map { tag in
    switch tag {
    case .foundercontent: "founder-content"
    case .foundertitle: "founder-title"
    default: String(describing: tag)
    }
  }

  /// Starts and ends a line of text.
  var isBlock: Bool {
    switch self {
    case .div, .p, .hr, .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .li, .dl, .dt, .dd, .table,
      .caption, .thead, .tbody, .tfoot, .tr, .td, .th, .section, .article, .main, .header, .footer,
      .nav, .aside, .figure, .figcaption, .details, .summary, .address, .blockquote, .pre, .center,
      .fieldset, .legend, .hgroup, .form, .html, .body, .ucapcontent, .ucaptitle, .foundercontent,
      .foundertitle, .marquee, .dialog:
      true
    default: false
    }
  }

  /// Holds nothing that a reader sees as running text.
  var isInvisible: Bool {
    switch self {
    case .head, .script, .style, .noscript, .template, .select, .option, .button, .textarea,
      .iframe, .object, .embed, .svg, .canvas, .video, .audio, .map, .input, .comment, .title,
      .meta, .link, .base, .xml:
      true
    default: false
    }
  }

  /// May hold a whole main content (正文区域), not just one paragraph.
  var isContainer: Bool {
    switch self {
    case .div, .td, .th, .section, .article, .main, .body, .ucapcontent, .foundercontent, .table,
      .tbody, .tr, .center, .form, .fieldset, .dd, .dl, .ul, .ol, .li, .figure, .blockquote, .pre,
      .dialog:
      true
    default: false
    }
  }

  var headingLevel: Int {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5, .h6: 5
    default: 0
    }
  }
}

/// The attributes that are kept.
enum HTMLAttribute: UInt8, CaseIterable, Sendable {
  case id, `class`, style, name, content, property, href, src, rel, hidden, title, open
  case httpEquiv
  /// Declarative shadow DOM, and how browsers and SingleFile save it.
  case shadowrootmode, shadowroot, shadowmode

  var attributeName: String {
    self == .httpEquiv ? "http-equiv" : String(describing: self)
  }
}

extension HTMLAttribute {
  /// Names by up to eight of their letters and their length.
  private static let keys: [UInt64] = allCases.map { key(Array($0.attributeName.utf8).span) }

  private static func key(_ name: Span<UInt8>) -> UInt64 {
    var key = UInt64(name.count) &<< 56
    for index in 0..<min(name.count, 8) {
      key ^= UInt64(name[index].asciiLowercased) &<< UInt64(index * 8)
    }
    return key
  }

  static func named(_ name: Span<UInt8>) -> HTMLAttribute? {
    guard name.count <= 14 else { return nil }
    let wanted = key(name)
    for index in keys.indices where keys[index] == wanted {
      return HTMLAttribute(rawValue: UInt8(index))
    }
    return nil
  }
}

/// One node: 20 bytes, in document order, so a subtree is the range from it to `end`.
struct HTMLNode: Sendable {
  var tag: HTMLTag
  /// Index of the element around it; its own for the root.
  var parent: UInt32
  /// Index after its last descendant.
  var end: UInt32
  /// Text and comments: first byte in the arena. Elements: first kept attribute.
  var start: UInt32
  /// Text and comments: bytes. Elements: kept attributes.
  var length: UInt32
}
