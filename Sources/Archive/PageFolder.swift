// PageFolder.swift — a page and the files saved beside it → one original.
internal import Containers
internal import Extraction
import SystemPackage

/// The folder that a page was saved in, on disk or in a ZIP file, which may hold its frames and the
/// files it goes on in.
struct PageFolder: Sendable {
  enum Bundle {
    /// Nothing beside the page belongs to it.
    case alone
    /// The page and what belongs to it, as a multipart file.
    case bundle([UInt8])
    /// The page continues one that stands beside it.
    case belongsToOther
  }

  /// The name of the page's own file.
  let page: String?
  /// How long the file at a path below the folder is; nil where there is none.
  let size: @Sendable (FilePath) -> Int?
  let read: @Sendable (_ file: FilePath, _ limit: Int) throws -> [UInt8]

  /// - Parameter limit: the most bytes of all files together.
  func bundle(_ bytes: [UInt8], limit: Int) throws -> Bundle {
    var names: [String] = []
    if let series = PageSeries(bytes), page == series.fileName(series.current) {
      if series.current > 0, isThere(series.fileName(0)) { return .belongsToOther }
      names += (series.current + 1..<series.count).map(series.fileName)
    }
    for frame in FrameSources.find(in: bytes) where !names.contains(frame.source) {
      names.append(frame.source)
    }
    var parts: [MultipartFile.Part] = []
    var left = limit - bytes.count
    for name in names {
      guard let file = Self.path(of: name), let size = size(file), size <= left,
        let content = try? read(file, left),
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

  private func isThere(_ name: String) -> Bool { Self.path(of: name).flatMap(size) != nil }

  /// A path below the folder of the page; nil for an address, for what leads out of the folder, and
  /// for what no header line can hold.
  private static func path(of name: String) -> FilePath? {
    guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
    let plain = FileURI.decoded(String(name.prefix { $0 != "?" && $0 != "#" }))
    guard !plain.isEmpty, !plain.utf8.contains(0), !plain.contains(":") else { return nil }
    let path = FilePath(plain)
    guard !path.isAbsolute, !path.components.contains(where: { $0.kind == .parentDirectory }) else {
      return nil
    }
    return path.lexicallyNormalized()
  }
}

extension PageFolder {
  /// The folder on disk that a page stands in.
  init(of page: FilePath) {
    let folder = page.removingLastComponent()
    self.init(
      page: page.lastComponent?.string,
      size: { file in
        let path = folder.pushing(file)
        return (try? FileSystem.isFile(path)) == true ? FileSystem.fileSize(path) : nil
      },
      read: { file, limit in try FileSystem.read(folder.pushing(file), limit: limit) })
  }
}
