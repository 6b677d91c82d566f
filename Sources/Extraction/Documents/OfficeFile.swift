// OfficeFile.swift — the bytes of an office document → which kind it is → document.
import Containers

/// DOCX and OFD are read here, PDF, ODT and the Word format of old by programs of the system.
struct OfficeFile {
  let form: ExtractionOptions.Form
  private let bytes: [UInt8]
  private let archive: ZipArchive?

  /// nil: no office document that Andu reads.
  init?(_ bytes: [UInt8]) throws(ExtractionError) {
    self.bytes = bytes
    if bytes.starts(with: ZipArchive.signature) {
      do {
        archive = try ZipArchive(bytes)
      } catch {
        throw .container(error)
      }
      guard let archive else { return nil }
      if WordDocument.isWord(archive) {
        form = .docx
      } else if OFDDocument.isOFD(archive) {
        form = .ofd
      } else if Self.isOpenText(archive) {
        form = .doc
      } else {
        return nil
      }
    } else {
      archive = nil
      if Self.isPDF(bytes) {
        form = .pdf
      } else if bytes.starts(with: Self.compound),
        bytes.firstRange(ofLowercased: Self.wordStream) != nil
      {
        form = .doc
      } else if bytes.starts(with: Self.compound),
        bytes.firstRange(ofLowercased: Self.lockedStream) != nil
      {
        throw .notConverted("a Word, Excel or PowerPoint file", why: Self.locked)
      } else if ExternalConverter.isRichText(bytes) || ExternalConverter.isFlatWord(bytes) {
        form = .doc
      } else {
        return nil
      }
    }
  }

  private static let pdf = Array("%PDF-".utf8)
  /// So far from the start the mark of a PDF file may stand; servers put a byte order mark or empty
  /// lines before it. Source: Adobe PDF Reference 1.7, appendix H, note 13.
  private static let longestLead = 1024

  private static func isPDF(_ bytes: [UInt8]) -> Bool {
    let lead = bytes.prefix(longestLead).prefix {
      $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF
    }
    return bytes[lead.endIndex...].starts(with: pdf)
  }

  /// Source: MS-CFB 2.2.
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The stream that Word's files have (MS-DOC 2.1), in UTF-16, as it is searched for.
  private static let wordStream = "worddocument".utf8.flatMap { [$0, 0 as UInt8] }
  /// The stream that holds a DOCX, XLSX or PPTX file with a password (MS-OFFCRYPTO 1.3.2).
  private static let lockedStream = "encryptedpackage".utf8.flatMap { [$0, 0 as UInt8] }
  static let locked = "it is locked by a password; save it without one"

  static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

  static let openType = "application/vnd.oasis.opendocument.text"

  /// A text of OpenDocument (ODT) or a template of one. Source: ODF 1.3, part 2, 3.3 (mimetype).
  private static func isOpenText(_ archive: ZipArchive) -> Bool {
    guard let entry = archive.entry(named: "mimetype"),
      let type = try? archive.bytes(of: entry, limit: 256)
    else { return false }
    let name = String(decoding: type, as: UTF8.self).trimmed
    return name == openType || name == openType + "-template"
  }

  /// The media type of the bytes.
  var contentType: String {
    switch form {
    case .docx: Self.wordType
    case .ofd: "application/ofd"
    case .pdf: "application/pdf"
    default: archive == nil ? "application/msword" : Self.openType
    }
  }

  func document(_ options: ExtractionOptions) throws(ExtractionError) -> OfficialDocument {
    if form == .docx || form == .ofd {
      return Self.document(try Self.text(of: archive, form), options)
    }
    let conversion: Conversion
    if let known = options.conversion {
      conversion = known
    } else if form == .pdf {
      conversion = try ExternalConverter.conversion(ofPDF: bytes)
    } else {
      conversion = try ExternalConverter.conversion(ofWord: bytes)
    }
    var document = try Self.document(of: conversion, options)
    document.conversion = conversion
    return document
  }

  private static func document(
    of conversion: Conversion, _ options: ExtractionOptions
  ) throws(ExtractionError) -> OfficialDocument {
    switch conversion.contentType {
    case wordType:
      guard let file = try OfficeFile(conversion.bytes), file.form == .docx else {
        return document(DocumentText(), options)
      }
      return try file.document(options)
    case "text/plain":
      return document(
        DocumentText(
          lines: ExternalConverter.plainLines(conversion.bytes),
          truncated: "antiword leaves automatic numbers out; libreoffice-writer gives them"),
        options)
    default:
      let file: PDFPages
      do { file = try PDFPages(conversion.bytes) } catch { throw .container(error) }
      // A document of its own, or a page that a browser printed.
      if let print = BrowserPrint(file) { return print.document(options) }
      return document(PrintedDocument.read(file.pages.map(\.rows)), options)
    }
  }

  private static func document(
    _ text: DocumentText, _ options: ExtractionOptions
  ) -> OfficialDocument {
    var document = PlainTextReader.read(text.lines, options)
    document.parts = DocumentPart.parts(of: document)
    document.evidence += text.evidence
    document.truncated = text.truncated
    return document
  }

  private static func text(
    of archive: ZipArchive?, _ form: ExtractionOptions.Form
  ) throws(ExtractionError) -> DocumentText {
    guard let archive else { return DocumentText() }
    do {
      return form == .docx ? try WordDocument.read(archive) : try OFDDocument.read(archive)
    } catch {
      throw .container(error)
    }
  }
}
