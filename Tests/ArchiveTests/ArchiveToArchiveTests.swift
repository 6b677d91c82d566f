// ArchiveToArchiveTests.swift — the WARC files of one archive go into another, and mean the same there.
import Archive
import Extraction
import Foundation
import SystemPackage
import Testing

@Suite("From archive to archive")
struct ArchiveToArchiveTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../fixtures").standardized

  private static func add(_ paths: [String], to sample: SampleArchive) throws -> IngestionReport {
    let writer = try ArchiveWriter(root: sample.root)
    var report = IngestionReport()
    let pages = try paths.flatMap { try FolderWalk.pages(under: FilePath($0)).found }.map { path in
      var options = ExtractionOptions()
      options.form = FolderWalk.form(of: path)
      return ArchiveWriter.Page(path: path, options: options)
    }
    try writer.add(pages, report: &report) { _ in }
    try writer.commit()
    return report
  }

  private static func originals(_ sample: SampleArchive) -> String {
    sample.root.appending("originals").string
  }

  private static func change(
    _ sample: SampleArchive, _ id: String, _ body: (ArchiveWriter, PageRecord) throws -> Void
  ) throws {
    let writer = try ArchiveWriter(root: sample.root)
    try body(writer, try sample.document(id).record)
    try writer.commit()
  }

  /// What is known of every document, but for where its original stands.
  private static func records(_ sample: SampleArchive) throws -> [PageRecord] {
    try sample.open().list([]).map { _, record, _ in
      var record = record
      for index in record.versions.indices {
        record.versions[index].location = OriginalLocation(file: 0, offset: 0, length: 0)
        if record.versions[index].conversion != nil {
          record.versions[index].conversion = OriginalLocation(file: 0, offset: 0, length: 0)
        }
      }
      return record
    }.sorted { $0.id < $1.id }
  }

  @Test func everythingIsTheSameThere() throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    _ = try Self.add(
      ["saved", "documents", "pages"].map { Self.fixtures.appendingPathComponent($0).path }, to: one
    )
    try one.importLines([#"{"doc_id":"甲","title":"题","paragraphs":["文"]}"#])
    try one.add([("http://a.example/1", "题\n一稿。")])
    try one.add([("http://a.example/1", "题\n二稿。")])
    let report = try Self.add([Self.originals(one)], to: other)
    #expect(report.failures.isEmpty && report.passedOver.isEmpty, "\(report)")
    for _ in 0..<2 {
      #expect(try Self.records(other) == Self.records(one))
      #expect(try other.open().verify { _ in }.isEmpty)
      try other.reindex()
    }
    let again = try Self.add([Self.originals(one)], to: other)
    #expect(again.added == 0 && again.newVersions == 0)
  }

  @Test func whatWasRemovedThereStaysRemoved() throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    try one.add([("http://a.example/1", "题\n甲。"), ("http://a.example/2", "题\n乙。")])
    try other.add([("http://a.example/1", "题\n甲。")])
    let ids = try one.ids()
    for id in ids { try Self.change(one, id) { try $0.remove($1) } }
    let report = try Self.add([Self.originals(one)], to: other)
    #expect(report.removed == 1)
    // What was here before stays.
    #expect(try other.ids() == [ids[0]])
    try other.reindex()
    #expect(try other.ids() == [ids[0]])
  }

  @Test func whatWasRemovedThereStaysAwayHoweverOftenItIsAdded() throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    let url = "http://a.example/1"
    for text in ["题\n一稿。", "题\n二稿。"] { try one.add([(url, text)]) }
    let id = try one.ids()[0]
    try Self.change(one, id) { try $0.remove($1) }
    try one.add([(url, "题\n一稿。")])
    for round in 0..<3 {
      let report = try Self.add([Self.originals(one)], to: other)
      #expect(report.added == (round == 0 ? 1 : 0) && report.newVersions == 0, "\(report)")
      #expect(report.removed == 1, "\(report)")
      let document = try other.document(id)
      #expect(document.record.versions.count == 1)
      #expect(document.paragraphs.map(\.text).contains("一稿。"))
      #expect(try other.open().verify { _ in }.isEmpty)
      try other.reindex()
    }
  }

  @Test func whatOneArchiveRemovedIsTakenFromAnother() throws {
    let (one, third) = (try SampleArchive(), try SampleArchive())
    for sample in [one, third] { try sample.add([("http://a.example/1", "题\n甲。")]) }
    let id = try one.ids()[0]
    try Self.change(one, id) { try $0.remove($1) }
    for samples in [[one, third], [third, one]] {
      let other = try SampleArchive()
      #expect(try Self.add(samples.map(Self.originals), to: other).added == 1)
      #expect(try other.ids() == [id])
    }
  }

  @Test func anOlderVersionDoesNotTakeThePlaceOfANewerOne() throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    try one.add([("http://a.example/1", "题\n旧稿。")])
    Thread.sleep(forTimeInterval: 1.1)
    try other.add([("http://a.example/1", "题\n新稿。")])
    let report = try Self.add([Self.originals(one)], to: other)
    #expect(report.newVersions == 1)
    let id = try other.ids()[0]
    for _ in 0..<2 {
      #expect(try other.document(id).paragraphs.map(\.text).contains("新稿。"))
      #expect(try other.document("\(id)@2").paragraphs.map(\.text).contains("旧稿。"))
      try other.reindex()
    }
  }

  /// Whichever of them is the newer, and whichever comes in last.
  @Test(arguments: [true, false])
  func whatIsNoArticleStaysBehindTheArticle(isOlder: Bool) throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    let missing = """
      <html><head><title>404 Not Found</title><meta name="Url" content="http://a.example/1"></head>
      <body><h1>404 页面不存在</h1><p>您访问的页面不存在或已被删除，请返回首页。</p></body></html>
      """
    let file = try one.write(missing.utf8, to: "404.html").string
    for hasArticle in [isOlder, !isOlder] {
      if hasArticle {
        try one.add([("http://a.example/1", "题\n正文。")])
        Thread.sleep(forTimeInterval: 1.1)
      } else {
        _ = try Self.add([file], to: other)
        Thread.sleep(forTimeInterval: 1.1)
      }
    }
    let id = try one.ids()[0]
    #expect(try Self.add([Self.originals(one)], to: other).newVersions == 1)
    #expect(try Self.add([Self.originals(other)], to: one).newVersions == 1)
    for sample in [one, other, one, other] {
      #expect(try sample.document(id).paragraphs.map(\.text).contains("正文。"))
      #expect(try sample.document("\(id)@2").record.pageKind == "error")
      #expect(try sample.open().verify { _ in }.isEmpty)
      try sample.reindex()
    }
  }

  @Test func annotationsComeAlongWhenAskedFor() throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    for sample in [one, other] { try sample.add([("http://a.example/1", "题\n甲。")]) }
    let id = try one.ids()[0]
    try Self.change(one, id) { try $0.set(["title": "改过"], of: $1) }
    var mark = ArchiveWriter.MarkChange()
    (mark.addedTags, mark.note) = (["引"], "好")
    try Self.change(one, id) { try $0.mark($1, paragraph: 1, mark) }
    let folder = one.root.appending("annotations").string
    #expect(try Self.add([folder], to: other).annotated == 1)
    for _ in 0..<2 {
      #expect(try other.document(id).record.annotations == one.document(id).record.annotations)
      #expect(try other.document(id).record.title == "改过")
      try other.reindex()
    }
    #expect(try Self.add([folder], to: other).annotated == 0)
    // In whatever order the files come.
    let third = try SampleArchive()
    #expect(try Self.add([one.root.string], to: third).annotated == 1)
    #expect(try third.document(id).record.title == "改过")
  }

  private static func mark(
    _ sample: SampleArchive, _ id: String, add: [String] = [], drop: [String] = [],
    note: String? = nil
  ) throws {
    var change = ArchiveWriter.MarkChange()
    (change.addedTags, change.droppedTags, change.note) = (add, drop, note)
    try Self.change(sample, id) { try $0.mark($1, paragraph: nil, change) }
  }

  /// Whether a copy of the same archive or of another one, what is newer here stays.
  @Test(arguments: [true, false])
  func olderAnnotationsDoNotTakeThePlaceOfNewerOnes(isOwn: Bool) throws {
    let pages: [(url: String?, text: String)] = [
      ("http://a.example/1", "题\n甲。"), ("http://a.example/2", "题\n乙。"),
    ]
    let here = try SampleArchive()
    let there = isOwn ? here : try SampleArchive()
    try here.add(pages)
    if !isOwn { try there.add(pages) }
    let ids = try here.ids()
    try Self.mark(there, ids[0], add: ["甲", "丙"], note: "旧批注")
    try Self.change(there, ids[0]) { try $0.set(["title": "旧题"], of: $1) }
    try Self.mark(there, ids[1], note: "要删的批注")
    let copy = there.folder.appendingPathComponent("copy").path
    try FileManager.default.copyItem(
      atPath: there.root.appending("annotations").string, toPath: copy)
    Thread.sleep(forTimeInterval: 1.1)
    if !isOwn {
      try Self.mark(here, ids[0], add: ["甲"])
      try Self.mark(here, ids[1], note: "先写")
    }
    try Self.mark(here, ids[0], drop: ["甲"], note: "新批注")
    try Self.change(here, ids[0]) { try $0.set(["title": "新题"], of: $1) }
    try Self.mark(here, ids[1], note: "")
    // Of the other archive's the tag comes that was never touched here.
    #expect(try Self.add([copy], to: here).annotated == (isOwn ? 0 : 1))
    for _ in 0..<2 {
      let record = try here.document(ids[0]).record
      #expect(record.title == "新题")
      #expect(record.annotations.marks.map(\.tags) == [["丙"]])
      #expect(record.annotations.marks.map(\.note) == ["新批注"])
      #expect(try here.document(ids[1]).record.annotations.marks.isEmpty)
      #expect(try here.open().verify { _ in }.isEmpty)
      #expect(try Self.add([copy], to: here).annotated == 0)
      try here.reindex()
    }
    if isOwn { return }
    // What is newer there does count.
    Thread.sleep(forTimeInterval: 1.1)
    try Self.change(there, ids[0]) { try $0.set(["title": "更新的题"], of: $1) }
    #expect(try Self.add([there.root.appending("annotations").string], to: here).annotated == 1)
    let record = try here.document(ids[0]).record
    #expect(record.title == "更新的题" && record.annotations.marks.map(\.note) == ["新批注"])
  }

  @Test func aDamagedRecordIsReportedAndTheRestGoesIn() throws {
    let (one, other) = (try SampleArchive(), try SampleArchive())
    try one.add((1...3).map { ("http://a.example/\($0)", "题\n第\($0)。") })
    let selection = try one.open().select([])
    var bytes: [UInt8] = []
    _ = try one.open().exportOriginals(of: selection, file: "x.warc.gz", annotated: false) {
      bytes += $0
    }
    let plain = try one.write(bytes, to: "x.warc.gz")
    try RunningProgram("/bin/gzip", ["-d", plain.string]).wait()
    let path = String(plain.string.dropLast(3))
    var text = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(text.range(of: Data("第2。".utf8)))
    text[place.lowerBound + 3] = UInt8(ascii: "7")
    try text.write(to: URL(fileURLWithPath: path))
    let report = try Self.add([path], to: other)
    #expect(report.added == 2 && report.failures.count == 1, "\(report)")
  }

  @Test func anArchiveIsOneFolder() throws {
    let one = try SampleArchive()
    try one.add([("http://a.example/1", "题\n甲。")])
    let moved = one.root.removingLastComponent().appending("elsewhere")
    try FileManager.default.copyItem(atPath: one.root.string, toPath: moved.string)
    try FileManager.default.removeItem(atPath: one.root.string)
    let archive = try Archive(root: moved)
    #expect(try archive.search(SearchRequest("甲")).paragraphs == 1)
    #expect(archive.verify { _ in }.isEmpty)
    var report = IngestionReport()
    try ArchiveWriter.rebuilding(root: moved) { _ in }.reindex(report: &report) { _ in }
    #expect(report.added == 1)
  }
}
