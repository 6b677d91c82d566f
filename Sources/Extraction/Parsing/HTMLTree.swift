// HTMLTree.swift — libxml2's SAX events into a flat node array.
// A fence file: C callbacks and pointers.
import CLibXML2

/// A parsed page: nodes in document order, their texts in one arena.
///
/// Walks over it are loops over indices; nothing recurses, however deep the page nests.
struct HTMLTree: Sendable {
  /// Elements deeper than this are not kept; their text goes to the last one that is.
  static let depthLimit = 512

  private(set) var nodes: [HTMLNode] = []
  /// Texts of text nodes and comments, and values of attributes.
  private(set) var arena: [UInt8] = []
  private(set) var attributes: [(name: HTMLAttribute, start: UInt32, length: UInt32)] = []
  /// Why parsing stopped early, if it did.
  private(set) var stopped: String?

  /// Parses markup that is UTF-8, whatever it declares.
  init(markup: [UInt8]) {
    guard !markup.isEmpty else { return }
    let builder = HTMLTreeBuilder(expectedBytes: markup.count)
    stopped =
      Self.run(markup, into: builder)
      ?? (builder.hasFlattened
        ? "tags nest deeper than \(Self.depthLimit); paragraphs below ran together" : nil)
    builder.finish()
    (nodes, arena, attributes) = (builder.nodes, builder.arena, builder.attributes)
  }

  /// libxml2 makes its locks when it is first used, without one: two first uses at once can
  /// wait for each other for ever.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// The corresponding C function is `htmlParseDocument`.
  private static func run(_ markup: [UInt8], into builder: HTMLTreeBuilder) -> String? {
    guard isReady else { return "libxml2 is not ready" }
    return unsafe markup.withUnsafeBytes { raw -> String? in
      guard let base = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = unsafe htmlCreateMemoryParserCtxt(base, Int32(clamping: raw.count))
      else { return "libxml2 gave no parser" }
      defer { unsafe htmlFreeParserCtxt(context) }
      unsafe fillHandlers(context.pointee.sax)
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        | HTML_PARSE_NODEFDTD.rawValue
      unsafe _ = htmlCtxtUseOptions(context, Int32(options))
      // HTML has no option of its own for it, but its code asks for this one.
      unsafe context.pointee.options |= Int32(XML_PARSE_HUGE.rawValue)
      unsafe _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      unsafe context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
      unsafe _ = htmlParseDocument(context)
      return unsafe context.pointee.disableSAX != 0
        ? "libxml2 stopped with error \(context.pointee.errNo)" : nil
    }
  }

  private static func fillHandlers(_ sax: UnsafeMutablePointer<htmlSAXHandler>?) {
    guard let sax = unsafe sax else { return }
    var handler = unsafe htmlSAXHandler()
    unsafe handler.startElement = { data, name, attributes in
      guard let data = unsafe data, let name = unsafe name else { return }
      unsafe HTMLTreeBuilder.from(data).open(name, attributes)
    }
    unsafe handler.endElement = { data, _ in
      guard let data = unsafe data else { return }
      unsafe HTMLTreeBuilder.from(data).close()
    }
    unsafe handler.characters = { data, text, length in
      guard let data = unsafe data, let text = unsafe text else { return }
      let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(length))
      unsafe HTMLTreeBuilder.from(data).append(buffer, as: .text)
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    unsafe handler.comment = { data, text in
      guard let data = unsafe data, let text = unsafe text else { return }
      let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
      unsafe HTMLTreeBuilder.from(data).append(buffer, as: .comment)
    }
    unsafe sax.pointee = handler
  }
}

/// Collects the events of one parse.
private final class HTMLTreeBuilder {
  private(set) var nodes: [HTMLNode] = []
  private(set) var arena: [UInt8] = []
  private(set) var attributes: [(name: HTMLAttribute, start: UInt32, length: UInt32)] = []
  private var open: [UInt32] = []
  private var flattened = 0
  /// Some tags stood too deep to be kept; their text was.
  private(set) var hasFlattened = false
  /// libxml2 interns names, so a pointer stands for one name during a parse.
  private var tags: [UInt: HTMLTag] = [:]

  private static let tagsByName = Dictionary(
    uniqueKeysWithValues: HTMLTag.allCases.filter { $0.rawValue > HTMLTag.unknown.rawValue }
      .map { ($0.name, $0) })
  private static let attributesByName = Dictionary(
    uniqueKeysWithValues: HTMLAttribute.allCases.map { ($0.attributeName, $0) })
  private var attributeNames: [UInt: HTMLAttribute?] = [:]

  init(expectedBytes: Int) {
    nodes.reserveCapacity(expectedBytes / 24 + 16)
    arena.reserveCapacity(expectedBytes + 16)
    nodes.append(HTMLNode(tag: .unknown, parent: 0, end: 0, start: 0, length: 0, depth: 0))
    open.append(0)
  }

  static func from(_ data: UnsafeMutableRawPointer) -> HTMLTreeBuilder {
    unsafe Unmanaged<HTMLTreeBuilder>.fromOpaque(data).takeUnretainedValue()
  }

  func open(
    _ name: UnsafePointer<UInt8>,
    _ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard open.count < HTMLTree.depthLimit else {
      flattened += 1
      hasFlattened = true
      return
    }
    let parent = open.last ?? 0
    var node = HTMLNode(
      tag: unsafe tag(name), parent: parent, end: 0, start: UInt32(attributes.count), length: 0,
      depth: UInt32(open.count))
    if var pair = unsafe pairs {
      while let attributeName = unsafe pair.pointee {
        unsafe keep(attributeName, pair[1])
        unsafe pair += 2
      }
      node.length = UInt32(attributes.count) - node.start
    }
    open.append(UInt32(nodes.count))
    nodes.append(node)
  }

  func close() {
    if flattened > 0 {
      flattened -= 1
    } else if open.count > 1 {
      nodes[Int(open.removeLast())].end = UInt32(nodes.count)
    }
  }

  func append(_ text: UnsafeBufferPointer<UInt8>, as tag: HTMLTag) {
    let parent = open.last ?? 0
    let last = nodes.count - 1
    let start = arena.count
    unsafe arena.append(contentsOf: text)
    arena.mendControls(from: start)
    let length = UInt32(arena.count - start)
    if tag == .text, nodes[last].tag == .text, nodes[last].parent == parent,
      Int(nodes[last].start + nodes[last].length) == start
    {
      nodes[last].length += length
    } else {
      nodes.append(
        HTMLNode(
          tag: tag, parent: parent, end: UInt32(nodes.count + 1), start: UInt32(start),
          length: length,
          depth: UInt32(open.count)))
    }
  }

  func finish() {
    flattened = 0
    while let index = open.popLast() { nodes[Int(index)].end = UInt32(nodes.count) }
  }

  private func tag(_ name: UnsafePointer<UInt8>) -> HTMLTag {
    let key = UInt(bitPattern: name)
    if let known = tags[key] { return known }
    let text = unsafe String(cString: name).lowercased()
    let tag = Self.tagsByName[text] ?? .unknown
    tags[key] = tag
    return tag
  }

  private func keep(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    let key = UInt(bitPattern: name)
    let attribute: HTMLAttribute?
    if let known = attributeNames[key] {
      attribute = known
    } else {
      attribute = unsafe Self.attributesByName[String(cString: name).lowercased()]
      attributeNames[key] = .some(attribute)
    }
    guard let attribute else { return }
    let length = unsafe Int(xmlStrlen(value))
    let start = arena.count
    if let value = unsafe value {
      unsafe arena.append(contentsOf: UnsafeBufferPointer(start: value, count: length))
      arena.mendControls(from: start)
    }
    attributes.append((attribute, UInt32(start), UInt32(arena.count - start)))
  }
}
