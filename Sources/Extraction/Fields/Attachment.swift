// Attachment.swift — the links of a page → the document's own files, by name and address.

/// A file (附件) that a document brings with it.
package struct Attachment: Sendable, Hashable, Codable {
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
    "odt", "ods", "ceb", "cebx", "zip", "rar", "7z", "csv", "txt",
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
      guard let range = target(of: index) else { continue }
      // A link within a line counts to the next one, so that the last line's are one further.
      let line = Int(page.linesBefore[index])
      guard line >= lines.lowerBound, line <= lines.upperBound + Self.reach,
        Self.hasEnding(tree.arena[range]) || tree.nodes[index].tag == .a && namesFile(index),
        let address = address(range)
      else { continue }
      let name = name(of: index)
      // What stands below the text has to be called something.
      if line > lines.upperBound, name == nil || isFurniture(index) { continue }
      if let place = places[address] {
        // An icon and its name are two links to one file.
        if let name, found[place].name == Self.fileName(address) { found[place].name = name }
        continue
      }
      places[address] = found.count
      found.append(Attachment(name: name ?? Self.fileName(address), address: address))
      if found.count == Self.limit { break }
    }
    return found
  }

  private func isFurniture(_ index: Int) -> Bool {
    guard let roles else { return false }
    return tree.ancestors(of: index).contains { roles.own[$0] == .furniture }
  }

  /// What a link or a frame points to.
  private func target(of index: Int) -> Range<Int>? {
    switch tree.nodes[index].tag {
    case .a: tree.attributeRange(.href, of: index)
    case .iframe, .embed: tree.attributeRange(.src, of: index)
    default: nil
    }
  }

  /// nil for scripts and places of the page itself.
  private func address(_ range: Range<Int>) -> String? {
    let address = Self.viewed(String(decoding: tree.arena[range], as: UTF8.self).trimmed)
    guard !address.isEmpty, !address.hasPrefix("#") else { return nil }
    if let mark = address.utf8.firstIndex(of: UInt8(ascii: ":")),
      address.utf8[..<mark].allSatisfy(\.isASCIINamePart)
    {
      let scheme = address[..<mark].lowercased()
      guard scheme == "http" || scheme == "https" || scheme == "ftp" else { return nil }
    }
    return address
  }

  /// PDF.js shows a file in a page of its own: `viewer.html?file=/a/b.pdf`.
  private static func viewed(_ address: String) -> String {
    guard address.holds("viewer.html?file="), let mark = address.firstIndex(of: "?"),
      address[..<mark].hasSuffix("viewer.html")
    else { return address }
    let file = String(address[mark...].dropFirst(6).prefix { $0 != "&" && $0 != "#" })
    return file.isEmpty ? address : file
  }

  /// The link's text begins like an annex, 附件1, or ends like the name of a file.
  private func namesFile(_ index: Int) -> Bool {
    guard
      let first = (index..<Int(tree.nodes[index].end)).first(where: { tree.nodes[$0].tag == .text })
    else { return false }
    let text = tree.arena[tree.textRange(first)]
    let mayBegin = text.first { !$0.isHTMLSpace } == 0xE9
    guard mayBegin || text.contains(UInt8(ascii: ".")) else { return false }
    let name = tree.text(of: index)
    return LineShape(name).isAttachmentLine || Self.hasEnding(Array(name.utf8)[...])
  }

  /// The link's text, or its `title` when the text only invites to a click.
  private func name(of index: Int) -> String? {
    let texts = [tree.text(of: index), tree.attribute(.title, of: index)?.collapsed ?? ""]
    return texts.first {
      !$0.isEmpty && !Self.invitations.contains($0) && $0.unicodeScalars.count <= 200
    }
  }

  private static let invitations: Set<String> = [
    "下载", "点击下载", "附件下载", "下载附件", "查看", "点击查看", "预览", "附件", "打开", "点击此处下载", "【下载】", "[下载]", "文件下载",
    "查看附件", "立即下载", "点击这里下载", "在线预览",
  ]

  static func isDocument(_ name: String) -> Bool { isEnding(Array(name.utf8)[...]) }

  /// `a.pdf`, `a.pdf?v=1`, `download.jsp?file=a.doc`
  private static func hasEnding(_ address: ArraySlice<UInt8>) -> Bool {
    let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return isEnding(path) || path.count < address.count && isEnding(address)
  }

  private static func isEnding(_ path: ArraySlice<UInt8>) -> Bool {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), (3...5).contains(path.endIndex - dot)
    else { return false }
    return endings.contains(
      String(decoding: path[(dot + 1)...].map(\.asciiLowercased), as: UTF8.self))
  }

  static func fileName(_ address: String) -> String {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return last.isEmpty ? address : last
  }
}
