// QuoteCheck.swift — where a quotation of a draft stands, in the named source or elsewhere.
internal import Extraction
internal import SearchIndex

extension DraftCheck {
  private static let leastAlike: [DraftItem.Kind: Double] = [.title: 0.6, .quote: 0.5]
  /// What is like a shorter title is one only between marks: 人民日益 is nothing like 《人民日报》.
  private static let shortTitle = 6
  /// Paragraphs of the documents that are named which are looked at for one claim.
  private static let candidatesNamed = 100

  /// A paragraph, and the stretch of it that is the text or comes nearest.
  private struct Held {
    let source: DraftSource
    let compared: ComparedText
    let stretch: Range<Int>
    let likeness: Double
    /// It stands in what the sentence names.
    let isInPlace: Bool
    /// Which of the documents that are named it stands in.
    let member: Int?
  }

  /// - Parameter titles: documents whose titles may come nearest.
  func quote(
    _ text: String, _ kind: DraftItem.Kind, titles: [StoredDocument] = [],
    in named: NamedDocuments? = nil
  ) throws -> DraftVerdict {
    let wanted = Array(ComparedText(text).scalars.prefix(1000))
    let formula = NumberFormula(wanted)
    var held: [Held] = []
    var alike: [Held] = []
    var seen: Set<DraftSource> = []
    func look(at hits: [SearchHit]) throws {
      for source in try sources(hits) where seen.insert(source).inserted {
        let compared = ComparedText(source.text)
        let exact: Range<Int>? =
          formula.map { $0.occurrence(in: compared.scalars) }
          ?? compared.occurrences(of: wanted, limit: 1).first
        if exact == nil, !held.isEmpty { continue }
        let nearest =
          exact.map { (range: $0, distance: 0, likeness: 1.0) } ?? compared.nearest(to: wanted)
        let place = named?.place(of: source)
        let isInPlace =
          try named?.member(source).map { try document(of: source).isIn($0, source.index) } ?? false
        let found = Held(
          source: source, compared: compared, stretch: nearest.range,
          likeness: nearest.likeness, isInPlace: isInPlace, member: place)
        if exact != nil { held.append(found) } else { alike.append(found) }
      }
    }
    if let named, archive.index.analyzer.fold(text).isSearchable {
      let own = Query.all([named.query, .text(Pattern(text))])
      try look(at: archive.hits(own, limit: Self.candidatesNamed))
    }
    try look(at: archive.paragraphs(holding: text, limit: Self.candidates))
    if held.isEmpty, let formula {
      return try self.nearest(to: formula, text)
    }
    if held.isEmpty {
      if let named, named.isClaimed {
        try look(at: archive.paragraphs(like: wanted, limit: Self.candidates, in: named.query))
      }
      try look(at: archive.paragraphs(like: wanted, limit: Self.candidates))
      if kind == .quote, held.isEmpty {
        for (wide, isExact) in try across(alike, wanted) {
          if isExact { held.append(wide) } else { alike.append(wide) }
        }
      }
    }
    // Of states of one text the newest.
    let inPlace = held.filter(\.isInPlace).min { $0.member ?? .max < $1.member ?? .max }
    if let best = inPlace ?? held.first {
      return try self.found(best, among: held, named)
    }
    let least = Self.leastAlike[kind] ?? 1
    // What is named is meant, if anything in it may be.
    let own =
      named?.isClaimed ?? false
      ? alike.filter { $0.member != nil && $0.likeness >= least } : []
    let nearest = (own.isEmpty ? alike : own).max { $0.likeness < $1.likeness }
    var place: FoundText?
    var likeness = nearest?.likeness ?? 0
    for document in titles {
      let other = ComparedText(document.record.displayTitle).nearest(to: wanted).likeness
      if other > likeness || other == likeness && place == nil {
        (place, likeness) = (FoundText(titleOf: document), other)
      }
    }
    guard likeness >= least else { return DraftVerdict() }
    if place == nil, let nearest {
      place =
        try kind == .title
        ? self.title(around: nearest, isMarked: wanted.count < Self.shortTitle)
        : self.place(of: nearest)
    }
    guard let place else { return DraftVerdict() }
    var verdict = DraftVerdict(
      status: .near, place: place, isDocument: place.number == 0,
      difference: TextDifference(from: text, to: place.text, folds: true))
    if let named, named.isClaimed, let nearest, !nearest.isInPlace { verdict.notIn = named.words }
    return verdict
  }

  private func found(
    _ best: Held, among held: [Held], _ named: NamedDocuments?
  ) throws -> DraftVerdict {
    let isElsewhere = !best.isInPlace && named?.isClaimed ?? false
    var verdict = DraftVerdict(
      status: isElsewhere ? .elsewhere : .found, place: try place(of: best),
      notIn: isElsewhere ? named?.words : nil)
    for other in held where verdict.also.count < Self.mostFurther {
      let reference = try place(of: other).reference
      if reference != verdict.place?.reference { verdict.also.append(reference) }
    }
    return verdict
  }

  // MARK: Several paragraphs

  /// Of those that are most like a quotation so many are read with what stands round them.
  private static let mostAcross = 5
  private static let mostRows = 20
  /// So much more alike is what several paragraphs hold, if it is not the quotation itself.
  private static let clearlyAlike = 0.1

  /// Paragraphs in a row that hold the whole quotation, as an article with its items may, or
  /// clearly more of it than one of them.
  private func across(
    _ alike: [Held], _ wanted: [UInt32]
  ) throws -> [(held: Held, isExact: Bool)] {
    var found: [(held: Held, isExact: Bool)] = []
    for one in alike.sorted(by: { $0.likeness > $1.likeness }).prefix(Self.mostAcross) {
      let paragraphs = try document(of: one.source).paragraphs
      let rows = Self.rows(around: one.source.index, of: wanted.count, in: paragraphs)
      let joined = ComparedText(paragraphs[rows].map(\.text))
      let exact = joined.occurrences(of: wanted, limit: 1).first
      let nearest =
        exact.map { (range: $0, distance: 0, likeness: 1.0) } ?? joined.nearest(to: wanted)
      guard exact != nil || nearest.likeness > one.likeness + Self.clearlyAlike else { continue }
      let first = DraftSource(
        place: one.source.place, index: rows.lowerBound, text: one.source.text)
      let wide = Held(
        source: first, compared: joined, stretch: nearest.range, likeness: nearest.likeness,
        isInPlace: one.isInPlace, member: one.member)
      found.append((wide, exact != nil))
    }
    return found
  }

  /// Those round a paragraph in which a text of so many scalars may stand.
  private static func rows(
    around index: Int, of count: Int, in paragraphs: [Paragraph]
  ) -> Range<Int> {
    var (first, last) = (index, index)
    var length = 0
    while first > 0, index - first < mostRows, length < count {
      first -= 1
      length += paragraphs[first].text.unicodeScalars.count
    }
    length = 0
    while last + 1 < paragraphs.count, last - index < mostRows, length < count {
      last += 1
      length += paragraphs[last].text.unicodeScalars.count
    }
    return first..<last + 1
  }

  /// One of the same shape; nothing else is like it.
  private func nearest(to formula: NumberFormula, _ text: String) throws -> DraftVerdict {
    var best: (source: DraftSource, compared: ComparedText, range: Range<Int>, shared: Int)?
    for pieces in formula.pieces {
      let query = Query.all(pieces.map { .text(Pattern($0)) })
      for source in try sources(archive.hits(query, limit: Self.candidates)) {
        let compared = ComparedText(source.text)
        guard let found = formula.nearest(in: compared.scalars),
          found.shared > best?.shared ?? 0
        else { continue }
        best = (source, compared, found.range, found.shared)
      }
    }
    guard let best else { return DraftVerdict() }
    let place = FoundText(
      best.range, of: best.compared, from: best.source.index, in: try document(of: best.source))
    return DraftVerdict(
      status: .near, place: place,
      difference: TextDifference(from: text, to: place.text, folds: true))
  }

  /// What comes nearest to a title, up to the marks of the title that it is a part of.
  ///
  /// - Parameter isMarked: only a title between marks will do.
  /// - Returns: nil where there is no such title.
  private func title(around held: Held, isMarked: Bool) throws -> FoundText? {
    let place = try place(of: held)
    let titles = DraftItem.titles(in: held.source.text)
    let found = place.start..<place.end
    func shared(_ title: Range<Int>) -> Int { title.clamped(to: found).count }
    // Of titles within titles the inner one, where it has as much of it.
    let best = titles.max { (shared($0), -$0.count) < (shared($1), -$1.count) }
    guard let best, shared(best) * 2 > found.count else { return isMarked ? nil : place }
    return FoundText(best, of: held.source, in: try document(of: held.source))
  }

  private func place(of held: Held) throws -> FoundText {
    FoundText(
      held.stretch, of: held.compared, from: held.source.index, in: try document(of: held.source))
  }
}
