// DraftLawNameTests.swift — laws of a draft without title marks, and by their short names.
import Archive
import Testing

@Suite("Checking the names of laws")
struct DraftLawNameTests {
  private static let lines = [
    #"{"doc_id":"edu","title":"中华人民共和国教育法","paragraphs":["第一条　甲事。","第二条　乙事，处以罚款。"]}"#,
    #"{"doc_id":"dogs","title":"云溪市养犬管理条例","paragraphs":["第一条　丙事。","第二条　丁事。"]}"#,
    #"{"doc_id":"work","title":"中华人民共和国劳动合同法","paragraphs":["第一条　戊事。","第二条　己事。"]}"#,
    #"{"doc_id":"sum","title":"工作总结","paragraphs":["全年办理行政处罚案件21964件。"]}"#,
  ]

  private func verdicts(_ text: String) throws -> [(item: DraftItem, verdict: DraftVerdict)] {
    try DraftCheck(try SampleArchive(lines: Self.lines).open()).verdicts(on: [text])[0]
  }

  /// The end of another name is none: that law the archive may not have.
  @Test(
    arguments: [
      ("教育法第二条", "教育法"), ("中华人民共和国教育法第二条", "教育法"), ("可以认定为教育法第二条", "教育法"),
      ("结合教育法第二条", "教育法"), ("新教育法第二条", "教育法"), ("按照养犬管理条例第二条", "养犬管理条例"),
      ("义务教育法第二条", nil), ("落实义务教育法第二条", nil), ("松江市养犬管理条例第九条", nil),
      ("本法第二条、依法第二条、按照规定第二条、两法第二条", nil),
    ] as [(String, String?)])
  func beginBehindOtherWords(_ text: String, _ name: String?) throws {
    let titles = try verdicts(text).map(\.item.title)
    let expected: [String?] = if let name { [name] } else { [] }
    #expect(titles == expected)
  }

  /// Whatever states of it there are; a notice is not what it passes on.
  @Test func areThoseOfTheDocument() throws {
    let lines = [
      #"{"doc_id":"old","title":"云溪市监察条例","publishedOn":"2017-09-01","paragraphs":["甲文。"]}"#,
      #"{"doc_id":"new","title":"云溪市监察条例（2023修订）","publishedOn":"2023-09-01","paragraphs":["乙文。"]}"#,
      #"{"doc_id":"note","title":"关于印发《垃圾管理办法》的通知","paragraphs":["丙文。"]}"#,
    ]
    let check = DraftCheck(try SampleArchive(lines: lines).open())
    let found = try check.verdicts(on: ["《云溪市监察条例》《垃圾管理办法》"])[0]
    #expect(found.map(\.verdict.place?.reference) == ["new", "note"])
    #expect(found.map(\.verdict.isDocument) == [true, false])
    #expect(try verdicts("《劳合法》").map(\.verdict.isDocument) == [true])
  }

  /// What is left out stands within the name, not before its ending.
  @Test func areShortForOneLaw() throws {
    let found = try verdicts("《劳合法》第二条，《劳动法》第二条")
    #expect(found.map(\.item.text) == ["劳合法", "第二条", "劳动法"])
    #expect(found.prefix(2).map(\.verdict.place?.reference) == ["work", "work#2"])
    #expect(found.last?.verdict.status != .found)
  }

  /// As where each of its books was saved by itself, some of them again.
  @Test func areThoseOfManyDocuments() throws {
    let parts = Array("子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸金木水火土日月星")
    let lines = parts.enumerated().map { number, part in
      #"{"doc_id":"book\#(number)","title":"云溪市法典","paragraphs":["\#(part)事应当依法办理。"]}"#
    }
    let check = DraftCheck(try SampleArchive(lines: lines).open())
    for part in [parts[0], parts[29]] {
      let found = try check.verdicts(on: ["《云溪市法典》规定“\(part)事应当依法办理”"])[0]
      #expect(found.map(\.verdict.status) == [.found, .found], "\(found)")
    }
  }

  /// What one of its books does not have another may, which the archive has not; that is said.
  @Test func areThoseOfParts() throws {
    let part =
      #"{"doc_id":"part","title":"云溪市法典","paragraphs":["第二百条　庚事。","第二百零一条　辛事。"]}"#
    let check = DraftCheck(try SampleArchive(lines: Self.lines + [part]).open())
    let found = try check.verdicts(on: ["《云溪市法典》第二百条。《云溪市法典》第九条规定“乙事，处以罚款”"])[0]
    #expect(found.map(\.item.text) == ["云溪市法典", "第二百条", "云溪市法典", "第九条", "乙事，处以罚款"])
    #expect(found.map(\.verdict.isNotSaved) == [false, false, false, true, false])
    #expect(found.map(\.verdict.status) == [.found, .found, .found, .missing, .found], "\(found)")
  }

  /// So may what its first book does not have, where the text or the title says that it is one.
  @Test(
    arguments: [
      ("云溪市法典", ["第一编　总则", "第一条　庚事。", "第二条　辛事。"], true),
      ("云溪市法典（第一编　总则）", ["第一条　庚事。", "第二条　辛事。"], true), ("云溪市法典", ["第一章　总则", "第一条　庚事。"], true),
      ("云溪市法典", ["目录", "第一编　总则", "第二编　分则", "第一编　总则", "第一条　庚事。"], true),
      ("云溪市法典", ["第一编　总则", "第一条　庚事。", "第二编　分则", "第二条　辛事。"], false),
      ("云溪市法典", ["第一章　总则", "第一条　庚事。", "第二章　附则", "第二条　辛事。"], false),
      ("云溪市法典", ["第一条　庚事。", "第二条　辛事。"], false),
      // A sentence is no heading.
      ("云溪市法典", ["第一章　甲", "第一条　庚事。", "第二章　乙", "第二条　辛事。", "第三章自公布之日起施行。"], false),
    ] as [(String, [String], Bool)])
  func areThoseOfTheFirstPart(_ title: String, _ paragraphs: [String], _ isPart: Bool) throws {
    let texts = paragraphs.map { "\"\($0)\"" }.joined(separator: ",")
    let line = #"{"doc_id":"part","title":"\#(title)","paragraphs":[\#(texts)]}"#
    let check = DraftCheck(try SampleArchive(lines: [line]).open())
    let found = try check.verdicts(on: ["《云溪市法典》第一条、第九条"])[0]
    let articles = found.filter { $0.item.kind == .article }.map(\.verdict)
    #expect(articles.map(\.status) == [.found, isPart ? .missing : .near], "\(articles)")
    #expect(articles.map(\.isNotSaved) == [false, isPart])
    #expect(articles.last?.place?.reference.hasPrefix("part") == true)
  }

  /// What is done by a law is no figure of it.
  @Test func figuresAreOfWhatIsDoneByThem() throws {
    for (text, status) in [
      ("根据教育法第二条规定，全年办理行政处罚案件21964件。", DraftVerdict.Status.found),
      ("按照教育法第二条，办理行政处罚案件21964件。", .found),
      ("教育法第二条规定，全年办理行政处罚案件21964件。", .elsewhere),
      ("根据《教育法》第二条规定，全年办理行政处罚案件21964件。", .found),
      ("落实《教育法》第二条，办理行政处罚案件21964件。", .found),
      ("依据《教育法》规定，我市办理行政处罚案件21964件。", .found),
      ("《教育法》第二条规定，全年办理行政处罚案件21964件。", .elsewhere),
      ("根据《教育法》第二条规定，应当办理行政处罚案件21964件。", .elsewhere),
    ] {
      let found = try verdicts(text)
      let verdict = try #require(found.first { $0.item.kind == .figure }).verdict
      #expect(verdict.status == status, "\(text): \(verdict)")
    }
  }
}
