// ZippedPages.swift — a ZIP file → the pages and documents in it, one at a time.
internal import Containers
internal import Extraction
import SystemPackage

/// The entries of a ZIP file that are pages by their names; WACZ keeps its WARC files so, too.
///
/// Names are shown and never used as paths.
struct ZippedPages: PageContainer {
  /// The endings of entries that are no pages, with how many.
  private(set) var passedOver: [String: Int] = [:]
  private let archive: ZipArchive
  /// The same, for files that hold pages and are no page themselves: no limit for one.
  private let containers: ZipArchive
  private let entries: [String: ZipEntry]
  private let file: ArchiveWriter.Page
  private var rest: ArraySlice<(entry: ZipEntry, name: String)>

  init(_ bytes: [UInt8], _ file: ArchiveWriter.Page) throws(ContainerError) {
    self.file = file
    var limits = ZipArchive.Limits()
    limits.entry = file.options.maximumSize
    limits.entries = Self.mostEntries
    limits.refusesWhole = false
    let archive = try ZipArchive(bytes, limits: limits)
    if Self.documentMarks.contains(where: { archive.entry(named: $0) != nil }) {
      limits.refusesWhole = true
      _ = try ZipArchive(bytes, limits: limits)
      throw .unsupported("an Excel, PowerPoint or OpenDocument file")
    }
    self.archive = archive
    limits.entry = limits.total
    containers = (try? ZipArchive(bytes, limits: limits)) ?? archive
    let named = archive.entries.filter { !$0.isFolder }.map { ($0, Self.name(of: $0)) }
    entries = Dictionary(named.map { ($1, $0) }) { first, _ in first }
    let pages = Set(named.map(\.1).filter(FolderWalk.isPage))
    let stems = FolderWalk.stems(of: pages)
    rest = []
    for (entry, name) in named {
      if pages.contains(name), !FolderWalk.belongsToPage(name, in: stems) {
        rest.append((entry, name))
      } else {
        passedOver[FilePath(name).extension?.lowercased() ?? "file", default: 0] += 1
      }
    }
  }

  /// A site with its pictures; a few hundred bytes of memory each.
  private static let mostEntries = 250_000

  /// What documents hold that are ZIP files: such a one is a page, and goes in whole or not at all.
  private static let documentMarks = ["[Content_Types].xml", "OFD.xml", "META-INF/manifest.xml"]

  /// Chinese Windows writes names in GBK and does not say so.
  private static func name(of entry: ZipEntry) -> String {
    let bytes = TextDecoder.decode(entry.nameBytes, as: CharsetDetector.detect(entry.nameBytes))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Error: the entry that cannot be read; the next call goes on behind it.
  mutating func next() throws(SavedPageError) -> ArchiveWriter.Page? {
    guard let (entry, name) = rest.popFirst() else { return nil }
    var page = file
    page.inner = file.inner.map { "\($0)/\(name)" } ?? name
    page.options.form = FolderWalk.form(of: FilePath(name))
    page.folder = folder(of: name)
    do {
      page.bytes = try (FolderWalk.isContainer(name) ? containers : archive).bytes(of: entry)
    } catch {
      throw SavedPageError(name: page.name, reason: error)
    }
    return page
  }

  private func folder(of page: String) -> PageFolder {
    let (archive, entries) = (archive, entries)
    let folder = FilePath(page).removingLastComponent()
    let entry: @Sendable (FilePath) -> ZipEntry? = { entries[folder.pushing($0).string] }
    return PageFolder(
      page: FilePath(page).lastComponent?.string, size: { entry($0)?.size },
      read: { file, limit in
        try entry(file).map { entry throws(ContainerError) in
          try archive.bytes(of: entry, limit: limit)
        } ?? []
      })
  }
}
