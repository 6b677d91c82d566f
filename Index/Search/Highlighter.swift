// Highlighter.swift — where a query stands in a text.

/// Finds the texts of one query in many texts.
package struct Highlighter {
  private let analyzer: Analyzer
  package let isBroken: Bool
  private var texts: [CompiledPattern] = []
  /// Their terms, where pieces of them count; parallel to `texts`.
  private var terms: [Set<TermKey>] = []
  private var near: [Proximity] = []
  private var compiled: [Pattern: CompiledPattern] = [:]

  init(_ query: Query, analyzer: Analyzer, isLiteral: Bool, isBroken: Bool) {
    self.analyzer = analyzer
    self.isBroken = isBroken
    func compile(_ pattern: Pattern) -> CompiledPattern {
      CompiledPattern(pattern, analyzer: analyzer, isLiteral: isLiteral)
    }
    for leaf in query.leaves.uniqued() {
      if case .text(let pattern) = leaf { texts.append(compile(pattern)) }
      if case .near(let proximity) = leaf {
        near.append(proximity)
        for pattern in proximity.operands.joined() { compiled[pattern] = compile(pattern) }
      }
    }
    if isBroken { terms = texts.map { Set($0.terms) } }
  }

  /// UTF-8 bytes of `text`, in order and without overlaps.
  package func ranges(in text: String) -> [Range<Int>] {
    var verifier = PhraseVerifier(analyzer: analyzer)
    let bytes = Array(text.utf8)
    verifier.read(bytes)
    var ranges: [Range<Int>] = []
    for proximity in near {
      ranges += verifier.ranges(of: proximity, compiled, in: bytes).joined()
    }
    for (index, pattern) in texts.enumerated() {
      let found = verifier.ranges(of: pattern, in: bytes)
      ranges += found
      if found.isEmpty, isBroken { ranges += pieces(terms[index], in: bytes) }
    }
    return Self.merge(ranges, touching: isBroken)
  }

  /// The stretches, of two characters or more, and words of the query's texts of which no piece
  /// stands in any of `places`; question words are left out.
  package func absent(from places: [String]) -> [String] {
    var held: Set<TermKey> = []
    var buffer = AnalysisBuffer()
    for place in places {
      analyzer.analyze(place.utf8.span, into: &buffer)
      for token in buffer.tokens { held.insert(TermKey(token, in: buffer.folded)) }
    }
    // Of the spellings of one text, the one of which most is held.
    var fewest: [String: (count: Int, absent: [String])] = [:]
    var typed: [String] = []
    for pattern in texts.map(\.pattern) {
      var absent: [String] = []
      analyzer.analyze(pattern.text.utf8.span, into: &buffer)
      let folded = buffer.folded
      var isOpen = zip(folded.elements, QuestionWords.marks(in: folded.scalars)).map {
        ($0.kind == .han || $0.kind == .word) && !$1
      }
      for token in buffer.tokens where held.contains(TermKey(token, in: folded)) {
        for index in Int(token.start)..<Int(token.end) { isOpen[index] = false }
      }
      let bytes = Array(pattern.text.utf8)
      var (start, count) = (0, 0)
      while let first = isOpen[start...].firstIndex(of: true) {
        start = isOpen[first...].firstIndex(of: false) ?? isOpen.count
        if start - first > 1 || folded.elements[first].kind == .word {
          absent.append(String(decoding: bytes[folded.sourceRange(first..<start)], as: UTF8.self))
          count += start - first
        }
      }
      let text = pattern.typed ?? pattern.text
      // 九条 of 第三十九条 was not typed where 第39条 was.
      if pattern.typed != nil, absent.contains(where: { !text.contains($0) }) { continue }
      if fewest[text] == nil { typed.append(text) }
      if fewest[text].map({ count < $0.count }) ?? true { fewest[text] = (count, absent) }
    }
    return typed.flatMap { fewest[$0]?.absent ?? [] }
  }

  private func pieces(_ wanted: Set<TermKey>, in text: [UInt8]) -> [Range<Int>] {
    var buffer = AnalysisBuffer()
    analyzer.analyze(text.span, into: &buffer)
    return buffer.tokens
      .filter { $0.isCounted && wanted.contains(TermKey($0, in: buffer.folded)) }
      .map { buffer.folded.sourceRange(Int($0.start)..<Int($0.end)) }
  }

  /// - Parameter touching: joins ranges that touch, as pieces of one text.
  private static func merge(_ ranges: [Range<Int>], touching: Bool) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound + (touching ? 1 : 0) {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
