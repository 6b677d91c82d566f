import Extraction
import Testing

@Suite("What a title tells")
struct TitleFieldTests {
  @Test(arguments: [
    ("某市关于印发《某市学习行动方案》的通知", "行动方案"),
    ("某市关于印发《某市“一站式”行动方案（2023—2025年）》的通知", "行动方案"),
    ("关于转发《某省关于印发〈学习办法〉的通知》的通知", "通知"),
    ("关于转发《某省关于印发《学习办法》的通知》的通知", "办法"),
    ("关于印发《甲办法》和《乙实施细则》的通知", "实施细则"), ("关于印发2023年工作要点的通知", "工作要点"),
    ("批转某局关于加强学习意见的通知", "意见"), ("关于转发某厅关于做好学习工作的通知", "通知"),
    ("关于开展学习活动的通知", "通知"), ("关于《某某条例》实施有关事项的通知", "通知"), ("转发2023年全省工作要点", "工作要点"),
    ("某某海关公告2024年第3号（关于学习活动的公告）", "公告"), ("某某省人民政府令第12号", "令"), ("一图读懂《某市学习办法》", "一图读懂"),
    ("专家解读《某市学习办法》", "解读"), ("关于第12号提案的答复", "答复"), ("某市学习办法", "办法"), ("《某市学习办法》", "办法"),
  ])
  func theKindOfAWrappingNoticeIsThatOfTheWork(title: String, kind: String) {
    #expect(DocumentKinds.kind(of: title) == kind)
  }

  @Test(arguments: ["某市出台《某市学习办法》", "某局组织学习《某某条例》", "《学习办法（征求意见稿）》公开征求意见", "目　录"])
  func newsOfADocumentAreNone(title: String) { #expect(DocumentKinds.kind(of: title) == nil) }

  @Test(arguments: [
    ("云教函〔2024〕41号　　签发人：万某", "关于第12号提案的答复"), ("云教函〔2024〕41号（A）", "关于第12号提案的答复"),
    ("", "行政复议决定书（云教函〔2024〕41号）"), ("", "【云教函〔2024〕41号】关于开展学习活动的通知"),
    ("", "云教函〔2024〕41号 关于开展学习活动的通知"),
  ])
  func aNumberStandsBesideOtherThings(line: String, title: String) throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(title)</title></head><body><h1>\(title)</h1><div>2024-03-06 09:00</div><div id=zoom>
        <p>\(line)</p><p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p></div></body></html>
        """.utf8))
    #expect(document.documentNumber == "云教函〔2024〕41号")
  }

  @Test(arguments: [
    ("某市关于印发《某市学习行动方案（2023—2025年）》的通知", "印发", "某市学习行动方案（2023—2025年）"),
    ("关于转发《某省关于印发〈学习办法〉的通知》的通知", "转发", "某省关于印发〈学习办法〉的通知"),
    ("某局关于印发《甲办法》和《乙实施细则》的通知（某发〔2024〕1号）", "印发", "甲办法、乙实施细则"),
    ("某县关于公布第三批学习项目名录的通知", "公布", "第三批学习项目名录"), ("关于印发2023年工作要点的通知", "印发", "2023年工作要点"),
    ("转发2023年全省工作要点", "转发", "2023年全省工作要点"),
    ("某市司法局转发某厅关于做好学习工作的通知", "转发", "某厅关于做好学习工作的通知"), ("批转某局关于加强学习意见的通知", "批转", "某局关于加强学习意见"),
  ])
  func aNoticeWrapsAWork(title: String, verb: String, work: String) {
    let wrapped = WrappedTitle(title)
    #expect(wrapped?.verb == verb && wrapped?.work == work)
  }

  @Test(arguments: [
    "关于开展学习活动的通知", "关于召开政策新闻发布会有关事项的通知", "关于《某某条例》发布情况的通知", "某市印发行动方案推进学习", "关于公布2021年考核结果的公告",
  ])
  func otherTitlesWrapNone(title: String) {
    #expect(WrappedTitle(title) == nil)
  }

  @Test(arguments: [
    ("行动方案（2023—2025年）", [2023, 2024, 2025]), ("2022年工作总结和2023年工作计划", [2022, 2023]),
    ("某发〔2023〕5号", []),
  ])
  func aRangeIsAllItsYears(title: String, years: [Int]) {
    #expect(Years.named(in: title) == years)
  }

  @Test(arguments: [
    ("某某市关于印发<br>《某某市学习活动行动方案<br>（2023—2025年）》的通知", "某某市关于印发《某某市学习活动行动方案（2023—2025年）》的通知"),
    ("某某市工作会议提出 真抓实干 开创学习工作新局面", "某某市工作会议提出 真抓实干 开创学习工作新局面"),
    ("某某市学习活动在<br>iPhone 平台启动的通知", "某某市学习活动在iPhone 平台启动的通知"),
  ])
  func aBrokenTitleIsJoinedWithoutABlank(markup: String, title: String) throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>某某市司法局</title></head><body><h1>\(markup)</h1>
        <div>发布时间：2024-03-06 09:00</div><div id=zoom><p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p></div>
        </body></html>
        """.utf8))
    #expect(document.title == title)
  }

  @Test func aRangeOfYearsDoesNotEndTheHeadsTitle() throws {
    let document = try SamplePage.read(
      """
      <div class=t>《云溪县技能人才培育行动计划<br>（2023—2025年）》政策解读</div><div>发布时间：2024-03-06</div>
      <div><p>近日，县政府办公室印发了行动计划，现将有关内容解读如下，供各单位参考。</p></div>
      """, of: "云溪县", title: "《云溪县技能人才培育行动计划（2023—2025年）》政策解读_云溪县人民政府")
    #expect(document.title == "《云溪县技能人才培育行动计划（2023—2025年）》政策解读")
  }

  @Test func aNumberIsNoTitle() throws {
    let document = try SamplePage.read(
      """
      <div id=subtitle>云溪县人民政府<br>关于印发优化营商环境方案的通知</div><h4>云政〔2022〕20号</h4>
      <div><p>各乡镇人民政府，县政府各部门：</p><p>现将《优化营商环境方案》印发给你们，请认真贯彻执行。</p>
      <p>云溪县人民政府</p><p>2022年6月2日</p></div>
      """, of: "云溪县", title: "云溪县人民政府关于印发优化营商环境方案的通知")
    #expect(document.title == "云溪县人民政府关于印发优化营商环境方案的通知")
    #expect(document.documentNumber == "云政〔2022〕20号")
  }
}
