// OriginalsRecordTests.swift — headers, URIs and digests of single records.
import Archive
import SystemPackage
import Testing

@Suite("Original records")
struct OriginalsRecordTests {
  @Test(arguments: [
    ("https://www.example.gov.cn/a.html?x=1&y=2#b", "https://www.example.gov.cn/a.html?x=1&y=2#b"),
    (
      "https://example.cn/政策/一 二.html",
      "https://example.cn/%E6%94%BF%E7%AD%96/%E4%B8%80%20%E4%BA%8C.html"
    ),
    ("http://a/%E6%94%BF", "http://a/%E6%94%BF"),
    ("http://a/100%&b=%4", "http://a/100%25&b=%254"),
    ("http://a/\r\nWARC-Type: warcinfo", "http://a/%0D%0AWARC-Type:%20warcinfo"),
    ("http://a/\u{1B}[31m\"<>\\", "http://a/%1B[31m%22%3C%3E%5C"),
  ])
  func `A URI holds nothing but what RFC 3986 allows`(written: String, encoded: String) {
    #expect(OriginalRecord.percentEncoded(written) == encoded)
    #expect(OriginalRecord.percentEncoded(encoded) == encoded)
    #expect(page("", written).targetURI == encoded)
  }

  @Test(arguments: [
    ("/home/王/通知 1.html", "file:///home/%E7%8E%8B/%E9%80%9A%E7%9F%A5%201.html"),
    ("/a/50%25#1?.html", "file:///a/50%2525%231%3F.html"),
  ])
  func `A path becomes a file URI that means just that path`(path: String, uri: String) {
    #expect(OriginalRecord.fileURI(FilePath(path)) == uri)
    #expect(OriginalRecord.percentEncoded(uri) == uri)
  }

  @Test(arguments: [
    ("X-Andu-Source", "a\r\nWARC-Type: warcinfo"), ("X-Andu-Source", "a\nb"),
    ("X-Andu-Source", "a\u{85}b"), ("X-Andu-Source", "a\u{2028}b"), ("X-Andu-Source", " a"),
    ("X Andu", "a"), ("X-Andu:", "a"), ("", "a"), ("X\r\nY", "a"), ("Content-length", "0"),
    ("WARC-TYPE", "warcinfo"),
  ])
  func `No field smuggles another one into the header`(name: String, value: String) {
    let record = OriginalRecord(
      kind: .resource, targetURI: "http://a/", date: someDate, contentType: "text/html",
      fields: [.init(name, value)], block: [])
    #expect(throws: OriginalError.invalidField(name: name, value: value)) { try record.member() }
  }

  @Test(arguments: ["", "2026-01-31", "2026-01-31 08:05:09Z", "2026-01-31T08:05:09+08:00", "二〇二六"])
  func `A date in another form is refused`(date: String) {
    let record = OriginalRecord(
      kind: .resource, targetURI: nil, date: date, contentType: "text/html", block: [])
    #expect(throws: OriginalError.invalidField(name: "WARC-Date", value: date)) {
      try record.member()
    }
  }

  @Test func `A content type with a line break and an endless URI are refused`() {
    let broken = OriginalRecord(
      kind: .resource, targetURI: nil, date: someDate, contentType: "text/html\r\nA: b", block: [])
    #expect(throws: OriginalError.self) { try broken.member() }
    let long = page("", "http://a/" + String(repeating: "字", count: 10_000))
    #expect(throws: OriginalError.self) { try long.member() }
  }

  @Test func `Every record has a version 4 UUID of its own`() {
    let ids = (0..<1000).map { _ in page("").id }
    #expect(Set(ids).count == 1000)
    for id in ids {
      let groups = id.dropFirst("urn:uuid:".count).split(separator: "-")
      #expect(groups.map(\.count) == [8, 4, 4, 4, 12])
      #expect(groups[2].first == "4" && "89ab".contains(groups[3].first ?? "0"))
    }
  }

  @Test func `An event tells what happened to which record`() throws {
    let original = page("<p>甲</p>")
    let event = try OriginalRecord.event(
      about: original, date: someDate, [.init("event", "removed"), .init("reason", "重复：见乙")])
    #expect(event.refersTo == original.id)
    #expect(event.targetURI == original.targetURI)
    #expect(event.blockFields == [.init("event", "removed"), .init("reason", "重复：见乙")])
    #expect(throws: OriginalError.self) {
      try OriginalRecord.event(about: original, date: someDate, [.init("reason", "a\r\nb: c")])
    }
  }

  @Test func `The digest is the one of FIPS 180-4`() {
    let digest = SHA256Digest(of: Array("abc".utf8))
    let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(digest.description == hex)
    #expect(SHA256Digest(hex: hex.uppercased()) == digest)
    #expect(SHA256Digest(hex: String(hex.dropLast())) == nil)
    #expect(SHA256Digest(hex: "g" + hex.dropFirst()) == nil)
    #expect(SHA256Digest(hex: hex + "00") == nil)
  }
}
