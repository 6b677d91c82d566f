// SavedPages.swift — a file as people save it → the pages in it, one at a time.
internal import Containers
internal import Extraction
import SystemPackage

/// Walks through what is to be added: most files are a page, some hold many.
///
/// A WARC file is read forward, a record at a time, so that its size does not matter.
struct SavedPages {
  /// What a container holds beside pages and documents: `image/png`, `request`, with how many.
  private(set) var passedOver: [String: Int] = [:]
  /// How many of the given files have been begun.
  private(set) var begun = 0

  private var rest: ArraySlice<ArchiveWriter.Page>
  private var warc: (reader: WARCReader, page: ArchiveWriter.Page)?

  init(_ pages: [ArchiveWriter.Page]) { rest = pages[...] }

  /// The next page. An error belongs to the file it names; the next call goes on behind it.
  mutating func next() throws(SavedPageError) -> ArchiveWriter.Page? {
    while true {
      if warc != nil {
        if let page = try nextInWARC() { return page }
        continue
      }
      guard let page = rest.popFirst() else { return nil }
      begun += 1
      guard let stream = try open(page) else { return page }
      warc = (WARCReader(stream, limit: page.options.maximumSize), page)
    }
  }

  // MARK: WARC

  /// The records of a file, when it holds records.
  private func open(_ page: ArchiveWriter.Page) throws(SavedPageError) -> ByteStream? {
    do {
      if let bytes = page.bytes {
        guard bytes.starts(with: [0x1f, 0x8b]) || bytes.starts(with: Self.warcMark) else {
          return nil
        }
        return Self.isWARC(ByteStream(bytes: bytes, name: page.name))
          ? ByteStream(bytes: bytes, name: page.name) : nil
      }
      guard let path = page.path, try Self.mayBeWARC(path), Self.isWARC(try Self.stream(path))
      else {
        return nil
      }
      return try Self.stream(path)
    } catch {
      throw SavedPageError(name: page.name, reason: "\(error)")
    }
  }

  private static let warcMark = Array("WARC/".utf8)

  private static func mayBeWARC(_ path: FilePath) throws -> Bool {
    let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    defer { try? file.close() }
    let start = try FileSystem.beginning(of: file, count: warcMark.count)
    return start.starts(with: [0x1f, 0x8b]) || start == warcMark
  }

  private static func isWARC(_ stream: ByteStream) -> Bool {
    (try? stream.read(warcMark.count)) == warcMark
  }

  private static func stream(_ path: FilePath) throws -> ByteStream {
    let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    return try ByteStream(descriptor: file.rawValue, name: path.lastComponent?.string ?? "")
  }

  /// The next page or document of the open file; nil, and the file is closed, at its end.
  private mutating func nextInWARC() throws(SavedPageError) -> ArchiveWriter.Page? {
    guard let (open, file) = warc else { return nil }
    var reader = open
    do {
      while let record = try reader.next(WARCPage.isWanted) {
        guard let kind = WARCPage.passedOver(record) else {
          warc = (reader, file)
          return WARCPage.page(of: record, in: file)
        }
        passedOver[kind, default: 0] += 1
      }
      close(reader)
      return nil
    } catch {
      close(reader)
      throw SavedPageError(name: file.name, reason: error.description)
    }
  }

  private mutating func close(_ reader: WARCReader) {
    passedOver.merge(reader.passedOver, uniquingKeysWith: +)
    warc = nil
  }
}

/// A file that could not be read, or not to its end.
struct SavedPageError: Error {
  let name: String
  let reason: String
}

/// Which records of a WARC file are pages.
private enum WARCPage {
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
    page.url = record.targetURI
    page.inner = record.targetURI ?? record.header["warc-record-id"]
    page.savedAt = record.date.flatMap { SavedDate.utc($0) }
    page.contentType =
      record.kind == "response" ? Understanding.responseType : record.contentType
    return page
  }
}
