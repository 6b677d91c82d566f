// Understanding.swift — an original as it is kept → what Andu reads in it.
import Extraction
internal import FoundationEssentials
import SystemPackage

/// A document as understood from one original; made anew by every `reindex`.
struct UnderstoodOriginal: Sendable {
  var id: String
  var savedAs: String
  var contentType: String
  var document: OfficialDocument
}

/// Reads originals: pages and texts by extraction, imported lines as they are.
///
/// All that matters is in the original's record, so that adding a page and rebuilding
/// from its record give the same document.
struct Understanding: Sendable {
  static let jsonType = "application/json"
  static let savedAsField = "Andu-Saved-As"

  private let extractor = PageExtractor()

  /// The original of a page or a text, before it has been read.
  static func original(
    of bytes: [UInt8], options: ExtractionOptions, path: FilePath?, url: String?, date: String
  ) -> OriginalRecord {
    let form = options.form ?? PageExtractor.form(of: bytes)
    var contentType = form == .html ? "text/html" : "text/plain"
    if let encoding = options.encoding { contentType += "; charset=\(encoding)" }
    let place =
      path.map { OriginalRecord.fileURI((try? FileSystem.absolute($0)) ?? $0) }
      ?? "file:///dev/stdin"
    return OriginalRecord(
      kind: .resource, targetURI: url ?? place, date: date, contentType: contentType,
      fields: [.init(savedAsField, place)], block: bytes)
  }

  func read(_ original: OriginalRecord, explains: Bool = false) throws -> UnderstoodOriginal {
    let savedAs = original.fields.first { $0.name == Self.savedAsField }?.value
    if original.contentType == Self.jsonType {
      let imported = try ImportedDocument(line: original.block)
      return UnderstoodOriginal(
        id: imported.id
          ?? Self.id(
            imported.document.url.map { Array(Self.withoutFragment($0).utf8) } ?? original.block),
        savedAs: savedAs ?? "", contentType: original.contentType,
        document: imported.document)
    }
    var options = ExtractionOptions()
    let type = original.contentType.split(separator: ";")
    options.form = type.first == "text/plain" ? .plainText : .html
    if let charset = type.dropFirst().first?.split(separator: "=").last {
      options.encoding = String(charset)
    }
    options.explains = explains
    var document = try extractor.extract(original.block, options: options)
    if let target = original.targetURI, target.hasPrefix("http"), document.url == nil {
      document.url = target
      document.evidence.append(Evidence(field: "url", value: target, origin: "given when added"))
    }
    let identity = document.url.map { Array(Self.withoutFragment($0).utf8) } ?? original.block
    return UnderstoodOriginal(
      id: Self.id(identity), savedAs: savedAs.map(Self.path) ?? "",
      contentType: original.contentType, document: document)
  }

  /// 64 bits of the SHA-256 of what makes a document itself: its URL, or its first bytes.
  private static func id(_ identity: [UInt8]) -> String {
    String(SHA256Digest(of: identity).description.prefix(16))
  }

  private static func withoutFragment(_ url: String) -> String {
    String(url.prefix { $0 != "#" })
  }

  /// The path in a file URI, as people write it.
  private static func path(_ uri: String) -> String {
    guard uri.hasPrefix("file://") else { return uri }
    var bytes: [UInt8] = []
    var rest = Array(uri.utf8.dropFirst(7))[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
