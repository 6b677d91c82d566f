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
    "2024年3月6日 某某市司法局", "<span>来源 某某市司法局</span> <span>发布时间 2024年3月6日</span>",
    "发布机构：某某市司法局　发布时间：2024-03-06", "信息来源单位：某某市司法局 日期：2024-3-6",
    "<div>发布时间</div><div>2024-03-06</div><div>来源</div><div>某某市司法局</div>",
    "来源：某某市司法局　2024年3月6日　03版", "来源：某某市司法局　03版　2024-03-06", "（来源：某某市司法局 2024/3/6）",
  ])
  func aNameEndsWithItsElement(byline: String) throws {
    #expect(try page(byline).source == "某某市司法局")
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

  @Test(arguments: ["<span>发布者：张三</span>", "<span>作者：欧阳某某</span>"])
  func aPersonIsNoSource(byline: String) throws {
    #expect(try page(byline).source == nil)
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
}
