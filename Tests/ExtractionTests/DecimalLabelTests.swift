// DecimalLabelTests.swift — 1.1, 2.1.3: how emergency plans and standards number their parts.
import Extraction
import Testing

@Suite("Decimal labels")
struct DecimalLabelTests {
  private static let plan = [
    "1　总则", "1.1　编制目的", "高效有序地做好应急防治工作，避免或者减轻灾害造成的损失。", "1.2　编制依据", "依据有关条例，制定本预案。",
    "2　组织体系", "2.1　领导机构", "2.1.1　县应急指挥部", "出现特大型灾害时，成立县应急指挥部。", "（1）负责统一领导。", "（2）分析成灾的原因。",
    "2.1.2　指挥部办公室", "办公室设在县自然资源局，涉及1.5万平方公里以上的报市指挥部。", "2.2　专家组", "1.5倍以上的降雨量称为强降雨。", "3　附则",
    "3.1　预案实施", "本预案自印发之日起施行。",
  ]

  @Test(arguments: ["　", " ", ""])
  func numbersHoldThoseThatGoOnFromThem(blank: String) {
    // A number alone needs the blank.
    let texts = Self.plan.map { text in
      text.dropFirst(1).hasPrefix(".") ? text.replacing("　", with: blank) : text
    }
    let paragraphs = Outline.structure(texts)
    #expect(
      paragraphs.map(\.label) == [
        "1", "1.1", nil, "1.2", nil, "2", "2.1", "2.1.1", nil, "1", "2", "2.1.2", nil, "2.2", nil,
        "3", "3.1", nil,
      ])
    #expect(paragraphs[2].headings == ["总则", "编制目的"])
    #expect(paragraphs[10].headings == ["组织体系", "领导机构", "县应急指挥部"])
    #expect(paragraphs[14].headings == ["组织体系", "专家组"])
    #expect(paragraphs[17].headings == ["附则", "预案实施"])
  }

  @Test func theyStandBelowChaptersAndNumbersWithAPoint() {
    let paragraphs = Outline.structure([
      "第一章 招标公告", "1. 招标条件", "1.1 本项目已由县发展改革局批准建设，资金已经落实。", "1.2 招标人为县水利局。", "2. 项目概况",
      "2.1 建设地点在城关镇，计划工期一百二十天。", "第二章 投标人须知", "1. 总则", "1.1 投标人应当具备相应的资质。", "1.2 投标费用由投标人自理。",
    ])
    #expect(paragraphs[3].headings == ["招标公告", "招标条件"])
    #expect(paragraphs[5].headings == ["招标公告", "项目概况"])
    #expect(paragraphs[9].headings == ["投标人须知", "总则"] && paragraphs[9].label == "1.2")
  }

  @Test(arguments: [
    ["1.5亿元用于道路建设，其余用于供水。", "1.6亿元用于学校建设，年底前完成。"], ["3.2 各单位要按时报送材料。", "7.4 全年共办理案件若干。"],
    ["5 月工作安排如下，请认真执行。", "5.1 劳动节期间加强值守。"], ["2023.6的数据显示运行平稳。", "2023.7的数据显示继续回升。"],
    ["1.1倍以上的增长来自工业。", "1.2倍以上的增长来自服务业。"],
  ])
  func figuresAndDatesAreNoLabels(texts: [String]) {
    #expect(Outline.structure(texts).allSatisfy { $0.label == nil })
  }

  @Test func theLabelsAreKeptInTheIndex() {
    for paragraph in Outline.structure(Self.plan) {
      let stored = Paragraph(
        stored: paragraph.text, kind: paragraph.kind, outlineLevel: paragraph.outlineLevel,
        headingLength: paragraph.headingLength)
      #expect(stored.label == paragraph.label && stored.depth == paragraph.depth)
      #expect(Outline.name(of: stored) == Outline.name(of: paragraph))
    }
  }
}
