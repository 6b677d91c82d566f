// Standing.swift — how far a saved state is an article, and so where it stands among the others.

/// What a saved state of a document is worth beside the others: an error page or a download that
/// broke off, saved under the address of an article, never stands before that article.
package enum Standing: String, Codable, Sendable, Hashable {
  case article
  /// An article that was not saved, or could not be read, to its end.
  case cutShort
  case noArticle

  /// Those of a higher one stand before.
  var rank: Int {
    switch self {
    case .article: 2
    case .cutShort: 1
    case .noArticle: 0
    }
  }

  /// Whether the markup of a page ends before the page does: it is opened and never closed.
  ///
  /// - Parameter page: in an encoding that holds ASCII as it is.
  static func isCutShort(_ page: [UInt8]) -> Bool {
    var isOpened = false
    for start in page.indices.reversed() where page[start] == UInt8(ascii: "<") {
      let tag = page[start...]
      if begins(tag, closing[0]) || begins(tag, closing[1]) { return false }
      isOpened = isOpened || begins(tag, opening[0]) || begins(tag, opening[1])
    }
    return isOpened
  }

  private static let opening = [Array("<html".utf8), Array("<body".utf8)]
  private static let closing = [Array("</html".utf8), Array("</body".utf8)]

  /// - Parameter name: in lower case.
  private static func begins(_ tag: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
    tag.prefix(name.count).elementsEqual(name) { $0 | 0x20 == $1 }
  }
}

extension PageRecord {
  /// Puts a saved state among the others: behind all of a better standing and, but for one that
  /// came late, before all of its own. Where it stands now is returned.
  ///
  /// - Parameter isLate: whether it goes among its own by its date.
  mutating func insert(_ version: Version, isLate: Bool) -> Int {
    // An index of before does not say it.
    if !isArticle, !versions.isEmpty, versions[0].standing == nil {
      versions[0].standing = .noArticle
    }
    let place =
      versions.firstIndex { other in
        other.rank < version.rank
          || other.rank == version.rank && (!isLate || other.addedAt < version.addedAt)
      } ?? versions.endIndex
    versions.insert(version, at: place)
    return place
  }
}

extension PageRecord.Version {
  var rank: Int { (standing ?? .article).rank }
}
