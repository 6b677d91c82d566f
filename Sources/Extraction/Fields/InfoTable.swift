// InfoTable.swift — reads labelled fields: the 信息公开 table and lines of `标签：值`.

/// One labelled value and where it stood.
struct InfoEntry: Sendable {
  var field: InfoField
  var label: String
  var value: String
  var line: Int
  var isRow: Bool

  /// The day that it names.
  var date: ChineseDate? { ChineseDate(value: value) }

  /// It tells of a penalty, a permit or an inspection.
  var isOfDecision: Bool { InfoLabels.isOfDecision(label) }

  /// 发文时间 in a line, or 发文日期 in a by-line, is when the page was put up.
  func tellsPosting(bylines: Set<Int>) -> Bool {
    !isRow && (label == "发文时间" || label == "发文日期" && bylines.contains(line))
  }

  /// Whether documents have it, and not each page of any kind.
  var isCore: Bool {
    switch field {
    case .indexNumber, .issuer, .issuedOn, .publishedOn, .documentNumber, .title, .validity,
      .source:
      true
    case .author, .reporter, .subject, .keywords, .effectiveOn, .expiresOn, .repealedOn, .sponsor,
      .other:
      false
    }
  }
}

/// Finds labelled values in lines.
enum InfoTable {
  /// Lines that name a source, and neither an index number nor that of a document.
  static func bylines(_ entries: [InfoEntry]) -> Set<Int> {
    let documents = entries.filter { $0.field == .indexNumber || $0.field == .documentNumber }
    return Set(entries.filter { $0.field == .source }.map(\.line))
      .subtracting(documents.map(\.line))
  }

  /// The longest line that can hold labels, in scalars.
  static let longestLine = 400

  /// The fields of one line, rows of tables cell by cell; the next line may hold a value.
  static func entries(
    in text: String, line: Int, next: @autoclosure () -> String?
  ) -> [InfoEntry] {
    if text.holds("\t") { return rowEntries(text, line) }
    var found: [InfoEntry] = []
    let scalars = text.scalars
    guard scalars.count <= longestLine else { return [] }
    let marks = labels(in: scalars)
    for (offset, mark) in marks.enumerated() {
      let end = offset + 1 < marks.count ? marks[offset + 1].start : scalars.count
      let value = ownText(scalars[mark.valueStart..<max(end, mark.valueStart)], mark.field)
      if let value = FieldValue.cleaned(strip(value)) {
        found.append(
          InfoEntry(field: mark.field, label: mark.label, value: value, line: line, isRow: false))
      } else if marks.count == 1, mark.start == 0, let next = next(),
        next.unicodeScalars.count <= 80, mark.field == .title || !isStatement(next),
        labels(in: next.scalars).isEmpty, let value = FieldValue.cleaned(next)
      {
        // `<dt>索引号：</dt><dd>…</dd>`
        found.append(
          InfoEntry(field: mark.field, label: mark.label, value: value, line: line, isRow: true))
      }
    }
    return found
  }

  /// Of `长期有效。` or `自发布之日起施行。`, in characters: values that are written like sentences.
  private static let longestPhrase = 10

  /// `各乡镇人民政府：`, or a sentence: the first line of a text below an empty label.
  private static func isStatement(_ line: String) -> Bool {
    guard let last = line.unicodeScalars.last else { return false }
    return isColon(last) || last == "。" && line.unicodeScalars.count > longestPhrase
  }

  /// The name of an office ends with the element it stands in; other values may be broken
  /// over several.
  private static func ownText(_ value: ArraySlice<Unicode.Scalar>, _ field: InfoField) -> String {
    switch field {
    case .source, .issuer, .sponsor, .author, .reporter:
      let text = value.drop(while: \.isBlank)
      return String(scalars: beforeDate(beforeLabel(text.prefix { $0 != PageLines.seam })))
    case .indexNumber:
      let text = value.filter { $0 != PageLines.seam }
      return String(scalars: beforeLabel(text[...]))
    default:
      return String(scalars: value.filter { $0 != PageLines.seam })
    }
  }

  /// `某某局　报送人：某某`, `某某局作者：某某`: the value before a label that no table has, or before a
  /// short one that nothing parts from it. Names and index numbers hold no colon.
  private static func beforeLabel(
    _ value: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    guard let colon = value.firstIndex(where: isColon) else { return value }
    let before = value[..<colon]
    if let blank = before.lastIndex(where: \.isBlank), blank > before.startIndex {
      let label = before[(blank + 1)...]
      let isLabel = (2...longestForeignLabel).contains(label.count) && label.allSatisfy(\.isHan)
      return isLabel ? before[..<blank] : value
    }
    let length = InfoLabels.endings.match(String(scalars: before.suffix(InfoLabels.longest)))?
      .length
    guard let length, length < before.count else { return value }
    return before.dropLast(length)
  }

  /// In characters.
  private static let longestForeignLabel = 6

  /// `某某日报　2023年3月15日　03版`: the name without the date that follows it, and without what
  /// stands between the two.
  private static func beforeDate(_ value: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>
  {
    let scalars = Array(value)
    guard let date = ChineseDate.first(in: scalars), date.range.lowerBound >= 2 else {
      return value
    }
    let name = scalars[..<date.range.lowerBound]
    return name.last.map { $0.isBlank || $0.isHan || "(（[|,，".unicodeScalars.contains($0) } ?? false
      ? name : value
  }

  private static func rowEntries(_ text: String, _ line: Int) -> [InfoEntry] {
    var found: [InfoEntry] = []
    let cells = text.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
      .map(String.init)
    var index = 0
    while index < cells.count {
      if index + 1 < cells.count,
        let fact = numberOfDecision(cells[index], cells[index + 1], line)
          ?? partOfDecision(cells[index], cells[index + 1], line)
      {
        found.append(fact)
        index += 2
        continue
      }
      let marks = labels(in: cells[index].scalars)
      if let mark = marks.first, mark.start == 0 {
        let scalars = cells[index].scalars
        let own = FieldValue.cleaned(unbracketed(String(scalars: scalars[mark.valueStart...])))
        if let own {
          found.append(
            InfoEntry(field: mark.field, label: mark.label, value: own, line: line, isRow: true))
        } else if index + 1 < cells.count, !beginsWithLabel(cells[index + 1]) {
          // What begins with a label of its own is no value of an empty one.
          index += 1
          if let value = FieldValue.cleaned(cells[index]) {
            found.append(
              InfoEntry(field: mark.field, label: mark.label, value: value, line: line, isRow: true)
            )
          }
        }
      } else if !marks.isEmpty {
        found += entries(in: cells[index], line: line, next: nil)
      } else if let field = bareLabel(cells[index]), index + 1 < cells.count,
        bareLabel(cells[index + 1]) == nil
      {
        let label = String(scalars: cells[index].compact)
        index += 1
        if let value = FieldValue.cleaned(unbracketed(cells[index])) {
          found.append(
            InfoEntry(field: field, label: label, value: value, line: line, isRow: true))
        }
      }
      index += 1
    }
    return found
  }

  /// `行政处罚文书决定号	某林罚决字〔2026〕第3号`: the words of such a label stand in many orders; its
  /// value tells what it is.
  private static func numberOfDecision(
    _ label: String, _ value: String, _ line: Int
  ) -> InfoEntry? {
    guard label.utf8.count <= 80, label.holds("号") else { return nil }
    let name = String(scalars: label.compact.filter { !isColon($0) })
    guard InfoLabels.isNumberOfDecision(name), let value = FieldValue.cleaned(value) else {
      return nil
    }
    let number = value.compact
    // A bracket may stand before the code: （某）林罚〔2026〕3号.
    guard let found = DocumentNumber.first(in: number), found.range.lowerBound <= 1,
      found.range.upperBound == number.count
    else { return nil }
    return InfoEntry(field: .documentNumber, label: name, value: value, line: line, isRow: true)
  }

  /// `作出处罚决定的机关名称	某某市应急管理局`
  private static func partOfDecision(
    _ label: String, _ value: String, _ line: Int
  ) -> InfoEntry? {
    guard label.utf8.count <= 80 else { return nil }
    let name = String(scalars: label.compact.filter { !isColon($0) })
    guard let field = InfoLabels.fieldOfDecision(name), let value = FieldValue.cleaned(value),
      // In a row of headings stands the next heading behind one.
      bareLabel(value) == nil, InfoLabels.fieldOfDecision(value) == nil
    else { return nil }
    return InfoEntry(field: field, label: name, value: value, line: line, isRow: true)
  }

  private static func beginsWithLabel(_ cell: String) -> Bool {
    labels(in: cell.scalars).first?.start == 0 || bareLabel(cell) != nil
  }

  /// `索引号	发布机构	发文字号`: a row of labels alone, whose values stand below them.
  static func isHeaderRow(_ text: String) -> Bool {
    let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    return cells.count >= 3 && cells.allSatisfy { bareLabel($0) != nil }
      && cells.contains { cell in
        switch bareLabel(cell) {
        case .indexNumber, .documentNumber, .issuer, .issuedOn: true
        default: false
        }
      }
  }

  /// The fields of the row below such a row.
  static func entries(below header: String, in text: String, line: Int) -> [InfoEntry] {
    let labels = header.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let values = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard labels.count == values.count else { return [] }
    return zip(labels, values).compactMap { label, value in
      guard let field = bareLabel(label), let value = FieldValue.cleaned(value) else { return nil }
      return InfoEntry(
        field: field, label: String(scalars: label.compact), value: value, line: line, isRow: true)
    }
  }

  /// A row of the 信息公开 table, or one that holds the by-line of an old page; not one of a penalty
  /// or a permit, which is the text.
  static func isInfoRow(_ text: String) -> Bool {
    let entries = rowEntries(text, 0)
    guard let first = entries.first else {
      if isHeaderRow(text) { return true }
      return text.split(separator: "\t").first.map { bareLabel(String($0)) != nil } ?? false
        && text.holds("：") || text.holds("索引号")
    }
    if first.isOfDecision { return false }
    switch first.field {
    case .indexNumber, .issuer, .issuedOn, .documentNumber, .validity, .source, .sponsor:
      return true
    case .publishedOn, .title, .author, .reporter, .subject, .keywords, .effectiveOn, .expiresOn,
      .repealedOn, .other:
      return text.holds("：") || text.holds(":")
    }
  }

  /// `<span>索引号</span><span>…</span>`: labels without a colon, each in an element of its own.
  static func entries(seamed text: String, line: Int) -> [InfoEntry] {
    let cells = text.unicodeScalars.split { $0 == PageLines.seam }.map { String(scalars: $0) }
    guard cells.count > 1, bareLabel(cells[0]) != nil else { return [] }
    return rowEntries(cells.joined(separator: "\t"), line)
  }

  /// `<dt>索引号</dt><dd>…</dd>`: a line that is a label, and the next one.
  static func entry(of label: String, value: String, line: Int) -> InfoEntry? {
    guard let field = bareLabel(label), bareLabel(value) == nil, value.unicodeScalars.count <= 80,
      field == .title || !isStatement(value), let value = FieldValue.cleaned(value)
    else { return nil }
    return InfoEntry(
      field: field, label: String(scalars: label.compact), value: value, line: line, isRow: true)
  }

  /// A line that is a label and nothing else: `索引号：`.
  static func isLabel(_ line: String) -> Bool {
    var scalars = line.compact
    while let last = scalars.last, isColon(last) { scalars.removeLast() }
    return scalars.count >= 2 && bareLabel(String(scalars: scalars)) != nil
  }

  private static func bareLabel(_ cell: String) -> InfoField? {
    let compact = cell.compact.filter { !"[]【】〖〗".unicodeScalars.contains($0) }
    if compact.count <= InfoLabels.longest,
      let field = InfoLabels.field(of: String(scalars: compact))
    {
      return field
    }
    return doubleLabel(compact)
  }

  /// `索引号/信息编号`, `索引号(Index)`: a label of catalogues and another name for it.
  private static func doubleLabel(_ compact: [Unicode.Scalar]) -> InfoField? {
    guard compact.count <= longestDouble,
      let end = compact.firstIndex(where: { $0 == "/" || $0 == "(" }), end > 2
    else { return nil }
    let field = InfoLabels.field(of: String(scalars: compact[..<end]))
    switch field {
    case .indexNumber, .issuer, .documentNumber, .issuedOn: return field
    default: return nil
    }
  }

  private static let longestDouble = 20

  private typealias Mark = (field: InfoField, label: String, start: Int, valueStart: Int)

  /// What ends a label.
  static func isColon(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "：" || scalar == ":" || scalar == "﹕"
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "】" || scalar == "]" || scalar == "］" || scalar == "〗"
  }

  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "]": "[", "】": "【", "）": "（", ")": "(", "〗": "〖", "］": "［",
  ]

  /// Whether a text holds what ends a label.
  static func mayHoldLabel(_ text: String) -> Bool {
    [":", "：", "】", "]", "﹕", "］", "〗"].contains(where: text.holds)
  }

  /// Labels with a colon behind them or in square brackets; blanks within a label do not matter.
  private static func labels(in scalars: [Unicode.Scalar]) -> [Mark] {
    guard scalars.contains(where: { isColon($0) || isClosing($0) }) else { return [] }
    var marks: [Mark] = []
    var compact: [Unicode.Scalar] = []
    /// Where each of them stands in the text.
    var places: [Int] = []
    compact.reserveCapacity(scalars.count)
    places.reserveCapacity(scalars.count)
    for (index, scalar) in scalars.enumerated() where !scalar.isBlank {
      let isBracketed = isClosing(scalar)
      if isBracketed || isColon(scalar) {
        let before = String(scalars: compact.suffix(InfoLabels.longest))
        let found = InfoLabels.endings.match(before) { label in
          let start = places.count - label.length
          return isBracketed
            ? start > 0 && pairs[scalar] == compact[start - 1]
            : startsField(scalars, places[start], label.length)
        }
        if let found {
          let start = places.count - found.length - (isBracketed ? 1 : 0)
          marks.append((found.field, found.label, places[start], index + 1))
        }
      }
      compact.append(scalar)
      places.append(index)
    }
    return marks
  }

  /// A short label stands at the start or after something that is no word: 资金来源 is not 来源.
  /// A long one may follow the value before it without a blank.
  private static func startsField(
    _ scalars: [Unicode.Scalar], _ index: Int, _ length: Int
  ) -> Bool {
    guard index > 0, length < 4 else { return true }
    let before = scalars[index - 1]
    return !before.isHan || before == "日" || before == "分"
  }

  /// `[来源：某局]`: the bracket was opened before the label.
  private static func isUnopened(_ scalar: Unicode.Scalar, _ scalars: [Unicode.Scalar]) -> Bool {
    guard let open = pairs[scalar] else { return false }
    return !scalars.contains(open)
  }

  /// Separators and brackets around a value.
  private static func strip(_ value: String) -> String {
    var scalars = value.trimmed.scalars
    // 【打印】 and its like follow the last value of a line.
    if let widget = scalars.dropFirst().firstIndex(where: { $0 == "【" || $0 == "〖" }) {
      scalars.removeSubrange(widget...)
    }
    while let last = scalars.last,
      "|【[［（(·•/，,;；".unicodeScalars.contains(last) || last.isBlank || isUnopened(last, scalars)
    {
      scalars.removeLast()
    }
    while let first = scalars.first, "|】]］）)·•".unicodeScalars.contains(first) || first.isBlank {
      scalars.removeFirst()
    }
    return unbracketed(String(scalars: scalars))
  }

  /// `来源：[某某日报]`
  private static func unbracketed(_ value: String) -> String {
    let scalars = value.trimmed.scalars
    guard scalars.count > 3, let first = scalars.first, let last = scalars.last,
      first == "[" || first == "［" || first == "【", pairs[last] == first,
      !scalars.dropFirst().dropLast().contains(first)
    else { return value }
    return String(scalars: Array(scalars.dropFirst().dropLast()))
  }
}
