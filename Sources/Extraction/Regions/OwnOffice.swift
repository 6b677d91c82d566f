// OwnOffice.swift — a text that speaks of its own office (厅党委, 局党组) → the office's name.

/// The office (机关) that a text without a signature speaks for.
///
/// `厅党委` without a name is the text's own office; `全省` and the places it names tell of which
/// division; an office of that division that the text names in full, `省司法厅`, tells which one.
struct OwnOffice: Sendable {
  /// 广东省司法厅.
  var name: String
  /// The words it was known by: `厅党委`.
  var word: String

  private static let kinds = ["厅", "局", "委", "署"]
  /// What follows the short name of one's own office.
  private static let bodies = ["党委", "党组", "机关", "领导班子"]
  /// Characters that stand between names, not in them.
  private static let breaks: Set<Unicode.Scalar> = [
    "的", "和", "与", "及", "在", "为", "对", "由", "向", "将", "等", "是", "把", "各", "级", "两", "省", "市", "县",
    "区",
    "全", "我", "本", "局", "厅", "上",
  ]
  /// 新局面 and 委员 hold no office.
  private static let ends: Set<Unicode.Scalar> = ["面", "势", "限", "部", "员", "托", "派"]
  private static let longestMiddle = 9

  /// nil when the text does not tell, or names several such offices alike.
  static func find(
    in paragraphs: [Paragraph], places: TextPlaces, source: String?
  ) -> OwnOffice? {
    guard let level = places.level, let own = places.own,
      let division = Divisions.all.name(of: own.code)
    else { return nil }
    let lines = paragraphs.map(\.text)
    guard let (kind, word) = ownKind(lines) else { return nil }
    // Who put the text up may be the one who wrote it.
    if let source, source.ends(with: kind),
      PlaceNames.region(ofOffice: source, hints: places.hints + [own.code])?.number == own.code
    {
      return OwnOffice(name: source, word: word)
    }
    let middles = middles(of: lines, level.kind, kind, division)
    guard let most = middles.values.max() else { return nil }
    let best = middles.filter { $0.value == most }
    guard best.count == 1, let middle = best.first?.key else { return nil }
    return OwnOffice(name: division + middle + kind, word: word)
  }

  /// The kind that stands most often without a name before 党委, 党组 or the like.
  private static func ownKind(_ lines: [String]) -> (kind: String, word: String)? {
    let lines = lines.filter { line in bodies.contains { line.holds($0) } }
    var counts: [String: (count: Int, word: String)] = [:]
    for kind in kinds {
      for body in bodies {
        let word = kind + body
        let pattern = word.scalars
        for line in lines where line.holds(word) {
          let line = line.scalars
          for place in places(of: pattern, in: line) where isBare(line, place) {
            counts[kind] = ((counts[kind]?.count ?? 0) + 1, counts[kind]?.word ?? word)
          }
        }
      }
    }
    return counts.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
      .map { ($0.key, $0.value.word) }
  }

  /// No division's word stands right before it within the length of a name: 省司法厅党委 is named,
  /// `召开局党委会` and `和厅党委` are not.
  private static func isBare(_ line: [Unicode.Scalar], _ place: Int) -> Bool {
    var index = place
    while index > 0, line[index - 1].isHan, place - index < longestMiddle {
      index -= 1
      if "省市区县州".unicodeScalars.contains(line[index]) { return false }
      if "的和与及对由经向".unicodeScalars.contains(line[index]) { return true }
    }
    return true
  }

  private static func places(of pattern: [Unicode.Scalar], in line: [Unicode.Scalar]) -> [Int] {
    guard let first = pattern.first, line.count >= pattern.count else { return [] }
    return (0...(line.count - pattern.count)).filter {
      line[$0] == first && line[$0..<($0 + pattern.count)].elementsEqual(pattern)
    }
  }

  /// What stands between the division's word and the office's kind, 司法 of 省司法厅, and how often;
  /// not where another division of the same kind stands before it.
  private static func middles(
    of lines: [String], _ level: Unicode.Scalar, _ kind: String, _ division: String
  ) -> [String: Int] {
    var counts: [String: Int] = [:]
    let name = division.scalars
    for line in lines where line.holds(kind) {
      let line = line.scalars
      for end in line.indices where kind.unicodeScalars.first == line[end] {
        if end + 1 < line.count, ends.contains(line[end + 1]) { continue }
        var start = end
        while start > 0, end - start < longestMiddle, line[start - 1].isHan {
          // 市市场监督管理局
          let isMarket = line[start - 1] == "市" && line[start] == "场"
          if breaks.contains(line[start - 1]), !isMarket { break }
          start -= 1
        }
        guard end - start >= 2, start > 0, line[start - 1] == level else { continue }
        let isOwn = start >= name.count && line[(start - name.count)..<start].elementsEqual(name)
        guard isOwn || !isForeign(line, endingAt: start) else { continue }
        counts[String(scalars: line[start..<end]), default: 0] += 1
      }
    }
    return counts
  }

  /// A division's whole name, 深圳市, ends there.
  private static func isForeign(_ line: [Unicode.Scalar], endingAt end: Int) -> Bool {
    for length in 3...6 where length <= end {
      let text = Array(String(scalars: line[(end - length)..<end]).utf8)
      if let mention = Divisions.all.mention(in: text, at: 0), mention.isWhole,
        mention.range.upperBound == text.count
      {
        return true
      }
    }
    return false
  }
}
