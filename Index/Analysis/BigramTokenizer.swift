// BigramTokenizer.swift — a folded text → overlapping pairs of Han characters, and words.

/// Lists the tokens of a folded text in order.
///
/// A run of n ≥ 2 Han characters gives its n − 1 overlapping pairs and the end of the
/// run; a lone one gives itself. A query of one character is then every pair that
/// begins with it and the run that ends with it.
enum BigramTokenizer {
  static func tokenize(_ folded: FoldedText, into tokens: inout [Token]) {
    tokens.removeAll(keepingCapacity: true)
    forEachToken(of: folded.elements.span) { tokens.append($0) }
  }

  /// Calls `body` with each token, in order; no more often than there are elements.
  @inline(__always)
  static func forEachToken(of elements: Span<FoldedText.Element>, _ body: (Token) -> Void) {
    let count = elements.count
    var index = 0
    while index < count {
      let start = index
      let kind = elements[index].kind
      index &+= 1
      if kind == .mark { continue }
      while index < count, elements[index].kind == kind { index &+= 1 }
      if kind == .word {
        body(token(.word, start, index))
        continue
      }
      for first in start..<index &- 1 { body(token(.bigram, first, first &+ 2)) }
      body(token(index &- start == 1 ? .lone : .runEnd, index &- 1, index))
    }
  }

  @inline(__always)
  private static func token(_ kind: Token.Kind, _ start: Int, _ end: Int) -> Token {
    Token(kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
  }
}
