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

  /// Name, documents, paragraphs and a bar for the documents; years end with the latest.
  func lines(_ fields: [CountedField], _ tallies: [Tally]) -> [String] {
    let shown = fields.first == .year ? tallies.suffix(limit) : tallies.prefix(limit)
    let documents = numbers(shown.map(\.documents))
    let paragraphs = numbers(shown.map(\.paragraphs))
    let taken = [Self.indent, documents.first ?? "", paragraphs.first ?? ""]
      .reduce(6) { $0 + displayWidth(of: $1) }
    let bar = min(Self.longestBar, max(4, (width - taken) / 3))
    let names = shown.map { tally in
      Columns.cut(
        SafeText.visible(zip(fields, tally.values).map(Self.name).joined(separator: " · ")),
        to: min(Self.longestName, max(8, width - taken - bar)))
    }
    let nameWidth = names.map { displayWidth(of: $0) }.max() ?? 0
    let most = max(1, shown.map(\.documents).max() ?? 1)
    var lines = [style.title(fields.map(\.shownName).joined(separator: " · "))]
    for (index, tally) in shown.enumerated() {
      let length = max(1, tally.documents * bar / most)
      let hits = tally.hits.map { say("  \(counted($0, "hit"))", "  \($0) 处") } ?? ""
      lines.append(
        Self.indent + Columns.pad(names[index], to: nameWidth) + "  " + documents[index] + "  "
          + style.faint(paragraphs[index]) + "  "
          + style.reference(String(repeating: "█", count: length)) + style.faint(hits))
    }
    if tallies.count > shown.count {
      let more = tallies.count - shown.count
      lines.append(style.faint(Self.indent + say("… \(more) more", "……另有 \(more) 行")))
    }
    return lines
  }

  private static func name(_ field: CountedField, _ value: String) -> String {
    if value.isEmpty { return "–" }
    guard field == .region, let name = Region.name(ofCode: value) else { return value }
    return "\(value) \(name)"
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
