// CitationTests.swift — citations in each style, with and without what a page may lack.
import Archive
import Testing

@Suite("Citations")
struct CitationTests {
  private static let lines = [
    #"{"doc_id":"whole","title":"关于印发《云溪市“法治体检”方案》的通知","publishedOn":"2023-06-30","issuer":"云溪市司法局","source":"云溪政务","documentNumber":"云司发〔2023〕6号","url":"http://a.example/1","paragraphs":["现予印发。","一、总体要求","（一）学习“干什么、学什么”的《办法》","1.做实台账。","另有要求。","第三条　本办法自印发之日起施行。","第四条　本办法由市司法局解释。"]}"#,
    #"{"doc_id":"bare","paragraphs":["只有一段。"],"title":null}"#,
    #"{"doc_id":"news","title":"消息","date":"2024-01-02","source":"市报","url":"http://a.example/2","paragraphs":["一段。"]}"#,
  ]

  private func cite(
    _ reference: String, _ style: CitationStyle, quotes: Bool = false
  ) throws -> String {
    let sample = try SampleArchive(lines: Self.lines)
    let reference = try DocumentReference(reference)
    let document = try sample.open().document(reference)
    let paragraph = try reference.place.map { try document.index(of: $0, as: reference.id) }
    return Citation(document, paragraph: paragraph, accessedOn: "2024-05-06")
      .text(style, quotes: quotes)
  }

  @Test(arguments: [
    (
      "whole",
      "云溪市司法局. 关于印发《云溪市“法治体检”方案》的通知:云司发〔2023〕6号[A/OL]. "
        + "(2023-06-30)[2024-05-06]. http://a.example/1."
    ),
    ("news#1", "市报. 消息[EB/OL]. (2024-01-02)[2024-05-06]. http://a.example/2. 第1段."),
    ("bare", "bare[EB]."),
  ])
  func byGBT7714(_ reference: String, _ citation: String) throws {
    #expect(try cite(reference, .gbt7714) == citation)
  }

  @Test(arguments: [
    ("whole", "《关于印发〈云溪市“法治体检”方案〉的通知》（云司发〔2023〕6号）"),
    ("whole#3", "《关于印发〈云溪市“法治体检”方案〉的通知》（云司发〔2023〕6号）第一部分（一）"),
    ("whole#4", "《关于印发〈云溪市“法治体检”方案〉的通知》（云司发〔2023〕6号）第一部分（一）第1项"),
    ("whole#1", "《关于印发〈云溪市“法治体检”方案〉的通知》（云司发〔2023〕6号）第1段"),
    ("news", "《消息》"),
  ])
  func officially(_ reference: String, _ citation: String) throws {
    #expect(try cite(reference, .official) == citation)
  }

  @Test func inWordsWithProof() throws {
    let text = try cite("news#1", .plain)
    #expect(text.hasPrefix("《消息》，市报，2024-01-02，第1段（news#1）\nhttp://a.example/2\nSHA-256 "))
  }

  @Test func marksInsideMarksBecomeSingleOnes() throws {
    let text = try cite("whole#3", .official, quotes: true)
    #expect(text.hasSuffix("\n“（一）学习‘干什么、学什么’的《办法》”"))
  }

  @Test func articlesAreNamedAsSuch() throws {
    #expect(try cite("whole#第三条", .official).contains("第三条"))
  }
}
