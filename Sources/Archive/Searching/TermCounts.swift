// TermCounts.swift — names and set phrases (提法) of all texts, counted.
internal import SearchIndex

/// How often a name stands in the archive.
package struct TermCount: Sendable, Hashable, Encodable {
  package let v = 1
  package var term: String
  package var hits = 0
  package var documents = 0
  package var years: [String: Int] = [:]
  package var levels: [String: Int] = [:]

  /// Counts a document in each of its years, and in its level.
  fileprivate mutating func note(_ document: DocumentID, _ columns: FieldColumns) throws {
    for year in try columns.values([.year], of: document) { years[year[0], default: 0] += 1 }
    let level = try columns.values([.level], of: document)[0][0]
    levels[level, default: 0] += 1
  }
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
    var last: [String: DocumentPlace] = [:]
    let columns = try index.segments.map { try FieldColumns($0.reader) }
    try index.scan(
      try ScanPattern(Self.names), filters: conditions.map(\.filter), isInverted: false,
      detail: .ranges
    ) { found in
      let text = Array(
        try index.segments[found.place.segment].reader.text(of: found.paragraph).unicodeScalars)
      for range in found.ranges {
        let term = String(String.UnicodeScalarView(text[range]))
        var count = terms[term] ?? TermCount(term: term)
        count.hits += 1
        if last[term] != found.place {
          last[term] = found.place
          count.documents += 1
          try count.note(found.place.document, columns[found.place.segment])
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

  /// The phrases of Han characters that stand in most documents; years and levels count documents.
  ///
  /// - Parameters:
  ///   - length: their characters, at least 2.
  ///   - least: documents that must hold a phrase; nil for two, or one in two hundred.
  package func phrases(
    _ conditions: [DocumentCondition], length: ClosedRange<Int>, least: Int?, limit: Int,
    progress: (_ done: Int, _ total: Int) -> Void
  ) throws -> [TermCount] {
    let documents = try index.documents(matching: conditions.map(\.filter))
    var search = RepeatedPhrases(
      .init(length: length, leastDocuments: least ?? max(2, documents.count / 200)))
    for (number, place) in documents.enumerated() {
      if number % 500 == 0 { progress(number, documents.count) }
      let reader = index.segments[place.segment].reader
      search.beginDocument()
      for paragraph in try reader.paragraphs(of: place.document) {
        search.add(try reader.text(of: paragraph))
      }
    }
    let columns = try index.segments.map { try FieldColumns($0.reader) }
    return try search.phrases(limit: limit).map { phrase in
      var count = TermCount(
        term: phrase.text, hits: phrase.hits, documents: phrase.documents.count)
      for number in phrase.documents {
        let place = documents[number]
        try count.note(place.document, columns[place.segment])
      }
      return count
    }
  }
}
