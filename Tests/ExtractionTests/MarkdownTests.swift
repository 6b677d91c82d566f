// MarkdownTests.swift — pages that clippers saved as Markdown.
import Testing

@testable import Extraction

@Suite("Markdown")
struct MarkdownTests {
  private func extract(_ text: String) throws -> OfficialDocument {
    var options = ExtractionOptions()
    options.form = .markdown
    return try PageExtractor().extract(Array(text.utf8), options: options)
  }

  private static let body = """
    一、总体要求

    坚持**统筹协调**，把宣传与服务结合起来，让群众在\\*参与\\*中学法、用法，详见[《实施办法》](http://a.example/b.html "办法")。

    ## 二、主要任务

    1. 摸清底数。各街道要逐户登记，做到*一户一册*、一村一场，并在年底前报送 `普法科` 汇总。
    2\\. 强化培训。对骨干开展集中培训，考核合格后方可上岗，培训情况记入台账备查。

    - 宣传进社区，每季度至少开展一次，结合赶集日集中进行。
    * 宣传进学校，每学期至少开展两次，由法治副校长主讲。

    | 任务 | 时限 |
    |:-----|-----:|
    | 摸底 | 3月 |
    | 培训 \\| 考核 | 6月 |

    ---

    ![图](img/1.png)

    附件：[任务分工表](附件1.docx)
    """

  @Test func tagsInCodeAndTagsThatSwallowAreText() throws {
    let document = try extract(
      """
      # 关于页面标记的说明

      网页的 `<title>` 与 ``a ` b <script>`` 都是文字，不是标记，后面的文字一个也不能少。

      正文里写着 <title> 的时候，后面的内容也要原样保留下来，读者才能放心引用。
      """)
    #expect(
      document.paragraphs.map(\.text) == [
        "网页的 <title> 与 a ` b <script> 都是文字，不是标记，后面的文字一个也不能少。",
        "正文里写着 <title> 的时候，后面的内容也要原样保留下来，读者才能放心引用。",
      ])
    #expect(document.truncated == nil)
  }

  @Test("What only begins like a definition, or a tag, is text")
  func noDefinitions() throws {
    let document = try extract(
      """
      # 渠道管护办法

      渠道由村组管护，流量A<B时由水利站补水，详见[名录][1]和[公示][2]，每年汛前公布一次。

      [注]: 本办法所称渠道，是指支渠以下各级渠道。
      [备注]: 见 《名录》 第三条。
      [1]: http://a.example/1.html "名录"
      [2]: 附件2.docx
      """)
    #expect(
      document.paragraphs.map(\.text) == [
        "渠道由村组管护，流量A<B时由水利站补水，详见名录和公示，每年汛前公布一次。",
        "[注]: 本办法所称渠道，是指支渠以下各级渠道。", "[备注]: 见 《名录》 第三条。",
      ])
  }

  @Test("A property may be written on the lines below its name", arguments: [">-", "|", ">"])
  func blockScalar(mark: String) throws {
    let document = try extract(
      """
      ---
      title: \(mark)
        清河乡水利站关于做好
        支渠管护工作的通知
      date: 2023-05-06
      ---
      各村民小组要明确管护人，汛前完成清淤，按月向水利站报送进展情况，确保渠道畅通。
      """)
    #expect(document.title == "清河乡水利站关于做好支渠管护工作的通知")
    #expect(document.publishedOn == "2023-05-06")
  }

  @Test("A clip of Obsidian's: properties, headings, lists, tables, links")
  func clip() throws {
    let document = try extract(
      """
      ---
      title: "云溪市司法局关于做好法治宣传工作的通知"
      source: "http://sfj.yunxi.example/art/2023/5/10/art_1.html"
      author:
        - "[[许某某]]"
      published: 2023-05-10
      created: 2023-07-01T08:00:00+08:00
      tags:
        - "clippings"
      ---
      \(Self.body)
      """)
    #expect(document.title == "云溪市司法局关于做好法治宣传工作的通知")
    #expect(document.url == "http://sfj.yunxi.example/art/2023/5/10/art_1.html")
    #expect(document.publishedOn == "2023-05-10" && document.authors == ["许某某"])
    #expect(document.savedAt == "2023-07-01T00:00:00Z" && document.keywords.isEmpty)
    #expect(
      document.paragraphs.map(\.text) == [
        "一、总体要求", "坚持统筹协调，把宣传与服务结合起来，让群众在*参与*中学法、用法，详见《实施办法》。", "二、主要任务",
        "1. 摸清底数。各街道要逐户登记，做到一户一册、一村一场，并在年底前报送 普法科 汇总。",
        "2. 强化培训。对骨干开展集中培训，考核合格后方可上岗，培训情况记入台账备查。",
        "宣传进社区，每季度至少开展一次，结合赶集日集中进行。", "宣传进学校，每学期至少开展两次，由法治副校长主讲。", "任务\t时限", "摸底\t3月",
        "培训 | 考核\t6月", "附件：任务分工表",
      ])
    #expect(document.paragraphs[3].label == "1" && document.paragraphs[3].headings == ["主要任务"])
    #expect(document.paragraphs[5].kind == .listItem && document.paragraphs[8].kind == .tableRow)
    #expect(
      document.attachments == [
        Attachment(
          name: "任务分工表", address: "http://sfj.yunxi.example/art/2023/5/10/附件1.docx")
      ])
  }

  @Test("A clip without properties has its title and by-line in the text")
  func heading() throws {
    let document = try extract(
      """
      # 云溪市司法局关于做好法治宣传工作的通知 #

      发布时间：2023-05-10 来源：云溪市司法局 [打印](javascript:print)

      \(Self.body)

      【字体：大 中 小】 [关闭窗口](#)
      """)
    #expect(document.title == "云溪市司法局关于做好法治宣传工作的通知")
    #expect(document.publishedOn == "2023-05-10" && document.source == "云溪市司法局")
    #expect(document.paragraphs.first?.text == "一、总体要求")
    #expect(document.paragraphs.last?.text == "附件：任务分工表")
  }

  @Test("What is not a page is read as a text")
  func short() throws {
    let document = try extract("记一笔。")
    #expect(document.kind == .article && document.paragraphs.map(\.text) == ["记一笔。"])
  }

  @Test(
    "Marks that are none stay",
    arguments: [
      ("2 * 3 * 4", "2 * 3 * 4"), ("a_b_c", "a_b_c"), ("**粗** 与 *斜* 与 ~~删~~", "粗 与 斜 与 删"),
      ("**没有结束", "**没有结束"), ("***都有***", "都有"), ("==重点==", "重点"), ("1 == 2", "1 == 2"),
      ("[注]文", "[注]文"), ("甲[^1]", "甲[^1]"), ("3 < 5 & 6", "3 &lt; 5 & 6"),
      ("[甲](b \"c\")", "<a href=\"b\">甲</a>"), ("[甲][N]", "<a href=\"http://n/\">甲</a>"),
      ("[[笔记|甲]]", "<a href=\"笔记\">甲</a>"), ("![[图.png]]", ""),
      ("![[附件.pdf]]", "<a href=\"附件.pdf\">附件.pdf</a>"),
      ("<http://a/>", "<a href=\"http://a/\">http://a/</a>"), ("甲<br>乙", "甲<br>乙"),
      ("[![图](a.png)](b.html)", "<a href=\"b.html\"></a>"),
      ("[甲](a(1).docx)", "<a href=\"a(1).docx\">甲</a>"),
    ])
  func line(_ markdown: String, _ html: String) {
    #expect(MarkdownLine(markdown[...], ["n": "http://n/"]).html == html)
  }

  @Test("Brackets without end take no more time than their number")
  func hostile() throws {
    for text in ["[", "![", "*a ", "<", "[a](", "|-"] {
      _ = try extract(String(repeating: text, count: 10_000))
    }
  }
}
