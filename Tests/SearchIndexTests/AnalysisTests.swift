// AnalysisTests.swift — folding, marks and tokens, with the way back to the source.
import Testing

@testable import SearchIndex

@Suite struct AnalysisTests {
  /// The folded text as a string.
  private static func folded(_ text: String) -> String {
    String(scalarValues: Analyzer().fold(text).scalars)
  }

  private static func terms(_ text: String, _ profile: Analyzer.Profile = .standard) -> [String] {
    Analyzer(profile).describe(text).map(\.term)
  }

  @Test(arguments: [
    ("ＡＢＣ１２３", "abc123"), ("Iso9001", "iso9001"), ("普法規劃", "普法规划"), ("國務院", "国务院"),
    ("，（）：；！？", ",():;!?"), ("二○二三", "二〇二三"), ("〔2023〕１号", "[2023]1号"), ("—–－", "---"),
    ("ÀÉ", "àé"), ("ΑΒΓ", "αβγ"), ("Привет", "привет"), ("𐐀", "𐐨"),
    // A letter that would become two stays as it is.
    ("İ", "İ"),
  ])
  func widthCaseAndTraditionalFormsAreFolded(text: String, folded: String) {
    #expect(Self.folded(text) == folded)
  }

  @Test(arguments: [
    ("“八五”普法", "八五普法"), ("《中华人民共和国宪法》", "中华人民共和国宪法"), ("「甲」『乙』", "甲乙"),
    ("八\"五\"普＂法＂", "八五普法"), ("甲\u{200b}乙\u{feff}丙\u{ad}丁", "甲乙丙丁"),
    ("\u{202a}甲\u{202c}乙\u{2067}丙", "甲乙丙"), ("a\u{200b}b", "ab"),
    // Between words a quotation mark separates.
    ("“AI”“5G”", "ai 5g"), ("it’s", "it s"), ("“a” b", "a b"), ("a“ ”b", "a b"),
  ])
  func quotationMarksAndWhatHasNoWidthArePassedOver(text: String, folded: String) {
    #expect(Self.folded(text) == folded)
  }

  @Test(arguments: [
    ("普 法", "普法"), ("普\n法", "普法"), ("普\r\n法", "普法"), ("普　法", "普法"), ("普\u{a0}法", "普法"),
    ("普  法", "普 法"), ("普\n\n法", "普 法"), ("2023 年", "2023年"), ("年 2023", "年2023"),
    ("open data", "open data"), ("open   data", "open data"), ("， 法", ",法"), ("法 ，", "法,"),
    (" 法 ", "法"), ("\t\n", ""), ("“ 法", "法"), ("普 “法", "普法"), ("普 “ 法", "普 法"),
    ("普\r\r\n法", "普 法"),
  ])
  func aSingleSpaceBesideHanIsDirt(text: String, folded: String) {
    #expect(Self.folded(text) == folded)
  }

  @Test(
    arguments: [
      ("法", ["法$"]), ("法律", ["法律", "律$"]), ("法律明白人", ["法律", "律明", "明白", "白人", "人$"]),
      ("法，律", ["法$", "律$"]), ("法。律师", ["法$", "律师", "师$"]), ("2023年", ["2023", "年$"]),
      ("ISO 9001", ["iso", "9001"]), ("粤A12345号", ["粤$", "a12345", "号$"]), ("……", []), ("", []),
      ("“1+6+3”", ["1", "6", "3"]), ("𠮷", ["𠮷$"]), ("𠮷野家", ["𠮷野", "野家", "家$"]),
      ("人𠮷", ["人𠮷", "𠮷$"]), ("二〇二三", ["二〇", "〇二", "二三", "三$"]), ("人々", ["人々", "々$"]),
      ("カタ", ["カタ", "タ$"]), ("한국", ["한국", "국$"]), ("①②", []), ("㎡", []),
    ] as [(String, [String])])
  func tokensOfAText(text: String, terms: [String]) {
    // A term beyond the 16-bit plane is shown without the sign of the end.
    #expect(Self.terms(text) == terms.map { $0 == "𠮷$" ? "𠮷" : $0 })
  }

  @Test func offsetsLeadBackToTheSource() throws {
    let text = "ａ“規\u{200b}劃”B 2023 年"
    let described = Analyzer().describe(text)
    #expect(described.map(\.term) == ["a", "规划", "划$", "b", "2023", "年$"])
    let bytes = Array(text.utf8)
    let pieces = described.map { String(decoding: bytes[$0.byteRange], as: UTF8.self) }
    #expect(pieces == ["ａ", "規\u{200b}劃", "劃", "B", "2023", "年"])
  }

  @Test func foldingTwiceIsFoldingOnce() {
    for value in 0...UInt32(0x2ffff) {
      let once = Folding.fold(value, Folding.table)
      if once == Folding.transparent || once == Folding.invisible { continue }
      if Folding.fold(once, Folding.table) != once { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test func wordsAreCutAtTheirLongestAndStillFoundWhole() throws {
    let long = String(repeating: "ab", count: 40)
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", [long, long + "c", "x" + long])]])
    var options = SearchOptions()
    options.isStrict = true
    #expect(try reader.search(.text(Pattern(long)), options).hits.map(\.paragraph) == [0])
    #expect(try reader.search(.text(Pattern(long + "C")), options).hits.map(\.paragraph) == [1])
    #expect(
      try reader.search(.text(Pattern(String(long.prefix(64)))), options).hits.isEmpty)
  }

  /// Bytes of any kind: the same scalars as the standard library's repair, and ranges
  /// that cover the bytes one after the other.
  @Test(arguments: 0..<20)
  func illFormedBytesAreReplacedAsTheStandardLibraryDoes(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    let leads: [UInt8] = [
      0x41, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xe4, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff,
    ]
    for _ in 0..<300 {
      let bytes = (0..<numbers.below(12)).map { _ in
        numbers.once(in: 2) ? leads[numbers.below(leads.count)] : UInt8(0x70 + numbers.below(0x60))
      }
      var offset = 0
      var scalars: [UInt32] = []
      while offset < bytes.count {
        let (scalar, length) = UTF8Decoder.decode(bytes.span, at: offset)
        scalars.append(scalar)
        offset += length
      }
      #expect(offset == bytes.count)
      #expect(scalars == String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value))
    }
  }

  // MARK: The plain profile

  /// The rule that other bigram indexes are compared by: a run of Han gives its pairs, or
  /// itself when it is one; a run of ASCII letters and digits gives itself in lower case.
  private static func plainRule(_ text: String) -> [String] {
    var runs: [(isHan: Bool, scalars: [Unicode.Scalar])] = []
    var isOpen = false
    for scalar in text.unicodeScalars {
      let isHan: Bool
      switch scalar.value {
      case 0x3005, 0x3007, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff:
        isHan = true
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: isHan = false
      default:
        isOpen = false
        continue
      }
      if isOpen, let last = runs.last, last.isHan == isHan {
        runs[runs.count - 1].scalars.append(scalar)
      } else {
        runs.append((isHan, [scalar]))
      }
      isOpen = true
    }
    return runs.flatMap { run in
      let characters = run.scalars.map { String($0) }
      if !run.isHan { return [characters.joined().lowercased()] }
      if characters.count == 1 { return characters }
      return zip(characters, characters.dropFirst()).map { $0 + $1 }
    }
  }

  private static func plainTokens(_ text: String) -> [String] {
    var buffer = AnalysisBuffer()
    Analyzer(.plain).analyze(text.utf8.span, into: &buffer)
    return buffer.tokens.filter(\.isCounted).map { token in
      String(scalarValues: buffer.folded.scalars[Int(token.start)..<Int(token.end)])
    }
  }

  @Test(arguments: [
    "“八五”普法规划（2021—2025年）", "國務院 關於AI的ＡＩ通知", "一", "a", "粤A12345号，法", "二〇二三年 々", "é法ｂ",
    "𠮷野家\u{200b}法", "カタ한국", "",
  ])
  func thePlainProfileGivesTheTokensOfCommonBigramIndexes(text: String) {
    #expect(Self.plainTokens(text) == Self.plainRule(text))
  }

  @Test(arguments: 0..<10)
  func thePlainProfileOnRandomTexts(seed: Int) {
    var numbers = SeededGenerator(UInt64(seed))
    for _ in 0..<100 {
      let text = Alphabet.text(numbers.below(30), rarely: 2, &numbers)
      #expect(Self.plainTokens(text) == Self.plainRule(text))
    }
  }

  @Test func wordsHaveOneNumberEachHoweverManyThereAre() {
    let words = (0..<5000).flatMap { ["w\($0)", "ｗ\($0)x", "é\($0)", "verylongword\($0)"] }
    let text = Analyzer().fold((words + words.reversed() + words).joined(separator: " "))
    var table = TermTable()
    for _ in 0..<2 {
      var numbers: [UInt32] = []
      #expect(table.appendNumbers(of: text, to: &numbers) == 3 * words.count)
      let first = Array(0..<UInt32(words.count))
      let isSame = numbers == first + first.reversed() + first
      #expect(isSame)
      table.removeAll()
    }
  }
}
