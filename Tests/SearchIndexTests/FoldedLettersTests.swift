// FoldedLettersTests.swift — letters of texts, their sketches, and what one text has of another.
import SearchIndex
import Testing

@Suite("Folded letters")
struct FoldedLettersTests {
  private static func text(_ seed: UInt64, _ count: Int) -> String {
    var random = SeededGenerator(seed)
    return String(
      String.UnicodeScalarView(
        (0..<count).map { _ in Unicode.Scalar(0x4e00 + UInt32.random(in: 0..<2000, using: &random))!
        }))
  }

  @Test func marksBreaksWidthAndScriptMakeNoDifference() {
    let one = FoldedLetters(["《法治建設》規劃，ＡＢ１２", "第二段。"])
    let other = FoldedLetters(["法治建设规划ab12第 二\n段"])
    #expect(one.values == other.values && one.fingerprint == other.fingerprint)
    #expect(one.fingerprint != FoldedLetters(["法治建设规划ab12第二"]).fingerprint)
    #expect(FoldedLetters([]).values.isEmpty && FoldedLetters(["，。"]).sketch().numbers.isEmpty)
  }

  @Test(arguments: 0..<50)
  func sketchesAreTheHashesOfAllRuns(seed: UInt64) {
    let text = Self.text(seed, 40)
    let sketch = FoldedLetters([text]).sketch().numbers
    #expect(sketch == sketch.sorted() && Set(sketch).count == sketch.count)
    // A run alone has one number: all of them together have the sketch.
    let scalars = Array(text.unicodeScalars)
    let numbers = (0...scalars.count - 6).flatMap { start in
      FoldedLetters([String(String.UnicodeScalarView(scalars[start..<start + 6]))]).sketch().numbers
    }
    #expect(Set(numbers) == Set(sketch))
  }

  @Test func sketchesPromiseWhatTextsShare() {
    let (one, other) = (Self.text(1, 3000), Self.text(2, 3000))
    let sketch = FoldedLetters([one]).sketch()
    #expect((100...300).contains(sketch.numbers.count))
    #expect(sketch.share(with: FoldedLetters([other]).sketch()) < 0.05)
    #expect(sketch.share(with: FoldedLetters([one, other]).sketch()) == 1)
    let half = String(one.prefix(1500)) + other.suffix(1500)
    let share = sketch.share(with: FoldedLetters([half]).sketch())
    #expect((0.4...0.6).contains(share), "\(share)")
    // A short text has all its runs, a long one some.
    let part = FoldedLetters([String(one.prefix(1000))]).sketch()
    #expect(part.share(with: sketch) == 1 && sketch.share(with: part) == 1)
  }

  @Test(arguments: 0..<50)
  func sharesAreWhatRunsOfFiveCover(seed: UInt64) {
    var random = SeededGenerator(seed)
    let one = Array(Self.text(seed % 3, 60).unicodeScalars)
    let start = Int.random(in: 0..<30, using: &random)
    let other =
      Array(Self.text(9, 20).unicodeScalars) + one[start..<start + 25]
      + Array(Self.text(10, 20).unicodeScalars)
    let share = FoldedLetters([String(String.UnicodeScalarView(one))])
      .share(in: FoldedLetters([String(String.UnicodeScalarView(other))]))
    var covered = Set<Int>()
    for place in 0...one.count - 5 {
      let run = one[place..<place + 5]
      let isThere = (0...other.count - 5).contains { other[$0..<$0 + 5].elementsEqual(run) }
      if isThere { covered.formUnion(place..<place + 5) }
    }
    #expect(share == Double(covered.count) / Double(one.count))
  }

  @Test func figuresAreCounted() {
    let figures = FoldedLetters(["共113人，第5条，１１３件；2023年"]).figures
    #expect(figures == [113: 2, 2023: 1])
  }

  @Test func paragraphsAreLikeWhenMostPairsAreShared() {
    let one = FoldedLetters(["要强化督促检查，建立健全工作台账，及时总结推广经验做法。"])
    #expect(one.isLike(FoldedLetters(["要强化督促检查,建立健全工作台帐,及时总结并推广经验做法"])))
    #expect(!one.isLike(FoldedLetters(["要加强组织领导，压实工作责任，确保各项任务落到实处。"])))
    #expect(!FoldedLetters(["总体要求"]).isLike(FoldedLetters(["总体任务"])))
  }
}
