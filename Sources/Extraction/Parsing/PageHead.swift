// PageHead.swift — what a page says of itself: meta tags, title, address.

/// The `<head>` of a page, and what stands in its place elsewhere.
struct PageHead: Sendable {
  /// Contents of `<meta name|property>` by lower-case name, in document order.
  private var metas: [String: [String]] = [:]
  private(set) var title: String?
  private(set) var canonical: String?
  /// `<base href>`: what relative links start from instead of the page's address.
  private(set) var base: String?
  /// From `saved from url=` or SingleFile's comment.
  private(set) var savedFrom: String?
  /// When, from SingleFile's comment; UTC.
  private(set) var savedAt: String?

  init(_ tree: HTMLTree) {
    for (index, node) in tree.nodes.enumerated() {
      switch node.tag {
      case .meta: readMeta(tree, index)
      case .title where title == nil && tree.nodes[Int(node.parent)].tag != .svg:
        let text = String(decoding: tree.rawText(of: index), as: UTF8.self).collapsed
        if !text.isEmpty { title = text }
      case .link where canonical == nil:
        if tree.attribute(.rel, of: index)?.lowercased() == "canonical" {
          canonical = tree.attribute(.href, of: index)
        }
      case .base where base == nil: base = tree.attribute(.href, of: index)
      case .comment where savedFrom == nil: readComment(tree, index)
      default: break
      }
    }
  }

  private mutating func readMeta(_ tree: HTMLTree, _ index: Int) {
    guard let content = tree.attribute(.content, of: index),
      let name = tree.attribute(.name, of: index) ?? tree.attribute(.property, of: index)
        ?? tree.attribute(.httpEquiv, of: index)
    else { return }
    metas[name.trimmed.lowercased(), default: []].append(content)
  }

  private mutating func readComment(_ tree: HTMLTree, _ index: Int) {
    let range = tree.textRange(index)
    guard range.count <= 4096 else { return }
    guard tree.arena[range].contains(0x3A) || tree.arena[range].contains(0x28) else { return }
    let text = String(decoding: tree.arena[range], as: UTF8.self)
    if let found = Self.rest(of: text, after: "saved from url=(") {
      savedFrom = Self.address(found.unicodeScalars.drop { $0 != ")" }.dropFirst())
    } else if text.holds("SingleFile") {
      if let found = Self.rest(of: text, after: "url:") {
        savedFrom = Self.address(found.unicodeScalars[...])
      }
      if let found = Self.rest(of: text, after: "saved date:") {
        savedAt = SavedDate.utc(String(found.prefix { !$0.isNewline }).trimmed)
      }
    }
  }

  private static func rest(of text: String, after mark: String) -> String? {
    let scalars = Array(text.utf8)
    guard let found = scalars.firstRange(ofLowercased: Array(mark.utf8)) else { return nil }
    return String(decoding: scalars[found.upperBound...], as: UTF8.self)
  }

  /// The first word.
  private static func address(_ text: Substring.UnicodeScalarView) -> String {
    String(scalars: text.drop { $0.isBlank }.prefix { !$0.isBlank })
  }

  /// The first value of the first of these meta names that has one.
  func meta(_ names: [String]) -> (name: String, value: String)? {
    for name in names {
      for content in metas[name.lowercased()] ?? [] {
        if let value = FieldValue.cleaned(content) { return (name, value) }
      }
    }
    return nil
  }

  /// The page's own address and where it stood.
  var address: (value: String, origin: String)? {
    let found: [(String?, String)] = [
      (savedFrom, "saved-from comment"), (meta(["Url"])?.value, "meta Url"),
      (canonical, "canonical link"), (meta(["og:url"])?.value, "meta og:url"),
    ]
    for (value, origin) in found {
      if let value = value?.trimmed, value.hasPrefix("http://") || value.hasPrefix("https://") {
        // Templates that give every page the address of the site say nothing of this one.
        if origin != "saved-from comment", Self.isSite(value) { continue }
        return (value, origin)
      }
    }
    return nil
  }

  /// Whether an address has no path: `http://www.x.gov.cn`, `…/`, `…/index.html`.
  static func isSite(_ address: String) -> Bool {
    let parts = address.split(separator: "/").dropFirst(2)
    return parts.isEmpty || parts.count == 1 && (parts.first?.hasPrefix("index.") ?? false)
  }
}

/// Values of fields, as templates fill them.
package enum FieldValue {
  private static let missing: Set<String> = [
    "null", "none", "undefined", "nan", "无", "暂无", "-", "--", "---", "—", "——", "— —", "/", "\\",
    "待定", "空", "n/a", "*",
  ]

  /// The value without blanks around it; nil for `null`, `—`, `无` and left-over templates.
  package static func cleaned(_ text: String) -> String? {
    let value = text.collapsed
    guard !value.isEmpty else { return nil }
    if value.utf8.count <= 12 {
      if missing.contains(value.lowercased()) { return nil }
      if value.unicodeScalars.allSatisfy({ "—-－―/ ".unicodeScalars.contains($0) }) { return nil }
    }
    return templateMarks.contains { value.holds($0) } ? nil : value
  }

  /// What a template leaves where it has no value to fill in.
  private static let templateMarks = [
    "<CMSPRO", "<%", "${", "{{", "<$[", "#{", "[!--", "<TRS", "{$",
  ]
}
