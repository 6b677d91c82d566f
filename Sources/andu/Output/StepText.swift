// StepText.swift — how a page was read, step by step, in Chinese.

/// Puts what `OfficialDocument.trace` tells in English into Chinese.
package enum StepText {
  /// What a `*` stands for.
  private enum Value {
    case asIs, origin, rule, reason
  }

  private static let steps: [(english: String, chinese: String, values: [Value])] = [
    ("encoding *", "编码 *", [.asIs]),
    ("MHTML of * parts", "MHTML 文件，共 * 个部分", [.asIs]),
    ("record in a script: *", "脚本中的记录：*", [.asIs]),
    ("the main content is hidden until a script runs", "正文区域要待脚本运行才显示", []),
    ("candidate *: score *, * lines", "候选 *：得分 *，* 行", [.asIs, .asIs, .asIs]),
    ("main content *, score *", "正文区域 *，得分 *", [.asIs, .asIs]),
    ("title from *, score *", "标题读自 *，得分 *", [.origin, .asIs]),
    ("cut head column: * lines", "删去页首的栏目名：* 行", [.asIs]),
    ("cut *: “*”", "删去*：“*”", [.rule, .asIs]),
    ("page kind *: *", "页面类型 *：*", [.asIs, .reason]),
  ]

  /// What was cut: where it stood, and what it was.
  private static let places: [(english: String, chinese: String)] = [
    ("head *", "页首的*"), ("tail *", "文末的*"), ("section *", "文末一节（*）"), ("*", "*"),
  ]
  private static let things = [
    "title": "标题", "byline": "署名行", "above the by-line": "署名行以上的内容", "code": "代码",
    "second copy": "重复的内容", "links": "链接", "dated links": "带日期的链接", "files": "附件列表",
    "labelled field": "带标签的项目", "date stamp": "日期", "信息公开 table": "信息公开表",
    "caption of 信息公开 table": "信息公开表的标题", "breadcrumb": "当前位置", "metadata": "发布信息",
    "widget": "页面工具", "editor": "编辑署名", "originalTitle": "原标题", "related": "相关阅读",
    "paging": "翻页", "statement": "声明", "site": "网站信息", "counter": "计数", "comments": "评论",
  ]

  /// Why a page is of its kind.
  private static let reasons: [(english: String, chinese: String)] = [
    ("no lines", "没有文字"), ("no text", "没有正文"), ("nothing but furniture", "只有页眉页脚、导航之类"),
    ("* lines of links, * of text", "链接 * 行，文字 * 行"),
    ("* dated links, * dates alone", "带日期的链接 * 个，单独的日期 * 个"),
    ("titles, dates and words of other texts by turns", "别处文章的标题、日期和文字交替出现"),
    ("meta ArticleTitle", "有 meta ArticleTitle"), ("named container and title", "有已知的正文容器和标题"),
    ("title, by-line and text of weight *", "有标题、署名行，文字分量 *"),
    ("signature and text of weight *", "有落款，文字分量 *"),
    ("text of weight * above its by-line", "署名行在下，文字分量 *"),
    ("labelled fields and text of weight *", "有带标签的著录项，文字分量 *"),
    ("labels and a sentence, text of weight *", "有带标签的项目和整句，文字分量 *"),
    ("text of weight *", "文字分量 *"), ("* sentences of weight *", "* 句，文字分量 *"),
    ("document and addressee", "有文种和主送机关"), ("status *", "状态码 *"),
    ("a field for a password", "有密码输入框"),
    ("the address or the name of a site, no place below it", "是网站的首页地址或名称，没有下级位置"),
    ("* characters, scripts or frames", "只有 * 字，另有脚本或框架"),
  ]

  /// The step in Chinese; as it is, where it is not known.
  package static func chinese(_ step: String) -> String {
    for (english, chinese, kinds) in steps {
      guard let found = Phrases.match(step, english) else { continue }
      return Phrases.fill(chinese, with: zip(found, kinds).map { Self.value($0, $1) })
    }
    return step
  }

  private static func value(_ text: String, _ kind: Value) -> String {
    switch kind {
    case .asIs: text
    case .origin: Phrases.chinese(text)
    case .rule: thing(text)
    case .reason: reason(text)
    }
  }

  private static func thing(_ text: String) -> String {
    for (english, chinese) in places {
      guard let found = Phrases.match(text, english)?.first, let name = things[found] else {
        continue
      }
      return Phrases.fill(chinese, with: [name])
    }
    return text
  }

  private static func reason(_ text: String) -> String {
    for (english, chinese) in reasons {
      if let found = Phrases.match(text, english) { return Phrases.fill(chinese, with: found) }
    }
    return text
  }
}
