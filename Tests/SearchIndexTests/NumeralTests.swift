// NumeralTests.swift — one number, written in several ways.
import Testing

@testable import SearchIndex

@Suite struct NumeralTests {
  @Test(
    arguments: [
      ("1,234", ["1234"]), ("1234", ["1,234"]), ("１２３４", ["1,234"]), ("1，234", ["1234"]),
      ("12345678元", ["12,345,678元"]), ("12,345,678元", ["12345678元"]), ("案件21964件", ["案件21,964件"]),
      ("2023年", ["二〇二三年", "二零二三年"]), ("二〇二三年", ["2023年", "二零二三年"]),
      ("二○二三年", ["2023年", "二零二三年"]), ("二零二三年", ["2023年", "二〇二三年"]),
      ("一九九九年", ["1999年"]), ("1999年", ["一九九九年"]),
      (
        "2022年至2023年",
        [
          "二〇二二年至2023年", "二零二二年至2023年", "2022年至二〇二三年", "二〇二二年至二〇二三年", "二零二二年至二〇二三年",
          "2022年至二零二三年", "二〇二二年至二零二三年",
        ]
      ),
      ("9月15日", ["九月十五日"]), ("十二月三十一日", ["12月31日"]), ("06月05日", ["6月5日", "六月五日"]),
      ("2021年6月", ["二〇二一年6月", "二零二一年6月", "2021年六月", "二〇二一年六月", "二零二一年六月"]),
      ("第24条", ["第二十四条"]), ("第二十四条", ["第24条"]), ("第1062条", ["第一千零六十二条", "第一千〇六十二条"]),
      ("第一百〇五条", ["第105条", "第一百零五条"]), ("第十届", ["第10届"]),
      ("岚政〔2023〕12号", ["岚政（2023）12号", "岚政〔2023〕第12号", "岚政（2023）第12号"]),
      ("岚政(2023)第2号", ["岚政〔2023〕第2号", "岚政〔2023〕2号", "岚政（2023）2号"]),
      ("岚政2023年2号", ["岚政〔2023〕2号", "岚政（2023）2号"]),
      ("18周岁", ["十八周岁"]), ("三十日内", ["30日内"]), ("200元以下", ["二百元以下"]),
      ("50%", ["百分之五十"]), ("百分之五", ["5%"]), ("2年", ["二年", "两年"]), ("十四五", []), ("3天1次", ["三天1次"]),
      ("近两年", ["近2年", "近二年"]), ("二年", ["2年", "两年"]), ("两法", []), ("三两天", []),
      ("两日", []), ("会期两日。", []), ("两日内", ["2日内", "二日内"]), ("两日以后", ["2日以后", "二日以后"]),
      ("1234元", ["1,234元", "一千二百三十四元"]), ("1,234元", ["1234元", "一千二百三十四元"]),
      ("二千元", ["2000元", "2,000元"]), ("1,234%", ["1234%"]),
      ("【2023】12号", ["（2023）12号", "〔2023〕第12号", "（2023）第12号"]),
      // In traditional characters and of full width.
      ("第24條", ["第二十四條"]), ("第２４条", ["第二十四条"]), ("第十屆", ["第10屆"]), ("18歲", ["十八歲"]),
      ("3個月", ["三個月"]), ("2萬元", ["二萬元", "两萬元"]), ("兩年", ["2年", "二年"]),
      // What is no number, or has no other form.
      ("9月", []), ("13月1日", []), ("六月", []), ("第一", []), ("第一〇五条", []), ("第0条", []), ("第二三条", []),
      ("(2023)12", []), ("(2023]12号", []), ("(202)12号", []), ("（2023）", []),
      ("十四五", []), ("第三", []), ("二三年", []), ("二〇二三", []), ("二千零二三年", []), ("2023", []),
      ("123", []), ("0123", []), ("a1234", []), ("1234b", []), ("3.1415", []), ("1,23", []),
      ("1,2345", []), ("一二三四", []), ("三〇二三年", []), ("法律", []), ("", []),
    ] as [(String, [String])])
  func isWrittenOtherwise(text: String, others: [String]) {
    #expect(Numerals.spellings(of: text) == others)
  }

  @Test(arguments: ["第24条", "第24條", "第２４条", "第２４條之一"])
  func anArticleInDigitsIsOneInAnyCharacters(text: String) {
    #expect(ArticleNumber.isInDigits(text))
    #expect(!ArticleNumber.isInDigits("第二十四條"))
  }

  @Test func chineseNumeralsAreReadAndWritten() {
    for number in 1...9999 {
      for form in HanNumber.forms(number) { #expect(HanNumber.value(form[...]) == number) }
    }
    for text in ["", "〇", "零五", "一五", "十十", "一百五", "五百零", "百", "一十五", "一万"] {
      #expect(HanNumber.value(Array(text.unicodeScalars)[...]) == nil, "\(text)")
    }
  }

  /// Every other way leads back.
  @Test(arguments: 0..<50)
  func everySpellingLeadsBack(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    let pieces = [
      "1234", "1,234", "年", "二〇二三年", "法", "2023年", "，", "1234567", "二零二一年", "第105条", "六月九日",
    ]
    let text = (0..<1 + numbers.below(3)).map { _ in pieces[numbers.below(pieces.count)] + "的" }
      .joined()
    for other in Numerals.spellings(of: text) {
      #expect(other != text)
      let back = Numerals.spellings(of: other)
      #expect(back.contains(text) || back.count == Numerals.most, "\(text) \(other)")
    }
  }

  @Test(
    arguments: [
      ("1234", ["共1,234件", "共1234件", "共12,345件", "共11,234件", "1234"], 3),
      ("1,234件", ["共1,234件", "共１２３４件", "共1234人"], 2),
      ("2023年", ["二〇二三年十月", "二○二三年", "二零二三年", "2023年", "2022年"], 4),
      ("二〇二三年 -2023年10月", ["2023年10月", "2023年9月"], 1),
      ("2022年2月15日", ["二〇二二年二月十五日", "二○二二年二月十五日", "2022年2月15日", "2022年2月1日"], 3),
      ("第24条", ["第二十四条", "第24条", "第二十五条", "第124条"], 2),
      ("岚政（2023）12号", ["岚政〔2023〕12号", "岚政[2023]12号", "岚政(2023)12号", "岚政2023年12号"], 3),
      ("岚政〔2023〕12号", ["岚政（2023）第12号", "岚政〔2023〕第12号", "岚政〔2023〕第2号"], 2),
      ("两年", ["期限为2年", "期限为二年", "期限为两年", "期限为12年"], 3),
      ("1234元", ["共1,234元", "共1234元", "共一千二百三十四元", "共11,234元"], 3),
      ("(2023年 OR 法) 律", ["二〇二三年律", "法律", "律"], 2),
      ("2023年 NEAR/1 律", ["二〇二三年的律", "二〇二三年，的律"], 1),
    ] as [(String, [String], Int)])
  func isFoundInEveryForm(query: String, texts: [String], count: Int) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", texts)]])
    let parsed = try QueryParser.parse(query).spelled
    for isStrict in [true, false] {
      var options = SearchOptions()
      options.isStrict = isStrict
      #expect(try reader.search(parsed, options).paragraphs == count, "\(isStrict)")
    }
  }

  /// What is said of a query is what was typed, and what stands nowhere costs nothing.
  @Test func spellingsAreNotSpokenOf() throws {
    let query = try QueryParser.parse("1234 法 2023年 NEAR 律").spelled
    #expect(query.description == "“1234” “法” “2023年” NEAR/10 “律”")
    #expect(query.clauses.map(\.description) == ["“1234”", "“法”", "“2023年” NEAR/10 “律”"])
    #expect(query.dropping { _ in true }.clauses[0] == .text(Pattern("1234")))
  }

  @Test func aNumberInTheTitleIsFoundInEveryForm() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "二〇二三年要点", ["法律"])]])
    let results = try reader.search(
      try QueryParser.parse("2023年 法律").spelled, SearchOptions())
    #expect(results.paragraphs == 1 && results.hits.allSatisfy { $0.missing.isEmpty })
  }

  /// A place that holds two ways to write one text.
  @Test(arguments: ["普法", "[普法", "普法]", "普法[", "'普法'", "【普法】", "普法 [普法", "[普法 普法]"])
  func aPlaceIsCountedOnce(query: String) throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", ["普法，[普法]和'普法'", "【普法】"])]])
    var options = SearchOptions()
    (options.isStrict, options.countsOccurrences) = (true, true)
    let results = try reader.search(try QueryParser.parse(query).spelled, options)
    #expect(results.paragraphs == 2 && results.occurrences == 4)
  }
}
