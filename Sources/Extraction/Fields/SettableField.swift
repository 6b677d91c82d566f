// SettableField.swift — the fields that people may correct by hand, and what each may hold.

/// A field of a document that may be set by hand, under its name in `DocumentFields`; `level` is
/// the level of the region.
package struct SettableField: Sendable, Hashable {
  package let name: String
  private let form: Form

  private enum Form: Sendable, Hashable {
    case text, list, date, number, years, region, level, address, moment
  }

  private static let table: [(name: String, form: Form, names: [String])] = [
    ("title", .text, ["标题", "题名"]), ("publishedOn", .date, ["published", "pub", "发布日期", "发布"]),
    ("source", .text, ["来源"]), ("issuer", .text, ["发文机关", "机构"]),
    ("documentNumber", .number, ["docnum", "发文字号", "文号"]), ("indexNumber", .text, ["索引号"]),
    ("issuedOn", .date, ["issued", "成文日期", "成文"]), ("validity", .text, ["有效性"]),
    ("documentKind", .text, ["kind", "文种", "类型"]), ("years", .years, ["year", "年度", "年"]),
    ("region", .region, ["地区"]), ("level", .level, ["级别"]),
    ("authors", .list, ["author", "作者"]), ("keywords", .list, ["keyword", "主题词", "关键词"]),
    ("subject", .text, ["主题分类"]), ("site", .text, ["网站"]), ("column", .text, ["栏目"]),
    ("effectiveOn", .date, ["施行日期"]), ("validFor", .text, ["有效期"]),
    ("expiresOn", .date, ["失效日期"]), ("repealedOn", .date, ["废止日期"]), ("wrapper", .text, ["发布方式"]),
    ("work", .text, ["所发文件"]), ("url", .address, ["网址"]), ("savedAt", .moment, ["保存时间"]),
  ]

  /// The names of all, in order.
  package static var names: [String] { table.map(\.name) }

  /// The field that is so called: `title`, `标题`, `kind`.
  package init?(_ typed: String) {
    let folded = typed.trimmed
    guard
      let entry = Self.table.first(where: { entry in
        entry.name.lowercased() == folded.lowercased()
          || entry.names.contains(folded.lowercased())
      })
    else { return nil }
    (name, form) = (entry.name, entry.form)
  }

  /// The name that Chinese readers know it by.
  package var chineseName: String {
    let names = Self.table.first { $0.name == name }?.names ?? []
    return names.first { !$0.utf8.allSatisfy { $0 < 0x80 } } ?? name
  }

  /// A value that the field cannot have.
  package struct BadValue: Error, Sendable, Hashable {
    package let field: SettableField
    package let value: String
  }

  /// What to write instead.
  package var advice: (english: String, chinese: String) {
    switch form {
    case .text, .list:
      (
        "write a text of at most \(Self.longest) characters in one line",
        "应为一行文字，至多 \(Self.longest) 字"
      )
    case .date: ("write 2023-06-30, 2023-06 or 2023", "应写 2023-06-30、2023-06 或 2023")
    case .number: ("write a document number: 国办发〔2017〕47号", "应写发文字号：国办发〔2017〕47号")
    case .years: ("write 2023, 2022..2024 or 2022,2024", "应写 2023、2022..2024 或 2022,2024")
    case .region:
      (
        "no one division is called so; write 福建, 福建省泉州市 or its code, 350500",
        "没有唯一的地区叫这个；应写 福建、福建省泉州市，或代码，如 350500"
      )
    case .level: ("write 国家, 省, 市, 县 or 乡", "应写 国家、省、市、县 或 乡")
    case .address: ("an address begins with http:// or https://", "网址应以 http:// 或 https:// 开头")
    case .moment: ("write 2023-06-30T08:00:00Z", "应写 2023-06-30T08:00:00Z")
    }
  }

  private static let longest = 1000
  private static let separators = "、，,；;".unicodeScalars

  /// A value as a person wrote it in the form in which it is kept.
  package func standard(_ typed: String) throws(BadValue) -> String {
    let value = typed.trimmed
    let isPlain = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
    guard isPlain, !value.isEmpty, value.unicodeScalars.count <= Self.longest,
      let standard = read(value)
    else { throw BadValue(field: self, value: typed) }
    return standard
  }

  private func read(_ value: String) -> String? {
    switch form {
    case .text: return value
    case .list:
      let names = value.unicodeScalars.split { Self.separators.contains($0) }
        .map { String($0).trimmed }.filter { !$0.isEmpty }
      return names.isEmpty ? nil : names.joined(separator: "、")
    case .date: return Self.date(value)
    case .number:
      if let number = DocumentNumber(value) { return number.description }
      return value.contains("号") && value.contains(where: \.isNumber) ? value : nil
    case .years: return Self.years(value)
    case .region: return Region(named: value)?.code
    case .level: return Region.Level(named: value)?.rawValue
    case .address: return WebAddress(value) == nil ? nil : value
    case .moment: return SavedDate.utc(value)
    }
  }

  private static func date(_ value: String) -> String? {
    if let day = ChineseDate.whole(value) { return day.description }
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
      let month = parts.count == 2 ? Int(parts[1]) : 1, parts.last?.utf8.count != 1,
      ChineseDate(year: year, month: month, day: 1) != nil
    else { return nil }
    return value
  }

  private static func years(_ value: String) -> String? {
    var years: Set<Int> = []
    for range in value.split(whereSeparator: { ",，、 年".contains($0) }) {
      let ends = range.split(separator: "..", omittingEmptySubsequences: false)
      let numbers = ends.compactMap { $0.utf8.count == 4 ? Int($0) : nil }
      guard numbers.count == ends.count, numbers.count <= 2, let first = numbers.first,
        let last = numbers.last, (1000...last).contains(first), last - first < 100
      else { return nil }
      years.formUnion(first...last)
    }
    return years.isEmpty ? nil : years.sorted().map(String.init).joined(separator: " ")
  }

  /// Puts a value in standard form into the field; a level needs the region, which comes first.
  package func put(_ value: String, into fields: inout DocumentFields) {
    let tables = [DocumentFields.core, DocumentFields.further, DocumentFields.ofPage]
    if let path = tables.joined().first(where: { $0.name == name })?.path {
      fields[keyPath: path] = value
    } else if let path = DocumentFields.lists.first(where: { $0.name == name })?.path {
      fields[keyPath: path] = value.split(separator: "、").map(String.init)
    } else if form == .years {
      fields.years = value.split(separator: " ").compactMap { Int($0) }
    } else if form == .region {
      fields.region = Region(named: value)
    } else if let level = Region.Level(rawValue: value) {
      fields.region?.level = level
    }
  }

  /// What the field holds, as `put` takes it; nil when it holds nothing.
  package func value(in fields: DocumentFields) -> String? {
    let tables = [DocumentFields.core, DocumentFields.further, DocumentFields.ofPage]
    if let path = tables.joined().first(where: { $0.name == name })?.path {
      return fields[keyPath: path]
    }
    if let path = DocumentFields.lists.first(where: { $0.name == name })?.path {
      let names = fields[keyPath: path]
      return names.isEmpty ? nil : names.joined(separator: "、")
    }
    switch form {
    case .years:
      return fields.years.isEmpty ? nil : fields.years.map(String.init).joined(separator: " ")
    case .region: return fields.region?.code
    default: return fields.region?.level.rawValue
    }
  }
}

extension Region {
  /// The one division of a name or code: 福建, 福建省泉州市, 350500.
  init?(named text: String) {
    guard let prefixes = Region.codePrefixes(named: text), prefixes.count == 1 else { return nil }
    if prefixes[0] == Region.nation.code {
      self = .nation
      return
    }
    let digits = prefixes[0] + String(repeating: "0", count: max(0, 6 - prefixes[0].utf8.count))
    guard let code = Int(digits), let region = Region(code), region.code == digits else {
      return nil
    }
    self = region
  }
}
