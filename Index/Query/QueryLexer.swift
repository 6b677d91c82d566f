// QueryLexer.swift — a query as it is typed → its words, marks and operators.

/// One piece of a query.
struct QueryToken: Hashable {
  enum Kind: Hashable {
    /// A word or a phrase, with something to search for in it.
    case text(Pattern)
    case field(FieldTerm)
    case open, close
    case binary(QueryOperator)
    case not
    case near(Proximity.Gap)
  }

  var kind: Kind
  /// Where it begins, in characters from 0.
  var column: Int
}

/// Cuts a query into tokens.
///
/// A parenthesis is a mark of the query where a word might begin and what it encloses stands
/// alone: `(A OR B) C`. In `（一）总则`, `办法(试行)` and `（一）` it belongs to the text.
struct QueryLexer {
  /// Groups in groups.
  static let deepest = 40

  private let characters: [Character]
  private let analyzer: Analyzer
  /// `公司法第六十条` is a name and an article number, which may stand in different places, and marks
  /// round words are none of them.
  private let namesArticles: Bool
  /// Nothing is found but what holds all that was typed.
  private let isStrict: Bool
  /// Names as they are compared, and as the caller has them; whether they are text before `：`.
  private let fieldNames: [(folded: [UInt32], name: String, isPlain: Bool)]
  private let longestName: Int
  private var position = 0
  private var openGroups: [Int] = []
  private var tokens: [QueryToken] = []
  /// Words of marks alone.
  private var passedOver: [String] = []
  /// The last word that was read as several, and their tokens.
  private var split: (word: String, tokens: Range<Int>)?

  init(
    _ text: String, analyzer: Analyzer, fieldNames: [String], namesArticles: Bool = false,
    isStrict: Bool = false
  ) {
    characters = Array(text)
    self.analyzer = analyzer
    self.namesArticles = namesArticles
    self.isStrict = isStrict
    self.fieldNames = fieldNames.map { typed in
      let name = typed.hasSuffix(":") ? String(typed.dropLast()) : typed
      return (analyzer.fold(name).scalars, name, name != typed)
    }
    longestName = fieldNames.map(\.count).max() ?? 0
  }

  /// Shape: parentheses are in pairs; no deeper than `deepest`.
  consuming func read() throws(QueryError) -> (tokens: [QueryToken], passedOver: [String]) {
    while position < characters.count {
      if characters[position].isWhitespace { position += 1 } else { try readToken() }
    }
    if let column = openGroups.last { throw .openGroup(column: column) }
    return (tokens, passedOver)
  }

  private mutating func readToken() throws(QueryError) {
    let start = position
    let character = characters[start]
    if Self.isClose(character), !openGroups.isEmpty {
      if tokens.last?.kind == .open { passedOver.append("()") }
      openGroups.removeLast()
      position += 1
      return add(.close, at: start)
    }
    if character == "|" || character == "｜" && standsAlone(start) {
      position += 1
      return add(.binary(.or), at: start)
    }
    let isExcluded =
      (character == "-" || character == "－") && start + 1 < characters.count
      && !characters[start + 1].isWhitespace
    if isExcluded {
      position += 1
      add(.not, at: start)
    }
    if Self.isOpen(characters[position]), try opensGroup(position) {
      guard openGroups.count < Self.deepest else {
        throw .tooDeep(column: position, limit: Self.deepest)
      }
      openGroups.append(position)
      add(.open, at: position)
      position += 1
      return
    }
    if let name = fieldName() { return try readField(name) }
    if let close = Self.closing[characters[position]], isPhraseQuote(at: position, close) {
      return addText(Pattern(try quoted(until: close)), at: start)
    }
    let word = namesArticles ? Self.withoutMarks(try word()) : try word()
    if !isExcluded {
      let name = Self.halfWidth(word)
      if name == "NOT" { return add(.not, at: start) }
      if name == "OR" || name == "AND" {
        return add(.binary(name == "OR" ? .or : .and), at: start)
      }
      if let gap = try Self.gap(name, at: start) {
        join()
        return add(.near(gap), at: start)
      }
    }
    let hasWildcards =
      word.unicodeScalars.contains { Wildcards.marks.contains($0.value) }
      && Wildcards.stand(in: analyzer.fold(word))
    if namesArticles, !isExcluded, !hasWildcards, !isBehindNear {
      let first = tokens.count
      if let provision = provision(word) {
        add(provision, at: start)
        if provision.name != nil { split = (word, first..<tokens.count) }
        return
      }
      if let parts = listed(word) {
        add(.open, at: start)
        for part in parts { addText(Pattern(part), at: start) }
        add(.close, at: start)
        split = (word, first..<tokens.count)
        return
      }
    }
    addText(Pattern(word, hasWildcards: hasWildcards), at: start)
  }

  private var isBehindNear: Bool {
    if case .near? = tokens.last?.kind { true } else { false }
  }

  /// Beside `NEAR` a word that was read as several is one text.
  private mutating func join() {
    guard let split, split.tokens.upperBound == tokens.count else { return }
    let column = tokens[split.tokens.lowerBound].column
    tokens.removeSubrange(split.tokens)
    self.split = nil
    addText(Pattern(split.word), at: column)
  }

  /// The marks of sentences, which end a word as well as a blank does.
  private static let marks: Set<Character> = [
    "，", "。", "、", "；", "：", "？", "！", "…", ",", ".", ";", ":", "?", "!",
  ]

  /// A word without the marks round it; one of marks alone as it is.
  private static func withoutMarks(_ word: String) -> String {
    let inner = word.drop(while: marks.contains)
    guard let last = inner.lastIndex(where: { !marks.contains($0) }) else { return word }
    return String(inner[...last])
  }

  /// Words between marks, 普法、培训, each by itself; nil for a text long enough to stand somewhere
  /// with its marks, or to be looked for in pieces.
  private func listed(_ word: String) -> [String]? {
    let parts = word.split { Self.marks.contains($0) || $0 == "/" || $0 == "／" }.map(String.init)
    let isShort = analyzer.fold(word).elements.count { $0.kind == .han } < PieceSearch.long
    let areHan = parts.allSatisfy { part in
      analyzer.fold(part).elements.allSatisfy { $0.kind == .han }
    }
    return parts.count > 1 && isShort && areHan ? parts : nil
  }

  // MARK: Articles

  /// Articles as a word names them: 刑法第三百一十三条第二款, 刑法313条2款, 刑法第264、265条.
  private struct Provision {
    /// Nil where it stands in the word before, empty where there is none.
    var name: String?
    /// One will do: of an article with its 款 and 项, which stand nowhere in it, the article alone.
    var choices: [String]
  }

  private func provisions(_ word: String, _ folded: FoldedText) -> Provision? {
    guard !isStrict, let list = ArticleList(endOf: folded.scalars) else { return nil }
    let choices = list.articles.map { String(scalarValues: $0) }
    if list.start == 0, isBehindName { return Provision(choices: choices) }
    if list.start == 0 { return list.isWhole ? Provision(name: "", choices: choices) : nil }
    let source = folded.sourceRange(list.start..<list.start + 1)
    let start = word.utf8.index(word.startIndex, offsetBy: source.lowerBound)
    let name = String(word[..<start])
    guard list.start > 1, analyzer.fold(name).isSearchable else { return nil }
    return Provision(name: name, choices: choices)
  }

  /// Nil for other words, and for the number of an article without any name.
  private func provision(_ word: String) -> Provision? {
    let folded = analyzer.fold(word)
    if let listed = provisions(word, folded) { return listed }
    let divisions = ArticleNumber.divisions(in: folded.scalars)
    let scalars = Array(folded.scalars[..<(divisions?.start ?? folded.scalars.count)])
    var number = ArticleNumber.ranges(in: scalars).last
    // 刑法236条 is 刑法第236条.
    let bare = ArticleNumber.bareStart(in: scalars).flatMap { start in
      start == 0 || ArticleNumber.mayHave(Array(scalars[..<start])) ? start..<scalars.count : nil
    }
    // So is 刑法264.
    let digits = divisions == nil ? ArticleNumber.digitsStart(in: scalars) : nil
    if number?.upperBound != scalars.count { number = bare ?? digits.map { $0..<scalars.count } }
    guard let number, number.upperBound == scalars.count else { return nil }
    let source = folded.sourceRange(number)
    let start = word.utf8.index(word.startIndex, offsetBy: source.lowerBound)
    let end = word.utf8.index(word.startIndex, offsetBy: source.upperBound)
    let article =
      (scalars[number.lowerBound] == ArticleNumber.ordinal ? "" : "第") + word[start..<end]
      + (digits == number.lowerBound ? "条" : "")
    var choices = [article]
    if let divisions {
      let text = String(scalarValues: divisions.text)
      choices = isStrict ? [article + text] : [article + text, article]
    }
    if number.lowerBound == 0 {
      guard number == bare || divisions != nil, isBehindName else { return nil }
      return Provision(choices: choices)
    }
    let name = String(word[..<start])
    guard number.lowerBound > 1, analyzer.fold(name).isSearchable,
      !ArticleList.goesOn(Array(scalars[..<number.lowerBound]))
    else { return nil }
    return Provision(name: name, choices: choices)
  }

  /// Whether the word before names a text that has articles.
  private var isBehindName: Bool {
    guard case .text(let name)? = tokens.last?.kind else { return false }
    return ArticleNumber.mayHave(analyzer.fold(name.text).scalars)
  }

  private mutating func add(_ provision: Provision, at column: Int) {
    add(.open, at: column)
    if let name = provision.name, !name.isEmpty { addText(Pattern(name), at: column) }
    add(.open, at: column)
    for (place, choice) in provision.choices.enumerated() {
      if place > 0 { add(.binary(.or), at: column) }
      addText(Pattern(choice), at: column)
    }
    add(.close, at: column)
    add(.close, at: column)
  }

  private mutating func add(_ kind: QueryToken.Kind, at column: Int) {
    tokens.append(QueryToken(kind: kind, column: column))
  }

  /// A word of marks alone matches everything: it is passed over, and what negates it.
  private mutating func addText(_ pattern: Pattern, at column: Int) {
    if analyzer.fold(pattern.text).isSearchable {
      add(.text(pattern), at: column)
    } else {
      if !pattern.text.isEmpty { passedOver.append(pattern.text) }
      if tokens.last?.kind == .not { tokens.removeLast() }
    }
  }

  // MARK: Parentheses

  private static func isOpen(_ character: Character) -> Bool {
    character == "(" || character == "（"
  }

  private static func isClose(_ character: Character) -> Bool {
    character == ")" || character == "）"
  }

  private func standsAlone(_ index: Int) -> Bool {
    let before = index == 0 || endsToken(index - 1) || Self.isOpen(characters[index - 1])
    return before && (index + 1 == characters.count || endsToken(index + 1))
  }

  /// Whether a word before this character is whole.
  private func endsToken(_ index: Int) -> Bool {
    characters[index].isWhitespace || Self.isClose(characters[index]) || characters[index] == "|"
  }

  /// Whether the parenthesis at `start` opens a group, not a text.
  private func opensGroup(_ start: Int) throws(QueryError) -> Bool {
    var depth = 0
    var index = start
    while index < characters.count {
      if Self.isOpen(characters[index]) { depth += 1 }
      if Self.isClose(characters[index]) { depth -= 1 }
      if depth == 0 { break }
      if characters[index] == "\"" || characters[index] == "＂" {
        let close = characters[(index + 1)...].firstIndex(of: characters[index])
        index = close ?? index
      }
      index += 1
    }
    guard index < characters.count else { throw .openGroup(column: start) }
    let inside = characters[(start + 1)..<index]
    if index + 1 < characters.count, !endsToken(index + 1) {
      // Only another group can follow at once.
      return Self.isOpen(characters[index + 1]) && inside.contains { $0.isWhitespace || $0 == "|" }
    }
    return !Self.isLabel(inside)
  }

  private static let numerals: Set<Character> = [
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百",
  ]

  /// Whether parentheses round this make the label of a heading or of an item: `（一）`, `(12)`.
  private static func isLabel(_ text: ArraySlice<Character>) -> Bool {
    !text.isEmpty && text.count <= 4
      && text.allSatisfy { numerals.contains($0) || $0.isWholeNumber }
  }

  // MARK: Words

  /// The characters up to a space, a bar or what closes a group; a quotation mark inside a word
  /// belongs to it: “八五”普法.
  private mutating func word() throws(QueryError) -> String {
    let start = position
    var open = 0
    while position < characters.count {
      let character = characters[position]
      if character.isWhitespace || character == "|" && open == 0 { break }
      if Self.isOpen(character) { open += 1 }
      if Self.isClose(character) {
        if open == 0, !openGroups.isEmpty { break }
        if open == 0, position + 1 == characters.count || endsToken(position + 1),
          !Self.isLabel(characters[start..<position]),
          !(position == start + 1 && characters[start].isASCII && characters[start].isLetter)
        {
          throw .strayClose(column: position)
        }
        open = max(0, open - 1)
      }
      position += 1
    }
    return String(characters[start..<position])
  }

  private static let closing: [Character: Character] = ["\"": "\"", "“": "”", "„": "”", "＂": "＂"]

  /// Whether the quotation mark at `index` opens a phrase: where the word ends with its partner.
  /// A straight one does round several words, too, and before another mark of the query.
  private func isPhraseQuote(at index: Int, _ close: Character) -> Bool {
    guard let end = characters[(index + 1)...].firstIndex(of: close) else { return true }
    if end + 1 == characters.count || endsToken(end + 1) { return true }
    let isStraight = characters[index] == close
    return isStraight
      && (Self.closing[characters[end + 1]] != nil || Self.isOpen(characters[end + 1])
        || characters[index..<end].contains { $0.isWhitespace || $0 == "|" })
  }

  private mutating func quoted(until close: Character) throws(QueryError) -> String {
    let open = position
    position += 1
    let start = position
    while position < characters.count, characters[position] != close { position += 1 }
    guard position < characters.count else { throw .openQuote(column: open) }
    position += 1
    return String(characters[start..<position - 1])
  }

  // MARK: Fields

  /// The known name before a colon that begins here, in any width, case and script.
  private func fieldName() -> String? {
    let start = characters[position...].prefix(longestName + 1)
    guard let colon = start.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let typed = analyzer.fold(String(start[..<colon])).scalars
    let isWide = start[colon] == "："
    return fieldNames.first { $0.folded == typed && !(isWide && $0.isPlain) }?.name
  }

  private mutating func readField(_ name: String) throws(QueryError) {
    let start = position
    while characters[position] != ":", characters[position] != "：" { position += 1 }
    position += 1
    let column = position
    let value =
      if position < characters.count, let close = Self.closing[characters[position]],
        isPhraseQuote(at: position, close)
      {
        try quoted(until: close)
      } else {
        try word()
      }
    add(.field(FieldTerm(name: name, value: value, column: column)), at: start)
  }
}
