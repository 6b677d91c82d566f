// CitationTests.swift — citations in each style, with and without what a page may lack.
import Archive
import Foundation
import Testing

@Suite("Citations")
struct CitationTests {
  private static let lines = [
    #"{"doc_id":"whole","title":"关于印发《云溪市“法治体检”方案》的通知","publishedOn":"2023-06-30","issuer":"云溪市司法局","source":"云溪政务","documentNumber":"云司发〔2023〕6号","url":"http://a.example/1","paragraphs":["现予印发。","一、总体要求","（一）学习“干什么、学什么”的《办法》","1.做实台账。","另有要求。","第三条　本办法自印发之日起施行。","第四条　本办法由市司法局解释。"]}"#,
    #"{"doc_id":"bare","paragraphs":["只有一段。"],"title":null}"#,
    #"{"doc_id":"web","title":"工作动态","date":"2024-01-02","source":"云溪政府公报","authors":["甲","乙","丙","丁"],"url":"http://a.example/3","paragraphs":["一段。"]}"#,
    #"{"doc_id":"paper","title":"通讯","date":"2024-01-02","source":"《云溪日报》","authors":["甲"],"paragraphs":["一段。"]}"#,
    #"{"doc_id":"特 #1","title":"a_b {50%} & \\ \"c\" ~^$#","source":"市报","url":"http://a.example/{x}?a=1&b=%20_#y","paragraphs":["“引”"]}"#,
    #"{"doc_id":"news","title":"消息","date":"2024-01-02","source":"市报","url":"http://a.example/2","paragraphs":["一段。"]}"#,
  ]

  private func cite(
    _ reference: String, _ style: CitationStyle, quotes: Bool = false
  ) throws -> String {
    let sample = try SampleArchive(lines: Self.lines)
    let reference = try DocumentReference(reference)
    let document = try sample.open().document(reference)
    let paragraph = try reference.place.map { try document.index(of: $0, as: reference.id) }
    return try Citation(document, paragraph: paragraph, accessedOn: "2024-05-06")
      .text(style, quotes: quotes)
  }

  @Test(arguments: [
    (
      "whole",
      "云溪市司法局. 关于印发《云溪市“法治体检”方案》的通知:云司发〔2023〕6号[A/OL]. "
        + "(2023-06-30)[2024-05-06]. http://a.example/1."
    ),
    ("news#1", "消息[N/OL]. 市报, 2024-01-02[2024-05-06]. http://a.example/2. 第1段."),
    ("web", "甲, 乙, 丙, 等. 工作动态[EB/OL]. (2024-01-02)[2024-05-06]. http://a.example/3."),
    ("paper", "甲. 通讯[N]. 云溪日报, 2024-01-02."),
    ("bare", "bare[EB]. [2024-05-06]."),
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

  @Test func forBibTeX() throws {
    let entry = try cite("whole#4", .bibtex, quotes: true)
    #expect(
      entry == """
        @misc{anduwhol-4,
          author = {{云溪市司法局}},
          title = {{关于印发《云溪市“法治体检”方案》的通知}},
          number = {云司发〔2023〕6号},
          date = {2023-06-30},
          year = {2023},
          url = {http://a.example/1},
          urldate = {2024-05-06},
          note = {第一部分（一）第1项},
          annote = {1.做实台账。},
        }
        """)
  }

  @Test func whatLaTeXWouldReadIsEscaped() throws {
    let sample = try SampleArchive(lines: Self.lines)
    let archive = try sample.open()
    let document = try archive.document(try archive.reference("特 #1"))
    let citation = Citation(document, paragraph: 0, accessedOn: "2024-05-06")
    let entry = try citation.text(.bibtex, quotes: false)
    #expect(
      entry.contains(
        ##"  title = {{a\_b \textbraceleft{}50\%\textbraceright{} \& \textbackslash{} "c" \textasciitilde{}\textasciicircum{}\$\#}},"##
          + "\n"), "\(entry)")
    #expect(entry.contains("  url = {http://a.example/%7Bx%7D?a=1&b=%20_#y},\n"), "\(entry)")
    #expect(entry.hasPrefix("@article{andu") && entry.contains("  journal = {市报},\n"), "\(entry)")
    #expect(!entry.prefix { $0 != "\n" }.contains("特"))
    // BibTeX counts every brace.
    #expect(entry.count { $0 == "{" } == entry.count { $0 == "}" })
  }

  @Test func forReferenceManagers() throws {
    let json = try cite("whole#4", .cslJSON, quotes: true)
    let items = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    let item = try #require(items?.first)
    #expect(items?.count == 1)
    #expect(item["type"] as? String == "document" && item["id"] as? String == "anduwhol-4")
    #expect(item["title"] as? String == "关于印发《云溪市“法治体检”方案》的通知")
    #expect((item["author"] as? [[String: String]]) == [["literal": "云溪市司法局"]])
    #expect((item["issued"] as? [String: [[Int]]]) == ["date-parts": [[2023, 6, 30]]])
    #expect((item["accessed"] as? [String: [[Int]]]) == ["date-parts": [[2024, 5, 6]]])
    #expect(item["URL"] as? String == "http://a.example/1")
    #expect(item["note"] as? String == "第一部分（一）第1项" && item["annote"] as? String == "1.做实台账。")
    let paper = try cite("paper", .cslJSON)
    #expect(paper.contains(#""type" : "article-newspaper""#), "\(paper)")
    #expect(paper.contains(#""container-title" : "云溪日报""#), "\(paper)")
  }
}
