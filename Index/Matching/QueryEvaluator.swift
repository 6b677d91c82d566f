// QueryEvaluator.swift — a query tree in one segment: paragraphs, titles, headings that match.

/// A text to be looked at: only what ends up to byte `end` counts, the rest tells where words end.
struct ReadText {
  var bytes: [UInt8]
  var end: Int

  init(_ bytes: [UInt8], end: Int? = nil) { (self.bytes, self.end) = (bytes, end ?? bytes.count) }

  /// The heading part of a paragraph; nil where it has none.
  init?(headingOf paragraph: Int, in segment: SegmentReader) throws(SegmentError) {
    let length = try segment.headingLength(of: paragraph)
    if length == 0 { return nil }
    // One scalar more tells whether a word ends with the heading.
    let text = try segment.textBytes(of: paragraph, scalars: length + 1)
    // Scalars are counted by their first bytes.
    let starts = text.indices.filter { text[$0] & 0xc0 != 0x80 }
    self.init(text, end: starts.count > length ? starts[length] : nil)
  }
}

/// Evaluates whatever a query can be made of, exactly.
struct QueryEvaluator {
  var search: PatternSearch
  let compiled: [Pattern: CompiledPattern]
  let weights: QueryWeights
  let formula: BM25
  private var verifier: PhraseVerifier
  private var text = ReadText([])
  /// The only documents that matter; nil for all.
  var allowed: Bitmap?
  private var conditions: [DocumentFilter: Bitmap] = [:]
  private var sections: [Pattern: Bitmap] = [:]
  private var judged: [Judgement: Judged] = [:]

  private var segment: SegmentReader { search.segment }
  var analyzer: Analyzer { segment.analyzer }

  /// - Parameter compiled: every pattern of the queries that will be asked.
  init(
    _ segment: SegmentReader, _ rows: SegmentRows, compiled: [Pattern: CompiledPattern],
    weights: QueryWeights, formula: BM25, allowed: Bitmap?
  ) {
    search = PatternSearch(segment, rows)
    verifier = PhraseVerifier(analyzer: segment.analyzer)
    (self.compiled, self.weights) = (compiled, weights)
    (self.formula, self.allowed) = (formula, allowed)
  }

  /// The paragraphs whose own text matches, with what they score.
  mutating func paragraphs(_ query: Query) throws(SegmentError) -> Selection {
    let count = segment.paragraphCount
    switch query {
    case .text(let pattern):
      guard let compiled = compiled[pattern] else { return Selection(Bitmap(count: count)) }
      let found = try ScoredMatches(
        try search.paragraphs(compiled), idf: weights.idf(compiled), formula: formula, in: segment)
      return Selection(found, of: count)
    case .near(let proximity): return try near(proximity)
    case .all(let parts): return try paragraphs(all: parts)
    case .any(let parts):
      var matching = Selection(Bitmap(count: count))
      for part in parts { matching.formUnion(try paragraphs(part)) }
      return matching
    case .not(let part): return try paragraphs(part).inverse
    case .field: return Selection(Bitmap(count: count))
    case .documents(let filter):
      return Selection(try segment.paragraphs(of: try documents(filter)))
    case .under(let pattern): return Selection(try under(pattern))
    case .judged(let judgement): return Selection(try judge(judgement, about: allowed?.members))
    }
  }

  /// Where a clause is found: paragraphs that are in one of the parts hold it.
  mutating func matches(_ clause: Query) throws(SegmentError) -> ClauseMatches {
    var matches = ClauseMatches(parts: [], titles: try titles(clause).members)
    var idf: Float = 0
    for text in clause.alternatives {
      guard case .text(let pattern) = text, let compiled = compiled[pattern] else {
        matches.parts = [WeighedMatches(try paragraphs(clause).matches)]
        return matches
      }
      idf = max(idf, weights.idf(compiled))
      matches.parts.append(
        WeighedMatches(try search.paragraphs(compiled), idf: weights.idf(compiled)))
    }
    matches.titleScore = RankingProfile.candidateTitleWeight * idf
    matches.nameScore = idf
    guard matches.titles.count <= Self.mostNames,
      case .text(let pattern)? = clause.alternatives.first
    else { return matches }
    let name = analyzer.fold(pattern.text).scalars
    for document in matches.titles
    where DocumentName.is(name, try segment.foldedTitle(of: Int(document))) {
      matches.named.append(document)
    }
    return matches
  }

  /// More titles that hold a word are not compared with it.
  private static let mostNames = 1000

  /// The documents whose title matches.
  mutating func titles(_ query: Query) throws(SegmentError) -> Bitmap {
    var matching = Bitmap(count: segment.documentCount)
    switch query {
    case .text(let pattern):
      if let compiled = compiled[pattern] { matching.insert(try search.titles(compiled)) }
    case .near(let proximity):
      let candidates = try candidates(proximity, of: segment.documentCount) {
        pattern, search throws(SegmentError) in try search.titles(pattern)
      }
      for document in candidates {
        read(ReadText(try segment.titleBytes(of: Int(document))))
        if try matches(query, in: Int(document), nil) { matching[Int(document)] = true }
      }
    case .all(let parts):
      matching = matching.inverse
      for part in parts { matching.formIntersection(try titles(part)) }
    case .any(let parts):
      for part in parts { matching.formUnion(try titles(part)) }
    case .not(let part): matching = try titles(part).inverse
    case .field, .under, .judged: break
    case .documents(let filter): matching = try documents(filter)
    }
    return matching
  }

  /// The text that is looked at until another is read, by every query that is asked.
  mutating func read(_ text: ReadText) {
    self.text = text
    verifier.read(text.bytes)
  }

  /// Whether the text that was read, one of a document, matches.
  ///
  /// - Parameter paragraph: the one that the text is of; nil for a title.
  mutating func matches(
    _ query: Query, in document: DocumentID, _ paragraph: Int?
  ) throws(SegmentError) -> Bool {
    switch query {
    case .text(let pattern):
      guard let compiled = compiled[pattern] else { return false }
      let first = verifier.ranges(of: compiled, in: text.bytes, limit: 1).first
      return first.map { $0.upperBound <= text.end } ?? false
    case .near(let proximity):
      return !verifier.ranges(of: proximity, compiled, in: text.bytes, within: text.end)
        .allSatisfy(\.isEmpty)
    case .all(let parts):
      for part in parts where try !matches(part, in: document, paragraph) { return false }
      return true
    case .any(let parts):
      for part in parts where try matches(part, in: document, paragraph) { return true }
      return false
    case .not(let part): return try !matches(part, in: document, paragraph)
    case .field: return false
    case .documents(let filter): return try documents(filter)[document]
    case .under(let pattern):
      guard let paragraph else { return false }
      return try under(pattern)[paragraph]
    case .judged(let judgement):
      guard let paragraph else { return false }
      return try judge(judgement, about: [ParagraphID(document)])[paragraph]
    }
  }

  /// Whether the heading part of a paragraph holds a clause.
  ///
  /// - Parameter isOwn: the paragraph is known to match the clause.
  mutating func heading(
    of paragraph: Int, holds clause: Query, isOwn: Bool
  ) throws(SegmentError) -> Bool {
    if case .text(let pattern) = clause {
      guard let compiled = compiled[pattern] else { return false }
      return try search.heading(of: paragraph, holds: compiled, isInText: isOwn)
    }
    guard let heading = try ReadText(headingOf: paragraph, in: segment) else { return false }
    read(heading)
    return try matches(clause, in: try segment.document(of: paragraph), paragraph)
  }

  /// The paragraphs that match every part; what has to be judged is judged last, and only in the
  /// documents that are left.
  private mutating func paragraphs(all parts: [Query]) throws(SegmentError) -> Selection {
    var matching = Selection(Bitmap(count: segment.paragraphCount, filled: true))
    for part in parts {
      if case .judged = part { continue }
      matching.formIntersection(try paragraphs(part))
    }
    for case .judged(let judgement) in parts {
      var documents: [ParagraphID] = []
      let allowed = allowed
      try segment.documentStarts().visit(matching.ids) { document, _ in
        if allowed?[document] != false { documents.append(ParagraphID(document)) }
      }
      matching.formIntersection(Selection(try judge(judgement, about: documents)))
    }
    return matching
  }

  // MARK: Places

  /// The paragraphs at or below a heading that holds the text, in whatever width and script.
  private mutating func under(_ pattern: Pattern) throws(SegmentError) -> Bitmap {
    if let known = sections[pattern] { return known }
    let text = CompiledPattern(pattern, analyzer: analyzer, isLiteral: false)
    var below = Bitmap(count: segment.paragraphCount)
    for paragraph in try search.paragraphs(text).ids {
      let heading = Int(paragraph)
      guard try search.heading(of: heading, holds: text, isInText: true) else { continue }
      let range = try segment.paragraphs(of: try segment.document(of: heading))
      below.fill(try segment.section(of: heading, in: range))
    }
    sections[pattern] = below
    return below
  }

  /// What is known of a judgement when it was asked about these documents; nil for all.
  private mutating func judge(
    _ judgement: Judgement, about documents: [ParagraphID]?
  ) throws(SegmentError) -> Bitmap {
    var known: Judged
    if let begun = judged[judgement] {
      known = begun
    } else {
      let hint = judgement.hint.map {
        CompiledPattern($0, analyzer: analyzer, isLiteral: false)
      }
      let holding = try hint.map { hint throws(SegmentError) in try search.paragraphs(hint).ids }
      known = Judged(segment, holding: holding)
    }
    for document in documents ?? (0..<segment.documentCount).map({ ParagraphID($0) }) {
      try known.ask(judgement, about: Int(document), in: segment)
    }
    judged[judgement] = known
    return known.meeting
  }

  // MARK: Nearness

  /// Paragraphs times texts of a nearness, and once more to read them: two seconds' worth.
  private static let mostCompared = 2_000_000

  /// The units, of so many, that hold a text of every operand.
  private mutating func candidates(
    _ proximity: Proximity, of count: Int,
    _ units: (CompiledPattern, inout PatternSearch) throws(SegmentError) -> [ParagraphID]
  ) throws(SegmentError) -> [ParagraphID] {
    var candidates = Bitmap(count: count, filled: true)
    for operand in proximity.operands.uniqued() {
      var holding = Bitmap(count: count)
      for pattern in operand {
        if let compiled = compiled[pattern] { holding.insert(try units(compiled, &search)) }
      }
      candidates.formIntersection(holding)
    }
    return candidates.members
  }

  /// A nearness weighs what its texts weigh together.
  private mutating func near(_ proximity: Proximity) throws(SegmentError) -> Selection {
    let candidates = try candidates(proximity, of: segment.paragraphCount) {
      pattern, search throws(SegmentError) in try search.paragraphs(pattern).ids
    }
    let texts = proximity.operands.joined().count
    guard candidates.count * (texts + 1) <= Self.mostCompared else {
      throw .tooMuchToCompare(paragraphs: candidates.count, texts: texts)
    }
    var near = Matches()
    for paragraph in candidates {
      let frequency = try frequency(of: proximity, in: Int(paragraph))
      if frequency > 0 { near.append(paragraph, frequency) }
    }
    let found = try ScoredMatches(near, idf: idf(proximity), formula: formula, in: segment)
    return Selection(found, of: segment.paragraphCount)
  }

  /// How often a nearness stands in a paragraph: as often as the operand that is rarest there.
  mutating func frequency(
    of proximity: Proximity, in paragraph: Int
  ) throws(SegmentError) -> UInt32 {
    let text = try segment.textBytes(of: paragraph)
    let places = verifier.occurrences(of: proximity, compiled, in: text)
    return UInt32(places.map(\.count).min() ?? 0)
  }

  func idf(_ proximity: Proximity) -> Float {
    proximity.operands.reduce(0) { sum, operand in
      sum + (operand.compactMap { compiled[$0].map(weights.idf) }.max() ?? 0)
    }
  }

  private mutating func documents(_ filter: DocumentFilter) throws(SegmentError) -> Bitmap {
    if let known = conditions[filter] { return known }
    let found = try filter.documents(in: segment)
    conditions[filter] = found
    return found
  }
}
