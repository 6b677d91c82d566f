import SearchIndex
// PatternTests.swift — regular expressions: what they match, what they refuse, what they cost.
import Testing

/// What `pattern` matches in `text`, in brackets.
private func marked(_ pattern: String, _ text: String, isFolded: Bool = false) throws -> String {
  var matcher = ScanMatcher(try ScanPattern(pattern, isFolded: isFolded))
  let scalars = Array(text.unicodeScalars)
  var (marked, end) = ("", 0)
  func part(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
  for range in try matcher.ranges(in: text) {
    marked += part(end..<range.lowerBound) + "<" + part(range) + ">"
    end = range.upperBound
  }
  return marked + part(end..<scalars.count)
}

@Suite("Patterns")
struct PatternTests {
  @Test(arguments: [
    ("同比增长[0-9.]+%", "收入同比增长20.2%，同比增长5%", "收入<同比增长20.2%>，<同比增长5%>"),
    ("法治(体检|惠农)", "法治体检、法治惠农、法治", "<法治体检>、<法治惠农>、法治"),
    ("“.+?”", "“一”和“二”", "<“一”>和<“二”>"), ("“.+”", "“一”和“二”", "<“一”和“二”>"),
    ("^第.{1,3}条", "第三条 第四条", "<第三条> 第四条"), ("。$", "完。完。", "完。完<。>"),
    (#"\b48\b"#, "共48件，480件，48", "共<48>件，480件，<48>"), (#"\B8"#, "48 8", "4<8> 8"),
    (#"\d+"#, "１２和34", "<１２>和<34>"), (#"\p{Han}{3}"#, "三个字abc两字", "<三个字>abc两字"),
    (#"[^，。]+"#, "甲乙，丙。", "<甲乙>，<丙>。"), (#"[]a]+"#, "]a[", "<]a>["),
    (#"\x{4e00}|\u4e8c"#, "一二三", "<一><二>三"), ("a|ab", "ab", "<a>b"), ("ab|a", "ab", "<ab>"),
    ("x*", "axxb", "a<xx>b"), ("(?:甲|乙){2}", "甲乙甲", "<甲乙>甲"), ("a{,2}", "aaa", "<aa><a>"),
    ("{}", "{}", "<{}>"), (#"\(一\)\."#, "(一).", "<(一).>"), ("[[:digit:]-]+", "a1-2", "a<1-2>"),
    ("😀.", "a😀b", "a<😀b>"), ("(a+)+$", "aaab aa", "aaab <aa>"),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: String) throws {
    #expect(try marked(pattern, text) == expected)
  }

  @Test(arguments: [
    ("普法規劃", "普法规划和普法規劃", "<普法规划>和<普法規劃>"), ("app", "ＡＰＰ、App", "<ＡＰＰ>、<App>"),
    ("[a-c]+", "ABCD", "<ABC>D"), ("[^a-c]+", "ABCD", "ABC<D>"), ("「甲」", "“甲”", "<“甲”>"),
  ])
  func folds(_ pattern: String, _ text: String, _ expected: String) throws {
    #expect(try marked(pattern, text, isFolded: true) == expected)
  }

  @Test(
    arguments: [
      ("(甲", .openGroup, 0), ("甲)", .nothingToClose, 1), ("甲[乙", .openClass, 1),
      ("*甲", .nothingToRepeat, 0), ("甲**", .nothingToRepeat, 2), ("甲++", .nothingToRepeat, 2),
      ("甲{3,2}", .badRepetition(limit: 1000), 1), ("甲{1001}", .badRepetition(limit: 1000), 1),
      ("[z-a]", .backwardsRange, 2), (#"甲\1"#, .notInOnePass, 1), ("(?=甲)", .notInOnePass, 0),
      (#"\y"#, .unknownEscape(#"\y"#), 0), ("[[:xx:]]", .unknownClass("[:xx:]"), 1),
      ("甲\\", .danglingBackslash, 1), ("", .empty, nil), ("((甲{900}){900})", .tooLarge, nil),
      (String(repeating: "(", count: 101), .tooDeep(limit: 100), 100),
      (String(repeating: "甲", count: 10_001), .tooLong(limit: 10_000), nil),
    ] as [(String, PatternError.Reason, Int?)])
  func refuses(_ pattern: String, _ reason: PatternError.Reason, _ column: Int?) {
    let error = #expect(throws: PatternError.self) { try ScanPattern(pattern) }
    #expect(error?.reason == reason && error?.column == column, "\(String(describing: error))")
  }

  /// A pattern and the text that it is for, both of the characters `ab1甲`.
  private static func random(_ seed: Int) -> (pattern: String, texts: [String]) {
    var random = SeededGenerator(UInt64(seed))
    func one() -> String {
      ["a", "b", "1", "甲", ".", "[ab]", "[^a]", "[a-b甲]", #"\d"#].randomElement(using: &random)!
    }
    func part(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 2 ? 2 : 7), using: &random) {
      case 0, 1: return one()
      case 2:
        return one() + ["*", "+", "?", "{2}", "{1,2}", "*?", "+?", "??"].randomElement(
          using: &random)!
      case 3: return "(" + part(depth + 1) + "|" + part(depth + 1) + ")"
      case 4:
        return "(" + one() + part(depth + 1) + ")" + ["*", "+", "{0,3}", "+?"].randomElement(
          using: &random)!
      default: return part(depth + 1) + part(depth + 1)
      }
    }
    var pattern = part(0)
    if Int.random(in: 0..<8, using: &random) == 0 { pattern = "^" + pattern }
    if Int.random(in: 0..<8, using: &random) == 0 { pattern += "$" }
    let texts = (0..<6).map { _ in
      String(
        (0..<Int.random(in: 0..<14, using: &random)).map { _ in
          "aab1甲".randomElement(using: &random)!
        })
    }
    return (pattern, texts)
  }

  /// Swift's own engine, which tries one way after the other, finds the same.
  @Test(arguments: 0..<400)
  func findsWhatABacktrackingEngineFinds(seed: Int) throws {
    let (pattern, texts) = Self.random(seed)
    let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
    for text in texts {
      var expected = text
      for match in text.matches(of: regex).reversed() where !match.range.isEmpty {
        expected.replaceSubrange(match.range, with: "<\(text[match.range])>")
      }
      #expect(try marked(pattern, text) == expected, "\(pattern) in \(text)")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "(a+)+$", "(a|a)*$", "(a|aa)+b", "a*a*a*a*a*b", "(.*)*x", "([ab]*a){20}c",
      "((((){1000}){1000}){1000}){1000}", "((((a{0}){1000}){1000}){1000}){1000}",
    ])
  func hostilePatternsTakeOnePass(_ pattern: String) throws {
    var matcher = ScanMatcher(try ScanPattern(pattern))
    _ = try matcher.ranges(in: String(repeating: "a", count: 20_000) + "!")
  }

  /// As grep has it: a match of nothing finds the paragraph, and is no hit.
  @Test func everyDetailOfAScanFindsTheSameParagraphs() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([[document("1", "", ["甲甲乙甲", "乙", ""])]])
    func scan(
      _ pattern: String, _ detail: ScanDetail, isInverted: Bool = false
    ) throws -> [ScannedParagraph] {
      let pattern = try ScanPattern(pattern)
      var found: [ScannedParagraph] = []
      try reader.scan(pattern, filters: [], isInverted: isInverted, detail: detail) {
        found.append($0)
        return true
      }
      return found
    }
    for detail in [ScanDetail.whether, .hits, .ranges] {
      #expect(try scan("甲*", detail).map(\.paragraph) == [0, 1, 2])
      #expect(try scan("甲+", detail).map(\.paragraph) == [0])
      #expect(try scan("甲*", detail, isInverted: true).isEmpty)
    }
    for detail in [ScanDetail.hits, .ranges] {
      #expect(try scan("甲*", detail).map(\.hits) == [2, 0, 0])
    }
  }

  @Test func statesThatAreTooManyAreAnError() throws {
    // Backward, it remembers where each of the last characters was an a.
    var matcher = ScanMatcher(try ScanPattern("(a|b){90}a"), mostWork: 1_000_000)
    var random = SeededGenerator(7)
    let text = String((0..<20_000).map { _ in "ab".randomElement(using: &random)! })
    let error = #expect(throws: PatternError.self) { try matcher.ranges(in: text) }
    #expect(error?.reason == .tooCostly)
  }
}
