// AdaptedText.swift — the clauses that one text took over from another, local words swapped.
package import Extraction

/// Clauses of two texts that are alike but for the words that say where each is from.
package enum AdaptedText {
  /// Scalars of a clause below which it tells nothing.
  private static let shortest = 8
  /// Pairs of characters that two clauses must share, of all that either has.
  private static let leastLikeness = 0.7
  /// A pair of characters in more clauses than this tells none from the others.
  private static let mostHolders = 200
  private static let ends: Set<Unicode.Scalar> = ["。", "，", "；", "：", "！", "？", ",", ";", ":"]

  /// A stretch between two marks, as it is compared.
  private struct Clause {
    var paragraph: Int
    var text: String
    var words: [TextComparison.Word]
    var pairs: Set<UInt64>
  }

  /// - Returns: in the order of `new`, steps of `.adapted`; numbers of paragraphs from 1.
  package static func find(
    _ old: [String], _ new: [String], local: LocalWords
  ) -> [ComparedParagraph] {
    var numbers: [String: UInt32] = [:]
    let (left, right) = (clauses(of: old, local, &numbers), clauses(of: new, local, &numbers))
    var holders: [UInt64: [Int]] = [:]
    for (number, clause) in left.enumerated() {
      for pair in clause.pairs { holders[pair, default: []].append(number) }
    }
    var found: [ComparedParagraph] = []
    for clause in right where clause.words.contains(where: \.isLocal) {
      var others: Set<Int> = []
      for pair in clause.pairs {
        if let those = holders[pair], those.count <= mostHolders { others.formUnion(those) }
      }
      let likeness = { (other: Int) in
        2 * Double(clause.pairs.intersection(left[other].pairs).count)
          / Double(clause.pairs.count + left[other].pairs.count)
      }
      // What was taken over unchanged is no adaptation of something else.
      guard let best = others.sorted().max(by: { likeness($0) < likeness($1) }),
        likeness(best) >= leastLikeness, left[best].text != clause.text
      else { continue }
      let parts = TextComparison.parts(left[best].words, clause.words)
      guard parts.contains(where: \.isAdapted) else { continue }
      found.append(
        ComparedParagraph(
          change: .adapted, old: left[best].paragraph + 1, new: clause.paragraph + 1,
          parts: parts))
    }
    return found
  }

  /// - Parameter numbers: of the words met so far.
  private static func clauses(
    of texts: [String], _ local: LocalWords, _ numbers: inout [String: UInt32]
  ) -> [Clause] {
    var clauses: [Clause] = []
    for (paragraph, text) in texts.enumerated() {
      for piece in text.unicodeScalars.split(whereSeparator: { ends.contains($0) })
      where piece.count >= shortest {
        let text = String(piece)
        let words = TextComparison.words(text, local: local)
        var keys: [UInt32] = []
        for word in words {
          let number = numbers[word.key] ?? UInt32(numbers.count)
          numbers[word.key] = number
          keys.append(number)
        }
        clauses.append(
          Clause(
            paragraph: paragraph, text: text, words: words, pairs: ComparedText.pairs(of: keys)))
      }
    }
    return clauses
  }
}
