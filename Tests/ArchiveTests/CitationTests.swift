// CitationTests.swift — citations in each style, with and without what a page may lack.
import Archive
import Extraction
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
    #"{"doc_id":"joint","title":"关于印发工作方案的通知(云发改〔2025〕6号)","date":"2025-01-02","issuer":"云溪市发展改革委、云溪市能源局","documentNumber":"云发改〔2025〕6号","paragraphs":["现予印发。"]}"#,
    #"{"doc_id":"site","title":"评论","date":"2024-01-02","source":"人民网-《人民日报》","authors":["甲"],"paragraphs":["一段。"]}"#,
    #"{"doc_id":"weekly","title":"理财","date":"2024-01-02","source":"《理财周刊》","paragraphs":["一段。"]}"#,
    #"{"doc_id":"other","title":"关于公布结果的通知（云发改〔2024〕9号）","date":"2025-01-02","issuer":"云溪市司法局","documentNumber":"云司发〔2025〕3号","paragraphs":["现予公布。"]}"#,
    #"{"doc_id":"rule","title":"议事办法","paragraphs":["第一章　总则","第一条　为了规范议事活动，制定本办法。","第二条　有下列情形之一的，应当议事：","（一）涉及公共利益的；","（二）涉及下列事项的：","1.修建道路；","2.兴修水利。","村民认为有必要的，可以提议。","前款规定的提议应当书面提出。","第二章　程序","第三条　议事应当公开。","第四条　议事记录应当载明下列内容：","议事的时间和地点；","参加议事的人员。","第五条　下列事项不议：","（一）已经决定的；","（二）不属于本村的。"]}"#,
    #"{"doc_id":"twice","title":"汇编","paragraphs":["第一章　议事","第一条　议事应当公开。","议事记录由村民委员会保存。","第二章　监督","第一条　监督应当经常。","第二条　监督结果应当公开。"]}"#,
    #"{"doc_id":"named","title":"规约","paragraphs":["第一条　宗旨","为了规范议事活动，制定本规约。","第二条　范围","村民议事适用本规约。","其他组织议事参照本规约。"]}"#,
    #"{"doc_id":"goes","title":"细则","paragraphs":["第一条　下列情形应当报告：","（一）甲类情形：","1.甲一；","2.甲二。","甲类情形由市司法局受理。","（二）乙类情形。","其他情形另行规定。","有下列情形之一的，不报告：","（一）丙类情形。","第二条　本细则自公布之日起施行。"]}"#,
    #"{"doc_id":"news","title":"消息","date":"2024-01-02","source":"市报","url":"http://a.example/2","paragraphs":["一段。"]}"#,
  ]

  private func cite(
    _ reference: String, _ style: CitationStyle, quotes: Bool = false
  ) throws -> String {
    let sample = try SampleArchive(lines: Self.lines)
    let reference = try DocumentReference(reference)
    let document = try sample.open().document(reference)
    let lines = try reference.place.map { try document.lines(of: $0, as: reference.id) }
    return try Citation(document, lines: lines, accessedOn: "2024-05-06")
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
    ("site", "甲. 评论[N]. 人民日报, 2024-01-02."),
    ("weekly", "理财周刊. 理财[EB]. (2024-01-02)[2024-05-06]."),
    ("joint", "云溪市发展改革委, 云溪市能源局. 关于印发工作方案的通知:云发改〔2025〕6号[A]. (2025-01-02)."),
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

  @Test func singleMarksInTheseBecomeDoubleAgain() throws {
    let line =
      #"{"doc_id":"deep","title":"关于印发《贯彻〈甲办法〉细则》的通知","paragraphs":["他说：“学习‘两个维护’。”不是‘两个’。"]}"#
    let archive = try SampleArchive(lines: [line]).open()
    let document = try archive.document(try archive.reference("deep#1"))
    let citation = Citation(document, paragraph: 0, accessedOn: "2024-05-06")
    let text = try citation.text(.official, quotes: true)
    #expect(text.hasPrefix("《关于印发〈贯彻《甲办法》细则〉的通知》"), "\(text)")
    #expect(text.hasSuffix("\n“他说：‘学习“两个维护”。’不是‘两个’。”"), "\(text)")
  }

  @Test(arguments: [
    ("国家发展改革委、国家能源局", ["国家发展改革委", "国家能源局"]), ("发展改革委 能源局", ["发展改革委", "能源局"]),
    ("云溪市司法局，云溪市财政局；云溪市民政局", ["云溪市司法局", "云溪市财政局", "云溪市民政局"]),
    ("县委、县政府", ["县委", "县政府"]), ("云溪市司法局", ["云溪市司法局"]),
    ("云溪市人民政府 办公室", ["云溪市人民政府 办公室"]), ("司 法 部", ["司 法 部"]),
    ("World Bank, IMF", ["World Bank, IMF"]),
  ])
  func jointIssuersAreSeveralAuthors(_ issuer: String, _ names: [String]) {
    #expect(JointIssuers.names(in: issuer) == names)
  }

  @Test func jointIssuersAreSeveralAuthorsInDatabases() throws {
    #expect(try cite("joint", .bibtex).contains("  author = {{云溪市发展改革委} and {云溪市能源局}},\n"))
    let json = try cite("joint", .cslJSON)
    let items = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    #expect(
      (items?.first?["author"] as? [[String: String]])
        == [["literal": "云溪市发展改革委"], ["literal": "云溪市能源局"]])
  }

  @Test func theNumberIsGivenOnce() throws {
    #expect(try cite("joint", .official) == "《关于印发工作方案的通知》（云发改〔2025〕6号）")
    #expect(
      try cite("joint", .gbt7714).contains(". 关于印发工作方案的通知:云发改〔2025〕6号[A]. (2025-01-02)"))
    let other = try cite("other", .official)
    #expect(other == "《关于公布结果的通知（云发改〔2024〕9号）》（云司发〔2025〕3号）", "another's number stays")
  }

  @Test func articlesAreNamedAsSuch() throws {
    #expect(try cite("whole#第三条", .official).contains("第三条"))
  }

  /// 款 are counted, items belong to the 款 they follow, and the chapter is left out.
  @Test(arguments: [
    ("rule#1", "第一章"), ("rule#2", "第一条"), ("rule#3", "第二条第一款"), ("rule#第二条", "第二条"),
    ("rule#第二条第一款", "第二条第一款"), ("rule#5", "第二条第一款第二项"),
    ("rule#第二条第二项", "第二条第一款第二项"), ("rule#7", "第二条第一款第二项第二目"),
    ("rule#8", "第二条第二款"), ("rule#9", "第二条第三款"), ("rule#11", "第三条"),
    ("rule#13", "第四条第1段"), ("rule#第四条", "第四条"), ("rule#第五条", "第五条"),
    ("rule#15", "第五条"), ("rule#17", "第五条第二项"), ("rule#第一章", "第一章"),
    ("rule#3-8", "第二条第一款至第二款"), ("rule#2-9", "第一条至第二条"),
    ("rule#4-5", "第二条第一款第一项至第二项"), ("rule#8-11", "第二条第二款至第三条"), ("rule#3-9", "第二条"),
    ("twice#2", "第一章第一条第一款"), ("twice#5", "第二章第一条"), ("twice#6", "第二条"),
    ("twice#第一章第一条", "第一章第一条"),
    ("named#1", "第一条"), ("named#2", "第一条"), ("named#4", "第二条第一款"),
    ("named#5", "第二条第二款"), ("named#第二条", "第二条"),
    ("goes#4", "第一条第一款第一项第二目"), ("goes#5", "第一条第3段"), ("goes#6", "第一条第一款第二项"),
    ("goes#7", "第一条第二款"), ("goes#9", "第一条第三款第一项"), ("goes#第一条第一款第二项", "第一条第一款第二项"),
  ])
  func articlesAreCitedByTheirClauses(_ reference: String, _ place: String) throws {
    let citation = try cite(reference, .official)
    #expect(citation.hasSuffix("》" + place), "\(citation)")
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
