// Attachment.swift — the links of a page → the document's own files, by name and address.

/// A file (附件) that a document brings with it.
package struct Attachment: Sendable, Hashable {
  /// As the page calls it, or the file's own name.
  package var name: String
  /// Resolved against the page's address when that is known, else as written.
  package var address: String

  package init(name: String, address: String) {
    (self.name, self.address) = (name, address)
  }
}

/// Finds links to files in and right below the main content.
struct AttachmentFinder {
  /// So many lines below the text may name its files.
  static let reach = 15
  /// More links than that are a list of downloads and no document's.
  static let limit = 100
  static let endings: Set<String> = [
    "pdf", "doc", "docx", "docm", "xls", "xlsx", "et", "ppt", "pptx", "dps", "ofd", "wps", "rtf",
    "ceb", "cebx", "zip", "rar", "7z", "csv", "txt",
  ]

  private let tree: HTMLTree
  private let page: PageLines
  private let roles: ElementRoles?

  init(_ tree: HTMLTree, _ page: PageLines, _ roles: ElementRoles? = nil) {
    (self.tree, self.page, self.roles) = (tree, page, roles)
  }

  /// In document order, each address once; `lines` are those of the main content.
  func attachments(around lines: Range<Int>) -> [Attachment] {
    var found: [Attachment] = []
    var places: [String: Int] = [:]
    for index in tree.nodes.indices {
      guard let address = address(of: index) else { continue }
      // A link within a line counts to the next one, so that the last line's are one further.
      let line = Int(page.linesBefore[index])
      guard line >= lines.lowerBound, line <= lines.upperBound + Self.reach else { continue }
      let (name, isFileName) = name(of: index, address)
      guard Self.hasEnding(address) || isFileName || LineShape(name).isAttachmentLine else {
        continue
      }
      if let roles, line > lines.upperBound,
        tree.ancestors(of: index).contains(where: { roles.own[$0] == .furniture })
      {
        continue
      }
      if let place = places[address] {
        // An icon and its name are two links to one file.
        if found[place].name == Self.fileName(address) { found[place].name = name }
        continue
      }
      places[address] = found.count
      found.append(Attachment(name: name, address: address))
      if found.count == Self.limit { break }
    }
    return found
  }

  /// What a link or a frame leads to; nil for scripts and places of the page itself.
  private func address(of index: Int) -> String? {
    let attribute: HTMLAttribute
    switch tree.nodes[index].tag {
    case .a: attribute = .href
    case .iframe, .embed: attribute = .src
    default: return nil
    }
    guard let address = tree.attribute(attribute, of: index)?.trimmed, !address.isEmpty,
      !address.hasPrefix("#")
    else { return nil }
    if attribute == .src, !Self.hasEnding(address) { return nil }
    if let mark = address.utf8.firstIndex(of: UInt8(ascii: ":")),
      address.utf8[..<mark].allSatisfy(\.isASCIINamePart)
    {
      let scheme = address[..<mark].lowercased()
      guard scheme == "http" || scheme == "https" || scheme == "ftp" else { return nil }
    }
    return address
  }

  /// The link's text, its `title` when the text only invites to a click, else the file's name.
  private func name(of index: Int, _ address: String) -> (name: String, isFileName: Bool) {
    let texts = [tree.text(of: index), tree.attribute(.title, of: index)?.collapsed ?? ""]
    for text in texts where !text.isEmpty && !Self.invitations.contains(text) {
      guard text.unicodeScalars.count <= 200 else { continue }
      return (text, Self.hasEnding(text))
    }
    return (Self.fileName(address), false)
  }

  private static let invitations: Set<String> = [
    "下载", "点击下载", "附件下载", "下载附件", "查看", "点击查看", "预览", "附件", "打开", "点击此处下载", "【下载】", "[下载]", "文件下载",
    "查看附件", "立即下载", "点击这里下载", "在线预览",
  ]

  static func hasEnding(_ address: String) -> Bool {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    if isEnding(path) { return true }
    // `download.jsp?file=a.doc`
    return address.contains("?") && isEnding(address[...])
  }

  private static func isEnding(_ path: Substring) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return endings.contains(path[path.index(after: dot)...].lowercased())
  }

  static func fileName(_ address: String) -> String {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return last.isEmpty ? address : last
  }
}
