// ProgramTests.swift — the program as a whole: help, errors, pipes, languages, extract, tokenize.
import Foundation
import Testing

@Suite("andu")
struct ProgramTests {
  @Test func tellsItsVersionAndHelp() {
    let workshop = Workshop()
    let version = workshop.andu("--version")
    #expect(version.status == 0 && version.output.hasPrefix("andu 0."), "\(version)")
    let help = workshop.andu("--help")
    #expect(help.status == 0 && help.error.isEmpty && help.output.contains("Exit: 0 found"))
    let search = workshop.andu("search", "--help")
    #expect(search.status == 0 && search.output.contains("--literal"))
  }

  @Test(arguments: [
    ["--unknown"], ["list", "--unknown"], ["nonsense"], ["show"], ["import"], ["remove"],
    ["completions", "tcsh"], ["export", "--format", "xml"],
  ])
  func unknownOptionsAndMissingOnesAreUsage(_ arguments: [String]) {
    let run = Workshop.withArchive().andu(arguments)
    #expect(run.status == 2 && run.output.isEmpty, "\(arguments): \(run)")
    #expect(run.error.hasPrefix("andu: ") && !run.error.hasPrefix("andu: Error"), "\(run)")
  }

  @Test(arguments: [
    ["search", "甲"], ["list"], ["show", "a"], ["tree", "a"], ["info", "a"], ["cite", "a"],
    ["export"], ["remove", "a"], ["compact"], ["reindex"], ["verify"], ["import", "/dev/null"],
  ])
  func withoutAnArchiveEndsWithFour(_ arguments: [String]) {
    let run = Workshop().andu(arguments)
    #expect(run.status == 4 && run.error.contains("andu init"), "\(arguments): \(run)")
    #expect(run.error.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["list", "export", "show $1", "search 台账 -n 1000"])
  func aClosedPipeIsSuccess(_ command: String) {
    let workshop = Workshop.withArchive()
    PageGenerator.write(120, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let command = command.replacingOccurrences(of: "$1", with: workshop.ids[0])
    let run = workshop.shell(#""$ANDU" \#(command) | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}"#)
    #expect(run.status == 0, "\(run)")
    #expect(!run.error.contains("andu:") && !run.error.contains("roken"), "\(run)")
  }

  @Test func speaksChineseToChineseUsers() {
    let workshop = Workshop()
    let chinese = ["LANG": "zh_CN.UTF-8"]
    let missing = workshop.andu("list", environment: chinese)
    #expect(missing.status == 4 && missing.error.contains("这里没有档案"), "\(missing)")
    let made = workshop.andu("init", environment: chinese)
    #expect(made.error.contains("建立档案"), "\(made)")
    PageGenerator.write(2, to: "saved", of: workshop)
    let added = workshop.andu("add", "saved", environment: chinese)
    #expect(added.error.contains("新增 2"), "\(added)")
    #expect(workshop.andu("search", "犬", environment: chinese).error.contains("没有找到"))
    #expect(workshop.andu("--help", environment: chinese).output.contains("保存政府网页"))
    #expect(workshop.andu("search", "，", environment: chinese).error.contains("没有可检索"))
    // LC_ALL says more than LANG.
    let english = workshop.andu("list", environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"])
    #expect(english.error == "2 documents\n", "\(english)")
  }

  @Test func nothingOfAPageReachesTheTerminalRaw() throws {
    let workshop = Workshop.withArchive()
    let hostile = "标题\\u001b[31m\\u009b\\u202e红\\u200b\\u0007"
    let line =
      #"{"doc_id":"a\u202eb","title":"\#(hostile)","source":"\#(hostile)","paragraphs":["正文\#(hostile)"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let commands = [
      ["list"], ["list", "--tsv"], ["search", "正文"], ["search", "正文", "--tsv"], ["show", "a"],
      ["tree", "a"], ["info", "a"], ["cite", "a#1", "--quote"], ["cite", "a", "--style", "plain"],
      ["search", "正文", "-c", "-l"], ["show", "\u{1b}[31m"], ["search", "\u{1b}[31m\u{202e}\""],
      ["add", "\u{1b}]0;x\u{7}"], ["remove", "a"],
    ]
    for command in commands {
      let run = workshop.andu(command)
      for scalar in (run.output + run.error).unicodeScalars where scalar != "\n" && scalar != "\t" {
        let isRaw =
          scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
          || (0x200b...0x200f).contains(scalar.value) || (0x202a...0x202e).contains(scalar.value)
        #expect(!isRaw, "U+\(String(scalar.value, radix: 16)) from \(command)")
      }
    }
  }

  @Test func twoWritersTheSecondIsRefused() throws {
    let workshop = Workshop.withArchive()
    let holder = workshop.start(
      ["-c", #"exec 9<>archive/lock; flock 9; echo 4711 >&9; exec sleep 20"#], program: "/bin/bash")
    defer {
      kill(holder.process, SIGKILL)
      _ = workshop.finish(holder)
    }
    for _ in 0..<500 where workshop.read(workshop.path("archive/lock")).count < 5 { usleep(10_000) }
    workshop.write(Page().html, to: "one.html")
    for command in [["add", "one.html"], ["import", Package.lines], ["compact"], ["reindex"]] {
      let run = workshop.andu(command)
      #expect(run.status == 2 && run.error.contains("process 4711 is writing"), "\(run)")
    }
    // Readers do not care.
    #expect(workshop.andu("verify").status == 0)
  }
}

@Suite("andu extract, tokenize, completions")
struct LookingInsideTests {
  @Test func extractPrintsOneObjectAPage() throws {
    let workshop = Workshop()
    workshop.write(Page(url: "http://a.example/1").html, to: "1.html")
    workshop.write(Page(url: "http://a.example/2").html, to: "2.html")
    let one = workshop.andu("extract", "--json", "1.html")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(one.bytes)) as? [String: Any])
    for field in [
      "path", "kind", "title", "publishedOn", "source", "issuer", "documentNumber", "indexNumber",
      "issuedOn", "validity", "url", "encoding", "truncated", "paragraphs",
    ] { #expect(object[field] != nil, "\(field)") }
    #expect(object["path"] as? String == "1.html")
    #expect(object["url"] as? String == "http://a.example/1")
    let paragraph = try #require((object["paragraphs"] as? [[String: Any]])?.first)
    #expect(Set(paragraph.keys) == ["text", "kind", "depth", "label", "headings"])
    let two = workshop.andu("extract", "--json", "1.html", "2.html")
    #expect((try JSONSerialization.jsonObject(with: Data(two.bytes)) as? [Any])?.count == 2)
    #expect(workshop.andu("extract", "--jsonl", "1.html", "2.html").lines.count == 2)
    let text = workshop.andu("extract", "1.html", "--why")
    #expect(text.status == 0 && text.output.contains("[meta PubDate]"), "\(text)")
  }

  @Test func extractTellsInChineseHowItReadAPage() {
    let chinese = ["LC_ALL": "zh_CN.UTF-8"]
    let page = Package.pages + "/saved-from-2023/source.html"
    let run = Workshop().andu("extract", "--why", page, environment: chinese)
    #expect(run.lines.contains("发布日期        2023-06-29"), "\(run)")
    for words in [
      "页面类型        article", "  发布日期 = 2023-06-29  [行 发布时间]", "[另存为注释]", "  候选 ",
      "：得分 ", "  正文区域 ", "  标题读自 ", "  页面类型 article：", "  编码 UTF-8",
    ] { #expect(run.output.contains(words), "\(words): \(run)") }
    for words in [
      "publishedOn", "saved-from", "candidate", "score", "main content", "page kind", "encoding",
    ] { #expect(!run.output.contains(words), "\(words): \(run)") }
    let cut = Workshop().andu(
      "extract", "--why", Package.pages + "/bare-notice-2019/source.html", environment: chinese)
    #expect(cut.output.contains("  删去标题：“停水公告”"), "\(cut)")
    #expect(cut.output.contains("  删去页首的链接：“首页"), "\(cut)")
    // Programs read the same in every language.
    let json = Workshop().andu("extract", "--json", "--why", page, environment: chinese)
    #expect(json.output.contains("saved-from comment"), "\(json)")
    #expect(json.output == Workshop().andu("extract", "--json", "--why", page).output)
  }

  @Test func aLineOfJSONIsTheSameHoweverLongTheTextIs() throws {
    let workshop = Workshop()
    for count in [1, 999, 1001, 2000] {
      var page = Page(title: "关于\"paragraphs\":[]的通知")
      page.paragraphs = (1...count).map { "（\($0)）各县（区）要做好\"paragraphs\":[第\($0)项]工作，确保全年任务完成。" }
      workshop.write(page.html, to: "1.html")
      let line = workshop.andu("extract", "--jsonl", "1.html")
      let whole = workshop.andu("extract", "--json", "1.html")
      #expect(line.lines.count == 1)
      let (a, b) = (
        try JSONSerialization.jsonObject(with: Data(line.bytes)) as? NSDictionary,
        try JSONSerialization.jsonObject(with: Data(whole.bytes)) as? NSDictionary
      )
      #expect(a == b && (a?["paragraphs"] as? [Any])?.count == count)
    }
  }

  @Test func extractPrintsFurtherFieldsOnlyWhenFound() throws {
    let workshop = Workshop()
    workshop.write(
      """
      <html><head><title>关于印发《学习方案》的通知</title><meta name=SiteIDCode content=4407000001>
      <meta name=Keywords content=学习,方案></head><body><h1>关于印发《学习方案》的通知</h1><div id=zoom>
      <p>各有关单位：</p><p>现将方案印发给你们，请认真贯彻执行，抓好学习活动。</p><p>本方案自2023年5月1日起施行，有效期五年。</p>
      <p>附件：<a href=a.doc>学习方案</a></p></div></body></html>
      """, to: "1.html")
    let run = workshop.andu("extract", "--json", "1.html")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [String: Any])
    #expect(
      object["region"] as? [String: String] == ["code": "440700", "name": "广东省江门市", "level": "市"])
    #expect(object["keywords"] as? [String] == ["学习", "方案"])
    #expect(object["work"] as? String == "学习方案" && object["wrapper"] as? String == "印发")
    #expect(object["expiresOn"] as? String == "2028-04-30")
    #expect(
      object["attachments"] as? [[String: String]] == [["name": "学习方案", "address": "a.doc"]])
    for field in ["authors", "subject", "site", "column", "repealedOn"] {
      #expect(object[field] == nil, "\(field)")
    }
    let text = workshop.andu("extract", "1.html")
    #expect(text.output.contains("440700 广东省江门市 (市)"), "\(text)")
    #expect(text.output.contains("学习方案  a.doc"), "\(text)")
  }

  @Test func extractPrintsNumberedParagraphsOfAWordDocument() {
    let run = Workshop().andu("extract", Package.document("notice.docx"))
    #expect(run.status == 0)
    #expect(run.lines.first == "云溪市人民政府关于印发《云溪市企业服务提升行动实施方案》的通知")
    #expect(run.lines.contains("一、总体要求"))
    #expect(run.lines.contains("  （二）落实惠企政策"))
    #expect(run.lines.contains("    2.推行免申即享，符合条件的企业无需申请，资金直接拨付到账。"))
  }

  @Test(arguments: [
    ("notice.pdf", "a PDF file; install poppler-utils"),
    ("notice.doc", "an old Word file; install libreoffice-writer or antiword"),
  ])
  func extractNamesTheProgramsThatItMisses(file: String, hint: String) {
    let workshop = Workshop()
    let run = workshop.andu(
      ["extract", Package.document(file)], environment: ["PATH": workshop.folder])
    #expect(run.status == 3)
    #expect(run.error.contains("no program here reads \(hint)"), "\(run)")
  }

  @Test(
    "What bears the name of a Word file may be RTF or XML, which is no text",
    arguments: [
      ("{\\rtf1\\ansi\\ansicpg936 \\'b9\\'d8\\'d3\\'da\\par}", "an RTF file"),
      (
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<w:wordDocument/>",
        "a Word file in XML"
      ),
    ])
  func extractKnowsOtherFormsOfWord(text: String, name: String) {
    let workshop = Workshop()
    workshop.write(text, to: "通知.doc")
    workshop.write(program: "#!/bin/sh\necho 通知\n", to: "bin/antiword")
    let run = workshop.andu(["extract", "通知.doc"], environment: ["PATH": workshop.path("bin")])
    #expect(run.status == 3 && run.output.isEmpty, "\(run)")
    #expect(
      run.error.contains("no program here reads \(name); install libreoffice-writer"), "\(run)")
  }

  /// Programs that stand in for those that read other formats.
  @Test(arguments: [
    ("exec yes 案牍", "printed too much"), ("exit 1", "damaged or locked by a password"),
    ("echo '<html><page><word xMin=\"1'", "the text of the PDF file is damaged"),
    ("echo '<!DOCTYPE h [<!ENTITY a \"b\">]><h>&a;</h>'", "declares entities"),
    ("echo '<html><page/><page/></html>'", "2 pages hold no text"),
    ("(sleep 1000 &) ; test \"$HOME\" = \"$TMPDIR\" && touch $HOME/x/y; exit 3", "damaged"),
  ])
  func extractIsSafeFromOtherPrograms(script: String, answer: String) {
    let workshop = Workshop()
    workshop.write(program: "#!/bin/sh\n\(script)\n", to: "bin/pdftotext")
    _ = workshop.shell("mkdir scratch")
    let run = workshop.andu(
      ["extract", Package.document("notice.pdf")],
      environment: ["PATH": workshop.path("bin"), "TMPDIR": workshop.path("scratch")])
    #expect((run.output + run.error).contains(answer), "\(run)")
    #expect(workshop.names(in: "scratch").isEmpty)
  }

  @Test func extractNamesWhatItCannotRead() {
    let workshop = Workshop()
    workshop.write(Page().html, to: "1.html")
    let run = workshop.andu("extract", "absent.html", "1.html", "--jsonl")
    #expect(run.status == 3 && run.lines.count == 1, "\(run)")
    #expect(run.error.hasPrefix("andu: absent.html: "), "\(run)")
    let piped = workshop.andu(["extract", "-", "--jsonl"], input: Array(Page().html.utf8))
    #expect(piped.status == 0 && piped.output.contains(#""path":"-""#), "\(piped)")
  }

  @Test func tokenizeShowsTermsAndThePlan() {
    let workshop = Workshop()
    let terms = workshop.andu("tokenize", "（一）法治体检")
    #expect(terms.status == 0 && terms.output.contains("法治 治体 体检"), "\(terms)")
    #expect(!terms.output.contains("plan"))
    _ = workshop.andu("init")
    let plan = workshop.andu("tokenize", "法治体检")
    #expect(plan.output.contains("plan: “法治体检”: "), "\(plan)")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsNameTheCommands(_ shell: String) {
    let run = Workshop().andu("completions", shell)
    #expect(run.status == 0 && run.output.contains("search") && run.output.contains("reindex"))
  }
}
