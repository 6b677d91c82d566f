// RankingProfile.swift — the numbers of the second stage, between two kinds of questions.

/// What evidence weighs.
///
/// A query whose words stand together somewhere names what it looks for: holding all of them,
/// also in the title, is what counts. One whose words stand nowhere together describes it in
/// other words: then what a paragraph repeats counts, for its length, and a title says little.
/// How much of the query the best candidate holds tells them apart, without steps between.
struct RankingProfile {
  /// Saturation of frequencies, k₁ of BM25F.
  let saturation: Float
  /// Length normalization of paragraphs, 0 … 1.
  let normalization: Float
  /// What a title is worth, of a paragraph.
  let titleWeight: Float
  /// The power to which the share of the query that is held is raised.
  let coveragePower: Float
  /// What the whole document adds.
  let documentWeight: Float

  static let titleNormalization: Float = 0.6
  /// What the heading above is worth, of a paragraph, where headings are read.
  static let headingWeight: Float = 0.25
  /// What single characters add to pairs, with a formula of their own.
  static let characterWeight: Float = 0.4
  static let characterSaturation: Float = 0.6
  static let characterNormalization: Float = 0.75
  /// What a title adds to the candidates of its document, of the weight of what it holds: about
  /// what it makes of them in the second stage.
  static let candidateTitleWeight: Float = 0.2
  /// About in how many paragraphs a character stands for each pair that begins with it, as some
  /// repeat it.
  static let paragraphsPerPair = 0.5
  static let documentSaturation: Float = 0.7
  static let documentNormalization: Float = 0.5
  /// What neighbours within `neighbourhood` add, by distance.
  static let neighbourWeight: Float = 0.05
  static let neighbourhood = 2
  /// What an article asked for by its number gets, and a document whose title the query is; of
  /// the weight of the whole query.
  static let articleBonus: Float = 0.5
  static let titleBonus: Float = 0.2
  /// What a document gets whose title is a name in the query, of the weight of the name and
  /// its share of the query: one that is this name alone finds it before those that speak of it.
  static let nameBonus: Float = 1
  /// The power to which the share of the query that a title holds is raised: half of it is nothing.
  static let titlePower: Float = 8

  /// What the most general title adds, and a law of the State beside, of the mean weight of a
  /// term of the query.
  static let generalityBonus: Float = 1.2
  static let stateLawBonus: Float = 0.6

  /// What a pair with a mark within, as 《公司法》第 has one, weighs of what it would.
  static let tornShare: Float = 0.2

  /// What the own words of a signature, an addressee or a line that names an annex count for.
  static let asideShare: Float = 0.1
  /// What is left of the score of such a line, which its title may give it.
  static let asideScore: Float = 0.5

  /// Best coverages up to `loose` are of questions in other words, from `close` on of names.
  private static let loose: Float = 0.3
  private static let close: Float = 0.55

  /// - Parameter coverage: the largest share of the query's weight in one candidate, 0 … 1.
  init(coverage: Float) {
    let share = max(0, min(1, (coverage - Self.loose) / (Self.close - Self.loose)))
    func between(_ loose: Float, _ close: Float) -> Float { loose + (close - loose) * share }
    saturation = between(1.5, 0.45)
    normalization = between(1, 0.25)
    titleWeight = between(0.5, 2.5)
    coveragePower = between(0.15, 1.4)
    documentWeight = between(0.17, 0.4)
  }
}

/// How far the second stage goes down what the first has found.
struct RankingDepth {
  let candidates: Int
  /// Candidates whose document and neighbours are looked at.
  let finalists: Int
  /// Whether what is asked is rather a question than the name of something: a heading names and
  /// what stands below it tells, and it matters how general a law is that finalists are of.
  let isOfQuestions: Bool

  static let clauses = RankingDepth(candidates: 300, finalists: 150, isOfQuestions: false)
  /// Of a text that was broken in pieces, whose order says less; all that `PieceSearch` finds.
  static let pieces = RankingDepth(
    candidates: PieceSearch.depth + PieceSearch.followed * PieceSearch.followers, finalists: 200,
    isOfQuestions: true)
}
