// SnippetTests.swift — which part of a long paragraph is shown.
import Archive
import Testing

@Suite("Snippet")
struct SnippetTests {
  private func snippet(_ text: String, _ words: [String], length: Int = 40) -> String {
    let scalars = Array(text.unicodeScalars)
    let wanted = words.map { Array($0.unicodeScalars) }
    let hits = scalars.indices.compactMap { start in
      wanted.first { scalars[start...].starts(with: $0) }.map { start..<start + $0.count }
    }
    let range = Snippet.range(of: scalars, hits: hits, length: length)
    return String(String.UnicodeScalarView(scalars[range]))
  }

  private static let filler = String(repeating: "各地各部门要认真抓好落实，", count: 12)

  @Test func aShortTextIsShownWhole() {
    #expect(snippet("深入开展法治体检，提质增效。", ["法治体检"]) == "深入开展法治体检，提质增效。")
  }

  @Test func beginsAndEndsAtClauses() {
    let text = Self.filler + "总的要求如下。深入开展法治体检，推动社区矫正提质增效；" + Self.filler
    #expect(
      snippet(text, ["法治体检"]) == "深入开展法治体检，推动社区矫正提质增效；各地各部门要认真抓好落实，", "\(text)")
    #expect(snippet(text, []).hasPrefix("各地各部门要认真抓好落实，各地"))
    #expect(snippet(text, []).hasSuffix("，"))
  }

  @Test func clausesAreWholeWhereHitsStandClose() {
    let clauses = [
      "不断提高社区矫正工作水平，", "开展社区矫正案件评查，", "健全社区矫正制度，", "落实社区矫正事项，",
      "提升社区矫正实效，", "完善社区矫正体系，", "加强社区矫正监督。",
    ]
    #expect(
      snippet(Self.filler + clauses.joined() + Self.filler, ["社区矫正"])
        == clauses[1...4].joined())
  }

  /// A clause may be longer than its room, but not much.
  @Test func goesOnToTheEndOfAClause() {
    let (before, behind) = (String(repeating: "前", count: 30), String(repeating: "后", count: 30))
    let text = Self.filler + before + "法治体检" + behind + "。”" + Self.filler
    #expect(snippet(text, ["法治体检"]) == before + "法治体检" + behind + "。”")
    let long = String(repeating: "字", count: 100)
    #expect(snippet(long + "法治体检" + long, ["法治体检"]).count == 40)
  }

  @Test(arguments: ["21964", "3,260", "18.25", "1,234,567.89"])
  func noNumberIsCut(number: String) {
    let rest = String(repeating: "字", count: 200)
    for gap in 0..<36 {
      let filler = String(repeating: "文", count: gap)
      for text in [
        rest + "体检" + filler + number + rest, rest + number + filler + "体检" + rest,
      ] {
        let shown = snippet(text, ["体检"])
        let figure = shown.filter(\.isASCII)
        #expect(figure.isEmpty || figure == number, "\(shown)")
      }
    }
    // A text of digits is no number.
    let code = String(repeating: "1", count: 500)
    #expect(snippet("体检" + code, ["体检"]).count == 40)
  }

  @Test func differentWordsCountForMoreThanManyOfOne() {
    let text =
      "矫正，矫正，矫正，矫正，矫正。" + Self.filler + "矫正和体检一起抓。" + Self.filler
    #expect(snippet(text, ["矫正", "体检"]).contains("矫正和体检一起抓。"))
    #expect(snippet(text, ["矫正"]).contains("矫正，矫正，矫正，矫正，矫正。"))
  }

  @Test(arguments: 0..<200)
  func holdsAHitAndIsNoLongerThanAsked(seed: Int) {
    var numbers = LinearNumbers(state: UInt64(seed))
    let marks = Array("。，；：”、！".unicodeScalars)
    let scalars = (0..<numbers.below(3000)).map { _ in
      numbers.below(9) == 0
        ? marks[numbers.below(marks.count)] : Unicode.Scalar(0x4e00 + numbers.below(9))!
    }
    var hits: [Range<Int>] = []
    var place = numbers.below(40)
    while place < scalars.count {
      let end = min(scalars.count, place + 1 + numbers.below(numbers.below(20) == 0 ? 300 : 6))
      hits.append(place..<end)
      place = end + 1 + numbers.below(200)
    }
    let range = Snippet.range(of: scalars, hits: hits)
    #expect(range.lowerBound >= 0 && range.upperBound <= scalars.count)
    if scalars.count <= Snippet.length {
      #expect(range == 0..<scalars.count)
    } else {
      #expect(range.count <= Snippet.length + Snippet.overrun && !range.isEmpty)
    }
    if let first = hits.first {
      let isWhole = hits.contains {
        range.contains($0.lowerBound) && $0.upperBound <= range.upperBound
      }
      let isTooLong = hits.contains { $0.count > Snippet.length && range.contains($0.lowerBound) }
      #expect(isWhole || isTooLong, "\(range) \(first)")
    }
  }

  @Test func manyHitsOfALongTextTakeNoTime() {
    let scalars = Array(repeating: Unicode.Scalar(0x4e00)!, count: 1_000_000)
    let hits = stride(from: 0, to: 999_999, by: 2).map { $0..<$0 + 1 }
    let start = ContinuousClock.now
    #expect(Snippet.range(of: scalars, hits: hits).count <= Snippet.length)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}

/// Numbers that are the same in every run.
private struct LinearNumbers {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound == 0 ? 0 : Int(state >> 33) % bound
  }
}
