// GeneralLaws.swift — a question that names no law is rather about a general one.
import Glibc

/// Lifts the provisions of general laws: who asks what the law says of something, and names neither
/// a law nor a place, means the law of the State rather than the rules of a place, an office or a
/// trade, where both say it in the same words.
///
/// How far that is the question, its own answers tell: as far as the best of them are articles of
/// laws. How general a law is, its title tells: 民法典 has less to say of itself than
/// 住房和城乡建设部门行政处罚裁量权适用规则.
struct GeneralLaws {
  private let query: RankedQuery
  private let segments: [LiveSegment]

  /// Finalists that tell what is asked for.
  private static let depth = 10
  /// So many scalars hold 第一千二百六十条之一.
  private static let longestNumber = 12
  /// Titles of so many characters are as general as can be, of so many not at all.
  private static let shortest: Float = 2
  private static let longest: Float = 40

  init(_ query: RankedQuery, _ segments: [LiveSegment]) {
    self.query = query
    self.segments = segments
  }

  /// - Parameter finalists: best first; only their scores are changed.
  /// - Returns: whether they were.
  func lift(_ finalists: inout [RankedHit]) throws(SegmentError) -> Bool {
    let share = try shareOfArticles(finalists)
    if share == 0 { return false }
    let mean = query.total / Float(query.terms.count)
    var bonuses: [DocumentPlace: Float] = [:]
    var lifted = finalists
    for index in lifted.indices {
      let place = lifted[index].place
      if bonuses[place] == nil {
        let title = try segments[place.segment].reader.foldedTitle(of: place.document)
        if isNamed(DocumentName.place(of: title)) { return false }
        bonuses[place] = Self.bonus(title)
      }
      lifted[index].score += share * mean * (bonuses[place] ?? 0)
    }
    finalists = lifted
    return true
  }

  static func bonus(_ title: [UInt32]) -> Float {
    RankingProfile.generalityBonus * generality(title)
      + (DocumentName.isLawOfState(title) ? RankingProfile.stateLawBonus : 0)
  }

  /// 1 of the shortest titles, 0 of long ones.
  private static func generality(_ title: [UInt32]) -> Float {
    let length = max(shortest, Float(DocumentName.bare(title).count))
    return max(0, 1 - logf(length / shortest) / logf(longest / shortest))
  }

  /// How far the best finalists are articles of laws, 0 … 1; the first count for most, as in
  /// discounted cumulative gain.
  private func shareOfArticles(_ finalists: [RankedHit]) throws(SegmentError) -> Float {
    var (articles, all): (Float, Float) = (0, 0)
    for rank in 0..<Self.depth {
      let discount = 1 / log2f(Float(rank + 2))
      all += discount
      guard rank < finalists.count else { continue }
      let (paragraph, reader) = (
        Int(finalists[rank].paragraph), segments[finalists[rank].segment].reader
      )
      let start = try reader.textBytes(of: paragraph, scalars: Self.longestNumber)
      let folded = reader.analyzer.fold(String(decoding: start, as: UTF8.self)).scalars
      if ArticleNumber.ranges(in: folded).first?.lowerBound == 0 { articles += discount }
    }
    return articles / all
  }

  /// Whether the query says where.
  private func isNamed(_ place: ArraySlice<UInt32>?) -> Bool {
    guard let place else { return false }
    return query.names.contains { name in
      name.scalars.indices.contains { name.scalars[$0...].starts(with: place) }
    }
  }
}
