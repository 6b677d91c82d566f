// PageRecord.swift — what the archive keeps of a page beside its text; bytes ⇄ record.
package import Extraction
internal import FoundationEssentials

/// What Andu knows of a document: read from its page, and where the page is kept. The document's
/// fields are members of it, in JSON too.
///
/// Stored as JSON with each document in the index; derived, rebuilt by `reindex`.
@dynamicMemberLookup
package struct PageRecord: Sendable, Hashable {
  /// One saved state of the document.
  package struct Version: Codable, Sendable, Hashable {
    /// SHA-256 of the bytes as saved.
    package var sha256: String
    package var location: OriginalLocation
    /// When it was put into the archive, UTC.
    package var addedAt: String
    /// What a program made of the bytes, where one was needed.
    package var conversion: OriginalLocation?
    /// Nil for an article that was read to its end.
    package var standing: Standing?
  }

  /// The document's id, in full.
  package var id: String
  /// The file it was read from, or the import it came with.
  package var savedAs: String
  package var contentType: String
  package var pageKind: String
  package var fields: DocumentFields
  /// The documents that the page holds; none where the one that it is says no more of itself than
  /// the fields do.
  package var parts: [DocumentPart]
  package var evidence: [Evidence]
  /// What people added.
  package private(set) var annotations = Annotations()
  /// The fields as they were read, where some were set by hand since.
  package private(set) var extracted: DocumentFields?
  /// What its text shares with others; nil for what is no article or has hardly a text.
  package internal(set) var likeness: Likeness?
  /// Articles first, then what was cut short, then what is no article, of each the newest first;
  /// the first is the one that is indexed.
  package var versions: [Version]

  package subscript<Value>(dynamicMember path: KeyPath<DocumentFields, Value>) -> Value {
    fields[keyPath: path]
  }

  /// Whether it came as a line of JSON.
  package var isImported: Bool { contentType == Understanding.jsonType }

  package var sha256: String { versions.first?.sha256 ?? "" }

  var isArticle: Bool { pageKind == PageKind.article.rawValue }

  /// Its title; of a notice that has none that of what it issues.
  package var knownTitle: String? { fields.title ?? fields.work }

  /// What a reader calls the document: its title, or the name of its file; an imported line
  /// has only its id.
  package var displayTitle: String {
    if let knownTitle { return knownTitle }
    if isImported { return id }
    return savedAs.split(separator: "/").last.map(String.init) ?? id
  }

  /// The date shown with the document: 发布日期, else 成文日期.
  package var displayDate: String? { fields.publishedOn ?? fields.issuedOn }

  /// Who is shown with the document: 来源, else 发文机关.
  package var displaySource: String? { fields.source ?? fields.issuer }

  init(
    id: String, savedAs: String, contentType: String, document: OfficialDocument,
    versions: [Version]
  ) {
    self.id = id
    self.savedAs = savedAs
    self.contentType = contentType
    pageKind = document.kind.rawValue
    fields = document.fields
    let isTold = document.parts.count == 1 && document.parts[0].addressees.isEmpty
    parts = isTold ? [] : document.parts
    evidence = document.evidence
    self.versions = versions
  }

  /// The `Evidence.origin` of a field that was set by hand, and of what was read there when
  /// nothing else says where.
  package static let byHand = "set by hand"
  private static let asRead = "as read"

  /// Puts what people added in the place of what they added before.
  ///
  /// - Parameter texts: the document's paragraphs.
  mutating func annotate(_ annotations: Annotations, paragraphs texts: [String]) {
    evidence.removeAll { $0.origin == Self.byHand || $0.origin == Self.asRead }
    fields = extracted ?? fields
    self.annotations = annotations
    self.annotations.anchor(in: texts)
    extracted = annotations.values.isEmpty ? nil : fields
    var proofs: (set: [Evidence], read: [Evidence]) = ([], [])
    for name in SettableField.names {
      guard let value = annotations.values[name], let field = SettableField(name) else { continue }
      // The level is shown with the region.
      let shown = name == "level" ? "region" : name
      proofs.set.append(Evidence(field: shown, value: value, origin: Self.byHand))
      if let before = field.value(in: fields), before != value,
        !evidence.contains(where: { $0.field == shown })
      {
        proofs.read.append(Evidence(field: shown, value: before, origin: Self.asRead))
      }
      field.put(value, into: &fields)
    }
    evidence.insert(contentsOf: proofs.set + proofs.read, at: 0)
    if !annotations.values.isEmpty, isArticle {
      fields.completeFromTitle()
    }
  }

  init(bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(PageRecord.self, from: Data(bytes))
  }

  func bytes() throws -> [UInt8] { try SortedJSON.bytes(self) }

  private static let versionsKey = Array("\"versions\":[".utf8)

  /// The versions alone of a stored record, which is quicker than all of it: keys are in order, so
  /// that few stand behind theirs, and no text holds a quotation mark as it is.
  package static func versions(in bytes: [UInt8]) throws -> [Version] {
    struct Versions: Decodable { let versions: [Version] }
    var object = bytes
    let start = bytes.indices.last { index in
      bytes[index] == versionsKey[0] && bytes[index...].starts(with: versionsKey)
    }
    if let start { object = [UInt8(ascii: "{")] + bytes[start...] }
    return try JSONDecoder().decode(Versions.self, from: Data(object)).versions
  }
}

extension PageRecord: Codable {
  private enum CodingKeys: CodingKey {
    case id, savedAs, contentType, pageKind, parts, evidence, annotations, extracted
    case likeness, versions
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    savedAs = try values.decode(String.self, forKey: .savedAs)
    contentType = try values.decode(String.self, forKey: .contentType)
    pageKind = try values.decode(String.self, forKey: .pageKind)
    fields = try DocumentFields(from: decoder)
    parts = try values.decodeIfPresent([DocumentPart].self, forKey: .parts) ?? []
    evidence = try values.decode([Evidence].self, forKey: .evidence)
    annotations =
      try values.decodeIfPresent(Annotations.self, forKey: .annotations) ?? Annotations()
    extracted = try values.decodeIfPresent(DocumentFields.self, forKey: .extracted)
    likeness = try values.decodeIfPresent(Likeness.self, forKey: .likeness)
    versions = try values.decode([Version].self, forKey: .versions)
  }

  package func encode(to encoder: any Encoder) throws {
    try fields.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(savedAs, forKey: .savedAs)
    try values.encode(contentType, forKey: .contentType)
    try values.encode(pageKind, forKey: .pageKind)
    if !parts.isEmpty { try values.encode(parts, forKey: .parts) }
    try values.encode(evidence, forKey: .evidence)
    if !annotations.isEmpty { try values.encode(annotations, forKey: .annotations) }
    try values.encodeIfPresent(extracted, forKey: .extracted)
    try values.encodeIfPresent(likeness, forKey: .likeness)
    try values.encode(versions, forKey: .versions)
  }
}
