// ReadingInTests.swift — what goes in: lines of files, pages of folders, lines of JSON.
import Archive
import Extraction
import Foundation
import SystemPackage
import Testing

@Suite("Lines of a file")
struct LineReaderTests {
  private func lines(_ bytes: some Sequence<UInt8>, gzipped: Bool = false) throws -> [String] {
    let sample = try SampleArchive()
    var path = try sample.write(bytes, to: "file")
    if gzipped {
      try RunningProgram("/bin/gzip", [path.string]).wait()
      path = FilePath(path.string + ".gz")
    }
    let reader = try LineReader(path: path)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
    ("a\n\nb\n", ["a", "", "b"]),
    ("a\r\n", ["a\r"]),
  ])
  func endWithALineFeedOrTheFile(_ text: String, _ expected: [String]) throws {
    #expect(try lines(text.utf8) == expected)
    if !text.isEmpty { #expect(try lines(text.utf8, gzipped: true) == expected) }
  }

  @Test func mayBeLong() throws {
    let long = String(repeating: "长", count: 500_000)
    for gzipped in [false, true] {
      let read = try lines("a\n\(long)\nz".utf8, gzipped: gzipped)
      #expect(read.map(\.utf8.count) == [1, 1_500_000, 1])
    }
  }

  @Test(arguments: 0..<5)
  func areTheSameHoweverTheyFallIntoBuffers(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let expected = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
      String(repeating: "x", count: Int.random(in: 0...10_000, using: &generator))
    }
    #expect(try lines(expected.joined(separator: "\n").utf8 + [0x0a]) == expected)
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect {
      _ = try LineReader(path: "/nowhere/lines")
    } throws: { "\($0)".contains("/nowhere/lines") }
  }
}

@Suite("Pages of a folder")
struct FolderWalkTests {
  private func found(_ names: [String]) throws -> [String] {
    let sample = try SampleArchive()
    for name in names { try sample.write("x".utf8, to: "saved/\(name)") }
    let root = FilePath(sample.folder.appendingPathComponent("saved").path)
    return try FolderWalk.pages(under: root).found.map {
      String($0.string.dropFirst(root.string.count + 1))
    }
  }

  @Test(arguments: [
    (
      ["b.html", "a.HTM", "c.txt", "d.shtml", "e.xhtml", "f.png", "g"],
      ["a.HTM", "b.html", "c.txt", "d.shtml", "e.xhtml"]
    ),
    (["p.html", "p_files/x.html"], ["p.html"]),
    (["p.htm", "p.files/x.html"], ["p.htm"]), (["s.webarchive"], ["s.webarchive"]),
    (["p.htm", "p_fichiers/x.html", "p-Dateien/y.html", "p-filer/z.html"], ["p.htm"]),
    (["题(1).html", "题(1)_files/框.html", "题_files/框.html"], ["题(1).html", "题_files/框.html"]),
    (["q_files/x.html"], ["q_files/x.html"]),
    (["p.html", "q_files/x.html"], ["p.html", "q_files/x.html"]),
    ([".git/x.html", ".x.html", "y.html"], ["y.html"]),
    (["a/b/c/d.html", "a/e.html"], ["a/e.html", "a/b/c/d.html"]),
    (["z.html", "a/x.html", "b/x.html"], ["z.html", "a/x.html", "b/x.html"]),
    (["通知.html", "通知_files/框.html", "附 件.txt"], ["通知.html", "附 件.txt"]),
    (
      ["i.html@id=5", "i.jsp?id=7&p=1", "i.php", "i.css?v=2", "i@html", "x@y.html"],
      ["i.html@id=5", "i.jsp?id=7&p=1", "i.php", "x@y.html"]
    ),
  ])
  func areFoundInOrder(_ names: [String], _ expected: [String]) throws {
    #expect(try found(names) == expected)
  }

  @Test func whatIsNoPageIsCounted() throws {
    let sample = try SampleArchive()
    for name in ["a.html", "a_files/b.png", "c/d.XLSX", "c/e.xlsx", "c/f", ".g", "c/.h/i.png"] {
      try sample.write("x".utf8, to: "saved/\(name)")
    }
    let root = FilePath(sample.folder.appendingPathComponent("saved").path)
    let endings = try FolderWalk.pages(under: root).passedOver.map {
      $0.extension?.lowercased() ?? ""
    }
    #expect(endings.sorted() == ["", "xlsx", "xlsx"])
  }

  /// As folders from old systems have them.
  @Test func namesNeedNotBeUTF8() throws {
    let sample = try SampleArchive()
    try sample.write("x".utf8, to: "saved/a.txt")
    let folder = FilePath(sample.folder.appendingPathComponent("saved").path)
    let name = [0x2f, 0xc6, 0xd5, 0xb7, 0xa8] + Array(".html".utf8)
    let path = FileSystem.path(Array(folder.string.utf8) + name)
    let file = try FileDescriptor.open(
      path, .writeOnly, options: .create, permissions: .ownerReadWrite)
    try file.close()
    let found = try FolderWalk.pages(under: folder).found
    #expect(found.contains(path) && found.count == 2)
    #expect(try FileSystem.read(path, limit: 1).isEmpty)
  }

  @Test func aNamedFileIsAlwaysAPage() throws {
    let sample = try SampleArchive()
    let path = try sample.write("x".utf8, to: "page.bin")
    #expect(try FolderWalk.pages(under: path).found == [path])
    #expect(throws: Errno.noSuchFileOrDirectory) { try FolderWalk.pages(under: "/nowhere") }
  }

  @Test func aLinkToAFolderAboveIsNotFollowedForEver() throws {
    let sample = try SampleArchive()
    try sample.write("x".utf8, to: "saved/a.html")
    let saved = sample.folder.appendingPathComponent("saved")
    try FileManager.default.createSymbolicLink(
      at: saved.appendingPathComponent("loop"), withDestinationURL: saved)
    #expect(try FolderWalk.pages(under: FilePath(saved.path)).found.count == 1)
  }
}

@Suite("Lines of JSON")
struct ImportedDocumentTests {
  @Test func paragraphsAreStringsOrObjects() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"a","title":"题","paragraphs":["一、总体要求","正文。",{"text":"二、步骤"},{"text":"自定","depth":2,"label":"甲","kind":"heading","headings":["步骤"],"headingLength":2},{"text":"末","kind":"signature","depth":0}]}"#
    ])
    let paragraphs = try sample.document("a").paragraphs
    #expect(paragraphs.map(\.text) == ["一、总体要求", "正文。", "二、步骤", "自定", "末"])
    #expect(paragraphs.map(\.depth) == [1, 0, 1, 2, 0])
    #expect(paragraphs[1].headings == ["总体要求"] && paragraphs[0].label == "一")
    #expect(paragraphs[3].kind == .heading && paragraphs[3].headings == ["步骤"])
    #expect(paragraphs[4].kind == .signature)
  }

  /// Numbers that fit no text are cut to it.
  @Test func oddDepthsAndLengthsDoNoHarm() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"a","paragraphs":[{"text":"甲","depth":-1},{"text":"乙","depth":999,"headingLength":999},{"text":"丙","depth":1,"headingLength":-5},"文",{"text":"","depth":1},""]}"#
    ])
    let document = try sample.document("a")
    #expect(document.paragraphs.map(\.text).filter { !$0.isEmpty } == ["甲", "乙", "丙", "文"])
    #expect(try sample.open().search(SearchRequest("文")).paragraphs == 1)
    try sample.reindex()
    #expect(try sample.document("a").paragraphs == document.paragraphs)
  }

  @Test(arguments: [
    (#"{"title":"题"}"#, "“paragraphs” is missing"),
    (#"{"title":7,"paragraphs":[]}"#, "“title” is of another type"),
    (#"{"paragraphs":"文"}"#, "“paragraphs” is of another type"),
    (#"{"paragraphs":[1]}"#, "“paragraphs"),
    (#"{"paragraphs":[{"kind":"text"}]}"#, "“text” is missing"),
    (#"{"paragraphs":[]"#, "this is not JSON"),
    ("[]", "not a document"),
    (#"{"doc_id":"","paragraphs":[]}"#, "doc_id is empty"),
    (#"{"doc_id":"a\nb","paragraphs":[]}"#, "control characters"),
  ])
  func badOnesAreToldApart(_ line: String, _ reason: String) throws {
    let report = try SampleArchive().importLines([line])
    #expect(report.added == 0 && report.failures.count == 1)
    let reasons = report.failures.map { "\($0.why)" }
    #expect(reasons.first?.contains(reason) == true, "\(reasons)")
    #expect(report.failures.first?.what == "lines:1")
  }

  @Test func idsAreKeptAsGivenOrMadeFromTheAddress() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"云溪 2021/3","title":"甲","paragraphs":["文"]}"#,
      #"{"title":"乙","url":"http://a.example/1#top","paragraphs":["文"]}"#,
      #"{"title":"丙","paragraphs":["文"]}"#,
      #"{"title":"丙","paragraphs":["文","文"]}"#,
    ])
    let ids = try sample.ids()
    #expect(ids.count == 4 && ids[0] == "云溪 2021/3" && Set(ids).count == 4)
    #expect(ids[1...].allSatisfy { $0.count == 16 })
    // A page of the same address is a version of the same document.
    let report = try sample.add([("http://a.example/1", "题\n别的正文。")])
    #expect(report.newVersions == 1)
  }

  @Test func whatIsExportedIsReadBackWhole() throws {
    let line =
      #"{"doc_id":"a","kind":"article","title":"题","source":"局","url":"http://a.example/1","publishedOn":"2023-06-30","issuer":"府","documentNumber":"云司发〔2023〕6号","indexNumber":"000-1","issuedOn":"2023-06-01","validity":"有效","documentKind":"通知","years":[2021,2022],"authors":["许某"],"region":{"code":"440700","name":"广东省江门市","level":"市"},"expiresOn":"2028-04-30","work":"方案","attachments":[{"name":"方案","address":"a.doc"}],"savedAt":"2023-07-01T00:00:00Z","paragraphs":["一、甲","文"]}"#
    let first = try SampleArchive(lines: [line])
    let second = try SampleArchive(lines: try export(first))
    let (a, b) = (try first.document("a"), try second.document("a"))
    #expect(a.paragraphs == b.paragraphs)
    #expect(a.record.fields == b.record.fields)
    #expect(a.record.years == [2021, 2022] && a.record.authors == ["许某"])
    #expect(a.record.expiresOn == "2028-04-30" && a.record.attachments.count == 1)
  }

  @Test func whatAnotherProgramMeansByOtherFieldsIsLeftOut() throws {
    let line =
      #"{"doc_id":"a","title":"","issuedOn":"","date":"2023/6/30","region":null,"keywords":"甲","attachments":2,"subject":5,"paragraphs":["文"]}"#
    let record = try SampleArchive(lines: [line]).document("a").record
    var expected = DocumentFields()
    expected.publishedOn = "2023-06-30"
    expected.years = [2023]
    #expect(record.fields == expected)
  }

  private func export(_ sample: SampleArchive) throws -> [String] {
    var lines: [String] = []
    let archive = try sample.open()
    try archive.forEach(
      in: try archive.select([]), form: { try $0.jsonLine() },
      { lines.append(String(decoding: $0, as: UTF8.self)) })
    return lines
  }
}
