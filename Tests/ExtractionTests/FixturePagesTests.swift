// FixturePagesTests.swift — every page of fixtures/pages is understood as its expected.json says.
//
// ANDU_UPDATE_GOLDEN=1 rewrites the expected.json files; the diff is then to be reviewed.
import Extraction
import Foundation
import Testing

/// What `andu extract --json` says of a page, without `path`.
private struct Understanding {
  struct Line: Codable, Equatable {
    var text: String
    var kind: String
    var depth: Int
    var label: String?
    var headings: [String]
  }

  /// Above the paragraphs, in the order of the file, as JSON.
  var fields: [(name: String, json: String)]
  var paragraphs: [Line]

  init(_ document: OfficialDocument) {
    fields = Self.fields(of: document)
    paragraphs = document.paragraphs.map {
      Line(
        text: $0.text, kind: $0.kind.rawValue, depth: $0.depth, label: $0.label,
        headings: $0.headings)
    }
  }

  init(_ data: Data) throws {
    let file = try JSONDecoder().decode(File.self, from: data)
    paragraphs = file.paragraphs
    fields = Self.order.compactMap { name in file.values[name].map { (name, $0) } }
    fields += file.values.filter { !Self.order.contains($0.key) }.map { ($0.key, $0.value) }
  }

  /// Its values are texts, numbers, null, or lists of them.
  private struct File: Decodable {
    var values: [String: String] = [:]
    var paragraphs: [Line]

    init(from decoder: any Decoder) throws {
      let file = try decoder.container(keyedBy: DocumentFields.Key.self)
      paragraphs = try file.decode([Line].self, forKey: .init("paragraphs"))
      for key in file.allKeys where key.stringValue != "paragraphs" {
        let json =
          if let numbers = try? file.decode([Int].self, forKey: key) {
            JSONText.array(numbers.map(String.init), indent: "  ")
          } else if let texts = try? file.decode([String].self, forKey: key) {
            JSONText.array(texts.map { JSONText.string($0) }, indent: "  ")
          } else {
            JSONText.string(try file.decode(String?.self, forKey: key))
          }
        values[key.stringValue] = json
      }
    }
  }

  private static func fields(of document: OfficialDocument) -> [(name: String, json: String)] {
    func list(_ texts: [String]) -> String {
      JSONText.array(texts.map { JSONText.string($0) }, indent: "  ")
    }
    var values = ["kind": JSONText.string(document.kind.rawValue)]
    for (name, path) in DocumentFields.core + [("url", \.url)] {
      values[name] = JSONText.string(document.fields[keyPath: path])
    }
    values["years"] = JSONText.array(document.years.map(String.init), indent: "  ")
    values["region"] = document.region.map { JSONText.string($0.description) }
    for (name, path) in DocumentFields.lists where !document.fields[keyPath: path].isEmpty {
      values[name] = list(document.fields[keyPath: path])
    }
    if !document.attachments.isEmpty {
      values["attachments"] = list(document.attachments.map { "\($0.name) \($0.address)" })
    }
    for (name, path) in DocumentFields.further + [("truncated", \.truncated)] {
      values[name] = document.fields[keyPath: path].map { JSONText.string($0) }
    }
    values["encoding"] = JSONText.string(document.encoding)
    return order.compactMap { name in values[name].map { (name, $0) } }
  }

  private static let order =
    ["kind"] + DocumentFields.core.map(\.name) + ["years", "region"]
    + DocumentFields.lists.map(\.name) + ["attachments"] + DocumentFields.further.map(\.name)
    + ["truncated", "url", "encoding"]

  /// The whole file, laid out as the files are.
  var json: String {
    let lines = paragraphs.map { line in
      [
        "{", "      \"text\": \(JSONText.string(line.text)),",
        "      \"kind\": \(JSONText.string(line.kind)),", "      \"depth\": \(line.depth),",
        "      \"label\": \(JSONText.string(line.label)),",
        "      \"headings\": "
          + JSONText.array(line.headings.map { JSONText.string($0) }, indent: "      "),
        "    }",
      ].joined(separator: "\n")
    }
    let fields = fields.map { "  \"\($0.name)\": \($0.json)," }.joined(separator: "\n")
    return "{\n\(fields)\n  \"paragraphs\": \(JSONText.array(lines, indent: "  "))\n}\n"
  }

  private static func byName(_ fields: [(name: String, json: String)]) -> [String: String] {
    let flat = fields.map { field in
      (field.name, field.json.split { $0.isWhitespace }.joined(separator: " "))
    }
    return Dictionary(flat) { first, _ in first }
  }

  /// What differs, a line each: `-` expected, `+` extracted.
  func differences(from expected: Understanding) -> [String] {
    var found: [String] = []
    func compare(_ name: String, _ wanted: String, _ got: String) {
      if wanted != got { found.append("\(name)\n    - \(wanted)\n    + \(got)") }
    }
    let named = (Self.byName(expected.fields), Self.byName(fields))
    for name in Set(named.0.keys).union(named.1.keys).sorted() {
      compare(name, named.0[name] ?? "absent", named.1[name] ?? "absent")
    }
    // Paragraphs are paired by their texts, so that one too many does not shift all others.
    let texts = (expected.paragraphs.map(\.text), paragraphs.map(\.text))
    let change = texts.1.difference(from: texts.0)
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for step in change {
      switch step {
      case .remove(let offset, let text, _):
        removed.insert(offset)
        found.append("paragraph \(offset + 1) is missing\n    - \(text)")
      case .insert(let offset, let text, _):
        inserted.insert(offset)
        found.append("paragraph \(offset + 1) is too much\n    + \(text)")
      }
    }
    let kept = expected.paragraphs.indices.filter { !removed.contains($0) }
    let got = paragraphs.indices.filter { !inserted.contains($0) }
    for (old, new) in zip(kept, got) {
      let (wanted, line) = (expected.paragraphs[old], paragraphs[new])
      let name = "paragraph \(old + 1) “\(wanted.text.prefix(16))” "
      compare(name + "kind", wanted.kind, line.kind)
      compare(name + "depth", "\(wanted.depth)", "\(line.depth)")
      compare(name + "label", JSONText.string(wanted.label), JSONText.string(line.label))
      compare(
        name + "headings", wanted.headings.joined(separator: " › "),
        line.headings.joined(separator: " › "))
    }
    return found
  }
}

/// JSON laid out with two blanks a level, Han text as it is.
private enum JSONText {
  static func string(_ text: String?) -> String {
    guard let text else { return "null" }
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\t": json += "\\t"
      case "\n": json += "\\n"
      default:
        if scalar.value < 0x20 {
          json += "\\u" + String(repeating: "0", count: scalar.value < 0x10 ? 3 : 2)
          json += String(scalar.value, radix: 16)
        } else {
          json.unicodeScalars.append(scalar)
        }
      }
    }
    return json + "\""
  }

  static func array(_ items: [String], indent: String) -> String {
    if items.isEmpty { return "[]" }
    return "[\n" + items.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n\(indent)]"
  }
}

@Suite("Pages of the fixtures")
struct FixturePagesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("fixtures/pages")

  static let slugs: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()

  private static let isUpdating =
    ProcessInfo.processInfo.environment["ANDU_UPDATE_GOLDEN"] == "1"

  @Test func areThere() { #expect(Self.slugs.count >= 12) }

  @Test(arguments: slugs)
  func isUnderstoodAsExpected(_ slug: String) throws {
    let folder = Self.folder.appendingPathComponent(slug)
    let html = folder.appendingPathComponent("source.html")
    let isHTML = FileManager.default.fileExists(atPath: html.path)
    let source = isHTML ? html : folder.appendingPathComponent("source.txt")
    var options = ExtractionOptions()
    options.form = isHTML ? nil : .plainText
    let document = try PageExtractor().extract(
      Array(try Data(contentsOf: source)), options: options)
    let extracted = Understanding(document)
    let file = folder.appendingPathComponent("expected.json")
    if Self.isUpdating {
      try Data(extracted.json.utf8).write(to: file)
      return
    }
    let expected = try Understanding(Data(contentsOf: file))
    let differences = extracted.differences(from: expected)
    #expect(
      differences.isEmpty, "\(slug)\n  \(differences.joined(separator: "\n  "))")
  }

  /// The files are laid out as this test would write them, so that an update changes only what
  /// has changed.
  @Test(arguments: slugs)
  func isWrittenAsAnUpdateWouldWriteIt(_ slug: String) throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent("\(slug)/expected.json"))
    let expected = try Understanding(data)
    let written = String(decoding: data, as: UTF8.self)
    #expect(written == expected.json, "\(slug): the layout or a field differs")
  }
}
