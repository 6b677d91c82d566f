// MarkdownLines.swift — the lines of a Markdown file that its paragraphs came from.

/// Finds paragraphs again by their letters and digits, whatever marks stand between them there.
struct MarkdownLines {
  /// Each with its number, from 1, and its letters and digits.
  private let lines: [(number: Int, letters: [Unicode.Scalar])]

  /// As many letters are enough to know a line by.
  private static let telling = 12

  init(_ text: [UInt8]) {
    lines = String(decoding: text, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .enumerated().map { (number: $0 + 1, letters: Self.letters($1)) }
      .filter { !$0.letters.isEmpty }
  }

  /// In order; empty when one of them stands nowhere behind the one before it.
  func numbers(of paragraphs: [String]) -> [Int] {
    var numbers: [Int] = []
    var next = 0
    for paragraph in paragraphs {
      let wanted = Self.letters(Substring(paragraph))
      let rest = lines[next...]
      // Lines may begin alike, and hold the addresses of links, too.
      let whole = rest.firstIndex { Self.agrees($0.letters, wanted) }
      guard
        let found = whole
          ?? rest.firstIndex(where: { Self.holds($0.letters, wanted.prefix(Self.telling)) })
      else { return [] }
      numbers.append(lines[found].number)
      // Several cells or pieces may be of one line.
      next = lines[found].letters.count > wanted.count ? found : found + 1
    }
    return numbers
  }

  /// Whether a paragraph begins in the line, and the line says the same as far as both go.
  private static func agrees(_ line: [Unicode.Scalar], _ wanted: [Unicode.Scalar]) -> Bool {
    let least = min(telling, wanted.count)
    guard line.count >= least else { return false }
    return (0...line.count - least).contains { start in
      zip(line[start...], wanted).allSatisfy { $0 == $1 }
    }
  }

  private static func letters(_ text: Substring) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.digitValue != nil }
  }

  private static func holds(
    _ line: [Unicode.Scalar], _ wanted: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard line.count >= wanted.count else { return false }
    return (0...line.count - wanted.count).contains { start in
      line[start...].starts(with: wanted)
    }
  }
}
