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
  /// Frequencies up to this one have their weights in `table`.
  static let tableFrequency: UInt32 = 16

  /// Mean length of a paragraph, in counted tokens.
  let averageLength: Float
  private let paragraphs: Int
  /// k₁ (1 − b + b · length / average), for each code of a length.
  private let norms: [Float]
  /// The weight of each frequency and code of a length, at `frequency << 8 | code`.
  let table: [Float]

  /// - Parameters:
  ///   - paragraphs: number of paragraphs in the index.
  ///   - tokens: sum of their lengths, in counted tokens.
  ///   - k1: saturation, where it is another.
  ///   - b: length normalization, where it is another.
  init(paragraphs: Int, tokens: UInt64, k1: Float = Self.k1, b: Float = Self.b) {
    self.paragraphs = paragraphs
    let average = Self.averageLength(paragraphs: paragraphs, tokens: tokens)
    averageLength = average
    let norms = LengthCode.lengths.map { k1 * (1 - b + b * Float($0) / average) }
    self.norms = norms
    var table: [Float] = []
    table.reserveCapacity(256 * (Int(Self.tableFrequency) + 1))
    for frequency in 0...Self.tableFrequency {
      for norm in norms { table.append(Float(frequency) / (Float(frequency) + norm)) }
    }
    self.table = table
  }

  static func averageLength(paragraphs: Int, tokens: UInt64) -> Float {
    max(1, Float(tokens) / Float(max(1, paragraphs)))
  }

  func idf(documentFrequency: Int) -> Float {
    let (count, frequency) = (Float(paragraphs), Float(documentFrequency))
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))
  }

  /// The score of a term less its idf, 0…1.
  @inline(__always)
  func weight(frequency: UInt32, lengthCode: UInt8) -> Float {
    let frequency = Float(frequency)
    return frequency / (frequency + norms[Int(lengthCode)])
  }

  /// How far weights can lie above and below those for another average length: a weight
  /// changes by no more than the average does.
  func drift(from other: Float) -> (above: Float, below: Float) {
    let ratio = averageLength / other
    return (max(1, ratio), min(1, ratio))
  }
}
