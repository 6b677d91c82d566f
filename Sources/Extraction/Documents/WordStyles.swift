// WordStyles.swift — styles.xml → what the style of a paragraph says of it.

/// The paragraph styles of a document.
///
/// Source: ECMA-376-1:2016, 17.7.
struct WordStyles {
  private struct Style {
    var parent: String?
    var name: String
    var instance: String?
    var level: Int?
    var isCentered: Bool?
    var size: Int?
  }
  private var styles: [String: Style] = [:]
  private var defaultStyle: String?
  /// Ten points, where nothing is said (17.3.2.38).
  private var defaultSize = 20

  init(_ root: XMLElement?) {
    let defaults = root?.first("docDefaults")?.first("rPrDefault")?.first("rPr")
    if let size = defaults?.first("sz")?["val"].flatMap({ Int($0) }) { defaultSize = size }
    for element in root?.children("style") ?? [] {
      guard let id = element["styleId"] else { continue }
      let properties = element.first("pPr")
      let numbering = properties?.first("numPr")
      styles[id] = Style(
        parent: element.first("basedOn")?["val"], name: element.first("name")?["val"] ?? "",
        instance: numbering?.first("numId")?["val"],
        level: numbering?.first("ilvl")?["val"].flatMap { Int($0) },
        isCentered: properties?.first("jc").map { $0["val"] == "center" },
        size: element.first("rPr")?.first("sz")?["val"].flatMap { Int($0) })
      if element["type"] == "paragraph", element["default"] == "1" || element["default"] == "true" {
        defaultStyle = id
      }
    }
  }

  /// A style and those it is based on, the nearest first.
  private func chain(_ id: String?) -> [(id: String, style: Style)] {
    var found: [(id: String, style: Style)] = []
    var next = id ?? defaultStyle
    // A style that is based on itself ends here, too.
    while let id = next, let style = styles[id], found.count < 20 {
      found.append((id, style))
      next = style.parent
    }
    return found
  }

  func isCentered(_ id: String?) -> Bool {
    chain(id).lazy.compactMap(\.style.isCentered).first ?? false
  }

  /// Of the type, in half points.
  func size(_ id: String?) -> Int {
    chain(id).lazy.compactMap(\.style.size).first ?? defaultSize
  }

  /// A line of a table of contents (目录), which repeats headings.
  func isContentsLine(_ id: String?) -> Bool {
    chain(id).contains { $0.style.name.lowercased().hasPrefix("toc ") }
  }

  /// The list that a style belongs to, and which style of the chain says so.
  func numbering(of id: String?) -> (instance: String, level: Int?, style: String)? {
    for (id, style) in chain(id) {
      if let instance = style.instance { return (instance, style.level, id) }
    }
    return nil
  }

  /// The list that a numbering style names.
  func instance(of id: String) -> String? { styles[id]?.instance }
}

/// Properties that are on or off.
enum WordProperty {
  /// Source: ECMA-376-1:2016, 17.17.4 ST_OnOff: on when there is no value.
  static func isOn(_ element: XMLElement) -> Bool {
    guard let value = element["val"] else { return true }
    return value != "0" && value != "false" && value != "off"
  }
}
