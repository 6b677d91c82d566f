// DocumentFields.swift — what is known of a document beside its text: the one list of its fields.

/// The fields of a document (著录项). Their names in JSON, and in `Evidence`, are those here.
///
/// Dates are `yyyy-MM-dd`. A field that was not found is nil or empty, and absent from JSON.
package struct DocumentFields: Sendable, Hashable {
  package var title: String?
  /// 发布日期: the date as shown on the page.
  package var publishedOn: String?
  /// 来源: who the page says it is from.
  package var source: String?
  /// 发文机关.
  package var issuer: String?
  /// 发文字号, in its standard form `国发〔2024〕1号`.
  package var documentNumber: String?
  /// 索引号.
  package var indexNumber: String?
  /// 成文日期; never 生成日期.
  package var issuedOn: String?
  /// 有效性 as shown.
  package var validity: String?
  /// The kind of document that its title names: `通知`, `工作要点`.
  package var documentKind: String?
  /// The years that title and parts of the text speak of, else that of publication.
  package var years: [Int] = []
  /// 行政区划: where the issuing office is.
  package var region: Region?
  /// 作者、记者、通讯员: the persons who wrote it.
  package var authors: [String] = []
  /// 主题词, 关键词.
  package var keywords: [String] = []
  /// 主题分类.
  package var subject: String?
  /// 网站名称, 栏目名称: where it was put up.
  package var site: String?
  package var column: String?
  /// 施行日期: when it took effect, as the 信息公开 table or its text says.
  package var effectiveOn: String?
  /// 有效期 as its text says: `5年`, `6个月`.
  package var validFor: String?
  /// 失效日期: the last day of validity, as written or reckoned from the two above.
  package var expiresOn: String?
  /// 废止日期: when it was repealed.
  package var repealedOn: String?
  /// 印发, 转发 …: what the title says is done with another text, and that text's title.
  package var wrapper: String?
  package var work: String?
  /// 附件: the files that come with it.
  package var attachments: [Attachment] = []
  /// The page's own address.
  package var url: String?
  /// When the page was saved, UTC, as its file says: `yyyy-MM-ddTHH:mm:ssZ`.
  package var savedAt: String?
  /// Why the page could not be read to its end; nil when it was.
  package var truncated: String?
  /// The encoding that the bytes were read in, as `UTF-8`, `GB18030`.
  package var encoding: String = "UTF-8"

  /// Fields by name.
  package typealias Table<Value> = [(
    name: String, path: any WritableKeyPath<DocumentFields, Value> & Sendable
  )]

  /// What a document says of itself.
  package static let core: Table<String?> = [
    ("title", \.title), ("publishedOn", \.publishedOn), ("source", \.source),
    ("issuer", \.issuer), ("documentNumber", \.documentNumber), ("indexNumber", \.indexNumber),
    ("issuedOn", \.issuedOn), ("validity", \.validity), ("documentKind", \.documentKind),
  ]
  /// What is said of the page and its file.
  package static let ofPage: Table<String?> = [
    ("url", \.url), ("savedAt", \.savedAt), ("truncated", \.truncated),
  ]
  /// What few documents say.
  package static let further: Table<String?> = [
    ("subject", \.subject), ("site", \.site), ("column", \.column),
    ("effectiveOn", \.effectiveOn), ("validFor", \.validFor), ("expiresOn", \.expiresOn),
    ("repealedOn", \.repealedOn), ("wrapper", \.wrapper), ("work", \.work),
  ]
  /// Those of the above that are dates.
  package static let dates: Table<String?> = [
    ("publishedOn", \.publishedOn), ("issuedOn", \.issuedOn), ("effectiveOn", \.effectiveOn),
    ("expiresOn", \.expiresOn), ("repealedOn", \.repealedOn),
  ]
  package static let lists: Table<[String]> = [
    ("authors", \.authors), ("keywords", \.keywords),
  ]

  package init() {}

  /// The fields that were found, to be shown to people; attachments are not among them.
  package var lines: [(name: String, value: String)] {
    func texts(_ table: Table<String?>) -> [(String, String)] {
      table.compactMap { name, path in self[keyPath: path].map { (name, $0) } }
    }
    let lists = [("years", years.map(String.init))] + Self.lists.map { ($0, self[keyPath: $1]) }
    return texts(Self.core)
      + lists.filter { !$1.isEmpty }.map { ($0, $1.joined(separator: " ")) }
      + (region.map { [("region", $0.description)] } ?? [])
      + texts(Self.further) + texts(Self.ofPage) + [("encoding", encoding)]
  }
}

extension DocumentFields: Codable {
  /// A field's name as a key of JSON.
  package struct Key: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }
    package init(_ name: String) { stringValue = name }
    package init?(stringValue: String) { self.init(stringValue) }
    package init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    for (name, path) in Self.core + Self.ofPage {
      self[keyPath: path] = try values.decodeIfPresent(String.self, forKey: Key(name))
    }
    years = try values.decodeIfPresent([Int].self, forKey: Key("years")) ?? []
    encoding = try values.decodeIfPresent(String.self, forKey: Key("encoding")) ?? encoding
    // Lines that another program wrote may mean something else by the names of these.
    for (name, path) in Self.further {
      self[keyPath: path] = try? values.decodeIfPresent(String.self, forKey: Key(name))
    }
    for (name, path) in Self.lists {
      self[keyPath: path] = (try? values.decodeIfPresent([String].self, forKey: Key(name))) ?? []
    }
    region = try? values.decodeIfPresent(Region.self, forKey: Key("region"))
    attachments =
      (try? values.decodeIfPresent([Attachment].self, forKey: Key("attachments"))) ?? []
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    for (name, path) in Self.core + Self.ofPage + Self.further {
      try values.encodeIfPresent(self[keyPath: path], forKey: Key(name))
    }
    try values.encode(years, forKey: Key("years"))
    try values.encode(encoding, forKey: Key("encoding"))
    try values.encodeIfPresent(region, forKey: Key("region"))
    for (name, path) in Self.lists where !self[keyPath: path].isEmpty {
      try values.encode(self[keyPath: path], forKey: Key(name))
    }
    if !attachments.isEmpty { try values.encode(attachments, forKey: Key("attachments")) }
  }
}
