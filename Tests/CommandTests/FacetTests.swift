// FacetTests.swift — counts of all that matches, results by document.
import Foundation
import Testing

private enum Sample {
  static let lines = [
    #"{"doc_id":"plan","title":"云溪方案","date":"2023-06-30","issuer":"云溪市司法局","years":[2023,2024],"documentKind":"方案","region":{"code":"440700","name":"广东省江门市","level":"市"},"url":"http://sfj.yunxi.example/1.html","paragraphs":["社区矫正要抓实。","另一件事。","社区矫正要抓细，社区矫正要抓好。"]}"#,
    #"{"doc_id":"sum","title":"云溪总结","date":"2023-12-01","issuer":"云溪市司法局","years":[2023],"documentKind":"总结","region":{"code":"440000","name":"广东省","level":"省"},"paragraphs":["社区矫正案件120件。"]}"#,
    #"{"doc_id":"news","title":"新闻","years":[],"paragraphs":["社区矫正中心建成。","案件下降。"]}"#,
  ].joined(separator: "\n")

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    return workshop
  }()
}

private func search(_ arguments: String..., environment: [String: String] = [:]) -> Run {
  Sample.workshop.andu(["search"] + arguments, environment: environment)
}

@Suite("andu search --facet, --group, --sort")
struct FacetTests {
  /// `field=value:documents/paragraphs`, as `--jsonl` has them.
  private func facets(_ arguments: [String]) throws -> [String] {
    let run = Sample.workshop.andu(["search", "--jsonl"] + arguments)
    return try run.lines.compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }.filter { $0["type"] as? String == "facet" }.flatMap { facet -> [String] in
      (facet["values"] as? [[String: Any]] ?? []).map { value in
        "\(facet["field"] ?? "")=\(value["value"] as? String ?? "")"
          + ":\(value["documents"] ?? "")/\(value["paragraphs"] ?? "")"
      }
    }
  }

  @Test func countsDocumentsAndParagraphsOfAllThatMatches() throws {
    let all = [
      "year=:1/1", "year=2023:2/3", "year=2024:1/2", "level=:1/1", "level=市:1/2", "level=省:1/1",
    ]
    #expect(try facets(["社区矫正", "--facet", "year,level"]) == all)
    // However little is shown.
    #expect(try facets(["社区矫正", "--facet", "year,level", "-n", "1"]) == all)
    #expect(try facets(["社区矫正", "--facet", "year,level", "-n", "0"]) == all)
    #expect(try facets(["社区矫正", "--facet", "year,level", "-l"]) == all)
    #expect(try facets(["社区矫正", "--facet", "year,level", "-c"]) == all)
    #expect(try facets(["社区矫正", "--all", "--facet", "year,level"]) == all)
    #expect(
      try facets(["社区矫正", "--level", "市", "--facet", "region,kind,issuer,site"]) == [
        "region=440700:1/2", "kind=方案:1/2", "issuer=云溪市司法局:1/2", "site=sfj.yunxi.example:1/2",
      ])
    // Partial matches do not count.
    #expect(try facets(["社区矫正", "案件", "--facet", "kind"]) == ["kind=总结:1/1"])
    #expect(try facets(["犬", "--facet", "kind"]) == [])
  }

  /// The words may stand in paragraphs that are apart.
  @Test(arguments: ["doc", "section"])
  func countsAndGroupsWhereWordsStandApart(_ scope: String) throws {
    let query = ["社区矫正", "案件", "--scope", scope, "--facet", "kind"]
    for further in [[], ["-l"], ["-c"], ["-n", "0"]] {
      #expect(try facets(query + further) == ["kind=:1/2", "kind=总结:1/1"], "\(further)")
    }
    let run = search("社区矫正", "案件", "--scope", scope, "--facet", "kind", "-l")
    #expect(run.output.contains("(1 more of this document)"), "\(run)")
    #expect(run.output.contains("\nkind\n"), "\(run)")
  }

  @Test func countsComeWithFacetsAndWithoutDocuments() {
    let rows = search("社区矫正", "-c", "--facet", "level", "--tsv")
    #expect(
      rows.lines == [
        "3\t4\t5", "level\t\t1\t1\t1", "level\t市\t1\t2\t3", "level\t省\t1\t1\t1",
      ], "\(rows)")
    let objects = search("社区矫正", "-c", "--facet", "level", "--jsonl").lines
    #expect(objects.count == 2 && objects[0].contains(#""type":"totals""#), "\(objects)")
    let tallies = search("社区矫正", "-c", "-l", "-n", "2", "--facet", "level", "--jsonl").lines
    #expect(tallies.count(where: { $0.contains(#""type":"tally""#) }) == 2, "\(tallies)")
    #expect(tallies.count == 3)
    #expect(search("社区矫正", "-c", "-l", "--tsv").lines.count == 3)
    #expect(search("社区矫正", "-c", "-l", "-n", "2", "--tsv").lines.count == 2)
    let dropped = search("社区矫正", "--facet", "level", "--tsv")
    #expect(dropped.error.contains("; --facet is shown with -c"), "\(dropped)")
  }

  @Test func printsBarsBelowTheResults() {
    let run = search("社区矫正", "--facet", "level,region")
    #expect(run.output.contains("\nlevel\n  –   1  1  ████"), "\(run)")
    #expect(run.output.contains("\n  市  1  2  ████"), "\(run)")
    #expect(run.output.contains("440700 广东省江门市"), "\(run)")
    #expect(search("社区矫正", "--facet", "colour").status == 2)
    #expect(!search("社区矫正", "--facet", "level", "--tsv").output.contains("█"))
  }

  @Test func saysWhyNothingIsShownOrCounted() {
    let beyond = search("社区矫正", "--offset", "7")
    #expect(beyond.status == 0 && beyond.output.isEmpty, "\(beyond)")
    #expect(beyond.error.contains("; --offset 7 passes over all results"), "\(beyond)")
    #expect(!search("社区矫正", "--offset", "7", "-n", "0").error.contains("--offset"))
    #expect(!search("社区矫正", "--offset", "1").error.contains("--offset"))
    #expect(!search("犬", "--offset", "7").error.contains("--offset"))
    let partial = search("社区矫正", "天气", "--facet", "level")
    #expect(partial.error.contains("; --facet counts those with all words"), "\(partial)")
    #expect(!search("社区矫正", "--facet", "level").error.contains("--facet"))
  }

  @Test func oneParagraphStandsForItsDocument() {
    let run = search("社区矫正", "--group", "doc")
    #expect(
      run.output.contains("plan#") && run.output.contains("(1 more of this document)"), "\(run)")
    #expect(run.output.components(separatedBy: "more of this document").count == 2, "\(run)")
    let lines = search("社区矫正", "--group", "doc", "--jsonl").lines
    #expect(lines.count == 3 && lines.contains { $0.contains(#""others":1"#) }, "\(lines)")
    #expect(search("社区矫正", "-l").output == run.output)
    #expect(search("社区矫正", "--jsonl", "-n", "1").output.contains(#""others":null"#))
    #expect(search("社区矫正", "--group", "year").status == 2)
  }

  @Test func sortsByIssuer() {
    let references = search("社区矫正", "--sort", "issuer", "--tsv").lines.map { $0.prefix(4) }
    #expect(references.last == "news" && references.count == 4)
  }
}
