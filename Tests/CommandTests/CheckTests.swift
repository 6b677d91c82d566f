// CheckTests.swift — andu check: a draft against the archive.
import Foundation
import Testing

@Suite("andu check")
struct CheckTests {
  private static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    workshop.write(Array(draft.utf8), to: "draft.txt")
    workshop.write(Array("# 汇报\n\n坚持“法治体检”进企业。\n".utf8), to: "good.md")
    workshop.write(Array("我们按照要求做好工作，取得成效。\n".utf8), to: "empty.txt")
    return workshop
  }()

  private static let lines = #"""
    {"doc_id":"plan","title":"2022年工作总结","date":"2023-05-10","source":"云溪市司法局","paragraphs":["一、总体情况","全年办理案件1234件，同比增长5.6%，“法治体检”走进企业。"]}
    """#
  private static let draft = """
    汇报

    去年办理案件1243件，同比增长5.6%。
    坚持“法治体检”，落实《没有的办法》。
    """

  private func check(_ arguments: String..., environment: [String: String] = [:]) -> Run {
    Self.workshop.andu(["check"] + arguments, environment: environment)
  }

  @Test func tellsOfEachClaim() {
    let run = check("draft.txt")
    #expect(run.status == 3 && run.error == "4 checked: 2 found, 1 near, 1 missing\n", "\(run)")
    #expect(run.output.contains("案件[-1243-]{+1234+}件\n"), "\(run)")
    #expect(run.output.contains("  plan#2  《2022年工作总结》第一部分第1段 · 云溪市司法局 · 2023-05-10\n"), "\(run)")
    let quiet = check("draft.txt", "-q")
    #expect(!quiet.output.contains("found") && quiet.output.contains("《没有的办法》"), "\(quiet)")
    #expect(quiet.status == 3)
  }

  /// Words of the sentence before a number, and labels, are no part of its code.
  @Test(arguments: [
    "（三）云司发〔2023〕6号指出。", "现将云司发〔2023〕6号印发。", "经云司发〔2023〕6号批准。", "18号 云司发〔2023〕6号。",
  ])
  func numbersAreFoundBehindWhateverWords(_ text: String) {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"a","title":"通知","documentNumber":"云司发〔2023〕6号","paragraphs":["开展检查。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let run = workshop.andu(["check", "-"], input: Array(text.utf8))
    #expect(run.status == 0 && run.error.hasPrefix("1 checked: 1 found"), "\(run)")
  }

  /// A kind alone names no document; the only line is not its own title, too.
  @Test func claimsAreCountedOnce() {
    let line = "《通知》要求学习《2022年工作总结》\n"
    let run = Self.workshop.andu(["check", "-"], input: Array(line.utf8))
    #expect(run.status == 0 && run.error == "1 checked: 1 found, 0 near, 0 missing\n", "\(run)")
  }

  /// Blank lines and the title count where the draft is a text.
  @Test func countsLinesOrParagraphs() throws {
    let text = check("draft.txt")
    #expect(text.lines.first == "result    line  claim", "\(text)")
    #expect(text.output.contains("\nnear      3  办理案件1243件\n"), "\(text)")
    #expect(text.output.contains("\nmissing   4  《没有的办法》\n"), "\(text)")
    let markdown = check("good.md")
    #expect(markdown.output.contains("\nfound     3  “法治体检”\n"), "\(markdown)")
    let alike = ["法治体检", "走进企业"].map { "《2022年工作总结》指出，全年工作有“\($0)”。\n" }
    Self.workshop.write("# 汇报\n\n" + alike.joined(separator: "\n"), to: "alike.md")
    let second = check("alike.md")
    #expect(second.output.contains("\nfound     5  “走进企业”\n"), "\(second)")
    Self.workshop.write("<html><body><p>你好。</p><p>坚持“法治体检”。</p></body></html>", to: "two.html")
    let page = check("two.html")
    #expect(page.output.hasPrefix("result    paragraph  claim\nfound     2  "), "\(page)")
    let windows = Self.workshop.andu(
      ["check", "-", "--jsonl"], input: Array("汇报\r\n\r\n \r\n坚持“法治体检”。\r\n".utf8))
    #expect(windows.output.contains(#""line":4"#), "\(windows)")
    #expect(!check("two.html", "--jsonl").output.contains(#""line""#))
    #expect(check("two.html", "draft.txt").lines.filter { $0.hasPrefix("result") }.count == 2)
  }

  @Test func cutsLongQuotations() {
    let words = (0..<30).map { "不存在的话\($0)" }.joined()
    let run = Self.workshop.andu(["check", "-"], input: Array("有人说“\(words)”。".utf8))
    #expect(run.output.contains("“\(words.prefix(60))…”\n"), "\(run)")
    let json = Self.workshop.andu(
      ["check", "-", "--json"], input: Array("有人说“\(words)”。".utf8))
    #expect(json.output.contains(words), "\(json)")
  }

  @Test func tellsWhatStandsElsewhere() throws {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"meas","title":"甲市管理办法","paragraphs":["第一条　开展检查。","第二条　自公布之日起施行。"]}"#,
      #"{"doc_id":"plan","title":"工作总结","paragraphs":["推进“法治体检”。"]}"#,
    ]
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    let draft = Array("据《甲市管理办法》第一条，推进“法治体检”。\n".utf8)
    let run = workshop.andu(["check", "-"], input: draft)
    #expect(run.status == 3, "\(run)")
    #expect(run.error == "3 checked: 2 found, 1 elsewhere, 0 near, 0 missing\n", "\(run)")
    #expect(run.output.contains("“法治体检”\n  not in 《甲市管理办法》第一条; it stands in:\n"), "\(run)")
    let json = workshop.andu(["check", "-", "--jsonl", "-q"], input: draft)
    #expect(json.lines.count == 1 && json.output.contains(#""status":"elsewhere""#), "\(json)")
    #expect(json.output.contains(#""notIn":"《甲市管理办法》第一条""#), "\(json)")
    let chinese = workshop.andu(
      ["check", "-"], input: draft, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.error == "核对 3 处：找到 2，他处 1，相近 0，没有 0\n", "\(chinese)")
  }

  @Test func tellsHowManyClausesAnArticleHas() {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"meas","title":"甲市管理办法","paragraphs":["第一条　开展检查。","检查应当公开。","第二条　丙事。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let draft = Array("依照《甲市管理办法》第一条第三款办理。\n".utf8)
    let run = workshop.andu(["check", "-"], input: draft)
    #expect(run.status == 3, "\(run)")
    #expect(
      run.output.contains("《甲市管理办法》第一条第三款\n  the article has 2 款 only:\n  meas#1  "), "\(run)")
    let chinese = workshop.andu(
      ["check", "-"], input: draft, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("\n  该条只有2款：\n"), "\(chinese)")
    let json = workshop.andu(["check", "-", "--jsonl", "-q"], input: draft)
    #expect(json.output.contains(#""clauses":2"#), "\(json)")
  }

  @Test func writesJSON() throws {
    let run = check("draft.txt", "--json")
    let claims = try #require(
      try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [[String: Any]])
    #expect(claims.map { $0["status"] as? String } == ["near", "found", "found", "missing"])
    #expect(claims.map { $0["kind"] as? String } == ["figure", "figure", "quote", "title"])
    let place = try #require(claims[2]["place"] as? [String: Any])
    #expect(place["reference"] as? String == "plan#2" && place["text"] as? String == "法治体检")
    let text = Array("全年办理案件1234件，同比增长5.6%，“法治体检”走进企业。".unicodeScalars)
    let (start, end) = (place["start"] as? Int ?? 0, place["end"] as? Int ?? 0)
    #expect(String(String.UnicodeScalarView(text[start..<end])) == "法治体检")
    #expect(check("draft.txt", "--jsonl").lines.count == 4)
  }

  @Test func readsDraftsInEveryForm() {
    let html = "<html><body><p>坚持“法治体检”。</p><p>办理案件一千二百三十四件。</p></body></html>"
    Self.workshop.write(html, to: "short.html")
    let short = check("short.html")
    #expect(
      short.status == 0 && short.error == "2 checked: 2 found, 0 near, 0 missing\n", "\(short)")
    let word = check(Package.document("notice.docx"), "--jsonl")
    #expect(word.lines.count > 2 && word.output.contains(#""kind":"title""#), "\(word)")
  }

  /// A long draft, as long as people write, many of whose claims are found nowhere.
  @Test func aDraftOfManyClaimsKeepsTheirOrder() {
    let lines = (0..<200).map { "第\($0)项：办理\(1000 + $0)件，落实“提法\($0)号工程”。" }
    Self.workshop.write(lines.joined(separator: "\n"), to: "long.txt")
    let run = check("long.txt", "--jsonl")
    let texts = run.lines.compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["text"]
        as? String
    }
    #expect(texts.count >= 400, "\(texts.count)")
    #expect(texts.filter { $0.hasPrefix("提法") } == (0..<200).map { "提法\($0)号工程" })
  }

  @Test func endsByWhatIsFound() {
    #expect(check("good.md").status == 0)
    let empty = check("empty.txt")
    #expect(empty.status == 1 && empty.error.hasPrefix("nothing to check"), "\(empty)")
    let absent = check("absent.txt")
    #expect(absent.status == 2 && !absent.error.contains("nothing to check"), "\(absent)")
    #expect(absent.error.contains("absent.txt: "), "\(absent)")
    #expect(check("good.md", "absent.txt").status == 3)
    #expect(check("good.md", "--json", "--jsonl").status == 2)
    let input = Self.workshop.andu(
      ["check", "-"], input: Array("我们开展“法治体检”。".utf8), environment: ["LANG": "zh_CN.UTF-8"])
    #expect(input.status == 0 && input.error == "核对 1 处：找到 1，相近 0，没有 0\n", "\(input)")
  }
}
