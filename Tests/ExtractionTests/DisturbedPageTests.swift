// DisturbedPageTests.swift — one page, and the ways in which editors and templates disturb it.
import Extraction
import Testing

@Suite("Disturbed pages")
struct DisturbedPageTests {
  private static let title = "云溪县人民政府办公室关于做好2023年夏粮收购工作的通知"
  private static let office = "云溪县人民政府办公室"
  private static let texts = [
    "各乡镇人民政府，县政府有关单位：", "为做好2023年夏粮收购工作，保护种粮农民利益，现将有关事项通知如下：", "一、抓好市场收购",
    "各单位要组织粮食企业积极入市，做到敞开收购、随到随收，不得拒收、限收。", "二、加强监督检查",
    "市场监管部门要加强对收购现场的检查，严肃查处压级压价、打白条等行为。", office, "2023年5月31日",
  ]
  private static let body = texts.map { "<p>\($0)</p>" }.joined()
  private static let byline = "<div><span>发布日期：2023-05-31</span> <span>来源：\(office)</span></div>"

  private func read(
    _ body: String = body, above: String = "", headline: String = "<h1>\(title)</h1>",
    by byline: String = byline, below: String = "", head: String = "\(title)_云溪县人民政府",
    name: String = "id=UCAP-CONTENT"
  ) throws -> OfficialDocument {
    try PageExtractor().extract(
      Array(
        """
        <html><head><meta charset=utf-8><title>\(head)</title></head><body>
        <div class=nav><a href=/>首页</a> <a href=/xw>新闻</a> <a href=/gk>公开</a></div>\(above)
        <div class=main>\(headline)\(byline)<div \(name)>\(body)</div>\(below)</div>
        <div class=foot><p>主办：\(Self.office) 承办：云溪县大数据中心</p><p>备案号：某ICP备12345678号</p></div>
        """.utf8))
  }

  private func isWhole(_ document: OfficialDocument) -> Bool {
    document.title == Self.title && document.publishedOn == "2023-05-31"
      && document.source == Self.office && document.paragraphs.map(\.text) == Self.texts
  }

  @Test func theUndisturbedPageIsRead() throws {
    let document = try read()
    #expect(isWhole(document))
    #expect(document.issuer == Self.office && document.issuedOn == "2023-05-31")
  }

  @Test(arguments: [
    "<a name=_Toc1>TEXT</a>", "<a id=_Toc1>TEXT</a>", "<a name=_Toc1>TEXT",
    "<a name=bm1></a><a name=bm2>TEXT</a>",
  ])
  func aBookmarkIsNoLink(mark: String) throws {
    let marked = Self.texts.map { "<p>\(mark.replacing("TEXT", with: $0))</p>" }.joined()
    #expect(isWhole(try read(marked)))
  }

  @Test(arguments: [0, 1, 3, 5, 6], ["p", "div"])
  func aStrayEndTagEndsNoText(place: Int, tag: String) throws {
    for stray in ["</div>", "</div></div>"] {
      let lines = Self.texts.enumerated().map { index, text in
        "<\(tag)>\(text)</\(tag)>" + (index == place ? stray : "")
      }
      #expect(isWhole(try read(lines.joined())), "\(stray) after \(Self.texts[place])")
    }
  }

  @Test(arguments: [
    "<div>【打印】【关闭】</div>", "<p>责任编辑：万某</p>", "<p>免责声明：本网站转载文章仅为传递信息，请读者自行核实。</p>",
    "<p><a href=1.html>县政府召开会议，研究部署夏粮收购和安全生产等工作</a></p>",
    "<div class=more><p>县里的粮食企业今年都入了市，这是另一篇文章的摘要。</p></div>",
  ])
  func whatStandsBelowTheElementIsNotTakenIn(other: String) throws {
    #expect(isWhole(try read(below: other)))
  }

  @Test(arguments: 2...4, ["<div>", "<div class=pic>", "<section>", "<center>"])
  func aTagThatNothingClosesDividesNoText(place: Int, tag: String) throws {
    let lines = Self.texts.enumerated().map { index, text in
      "<p>\(text)</p>" + (index == place ? tag : "")
    }
    #expect(isWhole(try read(lines.joined(), name: "class=a1")))
  }

  @Test(arguments: ["embed src=a.swf", "source src=a.mp4", "track", "wbr", "bgsound src=a.mid"])
  func whatHasNoContentHoldsNone(tag: String) throws {
    let lines = Self.texts.enumerated().map { index, text in
      "<p>\(text)</p>" + (index == 2 ? "<\(tag)>" : "")
    }
    #expect(isWhole(try read(lines.joined())))
  }

  @Test func aPictureKeepsItsByLineBelowManyLinks() throws {
    let names = ["政务公开", "政务服务", "互动交流", "走进云溪", "数据开放", "专题专栏", "政策文件", "机构职能", "新闻中心", "招商引资"]
    let bar = names.map { "<li><a href=/\($0)>\($0)</a></li>" }.joined()
    let headline = "一图读懂2023年云溪县夏粮收购政策"
    let document = try read(
      "<p><img src=1.jpg></p>", above: "<ul>\(bar)</ul>", headline: "<h1>\(headline)</h1>",
      below: "<div>您访问的链接即将离开“云溪县人民政府”门户网站，是否继续？</div>", head: headline)
    #expect(document.kind == .other && document.title == headline)
    #expect(document.publishedOn == "2023-05-31" && document.source == Self.office)
  }

  @Test func aReleaseNoteIsNoCaptionOfTheLinksBelow() throws {
    let short = ["本通知自印发之日起施行。", Self.office, "2023年5月31日", "（此件公开发布）"]
    let links = ["县里调研粮食收购", "县政府召开常务会议", "粮食收购政策问答", "县粮食局发布收购价格", "夏粮收购全面启动"]
      .map { "<p><a href=\($0).html>\($0)</a></p>" }.joined()
    let document = try read(short.map { "<p>\($0)</p>" }.joined() + links)
    #expect(document.paragraphs.map(\.text) == short)
  }

  // MARK: - Dates

  @Test(arguments: [
    "<div>日期：2024-05-06 时间：10:20</div>",
    "<table><tr><td>日期：2024年5月6日</td><td>星期一</td></tr></table>",
    "<table><tr><td>今天是：</td><td>2024年5月6日</td><td>星期一</td></tr></table>",
    "<ul><li><a href=a.html>县政府召开常务会议</a> <span>2024-05-06</span></li></ul>",
  ])
  func theDayOfTheVisitIsNotWhenThePageWasPutUp(clock: String) throws {
    #expect(isWhole(try read(above: clock)))
    guard !clock.contains("10:20") else { return }
    let undated = try read(above: clock, by: "<div>来源：\(Self.office)</div>")
    #expect(undated.publishedOn == nil)
  }

  @Test(arguments: [
    "[2023-05-31]", "（2023-05-31）", "【2023-05-31】", "发布时　间：2023-05-31", "时　间：2023-05-31",
    "添加时间：2023-05-31",
    "信息时间：2023-05-31", "加入时间：2023-05-31", "发稿时间：2023-05-31", "上传时间：2023-05-31", "公开日期：2023-05-31",
    "發布日期：2023-05-31", "2023/5/31", "更新：2023-05-31",
  ])
  func aDateLineMayStandInTheElementOfTheText(line: String) throws {
    let texts = Array(Self.texts.dropLast(2))
    let document = try read(
      ([line] + texts).map { "<p>\($0)</p>" }.joined(), by: "")
    #expect(document.publishedOn == "2023-05-31" && document.paragraphs.map(\.text) == texts)
    let above = try read(texts.map { "<p>\($0)</p>" }.joined(), by: "<div>\(line)</div>")
    #expect(above.publishedOn == "2023-05-31" && above.paragraphs.map(\.text) == texts)
  }

  @Test(arguments: ["2023年5月31日", "2023年5月31日　星期三"])
  func aDateAloneAboveATextStaysInIt(line: String) throws {
    let texts = [line] + Self.texts.dropLast(2)
    let document = try read(texts.map { "<p>\($0)</p>" }.joined(), by: "")
    #expect(document.publishedOn == "2023-05-31" && document.paragraphs.map(\.text) == texts)
  }

  // MARK: - Names

  @Test(arguments: [
    "粮食科", "第三大队", "秘书处", "县政府办", "本站", "网络中心", "宣传部", "云溪镇",
  ])
  func aNameBesideTheDateIsTheSource(name: String) throws {
    for line in ["2023-05-31　\(name)", "2023-05-31 | \(name)", "\(name)　2023-05-31"] {
      #expect(try read(by: "<div>\(line)</div>").source == name)
    }
  }

  @Test(arguments: ["2023-05-31 发布", "发布 2023-05-31"])
  func aVerbIsNoSource(line: String) throws {
    let document = try read(by: "<div>\(line)</div>")
    #expect(document.source == nil && document.publishedOn == "2023-05-31")
  }

  @Test(arguments: [
    "[来源] NAME", "来源﹕NAME", "内容来源：NAME", "资料来源：NAME", "【来源】NAME", "［来源：NAME］", "(来源:NAME)",
    "信息来源﹕NAME",
  ])
  func aSourceIsLabelledInManyWays(label: String) throws {
    let line = "<div>2023-05-31 \(label.replacing("NAME", with: "云溪县粮食局"))</div>"
    #expect(try read(by: line).source == "云溪县粮食局")
  }

  @Test(arguments: [
    "<div>【索引号】113400/2023-00123</div><div>【发布机构】县粮食局</div>",
    "<p>【索引号】 113400/2023-00123 【发布机构】 县粮食局</p>", "<p>[索引号] 113400/2023-00123　[发布机构] 县粮食局</p>",
  ])
  func aLabelMayStandInBrackets(block: String) throws {
    let document = try read(above: block)
    #expect(document.indexNumber == "113400/2023-00123" && document.issuer == "县粮食局")
  }

  @Test(arguments: ["（盖章）", "（公章）", "(印章)"])
  func aSealIsNoneOfTheName(seal: String) throws {
    var texts = Self.texts
    texts[6] += seal
    let document = try read(texts.map { "<p>\($0)</p>" }.joined())
    #expect(document.issuer == Self.office && document.paragraphs.map(\.text) == texts)
    #expect(document.paragraphs.suffix(2).allSatisfy { $0.kind == .signature })
  }

  @Test func twoOfficesOnOneLineBothSign() throws {
    var texts = Self.texts
    texts[6] = "云溪县财政局　云溪县农业农村局"
    let document = try read(texts.map { "<p>\($0)</p>" }.joined())
    #expect(document.issuer == "云溪县财政局、云溪县农业农村局" && document.issuedOn == "2023-05-31")
  }

  @Test func aSignatureMayStandInAList() throws {
    let list = "<ul>" + Self.texts.map { "<li>\($0)</li>" }.joined() + "</ul>"
    let document = try read(list)
    #expect(document.issuer == Self.office && isWhole(document))
  }

  // MARK: - Titles

  @Test func aSubtitleIsNoTitle() throws {
    let headline = "粮安则民安，县里这样收夏粮"
    let document = try read(
      headline: "<div>\(headline)</div><div>——云溪县2023年夏粮收购工作综述</div>", head: "云溪县人民政府")
    #expect(document.title == headline)
  }

  @Test(arguments: [
    "<div>OFFICE<br>REST</div>", "<p align=center>OFFICE</p><p align=center>REST</p>",
  ])
  func theOfficeAboveATitleIsItsFirstLine(form: String) throws {
    let headline = form.replacing("OFFICE", with: Self.office)
      .replacing("REST", with: Self.title.dropFirst(Self.office.count))
    #expect(isWhole(try read(headline: headline, head: "云溪县人民政府")))
    let known = try read(headline: headline, head: "关于做好2023年夏粮收购工作的通知")
    #expect(known.title == "关于做好2023年夏粮收购工作的通知")
  }

  @Test(arguments: ["<h1><span>T</span><span>T</span></h1>", "<div class=tit>T T</div>"])
  func aTitleThatIsSetTwiceIsReadOnce(form: String) throws {
    #expect(isWhole(try read(headline: form.replacing("T", with: Self.title))))
  }

  // MARK: - Furniture

  @Test(arguments: ["无障碍设施建设由县残联牵头。", "打印一式三份报县政府办公室备案。", "打印机由各单位自行采购", "举报电话：023-12345678。"])
  func aLineThatBeginsLikeFurnitureIsText(line: String) throws {
    for texts in [Array(Self.texts.dropLast(2)) + [line], [line] + Array(Self.texts[1..<6])] {
      let document = try read(texts.map { "<p>\($0)</p>" }.joined())
      #expect(document.paragraphs.map(\.text) == texts)
    }
  }

  @Test func aTelephoneOfANoticeIsNoFoot() throws {
    let texts = ["即日起开展收购环节专项检查，欢迎群众提供线索。", "举报电话：023-12345678", Self.office, "2023年5月31日"]
    let neighbours = "<p>上一篇：<a href=1.html>县政府召开常务会议</a></p><p>下一篇：<a href=2.html>县里调研粮食</a></p>"
    let document = try read(texts.map { "<p>\($0)</p>" }.joined() + neighbours)
    #expect(document.paragraphs.map(\.text) == texts)
  }

  @Test(arguments: [
    "[返回]", "【返回顶部】", "打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈。", "您对本页面内容是否满意？",
    "您访问的链接即将离开“云溪县人民政府”门户网站 是否继续？", "背景颜色：默认",
  ])
  func aWidgetIsNoText(line: String) throws {
    #expect(isWhole(try read(Self.body + "<p>\(line)</p>")))
    #expect(isWhole(try read("<p>\(line)</p>" + Self.body)))
    #expect(isWhole(try read(below: "<div>\(line)</div>")))
  }

  @Test func theFirstWordsOfOtherTextsAreNoneOfThisOne() throws {
    let news = ["一", "二", "三"].map {
      "<dl><dt><a href=\($0).html>县政府召开第\($0)次常务会议</a></dt><dd>会议指出，要坚持稳中求进，推动各项工作落地见效，[<a href=\($0).html>详细</a>]</dd></dl>"
    }
    let box = "<div class=hot><h3>热点新闻</h3>\(news.joined())</div>"
    #expect(isWhole(try read(Self.body + box)))
    #expect(isWhole(try read(below: box)))
  }
}
