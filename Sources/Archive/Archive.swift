// Archive.swift — an open archive to read: search, show, list. Start here.
internal import Extraction
internal import FoundationEssentials
package import SearchIndex
package import SystemPackage

/// A snapshot of an archive. Writers do not disturb it, and it never waits for them.
package struct Archive: Sendable {
  package let layout: ArchiveLayout
  let index: IndexReader
  let originals: OriginalReader
  let annotations: OriginalReader

  package init(root: FilePath) throws {
    layout = ArchiveLayout(root: root)
    try layout.requireManifest()
    do { index = try IndexReader(folder: root) } catch {
      try layout.requireOwnManifest()
      throw error
    }
    // Any other one would name segments that are not there.
    if index.segments.isEmpty { try layout.requireOwnManifest() }
    let committed = CommittedFiles(index.owner)
    originals = OriginalReader(
      directory: layout.originals, committed: committed.originals, archive: committed.archive)
    annotations = OriginalReader(
      directory: layout.annotations, committed: committed.annotations, archive: committed.archive)
  }

  package var generation: Int { index.generation }
  package var documentCount: Int { index.documentCount }
  package var paragraphCount: Int { index.paragraphCount }
  package var originalByteCount: Int { originals.committed.total }
  package var indexByteCount: Int { index.segments.reduce(0) { $0 + $1.reader.byteCount } }

  // MARK: Search

  package func search(_ request: SearchRequest) throws -> SearchAnswer {
    if let since = request.since { return try search(request, since: since) }
    let query = try query(request)
    var options = SearchOptions()
    let (sum, isTooMany) = request.offset.addingReportingOverflow(request.limit)
    let end = isTooMany ? .max : sum
    options.limit = request.limit == 0 ? 0 : end
    if request.order == .score { options.limit = ResultOrder.depth(options.limit) }
    options.explained = end
    options.isStrict = request.isStrict
    options.isLiteral = request.isLiteral
    options.scope =
      switch request.scope {
      case .para: .paragraph
      case .section: .section
      case .doc: .document
      }
    options.groupsByDocument = request.groupsByDocument || query.findsDocumentsOnly
    options.countsOccurrences = request.countsOccurrences
    options.filters = request.conditions.map(\.filter)
    options.asides = Fields.asides
    options.countsDocuments = request.groupsByDocument || !request.facets.isEmpty
    switch request.order {
    case .score: options.order = .score
    case .date: options.order = .number(column: Fields.Number.date.rawValue)
    case .oldest:
      options.order = .number(column: Fields.Number.date.rawValue, isAscending: true)
    case .issuer: options.order = .text(column: Fields.Text.issuer.rawValue)
    }
    let (results, shown) = try results(query, options, request, end: end)
    var answer = SearchAnswer()
    answer.paragraphs = results.paragraphs
    answer.documents = results.documents
    answer.partialParagraphs = results.partialParagraphs
    answer.partialDocuments = results.partialDocuments
    answer.isBroken = results.isBroken
    answer.generation = index.generation
    let names = ShortIDs(index)
    let counts = results.counts ?? []
    answer.counts =
      !request.countsOccurrences
      ? nil
      : try counts.map { count in
        let record = try record(at: count.place)
        return DocumentTally(
          document: try names.shortest(record.id), title: record.displayTitle,
          paragraphs: count.paragraphs, hits: count.occurrences)
      }
    answer.facets = try facets(request.facets, of: counts, withHits: request.countsOccurrences)
    let highlighter = index.highlighter(
      of: query, isLiteral: request.isLiteral, isBroken: results.isBroken)
    let clauses = query.clauses.map(\.description)
    for result in shown {
      let hit = result.hit
      var passage = try passage(result, clauses, request, highlighter, names: names)
      if request.groupsByDocument, passage.missing.isEmpty {
        let full = counts.first { $0.place == hit.place }
        passage.others = full.map { $0.paragraphs - 1 }
      }
      answer.passages.append(passage)
    }
    if request.isExplained { try explain(&answer, shown.map(\.hit), query, options, request) }
    return answer
  }

  private func explain(
    _ answer: inout SearchAnswer, _ hits: [SearchHit], _ query: Query, _ options: SearchOptions,
    _ request: SearchRequest
  ) throws {
    let words = try Query.parsed(
      request.words, analyzer: index.analyzer, isLiteral: request.isLiteral,
      isStrict: request.isStrict)
    let conditions =
      request.conditions.map(\.text) + request.places.map(\.query.description)
    answer.plan = SearchPlan(
      query: ([words.description] + conditions).filter { !$0.isEmpty }.joined(separator: " "),
      texts: try index.plan(query, isLiteral: request.isLiteral),
      way: try index.way(query, options),
      passedOver: try QueryParser.passedOver(
        request.words, analyzer: index.analyzer, fieldNames: DocumentField.typedNames))
    for (place, hit) in hits.enumerated() {
      answer.passages[place].held = try index.held(by: hit, of: query, options)
    }
  }

  private func query(_ request: SearchRequest) throws -> Query {
    let places = request.places.map(\.query) + Self.tagged(request.conditions)
    if !request.places.isEmpty, request.words.allSatisfy(\.isWhitespace) { return .joined(places) }
    var words = try Query(
      typed: request.words, analyzer: index.analyzer, isLiteral: request.isLiteral,
      isStrict: request.isStrict)
    if !request.isLiteral, !request.isStrict { words = try index.naming(words) }
    if request.ignoresConditions, !words.clauses.isEmpty {
      return .joined(words.clauses + words.exclusions.map { .not($0) })
    }
    return places.isEmpty ? words : .joined([words] + places)
  }

  /// The query that was typed, of the paragraphs that have the tags which are asked for.
  func query(_ words: String, _ conditions: [DocumentCondition]) throws -> Query {
    .joined(
      [try index.naming(Query(typed: words, analyzer: index.analyzer))] + Self.tagged(conditions))
  }

  private static func tagged(_ conditions: [DocumentCondition]) -> [Query] {
    conditions.compactMap { condition in condition.tag.map { .judged(.tagged($0)) } }
  }

  /// What the index finds, and what of it is shown: results up to `end`, from the offset on.
  private func results(
    _ query: Query, _ options: SearchOptions, _ request: SearchRequest, end: Int
  ) throws -> (SearchResults, [CopyFolding.Result]) {
    var options = options
    // An offset means nothing where only totals are wanted.
    if request.limit == 0 { return (try index.search(query, options), []) }
    // What is joined is not shown, so what it misses is of no interest.
    if request.foldsCopies { options.explained = 0 }
    var folding = CopyFolding(self, query, options)
    while true {
      let results = try index.search(query, options)
      let best =
        request.order == .score ? try ResultOrder(index).settle(results.hits) : results.hits
      if !request.foldsCopies {
        let shown = try best.dropFirst(request.offset).prefix(request.limit).map { hit in
          CopyFolding.Result(hit: hit, record: try record(at: hit.place))
        }
        return (results, shown)
      }
      let folded = try folding.fold(best, upTo: end, isBroken: results.isBroken)
      if folded.count >= end || results.hits.count < options.limit {
        var shown = try folding.results(
          Array(folded.dropFirst(request.offset).prefix(request.limit)))
        let hits = try index.explained(shown.map(\.hit), of: query, options)
        for (place, hit) in hits.enumerated() { shown[place].hit = hit }
        return (results, shown)
      }
      // Hits that were joined leave room for more.
      options.limit = ResultOrder.depth(options.limit > .max / 4 ? .max : 4 * options.limit)
    }
  }

  private func passage(
    _ result: CopyFolding.Result, _ clauses: [String], _ request: SearchRequest,
    _ highlighter: Highlighter, names: ShortIDs
  ) throws -> Passage {
    let (hit, record) = (result.hit, result.record)
    let segment = index.segments[hit.segment].reader
    var passage = try Passage(
      hit.paragraph, in: try segment.paragraphs(of: hit.document), of: record,
      shortID: try names.shortest(record.id), segment, context: request.context
    ) { text in
      Self.scalarRanges(highlighter.ranges(in: text), in: text)
    }
    passage.score = hit.score
    passage.missing = hit.missing.map { clauses[$0] }
    if highlighter.isBroken {
      let places = [passage.text, passage.title] + passage.headings
      passage.absent = highlighter.absent(from: places).map { "“\($0)”" }
      if !passage.absent.isEmpty { passage.missing = passage.absent }
    }
    passage.isTitleOnly = hit.isTitleOnly
    (passage.copies, passage.newer) = (result.copies, result.newer)
    return passage
  }

  /// UTF-8 byte ranges of `text`, in order, as ranges of Unicode scalars.
  static func scalarRanges(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    var places = ScalarPlaces(text)
    return ranges.map { places.scalars(in: $0) }
  }

  /// How each text of a query is looked for.
  package func plan(_ words: String, isLiteral: Bool) throws -> [PlannedText] {
    try index.plan(
      try Query(typed: words, analyzer: index.analyzer, isLiteral: isLiteral), isLiteral: isLiteral)
  }

  /// The terms that `text` is indexed by.
  package static func tokens(_ text: String) -> [String] {
    Analyzer().describe(text).map(\.term)
  }

  // MARK: Documents

  /// The reference that `text` is: an imported id may itself hold `#` or `@`.
  package func reference(_ text: String) throws -> DocumentReference {
    if try holds(id: text) { return DocumentReference(id: text) }
    if let mark = text.lastIndex(of: "#"), try holds(id: String(text[..<mark])) {
      var reference = try DocumentReference("id\(text[mark...])")
      reference.id = String(text[..<mark])
      return reference
    }
    return try DocumentReference(text)
  }

  /// The documents that have a key, oldest first.
  func records(withKey key: [UInt8]) throws -> [TiedDocument] {
    let names = ShortIDs(index)
    return try index.documents(withKeyPrefix: key).filter { $0.key == key }.map { found in
      let record = try record(at: found.place)
      return TiedDocument(handle: try names.shortest(record.id), record: record)
    }
  }

  func holds(id: String) throws -> Bool {
    let key = Fields.idKey(id)
    return try index.documents(withKeyPrefix: key).contains { $0.key == key }
  }

  /// The document, in the version, that a reference names.
  /// A place that is not there is an error, too.
  package func document(_ reference: DocumentReference) throws -> StoredDocument {
    let document = try wholeDocument(reference)
    if let place = reference.place {
      _ = try document.lines(of: place, as: "\(document.handle)#\(place)")
    }
    return document
  }

  private func wholeDocument(_ reference: DocumentReference) throws -> StoredDocument {
    let newest = try storedDocument(at: resolve(reference.id))
    if reference.version == 1 { return newest }
    let record = newest.record
    guard reference.version <= record.versions.count else {
      throw ArchiveError.noSuchVersion(
        "\(reference.id)@\(reference.version)", count: record.versions.count)
    }
    // An older version is in no segment: it is read from its original again.
    let version = record.versions[reference.version - 1]
    let (original, conversion) = try stored(version)
    let understood = try Understanding().read(original, conversion: conversion)
    var older = PageRecord(
      id: record.id, savedAs: understood.savedAs, contentType: understood.contentType,
      document: understood.document,
      versions: Array(record.versions[(reference.version - 1)...]))
    older.annotate(record.annotations, paragraphs: understood.document.paragraphs.map(\.text))
    return StoredDocument(
      record: older, shortID: newest.shortID, version: reference.version,
      paragraphs: understood.document.paragraphs)
  }

  /// The documents that have tags, themselves or on paragraphs, in the order of their ids.
  package func taggedDocuments() throws -> [StoredDocument] {
    var records: [String: PageRecord] = [:]
    for found in try index.documents(withKeyPrefix: Fields.tagKey("")) {
      let record = try record(at: found.place)
      records[record.id] = record
    }
    let names = ShortIDs(index)
    return try records.keys.sorted().compactMap { id in
      try records[id].map {
        StoredDocument(record: $0, shortID: try names.shortest(id), version: 1, paragraphs: [])
      }
    }
  }

  /// What the index keeps of a document.
  func record(at place: DocumentPlace) throws -> PageRecord {
    try PageRecord(bytes: index.segments[place.segment].reader.record(of: place.document))
  }

  /// The newest version of a document, which stands in the index.
  func storedDocument(at place: DocumentPlace) throws -> StoredDocument {
    let record = try record(at: place)
    return StoredDocument(
      record: record, shortID: try ShortIDs(index).shortest(record.id), version: 1,
      paragraphs: try index.segments[place.segment].reader.storedParagraphs(of: place.document))
  }

  /// The bytes of a document as they were saved.
  package func original(of document: StoredDocument) throws -> [UInt8] {
    guard let version = document.record.versions.first else { return [] }
    return try stored(version).original.block
  }

  /// The documents that meet the conditions, in the order in which they were added, no more than
  /// `limit` of them.
  package func list(_ conditions: [DocumentCondition], limit: Int = .max) throws -> [(
    shortID: String, PageRecord, paragraphs: Int
  )] {
    let found = try index.documents(matching: conditions.map(\.filter))
    let isPart = limit < found.count
    var records: [PageRecord] = []
    var order: [(Int, Int, Int)] = []
    for (number, place) in found.enumerated() {
      let bytes = try index.segments[place.segment].reader.record(of: place.document)
      // Of those that are not listed no more is read than where their originals stand.
      if !isPart { records.append(try PageRecord(bytes: bytes)) }
      let versions = try isPart ? PageRecord.versions(in: bytes) : records[number].versions
      // What was set or tagged since stands last in the index; its first original keeps its place.
      let first = versions.map(\.location).min { ($0.file, $0.offset) < ($1.file, $1.offset) }
      order.append((first?.file ?? 0, first?.offset ?? 0, number))
    }
    let names = ShortIDs(index)
    return try order.sorted { $0 < $1 }.prefix(limit).map { _, _, number in
      let place = found[number]
      let known = try isPart ? record(at: place) : records[number]
      return (
        shortID: try names.shortest(known.id), known,
        paragraphs: try index.segments[place.segment].reader.paragraphs(of: place.document).count
      )
    }
  }

  func resolve(_ id: String) throws -> DocumentPlace {
    let key = Fields.idKey(id)
    let found = try index.documents(withKeyPrefix: key)
    if let exact = found.first(where: { $0.key == key }) { return exact.place }
    guard let first = found.first else { throw ArchiveError.unknownDocument(id) }
    guard found.count == 1 else {
      throw ArchiveError.ambiguousID(
        id, candidates: found.map { String(decoding: $0.key.dropFirst(), as: UTF8.self) })
    }
    return first.place
  }
}

/// Finds the shortest beginning of an id that no other document shares.
struct ShortIDs {
  private let index: IndexReader
  /// Fewer characters would hardly be recognized.
  private static let shortest = 4

  init(_ index: IndexReader) { self.index = index }

  func shortest(_ id: String) throws -> String {
    var length = min(Self.shortest, id.count)
    while length < id.count {
      let prefix = String(id.prefix(length))
      // In references these marks mean something, but in an id that stands there whole.
      if prefix.contains(where: { $0 == "#" || $0 == "@" }) { return id }
      if try index.documents(withKeyPrefix: Fields.idKey(prefix), limit: 2).count < 2 {
        return prefix
      }
      length += 1
    }
    return id
  }
}
