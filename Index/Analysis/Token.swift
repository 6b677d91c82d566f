// Token.swift — one term of a text, and where it stands.

/// A piece of a folded text that is looked up as a whole.
struct Token: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    /// Two neighbouring Han characters.
    case bigram
    /// The last character of a run of Han characters that has more.
    case runEnd
    /// A Han character that stands alone; its term is that of a run's end.
    case lone
    /// A run of letters and digits.
    case word
  }

  var kind: Kind
  /// Scalars of the folded text, half-open.
  var start: Int32
  var end: Int32

  /// Counts towards the paragraph's length in BM25; ends of runs do not.
  var isCounted: Bool { kind != .runEnd }
}

/// A term as the dictionary knows it.
package enum TermKey: Hashable, Sendable {
  /// Two characters of the Basic Multilingual Plane; a second of 0 is the end of a run.
  case bigram(UInt16, UInt16)
  /// The UTF-8 of a word, or of a bigram with a character beyond that plane.
  case word([UInt8])

  /// Longer words are indexed by their first scalars only.
  static let longestWord = 64

  init(_ token: Token, in folded: FoldedText) {
    let (start, end) = (Int(token.start), Int(token.end))
    let first = folded.elements[start].scalar
    switch token.kind {
    case .bigram:
      let second = folded.elements[start + 1].scalar
      if first <= 0xffff, second <= 0xffff {
        self = .bigram(UInt16(first), UInt16(second))
        return
      }
    case .runEnd, .lone:
      if first <= 0xffff {
        self = .bigram(UInt16(first), 0)
        return
      }
    case .word: break
    }
    var bytes: [UInt8] = []
    for element in folded.elements[start..<min(end, start + Self.longestWord)] {
      if let scalar = Unicode.Scalar(element.scalar) {
        bytes.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    self = .word(bytes)
  }
}

extension TermKey: CustomStringConvertible {
  /// `法律`, `人$` for the end of a run, `2023`.
  package var description: String {
    switch self {
    case .bigram(let first, 0): "\(Self.character(first))$"
    case .bigram(let first, let second): "\(Self.character(first))\(Self.character(second))"
    case .word(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func character(_ code: UInt16) -> Character {
    Character(Unicode.Scalar(code) ?? "\u{fffd}")
  }
}
