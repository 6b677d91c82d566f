// JoinedMatchesTests.swift — lists of matches added up, against a plain sum.
import Testing

@testable import SearchIndex

@Suite("Joined matches")
struct JoinedMatchesTests {
  /// Lists of which some share paragraphs, some are empty, some reach far.
  @Test(arguments: [1, 2, 3, 7])
  func areThePlainSum(lists: Int) {
    var random = SystemRandomNumberGenerator()
    let all = (0..<lists).map { index in
      let reach = UInt32([40, 5_000, 300_000][index % 3])
      let ids = Set(
        (0..<[0, 30, 2_000].randomElement(using: &random)!).map { _ in
          UInt32.random(in: 0..<reach, using: &random)
        })
      var list = ScoredMatches()
      for id in ids.sorted() { list.append(id, Float.random(in: 0..<9, using: &random)) }
      return list
    }
    var covered: [ParagraphID: Int32] = [:]
    var scores: [ParagraphID: Float] = [:]
    for list in all {
      for (id, score) in zip(list.ids, list.scores) {
        covered[id, default: 0] += 1
        scores[id, default: 0] += score
      }
    }
    let joined = JoinedMatches(all).matches
    #expect(joined.map(\.paragraph) == covered.keys.sorted())
    for match in joined {
      #expect(match.covered == covered[match.paragraph])
      #expect(match.score == scores[match.paragraph])
    }
  }

  @Test func aNumberIsFoundFromAnyStart() {
    let ids: [ParagraphID] = [2, 3, 5, 8, 13, 21, 34, 55, 89]
    for start in 0...ids.count {
      for value in 0...ParagraphID(90) {
        let plain = ids[start...].firstIndex { $0 >= value } ?? ids.count
        #expect(ids.firstIndex(notBelow: value, from: start) == plain)
      }
    }
  }
}
