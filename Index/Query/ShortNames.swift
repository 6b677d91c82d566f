// ShortNames.swift — 道交法 and 治安处罚法: the law whose title a name leaves characters out of.

extension IndexReader {
  /// The query with the full name beside one that stands in no title and is short for one title
  /// alone: 道交法 is also looked for as 道路交通安全法.
  package func naming(_ query: Query) throws(SegmentError) -> Query {
    switch query {
    case .text(let pattern):
      guard pattern.typed == nil, !pattern.hasWildcards, let name = try fullName(of: pattern)
      else { return query }
      return .any([query, .text(name)])
    case .all(let parts):
      var named: [Query] = []
      for part in parts { named.append(try naming(part)) }
      return .all(named)
    case .near, .any, .not, .field, .documents, .under, .judged: return query
    }
  }

  /// Other titles with the same ending that may hold what stands before it in a short name.
  private static let mostOthers = 5

  private func fullName(of pattern: Pattern) throws(SegmentError) -> Pattern? {
    let compiled = CompiledPattern(pattern, analyzer: analyzer, isLiteral: false)
    let name = compiled.scalars
    guard name.count >= DocumentName.shortest, name.count == compiled.hanCount,
      ArticleNumber.mayHave(name), try documents(titled: pattern.text, limit: 1).isEmpty
    else { return nil }
    let ending = ArticleNumber.ending(of: name)
    let stem = Array(name.dropLast(ending?.count ?? 0))
    var full: [UInt32]?
    var others: Set<[UInt32]> = []
    for segment in segments {
      let titled = try Matches(
        rowOf: name[0], in: segment.reader.title, units: segment.reader.documentCount)
      for id in titled.ids where !segment.deleted[Int(id)] {
        let title = DocumentName.bare(try segment.reader.foldedTitle(of: Int(id)))
        guard DocumentName.isShort(name, for: title) else {
          // 安全条例 may be any of the rules on some 安全.
          if ArticleNumber.ending(of: title) == ending, title.holds(stem) {
            others.insert(title)
            if others.count > Self.mostOthers { return nil }
          }
          continue
        }
        // Short for two it says neither.
        if let full, full != title { return nil }
        full = title
      }
    }
    guard let full else { return nil }
    var named = Pattern(String(scalarValues: full))
    named.typed = pattern.text
    named.isFullName = true
    return named
  }
}
