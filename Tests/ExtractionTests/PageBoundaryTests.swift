// PageBoundaryTests.swift — where a text begins and ends, and which line is its title, on pages of many makes.
import Extraction
import Testing

@Suite("Where texts begin and end")
struct PageBoundaryTests {
  private static let headline = "青柳县开展政府网站季度抽查"
  private static let texts = [
    "近日，青柳县政府办公室对全县三十四家政府网站进行了季度抽查，合格三十二家。",
    "抽查发现的问题已逐家反馈，要求月底前完成整改，并在整改后书面报告。",
  ]
  private static let body = texts.map { "<p>\($0)</p>" }.joined()
  private static let head = "<h1>\(headline)</h1><div class=info>发布时间：2026-05-06　来源：县政府办公室</div>"

  private func read(
    _ main: String, title: String? = nil, meta: String = ""
  ) throws -> OfficialDocument {
    try SamplePage.read(main, of: "青柳县", title: title, meta: meta)
  }

  private func texts(_ main: String) throws -> [String] {
    try read(main).paragraphs.map(\.text)
  }

  // MARK: - The text

  @Test func aSentenceMaySpeakOfTheFootOfAPage() throws {
    let text = [
      "季度抽查核对了各网站的ICP备案号、网站标识码和公安备案号。现将有关情况通报如下：",
      "（一）县文化馆网站首页底部“版权所有”链接失效。", "（二）县粮食中心的网站标识码图标无法打开。",
      "请有关单位于11月10日前完成整改，并报告整改情况。",
    ]
    let lines = text.map { "<p>\($0)</p>" }.joined()
    #expect(try texts("\(Self.head)<div class=txt>\(lines)</div>") == text)
  }

  @Test func aTextMayStandInSeveralBlocksOfOneName() throws {
    let pictures = "<div class=pic><img src=1.jpg><h5>▲抽查现场。</h5></div>"
    let blocks = Self.texts.map { "<div class=TRS_Editor><p>\($0)</p></div>" }
    let read = try texts("<div class=a>\(Self.head)\(blocks.joined(separator: pictures))</div>")
    #expect(read == [Self.texts[0], "▲抽查现场。", Self.texts[1]])
    // A list between two of them is another matter.
    let list = "<ul><li><a href=1.html>县政府召开常务会议</a></li></ul>"
    let listed = try texts("<div class=a>\(Self.head)\(blocks.joined(separator: list))</div>")
    #expect(!listed.contains("县政府召开常务会议"))
  }

  @Test func theLeadMayStandAboveTheElementOfTheText() throws {
    let main =
      "\(Self.head)<div class=a><p>\(Self.texts[0])</p><div class=TRS_Editor><p>\(Self.texts[1])</p><p>\(Self.texts[1].replacing("月底", with: "年底"))</p></div></div>"
    #expect(try texts(main).first == Self.texts[0])
  }

  @Test(arguments: ["（县纪委监委 || 责任编辑 佟某）", "（责任编辑：佟某）", "【责编 佟某】"])
  func theEditorBehindTheLastSentenceIsCutOff(note: String) throws {
    let last = "<p>\(Self.texts[1])<span>\(note)</span></p>"
    #expect(
      try texts("\(Self.head)<div class=txt><p>\(Self.texts[0])</p>\(last)</div>") == Self.texts)
  }

  @Test func columnsOfOneRowAreNoData() throws {
    let half = Self.texts.map { "<p>\($0)为此，县政府办公室安排专人跟踪督促，逐项销号，确保整改到位、不留死角。</p>" }
    let column = half.joined()
    let other = column.replacing("县政府", with: "县数据局")
    let read = try texts("\(Self.head)<table><tr><td>\(column)</td><td>\(other)</td></tr></table>")
    #expect(read.count == 4 && read.allSatisfy { !$0.contains("\t") })
    let menu = "<td width=200><a>机构</a><br><a>职能</a></td>"
    let beside = try texts("<table><tr>\(menu)<td>\(Self.head)\(column)</td></tr></table>")
    #expect(beside.count == 2)
  }

  @Test(arguments: ["pre-line", "pre-wrap"])
  func lineBreaksThatAreShownEndParagraphs(style: String) throws {
    let text = Self.texts.joined(separator: "\n　　")
    let main = "\(Self.head)<div id=nr style=\"white-space: \(style)\">\n　　\(text)\n</div>"
    #expect(try texts(main) == Self.texts)
  }

  @Test func aPostOfAForumIsNoComment() throws {
    let main =
      "\(Self.head)<div id=postlist class=\"pl bm\"><table><tr><td class=t_f>\(Self.body)</td></tr></table></div>"
    #expect(try texts(main) == Self.texts)
  }

  @Test(arguments: [
    "67 次阅读", "网页地址：http://www.example.gov.cn/1.html", "打印时间：2026-11-28 09:15:02", "Tags:",
    "相關新聞", "12", "— END —", "青柳发布公众号", "点个“在看”", "您觉得本文有用吗？", "暂无评论", "核稿：某某",
  ])
  func whatFollowsATextIsCutOff(line: String) throws {
    let read = try texts("\(Self.head)<div class=txt>\(Self.body)<p>\(line)</p></div>")
    #expect(read == Self.texts, "\(read)")
  }

  // MARK: - The title

  @Test func theHeadMayNameTheSiteOrTheColumn() throws {
    for name in ["青柳县人民政府", "通知公告", "行政处罚"] {
      let meta = "<meta name=ArticleTitle content=\"\(name)\">"
      #expect(
        try read("\(Self.head)<div class=txt>\(Self.body)</div>", meta: meta).title == Self.headline
      )
    }
  }

  @Test(arguments: [
    ("<div>青柳县自然资源局</div><div class=t>青柳县自然资源局行政处罚决定书</div>", "青柳县自然资源局行政处罚决定书"),
    ("<div>关于城北市场审计的结果公告</div><div>2026年第4号（总第58号）</div>", "关于城北市场审计的结果公告"),
    ("<div>首页 | 要闻 | 曝光台</div><div>青柳县巡察整改情况通报</div><div>佟某</div>", "青柳县巡察整改情况通报"),
  ])
  func otherLinesAboveTheByLineAreNoTitle(lines: String, title: String) throws {
    let byline = "<div>2026-05-06　来源：县政府办公室</div>"
    #expect(try read("\(lines)\(byline)<div class=txt>\(Self.body)</div>").title == title)
  }

  @Test func aTitleMayStandOnTwoLinesOfTheText() throws {
    let main = """
      <div class=fb>发布日期：2026-07-01　来源：局办公室</div><div class=nr>
      <p align=center>青柳县水利局文件</p><p align=center>关于开展2026年上半年</p>
      <p align=center>工作督查的通知</p><p>各科室、下属单位：</p>\(Self.body)</div>
      """
    #expect(try read(main, title: "青柳县水利局").title == "关于开展2026年上半年工作督查的通知")
  }

  @Test func aDashWithinATitleDividesNothing() throws {
    let title = "饮水思源——青柳县供水工作纪实"
    #expect(try read("<div class=txt>\(Self.body)</div>", title: "\(title)_青柳县人民政府").title == title)
    #expect(
      try read("<div class=txt>\(Self.body)</div>", title: "青柳县供水工作纪实——青柳县人民政府").title
        == "青柳县供水工作纪实")
  }

  // MARK: - Fields

  @Test func anEmptyLabelTakesNoOtherLabelsValue() throws {
    let row = "<table><tr><td>发布日期：2026-05-06</td><td>作者：</td><td>来源：[青柳日报]</td></tr></table>"
    let document = try read("<h1>\(Self.headline)</h1>\(row)<div class=txt>\(Self.body)</div>")
    #expect(document.source == "青柳日报" && document.publishedOn == "2026-05-06")
  }

  @Test(arguments: [
    ("民國 115 年 4 月 16 日", "2026-04-16"), ("中華民國114年11月19日", "2025-11-19"),
    ("民国三十八年十月一日", "1949-10-01"), ("民生115年4月16日", nil),
  ])
  func yearsOfTheRepublic(text: String, day: String?) {
    #expect(ChineseDate(text)?.description == day)
  }

  @Test func aDateMayStandBehindTheNumber() throws {
    let main =
      "<h3>青柳县土地出让公告</h3><div align=center>青自然资告字〔2026〕12号　　2026/8/26</div><div>\(Self.body)</div>"
    #expect(try read(main).documentNumber == "青自然资告字〔2026〕12号")
  }

  @Test func aSentenceThatBeginsLikeAnEditorsNameStays() throws {
    let last = "审核：县级部门在收到材料后五个工作日内完成审核。"
    let read = try texts("\(Self.head)<div class=txt>\(Self.body)<p>\(last)</p></div>")
    #expect(read == Self.texts + [last])
  }

  @Test func theProvinceStandsBehindTheTimeOfWeChat() throws {
    let byline = "<p>青柳仲裁委员会 2026年2月6日 17:30 河北</p>"
    let document = try read("<h1>\(Self.headline)</h1>\(byline)<div class=txt>\(Self.body)</div>")
    #expect(document.source == "青柳仲裁委员会" && document.publishedOn == "2026-02-06")
    #expect(document.paragraphs.map(\.text) == Self.texts)
  }

  @Test(arguments: [
    "<p class=fj>附件信息：</p><ul><li><a href=1.pdf>抽查结果.pdf</a></li></ul>",
    "<div class=fj><div>附件：</div><ul id=fujian></ul></div>",
    "<h3>重点推荐</h3><p><a href=1.html>县政府召开常务会议研究部署</a></p><p><b>要闻</b></p>"
      + "<p><a href=2.html>全县重点项目集中开工仪式举行</a></p><p><a href=3.html>全县防汛工作会议昨日召开</a></p>"
      + "<p><b>民生</b></p><p><a href=4.html>县人民医院新院区投入使用</a></p>"
      + "<p><a href=5.html>老旧小区改造年底全部完成</a></p>",
  ])
  func listsBelowATextAreNoneOfIt(list: String) throws {
    #expect(try texts("\(Self.head)<div class=TRS_Editor>\(Self.body)\(list)</div>") == Self.texts)
  }

  @Test func filesThatATextNamesAreItsOwn() throws {
    let list = "<p>附件：</p><p>1.<a href=1.pdf>抽查结果.pdf</a></p>"
    let read = try texts("\(Self.head)<div class=TRS_Editor>\(Self.body)\(list)</div>")
    #expect(read == Self.texts + ["附件：", "1.抽查结果.pdf"])
  }

  @Test(arguments: [
    ["青柳县隆坡水库引水工程施工", "中标结果公告"], ["青柳县人民政府关于印发", "政府网站管理办法的通知"],
    ["青柳县人民政府关于印发", "《政府网站管理办法》的通知"], ["青柳县人民政府关于印发《政府网站", "管理办法》的通知"],
    ["关于印发《政府网站管理方案》", "的通知"],
  ])
  func aTitleGoesOnInASecondLine(lines: [String]) throws {
    let heads = lines.map { "<p align=center><b>\($0)</b></p>" }.joined()
    let document = try read("<div class=TRS_Editor>\(heads)\(Self.body)</div>")
    #expect(document.title == lines.joined())
    #expect(document.paragraphs.map(\.text) == Self.texts)
  }

  @Test func buttonsInAHeadingAreNoneOfTheTitle() throws {
    let heading =
      "<h2 class=title> 青柳省公共图书馆条例 <span class=btn>English</span><a>【打印】</a></h2>"
    let main = "\(heading)<div>发布时间：2026-05-06</div><div class=txt>\(Self.body)</div>"
    #expect(try read(main).title == "青柳省公共图书馆条例")
  }

  @Test func theNumberAboveATitleIsNoneOfIt() throws {
    let main = """
      <div class=fb>发布日期：2026-07-01　来源：局办公室</div><div class=nr>
      <p>青水办〔2026〕29号</p><p>关于开展2026年上半年督查工作的通知</p><p>各科室：</p>\(Self.body)</div>
      """
    let document = try read(main, title: "关于开展2026年上半年督查工作的通知")
    #expect(document.documentNumber == "青水办〔2026〕29号")
  }

  @Test func aPenaltyNamesItsOfficeAndDay() throws {
    let rows = [
      ("行政处罚决定书文号", "青应急罚〔2026〕21号"), ("处罚机关", "青柳县应急管理局"), ("处罚决定日期", "2026-05-06"),
    ].map { "<tr><th>\($0)</th><td>\($1)</td></tr>" }
    let main = "<h2>青柳县行政处罚信息公示</h2><div>发布日期：2026-05-11</div><table>\(rows.joined())</table>"
    let document = try read(main)
    #expect(document.issuer == "青柳县应急管理局" && document.issuedOn == "2026-05-06")
    #expect(document.publishedOn == "2026-05-11")
  }

  @Test(arguments: [
    ("行政处罚文书决定号", "处罚机关"), ("行政许可决定书文号", "许可机关"), ("检查文书号", "行政检查机关"), ("处罚决定文书号：", "决定机关："),
  ])
  func theWordsOfALabelStandInAnyOrder(number: String, office: String) throws {
    let rows = [
      (office, "青禾县林业局"), (number, "青禾林（草）罚决字〔2026〕第6号"), ("结果", "责令补种树木三十株，并处罚款一千二百元。"),
    ]
    let markup = rows.map { "<tr><td>\($0)</td><td>\($1)</td></tr>" }.joined()
    let document = try read(
      "<h2>青禾县双公示信息</h2><div>发布日期：2026-05-11</div><table>\(markup)</table>")
    #expect(document.issuer == "青禾县林业局" && document.source == nil)
    // 第 and full width are how it is written, not what it is.
    #expect(document.documentNumber == "青禾林(草)罚决字〔2026〕6号")
    #expect(document.paragraphs.map(\.text) == rows.map { "\($0)\t\($1)" })
  }

  @Test(arguments: [
    ("作出处罚决定的机关名称", "作出处罚决定的日期"), ("作出行政处罚决定机关名称", "作出行政处罚决定日期"),
    ("作出决定机关", "作出决定日期"), ("处罚机关名称：", "处罚决定时间："),
  ])
  func whoDecidedAndWhenIsLabelledInManyWords(office: String, day: String) throws {
    let rows = [
      ("行政处罚决定书文号", "青应急罚〔2026〕21号"), ("行政处罚决定", "责令改正，并处罚款两万元。"), ("处罚有效期", "2027-05-06"),
      (office, "青柳县应急管理局"), (day, "2026年5月6日"),
    ]
    let markup = rows.map { "<tr><td>\($0)</td><td>\($1)</td></tr>" }.joined()
    let document = try read(
      "<h2>青柳县行政处罚信息公示</h2><div>发布日期：2026-05-11</div><table>\(markup)</table>")
    #expect(document.issuer == "青柳县应急管理局" && document.issuedOn == "2026-05-06")
    #expect(document.paragraphs.map(\.text) == rows.map { "\($0)\t\($1)" })
  }

  @Test func headingsOfDecisionsHaveNoValues() throws {
    let rows = [["案件名称", "许可机关", "许可内容"], ["某公司采伐一案", "青禾县林业局", "准予采伐林木三十株，限今年年底前完成。"]]
    let markup = rows.map { row in "<tr>\(row.map { "<td>\($0)</td>" }.joined())</tr>" }.joined()
    let document = try read(
      "<h2>青禾县双公示信息</h2><div>发布日期：2026-05-11</div><table>\(markup)</table>")
    #expect(document.issuer == nil && document.publishedOn == "2026-05-11")
  }
}
