// QueryCommandTests.swift — andu search: the query language, from the command line.
import Foundation
import Testing

/// One archive for all tests here, none of which changes it.
private enum Sample {
  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"planplan","title":"普法工作要点","date":"2023-03-01","source":"云溪市司法局","documentNumber":"云司发〔2023〕5号","years":[2023],"paragraphs":["一、总体要求","二〇二三年，全市办理案件1,234件。","二、重点任务","（一）健全公共法律服务体系","1.推进法治政府建设，开展“法治体检”。【律师工作管理科、普法科】","2.推进法治社会建设。（责任单位：基层科；律师工作管理科）","三、保障措施","加强律师队伍建设。"]}"#,
      #"{"doc_id":"sumsum","title":"工作总结","date":"2022-12-01","source":"青禾县司法局","years":[2022],"paragraphs":["一、法治体检","走访企业12家。","二、社区矫正","智慧矫正中心建成，社区矫正对象1234人。","全县推进法治建设。"]}"#,
      #"{"doc_id":"picture","title":"一张图看懂旧楼加梯","paragraphs":[]}"#,
    ]
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    return workshop
  }()
}

@Suite("andu search: queries")
struct QueryCommandTests {
  /// References of what is printed, in the order of paragraphs.
  private func references(_ arguments: [String]) -> [String] {
    Sample.workshop.andu(["search", "--tsv"] + arguments).lines.compactMap {
      $0.split(separator: "\t").first.map(String.init)
    }.sorted()
  }

  @Test(arguments: [
    // Fields of places, alone and beside words, as fields and as options.
    (["title:要点 律师"], ["plan#5", "plan#6", "plan#8"]),
    (["--title", "总结", "法治"], ["sums#1", "sums#5"]),
    (["标题：总结"], ["sums#1"]), (["heading:保障措施"], ["plan#7", "plan#8"]),
    (["章节：公共法律服务 建设"], ["plan#5", "plan#6"]),
    (["建设", "--heading", "公共法律服務"], ["plan#5", "plan#6"]),
    (["path:三"], ["plan#7", "plan#8"]), (["位置：二/1"], ["plan#5"]), (["path:二/一/2"], ["plan#6"]),
    (["建设", "--path", "三"], ["plan#8"]), (["path:九"], []),
    (["dept:律师工作管理科"], ["plan#5", "plan#6"]), (["责任：普法科"], ["plan#5"]),
    (["建设", "--dept", "基层科"], ["plan#6"]), (["--dept", "管理科", "--path", "二/2"], ["plan#6"]),
    (["建设 -责任：律师工作管理科"], ["plan#8", "sums#5"]),
    (["建设", "-year:2022"], ["plan#5", "plan#6", "plan#8"]),
    (["法治 (责任：普法科 OR 年：2022)"], ["plan#5", "sums#1", "sums#5"]),
    (["(章节：社区矫正 1234) OR 位置：三"], ["plan#7", "plan#8", "sums#4"]),
    // Numbers in any form.
    (["1234"], ["plan#2", "sums#4"]), (["1,234件"], ["plan#2"]), (["2023年"], ["plan#2"]),
    (["２０２３年"], ["plan#2"]),
    (["2023年", "--literal"], []), (["1234", "--literal"], ["sums#4"]),
    // Where all words have to stand.
    (["走访 智慧", "--scope", "doc", "--all"], ["sums#2", "sums#4"]),
    (["走访 智慧", "--scope", "section", "--all"], []),
    (["法治体检 社区矫正", "--all", "--scope", "doc"], ["sums#1", "sums#3", "sums#4"]),
    (["公共法律服务 普法科", "--scope", "section", "--all"], ["plan#4", "plan#5"]),
    (["案件 律师队伍", "--all"], []), (["案件 律师队伍", "--scope", "doc", "--all"], ["plan#2", "plan#8"]),
    (["案件 -律师队伍", "--scope", "doc"], []),
  ])
  func finds(_ arguments: [String], _ expected: [String]) {
    #expect(references(arguments) == expected)
  }

  @Test func findsTheClausesOfAnArticle() {
    let workshop = Workshop.withArchive()
    let line =
      #"{"doc_id":"rule","title":"办法","paragraphs":["第一条　下列事项应当议事：","（一）修建道路；","（二）兴修水利。","村民可以提议。","第二条　本办法自印发之日起施行。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    func found(_ path: String) -> [String] {
      workshop.andu("search", "path:\(path)", "--tsv").lines.compactMap {
        $0.split(separator: "\t").first.map(String.init)
      }.sorted()
    }
    #expect(found("第1条第二款") == ["rule#4"])
    #expect(found("第一条第一款") == ["rule#1", "rule#2", "rule#3"])
    #expect(found("第一条第一款第二项") == ["rule#3"])
    #expect(found("第一条第三款").isEmpty)
  }

  @Test func findsWhatCitesADocument() {
    let workshop = Workshop.withArchive()
    let line =
      #"{"doc_id":"rule","title":"办法","paragraphs":["一、落实《中华人民共和国监察法》和《监察法实施条例》。","二、监察法规定的程序。","三、按照云办发[2023] 17号、云办发〔2023〕117号文件。","四、依照《监察法实施条例（试行）》办理。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    func found(_ arguments: String...) -> [String] {
      workshop.andu(["search", "--tsv"] + arguments).lines.compactMap {
        $0.split(separator: "\t").first.map(String.init)
      }.sorted()
    }
    for name in ["《监察法》", "《中华人民共和国監察法》", "〈监察法〉", "<监察法>"] {
      #expect(found("cites:\(name)") == ["rule#1"], "\(name)")
    }
    #expect(found("引用：监察法") == ["rule#1", "rule#4"])
    #expect(found("引用:《监察法实施条例》") == ["rule#1", "rule#4"])
    #expect(found("cites:云办发〔2023〕17号") == ["rule#3"])
    #expect(found("文件", "--cites", "〔2023〕1") == ["rule#3"])
    #expect(found("监察法 -cites:《监察法》") == ["rule#2", "rule#4"])
    #expect(found("cites:程序").isEmpty)
  }

  @Test func findsWhatCitesAnArticle() {
    let workshop = Workshop.withArchive()
    let line =
      #"{"doc_id":"rule","title":"办法","paragraphs":["一、依照《中华人民共和国监察法》第十条办理。","二、《监察法》（2018年）第三条、第10条第二款。","三、《监察法》第三条，第十条。","四、云办发〔2023〕17号第十条。","五、《监察法实施条例》第十条，《监察法》。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    func found(_ name: String) -> [String] {
      workshop.andu("search", "cites:\(name)", "--tsv").lines.compactMap {
        $0.split(separator: "\t").first.map(String.init)
      }.sorted()
    }
    #expect(found("《监察法》第十条") == ["rule#1", "rule#2"])
    #expect(found("《监察法》第10条第二款") == ["rule#2"])
    #expect(found("《监察法》第三条") == ["rule#2", "rule#3"])
    #expect(found("监察法实施条例第十条") == ["rule#5"])
    #expect(found("云办发〔2023〕17号第十条") == ["rule#4"])
    #expect(found("《监察法》第九条").isEmpty)
    for value in ["《监?法》", "监察*", "《监察法》第十条第二项"] {
      let run = workshop.andu("search", "cites:\(value)")
      #expect(run.status == 2 && run.error.contains("cites:\(value): write a title"), "\(run)")
      #expect(run.error.hasSuffix(" ^\n"), "\(run)")
    }
  }

  /// What stood in the way is said where nothing was found.
  @Test(arguments: [
    (["法治", "--kind", "办法"], "4 paragraphs without the conditions"),
    (["法治体检 kind:办法"], "2 paragraphs without the conditions; no document is of the kind 办法"),
    (["走访", "--path", "三"], "1 paragraph without the conditions"),
    (["云司发（2023）5号"], "1 document with this number: `andu list --docnum '云司发（2023）5号'`"),
    (["旧楼加梯"], "1 document with this in the title, and no text: `andu list --title '旧楼加梯'`"),
    (["法治*建设"], "? is one character"),
    (["^法治"], "begins or ends; grep has them: `andu grep '^法治'`"),
    (["年度$"], "begins or ends; grep has them: `andu grep '年度$'`"),
    (["file:报告"], "“file:报告” was looked for as text: file is no field, the fields are year pub "),
    (["https://报告"], "fewer or shorter words"),
    (["没有"], "fewer or shorter words"),
  ])
  func saysWhyNothingIsFound(_ arguments: [String], _ hint: String) {
    let run = Sample.workshop.andu(["search"] + arguments)
    #expect(run.status == 1 && run.output.isEmpty && run.error.contains(hint), "\(run)")
  }

  /// An operator that is typed otherwise is a word; where that leaves nothing whole, it is said.
  @Test(arguments: [
    ("走访 or 智慧", "“or” was looked for as a word; the operator is OR"),
    ("走访 not 智慧", "the operator is NOT"), ("走访 near/5 智慧", "the operator is NEAR/5"),
    ("走访 Near 智慧", "the operator is NEAR"), ("走访 NEAR/x 智慧", "the operator is NEAR/10"),
    ("走访 ONEAR5 智慧", "the operator is ONEAR/5"), ("走访 and", "the operator is AND"),
  ])
  func saysThatAnOperatorIsWrittenOtherwise(query: String, hint: String) {
    let run = Sample.workshop.andu("search", query)
    #expect(run.error.contains("; " + hint) || run.error.contains(" — " + hint), "\(run)")
    for other in ["走访 \"OR\" 智慧", "走访 nearby", "律师", "走访 OR 智慧"] {
      #expect(!Sample.workshop.andu("search", other).error.contains("operator"), "\(other)")
    }
  }

  /// So are names of fields before a full-width colon that pages have, too.
  @Test func saysThatAFieldIsWrittenOtherwise() {
    for (query, field) in [("建设 年份：2022", "年份:2022"), ("文种：函 建设", "文种:函")] {
      let run = Sample.workshop.andu("search", query)
      #expect(run.status == 0 && run.error.contains("; the field is \(field)"), "\(run)")
    }
    let others = [
      "建设 年份：近年", "建设 年：2022", "建设 备注：无", "建设 年份：", "律师", "题名：“建设 规划” 没有的词",
    ]
    for other in others {
      #expect(!Sample.workshop.andu("search", other).error.contains("the field is"), "\(other)")
    }
  }

  /// What is wrong with a value is said before that there is no word.
  @Test func aWrongValueIsPointedAt() {
    for query in ["年:2023..abc", "年:2023..abc kind:通知", "kind:函 年:2023..abc"] {
      let run = Sample.workshop.andu("search", query)
      #expect(run.status == 2 && run.error.contains("年:2023..abc: write 2023"), "\(run)")
      #expect(run.error.hasSuffix(" ^\n"), "\(run)")
    }
    let right = Sample.workshop.andu("search", "年:2023")
    #expect(right.status == 2 && right.error.contains("has only fields"), "\(right)")
  }

  @Test func aDocumentNumberIsLookedForWhereNoParagraphHoldsIt() {
    let run = Sample.workshop.andu("search", "云司发〔2023〕5号", "走访")
    #expect(run.status == 0 && run.error.contains("; 1 document with this number"), "\(run)")
    #expect(!Sample.workshop.andu("search", "走访").error.contains("this number"))
    #expect(!Sample.workshop.andu("search", "工作总结", "--all").error.contains("in the title"))
  }

  @Test(arguments: [
    ["建设 path:/"], ["建设", "--path", "，"], ["dept:"], ["建设", "--dept", "，"], ["-dept:普法科"],
    ["cites:"], ["建设", "--cites", "《》"],
    ["--title", "", "建设"],
    ["建设", "--scope", "book"], ["建设", "--since", "2023-02-30"], ["建设 pub:2023-04-31"],
  ])
  func saysWhatIsWrong(_ arguments: [String]) {
    let run = Sample.workshop.andu(["search"] + arguments)
    #expect(run.status == 2 && run.output.isEmpty, "\(arguments): \(run)")
    #expect(run.error.hasPrefix("andu: ") || run.error.hasPrefix("Error: "), "\(arguments): \(run)")
  }

  @Test func whatIsMissingIsNamedAsTyped() {
    let run = Sample.workshop.andu(["search", "1234 队伍"])
    #expect(run.output.contains("(without “1234”)"), "\(run)")
    #expect(run.output.contains("[1,234]件") && run.output.contains("[1234]人"), "\(run)")
  }

  @Test func explainsHowAQueryIsAnswered() {
    let run = Sample.workshop.andu(["search", "--explain", "1234 建设 ，"])
    #expect(run.error.contains("query: “1234” “建设”\n"), "\(run)")
    #expect(run.error.contains("“1,234” for “1234”: "), "\(run)")
    #expect(run.error.contains("“，” holds nothing to search for"), "\(run)")
    let marks = Sample.workshop.andu("search", "--explain", "建设 - * ()").error
    for mark in ["-", "*", "()"] { #expect(marks.contains("“\(mark)” holds nothing"), "\(marks)") }
    #expect(run.output.contains("   score ") && run.output.contains("“建设”: 1 × here"), "\(run)")
    let conditions = Sample.workshop.andu(
      ["search", "--explain", "建设 year:2023 -类型：函", "--region", "福建", "--dept", "基层科"])
    let read = "query: “建设” year:2023 -类型:函 region:福建 dept:基层科\n"
    #expect(conditions.error.contains(read), "\(conditions)")
    let strict = Sample.workshop.andu(["search", "--explain", "--all", "建设 NEAR/9 法?社会"])
    #expect(strict.error.contains("way: "), "\(strict)")
    let json = Sample.workshop.andu(["search", "--explain", "--json", "律师 要点"])
    #expect(json.output.contains(#""why":[{"#), "\(json)")
    #expect(!Sample.workshop.andu(["search", "--json", "律师"]).output.contains("why"))
    let chinese = Sample.workshop.andu(
      ["search", "--explain", "律师 要点"], environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.error.contains("方式：") && chinese.output.contains("文件标题"), "\(chinese)")
  }

  @Test func aTitleAloneListsDocuments() {
    #expect(Sample.workshop.andu(["list", "--title", "要点", "--tsv"]).lines.count == 1)
    let run = Sample.workshop.andu(["search", "title:工作"])
    #expect(run.status == 0 && run.output.contains("普法工作要点") && run.output.contains("工作总结"))
  }
}
