// Scorer.swift — BM25 of paragraphs that are known to match.

/// The scored units of a query with their weights, the same in every segment.
struct ScoredTerms: Sendable {
  enum Unit: Hashable, Sendable {
    case term(TermKey)
    /// Every pair that begins with the character.
    case row(UInt32)
  }

  /// Shape: parallel.
  private(set) var units: [Unit] = []
  private(set) var idfs: [Float] = []
  let formula: BM25

  /// - Parameter frequencies: for a unit, in how many paragraphs of the index it is.
  init(
    _ patterns: [CompiledPattern], formula: BM25,
    documentFrequency: (Unit) throws(SegmentError) -> Int
  ) throws(SegmentError) {
    self.formula = formula
    var seen: Set<Unit> = []
    for pattern in patterns {
      var units = pattern.terms.map(Unit.term)
      if let row = pattern.row { units.append(.row(row)) }
      for unit in units where seen.insert(unit).inserted {
        self.units.append(unit)
        idfs.append(formula.idf(documentFrequency: try documentFrequency(unit)))
      }
    }
  }

  /// The postings of each unit in `segment`; nil where it does not occur.
  private func postings(
    in segment: SegmentReader, _ rows: SegmentRows
  ) throws(SegmentError) -> [TermPostings?] {
    var postings: [TermPostings?] = []
    for unit in units {
      switch unit {
      case .term(let key):
        let info = try segment.body.find(key)
        postings.append(info.map { .list(PostingCursor($0, in: segment.body.postings)) })
      case .row(let scalar): postings.append(rows[scalar].map { .row($0) })
      }
    }
    return postings
  }

  /// The BM25 score of each of `paragraphs`, which increase.
  func scores(
    of paragraphs: [ParagraphID], in segment: SegmentReader, _ rows: SegmentRows
  ) throws(SegmentError) -> [Float] {
    var scores = [Float](repeating: 0, count: paragraphs.count)
    var lengths: [UInt8] = []
    lengths.reserveCapacity(paragraphs.count)
    for paragraph in paragraphs { lengths.append(try segment.lengthCode(of: Int(paragraph))) }
    for (index, postings) in try postings(in: segment, rows).enumerated() {
      switch postings {
      case nil: continue
      case .list(var cursor)?:
        for (slot, paragraph) in paragraphs.enumerated()
        where try cursor.advance(to: paragraph) == paragraph {
          scores[slot] += formula.score(
            idf: idfs[index], frequency: try cursor.frequency, lengthCode: lengths[slot])
        }
      case .row(let row)?:
        var next = 0
        for (slot, paragraph) in paragraphs.enumerated() {
          while next < row.ids.count, row.ids[next] < paragraph { next += 1 }
          if next < row.ids.count, row.ids[next] == paragraph {
            scores[slot] += formula.score(
              idf: idfs[index], frequency: row.frequencies[next], lengthCode: lengths[slot])
          }
        }
      }
    }
    return scores
  }

  /// Paragraphs that hold at least `share` of the query by weight, in order: what is left
  /// to show when the query stands nowhere as typed.
  func paragraphs(
    holding share: Float, in segment: SegmentReader, _ rows: SegmentRows
  ) throws(SegmentError) -> [ParagraphID] {
    var weights = [Float](repeating: 0, count: segment.paragraphCount)
    for (index, postings) in try postings(in: segment, rows).enumerated() {
      switch postings {
      case nil: continue
      case .list(var cursor)?:
        while try cursor.next() != PostingCursor.end {
          guard Int(cursor.id) < weights.count else {
            throw .damaged(file: segment.name, offset: 0)
          }
          weights[Int(cursor.id)] += idfs[index]
        }
      case .row(let row)?:
        for id in row.ids { weights[Int(id)] += idfs[index] }
      }
    }
    let least = share * idfs.reduce(0, +)
    return weights.indices.filter { weights[$0] > 0 && weights[$0] >= least }.map {
      ParagraphID($0)
    }
  }
}
