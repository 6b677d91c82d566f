// HeadlineTests.swift — headlines that look like other things: offices, links, dates, sites.
import Extraction
import Testing

@Suite("Headlines")
struct HeadlineTests {
  private func read(
    _ headline: String, title: String = "政务动态", by line: String = "发布日期：2024-05-20　来源：青禾日报",
    first: String = ""
  ) throws -> OfficialDocument {
    try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(title)</title></head><body>\(headline)<div><span>\(line)</span></div><div>\(first)
        <p>5月20日上午，有关单位的同志走进社区，同居民谈了供水、道路和绿化的事，答应下月底前办好。</p>
        <p>下一步，各单位将把居民的意见分到科室，按月公布办理的结果。</p></div></body></html>
        """.utf8))
  }

  @Test(arguments: [
    "县住建局召开物业企业约谈会", "县政府召开第三季度经济运行分析会", "区纪委召开警示教育大会", "市妇联举办庆三八座谈会", "李某某调研区行政审批局",
    "区人大常委会视察县人民医院", "县工信局党支部赴县档案馆", "云溪法院荣获全省优秀法院",
  ])
  func aHeadlineMayEndLikeAnOffice(headline: String) throws {
    let document = try read("<div>\(headline)</div>")
    #expect(document.title == headline)
    #expect(document.publishedOn == "2024-05-20" && document.source == "青禾日报")
    #expect(try read("", title: "云溪县人民政府-\(headline)").title == headline)
  }

  @Test func aHeadlineMayBeTheFirstLineOfTheText() throws {
    let headline = "云溪市水务局走进东山社区征求意见"
    let document = try read("", title: "云溪市水务局", first: "<p align=center><b>\(headline)</b></p>")
    #expect(document.title == headline && document.publishedOn == "2024-05-20")
    #expect(document.paragraphs.count == 2)
    let line = "清晨的云溪河畔雾气弥漫"
    let poem = try read("", title: "云溪市水务局", first: "<p>\(line)</p>")
    #expect(poem.title != line && poem.paragraphs.first?.text == line)
  }

  @Test(arguments: ["云溪市水务局走进东山社区征求……", "云溪市水务局走进东山社区..."])
  func aHeadingMayBeCutShort(heading: String) throws {
    let headline = "云溪市水务局走进东山社区征求意见"
    let document = try read("<h1>\(heading)</h1>", title: "\(headline)_云溪市水务局")
    #expect(document.title == headline)
    #expect(try read("<h1>\(heading)</h1>").title == heading)
  }

  @Test func aTitleWithItsNumberGoesBeforeTheNameOfASection() throws {
    let headline = "云溪市水务局关于做好冬季供水工作的通知"
    let document = try PageExtractor().extract(
      Array(
        """
        <div><h2 class=title>法规文件汇编</h2><div class=content><div><h3>\(headline)</h3>
        <p>云水发〔2024〕12号</p></div><div><p>各供水单位：</p>
        <p>为做好今年冬季的供水工作，现将有关事项通知如下，请认真贯彻执行。</p>
        <h3>一、明确目标</h3><p>各单位要在下月底前检查管道和阀门，及时更换老化的设施。</p>
        <div><div>云溪市水务局</div><p>2024年11月5日</p></div></div></div></div>
        """.utf8))
    #expect(document.title == headline)
    #expect(document.documentNumber == "云水发〔2024〕12号")
    #expect(document.paragraphs.contains { $0.text == "各供水单位：" })
    #expect(!document.paragraphs.contains { $0.text == headline })
  }

  @Test(arguments: ["云溪市司法局", "云溪市第十五届人民代表大会", "省委第三调研组", "云溪市残疾人联合会"])
  func anOfficeIsNoHeadline(office: String) throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>关于学习的通知</title></head><body><h1>关于学习的通知</h1><div id=zoom>
        <p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p><p>\(office)</p><p>2024年5月20日</p>
        </div></body></html>
        """.utf8))
    #expect(document.issuer == office)
  }

  @Test func aNameAboveABylineIsTheTitleOfAPersonsPage() throws {
    let text = "硕士，副教授，长期从事行政法和基层法律服务的教学与研究，主持省级课题三项。"
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>Title</title></head><body><div class=nav><a href=/a/>师资介绍</a></div><div>
        <div><i class=icon>location_on</i><b>您当前所在位置：</b><a href=/>首页</a>
        <span>>></span><a href=/b/>师资介绍</a> <span>>>正文</span></div>
        <div><h3>林清和</h3><div><span>发布日期：2018-12-10</span><span>来源：</span></div>
        <div><p>\(text)</p><p>上一条：<a href=1.html>赵明远</a></p></div></div></div></body></html>
        """.utf8))
    #expect(document.title == "林清和")
    #expect(document.paragraphs.map(\.text) == [text])
  }

  @Test(arguments: [
    ("云溪县人民政府-政务动态-县图书馆延长开放时间", "县图书馆延长开放时间"),
    ("云溪县人民政府 政务动态 县图书馆暑期开放时间延长两小时", "县图书馆暑期开放时间延长两小时"),
    ("县图书馆延长开放时间-云溪县人民政府", "县图书馆延长开放时间"),
  ])
  func theSiteMayStandFirstInTheHead(head: String, title: String) throws {
    #expect(try read("", title: head, by: "2024-05-20 09:00").title == title)
  }

  @Test(arguments: ["某某自治区政府采购网", "某某市公共资源交易网", "青禾新闻网"])
  func aTitleBelowTheNameOfSuchASiteIsFound(site: String) throws {
    let headline = "云溪县水务局供水管道改造工程竞争性磋商公告"
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(site)</title></head><body><div id=details class=articleContent><div>
        <div class=box><p>\(headline)</p></div><div><h6><strong>项目概况</strong></h6>
        <p>供水管道改造工程的潜在供应商应当在网上获取采购文件，并于2022年3月31日前提交响应文件。</p></div>
        <h4>一、项目基本情况</h4><p>项目编号：YX-2022-14</p><p>采购方式：竞争性磋商</p>
        <p>潜在供应商应当具有市政工程的资质，并且在前三年内没有违法记录。</p>
        <p align=right>云溪县水务局</p><p align=right>2022年3月19日</p></div></div>
        <div class=footer><div>\(site)</div><p>版权所有：某某财政厅</p></div></body></html>
        """.utf8))
    #expect(document.title == headline)
    #expect(!document.paragraphs.contains { $0.text == headline })
  }

  @Test(arguments: ["href=\"javascript:void(0);\"", "href=\"#\"", "onclick=\"copy()\""])
  func aLinkThatLeadsNowhereMayHoldTheTitle(link: String) throws {
    let title = "关于做好夏粮收购工作的通知"
    #expect(try read("<p class=tit><a \(link)>\(title)</a></p>").title == title)
  }

  @Test func theCreditOfAPictureIsNoTitle() throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <div><p>老旧小区供水管道改造完工</p><p><img src=1.jpg></p><p>青禾社发（林清和 摄）</p><div class=TRS_Editor>
        <p>5月20日上午，有关单位的同志走进社区，同居民谈了供水、道路和绿化的事，答应下月底前办好。</p>
        <p>下一步，各单位将把居民的意见分到科室，按月公布办理的结果。</p></div></div>
        """.utf8))
    #expect(document.title == "老旧小区供水管道改造完工")
  }

  @Test(arguments: [
    "<small>（2024-05-20）</small>", "<span>2024年5月20日</span>", "<em>[2024-05-20]</em>",
    "<span>发布时间：2024-05-20</span>",
  ])
  func aDateOfItsOwnIsNoneOfTheTitle(date: String) throws {
    let title = "关于做好夏粮收购工作的通知"
    #expect(try read("<h2>\(title)\(date)</h2>", title: "\(title)-云溪市", by: "来源：某局").title == title)
  }

  @Test func aDateThatTheHeadHasTooIsOfTheTitle() throws {
    let title = "行政处罚信息公示（2024年5月20日）"
    let shown = "<h1>行政处罚信息公示<span>（2024年5月20日）</span></h1>"
    #expect(try read(shown, title: title, by: "来源：某局").title == title)
  }

  @Test(arguments: [
    "水清了，岸绿了，人也回来了！", "图解：今年办好的十件实事", "点赞！这个小区的路灯全亮了", "放大改革效应 办事只跑一次", "云溪市成立大数据服务中心",
  ])
  func aHeadingAboveAByLineIsATitle(headline: String) throws {
    let short = """
      <html><head><title>松江融媒</title></head><body><h1>\(headline)</h1>
      <div>2024-05-20 09:30　来源：松江融媒</div><div><p>城东的路灯昨晚全亮了。</p><p>居民说方便多了。</p></div></body>
      """
    let document = try PageExtractor().extract(Array(short.utf8))
    #expect(document.kind == .article && document.title == headline)
  }

  @Test(arguments: ["岚江新闻客户端", "青禾日报数字报", "云溪市人民政府门户网站"])
  func theNameOfTheSiteIsNoTitle(site: String) throws {
    let headline = "小学课间延长到十五分钟"
    #expect(try read("<p>\(site)</p><h1>\(headline)</h1>", title: site).title == headline)
  }

  @Test func aTitleIsKnownByItsLabelOrByWhoIsWrittenTo() throws {
    let text = "<p>各县民政局：</p><p>为做好救助工作，现将有关事项通知如下：</p><p>一、准确把握救助范围，做到应保尽保。</p>"
    let centred = "<title></title><p align=center><b>关于做好救助工作的若干安排</b></p>\(text)"
    #expect(try PageExtractor().extract(Array(centred.utf8)).title == "关于做好救助工作的若干安排")
    let labelled = """
      <title>云溪市人民政府</title><table><tr><td><b>名　称：</b>云溪市民政局2016年部门预算信息公开</td></tr></table>
      <h4 class=article_title>云溪市政府预算</h4><div>\(text)\(text)</div>
      """
    let title = "云溪市民政局2016年部门预算信息公开"
    #expect(try PageExtractor().extract(Array(labelled.utf8)).title == title)
  }

  @Test(arguments: ["h1", "div"])
  func howARuleCameAboutStandsBelowItsTitle(tag: String) throws {
    let headline = "云溪县人民代表大会常务委员会关于保护水源的决定"
    let note = "（2024年5月16日云溪县第十八届人民代表大会常务委员会第三次会议通过）"
    let document = try read("<\(tag)>\(headline)</\(tag)><p>\(note)</p>", title: "决议决定")
    #expect(document.title == headline && document.publishedOn == "2024-05-20")
  }

  @Test(arguments: ["公告", "讣告", "公示"])
  func theKindMayBeAllOfATitle(title: String) throws {
    let document = try read(
      "<div class=title>\(title.first!)　\(title.last!)</div>", title: "云溪市水利局",
      by: "2024-05-20 09:00")
    #expect(document.title?.filter { !$0.isWhitespace } == title)
    #expect(try read("", title: "\(title)-云溪水利网", by: "2024-05-20 09:00").title == title)
  }

  @Test(arguments: [
    ("林清和-青禾大学法学院", "<h1>林清和</h1><h2>LIN QINGHE</h2>"), ("林清和", "<h2>林清和</h2><h3>云溪市司法局党委书记</h3>"),
  ])
  func aPageMayBeCalledByAName(title: String, headings: String) throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(title)</title></head><body><div id=vsb_content>\(headings)
        <p>男，1980年生，法学博士，教授，长期从事行政法、地方立法和基层法律服务的教学与研究。</p>
        <p>主持省级课题三项，担任多个县（市、区）人民政府的法律顾问，参与起草地方性法规五部。</p></div></body></html>
        """.utf8))
    #expect(document.title == "林清和")
  }

  @Test(arguments: ["title", "article_title", "news-title"])
  func aBoxOfTitleAndBylineIsNoTitle(name: String) throws {
    let headline = "老旧小区供水管道改造完工"
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>政务动态</title></head><body><div class=\(name)><h2>\(headline)</h2>
        <div><span>市水务局</span> 时间： <span>2024-05-20 09:00</span> 字体：<a>大</a></div></div><div>
        <p>5月20日上午，有关单位的同志走进社区，同居民谈了供水、道路和绿化的事，答应下月底前办好。</p>
        <p>下一步，各单位将把居民的意见分到科室，按月公布办理的结果。</p></div></body></html>
        """.utf8))
    #expect(document.title == headline)
    #expect(document.publishedOn == "2024-05-20")
  }
}
