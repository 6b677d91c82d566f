// PageKindTests.swift — pages without a text of their own say what they are.
import Extraction
import Testing

@Suite("Kinds of pages")
struct PageKindTests {
  private func kind(_ title: String, _ body: String, address: String? = nil) throws -> PageKind {
    var options = ExtractionOptions()
    options.address = address
    let page = "<html><head><meta charset=utf-8><title>\(title)</title></head><body>\(body)</body>"
    let document = try PageExtractor().extract(Array(page.utf8), options: options)
    if document.kind != .article { #expect(document.paragraphs.isEmpty) }
    return document.kind
  }

  private static let links = (1...24).map {
    "<li><a href=\"/a\($0).html\">云溪市召开第\($0)次工作会议</a><span>05-\($0)</span></li>"
  }.joined()

  @Test(arguments: [
    ("404", "<h1>404</h1><p>对不起，找不到您要访问的内容。</p>"),
    ("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>"),
    ("提示信息", "<div><p>该信息不存在或已删除！</p><a href=\"/\">返回首页</a></div>"),
    ("云溪市人民政府", "<p>您的请求带有不合法参数，已被网站管理员设置拦截。</p><h2>网站防火墙</h2>"),
    ("", "<h1>Access Denied</h1><p>You don't have permission to access this page.</p>"),
    ("系统升级", "<p>网站正在维护，请稍后访问。</p>"),
    ("云溪市人民政府", "<p>对不起，您要找的页面不见了！</p><p>5秒后自动跳转到首页</p>"),
    ("", "<h2>HTTP Status 404 – 未找到</h2><p>描述 源服务器未能找到目标资源的表示。</p>"),
    ("提示", "<p>本网站已迁移，请访问新网址。</p>"), ("提示", "<p>网站升级改造中，暂停访问。</p>"),
    ("", "<p>Microsoft OLE DB Provider for SQL Server 错误 80004005</p><p>/inc/conn.asp，行 12</p>"),
  ])
  func errors(title: String, body: String) throws { #expect(try kind(title, body) == .error) }

  /// Short texts tell of other sites, and of work on them.
  @Test(arguments: [
    ("云溪市完成政府网站升级改造", "云溪市近日完成全市政府网站升级改造，新版网站界面更加清爽，搜索更加便捷，市民可以通过新版网站办理业务。"),
    ("关于云溪掌上通下线的公告", "自本月六日起，云溪掌上通网站已下线，相关业务由云溪办承接，请广大用户及时转移数据，逾期不再保留。"),
    ("云溪市司法局网站迁移公告", "根据集约化要求，云溪市司法局网站已迁移至市政府门户网站，原网址停止使用，请广大网民相互转告。"),
  ])
  func textsOnSitesAreNoErrors(title: String, text: String) throws {
    #expect(try kind(title, "<h1>\(title)</h1><div><p>\(text)</p></div>") == .article)
  }

  @Test(arguments: [
    "<form><p>帐号</p><input name=\"loginName\"><p>密码</p><input name=\"userPassword\"></form>",
    "<h2>用户登录</h2><p>没有账号？<a href=\"/r\">注册</a></p>",
  ])
  func logins(body: String) throws { #expect(try kind("云溪市协同办公平台", body) == .login) }

  @Test(arguments: [
    "<div id=app></div><script src=\"/js/app.js\"></script>",
    "<div id=root>加载中...</div><script>render()</script><p>主办：云溪市人民政府办公室</p>",
    "<iframe src=\"main.html\"></iframe>",
  ])
  func shells(body: String) throws { #expect(try kind("云溪市人民政府", body) == .shell) }

  @Test func aPageWithoutTextOrScriptsIsOther() throws {
    #expect(try kind("云溪市人民政府", "<img src=\"1.jpg\">") == .other)
  }

  @Test func homePagesHaveTheNameOrTheAddressOfTheirSite() throws {
    let body = "<h2>要闻</h2><ul>\(Self.links)</ul>"
    #expect(try kind("云溪市人民政府门户网站", body) == .home)
    #expect(try kind("首页 - 云溪市司法局", body) == .home)
    #expect(try kind("云溪市", body, address: "https://www.yunxi.example/") == .home)
    #expect(try kind("云溪市人民政府门户网站", body, address: "https://www.yunxi.example/yw/") == .list)
    #expect(try kind("要闻_云溪市人民政府门户网站", body) == .list)
    #expect(try kind("云溪市人民政府门户网站", "<p>当前位置：<a>首页</a> &gt; <a>要闻</a></p>" + body) == .list)
  }

  /// Too little text to be one by itself, in elements that no rule knows.
  @Test(arguments: [
    ("<tr><td>发文字号：</td><td>云财采〔2019〕1号</td><td>成文日期：</td><td>2019-01-04</td></tr>", "", true),
    ("<tr><td>索引号</td><td>014006438/2019-03652</td><td>发布机构</td><td>云溪市财政局</td></tr>", "", true),
    ("<tr><td>来源：云溪市财政局</td></tr>", "<p>2019-01-04</p>", true),
    ("<tr><td>发文字号：</td><td></td><td>成文日期：</td><td></td></tr>", "", false),
    ("<tr><td>索引号</td><td>发布机构</td><td>标题</td></tr>", "", false),
    ("<tr><td>浏览量：</td><td>12</td><td>字号：</td><td>大</td></tr>", "", false),
  ])
  func aShortTextWithItsFieldsIsAnArticle(fields: String, end: String, isArticle: Bool) throws {
    let body = "<table>\(fields)</table><div><p>办公地点今日起迁至青云大道八十八号，电话不变。</p>\(end)</div>"
    #expect((try kind("", body) == .article) == isArticle)
  }

  /// Letters and permits in rows and lines of a label and its value.
  @Test(arguments: [
    """
    <table><tr><th>标题：</th><td>路灯损坏</td></tr><tr><th>内容：</th><td>小区北门外的路灯坏了一个多月，请尽快修好。</td></tr>
    <tr><th>答复内容：</th><td>您好！来信收悉，我局已安排施工，三日内恢复照明。</td></tr></table>
    """,
    """
    <h1>关于柳林村停水的问题</h1><div>来信时间：2018-07-12</div><div>柳林村近来经常停水，影响生活，请予以解决。</div>
    <div>回复时间：2018-07-16</div><div>您好！停水原因是管道老化，已经更换。</div>
    """,
  ])
  func aLetterAndItsAnswerAreAnArticle(body: String) throws {
    #expect(try kind("云溪市信箱", body) == .article)
  }

  @Test(arguments: [
    "<table><tr><td>姓名</td><td></td></tr><tr><td>电话</td><td></td></tr></table><p>请填写以上各项内容后再提交表格。</p>",
    "<p>地址：青云大道88号</p><p>电话：0700-8123456</p><p>邮编：990000</p>",
  ])
  func anEmptyFormOrAnAddressIsNone(body: String) throws {
    #expect(try kind("云溪市信箱", body) != .article)
  }

  @Test func manyTimesWithWhatWasSaidAreNoList() throws {
    func page(_ said: String) -> String {
      "<h1>发布会图文直播</h1><div>"
        + (1...12).map { "<div>2024-05-18 10:\($0 + 10)</div><p>主持人：</p><p>\(said)</p>" }.joined()
        + "</div>"
    }
    #expect(try kind("直播", page("今年以来，全市新增三条公交线路，方便了居民出行。")) == .article)
    #expect(try kind("搜索", page("今年以来，全市新增三条公交线路，方便了...")) == .list)
  }

  private static let titles = ["召开防汛工作会议", "部署秋季造林", "新建三条公交线路", "公布便民服务清单", "举办职工运动会", "开展消防演练"]

  private static func items(_ count: Int, _ item: (Int, String) -> String) -> String {
    titles.prefix(count).enumerated().map { item($0 + 1, "云溪市\($1)") }.joined()
  }

  /// Few links, or none: titles of other texts and their dates.
  @Test(arguments: 0..<5) func titlesOfOthersWithTheirDatesAreAList(form: Int) throws {
    let body: String
    switch form {
    case 0:
      body = Self.items(3) { "<li><a href=/\($0)>\($1)</a><span>2024-05-0\($0)</span></li>" }
    case 1:
      body = Self.items(6) { "<li onclick=go(\($0))>\($1)<span>2024-05-0\($0)</span></li>" }
    case 2:
      body = Self.items(6) {
        "<div><a href=/\($0)>\($1)</a><p>发文机关：云溪市人民政府</p><p>发布日期：2024-05-0\($0)</p></div>"
      }
    case 3:
      body = Self.items(6) {
        "<div><h3><a href=/\($0)>\($1)</a></h3><p>近日，\($1)，有关单位的同志参加，会议提出要抓好各项任务落实...</p><i>2024-05-0\($0)</i></div>"
      }
    default:
      let rows = Self.items(4) {
        "<tr onclick=go()><td>\($0)</td><td>\($1)</td><td>云政发〔2024〕\($0)号</td><td>2024-05-0\($0)</td></tr>"
      }
      body = "<table><tr><th>序号</th><th>标题</th><th>文号</th><th>发布日期</th></tr>\(rows)</table>"
    }
    let place = "<p>当前位置：<a href=/>首页</a> &gt; <a href=/t/>通知公告</a></p>"
    #expect(try kind("通知公告_云溪市人民政府", "\(place)<div>\(body)</div>") == .list)
  }

  @Test func aTextWithDatedLinksBelowItIsNone() throws {
    let text = String(repeating: "云溪市今天召开防汛工作会议，有关单位的同志参加，会议提出要抓好各项任务落实。", count: 3)
    let links = Self.items(6) { "<p><a href=/\($0)>\($1)</a></p><p>2024-05-0\($0)</p>" }
    let body = "<h1>云溪市召开防汛工作会议</h1><div><p>\(text)</p><p>\(text)</p>\(links)</div>"
    #expect(try kind("云溪市召开防汛工作会议_云溪市人民政府", body) == .article)
  }

  /// What an error page says may be the matter of a text.
  @Test func textsAboutErrorsAndLogInsAreTexts() throws {
    let text = String(repeating: "平台升级期间用户登录和查询服务将暂停，恢复时间另行通知。", count: 4)
    let body = """
      <h1>关于政务服务平台用户登录方式调整的公告</h1><p>发布时间：2024-05-06　来源：云溪市大数据局</p>
      <p>\(text)</p><p>云溪市大数据局</p><p>2024年5月6日</p>
      """
    #expect(try kind("关于政务服务平台用户登录方式调整的公告", body) == .article)
    #expect(try kind("500强企业落户云溪", "<ul>\(Self.links)</ul>") == .list)
  }

  /// The posts of an office's heads, below a menu.
  @Test func threeSentencesWithoutALinkAreNoList() throws {
    let heads = [
      ("馆长", "主持市档案馆全面工作。"), ("副馆长", "分管档案整理科、档案接收征集科、档案利用科。"),
      ("副馆长", "分管办公室、安全保障科、信息化工作科、保管科。"),
    ].map { "<div><div>林某某</div><div>云溪市档案馆　\($0)</div><div>\($1)</div></div>" }
    let menu = (1...12).map { "<li><a href=\"/\($0)/\">政务公开栏目</a></li>" }.joined()
    let body = "<ul>\(menu)</ul><div class=main>\(heads.joined())</div>"
    #expect(try kind("领导介绍_云溪市档案馆", body) == .article)
  }

  @Test(arguments: [
    "<p>没有找到相关的内容，请重新输入关键词。</p><p>您可以尝试减少关键词的数量。</p><p>您也可以使用高级检索功能查找。</p>",
    "<p>您的浏览器版本过低，请升级浏览器。</p><p>推荐使用谷歌浏览器访问本网站。</p><p>本页面需要启用脚本才能正常显示。</p>",
    "<p>抱歉，未检索到与“社区矫正”有关的文件。</p><p>请检查输入的文字是否有误。</p><p>请换用更短或者更常见的词语再试一次。</p>",
  ])
  func sentencesAboutThePageAreNoText(body: String) throws {
    #expect(try kind("提示", "<div>\(body)</div>") == .other)
  }
}
