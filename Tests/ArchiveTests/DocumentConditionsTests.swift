// DocumentConditionsTests.swift — which documents conditions let through.
import SearchIndex
import Testing

@testable import Archive

@Suite("Conditions")
struct DocumentConditionsTests {
  private static let lines = [
    #"{"doc_id":"a","title":"甲","publishedOn":"2022-12-31","source":"江门市司法局","years":[2022,2023],"documentKind":"通知","region":{"code":"440700","name":"广东省江门市","level":"市"},"documentNumber":"江司〔2022〕5号","url":"http://sfj.jiangmen.example.cn/1.html","paragraphs":["文"]}"#,
    #"{"doc_id":"b","title":"乙","issuedOn":"2023-06-30","issuer":"江门市人民政府","years":[2023],"documentKind":"工作要点","region":{"code":"440703","name":"广东省江门市蓬江区","level":"镇街"},"documentNumber":"江府[2023]15号","url":"https://WWW.JIANGMEN.example.cn:8080/2.html","paragraphs":["文"]}"#,
    #"{"doc_id":"c","title":"丙","date":"2024-02","source":"广州市司法局","years":[2020],"documentKind":"通知","region":{"code":"440000","name":"广东省","level":"省"},"url":"http://men.example.cn/3.html","paragraphs":["文"]}"#,
    #"{"doc_id":"d","title":"丁","kind":"list","years":[],"region":{"code":"000000","name":"中华人民共和国","level":"国家"},"paragraphs":[]}"#,
    #"{"doc_id":"e","title":"戊","years":[],"region":{"code":"320106","name":"江苏省南京市鼓楼区","level":"县"},"paragraphs":[]}"#,
  ]

  private static let cases: [([(DocumentField, String)], [String])] = [
    ([], ["a", "b", "c", "d", "e"]),
    ([(.year, "2022")], ["a"]), ([(.year, "2023")], ["a", "b"]), ([(.year, "２０２３")], ["a", "b"]),
    ([(.year, "2019..2020")], ["c"]), ([(.year, "2020..2022")], ["a", "c"]),
    ([(.year, "2023..")], ["a", "b"]), ([(.year, "..2020")], ["c"]),
    ([(.year, "2023年")], ["a", "b"]),
    ([(.year, "二○二二年..")], ["a", "b"]), ([(.year, "二零二零")], ["c"]),
    ([(.since, "2023")], ["b", "c"]), ([(.since, "2022-12-31")], ["a", "b", "c"]),
    ([(.until, "2022")], ["a"]), ([(.until, "2023-06")], ["a", "b"]),
    ([(.until, "2023-06-29")], ["a"]), ([(.until, "2024-02-01")], ["a", "b", "c"]),
    ([(.since, "2024"), (.until, "2023")], []),
    ([(.pub, "2023")], ["b"]), ([(.pub, "2022-12..2023-06")], ["a", "b"]),
    ([(.pub, "2023-07..")], ["c"]), ([(.pub, "..2023-06-30")], ["a", "b"]),
    ([(.issuer, "江门")], ["a", "b"]), ([(.issuer, "司法局")], ["a", "c"]),
    ([(.issuer, "江門")], ["a", "b"]),
    ([(.source, "江门")], ["a"]), ([(.source, "司法局")], ["a", "c"]),
    ([(.docnum, "江司〔2022〕5号")], ["a"]), ([(.docnum, "江司")], ["a"]),
    ([(.docnum, "[2022]5号")], ["a"]), ([(.docnum, "（2023）15号")], ["b"]),
    ([(.docnum, "〈2023〉")], ["b"]), ([(.docnum, "〔2023〕5号")], []),
    ([(.kind, "通知")], ["a", "c"]), ([(.kind, "通")], []), ([(.kind, "list")], ["d"]),
    ([(.kind, "要点")], ["b"]), ([(.kind, "点")], []),
    ([(.level, "市")], ["a"]), ([(.level, "省级")], ["c"]), ([(.level, "National")], ["d"]),
    ([(.level, "乡")], ["b"]), ([(.level, "区县")], ["e"]),
    ([(.region, "广东")], ["a", "b", "c"]), ([(.region, "廣東省")], ["a", "b", "c"]),
    ([(.region, "江门市")], ["a", "b"]), ([(.region, "广东省江门市蓬江区")], ["b"]),
    ([(.region, "44")], ["a", "b", "c"]), ([(.region, "440700")], ["a", "b"]),
    ([(.region, "440703")], ["b"]), ([(.region, "国家")], ["d"]), ([(.region, "000000")], ["d"]),
    // Four districts are called so.
    ([(.region, "鼓楼区")], ["e"]), ([(.region, "福州鼓楼")], []), ([(.region, "南京鼓楼")], ["e"]),
    ([(.site, "jiangmen.example.cn")], ["a", "b"]), ([(.site, "example.cn")], ["a", "b", "c"]),
    ([(.site, "men.example.cn")], ["c"]), ([(.site, "http://sfj.jiangmen.example.cn/")], ["a"]),
    ([(.site, "*.CN")], ["a", "b", "c"]), ([(.site, "example")], []),
    ([(.kind, "通知"), (.issuer, "司法局"), (.since, "2023")], ["c"]),
    ([(.region, "广东"), (.level, "市"), (.year, "2022")], ["a"]),
  ]

  @Test func letThrough() throws {
    let sample = try SampleArchive(lines: Self.lines)
    for (given, expected) in Self.cases {
      let conditions = try given.map { try DocumentCondition($0.0, $0.1) }
      #expect(try sample.ids(conditions) == expected, "\(given)")
    }
  }

  @Test func excludedLetTheOthersThrough() throws {
    let sample = try SampleArchive(lines: Self.lines)
    for (given, expected) in Self.cases where given.count == 1 {
      let condition = try DocumentCondition(given[0].0, given[0].1)
      let others = ["a", "b", "c", "d", "e"].filter { !expected.contains($0) }
      #expect(try sample.ids([DocumentCondition(.not(condition.filter))]) == others, "\(given)")
    }
  }

  /// What issues another document is of both kinds; a kind is that of what ends with it.
  @Test func aNoticeIsOneWhateverItIssues() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"f","title":"关于印发2024年工作计划的通知","documentKind":"工作计划","paragraphs":["文"]}"#,
      #"{"doc_id":"g","title":"关于印发《行动方案》的通知（云政发〔2024〕1号）","documentKind":"行动方案","paragraphs":["文"]}"#,
      #"{"doc_id":"h","title":"《关于某事的通知》解读","documentKind":"解读","paragraphs":["文"]}"#,
      #"{"doc_id":"i","title":"某项目成交公告","documentKind":"成交公告","paragraphs":["文"]}"#,
      #"{"doc_id":"j","title":"行政处罚通知书","documentKind":"通知书","paragraphs":["文"]}"#,
    ])
    for (kind, ids) in [
      ("通知", ["f", "g"]), ("计划", ["f"]), ("方案", ["g"]), ("公告", ["i"]), ("书", []),
    ] as [(String, [String])] {
      #expect(try sample.ids([try DocumentCondition(.kind, kind)]) == ids, "\(kind)")
    }
    let archive = try sample.open()
    let absent = try archive.absentKinds(
      DocumentCondition.all(.kind, ["通知", "批复"]), words: "文 类型:决议")
    #expect(absent == ["批复", "决议"])
    #expect(try archive.documentKinds().sorted() == ["工作计划", "成交公告", "行动方案", "解读", "通知书"].sorted())
  }

  @Test(
    arguments: [
      (.year, "23"), (.year, "2024..2023"), (.year, "2022..2023..2024"), (.year, ".."),
      (.year, "二三年"), (.year, "年"), (.year, "二千零二三年"),
      (.year, ""), (.since, "yesterday"), (.since, "2023..2024"), (.until, "2023-13"),
      (.pub, ".."), (.pub, "2023-6"), (.pub, "2024..2023"), (.level, "村"), (.level, ""),
      (.region, "火星"), (.region, "福建话"), (.region, "3"), (.region, "3505021"), (.region, ""),
      (.region, "福建省江门市"), (.site, "/"), (.site, "gov.cn/zwgk"), (.issuer, ""),
      (.docnum, "〔〕"), (.kind, " "), (.source, "“”"),
    ] as [(DocumentField, String)])
  func aValueThatCannotBeIsRefused(field: DocumentField, value: String) {
    let error = ConditionError(field: field, value: value)
    #expect(throws: error) { try DocumentCondition(field, value) }
    #expect(!error.advice.isEmpty)
  }
}
