// LocalWords.swift — the words by which a text says where it is from: 江门市, 全省, 市.

/// What changes when an office takes over the sentence of another: names of divisions, words for
/// its own division, and the level of offices.
package struct LocalWords: Sendable {
  package struct Word: Sendable, Hashable {
    /// Bytes of the text.
    package var range: Range<Int>
    /// A name or a word for the own division, not a level alone.
    package var isName: Bool
  }

  private static let levels: Set<Unicode.Scalar> = ["省", "市", "县", "区", "州", "盟", "旗"]
  private static let owners: Set<Unicode.Scalar> = ["全", "我", "本"]

  /// Short forms of counties are names only where a text is from that county: 长安, 和平.
  private let own: Set<Int>

  /// - Parameter regions: where the texts are from.
  package init(of regions: [Region]) { own = Set(regions.map(\.number)) }

  /// In order, without overlaps; names that follow one another are one: 广东省江门市.
  package func words(in text: String) -> [Word] {
    let bytes = Array(text.utf8)
    var words: [Word] = []
    for mention in Divisions.all.mentions(in: bytes) where isName(mention) {
      if let last = words.last, last.range.upperBound == mention.range.lowerBound {
        words[words.count - 1].range = last.range.lowerBound..<mention.range.upperBound
      } else {
        words.append(Word(range: mention.range, isName: true))
      }
    }
    var names = words[...]
    var offset = 0
    var owner: Int?
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      defer { offset = end }
      while let first = names.first, first.range.upperBound <= offset { names.removeFirst() }
      if let first = names.first, first.range.contains(offset) {
        owner = nil
        continue
      }
      if Self.levels.contains(scalar) {
        words.append(Word(range: (owner ?? offset)..<end, isName: owner != nil))
      }
      owner = Self.owners.contains(scalar) ? offset : nil
    }
    return words.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func isName(_ mention: Divisions.Mention) -> Bool {
    mention.isWhole || mention.codes.contains { $0 % 100 == 0 || own.contains($0) }
  }
}
