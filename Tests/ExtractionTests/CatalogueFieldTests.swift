import Extraction
import Testing

@Suite("Persons, subjects, terms, files")
struct CatalogueFieldTests {
  private func page(
    head: String = "", byline: String = "发布时间：2024-03-06 09:00", table: String = "",
    title: String = "关于开展学习活动的通知", _ body: String...
  ) throws -> OfficialDocument {
    let text = body.map { $0.hasPrefix("<") ? $0 : "<p>\($0)</p>" }.joined()
    return try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(title)</title>\(head)</head><body><table>\(table)</table>
        <h1>\(title)</h1><div class=meta>\(byline)</div><div id=zoom>
        <p>各有关单位：</p><p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p>\(text)</div>
        </body></html>
        """.utf8))
  }

  // MARK: Persons

  @Test(arguments: [
    ("云溪法治报全媒体记者 张某某", ["张某某"]), ("（记者 张某某 通讯员 李某、王某某）", ["张某某", "李某", "王某某"]),
    ("本报讯（记者 张某某）今天，学习活动开始，各单位积极参加，取得好的效果。", ["张某某"]),
    ("学习活动取得好的效果，各单位都派人参加。（通讯员 李某）", ["李某"]), ("作者：李某 点击：12 次", ["李某"]), ("本报记者张某某", ["张某某"]),
    ("记者从市司法局获悉，学习活动已经开始，各单位积极参加。", []), ("（记者 北京报道）", []), ("记者 云溪日报", []),
  ])
  func authorsAreThoseBehindTheWord(line: String, names: [String]) throws {
    #expect(try page(line).authors == names)
  }

  @Test func authorsAreLabelledOrInTheHead() throws {
    #expect(try page(byline: "<span>作者：张某 李某某</span><span>编辑：王某</span>").authors == ["张某", "李某某"])
    #expect(try page(byline: "<span>发布者：张某</span>").authors.isEmpty)
    #expect(try page(head: "<meta name=Author content=张某某>").authors == ["张某某"])
    #expect(try page(head: "<meta name=Author content=云溪市司法局>").authors.isEmpty)
    let edited = try page(head: "<meta name=Author content=张某某>", byline: "责任编辑：张某某")
    #expect(edited.authors.isEmpty)
  }

  // MARK: Works

  @Test(
    arguments: [
      ("《云溪市学习行动方案》已经局党组会审议通过，现印发给你们，请结合实际认真贯彻执行。", "印发", "云溪市学习行动方案"),
      ("现将《某省关于印发〈学习办法〉的通知》转发给你们，请认真贯彻执行。", "转发", "某省关于印发〈学习办法〉的通知"),
      ("请各单位认真学习《云溪市学习行动方案》，抓好落实。", nil, nil),
    ] as [(String, String?, String?)])
  func aNoticeSaysWhatItPassesOn(sentence: String, verb: String?, work: String?) throws {
    let document = try page(title: "云溪市司法局文件", sentence)
    #expect(document.wrapper == verb && document.work == work)
  }

  // MARK: Site, subject, keywords

  @Test func siteSubjectAndKeywordsAreRead() throws {
    let document = try page(
      head: """
        <meta name=SiteName content=云溪市司法局><meta name=ColumnName content=通知公告>
        <meta name=Keywords content="学习；活动，关于开展学习活动的通知 &lt;meta name=&quot; 活动">
        """,
      table: "<tr><td>索引号：</td><td>000-1</td><td>主题分类：</td><td>司法\\其他</td></tr>")
    #expect(document.site == "云溪市司法局" && document.column == "通知公告")
    #expect(document.subject == "司法\\其他")
    #expect(document.keywords == ["学习", "活动"])
    let table = try page(
      head: "<meta name=Keywords content=网站>",
      table: "<tr><td>索引号：</td><td>000-1</td><td>主题词：</td><td>学习 活动</td></tr>")
    #expect(table.keywords == ["学习", "活动"])
  }

  // MARK: Terms

  @Test(
    arguments: [
      ("本办法自2023年5月1日起施行，有效期五年。", "2023-05-01", "5年", "2028-04-30"),
      ("自2023年3月1日起实施，有效期为 6 个月。", "2023-03-01", "6个月", "2023-08-31"),
      ("本通知自2024年1月31日起执行，试行期1个月。", "2024-01-31", "1个月", "2024-02-29"),
      ("本工作方案有效期至2025年12月31日。", nil, nil, "2025-12-31"), ("本证书有效期5年。", nil, nil, nil),
      ("本规定自发布之日起施行，有效期两年。", nil, "2年", nil),
      ("第十条 本法自二〇二三年五月一日起施行。", "2023-05-01", nil, nil),
      ("三、自2023年5月1日起执行。", "2023-05-01", nil, nil),
      ("《某某办法》已经审议通过，现予公布，自2023年5月1日起施行。", "2023-05-01", nil, nil),
      ("《某某条例》于2023年5月1日起施行。", nil, nil, nil), ("我市从2023年5月1日起实施新的政策。", nil, nil, nil),
      ("自2023年5月1日起施行的《某某条例》取得好的效果。", nil, nil, nil), ("各单位有效期内的证书请交回。", nil, nil, nil),
    ] as [(String, String?, String?, String?)])
  func aTextSaysHowLongItIsValid(
    sentence: String, from: String?, length: String?, until: String?
  ) throws {
    let document = try page(sentence)
    #expect(document.effectiveOn == from)
    #expect(document.validFor == length)
    #expect(document.expiresOn == until)
  }

  @Test func theDayOfIssueIsThatOfTheSignature() throws {
    let document = try page(
      "本通知自印发之日起施行，有效期3年。", "云溪市司法局", "2024年2月29日")
    #expect(document.effectiveOn == "2024-02-29" && document.expiresOn == "2027-02-28")
  }

  /// The layouts that catalogues have; `L` is a label, `V` its value.
  @Test(arguments: [
    "<table>{<tr><th>L</th><td>V</td></tr>}</table>",
    "<table>{<tr><td>【L】</td><td>V</td></tr>}</table>",
    "<dl>{<dt>L</dt><dd>V</dd>}</dl>", "{<dl><dt>L：</dt><dd>V</dd></dl>}",
    "<ul>{<li><span>L</span><span>V</span></li>}</ul>", "<ul>{<li><b>L:</b> V</li>}</ul>",
    "{<div><div>L</div><div>V</div></div>}", "<table>{<tr><td>L</td><td>[V]</td></tr>}</table>",
  ])
  func layoutsOfTheTable(layout: String) throws {
    let fields = [
      ("索引号", "990100/2023-00012"), ("发文机关", "云溪市司法局"), ("发文字号", "云司发〔2023〕12号"),
      ("成文日期", "2023年3月1日"), ("有效性", "有效"), ("主题分类", "司法"),
    ]
    let parts = layout.split(
      omittingEmptySubsequences: false, whereSeparator: { "{}".contains($0) }
    ).map(String.init)
    let rows = fields.map { label, value in
      parts[1].replacing("L", with: label).replacing("V", with: value)
    }
    let document = try page(
      head: parts[0] + rows.joined() + parts[2], byline: "来源：云溪市司法局", "本通知自印发之日起施行。")
    #expect(document.indexNumber == "990100/2023-00012")
    #expect(document.issuer == "云溪市司法局")
    #expect(document.documentNumber == "云司发〔2023〕12号")
    #expect(document.issuedOn == "2023-03-01" && document.publishedOn == nil)
    #expect(document.validity == "有效" && document.subject == "司法")
    #expect(document.paragraphs.count == 3)
  }

  @Test(arguments: ["索引号/信息编号", "索引号（Index）", "索引编码"])
  func aLabelMayHaveASecondName(label: String) throws {
    let table = "<table><tr><td>\(label)</td><td>990100/2023-00012</td></tr></table>"
    let document = try page(head: table, byline: "来源：云溪市司法局", "本通知自印发之日起施行。")
    #expect(document.indexNumber == "990100/2023-00012")
  }

  @Test func theOfficeThatWroteADocumentIsItsIssuer() throws {
    let document = try page(
      head: """
        <ul><li><b>索 引 号：</b>000-1</li><li><b>主题分类：</b>司法</li><li><b>办文单位：</b>法治宣传司</li>
        <li><b>文&nbsp;&nbsp;号：</b>云司发〔2024〕2号</li></ul>
        """)
    #expect(document.subject == "司法" && document.issuer == "法治宣传司")
    #expect(document.documentNumber == "云司发〔2024〕2号")
  }

  @Test func onlySomeLabelsMayHaveAColon() throws {
    let document = try page(
      head: """
        <dl><dt>文号</dt><dd>云司发〔2024〕2号</dd><dt>发布机构：</dt><dd>云溪市司法局</dd>
        <dt>有效性</dt><dd>有效</dd></dl>
        """)
    #expect(document.documentNumber == "云司发〔2024〕2号" && document.validity == "有效")
    #expect(document.issuer == "云溪市司法局")
    #expect(try page(head: "<p>云溪市司法局：</p><p>有效性</p><p>有效</p>").validity == nil)
  }

  @Test func theTableComesBeforeTheText() throws {
    let document = try page(
      table: """
        <tr><td>索引号：</td><td>000-1</td><td>施行日期：</td><td>2023-06-01</td></tr>
        <tr><td>失效日期：</td><td>2025-06-01</td><td>废止日期：</td><td>2024-12-31</td></tr>
        """, "本办法自2023年5月1日起施行。")
    #expect(document.effectiveOn == "2023-06-01" && document.expiresOn == "2025-06-01")
    #expect(document.repealedOn == "2024-12-31")
    let readings = document.evidence.filter { $0.field == "effectiveOn" }.map(\.value)
    #expect(readings == ["2023-06-01", "2023-05-01"])
  }

  // MARK: Files

  @Test func filesAreNamedAndResolved() throws {
    let document = try page(
      head: "<link rel=canonical href=\"https://www.yunxi.example/art/2024/1.html?a=b\">",
      """
      <p>附件：<a href="./P1.docx">1.学习名单</a></p><p><a href="../down/P2.PDF?v=1" title="情况表">下载</a></p>
      <p><a href="/download.jsp?id=3">附件3.统计表</a><a href="//files.example/4.zip"></a></p>
      <p><a href="javascript:open('5.doc')">5.doc</a><a href="#top">附件6</a><a href="2.html">相关文件</a></p>
      <p><a href="http://a.example/7.ofd">学习方案.ofd</a><a href="http://a.example/7.ofd">再次</a></p>
      """)
    #expect(
      document.attachments == [
        Attachment(name: "1.学习名单", address: "https://www.yunxi.example/art/2024/P1.docx"),
        Attachment(name: "情况表", address: "https://www.yunxi.example/art/down/P2.PDF?v=1"),
        Attachment(name: "附件3.统计表", address: "https://www.yunxi.example/download.jsp?id=3"),
        Attachment(name: "4.zip", address: "https://files.example/4.zip"),
        Attachment(name: "学习方案.ofd", address: "http://a.example/7.ofd"),
      ])
  }

  @Test func withoutAnAddressLinksStayAsWritten() throws {
    #expect(try page("<p><a href=./a.xls>表</a></p>").attachments.map(\.address) == ["./a.xls"])
    let based = try page(
      head: "<base href=http://b.example/x/>", "<p><a href=a.xls>学习统计表</a></p>")
    #expect(based.attachments.map(\.address) == ["http://b.example/x/a.xls"])
  }

  @Test func aRecordListsItsFiles() throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><body><script>window._CONFIG = { DETAIL: {"title": "关于学习活动的通知",
        "attachments": [{"name": "名单.pdf", "url": "/a/1.pdf", "tags": [{"url": "x"}]}, {"url": "/a/2.doc"}],
        "content": "<p>现将事项通知如下。<\\/p><p><a href='/a/2.doc'>统计表</a></p>",
        "url": "http:\\/\\/www.yunxi.example\\/content\\/1.html"} };</script></body></html>
        """.utf8))
    #expect(
      document.attachments == [
        Attachment(name: "名单.pdf", address: "http://www.yunxi.example/a/1.pdf"),
        Attachment(name: "2.doc", address: "http://www.yunxi.example/a/2.doc"),
      ])
  }

  @Test func anAddressThatIsGivenIsThePagesIfItNamesNone() throws {
    var options = ExtractionOptions()
    options.address = "http://sft.gd.gov.cn/a/1.html"
    let page = """
      <html><head><title>关于开展学习活动的通知</title></head><body><h1>关于开展学习活动的通知</h1>
      <div>发布时间：2024-03-06 09:00</div><div id=zoom><p>各有关单位：</p>
      <p>为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。</p><p>附件：<a href=b.doc>学习统计表</a></p></div>
      """
    let document = try PageExtractor().extract(Array(page.utf8), options: options)
    #expect(document.url == options.address && document.region?.code == "440000")
    #expect(document.attachments.map(\.address) == ["http://sft.gd.gov.cn/a/b.doc"])
    let named = "<link rel=canonical href=http://b.example/2.html>" + page
    #expect(
      try PageExtractor().extract(Array(named.utf8), options: options).url
        == "http://b.example/2.html")
  }

  // MARK: Years and conflicts

  @Test(arguments: [
    ("2024年全市学习工作会议召开", ["回眸2023年", "展望2024年"], [2023, 2024]),
    ("学习活动总结", ["一、2022年工作情况", "二、2023年工作安排"], [2022, 2023]),
    ("2024年学习工作要点", ["一、落实2035年远景", "二、建设队伍"], [2024]),
  ])
  func theYearsOfThePartsCount(title: String, headings: [String], years: [Int]) throws {
    let long = "各单位要把学习活动作为重要任务，加强领导，落实责任，确保学习活动取得实效，切实推动各项工作。"
    let document = try page(title: title, headings[0], long, headings[1], long)
    #expect(document.years == years)
  }

  @Test func aTextWithoutTitleOpensWithItsYear() throws {
    let text = "2023年是学习活动的开局之年，各单位要抓好落实。\n一、加强领导\n各单位要加强领导，落实责任。"
    var options = ExtractionOptions()
    options.form = .plainText
    #expect(try PageExtractor().extract(Array(text.utf8), options: options).years == [2023])
    let day = "2023年5月1日，学习活动开始，各单位积极参加。\n一、加强领导\n各单位要加强领导，落实责任。"
    #expect(try PageExtractor().extract(Array(day.utf8), options: options).years.isEmpty)
  }

  // MARK: The 信息公开 table, signatures

  @Test func valuesMayStandBelowARowOfLabels() throws {
    let document = try page(
      table: "<tr><td>索取号</td><td>发布机构</td><td>文件编号</td><td>备注</td></tr>"
        + "<tr><td>00012024-7</td><td>云溪市司法局</td><td>云司〔2024〕1号</td><td></td></tr>")
    #expect(document.indexNumber == "00012024-7" && document.issuer == "云溪市司法局")
    #expect(document.documentNumber == "云司〔2024〕1号")
    #expect(document.paragraphs.first?.text == "各有关单位：")
  }

  @Test func aListOfOtherDocumentsIsNoTableOfThisOne() throws {
    let document = try page(
      "<table><tr><th>标题</th><th>发文日期</th><th>文号</th></tr>"
        + "<tr><td><a href=1.html>关于送达的公告</a></td><td>2020-03-01</td><td>云司〔2020〕9号</td></tr></table>"
    )
    #expect(document.issuedOn == nil && document.documentNumber != "云司〔2020〕9号")
  }

  @Test func anEmptyCellTakesNothingFromElsewhere() throws {
    let document = try page(
      table: "<tr><td>索引号：</td><td>000-1</td></tr><tr><td>主题词：</td><td></td></tr>")
    #expect(document.keywords.isEmpty && document.indexNumber == "000-1")
    let labels = try page(
      table: "<tr><td>发文机关</td><td>文件编号</td><td>云司〔2024〕1号</td></tr>")
    #expect(labels.issuer == nil && labels.documentNumber == "云司〔2024〕1号")
  }

  @Test(arguments: ["索取号", "信息索取号", "信息索引号"])
  func theIndexNumberHasOtherNames(label: String) throws {
    let number = "<td>\(label)：</td><td>F23000-0203-2024-0006</td>"
    let row = "<tr>\(number)<td>公开方式：</td><td>主动公开</td></tr>"
    #expect(try page(table: row).indexNumber == "F23000-0203-2024-0006")
  }

  @Test func aTitleIsNoValueOfTheLabelAboveIt() throws {
    let document = try page(
      head: """
        <ul><li>索引号：<span>000-1</span></li><li>发布机构：<span>云溪市司法局</span></li>
        <li>有效性：<span></span></li><li>责任部门：<span></span></li></ul>
        """, title: "云溪市司法局关于开展学习活动的通知")
    #expect(document.issuer == "云溪市司法局" && document.validity == nil)
    let bracketed = try page(
      head: "<ol><li>[索引号]<span>000-1</span></li><li>[有效性]<span></span></li></ol>",
      title: "学习活动方案")
    #expect(bracketed.indexNumber == "000-1" && bracketed.validity == nil)
  }

  /// Labels that no table has end a number; the office of a catalogue is who put the text up.
  @Test func aCatalogueMayStandInLines() throws {
    let one = "<p>索引号：000-1/2024 归口目录：应急管理 发文机关：云溪市司法局 成文日期：2024-03-05</p>"
    let items =
      "<ul><li>索引号：000-1/2024</li><li>发文机关：云溪市司法局</li><li>归档时间：2025-01-02</li></ul>"
    for catalogue in [one, items] {
      let document = try PageExtractor().extract(
        Array(
          """
          <h1>关于学习活动的通知</h1>\(catalogue)<div id=zoom><p>各县（市、区）司法局：</p>
          <p>学习活动有关事项已经局务会研究同意，现将工作安排通知如下，请认真贯彻执行。</p></div>
          """.utf8))
      #expect(document.indexNumber == "000-1/2024" && document.publishedOn == nil)
      #expect(document.issuer == "云溪市司法局" && document.source == "云溪市司法局")
    }
  }

  @Test(arguments: ["各县（市、区）司法局：", "近日，我局开展了学习活动。"])
  func theFirstLineOfATextIsNoValueOfTheLabelAboveIt(line: String) throws {
    let labels = "<ul><li>索引号：<i>000-1</i></li><li>发布机构：<i></i></li></ul>"
    let text = "<p>\(line)</p><p>学习活动有关事项已经局务会研究同意，现将工作安排通知如下，请认真贯彻执行。</p>"
    let page = "<h1>关于学习活动的通知</h1>\(labels)<div id=zoom>\(text)</div>"
    let document = try PageExtractor().extract(Array(page.utf8))
    #expect(document.indexNumber == "000-1" && document.issuer == nil && document.source == nil)
  }

  @Test func aShortSentenceMayBeTheValueBelowALabel() throws {
    let list = "<dl><dt>索引号：</dt><dd>000-1</dd><dt>有效性：</dt><dd>长期有效。</dd></dl>"
    #expect(try page(head: list, title: "学习活动方案").validity == "长期有效。")
  }

  @Test(arguments: ["〔2024〕64号", "[2024]64号", "2024年第64号"])
  func aNumberMayLackTheCodeOfItsOffice(line: String) throws {
    let text = "<html><body><h1>关于学习活动的决定</h1><div class=meta>发布时间：2024-03-06</div><div id=zoom>"
    let body = "<p>\(line)</p><p>各单位要把学习活动作为重要任务，加强领导，落实责任。</p></div></body></html>"
    let document = try PageExtractor().extract(Array((text + body).utf8))
    #expect(document.documentNumber == line.replacing("[", with: "〔").replacing("]", with: "〕"))
  }

  @Test(arguments: [
    (["云溪市司法局　云溪市财政局", "云溪市教育局"], "云溪市司法局、云溪市财政局、云溪市教育局"),
    (["云溪市司法局", "云溪市财政局"], "云溪市司法局、云溪市财政局"), (["云 溪 市 司 法 局"], "云溪市司法局"),
    (["国家税务总局 云溪市税务局"], "国家税务总局云溪市税务局"),
  ])
  func allThatSignAreIssuers(lines: [String], issuer: String) throws {
    let signature = (lines + ["2024年3月2日"]).map { "<p>\($0)</p>" }.joined()
    #expect(try page(signature).issuer == issuer)
  }

  @Test func aNewspaperNotesItsArticleInAComment() throws {
    let note =
      "<!--enpproperty <articleid>1</articleid><date>2026-04-07 10:51:21.0</date><author>岳某某</author>"
      + "<title>云溪市加快布点学习活动</title><keyword></keyword>/enpproperty-->"
    let text = "云溪市各单位要把学习活动作为重要任务，加强领导，落实责任，确保取得实效。各县区、各部门要结合实际抓好落实，年底前报告情况。"
    let document = try PageExtractor().extract(
      Array(
        """
        \(note)<div id=article><p>\(text)</p><p>\(text.replacing("要", with: "已"))</p>
        <p>\(text.replacing("各单位", with: "各街道"))</p></div>
        <h3>相关阅读</h3><ul><li><a href=1.html>云溪市召开会议</a></li></ul>
        """.utf8))
    #expect(document.title == "云溪市加快布点学习活动" && document.publishedOn == "2026-04-07")
    #expect(document.authors == ["岳某某"] && document.keywords.isEmpty)
  }

  @Test func theNameOfTheSiteIsNoKeyword() throws {
    let head = "<meta name=SiteName content=云溪市司法局>"
    #expect(try page(head: "\(head)<meta name=Keywords content=云溪市司法局>").keywords.isEmpty)
    #expect(try page(head: "\(head)<meta name=Keywords content=学习>").keywords == ["学习"])
  }

  @Test func readingsThatDifferAreKept() throws {
    let document = try page(
      head: "<meta name=PubDate content='2024-03-05 10:00'>",
      byline: "<span>来源：云溪市司法局</span><span>发布时间：2024-03-06 09:00</span>",
      table: "<tr><td>索引号：</td><td>000-1</td><td>文号：</td><td>云司〔2024〕1号</td></tr>"
        + "<tr><td>发文机关：</td><td>云溪市司法局</td><td>成文日期：</td><td>2024-03-01</td></tr>",
      "<p>云司〔2024〕2号</p>", "云溪市司法局办公室", "2024年3月2日")
    func values(_ field: String) -> [String] {
      document.evidence.filter { $0.field == field }.map(\.value)
    }
    #expect(values("publishedOn") == ["2024-03-05", "2024-03-06"])
    #expect(document.publishedOn == "2024-03-05")
    #expect(values("documentNumber") == ["云司〔2024〕1号", "云司〔2024〕2号"])
    #expect(document.documentNumber == "云司〔2024〕1号")
    #expect(values("issuedOn") == ["2024-03-01", "2024-03-02"])
    #expect(values("issuer") == ["云溪市司法局", "云溪市司法局办公室"])
    #expect(document.issuedOn == "2024-03-01" && document.issuer == "云溪市司法局")
  }
}
