// ElementRoles.swift — the role that ids and classes give each element of a page.

/// One role for each node, its own or none; and the nodes between marks of the content.
struct ElementRoles: Sendable {
  /// By node.
  private(set) var own: [ContainerRole?]
  /// Node ranges between comments or meta elements that open and close the main content.
  private(set) var marked: [Range<Int>] = []

  private static let byName = table(ContainerRules.names)
  private static let byPart = table(ContainerRules.telltaleParts)
  private static let marks = ContainerRules.commentMarks.map {
    (begin: Array($0.begin.utf8), end: Array($0.end.utf8))
  }
  private static let metaMarks = (
    begin: Array(ContainerRules.metaMarks.begin.utf8), end: Array(ContainerRules.metaMarks.end.utf8)
  )

  private static func table(_ entries: [(ContainerRole, [String])]) -> HashedTable<ContainerRole> {
    HashedTable(
      entries.flatMap { role, names in names.map { (FoldedHash($0.utf8).value, role) } })
  }

  init(_ tree: HTMLTree) {
    own = [ContainerRole?](repeating: nil, count: tree.nodes.count)
    var begins: [(mark: Int, node: Int)] = []
    var openMetas: [Int] = []
    for (index, node) in tree.nodes.enumerated() {
      if node.tag == .comment {
        noteMark(tree, index, &begins)
      } else if node.tag == .meta {
        noteMeta(tree, index, &openMetas)
      } else if node.tag.rawValue > HTMLTag.comment.rawValue {
        own[index] = Self.role(of: index, tree)
      }
    }
  }

  /// The nodes of a role, in their order.
  func nodes(_ roles: Set<ContainerRole>) -> [Int] {
    own.indices.filter { own[$0].map(roles.contains) ?? false }
  }

  static func role(of node: Int, _ tree: HTMLTree) -> ContainerRole? {
    switch tree.nodes[node].tag {
    case .ucapcontent, .foundercontent: return .content
    case .ucaptitle, .foundertitle: return .title
    case .article, .main: return .likelyContent
    case .footer, .nav, .aside: return .furniture
    case .body, .html, .meta, .link, .script, .a, .img: return nil
    default: break
    }
    var best: ContainerRole?
    for attribute in tree.attributes(of: node)
    where attribute.name == .id || attribute.name == .class {
      let names = tree.arena.span.extracting(attribute.range)
      if let role = role(ofNames: names), role.rawValue < best?.rawValue ?? .max { best = role }
    }
    return best
  }

  /// The strongest role of names with white space between them: each has its own by the whole name,
  /// else by the first of its parts, between `-` and `_`, that tells one.
  private static func role(ofNames names: Span<UInt8>) -> ContainerRole? {
    var best: ContainerRole?
    var index = 0
    while index < names.count {
      var (whole, part) = (FoldedHash(), FoldedHash())
      var ofPart: ContainerRole?
      var hasParts = false
      while index < names.count, !names[index].isHTMLSpace {
        let byte = names[index]
        if byte == 0x2D || byte == 0x5F {
          hasParts = true
          if ofPart == nil { ofPart = byPart[part.value] }
          part = FoldedHash()
        } else {
          part.add(byte)
        }
        whole.add(byte)
        index += 1
      }
      let role = byName[whole.value] ?? (hasParts ? ofPart ?? byPart[part.value] : nil)
      if let role, role.rawValue < best?.rawValue ?? .max { best = role }
      index += 1
    }
    return best
  }

  private mutating func noteMark(
    _ tree: HTMLTree, _ index: Int, _ begins: inout [(mark: Int, node: Int)]
  ) {
    let range = tree.textRange(index)
    guard (1...80).contains(range.count) else { return }
    let comment = tree.arena[range].filter { !$0.isHTMLSpace }
    for (number, mark) in Self.marks.enumerated() {
      if comment.starts(with: mark.end) {
        if let begin = begins.last(where: { $0.mark == number }) {
          marked.append(begin.node..<index)
          begins.removeAll { $0.mark == number }
        }
      } else if comment.starts(with: mark.begin) {
        begins.append((number, index))
      }
    }
  }

  /// A text may have been pasted with the pair of another page round it: the outer pair counts.
  private mutating func noteMeta(_ tree: HTMLTree, _ index: Int, _ open: inout [Int]) {
    guard let name = tree.attributeRange(.name, of: index),
      tree.nodes[Int(tree.nodes[index].parent)].tag != .head
    else { return }
    func isNamed(_ mark: [UInt8]) -> Bool {
      name.count == mark.count && tree.arena.matches(lowercased: mark, at: name.lowerBound)
    }
    if isNamed(Self.metaMarks.begin) {
      open.append(index)
    } else if isNamed(Self.metaMarks.end), let begin = open.popLast(), open.isEmpty {
      marked.append(begin..<index)
    }
  }
}
