// OriginalsDamageTests.swift — every changed, cut or exchanged byte is noticed.
import Archive
import SystemPackage
import Testing

@Suite("Damaged originals")
struct OriginalsDamageTests {
  /// A directory with one file of four records.
  private func store() throws -> (TemporaryDirectory, CommittedLengths, [OriginalLocation]) {
    let directory = TemporaryDirectory()
    let writer = try directory.writer()
    var locations: [OriginalLocation] = []
    for text in ["<p>各区人民政府：</p>", String(repeating: "a", count: 500), "", "<p>完</p>"] {
      locations.append(try writer.append(page(text)))
    }
    return (directory, try writer.flush(), locations)
  }

  @Test func `A bit flipped in any byte is found by verify, at the record it is in`() throws {
    let (directory, committed, locations) = try store()
    let sound = directory.read(firstFile)
    let starts = [0] + locations.map(\.offset)
    for offset in sound.indices {
      var bytes = sound
      bytes[offset] ^= 1 << (offset % 8)
      directory.write(bytes, to: firstFile)
      let start = starts.last { $0 <= offset }
      guard case .damaged(firstFile, start, _)? = directory.reader(committed).verify().first else {
        Issue.record("byte \(offset) was changed unnoticed")
        continue
      }
    }
  }

  @Test func `The records around a damaged one are still read by verify`() throws {
    let (directory, committed, locations) = try store()
    let sound = directory.read(firstFile)
    for offset in [0, 16, 20, 30] {
      var bytes = sound
      bytes[locations[1].offset + offset] ^= 0x40
      directory.write(bytes, to: firstFile)
      var read: [OriginalLocation] = []
      let problems = directory.reader(committed).verify { read.append($1) }
      #expect(problems.count == 1)
      #expect(read == [locations[0], locations[2], locations[3]])
    }
  }

  @Test func `Every prefix of a file is an error, for verify and for a reader of all`() throws {
    let (directory, committed, _) = try store()
    let sound = directory.read(firstFile)
    for length in sound.indices {
      directory.write(sound.prefix(length), to: firstFile)
      let reader = directory.reader(committed)
      #expect(
        reader.verify().first == .shortFile(firstFile, length: length, committed: sound.count))
      #expect(originalError { try reader.forEachRecord { _, _ in } } != nil)
    }
  }

  @Test func `A block of zeros is found`() throws {
    let (directory, committed, _) = try store()
    var bytes = directory.read(firstFile)
    bytes.replaceSubrange(100..<900, with: repeatElement(0, count: 800))
    directory.write(bytes, to: firstFile)
    #expect(!directory.reader(committed).verify().isEmpty)
  }

  @Test func `Files that are missing, exchanged or of another store are found`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer(fileLimit: 1000)
    for number in 0..<6 { try writer.append(page("第\(number)页")) }
    let committed = try writer.flush()
    let reader = directory.reader(committed)
    let names = directory.names()
    let (first, second) = (directory.read(names[0]), directory.read(names[1]))
    directory.write(second, to: names[0])
    directory.write(first, to: names[1])
    let problems = reader.verify()
    #expect(problems.contains(.damaged(file: names[0], offset: 0, .foreignFile)))
    #expect(problems.contains(.damaged(file: names[1], offset: 0, .foreignFile)))
    directory.write(first, to: names[0])
    directory.write(second, to: names[1])
    #expect(reader.verify() == [])
    var more = committed
    more[77] = 5
    #expect(directory.reader(more).verify() == [.missingFile("andu-00077.warc.gz")])
    #expect(throws: OriginalError.missingFile("andu-00077.warc.gz")) {
      try directory.reader(more).forEachRecord { _, _ in }
    }
  }

  /// A committed file that holds nothing but `bytes`, compressed.
  private func store(warc bytes: String) throws -> (TemporaryDirectory, OriginalReader) {
    let directory = TemporaryDirectory()
    let member = try GzipMember.compress([Array(bytes.utf8)])
    directory.write(member, to: firstFile)
    return (directory, directory.reader(CommittedLengths([1: member.count])))
  }

  private static let header = """
    WARC/1.1\r
    content-LENGTH:3\r
    X-Later: \t 新 \r
    Warc-Block-Digest: \
    sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD\r
    content-type: text/plain\r
    WARC-DATE: 2026-01-31T08:05:09Z\r
    warc-record-id: <urn:uuid:1>\r
    Warc-type: resource\r
    \r
    abc\r
    \r

    """

  @Test func `Headers are read in any case and order`() throws {
    let (directory, reader) = try store(warc: Self.header)
    defer { withExtendedLifetime(directory) {} }
    var records: [OriginalRecord] = []
    try reader.forEachRecord { record, _ in records.append(record) }
    #expect(records.map(\.block) == [Array("abc".utf8)])
    #expect(records.map(\.id) == ["urn:uuid:1"])
    #expect(records.map(\.fields) == [[.init("X-Later", "新")]])
  }

  @Test(arguments: [
    ("content-LENGTH:3", "content-LENGTH:-3", OriginalDamage.blockLength),
    ("content-LENGTH:3", "content-LENGTH:9223372036854775807", .blockLength),
    ("content-LENGTH:3", "content-LENGTH:99999999999999999999", .warcHeader),
    ("content-LENGTH:3", "content-LENGTH:2", .blockLength),
    ("content-LENGTH:3", "content-LENGTH:", .warcHeader),
    ("content-LENGTH:3\r\n", "", .warcHeader),
    ("abc\r\n", "abc\r ", .blockLength),
    ("abc", "abd", .digest),
    ("sha256:BA", "sha256:BB", .digest),
    ("sha256:BA", "sha1:BA", .warcHeader),
    ("sha256:BA", "sha256:", .warcHeader),
    ("X-Later", "Warc-type: metadata\r\nX-Later", .warcHeader),
    ("X-Later: ", "X-Later ", .warcHeader),
    ("X-Later", ":", .warcHeader),
    ("Warc-type: resource", "Warc-type: revisit", .warcHeader),
    ("WARC/1.1", "ARC/1.1", .warcHeader),
    ("WARC/1.1\r\n", "WARC/1.1\n", .warcHeader),
    ("\r\n\r\nabc", "\r\nabc", .warcHeader),
    ("X-Later: ", "X-Later: \(String(repeating: "长", count: 30_000))", .warcHeader),
  ])
  func `A header that lies is an error`(part: String, lie: String, damage: OriginalDamage) throws {
    let parts = Array(Self.header.utf8).split(
      separator: Array(part.utf8), maxSplits: 1, omittingEmptySubsequences: false)
    let warc = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: lie)
    #expect(parts.count == 2)
    let (directory, reader) = try store(warc: warc)
    defer { withExtendedLifetime(directory) {} }
    let error = OriginalError.damaged(file: firstFile, offset: 0, damage)
    #expect(originalError { try reader.forEachRecord { _, _ in } } == error)
    #expect(reader.verify() == [error])
  }

  @Test func `Every prefix of a record's text is an error`() throws {
    let bytes = Array(Self.header.utf8)
    for length in bytes.indices {
      let (directory, reader) = try store(warc: String(decoding: bytes[..<length], as: UTF8.self))
      #expect(originalError { try reader.forEachRecord { _, _ in } } != nil)
      withExtendedLifetime(directory) {}
    }
  }

  @Test(arguments: [[], [[]], [[1], [], [2, 3]], [Array(repeating: 7, count: 100_000), [8]]])
  func `A member gives back what it was made of`(pieces: [[UInt8]]) throws {
    let member = try GzipMember.compress(pieces)
    let whole = Array(pieces.joined())
    #expect(try GzipMember.decompress(member, limit: whole.count) == whole)
    if !whole.isEmpty {
      #expect(throws: OriginalDamage.tooLarge) {
        try GzipMember.decompress(member, limit: whole.count - 1)
      }
    }
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `Bytes of any kind end in an error, never in a crash`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let (directory, committed, locations) = try store()
    var bytes = directory.read(firstFile)
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      let offset = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[offset] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: offset)
      case 2: bytes.insert(contentsOf: bytes[offset...].prefix(30), at: offset)
      default: bytes.swapAt(offset, Int.random(in: bytes.indices, using: &random))
      }
    }
    directory.write(bytes, to: firstFile)
    let reader = directory.reader(committed)
    _ = reader.verify()
    _ = originalError { try reader.forEachRecord { _, _ in } }
    for location in locations { _ = originalError { _ = try reader.read(location) } }
  }
}
