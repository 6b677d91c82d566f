// ZipTests.swift — archives give what they hold; those that lie are errors, never traps.
import Containers
import Testing
import ZipWriting

@Suite("ZIP archives")
struct ZipTests {
  static let text = Array(String(repeating: "云溪市法治政府建设。", count: 40).utf8)
  static let writer = ZipWriter([
    .init("正文.txt", text, isDeflated: true), .init("folder/", []), .init("a.bin", [0, 1, 2]),
    .init("empty", [], isDeflated: true),
  ])

  private func contents(_ bytes: [UInt8]) throws -> [[UInt8]] {
    let archive = try ZipArchive(bytes)
    return try archive.entries.map { try archive.bytes(of: $0) }
  }

  @Test("Entries are listed in order and give their bytes")
  func whole() throws {
    let archive = try ZipArchive(Self.writer.bytes)
    #expect(archive.entries.map(\.name) == ["正文.txt", "folder/", "a.bin", "empty"])
    #expect(archive.entries.map(\.isFolder) == [false, true, false, false])
    #expect(archive.entries.map(\.size) == [Self.text.count, 0, 3, 0])
    #expect(try contents(Self.writer.bytes) == [Self.text, [], [0, 1, 2], []])
    #expect(archive.entry(named: "a.bin")?.method == 0)
    #expect(archive.entry(named: "folder/") == nil)
  }

  @Test("A slice, a comment, a prefix and ZIP64 change nothing")
  func forms() throws {
    let archive = try ZipArchive(([9, 9, 9] + Self.writer.bytes)[3...])
    #expect(try archive.bytes(of: archive.entries[0]) == Self.text)
    var writer = Self.writer
    writer.comment = Array("a comment with PK\u{5}\u{6} in it, and more after that".utf8)
    #expect(try contents(writer.bytes).first == Self.text)
    writer.prefix = Array("#!/bin/sh\n".utf8)
    #expect(try contents(writer.bytes).first == Self.text)
    writer.isZip64 = true
    for index in writer.entries.indices { writer.entries[index].isZip64 = true }
    #expect(try contents(writer.bytes) == [Self.text, [], [0, 1, 2], []])
  }

  @Test("An archive without entries is empty; other bytes are damaged")
  func nothing() throws {
    #expect(try ZipArchive(ZipWriter([]).bytes).entries.isEmpty)
    for bytes in [[], [0x50, 0x4B, 3, 4], Array(repeating: 0x50, count: 100_000)] as [[UInt8]] {
      #expect(throws: ContainerError.damaged("the ZIP archive")) { try ZipArchive(bytes) }
    }
  }

  @Test("An archive cut anywhere is damaged")
  func cut() {
    var writer = Self.writer
    writer.isZip64 = true
    for bytes in [Self.writer.bytes, writer.bytes] {
      for length in bytes.indices {
        #expect(throws: ContainerError.self) { try contents(Array(bytes[..<length])) }
      }
    }
  }

  @Test("A wrong byte anywhere is an error or changes no content, and never traps")
  func flipped() throws {
    let bytes = Self.writer.bytes
    let sound = try contents(bytes)
    for index in bytes.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var wrong = bytes
        wrong[index] ^= mask
        if let found = try? contents(wrong) {
          #expect(found.allSatisfy { sound.contains($0) })
        }
      }
    }
  }

  @Test("What an entry says of itself is checked")
  func lies() {
    func change(_ change: (inout ZipWriter.Entry) -> Void) -> [UInt8] {
      var writer = Self.writer
      change(&writer.entries[0])
      return writer.bytes
    }
    let damaged = ContainerError.damaged("entry 正文.txt")
    for lie in [-1, 1, 500] {
      #expect(throws: damaged) { try contents(change { $0.size += lie }) }
      #expect(throws: damaged) {
        try contents(change { $0.checksum = UInt32(Int($0.checksum) ^ abs(lie)) })
      }
    }
    #expect(throws: damaged) { try contents(change { $0.compressedSize -= 1 }) }
    #expect(throws: ContainerError.self) { try contents(change { $0.compressedSize += 1 }) }
    #expect(throws: damaged) { try contents(change { $0.localName = Array("其他.txt".utf8) }) }
    #expect(throws: damaged) { try contents(change { $0.offset = 7 }) }
    #expect(throws: ContainerError.self) {
      try contents(change { ($0.isZip64, $0.offset) = (true, Int.max) })
    }
    #expect(throws: ContainerError.self) {
      try contents(change { ($0.isZip64, $0.compressedSize) = (true, Int.max - 4) })
    }
  }

  @Test("Entries that share bytes are damaged")
  func overlaps() {
    var writer = Self.writer
    writer.entries[2].offset = 0
    #expect(throws: ContainerError.self) { try ZipArchive(writer.bytes) }
    writer.entries[2].offset = 31
    #expect(throws: ContainerError.self) { try ZipArchive(writer.bytes) }
  }

  @Test("Encrypted entries and other methods are listed, and refused")
  func unsupported() throws {
    for bit in [0, 6, 13] {
      var writer = Self.writer
      writer.entries[0].flags |= 1 << bit
      let archive = try ZipArchive(writer.bytes)
      #expect(archive.entries[0].isEncrypted)
      #expect(
        throws: ContainerError.unsupported("entry 正文.txt, which is encrypted,")
      ) { try archive.bytes(of: archive.entries[0]) }
      #expect(try archive.bytes(of: archive.entries[2]) == [0, 1, 2])
    }
    var writer = Self.writer
    writer.entries[0].method = 14
    #expect(throws: ContainerError.unsupported("entry 正文.txt, packed by method 14,")) {
      try contents(writer.bytes)
    }
  }

  @Test("Bombs are refused by what they say, and stopped when they lie")
  func bombs() throws {
    let zeros = [UInt8](repeating: 0, count: 20 << 20)
    let bomb = ZipWriter.Entry("bomb", zeros, isDeflated: true)
    #expect(bomb.size > 900 * bomb.compressedSize)
    let most = 200 * bomb.compressedSize
    #expect(throws: ContainerError.tooLarge("entry bomb", limit: most)) {
      try ZipArchive(ZipWriter([bomb]).bytes)
    }
    var lying = bomb
    lying.size = 1000
    let archive = try ZipArchive(ZipWriter([lying]).bytes)
    #expect(throws: ContainerError.damaged("entry bomb")) {
      try archive.bytes(of: archive.entries[0])
    }

    var limits = ZipArchive.Limits()
    limits.entry = Self.text.count - 1
    #expect(throws: ContainerError.tooLarge("entry 正文.txt", limit: limits.entry)) {
      try ZipArchive(Self.writer.bytes, limits: limits)
    }
    limits.refusesWhole = false
    let lenient = try ZipArchive(Self.writer.bytes, limits: limits)
    #expect(throws: ContainerError.tooLarge("entry 正文.txt", limit: limits.entry)) {
      try lenient.bytes(of: lenient.entries[0])
    }
    limits = .init()
    limits.total = Self.text.count + 2
    #expect(throws: ContainerError.tooLarge("the ZIP archive", limit: limits.total)) {
      try ZipArchive(Self.writer.bytes, limits: limits)
    }
    limits = .init()
    limits.entries = 3
    #expect(throws: ContainerError.unsupported("an archive of more than 3 entries")) {
      try ZipArchive(Self.writer.bytes, limits: limits)
    }
    let plain = try ZipArchive(Self.writer.bytes)
    #expect(throws: ContainerError.tooLarge("entry a.bin", limit: 2)) {
      try plain.bytes(of: plain.entries[2], limit: 2)
    }
  }

  @Test("A name in another encoding keeps its bytes; of two of one name the first counts")
  func nameBytes() throws {
    var writer = ZipWriter([.init("a", [1]), .init("x", [2]), .init("x", [3])])
    writer.entries[0].name = [0xD5, 0xFD, 0xCE, 0xC4]
    writer.entries[0].flags = 0
    let archive = try ZipArchive(writer.bytes)
    #expect(archive.entries[0].nameBytes == [0xD5, 0xFD, 0xCE, 0xC4])
    let first = try #require(archive.entry(named: "x"))
    #expect(try archive.bytes(of: first) == [2])
  }
}
