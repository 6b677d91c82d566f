// CompiledPattern.swift — a text to be found → the terms that lead to it, and the check.

/// A pattern made ready: which terms a paragraph must hold to be a candidate, and
/// whether its text must then be looked at.
struct CompiledPattern: Sendable {
  let pattern: Pattern
  let isLiteral: Bool
  /// The text as it is matched: folded scalars.
  let scalars: [UInt32]
  /// Its own bytes, for a literal match.
  let bytes: [UInt8]
  /// Terms that every match holds.
  let terms: [TermKey]
  /// A Han character that every match holds as the start of a pair or the end of a run;
  /// nil when `terms` say enough.
  let row: UInt32?
  /// Letters or digits stand at the ends, so the match must begin or end a word.
  let startsWord, endsWord: Bool
  /// A candidate may yet not match.
  let needsCheck: Bool
  /// Number of Han characters.
  let hanCount: Int

  init(_ pattern: Pattern, analyzer: Analyzer, isLiteral: Bool) {
    self.pattern = pattern
    self.isLiteral = isLiteral
    var buffer = AnalysisBuffer()
    analyzer.analyze(pattern.text.utf8, into: &buffer)
    let folded = buffer.folded
    scalars = folded.scalars
    bytes = Array(pattern.text.utf8)
    var terms: [TermKey] = []
    var row: UInt32?
    var seen: Set<TermKey> = []
    for token in buffer.tokens {
      switch token.kind {
      case .bigram, .word:
        let key = TermKey(token, in: folded)
        if seen.insert(key).inserted { terms.append(key) }
      case .runEnd, .lone:
        // A run that is followed by something ends there in every match, too.
        if Int(token.end) < folded.scalars.count {
          let key = TermKey(token, in: folded)
          if seen.insert(key).inserted { terms.append(key) }
        } else if token.kind == .lone {
          row = folded.scalars[Int(token.start)]
        }
      }
    }
    self.row = terms.isEmpty ? row : nil
    self.terms = terms
    startsWord = folded.classes.first == .word
    endsWord = folded.classes.last == .word
    let isOneTerm = buffer.tokens.count(where: { $0.kind != .runEnd }) == 1
    let isBare = folded.classes.allSatisfy { $0 != .mark }
    let isShort = buffer.tokens.allSatisfy { $0.end - $0.start < TermKey.longestWord }
    needsCheck = isLiteral || !(isOneTerm && isBare && isShort)
    hanCount = folded.classes.count { $0 == .han }
  }
}
