// SavedPages.swift — a file as people save it → the pages in it, one at a time.
internal import Containers
internal import Extraction
import SystemPackage

/// Walks through what is to be added: most files are a page, some hold many, and those may hold
/// files that do.
///
/// A WARC file is read forward, a record at a time, so that its size does not matter; of a ZIP file
/// one entry is unpacked at a time.
struct SavedPages {
  /// What containers hold beside pages and documents: `image/png`, `request`, with how many.
  private(set) var passedOver: [String: Int] = [:]
  /// How many of the given files have been begun.
  private(set) var begun = 0

  private var rest: ArraySlice<ArchiveWriter.Page>
  /// The open files, each within the one before it.
  private var open: [any PageContainer] = []

  /// A ZIP file within a ZIP file, and no deeper.
  private static let deepest = 2
  /// ZIP files are held in memory, in bytes.
  private static let largestZip = 1 << 30

  init(_ pages: [ArchiveWriter.Page]) { rest = pages[...] }

  /// The next page. An error belongs to the file it names; the next call goes on behind it.
  mutating func next() throws(SavedPageError) -> ArchiveWriter.Page? {
    while true {
      let page: ArchiveWriter.Page
      if open.isEmpty {
        guard let next = rest.popFirst() else { return nil }
        begun += 1
        page = next
      } else {
        guard let next = try nextInContainer() else { continue }
        page = next
      }
      guard let container = try container(page) else { return page }
      open.append(container)
    }
  }

  /// The file as a container; nil when it is a page.
  private func container(
    _ page: ArchiveWriter.Page
  ) throws(SavedPageError) -> (any PageContainer)? {
    guard page.contentType == nil, page.kept == nil else { return nil }
    do {
      switch try Self.beginning(of: page) {
      case let start where start == ZipArchive.signature:
        let bytes = try page.bytes ?? FileSystem.read(page.path ?? "", limit: Self.largestZip)
        guard PageExtractor.officeType(of: bytes) == nil else { return nil }
        guard open.count < Self.deepest else {
          throw ContainerError.unsupported("a ZIP file so deep in others")
        }
        return try ZippedPages(bytes, page)
      case let start where start.starts(with: [0x1f, 0x8b]) || start == Self.warcMark:
        return try Self.warc(page).map { WARCPages($0, page) }
      default: return nil
      }
    } catch {
      throw SavedPageError(name: page.name, reason: error)
    }
  }

  private static let warcMark = Array("WARC".utf8)

  /// The records of the file; nil when it is no WARC file.
  static func warc(_ page: ArchiveWriter.Page) throws -> WARCReader? {
    guard try stream(page).read(5) == Array("WARC/".utf8) else { return nil }
    return WARCReader(try stream(page), limit: page.options.maximumSize)
  }

  private static func beginning(of page: ArchiveWriter.Page) throws -> [UInt8] {
    if let bytes = page.bytes { return Array(bytes.prefix(4)) }
    let file = try FileDescriptor.open(page.path ?? "", .readOnly, options: [.closeOnExec])
    defer { try? file.close() }
    return try FileSystem.beginning(of: file, count: 4)
  }

  private static func stream(_ page: ArchiveWriter.Page) throws -> ByteStream {
    if let bytes = page.bytes { return ByteStream(bytes: bytes, name: page.name) }
    let file = try FileDescriptor.open(page.path ?? "", .readOnly, options: [.closeOnExec])
    return try ByteStream(descriptor: file.rawValue, name: page.name)
  }

  /// The next page of the innermost open file; nil, and it is closed, at its end.
  private mutating func nextInContainer() throws(SavedPageError) -> ArchiveWriter.Page? {
    var container = open.removeLast()
    var isAtEnd = true
    defer {
      if isAtEnd {
        passedOver.merge(container.passedOver, uniquingKeysWith: +)
      } else {
        open.append(container)
      }
    }
    do throws(SavedPageError) {
      let page = try container.next()
      isAtEnd = page == nil
      return page
    } catch {
      isAtEnd = error.isEnd
      throw error
    }
  }
}

/// A file that holds pages.
protocol PageContainer {
  /// What it holds beside pages and documents, with how many.
  var passedOver: [String: Int] { get }

  /// The next page. Error: what could not be read; unless it is the end, the next call goes on
  /// behind it.
  mutating func next() throws(SavedPageError) -> ArchiveWriter.Page?
}

/// A file that could not be read, or not to its end.
struct SavedPageError: Error {
  let name: String
  let reason: any Error
  /// Nothing more can be read of the file it is in.
  var isEnd = false
}
