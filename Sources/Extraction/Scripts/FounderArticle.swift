// FounderArticle.swift — what newspaper systems of Founder (方正) note in a comment.

/// `<!--enpproperty <articleid>1</articleid><date>2026-04-07 10:51:21.0</date><author>…</author>
/// <title>…</title><keyword>…</keyword>…/enpproperty-->`
enum FounderArticle {
  private static let start = Array("<!--enpproperty".utf8)
  private static let end = Array("/enpproperty".utf8)
  private static let tags: [(InfoField, name: String, label: String)] = [
    (.title, "title", "标题"), (.publishedOn, "date", "发布日期"), (.author, "author", "作者"),
    (.keywords, "keyword", "关键词"),
  ]

  /// The fields in the form that the tables of other pages give.
  ///
  /// - Parameter text: the page, with its comments.
  static func entries(in text: [UInt8]) -> [InfoEntry] {
    guard let open = text.firstRange(of: start),
      let close = text.firstRange(of: end, from: open.upperBound)
    else { return [] }
    let comment = Array(text[open.upperBound..<close.lowerBound])
    return tags.compactMap { field, name, label in
      guard let before = comment.firstRange(of: Array("<\(name)>".utf8)),
        let behind = comment.firstRange(of: Array("</\(name)>".utf8), from: before.upperBound),
        let value = FieldValue.cleaned(
          String(decoding: comment[before.upperBound..<behind.lowerBound], as: UTF8.self))
      else { return nil }
      return InfoEntry(field: field, label: label, value: value, line: 0, isRow: true)
    }
  }
}
