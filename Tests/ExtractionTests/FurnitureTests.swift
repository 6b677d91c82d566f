import Extraction
import Testing

@Suite("Page furniture")
struct FurnitureTests {
  @Test(arguments: [
    ("您现在的位置 首页 > 公开专栏 > 计划总结", FurnitureKind.breadcrumb),
    ("home您当前所在位置：首页 >> 通知", .breadcrumb), ("信息来源:某某市司法局", .metadata),
    ("• 听全文", .widget), ("【字体：大 中 小】", .widget), ("扫一扫在手机打开当前页", .widget), ("（责任编辑：某某）", .editor),
    ("原标题：某某", .originalTitle), ("相关新闻", .related), ("上一篇：某某通知", .paging),
    ("版权所有：某某网站", .site), ("免责声明：以上内容仅供参考", .statement), ("-", .widget),
    ("网页纠错", .widget), ("阅读原文", .widget),
    ("您觉得这篇文章对您有帮助吗？", .widget), ("用微信“扫一扫”分享本页", .widget), ("转自：某某发布", .metadata),
    ("本文已被浏览123次", .counter), ("浏览 123 次", .counter), ("（阅读：123次）", .counter),
    ("审稿：某某", .editor), ("一审一校：某某　二审二校：某某", .editor), ("初审/某某 终审/某某", .editor),
    ("原文链接：http://www.a.example/1.html", .metadata), ("收听全文", .widget), ("——END——", .widget),
    ("\u{E601} 22", .widget), ("\u{F0C0}", .widget), ("返回上级", .widget), ("[返回上级栏目]", .widget),
    ("发布：某某县司法局", .metadata), ("核发：林某某。", .editor),
    ("1、凡本网注明“云溪网讯”的所有作品，版权均属于云溪网，未经本网授权不得转载。", .statement),
    ("4. 如因作品内容、版权和其它问题需要同本网联系的，请在30日内进行。", .statement),
    ("微信里点“发现”，扫一下", .widget), ("您是否满意此内容？", .widget),
    ("已有1234人浏览", .counter), ("共 12 人阅读", .counter), ("转自：云溪日报", .metadata),
    ("云溪网版权声明：凡注明来源为“云溪网”的作品，其他任何网站或者单位未经允许不得使用。", .statement),
  ])
  func isTold(line: String, kind: FurnitureKind) {
    #expect(FurnitureMatcher.shared.kind(of: line) == kind)
  }

  @Test(arguments: [
    "我的分享到这里就结束了，谢谢大家。", "打印机采购项目需求如下，请供应商按照要求报价，逾期不予受理，特此公告。", "（此件公开发布）", "某某市司法局",
    "核发：由发证机关颁发证书。", "发布：在门户网站公布。", "发布：由县政务服务局在门户网站发布，接受监督。", "返回上级财政专户资金。",
    "2023年6月30日", "附件：1.任务清单", "下篇：实践探索", "今年以来接待群众来访123次", "累计检查企业 123 次", "大\t中\t小",
    "本文所称突发事件，是指突然发生的事件。",
    "1、凡本站职工均应当遵守考勤制度，按时上下班，不得迟到早退。", "2. 凡注明“★”的条款均须响应，否则投标无效。",
    "使用微信“扫一扫”进入小程序报名。", "外墙以杏仁黄为主色调。", "今日访问三所学校", "推荐使用IE级电机", "已有0人返贫",
    "已有300多家企业落户云溪", "您对这次改革有什么期待？",
    "1、凡本县居民，均可凭身份证件到服务大厅办理。", "本网站发布的版权声明格式见附件，请各单位参照执行。",
  ])
  func isNotText(line: String) { #expect(FurnitureMatcher.shared.kind(of: line) == nil) }

  private func cut(_ lines: [String], title: String? = nil, boxes: Set<String> = []) -> [String] {
    let cutter = FurnitureCutter(
      lines.map {
        var line = FurnitureCutter.Line(
          text: $0, count: $0.unicodeScalars.count, marks: $0.contains("。") ? 1 : 0)
        if boxes.contains($0) { line.place = 1 }
        return line
      }, title: title)
    return cutter.survivors.map { lines[$0] }
  }

  @Test func onlyTheEndsAreCut() {
    let text = ["第一段说明情况。", "分享到", "第二段说明任务。"]
    #expect(cut(["来源：某网", "2024-01-05 10:00"] + text + ["分享到：", "相关新闻"]) == text)
  }

  @Test(arguments: [
    "满意 基本满意 不满意", "有用(0) 无用(0)", "A- | A | A+", "在线客服", "收藏 | 打印 | 下载", "打印　关闭", "请输入关键字：", "热点专题",
  ])
  func whatButtonsSayIsCutAtTheEndsAlone(line: String) {
    let text = ["第一段说明情况。", "第二段说明任务。"]
    #expect(cut([line] + text + [line], boxes: [line]) == text)
    #expect(cut([text[0], line, text[1]], boxes: [line]) == [text[0], line, text[1]])
  }

  /// Where they stand as its sentences do, or below what announces them.
  @Test(arguments: ["满意", "市长信箱", "满意 一般 不满意", "播放"])
  func whatButtonsSayMayBeOfTheText(line: String) {
    let text = ["第一段说明情况。", "第二段说明任务。"]
    #expect(cut(text + [line]) == text + [line])
    for announcement in ["二、可选项目", "您认为如何？", "可选项目：", "可选项目如下。"] {
      let lines = text + [announcement, line, line]
      #expect(cut(lines, boxes: [line]) == lines)
    }
  }

  @Test(arguments: ["附件：", "推荐人选：林清和", "满意率98.5", "第1页说明"])
  func aLineThatSaysMoreStays(line: String) {
    let text = ["第一段说明情况。", "第二段说明任务。"]
    #expect(cut(text + [line]) == text + [line])
  }

  @Test func aWidgetHasNoValue() {
    let text = ["（本报记者　林清和）", "第一段说明情况。", "第二段说明任务。"]
    #expect(cut(["听全文", "视力保护色："] + text) == text)
  }

  @Test func whereThePageStandsMayBeSaidBelowTheText() {
    let text = ["第一段说明情况。", "第二段说明任务。"]
    #expect(cut(text + ["当前位置：首页 > 政务公开 > 通知公告"]) == text)
    #expect(cut(text + ["所在位置：云溪大道12号"]) == text + ["所在位置：云溪大道12号"])
  }

  @Test(arguments: ["时间：2024年3月6日下午", "时　间：2024年3月6日", "日期：2024年3月6日"])
  func theTimeOfAnEventIsNoByline(time: String) {
    let text = [time, time.hasPrefix("时　") ? "地　点：市图书馆" : "地点：市图书馆报告厅", "欢迎市民参加。"]
    #expect(cut(["时间：2024-03-01", "来源：某网"] + text) == text)
  }

  @Test func aSecondRunChangesNothing() {
    let once = cut(["来源：某网", "第一段说明情况。", "责任编辑：某某"])
    #expect(cut(once) == once)
  }

  @Test(arguments: [" 编辑：林清和", "　责任编辑：林清和、赵明", "（责任编辑：林清和）"])
  func theEditorsNameBehindTheLastSentenceIsCut(note: String) throws {
    let text = "云溪市水务局的同志走进社区，同居民谈了供水和道路的事，答应下月底前办好。"
    let last = "东街社区的居民说：“水管换了新的，大家都满意。”"
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><title>水务局走进社区</title></head><body><h1>水务局走进社区</h1>
        <div>发布日期：2024-05-20　来源：青禾日报</div>
        <div><p>\(text)</p><p>\(last)<span>\(note)</span></p></div></body></html>
        """.utf8))
    #expect(document.paragraphs.map(\.text) == [text, last])
  }

  @Test func aWordBehindAColonIsNoEditorsName() throws {
    let last = "本次评选分为四类岗位，其中人数最多、任务最重的是编辑：青年"
    let lines = ["云溪市本年度的岗位能手评选昨日揭晓，共有三十名同志入选。", last]
    #expect(cut(lines) == lines)
    let document = try PageExtractor().extract(
      Array("<h1>评选结果揭晓</h1><div>2024-05-20 09:00</div><p>\(lines[0])</p><p>\(last)</p>".utf8))
    #expect(document.paragraphs.map(\.text) == lines)
  }

  @Test(arguments: [
    "文字：林清和；编辑：高远；审核：赵明", "文/图：林清和", "图文 | 林清和　编辑 | 高远", "摄影：林清和", "供稿：县应急局　审核：高远",
    "拟稿：林清和　核稿：高远　审签：赵明", "审 核：林　和", "（撰稿：林清和、高远　审核：赵明）", "编辑/林清和　校对/高远",
    "记者：林清和　通讯员：高远", "编发：admin", "三校：林清和",
  ])
  func whoMadeATextStandsBelowIt(line: String) {
    let text = ["云溪县组织开展森林防火宣传。", "活动受到群众欢迎。"]
    #expect(cut(text + [line]) == text)
    #expect(cut([text[0], line, text[1]]) == [text[0], line, text[1]])
  }

  @Test(arguments: [
    "组长：林清和　副组长：高远", "记者：谢谢", "图片：现场情况一览", "联系人：林清和　电话：8123456",
    "摄影：云溪市摄影家协会会员作品展", "文字：仿宋三号", "责任单位：县应急局　审核：高远",
  ])
  func othersThatALineNamesAreOfTheText(line: String) {
    let text = ["云溪县组织开展森林防火宣传。", "活动受到群众欢迎。", line]
    #expect(cut(text) == text)
  }

  @Test(arguments: ["主创人员名单如下：", "现将名单公布如下，请遵照执行。", "组长：高远", "三等奖", "二、人员组成"])
  func whatAListNamesIsOfTheText(above: String) {
    let text = ["云溪县组织开展森林防火宣传。", "活动受到群众欢迎。", above, "摄影：林清和", "文字：赵明　图片：高远"]
    #expect(cut(text) == text)
  }

  @Test(arguments: ["核稿人：负责文字", "审定：县人民政府"])
  func stepsAreNoNames(line: String) {
    let text = ["云溪县组织开展森林防火宣传。", "活动受到群众欢迎。", line]
    #expect(cut(text) == text)
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

  @Test(arguments: ["【市本级】T", "T[报名中]", "[公告]T【更正】"])
  func theTitleGoesWithoutWhatASiteAddsToIt(form: String) {
    let heading = "某某市司法局办公楼维修项目招标公告"
    let body = ["一、招标条件", "本项目已经批准建设，现公开招标。"]
    #expect(cut([heading] + body, title: form.replacing("T", with: heading)) == body)
  }

  @Test(arguments: [
    ["各科室：", "《学习活动工作要点》已经同意，现印发给你们，请认真执行。", "某某市司法局", "2024年1月5日"],
    ["各科室：", "《学习活动工作要点》已经同意，现印发给你们，请认真执行。", "某某市司法局2024年1月5日"],
    ["《学习活动工作要点》已经局党组会同意，现印发给你们。", "请各单位认真执行，并于每季度末报送进展情况。"],
    ["《学习活动工作要点》已经常务会议通过，现予公布，自公布之日起施行。", "市　长　　赵某某", "2024年1月5日"],
  ])
  func theHeadingOfAnAnnexMayHaveTheNameOfThePage(notice: [String]) {
    let title = "学习活动工作要点"
    let annex = [title, "今年学习活动的总体要求是，围绕中心，服务大局。"]
    #expect(cut([title] + notice + annex, title: title) == notice + annex)
  }

  @Test func aTitleStandsAboveAndBelowTheByline() {
    let title = "某某市司法局开展学习活动"
    let text = ["近日，某某市司法局开展学习活动，各科室积极参加。", "活动取得好的效果。"]
    let lead = "本网讯，学习活动今天开始，各单位都派人参加。"
    #expect(cut([title, "来源：某网", title] + text, title: title) == text)
    #expect(cut([lead, title] + text, title: title) == [lead] + text)
  }

  private func link(_ text: String, share: Double = 1) -> FurnitureCutter.Line {
    var line = FurnitureCutter.Line(text: text, count: text.unicodeScalars.count, marks: 0)
    line.linkShare = share
    return line
  }

  private static let text = ["第一段说明情况。", "第二段说明任务。"].map {
    FurnitureCutter.Line(text: $0, count: 8, marks: 1)
  }

  @Test(arguments: [
    ["某县开展学习活动", "某县召开工作会议", "某县部署全年任务", "某县表彰先进集体"],
    ["相关报道：", "某县开展学习活动 (2024-01-05 18:03)", "某县召开会议 (2024-01-05 17:03)"],
  ])
  func aListOfOtherTextsBelowIsCut(titles: [String]) {
    let links = titles.map { link($0, share: $0.contains("2024") ? 0.35 : $0.last == "：" ? 0 : 1) }
    #expect(FurnitureCutter(Self.text + links, title: nil).survivors == [0, 1])
  }

  @Test(arguments: [
    ["某县开展“法治体检”学习交流活动", "某县召开全年重点工作任务推进会议"], ["附件1：任务清单", "附件2：名单", "附件3：样表", "附件4：说明"],
    ["1.某某管理办法", "2.某某实施细则", "3.某某工作规则", "4.某某条例"],
  ])
  func linksThatBelongToTheTextStay(titles: [String]) {
    let lines = Self.text + titles.map { link($0) }
    #expect(FurnitureCutter(lines, title: nil).survivors == Array(lines.indices))
  }

  @Test(arguments: [
    ("2024-01-11 17:08:45　发布人：区政府办　浏览：12次", true), ("[ 2020-9-3　点击数：419 ]", true),
    ("2023年12月4日　来源：某某中心", true), ("2024-01-11 17:08:45 某某网", true),
    ("2024-01-11 9:00 某某公司 会议室", false), ("2024-01-11", false), ("2023年12月4日，某局发布公告。", false),
    ("2024年1月11日起施行", false), ("来源：某局　2024-01-11", false),
  ])
  func aBylineMayBeginWithItsDate(line: String, isByline: Bool) {
    #expect(FurnitureCutter.isByline(line) == isByline)
  }

  @Test func aBoxOfLinksWithinTheTextIsCut() {
    let caption = FurnitureCutter.Line(text: "相关新闻：", count: 5, marks: 0)
    let box = [caption, link("某县召开工作会议"), link("某县部署全年任务")]
    #expect(FurnitureCutter(Self.text + box + Self.text, title: nil).survivors == [0, 1, 5, 6])
    var row = link("·\t某县开展活动\t·\t某县召开会议", share: 0.9)
    row.isTableRow = true
    #expect(FurnitureCutter(Self.text + [row] + Self.text, title: nil).survivors == [0, 1, 3, 4])
  }

  @Test(arguments: ["相关政策：", "政策解读", "相关文件", "我的分享到这里"])
  func linksToWhatIsTheDocumentsOwnStay(caption: String) {
    let box = [
      FurnitureCutter.Line(text: caption, count: caption.unicodeScalars.count, marks: 0),
      link("某市某某管理办法"),
    ]
    let lines = Self.text + box + Self.text
    #expect(FurnitureCutter(lines, title: nil).survivors == Array(lines.indices))
  }

  @Test func aListOfDatedLinksGoesWithItsCaption() {
    let caption = FurnitureCutter.Line(text: "最新活动", count: 4, marks: 0)
    let list = [caption] + ["某县调研司法所2024-03-12", "某县走访慰问2024-02-05"].map { link($0, share: 0.6) }
    #expect(FurnitureCutter(Self.text + list, title: nil).survivors == [0, 1])
    let office = FurnitureCutter.Line(text: "某某县司法局", count: 6, marks: 0)
    #expect(
      FurnitureCutter(Self.text + [office] + list.dropFirst(), title: nil).survivors == [0, 1, 2])
  }

  @Test func aShortLinkAtTheEndIsOneOfTheList() {
    let list = ["云溪县召开工作会议", "关于做好防火工作的通知", "云溪县部署全年任务", "举办知识讲座"].map { link($0) }
    #expect(FurnitureCutter(Self.text + list, title: nil).survivors == [0, 1])
  }

  @Test func whoRunsTheSiteStandsAtItsFoot() {
    let text = ["某镇定于6月12日停水。", "请居民提前储水。"]
    #expect(
      cut(text + ["某某镇人民政府", "2019年6月11日", "某某镇人民政府 主办"]) == text + ["某某镇人民政府", "2019年6月11日"])
  }

  @Test func anOfficeThatSignsIsNotTheTitle() {
    let text = ["某镇定于6月12日停水。", "某某镇人民政府", "2019年6月11日"]
    #expect(cut(text, title: "某某镇人民政府") == text)
  }

  @Test func theEditorsNameAboveALastNoteIsCut() {
    let lines = ["第一段说明情况。", "第二段说明任务。", "第三段说明要求。", "责编：某某", "（综合整理自某某网、某某报）"]
    #expect(cut(lines) == lines.filter { $0 != "责编：某某" })
  }

  @Test func aLineOfLinksAtTheHeadIsCut() {
    let head = [link("今日推荐 某县开展学习活动"), link("更多精彩图片>> 更多新闻>>")]
    #expect(FurnitureCutter(head + Self.text, title: nil).survivors == [2, 3])
    var row = link("今日推荐\t\t某县开展学习活动\t某县召开工作会议")
    row.isTableRow = true
    #expect(FurnitureCutter([row] + Self.text, title: nil).survivors == [1, 2])
  }

  @Test func aStatementInPointsStandsBelowATextAndIsNoneOfIt() {
    let text = ["第一段说明情况。", "第二段说明任务。"]
    let points = [
      "1、凡本网注明“云溪网讯”的所有作品，版权均属于云溪网，未经本网授权不得转载。",
      "2、凡本网注明“来源：某报（非云溪网）”的作品，均转载自其它媒体。",
      "3、如因作品内容、版权和其它问题需要同本网联系的，请在30日内进行。", "※联系方式：云溪网",
    ]
    #expect(cut(text + points) == text)
  }
}
