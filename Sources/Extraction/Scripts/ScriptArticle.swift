// ScriptArticle.swift — the day and the source of an article that a script of the page would show.

/// `window.DATA = {"title": "…", "media": "青禾日报", "pubtime": "2024-05-20 21:48:28"}`, or the same
/// in `application/ld+json`: an object that has the title of the page.
enum ScriptArticle {
  private static let titleKeys = ["title", "headline"]
  private static let dateKeys = [
    "pubtime", "pubTime", "publishTime", "publish_time", "publishDate", "datePublished",
  ]
  private static let sourceKeys = ["media", "mediaName", "media_name", "sourceName", "source_name"]
  /// A shorter title may be the one of a picture or a button.
  private static let shortestTitle = 6
  /// Of the title's key in one script.
  private static let mostPlaces = 8

  /// The fields in the form that the tables of other pages give.
  ///
  /// - Parameter title: what the head calls the page.
  static func entries(
    in markup: [UInt8], _ scripts: [Range<Int>], title: String
  ) -> [InfoEntry] {
    guard dateKeys.contains(where: { markup.firstRange(of: Array($0.utf8)) != nil }) else {
      return []
    }
    let wanted = title.scalars
    for range in scripts {
      let script = Array(markup[range])
      guard dateKeys.contains(where: { script.firstRange(of: Array($0.utf8)) != nil }) else {
        continue
      }
      for open in objects(in: script) {
        var reader = ScriptObjectReader(script, at: open)
        let fields = reader.readFields()
        guard titleKeys.contains(where: { names(fields[$0], wanted) }) else { continue }
        let found = entries(of: fields)
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// Where the objects open that have a title: at the next brace before its key.
  private static func objects(in script: [UInt8]) -> [Int] {
    var places: [Int] = []
    for key in titleKeys.map({ Array("\"\($0)\"".utf8) }) {
      var start = 0
      for _ in 0..<mostPlaces {
        guard let found = script.firstRange(of: key, from: start) else { break }
        start = found.upperBound
        if let open = script[..<found.lowerBound].lastIndex(of: 0x7B), !places.contains(open) {
          places.append(open)
        }
      }
    }
    return places
  }

  /// Whether the head's title begins with what an object has for one, and the name of a site at
  /// most follows: 云溪市人民政府 is not 云溪市人民政府关于…的通知.
  private static func names(_ value: String?, _ wanted: [Unicode.Scalar]) -> Bool {
    guard let own = value?.compact, own.count >= shortestTitle else { return false }
    var place = 0
    for (index, scalar) in wanted.enumerated() where !scalar.isBlank {
      if place == own.count { return !scalar.isHan || wanted[index - 1].isBlank }
      guard scalar.narrowed == own[place] else { return false }
      place += 1
    }
    return place == own.count
  }

  /// What the page itself shows goes before: they stand below all of its lines.
  private static func entries(of fields: [String: String]) -> [InfoEntry] {
    var entries: [InfoEntry] = []
    for key in dateKeys {
      guard let value = fields[key], ChineseDate(value) != nil else { continue }
      entries.append(
        InfoEntry(field: .publishedOn, label: key, value: value, line: .max, isRow: true))
      break
    }
    for key in sourceKeys {
      guard let value = fields[key].flatMap(FieldValue.cleaned) else { continue }
      entries.append(
        InfoEntry(field: .source, label: key, value: value, line: .max, isRow: true))
      break
    }
    return entries
  }
}
