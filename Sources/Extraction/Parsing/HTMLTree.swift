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
  /// Texts of text nodes and comments, and values of attributes: the markup, and behind it what
  /// stands otherwise in it.
  private(set) var arena: [UInt8] = []
  private(set) var attributes: [Attribute] = []
  /// Why parsing stopped early, if it did.
  private(set) var stopped: String?

  /// Scripts stood in the markup; the tree has none.
  let hasScripts: Bool

  /// A name, and its value's first byte in the arena and length.
  typealias Attribute = (name: HTMLAttribute, start: UInt32, length: UInt32)

  /// Parses markup that is UTF-8, whatever it declares.
  init(_ skeleton: MarkupSkeleton) {
    hasScripts = !skeleton.scripts.isEmpty
    guard !skeleton.bytes.isEmpty else { return }
    var builder = HTMLTreeBuilder(skeleton)
    stopped =
      Self.run(skeleton.bytes, into: &builder)
      ?? (builder.hasFlattened
        ? "tags nest deeper than \(Self.depthLimit); paragraphs below ran together" : nil)
    builder.finish()
    (nodes, arena, attributes) = (builder.nodes, builder.arena, builder.attributes)
  }

  /// libxml2 makes its locks when it is first used, without one: two first uses at once can
  /// wait for each other for ever.
  static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// The corresponding C function is `htmlParseDocument`.
  private static func run(_ markup: [UInt8], into builder: inout HTMLTreeBuilder) -> String? {
    guard isReady else { return "libxml2 is not ready" }
    return unsafe withUnsafeMutablePointer(to: &builder) { builder in
      unsafe markup.withUnsafeBytes { raw -> String? in
        guard let base = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self),
          let context = unsafe andu_html_parser(base, Int32(clamping: raw.count))
        else { return "libxml2 gave no parser" }
        defer { unsafe htmlFreeParserCtxt(context) }
        unsafe fillHandlers(context.pointee.sax)
        unsafe context.pointee.userData = UnsafeMutableRawPointer(builder)
        unsafe _ = htmlParseDocument(context)
        return unsafe context.pointee.disableSAX != 0
          ? "libxml2 stopped with error \(context.pointee.errNo)" : nil
      }
    }
  }

  private static func fillHandlers(_ sax: UnsafeMutablePointer<htmlSAXHandler>?) {
    guard let sax = unsafe sax else { return }
    var handler = unsafe htmlSAXHandler()
    unsafe handler.startElement = { data, name, attributes in
      guard let data = unsafe data, let name = unsafe name else { return }
      unsafe HTMLTreeBuilder.at(data).pointee.open(name, attributes)
    }
    unsafe handler.endElement = { data, _ in
      guard let data = unsafe data else { return }
      unsafe HTMLTreeBuilder.at(data).pointee.close()
    }
    unsafe handler.characters = { data, text, length in
      guard let data = unsafe data, let text = unsafe text else { return }
      let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(length))
      unsafe HTMLTreeBuilder.at(data).pointee.append(buffer, as: .text)
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    unsafe handler.comment = { data, text in
      guard let data = unsafe data, let text = unsafe text else { return }
      let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
      unsafe HTMLTreeBuilder.at(data).pointee.append(buffer, as: .comment)
    }
    unsafe sax.pointee = handler
  }
}

/// Collects the events of one parse.
private struct HTMLTreeBuilder {
  private(set) var nodes: [HTMLNode] = []
  private(set) var arena: [UInt8]
  private(set) var attributes: [HTMLTree.Attribute]
  private let places: [(start: UInt32, length: UInt32)]
  /// The beginning of a mark that the last text ended within.
  private var cutMark: [UInt8] = []
  private var open: [UInt32] = []
  private var flattened = 0
  /// Some tags stood too deep to be kept; their text was.
  private(set) var hasFlattened = false
  private var tags = NameCache<HTMLTag>()
  private var attributeNames = NameCache<HTMLAttribute?>()

  private static let tagsByName = Dictionary(
    uniqueKeysWithValues: HTMLTag.allCases.filter { $0.rawValue > HTMLTag.unknown.rawValue }
      .map { ($0.name, $0) })
  private static let attributesByName = Dictionary(
    uniqueKeysWithValues: HTMLAttribute.allCases.map { ($0.attributeName, $0) })

  init(_ skeleton: MarkupSkeleton) {
    (arena, attributes, places) = (skeleton.markup, skeleton.attributes, skeleton.places)
    // An element for each tag, a text for each place; short texts and references may need more.
    nodes.reserveCapacity(skeleton.tags + skeleton.places.count + 64)
    nodes.append(HTMLNode(tag: .unknown, parent: 0, end: 0, start: 0, length: 0))
    open.append(0)
  }

  static func at(_ data: UnsafeMutableRawPointer) -> UnsafeMutablePointer<HTMLTreeBuilder> {
    unsafe data.assumingMemoryBound(to: HTMLTreeBuilder.self)
  }

  mutating func open(
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
      tag: unsafe tag(name), parent: parent, end: 0, start: UInt32(attributes.count), length: 0)
    if let pairs = unsafe pairs { unsafe keep(pairs, &node) }
    if node.tag == .template, isShadowRoot(node) { node.tag = .div }
    open.append(UInt32(nodes.count))
    nodes.append(node)
  }

  mutating func close() {
    if flattened > 0 {
      flattened -= 1
    } else if open.count > 1 {
      nodes[Int(open.removeLast())].end = UInt32(nodes.count)
    }
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, as tag: HTMLTag) {
    if text.isEmpty { append((0, 0), as: tag) }
    if !cutMark.isEmpty {
      let whole = unsafe cutMark + Array(text)
      cutMark = []
      unsafe whole.withUnsafeBufferPointer { unsafe append($0, as: tag) }
      return
    }
    var index = 0
    while index < text.count {
      if unsafe endsWithinMark(text, from: index) {
        cutMark = unsafe Array(text[index...])
        return
      }
      if let mark = unsafe mark(text, at: index) {
        append(places[mark.number], as: tag)
        index = mark.end
        continue
      }
      let first = index
      index += 1
      while index < text.count, unsafe text[index] != MarkupSkeleton.markByte { index += 1 }
      let start = arena.count
      unsafe arena.append(contentsOf: text[first..<index])
      arena.mendControls(from: start)
      append((UInt32(start), UInt32(arena.count - start)), as: tag)
    }
  }

  /// libxml2 gives a longer text in parts of at least so many bytes.
  private static let partLength = 1000

  /// A mark's two bytes and ten digits, the most a 32-bit number has.
  private static let longestMark = 12

  private func endsWithinMark(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard text.count >= Self.partLength, start + Self.longestMark > text.count,
      unsafe text[start] == MarkupSkeleton.markByte
    else { return false }
    return unsafe text[(start + 1)...].allSatisfy(\.isASCIIDigit)
  }

  /// The number between two mark bytes, and the place after it.
  private func mark(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (number: Int, end: Int)? {
    guard unsafe text[start] == MarkupSkeleton.markByte else { return nil }
    var index = start + 1
    var number = 0
    while index < text.count, unsafe text[index].isASCIIDigit, number < places.count {
      number = unsafe number * 10 + Int(text[index] - 0x30)
      index += 1
    }
    guard index > start + 1, index < text.count, unsafe text[index] == MarkupSkeleton.markByte,
      number < places.count
    else { return nil }
    return (number, index + 1)
  }

  /// Nothing but a skeleton's own attribute begins with the mark's name.
  private func place(numbered digits: UnsafePointer<UInt8>) -> (start: UInt32, length: UInt32)? {
    var number = 0
    var digit = unsafe digits
    while unsafe digit.pointee.isASCIIDigit, number < places.count {
      number = unsafe number * 10 + Int(digit.pointee - 0x30)
      unsafe digit += 1
    }
    return number < places.count ? places[number] : nil
  }

  private mutating func append(_ place: (start: UInt32, length: UInt32), as tag: HTMLTag) {
    let parent = open.last ?? 0
    let last = nodes.count - 1
    if tag == .text, nodes[last].tag == .text, nodes[last].parent == parent,
      nodes[last].start + nodes[last].length == place.start
    {
      nodes[last].length += place.length
    } else {
      nodes.append(
        HTMLNode(
          tag: tag, parent: parent, end: UInt32(nodes.count + 1), start: place.start,
          length: place.length))
    }
  }

  /// `<template shadowrootmode="open">`: what it holds is shown, other templates are not.
  private func isShadowRoot(_ node: HTMLNode) -> Bool {
    attributes[Int(node.start)..<Int(node.start + node.length)].contains {
      [.shadowrootmode, .shadowroot, .shadowmode].contains($0.name)
    }
  }

  mutating func finish() {
    flattened = 0
    while let index = open.popLast() { nodes[Int(index)].end = UInt32(nodes.count) }
  }

  private mutating func tag(_ name: UnsafePointer<UInt8>) -> HTMLTag {
    unsafe tags.value(of: name) { Self.tagsByName[$0] ?? .unknown }
  }

  private mutating func keep(
    _ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ node: inout HTMLNode
  ) {
    var pair = unsafe pairs
    var marked: (start: UInt32, length: UInt32)?
    while let name = unsafe pair.pointee {
      if unsafe name.pointee == MarkupSkeleton.markName {
        marked = unsafe place(numbered: name + 1)
      } else if let attribute = unsafe attributeNames.value(of: name, { Self.attributesByName[$0] })
      {
        let start = arena.count
        let value = unsafe UnsafeBufferPointer(start: pair[1], count: Int(xmlStrlen(pair[1])))
        unsafe arena.append(contentsOf: value)
        arena.mendControls(from: start)
        attributes.append((attribute, UInt32(start), UInt32(arena.count - start)))
      }
      unsafe pair += 2
    }
    if let marked, attributes.count == Int(node.start) {
      (node.start, node.length) = marked
      return
    }
    if let marked {
      attributes += attributes[Int(marked.start)..<Int(marked.start + marked.length)]
    }
    node.length = UInt32(attributes.count) - node.start
  }
}

/// What names stand for. libxml2 interns names: a pointer is the same name as long as a parse
/// lasts.
private struct NameCache<Value> {
  private static var size: Int { 128 }
  private var keys = [UInt](repeating: 0, count: size)
  private var values = [Value?](repeating: nil, count: size)

  @unsafe
  mutating func value(
    of name: UnsafePointer<UInt8>, _ find: (_ lowercased: String) -> Value
  ) -> Value {
    let key = UInt(bitPattern: name)
    // The lowest bits say little, strings stand a few bytes apart.
    let slot = Int((key ^ key >> 7) & UInt(Self.size - 1))
    if keys[slot] == key, let value = values[slot] { return value }
    let value = unsafe find(String(cString: name).lowercased())
    keys[slot] = key
    values[slot] = value
    return value
  }
}
