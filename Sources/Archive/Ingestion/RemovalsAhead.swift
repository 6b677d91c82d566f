// RemovalsAhead.swift — what the WARC files of other archives will say was removed there.
internal import Containers
import SystemPackage

/// The removals that are still to come in the files that are being added: a document is not taken
/// from an archive that removed it later on.
struct RemovalsAhead {
  /// A document that was removed in an archive.
  struct Removal: Sendable, Hashable {
    /// The archive's id; empty for one that has none.
    var archive: String
    var document: String
  }

  private var counts: [Removal: Int] = [:]

  init() {}

  /// Looks through the files that an archive wrote, as far as they can be read: of what is damaged
  /// it is told when the pages are. Archives that lie in other files are not looked into.
  init(_ pages: [ArchiveWriter.Page]) {
    for page in pages {
      let name = page.path?.lastComponent?.string.lowercased() ?? ""
      guard name.hasSuffix(".warc") || name.hasSuffix(".warc.gz") else { continue }
      try? note(page)
    }
  }

  private mutating func note(_ page: ArchiveWriter.Page) throws {
    guard var reader = try SavedPages.warc(page), let first = try reader.next({ _ in true }),
      let information = OriginalRecord(kept: first), information.isOfAndu
    else { return }
    let archive = information.archive ?? ""
    while let record = try reader.next({ $0["warc-type"]?.lowercased() == "metadata" }) {
      if let kept = OriginalRecord(kept: record), let document = Removals.document(kept) {
        counts[Removal(archive: archive, document: document), default: 0] += 1
      }
    }
  }

  func contains(_ removal: Removal) -> Bool { counts[removal] != nil }

  /// Notes that a removal has come. Whether it was known of is returned.
  mutating func pass(_ removal: Removal) -> Bool {
    guard let count = counts[removal] else { return false }
    counts[removal] = count > 1 ? count - 1 : nil
    return true
  }
}

extension OriginalRecord {
  /// Whether a warcinfo record says that Andu wrote its file.
  fileprivate var isOfAndu: Bool {
    kind == .warcinfo
      && blockFields.contains { $0.name == "software" && $0.value.hasPrefix("andu ") }
  }
}
