// LiveSegment.swift — a segment as a manifest names it: the reader and what is deleted.
import SystemPackage

/// A segment together with the documents that are gone from it.
package struct LiveSegment: Sendable {
  package let reader: SegmentReader
  package internal(set) var deleted: Bitmap
  var entry: Manifest.Segment
  /// `deleted` has changed since it was written.
  var isDirty = false

  package var liveDocumentCount: Int { reader.documentCount - deleted.population }

  /// The documents that are there and pass the filters.
  func documents(matching filters: [DocumentFilter]) throws(SegmentError) -> Bitmap {
    var documents = try DocumentFilter.all(filters).documents(in: reader)
    documents.subtract(deleted)
    return documents
  }

  /// Opens what `entry` names and checks that it is the file that was meant.
  init(
    _ entry: Manifest.Segment, in folder: FilePath, analyzer: Analyzer
  ) throws(SegmentError) {
    let folder = folder.appending(Manifest.segmentFolderName)
    reader = try SegmentReader(path: folder.appending(entry.name), analyzer: analyzer)
    guard reader.byteCount == entry.byteCount,
      reader.footerChecksum == entry.footerChecksum
    else { throw .damaged(file: entry.name, offset: reader.byteCount - SegmentFormat.footerSize) }
    deleted =
      if let name = entry.deletions {
        try DeletedDocuments.read(
          folder.appending(name), documents: reader.documentCount,
          checksum: entry.deletionsChecksum)
      } else {
        Bitmap(count: reader.documentCount)
      }
    self.entry = entry
  }

  /// A segment that was just written, and that no manifest names yet.
  init(_ reader: SegmentReader) {
    self.reader = reader
    deleted = Bitmap(count: reader.documentCount)
    entry = Manifest.Segment(
      name: reader.name, byteCount: reader.byteCount, footerChecksum: reader.footerChecksum)
  }
}

extension [LiveSegment] {
  /// Opens all that `manifest` names.
  init(_ manifest: Manifest, in folder: FilePath, analyzer: Analyzer) throws(SegmentError) {
    self = []
    for entry in manifest.segments {
      append(try LiveSegment(entry, in: folder, analyzer: analyzer))
    }
  }

  /// The documents that are there whose keys begin with `prefix`, no more than `limit` of them.
  func documents(
    withKeyPrefix prefix: [UInt8], limit: Int = .max
  ) throws(SegmentError) -> [(key: [UInt8], place: DocumentPlace)] {
    var found: [(key: [UInt8], place: DocumentPlace)] = []
    for (index, segment) in enumerated() {
      for (key, document) in try segment.reader.documents(
        withKeyPrefix: prefix, limit: limit == .max ? .max : limit + segment.deleted.population)
      where !segment.deleted[document] {
        found.append((key, DocumentPlace(segment: index, document: document)))
        if found.count == limit { return found }
      }
    }
    return found
  }
}

extension SegmentReader {
  var footerChecksum: UInt32 {
    file.checksum(of: file.byteCount - SegmentFormat.footerSize..<file.byteCount)
  }
}
