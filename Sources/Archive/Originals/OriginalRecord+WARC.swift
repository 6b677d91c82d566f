// OriginalRecord+WARC.swift — a record as the bytes of a WARC/1.1 file, and back.

extension OriginalRecord {
  /// The longest header, in bytes.
  static let headerLimit = 1 << 16
  private static let version = "WARC/1.1"
  private static let end = Array("\r\n\r\n".utf8)
  /// No record decompresses to more bytes than this.
  static let byteLimit = headerLimit + blockLimit + 4

  /// The record as one gzip member, ready to be appended. May run on any thread.
  package func member() throws(OriginalError) -> [UInt8] {
    guard block.count <= Self.blockLimit else {
      throw .blockTooLarge(byteCount: block.count, limit: Self.blockLimit)
    }
    return try GzipMember.compress([header(), block, Self.end])
  }

  private func header() throws(OriginalError) -> [UInt8] {
    guard Self.isDate(date) else { throw .invalidField(name: "WARC-Date", value: date) }
    var header = Array("\(Self.version)\r\n".utf8)
    header += try Field("WARC-Type", kind.rawValue).line()
    header += try Field("WARC-Record-ID", "<\(id)>").line()
    header += try Field("WARC-Date", date).line()
    if let targetURI { header += try Field("WARC-Target-URI", targetURI).line() }
    if let refersTo { header += try Field("WARC-Refers-To", "<\(refersTo)>").line() }
    header += try Field("WARC-Block-Digest", "sha256:\(digest)").line()
    if kind == .resource {
      header += try Field("WARC-Payload-Digest", "sha256:\(digest)").line()
    }
    header += try Field("Content-Type", contentType).line()
    header += try Field("Content-Length", String(block.count)).line()
    for field in fields {
      guard WARCName(rawValue: field.name.lowercased()) == nil else {
        throw .invalidField(name: field.name, value: field.value)
      }
      header += try field.line()
    }
    guard header.count <= Self.headerLimit - 2 else {
      throw .invalidField(name: "WARC header", value: "\(header.count) bytes")
    }
    return header + "\r\n".utf8
  }

  /// Reads the record that `bytes`, one whole decompressed member, holds, and checks its digest.
  init(warc bytes: [UInt8]) throws(OriginalDamage) {
    var known: [WARCName: String] = [:]
    var further: [Field] = []
    var lines = WARCLines(bytes: bytes)
    guard let first = lines.next(), first.elementsEqual(Self.version.utf8) else {
      throw .warcHeader
    }
    while let line = lines.next(), !line.isEmpty {
      guard let field = Field(line: line) else { throw .warcHeader }
      if let name = WARCName(rawValue: field.name.lowercased()) {
        guard known.updateValue(field.value, forKey: name) == nil else { throw .warcHeader }
      } else {
        further.append(field)
      }
    }
    guard let kind = known[.type].flatMap(Kind.init), let id = known[.recordID],
      let date = known[.date], let contentType = known[.contentType],
      let digest = known[.blockDigest], digest.hasPrefix("sha256:"),
      let stated = SHA256Digest(hex: digest.dropFirst(7)),
      let length = known[.contentLength].flatMap({ Int($0) }), lines.isAtBlock
    else { throw .warcHeader }
    guard length >= 0, bytes.count - lines.offset - Self.end.count == length,
      bytes.suffix(Self.end.count).elementsEqual(Self.end)
    else { throw .blockLength }
    let block = Array(bytes[lines.offset..<(lines.offset + length)])
    guard SHA256Digest(of: block) == stated else { throw .digest }
    self.init(
      kind: kind, id: Self.unbracketed(id), targetURI: known[.targetURI], date: date,
      contentType: contentType, refersTo: known[.refersTo].map(Self.unbracketed), fields: further,
      digest: stated, block: block)
  }

  private static func unbracketed(_ uri: String) -> String {
    uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
  }

  /// Shaped like `2024-01-31T08:05:00Z`.
  private static func isDate(_ text: String) -> Bool {
    let shape = Array("0000-00-00T00:00:00Z".utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return text.utf8.count == shape.count
      && zip(text.utf8, shape).allSatisfy {
        $1 == UInt8(ascii: "0") ? digits.contains($0) : $0 == $1
      }
  }
}

/// The header fields that have a property of their own, in lower case.
private enum WARCName: String {
  case type = "warc-type"
  case recordID = "warc-record-id"
  case date = "warc-date"
  case targetURI = "warc-target-uri"
  case refersTo = "warc-refers-to"
  case blockDigest = "warc-block-digest"
  case payloadDigest = "warc-payload-digest"
  case contentType = "content-type"
  case contentLength = "content-length"
}

/// The lines of a WARC header, each ended by CR LF; after the empty one, the block.
private struct WARCLines {
  let bytes: [UInt8]
  private(set) var offset = 0
  private(set) var isAtBlock = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> ArraySlice<UInt8>? {
    let window = bytes[offset..<min(bytes.count, OriginalRecord.headerLimit)]
    guard let end = window.firstIndex(of: UInt8(ascii: "\n")), end > offset,
      bytes[end - 1] == UInt8(ascii: "\r")
    else { return nil }
    let line = bytes[offset..<(end - 1)]
    offset = end + 1
    isAtBlock = line.isEmpty
    return line
  }
}

extension OriginalRecord.Field {
  /// The field as a line of a header or a block.
  ///
  /// Error: `invalidField` for a name that is no token, and for a value with control characters
  /// (a line break would begin another field) or with blanks at its ends.
  func line() throws(OriginalError) -> [UInt8] {
    let isToken = !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
    let isPlain = value.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7f...0x9f, 0x2028, 0x2029: false
      default: true
      }
    }
    guard isToken, isPlain, value.first != " ", value.last != " " else {
      throw .invalidField(name: name, value: value)
    }
    return Array("\(name): \(value)\r\n".utf8)
  }

  /// Reads `name: value`, with or without its CR; `nil` where there is no name.
  init?(line: ArraySlice<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(Self.isTokenByte)
    else { return nil }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    let rest = line[(colon + 1)...].drop(while: isBlank)
    let last = rest.lastIndex { !isBlank($0) }
    self.init(
      String(decoding: line[..<colon], as: UTF8.self),
      String(decoding: last.map { rest[...$0] } ?? [], as: UTF8.self))
  }

  /// Source: RFC 9110, §5.6.2.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
