// HTTPResponse.swift — a response as it came over the wire → its status, header and body.

/// What a WARC file keeps of a visit: `HTTP/1.1 200 OK`, a header, a body.
///
/// Source: RFC 9110 and RFC 9112.
package struct HTTPResponse: Sendable {
  package let status: Int
  package let header: HeaderFields
  private let content: ArraySlice<UInt8>

  /// nil when `bytes` are no response.
  package init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Array("HTTP/".utf8)),
      let line = HeaderFields.line(bytes[...], at: 0)
    else { return nil }
    let words = String(decoding: bytes[line.range], as: UTF8.self).split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]),
      let header = HeaderFields(bytes[...], at: line.next, isLenient: true)
    else { return nil }
    self.status = status
    self.header = header
    content = bytes[header.end...]
  }

  /// Why the body is not all that the server had to send; nil when it is, or nobody can tell.
  package var cut: String? {
    if isChunked {
      return TransferCoding.chunked(content)?.isWhole == false ? "its last chunk is missing" : nil
    }
    let isCoded = content.starts(with: [0x1f, 0x8b])
    guard header["content-encoding"].map({ $0 == "identity" || isCoded }) ?? true,
      let length = header["content-length"].flatMap({ Int($0) }), content.count < length
    else { return nil }
    return "\(content.count) of \(length) bytes were received"
  }

  private var isChunked: Bool {
    header["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true
  }

  /// The body, without the codings it was sent in.
  ///
  /// Crawlers may have undone a coding and left its name in the header: what does not look coded
  /// is taken as it is.
  package func body(limit: Int) throws(ContainerError) -> [UInt8] {
    var body = content
    if isChunked, let joined = TransferCoding.chunked(body) { body = joined.bytes[...] }
    let codings = (header["content-encoding"] ?? "").lowercased().split(separator: ",")
    for coding in codings.reversed().map({ $0.filter { $0 != " " } }) {
      switch coding {
      case "gzip", "x-gzip":
        guard body.starts(with: [0x1f, 0x8b]) else { continue }
        body = try Inflate.bytes(of: body, .gzip, limit: limit, what: "the body").bytes[...]
      case "deflate":
        // Some servers leave out the frame that the name stands for.
        if let framed = try Self.inflated(body, .zlib, limit: limit) {
          body = framed[...]
        } else if let bare = try Self.inflated(body, .bare, limit: limit) {
          body = bare[...]
        }
      case "identity", "": continue
      default:
        // Brotli and Zstandard: text is legible, what they make of it is not.
        if body.prefix(512).contains(where: { $0 == 0x3c }),
          body.prefix(512).allSatisfy({ $0 != 0 })
        {
          continue
        }
        throw .unsupported("a body in the coding \(coding)")
      }
    }
    if body.count > limit { throw .tooLarge("the body", limit: limit) }
    return Array(body)
  }

  /// Nil for what is not so framed; what is and holds too much is an error.
  private static func inflated(
    _ body: ArraySlice<UInt8>, _ frame: Inflate.Frame, limit: Int
  ) throws(ContainerError) -> [UInt8]? {
    do {
      return try Inflate.bytes(of: body, frame, limit: limit).bytes
    } catch .tooLarge {
      throw .tooLarge("the body", limit: limit)
    } catch {
      return nil
    }
  }
}
