// SampleArchive.swift — a fresh archive for one test, filled through the package's own API.
import Archive
import Extraction
import Foundation
import SystemPackage

/// An archive in a folder that is gone when the test is.
final class SampleArchive {
  let folder: URL
  var root: FilePath { FilePath(folder.appendingPathComponent("archive").path) }

  init(lines: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("andu-archive-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try ArchiveWriter.create(at: root)
    if !lines.isEmpty { _ = try importLines(lines) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> FilePath {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return FilePath(file.path)
  }

  @discardableResult
  func importLines(_ lines: [String]) throws -> IngestionReport {
    let path = try write(lines.joined(separator: "\n").utf8, to: "lines.jsonl")
    let writer = try ArchiveWriter(root: root)
    var report = IngestionReport()
    try writer.importLines(try LineReader(path: path), name: "lines", report: &report) { _ in }
    try writer.commit()
    return report
  }

  /// Adds texts, one paragraph a line, under their addresses.
  @discardableResult
  func add(_ texts: [(url: String?, text: String)]) throws -> IngestionReport {
    var options = ExtractionOptions()
    options.form = .plainText
    let pages = texts.map {
      ArchiveWriter.Page(path: nil, bytes: Array($0.text.utf8), url: $0.url, options: options)
    }
    let writer = try ArchiveWriter(root: root)
    var report = IngestionReport()
    try writer.add(pages, report: &report) { _ in }
    try writer.commit()
    return report
  }

  func open() throws -> Archive { try Archive(root: root) }

  func document(_ reference: String) throws -> StoredDocument {
    try open().document(try DocumentReference(reference))
  }

  func reindex() throws {
    var report = IngestionReport()
    try ArchiveWriter.rebuilding(root: root) { _ in }
      .reindex(report: &report) { _ in }
  }

  /// The ids that `conditions` let through, in the order in which they were added.
  func ids(_ conditions: [DocumentCondition] = []) throws -> [String] {
    try open().list(conditions).map { $0.1.id }
  }
}
