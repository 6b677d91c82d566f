// SegmentError.swift — what can be wrong with the bytes of an index.
package import SystemPackage

/// Every way in which reading or writing an index can fail.
///
/// An index is derived data: whatever is damaged can be rebuilt from the originals.
package enum SegmentError: Error, Hashable, Sendable {
  case notASegment(file: String)
  case unsupportedVersion(file: String, version: UInt32, supported: UInt32)
  /// The segment's terms were made by another analyzer.
  case otherAnalyzer(file: String, found: UInt32, expected: UInt32)
  /// The segment is older than the string column that a filter asks for.
  case columnMissing(file: String)
  /// Offset in bytes of the page, field or list that is wrong.
  case damaged(file: String, offset: Int)
  case truncated(file: String, offset: Int)
  case missing(file: String)
  /// A segment would pass the limit of the format.
  case tooLarge(what: String)
  /// A nearness of so many texts that frequent ones among them would take too long.
  case tooMuchToCompare(paragraphs: Int, texts: Int)
  /// A file cannot be written where its folder is not.
  case noFolder(file: String, folder: String)
  case system(file: String, Errno)
}

extension SegmentError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notASegment(let file):
      "\(file): not a file of an Andu index; run `andu reindex` to rebuild the index"
    case .unsupportedVersion(let file, let version, let supported):
      "\(file): index format \(version), this program reads \(supported); run `andu reindex`"
    case .otherAnalyzer(let file, let found, let expected):
      "\(file): made by analyzer \(found), this program uses \(expected); run `andu reindex`"
    case .columnMissing(let file):
      "\(file): written before this could be asked for; run `andu reindex`, and it can"
    case .damaged(let file, let offset):
      "\(file): damaged at byte \(offset); run `andu reindex` to rebuild the index"
    case .truncated(let file, let offset):
      "\(file): ends early at byte \(offset); run `andu reindex` to rebuild the index"
    case .missing(let file): "\(file): missing; run `andu reindex` to rebuild the index"
    case .tooLarge(let what): "\(what) is over the limit of one segment"
    case .tooMuchToCompare(let paragraphs, let texts):
      "NEAR would look for \(texts) texts in \(paragraphs) paragraphs; name fewer or rarer ones"
    case .noFolder(let file, let folder): "\(file): there is no folder \(folder)"
    case .system(let file, let errno): "\(file): \(errno)"
    }
  }

  /// The index was damaged after it was written.
  package var isDamage: Bool {
    switch self {
    case .notASegment, .damaged, .truncated, .missing: true
    default: false
    }
  }

  /// The index is whole but needs `andu reindex` to answer.
  package var needsRebuild: Bool {
    switch self {
    case .unsupportedVersion, .otherAnalyzer, .columnMissing: true
    default: false
    }
  }
}
