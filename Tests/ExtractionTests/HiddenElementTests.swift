// HiddenElementTests.swift — what a page holds and does not show, and texts that a script shows.
import Extraction
import Testing

@Suite("Hidden elements")
struct HiddenElementTests {
  private static let texts = [
    "各乡镇人民政府，县直有关单位：", "为规范基层法律服务工作，提高服务质量，经县政府同意，现就有关事项通知如下。",
    "一、各单位要加强组织领导，明确责任分工，确保各项任务落到实处。",
    "二、县司法局要加强监督检查，及时研究解决工作中遇到的困难和问题。", "三、本通知自印发之日起施行。",
  ]
  private static let text = texts.map { "<p>\($0)</p>" }.joined()
  private static let unseen =
    "<p>本页使用说明：读者可以点击上方按钮放大文字，也可以点击下方按钮返回首页，祝您阅读愉快。</p>"

  private static let reading = [
    "一、为什么要出台这个通知？近年来基层法律服务工作中出现了一些新情况，需要加以规范。",
    "二、通知有哪些内容？通知共分三条，明确了各单位的职责和分工，请广大群众予以关注。",
  ].map { "<p>\($0)</p>" }.joined()

  private func read(_ main: String) throws -> OfficialDocument {
    try SamplePage.read(
      "<h1>关于规范基层法律服务工作的通知</h1><p>发布时间：2024-05-06</p>\(main)", of: "柳河县")
  }

  @Test(arguments: [
    ("<div style='visibility: hidden'>", "</div>"),
    ("<div style='VISIBILITY:HIDDEN;top:0'>", "</div>"),
    ("<dialog>", "</dialog>"), ("<div hidden>", "</div>"),
    ("<div aria-hidden=true style='display:none'>", "</div>"), ("<template>", "</template>"),
  ])
  func areNotRead(open: String, close: String) throws {
    let box = open + Self.unseen + close
    for main in ["<div>\(Self.text)\(box)</div>", "<div>\(Self.text)</div>\(box)"] {
      #expect(try read(main).paragraphs.map(\.text) == Self.texts)
    }
  }

  @Test(arguments: [
    ("<div id=js_content style='visibility: hidden;'>", "</div>"),
    ("<div class='wow fadeInUp' style='visibility: hidden; animation-name: none;'>", "</div>"),
    ("<div style='visibility: hidden; opacity: 0'>", "</div>"), ("<dialog open>", "</dialog>"),
    ("<div style='overflow:hidden;overflow-y:hidden'>", "</div>"),
  ])
  func areReadWhereTheyOnlyFadeIn(open: String, close: String) throws {
    let hidden = "<div style='display:none'>\(Self.unseen)</div>"
    let document = try read(open + Self.text + close + hidden)
    #expect(document.paragraphs.map(\.text) == Self.texts)
  }

  @Test(arguments: [
    "<ul class=bar><li class=on>全文</li><li>图解</li><li>解读</li></ul>",
    "<ul><li><a href=#>政策原文</a></li><li><a href=#>图文解读</a></li><li><a href=#>文字解读</a></li></ul>",
    "<div class=bar><span>原文</span><span>图解</span><span>政策解读</span></div>",
  ])
  func ofSeveralTabsTheDocumentIsTheText(bar: String) throws {
    let panels = [Self.text, "<p><img src=a.png></p>", Self.reading]
    for (name, inner) in [("<div class=tabs>", "</div>"), ("", "")] {
      let body = panels.map { "<div class=tab>\($0)</div>" }.joined()
      let document = try read("<div class=box>\(bar)\(name)\(body)\(inner)</div>")
      #expect(document.paragraphs.map(\.text) == Self.texts)
    }
  }

  @Test func aTextInTwoElementsBelowABarIsWhole() throws {
    let bar = "<div class=bar><span>正文</span><span>解读</span></div>"
    let end = ["四、本通知由县司法局负责解释，执行中的问题请及时反映。", "柳河县人民政府", "2024年5月6日"]
    let below = end.map { "<p>\($0)</p>" }.joined()
    let document = try read("\(bar)<div class=nr1><div>\(Self.text)</div><div>\(below)</div></div>")
    #expect(document.paragraphs.map(\.text).suffix(8) == (Self.texts + end)[...])
  }

  @Test(arguments: [
    ("<div style='display:none'>", "</div>"), ("<div hidden>", "</div>"), ("<dialog>", "</dialog>"),
    ("<div style='visibility:hidden'>", "</div>"),
  ])
  func areReadWhereAShortTextStandsInThemAlone(open: String, close: String) throws {
    let document = try read(open + Self.text + close)
    #expect(document.kind == .article && document.publishedOn == "2024-05-06")
    #expect(document.paragraphs.map(\.text) == Self.texts)
  }

  @Test(arguments: ["display:block", "DISPLAY: Block; margin: 0", "margin:0;display: block;"])
  func spansMayBeParagraphs(style: String) throws {
    let spans = Self.texts.map { "<span style='\(style)'>\($0)</span>" }.joined()
    #expect(try read("<div>\(spans)</div>").paragraphs.map(\.text) == Self.texts)
    let word = "<span style='display: inline-block'>加强</span>"
    let text = Self.text.replacing("加强组织", with: word + "组织")
    #expect(try read("<div>\(text)</div>").paragraphs.map(\.text) == Self.texts)
  }

  @Test func whatPopsUpIsNoTextOfAPicture() throws {
    let boxes = [
      "您访问的链接即将离开本网站，是否继续？请注意保护个人信息，谨防诈骗，如有疑问请与网站管理员联系。",
      "您还可以下载客户端，随时随地查看政务信息，办理政务服务事项，参与政民互动，欢迎广大市民朋友使用。",
      "使用微信扫描左侧二维码，将网页分享到朋友圈，让更多的人看到，谢谢您的支持。",
    ].map { "<div style='display:none'><p>\($0)</p></div>" }
    #expect(try read("<img src=a.png>\(boxes.joined())").kind == .other)
  }

  // MARK: - Texts that a script puts in

  private static let escaped = text.replacing("<", with: "&lt;")
    .replacing(">", with: "&gt;")

  @Test(arguments: [
    ("<textarea id=c style='display:none'>", text, "</textarea>"),
    ("<textarea id=c>", escaped, "</textarea>"), ("<input type=hidden value=\"", text, "\">"),
    ("<input type='hidden' value='", escaped, "' />"),
    ("<script type=\"text/html\">", text, "</script>"), ("<template>", text, "</template>"),
    ("<textarea hidden>", texts.joined(separator: "\n"), "</textarea>"),
  ])
  func isReadWhereThePageHasNoOther(open: String, stored: String, close: String) throws {
    let document = try read("\(open)\(stored)\(close)<div id=show></div>")
    #expect(document.kind == .article && document.publishedOn == "2024-05-06")
    #expect(document.paragraphs.map(\.text) == Self.texts)
    let other = try read("<div>\(Self.reading)</div>\(open)\(stored)\(close)")
    #expect(other.paragraphs.count == 2)
  }

  @Test(arguments: [
    "<textarea hidden>[{\"title\":\"\(texts.joined())\"}]</textarea>",
    "<textarea hidden> {\"data\":\"\(escaped)\"}</textarea>",
    "<script type='text/html'>{{each list}}\(text){{/each}}</script>",
  ])
  func termsOfAServiceAndDataAreNoText(stored: String) throws {
    #expect(try read(stored).kind != .article)
  }

  @Test func termsBesideAPasswordAreNoText() throws {
    let form = "<form>密码<input type=password><textarea>\(Self.texts.joined())</textarea></form>"
    #expect(try SamplePage.read("<h1>用户注册</h1>\(form)", of: "柳河县").kind != .article)
  }

  @Test(arguments: ["<script>var a='", "<textarea>请在此留言。", "<input value='"])
  func whatIsNoTextIsNotRead(open: String) throws {
    #expect(try read(open + "</script>").kind != .article)
    #expect(try read(String(repeating: open, count: 20_000)).kind != .article)
  }
}
