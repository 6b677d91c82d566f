import Extraction
import Testing

@Suite("Page furniture")
struct FurnitureTests {
  @Test(arguments: [
    ("您现在的位置 首页 > 公开专栏 > 计划总结", FurnitureKind.breadcrumb), ("信息来源:某某市司法局", .metadata),
    ("• 听全文", .widget), ("【字体：大 中 小】", .widget), ("扫一扫在手机打开当前页", .widget), ("（责任编辑：某某）", .editor),
    ("原标题：某某", .originalTitle), ("相关新闻", .related), ("上一篇：某某通知", .paging),
    ("版权所有：某某网站", .site), ("免责声明：以上内容仅供参考", .statement), ("-", .widget),
  ])
  func isTold(line: String, kind: FurnitureKind) {
    #expect(FurnitureMatcher.shared.kind(of: line) == kind)
  }

  @Test(arguments: [
    "我的分享到这里就结束了，谢谢大家。", "打印机采购项目需求如下，请供应商按照要求报价，逾期不予受理，特此公告。", "（此件公开发布）", "某某市司法局",
    "2023年6月30日", "附件：1.任务清单",
  ])
  func isNotText(line: String) { #expect(FurnitureMatcher.shared.kind(of: line) == nil) }

  private func cut(_ lines: [String], title: String? = nil) -> [String] {
    let cutter = FurnitureCutter(
      lines.map {
        FurnitureCutter.Line(
          text: $0, count: $0.unicodeScalars.count, marks: $0.contains("。") ? 1 : 0)
      }, title: title)
    return cutter.survivors.map { lines[$0] }
  }

  @Test func onlyTheEndsAreCut() {
    let text = ["第一段说明情况。", "分享到", "第二段说明任务。"]
    #expect(cut(["来源：某网", "2024-01-05 10:00"] + text + ["分享到：", "相关新闻"]) == text)
  }

  @Test func aSecondRunChangesNothing() {
    let once = cut(["来源：某网", "第一段说明情况。", "责任编辑：某某"])
    #expect(cut(once) == once)
  }

  @Test func aTextThatIsAllFurnitureIsKept() {
    let lines = ["分享到", "打印", "关闭"]
    #expect(cut(lines) == lines)
  }

  @Test func theTitleGoesEvenWhenBrokenOverLines() {
    let body = ["某发〔2024〕1号", "各单位：", "现将有关事项通知如下。"]
    let title = "某某市司法局关于开展学习活动的通知"
    #expect(
      cut(["某发〔2024〕1号", "某某市司法局", "关于开展学习活动的通知", "各单位：", "现将有关事项通知如下。"], title: title)
        == body)
  }
}
