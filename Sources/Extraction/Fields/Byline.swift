// Byline.swift — reads the line under a title: date, source, often without labels.

enum Byline {
  /// What a name of a source ends in when no label says so.
  private static let nameEnds = [
    "报", "网", "社", "局", "台", "刊", "APP", "App", "客户端", "新闻", "时报", "日报", "周刊", "杂志", "在线",
    "频道", "厅", "委", "政府", "办公室", "中心", "部", "院", "网站", "传媒", "财经", "娱乐", "体育", "科技", "综合",
    "[整理]", "整理", "消息", "见闻", "公众号", "学会", "协会", "银行", "卫视", "电视", "融媒", "观察", "信报", "晚报",
    "晨报", "商报", "早报", "都市报", "周报", "通讯", "视点", "要闻", "资讯", "热线", "之声", "新媒体", "发布", "门户",
  ]

  /// The like for units of an office, and what a site calls itself.
  private static let unitEnds = ["科", "股", "队"]
  private static let unitNames = ["本站", "本网", "本报", "本刊"]

  /// Places where something takes place: `2024年5月6日　某某市会议中心`.
  private static let venueEnds = ["会议中心", "会展中心", "展览中心", "国际中心", "商务中心", "演艺中心"]

  /// Stand before a name without being the label of a field.
  private static let postingLabels = ["发布：", "发布:"]

  /// `2019-09-26 10:56:28 证券时报网`, `第一财经APP2017-04-19 08:48:00`: what is left of a dated
  /// line when it is a name.
  static func unlabelledSource(_ line: String) -> String? {
    let scalars = line.collapsed.scalars
    guard scalars.count <= 80 else { return nil }
    guard let found = ChineseDate.first(in: scalars) else { return nameAlone(scalars) }
    var after = found.range.upperBound
    while after < scalars.count,
      scalars[after].isBlank || scalars[after].isASCIIDigit
        || ":：|()（）时分秒〕—–".unicodeScalars.contains(scalars[after])
    {
      after += 1
    }
    if let name = namedAfterLabel(scalars) { return name }
    let before = String(scalars: scalars[..<found.range.lowerBound])
    for part in [String(scalars: scalars[after...]), before] {
      if let name = firstName(part) { return name }
    }
    // 原创 某某 某某发布 2024年5月6日
    return before.split(separator: " ").last.flatMap { firstName(String($0)) }
  }

  /// `<li>2024-05-06</li><li>某某局</li>`: the office or the paper on the line next to that of the
  /// date alone.
  static func neighbour(in lines: [String], not title: String) -> String? {
    let lines = lines.map(\.collapsed)
    let own = title.compact
    func isName(_ line: String) -> Bool {
      (4...24).contains(line.unicodeScalars.count) && line.compact != own
        && FurnitureMatcher.shared.kind(of: line) == nil
        && (LineShape(line).isOfficeLine
          || FurnitureRules.paperEnds.contains { line.ends(with: $0) })
    }
    for (line, next) in zip(lines, lines.dropFirst()) {
      if FurnitureCutter.isStamp(line), isName(next) { return next }
      if FurnitureCutter.isStamp(next), isName(line) { return line }
    }
    return nil
  }

  /// `微信公众号“某某发布”`: a source, though pages ask to follow such accounts, too.
  static func isAccount(_ value: String) -> Bool {
    ["微信公众号", "官方微信", "微信号"].contains { value.hasPrefix($0) && value != $0 }
      && !["关注", "扫", "识别", "二维码"].contains(where: value.holds)
  }

  /// `|来源 某某网|`, `来源｜某某网`, `来源/某某网`: the label stands alone, without a colon; behind
  /// rarer labels, `信息来源 某某局`, stands what is a name by itself.
  private static func namedAfterLabel(_ scalars: [Unicode.Scalar]) -> String? {
    let words = words(of: scalars)
    if let label = words.firstIndex(where: plainLabels.contains), label + 1 < words.count {
      let name = words[label + 1]
      let isShort = (2...24).contains(name.unicodeScalars.count)
      return isShort && FurnitureMatcher.shared.kind(of: name) == nil && !name.holds("：")
        && !name.holds(":") ? name : nil
    }
    for (label, name) in zip(words, words.dropFirst()) where saysSource(label) {
      if (2...24).contains(name.unicodeScalars.count), isName(name) { return name }
    }
    return nil
  }

  /// `信息来源 某某局`, `来源｜某某局`: a line that is a label and a name, and has no date.
  private static func nameAlone(_ scalars: [Unicode.Scalar]) -> String? {
    guard let first = scalars.first(where: { !$0.isBlank }),
      InfoLabels.openings.contains(first)
    else { return nil }
    let words = words(of: scalars)
    guard words.count >= 2, saysSource(words[0]), words[1].unicodeScalars.count <= 24,
      isName(words[1])
    else { return nil }
    return words[1]
  }

  /// What blanks, bars and brackets part, and the slash behind a label.
  private static func words(of scalars: [Unicode.Scalar]) -> [String] {
    let words = scalars.split { $0.isBlank || "|｜丨【】〔〕".unicodeScalars.contains($0) }
      .map { String(scalars: $0) }
    return words.flatMap { word -> [String] in
      guard let label = plainLabels.first(where: { word.hasPrefix($0 + "/") }) else {
        return [word]
      }
      return [label, String(word.dropFirst(label.count + 1))]
    }
  }

  private static let plainLabels = ["来源", "來源", "稿源"]

  private static func saysSource(_ word: String) -> Bool {
    switch InfoLabels.field(of: word) {
    case .source: true
    case .issuer: word.hasPrefix("发布") || word.hasPrefix("公开")
    default: false
    }
  }

  private static func firstName(_ text: String) -> String? {
    var text = text.trimmed
    if let label = postingLabels.first(where: text.hasPrefix) {
      text = String(text.dropFirst(label.count))
    }
    let words = text.unicodeScalars.split { " |｜丨·•/\u{3000}】〕—".unicodeScalars.contains($0) }
    let first = words.first { String($0) != "由" }
    guard let word = first.map({ withoutBy(String($0).trimmed) }), !word.isEmpty else { return nil }
    let count = word.unicodeScalars.count
    guard (2...24).contains(count), isName(word) else { return nil }
    return word
  }

  /// `由某某局发布`
  private static func withoutBy(_ word: String) -> String {
    guard word.hasPrefix("由") else { return word }
    let name = String(word.dropFirst())
    return name.ends(with: "局发布") ? String(name.dropLast(2)) : name
  }

  /// `《某某周刊》`
  private static func isPaper(_ word: String) -> Bool {
    word.hasPrefix("《") && word.ends(with: "》") && word.unicodeScalars.count <= 12
  }

  static func isName(_ word: String) -> Bool {
    FurnitureMatcher.shared.kind(of: word) == nil && word != "首次发布"
      && !venueEnds.contains { word.ends(with: $0) }
      && !word.unicodeScalars.contains { "：:>，。".unicodeScalars.contains($0) }
      && (nameEnds.contains { word.ends(with: $0) && word != $0 } || isPaper(word)
        || LineShape(word).isOfficeLine || unitNames.contains(word)
        || word.unicodeScalars.count >= 3 && unitEnds.contains { word.ends(with: $0) })
  }
}
