// SavedSearch.swift — searches that are kept under a name, and what is new to them.
internal import Extraction
internal import FoundationEssentials
internal import SearchIndex
internal import SystemPackage

/// How far the originals went at some time. They are only appended to: what lies beyond is newer,
/// whatever clocks say.
package struct OriginalPosition: Codable, Sendable, Hashable, Comparable {
  package var file: Int
  package var offset: Int

  package static func < (a: Self, b: Self) -> Bool { (a.file, a.offset) < (b.file, b.offset) }

  init(file: Int, offset: Int) { (self.file, self.offset) = (file, offset) }

  /// Where the record ends.
  init(endOf location: OriginalLocation) {
    self.init(file: location.file, offset: location.offset + location.length)
  }
}

/// A search under a name: what was typed behind `andu search`.
package struct SavedSearch: Codable, Sendable, Hashable {
  package var name: String
  package var arguments: [String]
  /// UTC.
  package var savedAt: String
  package var lastRunAt: String?
  /// How far the originals went when it was last run.
  package var seen: OriginalPosition?
  /// What of that which came since was shown, by its marks; nil for none.
  package var shown: [String]?

  /// More marks are not kept, for the sake of the file.
  private static let mostShown = 20_000

  package init(name: String, arguments: [String]) {
    self.name = name
    self.arguments = arguments
    savedAt = ArchiveWriter.now()
  }

  /// Notes that it was run on an archive as it stands.
  ///
  /// - Parameters:
  ///   - isSeen: whether what is there is new no more.
  ///   - passages: those that were shown of what is new, which then are not.
  ///   - asDocuments: each stands for its document.
  package mutating func note(
    run archive: Archive, isSeen: Bool, showing passages: [Passage], asDocuments: Bool
  ) {
    lastRunAt = ArchiveWriter.now()
    if isSeen {
      seen = archive.end
      shown = nil
    } else if !passages.isEmpty {
      let marks = passages.map { asDocuments ? $0.documentMark : $0.mark }
      shown = Array(((shown ?? []) + marks).suffix(Self.mostShown))
    }
  }
}

/// The saved searches of an archive, a small file each, replaced as a whole. The manifest names
/// them, so that one whose file is gone is noticed.
///
/// A file is a JSON object; its first line holds the SHA-256 of the archive's id and of all bytes
/// behind that line's comma: one of another archive tells what is new by the originals of that one.
package struct SavedSearches: Sendable {
  private let layout: ArchiveLayout
  private let archive: [UInt8]
  private static let ending = ".json"
  /// In bytes.
  private static let longest = 1 << 20

  /// - Parameter archive: the archive's id; nil for one that has none.
  init(_ layout: ArchiveLayout, archive: String?) {
    self.layout = layout
    self.archive = Array((archive ?? "").utf8)
  }

  private var folder: FilePath { layout.searches }

  /// Those that have a file.
  func names() throws -> Set<String> {
    guard FileSystem.exists(folder) else { return [] }
    let files = try FolderListing.names(in: folder).filter { $0.hasSuffix(Self.ending) }
    return Set(files.map { String($0.dropLast(Self.ending.count)) })
      .filter { Self.standardName($0) == $0 }
  }

  /// Those that the manifest names.
  private func committed() throws -> Set<String> { try layout.ownCommitted()?.searches ?? [] }

  /// Sorted by name. Error: the first that cannot be read.
  package func all() throws -> [SavedSearch] {
    let (searches, errors) = try readable()
    if let error = errors.first { throw error }
    return searches
  }

  /// Those that can be read, sorted by name, and why others cannot.
  package func readable() throws -> (searches: [SavedSearch], errors: [any Error]) {
    var (searches, errors): ([SavedSearch], [any Error]) = ([], [])
    for name in try names().union(committed()).sorted() {
      do {
        if let found = try self.search(named: name) { searches.append(found) }
      } catch {
        errors.append(error)
      }
    }
    return (searches, errors)
  }

  /// Nil when there is none of this name.
  package func search(named name: String) throws -> SavedSearch? {
    guard let name = Self.standardName(name), let path = path(name) else { return nil }
    guard try FileSystem.isThere(path) else {
      if try committed().contains(name) { throw ArchiveError.searchMissing(path) }
      return nil
    }
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(path, limit: Self.longest) } catch let error as Errno {
      throw ArchiveError.system(operation: "read the file", path, error)
    }
    guard isSealed(bytes),
      let search = try? JSONDecoder().decode(SavedSearch.self, from: Data(bytes)),
      self.path(search.name) == path
    else { throw ArchiveError.notASearch(path) }
    return search
  }

  /// The files in which no search can be read, and why.
  func damaged() -> [(file: FilePath, why: any Error)] {
    var damaged: [(file: FilePath, why: any Error)] = []
    let names = ((try? names()) ?? []).union((try? committed()) ?? [])
    for name in names.sorted() {
      do { _ = try search(named: name) } catch {
        damaged.append((folder.appending(name + Self.ending), error))
      }
    }
    return damaged
  }

  /// The beginning of a file that goes on with `rest`.
  private func seal(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    Array("{\"sha256\":\"\(SHA256Digest(of: archive + rest))\",".utf8)
  }

  private func isSealed(_ bytes: [UInt8]) -> Bool {
    let length = seal([]).count
    return bytes.count > length && Array(bytes[..<length]) == seal(bytes[length...])
  }

  /// Writes the file of a search, in the place of another of its name.
  package func write(_ search: SavedSearch) throws {
    guard let path = path(search.name) else { return }
    try FileSystem.makeFolder(folder)
    let rest: ArraySlice<UInt8> =
      try SortedJSON.bytes(search, isPretty: true).dropFirst() + [0x0a]
    try AtomicFile.write([seal(rest), Array(rest)], to: path)
  }

  /// Deletes the file of a search.
  func unlink(_ name: String) throws {
    guard let path = path(name) else { return }
    try FileSystem.delete(path)
  }

  /// A name is what a tag may be, but for `/`; nil for what cannot be one.
  static func standardName(_ typed: String) -> String? {
    guard let name = Tag.standard(typed), !name.contains("/"), name.first != "." else { return nil }
    return name
  }

  private func path(_ name: String) -> FilePath? {
    Self.standardName(name).map { folder.appending($0 + Self.ending) }
  }

  /// Follows the originals to where they were moved.
  func follow(_ moved: [OriginalLocation: OriginalLocation]) throws {
    for var search in try all() {
      guard let seen = search.seen else { continue }
      let places = moved.filter { OriginalPosition(endOf: $0.key) <= seen }.values
      search.seen =
        places.map(OriginalPosition.init(endOf:)).max() ?? OriginalPosition(file: 0, offset: 0)
      try write(search)
    }
  }
}

extension Archive {
  package var searches: SavedSearches {
    SavedSearches(layout, archive: CommittedFiles(index.owner).archive)
  }

  /// How far the originals go.
  package var end: OriginalPosition {
    let file = originals.committed.files.last ?? 0
    return OriginalPosition(file: file, offset: originals.committed[file] ?? 0)
  }

  /// How far a search has seen the originals; nil before its first run.
  ///
  /// Where that is no place in these originals, older ones were restored since, and what is added
  /// to them would pass for seen: then it has seen nothing.
  package func seen(by search: SavedSearch) -> OriginalPosition? {
    guard let seen = search.seen else { return nil }
    let isPlace = seen <= end && originals.hasBoundary(at: seen)
    return isPlace ? seen : OriginalPosition(file: 0, offset: 0)
  }

  /// What a search has shown of what is new to it.
  package func shown(by search: SavedSearch) -> Set<String> {
    seen(by: search) == search.seen ? Set(search.shown ?? []) : []
  }

  /// More hits than this are not looked through for what is new.
  private static let mostNew = 10_000

  /// What a search finds in documents that came since; of changed documents what did not stand in
  /// the version before.
  func search(_ request: SearchRequest, since position: OriginalPosition) throws -> SearchAnswer {
    var keys: [[UInt8]] = []
    try originals.forEachRecord(after: position) { record, _ in
      if record.isDocument { keys.append(Fields.digestKey(record.digest.description)) }
    }
    var wide = request
    (wide.since, wide.groupsByDocument, wide.facets) = (nil, false, [])
    wide.conditions.append(DocumentCondition(.keys(keys)))
    (wide.limit, wide.offset) = (Self.mostNew, 0)
    var answer = try search(wide)
    var older: [String: Set<String>?] = [:]
    let new = try answer.passages.filter { passage in
      if !request.shown.isEmpty,
        request.shown.contains(passage.mark) || request.shown.contains(passage.documentMark)
      {
        return false
      }
      if older[passage.document] == nil {
        older[passage.document] = .some(try paragraphs(of: passage.document, until: position))
      }
      guard let texts = older[passage.document] ?? nil else { return false }
      return !texts.contains(passage.text)
    }
    try narrow(&answer, to: new, request)
    return answer
  }

  /// The texts of the version that was the newest up to then, none when there was no version; nil
  /// when that is still the newest.
  private func paragraphs(of id: String, until position: OriginalPosition) throws -> Set<String>? {
    let record = try document(DocumentReference(id: id)).record
    let seen = record.versions.firstIndex { OriginalPosition(endOf: $0.location) <= position }
    guard let seen else { return [] }
    if seen == 0 { return nil }
    let old = try document(DocumentReference(id: id, version: seen + 1))
    return Set(old.paragraphs.map(\.text))
  }
}

extension Passage {
  /// By what a search recognizes a paragraph that it has shown, in any version of its document.
  fileprivate var mark: String { Self.mark("\(document)#\(text)") }

  /// The same of this version of the document.
  fileprivate var documentMark: String { Self.mark("\(document)@\(sha256)") }

  private static func mark(_ text: String) -> String {
    String(SHA256Digest(of: Array(text.utf8)).description.prefix(16))
  }
}
