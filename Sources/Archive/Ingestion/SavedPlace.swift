// SavedPlace.swift — where a file was saved, and where the files that its page links to may lie.
import Extraction

/// A place as records have it: `/a/page.html`, `/a/pages.zip#b/page.html`.
struct SavedPlace: Hashable {
  /// The whole of it.
  let path: String
  /// The file that holds others; nil for a file of its own.
  private let container: String?
  /// Ends with the mark before the name.
  private let folder: String
  let name: String

  init(_ path: String) {
    self.path = path
    container = path.indices.lazy.filter { path[$0] == "#" }.map { String(path[..<$0]) }
      .first { file in Self.containerEndings.contains { file.lowercased().hasSuffix($0) } }
    let inner = container.map { path.index(path.startIndex, offsetBy: $0.count + 1) }
    let start =
      path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    name = String(path[max(start, inner ?? start)...])
    folder = String(path.dropLast(name.count))
  }

  private static let containerEndings = [".zip", ".wacz", ".warc", ".warc.gz"]

  /// The same for the files that may belong together: those of one container with one name; of a
  /// folder also those in the folders of its pages' files.
  var neighbourhood: String {
    if let container { return "\(container)#\(name)" }
    let steps = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let isOfPage = FolderWalk.partSuffixes.contains { steps.last?.hasSuffix($0) == true }
    return ((isOfPage ? steps.dropLast() : steps) + [Substring(name)]).joined(separator: "/")
  }

  /// Where a file that the page here links to may lie, the likeliest first.
  func places(of file: Attachment) -> [SavedPlace] {
    let address = FileURI.decoded(String(file.address.prefix { $0 != "?" && $0 != "#" }))
    let last = address.split(separator: "/").last.map(String.init) ?? ""
    var names = [last]
    if !address.contains(":"), !address.hasPrefix("/"), address != last {
      names.insert(address.hasPrefix("./") ? String(address.dropFirst(2)) : address, at: 0)
    }
    // A browser saves a file under the name that the page gives it.
    let ending = last.lastIndex(of: ".").map { String(last[$0...]) } ?? ""
    names += [file.name, file.name + ending]
    return names.filter { !$0.isEmpty && !$0.hasSuffix("/") }.map { SavedPlace(folder + $0) }
  }

  /// Of the files in the neighbourhood of `place` the one that is meant by a page here: there, in
  /// the folder of the page's files, or else the only one of a container.
  func choose(
    among files: [SavedPlace], at place: SavedPlace
  ) -> Int? {
    let stem = folder + (name.lastIndex(of: ".").map { name[..<$0] } ?? name[...])
    let ofPage = FolderWalk.partSuffixes.map { "\(stem)\($0)/\(place.name)" }
    return files.lastIndex(of: place) ?? files.lastIndex { ofPage.contains($0.path) }
      ?? (container != nil && files.count == 1 ? 0 : nil)
  }
}
