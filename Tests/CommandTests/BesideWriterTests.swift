// BesideWriterTests.swift — processes that search while another one writes.
import Foundation
import Testing

@Suite struct BesideWriterTests {
  /// `add` commits after every 64 pages: nobody sees a part of them, and nothing fails.
  @Test func searchesBesideAnAddSeeWholeCommits() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(300, to: "saved", of: workshop)
    let writer = workshop.start(["add", "saved", "--commit-every", "0"])
    var (listed, found) = (0, 0)
    let deadline = ContinuousClock.now + .seconds(60)
    while listed < 300, ContinuousClock.now < deadline {
      let answer = workshop.andu("search", "法律援助", "-c", "-l")
      let list = workshop.andu("list")
      guard list.status <= 1, answer.status <= 1 else {
        Issue.record("\(list) \(answer)")
        break
      }
      let counts = [answer, list].map { $0.output.split(separator: "\n").count }
      #expect(counts[1] % 64 == 0 || counts[1] == 300)
      #expect(counts[0] >= found && counts[1] >= listed)
      (found, listed) = (counts[0], counts[1])
    }
    let added = workshop.finish(writer)
    #expect(added.status == 0, "\(added)")
    #expect(workshop.ids.count == 300)
  }
}
