// WordNumberingTests.swift — automatic numbers of DOCX files are as Word shows them.
import Extraction
import Testing

@Suite("Automatic numbering (自动编号)")
struct WordNumberingTests {
  private typealias Fixture = OfficeFixture

  private func texts(
    _ paragraphs: [(text: String, properties: String)], _ numbering: String, styles: String = ""
  ) throws -> [String] {
    let body = paragraphs.map { Fixture.p($0.text, $0.properties) }.joined()
    return try Fixture.texts(
      Fixture.docx(body, parts: ["numbering": numbering, "styles": styles]))
  }

  private func definition(_ id: Int, _ levels: String...) -> String {
    "<w:abstractNum w:abstractNumId=\"\(id)\">\(levels.joined())</w:abstractNum>"
  }

  private func instance(_ id: Int, of definition: Int, _ overrides: String = "") -> String {
    "<w:num w:numId=\"\(id)\"><w:abstractNumId w:val=\"\(definition)\"/>\(overrides)</w:num>"
  }

  @Test(
    "Formats",
    arguments: [
      ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２"),
      ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircleChinese", 1, "①"),
      ("decimalEnclosedCircle", 21, "21"), ("decimalEnclosedParen", 3, "⑶"),
      ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"),
      ("chineseCountingThousand", 11, "十一"), ("chineseCountingThousand", 100, "一百"),
      ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 110, "一百一十"),
      ("chineseCountingThousand", 2003, "二千零三"), ("japaneseCounting", 14, "十四"),
      ("taiwaneseCountingThousand", 3, "三"), ("ideographDigital", 10, "一〇"),
      ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"),
      ("ideographZodiac", 12, "亥"), ("upperLetter", 3, "C"), ("lowerLetter", 28, "bb"),
      ("upperRoman", 14, "XIV"), ("lowerRoman", 9, "ix"), ("ideographEnclosedCircle", 2, "㊁"),
      ("unheardOf", 5, "5"), ("decimal", Int.max, "\(Int.max)"), ("upperRoman", -1, "-1"),
      ("chineseCounting", 123_456, "123456"),
    ])
  func formats(_ format: String, _ number: Int, _ shown: String) throws {
    let numbering =
      definition(0, Fixture.level(0, format, "%1、", start: number)) + instance(1, of: 0)
    let found = try texts([("内容。", Fixture.list(1))], numbering)
    #expect(found == ["\(shown)、内容。"])
  }

  @Test("一、（一）1. count on, and begin again below a higher one")
  func levels() throws {
    let numbering =
      definition(
        0, Fixture.level(0, "chineseCountingThousand", "%1、"),
        Fixture.level(1, "chineseCountingThousand", "（%2）"), Fixture.level(2, "decimal", "%3."),
        Fixture.level(3, "decimal", "%1.%4", "<w:isLgl/>")) + instance(1, of: 0)
    let given = [0, 1, 2, 2, 1, 2, 0, 1, 3].map { ("内容。", Fixture.list(1, $0)) }
    let found = try texts(given, numbering).map { String($0.dropLast(3)) }
    #expect(
      found == [
        "一、", "（一）", "1. ", "2. ", "（二）", "1. ", "二、", "（一）", "2.1 ",
      ])
  }

  @Test("Lists of one definition go on, unless one has a start of its own")
  func instances() throws {
    let start = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
    let own =
      "<w:lvlOverride w:ilvl=\"0\">\(Fixture.level(0, "upperLetter", "%1．"))</w:lvlOverride>"
    let numbering =
      definition(0, Fixture.level(0, "decimal", "%1、")) + instance(1, of: 0) + instance(2, of: 0)
      + instance(3, of: 0, start) + instance(4, of: 0, own)
    let given = [1, 1, 2, 3, 3, 4].map { ("内容。", Fixture.list($0)) }
    let found = try texts(given, numbering)
    #expect(found == ["1、内容。", "2、内容。", "3、内容。", "1、内容。", "2、内容。", "C．内容。"])
  }

  @Test("A level may never begin again; what follows the number may be nothing")
  func restarts() throws {
    let numbering =
      definition(
        0, Fixture.level(0, "chineseCounting", "%1、"),
        Fixture.level(1, "decimal", "%2.", "<w:suff w:val=\"nothing\"/><w:lvlRestart w:val=\"0\"/>")
      )
      + instance(1, of: 0)
    let given = [0, 1, 0, 1].map { ("内容。", Fixture.list(1, $0)) }
    let found = try texts(given, numbering)
    #expect(found == ["一、内容。", "1.内容。", "二、内容。", "2.内容。"])
  }

  @Test("A style numbers its paragraphs, at its level; zero takes the number away")
  func styles() throws {
    let styles = """
      <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H2x"/></w:style>
      <w:style w:type="paragraph" w:styleId="H2x"><w:basedOn w:val="H2"/><w:pPr><w:numPr>
      <w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      """
    let numbering =
      definition(
        0, Fixture.level(0, "chineseCounting", "第%1条　", "<w:pStyle w:val=\"H1\"/>"),
        Fixture.level(1, "decimal", "（%2）", "<w:pStyle w:val=\"H2x\"/>"))
      + "<w:abstractNum w:abstractNumId=\"5\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
      + instance(1, of: 0) + instance(2, of: 5)
    func style(_ id: String) -> String { "<w:pStyle w:val=\"\(id)\"/>" }
    let given = [
      ("内容。", style("H1")), ("内容。", style("H2")), ("内容。", ""),
      ("内容。", style("H1") + Fixture.list(0)), ("内容。", Fixture.list(2)),
      ("内容。", Fixture.list(9)),
    ]
    let found = try texts(given, numbering, styles: styles)
    #expect(found == ["第一条内容。", "（1）内容。", "内容。", "内容。", "第二条内容。", "内容。"])
  }

  @Test("Bullets are no numbers")
  func bullets() throws {
    let numbering = definition(0, Fixture.level(0, "bullet", "")) + instance(1, of: 0)
    let found = try texts([("内容。", Fixture.list(1))], numbering)
    #expect(found == ["内容。"])
  }
}
