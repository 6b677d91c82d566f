// DraftCheckTests.swift — the claims of a draft, and what the archive says to them.
import Archive
import Testing

@Suite("Claims of a draft")
struct DraftItemTests {
  private func items(_ text: String) -> [String] {
    DraftItem.all(in: text).map { "\($0.kind) \($0.text)" }
  }

  @Test(arguments: [
    ("落实《关于印发〈云溪市方案〉的通知》。", ["title 关于印发〈云溪市方案〉的通知", "title 云溪市方案"]),
    ("《云溪市贯彻落实<省方案>细则》", ["title 云溪市贯彻落实<省方案>细则", "title 省方案"]),
    ("《甲》", []), ("《没有右边", []),
    ("“法治体检”和「法律明白人」及\"一村一顾问\"", ["quote 法治体检", "quote 法律明白人", "quote 一村一顾问"]),
    ("“三办”“坚持‘两个维护’”", ["quote 坚持‘两个维护’"]),
    ("“要抓实抓细……确保全年任务完成”", ["quote 要抓实抓细", "quote 确保全年任务完成"]),
    ("按照云政办发〔2023〕5号和国务院令第743号", ["number 云政办发〔2023〕5号", "number 国务院令第743号"]),
    ("三是落实云司发（2022）12号文件", ["number 云司发（2022）12号"]),
    ("（2023）云01民终12号", []),
    (
      "据《监察法》第二十五条、第30条第二款，《某办法》（试行）第十七条之一",
      [
        "title 监察法", "article 第二十五条", "article 第30条第二款", "title 某办法", "article 第十七条之一",
      ]
    ),
    ("《监察法》规定，第三条", ["title 监察法"]),
    ("依据云溪市监察条例第二条、第三条和本条例第四条，除本法第三条", ["article 第二条", "article 第三条"]),
    ("按照办法第三条，“条例第五条规定”", ["quote 条例第五条规定"]),
    ("《云溪市监察条例》（以下简称“监察条例”），下称“条例规定”", ["title 云溪市监察条例"]),
  ])
  func areMarkedOrNumbered(_ text: String, _ expected: [String]) {
    #expect(items(text) == expected)
  }

  /// Titles in titles, and brackets and marks without end, of which each is looked at once.
  @Test func areFoundInLongParagraphs() {
    let (left, right) = (String(repeating: "《", count: 20000), String(repeating: "》", count: 20000))
    let nested = left + "监察法" + right
    #expect(items(nested).count == 249)
    let open = String(repeating: "《监察法》（", count: 5000)
    #expect(items(open).count == 5000)
    let many = String(repeating: "《监察法》“依法监察”", count: 5000)
    #expect(items(many).count == 10000)
  }

  @Test(arguments: [
    ("全市共办理案件21,964件，同比增长20.2％。", ["全市共办理案件21,964件", "同比增长20.2％"]),
    ("覆盖３０个乡镇，占比提高1.5个百分点", ["覆盖３０个", "占比提高1.5个百分点"]),
    ("信息332万余宗、3 家律所、3-5年", ["信息332万余宗", "3 家", "3-5年"]),
    ("2023年6月30日，第3条，12届，1.加强，（2）落实，A4纸，“1+6+3”", []),
    ("1.加强 （2）落实", []),
    ("16.11个司法所获评，1.5个百分点，2.5万人", ["11个", "1.5个百分点", "2.5万人"]),
    ("1.5个百分点", ["1.5个百分点"]), ("1.2023年", []), ("3．1,200余人", ["1,200余人"]),
    ("咨询五十余万次、50余万次、一百多万元、十余万人", ["咨询五十余万次", "50余万次", "一百多万元", "十余万人"]),
    (
      "培训三百二十余人次，一万零五百件，百分之二十点五，两千多名，十二个乡镇，二十年",
      [
        "培训三百二十余人次", "一万零五百件", "百分之二十点五", "两千多名", "十二个", "二十年",
      ]
    ),
    (
      "培训6期480人次、12班次，走访30户次，开庭十二场次",
      ["培训6期", "480人次", "12班次", "走访30户次", "开庭十二场次"]
    ),
    ("返回12人次日报到，3件次要", ["返回12人", "3件"]),
    ("《某办法》（2021修订），2018版目录", []),
    ("十四五规划，二十大精神，二〇二三年，第十二条，一个中心，数十家，十分重要，三万二件，千方百计，三是加强，十月，二十一世纪，五十一百条", []),
  ])
  func areFigures(_ text: String, _ expected: [String]) {
    let figures = DraftItem.all(in: text).filter { $0.kind == .figure }.map(\.text)
    // What is no word of it is not before the number.
    #expect(figures.count == expected.count, "\(figures)")
    for (figure, whole) in zip(figures, expected) { #expect(whole.hasSuffix(figure)) }
  }

  @Test(arguments: [
    ("全年行政机关负责人出庭应诉率78.5%", ["行政机关负责人出庭应诉率78.5%"]),
    ("动态调整经济困难认定标准为3101元/月", ["动态调整经济困难认定标准为3101元"]),
    ("抽选监督员528人参加检务活动248次", ["抽选监督员528人", "参加检务活动248次"]),
    ("2022年全市共办理案件12件", ["办理案件12件"]),
    ("全市共产党员12人，全市12家", ["共产党员12人", "全市12家"]),
    (
      "组织开展形式多样内容丰富群众喜闻乐见的法治宣传教育进乡村进社区进学校系列活动12场",
      ["法治宣传教育进乡村进社区进学校系列活动12场"]
    ),
  ])
  func figuresStandWithTheWordsBeforeThem(_ text: String, _ expected: [String]) {
    #expect(DraftItem.all(in: text).map(\.text) == expected)
  }

  @Test func standWhereTheRangesSay() {
    let text = "😀据《某办法》，《通知》“法治體檢”12件。"
    for item in DraftItem.all(in: text) { #expect(text.scalars(in: item.range) == item.text) }
    #expect(DraftItem.all(in: text).map(\.range.lowerBound) == [3, 13, 18])
  }
}

@Suite("Checking a draft")
struct DraftCheckTests {
  private static let lines = [
    #"{"doc_id":"plan","title":"关于印发《云溪市法治体检方案》的通知","documentNumber":"云司发〔2023〕6号","publishedOn":"2023-06-30","issuer":"云溪市司法局","paragraphs":["坚持以人民为中心,健全“企业吹哨、部门报到”工作机制,全面提升服务质效。","全市共办理法律援助案件1234件,群众满意率98.5%,同比增长20.2%。","落实《云溪省公共法律服务条例》和云政办发〔2021〕17号文件。"]}"#,
    #"{"doc_id":"words","title":"培训情况","paragraphs":["培训人员三万二千人，建成工作室一百一十个。","提供法律咨询服务50余万次。","16.11个司法所获评。","全年举办“骨干学员”6期480人次。"]}"#,
    #"{"doc_id":"other","title":"人民调解工作总结","paragraphs":["全年调解纠纷567件,同比增长15.3%。"]}"#,
    #"{"doc_id":"waste","title":"云溪市垃圾分类条例","paragraphs":["第九条　单位违反规定的，责令改正；情节严重的，处3000元罚款。"]}"#,
    #"{"doc_id":"dogs","title":"云溪市养犬条例","paragraphs":["第八条　违反规定的，责令改正；情节严重的，处5000元罚款。","第九条　拒不改正的，处3000元罚款。"]}"#,
  ]

  private static let law =
    #"{"doc_id":"law","title":"云溪市监察条例","paragraphs":["第一条　为了监察，制定本条例。","第二条　可以查封、扣押财物。","查封、扣押的财物与案件无关的，应当在三日内退还。","第三条　本条例自公布之日起施行。"]}"#
  private static let news =
    #"{"doc_id":"news","title":"旧闻","paragraphs":["查封、扣押的财物与案件无关的，应当在三十日内退还。"]}"#

  private static let formula =
    #"{"doc_id":"form","title":"安排","paragraphs":["17.3亿元，1比7，7.3%。","落实“1+6+3”工作安排和“1+7+3+2”布局。"]}"#

  private func verdict(_ kind: DraftItem.Kind, in text: String) throws -> DraftVerdict {
    let lines = Self.lines + [Self.law, Self.news, Self.formula]
    let check = DraftCheck(try SampleArchive(lines: lines).open())
    let found = try check.verdicts(on: [text])[0]
    return try #require(found.first { $0.item.kind == kind }).verdict
  }

  @Test(arguments: [
    (DraftItem.Kind.quote, "“企業吹哨、部門報到”", "plan#1"),
    (.quote, "「全面提升服务 质效」", "plan#1"),
    (.title, "《云溪省公共法律服务条例》", "plan#3"),
    (.title, "《人民调解工作总结》", "othe"),
    (.title, "《云溪市法治体检方案》", "plan"),
    (.number, "据云司发[2023]6号", "plan"),
    (.number, "见云政办发（2021）17号", "plan#3"),
    (.figure, "法律援助案件1,234件", "plan#2"),
    (.figure, "群众满意率９８.５％", "plan#2"),
    (.figure, String(repeating: "其他事项、", count: 500) + "办理法律援助案件1234件", "plan#2"),
    (.figure, "调解纠纷567件", "othe#1"),
    (.figure, "调解纠纷五百六十七件", "othe#1"),
    (.figure, "同比增长百分之十五点三", "othe#1"),
    (.figure, "培训人员32000人", "word#1"),
    (.figure, "培训人员3.2万人", "word#1"),
    (.figure, "建成工作室110个", "word#1"),
    (.figure, "提供法律咨询服务五十余万次", "word#2"),
    (.figure, "3.11个司法所获评", "word#3"),
    // Marks of quotation end no clause.
    (.figure, "全年举办骨干学员480人次", "word#4"), (.figure, "全年举办480人次", "word#4"),
    // What is named goes before what says the same.
    (.figure, "依照《云溪市养犬条例》，拒不改正的，处3000元罚款", "dogs#2"),
    (.figure, "依照《云溪市垃圾分类条例》，情节严重的，处3000元罚款", "wast#1"),
    (.figure, "情节严重的，处5000元罚款", "dogs#1"),
    (.figure, "按照《人民调解工作总结》要求，我市群众满意率98.5%", "plan#2"),
  ])
  func finds(_ kind: DraftItem.Kind, _ text: String, _ reference: String) throws {
    let verdict = try verdict(kind, in: text)
    #expect(verdict.status == .found && verdict.place?.reference == reference, "\(verdict)")
    #expect(verdict.difference == nil)
  }

  @Test(arguments: [
    (DraftItem.Kind.quote, "“企业吹哨、部门集合”", "企业吹哨、部门[-集合-]{+报到+}"),
    (.title, "《云溪市公共法律服务条例》", "云溪[-市-]{+省+}公共法律服务条例"),
    (.title, "《人民调解工作小结》", "人民调解工作[-小-]{+总+}结"),
    (.quote, "“1+7+3”", "1+[-7-]{+6+}+3"), (.quote, "“1+6+3+2”", "1+[-6-]{+7+}+3+2"),
    (.title, "《公共法律服务的条例》", "{+云溪省+}公共法律服务[-的-]条例"),
    (.title, "《云溪省公共法律服务规定》", "云溪省公共法律服务[-规定-]{+条例+}"),
    (.number, "云司发〔2023〕9号", "云司发〔[-2023-]{+2023+}〕[-9-]{+6+}号"),
    (.number, "云司发〔2024〕6号", "云司发〔[-2024-]{+2023+}〕6号"),
    (.number, "云司〔2023〕6号", "云司{+发+}〔2023〕6号"),
    (.number, "云政发〔2021〕17号", "云政{+办+}发〔2021〕17号"),
    (.number, "云政办发〔2020〕17号", "云政办发〔[-2020-]{+2021+}〕17号"),
    (.figure, "办理法律援助案件1243件", "办理法律援助案件[-1243-]{+1234+}件"),
    (.figure, "举办骨干学员480人", "[-举办骨干学员-]480人{+次+}"),
    // The same figure stands elsewhere, of something else.
    (.figure, "全市共办理法律援助案件567件,群众满意", "办理法律援助案件[-567-]{+1234+}件"),
    (.figure, "办理法律援助案件增加，同比增长20.2个百分点", "同比增长20.2[-个百分点-]{+%+}"),
    // Another law says so, not the one that is named.
    (.figure, "依照《云溪市垃圾分类条例》，情节严重的，处5000元罚款", "处[-5000-]{+3000+}元"),
  ])
  func showsTheNearest(_ kind: DraftItem.Kind, _ text: String, _ difference: String) throws {
    let verdict = try verdict(kind, in: text)
    #expect(verdict.status == .near, "\(verdict)")
    let expected = difference.replacing("[-2023-]{+2023+}", with: "2023")
    #expect(verdict.difference?.description == expected)
  }

  @Test(arguments: [
    (DraftItem.Kind.quote, "“从来没有人说过这样的话”"), (.quote, "“2+8+5”"), (.title, "《毫不相干的办法》"),
    (.title, "《案件有关》"),
    (.number, "国发〔1999〕88号"), (.figure, "道路硬化31公里"),
    // Only the number and the unit, or one of them, are the same.
    (.figure, "全市增长12.5%"), (.figure, "道路硬化工程占比98.5%"),
    (.figure, "市财政安排专项资金567件"), (.figure, "落实安全生产检查全覆盖，满意率达到98%"),
  ])
  func nothingIsLikeIt(_ kind: DraftItem.Kind, _ text: String) throws {
    let verdict = try verdict(kind, in: text)
    #expect(verdict.status == .missing && verdict.place == nil, "\(verdict)")
  }

  @Test(arguments: [
    ("据《云溪市监察条例》第二条，“查封、扣押的财物与案件无关的，应当在三日内退还”", "law#3"),
    ("《云溪市监察条例》规定：“应当在三日内退还”", "law#3"),
    ("据《云溪市法治体检方案》（云司发〔2023〕6号），健全“企业吹哨、部门报到”机制", "plan#1"),
    ("据云司发〔2023〕6号，健全“企业吹哨、部门报到”机制", "plan#1"),
    ("据《云溪市监察条例》第一条至第三条，“应当在三日内退还”", "law#3"),
    ("据《云溪市监察条例》第二条第二款，“应当在三日内退还”", "law#3"),
    ("据《云溪市监察条例》第二条第一款、第二款，“应当在三日内退还”", "law#3"),
    ("《云溪市监察条例》第二条第一款规定查封，第二款规定“应当在三日内退还”", "law#3"),
    ("云溪市监察条例第二条规定：“应当在三日内退还”", "law#3"),
    // What is done by a law is no words of it, and who knows what another is.
    ("依据云溪市监察条例第二条推行“企业吹哨、部门报到”机制", "plan#1"),
    ("据《云溪市监察条例》，无名管理法第二条规定：“企业吹哨、部门报到”", "plan#1"),
    // What is carried out is no source, nor what the archive does not have.
    ("落实《人民调解工作总结》，健全“企业吹哨、部门报到”机制", "plan#1"),
    ("据《没有的总结》，健全“企业吹哨、部门报到”机制", "plan#1"),
    ("学习《人民调解工作总结》。健全“企业吹哨、部门报到”机制", "plan#1"),
    // What somebody does by it is said by him.
    ("按照《人民调解工作总结》要求，健全“企业吹哨、部门报到”机制", "plan#1"),
    ("根据《人民调解工作总结》规定的程序，健全“企业吹哨、部门报到”机制", "plan#1"),
    ("贯彻《人民调解工作总结》关于调解的要求，健全“企业吹哨、部门报到”机制", "plan#1"),
    ("根据《云溪市监察条例》第三条规定，我市健全“企业吹哨、部门报到”机制", "plan#1"),
  ])
  func quotationsStandInWhatTheirSentenceNames(_ text: String, _ reference: String) throws {
    let verdict = try verdict(.quote, in: text)
    #expect(verdict.status == .found && verdict.place?.reference == reference, "\(verdict)")
    #expect(verdict.notIn == nil)
  }

  @Test(arguments: [
    (
      DraftItem.Kind.quote, "据《云溪市监察条例》第三条，“查封、扣押的财物与案件无关的，应当在三日内退还”",
      "law#3", "《云溪市监察条例》第三条"
    ),
    (.quote, "据《人民调解工作总结》，健全“企业吹哨、部门报到”机制", "plan#1", "《人民调解工作总结》"),
    (.quote, "这属于云溪市监察条例第三条规定：“应当在三日内退还”", "law#3", "《云溪市监察条例》第三条"),
    (.quote, "按照云溪市监察条例第三条，“应当在三日内退还”", "law#3", "《云溪市监察条例》第三条"),
    (.quote, "据《云溪市监察条例》第二条第1款，“应当在三日内退还”", "law#3", "《云溪市监察条例》第二条第1款"),
    (.quote, "据《云溪市监察条例》第三条至第五条，“应当在三日内退还”", "law#3", "《云溪市监察条例》第三条至第五条"),
    (
      .quote, "据《关于印发〈云溪市法治体检方案〉的通知》（云司发〔2023〕6号），“应当在三日内退还”", "law#3",
      "《关于印发〈云溪市法治体检方案〉的通知》"
    ),
    (.quote, "“企业吹哨、部门报到”（见《人民调解工作总结》）", "plan#1", "《人民调解工作总结》"),
    (.quote, "根据《人民调解工作总结》规定，健全“企业吹哨、部门报到”机制", "plan#1", "《人民调解工作总结》"),
    (.quote, "按照《人民调解工作总结》，“企业吹哨、部门报到”", "plan#1", "《人民调解工作总结》"),
    (.quote, "《人民调解工作总结》要求，健全“企业吹哨、部门报到”机制", "plan#1", "《人民调解工作总结》"),
    (.quote, "根据《人民调解工作总结》，各单位应当健全“企业吹哨、部门报到”机制", "plan#1", "《人民调解工作总结》"),
    (.quote, "根据《人民调解工作总结》规定，我市应当健全“企业吹哨、部门报到”机制", "plan#1", "《人民调解工作总结》"),
    (.figure, "根据《人民调解工作总结》，我市群众满意率98.5%", "plan#2", "《人民调解工作总结》"),
    (.figure, "据《人民调解工作总结》，群众满意率98.5%", "plan#2", "《人民调解工作总结》"),
  ])
  func tellsWhatStandsElsewhere(
    _ kind: DraftItem.Kind, _ text: String, _ reference: String, _ named: String
  ) throws {
    let verdict = try verdict(kind, in: text)
    #expect(verdict.status == .elsewhere && verdict.notIn == named, "\(verdict)")
    #expect(verdict.place?.reference == reference)
  }

  @Test(arguments: ["“我们要，做好”，", "“甲、乙”和"])
  func whatElseIsQuotedTellsNoSpeaker(_ words: String) throws {
    let text = "按照《人民调解工作总结》，\(words)“企业吹哨、部门报到”"
    let check = DraftCheck(try SampleArchive(lines: Self.lines).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.last { $0.item.kind == .quote }).verdict
    #expect(verdict.status == .elsewhere && verdict.place?.reference == "plan#1", "\(verdict)")
  }

  @Test(
    arguments: [
      ("2023年，粮食总产量增长12.5%。", .missing), ("1960年，粮食总产量增长12.5%。", .near),
      ("二〇二三年，粮食总产量增长12.5%。", .missing), ("一九六○年，粮食总产量增长12.5%。", .near),
      ("粮食总产量增长12.5%。", .near), ("2023年，工业总产值增长20.5%。", .missing),
      ("1958年，工业总产值增长20.5%。", .found), ("据《1958年统计公报》，2023年粮食总产量增长12.5%。", .near),
    ] as [(String, DraftVerdict.Status)])
  func figuresAreOfTheTimesOfTheirSentence(_ text: String, _ status: DraftVerdict.Status) throws {
    let line =
      #"{"doc_id":"old","title":"1958年统计公报","paragraphs":["粮食总产量增长12.3%。","1958年，工业总产值增长20.5%。"]}"#
    let check = DraftCheck(try SampleArchive(lines: [line]).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.last { $0.item.kind == .figure }).verdict
    #expect(verdict.status == status, "\(verdict)")
  }

  /// The number says the most, and nothing where no word stands with it.
  @Test(
    arguments: [
      ("8个区（市）县完成智慧矫正中心创建目标", .found, "made#1"), ("8个", .missing, nil),
      ("负责人出庭应诉率为75.8%，比上年提高20.2个百分点", .near, "rate#1"),
    ] as [(String, DraftVerdict.Status, String?)])
  func figuresAreOfWhatTheirWordsSay(
    _ text: String, _ status: DraftVerdict.Status, _ reference: String?
  ) throws {
    let lines = [
      #"{"doc_id":"trial","title":"旧闻","paragraphs":["经过两年诉讼,判处5年8个月徒刑。"]}"#,
      #"{"doc_id":"made","title":"矫正","paragraphs":["持续推进智慧矫正中心建设,8个区(市)县完成创建目标,无脱管漏管。"]}"#,
      #"{"doc_id":"less","title":"松江","paragraphs":["负责人出庭应诉率93.4%,同比提高6.1个百分点。"]}"#,
      #"{"doc_id":"rate","title":"云溪","paragraphs":["负责人出庭应诉率75.8%,同比增长20.2%。"]}"#,
    ]
    let check = DraftCheck(try SampleArchive(lines: lines).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.last).verdict
    #expect(verdict.status == status && verdict.place?.reference == reference, "\(verdict)")
  }

  /// Another document is more like it.
  @Test func whatIsNamedIsNearest() throws {
    let verdict = try verdict(.quote, in: "《云溪市监察条例》第三条：“案件无关的，应当在三十五日内退还”")
    #expect(verdict.status == .near && verdict.place?.reference == "law#3", "\(verdict)")
    #expect(verdict.notIn == "《云溪市监察条例》第三条")
    #expect(verdict.difference?.description == "案件无关的，应当在三[-十五-]日内退还")
  }

  private static let items =
    #"{"doc_id":"law","title":"云溪市甲乙条例","paragraphs":["第三条　有下列情形的，应当申请：","（一）甲事；","（二）乙事。","第四条　丙事，应当及时申请。"]}"#

  @Test(
    arguments: [
      ("第三条第（二）项，“（二）乙事”", .found), ("第三条第（一）项，“（二）乙事”", .elsewhere),
      ("第三条第一款第2项，“（二）乙事”", .found), ("第三条第二款，“（二）乙事”", .found),
      ("第三条第一项、二项，“（二）乙事”", .found), ("第三条第一项，“应当申请”", .found),
    ] as [(String, DraftVerdict.Status)])
  func quotationsStandInTheirItems(_ words: String, _ status: DraftVerdict.Status) throws {
    let text = "《云溪市甲乙条例》\(words)"
    let check = DraftCheck(try SampleArchive(lines: [Self.items]).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.last).verdict
    #expect(verdict.status == status, "\(verdict)")
  }

  @Test(
    arguments: [
      ("“有下列情形的，应当申请：（一）甲事；（二）乙事。”", "law#1", nil),
      ("据《云溪市甲乙条例》第三条，“应当申请：（一）甲事；（二）乙事。”", "law#1", nil),
      ("“有下列情形的，应当申请：（一）甲事；（二）丁事。”", "law#1", "有下列情形的，应当申请：（一）甲事；（二）[-丁-]{+乙+}事。"),
    ] as [(String, String, String?)])
  func quotationsReachOverParagraphs(
    _ text: String, _ reference: String, _ difference: String?
  ) throws {
    let check = DraftCheck(try SampleArchive(lines: [Self.items]).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.last).verdict
    #expect(verdict.status == (difference == nil ? .found : .near), "\(verdict)")
    #expect(verdict.place?.reference == reference)
    #expect(verdict.difference?.description == difference)
  }

  @Test func lawsHaveShortNames() throws {
    let line =
      #"{"doc_id":"road","title":"中华人民共和国道路交通安全法","paragraphs":["第一条　甲事。","第九十一条　乙事，处以罚款。"]}"#
    let check = DraftCheck(try SampleArchive(lines: [line]).open())
    let text = "《道交法》第九十一条规定“乙事，处以罚款”，《道交法》第九十三条"
    let verdicts = try check.verdicts(on: [text]).joined().map(\.verdict)
    #expect(verdicts.map { $0.place?.reference } == ["road", "road#2", "road#2", "road", "road#2"])
    #expect(verdicts.map(\.status) == [.found, .found, .found, .found, .near])
  }

  /// Whichever went in first.
  @Test func theNewestStateIsMeant() throws {
    let lines = [
      #"{"doc_id":"before","title":"云溪市监察条例","publishedOn":"2017-09-01","paragraphs":["第一条　旧文。","第二条　应当在三日内退还。"]}"#,
      #"{"doc_id":"since","title":"云溪市监察条例（2023修订）","publishedOn":"2023-09-01","paragraphs":["第一条　新文。","第二条　应当在三日内退还。"]}"#,
    ]
    let text = "《云溪市监察条例》第一条，第二条：“应当在三日内退还”"
    for lines in [lines, lines.reversed()] {
      let check = DraftCheck(try SampleArchive(lines: lines).open())
      let places = try check.verdicts(on: [text]).joined().map(\.verdict.place?.reference)
      #expect(places == ["sinc", "sinc#1", "sinc#2"])
    }
  }

  @Test func articlesAreThereOrNot() throws {
    let there = try verdict(.article, in: "《云溪市监察条例》第2条")
    #expect(there.status == .found && there.place?.reference == "law#2", "\(there)")
    let bare = try verdict(.article, in: "违反云溪市监察条例第九条")
    #expect(bare.status == .near && bare.difference?.description == "第[-九-]{+三+}条", "\(bare)")
    let none = try verdict(.article, in: "《云溪市监察条例》第九条")
    #expect(none.status == .near && none.difference?.description == "第[-九-]{+三+}条", "\(none)")
    let last = try verdict(.article, in: "《云溪市监察条例》第三条第二款")
    #expect(last.status == .near && last.clauses == 1, "\(last)")
    let check = DraftCheck(try SampleArchive(lines: Self.lines).open())
    let kinds = try check.verdicts(on: ["《没有的条例》第九条"]).joined().map(\.item.kind)
    #expect(kinds == [.title])
  }

  @Test func clausesOfArticlesAreThereOrNot() throws {
    let there = try verdict(.article, in: "《云溪市监察条例》第二条第2款")
    #expect(there.status == .found && there.place?.reference == "law#3", "\(there)")
    let none = try verdict(.article, in: "《云溪市监察条例》第二条第九款")
    #expect(none.status == .near && none.place?.reference == "law#2", "\(none)")
    #expect(none.clauses == 2 && none.difference == nil)
    // Where the 款 of an article are one text, nobody knows.
    let line =
      #"{"doc_id":"one","title":"云溪市养犬条例","paragraphs":["第一条　甲事。 乙事。","第二条　“丙事。” 丁事。","第三条　戊事。前款己事。"]}"#
    let check = DraftCheck(try SampleArchive(lines: [line]).open())
    for article in ["第一条第二款", "第二条第二款", "第三条第二款"] {
      let found = try check.verdicts(on: ["《云溪市养犬条例》\(article)"]).joined()
      #expect(found.map(\.verdict.status) == [.found, .found], "\(article): \(found)")
    }
  }
}
