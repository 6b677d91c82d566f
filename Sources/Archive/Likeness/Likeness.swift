// Likeness.swift — what a document's text shares with others, and the edition that a law names.
internal import Extraction
internal import SearchIndex

/// What is kept of how a document's text is like others.
///
/// It tells of texts alone: what two documents of like texts are to one another, `Kinship` says
/// from what is known of them.
package struct Likeness: Sendable, Hashable {
  /// The fingerprint of the text, which documents of the same letters share.
  package var text: String
  /// Fingerprints of texts that were there before and are like it, with how much of the smaller
  /// text the larger one has, in thousandths.
  package var alike: [String: Int]
  /// The day of the last change that a law names at its beginning: yyyy-mm-dd.
  package var edition: String?
}

extension Likeness: Codable {
  private enum CodingKeys: CodingKey { case text, alike, edition }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    text = try values.decode(String.self, forKey: .text)
    alike = try values.decodeIfPresent([String: Int].self, forKey: .alike) ?? [:]
    edition = try values.decodeIfPresent(String.self, forKey: .edition)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(text, forKey: .text)
    if !alike.isEmpty { try values.encode(alike, forKey: .alike) }
    try values.encodeIfPresent(edition, forKey: .edition)
  }
}

// MARK: Editions

extension Likeness {
  /// Paragraphs at the beginning among which the history of a law stands.
  private static let opening = 30
  /// Scalars of the longest history.
  private static let longest = 1500
  /// Letters behind a date that make it more than the date of a signature.
  private static let leastWords = 8
  private static let brackets = Set("（(〔[【 　\t".unicodeScalars)
  /// Of 通过, 公布, 批准, 修正, 修订, 修改.
  private static let verbs = Set("通过公布批准修正订改".unicodeScalars)

  /// The last day in the history of a law, as in 2003年9月3日公布, 2020年11月29日第二次修订, line by line
  /// or all in one; nil where there is no such history or the day cannot be read.
  static func edition(_ texts: [String]) -> String? {
    var history: [Unicode.Scalar] = []
    for text in texts.prefix(opening) {
      var line = text.unicodeScalars.drop { brackets.contains($0) }
      if line.starts(with: "根据".unicodeScalars) { line = line.dropFirst(2) }
      guard let first = line.first else { continue }
      if first == "第" || first == "一", beginsLaw(line) { break }
      guard first.isNumeral, line.prefix(8).contains("年") else { continue }
      history.append("\n")
      for index in line.indices.prefix(longest) {
        if line[index] == "第", beginsLaw(line[index...]) { break }
        history.append(line[index])
      }
    }
    var last: Int?
    var (year, words, hasVerb) = (-1, 0, false)
    for index in history.indices {
      let scalar = history[index]
      if scalar == "年", index >= 4, history[index - 1].isNumeral, history[index - 2].isNumeral {
        if hasVerb, words >= leastWords { last = year }
        (year, words, hasVerb) = (index, 0, false)
      } else if year >= 0 {
        words += scalar.properties.isAlphabetic ? 1 : 0
        hasVerb = hasVerb || verbs.contains(scalar)
      }
    }
    if hasVerb, words >= leastWords { last = year }
    // Where the last one cannot be read, no earlier one stands for it.
    guard let last else { return nil }
    return ChineseDate(String(String.UnicodeScalarView(history[(last - 4)...].prefix(12))))?
      .description
  }

  /// Whether the first article or chapter, or 一、, begins here.
  private static func beginsLaw(_ line: Substring.UnicodeScalarView) -> Bool {
    let beginning = Array(line.prefix(3))
    if beginning.starts(with: "一、".unicodeScalars) { return true }
    return beginning.count == 3 && beginning[0] == "第" && beginning[1] == "一"
      && "条章编".unicodeScalars.contains(beginning[2])
  }
}

extension Unicode.Scalar {
  /// A digit, or a Han character that stands for one.
  fileprivate var isNumeral: Bool {
    ("0"..."9").contains(self) || "〇○零一二三四五六七八九".unicodeScalars.contains(self)
  }
}
