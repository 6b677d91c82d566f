// WeChatArticle.swift — the day and the account of a WeChat article (公众号文章).

/// `var ct = "1652873400"; var nickname = htmlDecode("云溪发布");` in a page that was saved before
/// its script ran.
enum WeChatArticle {
  /// What `og:site_name` says on all of them.
  static let siteName = "微信公众平台"

  /// Seconds since 1970, and the name of the account.
  private static let variables: [(InfoField, name: String)] = [
    (.publishedOn, "var ct"), (.source, "var nickname"),
  ]

  /// The fields in the form that the tables of other pages give.
  static func entries(in markup: [UInt8], _ scripts: [Range<Int>]) -> [InfoEntry] {
    var entries: [InfoEntry] = []
    for range in scripts {
      let script = Array(markup[range])
      for (field, name) in variables where !entries.contains(where: { $0.field == field }) {
        guard let text = value(of: Array(name.utf8), in: script),
          let value = FieldValue.cleaned(field == .publishedOn ? day(text) : text)
        else { continue }
        // What the text says of its source goes before the account.
        let line = field == .source ? Int.max : 0
        entries.append(InfoEntry(field: field, label: name, value: value, line: line, isRow: true))
      }
    }
    return entries
  }

  /// The first string behind the variable, in the same statement.
  private static func value(of variable: [UInt8], in script: [UInt8]) -> String? {
    guard let found = script.firstRange(of: variable) else { return nil }
    let rest = script[found.upperBound...].prefix { $0 != UInt8(ascii: ";") && $0 != 0x0A }
    guard let open = rest.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) else { return nil }
    let text = rest[(open + 1)...].prefix { $0 != rest[open] }
    return String(decoding: text, as: UTF8.self)
  }

  private static func day(_ seconds: String) -> String {
    Int(seconds).map { CivilDay.inChina(secondsSince1970: $0) } ?? ""
  }
}
