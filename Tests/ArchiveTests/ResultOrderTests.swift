// ResultOrderTests.swift — the order of hits that are as good as one another.
import Archive
import Testing

@Suite("Order of results")
struct ResultOrderTests {
  private func line(
    _ id: String, _ date: String?, _ text: String = "深入开展社区矫正工作", level: String? = nil,
    issuer: String? = nil, title: String? = nil
  ) -> String {
    var fields = [#""doc_id":"\#(id)""#, #""paragraphs":["\#(text)"]"#, #""years":[]"#]
    if let date { fields.append(#""date":"\#(date)""#) }
    if let issuer { fields.append(#""issuer":"\#(issuer)""#) }
    if let title { fields.append(#""title":"\#(title)""#) }
    if let level {
      fields.append(#""region":{"code":"440000","name":"广东省","level":"\#(level)"}"#)
    }
    return "{" + fields.joined(separator: ",") + "}"
  }

  private func order(
    _ lines: [String], _ order: SearchRequest.Order = .score, words: String = "社区矫正",
    limit: Int = 10, offset: Int = 0
  ) throws -> [String] {
    var request = SearchRequest(words)
    request.order = order
    (request.limit, request.offset) = (limit, offset)
    return try SampleArchive(lines: lines).open().search(request).passages.map(\.document)
  }

  @Test func ofEqualOnesTheNewerThenTheHigher() throws {
    let lines = [
      line("e", nil), line("c", "2023-06-30", level: "县"), line("b", "2023-06-30", level: "省"),
      line("a", "2024"), line("f", "2022"), line("d", "2023-06-30"),
    ]
    #expect(try order(lines) == ["a", "b", "c", "d", "f", "e"])
    #expect(try order(lines.reversed()) == ["a", "b", "c", "d", "f", "e"])
    #expect(try order([line("z", "2023"), line("y", "2023")]) == ["z", "y"])
  }

  @Test func whatPassesOnComesBehind() throws {
    let lines = [line("b", "2024-01-01", title: "关于转发要点的通知"), line("a", "2023-06-30")]
    #expect(try order(lines) == ["a", "b"])
  }

  @Test func aBetterScoreStaysAhead() throws {
    let lines = [
      line("old", "2001", "社区矫正，社区矫正"),
      line("new", "2024", "社区矫正工作要抓实抓细，发现问题及时整改，确保全年任务完成，群众满意。"),
    ]
    #expect(try order(lines) == ["old", "new"])
  }

  @Test(arguments: [SearchRequest.Order.score, .date, .oldest, .issuer])
  func pagesFitTogether(_ by: SearchRequest.Order) throws {
    let lines = (0..<140).map { number in
      line(
        "d\(number)", "20\(10 + number % 7)",
        issuer: number % 5 == 0 ? nil : "云溪市第\(number % 5)局")
    }
    let all = try order(lines, by, limit: 140)
    let pages = try stride(from: 0, to: 140, by: 10).flatMap {
      try order(lines, by, limit: 10, offset: $0)
    }
    #expect(Set(all).count == 140)
    #expect(pages == all)
  }

  @Test func byIssuerUnknownOnesLast() throws {
    let lines = [
      line("a", nil), line("b", nil, issuer: "乙局"), line("c", nil, issuer: "甲局"),
      line("d", nil, issuer: "乙局"),
    ]
    // 乙 is U+4E59, 甲 U+7532.
    #expect(try order(lines, .issuer) == ["b", "d", "c", "a"])
  }
}
