// MultipartTests.swift — a page and its parts in one file, and back.
import Containers
import Testing

@Suite("Multipart files")
struct MultipartTests {
  static let file = """
    From: <Saved by a browser>\r
    Snapshot-Content-Location: http://www.example.cn/a.html\r
    Date: Wed, 8 Nov 2023 10:20:30 +0800\r
    Content-Type: multipart/related; type="text/html"; start="<b@x>";\r
    \tboundary="--=_edge"\r
    \r
    What no one sees.\r
    ----=_edge\r
    Content-Type: text/html; charset="gb2312"\r
    Content-ID: <a@x>\r
    Content-Transfer-Encoding: base64\r
    Content-Location: http://www.example.cn/frame.html\r
    \r
    PHA+5qGI54mNPC9w\r
    Pg==\r
    ----=_edge\r
    Content-Type: text/html\r
    Content-ID: <b@x>\r
    Content-Transfer-Encoding: quoted-printable\r
    \r
    <p>=E6=A1=88=E7=89=8D</p>=\r
    \r
    ----=_edge\r
    Content-Type: image/png\r
    \r
    \r
    ----=_edge--\r
    what follows\r

    """

  @Test("A page without parts is a message of its own")
  func onePage() throws {
    func message(_ header: String) -> [UInt8] {
      Array(
        "\(header)Content-Type: text/html;\r\n\tcharset=\"gb2312\"\r\n\r\n<p>=B0=B8=\r\n</p>".utf8)
    }
    let bytes = message(
      "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        + "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://a.example/1.html\r\n"
    )
    #expect(MultipartFile.isLikely(bytes))
    let file = try MultipartFile(bytes)
    #expect(file.parts.map(\.charset) == ["gb2312"] && !file.isCut)
    #expect(file.parts[0].bytes == Array("<p>".utf8) + [0xB0, 0xB8] + Array("</p>".utf8))
    #expect(file.location == "http://a.example/1.html")
    #expect(!MultipartFile.isLikely(message("")))
  }

  @Test("The page comes first, whatever its place")
  func parts() throws {
    let bytes = Array(Self.file.utf8)
    #expect(MultipartFile.isLikely(bytes))
    let file = try MultipartFile(bytes)
    #expect(file.parts.map(\.contentType) == ["text/html", "text/html", "image/png"])
    #expect(file.parts.map(\.id) == ["b@x", "a@x", nil])
    #expect(String(decoding: file.parts[0].bytes, as: UTF8.self) == "<p>案牍</p>")
    #expect(String(decoding: file.parts[1].bytes, as: UTF8.self) == "<p>案牍</p>")
    #expect(file.parts[1].charset == "gb2312")
    #expect(file.parts[2].bytes.isEmpty)
    #expect(file.location == "http://www.example.cn/a.html")
    #expect(!file.isCut)
    #expect(file.date == "Wed, 8 Nov 2023 10:20:30 +0800")
  }

  @Test("A file that is cut anywhere gives what it holds, or an error")
  func cut() throws {
    let bytes = Array(Self.file.utf8)
    for count in 0..<bytes.count {
      guard let file = try? MultipartFile(Array(bytes[..<count])) else { continue }
      #expect(!file.parts.isEmpty)
      #expect(file.isCut || count > bytes.count - "--\r\nwhat follows\r\n".utf8.count)
    }
  }

  @Test("What is composed is read again, byte for byte")
  func composed() throws {
    let pages: [[UInt8]] = [
      Array("<p>一\r\n</p>\r\n".utf8), [0xff, 0, 0x0a], [], Array("--x\r\n".utf8),
    ]
    let parts = pages.map {
      MultipartFile.Part(contentType: "text/html", location: "n.html", bytes: $0)
    }
    let file = try MultipartFile(MultipartFile.compose(parts, boundary: "andu-0123"))
    #expect(file.parts.map(\.bytes) == pages)
    #expect(file.parts.allSatisfy { $0.location == "n.html" })
  }

  @Test("Pages and mails of one part are no multipart files")
  func others() {
    for text in [
      "<html>", "Content-Type: text/html\r\n\r\n<p>", "Content-Type: multipart/related\r\n\r\n",
    ] {
      #expect(!MultipartFile.isLikely(Array(text.utf8)))
    }
    #expect(throws: ContainerError.self) {
      try MultipartFile(
        Array(
          "Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: a/b\r\n\r\n--x--"
            .utf8))
    }
  }

  @Test("Parts within parts end somewhere")
  func nested() throws {
    var text = "Content-Type: text/html\r\n\r\n<p>deep</p>\r\n"
    for depth in 0..<12 {
      text =
        "Content-Type: multipart/mixed; boundary=b\(depth)\r\n\r\n--b\(depth)\r\n\(text)\r\n--b\(depth)--\r\n"
    }
    #expect(throws: ContainerError.self) { try MultipartFile(Array(text.utf8)) }
  }
}
