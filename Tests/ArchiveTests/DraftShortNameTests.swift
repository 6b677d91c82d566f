// DraftShortNameTests.swift — short names that a draft gives, and what it says by them.
import Archive
import Testing

@Suite("Checking by the short names of a draft")
struct DraftShortNameTests {
  private static let lines = [
    #"{"doc_id":"fine","title":"云溪市行政处罚条例","paragraphs":["第一条　甲事。","第二条　乙事，应当公开听证。","第三条　丙事。"]}"#,
    #"{"doc_id":"dogs","title":"云溪市养犬条例","paragraphs":["第一条　丁事。","第二条　戊事，应当公开登记。"]}"#,
  ]

  private func verdicts(_ texts: [String]) throws -> [(item: DraftItem, verdict: DraftVerdict)] {
    Array(try DraftCheck(try SampleArchive(lines: Self.lines).open()).verdicts(on: texts).joined())
  }

  private func articles(_ texts: [String]) throws -> [String] {
    try verdicts(texts).filter { $0.item.kind == .article }
      .map { $0.verdict.place?.reference ?? "" }
  }

  @Test(arguments: [
    ("《云溪市行政处罚条例》（以下简称《条例》）", "《条例》第二条规定"),
    ("《云溪市行政处罚条例》（以下简称条例）", "条例第二条"),
    ("《云溪市行政处罚条例》（以下简称“条例”）", "根据条例第二条"),
    ("《云溪市行政处罚条例》（以下简称：“《条例》”）", "新修订的《条例》第二条"),
    ("《云溪市行政处罚条例》（试行）（下称处罚条例）", "违反处罚条例第二条"),
    ("《云溪市行政处罚条例》（云府令第3号，简称《处罚条例》）", "《处罚条例》第二条"),
    ("《云溪市行政处罚条例》，以下简称《处罚条例》，", "《处罚条例》第二条"),
    ("云溪市行政处罚条例（以下简称条例）", "条例第二条"),
  ])
  func areThoseOfTheirDocument(_ given: String, _ later: String) throws {
    #expect(try articles(["按照\(given)办理。", "\(later)。"]) == ["fine#2"])
    // In one paragraph, and only behind where it is given.
    #expect(try articles(["\(later)，根据\(given)，\(later)。"]).last == "fine#2")
    #expect(try articles(["\(later)。", "按照\(given)办理。"]).isEmpty)
  }

  @Test(arguments: [
    ("《云溪市行政处罚条例》（以下简称《条例》）", "本条例第二条、该条例第二条、实施条例第二条"),
    // Of an office, of several documents, and of what does not stand right before it.
    ("云溪市养犬办公室（以下简称条例）", "条例第二条"),
    ("《云溪市养犬条例》（云溪市司法局，以下简称市局）", "《市局》第二条"),
    ("《云溪市行政处罚条例》《云溪市养犬条例》（以下统称《条例》）", "《条例》第二条"),
    ("《云溪市行政处罚条例》《云溪市养犬条例》（以下分别简称《甲条例》《乙条例》）", "《乙条例》第二条"),
    ("《云溪市行政处罚条例》《云溪市养犬条例》（以下简称《处罚条例》《养犬规定》）", "《处罚条例》第二条"),
    ("《云溪市行政处罚条例》和《云溪市养犬条例》（以下简称“处罚条例”和“养犬规定”）", "处罚条例第二条"),
    ("《云溪市行政处罚条例》《云溪市养犬条例》（以下简称处罚规定、养犬规定）", "处罚规定第二条"),
    ("《云溪市行政处罚条例》和《云溪市养犬条例》（以下简称“两条例”）", "两条例第二条"),
    ("《云溪市养犬条例》的说明（以下简称《条例》）", "《条例》第二条"),
  ])
  func areNoOthers(_ given: String, _ later: String) throws {
    #expect(try articles(["按照\(given)办理。", "\(later)。"]).isEmpty)
  }

  /// What is given last holds; another draft has names of its own.
  @Test func areOfTheLatestDocument() throws {
    let texts = [
      "《云溪市行政处罚条例》（以下简称《条例》）。", "《条例》第三条。", "《云溪市养犬条例》（以下简称《条例》）。",
      "《条例》第三条，条例第二条。",
    ]
    #expect(try articles(texts) == ["fine#3", "dogs#2", "dogs#2"])
    let check = DraftCheck(try SampleArchive(lines: Self.lines).open())
    let found = try check.verdicts(on: texts[3...], DeclaredNames(in: texts)).joined()
    #expect(found.map(\.item.title) == ["云溪市养犬条例", "云溪市养犬条例"])
    #expect(try check.verdicts(on: [texts[3]])[0].isEmpty)
  }

  /// 《处罚条例》 is no title of the archive, but what it is given for is.
  @Test func areTitlesThemselves() throws {
    let found = try verdicts(["《云溪市行政处罚条例》（以下简称《处罚条例》）施行。", "落实《处罚条例》。"])
    #expect(found.map(\.verdict.place?.reference) == ["fine", "fine", "fine"])
    #expect(found.map(\.verdict.isDocument) == [true, true, true])
  }

  @Test(
    arguments: [
      ("《条例》第二条规定：“乙事，应当公开听证”", .found, "fine#2", nil),
      ("《条例》第三条规定：“乙事，应当公开听证”", .elsewhere, "fine#2", "《云溪市行政处罚条例》第三条"),
      ("条例第三条规定：“乙事，应当公开听证”", .elsewhere, "fine#2", "《云溪市行政处罚条例》第三条"),
      ("“戊事，应当公开登记”（《条例》第二条）", .elsewhere, "dogs#2", "《云溪市行政处罚条例》第二条"),
    ] as [(String, DraftVerdict.Status, String, String?)])
  func quotationsStandInThem(
    _ text: String, _ status: DraftVerdict.Status, _ reference: String, _ named: String?
  ) throws {
    let found = try verdicts(["《云溪市行政处罚条例》（以下简称《条例》）施行。", "\(text)。"])
    let verdict = try #require(found.first { $0.item.kind == .quote }).verdict
    #expect(verdict.status == status && verdict.place?.reference == reference, "\(verdict)")
    #expect(verdict.notIn == named)
  }

  /// The name that is given is no further source beside the article.
  @Test func articlesBehindThemAreOfTheTitle() throws {
    let found = try verdicts(["《云溪市行政处罚条例》（以下简称《条例》）第三条规定：“乙事，应当公开听证”。"])
    #expect(found.map(\.item.kind) == [.title, .article, .quote])
    #expect(found.last?.verdict.notIn == "《云溪市行政处罚条例》第三条")
  }
}
