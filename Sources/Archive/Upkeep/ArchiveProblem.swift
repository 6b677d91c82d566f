// ArchiveProblem.swift — what is found wrong when every byte of an archive is read again.

/// Something wrong with an archive that is stepped over and told of.
package enum ArchiveProblem: Error, Sendable {
  case index(any Error)
  case original(OriginalError)
  case annotations(OriginalError)
  /// Tags, notes and corrections of a document are not those in the index.
  case otherAnnotations(files: String, document: String)
  /// A file that should hold a saved search.
  case search(any Error)
  /// The original of a document in the index is not among the sound records.
  case lost(OriginalLocation)
  /// A sound original of no document in the index.
  case notIndexed(OriginalLocation)
  /// The end of a file without a manifest holds no sound record, and was put into another file.
  case setAside(file: String, from: Int, name: String)
}

extension ArchiveProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .index(let error): "\(error)"
    case .original(let error): "\(error)"
    case .annotations(let error): "annotations: \(error)"
    case .otherAnnotations(let files, let id):
      "annotations: \(files): other tags, notes or corrections of \(id) than in the index; restore "
        + "it from a backup, or `andu reindex` takes what it says"
    case .search(let error): "\(error)"
    case .lost(let location):
      "\(location.fileName), byte \(location.offset): the original of a document in the index is "
        + "missing or damaged"
    case .notIndexed(let location):
      "\(location.fileName), byte \(location.offset): this original is not in the index; "
        + "run `andu reindex`"
    case .setAside(let file, let offset, let name):
      "\(file): no sound record from byte \(offset) on; those bytes are now in \(name)"
    }
  }
}
