// BrowserPrintTests.swift — web pages that a browser printed to PDF are read as the pages they were.
import Testing

@testable import Extraction

@Suite("Web pages in PDF")
struct BrowserPrintTests {
  /// A row: where it begins, its words, and the size of its type.
  private typealias Row = (left: Double, text: String, size: Double)

  /// What pdftotext says of sheets; letters are half as wide as Chinese characters.
  private func file(_ sheets: [[Row]], properties: [String: String] = [:]) throws -> PDFPages {
    let metas = properties.filter { $0.key != "Title" }
      .map { "<meta name=\"\($0.key)\" content=\"\($0.value)\"/>" }
    let pages = sheets.map { rows in
      let words = rows.enumerated().flatMap { number, row in
        var left = row.left
        return row.text.split(separator: " ").map { word in
          let ems = word.unicodeScalars.reduce(0.0) { $0 + ($1.isASCII ? 0.5 : 1) }
          let (start, end) = (left, left + ems * row.size)
          left = end + 0.5 * row.size
          let bottom = 40.0 + 20 * Double(number)
          return
            "<word xMin=\"\(start)\" xMax=\"\(end)\" yMin=\"\(bottom - row.size / 0.85)\" yMax=\"\(bottom)\">\(word)</word>"
        }
      }
      return "<page>\(words.joined())</page>"
    }
    let head = "<head><title>\(properties["Title"] ?? "")</title>\(metas.joined())</head>"
    return try PDFPages(
      Array("<html>\(head)<body><doc>\(pages.joined())</doc></body></html>".utf8))
  }

  private static let title = "云溪市司法局关于做好2023年法治宣传工作的通知"
  private static let chromium = [
    "Title": "\(title)_通知公告_云溪市司法局", "CreationDate": "2026-11-25T02:10:21Z",
    "Creator": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0",
  ]

  /// Two sheets of a page, between the rows that a browser adds.
  private func sheets(_ head: [String], _ foot: [String]) -> [[Row]] {
    let body: [[Row]] = [
      [
        (30, "云溪市司法局", 18), (30, "首页", 10), (30, "政务公开", 10), (30, "办事服务", 10),
        (30, "当前位置：首页 > 政务公开 > 通知公告", 10), (110, "云溪市司法局关于做好", 16), (90, "2023年法治宣传工作的通知", 16),
        (60, "发布时间：2023-05-10 09:30 来源：云溪市司法局", 10),
        (30, "各县（区）司法局，市局各科室：", 10),
        (50, "一、总体要求。坚持统筹协调，把宣传与服务结合起来，让群众在参与中", 10),
        (30, "学法、用法。", 10), (50, "二、主要任务。摸清底数，做到一户一册、一村一场，并在年底前把全年", 10),
      ],
      [
        (30, "情况报送市局普法科汇总。", 10), (280, "云溪市司法局", 10), (270, "2023年5月9日", 10),
        (30, "【打印】 【关闭】", 10), (30, "扫一扫在手机打开当前页", 10),
        (30, "主办单位：云溪市司法局 网站标识码：9901000012", 10),
      ],
    ]
    return body.enumerated().map { number, rows in
      [(24, head[number], 8)] + rows + [(24, foot[number], 8)]
    }
  }

  private func check(_ document: OfficialDocument) {
    #expect(document.kind == .article && document.title == Self.title)
    #expect(document.publishedOn == "2023-05-10" && document.source == "云溪市司法局")
    #expect(document.issuedOn == "2023-05-09")
    #expect(document.url == "http://sfj.yunxi.example/art/1.html")
    #expect(
      document.paragraphs.map(\.text) == [
        "各县（区）司法局，市局各科室：", "一、总体要求。坚持统筹协调，把宣传与服务结合起来，让群众在参与中学法、用法。",
        "二、主要任务。摸清底数，做到一户一册、一村一场，并在年底前把全年情况报送市局普法科汇总。", "云溪市司法局", "2023年5月9日",
      ])
  }

  @Test("Chromium's: date and title above, address and number below")
  func chromium() throws {
    let head = "11/25/26, 2:10 AM \(Self.title)_通知公告_云溪市司法局"
    let feet = (1...2).map { "http://sfj.yunxi.example/art/1.html \($0)/2" }
    let file = try file(sheets([head, head], feet), properties: Self.chromium)
    let document = try #require(BrowserPrint(file)).document(.init())
    check(document)
    #expect(document.savedAt == "2026-11-25T02:10:21Z" && document.parts.count == 1)
  }

  @Test("Any browser's, where the file does not name it")
  func unnamed() throws {
    let head = "\(Self.title) http://sfj.yunxi.example/art/1.html"
    let feet = (1...2).map { "第 \($0) 页，共 2 页 2026/11/25 上午2:10" }
    check(try #require(BrowserPrint(file(sheets([head, head], feet)))).document(.init()))
  }

  @Test("A document that names an address or a time at its edges is none")
  func document() throws {
    let feet = ["— 1 —", "— 2 —"]
    #expect(BrowserPrint(try file(sheets(["云溪市公报", "云溪市公报"], feet))) == nil)
    let once = sheets(["网址 http://a.example/ 下载", "时间 9:30 开始"], feet)
    #expect(BrowserPrint(try file(once)) == nil)
  }

  @Test("A page of pictures is said to be one, a few words are a text without the browser's rows")
  func short() throws {
    let empty = try #require(BrowserPrint(file([[], []], properties: Self.chromium)))
    let scan = empty.document(.init())
    #expect(scan.paragraphs.isEmpty)
    #expect(scan.truncated == "the file is a scan or pictures: its 2 pages hold no text")
    let rows: [Row] = [
      (24, "11/25/26, 2:10 AM", 8), (30, "记一笔。", 10), (24, "file:///a.html 1/1", 8),
    ]
    let note = try #require(BrowserPrint(file([rows], properties: Self.chromium)))
    let document = note.document(.init())
    #expect(document.paragraphs.map(\.text) == ["记一笔。"] && document.url == nil)
  }
}
