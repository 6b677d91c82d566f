// PlainScan.swift — the matching rule said again, slowly, for the small alphabet of the tests.

/// The rule of `standard`, over `Alphabet` only: a text is its visible characters, and
/// between two of them whatever was passed over decides whether they touch.
struct PlainText {
  /// Folded characters; a space where two of them are kept apart.
  private(set) var symbols: [Unicode.Scalar] = []

  init(_ text: String) {
    var spaces = 0
    var quotes = 0
    for scalar in text.unicodeScalars {
      if Alphabet.invisible.contains(scalar) { continue }
      if Alphabet.quotes.contains(scalar) {
        quotes += 1
        continue
      }
      if Alphabet.spaces.contains(scalar) {
        spaces += 1
        continue
      }
      let next = Alphabet.folded[scalar] ?? scalar
      if let last = symbols.last, spaces + quotes > 0 {
        let touchesHan = Self.isHan(last) || Self.isHan(next)
        let touchesMark = Self.isMark(last) || Self.isMark(next)
        if !touchesMark, spaces > 1 || !touchesHan { symbols.append(" ") }
      }
      symbols.append(next)
      (spaces, quotes) = (0, 0)
    }
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "々" || scalar.value >= 0x3400 && scalar.value < 0xff00 || scalar.value > 0xffff
  }
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && !isHan(scalar) || scalar.properties.numericType == .decimal
  }
  static func isMark(_ scalar: Unicode.Scalar) -> Bool { !isHan(scalar) && !isWord(scalar) }

  var isSearchable: Bool { symbols.contains { !Self.isMark($0) } }

  /// Question marks between characters that are searched for stand for any symbol: nil.
  static func wildcards(in symbols: [Unicode.Scalar]) -> [Unicode.Scalar?] {
    func isWildcard(_ scalar: Unicode.Scalar) -> Bool { scalar == "?" || scalar == "？" }
    return symbols.indices.map { index in
      guard isWildcard(symbols[index]),
        let before = symbols[..<index].last(where: { !isWildcard($0) }), !isMark(before),
        let after = symbols[index...].first(where: { !isWildcard($0) }), !isMark(after)
      else { return symbols[index] }
      return nil
    }
  }

  /// Every place of `pattern` here, never inside a word.
  func places(of pattern: PlainText, hasWildcards: Bool = false) -> [Range<Int>] {
    let text = symbols
    let wanted = hasWildcards ? Self.wildcards(in: pattern.symbols) : pattern.symbols
    if wanted.isEmpty || wanted.count > text.count { return [] }
    return (0...text.count - wanted.count).map { $0..<$0 + wanted.count }.filter { place in
      let (start, end) = (place.lowerBound, place.upperBound)
      let cutsFront = start > 0 && Self.isWord(text[start - 1]) && Self.isWord(text[start])
      let cutsBack = end < text.count && Self.isWord(text[end - 1]) && Self.isWord(text[end])
      return zip(text[place], wanted).allSatisfy { $1 == nil || $0 == $1 }
        && !cutsFront && !cutsBack
    }
  }

  /// How often `pattern` stands here, without overlaps, never inside a word.
  func occurrences(of pattern: PlainText) -> Int { places(of: pattern).withoutOverlaps }

  /// The terms of the text as strings; `c$` for the end of a run, lone characters too.
  var terms: [String] {
    var terms: [String] = []
    var runs: [[Unicode.Scalar]] = []
    for (index, symbol) in symbols.enumerated() where !Self.isMark(symbol) {
      let goesOn =
        index > 0 && !Self.isMark(symbols[index - 1])
        && Self.isHan(symbols[index - 1]) == Self.isHan(symbol)
      if goesOn { runs[runs.count - 1].append(symbol) } else { runs.append([symbol]) }
    }
    for run in runs {
      let characters = run.map { String(Character($0)) }
      if !Self.isHan(run[0]) {
        terms.append(characters.joined())
      } else {
        for index in 0..<run.count - 1 { terms.append(characters[index] + characters[index + 1]) }
        terms.append("\(characters[run.count - 1])$")
      }
    }
    return terms
  }

  /// Tokens that count towards the length: pairs, words, lone characters.
  var length: Int {
    var length = 0
    var run = 0
    for (index, symbol) in symbols.enumerated() where !Self.isMark(symbol) {
      let follows =
        index > 0 && !Self.isMark(symbols[index - 1])
        && Self.isHan(symbols[index - 1]) == Self.isHan(symbol)
      run = follows ? run + 1 : 1
      // The second of a run of Han is in the pair that replaces the lone first.
      if run == 1 || Self.isHan(symbol) && run > 2 { length += 1 }
    }
    return length
  }
}

/// The characters that random texts are made of, few enough that everything happens.
enum Alphabet {
  static let han: [Unicode.Scalar] = ["法", "律", "人", "民", "𠮷", "国", "國", "々"]
  static let letters: [Unicode.Scalar] = ["a", "B", "c", "1", "２", "Ａ"]
  static let marks: [Unicode.Scalar] = ["，", "。", "（", "(", ";"]
  static let quotes: Set<Unicode.Scalar> = ["“", "”", "《", "》", "\""]
  static let spaces: Set<Unicode.Scalar> = [" ", "\u{3000}", "\n"]
  static let invisible: Set<Unicode.Scalar> = ["\u{200b}", "\u{202a}"]
  static let folded: [Unicode.Scalar: Unicode.Scalar] = [
    "國": "国", "B": "b", "Ａ": "a", "２": "2", "，": ",", "（": "(",
    "？": "?",
  ]

  /// - Parameter rarely: one of how many characters is not Han.
  static func text(_ count: Int, rarely: Int, _ numbers: inout SeededGenerator) -> String {
    let others: [[Unicode.Scalar]] = [
      letters, letters, marks, quotes.sorted(), spaces.sorted(), spaces.sorted(),
      invisible.sorted(),
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<count {
      let kind = numbers.once(in: rarely) ? others[numbers.below(others.count)] : han
      text.append(kind[numbers.below(kind.count)])
    }
    return String(text)
  }
}

extension [Range<Int>] {
  /// How many there are when each that is taken bars those that overlap it.
  var withoutOverlaps: Int {
    var (count, end) = (0, 0)
    for place in self where place.lowerBound >= end { (count, end) = (count + 1, place.upperBound) }
    return count
  }
}

extension String {
  /// Every place of `pattern` here to the byte, in scalars, never inside a word; words joined by
  /// something invisible are one.
  func literalPlaces(of pattern: String, hasWildcards: Bool = false) -> [Range<Int>] {
    let text = Array(unicodeScalars)
    let scalars = Array(pattern.unicodeScalars)
    let wanted = hasWildcards ? PlainText.wildcards(in: scalars) : scalars
    func isVisible(_ scalar: Unicode.Scalar) -> Bool { !Alphabet.invisible.contains(scalar) }
    func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(PlainText.isWord) ?? false }
    if wanted.isEmpty || wanted.count > text.count { return [] }
    return (0...text.count - wanted.count).map { $0..<$0 + wanted.count }.filter { place in
      let (start, end) = (place.lowerBound, place.upperBound)
      let cutsFront =
        isWord(text[..<start].last(where: isVisible))
        && isWord(text[start...].first(where: isVisible))
      let cutsBack =
        isWord(text[..<end].last(where: isVisible))
        && isWord(text[end...].first(where: isVisible))
      return zip(text[place], wanted).allSatisfy { $1 == nil || $0 == $1 }
        && !cutsFront && !cutsBack
    }
  }

  /// How often `pattern` stands here to the byte, without overlaps.
  func literalOccurrences(of pattern: String) -> Int { literalPlaces(of: pattern).withoutOverlaps }
}
