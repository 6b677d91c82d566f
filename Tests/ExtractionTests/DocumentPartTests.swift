import Extraction
import Testing

@Suite("Parts of a document")
struct DocumentPartTests {
  private let long = "为深入推进各项工作，切实提高服务水平，结合本地实际，现就有关事项作出如下安排，请认真执行。"

  private func document(_ texts: [String], title: String? = nil) -> OfficialDocument {
    var document = OfficialDocument()
    document.title = title
    document.paragraphs = Outline.structure(texts)
    document.parts = DocumentPart.parts(of: document)
    return document
  }

  @Test func aNoticeAndThePlanItIssuesAreTwo() {
    let document = document([
      "各县(市、区)司法局,局机关各科(处)室:", "《行动方案》已经审议通过,现印发给你们,请认真执行。", "云溪市司法局", "2023年6月30日",
      "（此件公开发布）", "云溪市司法局关于高水平法治保障", "新时代高质量发展行动方案", "（2023—2025年）", long, "一、总体要求", long,
    ])
    #expect(document.parts.map(\.range) == [0..<5, 5..<11])
    let (notice, plan) = (document.parts[0], document.parts[1])
    #expect(notice.title == nil)
    #expect(notice.documentKind == "通知")
    #expect(notice.addressees == ["各县(市、区)司法局", "局机关各科(处)室"])
    #expect(notice.issuer == "云溪市司法局")
    #expect(notice.issuedOn == "2023-06-30")
    #expect(plan.title == "云溪市司法局关于高水平法治保障新时代高质量发展行动方案（2023—2025年）")
    #expect(plan.documentKind == "行动方案")
    #expect(plan.issuedOn == nil)
    let paragraphs = document.paragraphs
    #expect(paragraphs[0].kind == .addressee)
    #expect(paragraphs[5...7].allSatisfy { $0.kind == .title && $0.depth == 0 })
    #expect(paragraphs[5].headings.isEmpty)
    #expect(paragraphs[7].headings == ["云溪市司法局关于高水平法治保障", "新时代高质量发展行动方案"])
    #expect(paragraphs[8].headings == [plan.title ?? ""])
    #expect(paragraphs[10].headings == [plan.title ?? "", "总体要求"])
  }

  @Test func titlesAreJoinedAgainFromWhatIsStored() {
    let paragraphs = document([
      "现印发给你们。", "云溪市司法局", "2023年6月30日", "云溪市司法局关于高水平法治保障", "新时代高质量发展行动方案", "一、总体要求", long,
    ]).paragraphs
    #expect(paragraphs.map(\.outlineLevel) == [0, 1, 1, 1, 2, 17, 0])
    let stored = paragraphs.map {
      Paragraph(
        stored: $0.text, kind: $0.kind, outlineLevel: $0.outlineLevel,
        headingLength: $0.headingLength)
    }
    #expect(Outline.withHeadings(stored) == paragraphs)
  }

  @Test func levelsOfOlderArchivesAreRead() {
    let heading = Paragraph(stored: "一、任务", kind: .heading, outlineLevel: 2, headingLength: 4)
    #expect(heading.depth == 1)
    #expect(heading.label == "一")
  }

  @Test func aTextWithoutAnAnnexIsOne() {
    let document = document(
      ["各县（区）司法局：", long, "附件：1.任务清单", "2.名单", "云溪市司法局", "2023年6月30日", "（此件公开发布）"],
      title: "云溪市司法局关于开展检查的通知")
    #expect(document.parts.map(\.range) == [0..<7])
    #expect(document.parts[0].title == "云溪市司法局关于开展检查的通知")
    #expect(document.parts[0].documentKind == "通知")
    #expect(document.paragraphs[2...3].allSatisfy { $0.kind == .attachment })
  }

  @Test func annexesBeginAtTheirNumbers() {
    let document = document(
      [
        "各县（区）司法局：", long, "附件：", "1.任务分工表", "2.申报表", "云溪市司法局", "2023年6月30日", "附件1", "任务分工表",
        "序号\t单位", "1\t法规科", "附件2：申报表", "名称\t负责人", "附件3", "申报说明的有关要求", "一、条件", long,
      ], title: "云溪市司法局关于印发《云溪市法治体检工作方案》的通知")
    #expect(document.parts.map(\.range) == [0..<7, 7..<11, 11..<13, 13..<17])
    #expect(document.parts.map(\.title)[1...] == ["任务分工表", "申报表", "申报说明的有关要求"])
    #expect(document.parts[0].documentKind == "通知")
    #expect(document.paragraphs[2...4].allSatisfy { $0.kind == .attachment })
    #expect(document.paragraphs[10].headings == ["任务分工表"])
  }

  @Test func aPassedOnDocumentIsAPartOfItsOwn() {
    let document = document(
      [
        "各县（区）司法局：", "现将《岚江省司法厅关于加强议事协商的通知》转发给你们，请遵照执行。", "云溪市司法局", "2023年7月10日", "岚江省司法厅",
        "关于加强议事协商的通知", "岚司发〔2023〕5号", "各市（州）司法局：", long, "岚江省司法厅", "2023年7月1日",
      ], title: "云溪市司法局转发岚江省司法厅关于加强议事协商的通知的通知")
    #expect(document.parts.map(\.range) == [0..<4, 4..<11])
    #expect(document.parts.map(\.issuer) == ["云溪市司法局", "岚江省司法厅"])
    #expect(document.parts.map(\.issuedOn) == ["2023-07-10", "2023-07-01"])
    #expect(document.parts[1].title == "岚江省司法厅关于加强议事协商的通知")
    #expect(document.parts[1].documentNumber == "岚司发〔2023〕5号")
    #expect(document.parts[1].addressees == ["各市（州）司法局"])
  }

  @Test func aTitleThatTheTextHasNamedBeginsAPartWithoutASignature() {
    let document = document([
      "《青禾县议事办法》已经审议通过，现予公布。", "青禾县议事办法", "第一条 为了规范议事，制定本办法。", "第二条 本办法自公布之日起施行。",
    ])
    #expect(document.parts.map(\.range) == [0..<1, 1..<4])
    #expect(document.parts[1].documentKind == "办法")
    #expect(document.paragraphs[2].depth == 1)
  }

  @Test func eachPartHasNumbersOfItsOwn() {
    let paragraphs = document([
      "一、提高认识", long, "云溪市司法局", "2023年6月30日", "青禾县议事办法", "第一章 总则", "第一条 为了规范议事，制定本办法。",
      "第二条 下列事项应当协商：", "（一）村庄规划；", "附件2", "任务清单", "一、法规科的任务", long,
    ]).paragraphs
    #expect(paragraphs[0].depth == 1)
    #expect(paragraphs[8].depth == 4)
    #expect(paragraphs[11].depth == 1)
    #expect(paragraphs[11].headings == ["任务清单"])
  }

  @Test(arguments: [
    "联系人：王某", "相关政策解读", "信息公开指南", "附件：1.任务清单.docx", "附件1.任务清单.pdf", "抄送：市委办公室",
  ])
  func whatFollowsASignatureIsNotAlwaysAPart(line: String) {
    let document = document([long, "云溪市司法局", "2023年6月30日", line])
    #expect(document.parts.count == 1)
  }

  @Test(arguments: [
    ("各县（市、区）司法局，市局各科室：", ["各县（市、区）司法局", "市局各科室"]),
    ("各省、自治区、直辖市发展改革委、能源局，各派出机构：", ["各省、自治区、直辖市发展改革委", "能源局", "各派出机构"]),
    ("各区人民政府，市政府各委、办、局：", ["各区人民政府", "市政府各委、办、局"]),
    ("天津市、辽宁省、甘肃省经信委，中直、区直各单位：", ["天津市、辽宁省、甘肃省经信委", "中直、区直各单位"]),
    ("各市(州)商务局、云溪新区管委会：", ["各市(州)商务局", "云溪新区管委会"]),
    ("青禾县人民政府：", ["青禾县人民政府"]), ("广大市民朋友:", ["广大市民朋友"]),
  ])
  func addresseesStandAtTheHead(line: String, names: [String]) {
    let document = document(["云司发〔2023〕1号", line, long])
    #expect(document.paragraphs[1].kind == .addressee)
    #expect(document.parts[0].addressees == names)
    #expect(document.parts[0].documentNumber == "云司发〔2023〕1号")
  }

  @Test(arguments: ["现将有关事项通知如下：", "会议强调：", "采购单位名称：", "一、采购单位：", "时间：2023年"])
  func otherLinesWithAColonAreNoAddressees(line: String) {
    #expect(document([line, long]).paragraphs[0].kind != .addressee)
  }

  @Test func officeAndDateOnOneLineSign() {
    let document = document([long, "云溪市司法局　　2023年6月30日"])
    #expect(document.paragraphs[1].kind == .signature)
    #expect(document.parts[0].issuer == "云溪市司法局")
    #expect(document.parts[0].issuedOn == "2023-06-30")
  }

  @Test func aDateAboveATitleSigns() {
    let document = document([
      "现印发给你们，请认真执行。云溪市司法局", "2023年6月30日", "云溪市法治体检", "工作方案", long,
    ])
    #expect(document.paragraphs[1].kind == .signature)
    #expect(document.parts.map(\.range) == [0..<2, 2..<5])
    #expect(document.parts[1].title == "云溪市法治体检工作方案")
  }

  @Test func formsBelowTheirNumbersNeedNoText() {
    let document = document([
      long, "附件1", "云溪市中级人民法院", "决定书", "（××××）云法决×号", "青禾县人民法院：", "附件2", "云溪市中级人民法院", "通知书",
      "××××年×月×日",
    ])
    #expect(document.parts.map(\.range) == [0..<1, 1..<6, 6..<10])
    #expect(document.parts[1...].map(\.title) == ["云溪市中级人民法院决定书", "云溪市中级人民法院通知书"])
    #expect(document.parts[1].addressees == ["青禾县人民法院"])
  }

  @Test func titlesMayBeBrokenWithinTheirMarks() {
    let document = document([
      "云溪市司法局关于印发《云溪市法治体检", "工作方案》的通知", "各县（区）司法局：", "现印发给你们，请认真执行。",
    ])
    #expect(document.parts[0].title == "云溪市司法局关于印发《云溪市法治体检工作方案》的通知")
    #expect(document.paragraphs[2].kind == .addressee)
  }
}
