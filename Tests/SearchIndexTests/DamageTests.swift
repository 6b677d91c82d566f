// DamageTests.swift — every byte flipped, every prefix cut: the right answer or an error.
import SystemPackage
import Testing

@testable import SearchIndex

@Suite struct DamageTests {
  /// A small index of two segments, deletions beside the first.
  private static func sample(_ folder: TemporaryFolder) throws -> IndexReader {
    var first = document("甲", "关于普法的通知", ["一、普法规划 ISO9001", "全民普法，人民法院。", "𠮷野家 2023 年"])
    first.paragraphs[0].level = 1
    first.paragraphs[0].headingLength = 6
    (first.numbers, first.strings, first.record) = ([20_230_101], ["国务院"], [1, 2, 3])
    var second = document("乙", "社区矫正", ["社区矫正办法", ""])
    (second.numbers, second.strings) = ([20_240_101], ["司法部"])
    var writer = try IndexWriter(folder: folder.path)
    try writer.add(first)
    try writer.add(second)
    try writer.commit(owner: [:])
    second.keys = [Array("丙".utf8)]
    try writer.add(second)
    try writer.delete(key: Array("乙".utf8))
    try writer.commit(owner: ["line": "1"])
    return try IndexReader(folder: folder.path)
  }

  /// Everything that can be asked of an index, in one value.
  private static func everything(_ reader: IndexReader) throws(SegmentError) -> [String] {
    var lines: [String] = ["\(reader.generation) \(reader.owner)"]
    for text in ["普法", "法", "𠮷", "iso9001", "全民普法", "社区矫正 人民", "2023 年 -司法"] {
      guard let query = try? QueryParser.parse(text) else { continue }
      for isStrict in [true, false] {
        var options = SearchOptions()
        options.isStrict = isStrict
        options.countsOccurrences = true
        options.filters = [
          .any([.number(column: 0, 0...UInt32.max), .equals(column: 0, "国务院")])
        ]
        let results = try reader.search(query, options)
        lines.append("\(results.hits) \(results.paragraphs) \(results.occurrences ?? 0)")
      }
    }
    for segment in reader.segments {
      for (number, keys) in try segment.reader.keysByDocument().enumerated() {
        lines.append("\(try segment.reader.input(number, keys: keys))")
        lines.append("\(segment.deleted[number])")
      }
    }
    return lines
  }

  /// Opens and asks; true when the answer is right or an error was thrown.
  private static func isSound(_ folder: TemporaryFolder, _ right: [String]) -> Bool {
    do {
      return try everything(try IndexReader(folder: folder.path)) == right
    } catch {
      return true
    }
  }

  private static func isNoticed(_ folder: TemporaryFolder) -> Bool {
    do {
      try IndexReader(folder: folder.path).verify()
      return false
    } catch {
      return true
    }
  }

  @Test(arguments: ["000001.seg", "000002.seg", "000001-000002.del", "manifest"])
  func everyFlippedByteIsNoticed(name: String) throws {
    let folder = TemporaryFolder()
    let right = try Self.everything(try Self.sample(folder))
    let bytes = folder.read(name)
    try #require(!bytes.isEmpty)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= UInt8(1 << (index % 8))
      folder.write(damaged, to: name)
      if !Self.isSound(folder, right) { Issue.record("byte \(index): a wrong answer") }
      if !Self.isNoticed(folder) { Issue.record("byte \(index): not noticed") }
    }
    folder.write(bytes, to: name)
    #expect(!Self.isNoticed(folder))
    #expect(try Self.everything(try IndexReader(folder: folder.path)) == right)
  }

  @Test(arguments: ["000001.seg", "000002.seg", "000001-000002.del", "manifest"])
  func everyCutIsNoticed(name: String) throws {
    let folder = TemporaryFolder()
    let right = try Self.everything(try Self.sample(folder))
    let bytes = folder.read(name)
    for count in bytes.indices {
      folder.write(bytes[..<count], to: name)
      if !Self.isSound(folder, right) { Issue.record("cut to \(count): a wrong answer") }
      if !Self.isNoticed(folder) { Issue.record("cut to \(count): not noticed") }
    }
    for more in [1, 8, 40] {
      folder.write(bytes + [UInt8](repeating: 0, count: more), to: name)
      #expect(Self.isNoticed(folder), "\(more) bytes more")
    }
  }

  /// A segment of several pages, damaged after it was opened: what was read before may be
  /// answered from, `verify` sees the rest.
  @Test func damageInOnePageDoesNotHideFromVerify() throws {
    let folder = TemporaryFolder()
    var numbers = SeededGenerator(3)
    let documents = (0..<60).map { number in
      document("\(number)", "", (0..<20).map { _ in Alphabet.text(60, rarely: 5, &numbers) })
    }
    _ = try folder.index([documents])
    let bytes = folder.read("000001.seg")
    #expect(bytes.count > 4 * Checksum.pageSize)
    for _ in 0..<200 {
      var damaged = bytes
      damaged[numbers.below(bytes.count)] ^= 0x40
      folder.write(damaged, to: "000001.seg")
      #expect(Self.isNoticed(folder))
    }
  }

  @Test func aMissingSegmentAndOneOfAnotherIndexAreErrors() throws {
    let folder = TemporaryFolder()
    _ = try Self.sample(folder)
    let bytes = folder.read("000001.seg")
    folder.write(folder.read("000002.seg"), to: "000001.seg")
    #expect(Self.isNoticed(folder))
    AtomicFile.unlink(folder.place("000001.seg"))
    #expect(throws: SegmentError.missing(file: "000001.seg")) {
      try IndexReader(folder: folder.path)
    }
    folder.write(bytes, to: "000001.seg")
    AtomicFile.unlink(folder.place("000001-000002.del"))
    #expect(throws: SegmentError.missing(file: "000001-000002.del")) {
      try IndexReader(folder: folder.path)
    }
  }

  /// Only a program that means harm writes these: the checksums fit. `tokens` counts more of them
  /// than it has bytes, in `document-starts` paragraphs are in no document; a fuzzer found both.
  @Test(.timeLimit(.minutes(1)), arguments: ["tokens", "document-starts"])
  func fittingChecksumsDoNotMakeTrue(name: String) throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bytes = try AtomicFile.read(FilePath("/\(root)/fixtures/indexes/sealed/\(name).seg"))
    let folder = TemporaryFolder()
    folder.write(bytes, to: "000001.seg")
    #expect {
      let segment = try SegmentReader(path: folder.place("000001.seg"), analyzer: Analyzer())
      var manifest = Manifest()
      manifest.segments = [
        Manifest.Segment(
          name: "000001.seg", byteCount: segment.byteCount, footerChecksum: segment.footerChecksum,
          deletions: nil, deletionsChecksum: nil)
      ]
      try manifest.write(to: folder.path)
      let reader = try IndexReader(folder: folder.path)
      for words in ["工作总结怎么写", "行政执法 法治", "“社区矫正”", "标题:工作 -法律"] {
        _ = try reader.search(try QueryParser.parse(words), SearchOptions())
      }
    } throws: { error in
      if case SegmentError.damaged = error { true } else { false }
    }
  }
}
