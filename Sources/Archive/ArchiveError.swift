// ArchiveError.swift — what can go wrong with an archive as a whole.
package import SystemPackage

/// An archive that cannot be used as asked.
package enum ArchiveError: Error, Sendable {
  case noArchive(FilePath)
  case alreadyThere(FilePath)
  /// The folder holds something that is not an archive.
  case notEmpty(FilePath)
  /// Originals are there, the manifest that names them is not.
  case manifestMissing(FilePath)
  /// The manifest is of another archive than the WARC files beside it.
  case foreignManifest(FilePath)
  /// Another process is writing.
  case locked(FilePath, pid: String)
  /// Another folder, or none, stands where the writer's archive stood.
  case replaced(FilePath)
  case unknownDocument(String)
  /// Several documents have ids that begin so.
  case ambiguousID(String, candidates: [String])
  case noSuchParagraph(String, count: Int)
  case noSuchHeading(String)
  case noSuchVersion(String, count: Int)
  case notAReference(String)
  case badLine(LineDamage)
  /// A file that should hold a saved search.
  case notASearch(FilePath)
  /// The manifest names a saved search that has no file.
  case searchMissing(FilePath)
  case system(operation: String, FilePath, Errno)
}

extension ArchiveError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noArchive(let root):
      "\(root): there is no archive here; make one with `andu init`, or name another with --archive"
    case .alreadyThere(let root): "\(root): there is an archive here already"
    case .notEmpty(let root): "\(root): the folder is not empty and is no archive"
    case .manifestMissing(let root):
      "\(root): the manifest is missing; `andu reindex` rebuilds it from the originals"
    case .foreignManifest(let root):
      "\(root): the manifest belongs to another archive than the originals; restore the one that "
        + "is wrong from a backup; `andu reindex` makes the manifest anew from the originals"
    case .locked(let root, let pid):
      "\(root): process \(pid) is writing to this archive; try again when it has finished"
    case .replaced(let root):
      "\(root): the archive was moved or replaced while it was being written to; what was "
        + "committed before is in the folder that was moved, all after that was given up and has "
        + "to be added again"
    case .unknownDocument(let id): "\(id): no document has this id; `andu list` shows them"
    case .ambiguousID(let id, let candidates):
      "\(id): \(candidates.count) documents have ids that begin so: "
        + candidates.prefix(5).joined(separator: ", ")
    case .noSuchParagraph(let reference, let count):
      "\(reference): the document has \(count) paragraphs"
    case .noSuchHeading(let reference):
      "\(reference): no such place; `andu tree` shows the headings"
    case .noSuchVersion(let reference, let count):
      "\(reference): the document has \(count) version\(count == 1 ? "" : "s")"
    case .notAReference(let text):
      "\(text): not a reference; it is ID, ID#PARAGRAPH, ID#FIRST-LAST, ID#HEADING/PATH or "
        + "ID@VERSION"
    case .badLine(let damage): damage.description
    case .notASearch(let path):
      "\(path): not a saved search of this archive, or damaged; restore it from a backup, save the "
        + "search again, or give it up with `andu save --delete`"
    case .searchMissing(let path):
      "\(path): the file of a saved search is missing; restore it from a backup, save the search "
        + "again, or give it up with `andu save --delete`"
    case .system(let operation, let path, let errno): "\(path): cannot \(operation): \(errno)"
    }
  }
}
