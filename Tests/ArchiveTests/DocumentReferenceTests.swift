// DocumentReferenceTests.swift — how documents and paragraphs are named, and how short.
import Archive
import Testing

@Suite("References")
struct DocumentReferenceTests {
  @Test(
    arguments: [
      ("8191", "8191", 1, nil),
      ("8191#15", "8191", 1, .number(15)),
      ("8191@2", "8191", 2, nil),
      ("8191@2#15", "8191", 2, .number(15)),
      ("8191#六/15", "8191", 1, .path(["六", "15"])),
      ("8191#四/(一)", "8191", 1, .path(["四", "（一）"])),
      ("8191#四、/（一）/1.", "8191", 1, .path(["四", "（一）", "1"])),
      ("8191#第三条", "8191", 1, .path(["第三条"])),
      ("8191#第25条", "8191", 1, .path(["第二十五条"])),
      ("8191#25条", "8191", 1, .path(["第二十五条"])),
      ("8191#十七条之一", "8191", 1, .path(["第十七条之一"])),
      ("8191#第三条第一款第（二）项", "8191", 1, .path(["第三条", "第一款", "第二项"])),
      ("8191#第六部分（一）第15项", "8191", 1, .path(["第六部分", "（一）", "第十五项"])),
      ("8191#六、（一）1.", "8191", 1, .path(["六", "（一）", "1"])),
      ("8191#67-69", "8191", 1, .numbers(67...69)),
      ("8191@2#3—4", "8191", 2, .numbers(3...4)),
      ("8191#１２", "8191", 1, .number(12)), ("8191#１２－１５", "8191", 1, .numbers(12...15)),
      ("8191#第三條", "8191", 1, .path(["第三条"])),
      ("8191#第3條第2款", "8191", 1, .path(["第三条", "第二款"])),
      ("8191#第２５條/第１項", "8191", 1, .path(["第二十五条", "第一项"])),
      ("8191#第99999条", "8191", 1, .path(["第99999条"])),
      ("a@b", "a@b", 1, nil),
      ("a@b@3", "a@b", 3, nil),
      ("件1#2#3", "件1", 1, .path(["2#3"])),
    ] as [(String, String, Int, DocumentReference.Place?)])
  func areRead(
    _ text: String, _ id: String, _ version: Int, _ place: DocumentReference.Place?
  ) throws {
    let reference = try DocumentReference(text)
    #expect(reference.id == id && reference.version == version && reference.place == place)
    #expect(reference.namesVersion == text.contains("@\(version)"))
  }

  @Test(arguments: [
    "", "#3", "@2", "a#", "a#0", "a#-1", "a@0", "a@-1", "a#/", "a#（）", "a#0-2", "a#3-2",
  ])
  func areRefused(_ text: String) {
    #expect(throws: ArchiveError.self) { try DocumentReference(text) }
  }

  // MARK: Places

  private static let lines = [
    #"{"doc_id":"rule","title":"议事办法","paragraphs":["第一章　总则","第一条　为了规范议事活动，制定本办法。","第二条　有下列情形之一的，应当议事：","（一）涉及公共利益的；","（二）涉及下列事项的：","1.修建道路；","2.兴修水利。","村民认为有必要的，可以提议。","前款规定的提议应当书面提出。","第二章　程序","第三条　议事应当公开。","第四条　议事记录应当载明下列内容：","议事的时间和地点；","参加议事的人员。","第五条　本办法自印发之日起施行。"]}"#,
    #"{"doc_id":"plan","title":"工作要点","paragraphs":["一、总体要求","（一）坚持依法治理。","（二）坚持问题导向。","（三）坚持统筹推进。","（四）坚持因地制宜。","二、主要任务","三、保障措施","四、附则","本要点由市司法局解释。"]}"#,
    #"{"doc_id":"digits","title":"公约","paragraphs":["第1条　邻里和睦。","第2条　爱护公物。"]}"#,
  ]

  @Test(
    arguments: [
      ("rule#第二条", 3...9), ("rule#第2条", 3...9), ("rule#2条", 3...9), ("rule#二条", 3...9),
      ("rule#第二条第一款", 3...7), ("rule#第二条/第二款", 8...8), ("rule#第二条第3款", 9...9),
      ("rule#第二条第一款第二项", 5...7), ("rule#第二条第二项第1目", 6...6),
      ("rule#第二条第（二）项", 5...7), ("rule#第三条第一款", 11...11), ("rule#第四条", 12...14),
      ("rule#第一章", 1...9), ("rule#第一章第一条", 2...2), ("rule#一", 1...9), ("rule#（一）", 4...4),
      ("rule#二", 10...15), ("rule#五", 15...15), ("rule#3-5", 3...5), ("rule#15", 15...15),
      ("rule#第二条第四款", nil), ("rule#第四条第二款", nil), ("rule#第九条", nil), ("rule#第二款", nil),
      ("rule#第二条第一款第一款", nil), ("rule#第二条第一款第一条", nil),
      ("rule#14-16", nil),
      ("plan#四", 8...9), ("plan#（四）", 5...5), ("plan#第四部分", 8...9), ("plan#第一部分（四）", 5...5),
      ("plan#第四项", 5...5), ("plan#一", 1...5),
      ("digits#第二条", 2...2), ("digits#第2条", 2...2),
    ] as [(String, ClosedRange<Int>?)])
  func nameParagraphs(_ text: String, _ numbers: ClosedRange<Int>?) throws {
    let sample = try SampleArchive(lines: Self.lines)
    let reference = try DocumentReference(text)
    let document = try sample.document(reference.id)
    let place = try #require(reference.place)
    let lines = try? document.lines(of: place, as: text)
    #expect(lines.map { $0.lowerBound + 1...$0.upperBound } == numbers)
  }

  private static let forms = [
    #"{"doc_id":"law","title":"某规定","paragraphs":["第一条 甲事。","第２条 乙事。","第 三 条 丙事。","第三条之一 丁事。","第四条 有下列情形的：","（一）子；","(2) 丑；","第十条 庚事。","第一○五条 辛事。","第一百零六条 壬事。"]}"#,
    #"{"doc_id":"plan","title":"某方案","paragraphs":["一、总体要求","（一）甲项。","1. 子事。","２．丑事。","① 寅事。","㈡乙项。","二、工作安排","(一)丙项。","十一、其他","1.1 编制目的","1.2 工作原则","第三部分 附则","一、末项。"]}"#,
  ]

  @Test(
    arguments: [
      ("第一条", [1], []), ("第１條", [1], []), ("第2条", [2], []), ("第三条", [3], []), ("第三条之一", [4], []),
      ("第四条", [5, 6, 7], []), ("第四条/二", [], []), ("第十条", [8], []), ("第106条", [10], []),
      ("一", [6, 7], [1, 2, 3, 4, 5, 6, 8, 13]), ("（一）", [6, 7], [2, 3, 4, 5, 8]),
      ("二", [], [7, 8]), ("1", [], [3, 5]), ("2", [7], [4, 5, 6]), ("一/2", [7], [4, 5, 6]),
      ("十一", [], [9, 10, 11]), ("第十一部分", [], [9, 10, 11]), ("第三部分", [], [12, 13]),
      ("第一部分", [], [1, 2, 3, 4, 5, 6, 13]), ("第一部分/1", [], [3, 5]),
      ("第一项", [6, 7], [2, 3, 4, 5, 8, 13]), ("第二项", [7], [4, 5, 6]),
    ] as [(String, [Int], [Int])])
  func areFoundByTheirPaths(_ path: String, _ law: [Int], _ plan: [Int]) throws {
    let sample = try SampleArchive(lines: Self.forms)
    var request = SearchRequest("path:\(path)")
    request.limit = 50
    let found = try sample.open().search(request).passages
    for (id, numbers) in [("law", law), ("plan", plan)] {
      #expect(found.filter { $0.document == id }.map(\.number).sorted() == numbers)
    }
  }

  @Test func ofSeveralParagraphsNameNoSingleOne() throws {
    let document = try SampleArchive(lines: Self.lines).document("rule")
    #expect(try document.index(of: .path(["第二条"]), as: "rule") == 2)
    #expect(throws: ArchiveError.self) { try document.index(of: .numbers(3...4), as: "rule") }
  }

  @Test(
    arguments: [
      (7, ["第一章", "第二条", "二", "2"]), (8, ["第一章", "第二条"]), (9, ["第一章", "第二条"]),
      (14, ["第二章", "第四条"]),
    ] as [(Int, [String])])
  func areNotBelowTheItemsBeforeThem(_ number: Int, _ path: [String]) throws {
    let sample = try SampleArchive(lines: Self.lines)
    #expect(try sample.document("rule").path(of: number - 1) == path)
  }

  @Test func areAsShortAsTheyCanBe() throws {
    let names = ["abcde", "abcdf", "abxyz", "zz", "zzz", "唯一的编号"]
    let sample = try SampleArchive(
      lines: names.map { #"{"doc_id":"\#($0)","title":"\#($0)","paragraphs":["文"]}"# })
    let list = try sample.open().list([])
    #expect(list.map(\.shortID) == ["abcde", "abcdf", "abxy", "zz", "zzz", "唯一的编"])
    for (shortID, record, _) in list {
      #expect(try sample.document(shortID).record.id == record.id)
    }
    #expect(throws: ArchiveError.self) { try sample.document("ab") }
  }

  /// Whatever ids there are, each short form names its own document and no shorter one does.
  @Test(arguments: 0..<10)
  func areUnambiguous(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    var names: Set<String> = []
    while names.count < 40 {
      let length = Int.random(in: 1...7, using: &generator)
      names.insert(String((0..<length).map { _ in "01".randomElement(using: &generator) ?? "0" }))
    }
    let sample = try SampleArchive(
      lines: names.sorted().map { #"{"doc_id":"\#($0)","title":"题","paragraphs":["文"]}"# })
    let archive = try sample.open()
    for (shortID, record, _) in try archive.list([]) {
      #expect(try archive.document(try DocumentReference(shortID)).record.id == record.id)
      #expect(record.id.hasPrefix(shortID))
    }
  }
}
