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
    let markup = Self.markup(bytes)
    var wanted: [(name: String, folder: FilePath, depth: Int)] = []
    if let series = PageSeries(markup), page == series.fileName(series.current) {
      if series.current > 0, isThere(series.fileName(0)) { return .belongsToOther }
      wanted += (series.current + 1..<series.count).map {
        (name: series.fileName($0), folder: FilePath(""), depth: 0)
      }
    }
    wanted += FrameSources.find(in: markup).map {
      (name: $0.source, folder: FilePath(""), depth: 1)
    }
    var parts: [MultipartFile.Part] = []
    var taken: Set<FilePath> = []
    if let page { taken.insert(FilePath(page)) }
    var left = limit - bytes.count
    var next = 0
    while next < wanted.count, parts.count < Self.mostFiles {
      let (name, folder, depth) = wanted[next]
      next += 1
      guard let place = Self.path(of: name), case let file = folder.pushing(place),
        !taken.contains(file), let size = size(file), size <= left,
        let content = try? read(file, left),
        PageExtractor.contentType(of: content, .init()) == "text/html"
      else { continue }
      taken.insert(file)
      left -= content.count
      // As the page writes it, so that it is found again.
      parts.append(.init(contentType: "text/html", location: name, bytes: content))
      guard (1..<Self.deepest).contains(depth) else { continue }
      wanted += FrameSources.find(in: Self.markup(content)).map {
        (name: $0.source, folder: file.removingLastComponent(), depth: depth + 1)
      }
    }
    if parts.isEmpty { return .alone }
    parts.insert(.init(contentType: "text/html", bytes: bytes), at: 0)
    let digest = SHA256Digest(of: parts.flatMap(\.bytes)).description
    return .bundle(MultipartFile.compose(parts, boundary: "andu-\(digest.prefix(32))"))
  }

  /// Frames within frames, and files of one page.
  private static let (deepest, mostFiles) = (4, 400)

  /// A page as it was meant, where it names other files: their names may be in its own encoding.
  private static func markup(_ page: [UInt8]) -> [UInt8] {
    let isWide = page.first == 0xFE || page.first == 0xFF
    guard isWide || !FrameSources.find(in: page).isEmpty else { return page }
    return TextDecoder.decode(page, as: CharsetDetector.detect(page))
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
