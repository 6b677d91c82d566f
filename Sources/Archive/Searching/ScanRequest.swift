// ScanRequest.swift — a pattern that is looked for in every paragraph, and what it is found in.
internal import Extraction
package import SearchIndex

/// A scan of all texts as a program asks for it.
package struct ScanRequest: Sendable {
  let pattern: ScanPattern
  package var conditions: [DocumentCondition] = []
  /// The paragraphs that do not hold it.
  package var isInverted = false

  /// - Parameter isFolded: width, case and traditional characters make no difference.
  package init(
    _ pattern: String, isLiteral: Bool = false, isFolded: Bool = false
  ) throws(PatternError) {
    self.pattern = try ScanPattern(pattern, isLiteral: isLiteral, isFolded: isFolded)
  }
}

/// A document in which something was found.
package final class FoundDocument: Sendable {
  package let record: PageRecord
  /// The shortest unambiguous id.
  package let shortID: String
  let reader: SegmentReader
  let range: Range<Int>

  init(record: PageRecord, shortID: String, reader: SegmentReader, range: Range<Int>) {
    (self.record, self.shortID, self.reader, self.range) = (record, shortID, reader, range)
  }

  package var paragraphCount: Int { range.count }

  /// The text of a paragraph, from 0.
  package func text(of index: Int) throws -> String {
    try reader.text(of: range.lowerBound + index)
  }
}

/// A paragraph in which a pattern was found.
package struct FoundParagraph: Sendable {
  package let document: FoundDocument
  /// Its place in the document, from 0.
  package let index: Int
  /// Where the pattern stands in it, in Unicode scalars.
  package let highlights: [Range<Int>]

  package var reference: String { "\(document.shortID)#\(index + 1)" }

  /// As a search gives it, but for the score, which is 0.
  package func passage(context: Int) throws -> Passage {
    var passage = try Passage(
      document.range.lowerBound + index, in: document.range, of: document.record,
      shortID: document.shortID, document.reader, context: context)
    passage.highlights = highlights
    return passage
  }
}

extension Archive {
  /// Calls `body` with each paragraph that holds the pattern, in the order of documents, until it
  /// returns false.
  package func scan(
    _ request: ScanRequest, body: (FoundParagraph) throws -> Bool
  ) throws {
    let tags = request.conditions.compactMap(\.tag)
    var current: (place: DocumentPlace, found: FoundDocument)?
    try index.scan(
      request.pattern, filters: request.conditions.map(\.filter),
      isInverted: request.isInverted, detail: .ranges
    ) { paragraph in
      if current?.place != paragraph.place {
        current = (paragraph.place, try foundDocument(at: paragraph.place))
      }
      guard let found = current?.found else { return false }
      let index = paragraph.paragraph - found.range.lowerBound
      guard tags.isEmpty || found.record.annotations.has(tags, on: index + 1) else { return true }
      return try body(
        FoundParagraph(document: found, index: index, highlights: paragraph.ranges))
    }
  }

  /// How many paragraphs of each document hold the pattern, and how often, in order.
  ///
  /// - Parameter countsHits: else only paragraphs are counted, which is faster.
  package func scanCounts(_ request: ScanRequest, countsHits: Bool) throws -> [ScanCount] {
    let tags = request.conditions.compactMap(\.tag)
    var counts: [ScanCount] = []
    try index.scan(
      request.pattern, filters: request.conditions.map(\.filter),
      isInverted: request.isInverted, detail: countsHits ? .hits : .whether
    ) { paragraph in
      if !tags.isEmpty {
        let found = try foundDocument(at: paragraph.place)
        let number = paragraph.paragraph - found.range.lowerBound + 1
        guard found.record.annotations.has(tags, on: number) else { return true }
      }
      if counts.last?.place != paragraph.place { counts.append(ScanCount(place: paragraph.place)) }
      counts[counts.count - 1].paragraphs += 1
      counts[counts.count - 1].hits += countsHits ? paragraph.hits : 0
      return true
    }
    return counts
  }

  /// The same with the names of the document.
  package func tally(of count: ScanCount) throws -> DocumentTally {
    let document = try foundDocument(at: count.place)
    return DocumentTally(
      document: document.shortID, title: document.record.displayTitle,
      paragraphs: count.paragraphs, hits: count.hits)
  }

  private func foundDocument(at place: DocumentPlace) throws -> FoundDocument {
    let reader = index.segments[place.segment].reader
    let record = try record(at: place)
    return FoundDocument(
      record: record, shortID: try ShortIDs(index).shortest(record.id), reader: reader,
      range: try reader.paragraphs(of: place.document))
  }
}

/// What one document holds of a pattern.
package struct ScanCount: Sendable, Hashable {
  let place: DocumentPlace
  package fileprivate(set) var paragraphs = 0
  package fileprivate(set) var hits = 0
}
