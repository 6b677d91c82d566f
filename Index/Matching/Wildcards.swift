// Wildcards.swift — one question mark, any one character: 法治??建设.

/// The question marks of a word that stand for any character, as it is compared.
///
/// Only those between characters that are searched for do: what a sentence ends with stays a mark.
enum Wildcards {
  /// Stands in a compiled text for any one character.
  static let any = UInt32.max

  static let marks: Set<UInt32> = [0x3f, 0xff1f]

  static func stand(in text: FoldedText) -> Bool {
    replaced(text.elements.map { ($0.scalar, $0.kind) }).contains(any)
  }

  /// The scalars, with `any` in the place of each wildcard.
  static func replaced(_ scalars: [(scalar: UInt32, kind: CharacterClass)]) -> [UInt32] {
    var replaced = scalars.map(\.scalar)
    var index = 0
    while index < replaced.count {
      let start = index
      while index < replaced.count, marks.contains(replaced[index]) { index += 1 }
      if start < index, start > 0, scalars[start - 1].kind != .mark, index < replaced.count,
        scalars[index].kind != .mark
      {
        for place in start..<index { replaced[place] = any }
      }
      index += 1
    }
    return replaced
  }

  /// The stretches between wildcards.
  static func pieces(of scalars: [UInt32]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    for (index, scalar) in scalars.enumerated() where scalar == any {
      if start < index { pieces.append(start..<index) }
      start = index + 1
    }
    if start < scalars.count { pieces.append(start..<scalars.count) }
    return pieces
  }

  /// The tokens that every match has, of those that the text would have by itself; `lone` is a Han
  /// character of which nothing more is known.
  static func tokens(
    of folded: FoldedText, _ scalars: [UInt32]
  ) -> (certain: [Token], lone: UInt32?) {
    var certain: [Token] = []
    var lone: UInt32?
    for piece in pieces(of: scalars) {
      let elements = Array(folded.elements[piece])
      BigramTokenizer.forEachToken(of: elements.span) { token in
        var token = token
        let isOpen =
          token.start == 0 && piece.lowerBound > 0
          || token.end == elements.count && piece.upperBound < scalars.count
        let isLast = token.end == elements.count
        token.start += Int32(piece.lowerBound)
        token.end += Int32(piece.lowerBound)
        switch token.kind {
        case .bigram: certain.append(token)
        // A word goes on where a wildcard is a letter.
        case .word: if !isOpen { certain.append(token) }
        case .runEnd: if !isLast { certain.append(token) }
        case .lone:
          if isLast {
            lone = lone ?? folded.elements[Int(token.start)].scalar
          } else {
            certain.append(token)
          }
        }
      }
    }
    return (certain, lone)
  }
}
