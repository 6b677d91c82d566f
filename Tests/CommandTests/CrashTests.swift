// CrashTests.swift — kill -9 at any moment of an add: nothing committed is lost, nothing is double.
import Foundation
import Glibc
import Testing

@Suite("A killed andu add")
struct CrashTests {
  private static let count = 200
  /// What `add` commits at a time; a crash leaves a whole number of these.
  private static let batch = 64

  private static let pages: Workshop = {
    let workshop = Workshop()
    PageGenerator.write(count, to: "saved", of: workshop)
    return workshop
  }()

  /// How long an undisturbed run takes here, in microseconds.
  private static let duration: UInt32 = {
    let workshop = Workshop.withArchive()
    let start = ContinuousClock.now
    _ = workshop.andu(["add", "--commit-every", "0", pages.path("saved")])
    return UInt32((ContinuousClock.now - start) / .microseconds(1))
  }()

  @Test(arguments: 0..<20)
  func leavesAnArchiveThatASecondRunCompletes(_ round: Int) throws {
    let workshop = Workshop.withArchive()
    let add = ["add", "--commit-every", "0", Self.pages.path("saved")]
    // A random moment in each twentieth of the run, so that all of it is covered.
    let step = Self.duration / 20
    let started = workshop.start(add)
    usleep(UInt32(round) * step + UInt32.random(in: 0...step))
    kill(started.process, SIGKILL)
    let killed = workshop.finish(started)
    #expect(killed.status == 0 || killed.status == 137, "\(killed)")

    let verify = workshop.andu("verify")
    #expect(verify.status == 0, "\(verify)")
    let left = workshop.ids.count
    #expect(left % Self.batch == 0 || left == Self.count, "\(left) documents")
    #expect(
      workshop.andu("search", "报送", "-c", "--tsv").lines.first?.hasPrefix("\(left)\t") == true)

    let second = workshop.andu(add)
    #expect(second.status == 0, "\(second)")
    let report = "\(Self.count - left) added, \(left) unchanged, 0 new versions, 0 failed"
    #expect(second.error.hasPrefix(report), "\(left) left: \(second)")
    let ids = workshop.ids
    #expect(ids.count == Self.count && Set(ids).count == Self.count)
    #expect(workshop.andu("verify").status == 0)
    // What the crash left beyond the commit is gone: every page stands once in the originals.
    let heads = workshop.shell("gzip -dc archive/originals/* | grep -ac '^WARC-Type: resource'")
    #expect(heads.output == "\(Self.count)\n", "\(heads)")
  }
}
