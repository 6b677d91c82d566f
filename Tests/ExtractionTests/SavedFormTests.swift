// SavedFormTests.swift — pages in several files, or several in one; when and from where.
import Containers
import Foundation
import Testing

@testable import Extraction

@Suite("Forms of saving")
struct SavedFormTests {
  @Test(
    "The moment a page was saved, in any of its spellings",
    arguments: [
      ("Wed, 8 Nov 2023 10:20:30 +0800", "2023-11-08T02:20:30Z"),
      ("Wed Nov 08 2023 10:20:30 GMT+0800 (中国标准时间)", "2023-11-08T02:20:30Z"),
      ("2023-11-08T02:20:30.123Z", "2023-11-08T02:20:30Z"),
      ("2023-11-08T10:20:30+08:00", "2023-11-08T02:20:30Z"),
      ("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z"),
      ("Sun, 31 Dec 2023 20:00:00 -0500", "2024-01-01T01:00:00Z"),
      ("Sat, 1 Jan 2000 00:30 +0100", "1999-12-31T23:30:00Z"), ("yesterday", nil),
      ("25:61:00", nil), ("", nil),
      ("2023-13-08T02:20:30Z", nil),
    ] as [(String, String?)])
  func savedDate(_ text: String, _ utc: String?) { #expect(SavedDate.utc(text) == utc) }

  @Test("A call names the files of an article")
  func series() throws {
    let series = try #require(
      PageSeries(Array("<script>createPageHTML(\n\t3, 1,\r\n 't2023_7', \"shtml\");</script>".utf8))
    )
    #expect(series.count == 3 && series.current == 1)
    #expect(
      (0..<3).map(series.fileName) == ["t2023_7.shtml", "t2023_7_1.shtml", "t2023_7_2.shtml"])
    for call in [
      "(1, 0, \"t\", \"html\")", "(3, 3, \"t\", \"html\")", "(3,0)", "(9999,0,\"t\",\"html\")",
      "(2,0,\"../t\",\"html\")", "(n,i,\"t\",\"html\")", "(3,0,\"index\",\"html\")",
    ] {
      #expect(PageSeries(Array("function createPageHTML\(call)".utf8)) == nil, "\(call)")
    }
  }

  @Test("Frames are named by their src")
  func frames() {
    let markup = """
      <FRAME name=a SRC=left.html><iframe data-src="no.html" src='b.html?x=1&amp;y=2'></iframe><iframe></iframe>
      """
    #expect(
      FrameSources.find(in: Array(markup.utf8)).map(\.source) == ["left.html", "b.html?x=1&y=2"])
  }

  @Test("Frames in comments are none")
  func framesInComments() {
    let markup = """
      <!--<iframe src=old.html></iframe>--><!--><iframe src=a.html></iframe><!-- >
      <FRAME src=b.html>--><FRAME src=c.html><!-- <iframe src=d.html>
      """
    #expect(
      FrameSources.find(in: Array(markup.utf8)).map(\.source) == ["a.html", "c.html", "d.html"])
  }

  @Test(
    "Comments end as browsers end them",
    arguments: [
      "<!--->", "<!-- x --!>", "<!--!> -->", "<!---- x --->", "<SCRIPT><!-- f() </Script>",
      "<style><!-- p {} </style>", "<!--[if IE]><iframe src=old.html></iframe><![endif]-->",
    ])
  func endsOfComments(before: String) {
    let markup = before + "<iframe src=a.html></iframe><!-- end --><iframe src=b.html></iframe>"
    #expect(FrameSources.find(in: Array(markup.utf8)).map(\.source) == ["a.html", "b.html"])
  }

  @Test("A frame may hold its page in the tag, and that page frames of its own")
  func innerFrames() throws {
    let markup = """
      <iframe width=1 srcdoc="<p>一 &quot;甲&quot; &amp;lt; 二</p><iframe srcdoc='x'>" src="a.html">
      </iframe><IFRAME SRCDOC='<b>三</b>'></IFRAME><p title="srcdoc=no">
      """
    let frames = FrameSources.find(in: Array(markup.utf8))
    #expect(
      frames.map { String(decoding: $0.markup ?? [], as: UTF8.self) } == [
        "<p>一 \"甲\" &lt; 二</p><iframe srcdoc='x'>", "<b>三</b>",
      ])
    #expect(frames.first?.source == "a.html")
    func frame(_ page: String) -> String {
      let value = page.split(separator: "&", omittingEmptySubsequences: false)
        .joined(separator: "&amp;").split(separator: "\"").joined(separator: "&quot;")
      return "<iframe srcdoc=\"\(value)\"></iframe>"
    }
    let inner = "<body><h1>冬季防火检查情况</h1><div>2023-01-05</div>\(Self.text)</body>"
    let page = "<html><head><title>办事</title></head><body>\(frame(frame(inner)))</body></html>"
    let document = try PageExtractor().extract(Array(page.utf8))
    #expect(document.kind == .article)
    #expect(document.paragraphs.first?.text.hasPrefix("清河乡开展") == true)
  }

  @Test("Frames within frames are read")
  func nestedFrames() throws {
    let document = try PageExtractor().extract(
      Self.bundle([
        (nil, "<html><frameset><frame src=\"d/m.html\"></frameset></html>"),
        ("d/m.html", "<html><frameset><frame src=m.html><frame src=r.html></frameset></html>"),
        (
          "r.html",
          "<html><body><h1>冬季防火检查情况</h1><div>2023-01-05</div>\(Self.text)</body></html>"
        ),
      ]))
    #expect(document.kind == .article)
    #expect(document.paragraphs.first?.text.hasPrefix("清河乡开展") == true)
  }

  static let text = "<p>清河乡开展冬季防火检查，共检查场所三十六处，发现隐患七处，均已限期整改。</p>"

  @Test("A frame gives its text to the page that shows it")
  func frameset() throws {
    let root = "<html><frameset><frame src=\"m.html\"><frame src=\"top.html\"></frameset></html>"
    let parts: [(String?, String)] = [
      (nil, root), ("top.html", "<div>首页</div>"),
      (
        "http://x.cn/d/m.html",
        "<html><body><h1>冬季防火检查情况</h1><div>2023-01-05</div>\(Self.text)\(Self.text)</body></html>"
      ),
    ]
    let document = try PageExtractor().extract(Self.bundle(parts))
    #expect(document.kind == .article)
    #expect(document.paragraphs.first?.text.hasPrefix("清河乡开展") == true)
  }

  @Test(
    "What a frame shows follows the page's own text, however long either is",
    arguments: [1, 12], [3, 12])
  func framesBesideText(own: Int, shown: Int) throws {
    func page(_ title: String, _ lines: [String], _ frame: String) -> String {
      """
      <html><head><meta name=ArticleTitle content="\(title)"></head><body><h1>\(title)</h1>
      <div>发布时间：2023-05-06</div>
      <div class=TRS_Editor>\(lines.map { "<p>\($0)</p>" }.joined())</div>\(frame)</body></html>
      """
    }
    let notice = (1...own).map { "第\($0)组负责柳林片区渠道清淤，每周五向水利站报送进度和用工人数。" }
    let table = (1...shown).map { "柳林\($0)号渠长四百二十米，由沿线村组负责管护，汛前完成清淤并经验收。" }
    let document = try PageExtractor().extract(
      Self.bundle([
        (nil, page("关于做好渠道清淤的通知", notice, "<iframe src=\"f.html\"></iframe>")),
        ("f.html", page("柳林片区渠道名录", table, "")),
      ]))
    #expect(document.title == "关于做好渠道清淤的通知")
    #expect(document.paragraphs.map(\.text) == notice + ["柳林片区渠道名录"] + table)
  }

  @Test("Files of one article are joined, and what is missing is said")
  func joined() throws {
    func page(_ index: Int, _ body: String) -> String {
      "<html><head><title>防火工作总结</title></head><body><h1>防火工作总结</h1><div class=TRS_Editor>\(body)</div><script>createPageHTML(3,\(index),\"t1\",\"html\")</script></body></html>"
    }
    let first = "<p>一、检查情况</p>\(Self.text)"
    let third = "<p>二、下一步打算</p><p>继续抓好冬春季节火灾防控，压实村组责任，确保不发生较大火灾。</p>"
    let whole = try PageExtractor().extract(
      Self.bundle([
        (nil, page(0, first)), ("t1_1.html", page(1, Self.text)), ("t1_2.html", page(2, third)),
      ]))
    #expect(whole.paragraphs.count == 5)
    #expect(whole.paragraphs.last?.headings == ["下一步打算"])
    #expect(whole.truncated == nil)
    let gap = try PageExtractor().extract(
      Self.bundle([(nil, page(0, first)), ("t1_2.html", page(2, third))]))
    #expect(gap.paragraphs.count == 4)
    #expect(gap.truncated == "page 2 of 3 was not saved with it (t1_1.html)")
    let alone = try PageExtractor().extract(Array(page(0, first).utf8))
    #expect(alone.truncated == "page 2, 3 of 3 was not saved with it (t1_1.html)")
  }

  static func bundle(_ pages: [(String?, String)]) -> [UInt8] {
    MultipartFile.compose(
      pages.map { .init(contentType: "text/html", location: $0.0, bytes: Array($0.1.utf8)) },
      boundary: "andu-edge")
  }
  private struct WebArchive: Encodable {
    struct Resource: Encodable {
      var data: Data
      var kind = "text/html"
      var url: String
      var frame = "框"

      enum CodingKeys: String, CodingKey {
        case data = "WebResourceData"
        case kind = "WebResourceMIMEType"
        case url = "WebResourceURL"
        case frame = "WebResourceFrameName"
      }
    }
    var main: Resource
    var frames: [WebArchive] = []

    init(_ markup: String, _ url: String, _ frames: [WebArchive] = []) {
      main = Resource(data: Data(markup.utf8), url: url)
      self.frames = frames
    }

    enum CodingKeys: String, CodingKey {
      case main = "WebMainResource"
      case frames = "WebSubframeArchives"
    }
  }

  @Test("A web archive of Safari gives the page with its frames and its address")
  func webArchive() throws {
    let frame = "<html><body><h1>冬季防火检查情况</h1><div>2023-01-05</div>\(Self.text)</body></html>"
    let list = WebArchive(
      "<html><head><title>办事</title></head><body><iframe src='f.html'></iframe></body></html>",
      "http://x.cn/a.html", [WebArchive(frame, "http://x.cn/f.html")])
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let bytes = Array(try encoder.encode(list))
    #expect(PageExtractor.contentType(of: bytes, .init()) == "application/x-webarchive")
    let document = try PageExtractor().extract(bytes)
    #expect(document.kind == .article && document.url == "http://x.cn/a.html")
    #expect(document.paragraphs.first?.text.hasPrefix("清河乡开展") == true)
    // What is no frame is looked at no more often than frames are.
    var picture = WebArchive("", "http://x.cn/a.png")
    picture.main.kind = "image/png"
    for (count, parts) in [(399, 2), (400, 1)] {
      let pictures = [WebArchive](repeating: picture, count: count)
      let page = WebArchive(frame, "http://x.cn/a.html", pictures + [WebArchive(frame, "f.html")])
      let file = MultipartFile(webArchive: Array(try encoder.encode(page)))
      #expect(file?.parts.count == parts && file?.location == "http://x.cn/a.html")
    }
    // Whatever stands in its place, nothing traps.
    for index in bytes.indices {
      for value in [0, 0x0F, 0x7F, 0xAF, 0xDF, 0xFF] as [UInt8] {
        var wrong = bytes
        wrong[index] = value
        _ = MultipartFile(webArchive: wrong)
      }
    }
    #expect(MultipartFile(webArchive: Array(bytes.dropLast())) == nil)
    #expect(MultipartFile(webArchive: Array("bplist00".utf8)) == nil)
  }
}
