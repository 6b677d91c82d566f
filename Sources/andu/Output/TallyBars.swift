// TallyBars.swift — counts as rows of bars, for people and as JSON.
import Archive
import Extraction

/// One list of counts on a terminal.
struct TallyBars {
  let style: Style
  let width: Int
  /// Rows before the rest is only counted.
  let limit: Int

  private static let longestName = 36
  private static let longestBar = 24
  private static let indent = "  "

  /// Name, documents, paragraphs, a bar for the documents, and hits where a query was asked; years
  /// end with the latest.
  func lines(_ fields: [CountedField], _ tallies: [Tally]) -> [String] {
    let shown = Self.shown(tallies, by: fields, limit)
    let documents = numbers(shown.map(\.documents))
    let paragraphs = numbers(shown.map(\.paragraphs))
    let hits = hitTexts(shown.compactMap(\.hits))
    let hitWidth = hits.map { displayWidth(of: $0) }.max() ?? 0
    let taken = [Self.indent, documents.first ?? "", paragraphs.first ?? ""]
      .reduce(6 + hitWidth) { $0 + displayWidth(of: $1) }
    let bar = min(Self.longestBar, max(4, (width - taken) / 3))
    let names = shown.map { tally in
      Columns.cut(
        SafeText.visible(zip(fields, tally.values).map(Self.name).joined(separator: " · ")),
        to: min(Self.longestName, max(8, width - taken - bar)))
    }
    let nameWidth = names.map { displayWidth(of: $0) }.max() ?? 0
    let most = max(1, shown.map(\.documents).max() ?? 1)
    let lengths = shown.map { max(1, $0.documents * bar / most) }
    let longest = lengths.max() ?? 0
    var lines = [style.title(fields.map(\.shownName).joined(separator: " · "))]
    for index in names.indices {
      var line = Self.indent + Columns.pad(names[index], to: nameWidth) + "  "
      line += documents[index] + "  " + style.faint(paragraphs[index]) + "  "
      line += style.reference(String(repeating: "█", count: lengths[index]))
      if index < hits.count {
        line += String(repeating: " ", count: longest - lengths[index]) + style.faint(hits[index])
      }
      lines.append(line)
    }
    if tallies.count > shown.count {
      let more = tallies.count - shown.count
      lines.append(style.faint(Self.indent + say("… \(more) more", "……另有 \(more) 行")))
    }
    return lines
  }

  /// The first, of years the last.
  static func shown(_ tallies: [Tally], by fields: [CountedField], _ limit: Int) -> [Tally] {
    Array(fields.first == .year ? tallies.suffix(limit) : tallies.prefix(limit))
  }

  private static func name(_ field: CountedField, _ value: String) -> String {
    if value.isEmpty { return "–" }
    guard field == .region, let name = Region.name(ofCode: value) else { return value }
    return "\(value) \(name)"
  }

  /// What stands behind the bars.
  private func hitTexts(_ counts: [Int]) -> [String] {
    zip(counts, numbers(counts)).map { count, number in
      say("  \(number) \(count == 1 ? "hit" : "hits")", "  \(number) 处")
    }
  }

  /// Right-aligned.
  private func numbers(_ values: [Int]) -> [String] {
    let texts = values.map(String.init)
    let width = texts.map(\.count).max() ?? 0
    return texts.map { String(repeating: " ", count: width - $0.count) + $0 }
  }
}

extension Facet: Encodable {
  private struct Value: Encodable {
    let value, name: String?
    let documents, paragraphs: Int

    enum CodingKeys: CodingKey { case value, name, documents, paragraphs }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(value, forKey: .value)
      try values.encode(name, forKey: .name)
      try values.encode(documents, forKey: .documents)
      try values.encode(paragraphs, forKey: .paragraphs)
    }
  }

  private enum CodingKeys: CodingKey { case v, type, field, values }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Passage.schemaVersion, forKey: .v)
    try values.encode("facet", forKey: .type)
    try values.encode(field.rawValue, forKey: .field)
    try values.encode(
      tallies.map { tally in
        let name = tally.values.first ?? ""
        return Value(
          value: name.isEmpty ? nil : name,
          name: field == .region ? Region.name(ofCode: name) : nil, documents: tally.documents,
          paragraphs: tally.paragraphs)
      }, forKey: .values)
  }
}
