// Authors.swift — lines that name who wrote or reported a text → the names.

/// Names of reporters (记者), correspondents (通讯员) and authors (作者).
enum Authors {
  private static let roleWords = ["记者", "通讯员", "特约撰稿", "撰稿", "撰文", "作者"]
  private static let roles = roleWords.map(\.scalars)
  /// The longest line that only names authors, in scalars.
  private static let longestLine = 60

  /// `四川某报全媒体记者 张三 通讯员 李四`, `（记者 张三）`, `某某讯（记者 张三）今天，…`: the names
  /// behind each word for a role; none in a sentence about reporters.
  static func named(in line: String) -> [String] {
    guard namesRole(line) else { return [] }
    let scalars = line.scalars
    var names: [String] = []
    var index = 0
    while index < scalars.count {
      guard let role = roles.first(where: { scalars[index...].starts(with: $0) }) else {
        index += 1
        continue
      }
      index += role.count
      let found = self.names(scalars, &index)
      for name in found where !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static func namesRole(_ text: String) -> Bool { roleWords.contains { text.holds($0) } }

  /// Only in a line of its own, or in brackets at an end of a paragraph.
  static func named(inParagraph text: String) -> [String] {
    guard namesRole(text) else { return [] }
    let scalars = text.scalars
    if scalars.count <= longestLine {
      let shape = LineShape(text)
      if !shape.holdsSentenceEnd { return named(in: text) }
    }
    for (open, close) in [("(", ")"), ("（", "）")] as [(Unicode.Scalar, Unicode.Scalar)] {
      if let start = scalars.prefix(16).firstIndex(of: open),
        let end = scalars[start...].prefix(longestLine).firstIndex(of: close)
      {
        let names = named(in: String(scalars: scalars[(start + 1)..<end]))
        if !names.isEmpty { return names }
      }
      if scalars.last == close, let start = scalars.suffix(longestLine).lastIndex(of: open) {
        let names = named(in: String(scalars: scalars[(start + 1)...].dropLast()))
        if !names.isEmpty { return names }
      }
    }
    return []
  }

  /// The names from `index` on, divided by blanks or 、.
  private static func names(_ scalars: [Unicode.Scalar], _ index: inout Int) -> [String] {
    guard index < scalars.count, isDivider(scalars[index]) else {
      // `本报记者张三`, and nothing more.
      let rest = String(scalars: scalars[index...].filter { !")）】]".unicodeScalars.contains($0) })
      index = scalars.count
      return (2...3).contains(rest.unicodeScalars.count) && isPerson(rest) ? [rest] : []
    }
    var names: [String] = []
    while index < scalars.count {
      while index < scalars.count, isDivider(scalars[index]) { index += 1 }
      let word = scalars[index...].prefix { !isDivider($0) && !isEnd($0) }
      let name = String(scalars: word)
      // `作者：张三 点击：12`
      let next = scalars[word.endIndex...].first { !$0.isBlank }
      guard next != "：", next != ":", isPerson(name),
        !roles.contains(where: { word.starts(with: $0) })
      else { break }
      names.append(name)
      index = word.endIndex
      if index < scalars.count, isEnd(scalars[index]) { break }
    }
    return names
  }

  private static func isDivider(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || "、:：/,，".unicodeScalars.contains(scalar)
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    ")）】]|。;；".unicodeScalars.contains(scalar)
  }

  /// Two to four characters, or a name with a dot, that call no office and no furniture.
  static func isPerson(_ name: String) -> Bool {
    let scalars = name.scalars
    let isDotted = scalars.contains("·") && (4...14).contains(scalars.count)
    guard (2...4).contains(scalars.count) || isDotted,
      scalars.allSatisfy({ $0.isHan || $0 == "·" })
    else { return false }
    return !Byline.isName(name) && !LineShape(name).isOfficeLine
      && FurnitureMatcher.shared.kind(of: name) == nil && !noPersons.contains(name)
      && !["报道", "摄", "摄影", "摄像", "供图", "讯", "电", "报"].contains { name.ends(with: $0) }
  }

  private static let noPersons: Set<String> = [
    "佚名", "匿名", "未知", "管理员", "本站", "不详", "综合", "原创", "转载", "来源", "编辑", "责编", "摄影", "时间", "日期",
    "发布", "字号", "浏览", "阅读", "打印", "分享", "文", "图", "供稿", "供图", "报道", "获悉", "了解", "采访", "从", "审核",
    "校对",
    "网络", "互联网", "系统管理员", "超级管理员",
  ]
}
