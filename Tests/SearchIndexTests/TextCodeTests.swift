// TextCodeTests.swift — stored texts come back, and are searched as they stand.
import Testing

@testable import SearchIndex

@Suite struct TextCodeTests {
  /// Characters of one byte, of two, and others, the last ones among them.
  private static let scalars: [Unicode.Scalar] = [
    "的", "、", "法", "龜", "齉", "A", "~", "\n", "\u{0}", "\u{7f}", "é", "\u{7ff}", "\u{800}", "𠮷",
    "\u{ffff}", "\u{10ffff}", "ﾂ", "한",
  ]

  private static func text(_ count: Int, _ numbers: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<count { text.append(scalars[numbers.below(scalars.count)]) }
    return String(text)
  }

  @Test func everyCharacterOfTheTableStandsForItselfOnce() {
    #expect(TextCode.scalars.count == TextCode.characterCount)
    #expect(Set(TextCode.scalars).count == TextCode.characterCount)
    for (place, scalar) in TextCode.scalars.enumerated() {
      let text = String(Character(Unicode.Scalar(scalar)!))
      let code = TextEncoder.code(of: text)
      #expect(code.count == (place < TextCode.singles ? 1 : 2))
      var decoded: [UInt8] = []
      #expect(TextCode.decode(code.span, into: &decoded))
      #expect(decoded == Array(text.utf8))
    }
  }

  @Test(arguments: 0..<50)
  func textsComeBackWholeAndInPart(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    let text = Self.text(numbers.below(60), &numbers)
    let code = TextEncoder.code(of: text)
    for limit in [0, 1, 5, 59, Int.max] {
      var decoded: [UInt8] = []
      #expect(TextCode.decode(code.span, limit: limit, into: &decoded))
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: text.unicodeScalars.prefix(limit))
      #expect(decoded == Array(String(prefix).utf8))
      let isShort = text.unicodeScalars.count <= limit
      #expect((TextCode.length(of: limit, in: code.span) == code.count) == isShort)
    }
  }

  @Test func whatIsNoCodeIsNotDecoded() {
    for bytes in [
      [221], [0, 252], [253, 1], [253, 1, 254, 2, 254, 3], [254, 1, 254, 1, 255, 0],
    ]
      as [[UInt8]]
    {
      var decoded: [UInt8] = []
      #expect(!TextCode.decode(bytes.span, into: &decoded))
    }
    // A surrogate is no scalar.
    var decoded: [UInt8] = []
    #expect(!TextCode.decode(([253, 0, 254, 0xd8, 255, 0] as [UInt8]).span, into: &decoded))
  }

  /// Groups of any length, the last one short; texts longer than two bytes can say.
  @Test(arguments: [0, 1, 7, 8, 9, 40])
  func everyParagraphIsFoundInItsGroup(count: Int) throws {
    var numbers = SeededGenerator(UInt64(count))
    let texts = (0..<count).map { index in
      index % 11 == 3 ? String(repeating: "法律𠮷", count: 9_000) : Self.text(index % 5 * 9, &numbers)
    }
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("k", "", texts)]])
    let segment = try #require(reader.segments.first).reader
    for (index, text) in texts.enumerated() {
      #expect(try segment.text(of: index) == text)
    }
  }

  /// The same characters, and the same bytes at other places of other characters.
  @Test(arguments: 0..<40)
  func codeIsFoundWhereCharactersBegin(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(900 + seed))
    let han: [Unicode.Scalar] = ["的", "法", "龜", "齉", "律", "人"]
    func text(_ count: Int) -> String {
      var text = String.UnicodeScalarView()
      for _ in 0..<count { text.append(han[numbers.below(han.count)]) }
      return String(text)
    }
    let texts = (0..<20).map { _ in text(numbers.below(80)) }
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("k", "", texts)]])
    let segment = try #require(reader.segments.first).reader
    for _ in 0..<20 {
      let wanted = text(2 + numbers.below(3))
      let pattern = CompiledPattern(Pattern(wanted), analyzer: Analyzer(), isLiteral: true)
      let code = try #require(pattern.code)
      for (index, text) in texts.enumerated() {
        let place = try segment.texts.place(of: index)
        let found = segment.texts.count(code, at: place)
        #expect(Int(found) == text.literalOccurrences(of: wanted))
      }
    }
  }

  /// Of 毛 both bytes could begin a pair, of 送 the first; in a row of 世, 吨 stands from every
  /// second byte on.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [("送", "送送送", 33_333), ("毛", "毛毛毛", 33_333), ("世", "吨吨", 0)])
  func aLongRowOfOneCharacterIsReadOnce(character: String, wanted: String, count: Int) throws {
    let folder = TemporaryFolder()
    let text = String(repeating: character, count: 100_000)
    let reader = try folder.index([[document("k", "", [text])]])
    let texts = try #require(reader.segments.first).reader.texts
    let code = try #require(CodedText(TextEncoder.code(of: wanted)))
    let found = texts.count(code, at: try texts.place(of: 0))
    #expect(Int(found) == count)
    var options = SearchOptions()
    (options.isStrict, options.countsOccurrences) = (true, true)
    let results = try reader.search(.text(Pattern(wanted)), options)
    #expect(results.paragraphs == (count > 0 ? 1 : 0))
    #expect((results.occurrences ?? 0) == count)
  }
}
