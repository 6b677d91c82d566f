// ShortTextTests.swift — texts that are less than what stands around them.
import Extraction
import Testing

@Suite("Short texts and long lists")
struct ShortTextTests {
  private static let title = "关于临时停止供水的公告"
  private static let text = "因管道检修，本周六8时至17时东城街道部分小区停止供水，请居民提前储水。"
  private static let links = (1...14).map {
    "<li><a href=\"/a\($0).html\">云溪市召开第\($0)次工作推进会议</a><span>2024-05-\($0 + 9)</span></li>"
  }.joined()

  private func read(_ body: String, title: String = title) throws -> OfficialDocument {
    try PageExtractor().extract(
      Array("<html><head><title>\(title)</title></head><body>\(body)</body></html>".utf8))
  }

  private static let byline = "<div>发布时间：2024-05-20　来源：云溪市水务局</div>"

  @Test(arguments: [
    "<h1>\(title)</h1>\(byline)<div><p>\(text)</p><ul>\(links)</ul></div>",
    "<h1>\(title)</h1>\(byline)<div><p>\(text)</p><h4>热点信息</h4><ul>\(links)</ul></div>",
    "<table><tr><td><p>\(title)</p>\(byline)\(text)<br><ul>\(links)</ul></td></tr></table>",
    "<h1>\(title)</h1>\(byline)<div><p>\(text)</p></div><div><ul>\(links)</ul></div>",
    "<h1>\(title)</h1>\(byline)<div><p>\(text)</p><ul>\(links)</ul><p>请居民互相转告，\(text)</p></div>",
    "<h1>\(title)</h1>\(byline)<div><ul>\(links)</ul><p>\(text)</p><p>\(text)请广泛告知。</p></div>",
  ])
  func aListBesideTheTextIsNoneOfIt(body: String) throws {
    let document = try read(body)
    #expect(document.kind == .article)
    #expect(document.title == Self.title)
    #expect(document.publishedOn == "2024-05-20")
    #expect(document.paragraphs.first?.text == Self.text)
    #expect(!document.paragraphs.contains { $0.text.contains("推进会议") || $0.text == "热点信息" })
  }

  @Test func metaElementsInTheBodyMarkAText() throws {
    let (begin, end) = ("<meta name=\"ContentStart\">", "<meta name=\"ContentEnd\"/>")
    let last = "咨询电话：0599-5550123"
    // The first line was pasted with the marks that it had elsewhere.
    let text = "\(begin)\(begin)<p>\(Self.text)</p>\(end)<p>\(last)</p>\(end)"
    let document = try read(
      "<div class=h>公告</div><div class=c>\(text)</div><ul>\(Self.links)</ul>",
      title: "公告_云溪市人民政府")
    #expect(document.kind == .article)
    #expect(document.paragraphs.map(\.text) == [Self.text, last])
  }

  @Test func aFragmentHasItsOriginalTitleWhereItHasNoOther() throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <div class=article id=article><p>　　原标题：老旧小区供水管道改造完工</p><div><img src=1.jpg></div>
        <p>　　[青禾日报综合报道]\(Self.text)</p><p>　　\(Self.text)</p>
        <p>　　水务部门提醒，管道老化的小区应当尽早更换，并且按照要求登记。</p>
        <p class=show_author>责任编辑：赵明 </p></div>
        """.utf8))
    #expect(document.kind == .article)
    #expect(document.title == "老旧小区供水管道改造完工")
    #expect(document.paragraphs.count == 3)
  }

  @Test func anOriginalTitleIsNotTheTitleOfAPageThatHasOne() throws {
    let document = try read(
      "<h1>\(Self.title)</h1>\(Self.byline)<div><p>原标题：本周六停水</p><p>\(Self.text)</p></div>")
    #expect(document.title == Self.title)
  }

  @Test func linksThatTheTextAnnouncesAreItsOwn() throws {
    let document = try read(
      "<h1>\(Self.title)</h1>\(Self.byline)<div><p>\(Self.text)</p><p>停水的小区和时间见以下各页：</p>"
        + (1...5).map { "<p><a href=\"/b\($0).html\">东城街道第\($0)社区停水范围和时间表</a></p>" }.joined()
        + "</div>")
    #expect(document.paragraphs.count == 7)
  }

  @Test(arguments: [
    "<div><p>\(text)</p><p>特此公告。</p></div><div><p>\(text)</p><p>特此公告。</p></div>",
    "<p>\(text)</p><p>特此公告。</p><p>责任编辑：李某</p><p>\(text)</p><p>特此公告。</p>",
    "<p>各住户：</p><p>\(text)</p><p>各住户：</p><p>\(text)</p>",
  ])
  func aSecondCopyIsDropped(body: String) throws {
    let document = try read("<h1>\(Self.title)</h1>\(Self.byline)<div>\(body)</div>")
    #expect(document.paragraphs.count == 2)
    #expect(document.paragraphs.contains { $0.text == Self.text })
  }

  /// A slogan may be said twice.
  @Test func aLineThatReturnsIsNoSecondCopy() throws {
    let slogan = "节约用水是每个公民应尽的责任和义务，让我们一起行动。"
    let document = try read(
      "<h1>\(Self.title)</h1>\(Self.byline)<div><p>\(slogan)</p><p>\(Self.text)</p><p>水务部门提醒，管道老化的小区应当尽早更换。</p><p>\(slogan)</p></div>"
    )
    #expect(document.paragraphs.count == 4)
  }

  @Test(arguments: [
    "<div>\(title)</div>", "<div>\(title)</div><p>云水发〔2024〕5号</p>", "<div>标　题：\(title)</div>",
    "<div>\(title)</div><p>云水发〔2024〕5号</p>\(byline)",
    "<div>\(title)</div><p>主编：张某　网址：www.yunxi.example</p>",
  ])
  func theNameOfTheSiteIsNoTitle(head: String) throws {
    let document = try read(
      "<div>\(head)<div>\(Self.text)\(Self.text)</div></div>", title: "云溪市水务局")
    #expect(document.title == Self.title)
  }

  @Test(arguments: ["附件：停水范围和时间表", "（此件公开发布）", "\(title)（详见附件）"])
  func aBylineBelowTheTextIsNotUnderATitle(end: String) throws {
    let text = end.hasPrefix(Self.title) ? [end] : [Self.text, end]
    let body = text.map { "<p>\($0)</p>" }.joined()
    let document = try read(
      "<div><div>\(Self.title)</div><div>\(body)</div><p>来源：云溪市水务局</p><p>发布时间：2024-05-20</p></div>",
      title: text.count == 1 ? Self.title : "通知公告_云溪市水务局")
    #expect(document.title == Self.title)
    #expect(document.publishedOn == "2024-05-20" && document.source == "云溪市水务局")
    #expect(document.paragraphs.map(\.text) == text)
  }

  @Test func aTitleAndItsDateBelowTheTextAreOfAnotherOne() throws {
    let document = try read(
      """
      <div><p>发文字号：云水发〔2024〕15号</p><p>发布日期：2024-05-20</p></div>
      <div><p>\(Self.text)</p><p>\(Self.text)请各单位相互转告，做好准备。</p></div>
      <div><p>智能推荐</p><p>云溪市水务局关于冬季供水工作的通知</p><p>2024-03-02</p></div>
      """, title: "云溪市惠企政策平台")
    #expect(document.kind == .article && document.publishedOn == "2024-05-20")
    #expect(document.title != "云溪市水务局关于冬季供水工作的通知")
    #expect(document.paragraphs.first?.text == Self.text)
  }

  @Test func datedTeasersDoNotHideTheByline() throws {
    let teasers = (1...6).map {
      "<div><a href=/\($0)>新闻标题新闻标题\($0)</a><p>2024-05-0\($0) 09:00</p></div>"
    }.joined()
    let document = try read(
      "<div><p>\(Self.title)</p><p>2024-05-20 09:30　来源：云溪市水务局</p></div><p>\(Self.text)</p><div>\(teasers)</div>",
      title: "")
    #expect(document.title == Self.title)
    #expect(document.source == "云溪市水务局")
    #expect(document.paragraphs.map(\.text) == [Self.text])
  }

  /// What a crawler kept of a page: no head, no title.
  @Test func aBylineWithSourceAndDateMakesAnArticleOfAFragment() throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <div class=t>2024年05月20日 14:02　来源：<a href="/" class=s>青禾日报</a>
        <div><div>大字体</div><div>小字体</div></div></div>
        <p>　　<a href="https://www.q.example/">青禾网</a>云溪5月20日电(记者 林清和)\(Self.text)</p>
        <p>　　记者从市水务局了解到，检修完成后水压将恢复正常。</p><p>　　水务部门将派出送水车。(完)</p>
        <div><span>【编辑:赵明】 </span></div>
        """.utf8))
    #expect(document.kind == .article)
    #expect(document.publishedOn == "2024-05-20" && document.source == "青禾日报")
    #expect(document.paragraphs.count == 3)
  }
}
