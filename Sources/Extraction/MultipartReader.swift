// MultipartReader.swift — a page and its parts in one file → one document.
internal import Containers

/// Reads a page with the frames it shows and the files it goes on in.
struct MultipartReader {
  private let file: MultipartFile
  private let options: ExtractionOptions
  private let extractor: PageExtractor

  static func read(
    _ bytes: [UInt8], options: ExtractionOptions, with extractor: PageExtractor
  ) throws(ExtractionError) -> OfficialDocument {
    let file: MultipartFile
    do { file = try MultipartFile(bytes) } catch { throw .container(error) }
    let reader = MultipartReader(file: file, options: options, extractor: extractor)
    return try reader.read()
  }

  private func read() throws(ExtractionError) -> OfficialDocument {
    let root = file.parts[0]
    var document = try extract(root)
    if document.kind != .article || document.length < Self.shortPage,
      let frame = frame(in: root), frame.length > document.length
    {
      document = Self.join(document, frame)
    }
    if let series = document.series { append(series, to: &document) }
    if let location = file.location ?? root.location, location.hasPrefix("http") {
      document.setAddress(location, origin: "MHTML Content-Location")
    }
    if let text = file.date, let date = SavedDate.utc(text) {
      document.savedAt = date
      document.evidence.append(Evidence(field: "savedAt", value: date, origin: "MHTML Date"))
    }
    if options.explains { document.trace.insert("MHTML of \(file.parts.count) parts", at: 0) }
    return document
  }

  private func extract(_ part: MultipartFile.Part) throws(ExtractionError) -> OfficialDocument {
    var options = options
    options.form = part.contentType == "text/plain" ? .plainText : .html
    options.declaredEncoding = part.charset
    options.address = part.location.flatMap { $0.hasPrefix("http") ? $0 : nil } ?? options.address
    return try extractor.page(part.bytes, options: options)
  }

  /// A page with less text than this, in bytes, may have its text in a frame.
  private static let shortPage = 600

  /// The longest article among the frames that the page shows.
  private func frame(in root: MultipartFile.Part) -> OfficialDocument? {
    let sources = FrameSources.find(in: root.bytes)
    var best: OfficialDocument?
    for part in file.parts.dropFirst() where part.contentType.hasSuffix("html") {
      guard sources.contains(where: { Self.names($0, part) }), let frame = try? extract(part),
        frame.kind == .article, frame.length > best?.length ?? 0
      else { continue }
      best = frame
    }
    return best
  }

  /// The text of the frame; a page that is an article itself knows its title and date better.
  private static func join(
    _ page: OfficialDocument, _ frame: OfficialDocument
  ) -> OfficialDocument {
    let (first, other) = page.kind == .article ? (page, frame) : (frame, page)
    var document = first
    document.paragraphs = frame.paragraphs
    document.parts = frame.parts
    document.fillGaps(from: other)
    document.evidence.append(
      Evidence(field: "kind", value: "article", origin: "a frame of the page"))
    return document
  }

  /// Whether a frame's `src` means this part.
  private static func names(_ source: String, _ part: MultipartFile.Part) -> Bool {
    if source.hasPrefix("cid:") { return part.id == String(source.dropFirst(4)) }
    guard let location = part.location else { return false }
    return location == source || location.hasSuffix("/\(source.split(separator: "/").last ?? "")")
  }

  private func append(_ series: PageSeries, to document: inout OfficialDocument) {
    var drafts = document.paragraphs
    var missing: [Int] = []
    for index in 0..<series.count where index != series.current {
      let name = series.fileName(index)
      let part = file.parts.dropFirst().first {
        $0.location == name || $0.location?.hasSuffix("/\(name)") == true
      }
      guard index > series.current, let part, let page = try? extract(part), page.kind == .article
      else {
        missing.append(index)
        continue
      }
      drafts += page.paragraphs
      document.fillGaps(from: page)
    }
    document.paragraphs = Outline.structure(drafts)
    document.parts = DocumentPart.parts(of: document)
    document.truncated = document.truncated ?? series.missing(missing)
  }
}
