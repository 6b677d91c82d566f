// ElementRoles.swift — the role that ids and classes give each element of a page.

/// One role for each node, its own or none; and the lines between content comment marks.
struct ElementRoles: Sendable {
  private(set) var own: [Int: ContainerRole] = [:]
  /// Node ranges between comments that open and close the main content.
  private(set) var marked: [Range<Int>] = []

  private static let byName = table(ContainerRules.names)
  private static let byPart = table(ContainerRules.telltaleParts)
  private static let marks = ContainerRules.commentMarks.map {
    (begin: Array($0.begin.utf8), end: Array($0.end.utf8))
  }

  private static func table(_ entries: [(ContainerRole, [String])]) -> [UInt64: ContainerRole] {
    var table: [UInt64: ContainerRole] = [:]
    for (role, names) in entries {
      for name in names {
        let key = hash(Array(name.utf8)[...])
        if table[key] == nil { table[key] = role }
      }
    }
    return table
  }

  /// FNV-1a of the ASCII-lowercased bytes.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte.asciiLowercased)) &* 0x100_0000_01B3 }
    return hash
  }

  init(_ tree: HTMLTree) {
    var begins: [(mark: Int, node: Int)] = []
    for (index, node) in tree.nodes.enumerated() {
      if node.tag == .comment {
        noteMark(tree, index, &begins)
      } else if node.tag.rawValue > HTMLTag.comment.rawValue, let role = role(of: index, tree) {
        own[index] = role
      }
    }
  }

  private func role(of node: Int, _ tree: HTMLTree) -> ContainerRole? {
    switch tree.nodes[node].tag {
    case .ucapcontent, .foundercontent: return .content
    case .ucaptitle, .foundertitle: return .title
    case .article, .main: return .likelyContent
    case .footer, .nav, .aside: return .furniture
    case .body, .html, .meta, .link, .script, .a, .img: return nil
    default: break
    }
    var best: ContainerRole?
    for name in [HTMLAttribute.id, .class] {
      guard let range = tree.attributeRange(name, of: node) else { continue }
      for token in tree.arena[range].split(whereSeparator: \.isHTMLSpace) {
        if let role = Self.role(ofName: token), role.rawValue < best?.rawValue ?? .max {
          best = role
        }
      }
    }
    return best
  }

  private static func role(ofName token: ArraySlice<UInt8>) -> ContainerRole? {
    if let role = byName[hash(token)] { return role }
    guard token.contains(where: { $0 == 0x2D || $0 == 0x5F }) else { return nil }
    for part in token.split(whereSeparator: { $0 == 0x2D || $0 == 0x5F }) {
      if let role = byPart[hash(part)] { return role }
    }
    return nil
  }

  private mutating func noteMark(
    _ tree: HTMLTree, _ index: Int, _ begins: inout [(mark: Int, node: Int)]
  ) {
    let range = tree.textRange(index)
    guard range.count <= 80 else { return }
    let comment = Array(tree.arena[range].filter { !$0.isHTMLSpace })
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
}
