// RandomCorpus.swift — small corpora and queries, and what a plain scan says about them.
@testable import SearchIndex

/// Documents cut into commits, and queries about them.
struct RandomCorpus {
  private(set) var commits: [[DocumentInput]] = []
  private var numbers: SeededGenerator
  private let rarely: Int

  init(seed: Int, documents: Int? = nil) {
    numbers = SeededGenerator(UInt64(seed))
    rarely = [2, 4, 8][seed % 3]
    let count = documents ?? 1 + numbers.below(14)
    for number in 0..<count {
      if commits.isEmpty || numbers.once(in: 4) { commits.append([]) }
      commits[commits.count - 1].append(document(number))
    }
  }

  var documents: [DocumentInput] { commits.flatMap { $0 } }

  mutating func document(_ number: Int) -> DocumentInput {
    let paragraphs = (0..<numbers.below(7)).map { _ in
      let text = Alphabet.text(numbers.below(25), rarely: rarely, &numbers)
      let level = UInt8(numbers.once(in: 2) ? 0 : 1 + numbers.below(3))
      let length = min(text.unicodeScalars.count, 2 + numbers.below(12))
      return DocumentInput.Paragraph(
        text, level: level, headingLength: level == 0 ? 0 : UInt8(length))
    }
    return DocumentInput(
      keys: [Array("doc-\(number)".utf8)],
      title: Alphabet.text(numbers.below(10), rarely: rarely, &numbers),
      numbers: [UInt32(numbers.below(5))], strings: [["甲", "乙"][numbers.below(2)]],
      record: Array("record \(number)".utf8), paragraphs: paragraphs)
  }

  /// A text to be found: one or few characters, made up or cut out of a paragraph.
  mutating func pattern() -> Pattern {
    while true {
      var text = Alphabet.text(1 + numbers.below(4), rarely: rarely, &numbers)
      let paragraphs = documents.flatMap(\.paragraphs)
      if !paragraphs.isEmpty, numbers.once(in: 2) {
        let source = Array(paragraphs[numbers.below(paragraphs.count)].text.unicodeScalars)
        if !source.isEmpty {
          let start = numbers.below(source.count)
          let end = min(source.count, start + 1 + numbers.below(8))
          var view = String.UnicodeScalarView()
          view.append(contentsOf: source[start..<end])
          text = String(view)
        }
      }
      if PlainText(text).isSearchable { return Pattern(text) }
    }
  }

  mutating func query() -> Query {
    var parts: [Query] = []
    for _ in 0..<[1, 1, 2, 2, 3][numbers.below(5)] {
      let part: Query =
        numbers.once(in: 4)
        ? .any((0..<2 + numbers.below(2)).map { _ in .text(pattern()) }) : .text(pattern())
      if !parts.contains(part) { parts.append(part) }
    }
    for _ in 0..<[0, 0, 0, 1, 2][numbers.below(5)] { parts.append(.not(.text(pattern()))) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// A text some of whose characters are question marks.
  mutating func wildcardPattern() -> Pattern {
    var scalars = Array(pattern().text.unicodeScalars)
    for index in scalars.indices.dropFirst() where numbers.once(in: 3) {
      scalars[index] = ["?", "？"][numbers.below(2)]
    }
    let text = String(String.UnicodeScalarView(scalars))
    return PlainText(text).isSearchable ? Pattern(text, hasWildcards: true) : pattern()
  }

  mutating func proximity() -> Proximity {
    func operand() -> [Pattern] {
      (0..<1 + numbers.below(2)).map { _ in numbers.once(in: 4) ? wildcardPattern() : pattern() }
    }
    var proximity = Proximity(operand())
    for _ in 0..<1 + numbers.below(2) {
      proximity.add(
        operand(), .init(most: numbers.below(6), isOrdered: numbers.once(in: 2)))
    }
    return proximity
  }

  /// Every other paragraph of the documents that hold the hint.
  private static func everyOther(hint: Pattern?) -> Judgement {
    Judgement("every other \(hint?.text ?? "")", hint: hint) {
      segment, document, _ throws(SegmentError) in
      let range = try segment.paragraphs(of: document)
      return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { $0..<$0 + 1 }
    }
  }

  /// A query of any shape.
  mutating func tree(_ depth: Int = 3) -> Query {
    if depth == 0 || numbers.once(in: 4) {
      switch numbers.below(8) {
      case 0:
        switch numbers.below(4) {
        case 0: return .under(pattern())
        case 1: return .judged(Self.everyOther(hint: numbers.once(in: 2) ? pattern() : nil))
        case 2: return .documents(.title(pattern().text))
        default: return .documents(.number(column: 0, 0...UInt32(numbers.below(4))))
        }
      case 1, 2: return .near(proximity())
      case 3, 4: return .text(wildcardPattern())
      default: return .text(pattern())
      }
    }
    var parts: [Query] = []
    for _ in 0..<2 + numbers.below(2) {
      let part = tree(depth - 1)
      if !parts.contains(part) { parts.append(part) }
    }
    return [.all(parts), .any(parts), .not(parts[0])][numbers.below(3)]
  }
}

/// The answer of a plain scan to one query.
struct PlainAnswer {
  /// A paragraph by its document's number in order of adding, and its number in it.
  struct Place: Hashable { var document, paragraph: Int }

  /// Full matches, title-only ones among them.
  var full: Set<Place> = []
  var titleOnly: Set<Place> = []
  /// The clauses that partial matches miss.
  var partial: [Place: [Int]] = [:]
  var occurrences = 0

  var documents: Int { Set(full.map(\.document)).count }

  /// The sections that a paragraph is part of, innermost first, as all their paragraphs: that of
  /// its own heading, of each heading above, and the document.
  private static func sections(
    of index: Int, in paragraphs: [DocumentInput.Paragraph]
  ) -> [Set<Int>] {
    var sections: [Set<Int>] = []
    for heading in paragraphs.indices where paragraphs[heading].level > 0 {
      let end =
        paragraphs[(heading + 1)...].firstIndex {
          $0.level > 0 && $0.level <= paragraphs[heading].level
        } ?? paragraphs.count
      if (heading + 1..<end).contains(index) { sections.insert(Set(heading..<end), at: 0) }
    }
    return sections + [Set(paragraphs.indices)]
  }

  init(
    _ query: Query, scope: SearchOptions.Scope = .paragraph, isStrict: Bool, isLiteral: Bool,
    _ documents: [DocumentInput]
  ) {
    func places(_ pattern: Pattern, _ text: String) -> [Range<Int>] {
      isLiteral
        ? text.literalPlaces(of: pattern.text, hasWildcards: pattern.hasWildcards)
        : PlainText(text).places(
          of: PlainText(pattern.text), hasWildcards: pattern.hasWildcards)
    }
    let parts = if case .all(let parts) = query { parts } else { [query] }
    // A part that is met without any of its texts is a condition; others are wanted.
    let conditions = parts.filter(Self.mayHoldWithoutTexts)
    let clauses = parts.filter { !Self.mayHoldWithoutTexts($0) }
    for (number, document) in documents.enumerated() {
      var isFound = false
      func isMet(_ text: String, _ pattern: Pattern) -> Bool {
        !PlainText(text).places(of: PlainText(pattern.text)).isEmpty
      }
      func holds(_ query: Query, _ text: String, _ index: Int?) -> Bool {
        switch query {
        case .text(let pattern): !places(pattern, text).isEmpty
        case .near(let proximity): !Self.chains(proximity) { places($0, text) }.isEmpty
        case .any(let parts): parts.contains { holds($0, text, index) }
        case .all(let parts): parts.allSatisfy { holds($0, text, index) }
        case .not(let part): !holds(part, text, index)
        case .documents(.number(let column, let range)): range.contains(document.numbers[column])
        case .documents(.title(let text)): isMet(document.title, Pattern(text))
        case .documents, .field: false
        case .under(let pattern):
          index.map { index in
            let paragraph = document.paragraphs[index]
            let prefix = paragraph.text.unicodeScalars.prefix(Int(paragraph.headingLength))
            let own = (paragraph.text, String(prefix), index)
            return (Self.headings(above: index, in: document.paragraphs) + [own]).contains {
              isMet($0.text, pattern) && isMet($0.heading, pattern)
            }
          } ?? false
        case .judged(let judgement):
          index.map { index in
            let isAsked =
              judgement.hint.map { hint in document.paragraphs.contains { isMet($0.text, hint) } }
            return isAsked != false && index % 2 == 0
          } ?? false
        }
      }
      func count(in text: String) {
        for leaf in Set(query.leaves) {
          switch leaf {
          case .text(let pattern): self.occurrences += places(pattern, text).withoutOverlaps
          case .near(let proximity):
            let chains = Self.chains(proximity) { places($0, text) }
            for operand in proximity.operands.indices {
              self.occurrences += Set(chains.map { $0[operand] }).count
            }
          default: break
          }
        }
      }
      if scope != .paragraph, !clauses.isEmpty {
        func isMet(_ query: Query, in unit: Set<Int>) -> Bool {
          switch query {
          case .all(let parts): parts.allSatisfy { isMet($0, in: unit) }
          case .any(let parts): parts.contains { isMet($0, in: unit) }
          case .not(let part): !isMet(part, in: unit)
          default: unit.contains { holds(query, document.paragraphs[$0].text, $0) }
          }
        }
        func unit(_ index: Int) -> Set<Int> {
          scope == .document
            ? Set(document.paragraphs.indices)
            : Self.sections(of: index, in: document.paragraphs)[0]
        }
        func isExcluded(_ index: Int) -> Bool {
          !conditions.allSatisfy { isMet($0, in: unit(index)) }
        }
        for (index, paragraph) in document.paragraphs.enumerated() where !isExcluded(index) {
          let leaves = clauses.flatMap(\.leaves)
          guard leaves.contains(where: { holds($0, paragraph.text, index) }) else { continue }
          isFound = true
          let place = Place(document: number, paragraph: index)
          let missing = clauses.indices.filter { clause in
            !isMet(clauses[clause], in: unit(index))
              && (isStrict || !holds(clauses[clause], document.title, nil))
          }
          if missing.isEmpty {
            full.insert(place)
            count(in: paragraph.text)
          } else if !isStrict {
            partial[place] = missing
          }
        }
        if !isStrict, !isFound, let first = document.paragraphs.first, !isExcluded(0),
          clauses.allSatisfy({ holds($0, document.title, nil) })
        {
          full.insert(Place(document: number, paragraph: 0))
          count(in: first.text)
          titleOnly.insert(Place(document: number, paragraph: 0))
        }
        continue
      }
      func isExcluded(_ index: Int) -> Bool {
        !conditions.allSatisfy { holds($0, document.paragraphs[index].text, index) }
      }
      for (index, paragraph) in document.paragraphs.enumerated() {
        if isExcluded(index) { continue }
        let place = Place(document: number, paragraph: index)
        let own = clauses.map { holds($0, paragraph.text, index) }
        guard own.contains(true) || clauses.isEmpty else { continue }
        var missing: [Int] = []
        for (clause, isOwn) in zip(clauses, own).map({ $0 }) where !isOwn {
          let above = Self.headings(above: index, in: document.paragraphs)
          let isAround =
            holds(clause, document.title, nil)
            || above.contains {
              holds(clause, $0.text, $0.index) && holds(clause, $0.heading, $0.index)
            }
          if !isAround, let index = clauses.firstIndex(of: clause) { missing.append(index) }
        }
        if isStrict || clauses.isEmpty {
          if !own.contains(false) { full.insert(place) }
        } else {
          isFound = true
          if missing.isEmpty { full.insert(place) } else { partial[place] = missing }
        }
        if full.contains(place) { count(in: paragraph.text) }
      }
      if !isStrict, !isFound, !clauses.isEmpty, let first = document.paragraphs.first,
        !isExcluded(0),
        clauses.allSatisfy({ holds($0, document.title, nil) })
      {
        full.insert(Place(document: number, paragraph: 0))
        count(in: first.text)
        titleOnly.insert(Place(document: number, paragraph: 0))
      }
    }
  }

  /// Every way to take a place for each operand, each near enough to the next.
  private static func chains(
    _ proximity: Proximity, _ places: (Pattern) -> [Range<Int>]
  ) -> [[Range<Int>]] {
    var chains = proximity.operands[0].flatMap(places).map { [$0] }
    for (gap, operand) in zip(proximity.gaps, proximity.operands.dropFirst()) {
      let next = operand.flatMap(places)
      chains = chains.flatMap { chain in
        next.filter { place in
          let last = chain[chain.count - 1]
          let behind = place.lowerBound - last.upperBound
          let before = last.lowerBound - place.upperBound
          return (0...gap.most).contains(behind)
            || !gap.isOrdered && (0...gap.most).contains(before)
        }.map { chain + [$0] }
      }
    }
    return chains
  }

  /// Whether the query may hold where no text of it stands, whatever the document.
  private static func mayHoldWithoutTexts(_ query: Query) -> Bool {
    mayBe(true, query)
  }

  /// Whether the query may have this value where no text of it stands.
  private static func mayBe(_ value: Bool, _ query: Query) -> Bool {
    switch query {
    case .text, .near: !value
    case .documents, .field, .under, .judged: true
    case .not(let part): mayBe(!value, part)
    case .all(let parts):
      value ? parts.allSatisfy { mayBe(true, $0) } : parts.contains { mayBe(false, $0) }
    case .any(let parts):
      value ? parts.contains { mayBe(true, $0) } : parts.allSatisfy { mayBe(false, $0) }
    }
  }

  /// Each heading under which the paragraph stands: it is earlier, and nothing between
  /// them closes it.
  private static func headings(
    above index: Int, in paragraphs: [DocumentInput.Paragraph]
  ) -> [(text: String, heading: String, index: Int)] {
    (0..<index).filter { candidate in
      let level = paragraphs[candidate].level
      return level > 0
        && paragraphs[(candidate + 1)...index].allSatisfy { $0.level == 0 || $0.level > level }
    }.map {
      let paragraph = paragraphs[$0]
      let prefix = paragraph.text.unicodeScalars.prefix(Int(paragraph.headingLength))
      return (paragraph.text, String(prefix), $0)
    }
  }
}
