// OriginalsStoreTests.swift — writing, committing, rolling, reading and compacting.
import Archive
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("Original store")
struct OriginalsStoreTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `What was appended is read back, by location and in order`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let directory = TemporaryDirectory()
    var committed = CommittedLengths()
    var written: [(OriginalRecord, OriginalLocation)] = []
    for _ in 0..<3 {
      let writer = try directory.writer(
        committed, fileLimit: Int.random(in: 1...20_000, using: &random))
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let record = anyRecord(&random)
        written.append((record, try writer.append(record)))
      }
      committed = try writer.flush()
    }
    let reader = directory.reader(committed)
    for (record, location) in written { #expect(try reader.read(location) == record) }
    var index = 0
    try reader.forEachRecord { record, location in
      #expect(record == written[index].0 && location == written[index].1)
      index += 1
    }
    #expect(index == written.count)
    #expect(reader.verify().isEmpty)
  }

  private func anyRecord(_ random: inout SeededGenerator) -> OriginalRecord {
    let alphabet: [UInt8] = Array("\r\n\r\nWARC/1.1\u{0}政策".utf8) + [0xff, 0x1f, 0x8b]
    let length = [0, 1, 3, 100, 5000, 70_000].randomElement(using: &random) ?? 0
    let isNoise = Bool.random(using: &random)
    let block = (0..<length).map { _ -> UInt8 in
      isNoise
        ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
    }
    return OriginalRecord(
      kind: [.resource, .metadata].randomElement(using: &random) ?? .resource,
      targetURI: ["https://a.gov.cn/甲?乙=1", nil, "file:///x%20y"].randomElement(using: &random)
        ?? nil,
      date: someDate, contentType: "text/html;charset=gb2312",
      refersTo: Bool.random(using: &random) ? "urn:uuid:0" : nil,
      fields: [.init("X-Andu-Path", "下载: 通知\"1\".html"), .init("X-Empty", "")], block: block)
  }

  @Test func `Uncommitted bytes and files are cut off by the next writer`() throws {
    let directory = TemporaryDirectory()
    let first = try directory.writer()
    try first.append(page("甲"))
    let committed = try first.flush()
    let bytes = directory.read(firstFile)
    #expect(committed[1] == bytes.count)
    try first.append(page("乙"))
    _ = try first.flush()
    directory.write([1, 2, 3], to: "andu-00002.warc.gz")
    directory.write([1, 2, 3], to: "andu-00007.warc.gz")
    directory.write([1, 2, 3], to: "andu-7.warc.gz.mine")
    #expect(try directory.all(committed).count == 1)

    let second = try directory.writer(committed)
    #expect(directory.read(firstFile) == bytes)
    #expect(directory.names() == [firstFile, "andu-7.warc.gz.mine"])
    let location = try second.append(page("丙"))
    #expect(location.offset == bytes.count)
    let after = try second.flush()
    #expect(try directory.all(after).map(\.block) == [page("甲"), page("丙")].map(\.block))
    #expect(directory.reader(after).verify().isEmpty)
  }

  @Test func `Committed lengths tell their files and all bytes`() {
    let lengths = CommittedLengths([1: 1000, 12: 7])
    #expect(lengths.files == [1, 12] && lengths.total == 1007)
  }

  @Test func `A writer that appends nothing commits nothing and makes no file`() throws {
    let directory = TemporaryDirectory()
    #expect(try directory.writer().flush() == CommittedLengths())
    #expect(directory.names() == [])
    #expect(directory.reader(.init()).verify().isEmpty)
  }

  @Test func `Nothing is cut off when committed bytes are missing`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer()
    try writer.append(page("甲"))
    let committed = try writer.flush()
    let bytes = directory.read(firstFile)
    directory.write(bytes.dropLast(), to: firstFile)
    directory.write([1], to: "andu-00002.warc.gz")
    #expect(
      throws: OriginalError.shortFile(firstFile, length: bytes.count - 1, committed: bytes.count)
    ) { try directory.writer(committed) }
    #expect(directory.names() == [firstFile, "andu-00002.warc.gz"])
    directory.write([], to: firstFile)
    var more = committed
    more[5] = 100
    #expect(throws: OriginalError.self) { try directory.writer(more) }
  }

  @Test func `A file over the limit is followed by the next, each with its warcinfo`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer(fileLimit: 1500)
    var locations: [OriginalLocation] = []
    for number in 0..<20 { locations.append(try writer.append(page("第\(number)页"))) }
    let committed = try writer.flush()
    #expect(committed.files.count > 3)
    #expect(committed.files == Array(1...committed.files.count))
    #expect(directory.names().count == committed.files.count)
    for file in committed.files { #expect(committed[file] ?? 0 <= 1500) }
    for (first, second) in zip(locations, locations.dropFirst()) {
      #expect(first.file <= second.file)
      #expect(first.file < second.file || first.offset + first.length == second.offset)
    }
    #expect(try directory.all(committed).count == 20)
    #expect(directory.reader(committed).verify().isEmpty)
  }

  @Test func `A location outside what is committed is refused`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer()
    let location = try writer.append(page("甲"))
    let reader = directory.reader(try writer.flush())
    for wrong in [
      OriginalLocation(file: 2, offset: 0, length: 100),
      OriginalLocation(file: 1, offset: -1, length: 100),
      OriginalLocation(file: 1, offset: location.offset, length: location.length + 1),
      OriginalLocation(file: 1, offset: location.offset, length: .max),
      OriginalLocation(file: 1, offset: .max, length: 100),
      OriginalLocation(file: 1, offset: location.offset, length: 0),
    ] {
      #expect(throws: OriginalError.notCommitted(wrong)) { try reader.read(wrong) }
    }
    let late = OriginalLocation(file: 1, offset: location.offset + 1, length: location.length - 1)
    #expect(throws: OriginalError.damaged(file: firstFile, offset: late.offset, .memberHeader)) {
      try reader.read(late)
    }
    let short = OriginalLocation(file: 1, offset: location.offset, length: location.length - 1)
    #expect(throws: OriginalError.damaged(file: firstFile, offset: short.offset, .memberLength)) {
      try reader.read(short)
    }
  }

  @Test func `Compaction keeps what is wanted, byte for byte, in new files`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer(fileLimit: 2000)
    var written: [OriginalLocation: OriginalRecord] = [:]
    for number in 0..<20 {
      let record = page("第\(number)页", "http://a/\(number)")
      written[try writer.append(record)] = record
    }
    let old = try writer.flush()
    let compaction = try OriginalCompaction(
      directory: directory.path, committed: old, software: "andu test", date: someDate,
      fileLimit: 2000
    ) { record, _ in record.targetURI?.hasSuffix("5") != true }
    #expect(compaction.droppedCount == 2 && compaction.moved.count == 18)
    #expect(compaction.committed.files.min() == (old.files.last ?? 0) + 1)
    #expect(try directory.all(old).count == 20, "the old files still stand")
    let reader = directory.reader(compaction.committed)
    #expect(reader.verify().isEmpty)
    for (before, after) in compaction.moved {
      #expect(try reader.read(after) == written[before])
    }
    _ = try directory.writer(compaction.committed)
    #expect(directory.names().count == compaction.committed.files.count)
    #expect(reader.verify().isEmpty)
  }

  @Test func `File numbers go on after everything was compacted away`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer()
    try writer.append(page("甲"))
    let compaction = try OriginalCompaction(
      directory: directory.path, committed: writer.flush(), software: "andu test", date: someDate
    ) { _, _ in false }
    #expect(compaction.committed.files == [2])
    let next = try directory.writer(compaction.committed)
    #expect(try next.append(page("乙")).file == 2)
    #expect(try directory.all(next.flush()).count == 1)
  }

  @Test func `A compaction that fails leaves the old files as they were`() throws {
    struct Stop: Error {}
    let directory = TemporaryDirectory()
    let writer = try directory.writer()
    try writer.append(page("甲"))
    let old = try writer.flush()
    #expect(throws: Stop.self) {
      try OriginalCompaction(
        directory: directory.path, committed: old, software: "andu test", date: someDate
      ) { _, _ in throw Stop() }
    }
    _ = try directory.writer(old)
    #expect(directory.names() == [firstFile])
    #expect(directory.reader(old).verify().isEmpty)
  }

  @Test func `A full disk is reported, and nothing is written after that`() throws {
    let directory = TemporaryDirectory()
    let file = directory.path.appending(firstFile).string
    symlink("/dev/full", file)
    let writer = try directory.writer(CommittedLengths([1: 0]))
    let error = OriginalError.system(operation: "write", path: file, .noSpace)
    #expect(error.description.contains(file) && error.description.contains("the disk is full"))
    try writer.append(page("甲"))
    #expect(throws: error) { try writer.flush() }
    #expect(throws: error) { try writer.append(page("乙")) }
    #expect(throws: error) { try writer.flush() }
  }

  @Test func `A directory that is none is reported with its path`() {
    let elsewhere = FilePath("/dev/null")
    #expect(
      throws: OriginalError.system(operation: "read", path: elsewhere.string, .notDirectory)
    ) {
      try OriginalWriter(
        directory: elsewhere, committed: .init(), software: "andu test", date: someDate)
    }
  }
}
