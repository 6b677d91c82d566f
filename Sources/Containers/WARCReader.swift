// WARCReader.swift — a WARC file that someone else wrote → its records, one at a time.

/// Reads the records of a WARC file forward, gzipped or not.
///
/// What Andu writes itself is read by the archive, which checks more. Source: ISO 28500:2017,
/// §§ 4–6; versions 0.18 to 1.1.
package struct WARCReader {
  package struct Record: Sendable {
    package let header: HeaderFields
    package let block: [UInt8]

    /// `response`, `resource`, `request` …
    package var kind: String { header["warc-type"]?.lowercased() ?? "" }
    package var targetURI: String? {
      header["warc-target-uri"].map { uri in
        // WARC/1.0 files have it in brackets now and then.
        uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
      }
    }
    /// When it was fetched: `yyyy-MM-ddTHH:mm:ssZ`.
    package var date: String? { header["warc-date"] }
    package var contentType: String? { header.contentType }
  }

  private let stream: ByteStream
  private let limit: Int
  /// Records whose blocks were not read, by what they are: `request`, `revisit`.
  package private(set) var passedOver: [String: Int] = [:]

  /// - Parameter limit: longer blocks are passed over, in bytes.
  package init(_ stream: ByteStream, limit: Int) {
    self.stream = stream
    self.limit = limit
  }

  /// The next record of a kind that is wanted; nil at the end.
  ///
  /// Error: `damaged` where no record begins, or one ends early; nothing can be read beyond it.
  package mutating func next(
    _ wanted: (HeaderFields) -> Bool
  ) throws(ContainerError) -> Record? {
    while let header = try nextHeader() {
      guard let text = header["content-length"], let length = Int(text), length >= 0 else {
        throw damaged("a record without a length")
      }
      guard length <= limit, wanted(header) else {
        let kind = length > limit ? "over \(limit >> 20) MB" : header["warc-type"] ?? "unknown"
        passedOver[kind, default: 0] += 1
        guard try stream.skip(length) else { throw damaged("the last record") }
        continue
      }
      let block = try stream.read(length)
      guard block.count == length else { throw damaged("the last record") }
      return Record(header: header, block: block)
    }
    return nil
  }

  private func nextHeader() throws(ContainerError) -> HeaderFields? {
    // Two empty lines end a record; some writers leave more.
    var first: [UInt8]?
    repeat {
      first = try stream.line(limit: HeaderFields.longest)
    } while first?.allSatisfy {
      $0 == 0x0a || $0 == 0x0d
    } == true
    guard let first else { return nil }
    guard first.starts(with: Array("WARC/".utf8)) else { throw damaged("what follows a record") }
    var bytes: [UInt8] = []
    while let line = try stream.line(limit: HeaderFields.longest) {
      bytes += line
      if line.allSatisfy({ $0 == 0x0a || $0 == 0x0d }) { break }
      if bytes.count > HeaderFields.longest { throw damaged("a header") }
    }
    guard let header = HeaderFields(bytes[...], at: 0) else { throw damaged("a header") }
    return header
  }

  private func damaged(_ what: String) -> ContainerError {
    .damaged("the WARC file, \(what) before byte \(stream.offset),")
  }
}
