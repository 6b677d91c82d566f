// TermCounts.swift — quoted names and numeral abbreviations of all texts, counted.
internal import SearchIndex

/// How often a name stands in the archive.
package struct TermCount: Sendable, Hashable, Encodable {
  package var term: String
  package var hits = 0
  package var documents = 0
  package var years: [String: Int] = [:]
  package var levels: [String: Int] = [:]
}

extension Archive {
  /// “…” of up to twenty characters, 《…》, and numbers joined by plus signs.
  private static let names =
    #"“[^“”。；]{2,20}”|《[^《》]{2,60}》|[0-9一二三四五六七八九十XxNn]+([+＋][0-9一二三四五六七八九十XxNn]+)+"#

  /// The names that stand in most documents; years and levels count documents.
  package func terms(
    _ conditions: [DocumentCondition], limit: Int
  ) throws -> [TermCount] {
    var terms: [String: TermCount] = [:]
    var last: [String: (Int, DocumentID)] = [:]
    let columns = try index.segments.map { try FieldColumns($0.reader) }
    try index.scan(
      try ScanPattern(Self.names), filters: conditions.map(\.filter), isInverted: false,
      findsRanges: true
    ) { found in
      let text = Array(
        try index.segments[found.segment].reader.text(of: found.paragraph).unicodeScalars)
      for range in found.ranges {
        let term = String(String.UnicodeScalarView(text[range]))
        var count = terms[term] ?? TermCount(term: term)
        count.hits += 1
        if last[term].map({ $0 != (found.segment, found.document) }) ?? true {
          last[term] = (found.segment, found.document)
          count.documents += 1
          for year in try columns[found.segment].values([.year], of: found.document) {
            count.years[year[0], default: 0] += 1
          }
          let level = try columns[found.segment].values([.level], of: found.document)[0][0]
          count.levels[level, default: 0] += 1
        }
        terms[term] = count
      }
      return true
    }
    let sorted = terms.values.sorted {
      ($0.documents, $0.hits, $1.term) > ($1.documents, $1.hits, $0.term)
    }
    return Array(sorted.prefix(limit))
  }
}
