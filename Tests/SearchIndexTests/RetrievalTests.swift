// RetrievalTests.swift — what is passed over could not have been among the best.
import Testing

@testable import SearchIndex

/// Lists of many blocks, in several segments: ranking that prunes against ranking that lists
/// every match.
@Suite struct RetrievalTests {
  private static let characters: [Unicode.Scalar] = Array("的法律人民国家政府工作社会矫正普规划".unicodeScalars)

  /// A character, the first ones more often than the others.
  private static func character(_ numbers: inout SeededGenerator) -> Unicode.Scalar {
    characters[min(numbers.below(characters.count), numbers.below(characters.count))]
  }

  private static func text(_ count: Int, _ numbers: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<count {
      text.append(character(&numbers))
      if numbers.once(in: 12) { text.append(["，", "“", " "][numbers.below(3)]) }
    }
    return String(text)
  }

  private static func corpus(_ seed: Int, _ numbers: inout SeededGenerator) -> [[DocumentInput]] {
    (0..<3).map { commit in
      (0..<[30, 6, 2][commit]).map { index in
        var input = document(
          "\(commit)-\(index)", "",
          (0..<80).map { _ in
            text(1 + numbers.below([8, 30, 60][commit]), &numbers)
          })
        input.numbers = [UInt32(numbers.below(2))]
        return input
      }
    }
  }

  private static func query(_ numbers: inout SeededGenerator) -> Query {
    func pattern(_ length: Int) -> Query { .text(Pattern(text(length, &numbers))) }
    switch numbers.below(4) {
    case 0: return pattern(2)
    case 1: return .any((0..<2 + numbers.below(6)).map { _ in pattern(2) })
    case 2: return .all((0..<2 + numbers.below(2)).map { _ in pattern(2 + numbers.below(2)) })
    default: return pattern(3 + numbers.below(2))
    }
  }

  @Test(arguments: 0..<6)
  func theBestAreThoseOfAllMatches(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(7000 + seed))
    let folder = TemporaryFolder()
    let analyzer = Analyzer(seed % 2 == 0 ? .standard : .plain)
    var writer = try IndexWriter(folder: folder.path, analyzer: analyzer)
    for documents in Self.corpus(seed, &numbers) {
      for document in documents { try writer.add(document) }
      try writer.commit(owner: [:])
    }
    if seed > 3 {
      for key in ["0-3", "0-4", "2-0"] { try writer.delete(key: Array(key.utf8)) }
      try writer.commit(owner: [:])
    }
    let reader = try IndexReader(folder: folder.path, analyzer: analyzer)
    for round in 0..<60 {
      let query = Self.query(&numbers)
      var options = SearchOptions()
      options.isStrict = true
      options.limit = [1, 10, 25][round % 3]
      if round % 5 == 0 { options.filters = [.number(column: 0, 1...1)] }
      let all = try reader.search(query, options)
      for totals in [SearchOptions.Totals.paragraphs, .none] {
        options.totals = totals
        let ranked = try reader.search(query, options)
        let comment: Comment = "\(query) \(totals)"
        if totals == .paragraphs { #expect(ranked.paragraphs == all.paragraphs, comment) }
        #expect(ranked.hits.count == all.hits.count, comment)
        for (hit, expected) in zip(ranked.hits, all.hits) {
          #expect(abs(hit.score - expected.score) <= 1e-5 * max(1, expected.score), comment)
          // Sums of more than two terms may differ in their last bit, and equal ones change places.
          if abs(hit.score - expected.score) == 0, query.patterns.count < 3 {
            #expect(hit.segment == expected.segment, comment)
            #expect(hit.paragraph == expected.paragraph, comment)
            #expect(hit.document == expected.document, comment)
          }
        }
        #expect(Set(ranked.hits.map { [$0.segment, $0.paragraph] }).count == ranked.hits.count)
      }
    }
  }

  /// Two rounds give the same places: equal scores are in order whatever was passed over.
  @Test func equalScoresStayInOrder() throws {
    let folder = TemporaryFolder()
    let texts = (0..<700).map { $0 % 3 == 0 ? "人民" : $0 % 3 == 1 ? "人民政府" : "法律" }
    let reader = try folder.index([[document("a", "", texts)], [document("b", "", texts)]])
    var options = SearchOptions()
    options.isStrict = true
    options.totals = .none
    for query in [Query.text(Pattern("人民")), .any([.text(Pattern("人民")), .text(Pattern("民政"))])] {
      let hits = try reader.search(query, options).hits
      let step = query.patterns.count == 1 ? 0 : 1
      #expect(hits.map { [$0.segment, $0.paragraph] } == (0..<10).map { [0, 3 * $0 + step] })
    }
  }

  /// Copies of one paragraph all reach the most that its terms can score together: rounding of the
  /// bounds must not lose them.
  @Test(arguments: 0..<40)
  func copiesThatReachTheBoundAreFound(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(8000 + seed))
    let folder = TemporaryFolder()
    // Nothing shorter holds these pairs; longer paragraphs make them differ in weight.
    let copy = String("甲乙丙丁戊己庚辛壬癸子丑".prefix(4 + numbers.below(9)))
    let copies = [String](repeating: copy, count: 10 + numbers.below(20))
    var others = (0..<200).map { _ in Self.text(1 + numbers.below(9), &numbers) }
    for index in copy.indices.dropLast() {
      let pair = copy[index...].prefix(2)
      for _ in 0..<numbers.below(9) { others.append("\(pair)，" + Self.text(40, &numbers)) }
    }
    let reader = try folder.index([[document("k", "", copies + others)]])
    let scalars = Array(copy.unicodeScalars)
    let pairs = scalars.indices.dropLast().map { index in
      Query.text(Pattern("\(scalars[index])\(scalars[index + 1])"))
    }
    var options = SearchOptions()
    options.isStrict = true
    let all = try reader.search(.any(pairs), options).hits
    for totals in [SearchOptions.Totals.paragraphs, .none] {
      options.totals = totals
      let ranked = try reader.search(.any(pairs), options).hits
      #expect(ranked.count == all.count)
      for (hit, expected) in zip(ranked, all) {
        #expect(abs(hit.score - expected.score) <= 1e-5 * expected.score)
      }
    }
  }

  /// More paragraphs than a window has, of which most are passed over: what holds a term is counted
  /// all the same, each once.
  @Test func whatIsPassedOverIsCounted() throws {
    var numbers = SeededGenerator(77)
    let folder = TemporaryFolder()
    let count = 2 * WindowedDisjunction.windowSize + 1000
    var texts = (0..<count).map { _ in Self.text(2 + numbers.below(4), &numbers) }
    // Where nothing else is, and where the bar is set.
    texts.replaceSubrange(300..<20_000, with: repeatElement("公文", count: 19_700))
    for index in stride(from: 0, to: 300, by: 7) { texts[index] = "的法律人的" }
    let reader = try folder.index([[document("k", "", texts)]])
    var options = SearchOptions()
    options.isStrict = true
    options.totals = .paragraphs
    for pairs in [["的法", "律人", "人的"], ["民国", "法律"], ["公文", "人的", "律人"]] {
      let query = Query.any(pairs.map { .text(Pattern($0)) })
      let expected = texts.count { text in
        pairs.contains {
          text.unicodeScalars.filter { $0 != "“" && $0 != " " }.map(String.init).joined().contains(
            $0)
        }
      }
      #expect(try reader.search(query, options).paragraphs == expected, "\(pairs)")
    }
  }
}
