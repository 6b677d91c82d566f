// DocumentFixtureTests.swift — the files of fixtures/documents are read whole, and harmless when damaged.
import Containers
import Extraction
import Testing
import ZipWriting

@Suite("Office documents of the fixtures")
struct DocumentFixtureTests {
  static let plan = [
    "云溪市人民政府文件", "云政发〔2024〕3号", "各县（市、区）人民政府，市直各单位：",
    "《云溪市企业服务提升行动实施方案》已经市政府第二十八次常务会议同意，现印发给你们，请结合本地实际认真组织实施，工作中遇到的问题及时报告市发展和改革局。",
    "一、总体要求",
    "坚持问题导向，以企业的评价检验工作成效，力争到2025年企业开办时间压缩到半个工作日，惠企资金兑付时间不超过15天，基本建成覆盖市县两级的企业服务网络。",
    "二、重点任务",
    "（一）优化开办服务。整合登记、刻章、涉税、社保和银行预约开户等事项，实行一张表单申请、一个窗口领取，全年新办企业网上办理率达到百分之九十五以上。",
    "（二）落实惠企政策", "1.建立政策清单，按行业和规模分类推送，做到应知尽知，每季度更新一次并向社会公开。",
    "2.推行免申即享，符合条件的企业无需申请，资金直接拨付到账。",
    "（三）健全服务专员制度，为重点企业配备服务专员，问题办结情况纳入年度考核。", "三、任务分工", "各单位任务和完成时限如下：",
    "牵头单位\t任务\t完成时限", "市场监管局\t开办时间\t6月底", "\t网上办理\t9月底", "市财政局\t资金兑付，长期坚持\t", "四、保障措施",
    "市政府办公室会同市发展和改革局建立调度机制，每月通报进展情况，对工作不力、企业反映强烈的单位予以约谈，并将结果报送市委、市政府。各县（市、区）应当于每季度末报送工作情况，重大问题随时报告。",
    "云溪市人民政府", "2024年3月5日", "（此件公开发布）",
  ]
  static let note = "兑付时间从受理申请之日起计算，不含公示的时间。"

  private func check(_ document: OfficialDocument, note: String) {
    #expect(document.paragraphs.map(\.text) == Self.plan + [note])
    #expect(document.title == "云溪市人民政府关于印发《云溪市企业服务提升行动实施方案》的通知")
    #expect(document.documentNumber == "云政发〔2024〕3号")
    #expect(document.issuer == "云溪市人民政府")
    #expect(document.issuedOn == "2024-03-05")
    #expect(document.kind == .article && document.truncated == nil && document.encoding == "UTF-8")
    let item = document.paragraphs.first { $0.text.hasPrefix("1.建立") }
    #expect(item?.headings == ["重点任务", "落实惠企政策"])
    #expect(item?.label == "1" && item?.depth == 3)
  }

  @Test("DOCX, made by LibreOffice")
  func docx() throws {
    let document = try PageExtractor().extract(OfficeFixture.file("notice.docx"))
    check(document, note: "[1] \(Self.note)")
    #expect(document.evidence.contains { $0.value == "通知（送审稿）" && $0.origin.hasSuffix("not used") })
  }

  @Test(
    "PDF, made by LibreOffice",
    .enabled(if: OfficeFixture.isOnPath("pdftotext"), "pdftotext (poppler-utils) is not on PATH"))
  func pdf() throws {
    check(try PageExtractor().extract(OfficeFixture.file("notice.pdf")), note: "1\(Self.note)")
  }

  @Test(
    "DOC, made by LibreOffice",
    .enabled(if: OfficeFixture.isOnPath("soffice"), "soffice (libreoffice-writer) is not on PATH"))
  func doc() throws {
    check(
      try PageExtractor().extract(OfficeFixture.file("notice.doc")), note: "[1] \(Self.note)")
  }

  @Test("OFD, by hand")
  func ofd() throws {
    let document = try PageExtractor().extract(OfficeFixture.file("notice.ofd"))
    #expect(document.title == "云溪市生态环境局关于开展2023年度入河排污口排查整治工作的通知")
    #expect(document.documentNumber == "云环发〔2023〕18号")
    #expect(document.issuer == "云溪市生态环境局" && document.issuedOn == "2023-05-16")
    let texts = document.paragraphs.map(\.text)
    #expect(texts.count == 15)
    #expect(
      texts[3...5] == [
        "为落实《云溪市水污染防治行动方案》要求，进一步改善松江干流水质，现就开展2023年度入河排污口排查整治工作的有关事项通知如下。",
        "一、排查范围",
        "松江干流云溪段及其主要支流，岸线长度约126公里，涉及5个县（市、区）、31个乡镇。排查对象包括工业排污口、城镇污水处理厂排污口、农业排口和其他排口。",
      ])
    #expect(texts.suffix(3) == ["云溪市生态环境局", "2023年5月16日", "（此件公开发布）"])
    #expect(!texts.contains { $0.contains("模板") || $0.contains("—") })
  }

  @Test(
    "A PDF without a text is a scan",
    .enabled(if: OfficeFixture.isOnPath("pdftotext"), "pdftotext (poppler-utils) is not on PATH"))
  func scan() throws {
    let file = """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj
      trailer <</Root 1 0 R/Size 4>>
      %%EOF
      """
    let document = try PageExtractor().extract(Array(file.utf8))
    #expect(document.kind == .other && document.paragraphs.isEmpty)
    #expect(document.truncated == "the file is a scan or pictures: its 1 pages hold no text")
  }

  // MARK: - Damage

  @Test("A file cut anywhere is an error", arguments: ["notice.docx", "notice.ofd"])
  func cut(_ name: String) throws {
    let bytes = try OfficeFixture.file(name)
    for length in stride(from: 4, to: bytes.count, by: 23) {
      #expect(throws: ExtractionError.container(.damaged("the ZIP archive"))) {
        try PageExtractor().extract(Array(bytes[..<length]))
      }
    }
  }

  @Test("A wrong byte anywhere is an error or harmless", arguments: ["notice.docx", "notice.ofd"])
  func flipped(_ name: String) throws {
    let bytes = try OfficeFixture.file(name)
    for index in stride(from: 4, to: bytes.count, by: 17) {
      var wrong = bytes
      wrong[index] ^= UInt8(truncatingIfNeeded: index | 1)
      _ = try? PageExtractor().extract(wrong)
    }
  }

  @Test("Markup cut anywhere is an error")
  func cutMarkup() {
    let body =
      OfficeFixture.p("一段正文。", OfficeFixture.list(1)) + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"
    let markup = Array("<?xml version=\"1.0\"?><d><body>\(body)</body></d>".utf8)
    for length in 0..<markup.count - 1 {
      let bytes = ZipWriter([
        .init("[Content_Types].xml", []), .init("word/document.xml", Array(markup[..<length])),
      ]).bytes
      #expect(throws: ExtractionError.container(.damaged("entry word/document.xml"))) {
        try PageExtractor().extract(bytes)
      }
    }
  }

  private func refusal(of markup: String) -> String {
    let bytes = ZipWriter([
      .init("[Content_Types].xml", []),
      .init("word/document.xml", Array(markup.utf8), isDeflated: true),
    ]).bytes
    do {
      return "read: \(try PageExtractor().extract(bytes).paragraphs.count)"
    } catch {
      return "\(error)"
    }
  }

  @Test("Entities, deep nesting, wide tags and bombs are refused", .timeLimit(.minutes(1)))
  func hostile() {
    let bomb = (1...9).map {
      "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">"
    }
    #expect(
      refusal(of: "<!DOCTYPE d [<!ENTITY e0 \"啊\">\(bomb.joined())]><d><body>&e9;</body></d>")
        == "entry word/document.xml, which declares entities, cannot be read")
    #expect(
      refusal(
        of: "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><body>&x;</body></d>")
        == "entry word/document.xml, which declares entities, cannot be read")
    let open = String(repeating: "<tbl><tr><tc>", count: 50_000)
    #expect(
      refusal(of: "<d><body>\(open)")
        == "entry word/document.xml, which nests too deep, cannot be read")
    let wide = (0..<100_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(
      refusal(of: "<d \(wide)><body/></d>") == "entry word/document.xml is damaged")
    #expect(
      refusal(of: "<d><body>\(String(repeating: " ", count: 30 << 20))</body></d>")
        .hasSuffix("MB"))
  }

  @Test("Numbers that nobody writes are harmless")
  func numbers() throws {
    let huge = "9223372036854775807"
    let numbering =
      "<w:abstractNum w:abstractNumId=\"0\">\(OfficeFixture.level(0, "decimal", "%1%2%9%%%x", start: Int.max))"
      + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    let body =
      OfficeFixture.p("一。", OfficeFixture.list(1)) + OfficeFixture.p("二。", OfficeFixture.list(1))
      + OfficeFixture.p("三。", OfficeFixture.list(1, Int.max))
      + "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"\(huge)\"/></w:trPr><w:tc><w:tcPr>"
      + "<w:gridSpan w:val=\"\(huge)\"/></w:tcPr>\(OfficeFixture.p("四"))</w:tc><w:tc/></w:tr></w:tbl>"
    let texts = try OfficeFixture.texts(OfficeFixture.docx(body, parts: ["numbering": numbering]))
    #expect(texts.count == 4)
    #expect(texts.allSatisfy { $0.utf8.count < 400 })

    for value in ["1e308", "-1e308", "inf", "nan", "0", "-5", "", "x", "g 99999999999 5", "1e-300"]
    {
      let objects = """
        <ofd:TextObject Boundary="\(value) 1 1 1" Size="5" CTM="\(value) 0 0 1 0 \(value)"><ofd:TextCode \
        X="\(value)" Y="\(value)" DeltaX="\(value)" DeltaY="\(value)">文字</ofd:TextCode></ofd:TextObject>
        <ofd:TextObject Boundary="1 1 1 1" Size="\(value)"><ofd:TextCode X="\(value)" Y="1" \
        DeltaX="\(value)">文字</ofd:TextCode></ofd:TextObject>
        """
      _ = try PageExtractor().extract(OfficeFixture.ofd([objects, objects, objects]))
    }
  }

  @Test("Bytes that make no text are no text; a few of them do no harm")
  func noText() throws {
    let noise = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ $0 >> 3) }
    let line = Array("各村应当于汛前完成渠道清淤。\n".utf8)
    #expect(throws: ExtractionError.binary("a file of an unknown kind")) {
      try PageExtractor().extract(Array("WPS".utf8) + noise + line)
    }
    let few = [UInt8](repeating: 1, count: 12)
    let lines = (0..<40).flatMap { _ in line }
    for text in [line + few, few + few + lines, line + [0, 0, 0] + line] {
      #expect(throws: Never.self) { try PageExtractor().extract(text) }
    }
  }

  @Test("A PDF file may begin with a byte order mark or an empty line")
  func leadOfPDF() {
    for lead in ["", "\r\n", "\u{FEFF}", " \n\n"] {
      let bytes = Array("\(lead)%PDF-1.4\n".utf8)
      #expect(PageExtractor.officeType(of: bytes) == "application/pdf", "\(lead.debugDescription)")
    }
    for text in ["说明：%PDF-1.4", "<p>%PDF-1.4</p>", "%PDF", ""] {
      #expect(PageExtractor.officeType(of: Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test("Other archives and old files are named for what they are")
  func others() {
    let workbook = ZipWriter.archive([("[Content_Types].xml", ""), ("xl/workbook.xml", "")])
    #expect(throws: ExtractionError.binary("a ZIP archive (XLSX, PPTX …)")) {
      try PageExtractor().extract(workbook)
    }
    #expect(throws: ExtractionError.binary("an empty ZIP archive")) {
      try PageExtractor().extract(ZipWriter([]).bytes)
    }
    #expect(throws: ExtractionError.binary("an old Excel or PowerPoint file")) {
      try PageExtractor().extract([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])
    }
  }

  @Test("Texts of OpenDocument are documents, its tables and drawings are not")
  func openDocument() {
    for (kind, isText) in [("text", true), ("text-template", true), ("spreadsheet", false)] {
      let bytes = ZipWriter.archive([
        ("mimetype", "application/vnd.oasis.opendocument.\(kind)"), ("content.xml", "<a/>"),
        ("META-INF/manifest.xml", "<a/>"),
      ])
      let type = isText ? "application/vnd.oasis.opendocument.text" : nil
      #expect(PageExtractor.officeType(of: bytes) == type, "\(kind)")
    }
  }

  @Test("A document with a password is said to have one")
  func locked() {
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let stream = "EncryptedPackage".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] as [UInt8] }
    #expect(
      throws: ExtractionError.notConverted(
        "a Word, Excel or PowerPoint file", why: "it is locked by a password; save it without one")
    ) { try PageExtractor().extract(compound + [UInt8](repeating: 0, count: 504) + stream) }
  }

  @Test(
    "A PDF that is none is an error",
    .enabled(if: OfficeFixture.isOnPath("pdftotext"), "pdftotext (poppler-utils) is not on PATH"))
  func noPDF() throws {
    #expect(throws: ExtractionError.self) { try PageExtractor().extract(Array("%PDF-1.7".utf8)) }
    let bytes = try OfficeFixture.file("notice.pdf")
    for length in stride(from: 5, to: bytes.count, by: 9_001) {
      _ = try? PageExtractor().extract(Array(bytes[..<length]))
    }
  }
}
