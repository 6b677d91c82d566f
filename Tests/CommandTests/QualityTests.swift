// QualityTests.swift — extraction against its floors, when the yardsticks are beside the package.
import Foundation
import Testing

@Suite("Quality floors")
struct QualityTests {
  @Test(.enabled(if: Package.yardsticks != nil, "no yardsticks beside the package"))
  func extractionIsAtOrAboveItsFloors() throws {
    let shared = try #require(Package.yardsticks)
    let script = Package.root.appendingPathComponent("scripts/quality.py").path
    let run = Workshop().shell("python3 '\(script)' '\(shared)' --extraction '\(Workshop.program)'")
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("extraction-gov"), "\(run)")
  }
}
