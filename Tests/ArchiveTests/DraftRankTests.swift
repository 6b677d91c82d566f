// DraftRankTests.swift — ranks of a draft: 居全省第3位, 全国第二, 排名第一.
import Archive
import Testing

@Suite("Checking the ranks of a draft")
struct DraftRankTests {
  @Test(arguments: [
    ("法治建设满意度居全省第3位", ["法治建设满意度居全省第3位"]),
    ("案件总量全国第二，综合排名全省第一名。", ["案件总量全国第二", "综合排名全省第一名"]),
    ("执行到位率位列同类城市第１２位、名列榜单首位", ["执行到位率位列同类城市第１２位", "名列榜单首位"]),
    ("评价由排名第5位升至第3位", ["评价由排名第5位"]),
    ("全国第二批试点，第三条，第一，全省第二季度，全市第一书记，下一步第2项，放在首位，首位度", []),
    ("全国第一个、第一名，全国第12345", []),
    ("总量、增速居全省第三、第二位，全国第五位的水平", ["增速居全省第三", "全国第五位"]),
    ("前款所列第二、三项，下列第一、第二款，本系列第三，安排第一、二批，邻居第二", []),
    ("全市第一、二、三产业，全国第5、第6届会议，评价居全省第2-5位", []),
    ("全国首位女法官，全省第一位律师，全国第一名调解员，全市首位度", []),
  ])
  func areFound(_ text: String, _ expected: [String]) {
    #expect(DraftItem.all(in: text).filter { $0.kind == .rank }.map(\.text) == expected)
  }

  @Test(
    arguments: [
      ("法治建设满意度居全省第3位", .found, nil), ("法治建设满意度列全省第三", .found, nil),
      ("法治建设满意度排名第三", .found, nil), ("营商环境评价位居全省首位", .found, nil),
      ("法治建设满意度居全省第2位", .near, "法治建设满意度居全省第[-2-]{+3+}位"),
      // Of another field, and of something else.
      ("法治建设满意度居全国第3位", .near, "法治建设满意度居全[-国-]{+省+}第3位"),
      ("道路硬化里程居全省第3位", .missing, nil),
    ] as [(String, DraftVerdict.Status, String?)])
  func areThoseOfTheSameThing(
    _ text: String, _ status: DraftVerdict.Status, _ difference: String?
  ) throws {
    let lines = [
      #"{"doc_id":"rank","title":"简报","paragraphs":["全市法治建设满意度居全省第3位，营商环境评价排名第一。"]}"#,
      #"{"doc_id":"road","title":"快讯","paragraphs":["第三条道路全线贯通，硬化里程3公里。"]}"#,
    ]
    let check = DraftCheck(try SampleArchive(lines: lines).open())
    let found = try check.verdicts(on: ["\(text)。"])[0]
    #expect(found.map(\.item.kind) == [.rank])
    let verdict = try #require(found.first).verdict
    #expect(verdict.status == status, "\(verdict)")
    #expect(verdict.place?.reference == (status == .missing ? nil : "rank#1"))
    #expect(verdict.difference?.description == difference)
  }
}
