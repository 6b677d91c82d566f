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

  /// How often `pattern` stands here, without overlaps, never inside a word.
  func occurrences(of pattern: PlainText) -> Int {
    let (text, wanted) = (symbols, pattern.symbols)
    if wanted.isEmpty { return 0 }
    var count = 0
    var start = 0
    while start + wanted.count <= text.count {
      let end = start + wanted.count
      let cutsFront = start > 0 && Self.isWord(text[start - 1]) && Self.isWord(text[start])
      let cutsBack = end < text.count && Self.isWord(text[end - 1]) && Self.isWord(text[end])
      if Array(text[start..<end]) == wanted, !cutsFront, !cutsBack {
        count += 1
        start = end
      } else {
        start += 1
      }
    }
    return count
  }

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

extension String {
  /// How often `pattern` stands here to the byte, never inside a word; words joined by
  /// something invisible are one.
  func literalOccurrences(of pattern: String) -> Int {
    let text = Array(unicodeScalars)
    let wanted = Array(pattern.unicodeScalars)
    func isVisible(_ scalar: Unicode.Scalar) -> Bool { !Alphabet.invisible.contains(scalar) }
    func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(PlainText.isWord) ?? false }
    var count = 0
    var start = 0
    while !wanted.isEmpty, start + wanted.count <= text.count {
      let end = start + wanted.count
      let cutsFront =
        isWord(text[..<start].last(where: isVisible))
        && isWord(text[start...].first(where: isVisible))
      let cutsBack =
        isWord(text[..<end].last(where: isVisible))
        && isWord(text[end...].first(where: isVisible))
      if Array(text[start..<end]) == wanted, !cutsFront, !cutsBack {
        count += 1
        start = end
      } else {
        start += 1
      }
    }
    return count
  }
}
