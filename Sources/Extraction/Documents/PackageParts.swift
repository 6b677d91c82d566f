// PackageParts.swift — the XML parts of a document that is a ZIP file, and their relations.
internal import Containers

/// What DOCX and OFD have in common: parts that are XML, and refer to others by their places.
enum PackageParts {
  /// The part of that name; nil where there is none.
  static func tree(
    _ name: String, of archive: ZipArchive
  ) throws(ContainerError) -> XMLTree? {
    guard let entry = archive.entry(named: name) ?? archive.entry(named: "/" + name) else {
      return nil
    }
    return try XMLTree(archive.bytes(of: entry), what: "entry \(name)")
  }

  /// The name of the entry that a place in another entry means (ST_Loc in OFD, Target in DOCX); it
  /// never leaves the archive.
  static func path(_ place: String, in file: String) -> String {
    var steps = place.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
    for step in place.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }
}
