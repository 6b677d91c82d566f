// SavedPagesTests.swift — WARC files, MHTML and folders of saved pages go in, and come out whole.
import Archive
import Extraction
import Foundation
import SystemPackage
import Testing
import ZipWriting

@Suite("Saved pages")
struct SavedPagesTests {
  private let archive: SampleArchive
  private let saved = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../fixtures/saved").standardized

  init() throws { archive = try SampleArchive() }

  private func add(_ paths: [String]) throws -> IngestionReport {
    let writer = try ArchiveWriter(root: archive.root)
    var report = IngestionReport()
    let pages = try paths.flatMap { try FolderWalk.pages(under: FilePath($0)).found }
      .map { ArchiveWriter.Page(path: $0, options: .init()) }
    try writer.add(pages, report: &report) { _ in }
    try writer.commit()
    return report
  }

  private func records() throws -> [PageRecord] {
    try Archive(root: archive.root).list(.init()).map(\.1)
  }

  @Test("Of a WARC file pages are taken, with address and date, and the rest is counted")
  func warc() throws {
    let report = try add([saved.appendingPathComponent("notices.warc.gz").path])
    #expect(report.added == 3 && report.unchanged + report.newVersions == 1)
    #expect(report.passedOver == ["request": 6, "HTTP 404": 1, "image/png": 1])
    let notice = try #require(
      records().first { $0.url == "http://www.qinghe.gov.example/art/2023/6/1/art_12_345.html" })
    #expect(notice.title == "清禾县司法局关于开展村（社区）法律顾问服务评估的通知")
    #expect(notice.documentNumber == "清司发〔2023〕18号")
    #expect(notice.savedAt == "2026-11-24T23:09:56Z")
    let news = try #require(records().first { $0.title == "清禾县人民调解员培训班开班" })
    #expect(news.encoding == "GB18030")
  }

  @Test("In a ZIP file, too, the files of a page belong to it, however deep they lie")
  func filesOfZippedPages() throws {
    let page = "<h1>关于学习活动的通知</h1><p>各单位要认真学习，结合实际抓好贯彻落实，及时报送情况。</p>"
    let deep = String(repeating: "a_files/", count: 500)
    let names = ["a.html", "a_fichiers/x.html", "\(deep)y.html", "b_fichiers/z.html"]
    let zip = ZipWriter.archive(names.map { ($0, page.replacing("学习", with: $0)) })
    let report = try add([archive.write(zip, to: "a.zip").string])
    #expect(report.added == 2 && report.passedOver == ["html": 2])
  }

  @Test("What was added from a WARC file is the same after it is indexed anew")
  func reindexed() throws {
    _ = try add([saved.path])
    let before = try records()
    let writer = try ArchiveWriter(root: archive.root)
    var report = IngestionReport()
    try writer.reindex(report: &report) { _ in }
    #expect(try records().sorted { $0.id < $1.id } == before.sorted { $0.id < $1.id })
    #expect(report.failures.isEmpty)
  }

  @Test("A WARC file that is cut gives what stands before the cut, and says so")
  func cut() throws {
    let bytes = try Data(contentsOf: saved.appendingPathComponent("notices.warc.gz"))
    let path = try archive.write(bytes.prefix(bytes.count / 2), to: "cut.warc.gz")
    let report = try add([path.string])
    #expect(report.added >= 1)
    #expect(report.failures.map(\.what) == [path.string])
    #expect(report.failures.first.map { "\($0.why)".contains("damaged") } == true)
  }

  @Test("Chromium's MHTML, its frame included")
  func mhtml() throws {
    _ = try add(["guide.mhtml", "news.mhtml"].map { saved.appendingPathComponent($0).path })
    let guide = try #require(records().first { $0.title == "清禾县公证处办证须知" })
    #expect(guide.url == "http://www.qinghe.gov.example/xxgk/gz.html")
    #expect(guide.publishedOn == "2023-06-15")
    #expect(guide.savedAt == "2026-11-24T23:10:13Z")
    #expect(guide.contentType == "multipart/related")
    let opened = try Archive(root: archive.root)
    let document = try opened.document(opened.reference(guide.id))
    #expect(document.paragraphs.count == 4)
  }

  @Test(
    "A page saved with its frame, and an article in three files, are one document each",
    arguments: [false, true])
  func folders(isZipped: Bool) throws {
    var folders = ["complete", "series"].map { saved.appendingPathComponent($0) }
    if isZipped {
      let entries = try folders.flatMap { folder in
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
          .filter { $0.hasSuffix(".html") }.map { name in
            ZipWriter.Entry(
              "\(folder.lastPathComponent)/\(name)",
              Array(try Data(contentsOf: folder.appendingPathComponent(name))), isDeflated: true)
          }
      }
      folders = [
        URL(fileURLWithPath: try archive.write(ZipWriter(entries).bytes, to: "a.zip").string)
      ]
    }
    let report = try add(folders.map(\.path))
    #expect(report.added == 2 && report.joined == 2)
    let guide = try #require(records().first { $0.title == "清禾县公证处办证须知" })
    #expect(guide.contentType == "multipart/related" && guide.pageKind == "article")
    let points = try #require(records().first { $0.title == "清禾县2023年法治建设工作要点" })
    #expect(points.truncated == nil)
    let opened = try Archive(root: archive.root)
    let document = try opened.document(opened.reference(points.id))
    #expect(document.paragraphs.count == 11)
    #expect(document.paragraphs[6].headings == ["优化法律服务"])
    #expect(points.issuedOn == "2023-03-02")
  }

  @Test(
    "A frame is found by its name, as the page writes it",
    arguments: ["正文 一.html", "%E6%AD%A3%E6%96%87%20%E4%B8%80.html", "./正文 一.html?v=2"])
  func namedFrame(source: String) throws {
    let paragraph = "自下周起，政务服务大厅各窗口的服务时间调整为上午九时至下午五时，中午不休息，请办事群众互相转告。"
    let text = (1...4).map { "<p>\($0).第\($0)号窗口：\(paragraph)</p>" }.joined()
    let frame =
      "<html><body><h1>关于调整窗口服务时间的通知</h1><div class=TRS_Editor>\(text)</div></body></html>"
    _ = try archive.write(frame.utf8, to: "pages/正文 一.html")
    let shell =
      "<html><head><title>办事</title></head><body><iframe src=\"\(source)\"></iframe></body></html>"
    let path = try archive.write(shell.utf8, to: "pages/壳.html")
    #expect(try add([path.string]).added == 1)
    let record = try #require(try records().first)
    #expect(record.contentType == "multipart/related" && record.pageKind == "article")
    #expect(record.title == "关于调整窗口服务时间的通知")
  }

  @Test("A percent sign that begins no code stands for itself", arguments: ["%+5", "%-0", "%5"])
  func percentInName(sign: String) throws {
    let paragraph = "自下周起，政务服务大厅各窗口的服务时间调整为上午九时至下午五时，中午不休息，请办事群众互相转告。"
    let text = (1...4).map { "<p>\($0).第\($0)号窗口：\(paragraph)</p>" }.joined()
    let frame =
      "<html><body><h1>关于调整窗口服务时间的通知</h1><div class=TRS_Editor>\(text)</div></body></html>"
    _ = try archive.write(frame.utf8, to: "pages/正文\(sign).html")
    let shell =
      "<html><head><title>办事</title></head><body><iframe src=\"正文\(sign).html\"></iframe></body></html>"
    let path = try archive.write(shell.utf8, to: "pages/壳.html")
    #expect(try add([path.string]).added == 1)
    #expect(try records().first?.contentType == "multipart/related")
  }

  @Test("A frame leads to no file outside the page's folder")
  func noEscape() throws {
    let secret = "<html><body><p>不应收入的文字，它在网页所在的文件夹之外，足够长以便被当作正文来读取。</p></body></html>"
    let outside = try archive.write(secret.utf8, to: "secret.html")
    for source in [
      "../secret.html", outside.string, "file://\(outside.string)", "%2e%2e/secret.html",
      "a/../../secret.html",
    ] {
      let page =
        "<html><head><title>框架页</title></head><body><iframe src=\"\(source)\"></iframe></body></html>"
      _ = try archive.write(page.utf8, to: "pages/\(source.hashValue).html")
    }
    let frame =
      "<html><head><title>框架页</title></head><body><iframe src='../secret.html'></iframe></body>"
    let zip = ZipWriter.archive([("secret.html", secret), ("pages/page.html", frame)])
    _ = try archive.write(zip, to: "pages/two.zip")
    _ = try add([archive.folder.appendingPathComponent("pages").path])
    #expect(try records().allSatisfy { $0.contentType == "text/html" })
  }

  @Test("Of a ZIP file pages and documents are taken, whatever their names are written in")
  func zip() throws {
    let report = try add([saved.appendingPathComponent("saved.zip").path])
    #expect(report.added == 2 && report.failures.isEmpty)
    #expect(report.passedOver == ["png": 1])
    let records = try records()
    let news = try #require(records.first { $0.title == "清禾县人民调解员培训班开班" })
    #expect(news.savedAs.hasSuffix("saved.zip#保存的网页/调解员培训班.html"))
    let word = try #require(records.first { $0.savedAs.hasSuffix("#notice.docx") })
    #expect(word.contentType.hasSuffix("wordprocessingml.document"))
    #expect(word.documentNumber == "云政发〔2024〕3号")
  }

  @Test("One entry of a ZIP file that is too large is refused by itself")
  func largeEntry() throws {
    let zeros = [UInt8](repeating: 0, count: 20 << 20)
    let zip = ZipWriter([
      .init("big.html", zeros, isDeflated: true), .init("page.html", Array(Self.page.utf8)),
      .init("film.mp4", zeros, isDeflated: true),
    ])
    let path = try archive.write(zip.bytes, to: "a.zip")
    let report = try add([path.string])
    #expect(report.added == 1 && report.passedOver == ["mp4": 1], "\(report)")
    #expect(report.failures.map(\.what) == ["\(path.string): big.html"])
    // A document is one page.
    let document = ZipWriter([
      .init("[Content_Types].xml", Array("<a/>".utf8)),
      .init("word/document.xml", zeros, isDeflated: true),
    ])
    let bomb = try archive.write(document.bytes, to: "b.docx")
    #expect(try add([bomb.string]).failures.map(\.what) == [bomb.string])
  }

  @Test("An office file that is not read fails by name, and is no folder of pages")
  func otherOffice() throws {
    for (name, mark, part) in [
      ("a.xlsx", "[Content_Types].xml", "xl/workbook.xml"),
      ("b.odt", "META-INF/manifest.xml", "content.xml"),
    ] {
      let path = try archive.write(ZipWriter.archive([(mark, "<a/>"), (part, "<a/>")]), to: name)
      let report = try add([path.string])
      #expect(report.failures.map(\.what) == [path.string] && report.passedOver.isEmpty)
    }
  }

  @Test("A WACZ file is a ZIP file with WARC files in it")
  func wacz() throws {
    let report = try add([saved.appendingPathComponent("notices.wacz").path])
    #expect(report.added == 3)
    #expect(
      report.passedOver == ["request": 6, "HTTP 404": 1, "image/png": 1, "json": 1, "jsonl": 1])
    #expect(
      try records().allSatisfy { $0.url?.hasPrefix("http://www.qinghe.gov.example/") == true })
  }

  @Test("In a WACZ file a WARC file may be larger than a page")
  func largeWARC() throws {
    func record(_ type: String, _ body: [UInt8]) -> [UInt8] {
      let header =
        "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\(body.count)\r\n"
        + "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n"
      return Array(header.utf8) + body + Array("\r\n\r\n".utf8)
    }
    let picture = record("image/png", [UInt8](repeating: 7, count: 60_000))
    let warc = picture + picture + record("text/html", Array(Self.page.utf8))
    let zip = ZipWriter([.init("archive/data.warc", warc)])
    let path = try archive.write(zip.bytes, to: "a.wacz")
    var options = ExtractionOptions()
    options.maximumSize = 100_000
    let writer = try ArchiveWriter(root: archive.root)
    var report = IngestionReport()
    try writer.add([.init(path: path, options: options)], report: &report) { _ in }
    try writer.commit()
    #expect(report.added == 1 && report.failures.isEmpty, "\(report)")
    #expect(report.passedOver == ["image/png": 2])
  }

  @Test("A ZIP file that is cut, or holds others too deep, fails by itself")
  func badZip() throws {
    let bytes = try Data(contentsOf: saved.appendingPathComponent("saved.zip"))
    let cut = try archive.write(bytes.prefix(bytes.count - 30), to: "bad/cut.zip")
    let sound = try archive.write(SavedPagesTests.page.utf8, to: "bad/sound.html")
    let report = try add([archive.folder.appendingPathComponent("bad").path])
    #expect(report.failures.map(\.what) == [cut.string])
    #expect(report.added == 1, "\(sound)")
  }

  static let page =
    "<html><body><h1>关于调整窗口服务时间的通知</h1><p>自下周起，政务服务大厅各窗口的服务时间调整为上午九时至下午五时，中午不休息，请办事群众互相转告。</p></body></html>"

  @Test("What a crawler or a connection cut is said to be cut, also when it is read again")
  func cutPages() throws {
    func record(_ name: String, _ more: String, _ http: String) -> String {
      let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\(http)\r\n\r\n\(Self.page)\(name)"
      return """
        WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\(name)\r
        Content-Type: application/http\r\n\(more)Content-Length: \(block.utf8.count)\r\n\r
        \(block)\r\n\r\n
        """
    }
    let file =
      record("a", "", "X: y") + record("b", "WARC-Truncated: length\r\n", "X: y")
      + record("c", "", "Content-Length: 9000")
    let path = try archive.write(file.utf8, to: "cut.warc")
    let report = try add([path.string])
    #expect(report.added == 3 && report.truncated.count == 2, "\(report)")
    func reasons() throws -> [String] { try records().compactMap(\.truncated).sorted() }
    let before = try reasons()
    #expect(before.count == 2 && before.last == "it was cut when it was fetched (length)")
    let writer = try ArchiveWriter(root: archive.root)
    var again = IngestionReport()
    try writer.reindex(report: &again) { _ in }
    #expect(try reasons() == before)
  }

  @Test("A document is taken from a WARC file by its bytes, whatever the server calls it")
  func unnamedDocument() throws {
    let word = try Data(
      contentsOf: saved.appendingPathComponent("../documents/notice.docx").standardized)
    func record(_ type: String, _ body: [UInt8]) -> [UInt8] {
      let block = Array("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n".utf8) + body
      let header =
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\(body.count)\r\n"
        + "Content-Type: application/http\r\nContent-Length: \(block.count)\r\n\r\n"
      return Array(header.utf8) + block + Array("\r\n\r\n".utf8)
    }
    let file =
      record("application/octet-stream", Array(word)) + record("application/json", Array("{}".utf8))
      + record("application/octet-stream", [1, 2, 3])
    let path = try archive.write(file, to: "a.warc")
    let report = try add([path.string])
    #expect(report.added == 1)
    #expect(report.passedOver == ["application/octet-stream": 1, "application/json": 1])
    #expect(try records().first?.documentNumber == "云政发〔2024〕3号")
  }

  @Test("A file that a page links to is found by its address, when it was saved too")
  func attachment() throws {
    func record(_ uri: String, _ type: String, _ block: [UInt8]) -> [UInt8] {
      Array(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: \(uri)\r\nContent-Type: \(type)\r\nContent-Length: \(block.count)\r\n\r\n"
          .utf8) + block + Array("\r\n\r\n".utf8)
    }
    let markup = Self.notice(linkingTo: "/f/notice.docx", "实施方案.docx")
    let word = try Data(
      contentsOf: saved.appendingPathComponent("../documents/notice.docx").standardized)
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    let file =
      record("http://www.yunxi.example/a/1.html", "text/html", Array(markup.utf8))
      + record("http://www.yunxi.example/f/notice.docx", type, Array(word))
    let path = try archive.write(file, to: "two.warc")
    #expect(try add([path.string]).added == 2)
    let (page, document) = try ties()
    #expect(page.attachments[0].address == "http://www.yunxi.example/f/notice.docx")
    #expect(document?.documentNumber == "云政发〔2024〕3号")
  }

  /// The page of the archive, and the document that hangs on it, each found from the other.
  private func ties() throws -> (page: PageRecord, document: PageRecord?) {
    let opened = try Archive(root: archive.root)
    let page = try #require(try records().first { !$0.attachments.isEmpty })
    let document = try opened.document(of: page.attachments[0], on: page)?.record
    if let document {
      #expect(try opened.pages(linkingTo: document).map(\.record.id) == [page.id])
    }
    return (page, document)
  }

  private static func notice(linkingTo address: String, _ name: String) -> String {
    "<html><body><h1>关于印发《云溪市企业服务提升行动实施方案》的通知</h1><div id=zoom><p>现将方案印发给你们，请结合实际认真贯彻执行，重要情况及时报告。</p><p><a href=\"\(address)\">\(name)</a></p></div></body></html>"
  }

  @Test(
    "A file that lies beside its page, or among its files, is tied to it",
    arguments: [
      ("附件1.docx", "附件1.docx", "附件1：实施方案"), ("P020240105.docx", "P020240105.docx", "附件：实施方案"),
      ("实施方案.docx", "http://a.example/P020240105.docx", "实施方案.docx"),
      ("附件2：分工.docx", "http://a.example/P02.docx?v=1", "附件2：分工"),
      ("通知_files/P02.docx", "./P02.docx", "附件"), ("f/P02.docx", "f/P02.docx", "附件"),
    ])
  func neighbour(file: String, address: String, name: String) throws {
    let word = try Data(
      contentsOf: saved.appendingPathComponent("../documents/notice.docx").standardized)
    for isZipped in [false, true] {
      let archive = try SavedPagesTests()
      let page = Self.notice(linkingTo: address, name)
      let folder: String
      if isZipped {
        let zip = ZipWriter([
          .init("a/通知.html", Array(page.utf8)), .init("a/\(file)", Array(word)),
        ])
        folder = try archive.archive.write(zip.bytes, to: "in/a.zip").string
      } else {
        _ = try archive.archive.write(page.utf8, to: "in/通知.html")
        folder = try archive.archive.write(word, to: "in/\(file)").removingLastComponent()
          .string
      }
      let report = try archive.add([archive.archive.folder.appendingPathComponent("in").path])
      #expect(report.added == 2, "\(folder)")
      let found = try archive.ties().document
      #expect(found?.documentNumber == "云政发〔2024〕3号")
      #expect(found?.savedAs.hasSuffix(file) == true)
    }
  }

  @Test("A file of the same name that lies elsewhere is not")
  func stranger() throws {
    let word = try Data(
      contentsOf: saved.appendingPathComponent("../documents/notice.docx").standardized)
    _ = try archive.write(Self.notice(linkingTo: "附件1.docx", "附件1").utf8, to: "in/a/通知.html")
    _ = try archive.write(word, to: "in/b/附件1.docx")
    #expect(try add([archive.folder.appendingPathComponent("in").path]).added == 2)
    #expect(try ties().document == nil)
    let document = try #require(try records().first { $0.attachments.isEmpty })
    #expect(try Archive(root: archive.root).pages(linkingTo: document).isEmpty)
  }
}
