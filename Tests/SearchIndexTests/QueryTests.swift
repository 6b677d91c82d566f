// QueryTests.swift — the query language, table by table.
import Testing

@testable import SearchIndex

@Suite struct QueryTests {
  private static func text(_ text: String) -> Query { .text(Pattern(text)) }

  private static func near(_ operands: [[String]], _ gaps: [(Int, Bool)]) -> Query {
    var proximity = Proximity(operands[0].map { Pattern($0) })
    for (operand, gap) in zip(operands.dropFirst(), gaps) {
      proximity.add(operand.map { Pattern($0) }, .init(most: gap.0, isOrdered: gap.1))
    }
    return .near(proximity)
  }

  @Test(
    arguments: [
      ("法律", text("法律")), ("  法律  ", text("法律")),
      ("法律 明白人", .all([text("法律"), text("明白人")])),
      ("法律　明白人", .all([text("法律"), text("明白人")])),
      ("“1+6+3”", text("1+6+3")), ("\"a b\"", text("a b")), ("＂a b＂", text("a b")),
      ("“八五”普法", text("“八五”普法")), ("普法“八五”", text("普法“八五”")),
      ("“法律 明白人” 普法", .all([text("法律 明白人"), text("普法")])),
      ("抗疫“担保贷\"额度", text("抗疫“担保贷\"额度")), ("法\"", text("法\"")),
      ("\"八五\"普法", text("\"八五\"普法")), ("\"a b\"c", .all([text("a b"), text("c")])),
      ("\"a\"\"b\"", .all([text("a"), text("b")])),
      ("A ＯＲ B", .any([text("A"), text("B")])), ("法 ＮＯＴ x", .all([text("法"), .not(text("x"))])),
      ("ａ ｏｒ b", .all(["ａ", "ｏｒ", "b"].map(text))),
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
      // OR binds more closely than standing side by side, and may choose what is not there.
      ("A|B C", .all([.any([text("A"), text("B")]), text("C")])),
      ("A ｜ B", .any([text("A"), text("B")])), ("标题｜新闻", text("标题｜新闻")),
      ("A AND B", .all([text("A"), text("B")])), ("A NOT B", .all([text("A"), .not(text("B"))])),
      ("A OR -B", .any([text("A"), .not(text("B"))])),
      ("-A OR B", .any([.not(text("A")), text("B")])),
      ("A -B OR C", .all([text("A"), .any([.not(text("B")), text("C")])])),
      ("NOT NOT A", text("A")), ("NOT -A B", .all([text("A"), text("B")])),
      ("A -OR", .all([text("A"), .not(text("OR"))])),
      // Groups.
      ("(A B)", .all([text("A"), text("B")])), ("（A B）", .all([text("A"), text("B")])),
      ("(A)", text("A")), ("((A))", text("A")), ("(A B) C", .all(["A", "B", "C"].map(text))),
      ("(A B) OR C", .any([.all([text("A"), text("B")]), text("C")])),
      ("(A|B)(C|D)", .all([.any([text("A"), text("B")]), .any([text("C"), text("D")])])),
      ("(A)(B)", text("(A)(B)")), ("x(A|B)", text("x(A|B)")),
      (
        "((A OR B) C) OR (D -E)",
        .any([
          .all([.any([text("A"), text("B")]), text("C")]), .all([text("D"), .not(text("E"))]),
        ])
      ),
      ("A -(B C)", .all([text("A"), .not(.all([text("B"), text("C")]))])),
      ("A NOT (B OR C)", .all([text("A"), .not(text("B")), .not(text("C"))])),
      ("A -(-B)", .all([text("A"), text("B")])), ("A () B", .all([text("A"), text("B")])),
      ("(\"a)b\" OR C)", .any([text("a)b"), text("C")])),
      ("(“a b”|C)", .any([text("a b"), text("C")])),
      ("(县(市) 区) 乡", .all([text("县(市)"), text("区"), text("乡")])),
      ("A NEAR/3 B", near([["A"], ["B"]], [(3, false)])),
      ("A NEAR B", near([["A"], ["B"]], [(10, false)])),
      ("A ONEAR/0 \"b c\" NEAR/2 D", near([["A"], ["b c"], ["D"]], [(0, true), (2, false)])),
      ("(A OR B) NEAR/1 (C)", near([["A", "B"], ["C"]], [(1, false)])),
      ("A NEAR/3 B C", .all([near([["A"], ["B"]], [(3, false)]), text("C")])),
      ("C OR A NEAR/3 B", .any([text("C"), near([["A"], ["B"]], [(3, false)])])),
      ("C -A NEAR/3 B", .all([text("C"), .not(near([["A"], ["B"]], [(3, false)]))])),
      ("A NEARBY B", .all([text("A"), text("NEARBY"), text("B")])),
      ("A NEAR/x B", .all([text("A"), text("NEAR/x"), text("B")])),
      ("A \"NEAR\" B", .all([text("A"), text("NEAR"), text("B")])),
      // Question marks.
      ("法治??建设", .text(Pattern("法治??建设", hasWildcards: true))),
      ("法？建 律?", .all([.text(Pattern("法？建", hasWildcards: true)), text("律?")])),
      ("什么是法治？", text("什么是法治？")), ("?法", text("?法")), ("\"法?建\"", text("法?建")),
      ("法?，建", text("法?，建")), ("a?c", .text(Pattern("a?c", hasWildcards: true))),
      // Parentheses of the text.
      ("（一）总则", text("（一）总则")), ("（一） 总则", .all([text("（一）"), text("总则")])),
      ("(12)", text("(12)")), ("办法(试行)", text("办法(试行)")),
      ("1) 总则", .all([text("1)"), text("总则")])), ("a) 总则", .all([text("a)"), text("总则")])),
      ("a)加强", text("a)加强")), ("国办发(2023)5号", text("国办发(2023)5号")),
    ] as [(String, Query)])
  func aQueryIsRead(text: String, query: Query) throws {
    #expect(try QueryParser.parse(text) == query)
  }

  @Test(
    arguments: [
      ("", .nothingSearchable("")), ("   ", .nothingSearchable("   ")),
      ("，。", .nothingSearchable("，。")), ("\"……\"", .nothingSearchable("\"……\"")),
      ("-", .nothingSearchable("-")), ("-法", .onlyExclusions), ("-法 -律", .onlyExclusions),
      ("OR 法", .dangling(.or, column: 0)), ("法 OR", .dangling(.or, column: 2)),
      ("法 OR OR 律", .dangling(.or, column: 5)), ("法 OR ，", .dangling(.or, column: 2)),
      ("法 AND", .dangling(.and, column: 2)), ("AND 法", .dangling(.and, column: 0)),
      ("法 AND OR 律", .dangling(.or, column: 6)), ("法 AND AND 律", .dangling(.and, column: 6)),
      ("法 NOT", .dangling(.not, column: 2)), ("法 NOT OR 律", .dangling(.not, column: 2)),
      ("(法 OR) 律", .dangling(.or, column: 3)), ("() OR 律", .dangling(.or, column: 3)),
      ("法 NEAR/3", .dangling(.near, column: 2)), ("NEAR/3 法", .dangling(.near, column: 0)),
      ("法 NEAR/3 NOT 律", .dangling(.near, column: 2)),
      ("法 NEAR/3 () 律", .dangling(.near, column: 2)),
      ("法 NEAR/1001 律", .tooWide(column: 2, limit: 1000)),
      ("法 NEAR/99999999999999999999 律", .tooWide(column: 2, limit: 1000)),
      ("法 NEAR (律 人)", .notNear(column: 7)), ("(-法) NEAR 律", .notNear(column: 0)),
      ("法 NEAR (律 NEAR 人)", .notNear(column: 7)),
      ("(法 律", .openGroup(column: 0)), ("法 (律 (人 民)", .openGroup(column: 2)),
      ("法 律)", .strayClose(column: 3)), ("法 律师)", .strayClose(column: 4)),
      ("(法 律))", .strayClose(column: 5)),
      ("法 ）", .strayClose(column: 2)), ("(-法)", .onlyExclusions), ("-法 OR -律", .onlyExclusions),
      ("()", .nothingSearchable("()")), ("( )", .nothingSearchable("( )")),
      (
        String(repeating: "(", count: 41) + "法 律" + String(repeating: ")", count: 41),
        .tooDeep(column: 40, limit: 40)
      ),
      (
        (0...1000).map { "a\($0)" }.joined(separator: " "),
        .tooManyTexts(count: 1001, limit: 1000)
      ),
      ("OR", .dangling(.or, column: 0)), ("\"法律", .openQuote(column: 0)),
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
      ("法 kind:通知", .all([text("法"), field("kind", "通知", 7)])),
      ("Ｋind：通知 法", .all([field("kind", "通知", 5), text("法")])),
      ("法 -機構:“司法局 市”", .all([text("法"), .not(field("机构", "司法局 市", 6))])),
      (
        "法 kind:\"a b\" kind:c",
        .all([text("法"), field("kind", "a b", 7), field("kind", "c", 18)])
      ),
      ("法 kind:“八五”普法", .all([text("法"), field("kind", "“八五”普法", 7)])),
      ("法 kind:", .all([text("法"), field("kind", "", 7)])),
      ("法 kind: 通知", .all([text("法"), field("kind", "", 7), text("通知")])),
      ("A kind:c OR:d", .all([text("A"), field("kind", "c", 7), text("OR:d")])),
      ("法 OR kind:a", .any([text("法"), field("kind", "a", 10)])),
      ("kind:a OR 法", .any([field("kind", "a", 5), text("法")])),
      (
        "(kind:a 法) OR (-kind:b 律)",
        .any([
          .all([field("kind", "a", 6), text("法")]),
          .all([text("律"), .not(field("kind", "b", 21))]),
        ])
      ),
      // What is no field's name stays text.
      ("https://gov.cn", text("https://gov.cn")), ("注：kind:通知", text("注：kind:通知")),
      ("\"kind:通知\"", text("kind:通知")), ("kinds:a", text("kinds:a")), (":a", text(":a")),
      ("法 kind", .all([text("法"), text("kind")])),
    ] as [(String, Query)])
  func fieldsAreReadByTheirNames(text: String, query: Query) throws {
    #expect(try QueryParser.parse(text, fieldNames: ["kind", "机构"]) == query)
  }

  @Test func someNamesAreTextBeforeAFullWidthColon() throws {
    let read = try QueryParser.parse("甲 日期:2023 日期：2023 年：2023", fieldNames: ["日期:", "年"])
    #expect(read.fields.map(\.name) == ["日期", "年"])
    #expect(read.patterns.map(\.text) == ["甲", "日期：2023"])
  }

  private static func field(_ name: String, _ value: String, _ column: Int) -> Query {
    .field(FieldTerm(name: name, value: value, column: column))
  }

  @Test(
    arguments: [
      ("kind:a", .onlyFields), ("-kind:a -法", .onlyFields), ("kind:a OR kind:b", .onlyFields),
      ("法 kind:\"a", .openQuote(column: 7)), ("法 OR kind:ab)", .strayClose(column: 12)),
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
      "(", ")", "（", "）", "|", " NEAR/2 ", " NOT ", " AND ", "f:", " (", ") ",
    ]
    for _ in 0..<500 {
      let text = (0..<numbers.below(16)).map { _ in pieces[numbers.below(pieces.count)] }.joined()
      guard let query = try? QueryParser.parse(text, fieldNames: ["f"]) else { continue }
      #expect(!query.patterns.isEmpty)
      #expect(query.allPatterns.allSatisfy { Analyzer().fold($0.text).isSearchable })
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

  /// Marks that people quote with hide nothing; in the text they are found, too.
  @Test(
    arguments: [
      ("'社区矫正'", ["社区矫正工作", "'社区矫正'工作", "社区，矫正"], 2), ("＇八五＇普法", ["“八五”普法"], 1),
      ("【社区矫正】", ["社区矫正", "【社区矫正】"], 2), ("<社区矫正>", ["《社区矫正》"], 1),
      ("提高[社区矫正]工作", ["提高社区矫正工作"], 1), ("[社区 矫正]", ["社区的矫正"], 1),
      ("'社区 矫正'", ["社区的矫正"], 1), ("'法治??建设'", ["法治政府建设"], 1),
      ("'2023年'", ["二〇二三年", "2023年"], 2), ("-'律师' 公证", ["律师公证", "公证"], 1),
      ("'社区' NEAR/1 矫正", ["社区的矫正"], 1), ("社区矫正[", ["社区矫正"], 1),
      // What belongs to the text.
      ("it's", ["it's", "its"], 1), ("〔2023〕号", ["〔2023〕号", "2023号"], 1),
    ] as [(String, [String], Int)])
  func marksOfQuotationHideNothing(query: String, texts: [String], count: Int) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", texts)]])
    var options = SearchOptions()
    options.isStrict = true
    #expect(try reader.search(try QueryParser.parse(query).spelled, options).paragraphs == count)
  }

  @Test(
    arguments: [
      ("法治??建设", ["法治政府建设", "法治建设", "法治的建设", "法治、和建设", "全面法治社会建设。"], 3),
      ("法？府", ["法治政府", "法政府", "法“政”府", "犬法政府"], 3), ("法?", ["法？", "法", "法律"], 1),
      ("a?c", ["abc", "xabc", "a c", "ac", "ABC"], 3), ("律?b", ["律a b", "律ab", "律师b"], 2),
      ("2023?12月", ["2023年12月", "2023-12月"], 2), ("國?律", ["国法律"], 1),
    ] as [(String, [String], Int)])
  func aQuestionMarkIsAnyOneCharacter(query: String, texts: [String], count: Int) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", texts)]])
    var options = SearchOptions()
    options.isStrict = true
    #expect(try reader.search(try QueryParser.parse(query), options).paragraphs == count)
  }

  /// Characters between the two, as they are compared.
  @Test(
    arguments: [
      ("社区 NEAR/0 矫正", "社区矫正", 2), ("矫正 NEAR/0 社区", "社区矫正", 2), ("矫正 ONEAR/0 社区", "社区矫正", 0),
      ("社区 NEAR/2 矫正", "社区，的矫正", 2), ("社区 NEAR/1 矫正", "社区，的矫正", 0),
      ("社区 NEAR/0 矫正", "“社区” 矫正", 2), ("社区 NEAR/1 矫正", "社区矫正，社区", 3),
      ("社区 ONEAR/1 矫正", "社区矫正，社区", 2), ("区矫 NEAR/5 社区", "社区矫正", 0),
      ("人民 NEAR/9 人民", "人民", 0), ("人民 NEAR/9 人民", "人民，人民", 2),
      ("法 ONEAR/1 律 ONEAR/1 人", "法律人法律", 3), ("法 NEAR/0 (律 OR 人)", "人法律", 3),
      ("社區 NEAR/3 矫正", "社区的矫正", 2), ("(法 OR 法律) NEAR/0 (人 OR 人民)", "法律人民", 2),
      ("(法 OR 律) NEAR/0 (法 OR 律)", "法律，法，律", 2), ("(法?人 OR 社区) NEAR/0 民", "法律人民", 2),
      ("(a1 OR 法) NEAR/1 b", "xa1 a1 b", 2),
    ] as [(String, String, Int)])
  func nearIsSoManyCharactersBetween(query: String, text: String, highlights: Int) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", [text])]])
    let parsed = try QueryParser.parse(query)
    var options = SearchOptions()
    options.isStrict = true
    #expect(try reader.search(parsed, options).paragraphs == (highlights > 0 ? 1 : 0))
    let ranges = reader.highlighter(of: parsed, isLiteral: false, isBroken: false)
      .ranges(in: text)
    #expect(ranges.count == highlights)
  }

  /// What folds coded texts, what folds texts and what marks them see one line break, or two.
  @Test(arguments: [
    ("普法\r\n规划。法规", 1), ("普法\u{200b}\r\n\u{200b}规划。法规", 1), ("普法\r\u{200b}\n规划。法规", 0),
    ("普法\r“\n规划。法规", 0), ("普法\n\r规划。法规", 0),
  ])
  func aLineBreakIsOneForAllWhoReadIt(text: String, count: Int) throws {
    let query = Query.text(Pattern("普法规划"))
    let pattern = CompiledPattern(Pattern("普法规划"), analyzer: Analyzer(), isLiteral: false)
    let code = TextEncoder.code(of: text)
    let wanted = try #require(pattern.hanScalars)
    var search = FoldedCodeSearch()
    let found = search.count(wanted, in: code.span)
    #expect(found == UInt32(count))
    var verifier = PhraseVerifier(analyzer: Analyzer())
    #expect(verifier.occurrences(of: pattern, in: Array(text.utf8)).count == count)
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", [text])]])
    var options = SearchOptions()
    options.isStrict = true
    #expect(try reader.search(query, options).paragraphs == count)
    let highlighter = reader.highlighter(of: query, isLiteral: false, isBroken: false)
    #expect(highlighter.ranges(in: text).count == count)
  }

  @Test func highlightsAreExact() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([])
    let text = "关于“八五”普法規劃的通知，八五普法"
    let query = try QueryParser.parse("八五普法 规划")
    let ranges = reader.highlighter(of: query, isLiteral: false, isBroken: false)
      .ranges(in: text)
    let bytes = Array(text.utf8)
    #expect(
      ranges.map { String(decoding: bytes[$0], as: UTF8.self) } == ["八五”普法", "規劃", "八五普法"])
  }

  /// A number that is held in another spelling is not missing.
  @Test(
    arguments: [
      ("诉讼时效三年", "适用三年诉讼时效期间的规定", []), ("诉讼时效三年", "诉讼时效期间为3年", []),
      ("第39条", "第三十八条的规定", ["第39条"]),
      ("诉讼时效三年", "诉讼时效中断", ["三年"]), ("普法总结三年", "普法会议", ["总结三年"]),
    ] as [(String, String, [String])])
  func whatNoSpellingHoldsIsAbsent(typed: String, text: String, absent: [String]) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([])
    let query = try QueryParser.parse(typed).spelled
    let highlighter = reader.highlighter(of: query, isLiteral: false, isBroken: true)
    #expect(highlighter.absent(from: [text]) == absent)
  }
}
