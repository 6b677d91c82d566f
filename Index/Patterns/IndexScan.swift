// IndexScan.swift — every stored paragraph is read; the index is not asked.

/// A paragraph that was found by reading all of them.
package struct ScannedParagraph: Sendable {
  /// Where its document stands.
  package let place: DocumentPlace
  package let paragraph: Int
  /// How often the pattern stands in it, empty matches not counted; 1 when it was only asked
  /// whether it does.
  package let hits: Int
  /// Where, in Unicode scalars; empty when that was not asked for.
  package let ranges: [Range<Int>]
}

/// What to find out of the paragraphs that hold a pattern; less takes less time.
package enum ScanDetail: Sendable {
  case whether, hits, ranges
}

extension IndexReader {
  /// Calls `body` with each paragraph that holds the pattern, in the order of documents, until it
  /// returns false. All processors read; a few thousand paragraphs at a time are kept.
  ///
  /// - Parameter isInverted: those that do not hold it.
  package func scan(
    _ pattern: ScanPattern, filters: [DocumentFilter], isInverted: Bool, detail: ScanDetail,
    body: (ScannedParagraph) throws -> Bool
  ) throws {
    var pieces = try scanPieces(filters)[...]
    var workers = (0..<processorCount).map { _ in
      ScanWorker(
        matcher: ScanMatcher(pattern), isInverted: isInverted,
        detail: isInverted ? .whether : detail)
    }
    while !pieces.isEmpty {
      for number in workers.indices { workers[number].piece = pieces.popFirst() }
      forEachConcurrently(&workers) { $0.work() }
      for worker in workers {
        for found in worker.found where try !body(found) { return }
        if let failure = worker.failure { throw failure }
      }
    }
  }

  private static var paragraphsAtOnce: Int { 1 << 14 }

  /// The documents that pass the filters, in pieces of many paragraphs.
  private func scanPieces(_ filters: [DocumentFilter]) throws(SegmentError) -> [ScanPiece] {
    var pieces: [ScanPiece] = []
    for (number, segment) in segments.enumerated() {
      var piece = ScanPiece(segment: number, reader: segment.reader)
      var count = 0
      for document in try segment.documents(matching: filters).members {
        piece.documents.append(Int(document))
        count += try segment.reader.paragraphs(of: Int(document)).count
        if count >= Self.paragraphsAtOnce {
          pieces.append(piece)
          piece.documents = []
          count = 0
        }
      }
      if !piece.documents.isEmpty { pieces.append(piece) }
    }
    return pieces
  }
}

private struct ScanPiece: Sendable {
  let segment: Int
  let reader: SegmentReader
  var documents: [DocumentID] = []
}

/// Reads one piece after another, on a thread of its own.
private struct ScanWorker: Sendable {
  var matcher: ScanMatcher
  let isInverted: Bool
  let detail: ScanDetail
  var piece: ScanPiece?
  private(set) var found: [ScannedParagraph] = []
  private(set) var failure: (any Error)?

  mutating func work() {
    found.removeAll(keepingCapacity: true)
    guard let piece else { return }
    do {
      for document in piece.documents {
        for paragraph in try piece.reader.paragraphs(of: document) {
          var (hits, ranges): (Int, [Range<Int>]) = (isInverted ? 0 : 1, [])
          if detail == .hits {
            guard let count = try matcher.count(paragraph, in: piece.reader.texts) else { continue }
            hits = count
          } else {
            if try matcher.matches(paragraph, in: piece.reader.texts) == isInverted { continue }
            if detail == .ranges {
              ranges = try matcher.ranges(paragraph, in: piece.reader.texts)
              hits = ranges.count
            }
          }
          found.append(
            ScannedParagraph(
              place: DocumentPlace(segment: piece.segment, document: document),
              paragraph: paragraph, hits: hits, ranges: ranges))
        }
      }
    } catch { failure = error }
  }
}
