// Understanding.swift — an original as it is kept → what Andu reads in it.
internal import Containers
import Extraction
internal import FoundationEssentials
import SearchIndex
import SystemPackage

/// A document as understood from one original; made anew by every `reindex`.
struct UnderstoodOriginal: Sendable {
  var id: String
  var savedAs: String
  var contentType: String
  var document: OfficialDocument
  /// Its text as copies of it are looked for; nil for what is not compared.
  let text: LikenessFinder.Prepared?
  /// How far it is an article.
  let standing: Standing

  init(
    id: String, savedAs: String, contentType: String, document: OfficialDocument, isCutShort: Bool
  ) {
    self.id = id
    self.savedAs = savedAs
    self.contentType = contentType
    self.document = document
    text =
      document.kind == .article
      ? LikenessFinder.Prepared(FoldedLetters(document.paragraphs.map(\.text))) : nil
    let isArticle = document.kind == .article && !document.paragraphs.isEmpty
    standing = !isArticle ? .noArticle : isCutShort ? .cutShort : .article
  }
}

/// Reads originals: pages and texts by extraction, imported lines as they are.
///
/// All that matters is in the original's record, so that adding a page and rebuilding
/// from its record give the same document.
struct Understanding: Sendable {
  static let jsonType = "application/json"
  static let responseType = "application/http"
  static let savedAsField = "Andu-Saved-As"
  static let savedAtField = "Andu-Saved-At"
  static let programField = "Andu-Converter"
  /// As whoever fetched it wrote it: `length`, `time`, `disconnect`. Source: ISO 28500:2017, 5.13.
  static let cutField = "WARC-Truncated"
  /// Of a version that came from another archive and is older than the one that was here.
  static let olderField = OriginalRecord.Field("Andu-Version", "older")

  private let extractor = PageExtractor()

  /// The original of a page or a text, before it has been read; nil for a page that goes into
  /// the original of another, which it continues.
  static func original(
    of page: ArchiveWriter.Page, date: String
  ) throws -> OriginalRecord? {
    if case .document(let kept, _)? = page.kept { return kept }
    var bytes =
      try page.bytes ?? FileSystem.read(page.path ?? "", limit: page.options.maximumSize)
    if isBlank(bytes) { throw ExtractionError.empty }
    let file =
      page.path.map { OriginalRecord.fileURI((try? FileSystem.absolute($0)) ?? $0) }
      ?? "file:///dev/stdin"
    let place = page.inner.map { "\(file)#\(OriginalRecord.percentEncoded($0))" } ?? file
    var contentType = page.contentType ?? PageExtractor.contentType(of: bytes, page.options)
    let folder = page.folder ?? (page.bytes == nil ? page.path.map(PageFolder.init(of:)) : nil)
    if let folder, contentType == "text/html" {
      switch try folder.bundle(bytes, limit: page.options.maximumSize) {
      case .belongsToOther: return nil
      case .alone: break
      case .bundle(let file):
        bytes = file
        contentType = MultipartFile.contentType
      }
    }
    if let encoding = page.options.encoding { contentType += "; charset=\(encoding)" }
    var fields: [OriginalRecord.Field] = [.init(savedAsField, place)]
    if let savedAt = page.savedAt { fields.append(.init(savedAtField, savedAt)) }
    if let cut = page.cut { fields.append(.init(cutField, cut)) }
    return OriginalRecord(
      kind: page.contentType == responseType ? .response : .resource,
      targetURI: page.url ?? place, date: date, contentType: contentType, fields: fields,
      block: bytes)
  }

  /// Whether there is nothing in a file but blanks and ends of lines.
  private static func isBlank(_ bytes: [UInt8]) -> Bool {
    let isWide = bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
    if isWide { return bytes.dropFirst(2).allSatisfy { $0 == 0 || blanks.contains($0) } }
    // The first byte decides for nearly every file.
    guard bytes.allSatisfy({ blanks.contains($0) || wideBlanks.contains($0) }) else { return false }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0 == "\u{feff}"
    }
  }

  private static let blanks = Set(" \t\n\u{b}\u{c}\r".utf8)
  /// The bytes of U+3000, U+00A0 and the byte order mark.
  private static let wideBlanks = Set("\u{3000}\u{a0}\u{feff}".utf8)

  /// What a program made of an original, to be kept right behind it.
  ///
  /// Source: ISO 28500:2017, 6.8.
  static func record(of conversion: Conversion, from original: OriginalRecord) -> OriginalRecord {
    OriginalRecord(
      kind: .conversion, targetURI: original.targetURI, date: original.date,
      contentType: conversion.contentType, refersTo: original.id,
      fields: [.init(programField, conversion.program)], block: conversion.bytes)
  }

  private static func conversion(_ record: OriginalRecord) -> Conversion {
    Conversion(
      contentType: record.contentType,
      program: record.fields.first { $0.name == programField }?.value ?? "", bytes: record.block)
  }

  /// - Parameters:
  ///   - conversion: the conversion record of the original, if it has one.
  ///   - isChecked: a line of JSON is refused where something in it would be lost; what the archive
  ///     keeps has been let in.
  ///   - limit: the most bytes of a page; what the archive keeps has been let in.
  func read(
    _ original: OriginalRecord, conversion: OriginalRecord? = nil, explains: Bool = false,
    takesAllLines: Bool = false, isChecked: Bool = false, limit: Int = OriginalRecord.blockLimit
  ) throws -> UnderstoodOriginal {
    let savedAs = original.fields.first { $0.name == Self.savedAsField }?.value
    if original.contentType == Self.jsonType {
      let imported = try ImportedDocument(line: original.block)
      if isChecked { try imported.check() }
      let document = imported.document
      return UnderstoodOriginal(
        id: imported.id ?? document.url.map(Self.id(ofAddress:)) ?? Self.id(original.block),
        savedAs: savedAs ?? "", contentType: original.contentType, document: document,
        isCutShort: document.truncated != nil)
    }
    var options = ExtractionOptions()
    (options.explains, options.takesAllLines) = (explains, takesAllLines)
    options.maximumSize = limit
    var (document, isCutShort) = try extract(original, conversion, options)
    if let cut = original.fields.first(where: { $0.name == Self.cutField })?.value {
      document.truncated = document.truncated ?? "it was cut when it was fetched (\(cut))"
      isCutShort = true
    }
    let savedAt = original.fields.first { $0.name == Self.savedAtField }?.value
    document.setSaved(at: savedAt, origin: "WARC-Date")
    return UnderstoodOriginal(
      id: document.url.map(Self.id(ofAddress:)) ?? Self.id(original.block),
      savedAs: savedAs.map(FileURI.path) ?? "",
      contentType: original.contentType, document: document, isCutShort: isCutShort)
  }

  /// The document, and whether the page was cut short. What a program leaves out of an office
  /// document does not count as that: another program may give it.
  private func extract(
    _ original: OriginalRecord, _ conversion: OriginalRecord?, _ given: ExtractionOptions
  ) throws -> (OfficialDocument, isCutShort: Bool) {
    var options = given
    options.conversion = conversion.map(Self.conversion)
    options.address = original.targetURI.flatMap { $0.hasPrefix("http") ? $0 : nil }
    var block = original.block
    var cut: String?
    var isMarkup = false
    let type = original.contentType.split(separator: ";")
    if let charset = type.dropFirst().first?.split(separator: "=").last {
      options.encoding = String(charset)
    }
    switch type.first {
    case "text/plain": options.form = .plainText
    case "text/markdown": options.form = .markdown
    case "text/html", "application/xhtml+xml":
      options.form = .html
      isMarkup = true
    case "application/http":
      guard let response = HTTPResponse(block) else {
        throw ContainerError.damaged("the HTTP response")
      }
      block = try response.body(limit: options.maximumSize)
      cut = response.cut
      options.declaredEncoding = response.header.contentTypeParameter("charset")
      let kind = response.header.contentType
      if kind == "text/plain" { options.form = .plainText }
      isMarkup = Self.markupTypes.contains(kind ?? "")
    default: break
    }
    var document = try extractor.extract(block, options: options)
    document.truncated = document.truncated ?? cut
    if original.kind == .response, let address = options.address {
      document.setAddress(address, origin: "WARC-Target-URI")
    }
    if type.first == Substring(MultipartFile.contentType) {
      return (document, document.truncated != nil)
    }
    guard isMarkup else { return (document, false) }
    let isWide = document.encoding.hasPrefix("UTF-16") || document.encoding.hasPrefix("UTF-32")
    let page = isWide ? block.filter { $0 != 0 } : block
    return (document, document.truncated != nil || Standing.isCutShort(page))
  }

  private static let markupTypes: Set<String> = ["text/html", "application/xhtml+xml"]

  /// 64 bits of the SHA-256 of what makes a document itself: its URL, or its first bytes.
  private static func id(_ identity: [UInt8]) -> String {
    String(SHA256Digest(of: identity).description.prefix(16))
  }

  static func id(ofAddress address: String) -> String { id(of: withoutFragment(address)) }

  static func id(of identity: String) -> String { id(Array(identity.utf8)) }

  private static func withoutFragment(_ url: String) -> String {
    String(url.prefix { $0 != "#" })
  }
}
