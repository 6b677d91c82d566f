// DocumentCondition.swift — conditions on documents, as options and queries give them → filters.
internal import Extraction
internal import SearchIndex

/// What can be asked of a document beside its text, by the name of the option.
package enum DocumentField: String, Sendable, Hashable, CaseIterable {
  /// The years it is about: `2023`, `2022..2024`, `2023..`, `..2020`.
  case year
  /// Its date: `2023-06`, `2023-01..2023-06`, `2023..`, `..2023`; from and to.
  case pub, since, until
  /// Part of the name of the issuer or the source; of the source.
  case issuer, source
  /// Part of the document number (文号).
  case docnum
  /// The kind of document, or what it ends with: `通知`, `公告`; or the kind of page: `list`.
  case kind
  /// 国家, 省, 市, 县, 乡; a division and what lies within it.
  case level, region
  /// The host of its page's address, or the end of it.
  case site
  /// A tag that it, or one of its paragraphs, was given.
  case tag
  /// Part of the title.
  case title
  /// Of paragraphs: part of a heading that they stand under; labels of headings from the outer to
  /// the inner, `一/3`; part of the name of an office that has to carry them out (责任单位); a
  /// document that they name, by its title, its number or part of one.
  case heading, path, dept, cites

  private static let chinese: [DocumentField: String] = [
    .year: "年", .pub: "发布", .issuer: "机构", .source: "来源", .docnum: "文号", .kind: "类型",
    .level: "级别", .region: "地区", .site: "网站",
    .tag: "标签", .title: "标题", .heading: "章节", .path: "位置", .dept: "责任",
    .cites: "引用",
  ]

  /// What else people call them. Pages have the same words before `：`, and sentences are pasted
  /// from pages.
  private static let otherNames: [DocumentField: [String]] = [
    .year: ["年份", "年度"], .pub: ["date", "日期", "发布日期"], .issuer: ["发文机关"],
    .docnum: ["发文字号"], .kind: ["文种"], .level: ["层级"], .site: ["域名"], .title: ["题名"],
    .path: ["路径"], .dept: ["责任单位"],
  ]

  package var chineseName: String { Self.chinese[self] ?? rawValue }

  /// Says where paragraphs stand, so that a query may be made of it alone.
  var isPlace: Bool { [.title, .heading, .path, .dept, .cites].contains(self) }

  /// A document, or a paragraph, has one value of it.
  var isSingle: Bool {
    [.year, .issuer, .source, .docnum, .kind, .level, .region, .site, .path].contains(self)
  }

  /// The names as the parser of queries takes them: with `:`, those that are text before `：`.
  static let typedNames: [String] = {
    let plain = Set(otherNames.values.joined())
    return names.keys.map { plain.contains($0) ? "\($0):" : $0 }.sorted()
  }()

  /// Its names in a query.
  package static let names: [String: DocumentField] = {
    var names: [String: DocumentField] = [:]
    for field in allCases {
      names[field.rawValue] = field
      if let name = chinese[field] { names[name] = field }
      for name in otherNames[field] ?? [] { names[name] = field }
    }
    return names
  }()
}

/// A value that a field cannot have.
package struct ConditionError: Error, Sendable, Hashable {
  package let field: DocumentField
  package let value: String

  package init(field: DocumentField, value: String) { (self.field, self.value) = (field, value) }

  /// What to write instead.
  package var advice: String {
    switch field {
    case .year: "write 2023, or from one to another: 2022..2024, 2023.., ..2020"
    case .pub: "write 2023, 2023-06 or 2023-06-30, or from one to another: 2023-01..2023-06"
    case .since, .until: "write 2023, 2023-06 or 2023-06-30"
    case .level: "write 国家, 省, 市, 县 or 乡; or national, provincial, municipal, county, township"
    case .region: "no such division; write its name, 福建 or 泉州市, or its code, 35 or 350500"
    case .site: "write a host or its end: sf.gz.gov.cn, gov.cn"
    case .path: "write the numbers of headings: 三, 一/3, 第三章/第五条"
    case .cites:
      "write a title or a document number, with an article if one is meant, and without ? and *: "
        + "《行政复议法》, 《行政复议法》第十条, 国办发〔2017〕47号"
    case .issuer, .source, .docnum, .kind, .tag, .title, .heading, .dept: "write what to look for"
    }
  }
}

/// A field of a query whose value it cannot have.
package struct QueryFieldError: Error, Sendable, Hashable {
  package let name: String
  package let error: ConditionError
  /// The character where the value begins, from 0.
  package let column: Int

  package init(name: String, error: ConditionError, column: Int) {
    (self.name, self.error, self.column) = (name, error, column)
  }
}

extension QueryFieldError: CustomStringConvertible {
  package var description: String {
    let advice = "\(name):\(error.value): \(error.advice)"
    return error.value.isEmpty
      ? "\(advice); to find these characters, quote them: \"\(name):\"" : advice
  }
}

/// One condition; documents must meet all that are given.
package struct DocumentCondition: Sendable, Hashable {
  let filter: DocumentFilter
  /// The key of the tag that is asked for, which a paragraph may have by itself.
  private(set) var tag: [UInt8]?
  /// The kinds of documents that are asked for, one of which will do.
  private(set) var kinds: [String] = []
  /// As a query would have it.
  let text: String

  init(_ filter: DocumentFilter, text: String = "") { (self.filter, self.text) = (filter, text) }

  package init(_ field: DocumentField, _ value: String) throws(ConditionError) {
    // Full-width digits, traditional characters.
    let folded = Analyzer().fold(value)
    let plain = String(scalarValues: folded.scalars)
    guard folded.isSearchable || field == .region || field == .pub,
      let filter = Self.filter(field, value, plain)
    else { throw ConditionError(field: field, value: value) }
    self.filter = filter
    if field == .tag { tag = Self.tagKey(value) }
    if field == .kind { kinds = [value] }
    text = "\(field.rawValue):\(value)"
  }

  /// The conditions of a field that was asked for some times: any of the values will do where a
  /// document has one only, else all are wanted.
  package static func all(
    _ field: DocumentField, _ values: [String]
  ) throws(ConditionError) -> [DocumentCondition] {
    var conditions: [DocumentCondition] = []
    for value in values { conditions.append(try DocumentCondition(field, value)) }
    if !field.isSingle || conditions.count < 2 { return conditions }
    let text = conditions.map(\.text).joined(separator: " OR ")
    var either = DocumentCondition(.any(conditions.map(\.filter)), text: "(\(text))")
    either.kinds = conditions.flatMap(\.kinds)
    return [either]
  }

  private static func filter(
    _ field: DocumentField, _ value: String, _ plain: String
  ) -> DocumentFilter? {
    switch field {
    case .year: years(plain)
    case .pub: dates(plain)
    case .since: isDate(plain) ? dates(plain + "..") : nil
    case .until: isDate(plain) ? dates(".." + plain) : nil
    case .issuer:
      .any([
        text(.issuer, value, DocumentFilter.contains),
        text(.source, value, DocumentFilter.contains),
      ])
    case .source: text(.source, value, DocumentFilter.contains)
    case .docnum: text(.documentNumber, Fields.bracketed(value), DocumentFilter.contains)
    case .kind: kind(value)
    case .level:
      Region.Level(named: plain).map { text(.level, $0.rawValue, DocumentFilter.equals) }
    case .region:
      Region.codePrefixes(named: plain).map { prefixes in
        .any(prefixes.map { text(.region, $0, DocumentFilter.begins) })
      }
    case .site: site(value)
    case .title: .title(value)
    case .heading, .path, .dept, .cites: nil
    case .tag: .keys([tagKey(value)])
    }
  }

  /// A kind, with the narrower ones that end with it: 公告 and 成交公告. A notice that issues a plan is
  /// kept as a plan, and is both.
  private static func kind(_ value: String) -> DocumentFilter {
    let name = Analyzer().fold(value).scalars
    // 令 and 函 end other words, too.
    let test = name.count > 1 ? DocumentFilter.ends : DocumentFilter.equals
    var filters = [
      text(.documentKind, value, test), text(.pageKind, value, DocumentFilter.equals),
    ]
    if name == Analyzer().fold("通知").scalars { filters.append(.titleEnds("的通知")) }
    return .any(filters)
  }

  private static func tagKey(_ value: String) -> [UInt8] {
    Fields.tagKey(Tag.standard(value) ?? value)
  }

  private static func text(
    _ column: Fields.Text, _ value: String, _ test: (Int, String) -> DocumentFilter
  ) -> DocumentFilter { test(column.rawValue, value) }

  private static func number(
    _ column: Fields.Number, _ range: ClosedRange<UInt32>
  ) -> DocumentFilter { .number(column: column.rawValue, range) }

  /// A year, or from one to another; either may be left out.
  private static func years(_ text: String) -> DocumentFilter? {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count <= 2, let since = ends.first, let until = ends.last,
      !(since.isEmpty && until.isEmpty),
      let first = since.isEmpty ? 1 : year(since),
      let last = until.isEmpty ? UInt32.max : year(until), first > 0, first <= last
    else { return nil }
    return .all([number(.firstYear, 1...last), number(.lastYear, first...UInt32.max)])
  }

  /// `2023`, `2023年`, `二〇二三年`.
  private static func year(_ text: Substring) -> UInt32? {
    let name = text.hasSuffix("年") ? text.dropLast() : text
    let digits = name.compactMap { $0 == "零" ? 0 : numerals.firstIndex(of: $0) }
    guard digits.count == 4, name.count == 4 else { return nil }
    let number: UInt32 = digits.reduce(0) { $0 * 10 + UInt32($1 % 10) }
    return number
  }

  private static let numerals = Array("0123456789〇一二三四五六七八九")

  /// A date, or from one to another; either may be left out.
  private static func dates(_ text: String) -> DocumentFilter? {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count <= 2, let since = ends.first, let until = ends.last,
      !(since.isEmpty && until.isEmpty),
      [since, until].allSatisfy({ $0.isEmpty || isDate(String($0)) })
    else { return nil }
    let first = since.isEmpty ? 1 : Fields.dateNumber(String(since))
    // A year or month alone ends with its last day.
    let last =
      until.isEmpty
      ? UInt32.max : Fields.dateNumber(String(until) + "-12-31".dropFirst(until.utf8.count - 4))
    return first <= last ? number(.date, first...last) : nil
  }

  /// Whether the text is a date of the calendar as `yyyy`, `yyyy-MM` or `yyyy-MM-dd`.
  package static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, parts.count <= 3, parts[0].utf8.count == 4,
      numbers[0] > 0, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      parts.count < 2 || (1...12).contains(numbers[1])
    else { return false }
    return parts.count < 3
      || (1...CivilDay.count(inMonth: numbers[1], of: numbers[0])).contains(numbers[2])
  }

  /// Of an address its host counts.
  private static func site(_ text: String) -> DocumentFilter? {
    let host = WebAddress(text)?.host ?? String(text.drop { $0 == "*" || $0 == "." })
    guard !host.isEmpty, !host.contains("/") else { return nil }
    return .any([
      Self.text(.site, host, DocumentFilter.equals),
      Self.text(.site, "." + host, DocumentFilter.ends),
    ])
  }
}
