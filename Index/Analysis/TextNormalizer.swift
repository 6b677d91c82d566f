// TextNormalizer.swift — width, case, traditional characters, transparent marks; with a way back.

/// A text as it is indexed and matched, with the way back to the stored text.
package struct FoldedText: Sendable {
  /// One folded scalar.
  struct Element: Sendable {
    /// Unicode scalar value.
    var scalar: UInt32
    /// Where it began and ended in the source, in UTF-8 bytes.
    var sourceStart, sourceEnd: Int32
    var kind: CharacterClass
  }

  fileprivate(set) var elements: [Element] = []
  /// Every Han character stands as it does in the source, and nothing is passed over: text
  /// of Han characters alone stands here where it stands there.
  fileprivate(set) var isPlain = true

  package init() {}

  /// Unicode scalar values.
  package var scalars: [UInt32] { elements.map(\.scalar) }

  /// The UTF-8 bytes of the source that the folded scalars of `range` came from.
  package func sourceRange(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return 0..<0 }
    return Int(elements[range.lowerBound].sourceStart)..<Int(elements[last].sourceEnd)
  }

  /// Holds at least one character that is indexed.
  package var isSearchable: Bool { elements.contains { $0.kind != .mark } }
}

/// Folds text so that what a reader would call the same is the same.
struct TextNormalizer {
  let profile: Analyzer.Profile

  /// What was passed over since the last element.
  private enum Gap {
    case none
    /// One space or line break, or quotation marks.
    case single
    case wide
  }

  /// Folds UTF-8 bytes, ill-formed ones as U+FFFD.
  func fold(_ text: Span<UInt8>, into folded: inout FoldedText) {
    folded.elements.removeAll(keepingCapacity: true)
    folded.isPlain = true
    var isPlain = true
    // No byte makes more than one element.
    folded.elements.append(atMost: text.count) { elements in
      fold(text, into: &elements, &isPlain)
    }
    folded.isPlain = isPlain
  }

  @inline(__always)
  private func fold(
    _ text: Span<UInt8>, into elements: inout OutputSpan<FoldedText.Element>, _ isPlain: inout Bool
  ) {
    let table = Folding.table
    var gap = Gap.none
    var gapStart = 0
    // Quotation marks make a gap, but no wide one.
    var gapHasSpace = false
    var last = CharacterClass.mark
    var offset = 0
    while offset < text.count {
      let start = offset
      let (scalar, length) = UTF8Decoder.decode(text, at: start)
      offset &+= length
      let value = profile == .plain ? Self.lowercasedASCII(scalar) : Folding.fold(scalar, table)
      if value == Folding.invisible {
        isPlain = false
        continue
      }
      if value == Folding.transparent || value == 0x20 {
        if profile == .standard { isPlain = false }
        let isSpace = value == 0x20
        if gap == .none {
          gapStart = start
          gap = profile == .standard ? .single : .wide
        } else if isSpace, gapHasSpace, !Self.isLineFeed(scalar, after: start, in: text) {
          gap = .wide
        }
        gapHasSpace = gapHasSpace || isSpace
        continue
      }
      let kind = CharacterClass(value, profile: profile)
      if value != scalar, kind == .han { isPlain = false }
      if gap != .none {
        if Self.separates(gap, last, kind) {
          elements.append(Self.element(0x20, gapStart, start, .mark))
        }
        (gap, gapHasSpace) = (.none, false)
      }
      elements.append(Self.element(value, start, offset, kind))
      last = kind
      if kind == .han {
        offset = foldRun(text, from: offset, table, into: &elements, &isPlain)
      } else if kind == .word {
        offset = foldWord(text, from: offset, into: &elements)
      }
    }
  }

  /// Folds common Han characters, of which most texts are, as long as they follow one another;
  /// returns where something else begins.
  @inline(__always)
  private func foldRun(
    _ text: Span<UInt8>, from start: Int, _ table: ConstantTable<UInt16>,
    into elements: inout OutputSpan<FoldedText.Element>, _ isPlain: inout Bool
  ) -> Int {
    var offset = start
    while offset &+ 2 < text.count {
      let (first, second, third) = (text[offset], text[offset &+ 1], text[offset &+ 2])
      guard first >= 0xe4, first <= 0xe9, second & 0xc0 == 0x80, third & 0xc0 == 0x80 else { break }
      let scalar =
        UInt32(first & 15) << 12 | UInt32(second & 0x3f) << 6 | UInt32(third & 0x3f)
      let value = profile == .plain ? scalar : scalar ^ UInt32(table[Int(scalar)])
      guard scalar >= 0x4e00, (0x4e00...0x9fff).contains(value) else { break }
      if value != scalar { isPlain = false }
      elements.append(Self.element(value, offset, offset &+ 3, .han))
      offset &+= 3
    }
    return offset
  }

  /// Folds the ASCII letters and digits that follow; returns where something else begins.
  @inline(__always)
  private func foldWord(
    _ text: Span<UInt8>, from start: Int, into elements: inout OutputSpan<FoldedText.Element>
  ) -> Int {
    var offset = start
    while offset < text.count {
      let byte = text[offset]
      let lower = byte | 0x20
      guard byte &- 0x30 < 10 || lower &- 0x61 < 26 else { break }
      let value = byte < 0x40 ? byte : lower
      elements.append(Self.element(UInt32(value), offset, offset &+ 1, .word))
      offset &+= 1
    }
    return offset
  }

  @inline(__always)
  private static func element(
    _ scalar: UInt32, _ start: Int, _ end: Int, _ kind: CharacterClass
  ) -> FoldedText.Element {
    FoldedText.Element(
      scalar: scalar, sourceStart: Int32(truncatingIfNeeded: start),
      sourceEnd: Int32(truncatingIfNeeded: end), kind: kind)
  }

  /// A single space or quotation mark beside a Han character is passed over; between words
  /// it stays; a wider gap separates; beside a mark it says nothing.
  private static func separates(
    _ gap: Gap, _ previous: CharacterClass, _ next: CharacterClass
  ) -> Bool {
    if previous == .mark || next == .mark { return false }
    return gap == .wide || previous != .han && next != .han
  }

  /// Whether this is the second half of a line break CR LF, which is one.
  private static func isLineFeed(_ scalar: UInt32, after start: Int, in text: Span<UInt8>) -> Bool {
    scalar == 0x0a && start > 0 && text[start - 1] == 0x0d
  }

  @inline(__always)
  private static func lowercasedASCII(_ scalar: UInt32) -> UInt32 {
    if scalar >= 0x41, scalar <= 0x5a { return scalar + 0x20 }
    return scalar == 0x09 || scalar == 0x0a || scalar == 0x0d || scalar == 0x3000 ? 0x20 : scalar
  }
}

/// Decodes UTF-8 scalar by scalar.
enum UTF8Decoder {
  /// The scalar at `offset` and its length in bytes; U+FFFD for the longest ill-formed
  /// part that could have begun a scalar.
  @inline(__always)
  static func decode(_ text: Span<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int) {
    let first = text[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    if first >= 0xe1, first <= 0xec, offset &+ 2 < text.count {
      let (second, third) = (text[offset &+ 1], text[offset &+ 2])
      if second & 0xc0 == 0x80, third & 0xc0 == 0x80 {
        let high = UInt32(first & 15) << 12 | UInt32(second & 0x3f) << 6
        return (high | UInt32(third & 0x3f), 3)
      }
    }
    return rare(text, at: offset)
  }

  @inline(never)
  private static func rare(_ text: Span<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int) {
    let first = text[offset]
    guard first >= 0xc2, first <= 0xf4 else { return (0xfffd, 1) }
    let more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1
    var value = UInt32(first) & (0x3f >> UInt32(more))
    for taken in 1...more {
      guard offset + taken < text.count else { return (0xfffd, taken) }
      let byte = text[offset + taken]
      // The second byte also says: not too long a form, no surrogate, not past the planes.
      let range: ClosedRange<UInt8> =
        taken > 1
        ? 0x80...0xbf
        : first == 0xe0
          ? 0xa0...0xbf
          : first == 0xed
            ? 0x80...0x9f
            : first == 0xf0 ? 0x90...0xbf : first == 0xf4 ? 0x80...0x8f : 0x80...0xbf
      guard range.contains(byte) else { return (0xfffd, taken) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return (value, more + 1)
  }
}
