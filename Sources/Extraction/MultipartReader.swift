// MultipartReader.swift — a page and its parts in one file → one document.
internal import Containers

/// Reads a page with the frames it shows and the files it goes on in.
struct MultipartReader {
  private let file: MultipartFile
  private var options: ExtractionOptions
  private let extractor: PageExtractor

  static func read(
    _ bytes: [UInt8], options: ExtractionOptions, with extractor: PageExtractor
  ) throws(ExtractionError) -> OfficialDocument {
    let file: MultipartFile
    do { file = try MultipartFile(bytes) } catch { throw .container(error) }
    return try read(file, options: options, with: extractor)
  }

  static func read(
    _ file: MultipartFile, options: ExtractionOptions, with extractor: PageExtractor
  ) throws(ExtractionError) -> OfficialDocument {
    try MultipartReader(file: file, options: options, extractor: extractor).read()
  }

  /// A page whose frames stand in its own markup.
  static func read(
    page: [UInt8], options: ExtractionOptions, with extractor: PageExtractor
  ) throws(ExtractionError) -> OfficialDocument {
    try MultipartReader(
      file: MultipartFile(page: page), options: options, extractor: extractor
    ).read()
  }

  private func read() throws(ExtractionError) -> OfficialDocument {
    let root = file.parts[0]
    var document = try extract(root)
    let hasText = document.kind == .article
    var isWhole = hasText && document.length >= Self.shortPage
    if hasText, appendFrames(of: root, to: &document) { isWhole = true }
    if !isWhole, let whole = withFrames(root), whole.kind == .article,
      whole.length > document.length, !hasText || whole.holds(document)
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
    if options.explains, file.parts.count > 1 {
      document.trace.insert("MHTML of \(file.parts.count) parts", at: 0)
    }
    return document
  }

  private func extract(_ part: MultipartFile.Part) throws(ExtractionError) -> OfficialDocument {
    var options = options
    options.form = part.contentType == "text/plain" ? .plainText : .html
    options.declaredEncoding = part.charset ?? options.declaredEncoding
    options.address = part.location.flatMap { $0.hasPrefix("http") ? $0 : nil } ?? options.address
    return try extractor.page(part.bytes, options: options)
  }

  /// A page with less text than this, in bytes, may have its text in a frame.
  private static let shortPage = 600
  /// A frame with less text than this, in bytes, shows a counter or the weather.
  private static let shortFrame = 150

  /// The page read with each frame's content in the place where it is shown.
  private func withFrames(_ root: MultipartFile.Part) -> OfficialDocument? {
    var used: Set<Int> = []
    guard let whole = filled(decoded(root), &used), var document = read(whole, of: root) else {
      return nil
    }
    document.encoding = CharsetDetector.detect(root.bytes).charset.rawValue
    document.evidence.append(
      Evidence(field: "kind", value: document.kind.rawValue, origin: "the page with its frames"))
    return document
  }

  /// What a page with a text of its own shows in frames follows that text; false where no frame
  /// has a text.
  private func appendFrames(
    of root: MultipartFile.Part, to document: inout OfficialDocument
  ) -> Bool {
    var drafts = document.paragraphs
    var used: Set<Int> = []
    for content in pages(in: decoded(root), &used) {
      guard let page = read(content, of: root), page.kind == .article,
        page.length >= Self.shortFrame, !document.holds(page)
      else { continue }
      if let title = page.title, title != document.title {
        drafts.append(Paragraph(text: title))
      }
      drafts += page.paragraphs
      document.fillGaps(from: page)
    }
    guard drafts.count > document.paragraphs.count else { return false }
    document.paragraphs = Outline.structure(drafts)
    document.parts = DocumentPart.parts(of: document)
    return true
  }

  /// Frames within frames, and no deeper.
  private static let deepest = 4

  /// The markup with that of each frame in the place where it is shown; nil without frames.
  private func filled(_ markup: [UInt8], _ used: inout Set<Int>, depth: Int = 0) -> [UInt8]? {
    guard depth < Self.deepest else { return nil }
    var whole: [UInt8] = []
    var end = 0
    for (tag, content) in frames(in: markup, &used) {
      whole += markup[end..<tag.lowerBound] + Array("<div>".utf8)
      whole += filled(content, &used, depth: depth + 1) ?? content
      whole += Array("</div>".utf8)
      end = tag.upperBound
    }
    return end > 0 ? whole + markup[end...] : nil
  }

  /// What the frames show, and the frames in them, as they come.
  private func pages(
    in markup: [UInt8], _ used: inout Set<Int>, depth: Int = 0
  ) -> [[UInt8]] {
    guard depth < Self.deepest else { return [] }
    var found: [[UInt8]] = []
    for (_, content) in frames(in: markup, &used) {
      found.append(content)
      found += pages(in: content, &used, depth: depth + 1)
    }
    return found
  }

  /// The frames whose content is there, as UTF-8, with the tags that show them; no part is shown
  /// twice.
  private func frames(
    in markup: [UInt8], _ used: inout Set<Int>
  ) -> [(tag: Range<Int>, content: [UInt8])] {
    var found: [(tag: Range<Int>, content: [UInt8])] = []
    for frame in FrameSources.find(in: markup)
    where frame.tag.lowerBound >= found.last?.tag.upperBound ?? 0 {
      if let content = frame.markup {
        found.append((frame.tag, content))
        continue
      }
      let part = file.parts.indices.dropFirst().first { index in
        !used.contains(index) && file.parts[index].contentType.hasSuffix("html")
          && Self.names(frame.source, file.parts[index])
      }
      guard let part else { continue }
      used.insert(part)
      found.append((frame.tag, decoded(file.parts[part])))
    }
    return found
  }

  /// Reads markup that was decoded before.
  private func read(_ markup: [UInt8], of root: MultipartFile.Part) -> OfficialDocument? {
    var reader = self
    reader.options.encoding = nil
    return try? reader.extract(
      .init(
        contentType: "text/html", charset: "utf-8", location: root.location, bytes: markup))
  }

  private func decoded(_ part: MultipartFile.Part) -> [UInt8] {
    if let named = options.encoding.flatMap({ Charset(named: $0) }),
      CharsetDetector.byteOrderMark(part.bytes) == nil
    {
      return TextDecoder.decode(part.bytes, as: named)
    }
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
