// ChineseDate+Page.swift — which dates near a title can be the day a page was put up.

extension ChineseDate {
  /// The first date of a line beside the title that may be when the page was put up: not one that
  /// says until when, since when or of what else.
  static func ofPage(in line: String) -> ChineseDate? {
    guard mayStand(in: line.utf8.span), !line.holds("今天是"), !line.holds("今日是") else { return nil }
    let scalars = line.scalars
    var start = 0
    while let found = first(in: scalars, from: start) {
      if !namesOtherDay(scalars[..<found.range.lowerBound]),
        !goesOn(scalars[found.range.upperBound...])
      {
        return found.date
      }
      start = found.range.upperBound
    }
    return nil
  }

  /// `截止日期：`, `截止日期 `, `自`: what stands right before a date. Without a mark it may be the
  /// name of an office: `不动产登记中心 2023-05-06`.
  private static func namesOtherDay(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    let near = before.reversed().drop { $0.isBlank || $0 == PageLines.seam }
    let rest = near.drop { $0.isBlank || $0 == PageLines.seam || isMark($0) }
    let isLabel = near.first.map(isMark) ?? false
    let label = String(scalars: rest.prefix { $0.isHan || $0.isBlank }.prefix(12).reversed())
    guard let last = rest.first else { return false }
    if OtherDays.prepositions.contains(last) {
      // 发布于, 更新于
      return !OtherDays.posting.contains { label.trimmed.ends(with: $0) }
    }
    if isLabel { return OtherDays.words.contains { label.holds($0) } }
    let own = OtherDays.ends.first { label.ends(with: $0) }.map { label.dropLast($0.count) }
    return OtherDays.words.contains { String(own ?? label[...]).trimmed.ends(with: $0) }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    "：:﹕]】］（([【［".unicodeScalars.contains(scalar)
  }

  /// `…起施行`, `…至…`, `…第一次会议通过`: what stands right behind a date.
  private static func goesOn(_ after: ArraySlice<Unicode.Scalar>) -> Bool {
    let rest = after.drop { $0.isBlank }
    guard let first = rest.first else { return false }
    return OtherDays.goings.contains(first)
      || OtherDays.decisions.contains { String(scalars: rest).holds($0) }
  }

  /// `08` and `2026-04`, `04/08` and `2026`: a date that a template sets in two elements.
  static func inPieces(_ seamed: String) -> ChineseDate? {
    guard seamed.utf8.count <= longestPieces else { return nil }
    let pieces = seamed.unicodeScalars.split { $0 == PageLines.seam || $0.isBlank }
    guard pieces.count == 2,
      pieces.allSatisfy({
        $0.allSatisfy { $0.isASCIIDigit || "-/.年月日".unicodeScalars.contains($0) }
      })
    else { return nil }
    let numbers = pieces.map { piece in
      piece.split { !$0.isASCIIDigit }.map { String($0) }
    }
    for (year, day) in [(numbers[0], numbers[1]), (numbers[1], numbers[0])] {
      let all = year + day
      // `2024` and `1-2` is an issue.
      guard all.count == 3, all[0].utf8.count == 4, !day.contains(where: { $0.utf8.count > 2 }),
        day.count == 1 || day.allSatisfy({ $0.utf8.count == 2 })
      else { continue }
      return whole(all.joined(separator: "-"))
    }
    return nil
  }

  /// In bytes.
  private static let longestPieces = 24

  /// How many days this date comes after another one; negative where it comes before it.
  func days(since other: ChineseDate) -> Int {
    day + CivilDay.count(before: month, of: year) - other.day
      - CivilDay.count(before: other.month, of: other.year)
  }

  /// `今天是2024年5月6日 星期一`: what the head of a page shows of the day it is read on.
  static func isOfToday(_ text: String) -> Bool {
    text.holds("星期") || text.holds("今天是") || text.holds("今日是")
  }

  /// `2024年5月6日　星期一`: the date alone.
  static func withoutWeekday(_ text: String) -> String {
    guard text.utf8.count <= 60, text.holds("星期") else { return text }
    let scalars = text.scalars
    guard let place = scalars.firstIndex(of: "星"), scalars.count - place == 3 else { return text }
    return String(scalars: scalars[..<place])
  }
}

/// Words that show what a date says.
private enum OtherDays {
  /// In the label of a date: another day than that of the page.
  static let words = [
    "截止", "截至", "有效", "时效", "失效", "施行", "实施", "生效", "废止", "报名", "活动", "会议", "公示", "打印", "访问", "签署",
    "开始", "结束",
    "成文", "生成", "归档",
    "印发", "登记", "形成", "拟文", "开标", "到期", "考试", "面试", "投标", "办结", "受理",
  ]
  static let ends = ["日期", "时间", "期"]
  static let prepositions = Set("自从于至到在".unicodeScalars)
  static let posting = ["发布于", "发表于", "更新于", "编辑于", "刊登于", "刊于", "提交于", "修改于"]
  static let goings = Set("起至止前".unicodeScalars)
  static let decisions = ["通过", "修订", "修正", "批准"]
}
