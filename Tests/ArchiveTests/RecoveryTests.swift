// RecoveryTests.swift — rebuilding after damage: what is sound is found, no byte is lost.
import Archive
import Foundation
import SearchIndex
import SystemPackage
import Testing

@Suite("Rebuilding after damage")
struct RecoveryTests {
  enum ManifestState: CaseIterable { case sound, missing, damaged }

  /// Six documents, each its own original.
  private static func sample() throws -> SampleArchive {
    try SampleArchive(
      lines: (1...6).map { #"{"doc_id":"d\#($0)","title":"第\#($0)号","paragraphs":["法治\#($0)"]}"# })
  }

  private static func warc(_ sample: SampleArchive) -> URL {
    URL(fileURLWithPath: sample.root.string).appendingPathComponent("originals/andu-00001.warc.gz")
  }

  /// Bytes of all files among the originals.
  private static func originalBytes(_ sample: SampleArchive) throws -> Int {
    let folder = warc(sample).deletingLastPathComponent()
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(0) {
      $0 + (try Data(contentsOf: folder.appendingPathComponent($1)).count)
    }
  }

  private static func rebuild(_ sample: SampleArchive) throws -> IngestionReport {
    var report = IngestionReport()
    try ArchiveWriter.rebuilding(root: sample.root) { report.damage.append($0) }
      .reindex(report: &report) { _ in }
    return report
  }

  @Test(arguments: ManifestState.allCases, [0, 2, 5])
  func aDamagedOriginalIsSteppedOver(_ state: ManifestState, record: Int) throws {
    let sample = try Self.sample()
    let version = try sample.document("d\(record + 1)").record.versions[0]
    var bytes = try Data(contentsOf: Self.warc(sample))
    let before = bytes.count
    bytes[version.location.offset + version.location.length / 2] ^= 1
    try bytes.write(to: Self.warc(sample))
    let manifest = URL(fileURLWithPath: sample.root.appending("manifest").string)
    switch state {
    case .sound: break
    case .missing: try FileManager.default.removeItem(at: manifest)
    case .damaged: try Data("andu-manifest 3\nbroken\n".utf8).write(to: manifest)
    }

    let report = try Self.rebuild(sample)
    #expect(!report.damage.isEmpty)
    let expected = (1...6).filter { $0 != record + 1 }.map { "d\($0)" }
    #expect(try sample.ids() == expected)
    #expect(try Self.originalBytes(sample) >= before)
    #expect(try sample.open().search(SearchRequest("法治")).documents == 5)
  }

  @Test func theOldIndexAnswersUntilTheNewOneIsThere() throws {
    let sample = try Self.sample()
    // A rebuilding that never comes to its commit, as after a crash.
    do { _ = try ArchiveWriter.rebuilding(root: sample.root) { _ in } }
    #expect(try sample.ids().count == 6)
    #expect(try sample.open().verify { _ in }.isEmpty)
  }

  /// What a manifest does not name is cut off: that of another archive would lose originals.
  @Test func theManifestOfAnotherArchiveIsRefused() throws {
    let sample = try Self.sample()
    let manifest = URL(fileURLWithPath: sample.root.appending("manifest").string)
    for other in [try SampleArchive(), try Self.sample()] {
      let foreign = URL(fileURLWithPath: other.root.appending("manifest").string)
      try Data(contentsOf: foreign).write(to: manifest)
      let before = try Self.originalBytes(sample)
      #expect(throws: ArchiveError.self) { try sample.open() }
      #expect(throws: ArchiveError.self) { try ArchiveWriter(root: sample.root) }
      #expect(try Self.originalBytes(sample) == before)
      let report = try Self.rebuild(sample)
      #expect(report.damage.isEmpty)
      #expect(try sample.ids() == (1...6).map { "d\($0)" })
      #expect(try Self.originalBytes(sample) == before)
      #expect(try sample.open().verify { _ in }.isEmpty)
    }
  }

  @Test func aFileOfAnotherArchiveIsNoticed() throws {
    let (sample, other) = (try Self.sample(), try Self.sample())
    try Data(contentsOf: Self.warc(other)).write(to: Self.warc(sample))
    #expect(try !sample.open().verify { _ in }.isEmpty)
  }

  @Test func originalsThatAreNotIndexedAreToldAndKept() throws {
    let sample = try Self.sample()
    // As a rebuilding could leave it: the originals are all there, the index knows none.
    var manifest = try #require(try Manifest.read(from: sample.root))
    manifest.segments = []
    try manifest.write(to: sample.root)
    #expect(try sample.ids().isEmpty)
    #expect(try sample.open().verify { _ in }.count == 6)

    var report = IngestionReport()
    let dropped = try ArchiveWriter(root: sample.root).compact(report: &report) { _ in }
    #expect(dropped == 0)
    #expect(try sample.ids() == (1...6).map { "d\($0)" })
  }

  @Test func compactDropsWhatWasRemovedAndNothingElse() throws {
    let sample = try Self.sample()
    let writer = try ArchiveWriter(root: sample.root)
    try writer.remove(try sample.document("d3").record)
    try writer.commit()
    #expect(try sample.open().verify { _ in }.isEmpty)
    var report = IngestionReport()
    let dropped = try writer.compact(report: &report) { _ in }
    // The original and the record that says it was removed.
    #expect(dropped == 2)
    #expect(try sample.ids() == ["d1", "d2", "d4", "d5", "d6"])
    #expect(try sample.open().verify { _ in }.isEmpty)
  }
}
