// OriginalRecord.swift — one WARC record: the bytes of a saved page, or what happened to it.
internal import Containers
package import SystemPackage

/// One record of the archive's WARC files: a block of bytes and the header that describes it.
///
/// Source: ISO 28500:2017 (WARC/1.1), §§ 5 and 6; GB/T 33994—2017 is its predecessor's translation.
package struct OriginalRecord: Sendable, Hashable {
  /// The `WARC-Type`s Andu writes.
  package enum Kind: String, Sendable, Hashable {
    /// Describes the file it stands first in.
    case warcinfo
    /// The bytes of a saved page, or one imported line.
    case resource
    /// A page as a server sent it, with the header of HTTP, from someone else's WARC file.
    case response
    /// What a program made of the record before it, whose format Andu does not read.
    case conversion
    /// Something that happened to a resource, such as its removal.
    case metadata
  }

  /// Whether the record is that of a document.
  package var isDocument: Bool { kind == .resource || kind == .response }

  /// A named field, of the header or of an `application/warc-fields` block.
  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: String
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The largest block, in bytes.
  package static let blockLimit = 256 << 20
  package static let fieldsContentType = "application/warc-fields"

  package let kind: Kind
  /// `urn:uuid:…`, different for every record ever written.
  package let id: String
  /// ASCII, percent-encoded.
  package let targetURI: String?
  /// UTC, `yyyy-MM-ddTHH:mm:ssZ`.
  package let date: String
  /// Media type of the block.
  package let contentType: String
  /// The `id` of the record that a metadata or conversion record is about.
  package let refersTo: String?
  /// Further header fields, in order.
  package let fields: [Field]
  /// SHA-256 of the block.
  package let digest: SHA256Digest
  package let block: [UInt8]
}

extension OriginalRecord {
  /// A new record with an `id` of its own. What is not allowed in a URI is percent-encoded in
  /// `targetURI`; the other values are checked when the record is written.
  package init(
    kind: Kind, targetURI: String?, date: String, contentType: String, refersTo: String? = nil,
    fields: [Field] = [], block: [UInt8]
  ) {
    self.init(
      kind: kind, id: Self.randomID(), targetURI: targetURI.map(Self.percentEncoded), date: date,
      contentType: contentType, refersTo: refersTo, fields: fields,
      digest: SHA256Digest(of: block), block: block)
  }

  /// A record of something that happened to `resource`, told by named fields.
  package static func event(
    about resource: OriginalRecord, date: String, _ fields: [Field]
  ) throws(OriginalError) -> OriginalRecord {
    OriginalRecord(
      kind: .metadata, targetURI: resource.targetURI, date: date, contentType: fieldsContentType,
      refersTo: resource.id, block: try block(of: fields))
  }

  /// The record that a file of this name begins with.
  ///
  /// - Parameter archive: the id of the archive that the file is part of.
  static func information(
    file: String, software: String, date: String, archive: String? = nil
  ) throws(OriginalError) -> OriginalRecord {
    var information: [Field] = [
      .init("software", software), .init("format", "WARC file version 1.1"),
      .init(
        "conformsTo",
        "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
    ]
    if let archive { information.append(.init(partOf, archive)) }
    return OriginalRecord(
      kind: .warcinfo, targetURI: nil, date: date, contentType: fieldsContentType,
      fields: [.init("WARC-Filename", file)], block: try block(of: information))
  }

  /// Source: ISO 28500:2017, §6.2, “isPartOf”.
  private static let partOf = "isPartOf"

  /// The id of the archive that a warcinfo record says its file is part of.
  var archive: String? {
    kind == .warcinfo ? blockFields.first { $0.name == Self.partOf }?.value : nil
  }

  /// The same record under another target; unchanged when `uri` is nil.
  package func relocated(to uri: String?) -> OriginalRecord {
    guard let uri else { return self }
    return OriginalRecord(
      kind: kind, id: id, targetURI: Self.percentEncoded(uri), date: date,
      contentType: contentType, refersTo: refersTo, fields: fields, digest: digest, block: block)
  }

  /// The same record with a further header field.
  func adding(_ field: Field) -> OriginalRecord {
    OriginalRecord(
      kind: kind, id: id, targetURI: targetURI, date: date, contentType: contentType,
      refersTo: refersTo, fields: fields + [field], digest: digest, block: block)
  }

  /// An `application/warc-fields` block.
  package static func block(of fields: [Field]) throws(OriginalError) -> [UInt8] {
    var block: [UInt8] = []
    for field in fields { block += try field.line() }
    return block
  }

  /// The named fields of an `application/warc-fields` block; empty for any other block.
  package var blockFields: [Field] {
    guard contentType == Self.fieldsContentType else { return [] }
    return block.split(separator: UInt8(ascii: "\n")).compactMap { Field(line: $0) }
  }

  /// The `file:` URI of an absolute path.
  package static func fileURI(_ path: FilePath) -> String {
    "file://" + percentEncoded(path.string, and: fileReserved)
  }

  /// `uri` with every byte that may not stand in a URI as `%XX`; what is already so stays.
  ///
  /// Source: RFC 3986, §2.1; RFC 3987, §3.1 for characters beyond ASCII.
  package static func percentEncoded(_ uri: String) -> String {
    percentEncoded(uri, and: [])
  }

  private static let forbidden = Set("\"<>\\^`{|} ".utf8)
  /// What has a meaning in a URI, and so may not stand plainly in a path.
  private static let fileReserved = Set("?#%".utf8)

  private static func percentEncoded(_ uri: String, and reserved: Set<UInt8>) -> String {
    let bytes = Array(uri.utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count)
    for (offset, byte) in bytes.enumerated() {
      let isPlain =
        byte == UInt8(ascii: "%")
        ? bytes.count - offset > 2
          && bytes[(offset + 1)...(offset + 2)].allSatisfy { Hexadecimal.value(of: $0) != nil }
        : (0x21...0x7e).contains(byte) && !forbidden.contains(byte)
      if isPlain && !reserved.contains(byte) {
        encoded.append(byte)
      } else {
        encoded += "%\(Hexadecimal.text(of: [byte]).uppercased())".utf8
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// A random (version 4) UUID as a URN. Source: RFC 9562, §5.4.
  static func randomID() -> String {
    var generator = SystemRandomNumberGenerator()
    let high = generator.next() & ~0xf000 | 0x4000
    let low = generator.next() & ~(0b11 << 62) | 0b10 << 62
    let bytes = [high, low].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
    return "urn:uuid:"
      + [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hexadecimal.text(of: bytes[$0]) }
      .joined(separator: "-")
  }
}
