// ProximityTexts.swift — all texts of a nearness, found in one pass over a paragraph.

/// The texts of a proximity, by the character that each begins with.
struct ProximityTexts: Sendable {
  let proximity: Proximity

  private struct Entry: Sendable {
    var operand: Int
    var text: CompiledPattern
    /// Characters as they are compared.
    var length: Int
  }

  /// Texts are compared as they stand, not as they are folded.
  private let isLiteral: Bool
  /// By their first characters.
  private var entries: [Entry] = []
  /// Where in `entries` those of a character are.
  private var ranges: [UInt32: Range<Int>] = [:]
  /// Low bytes of first characters: what is not there begins no text.
  private var mayBegin = [Bool](repeating: false, count: 256)

  init(_ proximity: Proximity, _ compiled: [Pattern: CompiledPattern]) {
    self.proximity = proximity
    var byFirst: [UInt32: [Entry]] = [:]
    isLiteral = proximity.operands.joined().contains { compiled[$0]?.isLiteral ?? false }
    for (operand, patterns) in proximity.operands.enumerated() {
      for pattern in patterns {
        guard let text = compiled[pattern] else { continue }
        let isItself = isLiteral && !text.hasWildcards
        let scalars = isItself ? pattern.text.unicodeScalars.map(\.value) : text.scalars
        guard let first = scalars.first else { continue }
        byFirst[first, default: []].append(
          Entry(operand: operand, text: text, length: scalars.count))
      }
    }
    for (first, own) in byFirst {
      ranges[first] = entries.count..<entries.count + own.count
      entries += own
      mayBegin[Int(first & 0xff)] = true
    }
  }

  /// Where the texts of each operand stand in the text that a verifier has read.
  ///
  /// - Parameter end: only what ends up to this byte counts.
  func places(
    in text: [UInt8], readBy verifier: PhraseVerifier, within end: Int
  ) -> [[Proximity.Place]] {
    var places = [[Proximity.Place]](repeating: [], count: proximity.operands.count)
    if isLiteral {
      addLiteral(to: &places, in: text.span, readBy: verifier, within: end)
      return places
    }
    let folded = verifier.folded
    let elements = folded.elements.span
    for start in elements.indices {
      let scalar = elements[start].scalar
      guard mayBegin[Int(scalar & 0xff)], let range = ranges[scalar] else { continue }
      for entry in entries[range] {
        let scalars = entry.text.scalars
        guard PhraseVerifier.stands(scalars.span, entry.text, at: start, in: elements) else {
          continue
        }
        let characters = start..<start + entry.length
        let source = folded.sourceRange(characters)
        if source.upperBound <= end { places[entry.operand].append((characters, source)) }
      }
    }
    return places
  }

  private func addLiteral(
    to places: inout [[Proximity.Place]], in text: Span<UInt8>, readBy verifier: PhraseVerifier,
    within end: Int
  ) {
    var (byte, character) = (0, 0)
    while byte < text.count {
      let (scalar, length) = UTF8Decoder.decode(text, at: byte)
      if mayBegin[Int(scalar & 0xff)], let range = ranges[scalar] {
        for entry in entries[range] {
          guard let last = verifier.end(of: entry.text, from: byte, in: text), last <= end
          else { continue }
          places[entry.operand].append((character..<character + entry.length, byte..<last))
        }
      }
      byte += length
      character += 1
    }
  }
}
