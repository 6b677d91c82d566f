// MessageTests.swift — under a Chinese locale the program speaks Chinese, whatever it has to say.
import Archive
import Containers
import Extraction
import Foundation
import SearchIndex
import SystemPackage
import Testing
import andu

private func isChinese(_ text: String) -> Bool {
  text.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
}

@Suite("Messages in Chinese")
struct MessageTests {
  // MARK: Errors

  private static let location = OriginalLocation(file: 1, offset: 20, length: 30)

  private static let ofArchives: [ArchiveError] = [
    .noArchive("a"), .alreadyThere("a"), .notEmpty("a"), .manifestMissing("a"),
    .foreignManifest("a"),
    .locked("a", pid: "1"), .unknownDocument("ab"), .ambiguousID("ab", candidates: ["abc"]),
    .noSuchParagraph("ab#1", count: 0), .noSuchHeading("ab#2"), .noSuchVersion("ab@9", count: 1),
    .notAReference("#"), .badLine(.missing("text")), .badLine(.otherType("a.b")),
    .badLine(.notJSON), .badLine(.notADocument), .badLine(.badID), .notASearch("a"),
    .searchMissing("a"), .replaced("a"),
    .system(operation: "make the folder", "a", .permissionDenied),
  ]
  private static let ofSegments: [SegmentError] = [
    .notASegment(file: "a"), .unsupportedVersion(file: "a", version: 1, supported: 2),
    .otherAnalyzer(file: "a", found: 1, expected: 2), .columnMissing(file: "a"),
    .damaged(file: "a", offset: 3), .truncated(file: "a", offset: 3), .missing(file: "a"),
    .tooLarge(what: "the text"), .tooMuchToCompare(paragraphs: 9, texts: 9),
    .noFolder(file: "a", folder: "b"), .system(file: "a", .noSpace),
  ]
  private static let ofOriginals: [OriginalError] = [
    .damaged(file: "a", offset: 3, .digest), .missingFile("a"),
    .shortFile("a", length: 1, committed: 2), .notCommitted(location),
    .invalidField(name: "a", value: "b"), .blockTooLarge(byteCount: 2, limit: 1),
    .system(operation: "write", path: "a", .noSpace),
    .system(operation: "open", path: "a", .ioError),
  ]
  private static let problems: [ArchiveProblem] = [
    .index(SegmentError.missing(file: "a")), .original(.missingFile("a")),
    .annotations(.missingFile("a")), .lost(location), .notIndexed(location),
    .setAside(file: "a", from: 3, name: "b"), .search(ArchiveError.notASearch("a")),
    .otherAnnotations(files: "a", document: "b"),
  ]
  private static let ofContainers: [ContainerError] = [
    .damaged("the ZIP archive"), .tooLarge("entry a/b", limit: 1 << 20),
    .unsupported("a body in the coding br"),
  ]
  private static let ofPages: [ExtractionError] = [
    .empty, .tooLarge(bytes: 2, limit: 1), .unknownEncoding("latin-9"), .binary("a PNG image"),
    .container(.damaged("the OFD file")),
    .needsProgram(for: "a PDF file", packages: "poppler-utils"),
    .notConverted("an old Word file", why: "it is damaged"),
  ]
  private static let ofQueries: [QueryError] = [
    .nothingSearchable("，"), .nothingSearchable(""), .onlyExclusions, .onlyFields,
    .dangling(.or, column: 1), .dangling(.not, column: 1), .openQuote(column: 1),
    .openGroup(column: 1), .strayClose(column: 1), .tooDeep(column: 1, limit: 40),
    .tooWide(column: 1, limit: 1000), .notNear(column: 1), .tooManyTexts(count: 1001, limit: 1000),
    .tooLong(scalars: 2, limit: 1),
  ]
  private static let ofFields = DocumentField.allCases.map {
    QueryFieldError(name: $0.rawValue, error: ConditionError(field: $0, value: "x"), column: 1)
  }
  private static let ofTheSystem: [Errno] = [
    .noSuchFileOrDirectory, .permissionDenied, .isDirectory, .readOnlyFileSystem,
  ]

  static let errors: [any Error] = {
    var errors: [any Error] = ofArchives
    errors += ofSegments as [any Error]
    errors += OriginalDamage.allCases as [any Error]
    errors += ofOriginals as [any Error]
    errors += problems as [any Error]
    errors += ofContainers as [any Error]
    errors += ofPages as [any Error]
    errors += ofQueries as [any Error]
    errors += ofFields as [any Error]
    errors += ofTheSystem as [any Error]
    return errors
  }()

  @Test(arguments: errors.indices)
  func everyErrorHasItsChinese(_ index: Int) {
    let error = Self.errors[index]
    let chinese = Messages.chinese(error)
    #expect(isChinese(chinese) && chinese != "\(error)", "\(error)")
    #expect(!chinese.contains(" the ") && !chinese.contains(" is "), "\(chinese)")
  }

  @Test(arguments: [
    "", "(", "[a", ")", "*", "a{3,1}", "\\q", "[[:x:]]", "\\", "(?=a)", "[b-a]", "a{99999}",
  ])
  func everyPatternErrorHasItsChinese(_ pattern: String) {
    #expect {
      try ScanRequest(pattern)
    } throws: { error in
      isChinese(Messages.chinese(error)) && Messages.chinese(error) != "\(error)"
    }
  }

  /// What errors carry is written in many places, and put into Chinese in one.
  @Test func everyPhraseInTheSourcesIsKnown() throws {
    let call =
      #/(?:damaged|unsupported|tooLarge|notConverted|needsProgram|refuse)\((?:for: |what: |what, why: )?"([^"]+)"/#
    var phrases: [String] = []
    for folder in ["Sources/Containers", "Sources/Extraction", "Index"] {
      let root = Package.root.appendingPathComponent(folder)
      let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      for case let file as URL in files! where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: call) {
          var phrase = String(match.1).replacing(#/\\\([^)]*\)+/#, with: "7")
          if text[..<match.range.lowerBound].hasSuffix("refuse") || match.0.hasPrefix("refuse") {
            phrase = "entry 7, which \(phrase),"
          }
          phrases.append(phrase)
        }
      }
    }
    #expect(phrases.count > 40, "\(phrases.count)")
    for phrase in Set(phrases).sorted()
    where phrase.contains(#/[a-z]{3}/#) && phrase != "7, which 7," {
      #expect(isChinese(Phrases.chinese(phrase)), "\(phrase)")
    }
    #expect(Phrases.chinese("a tag that opens at byte 5 is never closed") == "第 5 字节处的标签没有闭合")
    #expect(
      Phrases.chinese("the WARC file, a header before byte 12,") == "WARC 文件（第 12 字节之前记录头）")
    #expect(
      Phrases.chinese("page 2, 3 of 5 was not saved with it (t_1.html)")
        == "共 5 页中的第 2, 3 页没有一同保存（t_1.html）")
    #expect(Phrases.chinese("something new") == "something new")
  }

  /// Steps of reading are told in many places, too.
  @Test func everyStepInTheSourcesIsKnown() throws {
    let root = Package.root.appendingPathComponent("Sources/Extraction")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var steps: [String] = []
    var rules = ["head byline", "head labelled field", "head date stamp", "head 信息公开 table"]
    var reasons = ["no lines"]
    for case let file as URL in files! where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      steps += text.matches(of: #/trace(?:\.append|\.insert)?\("([^"]+)"/#).map { String($0.1) }
      steps += text.matches(of: #/"(candidate [^"]+)"/#).map { String($0.1) }
      rules += text.matches(of: #/drop\([^"\n]*"([^"\n]+)"\)/#).map { String($0.1) }
      let reason = #/\(kind, reason\) = \([^"\n]*"([^"\n]+)"/#
      reasons += text.matches(of: reason).map { String($0.1) }
    }
    for kind in [
      "breadcrumb", "metadata", "widget", "editor", "originalTitle", "related", "paging",
      "statement", "site", "counter", "comments",
    ] { rules += ["tail \(kind)", "section \(kind)"] }
    #expect(steps.count > 10 && rules.count > 30 && reasons.count > 12)
    func withoutValues(_ text: String) -> String {
      text.replacing(#/\\\([^)]*\)+/#, with: "7")
    }
    for step in steps.map(withoutValues) {
      #expect(isChinese(StepText.chinese(step)), "\(step)")
    }
    for rule in rules where !rule.contains("\\(") {
      let chinese = StepText.chinese("cut \(rule): “7”")
      #expect(isChinese(chinese) && !chinese.contains(#/[a-z]{3}/#), "\(chinese)")
    }
    for reason in reasons.map(withoutValues) where reason != "meta ArticleTitle" {
      let chinese = StepText.chinese("page kind list: \(reason)").dropFirst("页面类型 list".count)
      #expect(chinese.hasPrefix("：") && !chinese.contains(#/[a-z]{3}/#), "\(chinese)")
    }
    // What is quoted is as it stands in the page.
    #expect(StepText.chinese("cut tail links: “text”") == "删去文末的链接：“text”")
    #expect(
      StepText.chinese("title from line above the by-line, score 90") == "标题读自 署名行上一行，得分 90")
    #expect(StepText.chinese("something new") == "something new")
  }

  // MARK: Help

  private struct Help: Decodable {
    struct Argument: Decodable {
      let abstract: String?
      let valueName: String?
      let shouldDisplay: Bool
    }
    let commandName: String
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Help]?
  }

  private struct Dump: Decodable { let command: Help }

  @Test func everyCommandAndOptionIsExplainedInChinese() throws {
    let run = Workshop().andu(
      "--experimental-dump-help", environment: ["LC_ALL": "zh_CN.UTF-8"])
    let root = try JSONDecoder().decode(Dump.self, from: Data(run.bytes)).command
    let commands = [root] + (root.subcommands ?? []).filter { $0.commandName != "help" }
    #expect(commands.count > 25)
    for command in commands {
      #expect(isChinese(command.abstract ?? ""), "\(command.commandName)")
      for argument in command.arguments ?? []
      where argument.shouldDisplay && !["help", "version"].contains(argument.valueName) {
        #expect(
          isChinese(argument.abstract ?? ""),
          "\(command.commandName): \(argument.valueName ?? ""): \(argument.abstract ?? "")")
      }
      // Beside examples, which begin with a program, there is no English sentence.
      for line in (command.discussion ?? "").split(separator: "\n") where !isChinese(String(line)) {
        let first = line.split(separator: " ").first.map(String.init) ?? ""
        #expect(
          ["andu", "pandoc", "find", "curl", "export"].contains(first) || first.contains("="),
          "\(command.commandName): \(line)")
      }
    }
  }

  @Test(arguments: ["search", "list", "add", "cite", "show"])
  func chineseOptionsFitATerminal(command: String) {
    let run = Workshop().andu(command, "--help", environment: ["LC_ALL": "zh_CN.UTF-8"])
    let options = run.lines.filter { $0.hasPrefix("  ") }
    #expect(options.count > 5, "\(run)")
    for line in options {
      let width = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2e80 ? 1 : 2) }
      #expect(width <= 80, "\(line)")
    }
  }

  /// Longer lines are broken anywhere by the argument parser, which counts a Han character as one.
  @Test(arguments: ["C.UTF-8", "zh_CN.UTF-8"])
  func everyLineOfHelpFitsATerminal(locale: String) throws {
    let run = Workshop().andu("--experimental-dump-help", environment: ["LC_ALL": locale])
    let root = try JSONDecoder().decode(Dump.self, from: Data(run.bytes)).command
    for command in [root] + (root.subcommands ?? []) {
      for line in (command.discussion ?? "").split(separator: "\n") {
        let width = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2e80 ? 1 : 2) }
        #expect(width <= 80, "\(command.commandName): \(line)")
      }
    }
  }

  @Test func englishIsEnglish() throws {
    let run = Workshop().andu("--experimental-dump-help", environment: ["LC_ALL": "C.UTF-8"])
    let root = try JSONDecoder().decode(Dump.self, from: Data(run.bytes)).command
    for command in root.subcommands ?? [] {
      #expect(!isChinese(command.abstract ?? "") || command.commandName == "terms", "\(command)")
    }
  }

  @Test func messagesOfCommandsFollowTheLocale() {
    let workshop = Workshop.withArchive()
    let chinese = ["LC_ALL": "zh_CN.UTF-8"]
    workshop.write("", to: "empty.html")
    workshop.write([0x89, 0x50, 0x4e, 0x47, 1, 2, 3], to: "a.html")
    let run = workshop.andu(["add", "empty.html", "a.html", "absent.html"], environment: chinese)
    for words in [
      "andu: empty.html：文件是空的", "andu: a.html：这是PNG 图片，不是网页或文本",
      "andu: absent.html：没有这个文件或文件夹",
    ] {
      #expect(run.error.contains(words), "\(run)")
    }
    let lines = workshop.andu(["import", "-"], input: Array("{\n".utf8), environment: chinese)
    #expect(lines.error.contains("-:1：不是 JSON"), "\(lines)")
    let drafts = workshop.andu(["check", "empty.html", "absent.html"], environment: chinese)
    #expect(drafts.error.contains("absent.html：没有这个文件或文件夹"), "\(drafts)")
    let pattern = workshop.andu(["grep", "[a"], environment: chinese)
    #expect(pattern.error.hasPrefix("andu: [a："), "\(pattern)")
    let nowhere = workshop.andu(["search", "普法"], environment: chinese)
    #expect(nowhere.error.hasPrefix("\(workshop.archive) 中没有找到——"), "\(nowhere)")
    workshop.write(Page(url: "http://a.example/1").html, to: "1.html")
    _ = workshop.andu("add", "1.html")
    let file = "archive/originals/" + (workshop.names(in: "archive/originals").first ?? "")
    let size = workshop.read(workshop.path(file)).count
    workshop.flipBit(of: workshop.path(file), at: size - 200)
    let damaged = workshop.andu(["verify"], environment: chinese)
    #expect(damaged.status == 5 && damaged.error.contains("字节："), "\(damaged)")
    #expect(!damaged.error.contains("bytes"), "\(damaged)")
  }

  @Test(arguments: [
    (
      "The value 'a' is invalid for '--by <name>'. Please provide one of 'x', 'y' or 'z'.",
      "--by <name>：a 无效，可用 x、y、z"
    ),
    ("The value 'abc' is invalid for '-n <count>'", "-n <count>：abc 无效"),
    ("Missing value for '-n'", "-n 后面缺少值"), ("Unexpected argument 'x'", "多余的参数：x"),
    ("2 unexpected arguments: 'sea', '法治'", "多余的 2 个参数：sea、法治"),
    ("Unknown option '--yeer'. Did you mean '--year'?", "没有选项 --yeer；是不是 --year？"),
    ("Missing expected argument '<id> ...'", "缺少参数：<id> ..."),
    (
      "The option '--json' does not take any value, but '3' was specified.",
      "选项 --json 不带值，不能写 3"
    ),
    (
      "Unknown option '-xn'\n   or: Missing value for '-x' in '-xn'",
      "没有选项 -xn\n   或：-x 后面缺少值（在 -xn 中）"
    ),
    ("已是中文", "已是中文"),
  ])
  func whatTheParserSays(english: String, chinese: String) {
    #expect(ParserText.chinese(english) == chinese)
  }

  @Test(
    arguments: [
      ("serch", "search"), ("serach", "search"), ("sea", "search"), ("lst", "list"),
      ("shwo", "show"), ("普法", nil), ("x", nil), ("publications", nil),
    ] as [(String, String?)])
  func aMistypedCommandIsNamed(typed: String, meant: String?) {
    let unknown = UnknownCommand(in: [typed, "普法"], names: ["search", "set", "show", "list"])
    #expect(unknown?.typed == typed && unknown?.nearest == meant)
  }

  @Test func thereIsNoSuchCommand() {
    let workshop = Workshop()
    for arguments in [["serch", "普法"], ["serch"], ["serch", "--json", "普法"]] {
      let run = workshop.andu(arguments)
      let wanted = "andu: there is no command serch; did you mean search?\n"
      #expect(run.status == 2 && run.error.hasPrefix(wanted), "\(run)")
      let chinese = workshop.andu(arguments, environment: ["LC_ALL": "zh_CN.UTF-8"])
      #expect(chinese.error.hasPrefix("andu: 没有命令 serch；是不是 search？\n"), "\(chinese)")
    }
    let none = workshop.andu("普法")
    #expect(none.error.hasPrefix("andu: there is no command 普法; `andu --help`"), "\(none)")
  }

  /// The parser breaks what it says of an option at blanks, wherever they are.
  @Test(arguments: [
    ("  --offset <count>        跳过前若干条。 (default: 0)", "  --offset <count>        跳过前若干条。（默认：0）"),
    (
      "  --color <color>         何时着色。 (values: auto, always, never;\n"
        + "                          default: auto)",
      "  --color <color>         何时着色。（可用：auto、always、never；默认：auto）"
    ),
    (
      "  --group <group>         每个文档只列最佳一段。 (values:\n                          doc)",
      "  --group <group>         每个文档只列最佳一段。（可用：doc）"
    ),
    (
      "  --of-a-long-name-that <count>\n                          条数。 (default: 10)",
      "  --of-a-long-name-that <count>\n                          条数。（默认：10）"
    ),
  ])
  func notesOfOptionsAreInChinese(english: String, chinese: String) {
    #expect(ParserText.chineseHelp("OPTIONS:\n" + english) == "选项：\n" + chinese)
  }

  @Test func theParserSpeaksChinese() {
    let (workshop, chinese) = (Workshop(), ["LC_ALL": "zh_CN.UTF-8"])
    for arguments in [
      ["search", "x", "--scope", "foo"], ["search", "x", "-n"], ["list", "x"], ["show"],
      ["search", "x", "-n", "-3"], ["list", "--yeer", "3"], ["sea", "法治"],
    ] {
      let run = workshop.andu(arguments, environment: chinese)
      let lines = run.error.split(separator: "\n").map(String.init)
      #expect(run.status == 2 && lines.count == 3 && isChinese(lines[0]), "\(run)")
      #expect(lines[1].hasPrefix("用法：andu ") && lines[2].hasPrefix("  详见：andu "), "\(run)")
    }
    for command in [["--help"], ["list", "--help"], ["help", "search"]] {
      let help = workshop.andu(command, environment: chinese).output
      #expect(help.hasPrefix("简介：") && help.contains("\n选项：\n"), "\(help)")
      for english in ["USAGE", "OPTIONS", "Show ", "default:", "values:", "See '"] {
        #expect(!help.contains(english), "\(help)")
      }
    }
    let negative = workshop.andu("search", "x", "-n", "-3")
    #expect(negative.error.hasPrefix("andu: -n -3: counts are not negative\n"), "\(negative)")
    let script = workshop.andu(["--generate-completion-script", "bash"], environment: chinese)
    #expect(script.output.hasPrefix("#!/bin/bash"), "\(script)")
  }
}
