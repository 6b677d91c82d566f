// DocumentKinds.swift — the kinds of documents (文种) that titles name: data only.

/// The 15 statutory kinds (党政机关公文处理工作条例, art. 8) and the de-facto ones of the web.
package enum DocumentKinds {
  static let names: [String] = [
    // statutory
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要",
    // plans and reports
    "工作要点", "工作计划", "抽查工作计划", "工作总结", "年度报告", "情况报告", "工作报告", "政府工作报告", "述职报告",
    "行动方案", "实施方案", "工作方案", "专项方案", "应急预案", "预案", "方案", "行动计划", "三年行动计划", "计划", "总结",
    "要点", "规划", "规划纲要", "纲要", "工作安排", "任务分工", "预案", "情况分析", "情况通报", "统计公报",
    // rules
    "条例", "规定", "暂行规定", "办法", "管理办法", "实施办法", "暂行办法", "细则", "实施细则", "规则", "规程", "规范",
    "标准", "指引", "指南", "导则", "实施意见", "指导意见", "若干意见", "若干措施", "措施", "若干规定", "章程", "守则", "解释",
    // lists
    "清单", "目录", "名单", "一览表", "统计表", "汇总表",
    // for the public
    "政策解读", "解读", "一图读懂", "答记者问", "征求意见稿", "公示", "倡议书", "公开信", "通稿", "讲话", "致辞", "公约",
    "采购公告", "招标公告", "中标公告", "成交公告", "结果公告", "更正公告", "单一来源采购公告", "招聘公告", "听证公告",
    "征收土地公告", "征地公告", "批准书", "决定书", "通知书", "告知书", "意见书", "白皮书", "协议", "合同", "答复书", "答复", "讣告",
    "承诺书",
    "建议书",
  ]

  private static let endings = EndingTable(names.map { ($0, $0) })

  /// Whether a text names a kind and nothing else: 通知.
  package static func isName(_ text: String) -> Bool { names.contains(text) }

  /// What documents say of themselves where they begin and end.
  static let formulas: [(phrase: String, kind: String)] = [
    ("发给你们", "通知"), ("通知如下", "通知"), ("特此通知", "通知"), ("公告如下", "公告"), ("特此公告", "公告"),
    ("通告如下", "通告"), ("特此通告", "通告"), ("通报如下", "通报"), ("特此通报", "通报"), ("批复如下", "批复"),
    ("报告如下", "报告"), ("特此报告", "报告"), ("函复如下", "函"), ("函告如下", "函"), ("特此函复", "函"),
    ("特此函告", "函"), ("决定如下", "决定"), ("请予批复", "请示"), ("请予审批", "请示"),
  ]

  /// What a notice does with the text it wraps.
  static let wrappers = ["印发", "转发", "批转", "下发", "发布", "公布", "颁布"].map(\.scalars)
  private static let noticeEnd = "的通知".scalars

  /// The kind that the title ends in, brackets and what follows a 》 left aside; for
  /// `关于印发《…方案》的通知` that of the work it issues.
  package static func kind(of title: String) -> String? {
    let scalars = title.compact
    if let kind = reading(scalars) { return kind }
    return ending(scalars, works: 4)
  }

  /// What is said of a text before its title: `一图读懂《…办法》`, `市政府出台《…办法》`. The kind is
  /// that of the reading; news of a text have none, and other titles are no reading at all: nil.
  private static func reading(_ title: [Unicode.Scalar]) -> String?? {
    if title.count > 4, title.suffix(4).elementsEqual("征求意见".unicodeScalars) {
      return .some(nil)
    }
    guard title.last == "》" || title.last == ">",
      let open = title.firstIndex(where: { $0 == "《" || $0 == "<" }), open >= 2
    else { return nil }
    let before = String(scalars: title[..<open])
    for (words, kind) in readings where words.contains(where: { before.holds($0) }) {
      return .some(kind)
    }
    return nil
  }

  private static let readings: [([String], String?)] = [
    (["一图读懂", "图解", "一张图"], "一图读懂"), (["解读", "读懂", "问答", "一问一答"], "解读"),
    (["出台", "学习", "宣传", "宣讲", "贯彻", "召开", "举办"], nil),
  ]

  /// The kind of the title's own document where it issues or passes on another: `通知`.
  static func wrapper(of title: String) -> String? {
    ending(title.compact, works: 0)
  }

  /// `…公告2024年第3号（关于…）`: without the number and what follows it.
  private static func withoutSerial(_ title: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var scalars = title
    if scalars.last == ")", let open = scalars.lastIndex(of: "("), open > 0,
      scalars[open - 1] == "号"
    {
      scalars.removeSubrange(open...)
    }
    guard scalars.last == "号", let serial = scalars.lastIndex(of: "第"), serial >= 2,
      scalars[(serial + 1)...].dropLast().allSatisfy({
        $0.isASCIIDigit || ChineseNumeral.isNumeral($0)
      })
    else { return title }
    scalars.removeSubrange(serial...)
    if scalars.last == "年" {
      scalars.removeLast()
      while scalars.last?.isASCIIDigit ?? false { scalars.removeLast() }
    }
    return scalars
  }

  /// `works` limits how deep notices may wrap each other.
  private static func ending(_ title: [Unicode.Scalar], works: Int) -> String? {
    var scalars = withoutSerial(title)
    for mark in [("(", ")"), ("〔", "〕"), ("[", "]"), ("【", "】")]
      as [(Unicode.Scalar, Unicode.Scalar)]
    {
      while scalars.last == mark.1, let open = scalars.lastIndex(of: mark.0), open > 0 {
        if scalars[open...].elementsEqual("(征求意见稿)".unicodeScalars) { return "征求意见稿" }
        scalars.removeSubrange(open...)
      }
    }
    if scalars.elementsEqual("目录".unicodeScalars) { return nil }
    while let last = scalars.last, "》>.。!\"”".unicodeScalars.contains(last) { scalars.removeLast() }
    if works > 0, let work = issuedWork(scalars), let kind = ending(work, works: works - 1) {
      return kind
    }
    let text = String(scalars: scalars)
    let best = endings.match(text)
    // 令 and 函 end many words; as kinds they follow an office or 的.
    if let best, best.unicodeScalars.count == 1, scalars.count < 6 { return nil }
    return best
  }

  /// What a notice issues or passes on: the last 《…》 between the verb and 的通知, or, when
  /// there is none, all of it.
  private static func issuedWork(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    guard scalars.reversed().starts(with: noticeEnd.reversed()) else { return nil }
    let body = scalars.dropLast(noticeEnd.count)
    guard
      let verb = body.indices.first(where: { index in
        wrappers.contains { body[index...].starts(with: $0) }
      })
    else { return nil }
    let rest = body[(verb + 2)...]
    guard let close = rest.lastIndex(of: "》") else { return Array(rest) }
    var depth = 0
    for index in rest[...close].indices.reversed() {
      if rest[index] == "》" { depth += 1 }
      if rest[index] == "《" { depth -= 1 }
      if depth == 0 { return Array(rest[(index + 1)..<close]) }
    }
    return nil
  }
}
