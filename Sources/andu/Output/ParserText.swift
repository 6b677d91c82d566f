// ParserText.swift — what the argument parser says, in Chinese.

/// The parser speaks English only: its messages and help are put into Chinese where they are
/// printed.
package enum ParserText {
  /// `*` stands for anything, which stays as it was typed.
  private static let table: [(english: String, chinese: String)] = [
    ("The value '*' is invalid for '*'. Please provide one of the following:\n*", "*：* 无效，可用：\n*"),
    ("The value '*' is invalid for '*'. Please provide one of *.", "*：* 无效，可用 *"),
    ("The value '*' is invalid for '*': *", "*：* 无效：*"),
    ("The value '*' is invalid for '*'", "*：* 无效"),
    ("Missing value for '*' in '*'", "* 后面缺少值（在 * 中）"), ("Missing value for '*'", "* 后面缺少值"),
    ("Unexpected argument '*'", "多余的参数：*"),
    ("* unexpected arguments: '*'", "多余的 * 个参数：*"),
    ("Unknown option '*'. Did you mean '*'?", "没有选项 *；是不是 *？"), ("Unknown option '*'", "没有选项 *"),
    ("Missing expected argument '*'", "缺少参数：*"), ("Missing one of: '*'", "缺少参数，以下之一：*"),
    ("The option '*' does not take any value, but '*' was specified.", "选项 * 不带值，不能写 *"),
    ("Value to be set with flag '*' had already been set with flag '*'", "选项 * 与 * 不能同时使用"),
    ("Invalid option: *", "选项写法有误：*"), ("Missing required subcommand.", "缺少命令"),
  ]

  /// What stands in another order: of what option the value is comes first.
  private static let reversed = "The value '*' is invalid for '*'"

  /// Words of help, wherever they stand in a line.
  private static let words: [(english: String, chinese: String)] = [
    ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
    ("Show subcommand help information.", "显示命令的帮助。"),
  ]

  private static let headers = [
    "OVERVIEW: ": "简介：", "USAGE: ": "用法：", "Usage: ": "用法：", "ARGUMENTS:": "参数：",
    "OPTIONS:": "选项：", "SUBCOMMANDS:": "命令：",
  ]

  /// A message; as it is, where it is not known.
  static func message(_ text: String) -> String { say(text, chinese(text)) }

  package static func chinese(_ message: String) -> String {
    let lines = message.split(separator: "\n   or: ", maxSplits: 1).map(String.init)
    if lines.count == 2 { return lines.map { chinese($0) }.joined(separator: "\n   或：") }
    for (english, chinese) in table {
      guard var found = Phrases.match(message, english) else { continue }
      if english.hasPrefix(reversed) { found.swapAt(0, 1) }
      return Phrases.fill(chinese, with: found.map(list))
    }
    return message
  }

  /// `'a', 'b' or 'c'` → a、b、c
  private static func list(_ text: String) -> String {
    var text = text
    for comma in ["', '", "' or '", "' and '"] { text.replace(comma, with: "、") }
    if text.hasPrefix("'"), text.hasSuffix("'"), text.count > 1 {
      text = String(text.dropFirst().dropLast())
    }
    return text
  }

  /// Help or usage; what else is printed, as a version, is as it is.
  static func help(_ text: String) -> String {
    let isHelp = ["OVERVIEW: ", "USAGE: ", "Usage: "].contains { text.hasPrefix($0) }
    return isHelp ? say(text, chineseHelp(text)) : text
  }

  package static func chineseHelp(_ text: String) -> String {
    unwrapped(text).map { line in
      var line = withNote(line)
      for (english, chinese) in headers where line.hasPrefix(english) {
        line = "\(chinese)\(line.dropFirst(english.count))"
      }
      for (english, chinese) in words { line.replace(english, with: chinese) }
      for (ending, chinese) in [
        (" for detailed help.", "各命令的帮助："), (" for more information.", "详见："),
      ] where line.hasPrefix("  See '") && line.hasSuffix("'\(ending)") {
        line = "  \(chinese)\(line.dropFirst("  See '".count).dropLast(ending.count + 1))"
      }
      return wrapped(line)
    }.joined(separator: "\n")
  }

  /// Where the parser begins what it says of an option, and how wide its lines are: it counts a Han
  /// character as one column.
  private static let (indent, width) = (26, 80)

  /// The lines of help, each option in one: the parser breaks its notes where it likes.
  private static func unwrapped(_ text: String) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var isOptions = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      isOptions = isOptions || line.hasSuffix("S:")
      if isOptions, line.hasPrefix(margin), let last = lines.last, saysMore(last) {
        lines[lines.count - 1] += " " + line.dropFirst(indent)
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  /// Whether the line has what is said of an option, not its name alone.
  private static func saysMore(_ line: String) -> Bool {
    let scalars = Array(line.unicodeScalars)
    guard line.hasPrefix("  "), scalars.count > indent, scalars[indent - 1] == " " else {
      return false
    }
    return scalars[indent - 2] == " " || scalars[indent...].contains { !$0.isASCII }
  }

  /// `(values: a, b; default: a)` at the end of a line → （可用：a、b；默认：a）
  private static func withNote(_ line: String) -> String {
    guard line.hasSuffix(")"),
      let start = ["(values: ", "(default: "].compactMap({ line.ranges(of: $0).last?.lowerBound })
        .min()
    else { return line }
    var values = String(line[start...].dropFirst().dropLast())
    var notes: [String] = []
    if let standard = values.firstRange(of: "default: ") {
      notes.append("默认：\(values[standard.upperBound...])")
      values = String(values[..<standard.lowerBound])
    }
    if values.hasPrefix("values: ") {
      if values.hasSuffix("; ") { values.removeLast(2) }
      let names = values.dropFirst("values: ".count).replacing(", ", with: "、")
      notes.insert("可用：\(names)", at: 0)
    }
    var text = String(line[..<start])
    if text.hasSuffix(" "), !text.hasSuffix("  ") { text.removeLast() }
    return "\(text)（\(notes.joined(separator: "；"))）"
  }

  /// The line of an option in as many lines as it needs.
  private static func wrapped(_ line: String) -> String {
    let scalars = Array(line.unicodeScalars)
    guard displayWidth(of: line) > width, scalars.starts(with: "  ".unicodeScalars),
      scalars.count > indent, scalars[indent - 1] == " "
    else { return line }
    let text = Array(scalars[indent...])
    let lines = Columns.wrap(text, width: width - indent).map { range in
      String(String.UnicodeScalarView(text[range]))
    }
    let margin = "\n" + String(repeating: " ", count: indent)
    return String(String.UnicodeScalarView(scalars[..<indent])) + lines.joined(separator: margin)
  }

  /// A count below zero that was typed behind an option, `-n -3`, and taken for another option.
  static func negativeCount(in arguments: [String], _ message: String) -> String? {
    guard let found = Phrases.match(message, "Missing value for '*'")?.first,
      let option = found.split(separator: " ").first
    else { return nil }
    for (name, value) in zip(arguments, arguments.dropFirst())
    where name == option && value.first == "-" && Int(value) != nil {
      return say("\(name) \(value): counts are not negative", "\(name) \(value)：数目不能为负")
    }
    return nil
  }
}
