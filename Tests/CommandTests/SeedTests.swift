// SeedTests.swift — the five real texts that Andu is made for, when they are beside the package.
import Foundation
import Testing

private enum Seeds {
  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    if let seeds = Package.seeds { _ = workshop.andu("add", seeds) }
    return workshop
  }()

  /// The document's number, 000 … 004, by its short id.
  static let numbers: [String: Int] = {
    var numbers: [String: Int] = [:]
    for id in workshop.ids {
      let saved = workshop.andu("info", id).lines.first { $0.hasPrefix("savedAs") } ?? ""
      if let name = saved.split(separator: "/").last { numbers[id] = Int(name.prefix(3)) }
    }
    return numbers
  }()

  static func id(_ number: Int) -> String { numbers.first { $0.value == number }?.key ?? "?" }

  /// Hits in each of the five documents.
  static func hits(_ query: String, _ options: String...) -> [Int] {
    var hits = [0, 0, 0, 0, 0]
    for line in workshop.andu(["search", query, "-c", "-l", "--tsv"] + options).lines {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      if cells.count > 2, let number = numbers[String(cells[0])] {
        hits[number] = Int(cells[2]) ?? -1
      }
    }
    return hits
  }
}

@Suite("The five seeds", .enabled(if: Package.seeds != nil, "../shared/seeds is absent"))
struct SeedTests {
  @Test func areAllThere() {
    #expect(Set(Seeds.numbers.values) == [0, 1, 2, 3, 4])
    #expect(Seeds.workshop.andu("verify").status == 0)
  }

  @Test(arguments: [
    ("法律明白人", [1, 1, 2, 0, 1]),
    ("社区矫正", [7, 6, 8, 4, 0]),
    ("“1+6+3”", [0, 0, 0, 0, 1]),
    ("南沙方案", [0, 3, 0, 0, 0]),
    ("犬", [0, 0, 0, 0, 0]),
  ])
  func hold(_ query: String, _ hits: [Int]) {
    #expect(Seeds.hits(query) == hits)
  }

  @Test func aCharacterOfOneDocumentOnly() {
    #expect(Seeds.hits("鲤").map { $0 > 0 } == [false, false, true, false, false])
    #expect(Seeds.workshop.andu("search", "犬").status == 1)
  }

  @Test(arguments: [("（一）", "(一)"), ("普法規劃", "普法规划"), ("改革，", "改革,")])
  func foldedFormsFindTheSame(_ left: String, _ right: String) {
    let hits = Seeds.hits(left)
    #expect(hits == Seeds.hits(right) && hits.contains { $0 > 0 })
    let references = [left, right].map { query in
      Seeds.workshop.andu("search", query, "--tsv", "-n", "1000").lines.map {
        $0.split(separator: "\t")[0]
      }
    }
    #expect(references[0] == references[1])
  }

  @Test func threeHitsInOneParagraph() {
    #expect(
      Seeds.workshop.andu("search", "南沙方案", "-c").output == "1 document, 1 paragraph, 3 hits\n")
  }

  @Test func insideAWordAndThroughMarks() {
    let inside = Seeds.workshop.andu("search", "粤执法", "--jsonl").lines
    #expect(!inside.isEmpty)
    #expect(Seeds.hits("执法")[4] == 36)
    for line in Seeds.workshop.andu("search", "八五普法", "--jsonl").lines {
      #expect(line.contains("“八五”普法"), "\(line)")
    }
    #expect(Seeds.hits("八五普法").filter { $0 > 0 }.count >= 4)
    #expect(Seeds.hits("八五普法", "--literal") == [0, 0, 0, 0, 0])
  }

  /// Labels of the numbered lines, by depth, from `tree`.
  private func depths(_ number: Int) -> [Int: Int] {
    guard let seeds = Package.seeds,
      let name = try? FileManager.default.contentsOfDirectory(atPath: seeds).sorted()[number]
    else { return [:] }
    let run = Seeds.workshop.andu("extract", "--json", "\(seeds)/\(name)")
    let object = try? JSONSerialization.jsonObject(with: Data(run.bytes)) as? [String: Any]
    var counts: [Int: Int] = [:]
    for paragraph in object?["paragraphs"] as? [[String: Any]] ?? []
    where paragraph["label"] is String {
      counts[paragraph["depth"] as? Int ?? -1, default: 0] += 1
    }
    return counts
  }

  @Test(arguments: [
    (0, [1: 8, 3: 40]), (1, [1: 6]), (2, [1: 4, 2: 18]), (3, [:]), (4, [1: 10, 3: 28]),
  ])
  func haveTheirOutline(_ number: Int, _ expected: [Int: Int]) {
    #expect(depths(number) == expected)
    // The archive keeps the outline that the extraction saw.
    let tree = Seeds.workshop.andu("tree", Seeds.id(number))
    let branches = tree.lines.filter { $0.contains("\(Seeds.id(number))#") }
    let numbered = expected.values.reduce(0, +)
    #expect(number == 3 ? branches.count > 3 : branches.count >= numbered, "\(tree)")
  }

  @Test func bareHeadingsAreFound() {
    let tree = Seeds.workshop.andu("tree", Seeds.id(3))
    #expect(tree.lines.count > 6, "\(tree)")
  }

  @Test(arguments: [
    (["dept:律师工作管理科"], 11), (["path:六/15"], 1),
    (["法律明白人 -(年：2022 OR 江门)"], 4), (["社区矫正 NEAR/10 智慧", "--all"], 3),
    (["21,964件"], 1), (["法律?白人", "--all"], 5), (["2023年", "标题：工作要点"], 1),
  ])
  func answerAQueryOfTheLanguage(_ arguments: [String], _ paragraphs: Int) {
    let run = Seeds.workshop.andu(["search", "--jsonl", "-n", "100"] + arguments)
    let full = run.lines.filter { $0.contains(#""missing":[]"#) }
    #expect(full.count == paragraphs, "\(arguments): \(run.error)")
  }

  @Test func aPathNamesAnItem() {
    let show = Seeds.workshop.andu("show", "\(Seeds.id(4))#六/15")
    #expect(show.status == 0 && show.output.contains("法治服务保障镇域经济发展壮大"), "\(show)")
  }
}
