// OfficeFile.swift — the bytes of an office document → which kind it is → document.
import Containers

/// DOCX and OFD are read here, PDF and the Word format of old by programs of the system.
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
      } else {
        return nil
      }
    } else {
      archive = nil
      if bytes.starts(with: Self.pdf) {
        form = .pdf
      } else if bytes.starts(with: Self.compound),
        bytes.firstRange(ofLowercased: Self.wordStream) != nil
      {
        form = .doc
      } else {
        return nil
      }
    }
  }

  private static let pdf = Array("%PDF-".utf8)
  /// Source: MS-CFB 2.2.
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The stream that Word's files have (MS-DOC 2.1), in UTF-16, as it is searched for.
  private static let wordStream = "worddocument".utf8.flatMap { [$0, 0 as UInt8] }

  /// The media type of the bytes.
  var contentType: String {
    switch form {
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .ofd: "application/ofd"
    case .pdf: "application/pdf"
    default: "application/msword"
    }
  }

  func document(_ options: ExtractionOptions) throws(ExtractionError) -> OfficialDocument {
    if form == .pdf { return try printed(options) }
    return Self.document(try text(), options)
  }

  /// A PDF file: a document of its own, or a page that a browser printed.
  private func printed(_ options: ExtractionOptions) throws(ExtractionError) -> OfficialDocument {
    let file = try ExternalConverter.pages(ofPDF: bytes)
    if let print = BrowserPrint(file) { return print.document(options) }
    return Self.document(PrintedDocument.read(file.pages.map(\.rows)), options)
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

  private func text() throws(ExtractionError) -> DocumentText {
    switch form {
    case .docx, .ofd: return try Self.text(of: archive, form)
    default:
      switch try ExternalConverter.text(ofWord: bytes) {
      case .docx(let bytes): return try OfficeFile(bytes)?.text() ?? DocumentText()
      case .lines(let lines):
        return DocumentText(
          lines: lines,
          truncated: "antiword leaves automatic numbers out; libreoffice-writer gives them")
      }
    }
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
