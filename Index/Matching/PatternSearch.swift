// PatternSearch.swift — one text to be found → the paragraphs, or titles, that hold it.

/// Evaluates patterns and queries in one segment, exactly.
struct PatternSearch {
  let segment: SegmentReader
  private let rows: SegmentRows
  private var verifier: PhraseVerifier
  private var folded = FoldedCodeSearch()
  /// The text that is looked at, in UTF-8.
  private var text: [UInt8] = []

  /// - Parameter rows: those of the paragraphs that the patterns need.
  init(_ segment: SegmentReader, _ rows: SegmentRows = [:]) {
    self.segment = segment
    self.rows = rows
    verifier = PhraseVerifier(analyzer: segment.analyzer)
  }

  /// The paragraphs whose own text holds the pattern, in order, and how often.
  mutating func paragraphs(_ pattern: CompiledPattern) throws(SegmentError) -> Matches {
    if let row = pattern.row.flatMap({ rows[$0] }), !pattern.needsCheck { return row }
    if let term = pattern.onlyTerm {
      guard let list = try segment.body.find(term) else { return Matches() }
      return try Matches(list)
    }
    let candidates =
      if let row = pattern.row.flatMap({ rows[$0] }) {
        row
      } else {
        try Self.candidates(pattern, in: segment.body, units: segment.paragraphCount)
      }
    var matches = Matches()
    let (ids, frequencies) = (candidates.ids, candidates.frequencies)
    for start in stride(from: 0, to: ids.count, by: ParagraphText.foundTogether) {
      let part = start..<min(ids.count, start + ParagraphText.foundTogether)
      let places = try segment.texts.places(of: ids[part])
      for (index, place) in zip(part, places) {
        let frequency = try frequency(
          of: pattern, in: Int(ids[index]), atMost: frequencies[index], at: place)
        if frequency > 0 { matches.append(ids[index], frequency) }
      }
    }
    return matches
  }

  /// How often each paragraph holds the pattern, where the index alone says so; nil where texts
  /// have to be looked at, as for 看看, which stands once in 看看看 and is two pairs of it.
  func indexedFrequencies(of pattern: CompiledPattern) throws(SegmentError) -> Matches? {
    if pattern.needsCheck { return nil }
    if let row = pattern.row { return rows[row] }
    guard let term = pattern.onlyTerm, Set(pattern.scalars).count > 1 else { return nil }
    return try segment.body.find(term).map { list throws(SegmentError) in try Matches(list) }
      ?? Matches()
  }

  /// How often the text of a paragraph holds the pattern.
  ///
  /// - Parameters:
  ///   - most: what it cannot be more than, or all that is asked for: counting may end there.
  ///   - place: where the text stands, when that is known.
  mutating func frequency(
    of pattern: CompiledPattern, in paragraph: Int, atMost most: UInt32 = .max,
    at place: ParagraphText.Place? = nil
  ) throws(SegmentError) -> UInt32 {
    let known = place
    let place = if let known { known } else { try segment.texts.place(of: paragraph) }
    if let code = pattern.code {
      let found = segment.texts.count(code, at: place, limit: most)
      if place.isPlain || pattern.isLiteral || found >= most { return found }
      if let wanted = pattern.hanScalars {
        let count = try segment.texts.withCode(at: place) { folded.count(wanted, in: $0) }
        guard let count else { throw segment.texts.damaged(at: place) }
        return count
      }
    }
    text.removeAll(keepingCapacity: true)
    try segment.texts.read(at: place, into: &text)
    return UInt32(verifier.occurrences(of: pattern, in: text).count)
  }

  /// The documents whose title holds the pattern, in order.
  mutating func titles(_ pattern: CompiledPattern) throws(SegmentError) -> [ParagraphID] {
    let candidates = try Self.candidates(
      pattern, in: segment.title, units: segment.documentCount)
    guard pattern.needsCheck else { return candidates.ids }
    var matches: [ParagraphID] = []
    for candidate in candidates.ids {
      let title = try segment.titleBytes(of: Int(candidate))
      let first = verifier.occurrences(of: pattern, in: title, limit: 1).first
      if first != nil { matches.append(candidate) }
    }
    return matches
  }

  /// Whether the heading part of a paragraph holds the pattern.
  ///
  /// - Parameter isInText: the paragraph is known to hold it somewhere.
  mutating func heading(
    of paragraph: Int, holds pattern: CompiledPattern, isInText: Bool
  ) throws(SegmentError) -> Bool {
    let length = try segment.headingLength(of: paragraph)
    if length == 0 { return false }
    let place = try segment.texts.place(of: paragraph)
    let end = try segment.texts.withCode(at: place) { TextCode.length(of: length, in: $0) }
    if isInText, end == place.range.count { return true }
    if let wanted = pattern.hanScalars, !pattern.isLiteral {
      let count = try segment.texts.withCode(at: place) { code in
        folded.count(wanted, in: code.extracting(0..<end))
      }
      guard let count else { throw segment.texts.damaged(at: place) }
      return count > 0
    }
    guard let heading = try ReadText(headingOf: paragraph, in: segment),
      let first = verifier.occurrences(of: pattern, in: heading.bytes, limit: 1).first
    else { return false }
    return first.upperBound <= heading.end
  }

  private static func candidates(
    _ pattern: CompiledPattern, in dictionary: TermDictionary, units: Int
  ) throws(SegmentError) -> Matches {
    if let row = pattern.row {
      return try Matches(rowOf: row, in: dictionary, units: units)
    }
    if pattern.terms.isEmpty, pattern.hasWildcards {
      // Letters and wildcards alone, a?c: no term says where to look.
      var all = Matches()
      for unit in 0..<units { all.append(ParagraphID(unit), .max) }
      return all
    }
    var cursors: [PostingCursor] = []
    for term in pattern.terms {
      guard let list = try dictionary.find(term) else { return Matches() }
      cursors.append(PostingCursor(list))
    }
    return try Matches.intersection(of: cursors)
  }
}
