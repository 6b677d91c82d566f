// TemplateHabitTests.swift — what templates and editors do all over: layout tables, other dates, left-overs.
import Extraction
import Testing

@Suite("Habits of templates")
struct TemplateHabitTests {
  private static let headline = "柳河县司法局开展社区法律咨询活动"
  private static let texts = [
    "近日，柳河县司法局在北山社区举办法律咨询活动，六名律师到场为居民解答疑问。",
    "活动共接待居民八十余人，发放宣传手册二百册，受理法律援助申请三件。",
  ]
  private static let body = texts.map { "<p>\($0)</p>" }.joined()
  private static let byline = "<div class=info>发布时间：2023-05-06　来源：县司法局</div>"
  private static let notice = ["各社区：", "因供水管网检修，定于5月8日停水一天，请做好储水准备。", "柳河县水务局", "2023年5月5日"]

  private func read(
    _ main: String, title: String? = nil, meta: String = ""
  ) throws -> OfficialDocument {
    try SamplePage.read(main, of: "柳河县", title: title, meta: meta)
  }

  private func isWhole(_ document: OfficialDocument) -> Bool {
    document.kind == .article && document.title == Self.headline
      && document.publishedOn == "2023-05-06" && document.source == "县司法局"
      && document.paragraphs.map(\.text) == Self.texts
  }

  // MARK: - Fields above a text, in its element

  @Test func fieldsAreNoTextWhateverTheyStandIn() throws {
    let fields = [
      ("索引号", "990001/2023-00012"), ("发文机关", "柳河县水务局"), ("成文日期", "2023-05-05"), ("主题词", ""),
      ("发布日期", "2023-05-06"), ("发文字号", "柳水发〔2023〕12号"), ("有效性", "有效"),
    ]
    let text = Self.notice.map { "<p>\($0)</p>" }.joined()
    for markup in [
      fields.map { "<div class=l>\($0)</div><div class=v>\($1)</div>" }.joined(),
      "<p>" + fields.map { "\($0)：\($1)" }.joined(separator: "　") + "</p>",
      "<p>" + fields.map { "【\($0)】\($1)" }.joined() + "</p>",
    ] {
      let document = try read("<h1>关于临时停水的通知</h1><div class=TRS_Editor>\(markup)\(text)</div>")
      #expect(document.paragraphs.map(\.text) == Self.notice)
      #expect(document.indexNumber == "990001/2023-00012" && document.issuer == "柳河县水务局")
      #expect(document.documentNumber == "柳水发〔2023〕12号" && document.validity == "有效")
      #expect(document.publishedOn == "2023-05-06" && document.issuedOn == "2023-05-05")
    }
  }

  // MARK: - Tables that lay out a page

  private static let list =
    "<h3>热点信息</h3><ul>"
    + ["山口镇部署汛期安全检查工作", "全县职工运动会圆满落幕", "河东社区办起老年食堂", "新城小学举行开学典礼"].map {
      "<li><a href=/\($0).html>\($0)</a><span>2022-01-11</span></li>"
    }.joined() + "</ul>"

  @Test(arguments: [true, false])
  func aRowMayHoldTheWholePage(listIsFirst: Bool) throws {
    let cell = "<td><h2>\(Self.headline)</h2>\(Self.byline)<div class=text>\(Self.body)</div></td>"
    let aside = "<td width=200>\(Self.list)</td>"
    let row = listIsFirst ? aside + cell : cell + aside
    #expect(isWhole(try read("<table width=980><tr>\(row)</tr></table>")))
  }

  @Test func blankCellsKeepADistanceAndHoldNoData() throws {
    let text = Self.notice.map { "<p>\($0)</p>" }.joined()
    let head = "<h2>关于临时停水的通知</h2>\(Self.byline)"
    let rows = Self.notice.map { "<tr><td>&nbsp;</td><td>\($0)</td></tr>" }
    for table in [
      "<table><tr><td width=20>&nbsp;</td><td>\(text)</td><td>　</td></tr></table>",
      "<table>\(rows.joined())</table>",
      Self.notice[..<2].map { "<p>\($0)</p>" }.joined()
        + "<table>\(rows[2...].joined())</table>",
    ] {
      let document = try read(head + "<div class=text>\(table)</div>")
      #expect(document.paragraphs.map(\.text) == Self.notice)
      #expect(document.issuer == "柳河县水务局" && document.issuedOn == "2023-05-05")
    }
  }

  @Test func blankCellsOfADataTableStay() throws {
    let table = "<table><tr><td>项目</td><td>数量</td></tr><tr><td>合计</td><td></td></tr></table>"
    let document = try read(
      "<h2>\(Self.headline)</h2>\(Self.byline)<div>\(Self.body)\(table)</div>")
    #expect(document.paragraphs.map(\.text) == Self.texts + ["项目\t数量", "合计\t"])
  }

  // MARK: - Texts

  @Test(arguments: ["<a target=_blank>T</a>", "<a>T</a>", "<a class=x>T"])
  func runningTextWithoutAnAddressIsNoLink(form: String) throws {
    let text = Self.texts.map { "<p>\(form.replacing("T", with: $0))</p>" }.joined()
    #expect(isWhole(try read("<h2>\(Self.headline)</h2>\(Self.byline)<div>\(text)</div>")))
  }

  @Test(arguments: ["&nbsp&nbsp", "&#160;", "&NBSP;", "\u{AD}", "\u{2060}", "&shy;"])
  func whatIsNotShownIsNotRead(sign: String) throws {
    let text = Self.texts.map { "<p>\(sign)\($0)</p>" }.joined()
    let document = try read("<h2>\(Self.headline)</h2>\(Self.byline)<div>\(text)</div>")
    #expect(isWhole(document) || sign == "&NBSP;")
    let inside = Self.texts.map { "<p>\($0.replacing("活动", with: "活\(sign)动"))</p>" }.joined()
    let second = try read("<h2>\(Self.headline)</h2>\(Self.byline)<div>\(inside)</div>")
    if sign.unicodeScalars.count == 1 || sign == "&shy;" { #expect(isWhole(second)) }
  }

  @Test(arguments: [
    "Normal 0 7.8 磅 0 2 false false false MicrosoftInternetExplorer4",
    "&lt;!--[if gte mso 9]&gt;&lt;xml&gt;",
    "#PAGE_BREAK#", "_ueditor_page_break_tag_", "#p#分页标题#e#", "[NextPage][/NextPage]",
  ])
  func leftOversOfEditorsAreNoText(line: String) throws {
    let text = "<p>\(Self.texts[0])</p><p>\(line)</p><p>\(Self.texts[1])</p>"
    #expect(isWhole(try read("<h2>\(Self.headline)</h2>\(Self.byline)<div>\(text)</div>")))
    let word =
      "<xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml>"
    #expect(
      isWhole(try read("<h2>\(Self.headline)</h2>\(Self.byline)<div>\(word)\(Self.body)</div>")))
  }

  @Test func theCopyBelowTheTitleIsTheText() throws {
    let copy = "<div class=mobile-only><div class=text>\(Self.body)</div></div>"
    let main =
      "<div class=m><div>\(Self.headline)</div>\(Self.byline)<div class=text>\(Self.body)</div></div>"
    #expect(isWhole(try read(copy + main)))
  }

  @Test func sentencesMakeAnArticle() throws {
    let profile = [
      "陈卫东，男，汉族，1975年3月出生，大学学历。", "1996年7月参加工作，历任科员、副科长、科长。", "2016年5月任县水利局局长。", "2021年9月任副县长。",
      "分管农业农村、水利、林业工作。", "联系供销社、气象局。",
    ]
    let text = profile.map { "<p>\($0)</p>" }.joined()
    let document = try read("<div class=ld><h2>领导简介</h2><div class=ld_con>\(text)</div></div>")
    #expect(document.kind == .article && document.paragraphs.map(\.text) == profile)
    let plain = try read(
      "<h1>柳河县人民政府关于做好防汛工作的通知</h1><p>来源：县政府办</p><div class=con><p>各乡镇人民政府：</p><p>请落实值班制度，遇有险情立即上报，及时转移群众。</p></div>",
      title: "政府信息公开")
    #expect(plain.kind == .article && plain.paragraphs.count == 2)
  }

  @Test func sectionsOfOneNameAreOneText() throws {
    func tab(_ title: String, _ texts: [String]) -> String {
      let lines = texts.map { "<p>\($0)</p>" }.joined()
      return
        "<div class=tab><div class=t><span>\(title)</span></div><div class=c>\(lines)</div></div>"
    }
    let profile = ["王某某，男，1978年2月生，2001年7月参加工作，大学学历，法学学士，曾任山口镇镇长。", "2016年5月起任柳河县副县长。"]
    let duties = ["负责农业、水利、气象、供销方面工作。", "分管县农业局、县水务局。"]
    let page =
      "<div class=r><div>\(Self.list)</div><h2>王某某</h2>\(tab("个人简历", profile))\(tab("工作分工", duties))</div>"
    let texts = try read(page, title: "领导之窗").paragraphs.map(\.text)
    #expect((profile + duties).allSatisfy(texts.contains))
  }

  @Test func contactsOfANoticeAreItsOwn() throws {
    let contacts = ["联系我们：0998-6655443", "主办单位：永宁市文化馆", "技术支持：永宁市广播电视台"]
    let lines = (Self.texts + contacts).map { "<p>\($0)</p>" }.joined()
    let page =
      "<h2>\(Self.headline)</h2>\(Self.byline)<div class=nd>\(lines)</div><div><a>打印</a><a>关闭</a></div>"
    #expect(try read(page).paragraphs.map(\.text) == Self.texts + contacts)
  }

  // MARK: - Dates and names

  @Test(arguments: [
    "截止日期：2026-03-05", "截止日期 2026-03-05", "报名截止　2026-03-05", "有效期至：2026-03-05", "失效日期：2031年06月18日",
    "施行日期：2026-03-05",
    "报名截止时间：2026-06-25",
    "打印时间：2026-11-29", "活动时间：2026年3月5日至3月9日", "（2022年3月5日柳河县第十八届人民代表大会第一次会议通过）",
    "本站自2012-01-01起已有访客102938人", "今天是2026年11月20日 星期五", "信息时效期：2031-02-01",
    "<ul><li><a href=1.html>山口镇部署汛期安全检查工作</a><span>2022-01-11</span></li></ul>",
  ])
  func otherDatesUnderATitleAreNotThePages(line: String) throws {
    let document = try read("<h1>\(Self.headline)</h1><div>\(line)</div><div>\(Self.body)</div>")
    #expect(document.publishedOn == nil && document.title == Self.headline)
    let dated = try read(
      "<h1>\(Self.headline)</h1><div>\(line)</div><div>发表于 2023年5月6日</div><div>\(Self.body)</div>")
    #expect(dated.publishedOn == "2023-05-06")
  }

  @Test(arguments: ["县不动产登记中心", "县老年活动中心", "县婚姻登记处"])
  func anOfficeBesideADateNamesNoOtherDay(office: String) throws {
    for line in ["\(office) 2023-05-06", "\(office)　2023-05-06 09:30", "2023-05-06　\(office)"] {
      let document = try read("<h1>\(Self.headline)</h1><div>\(line)</div><div>\(Self.body)</div>")
      #expect(document.publishedOn == "2023-05-06" && document.source == office)
    }
  }

  @Test func aTemplateWithoutAValueHasNoDate() throws {
    let document = try read(
      "<h1>\(Self.headline)</h1>\(Self.byline)<div>\(Self.body)</div>",
      meta:
        "<meta name=PubDate content='1970-01-01 08:00'><meta name=ArticleTitle content='{$title}'>")
    #expect(isWhole(document))
  }

  @Test(arguments: [
    ("&lt;strong&gt;T&lt;/strong&gt;", "T"), ("&lt;某某条例&gt;解读：T", "<某某条例>解读：T"),
  ])
  func tagsInATitleOfTheHeadAreTaken(form: String, title: String) throws {
    let content = form.replacing("T", with: Self.headline)
    let document = try read(
      "\(Self.byline)<div>\(Self.body)</div>", meta: "<meta name=ArticleTitle content='\(content)'>"
    )
    #expect(document.title == title.replacing("T", with: Self.headline))
  }

  @Test func theSourceComesBeforeWhoWroteForIt() throws {
    let line = "<div>供稿：宣传股　来源：县司法局　2023-05-06</div>"
    #expect(isWhole(try read("<h1>\(Self.headline)</h1>\(line)<div>\(Self.body)</div>")))
  }

  @Test(arguments: [
    "县司法局 2023-05-06", "县司法局2023-05-06", "县司法局　2023-05-06　09:30", "2023-05-06 县司法局 123",
    "2023-05-06 · 县司法局 · 阅读 123",
    "县司法局　2023年5月6日",
  ])
  func aByLineWithoutLabelsIsNoTitle(line: String) throws {
    let page = "<div><div>\(Self.headline)</div><div>\(line)</div><div>\(Self.body)</div></div>"
    #expect(isWhole(try read(page, title: "")))
  }

  @Test func theByLineMayBeARow() throws {
    let row = "<table><tr><td>发布时间：2023-05-06</td><td>来源：县司法局</td></tr></table>"
    let page = "<div><p>\(Self.headline)</p>\(row)</div><div>\(Self.body)</div>"
    #expect(isWhole(try read(page, title: "工作动态")))
  }

  @Test(arguments: [
    ["柳河县司法局关于", "开展社区法律咨询活动的通知"], ["柳河县司法局关于印发", "《社区法律咨询工作办法》的通知"], ["柳河县司法局2023年", "法律咨询工作总结"],
  ])
  func aTitleMayBeBrokenWhereTheHeadDoesNotKnowIt(lines: [String]) throws {
    let page = "<div>\(lines.joined(separator: "<br>"))</div>\(Self.byline)<div>\(Self.body)</div>"
    #expect(try read(page).title == lines.joined())
  }

  @Test(arguments: [
    "<h1>T<span>[字体：大 中 小]</span></h1>", "<h1><a href='#'>返回</a>T</h1>",
    "<h1>T <a href='#'>[关闭]</a></h1>",
    "<h3><a class=back href='#'>返回</a> T</h3>",
  ])
  func widgetsInAHeadingAreNoneOfTheTitle(form: String) throws {
    let heading = form.replacing("T", with: Self.headline)
    #expect(isWhole(try read("\(heading)\(Self.byline)<div>\(Self.body)</div>")))
  }

  @Test(arguments: [
    "<dl><dt>索引号：</dt><dd>LH001/2023-00012</dd><dt>发文机关：</dt><dd>柳河县司法局</dd><dt>文号：</dt><dd>柳司发〔2023〕7号</dd></dl>",
    "<ul><li><span>索引号</span><span>LH001/2023-00012</span></li><li><span>发文机关</span><span>柳河县司法局</span></li><li><span>文号</span><span>柳司发〔2023〕7号</span></li></ul>",
    "<p>【索引号】LH001/2023-00012</p><p>【发文机关】柳河县司法局</p><p>【发布文号】柳司发〔2023〕7号</p>",
    "<table><tr><td>索引号</td><td>LH001/2023-00012</td></tr><tr><td>发文机关</td><td>柳河县司法局</td></tr><tr><td>备注/文号</td><td>柳司发〔2023〕7号</td></tr><tr><td>所属目录</td><td>其他</td></tr></table>",
  ])
  func fieldsAboveTheTextAreNoneOfIt(block: String) throws {
    let document = try read(
      "<h2>\(Self.headline)</h2>\(Self.byline)<div class=text>\(block)\(Self.body)</div>")
    #expect(isWhole(document))
    #expect(document.indexNumber == "LH001/2023-00012" && document.issuer == "柳河县司法局")
    #expect(document.documentNumber == "柳司发〔2023〕7号")
  }

  @Test func theNumberStandsInManyPlaces() throws {
    let number = "柳司发〔2023〕7号"
    let heading = "<h2>\(Self.headline)</h2>"
    let rest = "\(Self.byline)<div class=text>\(Self.body)</div>"
    let spans = "<div><span>文号：\(number)</span><span>发布：2023-05-06</span></div>"
    let row =
      "<table><tr><th>决定书</th><td>一份</td></tr><tr><th>行政处罚决定书文号</th><td>\(number)</td></tr></table>"
    #expect(try read("<p>\(number)</p>\(heading)\(rest)").documentNumber == number)
    #expect(try read("\(heading)\(spans)\(rest)").documentNumber == number)
    #expect(
      try read("\(heading)\(Self.byline)<div>\(row)\(Self.body)</div>").documentNumber == number)
  }
}
