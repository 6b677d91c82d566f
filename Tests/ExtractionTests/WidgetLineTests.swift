// WidgetLineTests.swift — what buttons, counters and feet say at the ends of a text.
import Extraction
import Testing

@Suite("Lines of widgets")
struct WidgetLineTests {
  private static let texts = [
    "各乡镇人民政府，县直有关单位：", "为规范基层法律服务工作，提高服务质量，经县政府同意，现就有关事项通知如下。",
    "一、各单位要加强组织领导，明确责任分工，确保各项任务落到实处。",
    "二、县司法局要加强监督检查，及时研究解决工作中遇到的困难和问题。", "三、本通知自印发之日起施行。",
  ]
  private static let text = texts.map { "<p>\($0)</p>" }.joined()

  private func lines(_ text: String) throws -> [String] {
    let head = "<h1>关于规范基层法律服务工作的通知</h1><p>发布时间：2024-05-06　来源：县司法局</p>"
    let document = try SamplePage.read("\(head)<div class=nr1>\(text)</div>", of: "柳河县")
    #expect(document.publishedOn == "2024-05-06" && document.source == "县司法局")
    return document.paragraphs.map(\.text)
  }

  private static let widgets = [
    "下载“柳河发布”客户端，查看更多资讯", "来源声明：本网转载的文章均注明来源", "如需转载，请注明出处。", "已阅读：132",
    "【我要打印】【我要关闭】", "微信扫码分享", "登录后可发表评论", "大 | 中 | 小", "T大 T小", "转发 收藏 点赞",
    "收藏 打印 关闭", "0 收藏", "复制链接 二维码", "导出PDF", "加入书签", "请输入验证码", "本文共有 3 条评论", "加载中...",
    "1 2 下一页", "该政策对您是否有用？", "有用（12）　没用（0）", "前一条：无", "《 上一篇", "< 上一篇", "信息发布人：admin",
  ]

  @Test(arguments: widgets, [("<p>", "</p>"), ("<ul><li>", "</li></ul>"), ("<div>", "</div>")])
  func areNoText(line: String, tags: (String, String)) throws {
    let widget = tags.0 + line + tags.1
    #expect(try lines(Self.text + widget) == Self.texts)
    #expect(try lines(widget + Self.text) == Self.texts)
  }

  @Test(arguments: [
    ["版权声明：凡本网注明来源的作品，未经授权不得转载。", "1、凡本网注明来源的作品，转载时须注明。", "2、如涉及版权问题，请与我们联系。"],
    ["（本文图片来源于网络，如有侵权请联系删除）"], ["▼", "往期推荐"], ["（点击下载PDF版）"],
    ["点击查看：<a href=a.html>政策解读</a>"],
  ])
  func statementsAndPointersBelowATextAreNoText(below: [String]) throws {
    #expect(try lines(Self.text + below.map { "<p>\($0)</p>" }.joined()) == Self.texts)
  }

  @Test func linksToReadingsBelowATextAreNoText() throws {
    let links =
      "<p>【图解】<a href=a.html>一图读懂《关于规范基层法律服务工作的通知》</a></p>"
      + "<p>【文字解读】<a href=b.html>《关于规范基层法律服务工作的通知》政策解读</a></p>"
    #expect(try lines(Self.text + links) == Self.texts)
  }

  @Test(arguments: ["本站支持IPv6访问", "本页面由柳河县人民政府办公室制作", "维护单位：柳河县政务信息中心"])
  func feetAreNoText(line: String) throws {
    #expect(try lines("\(Self.text)<p>\(line)</p>") == Self.texts)
  }

  @Test(arguments: ["相关链接", "相关附件", "推荐阅读", "网站地图 | 联系我们 | 关于我们", "建议使用1024*768分辨率浏览"])
  func whatStandsAloneAboveATextTakesNothingWithIt(line: String) throws {
    #expect(try lines("<p>\(line)</p>\(Self.text)") == Self.texts)
  }

  @Test(arguments: [
    "信息公开选项：主动公开", "（公开方式：主动公开）", "主题词：法律 服务 通知", "（此件公开发布）",
  ])
  func aDocumentSaysBelowItsSignatureHowOpenItIs(line: String) throws {
    let end = ["柳河县人民政府", "2024年5月6日", line]
    let below = end.map { "<p>\($0)</p>" }.joined() + "<p>打印本页</p>"
    #expect(try lines(Self.text + below) == Self.texts + end)
  }

  @Test(arguments: [
    "附件 1", "打印文件须加盖公章", "扫描二维码即可申请补贴。", "满意度评价由服务对象填写。", "您对此内容如有疑问，请与县司法局联系。",
    "办理步骤：登录 注册 预约", "请选择：满意 一般 不满意", "举报电话：12345", "复制和转发均不得用于商业用途。",
    "微信扫码报名", "下载“柳河发布”客户端报名", "微信扫码缴费", "信息录入：由窗口工作人员完成。",
    "维护单位：柳河县水务局，负责河道清淤和日常巡查。",
  ])
  func aLastLineOfTheTextStays(line: String) throws {
    #expect(try lines("\(Self.text)<p>\(line)</p>") == Self.texts + [line])
  }
}
