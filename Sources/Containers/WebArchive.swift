// WebArchive.swift — a page as Safari saves it (.webarchive) → a page with its frames.

extension MultipartFile {
  package static let webArchiveType = "application/x-webarchive"
  /// Frames of one page, and frames within frames.
  private static let (mostFrames, deepestFrame) = (400, 4)

  /// The page and what its frames show; nil when the bytes are no web archive.
  ///
  /// Source: WebKit, LegacyWebArchive.cpp (names of the property list).
  package init?(webArchive bytes: [UInt8]) {
    guard let list = PropertyList(bytes), let page = Self.page(list.top, list, limit: bytes.count)
    else { return nil }
    // All frames together hold no more than the file does, unless it lies.
    var left = (frames: Self.mostFrames, bytes: bytes.count)
    self.init(page, frames: Self.frames(of: list.top, list, 0, &left))
  }

  private static func page(_ archive: Int, _ list: PropertyList, limit: Int) -> Part? {
    guard let main = list.value("WebMainResource", of: archive),
      let data = list.value("WebResourceData", of: main).flatMap({ list.data($0, limit: limit) })
    else { return nil }
    func text(_ name: String) -> String? { list.value(name, of: main).flatMap { list.text($0) } }
    let kind = text("WebResourceMIMEType")?.lowercased() ?? "text/html"
    let part = Part(
      contentType: kind, charset: text("WebResourceTextEncodingName"),
      location: text("WebResourceURL"), bytes: data)
    return part.isPage || kind == "text/plain" ? part : nil
  }

  private static func frames(
    of archive: Int, _ list: PropertyList, _ depth: Int, _ left: inout (frames: Int, bytes: Int)
  ) -> [Part] {
    guard depth < deepestFrame, let archives = list.value("WebSubframeArchives", of: archive)
    else { return [] }
    var found: [Part] = []
    for archive in list.elements(of: archives, atMost: mostFrames) {
      guard left.frames > 0 else { break }
      // What is no frame costs as much to look at.
      left.frames -= 1
      guard let part = page(archive, list, limit: left.bytes) else { continue }
      left.bytes -= part.bytes.count
      found.append(part)
      found += frames(of: archive, list, depth + 1, &left)
    }
    return found
  }
}
