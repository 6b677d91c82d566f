// BigramTokenizer.swift — a folded text → overlapping pairs of Han characters, and words.

/// Lists the tokens of a folded text in order.
///
/// A run of n ≥ 2 Han characters gives its n − 1 overlapping pairs and the end of the
/// run; a lone one gives itself. A query of one character is then every pair that
/// begins with it and the run that ends with it.
enum BigramTokenizer {
  static func tokenize(_ folded: FoldedText, into tokens: inout [Token]) {
    tokens.removeAll(keepingCapacity: true)
    let elements = folded.elements.span
    let count = elements.count
    var index = 0
    while index < count {
      let start = index
      let kind = elements[index].kind
      index += 1
      if kind == .mark { continue }
      while index < count, elements[index].kind == kind { index += 1 }
      if kind == .word {
        tokens.append(Token(kind: .word, start: Int32(start), end: Int32(index)))
        continue
      }
      for first in start..<index - 1 {
        tokens.append(Token(kind: .bigram, start: Int32(first), end: Int32(first + 2)))
      }
      tokens.append(
        Token(
          kind: index - start == 1 ? .lone : .runEnd, start: Int32(index - 1), end: Int32(index)))
    }
  }
}
