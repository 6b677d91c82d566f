// HTMLTree+Reading.swift — attributes and texts of nodes.

extension HTMLTree {
  /// The kept attributes of an element, with their values as ranges of the arena.
  func attributes(of node: Int) -> some Sequence<(name: HTMLAttribute, range: Range<Int>)> {
    let element = nodes[node]
    let isElement = element.tag.rawValue > HTMLTag.comment.rawValue
    let range = Int(element.start)..<Int(element.start + (isElement ? element.length : 0))
    return attributes[isElement ? range : 0..<0].lazy.map {
      ($0.name, Int($0.start)..<Int($0.start + $0.length))
    }
  }

  /// The bytes of a kept attribute, as a range of the arena; nil if the tag lacks it.
  func attributeRange(_ name: HTMLAttribute, of node: Int) -> Range<Int>? {
    for attribute in attributes(of: node) where attribute.name == name { return attribute.range }
    return nil
  }

  func attribute(_ name: HTMLAttribute, of node: Int) -> String? {
    attributeRange(name, of: node).map { String(decoding: arena[$0], as: UTF8.self) }
  }

  /// The bytes of a text node or comment.
  func textRange(_ node: Int) -> Range<Int> {
    Int(nodes[node].start)..<Int(nodes[node].start + nodes[node].length)
  }

  /// All visible text below a node, white space runs made one blank.
  func text(of node: Int) -> String {
    var bytes: [UInt8] = []
    var index = node
    while index < Int(nodes[node].end) {
      let tag = nodes[index].tag
      if tag == .text {
        bytes.append(contentsOf: arena[textRange(index)])
      } else if index != node, tag.isInvisible {
        index = Int(nodes[index].end)
        continue
      } else if tag == .br || tag.isBlock {
        bytes.append(0x20)
      }
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self).collapsed
  }

  /// The text nodes right below a script, style or title, as they stand.
  func rawText(of node: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in node..<Int(nodes[node].end) where nodes[index].tag == .text {
      bytes.append(contentsOf: arena[textRange(index)])
    }
    return bytes
  }

  /// The node and those around it, innermost first.
  func ancestors(of node: Int) -> some Sequence<Int> {
    sequence(first: node) { current in
      let parent = Int(nodes[current].parent)
      return parent == current ? nil : parent
    }
  }
}

extension String {
  /// White space runs made one blank, none at the ends.
  var collapsed: String {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(utf8.count)
    var isPending = false
    for scalar in unicodeScalars {
      if scalar.isBlank {
        isPending = !result.isEmpty
      } else {
        if isPending { result.append(" ") }
        isPending = false
        result.append(scalar)
      }
    }
    return String(scalars: result)
  }
}
