// AddTests.swift — andu init and andu add, as a user runs them.
import Testing

@Suite("andu init")
struct InitTests {
  @Test func makesAnEmptyArchive() {
    let workshop = Workshop()
    let run = workshop.andu("init")
    #expect(run.status == 0 && run.output.isEmpty, "\(run)")
    #expect(run.error.contains(workshop.archive), "\(run)")
    #expect(workshop.andu("verify").status == 0)
    let list = workshop.andu("list")
    #expect(list.status == 1 && list.error == "0 documents\n", "\(list)")
  }

  @Test func takesAFolderAndSaysHowToUseIt() {
    let workshop = Workshop()
    let run = workshop.andu("init", "deep/below/here")
    #expect(run.status == 0, "\(run)")
    #expect(run.error.contains("export ANDU_ARCHIVE=deep/below/here"), "\(run)")
    #expect(workshop.andu("verify", "--archive", "deep/below/here").status == 0)
  }

  @Test func refusesAnArchiveAndAFolderThatIsNotEmpty() {
    let workshop = Workshop.withArchive()
    let again = workshop.andu("init")
    #expect(again.status == 2 && again.error.contains("an archive here already"), "\(again)")
    workshop.write("x", to: "full/file")
    let full = workshop.andu("init", "full")
    #expect(full.status == 2 && full.error.contains("not empty"), "\(full)")
  }

  @Test func standsInXDGDataHomeWhenNothingNamesIt() {
    let workshop = Workshop()
    let place = ["ANDU_ARCHIVE": "", "XDG_DATA_HOME": workshop.path("data")]
    #expect(workshop.andu("init", environment: place).status == 0)
    #expect(workshop.names(in: "data/andu").contains("manifest"))
    let home = ["ANDU_ARCHIVE": "", "HOME": workshop.path("home")]
    #expect(workshop.andu("init", environment: home).status == 0)
    #expect(workshop.names(in: "home/.local/share/andu").contains("manifest"))
  }
}

@Suite("andu add")
struct AddTests {
  @Test func takesFilesAndFoldersAndLeavesWhatBelongsToAPage() {
    let workshop = Workshop.withArchive()
    workshop.write(Page(url: "http://a.example/1").html, to: "saved/通知.html")
    workshop.write(Page(url: "http://a.example/frame").html, to: "saved/通知_files/frame.html")
    workshop.write(Page(url: "http://a.example/2").html, to: "saved/below/two.SHTML")
    workshop.write(Page(url: "http://a.example/3").html, to: "saved/other_files/three.htm")
    workshop.write(Page(url: "http://a.example/4").html, to: "saved/.hidden/four.html")
    workshop.write("not a page", to: "saved/notes.css")
    workshop.write("工作要点\n一、总体要求\n全面落实。\n", to: "alone.text")
    let run = workshop.andu("add", "saved", "alone.text")
    #expect(run.status == 0 && run.output.isEmpty, "\(run)")
    #expect(run.error.hasPrefix("4 added, 0 unchanged, 0 new versions, 0 failed"), "\(run)")
    let list = workshop.andu("list", "--tsv").output
    #expect(list.contains("http://a.example/3") && !list.contains("frame"))
  }

  @Test func findsNothingNewTheSecondTime() {
    let workshop = Workshop.withArchive()
    workshop.write(Page(url: "http://a.example/1").html, to: "one.html")
    workshop.write(Page(url: "http://a.example/1").html, to: "copy.html")
    let first = workshop.andu("add", "one.html", "copy.html")
    #expect(first.error.hasPrefix("1 added, 1 unchanged"), "\(first)")
    let generation = workshop.read(workshop.path("archive/manifest"))
    let second = workshop.andu("add", "one.html")
    #expect(second.status == 0, "\(second)")
    #expect(second.error.hasPrefix("0 added, 1 unchanged"), "\(second)")
    #expect(workshop.read(workshop.path("archive/manifest")) == generation)
  }

  @Test func readsPathsFromAFileAndFromStandardInput() {
    let workshop = Workshop.withArchive()
    for number in 1...3 {
      workshop.write(Page(url: "http://a.example/\(number)").html, to: "\(number).html")
    }
    workshop.write("1.html\n\n2.html\n", to: "names")
    #expect(workshop.andu("add", "--files-from", "names").error.hasPrefix("2 added"))
    let piped = workshop.andu(["add", "--files-from", "-"], input: Array("3.html".utf8))
    #expect(piped.status == 0 && piped.error.hasPrefix("1 added"), "\(piped)")
    let missing = workshop.andu("add", "--files-from", "nowhere")
    #expect(missing.status == 2 && missing.error.contains("nowhere"), "\(missing)")
  }

  @Test(arguments: [["add", "--files-from"], ["import"], ["search", "--batch"]])
  func aFolderInThePlaceOfAListIsSaidToBeOne(arguments: [String]) {
    let workshop = Workshop.withArchive()
    #expect(workshop.shell("mkdir folder").status == 0)
    let run = workshop.andu(arguments + ["folder"])
    #expect(run.status == 2, "\(run)")
    #expect(run.error == "andu: folder: cannot read the file: Is a directory\n", "\(run)")
    let chinese = workshop.andu(arguments + ["folder"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.error == "andu: folder：无法读取文件：是文件夹\n", "\(chinese)")
  }

  @Test func readsOnePageFromStandardInputUnderTheGivenAddress() {
    let workshop = Workshop.withArchive()
    let page = Array(Page().html.utf8)
    let run = workshop.andu(["add", "-", "--url", "http://a.example/in"], input: page)
    #expect(run.status == 0, "\(run)")
    #expect(workshop.andu("list", "--tsv").output.contains("http://a.example/in"))
    let two = workshop.andu(["add", "-", "-", "--url", "http://a.example/in"], input: page)
    #expect(two.status == 2 && two.error.contains("--url is for one page"), "\(two)")
  }

  @Test func readsInTheGivenEncodingAlsoWhenItIsRebuilt() throws {
    let workshop = Workshop.withArchive()
    // “通知” in GBK bytes, which are also valid UTF-16.
    workshop.write([0xcd, 0xa8, 0xd6, 0xaa, 0x0a, 0xb9, 0xab, 0xb8, 0xe6], to: "gbk.txt")
    #expect(workshop.andu("add", "gbk.txt", "--encoding", "gbk").status == 0)
    let id = try #require(workshop.ids.first)
    #expect(workshop.andu("show", id).output.contains("公告"))
    #expect(workshop.andu("reindex").status == 0)
    #expect(workshop.andu("show", id).output.contains("公告"))
    let unknown = workshop.andu("add", "gbk.txt", "--encoding", "klingon")
    #expect(unknown.status == 2 && unknown.error.contains("klingon"), "\(unknown)")
  }

  @Test func markdownIsReadAsSuchAlsoWhenItIsRebuilt() throws {
    let workshop = Workshop.withArchive()
    let text = Page().paragraphs.map { "\($0)\n" }.joined(separator: "\n")
    workshop.write("---\ntitle: 剪藏的通知\ndate: 2023-05-10\n---\n\(text)", to: "clip.md")
    #expect(workshop.andu("add", "clip.md").status == 0)
    let list = workshop.andu("list", "--tsv")
    #expect(list.output.contains("2023-05-10") && list.output.contains("剪藏的通知"), "\(list)")
    #expect(workshop.andu("reindex").status == 0)
    #expect(workshop.andu("list", "--tsv").output == list.output)
  }

  @Test func aFailingPageNeverStopsTheRest() {
    let workshop = Workshop.withArchive()
    workshop.write(Page(url: "http://a.example/1").html, to: "one.html")
    workshop.write("", to: "empty.html")
    let run = workshop.andu("add", "empty.html", "absent.html", "one.html")
    #expect(run.status == 3, "\(run)")
    #expect(run.error.contains("andu: empty.html: ") && run.error.contains("andu: absent.html: "))
    #expect(run.error.contains("1 added, 0 unchanged, 0 new versions, 2 failed"), "\(run)")
    #expect(workshop.ids.count == 1)
    let quiet = workshop.andu("add", "-q", "empty.html", "one.html")
    #expect(quiet.status == 3 && quiet.error.split(separator: "\n").count == 1, "\(quiet)")
  }

  @Test func otherBytesOfTheSameAddressAreANewVersion() throws {
    let workshop = Workshop.withArchive()
    var page = Page(url: "http://a.example/1")
    let old = page.html
    workshop.write(old, to: "one.html")
    #expect(workshop.andu("add", "one.html").status == 0)
    page.paragraphs = ["全市要把行政复议体制改革放在突出位置，按季度通报进展，年底开展评估，结果向社会公布。"]
    workshop.write(page.html, to: "one.html")
    let run = workshop.andu("add", "one.html")
    #expect(run.error.hasPrefix("0 added, 0 unchanged, 1 new version, 0 failed"), "\(run)")

    #expect(workshop.andu("search", "行政复议").status == 0)
    #expect(workshop.andu("search", "法律明白人").status == 1)
    let id = try #require(workshop.ids.first)
    let info = workshop.andu("info", id)
    #expect(info.output.contains("\(id)@1") && info.output.contains("\(id)@2"), "\(info)")
    let older = workshop.andu("show", "\(id)@2")
    #expect(older.output.contains("法律明白人") && older.output.contains("\(id)@2"), "\(older)")
    #expect(!older.output.contains("行政复议"))
    #expect(workshop.andu("show", "\(id)@2", "--original").bytes == Array(old.utf8))
    #expect(workshop.andu("show", id, "--original").bytes == Array(page.html.utf8))
    let none = workshop.andu("show", "\(id)@3")
    #expect(none.status == 2 && none.error.contains("2 versions"), "\(none)")

    // What was saved first is known, and no version of its own again.
    workshop.write(old, to: "one.html")
    let again = workshop.andu("add", "one.html")
    #expect(again.error.hasPrefix("one.html: already kept as version 2, "), "\(again)")
    #expect(again.error.contains("\n0 added, 1 unchanged"), "\(again)")
    #expect(workshop.andu("add", "-q", "one.html").error.isEmpty)
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func versionsOfOneRunStandInItsOrder() throws {
    let workshop = Workshop.withArchive()
    for number in 1...3 {
      var page = Page(url: "http://a.example/same")
      page.paragraphs[2] += "第\(number)稿。"
      workshop.write(page.html, to: "\(number).html")
    }
    let run = workshop.andu("add", "1.html", "2.html", "3.html")
    #expect(run.error.hasPrefix("1 added, 0 unchanged, 2 new versions"), "\(run)")
    let id = try #require(workshop.ids.first)
    for (version, text) in [(1, "第3稿"), (2, "第2稿"), (3, "第1稿")] {
      #expect(workshop.andu("show", "\(id)@\(version)").output.contains(text))
    }
  }

  @Test func whatIsNoArticleOrCutShortStaysBehindTheArticle() throws {
    let workshop = Workshop.withArchive()
    let page = Page(url: "http://a.example/same")
    var later = page
    later.paragraphs[2] += "第二稿。"
    let end = try #require(later.html.firstRange(of: "（一）健全")?.lowerBound)
    let files = [
      "404.html": Page.missing("http://a.example/same"), "article.html": page.html,
      "cut.html": String(later.html[..<end]), "later.html": later.html,
    ]
    for (name, html) in files { workshop.write(html, to: name) }
    for (name, order) in [
      ("404.html", ["404.html"]), ("article.html", ["article.html", "404.html"]),
      ("cut.html", ["article.html", "cut.html", "404.html"]),
      ("later.html", ["later.html", "article.html", "cut.html", "404.html"]),
    ] {
      let run = workshop.andu("add", name)
      #expect(run.status == 0, "\(run)")
      #expect(run.error.contains("cut.html: cut short; kept behind") == (name == "cut.html"))
      let id = try #require(workshop.ids.first)
      for _ in 0..<2 {
        #expect(workshop.ids == [id])
        for (place, file) in order.enumerated() {
          let original = workshop.andu("show", "\(id)@\(place + 1)", "--original").output
          #expect(original == files[file], "\(name): \(file) is not @\(place + 1)")
        }
        #expect(workshop.andu("search", "法律明白人").status == (name == "404.html" ? 1 : 0))
        #expect(workshop.andu("verify").status == 0)
        _ = workshop.andu("reindex")
      }
    }
    let versions = workshop.andu("versions", workshop.ids[0]).lines
    #expect(versions.map { $0.contains("no article") } == [false, false, false, true])
    #expect(versions.map { $0.contains("cut short") } == [false, false, true, false])
    let rows = workshop.andu("versions", workshop.ids[0], "--tsv").lines
    let standings = rows.map { $0.split(separator: "\t", omittingEmptySubsequences: false).last }
    #expect(standings == ["", "", "cutShort", "noArticle"])
  }

  @Test func namesTheFileThatIsKeptBehindAnArticle() {
    let workshop = Workshop.withArchive()
    workshop.write(Page(url: "http://a.example/same").html, to: "article.html")
    workshop.write(Page.missing("http://a.example/same"), to: "404.html")
    let run = workshop.andu("add", "-q", "article.html", "404.html")
    #expect(
      run.error.contains("andu: 404.html: no article; kept behind the article of 20")
        && run.error.contains("“云溪市司法局关于做好法治宣传工作的通知”"), "\(run)")
  }

  @Test func saysThatAnEncodingOrAnAddressComesTooLate() throws {
    let workshop = Workshop.withArchive()
    let bytes = Array(Page().html.utf8)
    workshop.write(bytes, to: "one.html")
    _ = workshop.andu("add", "one.html")
    let id = try #require(workshop.ids.first)
    for options in [["--encoding", "utf8"], ["-q"]] {
      let same = workshop.andu(["add", "one.html"] + options)
      #expect(same.status == 0 && !same.error.contains("andu: "), "\(same)")
    }
    let encoding = workshop.andu("add", "one.html", "--encoding", "gbk")
    #expect(
      encoding.error.contains("read as UTF-8; not read as GB18030: for that, `andu remove "),
      "\(encoding)")
    let address = ["add", "-", "--url", "http://a.example/1"]
    let late = workshop.andu(address, input: bytes)
    #expect(
      late.error.contains("without an address; http://a.example/1 was not taken"), "\(late)")
    _ = workshop.andu("remove", id)
    #expect(workshop.andu(address, input: bytes).error.hasPrefix("1 added"))
    let again = workshop.andu(address, input: bytes)
    #expect(again.error.hasPrefix("0 added, 1 unchanged"), "\(again)")
    // The page's own address stays, so nothing is to be said of another.
    workshop.write(Page(url: "http://a.example/2").html, to: "two.html")
    for count in ["1 added", "0 added, 1 unchanged"] {
      let run = workshop.andu("add", "two.html", "--url", "http://a.example/3")
      #expect(run.error.hasPrefix(count), "\(run)")
    }
  }

  @Test func namesWhatHasNoArticleAndWhatFoldersHoldBeside() {
    for verbose in [false, true] {
      let workshop = Workshop.withArchive()
      workshop.write(Page(url: "http://a.example/1").html, to: "saved/one.html")
      workshop.write(Page.missing("http://a.example/2"), to: "saved/gone.html")
      for name in ["a.xlsx", "b.JPG", "c.jpg", ".hidden", "one_files/x.css"] {
        workshop.write("x", to: "saved/\(name)")
      }
      let run = workshop.andu(["add", "saved"] + (verbose ? ["-v"] : []))
      #expect(run.status == 0, "\(run)")
      #expect(run.error.contains("3 passed over (2 jpg, 1 xlsx)"), "\(run)")
      #expect(run.error.contains("1 without an article (saved/gone.html)") == !verbose, "\(run)")
      #expect(run.error.contains("saved/gone.html: no article (error)\n") == verbose, "\(run)")
      #expect(run.error.contains("saved/a.xlsx: passed over\n") == verbose, "\(run)")
    }
    let many = Workshop.withArchive()
    for number in 1...4 {
      many.write(
        Page.missing("http://a.example/\(number)"), to: "saved/\(number).html")
    }
    let run = many.andu("add", "saved")
    #expect(run.error.contains("4 without an article;"), "\(run)")
  }

  @Test(arguments: ["", " \n\t\r\n", "\u{feff}\u{3000}\n"])
  func refusesAFileWithoutAnything(text: String) {
    let workshop = Workshop.withArchive()
    for name in ["blank.txt", "blank.html"] {
      workshop.write(text, to: name)
      let run = workshop.andu("add", name)
      #expect(run.status == 3 && run.error.contains("\(name): the file is empty"), "\(run)")
    }
    workshop.write([0xff, 0xfe, 0x20, 0x00, 0x0a, 0x00], to: "wide.txt")
    #expect(workshop.andu("add", "wide.txt").status == 3)
    #expect(workshop.ids.isEmpty)
  }

  @Test func wantsAPath() {
    let workshop = Workshop.withArchive()
    let run = workshop.andu("add")
    #expect(run.status == 2 && run.error.contains("Usage: andu add"), "\(run)")
  }

  @Test func wantsAnArchive() {
    let workshop = Workshop()
    workshop.write(Page().html, to: "one.html")
    let run = workshop.andu("add", "one.html")
    #expect(run.status == 4 && run.error.contains("andu init"), "\(run)")
  }
}

@Suite("Addresses of pages")
struct AddressTests {
  private static func page(_ head: String, _ text: String) -> String {
    let paragraph =
      "<p>\(text)，请各单位认真组织学习，结合实际抓好贯彻落实，明确责任分工，加强督促检查，"
      + "及时总结经验做法，并于每月月底前将工作开展情况报送市司法局办公室汇总。</p>"
    return "<html><head>\(head)<title>\(text)的通知</title></head><body><h1>\(text)的通知</h1>"
      + String(repeating: paragraph, count: 4) + "</body></html>"
  }

  @Test func theAddressOfTheSiteIsNotThatOfAPage() {
    let workshop = Workshop.withArchive()
    let head = #"<link rel="canonical" href="http://www.a.example/">"#
    for (name, text) in [("a.html", "关于法治体检"), ("b.html", "关于社区矫正")] {
      workshop.write(Array(Self.page(head, text).utf8), to: name)
    }
    let run = workshop.andu("add", "a.html", "b.html")
    #expect(run.error.hasPrefix("2 added"), "\(run)")
    #expect(workshop.andu("search", "法治体检").status == 0)
  }

  @Test func aRelativePathIsKeptWhole() {
    let workshop = Workshop.withArchive()
    workshop.write(Array(Self.page("", "关于法治体检").utf8), to: "sub/page.html")
    #expect(workshop.andu("add", "sub/page.html").status == 0)
    let info = workshop.andu("info", workshop.ids[0])
    let saved = info.lines.first { $0.hasPrefix("savedAs") } ?? ""
    #expect(saved.split(separator: " ").last?.hasPrefix("/") == true, "\(info)")
    #expect(saved.hasSuffix("/sub/page.html"), "\(info)")
  }

  @Test func isOneOfTheWeb() {
    let workshop = Workshop.withArchive()
    workshop.write(Array(Self.page("", "关于法治体检").utf8), to: "page.html")
    let run = workshop.andu("add", "page.html", "--url", "page")
    #expect(run.status == 2 && run.error.contains("http://"), "\(run)")
  }
}
