// StatsTests.swift — stats, terms, versions, diff, and the columns of list.
import Foundation
import Testing

private enum Sample {
  static let lines = [
    #"{"doc_id":"plan1","title":"云溪市2023年工作要点","date":"2023-03-01","source":"云溪市司法局","paragraphs":["一、总体要求","培养“法律明白人”113人，落实《云溪市法治建设规划》。","推进“1+6+3”工程。"]}"#,
    #"{"doc_id":"plan2","title":"云溪市2022年工作总结","date":"2022-12-30","source":"云溪市司法局","paragraphs":["培养“法律明白人”90人。"]}"#,
  ].joined(separator: "\n")

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    var page = Page(url: "http://sfj.yunxi.example/1.html")
    workshop.write(page.html, to: "1.html")
    _ = workshop.andu("add", "1.html")
    page.paragraphs[2] = page.paragraphs[2].replacingOccurrences(of: "年底前", with: "十月底前")
    page.paragraphs.append("三、工作要求。各单位要于每季度末报送进展情况，重大事项随时报告。")
    workshop.write(page.html, to: "1.html")
    _ = workshop.andu("add", "1.html")
    return workshop
  }()
  static let id = workshop.ids.last ?? "?"
}

private func andu(_ arguments: String...) -> Run { Sample.workshop.andu(arguments) }

@Suite("andu stats, terms, versions, diff, list")
struct StatsTests {
  private func object(_ run: Run) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(run.bytes))) as? [String: Any]
  }

  @Test func countsTheArchive() {
    let run = andu("stats")
    #expect(run.status == 0 && run.lines.first?.hasPrefix("3 documents, ") == true, "\(run)")
    #expect(run.output.contains("2023") && run.output.contains("█"), "\(run)")
    let json = object(andu("stats", "--json"))
    #expect(json?["documents"] as? Int == 3)
    // What show prints of all documents, without the ends of lines.
    let texts = Sample.workshop.ids.map { andu("show", $0, "--raw").output }.joined()
    let characters = texts.unicodeScalars.count { $0 != "\n" }
    #expect(json?["characters"] as? Int == characters)
    #expect(run.lines.first?.hasSuffix("\(characters) characters") == true, "\(run)")
  }

  @Test func namesFieldsInTheLanguageOfTheUser() {
    let chinese = ["LC_ALL": "zh_CN.UTF-8"]
    let run = Sample.workshop.andu("stats", environment: chinese)
    for name in ["年", "类型", "机构"] { #expect(run.lines.contains(name), "\(run)") }
    let grouped = Sample.workshop.andu("stats", "--by", "年,类型", "--tsv", environment: chinese)
    #expect(grouped.output == andu("stats", "--by", "year,kind", "--tsv").output, "\(grouped)")
    let wrong = Sample.workshop.andu("stats", "--by", "颜色", environment: chinese)
    #expect(wrong.status == 2 && wrong.error.contains("应写 年、级别"), "\(wrong)")
  }

  @Test func countsWhatAQueryFinds() {
    let run = andu("stats", "--by", "year", "--tsv", "法律明白人")
    #expect(run.output == "year\t2022\t1\t1\t1\nyear\t2023\t2\t2\t2\n", "\(run)")
    #expect(andu("stats", "没有的词").status == 1)
    #expect(andu("stats", "--by", "colour").status == 2)
    #expect(andu("stats", "--year", "2022", "--by", "year,kind", "--tsv").output.contains("2022\t"))
  }

  @Test func listsNoMoreThanIsAskedFor() throws {
    let rows = andu("stats", "--by", "year", "--tsv", "-n", "1", "法律明白人")
    #expect(rows.output == "year\t2023\t2\t2\t2\n", "\(rows)")
    let groups = object(andu("stats", "--by", "year", "--json", "-n", "1"))?["groups"]
    let group = try #require((groups as? [[String: Any]])?.first)
    #expect((group["tallies"] as? [Any])?.count == 1)
    #expect(object(andu("stats", "--json", "-n", "1"))?["documents"] as? Int == 3)
    // People are told how many more there are.
    #expect(andu("stats", "--by", "year", "-n", "1").output.contains(" more\n"))
  }

  @Test func hitsStandInLineBehindBars() {
    for language in ["C.UTF-8", "zh_CN.UTF-8"] {
      let run = Sample.workshop.andu(
        "stats", "法律明白人", "--by", "year", environment: ["LC_ALL": language])
      let rows = run.lines.filter { $0.contains("█") }
      let places = rows.compactMap { row in
        row.lastIndex(where: \.isNumber).map { row.distance(from: row.startIndex, to: $0) }
      }
      #expect(rows.count == 2 && places.count == 2 && Set(places).count == 1, "\(run)")
    }
    let run = andu("stats", "法律明白人", "--by", "year")
    #expect(run.output.contains("  1 hit\n") && run.output.contains("  2 hits\n"), "\(run)")
  }

  @Test func listsNames() {
    let run = andu("terms", "--tsv")
    #expect(run.lines.first == "3\t3\t“法律明白人”\t2022:1 2023:2\t", "\(run)")
    #expect(run.output.contains("《云溪市法治建设规划》") && run.output.contains("“1+6+3”"), "\(run)")
    #expect(andu("terms", "--json", "-n", "1").output.contains(#""documents":3"#))
  }

  @Test func countsOneNameByYearAndLevel() {
    let run = andu("terms", "“法律明白人”", "--tsv")
    #expect(run.lines == ["2022\t\t1\t1\t1", "2023\t\t2\t2\t2"], "\(run)")
    let grid = andu("terms", "法律明白人")
    #expect(grid.lines.first?.trimmingCharacters(in: .whitespaces) == "–", "\(grid)")
    #expect(
      grid.lines.dropFirst().map { $0.split(separator: " ") } == [["2022", "1"], ["2023", "2"]])
    #expect(andu("terms", "没有的词").status == 1)
  }

  @Test func everyObjectHasTheVersionOfItsForm() {
    #expect(object(andu("info", Sample.id, "--json"))?["v"] as? Int == 1)
    for arguments in [["versions", Sample.id], ["terms"], ["terms", "法律明白人"]] {
      let run = Sample.workshop.andu(arguments + ["--jsonl"])
      #expect(!run.lines.isEmpty && run.lines.allSatisfy { $0.contains(#""v":1"#) }, "\(run)")
    }
  }

  @Test func listsPhrasesWithoutMarks() {
    let workshop = Workshop.withArchive()
    let texts = [
      "持续优化法治化营商环境，推进社区矫正工作。", "今年优化法治化营商环境成效明显，的社区矫正。",
      "进一步优化法治化营商环境；社区矫正对象", "社区矫正",
    ]
    let lines = texts.enumerated().map {
      #"{"doc_id":"d\#($0)","title":"题","date":"202\#($0)-01-01","paragraphs":["\#($1)"]}"#
    }
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    let run = workshop.andu("terms", "--phrases", "--least", "3", "--tsv")
    #expect(
      run.lines.map { $0.split(separator: "\t").prefix(3).joined(separator: " ") }
        == ["4 4 社区矫正", "3 3 优化法治化营商环境"], "\(run)")
    #expect(run.output.contains("2020:1 2021:1 2022:1"), "\(run)")
    let short = workshop.andu("terms", "--phrases", "--least", "3", "--length", "2..3", "--tsv")
    // 社区 and 矫正 stand for nothing by themselves.
    #expect(!short.output.contains("社区\t"), "\(short)")
    #expect(workshop.andu("terms", "--phrases", "--least", "5").status == 1)
    let none = workshop.andu("terms", "--phrases", "--least", "0")
    #expect(none.status == 2 && none.error.contains("--least 0: at least 1"), "\(none)")
    let chinese = workshop.andu(
      "terms", "--phrases", "--least", "0", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.status == 2 && chinese.error.contains("--least 0：至少为 1"), "\(chinese)")
    for wrong in [["--length", "4..8"], ["--phrases", "--length", "8..4"], ["词", "--phrases"]] {
      #expect(workshop.andu(["terms"] + wrong).status == 2, "\(wrong)")
    }
  }

  @Test func printsParagraphsForPrograms() throws {
    let run = andu("show", "plan1#2", "--json", "--around", "1")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [[String: Any]])
    #expect(list.map { $0["number"] as? Int } == [1, 2, 3], "\(run)")
    #expect(list[1]["headings"] as? [String] == ["总体要求"], "\(run)")
    #expect(andu("show", "plan2", "--raw").output == "培养“法律明白人”90人。\n")
    #expect(andu("tree", "plan1", "--json").output.contains(#""reference":"plan1#1""#))
  }

  @Test func tellsVersionsApart() {
    let run = andu("versions", Sample.id, "--tsv")
    #expect(run.lines.count == 2, "\(run)")
    #expect(run.lines.first?.hasPrefix("\(Sample.id)@1\t") == true, "\(run)")
    #expect(run.lines.first?.hasSuffix("\t1\t0\t1\t0\t") == true, "\(run)")
  }

  @Test func comparesVersions() {
    let run = andu("diff", Sample.id, "-C", "0")
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("[-年-]{+十月+}底前"), "\(run)")
    #expect(run.output.contains("+ #7  三、工作要求。"), "\(run)")
    #expect(andu("diff", Sample.id, Sample.id).status == 1)
    #expect(andu("diff", "plan1").status == 2)
    let words = andu("diff", "plan1#2", "plan2#1")
    #expect(words.output.contains("#2→#1") && words.output.contains("”[-113人"), "\(words)")
    #expect((object(andu("diff", "plan1", "plan2", "--json"))?["steps"] as? [Any])?.count == 3)
  }

  @Test func findsWhatWasTakenOverElsewhere() {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"省","title":"福建省工作要点","paragraphs":["推动全省司法行政工作高质量发展，取得实效。"]}"#,
      #"{"doc_id":"市","title":"泉州市工作要点","paragraphs":["一、要求","推动泉州市司法行政工作高质量发展，取得实效。"]}"#,
    ].joined(separator: "\n")
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    let run = workshop.andu("diff", "省", "市", "--adapt")
    #expect(run.status == 0 && run.lines.last == "≈ #1→#2  推动{全省→泉州市}司法行政工作高质量发展", "\(run)")
    let json = workshop.andu("diff", "省#1", "市#2", "--adapt", "--json")
    let step = (object(json)?["steps"] as? [[String: Any]])?.first
    #expect(step?["new"] as? Int == 2 && step?["change"] as? String == "adapted", "\(json)")
    #expect(workshop.andu("diff", "省", "省", "--adapt").status == 1)
  }

  @Test func listsColumnsInOrder() {
    let run = andu("list", "--cols", "id,date,paragraphs", "--sort", "date", "--tsv", "-n", "2")
    #expect(run.lines.count == 2 && run.lines[0].contains("\t2023-"), "\(run)")
    #expect(andu("list", "--cols", "nothing").status == 2)
    #expect(andu("list", "-0", "--year", "2022").output == "plan2\0")
    #expect(andu("list", "--jsonl").lines.count == 3)
    #expect(andu("list", "--sort", "paragraphs", "--cols", "id").lines.first == Sample.id)
  }

  @Test func everyFieldOfInfoIsAColumn() {
    let workshop = Workshop.withArchive()
    let line =
      #"{"doc_id":"a","title":"甲","attachments":[{"name":"任务表","address":"1.xls"},{"name":"分工","address":"2.doc"}],"paragraphs":["文"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    _ = workshop.andu("tag", "a", "+范文")
    _ = workshop.andu("note", "a", "与去年", "不同")
    let run = workshop.andu("list", "--cols", "encoding,附件,tags,批注", "--tsv")
    #expect(run.output == "UTF-8\t任务表; 分工\t范文\t与去年 不同\n", "\(run)")
    for line in workshop.andu("info", "a").lines {
      let name = String(line.prefix { $0 != " " })
      let column = workshop.andu("list", "--cols", name)
      #expect(column.status == 0, "\(name): \(column)")
    }
    #expect(workshop.andu("list", "--cols", "part,hangsOn").status == 0)
  }

  @Test func takesColumnsByTheirChineseNames() {
    let run = andu(
      "list", "--cols", "id,issuer,documentNumber,kind,date,paragraphs", "--sort", "title", "--tsv")
    let named = andu("list", "--cols", "编号,发文机关，文号、类型,日期,段落", "--sort", "标题", "--tsv")
    #expect(run.status == 0 && named.output == run.output, "\(named)")
    let kinds = andu("list", "--cols", "页面类型,原文件", "--tsv")
    #expect(kinds.output.contains("article\t") && kinds.output.contains("/1.html\n"), "\(kinds)")
    let wrong = Sample.workshop.andu(
      "list", "--cols", "颜色", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(wrong.status == 2 && wrong.error.contains("应写 编号、日期、来源、发文字号、类型、"), "\(wrong)")
    #expect(!wrong.error.contains("documentNumber"), "\(wrong)")
    #expect(andu("list", "--sort", "颜色").error.contains("--sort 颜色: write id, date"))
  }
}
