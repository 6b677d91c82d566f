// ShortNameTests.swift — laws by the names that people shorten.
import Testing

@testable import SearchIndex

@Suite struct ShortNameTests {
  private static let laws = [
    "中华人民共和国道路交通安全法", "中华人民共和国治安管理处罚法(2012修正)", "行政复议法", "行政处罚法", "铁路安全管理条例",
    "道路交通安全违法行为记分管理办法",
  ]

  private static func naming(_ text: String, _ folder: TemporaryFolder) throws -> (
    Query, IndexReader
  ) {
    let reader = try folder.index([
      laws.map { law in
        document(
          law, law,
          ["第九十条　本法另有规定的，从其规定。", "第九十一条　违反规定的，依照\(law)处理。", "第九十二条　依照第九十一条办理。"])
      }
    ])
    let query = try QueryParser.parse(text, namesArticles: true).spelled
    return (try reader.naming(query), reader)
  }

  @Test(
    arguments: [
      ("道交法", "道路交通安全法"), ("治安处罚法", "治安管理处罚法"), ("铁路条例", "铁路安全管理条例"),
      // Of two laws, in a title as it is, too short, no name of a law, or of none.
      ("行政法", nil), ("行政处罚法", nil), ("道法", nil), ("道路安全", nil), ("海商法", nil),
    ] as [(String, String?)])
  func aShortNameIsOfOneTitle(short: String, full: String?) throws {
    let folder = TemporaryFolder()
    let (query, _) = try Self.naming(short, folder)
    #expect(query.patterns.map(\.text) == [short] + (full.map { [$0] } ?? []))
  }

  /// What many titles end in says nothing of one of them.
  @Test(arguments: [(5, true), (6, false)])
  func aCommonWordOfTitlesIsShortForNone(others: Int, isShort: Bool) throws {
    let folder = TemporaryFolder()
    let titles =
      ["安全生产许可证条例"] + ["铁路", "公路", "矿山", "水库", "校园", "消防"].prefix(others).map { $0 + "安全管理条例" }
    let reader = try folder.index([titles.map { document($0, $0, ["第一条　制定本条例。"]) }])
    let query = try reader.naming(try QueryParser.parse("安全条例", namesArticles: true).spelled)
    #expect(query.patterns.map(\.text) == ["安全条例"] + (isShort ? ["安全生产许可证条例"] : []))
  }

  @Test(arguments: [("道交法91条", 0), ("治安处罚法第九十一条", 1), ("铁路条例 91条", 4)])
  func theArticleOfItComesFirst(typed: String, law: Int) throws {
    let folder = TemporaryFolder()
    let (query, reader) = try Self.naming(typed, folder)
    let first = try #require(try reader.search(query, SearchOptions()).hits.first)
    #expect(first.document == law && first.paragraph == law * 3 + 1 && first.missing.isEmpty)
  }
}
