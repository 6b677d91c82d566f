// WordDocumentTests.swift — DOCX files give the text that Word shows.
import Extraction
import Testing
import ZipWriting

@Suite("Word documents (DOCX)")
struct WordDocumentTests {
  private typealias Fixture = OfficeFixture

  private func texts(_ body: String, _ parts: [String: String] = [:]) throws -> [String] {
    try Fixture.texts(Fixture.docx(body, parts: parts))
  }

  @Test("Runs join, tabs are blanks, breaks end a line")
  func runs() throws {
    let body =
      "<w:p>\(Fixture.r("云溪"))\(Fixture.r("市今年"))<w:r><w:tab/></w:r>\(Fixture.r("的 "))"
      + "<w:r><w:t>工作。</w:t><w:br/><w:t>继续推进</w:t><w:noBreakHyphen/><w:t>年终。</w:t></w:r></w:p>"
      + "<w:p/>" + Fixture.p("　　第二段在这里。")
    let found = try texts(body)
    #expect(found == ["云溪市今年 的 工作。", "继续推进-年终。", "第二段在这里。"])
  }

  @Test("What was deleted is gone, what was inserted is there, hidden text is not shown")
  func changes() throws {
    let body =
      "<w:p>\(Fixture.r("甲"))<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
      + "<w:ins>\(Fixture.r("丙"))</w:ins><w:moveFrom>\(Fixture.r("丁"))</w:moveFrom>"
      + "\(Fixture.r("戊", "<w:vanish/>"))\(Fixture.r("己。", "<w:vanish w:val=\"0\"/>"))</w:p>"
      + Fixture.p("前半，", "<w:rPr><w:del/></w:rPr>") + Fixture.p("后半。")
    let found = try texts(body)
    #expect(found == ["甲丙己。", "前半，后半。"])
  }

  @Test("Fields give their result, not their code")
  func fields() throws {
    func field(_ part: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(part)\"/></w:r>" }
    let body =
      "<w:p>\(Fixture.r("共"))\(field("begin"))<w:r><w:instrText>IF </w:instrText></w:r>"
      + "\(field("begin"))\(field("separate"))\(Fixture.r("内"))\(field("end"))"
      + "\(field("separate"))\(Fixture.r("十二"))\(field("end"))\(Fixture.r("项"))"
      + "<w:fldSimple w:instr=\"X\">\(Fixture.r("任务"))</w:fldSimple>"
      + "<w:hyperlink>\(Fixture.r("。"))</w:hyperlink></w:p>"
    let found = try texts(body)
    #expect(found == ["共十二项任务。"])
  }

  @Test("A field without an end, and a control that nobody filled in, cost nothing else")
  func openFields() throws {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    let empty =
      "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\(Fixture.r("单击此处输入文字。"))"
      + "</w:sdtContent></w:sdt>"
    let body =
      "<w:p>\(Fixture.r("第一段。"))\(begin)</w:p>" + Fixture.p("第二段。")
      + "<w:p>\(empty)\(Fixture.r("第三段。"))</w:p>\(empty)"
    let found = try texts(body)
    #expect(found == ["第一段。", "第二段。", "第三段。"])
  }

  @Test("Tables nest as deep as markup may")
  func depth() throws {
    let open = String(repeating: "<w:tbl><w:tr><w:tc>", count: 60)
    let close = String(repeating: "</w:tc></w:tr></w:tbl>", count: 60)
    let found = try texts("\(open)\(Fixture.p("最里面的话。"))\(close)")
    #expect(found == ["最里面的话。"])
  }

  @Test("A text box is read once, before the paragraph that holds it")
  func boxes() throws {
    func box(_ text: String) -> String { "<w:txbxContent>\(Fixture.p(text))</w:txbxContent>" }
    let body =
      "<w:p>\(Fixture.r("正文从这里"))<w:r><mc:AlternateContent><mc:Choice><w:drawing>\(box("框内的话。"))"
      + "</w:drawing></mc:Choice><mc:Fallback><w:pict>\(box("框内的话。"))</w:pict></mc:Fallback>"
      + "</mc:AlternateContent></w:r>\(Fixture.r("开始。"))</w:p>"
      + "<w:p><w:r><mc:AlternateContent><mc:Fallback>\(box("旧框。"))</mc:Fallback>"
      + "</mc:AlternateContent></w:r></w:p>"
    let found = try texts(body)
    #expect(found == ["框内的话。", "正文从这里开始。", "旧框。"])
  }

  @Test("Rows keep their columns; what is merged leaves its place empty")
  func tables() throws {
    func cell(_ text: String, _ properties: String = "") -> String {
      "<w:tc><w:tcPr>\(properties)</w:tcPr>\(text.isEmpty ? "<w:p/>" : Fixture.p(text))</w:tc>"
    }
    func row(_ cells: String..., properties: String = "") -> String {
      "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
    }
    let table =
      "<w:tbl>"
      + row(cell("单位", "<w:vMerge w:val=\"restart\"/>"), cell("任务", "<w:gridSpan w:val=\"2\"/>"))
      + row(cell("", "<w:vMerge/>"), cell("甲项"), cell("6月"))
      + row(cell("乙项"), cell("9月"), properties: "<w:gridBefore w:val=\"1\"/>")
      + row(cell("注：以上时限为2024年。", "<w:gridSpan w:val=\"3\"/>")) + row(cell(""), cell(""))
      + row(cell("删"), cell("去"), properties: "<w:del/>")
      + "<w:tr><w:tc>\(Fixture.p("两段"))\(Fixture.p("一格"))<w:tbl>\(row(cell("内"), cell("表")))</w:tbl>"
      + "</w:tc>\(cell("丙"))\(cell("丁"))</w:tr></w:tbl>"
    let document = try PageExtractor().extract(Fixture.docx(Fixture.p("分工如下。") + table))
    #expect(
      document.paragraphs.map(\.text) == [
        "分工如下。", "单位\t任务\t", "\t甲项\t6月", "\t乙项\t9月", "注：以上时限为2024年。", "两段 一格 内 表\t丙\t丁",
      ])
    #expect(document.paragraphs.count { $0.kind == .tableRow } == 4)
  }

  @Test("Notes follow the text in the order of their marks")
  func notes() throws {
    let notes = [-1, 7, 8].map {
      "<w:footnote w:id=\"\($0)\">\(Fixture.p("第\($0)号注释。"))</w:footnote>"
    }
    let body = ["8", "7", "8"].map {
      "<w:p>\(Fixture.r("正文"))<w:r><w:footnoteReference w:id=\"\($0)\"/></w:r>\(Fixture.r("。"))</w:p>"
    }
    let found = try texts(body.joined(), ["footnotes": notes.joined()])
    #expect(found == ["正文。", "正文。", "正文。", "[1] 第8号注释。", "[2] 第7号注释。"])
  }

  @Test("A table of contents is left out")
  func contents() throws {
    let style = "<w:style w:type=\"paragraph\" w:styleId=\"T1\"><w:name w:val=\"TOC 1\"/></w:style>"
    let body =
      "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>"
      + "</w:sdtPr><w:sdtContent>\(Fixture.p("总体要求 1"))</w:sdtContent></w:sdt>"
      + Fixture.p("重点任务 3", "<w:pStyle w:val=\"T1\"/>")
      + "<w:sdt><w:sdtContent>\(Fixture.p("一段正文。"))</w:sdtContent></w:sdt>"
    let found = try texts(body, ["styles": style])
    #expect(found == ["一段正文。"])
  }

  @Test("A title in several centred lines of large type is one line")
  func titles() throws {
    let large = "<w:sz w:val=\"44\"/>"
    func centred(_ text: String, _ size: String) -> String {
      "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>\(Fixture.r(text, size))</w:p>"
    }
    let text = "现将有关事项通知如下，请结合实际，认真贯彻执行，工作中的问题及时报告。"
    let body =
      centred("云溪市司法局关于做好二〇二四年", large) + centred("普法工作的通知", large)
      + centred("（2024年3月）", "<w:sz w:val=\"32\"/>")
      + Fixture.p(text, "<w:jc w:val=\"both\"/>").replacing(
        "<w:rPr>", with: "<w:rPr><w:sz w:val=\"32\"/>")
    let document = try PageExtractor().extract(Fixture.docx(body))
    #expect(document.title == "云溪市司法局关于做好二〇二四年普法工作的通知")
    #expect(document.paragraphs.map(\.text) == ["（2024年3月）", text])
  }

  @Test("The package names its parts, whatever they are called")
  func partNames() throws {
    func relation(_ kind: String, _ target: String) -> String {
      let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(kind)"
      return "<Relationship Id=\"r\" Type=\"\(type)\" Target=\"\(target)\"/>"
    }
    let word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
    let bytes = ZipWriter.archive([
      ("[Content_Types].xml", "<Types/>"),
      ("_rels/.rels", "<R>\(relation("officeDocument", "/word/document2.xml"))</R>"),
      ("word/_rels/document2.xml.rels", "<R>\(relation("footnotes", "notes/n1.xml"))</R>"),
      (
        "word/document2.xml",
        "<w:document \(word)><w:body><w:p>\(Fixture.r("渠道由村组管护。"))\(note)</w:p></w:body></w:document>"
      ),
      (
        "word/notes/n1.xml",
        "<w:footnotes \(word)><w:footnote w:id=\"2\">\(Fixture.p("见管护办法。"))</w:footnote></w:footnotes>"
      ),
    ])
    #expect(try Fixture.texts(bytes) == ["渠道由村组管护。", "[1] 见管护办法。"])
  }

  @Test(
    "Drawn letters are read, an older form where only it has a text, and foreign parts are told of")
  func drawnLetters() throws {
    let drawn =
      "<w:p><w:r><w:pict><w:shape><w:textpath string=\"渠道管护由村组负责。\"/></w:shape></w:pict></w:r></w:p>"
    let older =
      "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:txbxContent>"
      + Fixture.p("管护人名单附后。") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    let document = try PageExtractor().extract(
      Fixture.docx(drawn + older + "<w:altChunk/>" + Fixture.p("各村民小组要明确渠道管护人。")))
    let texts = [document.title].compactMap(\.self) + document.paragraphs.map(\.text)
    #expect(Set(texts).isSuperset(of: ["渠道管护由村组负责。", "管护人名单附后。", "各村民小组要明确渠道管护人。"]), "\(texts)")
    #expect(document.truncated == "1 parts of the DOCX file are in other formats")
  }
  @Test(
    "A field that stores no result gives what it draws",
    arguments: [
      (" eq \\o\\ac(○,1) ", "①"), ("EQ \\o\\ac(○,12)", "⑫"), ("eq \\o\\ac(○,三)", "㊂"),
      ("eq \\o\\ac(□,√)", "☑"), ("eq \\o\\ac(○,注)", "注"), ("eq \\f(1,3)", "1/3"),
      ("eq \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(pīn),拼)", "拼"),
      ("eq \\o\\ac(○,1", ""), ("eq \\i(1,2)", ""), ("PAGE", ""), ("eq", ""), ("", ""),
    ])
  func drawnFields(code: String, shown: String) throws {
    func field(_ part: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(part)\"/></w:r>" }
    let code = code.map { "<w:r><w:instrText>\($0)</w:instrText></w:r>" }.joined()
    let body =
      "<w:p>\(Fixture.r("见第"))\(field("begin"))\(code)\(field("end"))\(Fixture.r("项。"))</w:p>"
    #expect(try texts(body) == ["见第\(shown)项。"])
  }

  @Test("Thousands of fields without an end cost what they hold, and the next ones are read")
  func fieldsWithoutEnd() throws {
    func part(_ kind: String) -> String { "<w:fldChar w:fldCharType=\"\(kind)\"/>" }
    let open = String(repeating: part("begin"), count: 20_000)
    let texts = String(repeating: "<w:t>字</w:t>", count: 20_000)
    let drawn = "\(part("begin"))<w:instrText>EQ \\f(1,3)</w:instrText>\(part("end"))"
    let body = [open, texts, drawn].map { "<w:p><w:r>\($0)</w:r></w:p>" }.joined()
    let found = try self.texts(body)
    #expect(found.joined() == String(repeating: "字", count: 20_000) + "1/3")
  }

  @Test("Ticked boxes, chosen entries and signs of symbol fonts are read")
  func forms() throws {
    func control(_ data: String) -> String {
      "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>\(data)</w:ffData></w:fldChar></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    }
    func sign(_ font: String, _ code: String) -> String {
      "<w:r><w:sym w:font=\"\(font)\" w:char=\"\(code)\"/></w:r>"
    }
    let list =
      "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"甲类\"/><w:listEntry w:val=\"乙类\"/></w:ddList>"
    let ticked = "<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>"
    let body =
      "<w:p>\(control(ticked))\(Fixture.r("同意"))\(control("<w:checkBox/>"))\(Fixture.r("不同意，"))"
      + "\(control(list))\(sign("Wingdings", "F0A8"))\(Fixture.r("是"))"
      + "\(sign("Wingdings 2", "0052"))\(Fixture.r("否"))\(sign("宋体", "25CB"))"
      + "\(sign("Webdings", "F021"))\(sign("宋体", "x"))\(Fixture.r("。"))</w:p>"
    #expect(try texts(body) == ["☑同意□不同意，乙类□是☑否○。"])
  }

  @Test("The texts of a diagram stand where it does, each below what it hangs from")
  func diagrams() throws {
    func point(_ id: String, _ text: String, _ type: String = "node") -> String {
      "<pt modelId=\"\(id)\" type=\"\(type)\"><t><p><r><t>\(text)</t></r></p></t></pt>"
    }
    func link(_ from: String, _ to: String, _ order: Int) -> String {
      "<cxn srcId=\"\(from)\" destId=\"\(to)\" srcOrd=\"\(order)\"/>"
    }
    let model =
      "<dataModel><ptLst>\(point("3", "决定"))\(point("1", "受理"))\(point("2", "审查"))"
      + "\(point("4", "十五日内"))\(point("0", "", "doc"))</ptLst><cxnLst>\(link("0", "2", 1))"
      + "\(link("0", "1", 0))\(link("0", "3", 1))\(link("2", "4", 0))\(link("4", "2", 0))"
      + "<cxn type=\"presOf\" srcId=\"3\" destId=\"1\"/></cxnLst></dataModel>"
    let word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    let drawing = "<w:p><w:r><w:drawing><relIds dm=\"r9\"/></w:drawing></w:r></w:p>"
    let bytes = ZipWriter.archive([
      ("[Content_Types].xml", "<Types/>"),
      (
        "word/_rels/document.xml.rels",
        "<R><Relationship Id=\"r9\" Type=\"x/diagramData\" Target=\"diagrams/data1.xml\"/></R>"
      ),
      ("word/diagrams/data1.xml", model),
      (
        "word/document.xml",
        "<w:document \(word)><w:body>\(Fixture.p("流程如下。"))\(drawing)\(Fixture.p("此后送达。"))"
          + "</w:body></w:document>"
      ),
    ])
    #expect(
      try Fixture.texts(bytes) == ["流程如下。", "受理", "审查", "十五日内", "决定", "此后送达。"])
  }
}
