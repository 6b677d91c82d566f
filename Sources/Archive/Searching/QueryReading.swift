// QueryReading.swift — a query as it is typed → what to find, fields and all.
internal import Extraction
internal import SearchIndex

extension Query {
  /// Reads a query with the fields that documents and paragraphs have, and the ways to write its
  /// numbers, with the numbers of articles as words of their own, unless it `isLiteral`.
  ///
  /// - Parameter isStrict: nothing is found but what holds all of it.
  init(
    typed text: String, analyzer: Analyzer, isLiteral: Bool = false, isStrict: Bool = false
  ) throws {
    let typed: Query
    do {
      typed = try Self.parsed(text, analyzer: analyzer, isLiteral: isLiteral, isStrict: isStrict)
    } catch QueryError.onlyFields {
      // A value that a field cannot have is what is wrong first.
      let names = DocumentField.names.keys
      _ = try QueryParser.parse(
        text, analyzer: analyzer, fieldNames: DocumentField.typedNames, places: Set(names)
      ).replacingFields(Self.meaning)
      throw QueryError.onlyFields
    }
    let query = try typed.replacingFields(Self.meaning)
    let flat = if case .all(let parts) = query { Query.joined(parts) } else { query }
    self = isLiteral ? flat : flat.spelled
  }

  /// What is to be found, or left out, for a field.
  private static func meaning(of term: FieldTerm, isExcluded: Bool) throws -> Query {
    guard let field = DocumentField.names[term.name] else { return .field(term) }
    do throws(ConditionError) {
      return try Query(field, term.value, isExcluded: isExcluded)
    } catch {
      throw QueryFieldError(name: term.name, error: error, column: term.column)
    }
  }

  /// The query with its fields as they were typed; those of one value that stand side by side are a
  /// choice, as options are that are given again.
  static func parsed(
    _ text: String, analyzer: Analyzer, isLiteral: Bool, isStrict: Bool
  ) throws -> Query {
    let names = DocumentField.names
    return try QueryParser.parse(
      text, analyzer: analyzer, fieldNames: DocumentField.typedNames,
      places: Set(names.filter(\.value.isPlace).keys), namesArticles: !isLiteral,
      isStrict: isStrict
    ).choosing
  }

  private var choosing: Query {
    switch self {
    case .all(let parts):
      var chosen: [Query] = []
      var places: [DocumentField: Int] = [:]
      for part in parts.map(\.choosing) {
        guard case .field(let term) = part, let field = DocumentField.names[term.name],
          field.isSingle
        else {
          chosen.append(part)
          continue
        }
        if let place = places[field] {
          let before = chosen[place]
          let others = if case .any(let others) = before { others } else { [before] }
          chosen[place] = .any(others + [part])
        } else {
          places[field] = chosen.count
          chosen.append(part)
        }
      }
      return chosen.count == 1 ? chosen[0] : .all(chosen)
    case .any(let parts): return .any(parts.map(\.choosing))
    case .not(let part): return .not(part.choosing)
    case .text, .near, .field, .documents, .under, .judged: return self
    }
  }

  /// - Parameter isExcluded: what meets it is left out.
  init(
    _ field: DocumentField, _ value: String, isExcluded: Bool = false
  ) throws(ConditionError) {
    switch field {
    case .heading, .dept, .cites:
      guard Analyzer().fold(value).isSearchable else {
        throw ConditionError(field: field, value: value)
      }
      switch field {
      case .dept: self = .judged(.responsible(value))
      case .cites:
        guard let name = CitedName(value) else { throw ConditionError(field: field, value: value) }
        self = .judged(.citing(name, value))
      default: self = .under(Pattern(value))
      }
    case .path:
      guard let labels = DocumentReference.labels(value),
        labels.allSatisfy({ Analyzer().fold($0).isSearchable })
      else {
        throw ConditionError(field: field, value: value)
      }
      self = .judged(.place(labels))
    default:
      let condition = try DocumentCondition(field, value)
      self = .documents(condition.filter)
      // The paragraphs that have a tag are found; documents of which a part has it are left out.
      if let tag = condition.tag, !isExcluded { self = .all([self, .judged(.tagged(tag))]) }
    }
  }

  /// Whether it says which paragraphs to find, and not only of which documents.
  var findsDocumentsOnly: Bool {
    switch self {
    case .text, .near, .under, .judged, .field: false
    case .documents: true
    case .all(let parts), .any(let parts): parts.allSatisfy(\.findsDocumentsOnly)
    case .not(let part): part.findsDocumentsOnly
    }
  }
}

extension DocumentField {
  /// How a word like `年份：2023`, which is text, is written to be a field; nil where it would be
  /// none, or one that cannot have the value.
  package static func written(inText word: String) -> String? {
    guard let colon = word.firstIndex(of: "：") else { return nil }
    let name = String(word[..<colon])
    let value = String(word[word.index(after: colon)...])
    let written = "\(name):\(value)"
    guard let field = names[name], typedNames.contains("\(name):"),
      (try? Query(field, value)) != nil,
      // As 题名：“建设 规划” is typed, the quotation mark belongs to the word.
      case .field(let term)? = try? QueryParser.parse(
        written, fieldNames: typedNames, places: [name]),
      term.value == value
    else { return nil }
    return written
  }
}

/// A condition on the paragraphs of a search, given beside the words.
package struct PlaceCondition: Sendable, Hashable {
  let query: Query

  package init(_ field: DocumentField, _ value: String) throws(ConditionError) {
    query = try Query(field, value)
  }

  private init(_ query: Query) { self.query = query }

  /// The conditions of a field that was asked for some times, as `DocumentCondition.all`.
  package static func all(
    _ field: DocumentField, _ values: [String]
  ) throws(ConditionError) -> [PlaceCondition] {
    var conditions: [PlaceCondition] = []
    for value in values { conditions.append(try PlaceCondition(field, value)) }
    if !field.isSingle || conditions.count < 2 { return conditions }
    return [PlaceCondition(.any(conditions.map(\.query)))]
  }
}

extension Judgement {
  /// Paragraphs with the labels, and those below them, as `ID#一/3` names them.
  fileprivate static func place(_ steps: [String]) -> Judgement {
    let clause = ArticlePath(steps)
    let labels = clause?.article ?? steps
    let sieve = LabelSieve(labels.last ?? "")
    return Judgement("path:\(steps.joined(separator: "/"))") {
      segment, document, _ throws(SegmentError) in
      let range = try segment.paragraphs(of: document)
      var places: [Range<Int>] = []
      var loose: [Range<Int>] = []
      var open: [(level: UInt8, index: Int)] = []
      for index in range {
        let level = try segment.level(of: index)
        if level == 0 { continue }
        while let last = open.last, last.level >= level { open.removeLast() }
        // A signature ends what stands before it, and is above nothing.
        if Fields.kind(try segment.kind(of: index)) == .signature { continue }
        open.append((level, index))
        let opening = try segment.opening(of: index)
        guard sieve.passes(opening) else { continue }
        let line = try segment.line(index, opening: opening)
        guard StoredDocument.answers(line, labels.last) else { continue }
        var path: [Paragraph] = []
        for (_, above) in open {
          let line = try segment.line(above, opening: try segment.opening(of: above))
          if line.label != nil { path.append(line) }
        }
        if path.count >= labels.count,
          zip(path.suffix(labels.count), labels).allSatisfy({ StoredDocument.answers($0, $1) })
        {
          places.append(try segment.section(of: index, in: range))
        } else if StoredDocument.answers(path, labels) {
          loose.append(try segment.section(of: index, in: range))
        }
      }
      let found = places.isEmpty ? loose : places
      guard let clause else { return found }
      var lines: [Range<Int>] = []
      for article in found {
        if let place = try segment.lines(at: clause, of: article) { lines.append(place) }
      }
      return lines
    }
  }

  /// Paragraphs that have a tag, by themselves or because their document has.
  ///
  /// - Parameter tag: as a key.
  static func tagged(_ tag: [UInt8]) -> Judgement {
    Judgement("tag:\(String(decoding: tag.dropFirst(), as: UTF8.self))") {
      segment, document, _ throws(SegmentError) in
      guard let record = try? PageRecord(bytes: try segment.record(of: document)) else { return [] }
      let range = try segment.paragraphs(of: document)
      return range.filter { record.annotations.has([tag], on: $0 - range.lowerBound + 1) }
        .map { $0..<$0 + 1 }
    }
  }

  /// Paragraphs that name a document, or an article of it.
  ///
  /// - Parameter value: as it was typed.
  fileprivate static func citing(_ name: CitedName, _ value: String) -> Judgement {
    Judgement("cites:\(value)", hint: name.hint) {
      segment, _, holding throws(SegmentError) in
      var citing: [Range<Int>] = []
      for index in holding where try name.stands(in: segment.text(of: index)) {
        citing.append(index..<index + 1)
      }
      return citing
    }
  }

  /// Paragraphs that an office with this in its name has to carry out.
  fileprivate static func responsible(_ name: String) -> Judgement {
    let wanted = Analyzer().fold(name).scalars
    // A name may be put together from parts, 律师、公证工作管理科: its beginning stands as it is.
    let hint = name.unicodeScalars.filter { !$0.properties.isWhitespace }.prefix(2)
    return Judgement("dept:\(name)", hint: Pattern(String(String.UnicodeScalarView(hint)))) {
      segment, document, holding throws(SegmentError) in
      let start = try segment.paragraphs(of: document).lowerBound
      var tasks: [Range<Int>] = []
      for index in holding where try segment.mayHaveUnits(index) {
        guard let block = ResponsibleUnit.block(endingIn: try segment.text(of: index)),
          block.units.contains(where: { Analyzer().fold($0.name).scalars.holds(wanted) }),
          let task = block.isWhole ? try segment.task(above: index, from: start) : index
        else { continue }
        tasks.append(task..<task + 1)
      }
      return tasks
    }
  }
}

extension SegmentReader {
  /// Rows of tables and signatures have no offices of their own.
  fileprivate func mayHaveUnits(_ index: Int) throws(SegmentError) -> Bool {
    let kind = Fields.kind(try kind(of: index))
    return kind != .tableRow && kind != .signature
  }

  /// The paragraph whose offices stand in a line of their own below it, as
  /// `ResponsibleUnit.assign` has it.
  fileprivate func task(above index: Int, from start: Int) throws(SegmentError) -> Int? {
    var task = index
    while task > start, try mayHaveUnits(task - 1) {
      task -= 1
      let block = ResponsibleUnit.block(endingIn: try text(of: task))
      if block?.isWhole != true { return task }
    }
    // Offices below nothing are a paragraph themselves.
    return task == index ? nil : task
  }
}

extension SegmentReader {
  /// The lines of a 款, or of an item in it, of the article that stands at `range`.
  fileprivate func lines(
    at path: ArticlePath, of range: Range<Int>
  ) throws(SegmentError) -> Range<Int>? {
    var article: [Paragraph] = []
    for index in range { article.append(try storedParagraph(index)) }
    guard let lines = Article(article[...])?.lines(at: path) else { return nil }
    return range.lowerBound + lines.lowerBound..<range.lowerBound + lines.upperBound
  }
}
