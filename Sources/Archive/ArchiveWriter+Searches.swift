// ArchiveWriter+Searches.swift — searches saved and deleted, each a file that the manifest names.
internal import SearchIndex

extension ArchiveWriter {
  private var searches: SavedSearches { SavedSearches(layout, archive: committed.archive) }

  /// Keeps the search in the place of another of its name, and commits; false for what cannot be a
  /// name.
  package func keep(_ search: SavedSearch) throws -> Bool {
    guard let name = SavedSearches.standardName(search.name) else { return false }
    var search = search
    search.name = name
    // Named only when it is there: one that is named and not there counts as lost.
    try requirePlace()
    try searches.write(search)
    committed.searches.insert(name)
    try commitSearches()
    return true
  }

  /// Deletes a search, and commits; false when there was none of this name.
  package func deleteSearch(_ typed: String) throws -> Bool {
    guard let name = SavedSearches.standardName(typed), committed.searches.contains(name) else {
      return false
    }
    committed.searches.remove(name)
    try commitSearches()
    try searches.unlink(name)
    return true
  }

  private func commitSearches() throws {
    if CommittedFiles(index.owner).searches != committed.searches { isChanged = true }
    try commit()
  }
}
