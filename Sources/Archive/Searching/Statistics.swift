// Statistics.swift — how many documents and paragraphs there are, by year, level and the like.
internal import SearchIndex

/// What documents are counted by.
package enum CountedField: String, Sendable, Hashable, CaseIterable {
  case year, level, kind, region, issuer, source, site

  /// The field of queries and conditions.
  private var field: DocumentField? { DocumentField(rawValue: rawValue) }

  package var chineseName: String { field?.chineseName ?? rawValue }

  /// By its English or its Chinese name.
  package init?(named name: String) {
    self.init(rawValue: DocumentField.names[name]?.rawValue ?? name)
  }
}

/// What was counted under one value, or one value of each of several fields.
package struct Tally: Sendable, Hashable, Encodable {
  /// Empty where it is not known.
  package var values: [String]
  package var documents = 0
  package var paragraphs = 0
  /// How often the query stands in them; absent where none was asked.
  package var hits: Int?
}

/// All that was counted.
package struct Statistics: Sendable {
  package var documents = 0
  package var paragraphs = 0
  /// Unicode scalars of the texts; of the paragraphs that a query finds they are not counted.
  package var characters: Int?
  package var hits: Int?
  /// One list for each set of fields: years in order, else the most first.
  package var tallies: [[Tally]] = []
}

extension Archive {
  /// Counts what meets the conditions, or what of it answers a query, by each set of fields.
  ///
  /// A document about several years counts in each of them.
  package func statistics(
    _ query: String?, by groups: [[CountedField]], _ conditions: [DocumentCondition]
  ) throws -> Statistics {
    var counted: [DocumentCount] = []
    if let query {
      let query = try self.query(query, conditions)
      var options = SearchOptions()
      options.limit = 0
      options.countsOccurrences = true
      options.filters = conditions.map(\.filter)
      counted = try index.search(query, options).counts ?? []
    } else {
      counted = try index.documents(matching: conditions.map(\.filter)).map { place in
        let reader = index.segments[place.segment].reader
        return DocumentCount(place, paragraphs: try reader.paragraphs(of: place.document).count)
      }
    }
    var statistics = Statistics()
    statistics.documents = counted.count
    statistics.paragraphs = counted.reduce(0) { $0 + $1.paragraphs }
    if query != nil {
      statistics.hits = counted.reduce(0) { $0 + $1.occurrences }
    } else {
      statistics.characters = try counted.reduce(0) { sum, count in
        let reader = index.segments[count.place.segment].reader
        return try reader.paragraphs(of: count.place.document).reduce(sum) {
          try $0 + reader.characterCount(of: $1)
        }
      }
    }
    statistics.tallies = try tallies(of: counted, by: groups, withHits: query != nil)
    return statistics
  }

  /// What is counted of documents by each set of fields: years in order, else the most first.
  func tallies(
    of counted: [DocumentCount], by groups: [[CountedField]], withHits: Bool
  ) throws -> [[Tally]] {
    if groups.isEmpty { return [] }
    let columns = try index.segments.map { try FieldColumns($0.reader) }
    return try groups.map { fields in
      var tallies: [[String]: Tally] = [:]
      for count in counted {
        let columns = columns[count.place.segment]
        for values in try columns.values(fields, of: count.place.document) {
          var tally = tallies[values] ?? Tally(values: values, hits: withHits ? 0 : nil)
          tally.documents += 1
          tally.paragraphs += count.paragraphs
          if withHits { tally.hits = (tally.hits ?? 0) + count.occurrences }
          tallies[values] = tally
        }
      }
      let byYear = fields.first == .year
      return tallies.values.sorted {
        byYear || $0.documents == $1.documents
          ? $0.values.lexicographicallyPrecedes($1.values) : $0.documents > $1.documents
      }
    }
  }

  func facets(
    _ fields: [CountedField], of counted: [DocumentCount], withHits: Bool
  ) throws -> [Facet] {
    zip(fields, try tallies(of: counted, by: fields.map { [$0] }, withHits: withHits))
      .map { Facet(field: $0, tallies: $1) }
  }
}

/// The columns of a segment, their strings read once.
struct FieldColumns {
  private let reader: SegmentReader
  private var strings: [Fields.Text: [UInt32: String]] = [:]

  private static let columns: [CountedField: Fields.Text] = [
    .level: .level, .kind: .documentKind, .region: .region, .issuer: .issuer, .source: .source,
    .site: .site,
  ]

  init(_ reader: SegmentReader) throws {
    self.reader = reader
    for column in Set(Self.columns.values) {
      strings[column] = Dictionary(
        try reader.strings(column.rawValue).map { ($0.ordinal, $0.string) }
      ) { first, _ in first }
    }
  }

  /// The values of a document: one of each field, and a list of them for each of its years.
  func values(_ fields: [CountedField], of document: DocumentID) throws -> [[String]] {
    var lists: [[String]] = [[]]
    for field in fields {
      var values = [""]
      if let column = Self.columns[field] {
        let ordinal = try reader.stringOrdinal(column.rawValue, of: document)
        values = [strings[column]?[ordinal] ?? ""]
      } else {
        let first = try reader.number(Fields.Number.firstYear.rawValue, of: document)
        let last = try reader.number(Fields.Number.lastYear.rawValue, of: document)
        if first > 0, first <= last, last - first < 100 { values = (first...last).map(String.init) }
      }
      lists = lists.flatMap { list in values.map { list + [$0] } }
    }
    return lists
  }
}
