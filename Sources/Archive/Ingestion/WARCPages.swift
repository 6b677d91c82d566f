// WARCPages.swift — the records of a WARC file → pages to be added, and what the rest is.
internal import Containers
internal import Extraction

/// The pages in a WARC file, one at a time, whoever wrote it.
///
/// What another archive of Andu kept comes as it is: its originals with all that is said of them,
/// what programs made of them, removals and annotations.
struct WARCPages: PageContainer {
  private var reader: WARCReader
  private let file: ArchiveWriter.Page
  /// A record that was read to see whether it belongs to the one before.
  private var ahead: WARCReader.Record?
  private var counted: [String: Int] = [:]
  /// The id of the archive whose file it is, where one wrote it.
  private var archive = ""

  init(_ reader: WARCReader, _ file: ArchiveWriter.Page) {
    (self.reader, self.file) = (reader, file)
  }

  /// What is no page, by what it is; what only describes the file is not counted.
  var passedOver: [String: Int] {
    counted.merging(reader.passedOver.filter { $0.key != "warcinfo" }, uniquingKeysWith: +)
  }

  /// The next page. After an error of one record the next call goes on behind it.
  mutating func next() throws(SavedPageError) -> ArchiveWriter.Page? {
    while let record = try nextRecord() {
      if record.kind == "warcinfo" {
        archive = OriginalRecord(kept: record)?.archive ?? ""
        continue
      }
      if let kept = KeptRecord(record, in: archive) {
        var page = file
        page.inner = name(of: record)
        page.archive = archive
        guard case .document(let original, _) = kept else {
          page.kept = kept
          return page
        }
        guard record.statedDigest == original.digest.description else {
          throw SavedPageError(
            name: "\(file.name): \(name(of: record))", reason: OriginalDamage.digest)
        }
        page.kept = .document(original, conversion: try conversion(of: original))
        return page
      }
      guard let kind = Self.kind(ofOther: record) else { return page(of: record) }
      counted[kind, default: 0] += 1
    }
    return nil
  }

  private mutating func nextRecord() throws(SavedPageError) -> WARCReader.Record? {
    if let record = ahead {
      ahead = nil
      return record
    }
    do throws(ContainerError) {
      return try reader.next(Self.isWanted)
    } catch {
      throw SavedPageError(name: file.name, reason: error, isEnd: true)
    }
  }

  /// What a program made of an original stands right behind it.
  private mutating func conversion(
    of original: OriginalRecord
  ) throws(SavedPageError) -> OriginalRecord? {
    ahead = try nextRecord()
    guard let record = ahead, record.kind == "conversion", let kept = OriginalRecord(kept: record),
      kept.refersTo == original.id, record.statedDigest == kept.digest.description
    else { return nil }
    ahead = nil
    return kept
  }

  private func name(of record: WARCReader.Record) -> String {
    let place = record.targetURI ?? record.header["warc-record-id"] ?? ""
    return file.inner.map { "\($0): \(place)" } ?? place
  }

  /// What is a page or a document by its media type; the rest of a visit is pictures and scripts.
  private static let types: Set<String> = [
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/msword",
    "application/rtf", "text/rtf", "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/ofd",
  ]

  private static func isWanted(_ header: HeaderFields) -> Bool {
    switch header["warc-type"]?.lowercased() {
    case "response": header.contentType == "application/http"
    case "resource", "warcinfo": true
    case "conversion": header[Understanding.programField.lowercased()] != nil
    case "metadata": header["warc-block-digest"]?.hasPrefix("sha256:") ?? false
    default: false
    }
  }

  /// What a record is when it is no page; nil when it is one.
  private static func kind(ofOther record: WARCReader.Record) -> String? {
    if record.kind == "metadata" || record.kind == "conversion" { return record.kind }
    if record.kind == "resource" {
      let type = record.contentType ?? "unknown"
      return types.contains(type) ? nil : type
    }
    guard let response = HTTPResponse(record.block) else { return "damaged response" }
    guard response.status == 200 else { return "HTTP \(response.status)" }
    // A server that names no type leaves it to the reader.
    guard let type = response.header.contentType else { return nil }
    if types.contains(type) { return nil }
    // Many name none that they know for documents, or one of their own.
    guard mayBeDocument(type),
      let body = try? response.body(limit: ExtractionOptions().maximumSize),
      PageExtractor.officeType(of: body) != nil
    else { return type }
    return nil
  }

  private static func mayBeDocument(_ type: String) -> Bool {
    type.hasSuffix("/octet-stream")
      || type.hasPrefix("application/")
        && !["javascript", "json", "xml", "font"].contains { type.contains($0) }
  }

  /// Why a record may be cut. Source: ISO 28500:2017, 5.13.
  private static let reasons: Set<String> = ["length", "time", "disconnect"]

  private func page(of record: WARCReader.Record) -> ArchiveWriter.Page {
    var page = file
    page.bytes = record.block
    page.folder = nil
    page.url = record.targetURI
    page.inner = name(of: record)
    page.savedAt = record.date.flatMap { SavedDate.utc($0) }
    page.cut = record.header["warc-truncated"].map {
      Self.reasons.contains($0.lowercased()) ? $0.lowercased() : "unspecified"
    }
    page.contentType =
      record.kind == "response" ? Understanding.responseType : record.contentType ?? "text/html"
    return page
  }
}

/// What another archive kept.
enum KeptRecord: Sendable {
  case document(OriginalRecord, conversion: OriginalRecord?)
  /// A document was removed there.
  case removal(RemovalsAhead.Removal)
  case annotation(KeptEvent)

  var isDocument: Bool { if case .document = self { true } else { false } }

  /// Nil for a record that no archive wrote.
  ///
  /// - Parameter archive: the id of the archive whose file it stands in.
  init?(_ record: WARCReader.Record, in archive: String) {
    guard let kept = OriginalRecord(kept: record) else { return nil }
    if kept.isDocument {
      guard kept.fields.contains(where: { $0.name == Understanding.savedAsField }) else {
        return nil
      }
      self = .document(kept, conversion: nil)
    } else if let id = Removals.document(kept) {
      self = .removal(RemovalsAhead.Removal(archive: archive, document: id))
    } else if let event = AnnotationLog.event(in: kept) {
      self = .annotation(KeptEvent(event: event, date: kept.date, id: kept.id))
    } else {
      return nil
    }
  }
}

extension OriginalRecord {
  /// A record as an archive wrote it; nil for one that lacks what all of those have.
  init?(kept record: WARCReader.Record) {
    guard let kind = Kind(rawValue: record.kind), let id = record.header["warc-record-id"],
      let date = record.date.flatMap({ SavedDate.utc($0) }),
      let contentType = record.header["content-type"]
    else { return nil }
    func unbracketed(_ text: String) -> String { text.filter { $0 != "<" && $0 != ">" } }
    let names = [
      Understanding.savedAsField, Understanding.savedAtField, Understanding.cutField,
      Understanding.programField,
    ]
    self.init(
      kind: kind, id: unbracketed(id), targetURI: record.targetURI, date: date,
      contentType: contentType, refersTo: record.header["warc-refers-to"].map(unbracketed),
      fields: names.compactMap { name in
        record.header[name.lowercased()].map { Field(name, $0) }
      },
      digest: SHA256Digest(of: record.block), block: record.block)
  }
}

extension WARCReader.Record {
  /// The SHA-256 that the record's header states.
  fileprivate var statedDigest: String? {
    header["warc-block-digest"].flatMap { $0.hasPrefix("sha256:") ? String($0.dropFirst(7)) : nil }
  }
}
