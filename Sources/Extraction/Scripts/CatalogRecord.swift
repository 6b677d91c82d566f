// CatalogRecord.swift — the record of a 政府信息公开目录 page that stands in a script as data.

/// What `window._CONFIG` holds under `DETAIL`: title, body and fields of one document.
struct CatalogRecord {
  var title: String?
  var content: String
  var fields: [String: String]
  /// Objects of its list of files.
  private var files: [[String: String]]

  private static let mark = Array("_CONFIG".utf8)
  private static let detail = Array("DETAIL".utf8)

  /// The record of a page, if one of its scripts has one.
  static func find(in markup: [UInt8], _ scripts: [Range<Int>]) -> CatalogRecord? {
    guard markup.firstRange(of: mark) != nil else { return nil }
    for range in scripts {
      let script = Array(markup[range])
      guard let config = script.firstRange(of: mark),
        let detail = script.firstRange(of: detail, from: config.upperBound)
      else { continue }
      guard let open = script[detail.upperBound...].firstIndex(of: 0x7B),
        open - detail.upperBound <= 16
      else { continue }
      var reader = ScriptObjectReader(script, at: open, keeping: ["attachments", "attachment"])
      let fields = reader.readFields()
      if let record = CatalogRecord(fields, reader.objects) { return record }
    }
    return nil
  }

  private init?(_ fields: [String: String], _ files: [[String: String]]) {
    self.fields = fields
    self.files = files
    title = fields["title"].flatMap(FieldValue.cleaned)
    content = fields["content"] ?? fields["article.content"] ?? ""
    guard title != nil, !content.isEmpty else { return nil }
  }

  private static let names: [(InfoField, String, [String])] = [
    (.indexNumber, "索引号", ["identifier", "index_number", "indexNo"]),
    (.issuer, "发布机构", ["publisher", "issuer", "department"]),
    (.source, "来源", ["source"]),
    (
      .publishedOn, "发布日期",
      ["first_publish_time", "display_publish_time", "publish_time", "post_time", "date"]
    ),
    (.issuedOn, "成文日期", ["create_date", "written_date", "document_date", "issue_date"]),
    (.documentNumber, "文号", ["document_number", "doc_number", "fileNo"]),
    (.validity, "有效性", ["validity", "effective_status"]),
    (.subject, "主题分类", ["subject", "theme", "topic"]),
    (.keywords, "主题词", ["keywords", "keyword"]),
    (.effectiveOn, "施行日期", ["effective_date", "valid_start"]),
    (.expiresOn, "失效日期", ["expiry_date", "invalid_date"]),
    (.repealedOn, "废止日期", ["abolish_date", "repeal_date"]),
  ]

  /// The page's own address.
  var address: String? {
    for key in ["url", "post_url"] {
      if let value = fields[key]?.trimmed, value.hasPrefix("http://") || value.hasPrefix("https://")
      {
        return value
      }
    }
    return nil
  }

  /// The files that come with the document.
  var attachments: [Attachment] {
    files.compactMap { file in
      guard let address = Self.first(["url", "path", "file_url"], of: file) else { return nil }
      let name = Self.first(["name", "title", "filename", "file_name"], of: file)
      return Attachment(name: name ?? AttachmentFinder.fileName(address), address: address)
    }
  }

  private static func first(_ keys: [String], of fields: [String: String]) -> String? {
    for key in keys {
      if let value = fields[key].flatMap(FieldValue.cleaned) { return value }
    }
    return nil
  }

  /// The fields in the form that the tables of other pages give.
  var entries: [InfoEntry] {
    var entries: [InfoEntry] = []
    for (field, label, keys) in Self.names {
      for key in keys {
        guard let raw = fields[key], let value = FieldValue.cleaned(raw) else { continue }
        entries.append(
          InfoEntry(
            field: field, label: label, value: Self.dated(field, value), line: 0, isRow: true))
        break
      }
    }
    return entries
  }

  /// Times come as seconds since 1970 too; days are those of China, UTC+8.
  private static func dated(_ field: InfoField, _ value: String) -> String {
    guard field == .publishedOn || field == .issuedOn, let seconds = Int(value), value.count >= 9
    else { return value }
    return CivilDay.inChina(secondsSince1970: value.count >= 13 ? seconds / 1000 : seconds)
  }
}
