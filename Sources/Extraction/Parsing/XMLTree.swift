// XMLTree.swift — libxml2's SAX events for XML → a flat tree of elements.
// A fence file: C callbacks and pointers.
import CLibXML2
import Containers

/// A part of an office document: elements and texts in document order, names without prefix.
///
/// Nothing outside of the bytes is read, and a document that declares entities is refused: the
/// formats that are read here forbid both.
final class XMLTree: Sendable {
  /// Elements nest no deeper; libxml2's own limit is 256.
  static let depthLimit = 200
  /// More attributes of one element take time that grows with their square.
  static let attributeLimit = 500

  fileprivate struct Node: Sendable {
    /// Without prefix; empty for text.
    var name: String
    /// The node after the last one below.
    var end: Int
    /// Of attributes, or of the text's bytes.
    var range: Range<Int>
  }

  fileprivate let nodes: [Node]
  fileprivate let attributes: [(name: String, value: String)]
  fileprivate let arena: [UInt8]

  /// - Parameter what: names the part in errors: `entry word/document.xml`.
  init(_ bytes: [UInt8], what: String) throws(ContainerError) {
    guard !bytes.isEmpty, !Self.holdsWideTag(bytes) else { throw .damaged(what) }
    let builder = XMLTreeBuilder()
    let isWhole = Self.run(bytes, into: builder)
    if let refusal = builder.refusal { throw .unsupported("\(what), which \(refusal),") }
    guard isWhole, !builder.nodes.isEmpty else { throw .damaged(what) }
    (nodes, attributes, arena) = (builder.nodes, builder.attributes, builder.arena)
  }

  var root: XMLElement { XMLElement(tree: self, index: 0) }

  /// A tag with too many attributes; two bytes a character count like one.
  private static func holdsWideTag(_ bytes: [UInt8]) -> Bool {
    var isTag = false
    var quote: UInt8 = 0
    var count = 0
    for byte in bytes {
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3C {
        (isTag, count) = (true, 0)
      } else if isTag {
        switch byte {
        case 0x3E, 0x21: isTag = false
        case 0x22, 0x27: quote = byte
        case 0x3D:
          count += 1
          if count > attributeLimit { return true }
        default: break
        }
      }
    }
    return false
  }

  /// The corresponding C function is `xmlParseDocument`; false when the bytes are not well-formed.
  private static func run(_ bytes: [UInt8], into builder: XMLTreeBuilder) -> Bool {
    guard HTMLTree.isReady else { return false }
    return unsafe bytes.withUnsafeBytes { raw -> Bool in
      guard let base = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = unsafe xmlCreateMemoryParserCtxt(base, Int32(clamping: raw.count))
      else { return false }
      defer {
        // Made for the entities that a document declares.
        unsafe xmlFreeDoc(context.pointee.myDoc)
        unsafe xmlFreeParserCtxt(context)
      }
      unsafe fillHandlers(context.pointee.sax)
      let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue
      unsafe _ = xmlCtxtUseOptions(context, Int32(options))
      unsafe context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
      builder.stop = { unsafe xmlStopParser(context) }
      defer { builder.stop = nil }
      return unsafe xmlParseDocument(context) == 0 && context.pointee.wellFormed != 0
    }
  }

  private static func fillHandlers(_ sax: UnsafeMutablePointer<xmlSAXHandler>?) {
    guard let sax = unsafe sax else { return }
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
      guard let data = unsafe data, let name = unsafe name else { return }
      unsafe XMLTreeBuilder.from(data).open(name, attributes, count: Int(count))
    }
    unsafe handler.endElementNs = { data, _, _, _ in
      guard let data = unsafe data else { return }
      unsafe XMLTreeBuilder.from(data).close()
    }
    unsafe handler.characters = { data, text, length in
      guard let data = unsafe data, let text = unsafe text else { return }
      unsafe XMLTreeBuilder.from(data)
        .append(UnsafeBufferPointer(start: text, count: Int(length)))
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    unsafe handler.entityDecl = { data, _, _, _, _, _ in
      guard let data = unsafe data else { return }
      unsafe XMLTreeBuilder.from(data).refuse("declares entities")
    }
    unsafe sax.pointee = handler
  }
}

/// Collects the events of one parse.
private final class XMLTreeBuilder {
  private(set) var nodes: [XMLTree.Node] = []
  private(set) var attributes: [(name: String, value: String)] = []
  private(set) var arena: [UInt8] = []
  private(set) var refusal: String?
  /// Ends the parse, while there is one.
  var stop: (() -> Void)?
  private var open: [Int] = []
  /// libxml2 interns names, so a pointer stands for one name during a parse.
  private var names: [UInt: String] = [:]

  static func from(_ data: UnsafeMutableRawPointer) -> XMLTreeBuilder {
    unsafe Unmanaged<XMLTreeBuilder>.fromOpaque(data).takeUnretainedValue()
  }

  func refuse(_ why: String) {
    refusal = why
    stop?()
  }

  /// - Parameter pairs: five pointers an attribute: name, prefix, namespace, value, its end.
  func open(
    _ name: UnsafePointer<UInt8>, _ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int
  ) {
    guard open.count < XMLTree.depthLimit else { return refuse("nests too deep") }
    let start = attributes.count
    if let pairs = unsafe pairs {
      for index in 0..<count {
        guard let name = unsafe pairs[5 * index], let value = unsafe pairs[5 * index + 3],
          let end = unsafe pairs[5 * index + 4]
        else { continue }
        let text = unsafe UnsafeBufferPointer(start: value, count: end - value)
        unsafe attributes.append((self.name(name), String(decoding: text, as: UTF8.self)))
      }
    }
    open.append(nodes.count)
    unsafe nodes.append(.init(name: self.name(name), end: 0, range: start..<attributes.count))
  }

  func close() {
    if let index = open.popLast() { nodes[index].end = nodes.count }
  }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    let start = arena.count
    unsafe arena.append(contentsOf: text)
    if let last = nodes.last, last.name.isEmpty, last.range.upperBound == start,
      last.end == nodes.count
    {
      nodes[nodes.count - 1].range = last.range.lowerBound..<arena.count
    } else {
      nodes.append(.init(name: "", end: nodes.count + 1, range: start..<arena.count))
    }
  }

  private func name(_ name: UnsafePointer<UInt8>) -> String {
    let key = UInt(bitPattern: name)
    if let known = names[key] { return known }
    let text = unsafe String(cString: name)
    names[key] = text
    return text
  }
}

/// One element of a tree.
struct XMLElement {
  fileprivate let tree: XMLTree
  fileprivate let index: Int

  /// Without prefix.
  var name: String { tree.nodes[index].name }

  /// The value of an attribute, by its name without prefix.
  subscript(attribute: String) -> String? {
    tree.attributes[tree.nodes[index].range].first { $0.name == attribute }?.value
  }

  /// The elements right below, in order.
  var children: [XMLElement] {
    var found: [XMLElement] = []
    var next = index + 1
    while next < tree.nodes[index].end {
      if !tree.nodes[next].name.isEmpty { found.append(XMLElement(tree: tree, index: next)) }
      next = tree.nodes[next].end
    }
    return found
  }

  func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The first element of this name right below.
  func first(_ name: String) -> XMLElement? {
    var next = index + 1
    while next < tree.nodes[index].end {
      if tree.nodes[next].name == name { return XMLElement(tree: tree, index: next) }
      next = tree.nodes[next].end
    }
    return nil
  }

  /// Every element of this name below, in document order.
  func all(_ name: String) -> [XMLElement] {
    (index + 1..<tree.nodes[index].end).filter { tree.nodes[$0].name == name }
      .map { XMLElement(tree: tree, index: $0) }
  }

  /// All text below.
  var text: String {
    var bytes: [UInt8] = []
    for node in tree.nodes[index + 1..<tree.nodes[index].end] where node.name.isEmpty {
      bytes += tree.arena[node.range]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
