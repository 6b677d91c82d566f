// RepairTests.swift — a damaged archive made whole: what is whole is kept, what is lost is told.
import Archive
import Foundation
import SystemPackage
import Testing

@Suite("Repair")
struct RepairTests {
  /// Six documents, the second with a tag.
  private static func sample() throws -> SampleArchive {
    let sample = try SampleArchive(
      lines: (1...6).map { #"{"doc_id":"d\#($0)","title":"第\#($0)号","paragraphs":["法治\#($0)"]}"# })
    let writer = try ArchiveWriter(root: sample.root)
    var change = ArchiveWriter.MarkChange()
    change.addedTags = ["范文"]
    try writer.mark(try sample.document("d2").record, paragraph: nil, change)
    try writer.commit()
    return sample
  }

  private static func file(_ name: String, of sample: SampleArchive) -> URL {
    URL(fileURLWithPath: sample.root.string).appendingPathComponent(name)
  }

  private static let warc = "originals/andu-00001.warc.gz"
  private static let annotations = "annotations/andu-00001.warc.gz"

  private static func repair(_ sample: SampleArchive) throws -> Repair {
    let repair = try ArchiveWriter.repair(root: sample.root) { _ in }
    #expect(try sample.open().verify { _ in }.isEmpty)
    return repair
  }

  /// Flips a bit in the middle of a document's original; returns the bytes of the record.
  private static func damage(_ id: String, of sample: SampleArchive) throws -> Data {
    let location = try sample.document(id).record.versions[0].location
    let file = file(warc, of: sample)
    var bytes = try Data(contentsOf: file)
    bytes[location.offset + location.length / 2] ^= 1
    try bytes.write(to: file)
    return bytes[location.offset..<location.offset + location.length]
  }

  @Test(arguments: ["d1", "d3", "d6"], [true, false])
  func aDamagedOriginalIsPutAsideAndNamed(id: String, hasManifest: Bool) throws {
    let sample = try Self.sample()
    let bytes = try Self.damage(id, of: sample)
    if !hasManifest { try FileManager.default.removeItem(at: Self.file("manifest", of: sample)) }

    let repair = try Self.repair(sample)
    #expect(repair.hasLost && repair.gaps.count == 1)
    let gap = try #require(repair.gaps.first)
    #expect(gap.file == Self.warc && gap.length == bytes.count)
    #expect(gap.documents.map(\.id) == (hasManifest ? [id] : []))
    let kept = try #require(gap.keptAs)
    #expect(try Data(contentsOf: Self.file(kept, of: sample)) == Data(bytes))
    let told = try JSONDecoder().decode(
      Repair.Gap.self, from: Data(contentsOf: Self.file("\(kept).json", of: sample)))
    #expect(told.offset == gap.offset)
    #expect(try sample.ids() == (1...6).map { "d\($0)" }.filter { $0 != id })
    #expect(try sample.document("d2").record.annotations.tags == ["范文"])
    // What is whole now needs no further repair.
    #expect(try !Self.repair(sample).hasLost)
  }

  @Test func whatIsDerivedIsMadeAnewAndNothingIsLost() throws {
    let sample = try Self.sample()
    let segments = Self.file("segments", of: sample)
    for name in try FileManager.default.contentsOfDirectory(atPath: segments.path) {
      try Data("AnduSeg1".utf8).write(to: segments.appendingPathComponent(name))
    }
    #expect(try !Self.repair(sample).hasLost)
    #expect(try sample.ids().count == 6)
    #expect(try sample.document("d2").record.annotations.tags == ["范文"])
  }

  @Test func damagedAnnotationsAreToldByTheirDocument() throws {
    let sample = try Self.sample()
    let file = Self.file(Self.annotations, of: sample)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 20] ^= 1
    try bytes.write(to: file)
    let repair = try Self.repair(sample)
    #expect(repair.unannotated.map(\.id) == ["d2"])
    #expect(repair.gaps.map(\.file) == [Self.annotations])
    #expect(try sample.ids().count == 6)
  }

  @Test(arguments: [warc, annotations])
  func aMissingFileIsTold(name: String) throws {
    let sample = try Self.sample()
    try FileManager.default.removeItem(at: Self.file(name, of: sample))
    let repair = try Self.repair(sample)
    #expect(repair.gaps.count == 1 && repair.gaps[0].keptAs == nil)
    #expect(repair.gaps[0].documents.count == (name == Self.warc ? 6 : 0))
    #expect(try sample.ids().count == (name == Self.warc ? 0 : 6))
    // Its number is not used again.
    #expect(!FileManager.default.fileExists(atPath: Self.file(name, of: sample).path))
  }

  @Test func aFileOfAnotherArchiveIsPutAsideWhole() throws {
    let (sample, other) = (try Self.sample(), try Self.sample())
    let foreign = try Data(contentsOf: Self.file(Self.warc, of: other))
    try foreign.write(to: Self.file(Self.warc, of: sample))
    let repair = try Self.repair(sample)
    let kept = try #require(repair.gaps.first?.keptAs)
    let there = try Data(contentsOf: Self.file(kept, of: sample))
    #expect(foreign.starts(with: there) && repair.gaps[0].documents.count == 6)
    #expect(try sample.ids().isEmpty)
  }

  @Test func whatWasRemovedAndIsBackIsTold() throws {
    let sample = try Self.sample()
    do {
      let writer = try ArchiveWriter(root: sample.root)
      try writer.remove(try sample.document("d4").record)
      try writer.commit()
    }
    let file = Self.file(Self.warc, of: sample)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 20] ^= 1
    try bytes.write(to: file)
    let repair = try Self.repair(sample)
    #expect(repair.returned.map(\.id) == ["d4"])
    #expect(try sample.ids().count == 6)
  }
}
