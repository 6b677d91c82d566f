// PageReading.swift — a file as people save it → what is read in it, without an archive.
package import Extraction
import SystemPackage

/// Reads pages just as `ArchiveWriter.add` does, and keeps nothing.
package enum PageReading {
  /// Calls `body` for each page that the file holds, with its place in it.
  ///
  /// What cannot be read is given as an error under its name, and the reading goes on behind it.
  package static func read(
    _ page: ArchiveWriter.Page,
    _ body: (_ name: String, Result<OfficialDocument, any Error>) throws -> Void
  ) throws {
    let understanding = Understanding()
    var pages = SavedPages([page])
    while true {
      let next: ArchiveWriter.Page?
      do { next = try pages.next() } catch {
        try body(error.name, .failure(error.reason))
        continue
      }
      guard let next else { return }
      var conversion: OriginalRecord?
      switch next.kept {
      case .document(_, let made)?: conversion = made
      case nil: break
      default: continue
      }
      let read = Result { () throws -> OfficialDocument in
        var page = next
        var original = try Understanding.original(of: page, date: ArchiveWriter.now())
        if original == nil {
          // It continues another page, and is asked for by itself.
          page.bytes =
            try page.bytes ?? FileSystem.read(page.path ?? "", limit: page.options.maximumSize)
          page.folder = nil
          original = try Understanding.original(of: page, date: ArchiveWriter.now())
        }
        guard let original else { throw ExtractionError.empty }
        return try understanding.read(
          original, conversion: conversion, explains: page.options.explains,
          takesAllLines: page.options.takesAllLines, limit: page.options.maximumSize
        ).document
      }
      try body(next.name, read)
    }
  }
}
