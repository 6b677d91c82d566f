// FigureCheck.swift — a figure of a draft: the same number of the same thing, or another.
internal import Extraction
internal import SearchIndex

extension DraftCheck {
  /// Of the words round a figure, the share that must stand round its source too.
  private static let leastContext = 0.5
  /// Of those of its sentence, where its clause says little or nothing.
  private static let leastSentence = 0.25
  private static let leastSentenceAlone = 0.34
  /// Of those of its clause, where its source tells the same in several clauses.
  private static let leastInSentence = 0.7
  /// So many pairs of a clause say enough.
  private static let tellingPairs = 4
  private static let longestSentence = 1000
  /// A number with so many digits, noughts at its ends aside, is hardly that of something else.
  private static let tellingDigits = 3
  /// Another number is the likelier source when its sentence is so much more like the draft's.
  private static let clearlyMore = 0.3
  /// Figures of years that lie further apart are of other times.
  private static let mostYearsApart = 5

  /// A figure of the archive beside one of the draft.
  private struct Candidate {
    let source: DraftSource
    let figure: Figure
    let isSame: Bool
    /// Whatever it is a number of.
    let isSameNumber: Bool
    /// Shares of the words of the draft's clause, and of its sentence.
    let context: Double
    let sentence: Double
    /// The same word stands before it that is not one of any figure.
    let hasLead: Bool
    /// Its clause says enough, or its sentence is like the draft's, too.
    let isTelling: Bool
    /// Whether it is a figure of the same thing.
    let isAbout: Bool
    /// It stands in a document that the draft's sentence names, and in its article.
    let isNamed: Bool
    let isInPlace: Bool

    init(
      _ figure: Figure, _ there: FigureContext, in source: DraftSource, for wanted: Figure,
      _ here: FigureContext, isNamed: Bool, isInPlace: Bool
    ) {
      let isSame = figure.isSame(as: wanted)
      let context = Self.share(here.clause, of: there.clause)
      let before = Self.share(here.before, of: there.sentence)
      let hasLead =
        here.subject.count > 1 && here.subject.suffix(2).elementsEqual(there.subject.suffix(2))
      let isAsLed = here.lead.suffix(2).elementsEqual(there.lead.suffix(2))
      let isTelling =
        isNamed || here.clause.intersection(there.clause).count >= tellingPairs
        || isSame && figure.significantDigits >= tellingDigits
        || here.before.count < 2 || before >= leastSentence
      let isSameNumber = figure.value == wanted.value
      if !here.clause.isEmpty {
        let isSpread =
          isSame && here.clause.count >= tellingPairs
          && Self.share(here.clause, of: there.sentence) >= leastInSentence
        isAbout = isTelling && (context >= leastContext || hasLead || isSpread)
      } else if here.before.isEmpty {
        // 同比增长20.2%, where the sentence says nothing of what; a bare 8个 says nothing at all.
        isAbout = isSame && isAsLed && !here.lead.isEmpty
      } else {
        isAbout = (isSameNumber || isAsLed) && before >= leastSentenceAlone
      }
      (self.source, self.figure) = (source, figure)
      (self.isSame, self.isSameNumber) = (isSame, isSameNumber)
      (self.isNamed, self.isInPlace) = (isNamed, isInPlace)
      (self.context, self.hasLead, self.isTelling) = (context, hasLead, isTelling)
      sentence = Self.share(here.clause.union(here.before), of: there.sentence)
    }

    private static func share(_ wanted: Set<UInt64>, of held: Set<UInt64>) -> Double {
      wanted.isEmpty ? 0 : Double(wanted.intersection(held).count) / Double(wanted.count)
    }

    /// What is named goes before what is not, however much that is like it.
    var rank: Double {
      var rank = context + sentence
      if hasLead { rank += 0.3 }
      if isSameNumber { rank += 0.5 }
      if isNamed { rank += 3 }
      if isInPlace { rank += 1 }
      return rank
    }
  }

  /// Where a paragraph begins behind its number.
  private static func start(of text: String) -> Int { OutlineLabel(text)?.length ?? 0 }

  /// - Parameter text: the paragraph of the draft that holds the figure.
  func figure(
    _ item: DraftItem, in text: [Unicode.Scalar], _ named: NamedDocuments?
  ) throws -> DraftVerdict {
    // Of a text without sentences no more is read than one is long.
    let first = max(0, item.range.lowerBound - Self.longestSentence)
    let behind = min(text.count, item.range.upperBound + Self.longestSentence)
    let scalars = Array(text[first..<behind])
    let end = item.range.upperBound - first
    guard let wanted = Figure.all(in: scalars).first(where: { $0.range.upperBound == end }) else {
      return DraftVerdict()
    }
    let start = first > 0 ? 0 : Self.start(of: String(String.UnicodeScalarView(scalars)))
    let whole = min(item.range.lowerBound - first, wanted.range.lowerBound)
    let lead = whole..<wanted.range.lowerBound
    let here = FigureContext(wanted, in: scalars, from: start, lead: lead)
    let clause = wanted.clause(in: scalars, from: start)
    let sentence = FigureContext.sentence(wanted, in: scalars, from: start)
    let likes = [clause, sentence].map { String(String.UnicodeScalarView(scalars[$0])) }
    let years = Self.years(in: likes[1])
    var candidates: [Candidate] = []
    for source in try sources(hits(wanted, here, likes, named)) {
      let other = Array(source.text.unicodeScalars)
      let first = Self.start(of: source.text)
      let member = named?.member(source)
      let isInPlace =
        try member.map { try document(of: source).isIn($0, source.index) } ?? false
      for (figure, range) in Figure.withLeads(in: other) where figure.isComparable(to: wanted) {
        // What is named is meant, whenever it was.
        if member == nil, !years.isEmpty {
          let sentence = FigureContext.sentence(figure, in: other, from: first)
          let there = try self.years(
            of: source, String(String.UnicodeScalarView(other[sentence])), figure, for: wanted)
          if Self.areFar(there, from: years) { continue }
        }
        let lead = range.lowerBound..<figure.range.lowerBound
        candidates.append(
          Candidate(
            figure, FigureContext(figure, in: other, from: first, lead: lead), in: source,
            for: wanted, here, isNamed: member != nil, isInPlace: isInPlace))
      }
    }
    let told = Self.yearsTold(in: likes[1])
    return try verdict(on: item, likes[0], candidates, of: told, lead: lead.count, named)
  }

  /// The years that a figure of the archive is of, as far as that is known: those that its sentence
  /// names. Where it is another number, its document tells, too, for a share the day it was put up.
  private func years(
    of source: DraftSource, _ sentence: String, _ figure: Figure, for wanted: Figure
  ) throws -> [Int] {
    let years = Self.years(in: sentence)
    if !years.isEmpty || figure.isSame(as: wanted) {
      return years
    }
    if figure.isShare { return try archive.record(at: source.place).years }
    let place = source.place
    let title = try archive.index.segments[place.segment].reader.title(of: place.document)
    return Years.named(in: title)
  }

  /// Those that a sentence names, in digits of either kind: 2023年, 二〇二三年.
  private static func years(in sentence: String) -> [Int] {
    var scalars = Array(sentence.unicodeScalars)
    for end in scalars.indices.dropFirst(4) where scalars[end] == "年" {
      let digits = scalars[(end - 4)..<end].compactMap { scalar in
        ChineseNumber.digits[scalar == "○" ? "〇" : scalar]
      }
      guard digits.count == 4 else { continue }
      let number = digits.map(String.init).joined()
      scalars.replaceSubrange((end - 4)..<end, with: number.unicodeScalars)
    }
    return Years.named(in: String(String.UnicodeScalarView(scalars)))
  }

  /// Those that a sentence tells something of: not those of days, 2023年6月16日发布, and of titles.
  private static func yearsTold(in sentence: String) -> [Int] {
    var told: [Unicode.Scalar] = []
    var depth = 0
    for scalar in sentence.unicodeScalars {
      if scalar == "《" { depth += 1 }
      if depth == 0 { told.append(scalar) }
      if scalar == "》" { depth = max(0, depth - 1) }
    }
    for year in told.indices where told[year] == "年" {
      let month = told[(year + 1)...].prefix { monthNumerals.contains($0) }
      if !month.isEmpty, told[month.endIndex...].first == "月" { told[year] = " " }
    }
    let text = String(String.UnicodeScalarView(told))
    return tellsOfYears(text) ? years(in: text) : []
  }

  /// Whether a text is told of years that it names, and does not only compare with them, 比2020年增长,
  /// or count from them, 2021年启动以来; of 去年 nobody knows which that is.
  private static func tellsOfYears(_ text: String) -> Bool {
    if relativeYears.contains(where: { text.contains($0) }) { return false }
    var scalars = Array(text.unicodeScalars)
    for year in scalars.indices.dropFirst(4) where scalars[year] == "年" {
      let clause = scalars[(year + 1)...].prefix { !clauseMarks.contains($0) }
      let isStart = clause.last == "起" || clause.suffix(2).elementsEqual("以来".unicodeScalars)
      let isCompared = year > 4 && comparing.contains(scalars[year - 5])
      if isStart || isCompared { scalars[year] = " " }
    }
    return !years(in: String(String.UnicodeScalarView(scalars))).isEmpty
  }

  private static let relativeYears = ["去年", "今年", "前年"]
  private static let comparing = Set("比较同与".unicodeScalars)
  private static let clauseMarks = Set("，。；、：,;:\n".unicodeScalars)
  private static let monthNumerals = Set("0123456789一二三四五六七八九十".unicodeScalars)

  /// The years that the source of a figure tells it of, where none is one of the draft's: what
  /// stands nearest to it tells, its sentence, the beginning of its paragraph, the headings above
  /// or the title. What the draft names is meant, whenever it was.
  private func otherYears(of candidate: Candidate, from wanted: [Int]) throws -> [Int] {
    if wanted.isEmpty || candidate.isNamed { return [] }
    let document = try document(of: candidate.source)
    let text = candidate.source.text
    let above = document.ancestors(of: candidate.source.index).reversed().map { index in
      document.paragraphs[index].text
    }
    let titles = above + [document.record.knownTitle ?? ""]
    guard Self.tellsOfYears(([text] + titles).joined(separator: "\n")) else { return [] }
    let scalars = Array(text.unicodeScalars)
    let start = Self.start(of: text)
    let sentence = FigureContext.sentence(candidate.figure, in: scalars, from: start)
    let opening = scalars[start...].prefix { !Self.clauseMarks.contains($0) }
    let own = [scalars[sentence], opening].map { String(String.UnicodeScalarView($0)) }
    let isOfNow = ClaimWords.now.contains { own[0].contains($0) }
    var levels = [(named: own[0], told: isOfNow ? [] : Self.yearsLed(in: own[0]))]
    levels.append((named: text, told: isOfNow ? [] : Self.yearsLed(in: own[1])))
    for title in titles {
      levels.append((named: title, told: Self.tellsOfYears(title) ? Self.years(in: title) : []))
    }
    for level in levels {
      guard Set(Self.years(in: level.named)).isDisjoint(with: wanted) else { return [] }
      if !level.told.isEmpty { return level.told }
    }
    return Set(levels.flatMap { Self.years(in: $0.named) }).sorted()
  }

  /// Of those that a text is told of the ones that a clause begins with, 2022年，…, or a place stands
  /// before, 全市2022年…: of others comes what something goes by or what was begun, 落实2021年部署; those
  /// in brackets are of what stands before these, 令（2021年第3号）.
  private static func yearsLed(in text: String) -> [Int] {
    var scalars = Array(text.unicodeScalars)
    for year in scalars.indices where scalars[year] == "年" {
      let clause = scalars[(year + 1)...].prefix { !clauseMarks.contains($0) }
      let words = String(String.UnicodeScalarView(clause))
      let before = year > 4 ? scalars[year - 5] : " "
      let isLed =
        ClaimWords.beforeYears.contains(before)
        || !before.isChinese && !ClaimWords.brackets.contains(before)
      if !isLed || ClaimWords.begun.contains(where: { words.contains($0) }) { scalars[year] = " " }
    }
    return yearsTold(in: String(String.UnicodeScalarView(scalars)))
  }

  private static func areFar(_ years: [Int], from wanted: [Int]) -> Bool {
    !years.isEmpty
      && years.allSatisfy { year in wanted.allSatisfy { abs($0 - year) > mostYearsApart } }
  }

  private func verdict(
    on item: DraftItem, _ clause: String, _ candidates: [Candidate], of years: [Int], lead: Int,
    _ named: NamedDocuments?
  ) throws -> DraftVerdict {
    let ranked = candidates.sorted { $0.rank > $1.rank }
    let same = ranked.filter { $0.isSame && $0.isAbout }
    let other = ranked.first { !$0.isSame && $0.isAbout }
    func isLikelier(_ other: Candidate, than best: Candidate) -> Bool {
      other.isNamed == best.isNamed
        ? other.sentence > best.sentence + Self.clearlyMore : other.isNamed
    }
    let ofYears = try same.first { try otherYears(of: $0, from: years).isEmpty }
    if let best = ofYears ?? same.first, other.map({ !isLikelier($0, than: best) }) ?? true {
      var verdict = DraftVerdict(status: .found, place: try place(best, lead: lead))
      if let named, named.isClaimed, !best.isInPlace {
        (verdict.status, verdict.notIn) = (.elsewhere, named.words)
      } else if ofYears == nil {
        verdict.status = .near
        verdict.years = try otherYears(of: best, from: years)
      }
      var seen: Set<String> = [verdict.place?.reference ?? ""]
      for further in same where verdict.also.count < Self.mostFurther {
        let reference = try reference(to: further.source)
        if seen.insert(reference).inserted { verdict.also.append(reference) }
      }
      return verdict
    }
    if let other {
      let place = try place(other, lead: lead)
      return DraftVerdict(
        status: .near, place: place,
        difference: TextDifference(from: item.text, to: place.text, folds: true))
    }
    // The same figure, of something that is told in other words.
    guard
      let best = ranked.first(where: { candidate in
        candidate.isSame && candidate.isTelling && candidate.context >= Self.leastSentenceAlone
      })
    else { return DraftVerdict() }
    let source = best.source.text
    let there = source.scalars(
      in: best.figure.clause(in: Array(source.unicodeScalars), from: Self.start(of: source)))
    return DraftVerdict(
      status: .near, place: try place(best, lead: lead),
      difference: TextDifference(from: clause, to: there, folds: true))
  }

  /// The figure, and of what is written before it no more than the draft has.
  private func place(_ candidate: Candidate, lead: Int) throws -> FoundText {
    let (source, figure) = (candidate.source, candidate.figure)
    let scalars = Array(source.text.unicodeScalars)
    let whole = Figure.withLeads(in: scalars).first { $0.figure == figure }?.range ?? figure.range
    let start = max(whole.lowerBound, figure.range.lowerBound - lead)
    return FoundText(
      start..<figure.range.upperBound, of: source, in: try document(of: source))
  }

  /// Paragraphs with the number and the word before it, with the number, with the words; in what is
  /// named, and anywhere.
  private func hits(
    _ figure: Figure, _ context: FigureContext, _ likes: [String], _ named: NamedDocuments?
  ) throws -> [SearchHit] {
    let lead = context.subject.count > 1 ? context.subject : context.lead
    let word = String(scalarValues: lead.suffix(2))
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
    for like in likes {
      hits += try archive.paragraphs(like: ComparedText(like).scalars, limit: Self.candidates)
    }
    return hits
  }
}
