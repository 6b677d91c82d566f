// OperatorHint.swift — words of a query that may have been meant as operators or fields.
import Archive
import SearchIndex

enum OperatorHint {
  /// What was looked for as a word and is an operator, or a field, but for how it was typed; nil
  /// where there is no such word.
  static func text(for words: String) -> String? {
    guard let query = try? QueryParser.parse(words) else { return nil }
    for word in query.patterns.map(\.text) {
      if let field = DocumentField.written(inText: word) {
        return say(
          "“\(word)” was looked for as text; the field is \(field)",
          "“\(word)”按文字检索；作为条件应写 \(field)")
      }
      if let unknown = unknownField(in: word) {
        let known = DocumentField.allCases.map(\.rawValue).joined(separator: " ")
        return say(
          "“\(word)” was looked for as text: \(unknown) is no field, the fields are \(known)",
          "“\(word)”按文字检索：没有 \(unknown) 这个字段，字段有 \(known)")
      }
      if isAnchored(word) {
        return say(
          "no sign means where a paragraph begins or ends; grep has them: \(grep(word))",
          "检索式没有代表段首、段尾的符号；可用 grep：\(grep(word))")
      }
      guard let meant = meant(by: word) else { continue }
      return say(
        "“\(word)” was looked for as a word; the operator is \(meant)",
        "“\(word)”按一个词检索；运算符应写 \(meant)")
    }
    return nil
  }

  /// The name in front of a colon, `file:报告`, that is that of no field; addresses are text.
  private static func unknownField(in word: String) -> String? {
    let parts = word.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].count > 1, !parts[1].hasPrefix("//"),
      parts[0].unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic }),
      DocumentField.names[parts[0].lowercased()] == nil
    else { return nil }
    return String(parts[0])
  }

  /// `^深入`, `普法$`, as regular expressions have them.
  private static func isAnchored(_ word: String) -> Bool {
    word.count > 1 && (word.hasPrefix("^") || word.hasSuffix("$"))
  }

  private static func grep(_ word: String) -> String {
    word.contains("'") ? "`andu help grep`" : "`andu grep '\(word)'`"
  }

  /// `or` → `OR`, `near/5` → `NEAR/5`, `NEAR/x` → `NEAR/10`; an operator in quotes is the word
  /// itself.
  private static func meant(by word: String) -> String? {
    let name = word.uppercased()
    if ["OR", "AND", "NOT", "NEAR", "ONEAR"].contains(name) { return name == word ? nil : name }
    for near in ["NEAR", "ONEAR"] where name.hasPrefix(near) {
      let rest = name.dropFirst(near.count)
      let digits = rest.first == "/" ? rest.dropFirst() : rest
      let isGap = !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
      guard rest.first == "/" || isGap else { return nil }
      let meant = "\(near)/\(isGap ? String(digits) : "10")"
      return meant == word ? nil : meant
    }
    return nil
  }
}
