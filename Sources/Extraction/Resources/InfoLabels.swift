// InfoLabels.swift — the labels of fields on pages and in 信息公开 tables: data only.

/// A field that pages label.
enum InfoField: Sendable {
  case indexNumber, issuer, issuedOn, publishedOn, documentNumber, title, validity, source
  /// Who wrote or put up the page: a person, or an office that is the source.
  case author
  /// 记者, 通讯员: who reported it.
  case reporter
  /// 主题分类.
  case subject
  /// 主题词, 关键词.
  case keywords
  /// 施行日期, 失效日期, 废止日期.
  case effectiveOn, expiresOn, repealedOn
  /// 主办单位: the office a document is from in a table, the site's owner in the page's foot.
  case sponsor
  /// Known labels whose values are not kept, but end the value before them.
  case other
}

/// The labels of fields (政府信息公开目录), without blanks.
enum InfoLabels {
  static let all: [(InfoField, [String])] = [
    (
      .indexNumber,
      [
        "索引号", "信息索引号", "索引号码", "信息索引", "索引编号", "索引號", "索取号", "信息索取号", "索引编码", "信息索引编号",
      ]
    ),
    (
      .issuer,
      [
        "发文机关", "发布机构", "发文单位", "制发机关", "发布机关", "公开主体", "公开责任部门", "责任部门", "发文机构", "制定机关", "印发机关",
        "公开单位", "公开机关", "公开机构", "公开部门", "发文部门", "发布部门", "制发单位", "制发机构", "印发单位", "信息发布机构", "信息公开机构",
        "颁布单位", "处罚机关", "处罚决定机关", "作出处罚机关", "行政处罚机关", "许可机关", "许可决定机关", "作出许可机关", "行政许可机关",
        "检查机关", "行政检查机关", "决定机关", "公布机关", "颁布机关", "办文单位", "公布單位",
        "發文機關", "發佈機構", "發布機構", "發布機關",
      ]
    ),
    (
      .issuedOn,
      [
        "成文日期", "签署日期", "拟文日期", "形成日期", "发文日期", "签发日期", "制发日期", "印发日期", "印发时间", "制发时间", "签发时间",
        "处罚决定日期", "处罚决定书日期", "作出处罚决定日期", "许可决定日期", "许可决定书日期", "作出许可决定日期",
        "成文时间", "发文时间", "發文日期",
        "成文時間",
      ]
    ),
    (
      .publishedOn,
      [
        "发布日期", "公开日期", "发布时间", "信息提供日期", "公开时间", "发表时间", "发表日期", "发布于", "发表于", "公布日期",
        "上传时间", "上传日期", "日期", "时间",
        "录入时间", "录入日期", "信息发布日期", "信息发布时间", "上网日期", "上网时间",
        "添加时间", "添加日期", "信息时间", "信息日期", "加入时间", "加入日期", "发稿时间", "发稿日期", "刊发时间", "刊发日期",
        "提供时间", "提供日期", "登载时间", "登载日期", "發布日期", "發佈日期", "發布時間", "發佈時間", "發表日期", "刊登日期", "時間",
      ]
    ),
    (
      .documentNumber,
      [
        "发文字号", "文件编号", "文号", "文件号", "发文号", "公文字号", "发文文号", "公文文号", "发文编号", "备注/文号", "发布文号", "公文编号",
        "文件字号", "文件文号", "文书字号", "制文号", "公文号", "决定书文号", "發文字號", "文號", "文件編號",
      ]
    ),
    (
      .title,
      [
        "标题", "名称", "信息标题", "公文标题", "文件标题", "法规名称", "法律法规名称", "政策名称", "信息名称", "文件名称", "公文名称",
        "公开事项名称", "標題", "名稱", "来信主题", "信件主题", "信件标题", "来信标题",
        "留言标题",
      ]
    ),
    (
      .validity,
      [
        "有效性", "效力状况", "效力状态", "文件有效性", "法规效力", "是否有效", "时效", "信息有效性", "时效性", "文件状态", "时效状态",
        "有效状态", "效力", "公文时效", "公文状态", "文件效力", "效用状态", "有效状况",
      ]
    ),
    (
      .source,
      [
        "来源", "信息来源", "稿源", "文章来源", "稿件来源", "新闻来源", "发布单位", "供稿单位", "供稿部门", "信息来源单位", "信息来源部门",
        "来源单位", "来源部门", "信息提供单位", "转自", "供稿", "来自", "出处", "内容来源", "数据来源", "信息提供", "提供单位", "报送单位",
        "上报单位", "投稿单位", "撰稿单位", "转载自", "来稿单位", "上传单位", "发表单位",
        "发稿单位", "文章出处", "资料来源", "素材来源", "转载来源", "消息来源",
        "來源", "信息來源", "資料來源", "新聞來源", "文章來源", "稿件來源", "發布單位", "發佈單位",
      ]
    ),
    (.sponsor, ["主办单位", "主辦單位"]),
    (.author, ["作者", "发布人", "发布者", "發布者", "發佈者"]),
    (.reporter, ["记者", "通讯员", "撰稿"]),
    (.subject, ["主题分类", "主题类别", "所属主题", "信息类别", "信息分类", "主題分類"]),
    (.keywords, ["主题词", "关键词", "主題詞", "關鍵詞"]),
    (.effectiveOn, ["施行日期", "实施日期", "生效日期", "施行时间", "实施时间", "生效时间", "實施日期"]),
    (.expiresOn, ["失效日期", "失效时间", "有效期至", "有效截止日期", "有效期截止"]),
    (.repealedOn, ["废止日期", "废止时间", "廢止日期"]),
    (
      .other,
      [
        "分类", "体裁分类", "公文种类", "服务对象", "公开方式", "公开时限", "公开范围",
        "公开属性", "载体类型", "内容概述", "文件下载", "附件下载", "生成日期",
        "责任编辑",
        "编辑", "浏览次数", "点击数", "点击量", "阅读次数", "访问量", "字号", "字体", "文章字号", "分享到", "分享", "打印",
        "浏览量", "访问次数", "点击次数", "阅览次数", "浏览人数", "访问人数", "责编",
        "审核", "阅读量",
        "阅读", "点击", "视力保护色", "更新时间", "公开形式", "备注", "组配分类", "责任编辑", "校对", "录入",
        "摄影",
        "浏览", "人气", "本文来源", "所属栏目", "文章编号", "所属目录", "截止日期", "截止时间", "浏览字号", "编审", "监制", "标签",
        "信息格式", "语种", "文字大小", "公文目录", "归档时间", "归档日期", "点击率",
        "字体大小", "保护视力色",
      ]
    ),
  ]

  /// What systems fill in as a source where nobody typed one, in lower case.
  static let nobody: Set<String> = [
    "管理员", "系统管理员", "超级管理员", "网站管理员", "admin", "administrator", "佚名", "未知", "不详",
  ]

  /// What labels of penalties, permits and inspections (双公示) hold.
  private static let acts = ["处罚", "许可", "检查"]
  /// What those of their numbers hold beside it, in any order: 行政处罚文书决定号, 行政许可决定书文号.
  private static let papers = ["决定", "文书", "文号"]
  private static let longestOfDecision = 16

  /// A label of a decision, whose table is the text itself.
  static func isOfDecision(_ label: String) -> Bool {
    label.holds("决定") || acts.contains { label.holds($0) }
  }

  static func isNumberOfDecision(_ label: String) -> Bool {
    label.ends(with: "号") && label.unicodeScalars.count <= longestOfDecision
      && acts.contains { label.holds($0) } && papers.contains { label.holds($0) }
  }

  /// The words that labels of who decided, and when, are made of besides, in any order.
  private static let decisionWords = [
    "作出", "实施", "行政", "处罚", "许可", "检查", "决定", "文书", "名称", "书", "的",
  ].map(\.scalars)

  /// `作出行政处罚决定的机关名称`, `作出处罚决定的日期`: who decided, and when.
  static func fieldOfDecision(_ label: String) -> InfoField? {
    let scalars = label.scalars
    guard isOfDecision(label), scalars.count <= longestOfDecision else { return nil }
    var rest: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      if let word = decisionWords.first(where: { scalars[index...].starts(with: $0) }) {
        index += word.count
      } else {
        rest.append(scalars[index])
        index += 1
      }
    }
    switch String(scalars: rest) {
    case "机关": return .issuer
    case "日期", "时间": return label.holds("决定") ? .issuedOn : nil
    default: return nil
    }
  }

  /// Of the longest label, in scalars.
  static let longest = all.flatMap(\.1).map(\.unicodeScalars.count).max() ?? 0
  /// The first scalars of labels.
  static let openings = Set(all.flatMap(\.1).compactMap(\.unicodeScalars.first))
  static let endings = EndingTable(
    all.flatMap { field, labels in
      labels.map { ($0, (field: field, label: $0, length: $0.unicodeScalars.count)) }
    })
  static func field(of label: String) -> InfoField? {
    endings.match(label) { $0.label == label }?.field
  }

  /// Columns of tables that list documents.
  static let titleColumns: Set<String> = [
    "标题", "名称", "信息标题", "信息名称", "文件名称", "文件标题", "公文标题", "公文名称", "政策名称", "信件标题", "信件主题", "来信标题",
  ]
  static let dateColumns: Set<String> = [
    "发布日期", "发布时间", "发文日期", "公开日期", "公开时间", "成文日期", "印发日期", "来信时间", "来信日期", "回复时间", "日期", "时间",
  ]
}
