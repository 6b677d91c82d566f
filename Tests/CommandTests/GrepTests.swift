// GrepTests.swift — andu grep: every paragraph, in document order.
import Foundation
import Testing

private enum Sample {
  static let lines = [
    #"{"doc_id":"plan1","title":"云溪市2023年工作要点","date":"2023-03-01","source":"云溪市司法局","paragraphs":["一、总体要求","案件同比增长20.2%，调解同比增长5%。","培养“法律明白人”113人。"]}"#,
    #"{"doc_id":"plan2","title":"青禾縣2022年總結","date":"2022-12-30","source":"青禾县司法局","paragraphs":["開展社區矯正。","ＡＰＰ注册量同比增长8%。","完。"]}"#,
  ].joined(separator: "\n")

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    return workshop
  }()
}

private func andu(_ arguments: String..., environment: [String: String] = [:]) -> Run {
  Sample.workshop.andu(arguments, environment: environment)
}

@Suite("andu grep")
struct GrepTests {
  @Test func printsEveryParagraphInOrder() {
    let run = andu("grep", "同比增长[0-9.]+%")
    #expect(run.status == 0, "\(run)")
    #expect(
      run.lines == [
        "云溪市2023年工作要点 · 云溪市司法局 · 2023-03-01", "plan1#2  案件同比增长20.2%，调解同比增长5%。",
        "青禾縣2022年總結 · 青禾县司法局 · 2022-12-30", "plan2#2  ＡＰＰ注册量同比增长8%。",
      ], "\(run)")
    #expect(run.error == "2 paragraphs, 3 hits\n", "\(run)")
  }

  @Test(arguments: [
    (["社區矯正"], 1), (["社区矫正"], 0), (["-i", "社区矫正"], 1), (["-i", "-F", "app"], 1), (["app"], 0),
    (["-F", "[0-9.]+%"], 0), (["增长.*%", "--year", "2022"], 1), (["-v", "[增一开開]"], 2),
    (["-F", "“法律明白人”"], 1), (["人$|。$", "--since", "2023"], 2), (["-n", "1", "。"], 1),
    (["增*"], 6),
  ])
  func finds(_ arguments: [String], _ paragraphs: Int) {
    let run = Sample.workshop.andu(["grep", "--tsv"] + arguments)
    #expect(run.lines.count == paragraphs && run.status == (paragraphs > 0 ? 0 : 1), "\(run)")
  }

  @Test func countsAndLists() {
    #expect(andu("grep", "-c", "增长").output == "2 documents, 2 paragraphs, 3 hits\n")
    #expect(andu("grep", "-c", "增长", "--tsv").output == "2\t2\t3\n")
    // Where it matches nothing, that is no hit.
    #expect(andu("grep", "-c", "增*", "--tsv").output == "2\t6\t3\n")
    #expect(andu("grep", "-c", "-l", "增长", "--tsv").lines.first == "plan1\t1\t2\t云溪市2023年工作要点")
    #expect(andu("grep", "-l", "培养", "--tsv").output == "plan1\t云溪市2023年工作要点\n")
    #expect(andu("grep", "-c", "没有的").status == 1)
    let totals = andu("grep", "-c", "增长", "--json").output
    #expect(totals == #"{"documents":2,"hits":3,"paragraphs":2,"type":"totals","v":1}"# + "\n")
    #expect(totals == andu("search", "-c", "--literal", "--all", "增长", "--json").output)
    let tallies = andu("grep", "-l", "增长", "--jsonl")
    #expect(tallies.lines.count == 2 && tallies.lines[0].contains(#""hits":2,"#), "\(tallies)")
    #expect(tallies.output == andu("grep", "-c", "-l", "增长", "--jsonl").output)
  }

  /// Counting looks at the code of the texts, and not at the texts.
  @Test(arguments: [
    "的", "，", "。", "一", "0", "%", "同比", "比增", "社區", "Ａ", "[0-9]+", "增长|同比", "“", "完",
  ])
  func countsWhatItFinds(_ pattern: String) {
    let found = andu("grep", pattern, "--jsonl").lines.reduce(0) { sum, line in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return sum + ((object?["highlights"] as? [Any])?.count ?? 0)
    }
    let counted = andu("grep", "-c", pattern, "--tsv").output.split(separator: "\t").last
    #expect(Int(counted?.dropLast() ?? "0") ?? 0 == found, "\(pattern)")
    let literal = andu("grep", "-c", "-v", "-F", pattern, "--tsv").output.split(separator: "\t")
      .last
    #expect(Int(literal?.dropLast() ?? "0") ?? 0 == 0, "\(pattern)")
  }

  @Test func showsNeighboursOnce() {
    let run = andu("grep", "-C", "1", "总体要求|增长2")
    #expect(
      run.lines.dropFirst().map { String($0.prefix(7)) } == ["plan1#1", "plan1#2", "plan1#3"],
      "\(run)")
  }

  @Test func givesPassagesWithExactHighlights() throws {
    let run = andu("grep", "增长[0-9.]+", "--jsonl", "-C", "1")
    let first = try #require(
      try JSONSerialization.jsonObject(with: Data(run.lines[0].utf8)) as? [String: Any])
    #expect(first["reference"] as? String == "plan1#2")
    #expect(first["highlights"] as? [[Int]] == [[4, 10], [16, 19]])
    #expect(first["before"] as? [String] == ["一、总体要求"] && first["v"] as? Int == 1)
    let array = try JSONSerialization.jsonObject(with: Data(andu("grep", "。", "--json").bytes))
    #expect((array as? [Any])?.count == 5)
    #expect(andu("grep", "没有的", "--json").output == "[]\n")
  }

  @Test func coloursTheMatches() {
    let run = andu("grep", "增长5", "--color", "always")
    #expect(run.output.contains("同比\u{1b}[1;31m增长5\u{1b}[0m%"), "\(run)")
  }

  @Test func pointsAtWhatIsWrong() {
    let run = andu("grep", "法治(甲|乙")
    #expect(run.status == 2 && run.error.hasPrefix("andu: 法治(甲|乙: this parenthesis"), "\(run)")
    #expect(run.error.hasSuffix("\n  法治(甲|乙\n      ^\n"), "\(run)")
    let chinese = andu("grep", "[z-a]", environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.error.contains("起止颠倒"), "\(chinese)")
    #expect(andu("grep", "").status == 2)
    #expect(andu("grep", "甲", "--json", "--tsv").status == 2)
  }

  /// What the index says stands somewhere, stands there, and nowhere else.
  @Test(arguments: ["法律明白人", "增长", "一", "同比增长8"])
  func agreesWithTheIndex(_ text: String) {
    let search = andu("search", "-c", "--literal", "--all", text)
    #expect(andu("grep", "-c", "-F", text).output == search.output)
  }
}
