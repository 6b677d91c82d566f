import Extraction
import Testing

@Suite("Responsible units (责任单位)")
struct ResponsibleUnitTests {
  /// `云溪市司法局 lead`, in order.
  private func units(_ text: String) -> [String] {
    Outline.structure([text])[0].responsible.map {
      $0.role == .responsible ? $0.name : "\($0.name) \($0.role.rawValue)"
    }
  }

  @Test(arguments: [
    ("1.完善制度。修订议事办法。【行政立法科,法规科、各县(市、区)司法局】", ["行政立法科", "法规科", "各县(市、区)司法局"]),
    ("1.完善制度。修订议事办法。（责任单位：市司法局、市财政局，各县（区）政府）", ["市司法局", "市财政局", "各县（区）政府"]),
    ("1.完善制度。修订议事办法。(责任单位:市司法局)。", ["市司法局"]),
    (
      "加强宣传。（牵头单位：市司法局；配合单位：市财政局、云溪海关）",
      ["市司法局 lead", "市财政局 support", "云溪海关 support"]
    ),
    (
      "加强宣传。（市司法局、市财政局牵头，市教育局、市民政局等配合）",
      ["市司法局 lead", "市财政局 lead", "市教育局 support", "市民政局 support"]
    ),
    ("加强宣传。〔市司法局牵头，各县（区）政府负责〕", ["市司法局 lead", "各县（区）政府"]),
    ("加强宣传。（市司法局、市财政局等部门按职责分工负责）", ["市司法局", "市财政局"]),
    ("加强宣传。由市司法局、市财政局按职责分工负责。", ["市司法局", "市财政局"]),
    ("加强宣传。（市司法局、市财政局）", ["市司法局", "市财政局"]),
    ("加强宣传。[责任单位：市司法局，云溪集团]", ["市司法局", "云溪集团"]),
    ("加强宣传。责任单位：市司法局，各县、区政府", ["市司法局", "各县、区政府"]),
    (
      "加强宣传。（责任单位：市司法局、市财政局；列首位的为牵头单位，下同）", ["市司法局", "市财政局"]
    ),
    ("加强宣传。（责任领导：王某；责任单位：市司法局 完成时限：12月底）", ["市司法局"]),
    ("加强宣传。（责任单位：市司法局 二、减轻负担）", ["市司法局"]),
    ("加强宣传。（责任单位：青禾市、云溪市、市司法局）", ["青禾市", "云溪市", "市司法局"]),
    ("（一）强化领导【市委依法治市办秘书科】", ["市委依法治市办秘书科"]),
  ])
  func areReadFromTheBlockAtTheEnd(text: String, expected: [String]) {
    #expect(units(text) == expected)
  }

  @Test(arguments: [
    "申请人应当对申请材料的真实性负责。", "本办法由市司法局负责解释。", "第二条 【落户奖】", "建设云溪国际仲裁院青禾中心（青禾仲裁委）",
    "发布《青禾县议事办法（试行）》", "会议由市司法局牵头。", "各单位要加强配合", "咨询电话（工作日）", "印发方案（云司发〔2023〕1号）",
    "加强宣传。（此项工作由各单位落实）", "【新春走基层】",
  ])
  func areNotReadFromOtherEnds(text: String) { #expect(units(text).isEmpty) }

  @Test(arguments: [
    ("行政复议一科、二科", ["行政复议一科", "行政复议二科"]), ("行政复议一科,二科", ["行政复议一科", "行政复议二科"]),
    ("行政复议一、二科", ["行政复议一科", "行政复议二科"]),
    ("执法一处、二处、三处", ["执法一处", "执法二处", "执法三处"]),
    ("各市、县〔区〕人民政府", ["各市、县〔区〕人民政府"]),
    ("各镇政府、各街道办事处", ["各镇政府", "各街道办事处"]),
    ("国际仲裁院青禾中心(青禾仲裁委、调解中心)", ["国际仲裁院青禾中心(青禾仲裁委、调解中心)"]),
  ])
  func haveTheirWholeNames(list: String, names: [String]) {
    #expect(units("加强宣传。【\(list)】") == names)
  }

  @Test func ofABlockOnALineOfItsOwnBelongToTheParagraphAbove() {
    let paragraphs = Outline.structure([
      "1.完善制度。修订议事办法。", "牵头单位：市司法局", "配合单位：市财政局", "2.加强宣传。", "（责任单位：市教育局）",
    ])
    #expect(paragraphs[0].responsible.map(\.name) == ["市司法局", "市财政局"])
    #expect(paragraphs[0].responsible.map(\.role) == [.lead, .support])
    #expect(paragraphs[3].responsible.map(\.name) == ["市教育局"])
    #expect([1, 2, 4].allSatisfy { paragraphs[$0].responsible.isEmpty })
  }

  @Test func areKeptWhereParagraphsAreReadAgain() {
    let paragraphs = Outline.structure(["一、任务", "1.完善制度。修订办法。【法规科】"])
    let stored = paragraphs.map {
      Paragraph(
        stored: $0.text, kind: $0.kind, outlineLevel: $0.outlineLevel,
        headingLength: $0.headingLength)
    }
    #expect(Outline.withHeadings(stored) == paragraphs)
  }
}

@Suite("Items within a paragraph")
struct InlineItemTests {
  private func items(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return Paragraph(text: text).items.map { item in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[item.range])
      return String(view)
    }
  }

  @Test(arguments: [
    ("抓好三件事。一是建章立制；二是培训骨干；三是加强督查。", ["一是建章立制；", "二是培训骨干；", "三是加强督查。"]),
    ("要求:一要提高认识,二要落实责任。", ["一要提高认识,", "二要落实责任。"]),
    ("一是建章立制。二是培训骨干。【法规科】", ["一是建章立制。", "二是培训骨干。"]),
  ])
  func areCountedOut(text: String, expected: [String]) { #expect(items(text) == expected) }

  @Test(arguments: ["一是建章立制。", "统一是前提；二是条件。", "二是培训；三是督查。", "一是建章立制；三是加强督查。"])
  func areNoneWhereTheCountIsBroken(text: String) { #expect(items(text).isEmpty) }
}
