// CitedLine.swift — citations and checked anchors as programs and people see them.
import Archive

/// One object of `andu cite --json`.
struct CitedLine: Encodable {
  let v = 1
  let reference: String
  /// The document's id, in full.
  let document: String
  /// The numbers of the first paragraph and of the last, from 1.
  let number: Int?
  let lastNumber: Int?
  let style: String
  let citation: String
  let quote: String?
  let anchor: QuoteAnchor?

  init(_ citation: Citation, style: CitationStyle, quotes: Bool) throws {
    let stored = citation.document
    number = citation.lines.map { $0.lowerBound + 1 }
    lastNumber = citation.lines?.upperBound
    reference = citation.reference
    document = stored.record.id
    self.style = style.rawValue
    self.citation = try citation.text(style, quotes: false)
    quote = quotes ? citation.quotedWords : nil
    anchor = QuoteAnchor(citation)
  }
}

/// One object of `andu cite --check --json`, one entry of its text.
struct CheckedAnchor: Encodable {
  /// Of the file, from 1.
  let line: Int
  let anchor: QuoteAnchor?
  let verdict: AnchorVerdict

  var isGood: Bool { verdict.status == .found || verdict.status == .moved }

  private enum CodingKeys: String, CodingKey {
    case v, line, status, document, paragraph, exact, now, difference, olderVersion, otherDocument
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(1, forKey: .v)
    try values.encode(line, forKey: .line)
    try values.encode(verdict.status.rawValue, forKey: .status)
    try values.encode(anchor?.document, forKey: .document)
    try values.encode(anchor?.paragraph, forKey: .paragraph)
    try values.encode(anchor?.exact, forKey: .exact)
    try values.encode(verdict.place.map(FoundPlace.init), forKey: .now)
    try values.encode(verdict.difference?.description, forKey: .difference)
    try values.encode(verdict.isOlderVersion, forKey: .olderVersion)
    try values.encode(verdict.isOtherDocument, forKey: .otherDocument)
  }

  /// `moved   line 3  8191#15 → 8191#16  “…”`, and below it what differs.
  func text(_ style: Style) -> String {
    let name = Columns.pad(Self.name(verdict.status), to: say("damaged", "移位").count + 2)
    let words = anchor.map { "“\(Self.short($0.exact))”" } ?? say("not an anchor", "不是锚点")
    var place = anchor.map { "\($0.document.prefix(4))#\($0.paragraph)" } ?? ""
    if let now = verdict.place {
      place = verdict.status == .found ? now.reference : "\(place) → \(now.reference)"
    }
    let head = say("line \(line)", "第 \(line) 行")
    var text =
      (isGood ? name : style.alarm(name))
      + SafeText.visible([head, place, words].filter { !$0.isEmpty }.joined(separator: "  "))
      + "\n"
    for note in notes { text += "  " + style.faint(SafeText.visible(note)) + "\n" }
    if let difference = verdict.difference {
      text += "  \(style.difference(difference))\n"
    }
    return text
  }

  private var notes: [String] {
    guard let place = verdict.place, verdict.status != .found else { return [] }
    var notes = ["\(place.citation)"]
    if verdict.isOlderVersion {
      notes.append(
        say("only an older version holds it; the newest says:", "只有旧版本仍有原文；最新版本为："))
      if verdict.difference == nil {
        notes[1] = say(
          "only an older version holds it; the newest has nothing like it",
          "只有旧版本仍有原文；最新版本中没有相近的文字")
      }
    }
    if verdict.isOtherDocument { notes.append(say("in another document", "在另一文档中")) }
    return notes
  }

  private static func short(_ text: String) -> String {
    let text = String(text.map { $0.isNewline ? " " : $0 })
    let scalars = text.unicodeScalars
    return scalars.count <= 40
      ? text : "\(String(scalars.prefix(24)))…\(String(scalars.suffix(12)))"
  }

  static func name(_ status: AnchorVerdict.Status) -> String {
    switch status {
    case .found: say("found", "原样")
    case .moved: say("moved", "移位")
    case .changed: say("changed", "改动")
    case .gone: say("gone", "消失")
    case .damaged: say("damaged", "损坏")
    }
  }

  static func totals(_ lines: [CheckedAnchor]) -> String {
    AnchorVerdict.Status.allCases.compactMap { status in
      let count = lines.count { $0.verdict.status == status }
      return count == 0 ? nil : say("\(count) \(name(status))", "\(name(status)) \(count) 条")
    }.joined(separator: say(", ", "，"))
  }
}

/// Where a text stands, in JSON: offsets in Unicode scalars, of `number` and of `lastNumber`.
struct FoundPlace: Encodable {
  let place: FoundText

  private enum CodingKeys: CodingKey {
    case reference, document, number, lastNumber, start, end, text, citation, title, source, date
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(place.reference, forKey: .reference)
    try values.encode(place.document, forKey: .document)
    try values.encode(place.number, forKey: .number)
    try values.encode(place.lastNumber, forKey: .lastNumber)
    try values.encode(place.start, forKey: .start)
    try values.encode(place.end, forKey: .end)
    try values.encode(place.text, forKey: .text)
    try values.encode(place.citation, forKey: .citation)
    try values.encode(place.title, forKey: .title)
    try values.encode(place.source, forKey: .source)
    try values.encode(place.date, forKey: .date)
  }
}

extension Style {
  /// Without colour in the form of `wdiff`.
  func difference(_ difference: TextDifference) -> String {
    guard isColored else { return SafeText.visible(difference.description) }
    return difference.runs.map { run in
      let text = SafeText.visible(run.text)
      return switch run.kind {
      case .same: text
      case .removed: paint(text, "31;9")
      case .added: paint(text, "32")
      }
    }.joined()
  }
}
