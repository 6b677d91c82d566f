// ScanTests.swift — every answer of a search against a plain scan of the same texts.
import Testing

@testable import SearchIndex

@Suite struct ScanTests {
  /// The hits of a search, by the number of their document.
  private static func places(
    _ hits: [SearchHit], in reader: IndexReader
  ) throws -> [PlainAnswer.Place] {
    try hits.map { hit in
      let before = reader.segments[..<hit.segment].reduce(0) { $0 + $1.reader.documentCount }
      let start = try reader.segments[hit.segment].reader.paragraphs(of: hit.document).lowerBound
      return .init(document: before + hit.document, paragraph: hit.paragraph - start)
    }
  }

  private static func check(
    _ query: Query, _ options: SearchOptions, _ reader: IndexReader, _ documents: [DocumentInput]
  ) throws {
    var options = options
    options.limit = 10_000
    options.countsOccurrences = true
    let plain = PlainAnswer(
      query, scope: options.scope, isStrict: options.isStrict, isLiteral: options.isLiteral,
      documents)
    let results = try reader.search(query, options)
    let places = try Self.places(results.hits, in: reader)
    let comment: Comment = "\(query) \(documents.map { [$0.title] + $0.paragraphs.map(\.text) })"

    let full = zip(places, results.hits).filter { $1.missing.isEmpty }.map(\.0)
    #expect(full.count == Set(full).count, comment)
    #expect(Set(full) == plain.full, comment)
    #expect(results.paragraphs == plain.full.count, comment)
    #expect(results.documents == plain.documents, comment)
    #expect(results.occurrences == plain.occurrences, comment)
    let titleOnly = zip(places, results.hits).filter { $1.isTitleOnly }.map(\.0)
    #expect(Set(titleOnly) == plain.titleOnly, comment)
    if results.isBroken {
      let isLost = query.clauses.enumerated().contains { index, clause in
        plain.partial.values.allSatisfy { $0.contains(index) }
          && clause.patterns.contains { $0.text.count >= PieceSearch.long }
      }
      #expect(plain.full.isEmpty && (plain.partial.isEmpty || isLost), comment)
    } else {
      let partial = zip(places, results.hits).filter { !$1.missing.isEmpty }
        .map { ($0, $1.missing) }
      #expect(Dictionary(uniqueKeysWithValues: partial) == plain.partial, comment)
      #expect(results.partialParagraphs == plain.partial.count, comment)
      #expect(results.partialDocuments == Set(plain.partial.keys.map(\.document)).count, comment)
    }
    // Full matches come first.
    let firstPartial = results.hits.firstIndex { !$0.missing.isEmpty } ?? results.hits.count
    #expect(results.hits[firstPartial...].allSatisfy { !$0.missing.isEmpty }, comment)
  }

  @Test(arguments: 0..<60)
  func answersAreThoseOfAPlainScan(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    #expect(reader.documentCount == corpus.documents.count)
    for _ in 0..<40 {
      let query = corpus.query()
      for (isStrict, isLiteral) in [(true, false), (true, true), (false, false), (false, true)] {
        var options = SearchOptions()
        (options.isStrict, options.isLiteral) = (isStrict, isLiteral)
        try Self.check(query, options, reader, corpus.documents)
      }
    }
  }

  /// Queries of any shape: groups in groups, what must not stand there beside what may, conditions
  /// on documents among texts.
  @Test(arguments: 0..<50)
  func answersToAnyQueryAreThoseOfAPlainScan(seed: Int) throws {
    var corpus = RandomCorpus(seed: 9000 + seed)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    for round in 0..<24 {
      let query = corpus.tree()
      for isStrict in [true, false] {
        var options = SearchOptions()
        (options.isStrict, options.isLiteral) = (isStrict, round % 4 == 0)
        try Self.check(query, options, reader, corpus.documents)
      }
    }
  }

  /// All of a query within one document, or under one heading.
  @Test(arguments: 0..<30)
  func answersByDocumentsAndSectionsAreThoseOfAPlainScan(seed: Int) throws {
    var corpus = RandomCorpus(seed: 11_000 + seed)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    for round in 0..<20 {
      let query = round % 2 == 0 ? corpus.query() : corpus.tree()
      for scope in [SearchOptions.Scope.section, .document] {
        var options = SearchOptions()
        (options.scope, options.isStrict) = (scope, round % 3 == 0)
        try Self.check(query, options, reader, corpus.documents)
      }
    }
  }

  @Test(arguments: 0..<20)
  func pagesOfAnAnswerJoinUp(seed: Int) throws {
    var corpus = RandomCorpus(seed: 1000 + seed)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    for round in 0..<20 {
      let query = corpus.query()
      var options = SearchOptions()
      options.groupsByDocument = round % 2 == 0
      if round % 3 == 0 { options.order = .number(column: 0) }
      options.limit = .max
      let whole = try Self.places(try reader.search(query, options).hits, in: reader)
      var joined: [PlainAnswer.Place] = []
      options.limit = 1 + round % 4
      while true {
        options.offset = joined.count
        let page = try Self.places(try reader.search(query, options).hits, in: reader)
        #expect(page.count == min(options.limit, whole.count - joined.count))
        if page.isEmpty { break }
        joined += page
      }
      #expect(joined == whole)
    }
  }

  @Test(arguments: 0..<20)
  func groupingKeepsTheBestOfEachDocument(seed: Int) throws {
    var corpus = RandomCorpus(seed: 2000 + seed)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    for _ in 0..<20 {
      let query = corpus.query()
      var options = SearchOptions()
      options.limit = 10_000
      let all = try Self.places(try reader.search(query, options).hits, in: reader)
      options.groupsByDocument = true
      let grouped = try Self.places(try reader.search(query, options).hits, in: reader)
      var seen: Set<Int> = []
      #expect(grouped == all.filter { seen.insert($0.document).inserted })
    }
  }

  @Test func orderByNumberIsLargestFirstAmongFullMatches() throws {
    let corpus = RandomCorpus(seed: 77, documents: 30)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    var options = SearchOptions()
    options.limit = 10_000
    options.order = .number(column: 0)
    let hits = try reader.search(.text(Pattern("法")), options).hits
    let keys = try hits.map { try reader.segments[$0.segment].reader.number(0, of: $0.document) }
    #expect(keys.count > 5)
    #expect(keys == keys.sorted(by: >))
    options.order = .number(column: 0, isAscending: true)
    let rising = try reader.search(.text(Pattern("法")), options).hits.map {
      try reader.segments[$0.segment].reader.number(0, of: $0.document)
    }
    // What has no number comes last.
    let known = keys.filter { $0 > 0 }
    #expect(rising == known.sorted() + keys.filter { $0 == 0 })
  }

  @Test(arguments: 0..<10)
  func filtersKeepTheDocumentsThatPass(seed: Int) throws {
    let corpus = RandomCorpus(seed: 3000 + seed, documents: 25)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    let documents = corpus.documents
    let filters: [(DocumentFilter, (DocumentInput) -> Bool)] = [
      (.number(column: 0, 2...3), { (2...3).contains($0.numbers[0]) }),
      (.equals(column: 0, "甲"), { $0.strings[0] == "甲" }),
      (.contains(column: 0, "乙"), { $0.strings[0] == "乙" }),
      (
        .any([.number(column: 0, 0...0), .equals(column: 0, "乙")]),
        { $0.numbers[0] == 0 || $0.strings[0] == "乙" }
      ),
      (.not(.equals(column: 0, "甲")), { $0.strings[0] != "甲" }),
      (
        .all([.number(column: 0, 1...3), .equals(column: 0, "乙")]),
        { (1...3).contains($0.numbers[0]) && $0.strings[0] == "乙" }
      ),
    ]
    for (filter, passes) in filters {
      let found = try reader.documents(matching: [filter]).map { place in
        reader.segments[..<place.segment].reduce(0) { $0 + $1.reader.documentCount }
          + place.document
      }
      #expect(found == documents.indices.filter { passes(documents[$0]) })
      var options = SearchOptions()
      options.isStrict = true
      options.limit = 10_000
      options.filters = [filter]
      let hits = try Self.places(try reader.search(.text(Pattern("法")), options).hits, in: reader)
      let plain = PlainAnswer(.text(Pattern("法")), isStrict: true, isLiteral: false, documents)
      #expect(Set(hits) == plain.full.filter { passes(documents[$0.document]) })
    }
  }
}
