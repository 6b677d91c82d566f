// ReadingTests.swift — show, tree, info, list, cite: one document, and a list of them.
import Foundation
import Testing

private enum Sample {
  static let page: Page = {
    var page = Page(url: "http://sfj.yunxi.example/art/15.html")
    page.paragraphs = [
      "现将有关事项通知如下。",
      "一、总体要求",
      "坚持以人民为中心，坚持“干什么、学什么，缺什么、补什么”，按照《关于落实〈条例〉的意见》办理。",
      "六、重点任务",
      "（一）健全机制",
      "14.建立台账。各县（区）司法局要建立台账，一月一报，一季一评，一年一考，评估考核结果在全市范围内公开通报，接受监督。",
      "15.完善制度。各县（区）司法局要完善制度，做到有章可循、有据可查、有人负责，形成职责清晰、运转顺畅的长效工作格局。",
      "（二）加强督查",
      "七、工作保障",
    ]
    return page
  }()

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    workshop.write(page.html, to: "通知.html")
    _ = workshop.andu("add", "通知.html")
    _ = workshop.andu("import", Package.lines)
    return workshop
  }()

  static let id: String = workshop.ids.first ?? "?"
}

private func andu(_ arguments: String...) -> Run { Sample.workshop.andu(arguments) }
private func andu(_ arguments: [String]) -> Run { Sample.workshop.andu(arguments) }

@Suite("andu show, tree, info, list, cite")
struct ReadingTests {
  private let id = Sample.id

  // MARK: show

  @Test func showsTheWholeDocument() {
    let run = andu("show", id)
    #expect(run.status == 0 && run.lines.first == Sample.page.title, "\(run)")
    #expect(run.output.contains("http://sfj.yunxi.example/art/15.html"))
    #expect(run.output.contains("1  现将有关事项通知如下。"), "\(run)")
    #expect(run.output.contains("9  七、工作保障"), "\(run)")
  }

  @Test(arguments: [
    ("#7", 7), ("#六/15", 7), ("#六/一/15", 7), ("#六/(一)", 5), ("#六/（一）", 5), ("#六", 4), ("#15", nil),
    ("#七/15", nil), ("#六/三", nil), ("#二", 8),
  ])
  func findsParagraphsByNumberAndPath(_ place: String, _ number: Int?) {
    let run = andu("show", id + place)
    guard let number else {
      #expect(run.status == 2 && run.error.hasPrefix("andu: \(id)\(place): "), "\(run)")
      return
    }
    #expect(run.status == 0, "\(run)")
    #expect(run.lines.contains { $0.hasPrefix("\(number)  ") }, "\(place): \(run)")
  }

  @Test func showsNeighbours() {
    let run = andu("show", "\(id)#1", "--around", "2")
    let numbers = run.lines.compactMap { Int($0.prefix { $0 != " " }) }
    #expect(numbers == [1, 2, 3], "\(run)")
    #expect(andu("show", "\(id)#9", "--around", "100").output.contains("1  现将"))
    #expect(andu("show", "\(id)#9", "--around", "-1").status == 2)
  }

  @Test func showsSectionsAndParagraphsInARow() {
    func numbers(_ arguments: String...) -> [Int] {
      andu(["show"] + arguments).lines.compactMap { Int($0.prefix { $0 != " " }) }
    }
    #expect(numbers("\(id)#六") == [4, 5, 6, 7, 8])
    #expect(numbers("\(id)#六", "--around", "1") == [3, 4, 5, 6, 7, 8, 9])
    #expect(numbers("\(id)#第六部分（一）") == [5, 6, 7])
    #expect(numbers("\(id)#4-5") == [4, 5])
    #expect(andu("show", "\(id)#六", "--raw").lines.count == 5)
    #expect(andu("show", "\(id)#8-10").status == 2)
  }

  @Test func showsTheHeadingsAbove() {
    #expect(andu("show", "\(id)#7").output.contains("六/一/15 › 重点任务 › 健全机制"))
    let several = andu("show", "\(id)#6-7").lines
    #expect(several.contains("六/一 › 重点任务 › 健全机制"), "\(several)")
    #expect(andu("show", "\(id)#7-8").lines.contains("六 › 重点任务"))
    #expect(!andu("show", "\(id)#3-4").output.contains("总体要求\n\n"))
  }

  @Test func showsOriginalAndMeta() {
    #expect(andu("show", id, "--original").output == Sample.page.html)
    let meta = andu("show", id, "--meta").output
    #expect(meta.contains(Sample.page.title) && !meta.contains("现将"))
  }

  @Test func showsTheHeadingsOfAPart() {
    func numbers(_ arguments: String...) -> [Int] {
      andu(arguments).lines.compactMap { line in
        line.split(separator: "#").last.flatMap { line.contains("SHA") ? nil : Int($0) }
      }
    }
    #expect(numbers("show", id, "--tree") == [2, 4, 5, 6, 7, 8, 9])
    #expect(andu("show", id, "--tree").output == andu("tree", id).output)
    #expect(numbers("show", "\(id)#六", "--tree") == [4, 5, 6, 7, 8])
    #expect(numbers("show", "\(id)#3", "--tree") == [2], "under what it stands")
    #expect(numbers("show", "\(id)#1", "--tree").isEmpty)
    #expect(andu("show", "\(id)#六", "--tree", "--json").output.contains("#8\""))
    for place in ["\(id)#六", "\(id)#3", "\(id)#1"] {
      for arguments in [[], ["--json"]] {
        let tree = andu(["tree", place] + arguments).output
        #expect(tree == andu(["show", place, "--tree"] + arguments).output, "\(place)")
      }
    }
    #expect(andu("tree", "\(id)#九九").status == 2)
  }

  @Test func showsWhereFieldsWereRead() {
    let run = andu("show", id, "--evidence")
    #expect(run.lines.contains { $0.hasPrefix("publishedOn") && $0.contains("[meta PubDate") })
    #expect(!run.output.contains("现将"), "\(run)")
    #expect(andu("show", id, "--evidence", "--tree").status == 2)
    #expect(andu("show", id, "--meta", "--json").status == 2)
  }

  @Test(arguments: [
    ("ffffffffff", 1), ("#3", 2), ("ID#0", 2), ("ID#", 2), ("ID@0", 2), ("ID@2", 2), ("ID#99", 2),
    ("", 2),
  ])
  func saysWhatIsWrongWithAReference(_ reference: String, _ status: Int32) {
    let run = andu("show", reference.replacingOccurrences(of: "ID", with: id))
    #expect(run.status == status && run.output.isEmpty, "\(reference): \(run)")
    #expect(run.error.hasPrefix("andu: ") && run.error.split(separator: "\n").count == 1, "\(run)")
  }

  @Test func anAmbiguousIDIsAnErrorThatNamesThem() {
    let workshop = Workshop.withArchive()
    let lines = ["abcd1", "abcd2", "abcd"].map {
      #"{"doc_id":"\#($0)","title":"\#($0)","paragraphs":["文"]}"#
    }
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    let run = workshop.andu("show", "abc")
    #expect(run.status == 2 && run.error.contains("abcd1, abcd2"), "\(run)")
    // A whole id is never ambiguous, whatever else begins so.
    #expect(workshop.andu("show", "abcd").lines.first == "abcd")
    #expect(workshop.ids == ["abcd1", "abcd2", "abcd"])
  }

  // MARK: tree, info, list

  @Test func drawsTheHeadings() {
    let run = andu("tree", id)
    #expect(run.status == 0, "\(run)")
    let levels = run.lines.filter { $0.contains("\(id)#") && !$0.contains("SHA") }
    #expect(levels.map { $0.prefix { $0 == " " }.count } == [0, 0, 2, 4, 4, 2, 0], "\(run)")
    #expect(run.output.contains("    15.完善制度。"), "\(run)")
    #expect(run.error == "7 outline lines, 9 paragraphs\n", "\(run)")
  }

  @Test func treeShowsHowItemsWithoutAHeadingBegin() {
    let workshop = Workshop.withArchive()
    let line =
      #"{"doc_id":"rule","paragraphs":["第一条　为了规范议事活动，制定本办法。","（一）听取意见；","第二条　本办法自印发之日起施行。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let run = workshop.andu("tree", "rule")
    #expect(run.output.contains("第一条　为了规范议事活动") && run.output.contains("（一）听取意见"), "\(run)")
    #expect(workshop.andu("show", "rule#第一条").status == 0)
  }

  @Test func tellsEveryFieldWithItsEvidence() {
    let run = andu("info", id)
    #expect(run.status == 0)
    for field in ["id", "kind", "title", "publishedOn", "source", "url", "savedAs", "versions"] {
      #expect(run.lines.contains { $0.hasPrefix(field) }, "\(field): \(run)")
    }
    #expect(run.output.contains("meta PubDate"), "\(run)")
    let json = andu("info", id, "--json")
    let object = try? JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
    #expect(object?["title"] as? String == Sample.page.title)
  }

  @Test func namesFieldsInTheLanguageOfTheUser() {
    let run = Sample.workshop.andu("info", id, environment: ["LC_ALL": "zh_CN.UTF-8"])
    for name in ["编号", "标题", "发布日期", "来源", "网址", "原文件", "版本"] {
      #expect(run.lines.contains { $0.hasPrefix("\(name) ") }, "\(name): \(run)")
    }
    // Values begin in the same column, and nothing is left in English.
    #expect(
      run.lines.contains("标题            " + Sample.page.title + "  [h1]"), "\(run)")
    #expect(!run.output.contains("publishedOn") && !run.output.contains("line "), "\(run)")
    let shown = Sample.workshop.andu(
      "show", id, "--evidence", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(shown.output.contains("发布日期"), "\(shown)")
  }

  @Test func tellsTheDocumentsThatAPageHolds() throws {
    let workshop = Workshop.withArchive()
    var page = Page(url: "http://a.example/1", title: "云溪市司法局关于印发《法治宣传方案》的通知")
    page.paragraphs = [
      "各县（区）司法局，市局各科室：", "现将方案印发给你们，请结合实际认真组织实施，遇到问题及时报告市局。",
      "云溪市司法局", "2023年5月9日", "法治宣传方案", "一、总体要求",
      "坚持统筹协调，把宣传与服务结合起来，让群众在参与中学法、用法，做到一户一册、一村一场。",
    ]
    workshop.write(page.html, to: "1.html")
    #expect(workshop.andu("add", "1.html").status == 0)
    let id = try #require(workshop.ids.first)
    let parts = workshop.andu("info", id).lines.filter { $0.hasPrefix("part ") }
    #expect(
      parts.map { $0.split(separator: " ", maxSplits: 1)[1].drop { $0 == " " } } == [
        "#1–#4  云溪市司法局关于印发《法治宣传方案》的通知  通知  云溪市司法局  2023-05-09  → 各县（区）司法局、市局各科室",
        "#5–#7  法治宣传方案  方案",
      ])
    let json = workshop.andu("info", id, "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    let stored = try #require(object["parts"] as? [[String: Any]])
    #expect(stored.count == 2 && stored[0]["addressees"] as? [String] == ["各县（区）司法局", "市局各科室"])
    // A page that is one document of which no more is known has its fields alone.
    #expect(!andu("info", self.id, "--json").output.contains(#""parts""#))
  }

  @Test func tellsWhatHangsOnAPageAndWhatItHangsOn() throws {
    let workshop = Workshop.withArchive()
    var page = Page(url: "http://a.example/1.html")
    page.paragraphs.append("附件：<a href=\"/f/P01.docx\">实施方案</a>")
    workshop.write(page.html, to: "in/1.html")
    let word = try Data(contentsOf: URL(fileURLWithPath: Package.document("notice.docx")))
    workshop.write(Array(word), to: "in/P01.docx")
    #expect(workshop.andu("add", "in").status == 0)
    let rows = workshop.andu("list", "--tsv").lines.map { $0.split(separator: "\t")[0] }
    let ids = rows.map(String.init)
    let infos = ids.map { workshop.andu("info", $0).output }
    let index = try #require(infos.firstIndex { $0.contains("http://a.example/f/P01.docx") })
    let (id, other) = (ids[index], ids[1 - index])
    #expect(infos[index].contains("http://a.example/f/P01.docx  → \(other)  "), "\(infos[index])")
    #expect(infos[1 - index].contains("hangsOn         \(id)  \(page.title)\n"), "\(infos)")
    let json = try ids.map {
      try JSONSerialization.jsonObject(with: Data(workshop.andu("info", $0, "--json").bytes))
        as? [String: Any]
    }
    let documents = json[index]?["documents"] as? [[String: String]]
    #expect(documents?.map { $0["id"] } == [other])
    #expect((json[1 - index]?["hangsOn"] as? [[String: String]])?.map { $0["id"] } == [id])
  }

  @Test func listsDocuments() {
    let run = andu("list")
    #expect(run.status == 0 && run.lines.count == Sample.workshop.ids.count, "\(run)")
    #expect(run.lines[0].hasPrefix("\(id)  ") && run.lines[0].contains("2023-05-10  云溪市司法局关于"))
    let tsv = andu("list", "--tsv", "--issuer", "云溪市司法局", "--year", "2023")
    #expect(tsv.lines.count == 1)
    let cells = tsv.lines[0].split(separator: "\t", omittingEmptySubsequences: false)
    #expect(cells.count == 8 && cells[5] == "9", "\(tsv)")
    #expect(tsv.error == "1 document\n")
    #expect(andu("list", "--year", "1999").status == 1)
  }

  @Test func columnsAreAligned() {
    let columns = Set(
      andu("list").lines.compactMap { $0.range(of: "  20")?.lowerBound.utf16Offset(in: $0) })
    #expect(columns.count == 1)
  }

  @Test func whatIsPipedIsNotCut() {
    let long = andu("list").lines.map(\.unicodeScalars.count).max() ?? 0
    let cut = Sample.workshop.andu("list", environment: ["COLUMNS": "40"])
    #expect(long > 40)
    #expect(cut.lines.allSatisfy { $0.unicodeScalars.count <= 40 }, "\(cut)")
  }

  // MARK: cite

  @Test(arguments: [
    (
      ["--style", "gbt7714"],
      "云溪市司法局. 云溪市司法局关于做好法治宣传工作的通知[EB/OL]. (2023-05-10)[2024-01-02]. "
        + "http://sfj.yunxi.example/art/15.html. 第六部分（一）第15项."
    ),
    (["--style", "official"], "《云溪市司法局关于做好法治宣传工作的通知》第六部分（一）第15项"),
  ])
  func cites(_ arguments: [String], _ expected: String) {
    let run = Sample.workshop.andu(["cite", "\(id)#六/15", "--accessed", "2024-01-02"] + arguments)
    #expect(run.status == 0 && run.output == expected + "\n", "\(run)")
  }

  @Test func citesInWordsWithTheProof() {
    let run = andu("cite", "\(id)#7", "--style", "plain")
    #expect(run.output.contains("（\(id)#7）") && run.output.contains("SHA-256 "), "\(run)")
  }

  @Test func quotesWithMarksInsideMarks() {
    let run = andu("cite", "\(id)#3", "--quote")
    #expect(run.output.contains("‘干什么、学什么，缺什么、补什么’"), "\(run)")
    #expect(run.lines.last?.hasPrefix("“坚持") == true && run.lines.last?.hasSuffix("”") == true)
    #expect(andu("cite", id, "--quote").status == 2)
    #expect(andu("cite", id, "--style", "apa").status == 2)
    #expect(andu("cite", id, "--accessed", "today").status == 2)
    #expect(andu("cite", id).output.contains("[EB/OL]"))
  }
}

@Suite("References on the command line")
struct ReferenceCommandTests {
  private static let lines = #"""
    {"doc_id":"plan","title":"计划","paragraphs":["一、总体要求","(一)指导思想。坚持依法治理，坚持以人民为中心，坚持问题导向，扎实推进各项工作落地见效。","二、主要任务","(一)完善制度。健全工作机制，压实工作责任，加强督促检查，确保各项任务按时完成。"]}
    {"doc_id":"a#3","title":"甲","paragraphs":["法治甲"]}
    {"doc_id":"a@1","title":"乙","paragraphs":["法治乙"]}
    """#

  @Test(arguments: [
    ("plan#（一）", "指导思想"), ("plan#二/(一)", "完善制度"), ("plan#一", "总体要求"),
    ("a#3", "法治甲"), ("a#3#1", "法治甲"), ("a@1", "法治乙"),
  ])
  func nameWhatIsMeant(_ reference: String, _ text: String) {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(Self.lines.utf8))
    let run = workshop.andu("show", reference)
    #expect(run.status == 0 && run.output.contains(text), "\(run)")
  }

  @Test(arguments: ["info", "tree", "show"])
  func aPlaceThatIsNotThereIsAnError(_ command: String) {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(Self.lines.utf8))
    #expect(workshop.andu(command, "plan#99").status == 2)
    #expect(workshop.andu(command, "plan#九/1").status == 2)
  }
}
