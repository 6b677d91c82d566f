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
    "标准", "指引", "指南", "导则", "实施意见", "指导意见", "若干意见", "若干措施", "措施", "若干规定", "章程", "守则",
    // lists
    "清单", "目录", "名单", "一览表", "统计表", "汇总表",
    // for the public
    "政策解读", "解读", "一图读懂", "答记者问", "征求意见稿", "公示", "倡议书", "公开信", "通稿", "讲话", "致辞", "公约",
    "采购公告", "招标公告", "中标公告", "成交公告", "结果公告", "更正公告", "单一来源采购公告", "招聘公告", "听证公告",
    "征收土地公告", "征地公告", "批准书", "决定书", "告知书", "意见书", "白皮书", "协议", "合同",
  ]

  /// The kind that the title ends in, brackets and what follows a 》 left aside.
  package static func kind(of title: String) -> String? {
    var scalars = title.compact
    for mark in [("(", ")"), ("〔", "〕"), ("[", "]"), ("【", "】")]
      as [(Unicode.Scalar, Unicode.Scalar)]
    {
      while scalars.last == mark.1, let open = scalars.lastIndex(of: mark.0), open > 0 {
        if scalars[open...].elementsEqual("(征求意见稿)".unicodeScalars) { return "征求意见稿" }
        scalars.removeSubrange(open...)
      }
    }
    while let last = scalars.last, "》>.。!\"”".unicodeScalars.contains(last) { scalars.removeLast() }
    let text = String(scalars: scalars)
    let best = names.filter { text.hasSuffix($0) }.max {
      $0.unicodeScalars.count < $1.unicodeScalars.count
    }
    // 令 and 函 end many words; as kinds they follow an office or 的.
    if let best, best.unicodeScalars.count == 1, scalars.count < 6 { return nil }
    return best
  }
}
