// ImpactCode.swift — what a posting weighs, in one byte that errs on a known side.

/// The weight of a posting in BM25 without its idf, 0…1, in steps of 1/255.
///
/// A bound from above was rounded up, one from below down; with it goes the average length
/// that it was made for.
struct ImpactCode: Hashable, Sendable {
  let rawValue: UInt8

  @inline(__always)
  init(_ rawValue: UInt8) { self.rawValue = rawValue }

  init(above weight: Float) { rawValue = UInt8(min(255, (weight * 255).rounded(.up))) }
  init(below weight: Float) { rawValue = UInt8(max(0, (weight * 255).rounded(.down))) }

  @inline(__always)
  var weight: Float { Float(rawValue) * (1 / 255) }
}
