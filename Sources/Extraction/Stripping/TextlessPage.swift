// TextlessPage.swift — what a page without a text is: list, home, error, log-in, shell.

/// Names the kind of a page that is no article, from what little it says.
struct TextlessPage {
  let kind: PageKind
  let reason: String

  /// Pages with fewer characters than this may be shells: a name and a foot, but no text.
  static let shellText: Int32 = 120
  /// A line that says why there is nothing to see is no longer than this.
  static let longestReason: Int32 = 80

  init(
    _ tree: HTMLTree, _ page: PageLines, _ furniture: [FurnitureKind?], head: PageHead,
    address: String?, isList: Bool
  ) {
    let title = head.title ?? ""
    // What a list says in its lines are titles of texts, and a form on it is one of many things.
    let said = isList ? [] : Self.plainLines(page)
    let text = page.lines.reduce(0) { $0 + $1.scalars }
    if let refusal = FurnitureRules.refusal(in: [title] + said) {
      (kind, reason) = (refusal.kind, "“\(refusal.phrase)”")
    } else if let status = Self.status(title) {
      (kind, reason) = (.error, "status \(status)")
    } else if !isList, Self.asksForPassword(tree) {
      (kind, reason) = (.login, "a field for a password")
    } else if isList, Self.isHome(title, furniture, head, address) {
      (kind, reason) = (.home, "the address or the name of a site, no place below it")
    } else if !isList, text < Self.shellText, Self.showsOthers(tree) {
      (kind, reason) = (.shell, "\(text) characters, scripts or frames")
    } else {
      (kind, reason) = (isList ? .list : .other, "")
    }
  }

  private static func plainLines(_ page: PageLines) -> [String] {
    page.lines.indices.filter {
      page.lines[$0].scalars <= longestReason && page.lines[$0].linkShare < 0.5
    }.map(page.text)
  }

  /// `404`, `403 Forbidden`, `404-某某网`, `502错误`
  private static func status(_ title: String) -> Int? {
    let scalars = Array(title.unicodeScalars)
    guard scalars.count >= 3, let code = Int(String(scalars: scalars[..<3])),
      (400...599).contains(code)
    else { return nil }
    let rest = scalars[3...]
    let isSetOff = rest.first.map { $0.isBlank || "-_|—–:：,，".unicodeScalars.contains($0) } ?? true
    return isSetOff || ["错误", "页面", "提示"].contains { String(scalars: rest).hasPrefix($0) }
      ? code : nil
  }

  private static func asksForPassword(_ tree: HTMLTree) -> Bool {
    tree.nodes.indices.contains { index in
      guard tree.nodes[index].tag == .input else { return false }
      return [HTMLAttribute.name, .id].contains { attribute in
        guard let name = tree.attribute(attribute, of: index)?.lowercased() else { return false }
        return ["password", "passwd", "pwd"].contains { name.hasSuffix($0) }
      }
    }
  }

  /// A script fills such a page, or a frame shows another one.
  private static func showsOthers(_ tree: HTMLTree) -> Bool {
    tree.hasScripts || tree.nodes.contains { $0.tag == .frame || $0.tag == .iframe }
  }

  /// A list that is called by the name of its site and says nowhere that it stands below one.
  private static func isHome(
    _ title: String, _ furniture: [FurnitureKind?], _ head: PageHead, _ address: String?
  ) -> Bool {
    if let address = head.savedFrom ?? address { return PageHead.isSite(address) }
    guard head.meta(["ColumnName"]) == nil, !furniture.contains(.breadcrumb),
      !furniture.contains(.paging), let first = TitleFinder.parts(of: title).first
    else { return false }
    let isSiteName = head.meta(["SiteName"]).map { $0.value.compact == first.compact } ?? false
    return isSiteName || FurnitureRules.homeEnds.contains { first.ends(with: $0) }
  }
}
