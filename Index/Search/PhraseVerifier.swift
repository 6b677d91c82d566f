// PhraseVerifier.swift — candidates checked on the stored text.

/// Finds a pattern in a text: the index has no positions, the text is the proof.
struct PhraseVerifier {
  let analyzer: Analyzer
  private(set) var folded = FoldedText()
  /// A bit for the low six bits of each character of `folded`: what is not there stands nowhere.
  private var seen: UInt64 = 0
  /// The nearness that was asked for last.
  private var near: ProximityTexts?

  init(analyzer: Analyzer) { self.analyzer = analyzer }

  /// Where `pattern` stands in `text`, in UTF-8 bytes of the text, without overlaps;
  /// no more than `limit` of them.
  mutating func occurrences(
    of pattern: CompiledPattern, in text: [UInt8], limit: Int = .max
  ) -> [Range<Int>] {
    if !pattern.isLiteral { read(text) }
    return ranges(of: pattern, in: text, limit: limit)
  }

  /// The same in a text that has been read.
  func ranges(
    of pattern: CompiledPattern, in text: [UInt8], limit: Int = .max
  ) -> [Range<Int>] {
    pattern.isLiteral
      ? literal(pattern, in: text.span, limit: limit)
      : matches(of: pattern, limit: limit).map { folded.sourceRange($0) }
  }

  /// Folds the text whose places are asked for next.
  mutating func read(_ text: [UInt8]) {
    TextNormalizer(profile: analyzer.profile).fold(text.span, into: &folded)
    seen = Self.bits(of: folded.elements.span)
  }

  private static func bits(of elements: Span<FoldedText.Element>) -> UInt64 {
    var bits: UInt64 = 0
    for index in elements.indices { bits |= bit(elements[index].scalar) }
    return bits
  }

  private static func bit(_ scalar: UInt32) -> UInt64 { 1 << UInt64(scalar & 63) }

  /// The texts of a nearness, made ready once for all paragraphs that are asked about it in a row.
  mutating func texts(
    of proximity: Proximity, _ compiled: [Pattern: CompiledPattern]
  ) -> ProximityTexts {
    if let near, near.proximity == proximity { return near }
    let texts = ProximityTexts(proximity, compiled)
    near = texts
    return texts
  }

  /// Every place of `pattern` in `text`, which has been read, overlapping ones too: in characters as
  /// they are compared, folded ones unless the pattern is literal, and in UTF-8 bytes of the text.
  func places(
    of pattern: CompiledPattern, in text: [UInt8]
  ) -> [(characters: Range<Int>, source: Range<Int>)] {
    if pattern.isLiteral {
      let ranges = literal(pattern, in: text.span, limit: .max, overlapping: true)
      return zip(Self.scalars(ranges, in: text.span), ranges).map { ($0, $1) }
    }
    return matches(of: pattern, limit: .max, overlapping: true).map {
      ($0, folded.sourceRange($0))
    }
  }

  /// Where the pattern stands in the folded text.
  private func matches(
    of pattern: CompiledPattern, limit: Int, overlapping: Bool = false
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    let scalars = pattern.scalars
    let (elements, wanted) = (folded.elements.span, scalars.span)
    if wanted.isEmpty { return [] }
    for index in wanted.indices where wanted[index] != Wildcards.any {
      if seen & Self.bit(wanted[index]) == 0 { return [] }
    }
    var start = 0
    while start <= elements.count - wanted.count, ranges.count < limit {
      let end = start + wanted.count
      if Self.stands(wanted, pattern, at: start, in: elements) {
        ranges.append(start..<end)
        start = overlapping ? start + 1 : end
      } else {
        start += 1
      }
    }
    return ranges
  }

  /// Whether the scalars of a pattern stand at a place of a folded text.
  @inline(__always)
  static func stands(
    _ wanted: Span<UInt32>, _ pattern: CompiledPattern, at start: Int,
    in elements: Span<FoldedText.Element>
  ) -> Bool {
    let end = start + wanted.count
    if end > elements.count { return false }
    for index in wanted.indices
    where elements[start + index].scalar != wanted[index] && wanted[index] != Wildcards.any {
      return false
    }
    if pattern.startsWord, start > 0, elements[start - 1].kind == .word { return false }
    return !pattern.endsWord || end == elements.count || elements[end].kind != .word
  }

  /// Byte ranges of `text`, whose beginnings increase, as ranges of scalars.
  private static func scalars(_ ranges: [Range<Int>], in text: Span<UInt8>) -> [Range<Int>] {
    var (byte, scalar) = (0, 0)
    return ranges.map { range in
      while byte < range.lowerBound {
        if text[byte] & 0xc0 != 0x80 { scalar += 1 }
        byte += 1
      }
      var count = 0
      for index in range where text[index] & 0xc0 != 0x80 { count += 1 }
      return scalar..<scalar + count
    }
  }

  mutating func contains(_ pattern: CompiledPattern, in text: [UInt8]) -> Bool {
    return !occurrences(of: pattern, in: text, limit: 1).isEmpty
  }

  private func literal(
    _ pattern: CompiledPattern, in text: Span<UInt8>, limit: Int, overlapping: Bool = false
  ) -> [Range<Int>] {
    if pattern.hasWildcards {
      return literalWithWildcards(pattern, in: text, limit: limit, overlapping: overlapping)
    }
    var ranges: [Range<Int>] = []
    var next = 0
    let bytes = pattern.bytes
    while ranges.count < limit, let start = Self.find(bytes.span, in: text, from: next) {
      let end = start + bytes.count
      if cutsWord(pattern, at: start..<end, in: text) {
        next = start + 1
      } else {
        ranges.append(start..<end)
        next = overlapping ? start + 1 : end
      }
    }
    return ranges
  }

  /// Whether the bytes of a pattern stand at a place of a text, and cut no word there.
  func stands(_ pattern: CompiledPattern, atByte start: Int, in text: Span<UInt8>) -> Bool {
    let bytes = pattern.bytes
    let wanted = bytes.span
    let end = start + wanted.count
    if end > text.count { return false }
    for index in wanted.indices where text[start + index] != wanted[index] { return false }
    return !cutsWord(pattern, at: start..<end, in: text)
  }

  private func cutsWord(
    _ pattern: CompiledPattern, at range: Range<Int>, in text: Span<UInt8>
  ) -> Bool {
    pattern.startsWord && isWord(before: range.lowerBound, in: text)
      || pattern.endsWord && isWord(after: range.upperBound, in: text)
  }

  private static func find(
    _ wanted: Span<UInt8>, in text: Span<UInt8>, from start: Int
  ) -> Int? {
    guard !wanted.isEmpty else { return nil }
    let (first, last) = (wanted[0], wanted[wanted.count - 1])
    var start = start
    while start <= text.count - wanted.count {
      if text[start] == first, text[start + wanted.count - 1] == last {
        var index = 1
        while index < wanted.count, text[start + index] == wanted[index] { index += 1 }
        if index >= wanted.count { return start }
      }
      start += 1
    }
    return nil
  }

  /// Whether a word goes on before `end`, past what has no width.
  func isWord(before end: Int, in text: Span<UInt8>) -> Bool {
    var end = end
    while end > 0 {
      end -= 1
      while end > 0, text[end] & 0xc0 == 0x80 { end -= 1 }
      let folded = folded(UTF8Decoder.decode(text, at: end).scalar)
      if folded != Folding.invisible { return isWord(folded) }
    }
    return false
  }

  func isWord(after start: Int, in text: Span<UInt8>) -> Bool {
    var start = start
    while start < text.count {
      let (scalar, length) = UTF8Decoder.decode(text, at: start)
      let folded = folded(scalar)
      if folded != Folding.invisible { return isWord(folded) }
      start += length
    }
    return false
  }

  private func folded(_ scalar: UInt32) -> UInt32 {
    analyzer.profile == .plain ? scalar : Folding.fold(scalar, Folding.table)
  }

  private func isWord(_ scalar: UInt32) -> Bool {
    CharacterClass(scalar, profile: analyzer.profile) == .word
  }
}
