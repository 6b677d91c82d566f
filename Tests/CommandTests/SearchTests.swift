// SearchTests.swift — andu search: what is found, and in which forms it is printed.
import Foundation
import Testing

/// One archive for all tests here, none of which changes it.
private enum Sample {
  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"jiangmen","title":"江门方案","date":"2023-06-30","source":"江门市司法局","years":[2023],"documentKind":"方案","documentNumber":"江司〔2023〕8号","region":{"code":"440700","name":"广东省江门市","level":"市"},"url":"http://sfj.jiangmen.example.cn/1.html","paragraphs":["一、总体要求","深入开展“法治体检”，推动社区矫正工作提质增效。","二、保障措施","（一）加强组织领导","社区矫正，法治体检：两项工作一起抓。","三、附则"]}"#,
      #"{"doc_id":"guangzhou","title":"广州总结","date":"2022-12-01","source":"广州市司法局","years":[2022],"documentKind":"总结","paragraphs":["全年办理社区矫正案件120件。","培养“法律明白人”500名，ＡＢＣ平台上线。","社区矫正对象犯罪率下降，社区矫正中心全部建成。"]}"#,
      #"{"doc_id":"xinwen","title":"一条新闻","date":"2021-05","source":"市报","years":[2021],"paragraphs":["新闻发布会介绍法律体检。","制表\t符和=公式都在这里，鲤鱼跃龙门。"]}"#,
    ]
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    return workshop
  }()
}

private func search(_ arguments: String..., environment: [String: String] = [:]) -> Run {
  Sample.workshop.andu(["search"] + arguments, environment: environment)
}

@Suite("andu search")
struct SearchTests {
  /// References of what is printed, best first.
  private func references(_ arguments: [String]) -> [String] {
    Sample.workshop.andu(["search", "--tsv"] + arguments).lines.compactMap {
      $0.split(separator: "\t").first.map(String.init)
    }
  }

  @Test func whatHoldsAllWordsComesBeforeWhatHoldsSome() {
    let run = search("法治体检", "社区矫正", "--tsv")
    let kinds = run.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false)[2] }
    #expect(kinds == ["full", "full", "partial", "partial"], "\(run)")
    #expect(run.error == "2 paragraphs in 1 document; 2 more with some of the words\n", "\(run)")
    let text = search("法治体检", "社区矫正").output
    #expect(text.components(separatedBy: "(without “法治体检”)").count == 3, "\(text)")
  }

  @Test(arguments: [
    (["--all", "法治体检", "社区矫正"], ["jian#2", "jian#5"]),
    (["--all", "江门", "社区矫正"], []),
    (["江门", "社区矫正", "-n", "2"], ["jian#5", "jian#2"]),
    (["法治体检 OR 法律体检"], ["jian#2", "jian#5", "xinw#1"]),
    (["\"法治体检\" OR 法律体检"], ["jian#2", "jian#5", "xinw#1"]),
    (["体检", "-新闻"], ["jian#2", "jian#5"]),
    (["体检 -\"法治\""], ["xinw#1"]),
    (["鲤"], ["xinw#2"]),
    (["人"], ["guan#2"]),
    (["abc"], ["guan#2"]),
    (["ABC", "--literal"], []),
    (["ＡＢＣ", "--literal"], ["guan#2"]),
    (["社區矯正案件"], ["guan#1"]),
    (["社區矯正案件", "--literal"], []),
    (["社区矫正", "--year", "2022"], ["guan#1", "guan#3"]),
    (["社区矫正", "--year", "2023..2024"], ["jian#2", "jian#5"]),
    (["体检", "--since", "2023"], ["jian#2", "jian#5"]),
    (["体检", "--until", "2021"], ["xinw#1"]),
    (["体检", "--since", "2021-05", "--until", "2021-05-31"], ["xinw#1"]),
    (["体检", "--until", "2021-04"], []),
    (["社区矫正", "--issuer", "广州"], ["guan#1", "guan#3"]),
    (["社区矫正", "--kind", "方案"], ["jian#2", "jian#5"]),
    (["社区矫正", "--source", "江门"], ["jian#2", "jian#5"]),
    (["社区矫正", "--docnum", "(2023)8号"], ["jian#2", "jian#5"]),
    (["社区矫正", "--region", "广东", "--level", "市"], ["jian#2", "jian#5"]),
    (["社区矫正", "--level", "省"], []),
    // Given again: either, where a document has one value; else both.
    (["社区矫正", "--level", "省", "--level", "市"], ["jian#2", "jian#5"]),
    (["社区矫正", "--year", "2021", "--year", "2022"], ["guan#1", "guan#3"]),
    (
      ["社区矫正", "--year", "2022", "--year", "2023", "--level", "市"], ["jian#2", "jian#5"]
    ),
    (["社区矫正", "--title", "社区", "--title", "没有的话"], []),
    (["体检", "--since", "2021-05", "--since", "2023"], ["jian#2", "jian#5"]),
    (["社区矫正", "--site", "example.cn"], ["jian#2", "jian#5"]),
    (["社区矫正", "year:2022"], ["guan#1", "guan#3"]),
    (["社区矫正", "年：2023..2024"], ["jian#2", "jian#5"]),
    (["社区矫正 年：2022.. 年度:二〇二三年"], ["guan#1", "guan#3", "jian#2", "jian#5"]),
    (["社区矫正 级别:省 层级:市"], ["jian#2", "jian#5"]),
    (["社区矫正 文种:方案 类型:总结 年份:2022"], ["guan#1", "guan#3"]),
    // Before a full-width colon these names are text, as in what is pasted.
    (["社区矫正 -年份：2022"], ["guan#1", "guan#3", "jian#2", "jian#5"]),
    (["社区矫正 -(级别:省 级别:市)"], ["guan#1", "guan#3"]), (["体检 日期:2021"], ["xinw#1"]),
    (["体检", "发布:2021-05..2021-05-31"], ["xinw#1"]),
    (["体检", "pub:2022..", "机构:江门"], ["jian#2", "jian#5"]),
    (["社区矫正", "-issuer:广州"], ["jian#2", "jian#5"]),
    (["社区矫正 來源：“广州市司法局”"], ["guan#1", "guan#3"]),
    (["社区矫正", "类型:方案", "--year", "2022"], []),
    (["社区矫正", "-类型:方案", "--year", "2022"], ["guan#1", "guan#3"]),
    (["社区矫正", "文号:江司[2023]8号", "级别:市", "地区:广东"], ["jian#2", "jian#5"]),
    (["社区矫正", "site:example.cn", "level:municipal", "region:4407"], ["jian#2", "jian#5"]),
    (["社区矫正", "网站：gov.cn"], []),
    (["法律体检|法治体检 -新闻"], ["jian#2", "jian#5"]),
    (["(法治体检 社区矫正) OR 鲤"], ["jian#2", "jian#5", "xinw#2"]),
    (["（社区矫正 NOT 案件）", "NOT", "犯罪率"], ["jian#2", "jian#5"]),
    (["社区矫正 (提质 OR -办理)"], ["jian#2", "jian#5", "guan#3"]),
    (["(社区矫正 年：2022) OR (体检 source:市报)"], ["guan#1", "guan#3", "xinw#1"]),
    (["法?体检"], ["jian#2", "jian#5", "xinw#1"]), (["社区？？中心"], ["guan#3"]),
    (["社区矫正 NEAR/1 法治体检"], ["jian#5"]), (["法治体检 ONEAR/9 社区矫正"], ["jian#2"]),
    (["--all", "体检 -(年：2023 OR 新闻)"], []),
    (["--", "-n"], []),
  ])
  func finds(_ arguments: [String], _ expected: [String]) {
    #expect(Set(references(arguments)) == Set(expected))
  }

  @Test func showsSoManyAndPassesOverSoMany() {
    let all = references(["社区矫正"])
    #expect(all.count == 4)
    #expect(references(["社区矫正", "-n", "2"]) == Array(all.prefix(2)))
    #expect(references(["社区矫正", "-n", "2", "--offset", "1"]) == Array(all[1...2]))
    #expect(references(["社区矫正", "-n", "0"]) == [])
    #expect(references(["社区矫正", "--offset", "9"]) == [])
    #expect(search("社区矫正", "--offset", "2").output.contains("\n4  "))
  }

  @Test func saysWhenNothingHoldsAllWords() {
    let run = search("鲤鱼", "案件")
    #expect(run.status == 0, "\(run)")
    #expect(run.error == "no paragraph with all of the words, 2 with some\n", "\(run)")
  }

  @Test func sortsByDateNewestFirst() {
    let documents = references(["体检", "OR", "社区矫正", "--sort", "date"]).map { $0.prefix(4) }
    #expect(documents == ["jian", "jian", "guan", "guan", "xinw"])
    for oldest in ["oldest", "最早"] {
      let documents = references(["体检", "OR", "社区矫正", "--sort", oldest]).map { $0.prefix(4) }
      #expect(documents == ["xinw", "guan", "guan", "jian", "jian"], "\(oldest)")
      let list = Sample.workshop.andu("list", "--sort", oldest, "--cols", "id", "--tsv").lines
      #expect(list.map { $0.prefix(4) } == ["xinw", "guan", "jian"], "\(oldest)")
    }
  }

  @Test func listsTheBestParagraphOfEachDocument() {
    #expect(references(["社区矫正", "-l"]).map { $0.prefix(4) }.sorted() == ["guan", "jian"])
  }

  @Test func counts() {
    #expect(search("社区矫正", "-c").output == "2 documents, 4 paragraphs, 5 hits\n")
    #expect(search("鲤", "-c").output == "1 document, 1 paragraph, 1 hit\n")
    let none = search("犬", "-c")
    #expect(none.output == "0 documents, 0 paragraphs, 0 hits\n" && none.status == 1)
    #expect(search("社区矫正", "-c", "--tsv").output == "2\t4\t5\n")
    #expect(
      search("社区矫正", "-c", "-l").lines
        == [
          "jian\t2\t2\t江门方案", "guan\t2\t3\t广州总结", "2 documents, 4 paragraphs, 5 hits",
        ])
    #expect(search("社区矫正", "-c", "-l", "--tsv").lines.count == 2)
    #expect(search("社区矫正", "-c", "--json").output.contains(#""hits":5"#))
  }

  @Test(arguments: [["--tsv"], ["-l"], ["--facet", "year"], ["--duplicates"]])
  func countsWhateverIsPassedOver(_ more: [String]) {
    for words in ["社区矫正", "犬"] {
      let all = Sample.workshop.andu(["search", words, "-c"] + more)
      for offset in ["1", "9"] {
        let run = Sample.workshop.andu(["search", words, "-c", "--offset", offset] + more)
        #expect(run.status == all.status && run.output == all.output, "\(run)")
      }
    }
  }

  @Test func showsNeighbours() {
    let run = search("两项工作", "-C", "1")
    #expect(run.output.contains("（一）加强组织领导") && run.output.contains("三、附则"), "\(run)")
    let alone = search("两项工作")
    #expect(!alone.output.contains("三、附则"))
  }

  @Test func showsWhereAParagraphStands() {
    let run = search("两项工作")
    #expect(run.output.contains("1  江门方案 · 江门市司法局 · 2023-06-30 · 市\n"), "\(run)")
    #expect(run.output.contains("   二/一 加强组织领导"), "\(run)")
    #expect(run.output.contains("jian#5\n"), "\(run)")
  }

  // MARK: Forms of output

  private struct Passage: Decodable {
    let v: Int
    let reference: String
    let document: String
    let text: String
    let highlights: [[Int]]
    let missing: [String]
    let title: String
    let years: [Int]
    let url: String?
  }

  @Test(arguments: [("社区矫正", ["社区矫正"]), ("abc", ["ＡＢＣ"]), ("法治体检", ["法治体检"]), ("鲤", ["鲤"])])
  func highlightsInJSONAreScalarsOfTheText(_ query: String, _ forms: [String]) throws {
    let run = search(query, "--json")
    let passages = try JSONDecoder().decode([Passage].self, from: Data(run.bytes))
    #expect(!passages.isEmpty)
    for passage in passages {
      #expect(passage.v == 1 && !passage.highlights.isEmpty)
      let scalars = Array(passage.text.unicodeScalars)
      for range in passage.highlights {
        let marked = String(String.UnicodeScalarView(scalars[range[0]..<range[1]]))
        #expect(forms.contains(marked), "\(marked) in \(passage.text)")
      }
    }
  }

  @Test func jsonLinesAreTheSameObjects() throws {
    let array = try JSONDecoder().decode([Passage].self, from: Data(search("社区矫正", "--json").bytes))
    let lines = search("社区矫正", "--jsonl").lines
    #expect(lines.count == 4)
    for (line, passage) in zip(lines, array) {
      let single = try JSONDecoder().decode(Passage.self, from: Data(line.utf8))
      #expect(single.reference == passage.reference && single.text == passage.text)
    }
    #expect(search("犬", "--json").output == "[]\n")
    #expect(search("犬", "--jsonl").output.isEmpty)
  }

  @Test func cellsHoldNoTabs() {
    let run = search("鲤鱼", "--tsv")
    #expect(run.lines.count == 1)
    #expect(run.lines[0].split(separator: "\t", omittingEmptySubsequences: false).count == 20)
  }

  @Test func coloursOnlyWhenAsked() {
    #expect(search("鲤").output.contains("[鲤]鱼"))
    #expect(search("鲤", "--color", "always").output.contains("\u{1b}[1;31m鲤\u{1b}[0m鱼"))
    #expect(!search("鲤", "--color", "auto").output.contains("\u{1b}"))
    #expect(!search("鲤", "--color", "never").output.contains("\u{1b}"))
    // An option says more than the environment.
    let both = search("鲤", "--color", "always", environment: ["NO_COLOR": "1"])
    #expect(both.output.contains("\u{1b}"))
  }

  @Test func noColourOnATerminalWithNOCOLOR() {
    let workshop = Sample.workshop
    let script = #"script -qec "env $1 \"$ANDU\" search 鲤" /dev/null </dev/null"#
    let colored = workshop.shell(script.replacingOccurrences(of: "$1", with: "TERM=xterm"))
    let plain = workshop.shell(script.replacingOccurrences(of: "$1", with: "NO_COLOR=1"))
    let dumb = workshop.shell(script.replacingOccurrences(of: "$1", with: "TERM=dumb"))
    guard colored.status == 0 else { return }  // no `script` here
    #expect(colored.output.contains("\u{1b}[1;31m"), "\(colored)")
    #expect(!plain.output.contains("\u{1b}["), "\(plain)")
    #expect(!dumb.output.contains("\u{1b}[1;31m"), "\(dumb)")
  }

  // MARK: What cannot be answered

  @Test func nothingFoundIsOneHelpfulLine() {
    let run = search("犬")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.error.hasPrefix("nothing found") && run.error.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["，"], [""], [], ["-新闻"], ["OR"], ["甲 OR"], ["\"甲"], ["--year", "23", "甲"],
    ["--year", "..", "甲"],
    ["--year", "2024..2023", "甲"], ["--since", "yesterday", "甲"], ["--sort", "size", "甲"],
    ["--json", "--tsv", "甲"], ["-n", "-3", "甲"], ["--colour", "甲"], ["--color", "red", "甲"],
    ["year:2023"], ["(甲"], ["甲 NOT"], ["甲 NEAR/3"], ["甲 乙)"], ["甲 OR kind:"], ["甲 发布:昨天"],
    ["甲 级别:村"], ["甲 地区:火星"], ["甲 来源："],
    ["--level", "村", "甲"], ["--region", "火星", "甲"], ["--site", "/", "甲"], ["--docnum", "", "甲"],
  ])
  func saysWhatIsWrong(_ arguments: [String]) {
    let run = Sample.workshop.andu(["search"] + arguments)
    #expect(run.status == 2, "\(arguments): \(run)")
    #expect(run.output.isEmpty && run.error.hasPrefix("andu: "), "\(arguments): \(run)")
  }

  @Test func aBrokenQueryIsPointedAt() {
    let run = search("社区 “矫正")
    #expect(run.status == 2 && run.error.contains("\n       ^"), "\(run)")
  }

  @Test func aFieldThatCannotBeIsPointedAt() {
    let run = search("社区 年：23")
    #expect(run.status == 2 && run.error.contains("write 2023, or from one to another"), "\(run)")
    #expect(run.error.hasSuffix("\n  社区 年：23\n           ^\n"), "\(run)")
    let alone = search("kind:通知")
    #expect(alone.status == 2 && alone.error.contains("`andu list`"), "\(alone)")
    #expect(search("tag:引用").error.contains("`andu tag --list TAG`"))
    let chinese = search("社区 来源：", environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.error.contains("请加引号"), "\(chinese)")
  }

  @Test func piecesOfATextThatStandsNowhereAreCalledSo() {
    let run = search("社区矫正中心法治体检")
    #expect(run.status == 0 && run.error.contains("nothing holds the text as typed"), "\(run)")
    #expect(run.output.contains("(without “中心”)"), "\(run)")
    // Of a short text nearly all must be there.
    #expect(search("法治体捡").output.contains("[法治体]检"))
    #expect(search("法学体育").status == 1)
    // So also of one with a number.
    let number = search("矫正案件128件")
    #expect(number.output.contains("案件]120") && number.output.contains("“128”"), "\(number)")
    // Marks round words, and between short ones.
    #expect(search("法治体检？").output == search("法治体检").output)
    #expect(search("矫正、体检").output == search("(矫正 体检)").output)
  }
}
