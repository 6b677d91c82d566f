// CiteTests.swift — andu cite with several references, in every style; andu cite --check.
import Foundation
import Testing

@Suite("andu cite")
struct CiteTests {
  private static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    return workshop
  }()

  private static let lines = #"""
    {"doc_id":"plan","title":"计划","date":"2023-05-10","source":"云溪市司法局","url":"http://a.example/1","paragraphs":["一、总体要求","全年办理案件1234件，同比增长5.6%。"]}
    {"doc_id":"news","title":"消息","date":"2024-01-02","source":"云溪日报","url":"http://a.example/2","paragraphs":["记者从“法治体检”启动会获悉。"]}
    """#

  private func andu(_ arguments: String...) -> Run {
    Self.workshop.andu(["cite"] + arguments + ["--accessed", "2024-05-06"])
  }

  @Test func citesSeveral() {
    let run = andu("plan#2", "news", "none", "--style", "official")
    #expect(run.output == "《计划》第一部分第1段\n《消息》\n" && run.status == 3, "\(run)")
    #expect(run.error.contains("none"), "\(run)")
    #expect(andu("none").status == 1)
    let newspaper = andu("news")
    #expect(newspaper.output.hasPrefix("消息[N/OL]. 云溪日报, 2024-01-02[2024-05-06]. "), "\(newspaper)")
  }

  @Test func takesWhatSearchFound() {
    for form in ["--tsv", "--jsonl"] {
      let found = Self.workshop.andu("search", "案件", form)
      let run = Self.workshop.andu(["cite", "-", "--style", "official"], input: found.bytes)
      #expect(run.output == "《计划》第一部分第1段\n" && run.status == 0, "\(run)")
    }
  }

  @Test func writesDatabases() throws {
    let bibtex = andu("plan", "news", "--style", "bibtex")
    #expect(bibtex.output.contains("},\n}\n\n@article{andunews,\n"), "\(bibtex)")
    let csl = andu("plan#2", "news#1", "--style", "csl-json", "--quote")
    let items = try JSONSerialization.jsonObject(with: Data(csl.bytes)) as? [[String: Any]]
    #expect(items?.map { $0["annote"] as? String } == ["全年办理案件1234件，同比增长5.6%。", "记者从“法治体检”启动会获悉。"])
  }

  @Test func quotesWordsOfAParagraph() throws {
    // Typed in another width and with other marks than those that stand there.
    let run = andu("news", "--text", "「法治体检」启动会", "--quote", "--style", "official")
    #expect(run.output == "《消息》第1段\n“‘法治体检’启动会”\n", "\(run)")
    #expect(andu("news", "--text", "不在其中的话", "--quote").status == 2)
    #expect(andu("news", "--anchor").status == 2)
    let json = andu("plan#2", "--text", "案件1234件", "--jsonl")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    #expect(object["quote"] as? String == "案件1234件" && object["reference"] as? String == "plan#2")
    #expect((object["anchor"] as? [String: Any])?["start"] as? Int == 4, "\(json)")
  }

  @Test func quotesWholeArticles() throws {
    let workshop = Workshop.withArchive()
    let line =
      #"{"doc_id":"rule","title":"办法","paragraphs":["第一条　下列事项应当议事：","（一）修建道路；","（二）兴修水利。","村民可以提议。","第二条　本办法自印发之日起施行。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let run = workshop.andu("cite", "rule#第1条", "--quote", "--style", "official")
    let article = "第一条　下列事项应当议事：\n（一）修建道路；\n（二）兴修水利。\n村民可以提议。"
    #expect(run.output == "《办法》第一条\n“\(article)”\n", "\(run)")
    let json = workshop.andu("cite", "rule#第一条", "--quote", "--jsonl")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    #expect(object["reference"] as? String == "rule#1-4", "\(json)")
    #expect(object["number"] as? Int == 1 && object["lastNumber"] as? Int == 4)
    #expect(object["quote"] as? String == article)
    let anchors = workshop.andu("cite", "rule#第一条", "rule#3-5", "rule#第二条", "--anchor")
    #expect(anchors.lines.count == 3, "\(anchors)")
    let check = workshop.andu(["cite", "--check", "-"], input: anchors.bytes)
    #expect(check.status == 0 && check.error == "3 found\n" && check.lines.count == 3, "\(check)")
    let bibtex = workshop.andu("cite", "rule#第一条", "--style", "bibtex")
    #expect(bibtex.output.hasPrefix("@misc{andurule-1-4,\n"), "\(bibtex)")
    let words = workshop.andu("cite", "rule#第一条", "--text", "可以提议", "--jsonl")
    #expect(words.output.contains(#""reference":"rule#4""#), "\(words)")
  }

  @Test func checksALineOfATable() throws {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"m1","title":"表","paragraphs":["合计 164","3 石岭县 61"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let anchors = workshop.andu("cite", "m1#1", "m1#2", "--anchor")
    let run = workshop.andu(["cite", "--check", "-"], input: anchors.bytes)
    #expect(run.status == 0 && run.error == "2 found\n", "\(run)")
  }

  @Test func checksWhatWasQuoted() throws {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(Self.lines.utf8))
    let anchors = workshop.andu("cite", "plan#2", "news#1", "--anchor")
    workshop.write(Array("笔记\n".utf8) + anchors.bytes, to: "notes.md")
    let whole = workshop.andu("cite", "--check", "notes.md")
    #expect(whole.status == 0 && whole.lines.count == 2, "\(whole)")
    #expect(whole.lines[0].hasPrefix("found ") && whole.error == "2 found\n", "\(whole)")
    #expect(workshop.andu("remove", "news").status == 0)
    let rest = workshop.andu(
      ["cite", "--check", "-"], input: anchors.bytes, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(rest.status == 3 && rest.error == "原样 1 条，消失 1 条\n", "\(rest)")
    let json = workshop.andu("cite", "--check", "notes.md", "--json")
    let items = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [[String: Any]]
    #expect(items?.map { $0["status"] as? String } == ["found", "gone"])
    #expect(items?.map { $0["line"] as? Int } == [2, 3], "\(json)")
    #expect(workshop.andu("remove", "plan").status == 0)
    #expect(workshop.andu("cite", "--check", "notes.md").status == 1)
    workshop.write(Array("没有锚点".utf8), to: "empty.md")
    let empty = workshop.andu("cite", "--check", "empty.md")
    #expect(empty.status == 1 && empty.error.contains("no anchors in empty.md"), "\(empty)")
    #expect(workshop.andu("cite").status == 2)
    let absent = workshop.andu("cite", "--check", "absent.md")
    #expect(absent.status == 2, "\(absent)")
    #expect(absent.error == "andu: absent.md: No such file or directory\n", "\(absent)")
  }
}
