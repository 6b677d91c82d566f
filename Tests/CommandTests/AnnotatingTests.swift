// AnnotatingTests.swift — set, tag, note: what people add, and where it shows.
import Foundation
import Glibc
import Testing

@Suite("andu set, tag, note")
struct AnnotatingTests {
  private func filled() -> (Workshop, String) {
    let workshop = Workshop.withArchive()
    PageGenerator.write(3, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    return (workshop, workshop.ids[1])
  }

  @Test func setIsShownAsSuchAndUsedEverywhere() {
    let (workshop, id) = filled()
    let before = workshop.andu("info", id).output
    let run = workshop.andu(
      "set", id, "标题=云溪市工作方案", "issuer=云溪市人民政府", "pub=2011年2月3日", "docnum=云政发[2011]5号")
    #expect(run.status == 0 && run.error.contains("documentNumber = 云政发〔2011〕5号"), "\(run)")
    for _ in 0..<2 {
      let info = workshop.andu("info", id)
      #expect(info.output.contains("云溪市工作方案  [set by hand; "), "\(info)")
      // What was read is still there.
      #expect(info.output.contains("临溪县第1号工作通知"), "\(info)")
      #expect(workshop.andu("list", "--tsv").output.contains("2011-02-03"))
      #expect(workshop.andu("list", "--docnum", "云政发").lines.count == 1)
      #expect(workshop.andu("search", "云溪市工作方案", "-l").output.contains("云溪市工作方案"))
      let cite = workshop.andu("cite", id)
      #expect(cite.output.contains("云溪市人民政府. 云溪市工作方案:云政发〔2011〕5号"), "\(cite)")
      let export = workshop.andu("export", "--docnum", "云政发")
      #expect(export.output.contains(#""title":"云溪市工作方案""#), "\(export)")
      #expect(workshop.andu("reindex").status == 0)
    }
    let back = workshop.andu("set", id, "标题=", "issuer=", "pub=", "docnum=")
    #expect(back.error.contains("title = ") && back.error.contains("临溪县第1号工作通知"), "\(back)")
    #expect(workshop.andu("info", id).output == before)
    _ = workshop.andu("set", id, "repealedOn=2024-01-01")
    let none = workshop.andu("set", id, "repealedOn=")
    #expect(none.error.contains("repealedOn = (none read)\n"), "\(none)")
  }

  @Test(arguments: [
    (["publishedOn=2023-02-30"], "2023-06-30"), (["level=县"], "region"), (["nonsense=1"], "title"),
    (["title"], "field=value"), ([], "field=value"), (["region=云外省"], "350500"),
    (["title=甲", "标题=乙"], "标题=乙: title is set twice"),
  ])
  func setSaysWhatIsWrongAndChangesNothing(arguments: [String], way: String) {
    let (workshop, id) = filled()
    // The invented places are in no table, so that there is no region.
    let run = workshop.andu(["set", id] + arguments)
    #expect(run.status != 0 && run.error.contains(way) || run.status == 1, "\(run)")
    #expect(workshop.names(in: "archive/annotations").isEmpty)
  }

  /// Wherever a query goes with a tag, its paragraphs have the tag themselves.
  @Test func aTagIsOfTheParagraphThatIsFound() {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"a","title":"甲","paragraphs":["普法工作。","其他事项。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    _ = workshop.andu("tag", "a#2", "+引用")
    for (words, status) in [("普法", Int32(1)), ("事项", 0)] {
      #expect(workshop.andu("search", words, "--tag", "引用", "--all").status == status)
      #expect(workshop.andu("stats", words, "--tag", "引用").status == status)
      #expect(workshop.andu("export", "--query", words, "--tag", "引用").status == status)
      #expect(workshop.andu("terms", words, "--tag", "引用").status == status)
    }
  }

  @Test func tagsAndNotesAreShownAndFound() {
    let (workshop, id) = filled()
    #expect(workshop.andu("tag", id, "+范文", "+待读").error.contains("范文 待读"))
    let both = workshop.andu("tag", id, "+草稿", "-草稿")
    #expect(both.status == 2 && both.error.contains("草稿 cannot be given"), "\(both)")
    let run = workshop.andu("tag", "\(id)#2", "+引用", "-没有")
    #expect(run.status == 0 && run.error.contains("\(id)#2  引用"), "\(run)")
    #expect(workshop.andu("note", "\(id)#2", "与去年", "不同").status == 0)
    #expect(workshop.andu(["note", id, "-"], input: Array("第一行\n第二行\n".utf8)).status == 0)
    let show = workshop.andu("show", "\(id)#2")
    #expect(show.output.contains("tags: 范文, 待读") && show.output.contains("tags: 引用"), "\(show)")
    #expect(show.output.contains("note: 与去年 不同") && show.output.contains("note: 第二行"), "\(show)")
    #expect(workshop.andu("search", "工作 tag:范文", "-l").output.contains("#"))
    #expect(workshop.andu("search", "工作 标签：引用", "-c", "-l").lines.count == 2)
    #expect(workshop.andu("search", "工作", "--tag", "无此标签").status == 1)
    #expect(workshop.andu("list", "--tag", "待读").lines.count == 1)
    #expect(workshop.andu("export", "--tag", "引用").lines.count == 1)
    #expect(workshop.andu("tag", "--list", "--tsv").lines == ["引用\t1", "待读\t1", "范文\t1"])
    #expect(workshop.andu("tag", "--list", "引用").output.hasPrefix("\(id)#2"))
    #expect(workshop.andu("tag", id).lines.count == 2)
    #expect(workshop.andu("note", "\(id)#2").output == "\(id)#2  与去年 不同\n")
    _ = workshop.andu("reindex")
    #expect(workshop.andu("tag", "--list", "--tsv").lines.count == 3)
    _ = workshop.andu("tag", id, "\(id)#2", "-范文", "-待读", "-引用")
    #expect(workshop.andu("note", id, "--delete").status == 0)
    #expect(workshop.andu("tag", "--list").status == 1)
    #expect(workshop.andu("note", id).output.contains("与去年 不同"))
    #expect(workshop.andu("note", "\(id)#2", "--delete").status == 0)
    #expect(workshop.andu("note", id).status == 1)
  }

  @Test func aVersionIsRefusedTheNewestToo() {
    let (workshop, id) = filled()
    for arguments in [
      ["tag", "\(id)@1", "+范文"], ["tag", "\(id)@1#2", "+范文"], ["tag", "\(id)@1"],
      ["note", "\(id)@1", "批注"], ["set", "\(id)@1", "title=改过"],
    ] {
      let run = workshop.andu(arguments)
      #expect(run.status == 2 && run.error.contains("@1"), "\(arguments): \(run)")
    }
    #expect(workshop.andu("tag", "--list").status == 1)
  }

  /// What was on a paragraph that is gone is named by the number that the paragraph had.
  @Test func aMarkOnAParagraphThatIsGoneIsShownByItsNumber() {
    let workshop = Workshop.withArchive()
    for text in ["推动社区矫正提质。", "另一件事，文字全不相同。"] {
      let line = #"{"doc_id":"a","title":"甲","paragraphs":["普法工作。","\#(text)"]}"#
      _ = workshop.andu(["import", "-"], input: Array(line.utf8))
      if text.hasPrefix("推动") {
        _ = workshop.andu("tag", "a#2", "+引用")
        _ = workshop.andu("note", "a#2", "与去年不同")
      }
    }
    let note = workshop.andu("note", "a#2")
    #expect(note.output == "a#2  与去年不同  (no longer there: 推动社区矫正提质。)\n", "\(note)")
    #expect(workshop.andu("note", "a").output == note.output)
    #expect(workshop.andu("tag", "a#2").output == workshop.andu("tag", "a").output)
    #expect(workshop.andu("tag", "a#2").output.hasPrefix("a#2"))
    #expect(workshop.andu("note", "a#1").status == 1)
    #expect(workshop.andu("tag", "a#1").status == 1)
  }

  @Test func thatThereIsNothingIsSaid() {
    let (workshop, id) = filled()
    for (arguments, words) in [
      (["tag", "--list"], "no tags; "), (["tag", id], "no tags; "),
      (["note", id], "no note on \(id)\n"), (["save", "--list"], "no searches; "),
    ] {
      let run = workshop.andu(arguments)
      #expect(run.status == 1 && run.output.isEmpty && run.error.hasPrefix(words), "\(run)")
    }
  }

  @Test func whatIsTaggedIsListedWhole() {
    let workshop = Workshop.withArchive()
    let text = String(repeating: "推动社区矫正工作提质。", count: 9)
    let line = #"{"doc_id":"a","title":"甲","paragraphs":["\#(text)"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    _ = workshop.andu("tag", "a#1", "+引用")
    #expect(workshop.andu("tag", "--list", "引用", "--tsv").output == "a#1\t引用\t\(text)\n")
    #expect(workshop.andu("tag", "--list", "引用").output.hasSuffix("  \(text)\n"))
    #expect(workshop.andu("tag", "a", "--tsv").output == "a#1\t引用\t\(text)\n")
    #expect(workshop.onTerminal("tag", "--list", "引用").output.contains("…"))
  }

  @Test func whatIsTaggedStandsInColumns() {
    let (workshop, id) = filled()
    _ = workshop.andu("tag", workshop.ids[0], "+引用")
    _ = workshop.andu("tag", id, "+引用", "+范文", "+待读")
    let rows = workshop.andu("tag", "--list", "引用").lines
    // Han characters take two columns.
    let starts = rows.compactMap { row in
      row.range(of: "县第").map { title in
        row[..<title.lowerBound].unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
      }
    }
    #expect(rows.count == 2 && starts.count == 2 && Set(starts).count == 1, "\(rows)")
  }

  @Test func aTagOnAParagraphFindsThatParagraph() {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"one1","title":"甲","paragraphs":["法治体检进企业。","法治体检进乡村。","法治体检进校园。"]}"#,
      #"{"doc_id":"two2","title":"乙","paragraphs":["法治体检进社区。","法治体检进机关。"]}"#,
    ].joined(separator: "\n")
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    _ = workshop.andu("tag", "one1#2", "+引用", "+范文")
    _ = workshop.andu("tag", "two2", "+引用")
    func found(_ arguments: String...) -> [String] {
      workshop.andu(["search"] + arguments + ["--tsv"]).lines
        .map { String($0.prefix { $0 != "\t" }) }.sorted()
    }
    #expect(found("法治体检", "tag:引用") == ["one1#2", "two2#1", "two2#2"])
    #expect(found("法治体检", "--tag", "引用", "--tag", "引用", "-n", "1").count == 1)
    #expect(found("法治体检 tag:引用 tag:范文") == ["one1#2"])
    #expect(found("法治体检", "tag:范文", "-l") == ["one1#2"])
    #expect(found("校园", "tag:范文").isEmpty)
    #expect(found("法治体检 -tag:引用").isEmpty)
    #expect(workshop.andu("search", "法治体检", "tag:引用", "-c").output.contains(" 3 paragraphs"))
    let grep = workshop.andu("grep", "法治体检", "--tag", "引用", "--tsv")
    #expect(grep.lines.count == 3 && grep.output.contains("one1#2"), "\(grep)")
    #expect(workshop.andu("grep", "法治体检", "--tag", "范文", "-c").output.hasPrefix("1 "))
    #expect(workshop.andu("list", "--tag", "引用").lines.count == 2)
  }

  @Test func whatIsSetOrTaggedKeepsItsPlaceInTheList() {
    let (workshop, id) = filled()
    let before = workshop.ids
    _ = workshop.andu("tag", id, "+范文")
    _ = workshop.andu("set", before[0], "title=题")
    #expect(workshop.ids == before)
    _ = workshop.andu("compact")
    #expect(workshop.ids == before)
  }

  @Test func whatIsNotInOrderIsRefused() {
    let (workshop, id) = filled()
    #expect(workshop.andu("tag", id, "+“引”").status == 2)
    #expect(workshop.andu("tag", "+引").status == 2)
    #expect(workshop.andu("tag", "ffffffff", "+引").status == 1)
    #expect(workshop.andu("tag", "\(id)#99", "+引").status == 2)
    #expect(workshop.andu("tag", "\(id)@1", "+引").status == 2)
    for command in ["tag", "note"] {
      let run = workshop.andu(command, "\(id)#1-2", "+引")
      #expect(run.status == 2 && run.error.contains("#1-2: tags and notes are on one"), "\(run)")
    }
    let place = workshop.andu("show", "\(id)#")
    #expect(place.status == 2 && place.error.contains("ID#FIRST-LAST"), "\(place)")
    #expect(workshop.andu("tag", id, "--nonsense").status == 2)
    #expect(workshop.andu("note", id, "  ").status == 2)
    #expect(workshop.andu("note", id, "x", "--delete").status == 2)
    #expect(workshop.andu("set", "\(id)#1", "title=题").status == 2)
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let (workshop, id) = filled()
    _ = workshop.andu("note", id, "红\u{1b}[31m色\u{202e}")
    for arguments in [["show", id], ["info", id], ["note", id]] {
      let run = workshop.andu(arguments)
      #expect(run.output.contains("红") && !run.output.contains("\u{1b}"), "\(run)")
      #expect(!run.output.contains("\u{202e}"))
    }
  }

  @Test func whatWasAcknowledgedOutlivesAKill() {
    let (workshop, id) = filled()
    var acknowledged: Set<String> = []
    for number in 0..<20 {
      let run = workshop.start(["tag", id, "+t\(number)"])
      usleep(UInt32(number) * 4000)
      kill(run.process, SIGKILL)
      if workshop.finish(run).status == 0 { acknowledged.insert("t\(number)") }
    }
    for _ in 0..<2 {
      let verify = workshop.andu("verify")
      #expect(verify.status == 0, "\(verify)")
      let tags = workshop.andu("tag", "--list", "--tsv").lines.map { $0.prefix { $0 != "\t" } }
      #expect(acknowledged.isSubset(of: Set(tags.map(String.init))))
      #expect(workshop.andu("reindex").status == 0)
    }
  }

  @Test func chineseUnderAChineseLocale() {
    let (workshop, id) = filled()
    let zh = ["LC_ALL": "zh_CN.UTF-8"]
    #expect(workshop.andu("set", id, "pub=x", environment: zh).error.contains("应写 2023-06-30"))
    let set = workshop.andu("set", id, "pub=2023-05-06", "文号=云政发〔2023〕5号", environment: zh)
    #expect(set.error.contains("  发布日期 = 2023-05-06\n"), "\(set)")
    #expect(set.error.contains("  发文字号 = 云政发〔2023〕5号\n"), "\(set)")
    #expect(workshop.andu("info", id, environment: zh).output.contains("[人工更正"))
    let unknown = workshop.andu("set", id, "颜色=红", environment: zh)
    #expect(unknown.status == 2 && unknown.error.contains("可用 标题、发布日期、来源、"), "\(unknown)")
    #expect(!unknown.error.contains("publishedOn"), "\(unknown)")
    _ = workshop.andu("note", id, "好")
    #expect(workshop.andu("show", id, environment: zh).output.contains("批注：好"))
    #expect(workshop.andu("tag", "--help", environment: zh).output.contains("加标签"))
  }
}
