// IngestionReport.swift — what became of everything that was to be added.
package import SystemPackage

/// The outcome of `add`, `import` or `reindex`.
package struct IngestionReport: Sendable {
  package struct Failure: Sendable {
    package var what: String
    package var why: any Error

    package init(what: String, why: any Error) {
      self.what = what
      self.why = why
    }
  }

  package enum Outcome: Sendable, Hashable {
    case added, unchanged, newVersion
    /// A new version that does not stand before the article that was there.
    case keptBehind(KeptBehind)
  }

  /// A saved state that is no article, or was cut short, and the article that it went behind.
  package struct KeptBehind: Sendable, Hashable {
    /// The file.
    package var what = ""
    package var standing: Standing
    package var title: String
    /// UTC.
    package var addedAt: String
  }

  package var added = 0
  package var unchanged = 0
  package var newVersions = 0
  /// Pages that are no article: kept, and not searched.
  package var withoutArticle = 0
  /// Those of them that are named: the file and the kind of page.
  package private(set) var articleless: [(what: String, kind: String)] = []
  /// Pages that could not be read to their end, and why.
  package var truncated: [(what: String, why: String)] = []
  /// Bytes that are in the archive already, of which there is more to say than that.
  package struct AlreadyKept: Sendable, Hashable {
    /// The file.
    package var what: String
    package var id: String
    /// 1 is the newest.
    package var version: Int
    /// The encoding that was given by hand, and the one in which they were read; nil where nothing
    /// was given, or it makes no difference.
    package var encoding: Correction?
    /// The address, likewise; empty for none.
    package var address: Correction?
  }

  /// Something given by hand that was not taken.
  package struct Correction: Sendable, Hashable {
    package var given: String
    package var kept: String
  }

  /// Those that are an older version, or were to be read otherwise.
  package var alreadyKept: [AlreadyKept] = []
  /// New versions that stand behind an article.
  package var keptBehind: [KeptBehind] = []
  package var failures: [Failure] = []
  /// Documents that came from another archive with the word that they were removed there.
  package var removed = 0
  /// Documents whose annotations came from another archive.
  package var annotated = 0
  /// Files that went into the document of another, which they continue.
  package var joined = 0
  /// What containers held beside pages and documents, by what it was.
  package var passedOver: [String: Int] = [:]
  /// The files that folders held beside pages and documents.
  package private(set) var passedOverFiles: [String] = []
  /// Originals that are damaged and were stepped over.
  package var damage: [ArchiveProblem] = []
  /// Bytes read.
  package var byteCount = 0

  package init() {}

  package var total: Int { added + unchanged + newVersions + failures.count }

  mutating func countWithoutArticle(_ what: String, kind: String) {
    withoutArticle += 1
    articleless.append((what, kind))
  }

  /// Counts a file in a folder that is neither page nor document, by the ending of its name.
  package mutating func passOver(_ file: FilePath) {
    passedOver[file.extension?.lowercased() ?? "file", default: 0] += 1
    passedOverFiles.append(file.string)
  }

  /// - Parameter what: the file it is the outcome of; nil where none is named.
  mutating func count(_ outcome: Outcome, of what: String? = nil) {
    switch outcome {
    case .added: added += 1
    case .unchanged: unchanged += 1
    case .newVersion: newVersions += 1
    case .keptBehind(var kept):
      newVersions += 1
      guard let what else { return }
      kept.what = what
      keptBehind.append(kept)
    }
  }
}

/// Where an ingestion stands; given to whoever shows it.
package struct IngestionProgress: Sendable {
  package var done: Int
  /// How many there will be; nil when that is not known.
  package var total: Int?
  package var byteCount: Int
  package var current: String
}
