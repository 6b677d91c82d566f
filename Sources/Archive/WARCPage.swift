// WARCPage.swift — a record of someone else's WARC file → a page to be added, or what it is instead.
internal import Containers
internal import Extraction

/// Which records of a WARC file are pages.
enum WARCPage {
  /// What is a page or a document by its media type; the rest of a visit is pictures and scripts.
  private static let types: Set<String> = [
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/ofd",
  ]

  static func isWanted(_ header: HeaderFields) -> Bool {
    switch header["warc-type"]?.lowercased() {
    case "response": header.kind(of: "content-type") == "application/http"
    case "resource": true
    default: false
    }
  }

  /// What a record is when it is no page; nil when it is one.
  static func passedOver(_ record: WARCReader.Record) -> String? {
    if record.kind == "resource" {
      let type = record.contentType ?? "unknown"
      return types.contains(type) ? nil : type
    }
    guard let response = HTTPResponse(record.block) else { return "damaged response" }
    guard response.status == 200 else { return "HTTP \(response.status)" }
    // A server that names no type leaves it to the reader.
    guard let type = response.header.kind(of: "content-type") else { return nil }
    return types.contains(type) ? nil : type
  }

  static func page(
    of record: WARCReader.Record, in file: ArchiveWriter.Page
  ) -> ArchiveWriter.Page {
    var page = file
    page.bytes = record.block
    page.folder = nil
    page.url = record.targetURI
    let place = record.targetURI ?? record.header["warc-record-id"] ?? ""
    page.inner = file.inner.map { "\($0): \(place)" } ?? place
    page.savedAt = record.date.flatMap { SavedDate.utc($0) }
    page.contentType =
      record.kind == "response" ? Understanding.responseType : record.contentType ?? "text/html"
    return page
  }
}
