// ScoreTests.swift — the best k and their scores against BM25 computed the long way.
import Glibc
import Testing

@testable import SearchIndex

@Suite struct ScoreTests {
  /// Text, term counts and rounded length of one paragraph.
  private struct Scanned {
    var counts: [String: Int] = [:]
    var length: Int

    init(_ text: String) {
      let plain = PlainText(text)
      for term in plain.terms { counts[term, default: 0] += 1 }
      for symbol in plain.symbols where PlainText.isHan(symbol) {
        counts["\(symbol)*", default: 0] += 1
      }
      length = plain.length
    }

    /// What is left of a length in one byte: four significant bits of what is above 24.
    var roundedLength: Int {
      if length < 40 { return length }
      var unit = 1
      while (length - 24) / unit >= 16 { unit *= 2 }
      return 24 + (length - 24) / unit * unit
    }
  }

  /// The terms that a pattern weighs: its pairs, words and lone characters, as often as they
  /// stand in it, or `c*` for a character that stands alone. What may go on in a match, a lone
  /// character at the end, is no term.
  private static func terms(_ pattern: Pattern) -> [String] {
    let plain = PlainText(pattern.text)
    var terms: [String] = []
    var hasOther = false
    var run: [Unicode.Scalar] = []
    for (index, symbol) in plain.symbols.enumerated() where !PlainText.isMark(symbol) {
      if let last = run.last, index > 0, plain.symbols[index - 1] == last,
        PlainText.isHan(last) == PlainText.isHan(symbol)
      {
        run.append(symbol)
      } else {
        run = [symbol]
      }
      let next = index + 1 < plain.symbols.count ? plain.symbols[index + 1] : nil
      let goesOn =
        next.map { !PlainText.isMark($0) && PlainText.isHan($0) == PlainText.isHan(symbol) }
        ?? false
      if PlainText.isHan(symbol) {
        if run.count > 1 {
          terms.append(String(Character(run[run.count - 2])) + String(Character(symbol)))
        }
        if run.count == 1, !goesOn, next != nil { terms.append("\(symbol)$") }
        if !goesOn, next != nil { hasOther = true }
      } else if !goesOn {
        terms.append(run.map { String(Character($0)) }.joined())
      }
    }
    if terms.isEmpty, !hasOther, let last = plain.symbols.last { return ["\(last)*"] }
    return terms
  }

  /// The score of a query in each paragraph: every text of it that stands there counts.
  private static func scores(_ query: Query, _ texts: [String], _ scanned: [Scanned]) -> [Double] {
    let count = Double(scanned.count)
    let average = max(1, Double(scanned.reduce(0) { $0 + $1.length }) / max(1, count))
    var scores = [Double](repeating: 0, count: texts.count)
    for pattern in query.patterns {
      let terms = terms(pattern)
      let plain = PlainText(pattern.text)
      let whole = plain.symbols.map { String(Character($0)) }.joined()
      let isOneTerm = terms == [whole] || terms == ["\(whole)*"]
      let idf = terms.reduce(0.0) { sum, term in
        let holding = Double(scanned.count { $0.counts[term] != nil })
        return sum + log(1 + (count - holding + 0.5) / (holding + 0.5))
      }
      for (index, text) in texts.enumerated() {
        // The index counts a term that overlaps itself (人人人), a text is counted without.
        let frequency = Double(
          isOneTerm
            ? scanned[index].counts[terms[0], default: 0]
            : PlainText(text).occurrences(of: plain))
        let norm = 1.2 * (0.25 + 0.75 * Double(scanned[index].roundedLength) / average)
        scores[index] += idf * frequency / (frequency + norm)
      }
    }
    return scores
  }

  @Test(arguments: 0..<40)
  func topKIsThatOfBruteForce(seed: Int) throws {
    var corpus = RandomCorpus(seed: 5000 + seed)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    let texts = corpus.documents.flatMap { $0.paragraphs.map(\.text) }
    let scanned = texts.map(Scanned.init)
    for _ in 0..<30 {
      let query = corpus.query()
      let scores = Self.scores(query, texts, scanned)
      let full = PlainAnswer(query, isStrict: true, isLiteral: false, corpus.documents).full
      var starts: [Int] = [0]
      for document in corpus.documents { starts.append(starts.last! + document.paragraphs.count) }
      let matches = full.map { starts[$0.document] + $0.paragraph }.sorted()

      var options = SearchOptions()
      options.isStrict = true
      let totals: [SearchOptions.Totals] = [.none, .paragraphs, .documents]
      for (limit, totals) in [1, 3, 10, 1000].flatMap({ limit in totals.map { (limit, $0) } }) {
        options.limit = limit
        options.totals = totals
        let results = try reader.search(query, options)
        if totals != .none { #expect(results.paragraphs == matches.count) }
        #expect(results.hits.count == min(limit, matches.count))
        var seen: [Int] = []
        for hit in results.hits {
          let before = reader.segments[..<hit.segment].reduce(0) { $0 + $1.reader.paragraphCount }
          let number = before + hit.paragraph
          seen.append(number)
          #expect(
            abs(Double(hit.score) - scores[number]) < 1e-5 * max(1, scores[number]),
            "\(query) \(totals): \(texts[number])")
        }
        #expect(Set(seen).isSubset(of: matches))
        // Best first, equal ones in order, and nothing better left out.
        for (hit, next) in zip(results.hits, results.hits.dropFirst()) where hit.score == next.score
        {
          #expect((hit.segment, hit.paragraph) < (next.segment, next.paragraph))
        }
        #expect(results.hits.map(\.score) == results.hits.map(\.score).sorted(by: >))
        let best = matches.map { scores[$0] }.sorted(by: >).prefix(limit)
        for (hit, score) in zip(results.hits, best) {
          #expect(abs(Double(hit.score) - score) < 1e-5 * max(1, score))
        }
        let rest = Set(matches).subtracting(seen)
        if let last = seen.last {
          let least = scores[last]
          #expect(rest.allSatisfy { scores[$0] < least + 1e-5 })
        }
      }
    }
  }

  /// Among paragraphs of one text the earlier is the better, across segments too.
  @Test func equalScoresComeInOrder() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index(
      (0..<3).map { commit in
        (0..<3).map { document("\(commit)-\($0)", "", ["人民法律", "无", "人民法律"]) }
      })
    for limit in [4, 7, 30] {
      var options = SearchOptions()
      options.limit = limit
      let hits = try reader.search(.text(Pattern("法律")), options).hits
      let places = hits.map { [$0.segment, $0.paragraph] }
      let all = (0..<3).flatMap { s in [0, 2, 3, 5, 6, 8].map { [s, $0] } }
      #expect(places == Array(all.prefix(limit)))
    }
  }

  /// Worked by hand: N = 2, n = 1, idf = ln 2; lengths 1 and 3, average 2.
  @Test func theFormulaByHand() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("a", "", ["法律", "人民政府"])]])
    var options = SearchOptions()
    options.isStrict = true
    let hit = try #require(try reader.search(.text(Pattern("法律")), options).hits.first)
    let expected = log(2.0) / (1 + 1.2 * (0.25 + 0.75 * 1 / 2))
    #expect(abs(Double(hit.score) - expected) < 1e-6)
  }
}
