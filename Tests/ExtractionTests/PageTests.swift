import Extraction
import Testing

@Suite("Whole pages")
struct PageTests {
  private func extract(_ markup: String) throws -> OfficialDocument {
    try PageExtractor().extract(Array(markup.utf8))
  }

  private static let body = """
    <p>各县（市、区）司法局：</p><p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p>
    <p>某某市司法局</p><p>2024年3月5日</p>
    """
  private static let expected = [
    "各县（市、区）司法局：", "为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。", "某某市司法局", "2024年3月5日",
  ]

  private static let notice = "<h1>关于开展学习活动的通知</h1><div>发布时间：2024-03-06 09:00</div>"

  @Test func linesOfPreformattedTextAreParagraphs() throws {
    let document = try extract(
      """
      \(Self.notice)<pre>县直各单位：
          为做好今年的学习活动，根据上级有关要求，结合我县实际情况，
      现将有关事项通知如下：
          一、时间：三月。
      青禾县档案局
      2024年3月1日</pre>
      """)
    #expect(
      document.paragraphs.map(\.text) == [
        "县直各单位：", "为做好今年的学习活动，根据上级有关要求，结合我县实际情况，现将有关事项通知如下：", "一、时间：三月。", "青禾县档案局",
        "2024年3月1日",
      ])
    #expect(document.issuer == "青禾县档案局" && document.issuedOn == "2024-03-01")
  }

  @Test(arguments: ["shadowrootmode=open", "shadowroot=\"open\"", "shadowmode=open"])
  func aShadowTreeIsShown(attribute: String) throws {
    let document = try extract(
      "<x-page><template \(attribute)>\(Self.notice)\(Self.body)</template></x-page><p>某局</p>")
    #expect(document.title == "关于开展学习活动的通知")
    #expect(document.paragraphs.map(\.text) == Self.expected)
    #expect(try extract("<template>\(Self.notice)\(Self.body)</template>").paragraphs.isEmpty)
  }

  private static let menu = (1...8).map { "<li><a href=\"/\($0)\">栏目\($0)号</a></li>" }.joined()

  /// A script writes the day of the visit into the head of many pages.
  @Test(arguments: [
    "日期：2024年12月5日 星期四", "今天是2024年12月5日 星期四", "某局网站 2024年12月5日 星期四", "时间：2024-12-05 星期四 10:20",
  ])
  func theDayOfTheVisitIsNotThatOfTheText(clock: String) throws {
    for menu in ["<ul>\(Self.menu)</ul>", "<div><a href=/a>首页</a> <a href=/b>公开</a></div>"] {
      let head = "<div><span>\(clock)</span></div>\(menu)"
      let dated = try extract("\(head)\(Self.notice)<div id=zoom>\(Self.body)</div>")
      #expect(dated.publishedOn == "2024-03-06" && dated.source == nil)
      let undated = try extract("\(head)<h1>关于开展学习活动的通知</h1><div id=zoom>\(Self.body)</div>")
      #expect(undated.publishedOn == nil && undated.source == nil)
    }
  }

  @Test func picturesUnderATitleHaveTheirDateAndSource() throws {
    let document = try extract(
      """
      <title>一图读懂学习活动</title><h1>一图读懂学习活动</h1>
      <div>发布时间：2024-03-06 14:30 来源：某某市司法局</div><div><img src=a.jpg><img src=b.jpg></div>
      """)
    #expect(document.publishedOn == "2024-03-06" && document.source == "某某市司法局")
  }

  @Test(arguments: [("", "云溪发布"), ("<p>来源：云溪市人社局</p>", "云溪市人社局")])
  func anArticleOfAnAccountHasTheDayOfItsScript(end: String, source: String) throws {
    let document = try extract(
      """
      <meta property="og:site_name" content="微信公众平台"><h1 class=rich_media_title>养老金上调了</h1>
      <em id=publish_time></em><div id=js_content>\(Self.body)\(end)</div>
      <script>var ct = "1652873400"; var nickname = htmlDecode("云溪发布");</script>
      """)
    #expect(document.publishedOn == "2022-05-18" && document.source == source)
  }

  @Test(arguments: ["发布于 2021-09-08", "编辑于 2021-09-08 22:10・IP 属地云溪"])
  func theOnlyDateMayStandBelowTheTextWithoutAColon(line: String) throws {
    let document = try extract("<h1>屋顶生意的三本账</h1><div id=zoom>\(Self.body)</div><div>\(line)</div>")
    #expect(document.publishedOn == "2021-09-08")
  }

  @Test func aPageThatWasMadeAnewShowsItsOwnDate() throws {
    let head = """
      <meta name=PubDate content="2022-04-24 10:00:43"><meta name=others content="页面生成时间 2022-04-24 10:00:43">
      """
    let document = try extract(
      "\(head)<h1>关于开展学习活动的通知</h1><div>发布日期：2017-05-15 10:49</div><div id=zoom>\(Self.body)</div>")
    #expect(document.publishedOn == "2017-05-15")
  }

  @Test(arguments: [
    "热线电话：0700-8123456", "举报电话：0700-8123456，邮箱见附件", "主办单位：某某市司法局", "审核人员说，只要信息一致，系统会自动发放。",
    "放大镜下的细节，最见功夫。", "点赞！为民生加码。",
  ])
  func aLastLineThatBeginsLikeFurnitureIsOfTheText(line: String) throws {
    let document = try extract(
      "\(Self.notice)<div id=zoom><p>为做好今年的学习活动，现将有关事项通知如下。</p><p>请认真贯彻执行。</p><p>\(line)</p></div>")
    #expect(document.paragraphs.last?.text == line)
  }

  @Test(arguments: [
    "时间：2024年6月5日上午10:00", "主办单位：某某市司法局", "信息公开工作是政府的重要工作，今年主动公开312条。", "复审说明另行通知，请考生留意。",
  ])
  func aFirstLineThatBeginsLikeFurnitureIsOfTheText(line: String) throws {
    let document = try extract(
      "\(Self.notice)<div id=zoom><p>\(line)</p><p>地点：会议中心</p><p>为做好今年的学习活动，请认真贯彻执行。</p></div>")
    #expect(document.paragraphs.first?.text == line && document.publishedOn == "2024-03-06")
  }

  /// 会 has a byte of the colon.
  @Test func aLabelWithoutAColonHasAnyValue() throws {
    let document = try extract(
      "\(Self.notice)<div><span>发文机关</span><span>云溪市社会工作委员会</span></div><div id=zoom>\(Self.body)</div>"
    )
    #expect(document.issuer == "云溪市社会工作委员会")
  }

  @Test func recordsOfOneFormAreNoSecondCopy() throws {
    let same = "<p>违法行为：饮酒后驾驶机动车，血液中酒精含量超过规定标准。</p><p>处罚结果：罚款一千元。</p>"
    let records = try extract(
      "\(Self.notice)<div id=zoom><p>一、张某。</p>\(same)<p>二、李某。</p>\(same)</div>")
    #expect(records.paragraphs.count == 6)
  }

  @Test func aTableOfASiteIsNoFootOfIt() throws {
    let names = ["政府网站标识码", "ICP备案号", "公网安备号"] + (1...30).map { "第\($0)类信息发布数量" }
    let rows = names.map { "<tr><td>\($0)</td><td>9900000001</td></tr>" }.joined()
    let document = try extract("\(Self.notice)<div><table>\(rows)</table></div>")
    #expect(document.paragraphs.count == names.count)
  }

  @Test(arguments: ["云溪海关", "国家统计局云溪调查队", "云溪市第一中学", "中国人民银行云溪市分行", "云溪市残联"])
  func furtherOfficesSign(office: String) throws {
    let document = try extract(
      "\(Self.notice)<div id=zoom><p>为做好今年的学习活动，请认真贯彻执行。</p><p>\(office)</p><p>2024年3月5日</p></div>")
    #expect(document.issuer == office && document.issuedOn == "2024-03-05")
  }

  @Test(arguments: [
    "来源 | 某某市司法局", "编辑丨张某某", "校对｜李某", "审核 | 王某", "一审：张某 二审：李某", "点分享 点收藏 点在看", "- END -",
    "收藏内容打印内容关闭页面返回顶部", "云溪在线专稿，未经授权不得转载", "本文来自微信公众号“云溪观察”，作者：罗某，经授权发布。",
    "欢迎关注官方微信“云溪观察”，阅读更多文章。点击右上角的+号，选择“添加朋友”即可。",
  ])
  func whatArticlesOfAccountsEndWithIsCut(line: String) throws {
    let document = try extract(
      "\(Self.notice)<div id=zoom><p>为做好今年的学习活动，现将有关事项通知如下。</p><p>请认真贯彻执行。</p><p>\(line)</p></div>")
    #expect(document.paragraphs.last?.text == "请认真贯彻执行。")
  }

  @Test(arguments: [
    ("县长：张三&nbsp;&nbsp;\n    副县长：李四", "县长：张三 副县长：李四"),
    ("县长：张三\n&nbsp;副县长：李四", "县长：张三 副县长：李四"),
    ("县长：张三\n    副县长：李四", "县长：张三副县长：李四"),
  ])
  func aNoBreakSpaceStaysBesideALineBreak(markup: String, text: String) throws {
    let document = try extract(
      "<h1>关于领导分工的通知</h1><div>发布时间：2024-03-06 09:00</div><div id=zoom><p>经研究，分工如下：</p>"
        + "<p>\(markup)</p></div>")
    #expect(document.paragraphs.last?.text == text)
  }

  @Test(arguments: [
    ("<a href=1.pdf>附件1：名单.pdf</a> <a href=2.pdf>附件2：说明.pdf</a>", 2),
    ("<a href=1.pdf>附件1：</a><a href=1.pdf>名单.pdf</a>", 1),
    ("附件：<a href=1.pdf>名单.pdf</a>、<a href=2.pdf>说明.pdf</a>", 1),
  ])
  func filesInARowAreLinesOfTheirOwn(markup: String, count: Int) throws {
    let document = try extract(
      "<h1>关于开展学习活动的通知</h1><div>发布时间：2024-03-06 09:00</div><div id=zoom>"
        + "<p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p><div>\(markup)</div></div>")
    #expect(document.paragraphs.count == 1 + count)
  }

  @Test(arguments: [
    ("<p>青禾县人民政府令</p><p>第226号</p>", "青禾县人民政府令第226号", "青禾县人民政府"),
    ("<p>青禾县人民政府令<br>第 226 号</p>", "青禾县人民政府令第226号", "青禾县人民政府"),
    ("<p>青禾县财政局 青禾县司法局令</p><p>第6号</p>", "青禾县财政局青禾县司法局令第6号", nil),
  ])
  func anOrderMayStandOnTwoLines(lines: String, number: String, office: String?) throws {
    let document = try extract(
      "<h1>青禾县学习办法</h1><div>发布时间：2024-03-06 09:00</div><div id=zoom>\(lines)"
        + "<p>《青禾县学习办法》已经审议通过，现予公布，自2024年5月1日起施行。</p><p>县长  赵某某</p>"
        + "<p>2024年3月1日</p></div>")
    #expect(document.documentNumber == number && document.issuer == office)
    #expect(document.issuedOn == "2024-03-01" && document.effectiveOn == "2024-05-01")
  }

  @Test(arguments: [
    ("<p>青禾县就业局</p><p>（青禾县司法局代章）</p>", "青禾县就业局"),
    ("<p>青禾县人民法院</p><p>院长　赵某某</p>", "青禾县人民法院"),
    ("<p>县　长　赵某某</p>", nil), ("<p>代县长　赵某某</p>", nil), ("<p>县长　李镇</p>", nil),
    ("<p>局　长　欧阳某某</p>", nil),
    ("<p>主席团　秘书处</p>", "主席团秘书处"), ("<p>会长单位　青禾商会</p>", "会长单位青禾商会"),
  ])
  func whoSignsAndWhoseSealStandsBelowTheOffice(lines: String, office: String?) throws {
    let document = try extract(
      "<h1>关于开展学习活动的通知</h1><div>发布时间：2024-03-06 09:00</div><div id=zoom>"
        + "<p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p>"
        + "<p>各单位要在本月底以前报送名单，逾期不再受理。</p>\(lines)<p>2024年3月1日</p></div>")
    #expect(document.issuer == office && document.issuedOn == "2024-03-01")
  }

  @Test(arguments: [
    "<div class=TRS_Editor>BODY</div>", "<div id='UCAP-CONTENT'>BODY</div>",
    "<ucapcontent>BODY</ucapcontent>", "<div id=\"vsb_content\">BODY</div>",
    "<div class='wp_articlecontent'>BODY</div>",
    "<!--ZJEG_RSS.content.begin-->BODY<!--ZJEG_RSS.content.end-->",
    "<table><tr><td><table><tr><td id=unknown>BODY</td></tr></table></td></tr></table>",
    "<div class=x9>BODY</div>",
  ])
  func theBodyIsFoundInEveryFamily(container: String) throws {
    let content = container.split(separator: "BODY")
    let inner = content.count == 2 ? "\(content[0])\(Self.body)\(content[1])" : container
    let document = try extract(
      """
      <html><head><title>关于开展学习活动的通知_某某市司法局</title>
      <meta name="SiteName" content="某某市司法局"></head><body>
      <div><a href=/>首页</a><a href=/a>机构</a><a href=/b>公开</a></div>
      <h1>关于开展学习活动的通知</h1><div>发布时间：2024-03-06 09:00 来源：某某市司法局 【打印】</div>
      \(inner)
      <div>上一篇：<a href=/1>另一通知</a></div><div>版权所有：某某市司法局</div><div>网站标识码：0000000001</div>
      </body></html>
      """)
    #expect(document.kind == .article)
    #expect(document.title == "关于开展学习活动的通知")
    #expect(document.publishedOn == "2024-03-06")
    #expect(document.source == "某某市司法局")
    #expect(document.issuer == "某某市司法局")
    #expect(document.issuedOn == "2024-03-05")
    #expect(document.documentKind == "通知")
    #expect(document.paragraphs.map(\.text) == Self.expected)
  }

  @Test func theInformationTableGivesTheFields() throws {
    let document = try extract(
      """
      <html><head><title>通知</title></head><body><table>
      <tr><td><b>索&ensp;引&ensp;号：</b></td><td>000014349/2024-00001</td><td>主题分类：</td><td>司法</td></tr>
      <tr><td>发文机关：</td><td>某某省司法厅</td><td>成文日期：</td><td>2024年03月05日</td></tr>
      <tr><td>标　　题：</td><td>某某省司法厅关于学习活动的通知</td><td>生成日期：</td><td>2024-04-01</td></tr>
      <tr><td>发文字号：</td><td>某司发[2024]5号</td><td>有 效 性：</td><td>有效</td></tr>
      <tr><td>发布日期：</td><td>2024年03月06日</td><td>废止日期：</td><td>—  —</td></tr></table>
      <div id=zoom><p>某某省司法厅关于学习活动的通知</p><p>各市司法局：</p>
      <p>根据国办发〔2020〕3号文件，现将有关事项通知如下，请认真贯彻执行。</p></div></body></html>
      """)
    #expect(document.indexNumber == "000014349/2024-00001")
    #expect(document.issuer == "某某省司法厅")
    #expect(document.issuedOn == "2024-03-05")
    #expect(document.publishedOn == "2024-03-06")
    #expect(document.documentNumber == "某司发〔2024〕5号")
    #expect(document.validity == "有效")
    #expect(Set(document.evidence.map(\.field)).isSuperset(of: ["indexNumber", "validity"]))
  }

  @Test func aNumberThatIsOnlyCitedIsNotTheDocuments() throws {
    let document = try extract(
      """
      <html><body><h1>关于学习活动的通知</h1><div id=zoom>
      <p>根据《某办法》（国办发〔2020〕3号）和有关要求，现将有关事项通知如下，请认真贯彻执行。</p></div></body></html>
      """)
    #expect(document.documentNumber == nil)
  }

  @Test func rowsAreOneParagraphAndBreaksSplit() throws {
    let document = try extract(
      """
      <html><body><h1>费用统计表</h1><div id=zoom><p>现将<b>今年</b>费用公布如下，单位为元。<br>欢迎监督，谢谢支持。</p>
      <table><tr><th>单位</th><th>金额</th></tr><tr><td>甲<br>局</td><td>1.00</td></tr></table>
      <p style="display: none">隐藏的广告，看不见的文字。</p></div></body></html>
      """)
    #expect(
      document.paragraphs.map(\.text) == [
        "现将今年费用公布如下，单位为元。", "欢迎监督，谢谢支持。", "单位\t金额", "甲 局\t1.00",
      ])
    #expect(document.paragraphs.map(\.kind) == [.text, .text, .tableRow, .tableRow])
  }

  @Test func aRecordInAScriptIsRead() throws {
    let document = try extract(
      """
      <html><head><title>政府信息公开</title></head><body><div id=app></div><script>
      window._CONFIG = { ENV: 'production', DETAIL: {"id": 1, "title": "关于学习活动的通知",
      "document_number": "某司〔2024〕7号", "identifier": "00700/2024-00012", "publisher": "某某市司法局",
      "first_publish_time": "2024-03-06 10:00:00", "tags": [1, {"a": "]"}],
      "content": "<p>各单位：<\\/p><p>\\u73b0\\u5c06\\u4e8b\\u9879\\u901a\\u77e5\\u5982\\u4e0b\\u3002<\\/p>"}, TREE: [] };
      </script></body></html>
      """)
    #expect(document.kind == .article)
    #expect(document.title == "关于学习活动的通知")
    #expect(document.documentNumber == "某司〔2024〕7号")
    #expect(document.indexNumber == "00700/2024-00012")
    #expect(document.publishedOn == "2024-03-06")
    #expect(document.paragraphs.map(\.text) == ["各单位：", "现将事项通知如下。"])
  }

  @Test func listsAndShellsAreNoArticles() throws {
    let items = (1...20).map {
      "<li><a href=/\($0)>某某单位关于开展第\($0)次活动的通知</a><span>2024-01-\($0 + 9)</span></li>"
    }
    let list = try extract("<html><body><h2>通知公告</h2><ul>\(items.joined())</ul></body></html>")
    #expect(list.kind == .list)
    #expect(list.paragraphs.isEmpty)
    let shell = try extract(
      "<html><head><title>首页</title></head><body><div id=app></div></body></html>")
    #expect(shell.kind == .other)
  }

  @Test(arguments: [
    (
      "<!-- saved from url=(0042)http://www.example.gov.cn/a/1.html -->",
      "http://www.example.gov.cn/a/1.html"
    ),
    (
      "<!--\n Page saved with SingleFile \n url: https://example.gov.cn/b \n saved date: x\n-->",
      "https://example.gov.cn/b"
    ),
    ("<meta name=Url content='http://example.gov.cn/c'>", "http://example.gov.cn/c"),
    ("<link rel=canonical href='http://example.gov.cn/d'>", "http://example.gov.cn/d"),
  ])
  func theAddressIsFound(head: String, url: String) throws {
    #expect(try extract("<html>\(head)<body><p>文</p></body></html>").url == url)
  }

  @Test(arguments: ["null", "—  —", "无", "", "<%=title%>", "${date}", "undefined"])
  func templateLeftoversAreMissing(value: String) { #expect(FieldValue.cleaned(value) == nil) }
}

@Suite("Hidden text")
struct HiddenTextTests {
  @Test(arguments: [
    "<body style='display:none'>", "<body><div ms-controller=a style='display: none'>",
  ])
  func isReadWhenItIsTheWholePage(start: String) throws {
    let text = String(repeating: "本次会议研究了今年的工作安排，提出了明确要求。", count: 20)
    let document = try PageExtractor().extract(
      Array(
        "<html>\(start)<h1>会议研究工作安排</h1><div>2024-05-20 09:00</div><div><p>\(text)</p></div>".utf8))
    #expect(document.kind == .article && document.title == "会议研究工作安排")
    #expect(document.paragraphs.map(\.text) == [text])
  }

  @Test func isReadWhenItIsTheWholeMainContent() throws {
    let text = String(repeating: "本次会议研究了今年的工作安排，提出了明确要求。", count: 12)
    let document = try PageExtractor().extract(
      Array(
        "<html><body><h1>会议纪要</h1><div id=zoom style='display:none'><p>\(text)</p></div></body></html>"
          .utf8))
    #expect(document.kind == .article)
    #expect(document.paragraphs.map(\.text) == [text])
  }
}
