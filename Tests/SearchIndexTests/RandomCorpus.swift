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

  init(_ query: Query, isStrict: Bool, isLiteral: Bool, _ documents: [DocumentInput]) {
    func occurrences(_ pattern: Pattern, _ text: String) -> Int {
      isLiteral
        ? text.literalOccurrences(of: pattern.text)
        : PlainText(text).occurrences(of: PlainText(pattern.text))
    }
    func holds(_ query: Query, _ text: String) -> Bool {
      switch query {
      case .text(let pattern): occurrences(pattern, text) > 0
      case .any(let parts): parts.contains { holds($0, text) }
      case .all(let parts): parts.allSatisfy { holds($0, text) }
      case .not(let part): !holds(part, text)
      }
    }
    let clauses: [Query]
    var exclusions: [Query] = []
    if case .all(let parts) = query {
      clauses = parts.filter { if case .not = $0 { false } else { true } }
      exclusions = parts.compactMap { if case .not(let part) = $0 { part } else { nil } }
    } else {
      clauses = [query]
    }
    for (number, document) in documents.enumerated() {
      var isFound = false
      func isExcluded(_ text: String) -> Bool { exclusions.contains { holds($0, text) } }
      for (index, paragraph) in document.paragraphs.enumerated() {
        if isExcluded(paragraph.text) { continue }
        let place = Place(document: number, paragraph: index)
        let own = clauses.map { holds($0, paragraph.text) }
        guard own.contains(true) else { continue }
        var missing: [Int] = []
        for (clause, isOwn) in zip(clauses, own).map({ $0 }) where !isOwn {
          let above = Self.headings(above: index, in: document.paragraphs)
          let isAround =
            holds(clause, document.title)
            || above.contains { holds(clause, $0.text) && holds(clause, $0.heading) }
          if !isAround, let index = clauses.firstIndex(of: clause) { missing.append(index) }
        }
        if isStrict {
          if !own.contains(false) { full.insert(place) }
        } else {
          isFound = true
          if missing.isEmpty { full.insert(place) } else { partial[place] = missing }
        }
        if full.contains(place) {
          for pattern in Set(query.patterns) {
            self.occurrences += occurrences(pattern, paragraph.text)
          }
        }
      }
      if !isStrict, !isFound, let first = document.paragraphs.first, !isExcluded(first.text),
        clauses.allSatisfy({ holds($0, document.title) })
      {
        full.insert(Place(document: number, paragraph: 0))
        titleOnly.insert(Place(document: number, paragraph: 0))
      }
    }
  }

  /// Each heading under which the paragraph stands: it is earlier, and nothing between
  /// them closes it.
  private static func headings(
    above index: Int, in paragraphs: [DocumentInput.Paragraph]
  ) -> [(text: String, heading: String)] {
    (0..<index).filter { candidate in
      let level = paragraphs[candidate].level
      return level > 0
        && paragraphs[(candidate + 1)...index].allSatisfy { $0.level == 0 || $0.level > level }
    }.map {
      let paragraph = paragraphs[$0]
      let prefix = paragraph.text.unicodeScalars.prefix(Int(paragraph.headingLength))
      return (paragraph.text, String(prefix))
    }
  }
}
