// AnnotationTests.swift — corrections, tags and notes: kept apart, in the search at once, lasting.
import Archive
import Extraction
import Foundation
import SystemPackage
import Testing

@Suite("Annotations")
struct AnnotationTests {
  private static let url = "http://a.example/1"
  private static let text = "工作要点\n一、总体要求\n抓好普法。\n二、重点任务\n办好法律援助。"

  private static func sample() throws -> (SampleArchive, id: String) {
    let sample = try SampleArchive()
    try sample.add([(Self.url, Self.text), ("http://a.example/2", "别的\n抓好普法。")])
    return (sample, try sample.ids()[0])
  }

  private static func number(of text: String, in document: StoredDocument) throws -> Int {
    try #require(document.paragraphs.firstIndex { $0.text == text }) + 1
  }

  private static func change(
    _ sample: SampleArchive, _ id: String, _ body: (ArchiveWriter, PageRecord) throws -> Void
  ) throws {
    let writer = try ArchiveWriter(root: sample.root)
    try body(writer, try sample.document(id).record)
    try writer.commit()
  }

  private static func tag(
    _ sample: SampleArchive, _ id: String, paragraph: Int? = nil, add: [String] = [],
    drop: [String] = [], note: String? = nil
  ) throws {
    var change = ArchiveWriter.MarkChange()
    (change.addedTags, change.droppedTags, change.note) = (add, drop, note)
    try Self.change(sample, id) { try $0.mark($1, paragraph: paragraph, change) }
  }

  @Test func aCorrectionCountsAtOnceAndWhatWasReadStaysKnown() throws {
    let (sample, id) = try Self.sample()
    let read = try sample.document(id).record
    let values = ["title": "云溪市普法工作计划", "issuer": "云溪市司法局", "years": "1999 2000"]
    try Self.change(sample, id) { try $0.set(values, of: $1) }
    for _ in 0..<2 {
      let record = try sample.document(id).record
      #expect(record.title == "云溪市普法工作计划" && record.issuer == "云溪市司法局")
      #expect(record.extracted?.title == read.title && record.extracted == read.fields)
      #expect(record.evidence.first { $0.field == "title" }?.origin == PageRecord.byHand)
      #expect(try sample.open().search(SearchRequest("云溪市普法工作计划")).passages.first?.document == id)
      #expect(try sample.ids([try DocumentCondition(.year, "1999")]) == [id])
      #expect(try sample.ids([try DocumentCondition(.issuer, "云溪市")]) == [id])
      #expect(try sample.open().verify { _ in }.isEmpty)
      try sample.reindex()
    }
    try Self.change(sample, id) { try $0.set(["title": "", "issuer": "", "years": ""], of: $1) }
    for _ in 0..<2 {
      #expect(try sample.document(id).record == read)
      #expect(try sample.ids([try DocumentCondition(.year, "1999")]).isEmpty)
      try sample.reindex()
    }
  }

  @Test func annotationsStayThroughANewVersion() throws {
    let (sample, id) = try Self.sample()
    try Self.change(sample, id) { try $0.set(["title": "改过的题目"], of: $1) }
    let number = try Self.number(of: "办好法律援助。", in: try sample.document(id))
    try Self.tag(sample, id, paragraph: number, add: ["引用"], note: "见报")
    try sample.add([
      (Self.url, Self.text.replacingOccurrences(of: "二、", with: "另起一段。\n又起一段。\n二、"))
    ])
    for _ in 0..<2 {
      let document = try sample.document(id)
      #expect(document.record.title == "改过的题目" && document.record.versions.count == 2)
      let place = try Self.number(of: "办好法律援助。", in: document)
      #expect(place == number + 2)
      #expect(document.record.annotations.mark(on: place)?.tags == ["引用"])
      #expect(document.record.annotations.mark(on: place)?.note == "见报")
      #expect(document.record.annotations.mark(on: number)?.tags == nil)
      // The older version has it where it stood.
      let older = try sample.document("\(id)@2")
      #expect(older.record.annotations.mark(on: number)?.tags == ["引用"])
      #expect(older.record.title == "改过的题目")
      try sample.reindex()
    }
    // What is added to the paragraph now goes to the same mark.
    try Self.tag(sample, id, paragraph: number + 2, add: ["再引"])
    try sample.reindex()
    #expect(
      try sample.document(id).record.annotations.marks.map(\.tags) == [["引用", "再引"]])
  }

  @Test func aParagraphThatIsGoneIsSaidToBe() throws {
    let (sample, id) = try Self.sample()
    let number = try Self.number(of: "办好法律援助。", in: try sample.document(id))
    try Self.tag(sample, id, paragraph: number, add: ["引用"])
    try sample.add([(Self.url, Self.text.replacingOccurrences(of: "法律援助", with: "人民调解"))])
    for _ in 0..<2 {
      let mark = try #require(try sample.document(id).record.annotations.marks.first)
      #expect(mark.isLost && mark.anchor?.opening == "办好法律援助。" && mark.tags == ["引用"])
      // It is still found by it.
      #expect(try sample.ids([try DocumentCondition(.tag, "引用")]) == [id])
      try sample.reindex()
    }
    try Self.tag(sample, id, paragraph: number, drop: ["引用"])
    #expect(try sample.document(id).record.annotations.marks.isEmpty)
    #expect(try sample.ids([try DocumentCondition(.tag, "引用")]).isEmpty)
  }

  @Test func tagsAreFoundWholeInWhateverWidthAndScript() throws {
    let (sample, id) = try Self.sample()
    try Self.tag(sample, id, add: ["范文A"])
    #expect(try sample.ids([try DocumentCondition(.tag, "範文ａ")]) == [id])
    #expect(try sample.ids([try DocumentCondition(.tag, "范文")]).isEmpty)
    #expect(try sample.open().search(SearchRequest("抓好普法 标签：范文A")).documents == 1)
  }

  @Test(arguments: [
    ("范文", "范文"), (" 引用 ", "引用"), ("引用 材料", nil), ("a/b-c_1", "a/b-c_1"), ("", nil), ("-x", nil),
    ("a,b", nil), ("“引”", nil), ("\u{1b}[31m", nil), (String(repeating: "长", count: 51), nil),
  ])
  func tagsAreWords(typed: String, tag: String?) { #expect(Tag.standard(typed) == tag) }

  @Test func removalTakesThemAlongAndCompactDropsTheirRecords() throws {
    let (sample, id) = try Self.sample()
    let other = try sample.ids()[1]
    try Self.tag(sample, id, add: ["去"], note: "秘而不宣")
    try Self.tag(sample, other, add: ["留"])
    try Self.change(sample, id) { try $0.remove($1) }
    try sample.add([(Self.url, Self.text)])
    for _ in 0..<2 {
      #expect(try sample.document(id).record.annotations.marks.isEmpty)
      #expect(try sample.document(other).record.annotations.marks.map(\.tags) == [["留"]])
      try sample.reindex()
    }
    var report = IngestionReport()
    _ = try ArchiveWriter(root: sample.root).compact(report: &report) { _ in }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: sample.root.appending("annotations").string)
    #expect(names == ["andu-00002.warc.gz"])
    #expect(try sample.open().verify { _ in }.isEmpty)
    try sample.reindex()
    #expect(try sample.document(other).record.annotations.marks.map(\.tags) == [["留"]])
    // The next change goes on in the new file.
    try Self.tag(sample, other, add: ["又"])
    try sample.reindex()
    #expect(try sample.document(other).record.annotations.marks.map(\.tags) == [["留", "又"]])
  }

  private static func file(_ sample: SampleArchive) -> URL {
    URL(fileURLWithPath: sample.root.appending("annotations/andu-00001.warc.gz").string)
  }

  @Test func whatACrashLeftIsCutOff() throws {
    let (sample, id) = try Self.sample()
    try Self.tag(sample, id, add: ["一"])
    let whole = try Data(contentsOf: Self.file(sample))
    // A record that was written and not committed, and one that is not whole.
    try (whole + whole.suffix(300) + whole.prefix(100)).write(to: Self.file(sample))
    #expect(try sample.document(id).record.annotations.marks.map(\.tags) == [["一"]])
    #expect(try sample.open().verify { _ in }.isEmpty)
    try sample.reindex()
    #expect(try sample.document(id).record.annotations.marks.map(\.tags) == [["一"]])
    try Self.tag(sample, id, add: ["二"])
    try sample.reindex()
    #expect(try sample.document(id).record.annotations.marks.map(\.tags) == [["一", "二"]])
    #expect(try sample.open().verify { _ in }.isEmpty)
  }

  @Test func theyAreThereWithoutAManifest() throws {
    let (sample, id) = try Self.sample()
    try Self.tag(sample, id, add: ["一"])
    try Self.change(sample, id) { try $0.set(["title": "改过的题目"], of: $1) }
    try FileManager.default.removeItem(atPath: sample.root.appending("manifest").string)
    try sample.reindex()
    let record = try sample.document(id).record
    #expect(record.annotations.marks.map(\.tags) == [["一"]] && record.title == "改过的题目")
    #expect(try sample.open().verify { _ in }.isEmpty)
  }

  @Test func damageIsToldAndTheRestIsKept() throws {
    let (sample, id) = try Self.sample()
    try Self.tag(sample, id, add: ["一"])
    let first = try Data(contentsOf: Self.file(sample)).count
    try Self.tag(sample, id, add: ["二"])
    try Self.tag(sample, id, add: ["三"])
    var bytes = try Data(contentsOf: Self.file(sample))
    bytes[first + 60] ^= 1
    try bytes.write(to: Self.file(sample))
    #expect(try sample.open().verify { _ in }.contains { "\($0)".hasPrefix("annotations: ") })
    var report = IngestionReport()
    try ArchiveWriter.rebuilding(root: sample.root) { _ in }.reindex(report: &report) { _ in }
    #expect(report.damage.count == 1)
    #expect(try sample.document(id).record.annotations.marks.map(\.tags) == [["一", "三"]])
  }
}
