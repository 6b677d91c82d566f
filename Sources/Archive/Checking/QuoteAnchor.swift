// QuoteAnchor.swift — a quotation that can be found again, and proved: words, context, digest.
internal import Extraction
internal import FoundationEssentials

/// Words of a paragraph, or several paragraphs, what stood round them and where, in a form that can
/// be kept anywhere: a line of JSON, which `docs/ANCHORS.md` describes.
///
/// Source: W3C Web Annotation Data Model, 4.2.4 (text quote selector).
package struct QuoteAnchor: Codable, Sendable, Hashable {
  package static let formVersion = 1
  /// Unicode scalars of context on each side.
  static let contextLength = 32

  /// The version of the form.
  package var anchor = Self.formVersion
  /// The document's id, in full.
  package var document: String
  /// The paragraph's number, from 1, and the Unicode scalar of it where the words began, from 0.
  package var paragraph: Int
  package var start: Int
  /// The words, each paragraph on a line, and what stood before and behind them.
  package var exact: String
  package var prefix: String
  package var suffix: String
  /// SHA-256 of `exact`, and of the page as it was saved.
  package var digest: String
  package var page: String
  /// When they were quoted: yyyy-MM-dd.
  package var cited: String?
  package var title: String?
  package var url: String?

  /// Nil for a citation of a whole document.
  package init?(_ citation: Citation) {
    guard let lines = citation.lines, let words = citation.quotedWords else { return nil }
    let paragraphs = citation.document.paragraphs
    let first = Array(paragraphs[lines.lowerBound].text.unicodeScalars)
    let last = Array(paragraphs[lines.upperBound - 1].text.unicodeScalars)
    document = citation.record.id
    paragraph = lines.lowerBound + 1
    start = citation.passage?.lowerBound ?? 0
    exact = words
    var before = Array(first[..<start].suffix(Self.contextLength))
    for other in paragraphs[..<lines.lowerBound].reversed() where before.count < Self.contextLength
    {
      before = other.text.unicodeScalars.suffix(Self.contextLength - before.count) + before
    }
    var after = Array(last[(citation.passage?.upperBound ?? last.count)...])
    after = Array(after.prefix(Self.contextLength))
    for other in paragraphs[lines.upperBound...] where after.count < Self.contextLength {
      after += other.text.unicodeScalars.prefix(Self.contextLength - after.count)
    }
    prefix = String(String.UnicodeScalarView(before))
    suffix = String(String.UnicodeScalarView(after))
    digest = Self.digest(of: words)
    page = citation.record.sha256
    cited = citation.accessedOn
    title = citation.title
    url = citation.record.url
  }

  /// Whether the words are those that were quoted.
  package var isIntact: Bool { digest == Self.digest(of: exact) }

  /// The paragraphs that `exact` holds.
  private var parts: [Substring] { exact.split(whereSeparator: \.isNewline) }
  /// Whether the words are of so many paragraphs, each of them a line, now that they stand in
  /// `text`: a paragraph may hold line ends, too.
  func isOf(_ paragraphs: Int, _ text: String) -> Bool {
    Self.lineEnds(in: exact) == Self.lineEnds(in: text) + paragraphs - 1
  }
  private static func lineEnds(in text: String) -> Int {
    text.unicodeScalars.count { $0 == "\n" }
  }
  /// The words of the first.
  var opening: String { parts.first.map(String.init) ?? "" }
  /// The words in one line.
  var joined: String { parts.joined() }

  private static func digest(of text: String) -> String {
    SHA256Digest(of: Array(text.utf8)).description
  }
}

extension QuoteAnchor {
  /// What a text holds of anchors: one on a line of its own, behind what quotes or lists it in
  /// Markdown; or what `andu cite --json` and `--jsonl` print.
  ///
  /// - Returns: each with its line, from 1; nil for a line that looks like one and is none.
  package static func all(in text: String) -> [(line: Int, anchor: QuoteAnchor?)] {
    if text.first(where: { !$0.isWhitespace }) == "[", let lines = try? carriers(in: text) {
      return lines.map { (1, $0) }
    }
    var found: [(line: Int, anchor: QuoteAnchor?)] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let object = line.drop { $0.isWhitespace || ">-*+`".contains($0) }
      guard object.first == "{", let end = object.lastIndex(of: "}"),
        object.contains("\"anchor\"")
      else { continue }
      let bytes = Data(object[...end].utf8)
      let anchor =
        (try? JSONDecoder().decode(QuoteAnchor.self, from: bytes))
        ?? (try? JSONDecoder().decode(Carrier.self, from: bytes))?.anchor
      // An object that says that it has none.
      if anchor == nil, (try? JSONDecoder().decode(Carrier.self, from: bytes)) != nil { continue }
      found.append((index + 1, anchor))
    }
    return found
  }

  /// What holds an anchor beside other things.
  private struct Carrier: Decodable { var anchor: QuoteAnchor? }

  private static func carriers(in text: String) throws -> [QuoteAnchor] {
    let data = Data(text.utf8)
    if let anchors = try? JSONDecoder().decode([QuoteAnchor].self, from: data) { return anchors }
    return try JSONDecoder().decode([Carrier].self, from: data).compactMap(\.anchor)
  }
}
