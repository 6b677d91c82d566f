// ChangeTests.swift — deleting, replacing and merging: the same answers as an index built at once.
import SystemPackage
import Testing

@testable import SearchIndex

@Suite struct ChangeTests {
  /// All hits of a query as key, paragraph, and what is missing; scores are those of the
  /// segments as they are, deleted documents included, and are not compared.
  private static func answer(_ query: Query, _ reader: IndexReader) throws -> Set<[String]> {
    var options = SearchOptions()
    options.limit = 10_000
    let results = try reader.search(query, options)
    if results.isBroken { return [] }
    var keys: [DocumentPlace: String] = [:]
    for (key, place) in try reader.documents(withKeyPrefix: []) {
      keys[place] = String(decoding: key, as: UTF8.self)
    }
    return Set(
      try results.hits.map { hit in
        let segment = reader.segments[hit.segment].reader
        let start = try segment.paragraphs(of: hit.document).lowerBound
        let key = try #require(keys[hit.place])
        return [key, "\(hit.paragraph - start)", "\(hit.missing)", "\(hit.isTitleOnly)"]
      })
  }

  /// Adds, replaces and deletes at random, in many commits, beside a plain list.
  @Test(arguments: 0..<12)
  func changesAtRandomAnswerLikeARebuiltIndex(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(seed))
    var corpus = RandomCorpus(seed: 6000 + seed, documents: 20)
    let folder = TemporaryFolder()
    var plain: [DocumentInput] = []
    var writer = try IndexWriter(folder: folder.path)
    for commit in 0..<14 {
      for _ in 0..<1 + numbers.below(6) {
        let document = corpus.document(numbers.below(25))
        let isKnown = plain.contains { $0.keys == document.keys }
        #expect(try writer.record(forKey: document.keys[0]) != nil || !isKnown)
        #expect(try writer.delete(key: document.keys[0]) == isKnown)
        plain.removeAll { $0.keys == document.keys }
        if numbers.once(in: 4) { continue }
        try writer.add(document)
        plain.append(document)
      }
      try writer.commit(owner: ["commit": "\(commit)"])
      // Now and then another writer goes on.
      if numbers.once(in: 5) { writer = try IndexWriter(folder: folder.path) }

      let reader = try IndexReader(folder: folder.path)
      try reader.verify()
      #expect(reader.documentCount == plain.count)
      #expect(reader.owner == ["commit": "\(commit)"])
      let fresh = TemporaryFolder()
      let rebuilt = try fresh.index([plain])
      for _ in 0..<6 {
        let query = corpus.query()
        let answer = try Self.answer(query, reader)
        #expect(answer == (try Self.answer(query, rebuilt)), "\(query)")
      }
    }
    let named = try #require(try Manifest.read(from: folder.path)).segments
    #expect(
      Set(folder.names())
        == Set(["manifest"] + named.flatMap { [$0.name, $0.deletions].compactMap { $0 } }))
  }

  @Test func manyCommitsBecomeTheSegmentBuiltAtOnce() throws {
    // Four segments become one, and so do that one and three more.
    let documents = RandomCorpus(seed: 9, documents: 4 + 5 * 3).documents
    let merged = TemporaryFolder()
    let reader = try merged.index(documents.map { [$0] })
    let atOnce = TemporaryFolder()
    let rebuilt = try atOnce.index([documents])
    #expect(reader.segments.count == 1 && rebuilt.segments.count == 1)
    #expect(
      merged.read(reader.segments[0].reader.name) == atOnce.read(rebuilt.segments[0].reader.name))
  }

  @Test func theMergeOfSegmentsIsTheSegmentBuiltAtOnceByteForByte() throws {
    for seed in 0..<10 {
      let corpus = RandomCorpus(seed: 7000 + seed, documents: 30)
      let folder = TemporaryFolder()
      let reader = try folder.index(corpus.commits)
      let merger = try SegmentMerger(
        reader.segments[...], analyzer: Analyzer(), threads: 1 + seed % 3)
      try merger.write(to: folder.path.appending("merged"))
      var builder = SegmentBuilder(
        analyzer: Analyzer(), threads: 1 + seed % 4, roundSize: [1, 500, 1 << 19][seed % 3])
      for document in corpus.documents { try builder.add(document) }
      try builder.write(to: folder.path.appending("built"))
      #expect(folder.read("merged") == folder.read("built"))
    }
  }

  @Test(arguments: 0..<10)
  func theMergeWithoutWhatIsDeletedIsTheSegmentOfTheRest(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(seed))
    let corpus = RandomCorpus(seed: 8000 + seed, documents: 30)
    let folder = TemporaryFolder()
    _ = try folder.index(corpus.commits)
    var writer = try IndexWriter(folder: folder.path)
    let rest = try corpus.documents.filter { document in
      if numbers.once(in: [2, 4, 30][seed % 3]) { return true }
      return try !writer.delete(key: document.keys[0])
    }
    var segments = try IndexReader(folder: folder.path).segments
    for index in segments.indices {
      for (document, keys) in try segments[index].reader.keysByDocument().enumerated() {
        segments[index].deleted[document] = !rest.contains { $0.keys[0] == keys[0] }
      }
    }
    let merger = try SegmentMerger(segments[...], analyzer: Analyzer(), threads: 2)
    #expect(merger.isEmpty == rest.isEmpty)
    if rest.isEmpty { return }
    try merger.write(to: folder.path.appending("merged"))
    var builder = SegmentBuilder(analyzer: Analyzer())
    for document in rest { try builder.add(document) }
    try builder.write(to: folder.path.appending("built"))
    #expect(folder.read("merged") == folder.read("built"))
  }

  @Test func aReaderKeepsItsSnapshot() throws {
    var corpus = RandomCorpus(seed: 11, documents: 20)
    let folder = TemporaryFolder()
    let reader = try folder.index(corpus.commits)
    let queries = (0..<20).map { _ in corpus.query() }
    let before = try queries.map { try Self.answer($0, reader) }

    var writer = try IndexWriter(folder: folder.path)
    for number in 0..<10 { try writer.delete(key: Array("doc-\(number)".utf8)) }
    for _ in 0..<10 {
      try writer.add(corpus.document(100))
      try writer.commit(owner: [:])
    }
    #expect(try queries.map { try Self.answer($0, reader) } == before)
    var rebuilt = try IndexWriter(rebuilding: folder.path)
    try rebuilt.commit(owner: [:])
    #expect(try queries.map { try Self.answer($0, reader) } == before)
    #expect(try IndexReader(folder: folder.path).documentCount == 0)
  }

  @Test func nothingIsVisibleBeforeTheCommit() throws {
    let folder = TemporaryFolder()
    var writer = try IndexWriter(folder: folder.path)
    try writer.add(document("1", "", ["法律"]))
    try writer.commit(owner: [:])
    try writer.add(document("2", "", ["法律"]))
    try writer.delete(key: Array("2".utf8))
    try writer.delete(key: Array("1".utf8))
    #expect(try IndexReader(folder: folder.path).documentCount == 1)
    // A crash: what no manifest names is gone when the next writer comes.
    #expect(folder.names().count > 2)
    _ = try IndexWriter(folder: folder.path)
    #expect(folder.names() == ["000001.seg", "manifest"])
    #expect(try IndexReader(folder: folder.path).documentCount == 1)
  }

  @Test func whatWasGivenComesBack() throws {
    var input = document("键", "标题", ["一、总则", "正文"])
    input.keys.append(Array("another".utf8))
    input.record = [0, 255, 7]
    input.paragraphs[0].level = 1
    input.paragraphs[0].headingLength = 4
    input.paragraphs[1].kind = 9
    input.numbers = [1, .max]
    // Two strings that are equal as characters and not as bytes.
    input.strings = ["\u{e9}", ""]
    var other = document("k", "", [])
    (other.numbers, other.strings) = ([0, 5], ["e\u{301}", "x"])
    let folder = TemporaryFolder()
    let reader = try folder.index([[input, other]]).segments[0].reader
    let keys = try reader.keysByDocument()
    let back = try reader.input(0, keys: keys[0])
    #expect(Set(back.keys) == Set(input.keys))
    #expect(back.title == input.title && back.record == input.record)
    #expect(back.numbers == input.numbers && back.paragraphs == input.paragraphs)
    #expect(back.strings.map { Array($0.utf8) } == input.strings.map { Array($0.utf8) })
    #expect(
      try reader.input(1, keys: keys[1]).strings.map { Array($0.utf8) }
        == other.strings.map { Array($0.utf8) })
    #expect(try reader.headings(above: 1, from: 0) == [0])
    #expect(try reader.document(of: 1) == 0)
  }

  @Test func documentsAreFoundByTheStartOfTheirKeys() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([
      [document("ab1", "", ["甲"]), document("ab2", "", ["乙"])], [document("ac", "", [])],
    ])
    func found(_ prefix: String, limit: Int = .max) throws -> [String] {
      try reader.documents(withKeyPrefix: Array(prefix.utf8), limit: limit)
        .map { String(decoding: $0.key, as: UTF8.self) }
    }
    #expect(try found("a") == ["ab1", "ab2", "ac"])
    #expect(try found("a", limit: 2) == ["ab1", "ab2"])
    #expect(try found("ab2") == ["ab2"])
    #expect(try found("b") == [])
    #expect(try found("ab11") == [])
  }

  @Test func filtersLookAtBothEndsOfAString() throws {
    let folder = TemporaryFolder()
    let strings = ["www.Gov.cn", "gov.cn", "gov", ""]
    let reader = try folder.index([
      strings.map { string in
        var input = document(string, "", ["法"])
        input.strings = [string]
        return input
      }
    ])
    func found(_ filter: DocumentFilter) throws -> [String] {
      try reader.documents(matching: [filter]).map { strings[$0.document] }
    }
    #expect(try found(.begins(column: 0, "GOV")) == ["gov.cn", "gov"])
    #expect(try found(.ends(column: 0, "gov.cn")) == ["www.Gov.cn", "gov.cn"])
    #expect(try found(.ends(column: 0, "")) == strings)
    #expect(try found(.not(.begins(column: 0, "g"))) == ["www.Gov.cn", ""])
  }

  /// What an older program left out is not taken for empty, before a merge nor after it.
  @Test func aColumnThatSomeSegmentsLackCannotBeAskedFor() throws {
    let folder = TemporaryFolder()
    var (older, newer) = (document("1", "", ["法律"]), document("2", "", ["法律"]))
    (older.strings, newer.strings) = (["甲"], ["甲", "乙"])
    var writer = try IndexWriter(folder: folder.path)
    for input in [older, newer] {
      try writer.add(input)
      try writer.commit(owner: [:])
    }
    let apart = try IndexReader(folder: folder.path)
    let path = folder.path.appending("merged")
    try SegmentMerger(apart.segments[...], analyzer: Analyzer()).write(to: path)
    let merged = try SegmentReader(path: path, analyzer: Analyzer())
    #expect(merged.counts.stringColumns == 1 && merged.documentCount == 2)
    #expect(try merged.input(1, keys: []).strings == ["甲"])
    for filter in [DocumentFilter.equals(column: 0, "甲"), .not(.begins(column: 0, "乙"))] {
      #expect(try apart.documents(matching: [filter]).count == 2)
      #expect(try filter.documents(in: merged).population == 2)
    }
    let asked = DocumentFilter.contains(column: 1, "乙")
    let error = #expect(throws: SegmentError.self) { try apart.documents(matching: [asked]) }
    #expect(error?.needsRebuild == true)
    #expect(throws: SegmentError.columnMissing(file: merged.name)) {
      try asked.documents(in: merged)
    }
    #expect(try apart.search(.text(Pattern("法律")), SearchOptions()).paragraphs == 2)
  }

  @Test func segmentsOfOtherNumberColumnsAreNotMerged() throws {
    let folder = TemporaryFolder()
    var (first, second) = (document("1", "", ["法律"]), document("2", "", ["法律"]))
    (first.numbers, second.numbers) = ([1], [1, 2])
    let reader = try folder.index([[first], [second]])
    let merger = try SegmentMerger(reader.segments[...], analyzer: Analyzer())
    #expect(throws: SegmentError.damaged(file: "000002.seg", offset: 32)) {
      try merger.write(to: folder.path.appending("merged"))
    }
  }

  /// A header that counts fewer tokens than the documents that go have.
  @Test func aSegmentWhoseHeaderLiesIsNotMerged() throws {
    let folder = TemporaryFolder()
    _ = try folder.index([[document("1", "", ["法律服务"]), document("2", "", ["法律"])]])
    folder.tamper("000001.seg") { bytes in
      for offset in 24..<32 { bytes[offset] = 0 }
    }
    var segment = LiveSegment(
      try SegmentReader(path: folder.place("000001.seg"), analyzer: Analyzer()))
    segment.deleted[0] = true
    let merger = try SegmentMerger([segment], analyzer: Analyzer())
    #expect(throws: SegmentError.damaged(file: "000001.seg", offset: 24)) {
      try merger.write(to: folder.path.appending("merged"))
    }
  }

  @Test func aFileWhoseNumberNoManifestNamesIsNoSegment() throws {
    let folder = TemporaryFolder()
    folder.write("x".utf8, to: "09223372036854775807.seg")
    var writer = try IndexWriter(rebuilding: folder.path)
    try writer.add(document("1", "", ["法律"]))
    try writer.commit(owner: [:])
    #expect(folder.names() == ["000001.seg", "manifest"])
  }

  @Test func anIndexOfAnotherAnalyzerIsRefused() throws {
    let folder = TemporaryFolder()
    _ = try folder.index([[document("1", "", ["法律"])]], analyzer: Analyzer(.plain))
    #expect(throws: SegmentError.self) { try IndexReader(folder: folder.path) }
    #expect(try IndexReader(folder: folder.path, analyzer: Analyzer(.plain)).documentCount == 1)
  }
}
