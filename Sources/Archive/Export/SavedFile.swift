// SavedFile.swift — an original as a file that other programs can open.
internal import Containers
internal import Extraction
package import SystemPackage

/// What was saved: the file itself where it still stands, else what the archive keeps of it.
package enum SavedFile: Sendable, Hashable {
  case there(FilePath)
  /// A name that says the form, and the bytes.
  case kept(name: String, bytes: [UInt8])

  /// The file itself, or a copy of it in a new folder for temporary files, which is left there.
  package func path() throws -> FilePath {
    switch self {
    case .there(let path): return path
    case .kept(let name, let bytes):
      let path = try FileSystem.makeTemporaryFolder().appending(name)
      do {
        let file = try FileDescriptor.open(
          path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
          permissions: [.ownerReadWrite])
        try file.closeAfter { _ = try file.writeAll(bytes) }
      } catch {
        throw ArchiveError.system(operation: "write", path, error as? Errno ?? .ioError)
      }
      return path
    }
  }

  /// Endings that programs know the media types by.
  private static let endings = [
    "text/html": "html", "application/xhtml+xml": "xhtml", "text/plain": "txt",
    "text/markdown": "md", MultipartFile.contentType: "mhtml", "application/pdf": "pdf",
    "application/msword": "doc", "application/ofd": "ofd", Understanding.jsonType: "json",
    "application/vnd.oasis.opendocument.text": "odt",
    MultipartFile.webArchiveType: "webarchive",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  ]

  /// - Parameter type: a media type, with or without parameters.
  fileprivate static func ending(_ type: String) -> String {
    let type = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    return endings[type] ?? "bin"
  }
}

extension Archive {
  /// The original of a document as a file.
  package func savedFile(of document: StoredDocument) throws -> SavedFile {
    guard let version = document.record.versions.first else {
      throw ArchiveError.unknownDocument(document.handle)
    }
    let original = try stored(version).original
    let path = FilePath(document.record.savedAs)
    if path.isAbsolute, FileSystem.fileSize(path) == original.block.count,
      (try? FileSystem.isFile(path)) == true,
      (try? FileSystem.read(path, limit: original.block.count)) == original.block
    {
      return .there(path)
    }
    var (bytes, type) = (original.block, original.contentType)
    if let response = HTTPResponse(bytes), type.hasPrefix(Understanding.responseType) {
      bytes = try response.body(limit: OriginalRecord.blockLimit)
      type = response.header.contentType ?? ""
    }
    if let office = PageExtractor.officeType(of: bytes) { type = office }
    let name = document.handle.filter { $0.isLetter || $0.isNumber || "-_@".contains($0) }
    return .kept(name: "andu-\(name).\(SavedFile.ending(type))", bytes: bytes)
  }
}
