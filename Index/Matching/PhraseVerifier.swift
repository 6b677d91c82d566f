// PhraseVerifier.swift — candidates checked on the stored text.

/// Finds a pattern in a text: the index has no positions, the text is the proof.
struct PhraseVerifier {
  let analyzer: Analyzer
  private(set) var folded = FoldedText()
  /// A bit for the low six bits of each character of `folded`: what is not there stands nowhere.
  private var seen: UInt64 = 0
  /// The nearness that was asked for last: made ready once for all paragraphs in a row.
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
    analyzer.fold(text.span, into: &folded)
    seen = Self.bits(of: folded.elements.span)
  }

  private static func bits(of elements: Span<FoldedText.Element>) -> UInt64 {
    var bits: UInt64 = 0
    for index in elements.indices { bits |= bit(elements[index].scalar) }
    return bits
  }

  private static func bit(_ scalar: UInt32) -> UInt64 { 1 << UInt64(scalar & 63) }

  /// Where the texts of a proximity stand near one another in `text`: for each operand its places,
  /// in UTF-8 bytes; none where they do not.
  mutating func occurrences(
    of proximity: Proximity, _ compiled: [Pattern: CompiledPattern], in text: [UInt8]
  ) -> [[Range<Int>]] {
    read(text)
    return ranges(of: proximity, compiled, in: text)
  }

  /// The same in a text that has been read.
  ///
  /// - Parameter end: only what ends up to this byte counts.
  mutating func ranges(
    of proximity: Proximity, _ compiled: [Pattern: CompiledPattern], in text: [UInt8],
    within end: Int = .max
  ) -> [[Range<Int>]] {
    if near?.proximity != proximity { near = ProximityTexts(proximity, compiled) }
    guard let places = near?.places(in: text, readBy: self, within: end) else { return [] }
    return proximity.chains(places).map { $0.map(\.source) }
  }

  /// Where the pattern stands in the folded text.
  private func matches(of pattern: CompiledPattern, limit: Int) -> [Range<Int>] {
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
        start = end
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

  private func literal(
    _ pattern: CompiledPattern, in text: Span<UInt8>, limit: Int
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    let bytes = pattern.bytes
    var start = 0
    while start < text.count, ranges.count < limit {
      if !pattern.hasWildcards {
        guard let found = Self.find(bytes.span, in: text, from: start) else { break }
        start = found
      }
      if let end = end(of: pattern, from: start, in: text) {
        ranges.append(start..<end)
        start = end
      } else {
        start += UTF8Decoder.decode(text, at: start).length
      }
    }
    return ranges
  }

  /// Where a literal pattern that begins at a character of a text ends; nil where it does not stand
  /// there, or would cut a word.
  func end(of pattern: CompiledPattern, from start: Int, in text: Span<UInt8>) -> Int? {
    var end = start
    if pattern.hasWildcards {
      for wanted in pattern.scalars {
        if end >= text.count { return nil }
        let (scalar, length) = UTF8Decoder.decode(text, at: end)
        if scalar != wanted, wanted != Wildcards.any { return nil }
        end += length
      }
    } else {
      let bytes = pattern.bytes
      let wanted = bytes.span
      end += wanted.count
      if end > text.count { return nil }
      for index in wanted.indices where text[start + index] != wanted[index] { return nil }
    }
    return cutsWord(pattern, at: start..<end, in: text) ? nil : end
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
  private func isWord(before end: Int, in text: Span<UInt8>) -> Bool {
    var end = end
    while end > 0 {
      end -= 1
      while end > 0, text[end] & 0xc0 == 0x80 { end -= 1 }
      let scalar = UTF8Decoder.decode(text, at: end).scalar
      if let kind = analyzer.kind(of: scalar) { return kind == .word }
    }
    return false
  }

  private func isWord(after start: Int, in text: Span<UInt8>) -> Bool {
    var start = start
    while start < text.count {
      let (scalar, length) = UTF8Decoder.decode(text, at: start)
      if let kind = analyzer.kind(of: scalar) { return kind == .word }
      start += length
    }
    return false
  }
}
