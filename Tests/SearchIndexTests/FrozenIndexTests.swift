// FrozenIndexTests.swift — an index that was written once is read for ever.
import Glibc
import SystemPackage
import Testing

@testable import SearchIndex

/// `fixtures/indexes/v3` was written by the first engine of format 3. It is never written again:
/// an engine that cannot read it asks every user to rebuild, and raises the version.
///
/// To freeze another format: name its folder here, and run once with `ANDU_FREEZE=1`.
@Suite struct FrozenIndexTests {
  private static let folder: FilePath = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return FilePath("/\(root)/fixtures/indexes/v3")
  }()

  private static let places = ["岚江省", "云溪市", "松江州", "青禾县"]
  private static let actions = ["推进", "加强", "完善", "规范", "落实"]
  private static let things = ["行政执法", "法治宣传", "社区矫正", "公共法律服务", "人民调解", "營商環境"]

  /// 300 paragraphs in 60 documents: terms in most of them and terms in one, words, digits,
  /// quotation marks, a character beyond the first plane, and one paragraph of 70 KB.
  private static func documents() -> [DocumentInput] {
    (0..<60).map { number in
      var input = DocumentInput(
        keys: [Array("doc-\(number)".utf8)],
        title: "\(places[number % 4])第\(number)号工作要点", numbers: [UInt32(2000 + number % 25)],
        strings: [places[number % 4]], record: Array("record \(number)".utf8), paragraphs: [])
      for line in 0..<5 {
        let index = 5 * number + line
        var text =
          "\(actions[index % 5])\(things[index % 6])工作，\(things[(index / 6) % 6])第\(index)项"
        if index % 7 == 0 { text += "，“八五”普法 ISO9001" }
        if index % 50 == 3 { text += "𠮷" }
        if index == 123 {
          text += (0..<3000).map { "，\(things[$0 % 6])\($0)" }.joined()
        }
        input.paragraphs.append(
          .init(text, level: line == 0 ? 1 : 0, headingLength: line == 0 ? 4 : 0, kind: UInt8(line))
        )
      }
      return input
    }
  }

  private static func freeze() throws {
    for path in [folder.removingLastComponent(), folder, folder.appending("segments")] {
      mkdir(path.string, 0o777)
    }
    var writer = try IndexWriter(folder: folder)
    let documents = documents()
    for document in documents[..<40] { try writer.add(document) }
    try writer.commit(owner: ["first": "1"])
    for document in documents[40...] { try writer.add(document) }
    for number in [3, 41] { try writer.delete(key: Array("doc-\(number)".utf8)) }
    try writer.commit(owner: ["second": "2"])
  }

  private func open() throws -> IndexReader {
    if getenv("ANDU_FREEZE") != nil, access(Self.folder.string, F_OK) != 0 { try Self.freeze() }
    return try IndexReader(folder: Self.folder)
  }

  @Test func everythingOfItIsRead() throws {
    let reader = try open()
    try reader.verify()
    #expect(reader.owner == ["second": "2"] && reader.generation == 2)
    #expect(reader.segments.map(\.reader.documentCount) == [40, 20])
    #expect(reader.documentCount == 58)
    var documents: [DocumentInput] = []
    for segment in reader.segments {
      for (number, keys) in try segment.reader.keysByDocument().enumerated() {
        documents.append(try segment.reader.input(number, keys: keys))
      }
    }
    #expect(documents == Self.documents())
  }

  /// Counted by a program that knows nothing of indexes.
  @Test(
    arguments: [
      ("工作", 290), ("社区矫正", 86), ("法律", 86), ("法", 235), ("iso9001", 43),
      ("八五普法", 43), ("营商环境", 89), ("𠮷", 6), ("第12项", 1), ("矫正工作", 49),
      ("社区矫正工作 加强", 9), ("没有的词", 0),
    ])
  func queriesFindWhatTheyFound(text: String, count: Int) throws {
    var options = SearchOptions()
    options.isStrict = true
    let results = try open().search(try QueryParser.parse(text), options)
    #expect(results.isBroken || results.paragraphs == count, "\(results.paragraphs)")
  }

  @Test func anIndexOfItsDocumentsAnswersAlike() throws {
    let reader = try open()
    let fresh = TemporaryFolder()
    var writer = try IndexWriter(folder: fresh.path)
    for document in Self.documents()[..<40] { try writer.add(document) }
    try writer.commit(owner: [:])
    for document in Self.documents()[40...] { try writer.add(document) }
    for number in [3, 41] { try writer.delete(key: Array("doc-\(number)".utf8)) }
    try writer.commit(owner: [:])
    let rebuilt = try IndexReader(folder: fresh.path)
    for text in ["工作 加强", "社区矫正", "法律 OR 调解", "法", "“公共法律服务工作”", "八五普法 完善"] {
      let query = try QueryParser.parse(text)
      for isStrict in [true, false] {
        var options = SearchOptions()
        options.isStrict = isStrict
        let hits = try reader.search(query, options).hits
        #expect(!hits.isEmpty)
        #expect("\(hits)" == "\(try rebuilt.search(query, options).hits)", "\(text)")
      }
    }
  }
}
