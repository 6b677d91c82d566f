// WARCTests.swift — records that others wrote, sound and damaged.
import Containers
import Testing

@Suite("WARC files of others")
struct WARCTests {
  static func record(_ kind: String, _ block: String, _ further: String = "") -> String {
    "WARC/1.0\r\nWARC-Type: \(kind)\r\nWARC-Target-URI: <http://a.cn/\(kind)>\r\n\(further)"
      + "Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
  }
  static let plain =
    record("warcinfo", "software: x\r\n") + record("request", "GET /") + record("response", "案牍")
    + record("metadata", "", "X: y\r\n") + record("resource", "two")

  private func read(
    _ bytes: [UInt8], limit: Int = 1 << 20
  ) -> (blocks: [String], passedOver: [String: Int], error: ContainerError?) {
    var reader = WARCReader(ByteStream(bytes: bytes, name: "x.warc"), limit: limit)
    var blocks: [String] = []
    do {
      while let record = try reader.next({
        ["response", "resource"].contains($0["warc-type"] ?? "")
      }) {
        #expect(record.targetURI == "http://a.cn/\(record.kind)")
        blocks.append(String(decoding: record.block, as: UTF8.self))
      }
      return (blocks, reader.passedOver, nil)
    } catch {
      return (blocks, reader.passedOver, error)
    }
  }

  @Test("Wanted records are given, the others counted")
  func records() {
    let found = read(Array(Self.plain.utf8))
    #expect(found.blocks == ["案牍", "two"])
    #expect(found.passedOver == ["warcinfo": 1, "request": 1, "metadata": 1])
    #expect(found.error == nil)
    #expect(read([]).error == nil)
  }

  @Test("A longer block than the limit is passed over")
  func limit() {
    let found = read(
      Array((Self.record("response", String(repeating: "x", count: 3 << 20)) + Self.plain).utf8),
      limit: 2 << 20)
    #expect(found.blocks == ["案牍", "two"])
    #expect(found.passedOver["over 2 MB"] == 1)
  }

  @Test("A file that is cut anywhere gives the records before the cut")
  func cut() {
    let bytes = Array(Self.plain.utf8)
    // Between the end of a block and the next record nothing tells that there was more.
    var isEnd = [Bool](repeating: false, count: bytes.count + 1)
    for record in Self.plain.split(separator: "WARC/1.0", omittingEmptySubsequences: true) {
      let end = Self.plain.utf8.distance(from: Self.plain.utf8.startIndex, to: record.endIndex)
      for offset in max(0, end - 4)...end { isEnd[offset] = true }
    }
    for count in 0..<bytes.count {
      let found = read(Array(bytes[..<count]))
      #expect(["案牍", "two"].starts(with: found.blocks))
      #expect(found.error == nil ? isEnd[count] || count == 0 : true, "\(count)")
    }
  }

  @Test("What is no record, or has no length, ends the reading")
  func damaged() {
    for text in [
      "HTTP/1.1 200\r\n\r\n", "WARC/1.0\r\nContent-Length: x\r\n\r\n", "WARC/1.0\r\n\r\n",
      "WARC/1.0\r\nContent-Length: -1\r\n\r\n",
    ] {
      let found = read(Array((Self.record("response", "案牍") + text).utf8))
      #expect(found.blocks == ["案牍"])
      #expect(found.error != nil, "\(text)")
    }
  }

  @Test("Gzip members follow one another; a damaged one ends the reading")
  func members() {
    let member = InflateTests.streams[2].1
    let stream = ByteStream(bytes: member + member, name: "x")
    #expect((try? stream.read(100)) == InflateTests.text + InflateTests.text)
    #expect(throws: ContainerError.self) {
      try ByteStream(bytes: member + member.dropLast(3), name: "x").read(100)
    }
    #expect((try? ByteStream(bytes: member + [0, 0, 0], name: "x").read(100)) == InflateTests.text)
  }

  @Test("Lines end where they end, and are no longer than the limit")
  func lines() throws {
    let stream = ByteStream(bytes: Array("a\n\nbc".utf8), name: "x")
    #expect(try stream.line(limit: 10) == Array("a\n".utf8))
    #expect(try stream.line(limit: 10) == Array("\n".utf8))
    #expect(try stream.line(limit: 10) == Array("bc".utf8))
    #expect(try stream.line(limit: 10) == nil)
    #expect(stream.offset == 5)
    #expect(throws: ContainerError.self) {
      try ByteStream(bytes: [UInt8](repeating: 65, count: 99), name: "x").line(limit: 10)
    }
  }
}
