// WrappedTitle.swift — the title of a notice that issues another text → verb, inner title.

/// What a title wraps: 关于印发《某市学习行动方案》的通知 issues 某市学习行动方案.
package struct WrappedTitle: Sendable, Hashable {
  /// 印发, 转发, 批转 …
  package var verb: String
  /// The title of the text within, without 《》; of several, joined by 、.
  package var work: String

  /// nil for a title that wraps nothing.
  package init?(_ title: String) {
    var scalars = title.trimmed.scalars
    Self.dropBrackets(&scalars)
    let isNotice = scalars.reversed().starts(with: Self.noticeEnd.reversed())
    let body = isNotice ? scalars.dropLast(Self.noticeEnd.count) : scalars[...]
    guard let (verb, start) = Self.verb(in: body, isNotice: isNotice) else { return nil }
    let rest = body[start...]
    let works = Self.quoted(rest)
    if !works.isEmpty {
      self.verb = verb
      work = works.joined(separator: "、")
      return
    }
    let text = String(scalars: rest).trimmed
    guard text.unicodeScalars.count >= 4, !rest.contains("《") else { return nil }
    self.verb = verb
    // 转发某厅关于做好某事的通知: both titles end in one 的通知; 印发2023年工作要点的通知: only the outer one.
    // What is issued or made public is no notice itself.
    let isPassedOn = verb == "转发" || verb == "批转"
    work =
      isNotice && isPassedOn && DocumentKinds.kind(of: text) == nil
      ? text + String(scalars: Self.noticeEnd) : text
  }

  /// What a notice says at its start when its title is lost: 《某方案》已经审议通过，现印发给你们; nil for
  /// other sentences.
  init?(cover sentence: String) {
    guard sentence.holds("给你们"),
      let verb = DocumentKinds.wrappers.map({ String(scalars: $0) })
        .first(where: { sentence.holds($0 + "给你们") })
    else { return nil }
    let works = Self.quoted(sentence.scalars[...])
    guard let first = works.first else { return nil }
    self.verb = verb
    work = first
  }

  private static let noticeEnd = "的通知".scalars

  /// （国发〔2024〕1号）, 【附件】 behind the title.
  private static func dropBrackets(_ scalars: inout [Unicode.Scalar]) {
    for (open, close) in [("(", ")"), ("（", "）"), ("【", "】"), ("[", "]")]
      as [(Unicode.Scalar, Unicode.Scalar)]
    {
      while scalars.last == close, let start = scalars.lastIndex(of: open), start > 0 {
        scalars.removeSubrange(start...)
        while scalars.last?.isBlank == true { scalars.removeLast() }
      }
    }
  }

  /// In a notice the first verb behind 关于 or an office and before a 《, else one that opens the
  /// title; 新闻发布 is none.
  private static func verb(
    in body: ArraySlice<Unicode.Scalar>, isNotice: Bool
  ) -> (verb: String, end: Int)? {
    for index in body.indices {
      if body[index] == "《" || !isNotice && index > body.startIndex { return nil }
      let isBehind =
        index == body.startIndex || body[index - 1].isBlank
        || "于局厅委会府室部办院处".unicodeScalars.contains(body[index - 1])
      guard isBehind,
        let verb = DocumentKinds.wrappers.first(where: { body[index...].starts(with: $0) })
      else { continue }
      return (String(scalars: verb), index + verb.count)
    }
    return nil
  }

  /// The outer 《…》, which may hold others.
  private static func quoted(_ text: ArraySlice<Unicode.Scalar>) -> [String] {
    var works: [String] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      if text[index] == "《" {
        if depth == 0 { start = index + 1 }
        depth += 1
      } else if text[index] == "》", depth > 0 {
        depth -= 1
        if depth == 0 { works.append(String(scalars: text[start..<index]).trimmed) }
      }
    }
    return works.filter { !$0.isEmpty }
  }
}
