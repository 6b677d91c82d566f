// PhraseVerifier.swift — candidates checked on the stored text.

/// Finds a pattern in a text: the index has no positions, the text is the proof.
struct PhraseVerifier {
  let analyzer: Analyzer
  private var folded = FoldedText()

  init(analyzer: Analyzer) { self.analyzer = analyzer }

  /// Where `pattern` stands in `text`, in UTF-8 bytes of the text, without overlaps;
  /// no more than `limit` of them.
  mutating func occurrences(
    of pattern: CompiledPattern, in text: [UInt8], limit: Int = .max
  ) -> [Range<Int>] {
    if pattern.isLiteral { return Self.literal(pattern, in: text, limit: limit) }
    TextNormalizer(profile: analyzer.profile).fold(text, into: &folded)
    var ranges: [Range<Int>] = []
    let (scalars, wanted) = (folded.scalars, pattern.scalars)
    guard let first = wanted.first, scalars.count >= wanted.count else { return [] }
    var start = 0
    while start <= scalars.count - wanted.count, ranges.count < limit {
      if scalars[start] == first, Self.matches(scalars, at: start, wanted),
        !(pattern.startsWord && start > 0 && folded.classes[start - 1] == .word),
        !(pattern.endsWord && start + wanted.count < scalars.count
          && folded.classes[start + wanted.count] == .word)
      {
        ranges.append(folded.sourceRange(start..<start + wanted.count))
        start += wanted.count
      } else {
        start += 1
      }
    }
    return ranges
  }

  mutating func contains(_ pattern: CompiledPattern, in text: [UInt8]) -> Bool {
    !occurrences(of: pattern, in: text, limit: 1).isEmpty
  }

  private static func matches(_ scalars: [UInt32], at start: Int, _ wanted: [UInt32]) -> Bool {
    for index in 1..<max(1, wanted.count) where scalars[start + index] != wanted[index] {
      return false
    }
    return true
  }

  private static func literal(
    _ pattern: CompiledPattern, in text: [UInt8], limit: Int
  ) -> [Range<Int>] {
    let wanted = pattern.bytes
    guard let first = wanted.first, text.count >= wanted.count else { return [] }
    var ranges: [Range<Int>] = []
    var start = 0
    search: while start <= text.count - wanted.count, ranges.count < limit {
      guard text[start] == first else {
        start += 1
        continue
      }
      for index in 1..<max(1, wanted.count) where text[start + index] != wanted[index] {
        start += 1
        continue search
      }
      let end = start + wanted.count
      if isWordByte(wanted[0]), start > 0, isWordByte(text[start - 1]) {
        start += 1
      } else if isWordByte(wanted[wanted.count - 1]), end < text.count, isWordByte(text[end]) {
        start += 1
      } else {
        ranges.append(start..<end)
        start = end
      }
    }
    return ranges
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    CharacterClass(UInt32(byte), profile: .plain) == .word && byte < 0x80
  }
}
