// DocumentConditionsTests.swift — which documents conditions let through.
import Archive
import Testing

@Suite("Conditions")
struct DocumentConditionsTests {
  private static let lines = [
    #"{"doc_id":"a","title":"甲","publishedOn":"2022-12-31","source":"江门市司法局","years":[2022,2023],"documentKind":"通知","paragraphs":["文"]}"#,
    #"{"doc_id":"b","title":"乙","issuedOn":"2023-06-30","issuer":"江门市人民政府","years":[2023],"documentKind":"工作要点","paragraphs":["文"]}"#,
    #"{"doc_id":"c","title":"丙","date":"2024-02","source":"广州市司法局","years":[2020],"documentKind":"通知","paragraphs":["文"]}"#,
    #"{"doc_id":"d","title":"丁","kind":"list","years":[],"paragraphs":[]}"#,
  ]

  private static let cases: [(String, @Sendable (inout DocumentConditions) -> Void, [String])] = [
    ("none", { _ in }, ["a", "b", "c", "d"]),
    ("2022", { $0.years = 2022...2022 }, ["a"]),
    ("2023", { $0.years = 2023...2023 }, ["a", "b"]),
    ("2019..2020", { $0.years = 2019...2020 }, ["c"]),
    ("since 2023", { $0.since = "2023" }, ["b", "c"]),
    ("since 2022-12-31", { $0.since = "2022-12-31" }, ["a", "b", "c"]),
    ("until 2022", { $0.until = "2022" }, ["a"]),
    ("until 2023-06", { $0.until = "2023-06" }, ["a", "b"]),
    ("until 2023-06-29", { $0.until = "2023-06-29" }, ["a"]),
    ("until 2024-02-01", { $0.until = "2024-02-01" }, ["a", "b", "c"]),
    ("since after until", { ($0.since, $0.until) = ("2024", "2023") }, []),
    ("issuer", { $0.issuer = "江门" }, ["a", "b"]),
    ("source", { $0.issuer = "司法局" }, ["a", "c"]),
    ("issuer, traditional", { $0.issuer = "江門" }, ["a", "b"]),
    ("kind", { $0.kind = "通知" }, ["a", "c"]),
    ("part of a kind", { $0.kind = "通" }, []),
    ("page kind", { $0.kind = "list" }, ["d"]),
    ("all at once", { ($0.kind, $0.issuer, $0.since) = ("通知", "司法局", "2023") }, ["c"]),
  ]

  @Test func letThrough() throws {
    let sample = try SampleArchive(lines: Self.lines)
    for (name, change, expected) in Self.cases {
      var conditions = DocumentConditions()
      change(&conditions)
      #expect(try sample.ids(conditions) == expected, "\(name)")
    }
  }
}
