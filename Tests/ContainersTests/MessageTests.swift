// MessageTests.swift — headers, codings and responses, sound and broken.
import Testing

@testable import Containers

@Suite("Messages")
struct MessageTests {
  private func header(_ text: String) -> HeaderFields? {
    HeaderFields(Array(text.utf8)[...], at: 0)
  }

  @Test("A header's names have no case, its lines go on, its parameters may be quoted")
  func fields() throws {
    let header = try #require(
      self.header("Content-TYPE: text/HTML;\r\n\tcharset=\"gb2312\" ; x=1\r\nX-Y:  a b \n\r\nbody"))
    #expect(header["content-type"] == "text/HTML; charset=\"gb2312\" ; x=1")
    #expect(header.contentType == "text/html")
    #expect(header.contentTypeParameter("charset") == "gb2312")
    #expect(header.contentTypeParameter("x") == "1")
    #expect(header.contentTypeParameter("y") == nil)
    #expect(header["x-y"] == "a b")
    #expect(
      header.end
        == "Content-TYPE: text/HTML;\r\n\tcharset=\"gb2312\" ; x=1\r\nX-Y:  a b \n\r\n".utf8.count)
  }

  @Test(
    "What has no field, or no end, is no header",
    arguments: [
      "", "\r\n\r\n", "a: b\r\n", "no field here\r\n\r\n", " a: b\r\n\r\n", ": x\r\n\r\n",
    ])
  func noHeader(_ text: String) { #expect(header(text) == nil) }

  @Test(
    "Quoted-printable",
    arguments: [
      ("a=3Db", "a=b"), ("=E6=A1=88=\r\n=e7=89=8d", "案牍"), ("one= \r\ntwo", "onetwo"),
      ("5=6 =ZZ", "5=6 =ZZ"), ("end=", "end"), ("", ""),
    ])
  func quotedPrintable(_ coded: String, _ plain: String) {
    let bytes = TransferCoding.quotedPrintable(Array(coded.utf8)[...])
    #expect(String(decoding: bytes, as: UTF8.self) == plain)
  }

  @Test(
    "Base64",
    arguments: [
      ("5qGI54mN", "案牍"), ("5qGI\r\n 54mN\r\n", "案牍"), ("YQ==", "a"), ("YWI", "ab"), ("", ""),
    ])
  func base64(_ coded: String, _ plain: String) {
    let bytes = TransferCoding.base64(Array(coded.utf8)[...])
    #expect(String(decoding: bytes, as: UTF8.self) == plain)
  }

  @Test(
    "Chunks are joined, as far as they came",
    arguments: [
      ("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde"), ("5\r\nabc", "abc"),
      ("A\r\n0123456789\r\n", "0123456789"),
      ("<html>", nil), ("3\r\nabcdef\r\n", nil), ("ffffffffffff\r\nabc", nil), ("0\r\n\r\n", ""),
    ] as [(String, String?)])
  func chunked(_ coded: String, _ plain: String?) {
    let bytes = TransferCoding.chunked(Array(coded.utf8)[...])
    #expect(bytes.map { String(decoding: $0.bytes, as: UTF8.self) } == plain)
    if let bytes { #expect(bytes.isWhole == coded.contains("0\r\n\r\n")) }
  }

  @Test(
    "A body that is shorter than it was to be says so",
    arguments: [
      ("Content-Length: 6", "abcdef", nil), ("Content-Length: 9", "abcdef", "6 of 9 bytes"),
      ("Content-Length: 4", "abcdef", nil), ("Content-Length: x", "abcdef", nil),
      ("Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n", nil),
      ("Transfer-Encoding: chunked", "9\r\nabc", "last chunk"),
      ("Transfer-Encoding: chunked", "<p>whole</p>", nil),
      // What a crawler has unpacked is of another length.
      ("Content-Encoding: gzip\r\nContent-Length: 9", "abcdef", nil),
    ] as [(String, String, String?)])
  func cut(_ header: String, _ body: String, _ why: String?) throws {
    let cut = try response(header, Array(body.utf8)).cut
    #expect((cut == nil) == (why == nil) && cut?.contains(why ?? "") != false, "\(cut ?? "whole")")
  }

  private func response(_ header: String, _ body: [UInt8]) throws -> HTTPResponse {
    try #require(HTTPResponse(Array("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n".utf8) + body))
  }

  @Test("Lines of a response's header that are no fields are passed over")
  func badFields() throws {
    let header = "<!-- a -->\r\n b\r\nNot A Name: c\r\nno colon\r\nContent-Type: text/html"
    let found = try response(header, Array("<p>".utf8))
    #expect(found.header.contentType == "text/html")
    #expect(try found.body(limit: 9) == Array("<p>".utf8))
    let bare = try #require(HTTPResponse(Array("HTTP/1.0 200\r\n\r\n<p>".utf8)))
    #expect(try bare.body(limit: 9) == Array("<p>".utf8))
    #expect(HeaderFields(Array("\(header)\r\n\r\n".utf8)[...], at: 0) == nil)
  }

  @Test("A body is given without the codings it was sent in")
  func body() throws {
    let gzip = InflateTests.streams[2].1
    let zlib = InflateTests.streams[1].1
    let text = InflateTests.text
    let chunks =
      Array("\(String(gzip.count, radix: 16))\r\n".utf8) + gzip + Array("\r\n0\r\n\r\n".utf8)
    let cases: [(String, [UInt8])] = [
      ("Content-Type: text/html", text), ("Content-Encoding: gzip", gzip),
      ("Content-Encoding: GZIP\r\nTransfer-Encoding: chunked", chunks),
      ("Content-Encoding: deflate", zlib), ("Content-Encoding: deflate", InflateTests.deflated),
      // A crawler had undone them.
      ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", text),
      ("Content-Encoding: identity", text),
    ]
    for (header, sent) in cases {
      #expect(try response(header, sent).body(limit: 1 << 20) == text, "\(header)")
    }
  }

  @Test("What cannot be undone, or makes too much, is an error")
  func badBody() throws {
    #expect(throws: ContainerError.unsupported("a body in the coding br")) {
      try response("Content-Encoding: br", [0x0b, 0, 0x80]).body(limit: 100)
    }
    #expect(throws: ContainerError.tooLarge("the body", limit: 10)) {
      try response("Content-Encoding: gzip", InflateTests.streams[2].1).body(limit: 10)
    }
    #expect(throws: ContainerError.tooLarge("the body", limit: 2)) {
      try response("A: b", [1, 2, 3]).body(limit: 2)
    }
    #expect(HTTPResponse(Array("HTTP/1.1\r\n\r\n".utf8)) == nil)
    #expect(HTTPResponse(Array("GET / HTTP/1.1\r\nA: b\r\n\r\n".utf8)) == nil)
  }
}
