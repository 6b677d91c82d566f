// PageFolder.swift — a page and the files saved beside it → one original.
internal import Containers
internal import Extraction
import SystemPackage

/// The folder that a page was saved in, which may hold its frames and the files it goes on in.
struct PageFolder {
  enum Bundle {
    /// Nothing beside the page belongs to it.
    case alone
    /// The page and what belongs to it, as a multipart file.
    case bundle([UInt8])
    /// The page continues one that stands beside it.
    case belongsToOther
  }

  private let page: FilePath
  private let folder: FilePath

  init(of page: FilePath) {
    self.page = page
    folder = page.removingLastComponent()
  }

  /// - Parameter limit: the most bytes of all files together.
  func bundle(_ bytes: [UInt8], limit: Int) throws -> Bundle {
    var names: [String] = []
    if let series = PageSeries(bytes), page.lastComponent?.string == series.fileName(series.current)
    {
      if series.current > 0, isThere(series.fileName(0)) { return .belongsToOther }
      names += (series.current + 1..<series.count).map(series.fileName)
    }
    for frame in FrameSources.find(in: bytes) where !names.contains(frame.source) {
      names.append(frame.source)
    }
    var parts: [MultipartFile.Part] = []
    var left = limit - bytes.count
    for name in names {
      guard let file = path(of: name), isThere(file), FileSystem.fileSize(file) <= left,
        let content = try? FileSystem.read(file, limit: left),
        PageExtractor.contentType(of: content, .init()) == "text/html"
      else { continue }
      left -= content.count
      // As the page writes it, so that it is found again.
      parts.append(.init(contentType: "text/html", location: name, bytes: content))
    }
    if parts.isEmpty { return .alone }
    parts.insert(.init(contentType: "text/html", bytes: bytes), at: 0)
    let digest = SHA256Digest(of: parts.flatMap(\.bytes)).description
    return .bundle(MultipartFile.compose(parts, boundary: "andu-\(digest.prefix(32))"))
  }

  private func isThere(_ name: String) -> Bool { path(of: name).map(isThere) ?? false }

  private func isThere(_ file: FilePath) -> Bool { (try? FileSystem.isFile(file)) == true }

  /// A file below the folder of the page; nil for an address, for what leads out of the folder, and
  /// for what no header line can hold.
  private func path(of name: String) -> FilePath? {
    guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
    let plain = FileURI.decoded(String(name.prefix { $0 != "?" && $0 != "#" }))
    guard !plain.isEmpty, !plain.utf8.contains(0), !plain.contains(":") else { return nil }
    let path = FilePath(plain)
    guard !path.isAbsolute, !path.components.contains(where: { $0.kind == .parentDirectory }) else {
      return nil
    }
    return folder.appending(path.components)
  }
}
