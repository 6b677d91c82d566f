// Analyzer.swift — text → terms, the same way for documents and for queries.

/// How text becomes terms. A segment records the profile and version it was made with.
package struct Analyzer: Sendable, Hashable {
  package enum Profile: UInt32, Sendable {
    /// Width, case and traditional characters are folded; quotation and title marks and
    /// single spaces inside a run are transparent.
    case standard = 1
    /// Letters are lower-cased, every mark breaks: the tokens of common bigram analyzers,
    /// for comparisons.
    case plain = 2
  }

  /// Raised whenever the same text would give other terms.
  static let version: UInt32 = 1

  package let profile: Profile

  package init(_ profile: Profile = .standard) { self.profile = profile }

  /// Profile and version in one number, as segments record them.
  package var identifier: UInt32 { profile.rawValue << 16 | Self.version }

  /// Folds `text` into `folded` and lists its tokens.
  ///
  /// Buffers are reused by the caller; both are emptied first.
  func analyze(_ text: Span<UInt8>, into buffer: inout AnalysisBuffer) {
    fold(text, into: &buffer.folded)
    BigramTokenizer.tokenize(buffer.folded, into: &buffer.tokens)
  }

  /// Folds `text` into `folded`, which is emptied first.
  func fold(_ text: Span<UInt8>, into folded: inout FoldedText) {
    TextNormalizer(profile: profile).fold(text, into: &folded)
  }

  /// The folded form of `text`.
  package func fold(_ text: String) -> FoldedText {
    var folded = FoldedText()
    fold(text.utf8.span, into: &folded)
    return folded
  }

  /// What one scalar is to the tokenizer; nil for one that is passed over as if it were not there.
  func kind(of scalar: UInt32) -> CharacterClass? {
    let folded = profile == .plain ? scalar : Folding.fold(scalar)
    return folded == Folding.invisible ? nil : CharacterClass(folded, profile: profile)
  }

  /// The terms of `text` with where they stand, for people: `andu tokenize`.
  package func describe(_ text: String) -> [(term: String, byteRange: Range<Int>)] {
    var buffer = AnalysisBuffer()
    analyze(text.utf8.span, into: &buffer)
    return buffer.tokens.map { token in
      (
        TermKey(token, in: buffer.folded).description,
        buffer.folded.sourceRange(Int(token.start)..<Int(token.end))
      )
    }
  }
}

/// The working memory of analysis.
struct AnalysisBuffer: Sendable {
  var folded = FoldedText()
  var tokens: [Token] = []

  /// Length of the text in counted tokens.
  var length: Int {
    let tokens = tokens.span
    var length = 0
    for index in tokens.indices where tokens[index].isCounted { length &+= 1 }
    return length
  }
}
