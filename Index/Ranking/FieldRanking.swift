// FieldRanking.swift — the second stage: candidates in the order of all that is known of them.
import Glibc

/// Ranks candidates by their text, title, document and neighbours together.
///
/// Source: BM25F, Zaragoza, Craswell, Taylor, Saria & Robertson, “Microsoft Cambridge at
/// TREC 13”, TREC 2004, over paragraph and title; times the share of the query that is held;
/// plus BM25 of the whole document. `RankingProfile` has the numbers.
struct FieldRanking {
  private let query: RankedQuery
  private let segments: [LiveSegment]
  private let weights: QueryWeights
  private let averages: Averages
  private let asides: Set<UInt8>

  /// Mean lengths over the whole index.
  private struct Averages {
    /// In counted tokens.
    var paragraph: Float
    var document: Float
    /// In bytes.
    var title: Float

    init(_ segments: [LiveSegment], paragraph: Float) {
      self.paragraph = paragraph
      let documents = max(1, segments.reduce(0) { $0 + $1.reader.documentCount })
      let tokens = segments.reduce(UInt64(0)) { $0 + $1.reader.counts.tokens }
      document = max(1, Float(tokens) / Float(documents))
      let bytes = segments.reduce(0) { $0 + $1.reader.titleByteCount }
      title = max(1, Float(bytes) / Float(documents))
    }
  }

  init(
    _ query: RankedQuery, segments: [LiveSegment], weights: QueryWeights, averageLength: Float,
    asides: Set<UInt8>
  ) {
    self.query = query
    self.asides = asides
    self.segments = segments
    self.weights = weights
    averages = Averages(segments, paragraph: averageLength)
  }

  /// The hits with their final scores, best first. Those that hold more clauses stay first.
  func rank(_ hits: [RankedHit], _ depth: RankingDepth) throws(SegmentError) -> [RankedHit] {
    guard query.total > 0 else { return hits }
    var evidence: [Int: FieldEvidence] = [:]
    for (segment, own) in Dictionary(grouping: hits, by: \.segment) {
      let paragraphs = own.map(\.paragraph).sorted()
      evidence[segment] = try FieldEvidence(
        query, paragraphs, in: segments[segment].reader, segment, weights, asides: asides,
        readsHeadings: depth.isOfQuestions)
    }
    // Of those that come first, whether others follow them or not.
    var coverage: Float = 0
    let most = hits.reduce(0) { max($0, $1.covered) }
    for (segment, known) in evidence {
      for hit in hits where hit.segment == segment && hit.covered == most {
        coverage = max(coverage, known.held[known.slot(of: hit.paragraph)] / query.total)
      }
    }
    let profile = RankingProfile(coverage: coverage)

    var ranked = hits
    for (segment, known) in evidence {
      for index in ranked.indices where ranked[index].segment == segment {
        ranked[index].score = ownScore(known, known.slot(of: ranked[index].paragraph), profile)
      }
    }
    ranked.sort(by: >)
    let end = min(ranked.count, depth.finalists)
    var finalists = Array(ranked[..<end])
    for (segment, places) in Dictionary(
      grouping: finalists.indices, by: { finalists[$0].segment })
    {
      let scores = try finalScores(
        of: places.map { finalists[$0].paragraph }, segment, profile, depth)
      for (place, score) in zip(places, scores) { finalists[place].score = score }
    }
    finalists.sort(by: >)
    if depth.isOfQuestions, try GeneralLaws(query, segments).lift(&finalists) {
      finalists.sort(by: >)
    }
    return finalists + ranked[end...]
  }

  // MARK: Paragraph and title

  /// What a paragraph and the title of its document say; single characters as far as `evidence`
  /// has read them.
  private func ownScore(
    _ evidence: FieldEvidence, _ slot: Int, _ profile: RankingProfile
  ) -> Float {
    let held = evidence.held[slot]
    guard held > 0 else { return 0 }
    let row = evidence.titleRow(of: slot)
    let share = evidence.isAside(slot) ? RankingProfile.asideShare : 1
    let titleNorm = norm(
      Float(evidence.titleLength(of: row)) / averages.title, RankingProfile.titleNormalization)
    let bodyNorm = norm(Float(evidence.lengths[slot]) / averages.paragraph, profile.normalization)
    var (sum, heldByTitle): (Float, Float) = (0, 0)
    for (index, term) in query.terms.enumerated() {
      let (body, title) = (evidence.body(slot, index), evidence.title(row, index))
      let heading = evidence.heading(slot, index)
      if body == 0, title == 0, heading == 0 { continue }
      if title > 0 { heldByTitle += term.weight }
      // A paragraph without a counted token has no length to divide by.
      let own = body == 0 ? 0 : share * Float(body) / bodyNorm
      let frequency =
        own + profile.titleWeight * Float(title) / titleNorm
        + RankingProfile.headingWeight * Float(heading)
      sum += term.weight * frequency / (profile.saturation + frequency)
    }
    sum += share * evidence.characterScore(slot)
    var score = sum * powf(held / query.total, profile.coveragePower)
    let titleShare = powf(heldByTitle / query.total, RankingProfile.titlePower)
    score += RankingProfile.titleBonus * query.total * titleShare
    let name = evidence.nameWeights[row]
    score += RankingProfile.nameBonus * name * name / query.total
    score += RankingProfile.articleBonus * query.total * evidence.articleShare(slot)
    return evidence.isAside(slot) ? RankingProfile.asideScore * score : score
  }

  private func norm(_ length: Float, _ normalization: Float) -> Float {
    1 - normalization + normalization * length
  }

  // MARK: Characters, document, neighbours

  /// - Returns: parallel to `paragraphs`.
  private func finalScores(
    of paragraphs: [ParagraphID], _ segment: Int, _ profile: RankingProfile,
    _ depth: RankingDepth
  ) throws(SegmentError) -> [Float] {
    let reader = segments[segment].reader
    let sorted = paragraphs.sorted()
    let documents = try reader.documents(of: sorted)
    // The finalists with those around them, of which none is new twice.
    var around: [ParagraphID] = []
    for (paragraph, document) in zip(sorted, documents) {
      let range = try reader.paragraphs(of: document)
      let reach = RankingProfile.neighbourhood
      let first = max(range.lowerBound, Int(paragraph) - reach)
      for other in first...min(range.upperBound - 1, Int(paragraph) + reach)
      where around.last.map({ Int($0) < other }) ?? true {
        around.append(ParagraphID(other))
      }
    }
    var evidence = try FieldEvidence(
      query, around, in: reader, segment, weights, asides: asides,
      readsHeadings: depth.isOfQuestions, wholeDocuments: true)
    around = evidence.paragraphs
    try evidence.readCharacters(query, in: reader, averageLength: averages.paragraph)
    let own = around.indices.map { ownScore(evidence, $0, profile) }
    let whole = documentScores(evidence)
    var scores: [ParagraphID: Float] = [:]
    for paragraph in sorted {
      let slot = evidence.slot(of: paragraph)
      var nearby: Float = 0
      for distance in 1...RankingProfile.neighbourhood {
        for other in [slot - distance, slot + distance]
        where around.indices.contains(other)
          && abs(Int(around[other]) - Int(paragraph)) == distance
          && evidence.titleRow(of: other) == evidence.titleRow(of: slot)
        {
          nearby += own[other] / Float(distance)
        }
      }
      scores[paragraph] =
        own[slot] + RankingProfile.neighbourWeight * nearby
        + profile.documentWeight * whole[evidence.titleRow(of: slot)]
    }
    return paragraphs.map { scores[$0] ?? 0 }
  }

  /// BM25 of whole documents, by their rows.
  private func documentScores(_ evidence: FieldEvidence) -> [Float] {
    evidence.documentLengths.enumerated().map { row, length in
      let norm =
        RankingProfile.documentSaturation
        * norm(Float(length) / averages.document, RankingProfile.documentNormalization)
      var sum: Float = 0
      for (index, term) in query.terms.enumerated() {
        let count = Float(evidence.whole(row, index))
        if count > 0 { sum += term.weight * count / (norm + count) }
      }
      return sum
    }
  }
}
