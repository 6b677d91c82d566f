import Extraction
import Testing

@Suite("Outline")
struct OutlineTests {
  @Test(arguments: [
    ("一、总体要求", "一", OutlineLabel.Level.first), ("（二）加强学习。", "二", .second),
    ("(二)加强学习。", "二", .second), ("15.推进改革。", "15", .third), ("３、推进改革", "3", .third),
    ("（1）第一类", "1", .fourth), ("②第二类", "2", .fifth), ("第三条 本办法所称", "第三条", .article),
    ("第十七条之一　已满七十五周岁", "第十七条之一", .article),
    ("第一章 总则", "第一章", .chapter), ("第二节　程序", "第二节", .section), ("  十一、附则", "十一", .first),
  ])
  func labels(text: String, label: String, level: OutlineLabel.Level) {
    #expect(OutlineLabel(text)?.text == label)
    #expect(OutlineLabel(text)?.level == level)
  }

  @Test(arguments: [
    "98.09%的案件", "2023.6的数据", "一是加强领导", "第三条规定的情形", "3 家事务所", "（试行）", "1.", "第二十条 第（一）项",
  ])
  func areNoLabels(text: String) { #expect(OutlineLabel(text) == nil) }

  @Test(arguments: ["图1 2019—2023年办案数量", "表 2-1　各县（市、区）任务分解", "图一：流程示意", "附表3 经费安排"])
  func captionsHeadNothing(caption: String) {
    let text = String(repeating: "各县（市、区）加强组织领导，细化工作措施，按时完成任务。", count: 3)
    let paragraphs = Outline.structure([
      "工作基础", text, caption, text, "主要任务", text, "表彰奖励", text, "图书捐赠", text,
    ])
    #expect(paragraphs[2].kind != .heading)
    #expect([0, 4, 6, 8].allSatisfy { paragraphs[$0].kind == .heading })
  }

  @Test func nothingHangsBelowAListOfContents() {
    let text = "全面贯彻有关精神，认真落实工作部署，扎实推进各项任务，确保按时完成。"
    let paragraphs = Outline.structure([
      "目　录", "第一章 总则", "第二章 附则", "第一章 总则", "第一条 \(text)", "第二章 附则", "第二条 \(text)",
    ])
    #expect(paragraphs[4].headings == ["总则"] && paragraphs[6].headings == ["附则"])
  }

  @Test func parentsAreTheNearestEarlierLinesOfSmallerDepth() {
    let texts = [
      "一、总体要求", "全面贯彻有关精神，认真落实工作部署，扎实推进各项任务。", "二、主要任务",
      "1.加强学习。组织干部学习有关文件，定期交流体会，做到学用结合，务求实效。",
      "2.改进作风。深入基层听取意见，及时解决群众反映的问题，不搞形式主义，不走过场。", "三、保障措施",
      "3.落实责任。各单位要明确分工，主要负责同志亲自抓，按时报送进展情况，确保完成。",
    ]
    let paragraphs = Outline.structure(texts)
    #expect(paragraphs.map(\.depth) == [1, 0, 1, 3, 3, 1, 3])
    #expect(paragraphs[1].headings == ["总体要求"])
    #expect(paragraphs[3].headings == ["主要任务"])
    #expect(paragraphs[6].headings == ["保障措施"])
    #expect(paragraphs[6].label == "3")
    #expect(paragraphs[0].kind == .heading)
    #expect(paragraphs[3].kind == .text)
    #expect(paragraphs[3].headingLength == "1.加强学习。".unicodeScalars.count)
  }

  @Test func rulesNestArticlesInChapters() {
    let paragraphs = Outline.structure([
      "第一章 总则", "第一条 为了规范管理，制定本办法。", "第二条 有下列情形之一的，不予受理：", "（一）材料不全的；",
      "第二章 程序", "第三条 申请人应当提交书面申请。",
    ])
    #expect(paragraphs.map(\.depth) == [1, 2, 2, 4, 1, 2])
    #expect(paragraphs[1].headings == ["总则"])
    #expect(paragraphs[3].headings == ["总则"])
    #expect(paragraphs[5].headings == ["程序"])
  }

  @Test func bareHeadingsNestInRuns() {
    let long = "全年办理各类案件若干，群众满意度稳步提升，工作经验在全省推广，得到上级充分肯定，社会反响良好。"
    let paragraphs = Outline.structure([
      "回望去年", "稳中有进 工作迈上新台阶", long, "守住底线 安全形势平稳", long, "展望今年", "真抓实干 开创新局面", long,
    ])
    #expect(paragraphs.map(\.depth) == [1, 2, 0, 2, 0, 1, 2, 0])
    #expect(paragraphs[4].headings == ["回望去年", "守住底线 安全形势平稳"])
    #expect(paragraphs[7].headings == ["展望今年", "真抓实干 开创新局面"])
  }

  @Test func articlesAloneAreTheFirstLevel() {
    let paragraphs = Outline.structure([
      "第一条 为了规范管理，制定本办法。", "第二条 下列事项应当协商：", "（一）村庄规划；", "（二）集体收益；",
    ])
    #expect(paragraphs.map(\.depth) == [1, 1, 3, 3])
    #expect(paragraphs.map(\.label) == ["第一条", "第二条", "一", "二"])
  }

  @Test func plainParagraphsHangBelowARunInHeading() {
    let paragraphs = Outline.structure([
      "一、主要任务", "（一）加强学习。组织干部学习有关文件，定期交流体会，做到学用结合，务求实效。",
      "各单位每季度报送一次学习情况。", "（二）各单位应当在年底以前把全年的学习情况书面报送市局。", "逾期不报的予以通报。",
    ])
    #expect(paragraphs[2].headings == ["主要任务", "加强学习"])
    // A numbered sentence without a heading of its own names nothing.
    #expect(paragraphs[4].headings == ["主要任务"])
  }

  @Test(arguments: [
    ("（一）加强学习。组织干部学习有关文件，定期交流。", "加强学习"), ("（一）加强学习。认真组织。", nil),
  ])
  func aRunInHeadingIsAThirdOfItsParagraph(text: String, name: String?) {
    let paragraphs = Outline.structure(["一、任务", text, "按时报送。"])
    #expect(Outline.name(of: paragraphs[1]) == name)
    #expect(paragraphs[2].headings == ["任务"] + (name.map { [$0] } ?? []))
  }

  @Test func aSignatureEndsWhatStandsBeforeIt() {
    let paragraphs = Outline.structure([
      "一、总体要求", "认真落实工作部署。", "附件：任务清单", "某某市司法局", "2023年6月30日", "（此件公开发布）",
      "某某市学习活动工作方案", "一、工作目标", "学用结合，务求实效。",
    ])
    #expect(paragraphs[1].headings == ["总体要求"])
    #expect(paragraphs[2...5].allSatisfy { $0.headings.isEmpty })
    #expect(paragraphs[7].headings == ["某某市学习活动工作方案"])
    #expect(paragraphs[8].headings == ["某某市学习活动工作方案", "工作目标"])
  }

  @Test func nothingIsDroppedOrMerged() {
    let texts = ["", "一、", "附件：1.清单", "2.名单", "a\tb", "某某市司法局", "2023年6月30日", "。"]
    #expect(Outline.structure(texts).map(\.text) == texts)
  }

  @Test func annexesAndSignaturesHaveTheirKinds() {
    let kinds = Outline.structure([
      "请认真执行。", "附件：1.任务清单", "2.单位名单", "某某市司法局", "2023年6月30日", "序号\t单位",
    ]).map(\.kind)
    #expect(kinds == [.text, .attachment, .attachment, .signature, .signature, .tableRow])
  }

  @Test func chaptersOfArticlesMayBeNumberedAsFirstLevel() {
    let paragraphs = Outline.structure([
      "一、支持企业发展", "第一条 对新落户的企业给予奖励。", "（一）最高十万元；", "二、支持人才引进", "第二条 对引进的人才给予补贴。",
    ])
    #expect(paragraphs.map(\.depth) == [1, 2, 3, 1, 2])
    #expect(paragraphs[4].headings == ["支持人才引进"])
    #expect(paragraphs[0].kind == .heading)
  }

  @Test(arguments: ["（一）指导思想。", "（一）搬迁期限："])
  func aLineThatOnlyNamesIsAHeading(line: String) {
    let paragraphs = Outline.structure(["一、总体要求", line, "以服务群众为中心，全面落实各项工作部署，努力提高水平。"])
    #expect(paragraphs[1].kind == .heading)
    #expect(paragraphs[2].headings.count == 2)
  }

  @Test(arguments: ["（一）有下列情形之一的：", "（一）现将安排公布如下：", "（一）材料不全的，不予受理。"])
  func aLineThatSaysMoreIsNone(line: String) {
    let paragraphs = Outline.structure(["一、总体要求", line, "以服务群众为中心，全面落实各项工作部署，努力提高水平。"])
    #expect(paragraphs[1].kind == .text)
  }

  @Test func theLastOfSeveralItemsIsNoHeading() {
    let paragraphs = Outline.structure([
      "一、议程", "（1）来宾介绍", "（2）校长致辞", "（3）秘书长致辞", "9时20分 主题演讲",
    ])
    #expect(paragraphs[1...3].allSatisfy { $0.kind == .text })
    #expect(paragraphs[4].headings == ["议程"])
  }

  /// Characters are counted, of one byte and of three, and more than 255 bytes of them.
  @Test(arguments: [(61, "1.".count), (62, "1.".count + 31)])
  func aRunInHeadingIsAThirdOfItsParagraph(rest: Int, length: Int) {
    let heading = String(repeating: "题", count: 30) + "。"
    let text = "1." + heading + String(repeating: "文", count: rest)
    #expect(Outline.structure([text, "其他事项另行通知。"])[0].headingLength == length)
  }

  @Test func articlesMayBeHeadedInBrackets() {
    let paragraphs = Outline.structure([
      "第一条 【目的】为了规范议事，制定本办法。", "本办法另行解释。", "第二条 【落户奖】", "对新落户的企业给予奖励。",
    ])
    #expect(paragraphs[0].headingLength == "第一条 【目的】".unicodeScalars.count)
    #expect(paragraphs[1].headings == ["目的"])
    #expect(paragraphs[3].headings == ["落户奖"])
  }

  @Test func valuesBeforeALaterNumberAreNoHeadings() {
    let paragraphs = Outline.structure([
      "一、小组成员", "张某、肖某、舒某", "二、履行日期", "合同签订后60天内完成。",
    ])
    #expect(paragraphs[1].kind == .text)
    #expect(paragraphs[1].headings == ["小组成员"])
  }

  @Test func linesAboveTheFirstSentenceAreCaptions() {
    let long = "活动现场，志愿者向群众发放宣传资料，讲解有关知识，解答群众提出的问题，受到群众的欢迎和好评。"
    #expect(Outline.structure(["活动现场", "志愿者发放资料", long, long]).allSatisfy { $0.kind == .text })
  }

  @Test func headingsHaveSiblings() {
    let long = "全年办理各类案件若干，群众满意度稳步提升，工作经验在全省推广，得到上级充分肯定，社会反响良好。"
    let short = "学生们在课堂上认真听讲，课后积极参加各种社会实践活动。"
    let paragraphs = Outline.structure([
      long, "稳中有进 工作迈上新台阶", long, "异国他乡，指尖上的舞蹈", long, "守住底线 安全形势平稳", long, "学有所成 未来可期", short,
      short,
    ])
    #expect(paragraphs.map(\.depth) == [0, 1, 0, 1, 0, 1, 0, 1, 0, 0])
    #expect(paragraphs[4].headings == ["异国他乡，指尖上的舞蹈"])
    #expect(Outline.structure([long, "异国他乡，指尖上的舞蹈", long])[1].kind == .text)
  }

  @Test(arguments: [
    ("2022年7月1日 云溪市人民代表大会常务委员会第五次会议通过", "第一章 总则"), ("2022年7月1日 云溪市人民政府令第5号修订）", "第一章 总则"),
    ("云溪市议事条例", "》，引导群众依法表达诉求，工作取得明显成效，受到群众的广泛欢迎，经验在全省得到推广和应用。"),
    ("认真贯彻《云溪市", "一、任务"),
  ])
  func linesOfASentenceOrItsHistoryAreNoHeadings(line: String, next: String) {
    let paragraphs = Outline.structure([
      "为做好有关工作，现将有关事项说明如下，请认真执行。", line, next, "第二条 本条例自公布之日起施行。",
    ])
    #expect(paragraphs[1].kind == .text)
  }
}
