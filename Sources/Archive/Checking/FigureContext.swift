// FigureContext.swift — what a figure is a figure of: the words round it that say more than all do.

/// The words round a figure, as pairs of characters, without those that stand round any figure.
struct FigureContext: Sendable {
  /// Of its clause.
  let clause: Set<UInt64>
  /// Of its sentence up to there, and not of its clause.
  let before: Set<UInt64>
  /// Of its sentence as a whole.
  let sentence: Set<UInt64>
  /// The word before it as it is, and without those that stand before any figure.
  let lead: [UInt32]
  let subject: [UInt32]

  init(_ figure: Figure, in scalars: [Unicode.Scalar], from start: Int, lead: Range<Int>) {
    let (first, end) = (figure.range.lowerBound, figure.range.upperBound)
    let clause = figure.clause(in: scalars, from: start)
    let sentence = Self.sentence(figure, in: scalars, from: start)
    let inClause = Self.words(scalars[clause.lowerBound..<first])
      .union(Self.words(scalars[end..<clause.upperBound]))
    self.clause = inClause
    let inSentence = Self.words(scalars[min(sentence.lowerBound, clause.lowerBound)..<first])
    before = inSentence.subtracting(inClause)
    self.sentence = inSentence.union(Self.words(scalars[end..<sentence.upperBound]))
    self.lead = ComparedText(String(String.UnicodeScalarView(scalars[lead]))).scalars
    subject = Self.pieces(self.lead).last { !$0.isEmpty } ?? []
  }

  /// From `start` on, where the text begins behind the number of its item.
  static func sentence(
    _ figure: Figure, in scalars: [Unicode.Scalar], from start: Int
  ) -> Range<Int> {
    let ends = "。；！？;".unicodeScalars
    let first = scalars[..<figure.range.lowerBound].lastIndex { ends.contains($0) }.map { $0 + 1 }
    let end = scalars[figure.range.upperBound...].firstIndex { ends.contains($0) }
    return max(first ?? start, min(start, figure.range.lowerBound))..<(end ?? scalars.count)
  }

  private static func words(_ scalars: ArraySlice<Unicode.Scalar>) -> Set<UInt64> {
    let text = ComparedText(String(String.UnicodeScalarView(scalars))).scalars
    return pieces(text).reduce(into: []) { $0.formUnion(ComparedText.pairs(of: $1)) }
  }

  /// What stands between marks, numbers and common words.
  private static func pieces(_ text: [UInt32]) -> [[UInt32]] {
    var pieces: [[UInt32]] = [[]]
    var index = 0
    while index < text.count {
      let words = common[text[index]] ?? []
      if let word = words.first(where: { text[index...].starts(with: $0) }) {
        index += word.count
        pieces.append([])
      } else {
        // Marks and digits; letters are words.
        let isWord = text[index] >= 0x3400 || (0x61...0x7a).contains(text[index])
        if isWord { pieces[pieces.count - 1].append(text[index]) } else { pieces.append([]) }
        index += 1
      }
    }
    return pieces
  }

  /// By their first characters.
  private static let common: [UInt32: [[UInt32]]] = Dictionary(
    grouping: ClaimWords.common.map { $0.unicodeScalars.map(\.value) }, by: { $0[0] })
}
