// PageRecord.swift — what the archive keeps of a page beside its text; bytes ⇄ record.
package import Extraction
internal import FoundationEssentials

/// What Andu knows of a document: read from its page, and where the page is kept.
///
/// Stored as JSON with each document in the index; derived, rebuilt by `reindex`.
package struct PageRecord: Codable, Sendable, Hashable {
  /// One saved state of the document.
  package struct Version: Codable, Sendable, Hashable {
    /// SHA-256 of the bytes as saved.
    package var sha256: String
    package var location: OriginalLocation
    /// When it was put into the archive, UTC.
    package var addedAt: String
  }

  /// Field, value and where it was read, as `Evidence`.
  package struct Proof: Codable, Sendable, Hashable {
    package var field: String
    package var value: String
    package var origin: String
  }

  /// The document's id, in full.
  package var id: String
  /// The file it was read from, or the import it came with.
  package var savedAs: String
  package var contentType: String
  package var pageKind: String
  package var title: String?
  package var publishedOn: String?
  package var source: String?
  package var issuer: String?
  package var documentNumber: String?
  package var indexNumber: String?
  package var issuedOn: String?
  package var validity: String?
  package var documentKind: String?
  package var years: [Int]
  package var region: Region?
  /// The further fields of `OfficialDocument`; lists are nil when they are empty.
  package var authors: [String]?
  package var subject: String?
  package var keywords: [String]?
  package var site: String?
  package var column: String?
  package var effectiveOn: String?
  package var validFor: String?
  package var expiresOn: String?
  package var repealedOn: String?
  package var wrapper: String?
  package var work: String?
  package var attachments: [Attachment]?
  package var url: String?
  /// When the page was saved, UTC, as far as its file says.
  package var savedAt: String?
  package var encoding: String
  package var truncated: String?
  package var evidence: [Proof]
  /// Newest first; the first is the one that is indexed.
  package var versions: [Version]

  package var sha256: String { versions.first?.sha256 ?? "" }

  /// What a reader calls the document: its title, or the name of its file; an imported line
  /// has only its id.
  package var displayTitle: String {
    if let title { return title }
    if contentType == Understanding.jsonType { return id }
    return savedAs.split(separator: "/").last.map(String.init) ?? id
  }

  /// The date shown with the document: 发布日期, else 成文日期.
  package var displayDate: String? { publishedOn ?? issuedOn }

  /// Who is shown with the document: 来源, else 发文机关.
  package var displaySource: String? { source ?? issuer }

  init(
    id: String, savedAs: String, contentType: String, document: OfficialDocument,
    versions: [Version]
  ) {
    self.id = id
    self.savedAs = savedAs
    self.contentType = contentType
    pageKind = document.kind.rawValue
    title = document.title
    publishedOn = document.publishedOn
    source = document.source
    issuer = document.issuer
    documentNumber = document.documentNumber
    indexNumber = document.indexNumber
    issuedOn = document.issuedOn
    validity = document.validity
    documentKind = document.documentKind
    years = document.years
    region = document.region
    authors = document.authors.isEmpty ? nil : document.authors
    subject = document.subject
    keywords = document.keywords.isEmpty ? nil : document.keywords
    site = document.site
    column = document.column
    effectiveOn = document.effectiveOn
    validFor = document.validFor
    expiresOn = document.expiresOn
    repealedOn = document.repealedOn
    wrapper = document.wrapper
    work = document.work
    attachments = document.attachments.isEmpty ? nil : document.attachments
    url = document.url
    savedAt = document.savedAt
    encoding = document.encoding
    truncated = document.truncated
    evidence = document.evidence.map { Proof(field: $0.field, value: $0.value, origin: $0.origin) }
    self.versions = versions
  }

  init(bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(PageRecord.self, from: Data(bytes))
  }

  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }
}
