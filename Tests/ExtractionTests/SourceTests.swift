import Extraction
import Testing

@Suite("Source and date")
struct SourceTests {
  private func page(_ byline: String, below: String = "") throws -> OfficialDocument {
    try PageExtractor().extract(
      Array(
        """
        <html><head><title>关于开展学习活动的通知</title></head><body><h1>关于开展学习活动的通知</h1>
        <div class=meta>\(byline)</div>
        <div id=zoom><p>各县（市、区）司法局：</p><p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p></div>
        \(below)</body></html>
        """.utf8))
  }

  @Test(arguments: [
    "<span>来源：某某市司法局</span><a>打印</a><a>收藏</a>",
    "<span>来源：<!--begin-->某某市司法局<!--end--></span><span>访问量：<script>hits()</script></span>",
    "<span>来源：某某市司法局</span><span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span>",
    "<span>来源：<b>某某市司法局</b></span><span>提示：全文<i>800</i>字</span>",
    "發布日期：2024-03-06　來源：某某市司法局", "发布: 2024-03-06 | 来自: 某某市司法局",
    "<span>2024-03-06</span><i></i>某某市司法局<i></i>时政新闻",
    "发表于<span>2024-03-06 09:00</span>|来源<span>某某市司法局</span>|作者<span>张某</span>",
    "<span>发布者：某某市司法局</span><span>发布时间：2024-03-06</span>",
    "[来源：某某市司法局]　[时间：2024-03-06]　[字体：<a>大</a> <a>小</a>]", "【发布日期：2024-03-06】【来源：某某市司法局】",
    "来稿单位：某某市司法局　发表于：2024-03-06", "上传时间：2024-03-06　上传单位：某某市司法局　点击率：7",
    "2024年3月6日 某某市司法局", "<span>来源 某某市司法局</span> <span>发布时间 2024年3月6日</span>",
    "发布机构：某某市司法局　发布时间：2024-03-06", "信息来源单位：某某市司法局 日期：2024-3-6",
    "<div>发布时间</div><div>2024-03-06</div><div>来源</div><div>某某市司法局</div>",
    "发表单位：某某市司法局 发表时间：2024-03-06 [<a>打印</a>]",
    "发布日期:2024年3月6日 来源:某某市司法局 访问次数:10", "来源：某某市司法局　责编：张某　时间：2024-03-06",
    "来源：某某市司法局　2024年3月6日　03版", "来源：某某市司法局　03版　2024-03-06", "（来源：某某市司法局 2024/3/6）",
    "信息提供：某某市司法局　提供时间：2024-03-06", "时间：2024-03-06来源：某某市司法局作者：张某字号：大中小",
    "公开单位：某某市司法局　公开时间：2024-03-06", "来源：某某市司法局　报送人：张某　时间：2024-03-06",
    "<ul><li>2024-03-06</li><li>某某市司法局</li><li>浏览：7</li></ul>",
  ])
  func aNameEndsWithItsElement(byline: String) throws {
    #expect(try page(byline).source == "某某市司法局")
  }

  @Test(arguments: [
    "时间：<script>var  day='2024-03-06 10:20'; document.write(day.substr(0,10));</script>"
      + "来源：<script>var name='某某市司法局';if(name==''){document.write('本站')}else{document.write(name)}"
      + "</script>",
    "<b>时间：</b><script>var day = \"2024-03-06\";document.write(day)</script><span>字号：大 中 小</span>"
      + "<script>var name='某某市司法局'; if(name!='') document.write('<i>来源：</i>' + name);</script>",
  ])
  func aShortScriptMayWriteTheByline(byline: String) throws {
    let document = try page(byline)
    #expect(document.publishedOn == "2024-03-06" && document.source == "某某市司法局")
    let empty = try page(byline.replacing("'某某市司法局'", with: "''"))
    #expect(empty.source == nil)
  }

  @Test func scriptsBelowTheTextWriteWhatIsOfOtherPages() throws {
    let text = "<p>近日，某某市司法局组织律师走进东山社区开展法律咨询活动，现场接待居民三十余人次，发放资料。</p>"
    let below =
      "<ul><li>时间：<script>var day='2020-01-01';document.write(day)</script></li>"
      + "<li>来源：<script>var name='某某日报';document.write(name)</script></li></ul>"
    let page = "<h1>关于开展学习活动的通知</h1><div id=zoom>\(text)\(text)</div>\(below)"
    let document = try PageExtractor().extract(Array(page.utf8))
    #expect(document.publishedOn == nil && document.source == nil)
    let before = String(repeating: "<script>document.write(a)</script>", count: 1000)
    let late = "来源：<script>var name='某某日报';document.write(name)</script>"
    #expect(try self.page(late).source == "某某日报")
    #expect(try self.page(before + late).source == nil)
  }

  @Test func aDateMayBeLabelledWithTheVerbAlone() throws {
    let text = "近日，某某市司法局组织律师走进东山社区开展法律咨询活动，现场接待居民三十余人次。"
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>社区法律咨询活动举行</title></head><body><div class=c><h1>社区法律咨询活动举行</h1>
        <p>发布：2024-03-06</p><div class=t><p>\(text)</p></div></div></body></html>
        """.utf8))
    #expect(document.publishedOn == "2024-03-06")
    #expect(document.paragraphs.map(\.text) == [text])
  }

  @Test(arguments: ["云溪市司法局 2024年3月15日", "云溪市司法局　　二〇二四年三月十五日", "云溪市司法局2024年3月15日"])
  func officeAndDateMaySignOnOneLine(line: String) throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><body><h1>关于停止办公的公告</h1><p>因搬迁，服务大厅于本周六停止办公，下周一起在新址受理各项业务。</p>
        <p>特此公告。</p><p align=right>\(line)</p></body></html>
        """.utf8))
    #expect(document.issuer == "云溪市司法局")
    #expect(document.issuedOn == "2024-03-15")
    #expect(document.paragraphs.last?.kind == .signature)
  }

  @Test(arguments: [
    "某某市司法局 · 2024-03-06", "2024-03-06 · 某某市司法局", "某某市司法局｜2024-03-06",
    "2024-03-06丨某某市司法局", "某某市司法局 | 2024/03/06",
  ])
  func aDotOrABarMayStandBetweenNameAndDate(byline: String) throws {
    let texts = ["近日，某某市司法局组织律师走进东山社区开展法律咨询活动。", "律师现场接待居民三十余人次，受到欢迎。"]
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>社区法律咨询活动举行</title></head><body><div class=c><h1>社区法律咨询活动举行</h1>
        <p>\(byline)</p><div class=t><p>\(texts[0])</p><p>\(texts[1])</p></div></div></body></html>
        """.utf8))
    #expect(document.source == "某某市司法局" && document.publishedOn == "2024-03-06")
    #expect(document.paragraphs.map(\.text) == texts)
  }

  @Test(arguments: ["<span>发布者：张三</span>", "<span>作者：欧阳某某</span>"])
  func aPersonIsNoSource(byline: String) throws {
    #expect(try page(byline).source == nil)
  }

  @Test func aDocumentsDateBesideASourceIsWhenItWasPutUp() throws {
    let posted = try page("发文日期：2024-03-06　来源：某某市司法局")
    #expect(posted.publishedOn == "2024-03-06" && posted.issuedOn == nil)
    let written = try page("索引号：000-1　发文日期：2024-03-06　来源：某某市司法局")
    #expect(written.issuedOn == "2024-03-06" && written.publishedOn == nil)
  }

  @Test(arguments: [
    "<span>06</span><span>2024-03</span>", "<b>2024/03</b><i>06</i>", "<em>03-06</em><em>2024</em>",
    "<div>06日</div><div>2024年03月</div>",
  ])
  func aDateMayStandInTwoElements(date: String) throws {
    #expect(try page("<div>\(date)</div>").publishedOn == "2024-03-06")
    let text = ["近日，某某市司法局组织律师走进社区，接待居民三十余人次。", "下一步，该局还将走进学校和企业。"]
    let document = try PageExtractor().extract(
      Array(
        """
        <h1>社区法律咨询活动举行</h1><div><div><span>06</span><span>2024-03</span></div>
        <p>\(text[0])</p><p>\(text[1])</p></div>
        """.utf8))
    #expect(document.publishedOn == "2024-03-06" && document.paragraphs.map(\.text) == text)
  }

  @Test(arguments: [
    "<b>12</b><b>34</b>", "<b>2024</b><b>第3期</b>", "<b>2023-2024</b><b>12</b>",
    "<b>2024</b><b>1-2</b>",
  ])
  func othersInTwoElementsAreNoDate(line: String) throws {
    #expect(try page("<div>\(line)</div>").publishedOn == nil)
  }

  @Test func anAccountStandsBehindItsAuthor() throws {
    let line = "<b>原创</b><b>林清和</b><a>云溪发布</a><em>2024年3月6日 18:20</em>"
    let document = try page(line)
    #expect(document.source == "云溪发布" && document.publishedOn == "2024-03-06")
  }

  @Test func anAccountThatPagesAskToFollowMayBeASource() throws {
    let document = try page("来源：微信公众号“云溪发布”　2024-03-06")
    #expect(document.source == "微信公众号“云溪发布”" && document.publishedOn == "2024-03-06")
  }

  @Test(arguments: ["来源：管理员", "来源：Admin", "文章来源：未知", "信息来源：系统管理员　被阅览数：155次"])
  func anAccountIsNoSource(byline: String) throws {
    #expect(try page("\(byline)　时间：2024-03-06").source == nil)
    let document = try page("\(byline)　发布人：某某市司法局　时间：2024-03-06")
    #expect(document.source == "某某市司法局" && document.publishedOn == "2024-03-06")
  }

  @Test func theHeadLineComesBeforeWhatStandsBelowTheText() throws {
    let document = try page(
      "2024-03-06 09:00 《某某周刊》", below: "<p>来源: 张三</p><p>发表时间：2024-03-09 10:00</p>")
    #expect(document.source == "《某某周刊》")
    #expect(document.publishedOn == "2024-03-06")
    #expect(try page("", below: "<p>来源：某某市司法局</p>").source == "某某市司法局")
  }

  @Test(arguments: [
    ("<meta name=ColumnName content=通知公告><title>某某市司法局</title>", "通知公告"),
    ("<title>通知公告_某某市司法局</title>", "通知公告"),
  ])
  func aListIsCalledLikeItsColumnAndHasNoFields(head: String, title: String) throws {
    let items = (1...20).map {
      "<li><a href=/\($0)>关于开展第\($0)次活动情况的通报</a><span>2024-01-\($0 + 9)</span></li>"
    }
    let list = try PageExtractor().extract(
      Array(
        """
        <html><head>\(head)<meta name=SiteName content=某某市司法局><meta name=PubDate content=2024-01-01></head>
        <body><ul>\(items.joined())</ul><p>来源：某某市司法局</p></body></html>
        """.utf8))
    #expect(list.kind == .list)
    #expect(list.title == title)
    #expect(list.publishedOn == nil && list.source == nil && list.documentKind == nil)
    #expect(list.years.isEmpty && list.paragraphs.isEmpty)
  }

  /// `M` is a list of links to texts.
  @Test(arguments: [
    (
      "数字青禾",
      "<p>您现在的位置是：<a href=/>首页</a>&nbsp;&gt;&gt;&nbsp;<a href=/a/>信息公开</a>&nbsp;&gt;&gt;&nbsp;<a href=/b/>工作年报</a></p>M",
      "工作年报"
    ),
    ("青禾县人民政府", "<p>当前位置：首页 / 信息公开 / 工作年报 / 列表</p>M", "工作年报"),
    ("数字青禾", "<ul><li><a href=/b/>工作年报</a></li></ul><h3>热点信息</h3><h3>工作年报</h3>M", "工作年报"),
    ("数字青禾", "<h3>本站热点</h3>M", "数字青禾"),
    ("工作年报", "<p>当前位置：首页 &gt; 信息公开</p><h1>工作年报</h1>M", "工作年报"),
  ])
  func aListIsNotCalledLikeItsSite(head: String, markup: String, name: String) throws {
    let items = (1...20).map {
      "<li><a href=/\($0).html>关于青禾县第\($0)次防汛会商情况的通报</a><span>2024-01-\($0 + 9)</span></li>"
    }
    let list = try SamplePage.read(
      markup.replacing("M", with: "<ul>\(items.joined())</ul>"), of: "青禾县", title: head)
    #expect(list.kind == .list)
    #expect(list.title == name)
  }

  @Test func aRecordNamesItsAddress() throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><body><script>window._CONFIG = { DETAIL: {"title": "关于学习活动的通知",
        "attachments": [{"url": "http://www.example.gov.cn/1.pdf"}],
        "content": "<p>现将事项通知如下。<\\/p>", "url": "http:\\/\\/www.example.gov.cn\\/content\\/1.html",
        "post_url": "http:\\/\\/www.example.gov.cn\\/zwgk\\/1.html"} };</script></body></html>
        """.utf8))
    #expect(document.url == "http://www.example.gov.cn/content/1.html")
  }

  // MARK: - Heads that were filled in anew

  private func anew(_ byline: String, meta: String) throws -> OfficialDocument {
    let text = "<p>各乡镇中心学校：</p><p>为做好春季开学的各项准备工作，现将有关事项通知如下，请认真贯彻执行。</p>"
    return try SamplePage.read(
      "<h1>关于做好春季开学工作的通知</h1>\(byline)<div id=zoom>\(text)</div>", of: "青禾县", meta: meta)
  }

  @Test(arguments: [
    ("<div>发布时间：2011-02-18 09:20　来源：青禾县教育局</div>", "2011-02-18"),
    ("<div>发布时间：2011-02-18 09:20</div>", "2011-02-18"),
    ("<div><span>日期：2011-02-18</span><span>来源：青禾县教育局</span></div>", "2011-02-18"),
    ("<div>时间：2011年2月18日</div>", "2022-09-01"),
    ("<div>公布日期：2011-02-18</div>", "2022-09-01"),
    ("<div>发布时间：2022-08-30 09:20　来源：青禾县教育局</div>", "2022-09-01"),
    ("<div>发布时间：2023-02-18 09:20　来源：青禾县教育局</div>", "2022-09-01"),
  ])
  func theByLineOfAMovedPageHasItsDay(byline: String, day: String) throws {
    let document = try anew(byline, meta: "<meta name=PubDate content='2022-09-01 16:40'>")
    #expect(document.publishedOn == day)
    #expect(document.evidence.contains { $0.field == "publishedOn" && $0.value == "2022-09-01" })
  }

  @Test(arguments: [
    ("<ul><li>2019年02月18日 08时05分</li><li>来源: 青禾县教育局</li></ul>", "2019-02-18"),
    ("<div>2019-02-18 08:05</div>", "2019-02-18"),
    ("<div>2019-02-18　青禾县教育局</div>", "2019-02-18"),
    ("<div>（2019年2月18日青禾县第三次教育大会报告）</div>", "2022-09-01"),
    ("<div>2023-02-18 08:05</div>", "2022-09-01"),
  ])
  func aPageThatWasMadeAnewNeedsNoLabel(byline: String, day: String) throws {
    let made = "2022-09-01 16:40:21"
    let document = try anew(
      byline,
      meta: "<meta name=PubDate content='\(made)'><meta name=others content='页面生成时间 \(made)'>")
    #expect(document.publishedOn == day)
  }

  @Test(arguments: [
    ("青禾日报、青禾县融媒体中心、青禾县教育局、青禾...", true), ("青禾日报、青禾县融媒体中心…", true), ("云溪日报、云溪县融媒体...", false),
    ("青禾日报", false),
  ])
  func aNameThatIsCutShortIsWholeInTheHead(shown: String, isWhole: Bool) throws {
    let whole = "青禾日报、青禾县融媒体中心、青禾县教育局、青禾县第一中学、青禾县第二中学、青禾县职业技术学校、青禾县实验小学等"
    let document = try anew(
      "<div>【来源：\(shown)】 发布日期：2022-09-01</div>",
      meta: "<meta name=ContentSource content='\(whole)'>")
    #expect(document.source == (isWhole ? whole : shown))
    #expect(document.evidence.contains { $0.field == "source" && $0.value == shown })
  }

  @Test(arguments: [
    """
    <script>window.DATA = { "article_id": "1", "title": "社区法律咨询活动举行", "abstract": null,
    "media": "青禾日报", "pubtime": "2024-03-06 21:48:28", "videoArr": [] }</script>
    """,
    """
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "社区法律咨询活动举行",
    "datePublished": "2024-03-06T21:48:28+08:00", "sourceName": "青禾日报"}</script>
    """,
  ])
  func aScriptMayHoldWhatItWouldShow(script: String) throws {
    let text = "近日，某某市司法局组织律师走进东山社区开展法律咨询活动，现场接待居民三十余人次。"
    func read(_ title: String, _ byline: String = "") throws -> OfficialDocument {
      try PageExtractor().extract(
        Array(
          """
          <html><head><title>\(title)_青禾网</title>\(script)</head><body><div>
          <h1>\(title)</h1>\(byline)
          <div class=content-article><p>\(text)</p><p>下一步，该局还将走进学校和企业。</p></div></div></body></html>
          """.utf8))
    }
    let document = try read("社区法律咨询活动举行")
    #expect(document.publishedOn == "2024-03-06" && document.source == "青禾日报")
    let shown = try read("社区法律咨询活动举行", "<p>2024-03-05 09:00　来源：云溪发布</p>")
    #expect(shown.publishedOn == "2024-03-05" && shown.source == "云溪发布")
    // The record of another article.
    for title in ["社区足球比赛昨日开赛", "社区法律咨询活动举行地点调整"] {
      let other = try read(title)
      #expect(other.publishedOn == nil && other.source == nil)
    }
  }

  /// Long names above many values are not copied with each of them.
  @Test(.timeLimit(.minutes(1)), arguments: [1, 200_000])
  func aLongScriptTakesNoLongerThanItsLength(values: Int) throws {
    let title = "社区法律咨询活动举行"
    let name = String(repeating: "k", count: values > 1 ? 100_000 : 300)
    let deep = String(repeating: "\"\(name)\": {", count: 30)
    let script =
      "{\"title\": \"\(title)\", \(deep)\(String(repeating: "\"a\": 1,", count: values))"
      + String(repeating: "}", count: 30) + ", \"pubtime\": \"2024-03-06\"}"
    let text = "近日，某某市司法局组织律师走进东山社区开展法律咨询活动，现场接待居民三十余人次。"
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(title)</title><script>\(script)</script></head><body><div>
        <h1>\(title)</h1><p>\(text)</p><p>下一步，该局还将走进学校和企业。</p></div></body></html>
        """.utf8))
    #expect(document.publishedOn == (values == 1 ? "2024-03-06" : nil))
  }
}
