// PageExtractor.swift — saved bytes in, an official document out: start here.
internal import Containers

/// How a page is to be read.
package struct ExtractionOptions: Sendable {
  /// What the bytes are.
  package enum Form: Sendable {
    case html, plainText, markdown
    /// Office documents; their first bytes tell, whatever form is asked for.
    case docx, ofd, pdf, doc
  }
  /// nil: HTML when it looks like it, else plain text.
  package var form: Form?
  /// Overrides what the page declares and what its bytes look like.
  package var encoding: String?
  /// What the file around the page says its encoding is; the page itself knows better.
  package var declaredEncoding: String?
  /// Where the page was saved from, when that is known; what the page says itself comes first.
  package var address: String?
  /// What a program has made of the file before; no program is asked again.
  package var conversion: Conversion?
  /// Of a page that is no article, all lines are its text: a draft, and not what a site put up.
  package var takesAllLines = false
  /// Collect `trace`.
  package var explains = false
  /// Pages over this are refused, in bytes.
  package var maximumSize = 64 << 20

  package init() {}
}

/// Reads saved pages; one value serves any number of pages and threads.
package struct PageExtractor: Sendable {
  package init() {}

  /// The steps: decode, then either lines of plain text, or parse, strip, structure; the lines of
  /// an office document go the way of plain text.
  package func extract(
    _ bytes: [UInt8], options: ExtractionOptions = .init()
  ) throws(ExtractionError) -> OfficialDocument {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= options.maximumSize else {
      throw .tooLarge(bytes: bytes.count, limit: options.maximumSize)
    }
    if let document = try OfficeFile(bytes)?.document(options) { return document }
    if MultipartFile.isLikely(bytes) {
      return try MultipartReader.read(bytes, options: options, with: self)
    }
    if let file = MultipartFile(webArchive: bytes) {
      return try MultipartReader.read(file, options: options, with: self)
    }
    if options.form ?? .html == .html, FrameSources.holdsMarkup(bytes) {
      return try MultipartReader.read(page: bytes, options: options, with: self)
    }
    var document = try page(bytes, options: options)
    if document.kind == .article, let series = document.series {
      document.truncated =
        document.truncated ?? series.missing((0..<series.count).filter { $0 != series.current })
    }
    return document
  }

  /// One page or text that stands by itself.
  func page(
    _ bytes: [UInt8], options: ExtractionOptions
  ) throws(ExtractionError) -> OfficialDocument {
    if let kind = FileSignature.binaryKind(bytes) { throw .binary(kind) }
    let found = try Self.charset(of: bytes, options)
    let text = TextDecoder.decode(bytes, as: found)
    let form = options.form ?? (FileSignature.looksLikeHTML(text) ? .html : .plainText)
    if form != .html, options.encoding == nil, FileSignature.isNoText(text) {
      throw .binary("a file of an unknown kind")
    }
    var document =
      switch form {
      case .html: PageReader.read(text, options)
      case .markdown: Self.markdown(text, options)
      default: PlainTextReader.read(text, options)
      }
    document.parts = DocumentPart.parts(of: document)
    document.encoding = found.charset.rawValue
    if options.explains { document.trace.insert("encoding \(document.encoding)", at: 0) }
    return document
  }

  /// What is too short for a page is read as a text.
  private static func markdown(
    _ text: [UInt8], _ options: ExtractionOptions
  ) -> OfficialDocument {
    let markdown = MarkdownPage(text)
    var document = PageReader.read(Array(markdown.html.utf8), options)
    if document.kind == .other { document = PlainTextReader.read(text, options) }
    if options.takesAllLines, document.lines.isEmpty {
      document.lines = MarkdownLines(text).numbers(of: document.paragraphs.map(\.text))
    }
    document.setSaved(at: markdown.savedAt, origin: "front matter created")
    return document
  }

  /// Whether `encoding` names an encoding that can be read.
  package static func knows(encoding: String) -> Bool { Charset(named: encoding) != nil }

  /// The media type of an office document that Andu reads; nil for anything else.
  package static func officeType(of bytes: [UInt8]) -> String? {
    (try? OfficeFile(bytes))?.contentType
  }

  /// The media type of bytes that come without one.
  package static func contentType(of bytes: [UInt8], _ options: ExtractionOptions) -> String {
    if let office = officeType(of: bytes) { return office }
    if MultipartFile.isLikely(bytes) { return MultipartFile.contentType }
    if MultipartFile(webArchive: bytes) != nil { return MultipartFile.webArchiveType }
    return switch options.form ?? form(of: bytes) {
    case .html: "text/html"
    case .markdown: "text/markdown"
    default: "text/plain"
    }
  }

  private static func form(of bytes: [UInt8]) -> ExtractionOptions.Form {
    let text = TextDecoder.decode(bytes, as: CharsetDetector.detect(bytes))
    return FileSignature.looksLikeHTML(text) ? .html : .plainText
  }

  private static func charset(
    of bytes: [UInt8], _ options: ExtractionOptions
  ) throws(ExtractionError) -> CharsetDetector.Finding {
    guard let name = options.encoding else {
      return CharsetDetector.detect(
        bytes, declared: options.declaredEncoding.flatMap { Charset(named: $0) })
    }
    guard let charset = Charset(named: name) else { throw .unknownEncoding(name) }
    if let marked = CharsetDetector.byteOrderMark(bytes), marked.charset == charset {
      return marked
    }
    return CharsetDetector.Finding(charset: charset, markLength: 0)
  }
}
