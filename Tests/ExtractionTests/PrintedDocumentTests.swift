// PrintedDocumentTests.swift — pages of OFD files give paragraphs, not rows.
import Containers
import Extraction
import Testing
import ZipWriting

@Suite("OFD documents")
struct PrintedDocumentTests {
  private typealias Fixture = OfficeFixture

  /// Rows of 20 characters of 5 mm at most, from the top of a page.
  private func page(_ rows: [(Double, String)]) -> String {
    rows.enumerated().map { Fixture.text($1.1, 30 + 5 * $1.0, 40 + 10 * Double($0)) }.joined()
  }

  private static let full = "为进一步做好全市企业服务工作现将有关事项"

  @Test("A full row goes on, an indent of two begins, a short row ends")
  func joins() throws {
    let bytes = Fixture.ofd([
      page([
        (0, "各有关单位："), (2, "为进一步做好全市企业服务工作的通知如"), (0, Self.full), (0, "请认真执行。"),
        (2, "一、总体要求"), (2, "第二段也要写满一行才能看出来它怎么接"), (0, "下去。"),
      ])
    ])
    let found = try Fixture.texts(bytes)
    #expect(
      found == [
        "各有关单位：", "为进一步做好全市企业服务工作的通知如\(Self.full)请认真执行。", "一、总体要求",
        "第二段也要写满一行才能看出来它怎么接下去。",
      ])
  }

  @Test("A paragraph goes on over the page; numbers and running heads of pages are left out")
  func pages() throws {
    let foot = ["— 1 —", "-2-", "第3页 共3页"]
    let opening = ["企业", "群众", "基层"].map { "为进一步做好全市\($0)服务工作的通知如" }
    let closing = ["文化", "教育", "卫生"].map { "为进一步做好全市\($0)服务工作现将有关事。" }
    let middle = ["经济", "社会", "民生"].map { "为进一步做好全市\($0)服务工作现将有关事项" }
    let pages = (0..<3).map { number in
      Fixture.text("云溪市公报二〇二四年", 30, 20, size: 4)
        + page([(2, opening[number]), (0, middle[number]), (0, closing[number])])
        + Fixture.text(foot[number], 90, 270, size: 4)
    }
    let found = try Fixture.texts(Fixture.ofd(pages))
    let whole = pages.indices.map { [opening[$0], middle[$0], closing[$0]].joined() }
    #expect(found == whole)
    let two = Fixture.ofd([page([(2, Self.full.dropping(2)), (0, Self.full)]), page([(0, "完。")])])
    let joined = try Fixture.texts(two)
    #expect(joined == [Self.full.dropping(2) + Self.full + "完。"])
  }

  @Test("The numbers of annexes are no running heads")
  func annexes() throws {
    let pages = ["甲", "乙", "丙"].enumerated().map { number, name in
      page([
        (0, "附件\(number + 1)"), (2, "为进一步做好全市\(name)村渠道管护工作的通"), (0, "知如下\(name)。"),
      ])
    }
    let found = try Fixture.texts(Fixture.ofd(pages))
    #expect(found.filter { $0.hasPrefix("附件") } == ["附件1", "附件2", "附件3"])
  }

  @Test("Rows of cells are a table, each under its column; one alone is a line")
  func tables() throws {
    func row(_ cells: [(Double, String)], _ y: Double) -> String {
      cells.map { Fixture.text($0.1, $0.0, y) }.joined()
    }
    let objects =
      Fixture.text("分工如下。", 40, 40) + row([(30, "单位"), (70, "任务"), (110, "时限")], 50)
      + row([(30, "市财政局"), (70, "兑付"), (110, "六月")], 60) + row([(70, "公示"), (110, "九月")], 70)
      + Fixture.text("以上。", 40, 80) + row([(30, "文号在左"), (100, "签发人在右。")], 90)
    let found = try Fixture.texts(Fixture.ofd([objects]))
    #expect(
      found == [
        "分工如下。", "单位\t任务\t时限", "市财政局\t兑付\t六月", "\t公示\t九月", "以上。", "文号在左 签发人在右。",
      ])
  }

  @Test("Characters stand where their deltas and the transformation say")
  func places() throws {
    let objects = """
      <ofd:TextObject Boundary="10 10 50 10" Size="10" CTM="0.5 0 0 0.5 5 5"><ofd:TextCode X="0" \
      Y="10" DeltaX="10 10 40 10">第二句话。</ofd:TextCode></ofd:TextObject>
      <ofd:TextObject Boundary="10 0 50 10" Size="5"><ofd:TextCode X="0" Y="8" DeltaX="5 5 5">第一\
      行。</ofd:TextCode></ofd:TextObject>
      <ofd:PageBlock><ofd:TextObject Boundary="10 30 9 40" Size="5"><ofd:TextCode X="0" Y="5" \
      DeltaY="g 3 6">竖排四字</ofd:TextCode></ofd:TextObject></ofd:PageBlock>
      <ofd:TextObject Boundary="0 0 9 9" Size="5" CTM="0.7 0.7 -0.7 0.7 0 0"><ofd:TextCode X="0" \
      Y="5">水印</ofd:TextCode></ofd:TextObject>
      <ofd:TextObject Boundary="0 0 9 9" Size="5" Visible="false"><ofd:TextCode X="0" Y="5">暗藏\
      </ofd:TextCode></ofd:TextObject>
      """
    let found = try Fixture.texts(Fixture.ofd([objects]))
    #expect(found == ["第一行。", "第二句 话。", "竖", "排", "四", "字"])
  }

  @Test(
    "A page that was laid across is read as it is held",
    arguments: [("0 1 -1 0 0 0", true), ("0 -1 1 0 0 0", false)])
  func across(matrix: String, isDown: Bool) throws {
    let rows = ["各村渠道的管护人和电话如下，请予公布。", "有变动的于三日内报水利站。"]
    let objects = rows.enumerated().map { number, row in
      let x = isDown ? 150 - 10 * number : 50 + 10 * number
      return Fixture.text(row, Double(x), isDown ? 20 : 200, "CTM=\"\(matrix)\"")
    }
    let upright = page([(2, "现将名单印发给你们。")])
    let found = try Fixture.texts(
      Fixture.ofd([upright, objects.joined() + Fixture.text("— 2 —", 90, 270, size: 4)]))
    #expect(found == ["现将名单印发给你们。", rows.joined()])
  }

  @Test("Of a single page the template is read")
  func template() throws {
    let names = "xmlns:ofd=\"http://www.ofdspec.org/2016\""
    func page(_ text: String, _ more: String = "") -> String {
      "<ofd:Page \(names)>\(more)<ofd:Content><ofd:Layer>\(text)</ofd:Layer></ofd:Content></ofd:Page>"
    }
    let use = "<ofd:Template TemplateID=\"7\" ZOrder=\"Background\"/>"
    for count in [1, 2] {
      let places = (0..<count).map { "<ofd:Page ID=\"\($0)\" BaseLoc=\"P\($0).xml\"/>" }.joined()
      let known = "<ofd:TemplatePage ID=\"7\" BaseLoc=\"T.xml\"/>"
      var files = [
        (
          "OFD.xml",
          "<ofd:OFD \(names)><ofd:DocBody><ofd:DocRoot>D/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        (
          "D/D.xml",
          "<ofd:Document \(names)><ofd:CommonData>\(known)</ofd:CommonData><ofd:Pages>\(places)</ofd:Pages></ofd:Document>"
        ), ("D/T.xml", page(Fixture.text("柳林乡渠道管护登记表", 60, 20, size: 8))),
      ]
      for number in 0..<count {
        files.append(("D/P\(number).xml", page(Fixture.text("管护人已登记。", 40, 60), use)))
      }
      let document = try PageExtractor().extract(ZipWriter.archive(files))
      let texts = [document.title].compactMap(\.self) + document.paragraphs.map(\.text)
      #expect(texts.contains("柳林乡渠道管护登记表") == (count == 1), "\(texts)")
    }
  }

  @Test("A small file that shows one unit again and again is refused")
  func repeatedComposites() {
    let names = "xmlns:ofd=\"http://www.ofdspec.org/2016\""
    let unit = String(repeating: Fixture.text("字", 0, 30), count: 1000)
    let shown = "<ofd:CompositeObject ResourceID=\"6\" Boundary=\"0 0 9 9\"/>"
    let content = "<ofd:Content>\(String(repeating: shown, count: 40))</ofd:Content>"
    let bytes = ZipWriter.archive([
      (
        "OFD.xml",
        "<ofd:OFD \(names)><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
      ),
      (
        "D.xml",
        "<ofd:Document \(names)><ofd:CommonData><ofd:PublicRes>R.xml</ofd:PublicRes></ofd:CommonData>"
          + "<ofd:Pages><ofd:Page BaseLoc=\"P.xml\"/></ofd:Pages></ofd:Document>"
      ),
      (
        "R.xml",
        "<ofd:Res \(names)><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"6\">"
          + "<ofd:Content>\(unit)</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
      ),
      ("P.xml", "<ofd:Page \(names)>\(String(repeating: content, count: 8))</ofd:Page>"),
    ])
    #expect(throws: ExtractionError.self) { try Fixture.texts(bytes) }
  }

  @Test("Composite objects show the texts of units of the resources, where they put them")
  func composites() throws {
    let names = "xmlns:ofd=\"http://www.ofdspec.org/2016\""
    func composite(_ unit: Int, _ attributes: String) -> String {
      "<ofd:CompositeObject ResourceID=\"\(unit)\" \(attributes)/>"
    }
    func resource(_ unit: Int, _ content: String) -> String {
      "<ofd:Res \(names)><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"\(unit)\"><ofd:Content>"
        + "\(content)</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    }
    let objects =
      Fixture.text(Self.full, 30, 40) + Fixture.text("认真执行。", 30, 50)
      + Fixture.text("渠道管护的要求如下。", 40, 60) + composite(6, "Boundary=\"40 50 100 100\"")
      + composite(7, "Boundary=\"40 70 100 100\" CTM=\"0.5 0 0 0.5 0 0\"")
      + composite(6, "Boundary=\"0 0 9 9\" CTM=\"0 1 -1 0 0 0\"")
      + composite(6, "Visible=\"false\"")
      + composite(9, "Boundary=\"0 0 9 9\"")
    let bytes = ZipWriter.archive([
      (
        "OFD.xml",
        "<ofd:OFD \(names)><ofd:DocBody><ofd:DocRoot>D/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
      ),
      (
        "D/D.xml",
        "<ofd:Document \(names)><ofd:CommonData><ofd:PublicRes>None.xml</ofd:PublicRes><ofd:DocumentRes>"
          + "R.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page BaseLoc=\"P/0.xml\"/></ofd:Pages>"
          + "</ofd:Document>"
      ),
      ("D/R.xml", resource(6, Fixture.text("管护人由村组确定。", 0, 30))),
      ("D/P/R.xml", resource(7, Fixture.text("名单报水利站。", 0, 60, size: 10))),
      (
        "D/P/0.xml",
        "<ofd:Page \(names)><ofd:PageRes>R.xml</ofd:PageRes><ofd:Content><ofd:Layer>\(objects)</ofd:Layer>"
          + "</ofd:Content></ofd:Page>"
      ),
    ])
    #expect(
      try Fixture.texts(bytes) == [
        "\(Self.full)认真执行。", "渠道管护的要求如下。", "管护人由村组确定。", "名单报水利站。",
      ])
  }

  @Test("Pages without text are a scan, and the document says so")
  func scans() throws {
    let picture = "<ofd:ImageObject ID=\"1\" Boundary=\"0 0 210 297\"/>"
    let document = try PageExtractor().extract(Fixture.ofd([picture, picture]))
    #expect(document.kind == .other && document.paragraphs.isEmpty)
    #expect(document.truncated == "the file is a scan or pictures: its 2 pages hold no text")
    let half = try PageExtractor().extract(Fixture.ofd([page([(0, "有字。")]), picture]))
    #expect(half.truncated == "1 of 2 pages hold no text: scans, pictures or empty")
    #expect(half.paragraphs.map(\.text) == ["有字。"])
    let texts = ["甲", "乙", "丙"].map { page([(2, "\($0)处有字。")]) }
    let few = try PageExtractor().extract(Fixture.ofd(texts + [picture]))
    #expect(few.truncated == "1 of 4 pages hold no text: scans, pictures or empty")
    #expect(try PageExtractor().extract(Fixture.ofd(texts)).truncated == nil)
  }

  @Test("Places of parts never leave the archive")
  func parts() throws {
    let objects = page([(0, "一行正文。")])
    for place in ["/Doc_0/Document.xml", "./Doc_0/../../../Doc_0/Document.xml"] {
      let found = try Fixture.texts(Fixture.ofd([objects], document: place))
      #expect(found == ["一行正文。"])
    }
    #expect(throws: ExtractionError.container(.damaged("entry etc/passwd"))) {
      try PageExtractor().extract(Fixture.ofd([objects], document: "../../etc/passwd"))
    }
  }
}

extension String {
  fileprivate func dropping(_ count: Int) -> String { String(dropLast(count)) }
}
