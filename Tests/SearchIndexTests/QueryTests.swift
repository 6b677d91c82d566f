// QueryTests.swift — the query language, table by table.
import Testing

@testable import SearchIndex

@Suite struct QueryTests {
  private static func text(_ text: String) -> Query { .text(Pattern(text)) }

  @Test(
    arguments: [
      ("法律", text("法律")), ("  法律  ", text("法律")),
      ("法律 明白人", .all([text("法律"), text("明白人")])),
      ("法律　明白人", .all([text("法律"), text("明白人")])),
      ("“1+6+3”", text("1+6+3")), ("\"a b\"", text("a b")), ("＂a b＂", text("a b")),
      ("“八五”普法", text("“八五”普法")), ("普法“八五”", text("普法“八五”")),
      ("“法律 明白人” 普法", .all([text("法律 明白人"), text("普法")])),
      ("抗疫“担保贷\"额度", text("抗疫“担保贷\"额度")), ("法\"", text("法\"")),
      ("\"a\"b", .all([text("a"), text("b")])),
      ("A OR B", .any([text("A"), text("B")])),
      ("A OR B OR C", .any([text("A"), text("B"), text("C")])),
      ("A B OR C D", .all([text("A"), .any([text("B"), text("C")]), text("D")])),
      ("A OR \"b c\"", .any([text("A"), text("b c")])),
      ("a or b", .all(["a", "or", "b"].map(text))),
      ("\"OR\"", text("OR")), ("法 -x", .all([text("法"), .not(text("x"))])),
      ("-x 法", .all([text("法"), .not(text("x"))])), ("法 －x", .all([text("法"), .not(text("x"))])),
      ("法 -\"x y\"", .all([text("法"), .not(text("x y"))])),
      ("法 -“x y”", .all([text("法"), .not(text("x y"))])),
      ("2021-2025", text("2021-2025")), ("法 - 律", .all([text("法"), text("律")])),
      ("A OR B -c", .all([.any([text("A"), text("B")]), .not(text("c"))])),
      // What is only marks asks for nothing, beside something that does.
      ("法 ， 律", .all([text("法"), text("律")])), ("法 -，", text("法")), ("法 \"\"", text("法")),
      ("法 法", text("法")), ("《宪法》", text("《宪法》")),
    ] as [(String, Query)])
  func aQueryIsRead(text: String, query: Query) throws {
    #expect(try QueryParser.parse(text) == query)
  }

  @Test(
    arguments: [
      ("", .nothingSearchable("")), ("   ", .nothingSearchable("   ")),
      ("，。", .nothingSearchable("，。")), ("\"……\"", .nothingSearchable("\"……\"")),
      ("-", .nothingSearchable("-")), ("-法", .onlyExclusions), ("-法 -律", .onlyExclusions),
      ("OR 法", .danglingOr(column: 0)), ("法 OR", .danglingOr(column: 2)),
      ("法 OR OR 律", .danglingOr(column: 5)), ("法 OR ，", .danglingOr(column: 2)),
      ("法 OR -律", .danglingOr(column: 2)), ("-法 OR 律", .danglingOr(column: 3)),
      ("OR", .danglingOr(column: 0)), ("\"法律", .openQuote(column: 0)),
      ("法 “律", .openQuote(column: 2)), ("法 -\"律", .openQuote(column: 3)),
      ("\"", .openQuote(column: 0)),
      (String(repeating: "法", count: 10_001), .tooLong(scalars: 10_001, limit: 10_000)),
    ] as [(String, QueryError)])
  func aQueryThatCannotBeAnsweredSaysWhy(text: String, error: QueryError) {
    #expect(throws: error) { try QueryParser.parse(text) }
    #expect(!error.description.isEmpty)
  }

  @Test(
    arguments: [
      ("法 kind:通知", text("法"), [("kind", "通知", false, 7)]),
      ("Ｋind：通知 法", text("法"), [("kind", "通知", false, 5)]),
      ("法 -機構:“司法局 市”", text("法"), [("机构", "司法局 市", true, 6)]),
      ("法 kind:\"a b\" kind:c", text("法"), [("kind", "a b", false, 7), ("kind", "c", false, 18)]),
      ("法 kind:“八五”普法", text("法"), [("kind", "“八五”普法", false, 7)]),
      ("法 kind:", text("法"), [("kind", "", false, 7)]),
      ("法 kind: 通知", .all([text("法"), text("通知")]), [("kind", "", false, 7)]),
      ("A kind:c OR:d", .all([text("A"), text("OR:d")]), [("kind", "c", false, 7)]),
      // What is no field's name stays text.
      ("https://gov.cn", text("https://gov.cn"), []), ("注：kind:通知", text("注：kind:通知"), []),
      ("\"kind:通知\"", text("kind:通知"), []), ("kinds:a", text("kinds:a"), []),
      (":a", text(":a"), []), ("法 kind", .all([text("法"), text("kind")]), []),
    ] as [(String, Query, [(String, String, Bool, Int)])])
  func fieldsAreReadByTheirNames(
    text: String, query: Query, fields: [(String, String, Bool, Int)]
  ) throws {
    let read = try QueryParser.parse(text, fieldNames: ["kind", "机构"])
    #expect(read.query == query)
    #expect(
      read.fields
        == fields.map { FieldTerm(name: $0.0, value: $0.1, isExcluded: $0.2, column: $0.3) })
  }

  @Test(
    arguments: [
      ("kind:a", .onlyFields), ("-kind:a -法", .onlyFields),
      ("法 OR kind:a", .fieldBesideOr(column: 5)), ("kind:a OR 法", .fieldBesideOr(column: 0)),
      ("法 -kind:a OR 律", .fieldBesideOr(column: 2)), ("法 kind:\"a", .openQuote(column: 7)),
    ] as [(String, QueryError)])
  func fieldsThatCannotBeReadSayWhy(text: String, error: QueryError) {
    #expect(throws: error) { try QueryParser.parse(text, fieldNames: ["kind"]) }
    #expect(!error.description.isEmpty)
  }

  @Test func aQueryOfTheLongestLengthIsAnswered() throws {
    let folder = TemporaryFolder()
    let long = String(repeating: "法律人民", count: 2500)
    let reader = try folder.index([[document("1", "", [long, "法律"])]])
    let results = try reader.search(try QueryParser.parse(long), SearchOptions())
    #expect(results.hits.map(\.paragraph) == [0])
  }

  /// No text makes the parser do anything but answer or say what is wrong.
  @Test(arguments: 0..<20)
  func anyTextIsReadOrRefused(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    let pieces = [
      "\"", "“", "”", "-", " ", "OR", " OR ", "法", "a", "，", "－", "＂", "\u{301}", "\u{200b}",
    ]
    for _ in 0..<500 {
      let text = (0..<numbers.below(10)).map { _ in pieces[numbers.below(pieces.count)] }.joined()
      guard let query = try? QueryParser.parse(text) else { continue }
      #expect(!query.clauses.isEmpty)
      #expect(query.patterns.allSatisfy { Analyzer().fold($0.text).isSearchable })
    }
  }

  /// What the task names: one form finds the other.
  @Test(
    arguments: [
      ("八五普法", ["“八五”普法规划"], 1), ("“八五”普法", ["八五普法"], 1), ("普法規劃", ["普法规划"], 1),
      ("普法规划", ["普法規劃"], 1), ("（一）一", ["(一)一"], 1), ("执法", ["粤执法〔2023〕1号"], 1), ("鲤", ["锦鲤。"], 1),
      ("锦", ["锦鲤。"], 1), ("犬", ["锦鲤。"], 0), ("1+6+3", ["“1+6+3”工作"], 1), ("5G", ["“AI”“5G”"], 1),
      ("律，师", ["律师"], 0), ("律师", ["律，师"], 0), ("民法", ["人民 法院"], 1), ("a", ["ab", "b a"], 1),
    ] as [(String, [String], Int)])
  func oneFormFindsTheOther(query: String, texts: [String], count: Int) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", texts)]])
    var options = SearchOptions()
    options.isStrict = true
    #expect(try reader.search(try QueryParser.parse(query), options).paragraphs == count)
  }

  @Test func highlightsAreExact() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([])
    let text = "关于“八五”普法規劃的通知，八五普法"
    let query = try QueryParser.parse("八五普法 规划")
    let ranges = reader.highlights(of: query, in: text, isLiteral: false, isBroken: false)
    let bytes = Array(text.utf8)
    #expect(
      ranges.map { String(decoding: bytes[$0], as: UTF8.self) } == ["八五”普法", "規劃", "八五普法"])
  }
}
