// DocumentNumber.swift — 发文字号: its parser and its standard form.

/// The number a government office gives a document (发文字号): `国发〔2024〕1号`, and the older
/// forms of orders and announcements: `国务院令第743号`, `财政部公告2023年第5号`.
///
/// A court's case number, `(2023)粤01民终123号`, begins with its year and is none.
/// Source: GB/T 9704—2012《党政机关公文格式》7.2.5.
package struct DocumentNumber: Hashable, Sendable {
  /// The office's short name (机关代字), e.g. `国发`; for an order its name: `国务院令`.
  package var issuerCode: String
  /// Calendar year, four digits; nil for orders that are numbered through.
  package var year: Int?
  /// Running number (顺序号), from 1, no leading zeros.
  package var serial: Int
  /// Written `令第743号` and not `〔2024〕1号`.
  package var isOrder: Bool

  /// Reads a text that is a document number and nothing else but the brackets around it.
  package init?(_ text: String) {
    guard text.holds("号") else { return nil }
    var scalars = text.compact
    while let first = scalars.first, let last = scalars.last, "(【[".unicodeScalars.contains(first),
      ")】]".unicodeScalars.contains(last)
    {
      scalars = Array(scalars.dropFirst().dropLast())
    }
    if let found = Self.first(in: scalars), found.range == scalars.indices {
      self = found.number
    } else if let order = Self.order(scalars) {
      self = order
    } else {
      return nil
    }
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "〔", "[", "(", "（", "【", "［", "〈", "﹝", "{": true
    default: false
    }
  }
  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "〕", "]", ")", "）", "】", "］", "〉", "﹞", "}": true
    default: false
    }
  }
  /// What stands before a number that is cited in a sentence.
  static let leads = [
    "根据", "依据", "按照", "印发", "转发", "下发", "文件", "通知", "以", "的", "据", "和", "及", "与", "由",
    "文号", "字号", "案号", "编号",
  ]
  .map(\.scalars)

  /// The first number in the text, wherever it stands, and the scalars it takes.
  package static func first(
    in scalars: [Unicode.Scalar], from start: Int = 0
  ) -> (number: DocumentNumber, range: Range<Int>)? {
    var index = start
    while index < scalars.count {
      if isOpening(scalars[index]), let found = number(in: scalars, bracket: index) {
        return found
      }
      index += 1
    }
    return nil
  }

  private static func number(
    in scalars: [Unicode.Scalar], bracket: Int
  ) -> (number: DocumentNumber, range: Range<Int>)? {
    var index = bracket + 1
    let year = digits(scalars, &index, atMost: 4)
    guard let year, (1949...2100).contains(year) else { return nil }
    scalars.skipBlanks(&index)
    if index < scalars.count, scalars[index] == "年" { index += 1 }
    guard index < scalars.count, isClosing(scalars[index]) else { return nil }
    index += 1
    scalars.skipBlanks(&index)
    if index < scalars.count, scalars[index] == "第" { index += 1 }
    guard let serial = digits(scalars, &index, atMost: 5), serial > 0 else { return nil }
    scalars.skipBlanks(&index)
    guard index < scalars.count, scalars[index] == "号" else { return nil }
    guard let start = codeStart(scalars, before: bracket) else { return nil }
    let code = String(scalars: scalars[start..<bracket].filter { !$0.isBlank })
    let number = DocumentNumber(issuerCode: code, year: year, serial: serial, isOrder: false)
    return (number, start..<(index + 1))
  }

  private init(issuerCode: String, year: Int?, serial: Int, isOrder: Bool) {
    (self.issuerCode, self.year, self.serial, self.isOrder) = (issuerCode, year, serial, isOrder)
  }

  /// Where the 机关代字 that ends at the bracket begins.
  private static func codeStart(_ scalars: [Unicode.Scalar], before bracket: Int) -> Int? {
    var start = bracket
    while start > 0, bracket - start < 16 {
      let scalar = scalars[start - 1]
      let isInner = scalar.isHan || scalar.isBlank && start > 1 && scalars[start - 2].isHan
      let isBracketed =
        (scalar == ")" || scalar == "）" || scalar == "(" || scalar == "（")
        && start < bracket && start > 1 && scalars[start - 2].isHan
      guard isInner || isBracketed else { break }
      start -= 1
    }
    for lead in leads {
      var index = bracket - lead.count
      while index >= start {
        if scalars[index..<(index + lead.count)].elementsEqual(lead), index + lead.count < bracket {
          start = index + lead.count
          break
        }
        index -= 1
      }
    }
    // No code has another number before it, or begins within brackets: `（三）云政复〔2021〕17号`.
    if let number = scalars[start..<bracket].lastIndex(of: "号") { start = number + 1 }
    if let close = scalars[start..<bracket].firstIndex(where: { $0 == ")" || $0 == "）" }),
      scalars[start..<close].allSatisfy({ $0 != "(" && $0 != "（" })
        || scalars[start..<close].drop(while: \.isBlank).dropFirst()
          .allSatisfy(ChineseNumeral.isNumeral)
    {
      start = close + 1
    }
    // `…决定书（云府复〔2024〕3号）`: a bracket that is not closed stands before the code.
    let close = scalars[start..<bracket].lastIndex { $0 == ")" || $0 == "）" } ?? start - 1
    if let open = scalars[start..<bracket].lastIndex(where: { $0 == "(" || $0 == "（" }),
      open > close
    {
      start = open + 1
    }
    while start < bracket, !scalars[start].isHan { start += 1 }
    return start < bracket ? start : nil
  }

  /// `国务院令第743号`, `财政部公告2023年第5号`: the whole text.
  private static func order(_ scalars: [Unicode.Scalar]) -> DocumentNumber? {
    guard scalars.last == "号", scalars.count <= 44 else { return nil }
    var name: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count, scalars[index].isHan, scalars[index] != "第" {
      name.append(scalars[index])
      index += 1
    }
    let text = String(scalars: name)
    guard name.count >= 3,
      text.ends(with: "令") || text.ends(with: "公告") || text.ends(with: "通告")
    else { return nil }
    var year: Int?
    if index < scalars.count, scalars[index] != "第" {
      if isOpening(scalars[index]) { index += 1 }
      year = digits(scalars, &index, atMost: 4)
      guard let found = year, (1949...2100).contains(found) else { return nil }
      while index < scalars.count, scalars[index] == "年" || isClosing(scalars[index]) {
        index += 1
      }
    }
    guard index < scalars.count, scalars[index] == "第" else { return nil }
    index += 1
    let numerals = scalars[index..<(scalars.count - 1)]
    guard let serial = ChineseNumeral.value(numerals), serial > 0 else { return nil }
    return DocumentNumber(issuerCode: text, year: year, serial: serial, isOrder: true)
  }

  private static func digits(
    _ scalars: [Unicode.Scalar], _ index: inout Int, atMost: Int
  ) -> Int? {
    scalars.skipBlanks(&index)
    return scalars.number(at: &index, digits: atMost)
  }
}

extension DocumentNumber: CustomStringConvertible {
  package var description: String {
    guard isOrder else { return "\(issuerCode)〔\(year ?? 0)〕\(serial)号" }
    return "\(issuerCode)\(year.map { "\($0)年" } ?? "")第\(serial)号"
  }
}

/// Whole numbers in Chinese numerals or digits: 十二, 一百零三, 42.
enum ChineseNumeral {
  static func value(_ scalars: some Collection<Unicode.Scalar>) -> Int? {
    guard !scalars.isEmpty, scalars.count <= 9 else { return nil }
    var total = 0
    var pending = 0
    var hasUnit = false
    for scalar in scalars {
      if let digit = scalar.digitValue {
        pending = pending * 10 + digit
      } else if let digit = digit(scalar) {
        pending = hasUnit ? digit : pending * 10 + digit
      } else if let unit = unit(scalar) {
        total += max(pending, 1) * unit
        pending = 0
        hasUnit = true
      } else {
        return nil
      }
    }
    return total + pending
  }

  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    digit(scalar) != nil || unit(scalar) != nil
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零", "○": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  private static func unit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十": 10
    case "百": 100
    case "千": 1000
    default: nil
    }
  }
}
