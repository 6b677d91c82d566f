// FigureCheck.swift — a figure of a draft: the same number of the same thing, or another.
internal import Extraction
internal import SearchIndex

extension DraftCheck {
  /// Of the words round a figure, the share that must stand round its source too.
  private static let leastContext = 0.5
  /// Another number is the likelier source when its sentence is so much more like the draft's.
  private static let clearlyMore = 0.3

  /// A figure of the archive beside one of the draft.
  private struct Candidate {
    let source: DraftSource
    let figure: Figure
    let isSame: Bool
    /// Shares of the words of the draft's clause, and of its sentence.
    let context: Double
    let sentence: Double
    /// The same word stands before it.
    let hasLead: Bool
    /// It stands in a document that the draft's sentence names, and in its article.
    let isNamed: Bool
    let isInPlace: Bool

    /// What is named goes before what is not, however much that is like it.
    var rank: Double {
      context + sentence + (hasLead ? 0.3 : 0) + (isNamed ? 3 : 0) + (isInPlace ? 1 : 0)
    }
    var isAbout: Bool { context >= leastContext || hasLead }
  }

  /// Words of a text as pairs of characters, without figures.
  private static func words(_ scalars: ArraySlice<Unicode.Scalar>) -> Set<UInt64> {
    let text = String(String.UnicodeScalarView(scalars))
    return ComparedText.pairs(of: ComparedText(text).scalars)
  }

  private static func words(
    round figure: Figure, in range: Range<Int>, of scalars: [Unicode.Scalar]
  ) -> Set<UInt64> {
    words(scalars[range.lowerBound..<figure.range.lowerBound])
      .union(words(scalars[figure.range.upperBound..<range.upperBound]))
  }

  private static func sentence(_ figure: Figure, in scalars: [Unicode.Scalar]) -> Range<Int> {
    let ends = "。；！？;".unicodeScalars
    let start = scalars[..<figure.range.lowerBound].lastIndex { ends.contains($0) }.map { $0 + 1 }
    let end = scalars[figure.range.upperBound...].firstIndex { ends.contains($0) }
    return (start ?? 0)..<(end ?? scalars.count)
  }

  private static func share(_ wanted: Set<UInt64>, of held: Set<UInt64>) -> Double {
    wanted.isEmpty ? 0 : Double(wanted.intersection(held).count) / Double(wanted.count)
  }

  func figure(
    _ item: DraftItem, in text: String, _ named: NamedDocuments?
  ) throws -> DraftVerdict {
    let scalars = Array(text.unicodeScalars)
    let end = item.range.upperBound
    guard let wanted = Figure.all(in: scalars).first(where: { $0.range.upperBound == end }) else {
      return DraftVerdict()
    }
    let clauseRange = wanted.clause(in: scalars)
    let clause = Self.words(round: wanted, in: clauseRange, of: scalars)
    let sentence = Self.words(round: wanted, in: Self.sentence(wanted, in: scalars), of: scalars)
    let lead = ComparedText(text.scalars(in: item.range.lowerBound..<wanted.range.lowerBound))
      .scalars
    var candidates: [Candidate] = []
    for source in try sources(hits(wanted, lead, scalars, clauseRange, named)) {
      let other = Array(source.text.unicodeScalars)
      let member = named?.member(source)
      let isInPlace =
        try member.map { try document(of: source).isIn($0.articles, source.index) } ?? false
      for figure in Figure.all(in: other) where figure.unit == wanted.unit {
        let before = other[figure.withLead(in: other).lowerBound..<figure.range.lowerBound]
        let otherLead = ComparedText(String(String.UnicodeScalarView(before))).scalars
        candidates.append(
          Candidate(
            source: source, figure: figure, isSame: figure.value == wanted.value,
            context: Self.share(
              clause, of: Self.words(round: figure, in: figure.clause(in: other), of: other)),
            sentence: Self.share(
              sentence,
              of: Self.words(round: figure, in: Self.sentence(figure, in: other), of: other)),
            hasLead: lead.count > 1 && lead.suffix(2).elementsEqual(otherLead.suffix(2)),
            isNamed: member != nil, isInPlace: isInPlace))
      }
    }
    return try verdict(on: item, text.scalars(in: clauseRange), candidates, named)
  }

  private func verdict(
    on item: DraftItem, _ clause: String, _ candidates: [Candidate], _ named: NamedDocuments?
  ) throws -> DraftVerdict {
    let ranked = candidates.sorted { $0.rank > $1.rank }
    let same = ranked.filter { $0.isSame && $0.isAbout }
    let other = ranked.first { !$0.isSame && $0.isAbout }
    func isLikelier(_ other: Candidate, than best: Candidate) -> Bool {
      other.isNamed == best.isNamed
        ? other.sentence > best.sentence + Self.clearlyMore : other.isNamed
    }
    if let best = same.first, other.map({ !isLikelier($0, than: best) }) ?? true {
      var verdict = DraftVerdict(status: .found, place: try place(best))
      if let named, named.isClaimed, !best.isInPlace {
        (verdict.status, verdict.notIn) = (.elsewhere, named.words)
      }
      var seen: Set<String> = [verdict.place?.reference ?? ""]
      for further in same.dropFirst() where verdict.also.count < Self.mostFurther {
        let reference = try reference(to: further.source)
        if seen.insert(reference).inserted { verdict.also.append(reference) }
      }
      return verdict
    }
    if let other {
      let place = try place(other)
      return DraftVerdict(
        status: .near, place: place,
        difference: TextDifference(from: item.text, to: place.text, folds: true))
    }
    // The same figure of something else; a long one is told even of something quite different.
    guard
      let best = ranked.first(where: {
        $0.isSame && ($0.context > 0 || $0.figure.value.unicodeScalars.count > 2)
      })
    else {
      return DraftVerdict()
    }
    let scalars = Array(best.source.text.unicodeScalars)
    let there = String(String.UnicodeScalarView(scalars[best.figure.clause(in: scalars)]))
    return DraftVerdict(
      status: .near, place: try place(best),
      difference: TextDifference(from: clause, to: there, folds: true))
  }

  private func place(_ candidate: Candidate) throws -> FoundText {
    let source = candidate.source
    let range = candidate.figure.withLead(in: Array(source.text.unicodeScalars))
    return FoundText(range, of: source, in: try document(of: source))
  }

  /// Paragraphs with the number and the word before it, with the number, with the words; in what is
  /// named, and anywhere.
  private func hits(
    _ figure: Figure, _ lead: [UInt32], _ scalars: [Unicode.Scalar], _ clause: Range<Int>,
    _ named: NamedDocuments?
  ) throws -> [SearchHit] {
    let word = String(String.UnicodeScalarView(lead.suffix(2).compactMap(Unicode.Scalar.init)))
    let number = Query.any(figure.forms.map { .text(Pattern($0)) })
    var hits: [SearchHit] = []
    if let own = named?.query {
      if lead.count > 1 {
        hits += try archive.hits(.all([own, .text(Pattern(word))]), limit: Self.candidates)
      }
      hits += try archive.hits(.all([own, number]), limit: Self.candidates)
    }
    if lead.count > 1 {
      hits += try archive.hits(.all([number, .text(Pattern(word))]), limit: Self.candidates)
    }
    hits += try archive.hits(number, limit: Self.candidates)
    let text = String(String.UnicodeScalarView(scalars[Self.sentence(figure, in: scalars)]))
    let words = String(String.UnicodeScalarView(scalars[clause]))
    for like in [words, text] {
      hits += try archive.paragraphs(like: ComparedText(like).scalars, limit: Self.candidates)
    }
    return hits
  }
}
