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
      let whole = withFrames(root), whole.kind == .article, whole.length > document.length
    {
      document = whole
    }
    if let series = document.series { append(series, to: &document) }
    if file.isCut {
      document.truncated = document.truncated ?? "the MHTML file ends before its last line"
    }
    if let location = file.location ?? root.location, location.hasPrefix("http") {
      document.setAddress(location, origin: "MHTML Content-Location")
    }
    document.setSaved(at: file.date.flatMap { SavedDate.utc($0) }, origin: "MHTML Date")
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

  /// The page read with each frame's content in the place where it is shown.
  private func withFrames(_ root: MultipartFile.Part) -> OfficialDocument? {
    let markup = Self.decoded(root)
    var whole: [UInt8] = []
    var end = 0
    for frame in FrameSources.find(in: markup) where frame.tag.lowerBound >= end {
      let part = file.parts.dropFirst().first {
        $0.contentType.hasSuffix("html") && Self.names(frame.source, $0)
      }
      guard let part else { continue }
      whole += markup[end..<frame.tag.lowerBound] + Array("<div>".utf8) + Self.decoded(part)
      whole += Array("</div>".utf8)
      end = frame.tag.upperBound
    }
    guard end > 0 else { return nil }
    let joined = MultipartFile.Part(
      contentType: "text/html", location: root.location, bytes: whole + markup[end...])
    guard var document = try? extract(joined) else { return nil }
    document.encoding = CharsetDetector.detect(root.bytes).charset.rawValue
    document.evidence.append(
      Evidence(field: "kind", value: document.kind.rawValue, origin: "the page with its frames"))
    return document
  }

  private static func decoded(_ part: MultipartFile.Part) -> [UInt8] {
    let declared = part.charset.flatMap { Charset(named: $0) }
    return TextDecoder.decode(
      part.bytes, as: CharsetDetector.detect(part.bytes, declared: declared))
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
