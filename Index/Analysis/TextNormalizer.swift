// TextNormalizer.swift — width, case, traditional characters, transparent marks; with a way back.

/// A text as it is indexed and matched, with the way back to the stored text.
///
/// Shape: the three arrays are parallel, one entry a folded scalar.
package struct FoldedText: Sendable {
  /// Unicode scalar values.
  package fileprivate(set) var scalars: [UInt32] = []
  fileprivate(set) var classes: [CharacterClass] = []
  /// Where each scalar began in the source, in UTF-8 bytes.
  fileprivate(set) var sourceStarts: [Int32] = []
  /// Where each scalar ended in the source, in UTF-8 bytes.
  fileprivate(set) var sourceEnds: [Int32] = []

  package init() {}

  /// The UTF-8 bytes of the source that the folded scalars of `range` came from.
  package func sourceRange(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return 0..<0 }
    return Int(sourceStarts[range.lowerBound])..<Int(sourceEnds[last])
  }

  /// Holds at least one character that is indexed.
  package var isSearchable: Bool { classes.contains { $0 != .mark } }

  fileprivate mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    sourceStarts.removeAll(keepingCapacity: true)
    sourceEnds.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  fileprivate mutating func append(
    _ scalar: UInt32, _ kind: CharacterClass, from start: Int, to end: Int
  ) {
    scalars.append(scalar)
    classes.append(kind)
    sourceStarts.append(Int32(truncatingIfNeeded: start))
    sourceEnds.append(Int32(truncatingIfNeeded: end))
  }

  fileprivate mutating func trimTrailingSpace() {
    if scalars.last == 0x20 {
      scalars.removeLast()
      classes.removeLast()
      sourceStarts.removeLast()
      sourceEnds.removeLast()
    }
  }
}

/// Folds text so that what a reader would call the same is the same.
struct TextNormalizer {
  let profile: Analyzer.Profile

  /// White space seen and not yet written.
  private enum Gap {
    case none
    /// One space or line break.
    case single
    case wide
  }

  /// Folds UTF-8 bytes, ill-formed ones as U+FFFD.
  func fold(_ text: some Sequence<UInt8>, into folded: inout FoldedText) {
    folded.removeAll()
    var gap = Gap.none
    var gapStart = 0
    var offset = 0
    var decoder = UTF8Decoder(text)
    while let (scalar, length) = decoder.next() {
      let start = offset
      offset += length
      let value = profile == .plain ? Self.lowercasedASCII(scalar) : Folding.fold(scalar)
      if value == Folding.transparent { continue }
      if value == 0x20 {
        if gap == .none { gapStart = start }
        gap = gap == .none && profile == .standard ? .single : .wide
        continue
      }
      let kind = CharacterClass(value, profile: profile)
      if gap != .none {
        writeGap(gap, before: kind, from: gapStart, to: start, into: &folded)
        gap = .none
      }
      folded.append(value, kind, from: start, to: offset)
    }
  }

  /// A single space beside a Han character is dirt and is passed over; between words it
  /// stays; a wider gap separates; beside a mark it says nothing.
  private func writeGap(
    _ gap: Gap, before next: CharacterClass, from start: Int, to end: Int,
    into folded: inout FoldedText
  ) {
    guard let previous = folded.classes.last, previous != .mark, next != .mark else { return }
    if gap == .single, previous == .han || next == .han { return }
    folded.append(0x20, .mark, from: start, to: end)
  }

  private static func lowercasedASCII(_ scalar: UInt32) -> UInt32 {
    if scalar >= 0x41, scalar <= 0x5a { return scalar + 0x20 }
    return scalar == 0x09 || scalar == 0x0a || scalar == 0x0d || scalar == 0x3000 ? 0x20 : scalar
  }
}

/// Decodes UTF-8, ill-formed bytes as U+FFFD, with each scalar's length in bytes.
struct UTF8Decoder<Source: Sequence<UInt8>> {
  private var source: Source.Iterator
  private var pending: UInt8?

  init(_ bytes: Source) { source = bytes.makeIterator() }

  @inline(__always)
  mutating func next() -> (scalar: UInt32, length: Int)? {
    guard let first = pending ?? source.next() else { return nil }
    pending = nil
    if first < 0x80 { return (UInt32(first), 1) }
    let (more, initial): (Int, UInt32) =
      first >= 0xf0
      ? (3, UInt32(first & 7)) : first >= 0xe0 ? (2, UInt32(first & 15)) : (1, UInt32(first & 31))
    guard first >= 0xc2, first <= 0xf4 else { return (0xfffd, 1) }
    var value = initial
    for taken in 0..<more {
      guard let byte = source.next() else { return (0xfffd, 1 + taken) }
      guard byte & 0xc0 == 0x80 else {
        pending = byte
        return (0xfffd, 1 + taken)
      }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return (value, more + 1)
  }
}
