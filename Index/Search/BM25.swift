// BM25.swift — the formula, with its source.
import Glibc

/// BM25 with an idf that is never negative, whatever the document frequency.
///
/// Source: Robertson & Zaragoza, “The Probabilistic Relevance Framework: BM25 and
/// Beyond”, FnTIR 3(4), 2009, eq. 3.15, without its constant factor (k₁ + 1), and
/// idf = ln(1 + (N − n + ½) / (n + ½)), as Lucene computes both.
struct BM25: Sendable {
  /// Term-frequency saturation; 0 ignores frequency.
  static let k1: Float = 1.2
  /// Length normalization, 0 (none) … 1 (full).
  static let b: Float = 0.75

  /// k₁ (1 − b + b · length / average), for each code of a length.
  private let norms: [Float]
  private let paragraphs: Int

  /// - Parameters:
  ///   - paragraphs: number of paragraphs in the index.
  ///   - tokens: sum of their lengths, in counted tokens.
  init(paragraphs: Int, tokens: UInt64) {
    self.paragraphs = paragraphs
    let average = max(1, Float(tokens) / Float(max(1, paragraphs)))
    norms = (0..<256).map { code in
      let length = Float(LengthCode.decode(UInt8(code)))
      return Self.k1 * (1 - Self.b + Self.b * length / average)
    }
  }

  func idf(documentFrequency: Int) -> Float {
    let (count, frequency) = (Float(paragraphs), Float(documentFrequency))
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))
  }

  func score(idf: Float, frequency: UInt32, lengthCode: UInt8) -> Float {
    let frequency = Float(frequency)
    return idf * frequency / (frequency + norms[Int(lengthCode)])
  }
}
