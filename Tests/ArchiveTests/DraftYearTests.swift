// DraftYearTests.swift — figures of a draft that their source tells of another year.
import Archive
import Testing

@Suite("Checking the years of figures")
struct DraftYearTests {
  private static let lines = [
    #"{"doc_id":"year","title":"2022年全市工作总结","paragraphs":["一、办案情况","全年办理法律援助案件21964件。"]}"#,
    #"{"doc_id":"meet","title":"2024年工作会议","paragraphs":["一、回眸2023年","办理涉会审查860件次。"]}"#,
    #"{"doc_id":"last","title":"工作情况","publishedOn":"2024-01-15","paragraphs":["去年办理公证事项33217件，比2022年增长5%。"]}"#,
    #"{"doc_id":"than","title":"动态","paragraphs":["办理司法鉴定7123件，较2020年多。"]}"#,
    #"{"doc_id":"since","title":"近况","paragraphs":["2019年启用以来，受理网上申请5432件。"]}"#,
    #"{"doc_id":"none","title":"简报","paragraphs":["提供法律咨询服务3456次。"]}"#,
    #"{"doc_id":"both","title":"2023年全市工作总结","paragraphs":["2022年，受理仲裁申请4567件。","落实2021年部署，调处物业纠纷6789件。","2021年印发实施方案，培训调解员2345人。","2022年率先试点，目前建成调解室2987个。","按市政府令（2021年第3号），清理规范性文件4321份。"]}"#,
    #"{"doc_id":"parts","title":"情况","paragraphs":["一、2024年工作","全市2023年开展公证讲座2468场。","2022年以来，走访企业1357家。"]}"#,
  ]

  @Test(
    arguments: [
      ("2023年，全市办理法律援助案件21964件。", [2022]), ("二〇二三年，办理法律援助案件21964件。", [2022]),
      ("2022年，全市办理法律援助案件21964件。", []), ("全市办理法律援助案件21964件。", []),
      ("2022—2023年，办理法律援助案件21964件。", []),
      ("2022年办理法律援助案件21964件，2023年更多。", []),
      ("2022年，办理涉会审查860件次。", [2023]), ("2023年，办理涉会审查860件次。", []),
      ("2024年，办理涉会审查860件次。", [2023]),
      // What stands nearest tells, be the year of the heading or the title the draft's.
      ("2023年，受理仲裁申请4567件。", [2022]), ("2022年，受理仲裁申请4567件。", []),
      ("2024年，开展公证讲座2468场。", [2023]), ("2023年，开展公证讲座2468场。", []),
      // What is only gone by, begun or counted from is no year of the figure.
      ("2023年，调处物业纠纷6789件。", []), ("2023年，培训调解员2345人。", []),
      ("2024年，走访企业1357家。", []),
      // What there is now is of the title's, and brackets tell of what stands before them.
      ("2023年，建成调解室2987个。", []), ("2023年，清理规范性文件4321份。", []),
      // Days and titles are none of them, and what is named is meant.
      ("2023年6月16日公布，办理法律援助案件21964件。", []),
      ("落实《2023年要点》，办理法律援助案件21964件。", []),
      ("据《2022年全市工作总结》，2023年办理法律援助案件21964件。", []),
      // Compared with a year, and counted from one, are figures of any; of 去年 nobody knows.
      ("2023年，办理公证事项33217件。", []), ("2023年，办理司法鉴定7123件。", []),
      ("2023年，受理网上申请5432件。", []), ("比2021年多，办理法律援助案件21964件。", []),
      // The source names no year.
      ("2023年，提供法律咨询服务3456次。", []),
    ] as [(String, [Int])])
  func areTold(_ text: String, _ years: [Int]) throws {
    let check = DraftCheck(try SampleArchive(lines: Self.lines).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.first { $0.item.kind == .figure }).verdict
    #expect(verdict.years == years && verdict.difference == nil, "\(verdict)")
    #expect(verdict.status == (years.isEmpty ? .found : .near), "\(verdict)")
  }
}
