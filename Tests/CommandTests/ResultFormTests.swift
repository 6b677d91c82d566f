// ResultFormTests.swift — the forms of search results for programs, against docs/JSON.md.
import Foundation
import Testing

private enum Sample {
  static let lines = [
    #"{"doc_id":"plan","title":"云溪方案","date":"2023-06-30","source":"云溪市司法局","issuer":"云溪市司法局","years":[2023],"documentKind":"方案","documentNumber":"云司〔2023〕8号","region":{"code":"440700","name":"广东省江门市","level":"市"},"attachments":[{"name":"任务表","address":"1.xls"}],"url":"http://sfj.yunxi.example/1.html","paragraphs":["一、社区矫正","（一）法治体检","深入开展“法治体检”，推动社区矫正工作提质。","二、附则"]}"#,
    #"{"doc_id":"sum#1","title":"云溪总结","date":"2022-12-01","paragraphs":["社区矫正案件120件，社区矫正中心建成。"]}"#,
  ].joined(separator: "\n")

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    return workshop
  }()
}

private func search(_ arguments: String..., input: String = "") -> Run {
  Sample.workshop.andu(["search"] + arguments, input: Array(input.utf8))
}

@Suite("forms of search results")
struct ResultFormTests {
  private typealias Object = [String: Any]

  private func object(_ line: String) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object, "\(line)")
  }

  /// The keys of each table in docs/JSON.md, by the heading above it.
  private static let documented: [String: Set<String>] = {
    let path = Package.root.appendingPathComponent("docs/JSON.md")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    var keys: [String: Set<String>] = [:]
    var heading = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") { heading = String(line.drop { $0 == "#" || $0 == " " }) }
      guard line.hasPrefix("| `") else { continue }
      keys[heading, default: []].insert(String(line.dropFirst(3).prefix { $0 != "`" }))
    }
    return keys
  }()

  private func isAsDocumented(_ object: Object, _ form: String? = nil) throws {
    let form = try #require(form ?? object["type"] as? String)
    #expect(Set(object.keys) == Self.documented[form], "\(form)")
  }

  @Test func everyDocumentedKeyIsThereAndNoOther() throws {
    let passages = search("社区矫正", "法治体检", "--jsonl").lines
    #expect(passages.count == 4)
    for line in passages { try isAsDocumented(object(line)) }
    let first = try object(passages[0])
    try isAsDocumented(#require(first["region"] as? Object), "region")
    try isAsDocumented(#require((first["attachments"] as? [Object])?.first), "attachment")
    var explained = try object(search("社区矫正", "--explain", "--jsonl").lines[0])
    try isAsDocumented(#require((explained["why"] as? [Object])?.first), "why")
    explained["why"] = nil
    try isAsDocumented(explained)
    let scanned = Sample.workshop.andu("grep", "矫正", "--jsonl").lines
    #expect(scanned.count == 3)
    for line in scanned { try isAsDocumented(object(line)) }
    try isAsDocumented(object(search("社区矫正", "-c", "--jsonl").lines[0]))
    for line in search("社区矫正", "-c", "-l", "--jsonl").lines { try isAsDocumented(object(line)) }
    let totals = Sample.workshop.andu("grep", "-c", "矫正", "--json")
    try isAsDocumented(object(totals.output))
    for line in Sample.workshop.andu("grep", "-l", "矫正", "--jsonl").lines {
      try isAsDocumented(object(line))
    }
    let lines = search("--batch", "-", "--jsonl", input: "社区矫正\n“开\n").lines
    #expect(try lines.map { try object($0)["type"] as? String } == ["answer", "error"])
    for line in lines { try isAsDocumented(object(line)) }
  }

  /// The keys that a row of the last table in docs/JSON.md names before any that are explained
  /// further, and those with * behind them, which may be left out.
  private func keys(of command: String) throws -> (all: Set<String>, needed: Set<String>) {
    let path = Package.root.appendingPathComponent("docs/JSON.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("| `\(command)`") })
    let cell = row.split(separator: "|")[1].replacing(#/\([^)]*\)/#, with: "")
    var (all, needed): (Set<String>, Set<String>) = ([], [])
    for match in cell.matches(of: #/`([A-Za-z0-9]+)`(\*?)/#) {
      all.insert(String(match.1))
      if match.2.isEmpty { needed.insert(String(match.1)) }
    }
    return (all, needed)
  }

  @Test(arguments: [
    ["versions", "plan"], ["terms"], ["show", "plan"], ["cite", "plan#3", "--quote"],
    ["cite", "plan"],
  ])
  func theOtherCommandsPrintTheKeysThatAreDocumented(arguments: [String]) throws {
    let run = Sample.workshop.andu(arguments + ["--json"])
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [Object], "\(run)")
    #expect(!objects.isEmpty, "\(run)")
    let (all, needed) = try keys(of: arguments[0])
    for object in objects {
      #expect(Set(object.keys).isSubset(of: all), "\(object.keys)")
      #expect(needed.isSubset(of: Set(object.keys)), "\(object.keys)")
    }
  }

  @Test func passagesHoldTheWholeRecord() throws {
    let passages = try search("法治体检", "社区矫正", "--jsonl").lines.map { try object($0) }
    let passage = try #require(passages.first { $0["reference"] as? String == "plan#3" })
    #expect(passage["level"] as? String == "市")
    #expect(passage["documentNumber"] as? String == "云司〔2023〕8号")
    #expect(passage["headings"] as? [String] == ["社区矫正", "法治体检"])
    #expect(passage["headingHighlights"] as? [[[Int]]] == [[[0, 4]], [[0, 4]]])
    #expect(passage["highlights"] as? [[Int]] == [[5, 9], [13, 17]])
    #expect((passage["sha256"] as? String)?.count == 64)
    let other = try object(search("云溪总结", "案件", "-n", "1", "--jsonl").lines[0])
    #expect(other["titleHighlights"] as? [[Int]] == [[0, 4]], "\(other)")
    #expect(other["issuer"] is NSNull && other["region"] is NSNull)
  }

  @Test func rowsHoldTheSame() {
    let run = search("社区矫正", "案件", "--tsv")
    let rows = run.lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = rows.map(\.count)
    #expect(columns == [20, 20, 20], "\(run)")
    let partial = rows.first { $0[0] == "plan#3" } ?? []
    #expect(partial[2] == "partial" && partial[8] == "plan" && partial[18] == "“案件”", "\(run)")
    #expect(partial[9...14] == ["云溪市司法局", "云司〔2023〕8号", "方案", "市", "广东省江门市", "2023"])
    #expect(partial[17] == "社区矫正 › 法治体检" && partial[19] == "13-17", "\(run)")
  }

  @Test func referencesEndWithNull() {
    #expect(search("案件", "-0").output == "sum#1#1\0")
    #expect(Set(search("社区矫正", "-l", "-0").output.split(separator: "\0")) == ["plan", "sum#1"])
    for reference in ["sum#1#1", "sum#1"] {
      let show = Sample.workshop.andu("show", reference)
      #expect(show.status == 0 && show.output.hasPrefix("云溪总结"), "\(show)")
    }
    #expect(search("犬", "-0").status == 1)
    #expect(search("社区矫正", "-0", "--tsv").status == 2)
    #expect(search("社区矫正", "-0", "-c").status == 2)
  }

  @Test func printsARunForEvaluators() {
    let run = search("--batch", "-", "--trec", "mine", input: "q7\t案件\n\n犬\n社区矫正 体检\n")
    #expect(run.lines.first == "q7 Q0 sum#1#1 1 -1 mine", "\(run)")
    let cells = run.lines.dropFirst().map { $0.split(separator: " ").map(String.init) }
    #expect(cells.map { $0[0] } == ["4", "4", "4", "4"], "\(run)")
    #expect(cells.map { $0[3] + $0[4] } == ["1-1", "2-2", "3-3", "4-4"], "\(run)")
    #expect(Set(cells.map { $0[2] }) == ["plan#1", "plan#2", "plan#3", "sum#1#1"], "\(run)")
    #expect(search("案件", "-l", "--trec", "a").output == "1 Q0 sum#1 1 -1 a\n")
    #expect(search("案件", "--trec", "a b").status == 2)
  }

  @Test func aBadLineIsReportedAndTheRestAnswered() throws {
    let run = search("--batch", "-", "--json", input: "\u{feff}案件\r\n年：23 体检\nx\t社区矫正\n")
    #expect(run.status == 3, "\(run)")
    #expect(run.error.contains("andu: line 2: "), "\(run)")
    let answers = try #require(
      try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [Object])
    #expect(answers.map { $0["id"] as? String } == ["1", "2", "x"])
    #expect(answers.map { $0["paragraphs"] as? Int } == [1, nil, 3], "\(run)")
    #expect(answers[1]["column"] as? Int == 2, "\(run)")
    #expect(answers[0]["query"] as? String == "案件")
  }

  @Test func anIDWithoutAQueryAndBrokenTextAreBadLines() throws {
    let input = Array("案件\t\n".utf8) + [0xff, 0x0a] + Array("x\t案件\n".utf8)
    let run = Sample.workshop.andu(["search", "--batch", "-", "--jsonl"], input: input)
    #expect(run.status == 3 && run.error.contains("line 1: no query\n"), "\(run)")
    #expect(run.error.contains("line 2: this is not UTF-8\n"), "\(run)")
    #expect(
      try run.lines.map { try object($0)["type"] as? String } == ["error", "error", "answer"])
    for line in run.lines { try isAsDocumented(object(line)) }
    #expect(try object(run.lines[0])["id"] as? String == "案件")
  }

  @Test func aBatchForPeopleHasABlockForEachQuery() {
    let run = search("--batch", "-", "-n", "1", input: "案件\n犬\n")
    #expect(
      run.status == 0 && run.output.contains("== 1  案件  1 paragraph in 1 document\n"), "\(run)")
    #expect(run.output.contains("== 2  犬  nothing found"), "\(run)")
    #expect(search("--batch", "-", input: "犬\n").status == 1)
    #expect(search("--batch", "-", input: "").status == 1)
    #expect(search("--batch", "absent.txt").status == 2)
    #expect(search("案件", "--batch", "-").status == 2)
    let counts = search("--batch", "-", "-c", "--tsv", input: "社区矫正\n犬\n")
    #expect(counts.output == "1\t2\t3\t4\n2\t0\t0\t0\n", "\(counts)")
  }
}
