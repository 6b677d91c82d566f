// MultipartFile.swift — a page and what belongs to it in one file (MHTML) → parts, and back.

/// The parts of a message of the kind `multipart/related`.
///
/// Browsers save a page and its pictures so. Sources: RFC 2557 (MHTML); RFC 2046, §5.1.
package struct MultipartFile: Sendable {
  package struct Part: Sendable {
    /// In lower case: `text/html`.
    package var contentType: String
    package var charset: String?
    /// The address it was loaded from: `Content-Location`.
    package var location: String?
    /// How other parts may name it: `Content-ID`, without its brackets.
    package var id: String?
    package var bytes: [UInt8]

    package init(
      contentType: String, charset: String? = nil, location: String? = nil, id: String? = nil,
      bytes: [UInt8]
    ) {
      self.contentType = contentType
      self.charset = charset
      self.location = location
      self.id = id
      self.bytes = bytes
    }

    var isPage: Bool {
      contentType == "text/html" || contentType == "application/xhtml+xml"
    }
  }

  package static let contentType = "multipart/related"
  /// Multiparts within multiparts, and parts in all.
  private static let deepest = 4
  private static let mostParts = 20_000

  /// The page first, then what belongs to it, in the file's order.
  package private(set) var parts: [Part] = []
  /// Where the page was loaded from, if the file says it.
  package private(set) var location: String?
  /// When it was saved, as the file says it.
  package private(set) var date: String?
  /// The line that ends the file is missing.
  package private(set) var isCut = false

  /// Whether the bytes begin like a message of several parts, or of one that is a page: that is how
  /// browsers save a page without pictures.
  package static func isLikely(_ bytes: [UInt8]) -> Bool {
    let window = bytes.prefix(HeaderFields.longest)[...]
    guard let header = header(of: window) else { return false }
    return isOnePage(header)
      || header.contentType?.hasPrefix("multipart/") == true
        && header.contentTypeParameter("boundary") != nil
  }

  private static func isOnePage(_ header: HeaderFields) -> Bool {
    header.contentType == "text/html" && header["mime-version"] != nil
  }

  /// Error: `damaged` when there is no part that is a page.
  package init(_ bytes: [UInt8]) throws(ContainerError) {
    guard let header = Self.header(of: bytes[...]) else { throw .damaged("the MHTML header") }
    var start: String?
    if Self.isOnePage(header) {
      parts = [Self.part(bytes[header.end...], header)]
    } else {
      try read(bytes[header.end...], header, depth: 0, start: &start)
    }
    let root =
      start.flatMap { id in parts.firstIndex { $0.id == id && $0.isPage } }
      ?? parts.firstIndex { $0.isPage } ?? parts.firstIndex { $0.contentType == "text/plain" }
    guard let root else { throw .damaged("the MHTML file (it holds no page)") }
    parts.insert(parts.remove(at: root), at: 0)
    location = header["snapshot-content-location"] ?? parts[0].location
    date = header["date"]
  }

  /// A page that stands by itself.
  package init(page: [UInt8]) { parts = [Part(contentType: "text/html", bytes: page)] }

  /// A page and what its frames show.
  init(_ page: Part, frames: [Part]) {
    parts = [page] + frames
    location = page.location
  }

  /// Mail programs and some browsers leave empty lines before the header.
  private static func header(of bytes: ArraySlice<UInt8>) -> HeaderFields? {
    let start = bytes.firstIndex { $0 != 0x0a && $0 != 0x0d } ?? bytes.startIndex
    return HeaderFields(bytes, at: start)
  }

  private mutating func read(
    _ body: ArraySlice<UInt8>, _ header: HeaderFields, depth: Int, start: inout String?
  ) throws(ContainerError) {
    guard let boundary = header.contentTypeParameter("boundary"), !boundary.isEmpty else {
      throw .damaged("the MHTML file (no boundary)")
    }
    if depth == 0 {
      start = header.contentTypeParameter("start").map(Self.withoutBrackets)
    }
    let (pieces, isWhole) = Self.pieces(of: body, boundary: Array("--\(boundary)".utf8))
    if !isWhole { isCut = true }
    for piece in pieces {
      guard parts.count < Self.mostParts else { throw .damaged("the MHTML file (too many parts)") }
      guard let header = HeaderFields(piece, at: piece.startIndex) else { continue }
      let content = piece[header.end...]
      let kind = header.contentType ?? "text/plain"
      if kind.hasPrefix("multipart/") {
        if depth < Self.deepest {
          var inner: String?
          try read(content, header, depth: depth + 1, start: &inner)
        }
        continue
      }
      parts.append(Self.part(content, header))
    }
  }

  private static func part(_ content: ArraySlice<UInt8>, _ header: HeaderFields) -> Part {
    let decoded =
      switch header["content-transfer-encoding"]?.lowercased() {
      case "quoted-printable": TransferCoding.quotedPrintable(content)
      case "base64": TransferCoding.base64(content)
      default: Array(content)
      }
    return Part(
      contentType: header.contentType ?? "text/plain",
      charset: header.contentTypeParameter("charset"),
      location: header["content-location"],
      id: header["content-id"].map(withoutBrackets), bytes: decoded)
  }

  /// What stands between the boundary lines; what a cut file holds of the last one too.
  private static func pieces(
    of body: ArraySlice<UInt8>, boundary: [UInt8]
  ) -> (pieces: [ArraySlice<UInt8>], isWhole: Bool) {
    var pieces: [ArraySlice<UInt8>] = []
    var begin: Int?
    var index = body.startIndex
    while index < body.endIndex {
      let line = HeaderFields.line(body, at: index) ?? (index..<body.endIndex, body.endIndex)
      if body[line.range].starts(with: boundary) {
        // The line end before a boundary belongs to it.
        if let begin {
          pieces.append(body[begin..<endOfLine(before: index, in: body, from: begin)])
        }
        if body[line.range].dropFirst(boundary.count).starts(with: [0x2d, 0x2d]) {
          return (pieces, true)
        }
        begin = line.next
      }
      index = line.next
    }
    if let begin { pieces.append(body[begin...]) }
    return (pieces, false)
  }

  private static func endOfLine(
    before index: Int, in body: ArraySlice<UInt8>, from begin: Int
  ) -> Int {
    guard index > begin, body[index - 1] == 0x0a else { return index }
    return index - 1 > begin && body[index - 2] == 0x0d ? index - 2 : index - 1
  }

  private static func withoutBrackets(_ id: String) -> String {
    id.hasPrefix("<") && id.hasSuffix(">") ? String(id.dropFirst().dropLast()) : id
  }

  /// One file of several parts, their bytes as they are; the first is the page.
  ///
  /// - Parameter boundary: must stand nowhere in the parts; made of their digest, it does not.
  package static func compose(_ parts: [Part], boundary: String) -> [UInt8] {
    var file = Array(
      "MIME-Version: 1.0\r\nContent-Type: \(contentType); type=\"text/html\"; boundary=\"\(boundary)\"\r\n\r\n"
        .utf8)
    for part in parts {
      file += Array("--\(boundary)\r\nContent-Type: \(part.contentType)\r\n".utf8)
      file += Array("Content-Transfer-Encoding: binary\r\n".utf8)
      if let location = part.location { file += Array("Content-Location: \(location)\r\n".utf8) }
      file += Array("\r\n".utf8) + part.bytes + Array("\r\n".utf8)
    }
    return file + Array("--\(boundary)--\r\n".utf8)
  }
}
