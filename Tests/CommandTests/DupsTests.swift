// DupsTests.swift — andu dups, and what andu search shows of copies.
import Foundation
import Testing

private enum Sample {
  static let plan = [
    "一、总体要求。坚持服务大局，围绕重点产业链组建律师服务团，三月底前完成走访，六月起每月到园区坐班一次。",
    "二、重点任务。社区矫正中心增设心理辅导室，法律援助窗口延长办公时间，公证处开通上门服务，调解员逐村结对。",
    "三、普法宣传。培养“法律明白人”一百名，编印方言宣传册，邀请退休法官进校园讲课，把模拟法庭办到乡镇集市上。",
    "四、工作保障。经费列入年度预算，按季度通报进展，年终由群众代表参加评议，评议结果向社会公开并与考核挂钩。",
    "五、附则。本要点由市司法局负责解释，执行中遇到的问题及时反馈，需要调整的事项经局务会议研究后另行通知。",
  ]

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    return workshop
  }()

  private static var lines: [String] {
    [
      line("passed", "转发云溪市2025年工作要点", "2025-05-01", "石桥县司法局", ["现转发给你们。"] + plan),
      line("origin", "云溪市2025年工作要点", "2025-02-01", "云溪市司法局", plan),
      line("alone", "云溪市2025年工作总结", "2025-12-01", "云溪市司法局", ["培养“法律明白人”九十名。"]),
    ]
  }

  static func line(
    _ id: String, _ title: String, _ date: String, _ source: String, _ texts: [String]
  ) -> String {
    let object: [String: Any] = [
      "doc_id": id, "title": title, "date": date, "source": source, "paragraphs": texts,
    ]
    let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

private func andu(_ arguments: String..., environment: [String: String] = [:]) -> Run {
  Sample.workshop.andu(arguments, environment: environment)
}

@Suite("andu dups")
struct DupsTests {
  @Test func listsGroupsTheOriginalFirst() {
    let run = andu("dups")
    #expect(run.status == 0 && run.error == "1 group of 2 documents\n", "\(run)")
    #expect(
      run.lines == [
        " orig  云溪市2025年工作要点 · 云溪市司法局 · 2025-02-01",
        "  pass  转发云溪市2025年工作要点 · 石桥县司法局 · 2025-05-01",
      ], "\(run)")
    let tsv = andu("dups", "--tsv")
    #expect(tsv.lines.map { $0.split(separator: "\t")[1] } == ["orig", "pass"], "\(tsv)")
    #expect(andu("dups", environment: ["LC_ALL": "zh_CN.UTF-8"]).error == "1 组，2 个文档\n")
  }

  @Test func printsGroupsForPrograms() throws {
    let run = andu("dups", "--json")
    let groups = try #require(
      try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [[String: Any]])
    let documents = try #require(groups.first?["documents"] as? [[String: Any]])
    #expect(groups[0]["kind"] as? String == "copies")
    #expect(documents.map { $0["document"] as? String } == ["origin", "passed"], "\(run)")
    #expect(andu("dups", "--jsonl").lines.count == 1)
  }

  @Test func asksForOneDocument() {
    #expect(andu("dups", "passed", "--tsv").lines.count == 2)
    let none = andu("dups", "alone")
    #expect(none.status == 1 && none.output.isEmpty, "\(none)")
    #expect(andu("dups", "--versions").status == 1)
    #expect(andu("dups", "nobody").status == 1)
    #expect(andu("dups", "--json", "alone").output == "[]\n")
  }

  @Test func showsAsManyGroupsAsAsked() {
    let run = andu("dups", "-n", "0")
    #expect(
      run.status == 0 && run.output.isEmpty && run.error == "1 group of 2 documents\n", "\(run)")
    #expect(andu("dups", "-n1", "--jsonl").lines.count == 1)
    #expect(andu("dups", "-n", "-1").status == 2)
  }

  @Test func searchShowsOneForAll() throws {
    let run = andu("search", "心理辅导室")
    #expect(run.output.contains("(1 more place: pass#3)"), "\(run)")
    #expect(run.output.components(separatedBy: "云溪市2025年工作要点").count == 2, "\(run)")
    let chinese = andu("search", "心理辅导室", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("（另有 1 处：pass#3）"), "\(chinese)")
    let every = andu("search", "心理辅导室", "--duplicates", "--tsv")
    #expect(Set(every.lines.map { $0.prefix(6) }) == ["orig#2", "pass#3"], "\(every)")
    let json = andu("search", "心理辅导室", "--jsonl")
    let passage = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    let copies = try #require(passage["copies"] as? [[String: Any]])
    #expect(copies.map { $0["reference"] as? String } == ["pass#3"], "\(json)")
    #expect(copies[0]["source"] as? String == "石桥县司法局")
  }

  @Test func aResultNamesTheNewerState() {
    let workshop = Workshop.withArchive()
    let lines = [
      Sample.line("draft", "云溪市工作要点（征求意见稿）", "2025-02-01", "云溪市司法局", Sample.plan),
      Sample.line("final", "云溪市工作要点", "2025-03-09", "云溪市司法局", Sample.plan),
    ]
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    let run = workshop.andu("search", "模拟法庭")
    #expect(run.output.contains("(a newer state: fina, 2025-03-09)"), "\(run)")
    #expect(run.output.components(separatedBy: "newer state").count == 2, "\(run)")
    let chinese = workshop.andu("search", "模拟法庭", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("（有较新的版本：fina，2025-03-09）"), "\(chinese)")
    #expect(!workshop.andu("search", "模拟法庭", "--duplicates").output.contains("newer state"))
  }

  @Test func copiesAreCountedAndNotShown() {
    func ids(_ run: Run) -> [String] { run.lines.map { String($0.prefix(6)) } }
    let grouped = andu("search", "法律明白人", "--group", "doc", "--tsv")
    #expect(ids(grouped) == ["alon#1", "orig#3"], "\(grouped)")
    let every = andu("search", "法律明白人", "--group", "doc", "--duplicates", "--tsv")
    #expect(Set(ids(every)) == ["alon#1", "orig#3", "pass#4"], "\(every)")
    let faceted = andu("search", "法律明白人", "--facet", "source")
    #expect(faceted.output.contains("云溪市司法局  2  2") && faceted.output.contains("石桥县司法局  1  1"))
    #expect(faceted.output.contains("(1 more place: pass#4)"), "\(faceted)")
    #expect(andu("search", "法律明白人", "-c").output == "3 documents, 3 paragraphs, 3 hits\n")
    let explained = andu("search", "法律明白人", "--explain")
    #expect(explained.output.components(separatedBy: "   score ").count == 3, "\(explained)")
  }
}
