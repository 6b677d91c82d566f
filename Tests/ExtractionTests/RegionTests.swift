import Extraction
import Testing

/// A page of few words about nothing in particular.
private struct Sample {
  var metas = ""
  var title = "关于开展学习活动的通知"
  var byline = "发布时间：2024-03-06 09:00"
  var paragraphs = ["各有关单位：", "为做好今年的学习活动，现将有关事项通知如下，请认真贯彻执行。"]

  func read() throws -> OfficialDocument {
    let text = paragraphs.map { "<p>\($0)</p>" }.joined()
    return try PageExtractor().extract(
      Array(
        """
        <html><head><title>\(title)</title>\(metas)</head><body><h1>\(title)</h1>
        <div class=meta>\(byline)</div><div id=zoom>\(text)</div></body></html>
        """.utf8))
  }
}

@Suite("Region (行政区划)")
struct RegionTests {
  @Test(arguments: [
    ("4403000001", "440300 广东省深圳市 (市)"), ("3505020012", "350502 福建省泉州市鲤城区 (县)"),
    ("1100000088", "110000 北京市 (省)"), ("bm07000001", "000000 中华人民共和国 (国家)"),
    ("4290040003", "429004 湖北省仙桃市 (县)"), ("1101030001", "110103 北京市崇文区 (县)"),
    // A county that no table has lies in its city all the same.
    ("4403990001", "440300 广东省深圳市 (市)"),
  ])
  func theSitesCodeNamesIt(code: String, region: String) throws {
    let document = try Sample(metas: "<meta name=SiteIDCode content=\(code)>").read()
    #expect(document.region?.description == region)
  }

  @Test(arguments: ["440300001", "99990000001", "abcdefghij", "9999990001"])
  func whatIsNoSitesCodeNamesNone(code: String) throws {
    #expect(try Sample(metas: "<meta name=SiteIDCode content=\(code)>").read().region == nil)
  }

  @Test(arguments: [
    ("http://sft.gd.gov.cn/a/1.html", "440000"), ("https://www.gov.cn/a/1.html", "000000"),
    ("http://www.gd.gov.cn.example.com/1.html", nil), ("http://www.moumou.gov.cn/1.html", nil),
  ])
  func aProvincesHostNamesIt(address: String, code: String?) throws {
    let document = try Sample(metas: "<link rel=canonical href=\"\(address)\">").read()
    #expect(document.region?.code == code)
  }

  @Test(arguments: [
    ("深圳市司法局", "440300"), ("上海市发展和改革委员会", "310000"), ("泉州市鲤城区司法局", "350502"),
    ("鲤城区司法局", "350502"), ("江门市蓬江区白沙街道办事处", "440703"), ("国家税务总局广东省税务局", "440000"),
    ("司法部", "000000"), ("国务院", "000000"), ("中国人民银行", "000000"), ("内蒙古自治区司法厅", "150000"),
    ("恩施州司法局", "422800"),
    // Four districts are called so, and a bank is no office.
    ("鼓楼区司法局", nil), ("南京市鼓楼区司法局", "320106"), ("北京银行", nil), ("云溪市司法局", nil),
  ])
  func anOfficesNameBeginsWithIt(office: String, code: String?) throws {
    let document = try Sample(byline: "<span>来源：\(office)</span>").read()
    #expect(document.source == office)
    #expect(document.region?.code == code)
  }

  @Test func aTownshipHasItsCountysCode() throws {
    let region = try Sample(byline: "来源：广州市增城区石滩镇人民政府").read().region
    #expect(region?.level == .township && region?.code == "440118")
  }

  @Test func anotherHintTellsCountiesOfOneNameApart() throws {
    var sample = Sample(byline: "来源：鼓楼区司法局")
    sample.metas = "<meta name=SiteIDCode content=3501020001>"
    #expect(try sample.read().region?.code == "350102")
    sample.metas = ""
    sample.paragraphs.append("落实南京市有关要求。")
    #expect(try sample.read().region?.name == "江苏省南京市鼓楼区")
  }

  @Test(arguments: [
    ("粤司办〔2023〕15号", "440000"), ("国办发〔2023〕5号", "000000"), ("宁政发〔2023〕5号", nil),
  ])
  func aNumberNamesTheProvinceIfOnlyOneMayHaveIt(number: String, code: String?) throws {
    var sample = Sample()
    sample.paragraphs.insert(number, at: 0)
    let document = try sample.read()
    #expect(document.documentNumber == number)
    #expect(document.region?.code == code)
  }

  @Test func aCitysOfficeOnAProvincesSiteIsTheCitys() throws {
    var sample = Sample(byline: "来源：江门市司法局")
    sample.metas = "<meta name=SiteIDCode content=4400000001>"
    let document = try sample.read()
    #expect(document.region?.code == "440700")
    let readings = document.evidence.filter { $0.field == "region" }
    #expect(readings.map(\.origin) == ["source", "meta SiteIDCode"])
  }

  /// A template that was made for another site.
  @Test func aCodeThatHostAndOfficeContradictIsAnothersSite() throws {
    var sample = Sample(byline: "来源：河南省司法厅")
    sample.metas =
      "<meta name=SiteIDCode content=4500000001><link rel=canonical href=http://sft.henan.gov.cn/1.html>"
    #expect(try sample.read().region?.code == "410000")
    sample.byline = "来源：广西壮族自治区司法厅"
    #expect(try sample.read().region?.code == "450000")
  }

  @Test func theTitleNamesItInFullOrByAnOfficeBeforeAbout() throws {
    #expect(try Sample(title: "江门市开展学习活动的情况通报").read().region?.code == "440700")
    #expect(try Sample(title: "国家能源局关于开展学习活动的通知").read().region?.level == .nation)
    // A lake is called like the district, but a new area is it.
    #expect(try Sample(title: "嘉兴市南湖保护工作方案").read().region?.code == "330400")
    #expect(try Sample(title: "广州市南沙新区工作方案").read().region?.code == "440115")
    // A short form is a place only if the text says so.
    var sample = Sample(title: "江门开展学习活动的情况通报")
    #expect(try sample.read().region == nil)
    sample.paragraphs.append("江门市各有关单位派人参加。")
    #expect(try sample.read().region?.code == "440700")
    sample.title = "雄安新区开展学习活动"
    sample.paragraphs.append("河北省安新县派人参加。")
    #expect(try sample.read().region == nil)
  }

  @Test(arguments: [
    (["全省各地要抓好落实。", "我省广东的各市要走在前列，建设法治广东。"], "440000"),
    (["我市各部门要抓好落实。", "法治江门、平安江门建设走在广东前列。"], "440700"),
    (["结合我区实际抓好落实。", "建设平安鲤城、法治鲤城，打造泉州特色。"], "350502"),
    (["结合我区实际抓好落实。", "建设法治广西、平安广西，支持南宁建设。"], "450000"),
    // 公安 is a county, too.
    (["结合我县实际抓好落实。", "公安机关、公安部门，荆州。"], nil),
    (["请抓好落实。", "法治江门、平安江门。"], nil),
  ])
  func aTextTellsItByItsOwnKindAndTheNamesOfThatKind(text: [String], code: String?) throws {
    var sample = Sample()
    sample.paragraphs += text
    #expect(try sample.read().region?.code == code)
  }
}

@Suite("The office a text speaks for")
struct OwnOfficeTests {
  private let text = [
    "为做好今年的学习活动，全省各单位要提高认识，落实我省部署，建设法治广东、平安广东。",
    "严格执行上级和厅党委制度，落实省司法厅党委责任。", "各市要参照省司法厅的做法，深圳市司法局先行。",
  ]

  private func document(
    source: String, title: String = "转发2023年学习工作要点", _ paragraphs: [String]
  ) throws -> OfficialDocument {
    try Sample(title: title, byline: "来源：\(source)", paragraphs: paragraphs).read()
  }

  @Test func isItsIssuerThoughAnotherPutItUp() throws {
    let document = try document(source: "深圳市司法局", text)
    #expect(document.issuer == "广东省司法厅")
    #expect(document.source == "深圳市司法局")
    #expect(document.region?.code == "440000")
    let readings = document.evidence.filter { $0.field == "region" }.map(\.value)
    #expect(readings.contains("440300 广东省深圳市 (市)"))
  }

  @Test func isTheOneThatPutItUpWhenBothAreOfOnePlace() throws {
    let city = [
      "全市各单位要提高认识，落实我市部署，建设法治江门、平安江门。", "局党组高度重视，市委和市民政局、市司法局支持。",
    ]
    #expect(try document(source: "江门市民政局", city).issuer == "江门市民政局")
    // Two are named alike, and neither put it up.
    #expect(try document(source: "江门市政府办公室", city).issuer == nil)
  }

  @Test func isNotKnownFromANamedOfficeOrAReport() throws {
    let named = [text[0], "学习省司法厅党委的做法。", text[2]]
    #expect(try document(source: "深圳市司法局", named).issuer == nil)
    #expect(try document(source: "某某日报", text).issuer == nil)
    #expect(try document(source: "深圳市司法局", title: "省司法厅负责人谈学习活动", text).issuer == nil)
    #expect(try document(source: "深圳市司法局", ["本报记者 张某某"] + text).issuer == nil)
  }

  @Test func anOwnerWithinAWordIsNone() throws {
    let text = "资本市场要健康发展，资本市场的改革要深化，日本市民也关注资本市场和安全市场。江门市的企业参加。江门市企业多。"
    let document = try PageExtractor().extract(
      Array("<h1>资本市场观察</h1><div id=zoom><p>\(text)</p><p>\(text)</p></div>".utf8))
    #expect(document.region == nil)
  }
}
