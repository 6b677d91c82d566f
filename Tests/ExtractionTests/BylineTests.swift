// BylineTests.swift — the forms in which templates and their scripts write day and source.
import Extraction
import Testing

@Suite("By-lines")
struct BylineTests {
  private static let headline = "关于规范基层法律服务工作的通知"
  private static let texts = [
    "各乡镇人民政府，县直有关单位：", "为规范基层法律服务工作，提高服务质量，经县政府同意，现就有关事项通知如下。",
    "一、各单位要加强组织领导，明确责任分工，确保各项任务落到实处。", "二、本通知自印发之日起施行。",
  ]

  private func read(_ byline: String, below: String = "") throws -> OfficialDocument {
    let text = Self.texts.map { "<p>\($0)</p>" }.joined()
    return try SamplePage.read(
      "<h1>\(Self.headline)</h1>\(byline)<div class=nr1>\(text)</div>\(below)", of: "柳河县")
  }

  @Test(arguments: [
    "来源｜柳河县司法局　2024-05-06", "来源丨柳河县司法局　2024-05-06", "来源/柳河县司法局 2024-05-06",
    "发布：柳河县司法局 2024-05-06", "信息来源 柳河县司法局　发布时间 2024-05-06",
    "发表于 2024-05-06 由 柳河县司法局", "2024-05-06 由柳河县司法局发布",
    "公开日期 2024-05-06 公开机构 柳河县司法局", "〔2024-05-06〕　柳河县司法局", "2024-05-06 —— 柳河县司法局",
    "【2024-05-06 09:05】【来源 柳河县司法局】【打印】", "发布时间:20240506　来源:柳河县司法局",
    "发布时间：20240506090500　来源：柳河县司法局", "日期：26-05-2024 来源：柳河县司法局",
    "发布时间：5/6/2024 9:05:00 AM 来源：柳河县司法局",
    "发布时间：Mon May 06 09:05:00 CST 2024 来源：柳河县司法局",
  ])
  func dayAndSourceStandInManyForms(line: String) throws {
    let document = try read("<p>\(line)</p>")
    #expect(document.publishedOn == (line.contains("26-05") ? "2024-05-26" : "2024-05-06"))
    #expect(document.source == "柳河县司法局")
    #expect(document.paragraphs.map(\.text) == Self.texts)
  }

  @Test func theSourceMayStandOnALineOfItsOwn() throws {
    let document = try read("<p>来源｜柳河发布</p><p>2024-05-06</p>")
    #expect(document.source == "柳河发布" && document.publishedOn == "2024-05-06")
  }

  @Test(arguments: ["05-06-2024", "24-05-06", "20241506", "5/6/2024"])
  func aDayThatMayBeAnotherIsNone(value: String) {
    #expect(ChineseDate(value: value) == nil)
  }

  @Test(arguments: ["19700101", "01-01-1970", "Thu Jan 01 08:00:00 CST 1970"])
  func theDayOfAClockThatWasNeverSetIsNone(value: String) {
    #expect(ChineseDate(value: value) == nil)
  }

  @Test func whereSomethingTakesPlaceIsNoSource() throws {
    #expect(try read("<p>2024-05-06 柳河县会议中心</p>").source == nil)
  }

  @Test(arguments: [
    "<p>发布时间：<script>document.write(\"2024-05-06\")</script></p>",
    "<p>发布时间：<script>document.write('2024-05-06 09:05'.substring(0,10));</script></p>",
    "<p><script>document.write('发布时间：2024-05-06 来源：柳河县司法局')</script></p>",
    "<p>发布时间：<span id=\"day\"></span></p><script>$('#day').html('2024-05-06 09:05')</script>",
    "<p>发布时间：<span id='day'></span></p>"
      + "<script>var t='2024-05-06';document.getElementById(\"day\").innerHTML = t;</script>",
    "<script>var PubDate='2024-05-06 09:05:00';</script><p>发布时间：<span id=t></span></p>",
  ])
  func scriptsWriteTheDay(markup: String) throws {
    let document = try read(markup)
    #expect(document.publishedOn == "2024-05-06")
    #expect(document.source == (markup.contains("司法局") ? "柳河县司法局" : nil))
  }

  @Test func scriptsBelowTheTextFillItsHead() throws {
    let script = "<script>var from='柳河县司法局'; $(\"#from\").text(from);</script>"
    #expect(try read("<p>来源：<b id=\"from\"></b></p>", below: script).source == "柳河县司法局")
    let list = "<p>来源：<b id=\"from\"></b></p>"
    #expect(try read("", below: list + script).source == nil)
  }
}
