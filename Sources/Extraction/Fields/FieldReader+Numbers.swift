// FieldReader+Numbers.swift — the 发文字号 of a document, and whose order it names.

extension FieldReader {
  /// The table's number before one that stands alone near the top, and that before the title's.
  mutating func readNumber() {
    var readings: [(number: String, origin: String)] = []
    for found in sources.entries where found.field == .documentNumber {
      let origin = "信息公开 table \(found.label)"
      if let number = DocumentNumber(Self.numberAlone(found.value)) ?? Self.leading(found.value) {
        readings.append((number.description, origin))
      } else if readings.isEmpty, found.isRow, found.value.unicodeScalars.count <= 40,
        found.value.ends(with: "号"), found.value.unicodeScalars.contains(where: \.isASCIIDigit)
      {
        readings.append((found.value, origin))
      }
    }
    for (index, line) in sources.topLines.enumerated() {
      if let number = DocumentNumber(Self.numberAlone(Self.numberCell(line))) {
        readings.append((number.description, "line of its own"))
      } else if index > 0, let number = Self.order(sources.topLines[index - 1], line) {
        readings.append((number.description, "two lines"))
      }
    }
    if let title = document.title, let number = Self.numberEnding(title) ?? Self.opening(title) {
      readings.append((number.description, "title"))
    }
    if readings.isEmpty, let serial = sources.topLines.lazy.compactMap(Self.serial).first {
      readings.append((serial, "line of its own"))
    }
    document.documentNumber = readings.first?.number
    if document.issuer == nil, let office = document.documentNumber.flatMap(Self.orderingOffice) {
      set("issuer", \.issuer, office, "documentNumber")
    }
    for reading in readings { noteConflict("documentNumber", reading.number, reading.origin) }
  }

  /// `〔2022〕64号`, `2022年第64号`: a number without the code of its office, as the decisions of some
  /// and announcements have it above their text.
  private static func serial(_ line: String) -> String? {
    guard line.utf8.count <= 40, line.holds("号") else { return nil }
    let scalars = line.compact.map { "[(【".unicodeScalars.contains($0) ? "〔" : $0 }
      .map { "])】".unicodeScalars.contains($0) ? "〕" : $0 }
    var rest = scalars[...]
    func take(_ text: String) -> Bool {
      guard rest.starts(with: text.unicodeScalars) else { return false }
      rest = rest.dropFirst(text.unicodeScalars.count)
      return true
    }
    func digits(_ counts: ClosedRange<Int>) -> Bool {
      let number = rest.prefix { $0.isASCIIDigit }
      rest = rest.dropFirst(number.count)
      return counts.contains(number.count)
    }
    let isBracketed = take("〔")
    guard digits(4...4), isBracketed ? take("〕") : take("年第"), digits(1...5), take("号"),
      rest.isEmpty
    else { return nil }
    return String(scalars: scalars)
  }

  /// `南政任〔2026〕4号 发布：2026-05-11`: the number that a value begins with.
  private static func leading(_ value: String) -> DocumentNumber? {
    guard let found = DocumentNumber.first(in: value.compact), found.range.lowerBound == 0 else {
      return nil
    }
    return found.number
  }

  /// `行政处罚决定书文号	云汇检罚〔2026〕3号`, `检查文书号	云汇检罚〔2026〕3号`: the second cell of such a row;
  /// another label is no code either: `登记号	云汇林〔2026〕3号`.
  private static func numberCell(_ line: String) -> String {
    guard line.utf8.contains(0x09) else { return line }
    let cells = line.split(separator: "\t").map(String.init)
    guard cells.count == 2, cells[0].ends(with: "号"), DocumentNumber(cells[0]) == nil else {
      return line
    }
    return numberLabels.contains { cells[0].ends(with: $0) } ? cells[1] : ""
  }

  /// What labels of numbers end in.
  private static let numberLabels = ["文号", "字号", "编号", "案号", "书号", "决定号"]

  /// `云教函〔2024〕41号　　签发人：万某`, `云教函〔2024〕41号（A）`, `云教函〔2024〕41号　2024/8/26`: the
  /// number without what stands behind it.
  private static func numberAlone(_ line: String) -> String {
    guard line.utf8.count <= 150, line.holds("号") else { return line }
    let scalars = line.scalars
    guard let end = scalars.firstIndex(of: "号") else { return line }
    let rest = scalars[(end + 1)...].drop(while: \.isBlank)
    let isMark = rest.count == 3 && (rest.dropFirst().first?.value ?? 0x80) < 0x80
    let behind = String(scalars: rest)
    return isMark || behind.hasPrefix("签发人") || behind.hasPrefix("发布日期")
      || ChineseDate.leading(Array(rest)) != nil
      ? String(scalars: scalars[...end]) : line
  }

  /// `【云政发〔2024〕5号】关于…`, `云环审〔2024〕15号 关于…`
  private static func opening(_ title: String) -> DocumentNumber? {
    let scalars = title.compact
    guard let found = DocumentNumber.first(in: scalars), found.range.lowerBound <= 1,
      found.range.upperBound < scalars.count
    else { return nil }
    let isBracketed = found.range.lowerBound == 1
    return isBracketed == "(【[".unicodeScalars.contains(scalars[0]) ? found.number : nil
  }

  /// Whose order a number names: `某某省人民政府令第226号`; nil where it could be several offices'.
  private static func orderingOffice(_ number: String) -> String? {
    guard let number = DocumentNumber(number), number.isOrder, number.issuerCode.ends(with: "令")
    else { return nil }
    let name = number.issuerCode.scalars.dropLast()
    let mayBeTwo = name.indices.dropFirst(3).dropLast(2).contains { place in
      [name[..<place], name[place...]].allSatisfy { LineShape(String(scalars: $0)).isOfficeLine }
    }
    let office = String(scalars: name)
    return !mayBeTwo && LineShape(office).isOfficeLine ? office : nil
  }

  /// `某某省人民政府令` and below it `第226号`.
  private static func order(_ name: String, _ serial: String) -> DocumentNumber? {
    guard serial.firstVisible == "第", serial.utf8.count <= 40, name.utf8.count <= 120,
      let number = DocumentNumber(name + serial), number.isOrder
    else { return nil }
    return number
  }

  /// `…的通知（国发〔2024〕1号）`
  private static func numberEnding(_ title: String) -> DocumentNumber? {
    let scalars = title.compact
    guard let last = scalars.last, last == ")" || last == "】" || last == "号",
      let found = DocumentNumber.first(in: scalars)
    else { return nil }
    let isAtEnd = found.range.upperBound >= scalars.count - 1
    let isBracketed =
      found.range.lowerBound > 0
      && "(【".unicodeScalars.contains(scalars[found.range.lowerBound - 1])
    return isAtEnd && isBracketed ? found.number : nil
  }
}
