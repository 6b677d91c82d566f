// CompiledPattern.swift — a text to be found → the terms that lead to it, and the check.

/// A pattern made ready: which terms a paragraph must hold to be a candidate, and
/// whether its text must then be looked at.
final class CompiledPattern: Sendable {
  let pattern: Pattern
  let isLiteral: Bool
  /// The text as it is matched: folded scalars, `Wildcards.any` for any one of them; of a literal
  /// pattern with wildcards its own.
  let scalars: [UInt32]
  let hasWildcards: Bool
  /// Its own bytes, for a literal match.
  let bytes: [UInt8]
  /// Terms that every match holds.
  let terms: [TermKey]
  /// A Han character that every match holds as the start of a pair or the end of a run;
  /// nil when `terms` say enough.
  let row: UInt32?
  /// Letters or digits stand at the ends, so the match must begin or end a word.
  let startsWord, endsWord: Bool
  /// The text in the code of stored texts, where it is one of Han characters alone: in a plain
  /// paragraph, or to the letter, it stands just where this code does. Nil for other texts.
  let code: CodedText?
  /// The folded text, where it is one of Han characters of the Basic Multilingual Plane alone.
  let hanScalars: [UInt16]?
  /// A candidate may yet not match.
  let needsCheck: Bool
  /// Number of Han characters.
  let hanCount: Int
  /// The most of them that follow one another.
  let longestHanRun: Int
  /// The terms that count, as often as they stand in the pattern: its weight is theirs.
  let countedTerms: [TermKey]

  /// The one term whose postings are the answer; nil when there is more to do.
  var onlyTerm: TermKey? { !needsCheck && row == nil && terms.count == 1 ? terms[0] : nil }

  /// Whether every term that a match must hold is in the dictionary.
  func mayStand(in dictionary: TermDictionary) throws(SegmentError) -> Bool {
    for term in terms where try dictionary.find(term) == nil { return false }
    return true
  }

  init(_ pattern: Pattern, analyzer: Analyzer, isLiteral: Bool) {
    self.pattern = pattern
    self.isLiteral = isLiteral
    var buffer = AnalysisBuffer()
    analyzer.analyze(pattern.text.utf8.span, into: &buffer)
    let folded = buffer.folded
    let wild =
      pattern.hasWildcards
      ? Wildcards.replaced(folded.elements.map { ($0.scalar, $0.kind) }) : folded.scalars
    if pattern.hasWildcards, isLiteral {
      scalars = Wildcards.replaced(
        pattern.text.unicodeScalars.map { ($0.value, analyzer.kind(of: $0.value) ?? .mark) })
    } else {
      scalars = wild
    }
    hasWildcards = scalars.contains(Wildcards.any)
    bytes = Array(pattern.text.utf8)
    var terms: [TermKey] = []
    var row: UInt32?
    let isWild = wild.contains(Wildcards.any)
    if isWild { (buffer.tokens, row) = Wildcards.tokens(of: folded, wild) }
    for token in buffer.tokens {
      switch token.kind {
      case .bigram, .word: terms.append(TermKey(token, in: folded))
      case .runEnd, .lone:
        // A run that is followed by something ends there in every match, too.
        if Int(token.end) < folded.elements.count {
          terms.append(TermKey(token, in: folded))
        } else if token.kind == .lone {
          row = folded.elements[Int(token.start)].scalar
        }
      }
    }
    self.row = terms.isEmpty ? row : nil
    self.terms = terms.uniqued()
    let (first, last) = (folded.elements.first, folded.elements.last)
    if isLiteral {
      // To the byte, a mark at an end of the pattern ends the word there.
      let (behind, before) = (analyzer.fold("x" + pattern.text), analyzer.fold(pattern.text + "x"))
      startsWord = behind.elements.dropFirst().first?.kind == .word
      endsWord = before.elements.dropLast().last?.kind == .word
    } else {
      (startsWord, endsWord) = (first?.kind == .word, last?.kind == .word)
    }
    let isOneTerm = buffer.tokens.count(where: { $0.kind != .runEnd }) == 1
    let isBare = folded.elements.allSatisfy { $0.kind != .mark }
    let isShort = buffer.tokens.allSatisfy { $0.end - $0.start < TermKey.longestWord }
    needsCheck = isLiteral || isWild || !(isOneTerm && isBare && isShort)
    code = Self.code(of: pattern.text, folded, isLiteral: isLiteral).flatMap(CodedText.init)
    let isHan = folded.elements.allSatisfy { $0.kind == .han && $0.scalar < UInt32(UInt16.max) }
    hanScalars = isHan && !folded.elements.isEmpty ? folded.elements.map { UInt16($0.scalar) } : nil
    countedTerms = buffer.tokens.filter {
      $0.isCounted && !($0.kind == .lone && Int($0.end) == folded.elements.count)
    }.map { TermKey($0, in: folded) }
    hanCount = folded.elements.count { $0.kind == .han }
    longestHanRun = folded.elements.split { $0.kind != .han }.map(\.count).max() ?? 0
  }

  private static func code(
    of text: String, _ folded: FoldedText, isLiteral: Bool
  ) -> [UInt8]? {
    let elements = folded.elements
    guard !elements.isEmpty, elements.allSatisfy({ $0.kind == .han }) else { return nil }
    if !isLiteral { return TextEncoder.code(of: String(scalarValues: folded.scalars)) }
    let length = elements.reduce(0) { $0 + Int($1.sourceEnd - $1.sourceStart) }
    return length == text.utf8.count ? TextEncoder.code(of: text) : nil
  }
}
