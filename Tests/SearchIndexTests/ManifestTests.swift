// ManifestTests.swift — the manifest and the deletions, there and back.
import SystemPackage
import Testing

@testable import SearchIndex

@Suite struct ManifestTests {
  private static func sample() -> Manifest {
    var manifest = Manifest()
    manifest.generation = 7
    manifest.segments = [
      .init(name: "000004.seg", byteCount: 81_920, footerChecksum: 0x5d0f_3a11),
      .init(
        name: "000009.seg", byteCount: 1, footerChecksum: 0, deletions: "000009-000007.del",
        deletionsChecksum: 0x71c2_0f3e),
      .init(name: "000010.seg", byteCount: 1, footerChecksum: 1, deletions: "000010-000007.del"),
    ]
    manifest.owner = [
      "originals/andu-00001.warc.gz": "48213", "empty": "", "spaces": "  a  b ", "name": "案牍",
      "accent": "\u{301}x", "return": "a\r",
    ]
    return manifest
  }

  @Test func aManifestComesBack() throws {
    let folder = TemporaryFolder()
    #expect(try Manifest.read(from: folder.path) == nil)
    let manifest = Self.sample()
    try manifest.write(to: folder.path)
    #expect(try Manifest.read(from: folder.path) == manifest)
    #expect(folder.names() == ["manifest"])
    try Manifest().write(to: folder.path)
    #expect(try Manifest.read(from: folder.path) == Manifest())
  }

  @Test func theTextIsAsDocumented() throws {
    let folder = TemporaryFolder()
    var manifest = Self.sample()
    manifest.owner = ["b": "2", "a": "1"]
    try manifest.write(to: folder.path)
    let lines = String(decoding: folder.read("manifest"), as: UTF8.self).split(separator: "\n")
    #expect(
      lines.dropLast() == [
        "andu-manifest 3", "generation 7", "segment 000004.seg 81920 5d0f3a11",
        "segment 000009.seg 1 0 000009-000007.del 71c20f3e",
        "segment 000010.seg 1 1 000010-000007.del", "owner a 1", "owner b 2",
      ])
  }

  @Test func segmentNumbersAreNotUsedTwice() {
    #expect(Manifest().nextSegmentNumber == 1)
    #expect(Self.sample().nextSegmentNumber == 11)
  }

  @Test func aManifestOfAnotherVersionSaysSo() throws {
    let folder = TemporaryFolder()
    folder.write("andu-manifest 1\nsomething else\nchecksum 0\n".utf8, to: "manifest")
    #expect(throws: SegmentError.unsupportedVersion(file: "manifest", version: 1, supported: 3)) {
      try Manifest.read(from: folder.path)
    }
  }

  @Test func everyFlippedByteAndEveryCutIsNoticed() throws {
    let folder = TemporaryFolder()
    try Self.sample().write(to: folder.path)
    let bytes = folder.read("manifest")
    for index in bytes.indices {
      for mask in [0x01, 0x20, 0x80, 0xff] as [UInt8] {
        var damaged = bytes
        damaged[index] ^= mask
        #expect(throws: SegmentError.self) { try Manifest(damaged) }
      }
      #expect(throws: SegmentError.self) { try Manifest(Array(bytes[..<index])) }
    }
  }

  @Test(arguments: [
    "generation -1", "generation 9223372036854775807", "segment ../../x.seg 1 0",
    "segment 000001.seg 1 0 ../000001-000001.del", "segment 9223372036854775807.seg 1 0",
  ])
  func whatNoWriterWritesIsDamage(line: String) throws {
    let text = Array("andu-manifest 3\n\(line)\n".utf8)
    let checksum = String(Checksum.of(text), radix: 16)
    #expect(throws: SegmentError.damaged(file: "manifest", offset: 0)) {
      try Manifest(text + Array("checksum \(checksum)\n".utf8))
    }
  }

  @Test func deletionsOfNoDocumentAreDamage() throws {
    let folder = TemporaryFolder()
    let path = folder.path.appending("a.del")
    try DeletedDocuments.write(Bitmap(count: 65, words: [0, 2]), to: path)
    #expect(throws: SegmentError.damaged(file: "a.del", offset: 24)) {
      try DeletedDocuments.read(path, documents: 65)
    }
  }

  @Test(arguments: [0, 1, 64, 65, 130])
  func deletionsComeBackAndDamageIsNoticed(count: Int) throws {
    let folder = TemporaryFolder()
    var deleted = Bitmap(count: count)
    for index in stride(from: 0, to: count, by: 5) { deleted[index] = true }
    let path = folder.path.appending("a.del")
    let checksum = try DeletedDocuments.write(deleted, to: path)
    #expect(try DeletedDocuments.read(path, documents: count, checksum: checksum) == deleted)
    #expect(throws: SegmentError.self) {
      try DeletedDocuments.read(path, documents: count, checksum: checksum ^ 1)
    }
    #expect(throws: SegmentError.self) { try DeletedDocuments.read(path, documents: count + 1) }

    let bytes = folder.read("a.del")
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      folder.write(damaged, to: "b.del")
      #expect(throws: SegmentError.self) {
        try DeletedDocuments.read(folder.path.appending("b.del"), documents: count)
      }
      folder.write(bytes[..<index], to: "b.del")
      #expect(throws: SegmentError.self) {
        try DeletedDocuments.read(folder.path.appending("b.del"), documents: count)
      }
    }
  }
}
