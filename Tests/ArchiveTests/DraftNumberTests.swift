// DraftNumberTests.swift — document numbers of a draft, and the titles that they stand behind.
import Archive
import Testing

@Suite("Checking the numbers of a draft")
struct DraftNumberTests {
  private static let lines = [
    #"{"doc_id":"jia1","title":"云溪市司法局关于公共法律服务的意见","documentNumber":"云司发〔2023〕6号","paragraphs":["甲文。"]}"#,
    #"{"doc_id":"yi22","title":"云溪市养犬办法","documentNumber":"云司发〔2023〕7号","paragraphs":["乙文。"]}"#,
    #"{"doc_id":"bing","title":"云溪市垃圾办法","paragraphs":["丙文。"]}"#,
    #"{"doc_id":"ding","title":"关于转发《云溪省养老办法》的通知","documentNumber":"云司发〔2023〕8号","paragraphs":["现将《云溪省养老办法》（云民发〔2023〕1号）转发给你们。"]}"#,
    #"{"doc_id":"note","title":"简报","paragraphs":["落实《关于公共法律服务的意见》（松司〔2021〕9号）和松司〔2021〕8号。"]}"#,
  ]

  /// A number that another document has, or nobody, is not that of the title before it.
  @Test(
    arguments: [
      ("《关于公共法律服务的意见》（云司发〔2023〕6号）", .found, "jia1"),
      ("《关于公共法律服务的意见》（云司发〔2023〕7号）", .elsewhere, "yi22"),
      ("《云溪市养犬办法》(云司发[2023]7号)", .found, "yi22"),
      ("《云溪市养犬办法》（云司发〔2023〕6号）", .elsewhere, "jia1"),
      ("《云溪市养犬办法》（云府发〔2019〕70号）", .near, "yi22"),
      ("《云溪市养犬办法》，云司发〔2023〕6号", .found, "jia1"),
      // Another document of that title has it, as one says.
      ("《关于公共法律服务的意见》（松司〔2021〕9号）", .found, "note#1"),
      ("《关于公共法律服务的意见》（松司〔2021〕8号）", .elsewhere, "note#1"),
      // What number it has is not known, or only that of what passes it on.
      ("《云溪市垃圾办法》（云司发〔2023〕6号）", .found, "jia1"),
      ("《云溪省养老办法》（云民发〔2023〕1号）", .found, "ding#1"),
    ] as [(String, DraftVerdict.Status, String)])
  func areThoseOfTheirTitles(
    _ text: String, _ status: DraftVerdict.Status, _ reference: String
  ) throws {
    let check = DraftCheck(try SampleArchive(lines: Self.lines).open())
    let found = try check.verdicts(on: [text])[0]
    let verdict = try #require(found.first { $0.item.kind == .number }).verdict
    #expect(verdict.status == status && verdict.place?.reference == reference, "\(verdict)")
    #expect((verdict.notIn == nil) == (status != .elsewhere))
  }
}
