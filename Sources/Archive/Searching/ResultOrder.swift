// ResultOrder.swift — of equally good hits the original, the newer, the higher first.
internal import Extraction
internal import SearchIndex

/// Settles what the scores of full matches leave open.
///
/// Among hits whose scores are nearly the same, documents that pass nothing on come before those
/// that do (转发), then the newer, then those of a higher level of government; what is equal in
/// all stays in the order in which it was added.
struct ResultOrder {
  /// The part of the best score of a run that its others reach.
  static let nearness: Float = 0.99
  /// Hits are settled so many at a time, counted from the best one: pages of any size fit together.
  static let window = 50
  private static let passingOn: [UInt8] = Array("转发".utf8)

  private let index: IndexReader
  /// For each segment, where the level behind an ordinal stands; the State is 0.
  private let levels: [[UInt32: Int]]

  init(_ index: IndexReader) throws {
    self.index = index
    let column = Fields.Text.level.rawValue
    levels = try index.segments.map { segment in
      Dictionary(
        try segment.reader.strings(column).compactMap { ordinal, name in
          Region.Level(rawValue: name).flatMap(Region.Level.allCases.firstIndex(of:))
            .map { (ordinal, $0) }
        }
      ) { first, _ in first }
    }
  }

  /// How many of the best hits are needed to settle those up to `end`.
  static func depth(_ end: Int) -> Int {
    end > Int.max - window ? .max : (end + window - 1) / window * window
  }

  /// - Parameter hits: from the best on, `depth` of them or all there are.
  func settle(_ hits: [SearchHit]) throws -> [SearchHit] {
    var settled = hits
    var start = 0
    while start < hits.count, hits[start].missing.isEmpty {
      let end = min(hits.count, (start / Self.window + 1) * Self.window)
      var next = start + 1
      while next < end, Self.isRun(from: hits[start], to: hits[next]) { next += 1 }
      if next > start + 1 { settled[start..<next] = try sorted(hits[start..<next])[...] }
      start = next
    }
    return settled
  }

  private static func isRun(from first: SearchHit, to other: SearchHit) -> Bool {
    other.missing.isEmpty && first.isTitleOnly == other.isTitleOnly
      && (first.score == other.score
        || first.score > 0 && other.score >= first.score * nearness)
  }

  private func sorted(_ run: ArraySlice<SearchHit>) throws -> [SearchHit] {
    try run.map { (hit: $0, standing: try standing(of: $0)) }.sorted { a, b in
      let (left, right) = (a.standing, b.standing)
      if left != right { return left < right }
      if a.hit.score != b.hit.score { return a.hit.score > b.hit.score }
      return (a.hit.segment, a.hit.paragraph) < (b.hit.segment, b.hit.paragraph)
    }.map(\.hit)
  }

  /// What decides between documents; less comes first.
  private func standing(of hit: SearchHit) throws -> (passesOn: Int, age: UInt32, level: Int) {
    let reader = index.segments[hit.segment].reader
    let ordinal = try reader.stringOrdinal(Fields.Text.level.rawValue, of: hit.document)
    let title = Array(try reader.title(of: hit.document).utf8)
    let passesOn = title.indices.contains { title[$0...].starts(with: Self.passingOn) }
    return (
      passesOn ? 1 : 0, .max - (try reader.number(Fields.Number.date.rawValue, of: hit.document)),
      levels[hit.segment][ordinal] ?? Region.Level.allCases.count
    )
  }
}
