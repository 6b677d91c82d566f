// InfoTable.swift — reads labelled fields: the 信息公开 table and lines of `标签：值`.

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
    (.indexNumber, ["索引号", "信息索引号", "索引号码", "信息索引", "索引编号", "索引號", "索取号"]),
    (
      .issuer,
      [
        "发文机关", "发布机构", "发文单位", "制发机关", "发布机关", "公开主体", "公开责任部门", "责任部门", "发文机构", "制定机关", "印发机关",
        "公开单位", "公开机关", "公开机构", "公开部门", "发文部门", "发布部门", "制发单位", "制发机构", "印发单位", "信息发布机构", "信息公开机构",
        "颁布单位", "处罚机关", "处罚决定机关", "作出处罚机关", "公布机关", "颁布机关", "公布單位",
        "發文機關", "發佈機構", "發布機構", "發布機關",
      ]
    ),
    (
      .issuedOn,
      [
        "成文日期", "签署日期", "拟文日期", "形成日期", "发文日期", "签发日期", "制发日期", "印发日期", "印发时间", "制发时间", "签发时间",
        "处罚决定日期", "处罚决定书日期", "作出处罚决定日期",
        "成文时间", "发文时间", "發文日期",
        "成文時間",
      ]
    ),
    (
      .publishedOn,
      [
        "发布日期", "公开日期", "发布时间", "信息提供日期", "公开时间", "发表时间", "发表日期", "发布于", "公布日期", "上传时间", "上传日期",
        "日期", "时间",
        "录入时间", "录入日期", "信息发布日期", "信息发布时间", "上网日期", "上网时间",
        "添加时间", "添加日期", "信息时间", "信息日期", "加入时间", "加入日期", "发稿时间", "发稿日期", "刊发时间", "刊发日期",
        "發布日期", "發佈日期", "發布時間", "發佈時間", "發表日期", "刊登日期", "時間",
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
        "标题", "名称", "信息名称", "文件名称", "公文名称", "公开事项名称", "標題", "名稱", "来信主题", "信件主题", "信件标题", "来信标题",
        "留言标题",
      ]
    ),
    (
      .validity,
      [
        "有效性", "效力状况", "效力状态", "文件有效性", "法规效力", "是否有效", "时效", "信息有效性", "时效性", "文件状态", "时效状态",
        "有效状态", "效力", "公文时效",
      ]
    ),
    (
      .source,
      [
        "来源", "信息来源", "稿源", "文章来源", "稿件来源", "新闻来源", "发布单位", "供稿单位", "供稿部门", "信息来源单位", "信息来源部门",
        "来源单位", "来源部门", "信息提供单位", "转自", "供稿", "来自", "出处", "内容来源", "数据来源", "信息提供", "提供单位", "报送单位",
        "上报单位", "投稿单位", "撰稿单位", "转载自",
        "资料来源", "素材来源", "转载来源", "消息来源",
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
        "浏览量",
        "审核", "阅读量",
        "阅读", "点击", "视力保护色", "更新时间", "公开形式", "备注", "组配分类", "责任编辑", "校对", "录入",
        "摄影",
        "浏览", "人气", "本文来源", "所属栏目", "文章编号", "所属目录", "截止日期", "截止时间", "浏览字号", "编审", "监制", "标签",
        "信息格式", "语种", "文字大小",
        "字体大小", "保护视力色",
      ]
    ),
  ]

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
}

/// One labelled value and where it stood.
struct InfoEntry: Sendable {
  var field: InfoField
  var label: String
  var value: String
  var line: Int
  var isRow: Bool

  /// Whether documents have it, and not each page of any kind.
  var isCore: Bool {
    switch field {
    case .indexNumber, .issuer, .issuedOn, .publishedOn, .documentNumber, .title, .validity,
      .source:
      true
    case .author, .reporter, .subject, .keywords, .effectiveOn, .expiresOn, .repealedOn, .sponsor,
      .other:
      false
    }
  }
}

/// Finds labelled values in lines.
enum InfoTable {
  /// The longest line that can hold labels, in scalars.
  static let longestLine = 400

  /// The fields of one line, rows of tables cell by cell; the next line may hold a value.
  static func entries(
    in text: String, line: Int, next: @autoclosure () -> String?
  ) -> [InfoEntry] {
    if text.holds("\t") { return rowEntries(text, line) }
    var found: [InfoEntry] = []
    let scalars = text.scalars
    guard scalars.count <= longestLine else { return [] }
    let marks = labels(in: scalars)
    for (offset, mark) in marks.enumerated() {
      let end = offset + 1 < marks.count ? marks[offset + 1].start : scalars.count
      let value = ownText(scalars[mark.valueStart..<max(end, mark.valueStart)], mark.field)
      if let value = FieldValue.cleaned(strip(value)) {
        found.append(
          InfoEntry(field: mark.field, label: mark.label, value: value, line: line, isRow: false))
      } else if marks.count == 1, mark.start == 0, let next = next(),
        next.unicodeScalars.count <= 80,
        labels(in: next.scalars).isEmpty, let value = FieldValue.cleaned(next)
      {
        // `<dt>索引号：</dt><dd>…</dd>`
        found.append(
          InfoEntry(field: mark.field, label: mark.label, value: value, line: line, isRow: true))
      }
    }
    return found
  }

  /// The name of an office ends with the element it stands in; other values may be broken
  /// over several.
  private static func ownText(_ value: ArraySlice<Unicode.Scalar>, _ field: InfoField) -> String {
    switch field {
    case .source, .issuer, .sponsor, .author, .reporter:
      let text = value.drop(while: \.isBlank)
      return String(scalars: beforeDate(text.prefix { $0 != PageLines.seam }))
    default:
      return String(scalars: value.filter { $0 != PageLines.seam })
    }
  }

  /// `某某日报　2023年3月15日　03版`: the name without the date that follows it, and without what
  /// stands between the two.
  private static func beforeDate(_ value: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>
  {
    let scalars = Array(value)
    guard let date = ChineseDate.first(in: scalars), date.range.lowerBound >= 2 else {
      return value
    }
    let name = scalars[..<date.range.lowerBound]
    return name.last.map { $0.isBlank || $0.isHan || "(（[|,，".unicodeScalars.contains($0) } ?? false
      ? name : value
  }

  private static func rowEntries(_ text: String, _ line: Int) -> [InfoEntry] {
    var found: [InfoEntry] = []
    let cells = text.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
      .map(String.init)
    var index = 0
    while index < cells.count {
      let marks = labels(in: cells[index].scalars)
      if let mark = marks.first, mark.start == 0 {
        let scalars = cells[index].scalars
        let own = FieldValue.cleaned(unbracketed(String(scalars: scalars[mark.valueStart...])))
        if let own {
          found.append(
            InfoEntry(field: mark.field, label: mark.label, value: own, line: line, isRow: true))
        } else if index + 1 < cells.count, labels(in: cells[index + 1].scalars).first?.start != 0 {
          // What begins with a label of its own is no value of an empty one.
          index += 1
          if let value = FieldValue.cleaned(cells[index]) {
            found.append(
              InfoEntry(field: mark.field, label: mark.label, value: value, line: line, isRow: true)
            )
          }
        }
      } else if !marks.isEmpty {
        found += entries(in: cells[index], line: line, next: nil)
      } else if let field = bareLabel(cells[index]), index + 1 < cells.count {
        let label = String(scalars: cells[index].compact)
        index += 1
        if let value = FieldValue.cleaned(cells[index]) {
          found.append(
            InfoEntry(field: field, label: label, value: value, line: line, isRow: true))
        }
      }
      index += 1
    }
    return found
  }

  /// A row of the 信息公开 table, or one that holds the by-line of an old page.
  static func isInfoRow(_ text: String) -> Bool {
    let entries = rowEntries(text, 0)
    guard let first = entries.first else {
      return text.split(separator: "\t").first.map { bareLabel(String($0)) != nil } ?? false
        && text.holds("：") || text.holds("索引号")
    }
    switch first.field {
    case .indexNumber, .issuer, .issuedOn, .documentNumber, .validity, .source, .sponsor:
      return true
    case .publishedOn, .title, .author, .reporter, .subject, .keywords, .effectiveOn, .expiresOn,
      .repealedOn, .other:
      return text.holds("：") || text.holds(":")
    }
  }

  /// `<span>索引号</span><span>…</span>`: labels without a colon, each in an element of its own.
  static func entries(seamed text: String, line: Int) -> [InfoEntry] {
    let cells = text.unicodeScalars.split { $0 == PageLines.seam }.map { String(scalars: $0) }
    guard cells.count > 1, bareLabel(cells[0]) != nil else { return [] }
    return rowEntries(cells.joined(separator: "\t"), line)
  }

  /// `<dt>索引号</dt><dd>…</dd>`: a line that is a label, and the next one.
  static func entry(of label: String, value: String, line: Int) -> InfoEntry? {
    guard let field = bareLabel(label), bareLabel(value) == nil, value.unicodeScalars.count <= 80,
      let value = FieldValue.cleaned(value)
    else { return nil }
    return InfoEntry(
      field: field, label: String(scalars: label.compact), value: value, line: line, isRow: true)
  }

  /// A line that is a label and nothing else: `索引号：`.
  static func isLabel(_ line: String) -> Bool {
    var scalars = line.compact
    while let last = scalars.last, isColon(last) { scalars.removeLast() }
    return scalars.count >= 2 && bareLabel(String(scalars: scalars)) != nil
  }

  private static func bareLabel(_ cell: String) -> InfoField? {
    let compact = cell.compact.filter { !"[]【】〖〗".unicodeScalars.contains($0) }
    return compact.count > InfoLabels.longest ? nil : InfoLabels.field(of: String(scalars: compact))
  }

  private typealias Mark = (field: InfoField, label: String, start: Int, valueStart: Int)

  /// What ends a label.
  static func isColon(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "：" || scalar == ":" || scalar == "﹕"
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "】" || scalar == "]" || scalar == "］" || scalar == "〗"
  }

  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "]": "[", "】": "【", "）": "（", ")": "(", "〗": "〖", "］": "［",
  ]

  /// Whether a text holds what ends a label.
  static func mayHoldLabel(_ text: String) -> Bool {
    [":", "：", "】", "]", "﹕", "］", "〗"].contains(where: text.holds)
  }

  /// Labels with a colon behind them or in square brackets; blanks within a label do not matter.
  private static func labels(in scalars: [Unicode.Scalar]) -> [Mark] {
    guard scalars.contains(where: { isColon($0) || isClosing($0) }) else { return [] }
    var marks: [Mark] = []
    var compact: [Unicode.Scalar] = []
    /// Where each of them stands in the text.
    var places: [Int] = []
    compact.reserveCapacity(scalars.count)
    places.reserveCapacity(scalars.count)
    for (index, scalar) in scalars.enumerated() where !scalar.isBlank {
      let isBracketed = isClosing(scalar)
      if isBracketed || isColon(scalar) {
        let before = String(scalars: compact.suffix(InfoLabels.longest))
        let found = InfoLabels.endings.match(before) { label in
          let start = places.count - label.length
          return isBracketed
            ? start > 0 && pairs[scalar] == compact[start - 1]
            : startsField(scalars, places[start], label.length)
        }
        if let found {
          let start = places.count - found.length - (isBracketed ? 1 : 0)
          marks.append((found.field, found.label, places[start], index + 1))
        }
      }
      compact.append(scalar)
      places.append(index)
    }
    return marks
  }

  /// A short label stands at the start or after something that is no word: 资金来源 is not 来源.
  /// A long one may follow the value before it without a blank.
  private static func startsField(
    _ scalars: [Unicode.Scalar], _ index: Int, _ length: Int
  ) -> Bool {
    guard index > 0, length < 4 else { return true }
    let before = scalars[index - 1]
    return !before.isHan || before == "日" || before == "分"
  }

  /// `[来源：某局]`: the bracket was opened before the label.
  private static func isUnopened(_ scalar: Unicode.Scalar, _ scalars: [Unicode.Scalar]) -> Bool {
    guard let open = pairs[scalar] else { return false }
    return !scalars.contains(open)
  }

  /// Separators and brackets around a value.
  private static func strip(_ value: String) -> String {
    var scalars = value.trimmed.scalars
    // 【打印】 and its like follow the last value of a line.
    if let widget = scalars.dropFirst().firstIndex(where: { $0 == "【" || $0 == "〖" }) {
      scalars.removeSubrange(widget...)
    }
    while let last = scalars.last,
      "|【[［（(·•/，,;；".unicodeScalars.contains(last) || last.isBlank || isUnopened(last, scalars)
    {
      scalars.removeLast()
    }
    while let first = scalars.first, "|】]］）)·•".unicodeScalars.contains(first) || first.isBlank {
      scalars.removeFirst()
    }
    return unbracketed(String(scalars: scalars))
  }

  /// `来源：[某某日报]`
  private static func unbracketed(_ value: String) -> String {
    let scalars = value.trimmed.scalars
    guard scalars.count > 3, let first = scalars.first, let last = scalars.last,
      first == "[" || first == "［" || first == "【", pairs[last] == first,
      !scalars.dropFirst().dropLast().contains(first)
    else { return value }
    return String(scalars: Array(scalars.dropFirst().dropLast()))
  }
}
